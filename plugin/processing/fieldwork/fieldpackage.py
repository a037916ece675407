"""``fieldpackage``: sites → a folder that QField and QGIS open without a network."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QThread

from ...core.errors import InputError
from ...core.text import QT_TRANSLATE_NOOP
from ...translation import tr, words_in
from ..base import FeedbackProgress
from ..styling import natural_colours
from .sites import SiteAlgorithm

_BESIDES_BYTES = 60_000_000  # of disk for everything but the background


class FieldPackage(SiteAlgorithm):
    NAME = "fieldpackage"
    TAGS = ("qfield", "mbtiles", "offline", "phone", "スマートフォン", "現地調査", "持ち出し", "タブレット")

    def title(self) -> str:
        return tr("Package for phones (QField)")

    def help(self) -> str:
        return tr(
            "Makes a folder to copy to a phone or tablet: a project for QField (or QGIS) that works without a network. "
            "survey.gpkg holds the sites with a form to fill in, DCIM takes the photos, background.mbtiles is a map drawn "
            "from the layers you choose, around the sites only, and reference.gpkg holds copies of layers to look at.\n\n"
            "What may go wrong is listed before anything is written. The whole folder comes back and is read by "
            "importresults. A folder that holds anything is never written over: it may hold results."
        )

    def declare(self) -> None:
        number = QgsProcessingParameterNumber
        self.add_sites()
        self.add(
            QgsProcessingParameterMultipleLayers(
                "BACKGROUND", tr("Layers drawn as background"), Qgis.ProcessingSourceType.MapLayer, optional=True
            ),
            tr(
                "Images, relief, maps: files of this computer, drawn as they look in the project, the first on top. "
                "Map services on the network are refused."
            ),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "REFERENCE", tr("Layers copied to look at"), Qgis.ProcessingSourceType.Vector, optional=True
            ),
            tr("Roads, municipalities: copied around the sites with their look; they cannot be edited on the phone."),
        )
        self.add(
            number(
                "BUFFER", tr("Background around each site (m)"), number.Type.Double, 300, minValue=0, maxValue=20_000
            ),
            tr("Further away the background is there only when zoomed out."),
        )
        self.add(
            number(
                "RESOLUTION",
                tr("Finest pixels of the background (m)"),
                number.Type.Double,
                1,
                minValue=0.1,
                maxValue=100,
            ),
            tr("The next finer level of web maps is taken. Half the size makes four times as many tiles."),
        )
        self.add(
            number("SIZE_LIMIT", tr("Largest background (MB)"), number.Type.Double, 1000, minValue=1, maxValue=50_000),
            tr("A background that would be larger is refused before it is drawn."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("TITLE", tr("Title of the project"), optional=True),
            tr("Shown in the list of projects. Empty: field checks, with the number of sites."),
        )
        self.add(
            QgsProcessingParameterBoolean("CHECK_ONLY", tr("Only list what may go wrong"), False),
            tr("Writes nothing."),
        )
        self.add_language()
        self.add(
            QgsProcessingParameterFolderDestination("FOLDER", tr("Folder of the package")),
            tr("New or empty. Copied to the phone as a whole, and given back as a whole."),
        )
        self.addOutput(QgsProcessingOutputFile("PROJECT", tr("Project")))
        self.addOutput(QgsProcessingOutputNumber("SITES", tr("Sites")))
        self.addOutput(QgsProcessingOutputNumber("PROBLEMS", tr("Problems found")))
        self.addOutput(QgsProcessingOutputNumber("SIZE_MB", tr("Size (MB)")))

    def checkParameterValues(self, parameters, context):
        # QGIS would only say that a list is wrong.
        for name in ("BACKGROUND", "REFERENCE"):
            for value in _listed(parameters.get(name)):
                if isinstance(value, str) and QgsProcessingUtils.mapLayerFromString(value, context) is None:
                    said = tr("{name}: {value} is no layer of the project and no file that can be read.")
                    return False, said.format(name=name, value=value)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(self, parameters, context, feedback) -> bool:
        # Layers belong to the thread of the window: the work is done on copies, which go along to its thread.
        self._layers = {name: [] for name in ("BACKGROUND", "REFERENCE")}
        self._as_in_project: set[str] = set()
        for name, copies in self._layers.items():
            for layer in self.parameterAsLayerList(parameters, name, context):
                copy = layer.clone()
                if copy is None:
                    continue
                if context.project() and context.project().mapLayer(layer.id()):
                    self._as_in_project.add(copy.id())
                copy.moveToThread(None)
                copies.append(copy)
        return super().prepareAlgorithm(parameters, context, feedback)

    def execute(self, parameters, context, feedback):
        try:
            return self._execute(parameters, context, feedback)
        finally:
            self._layers = {}

    def _execute(self, parameters, context, feedback):
        for layer in (layer for copies in self._layers.values() for layer in copies):
            layer.moveToThread(QThread.currentThread())
        background, reference = self._layers["BACKGROUND"], self._layers["REFERENCE"]
        for layer in background:
            if layer.id() not in self._as_in_project:
                natural_colours(layer)
        language = self.language(parameters, context)
        chosen = self.choose_sites(parameters, context, feedback, words_in(language), language)
        folder = Path(os.path.abspath(self.parameterAsString(parameters, "FOLDER", context)))
        plan, problems = self._check(parameters, context, chosen, background, reference, folder)
        for problem in problems:
            (feedback.reportError if problem.blocks else feedback.pushWarning)(problem.text)
        if self.parameterAsBoolean(parameters, "CHECK_ONLY", context):
            if not problems:
                feedback.pushInfo(tr("Nothing stands in the way."))
            return {"PROBLEMS": len(problems), "SITES": len(chosen.sites)}
        blocking = [problem.text for problem in problems if problem.blocks]
        if blocking:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "The package cannot be made:\n{problems}"),
                problems="\n".join(f"- {text}" for text in blocking),
            )
        title = self.parameterAsString(parameters, "TITLE", context).strip()
        folder = Path(os.path.abspath(self.destination(parameters, "FOLDER", context)))
        if folder in self._made_folders:
            folder.rmdir()  # it comes whole; a killed run must not leave even an empty one
        size = self._write(folder, title, chosen, plan, reference, words_in(language), context, feedback)
        feedback.pushInfo(
            tr(
                "{count} sites packed, {size} MB. Copy the whole folder to the phone and open survey.qgs in QField."
            ).format(count=len(chosen.sites), size=f"{size / 1e6:.1f}")
        )
        return {
            "FOLDER": str(folder),
            "PROJECT": str(folder / "survey.qgs"),
            "SITES": len(chosen.sites),
            "PROBLEMS": len(problems),
            "SIZE_MB": round(size / 1e6, 1),
        }

    def _check(self, parameters, context, chosen, background, reference, folder):
        """What is going to be drawn (or None) and what may be wrong."""
        from . import package_checks as checks
        from .package_background import plan_background

        problems = checks.check_sites(chosen)
        plan, size = None, 0
        if chosen.sites:
            buffer_m = self.parameterAsDouble(parameters, "BUFFER", context)
            resolution_m = self.parameterAsDouble(parameters, "RESOLUTION", context)
            transforms = context.transformContext()
            plan = plan_background(background, chosen.sites, buffer_m, resolution_m, transforms)
            around = _around(chosen.sites, buffer_m, transforms)
            wrong = [p for layer in background for p in checks.check_drawn(layer, around, transforms)]
            wrong += [p for layer in reference for p in checks.check_copied(layer, around, transforms)]
            problems += wrong
            if background and not any(problem.blocks for problem in wrong):
                limit = self.parameterAsDouble(parameters, "SIZE_LIMIT", context)
                too_large, size = checks.check_size(plan, limit)
                problems += too_large
        problems += checks.check_folder(folder, size + _BESIDES_BYTES)
        return plan if background else None, problems

    def _write(self, folder, title, chosen, plan, reference, words, context, feedback) -> int:
        """Make the package; its size in bytes."""
        from ...core.fieldwork.papers import package
        from ...core.fieldwork.papers.package_folder import made_whole
        from ...core.files import write_whole
        from ...core.tasks import Part, check_cancelled
        from . import package_layers as layers
        from .package_project import background_layer, sites_layer, write_project

        progress, transforms = FeedbackProgress(feedback), context.transformContext()
        crs = QgsCoordinateReferenceSystem(chosen.plane or "EPSG:3857")
        with made_whole(folder) as scratch:
            layers.write_survey(scratch / package.SURVEY, chosen.sites, chosen.info, crs, transforms, words)
            (scratch / package.PHOTOS).mkdir()
            # Some programs that copy folders leave out empty ones.
            write_whole(scratch / package.PHOTOS / "readme.txt", f"{words(package.PHOTO_NOTE)}\n".encode())
            shown = [sites_layer(scratch, words)]
            around = _around(chosen.sites, _REFERENCE_AROUND_M, transforms)
            for number, layer in enumerate(reference, 1):
                check_cancelled(progress)
                name = f"layer_{number}"
                extent = _rectangle_in(around, layer.crs(), transforms)
                path = scratch / package.REFERENCE
                layers.copy_reference(layer, path, name, crs, extent, transforms)
                copy = QgsVectorLayer(f"{path}|layername={name}", layer.name(), "ogr")
                plain = layer.id() not in self._as_in_project and isinstance(layer.renderer(), QgsSingleSymbolRenderer)
                if not layers.dress_reference(copy, layer, plain):
                    said = tr("{layer}: its style needs files of this computer; it is drawn in a plain one.")
                    feedback.pushWarning(said.format(layer=layer.name()))
                shown.append(copy)
            if plan is not None:
                plan.write(scratch / package.BACKGROUND, words(package.BACKGROUND_TITLE), Part(progress, 0.05, 0.95))
                shown.append(background_layer(scratch, words))
            check_cancelled(progress)
            heading = title or f"{words(package.TITLE)} ({len(chosen.sites)})"
            write_project(scratch, heading, crs, shown, words)
            progress.report(1.0)
            return sum(path.stat().st_size for path in scratch.rglob("*") if path.is_file())


_REFERENCE_AROUND_M = 3000.0  # roads lead to a site from further away than its picture reaches


def _listed(value) -> list:
    """The layers of a parameter that takes several."""
    if value in (None, ""):
        return []
    if isinstance(value, str):
        return value.split(";")
    return list(value) if isinstance(value, list | tuple) else [value]


def _around(sites, distance_m: float, transforms) -> QgsRectangle:
    """The rectangle of all sites and ``distance_m`` around them, in Web Mercator."""
    import math

    import shapely

    from .package_background import WEB_MERCATOR
    from .sites import JGD2011

    degrees = QgsRectangle(*shapely.total_bounds([site.outline for site in sites]))
    found = QgsCoordinateTransform(JGD2011, WEB_MERCATOR, transforms).transformBoundingBox(degrees)
    found.grow(distance_m / math.cos(math.radians(degrees.center().y())) + 1)
    return found


def _rectangle_in(around: QgsRectangle, crs, transforms) -> QgsRectangle:
    from .package_background import WEB_MERCATOR

    return QgsCoordinateTransform(WEB_MERCATOR, crs, transforms).transformBoundingBox(around)
