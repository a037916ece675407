"""What every algorithm of the provider shares: parameters, words, errors, progress."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType
from qgis.PyQt.QtGui import QIcon

from .. import dependencies
from ..core.dates import date_in_name
from ..core.errors import InputError, OutputError, SoraNoMeError
from ..core.files import scratch_beside, unwritable
from ..core.resources import FOLDER
from ..core.tasks import ItemState, Progress, limit_workers
from ..core.text import QT_TRANSLATE_NOOP, Message
from ..help_pages import algorithm_url
from ..settings import DASK_SCHEDULER, THREADS
from ..translation import LANGUAGES, tr, tr_core

if TYPE_CHECKING:
    from ..core.cluster import Cluster


class FeedbackProgress:
    """The core's :class:`~soranome.plugin.core.tasks.Progress` over QGIS's feedback."""

    def __init__(self, feedback: QgsProcessingFeedback):
        self._feedback = feedback

    @property
    def cancelled(self) -> bool:
        return self._feedback.isCanceled()

    def report(self, fraction: float, text: Message | ItemState | str = "") -> None:
        self._feedback.setProgress(100 * fraction)
        if isinstance(text, ItemState):
            if hasattr(self._feedback, "tell_item"):  # that of a dock
                self._feedback.tell_item(text.item, text.state, text.why.say(tr_core) if text.why else "")
        elif text:
            self._feedback.pushInfo(text.say(tr_core) if isinstance(text, Message) else text)


class Algorithm(QgsProcessingAlgorithm):
    """A Processing algorithm. Subclasses set the class attributes and write four methods:

    ``title()`` and ``help()`` (what it does, for whom, what to watch; plain paragraphs) are methods so that they are
    translated when asked, not when imported; ``declare()`` adds parameters and outputs; ``execute(parameters, context,
    feedback)`` does the work and returns the outputs. ``NAME`` is the id (a contract).
    """

    NAME = ""
    GROUP = ""
    TAGS: tuple[str, ...] = ()

    # -- what QGIS asks ------------------------------------------------------------------------

    def createInstance(self):
        return type(self)()

    def name(self) -> str:
        return self.NAME

    def displayName(self) -> str:
        return self.title()

    def group(self) -> str:
        groups = {
            "fill": tr("Improper fill"),
            "pointcloud": tr("Point clouds"),
            "coverage": tr("Coverage holes"),
            "fieldwork": tr("Field checks"),
        }
        return groups[self.GROUP]

    def groupId(self) -> str:
        return self.GROUP

    def tags(self) -> list[str]:
        return list(self.TAGS)

    def icon(self) -> QIcon:
        return QIcon(str(FOLDER / "icons" / f"{self.GROUP}.svg"))

    def shortHelpString(self) -> str:
        paragraphs = "".join(f"<p>{part}</p>" for part in self.help().split("\n\n"))
        described = [p for p in self.parameterDefinitions() if p.help()]
        rows = "".join(f"<li><b>{p.description()}</b> ({p.name()}): {p.help()}</li>" for p in described)
        return f"{paragraphs}<ul>{rows}</ul>" if rows else paragraphs

    def shortDescription(self) -> str:
        return self.help().split("\n\n")[0]

    def helpUrl(self) -> str:
        return algorithm_url(self.NAME)

    def initAlgorithm(self, configuration=None) -> None:
        self.declare()

    def canExecute(self) -> tuple[bool, str]:
        return can_execute((self.NAME,))

    def checkParameterValues(self, parameters: dict, context: QgsProcessingContext) -> tuple[bool, str]:
        # qgis_process passes on whatever it is given: a misspelt parameter would silently be its default.
        unknown = [name for name in parameters if self.parameterDefinition(name) is None]
        if unknown:
            return False, tr("Unknown parameter {unknown}. {algorithm} takes: {known}.").format(
                unknown=", ".join(unknown),
                algorithm=self.NAME,
                known=", ".join(p.name() for p in self.parameterDefinitions()),
            )
        try:
            for definition in self.parameterDefinitions():
                value = parameters.get(definition.name())
                if isinstance(definition, QgsProcessingParameterRasterLayer):
                    self._check_raster(definition, value, context)
                elif isinstance(definition, QgsProcessingParameterEnum):
                    _check_choice(definition, value)
                elif isinstance(definition, QgsProcessingParameterNumber):
                    _check_number(definition, value)
            self._check_destinations(parameters)
        except SoraNoMeError as error:
            return False, error.message.say(tr_core)
        return super().checkParameterValues(parameters, context)

    def _check_destinations(self, parameters: dict) -> None:
        """Raise where a result would replace an input or another result, or its name says it is another kind of file."""
        taken: dict[str, str] = {}
        for definition in self.parameterDefinitions():
            path = _file_of(parameters.get(definition.name()))
            if path and not definition.isDestination():
                taken[path] = definition.name()
        for definition in self.parameterDefinitions():
            path = _file_of(parameters.get(definition.name()), exists=False) if definition.isDestination() else None
            if not path or definition.type() == "folderDestination":
                continue
            if path in taken:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe", "{name}: {path} is already {other} of this run. Give the result a name of its own."
                    ),
                    name=definition.name(),
                    path=path,
                    other=taken[path],
                )
            taken[path] = definition.name()
            endings = _endings(definition)
            if not path.lower().endswith(endings):
                raise OutputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{name}: {path} must end with {endings}, which is what is written."),
                    name=definition.name(),
                    path=path,
                    endings=" / ".join(endings),
                )

    def _check_raster(
        self, definition: QgsProcessingParameterRasterLayer, value, context: QgsProcessingContext
    ) -> None:
        """Raise :class:`InputError` where a raster named by its path cannot be used; QGIS would only say "not found"."""
        if not isinstance(value, str) or not value or dependencies.look_up("rasterio").state != dependencies.FOUND:
            return
        known = QgsProcessingUtils.mapLayerFromString(value, context, allowLoadingNewLayers=False)
        if known is None:
            from ..core.raster import Raster

            with Raster(value, definition.description()):
                pass

    def processAlgorithm(
        self, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict:
        able, why = self.canExecute()
        if not able:
            raise QgsProcessingException(why)
        self._made_folders: list[Path] = []
        limit_workers(THREADS.value())
        results, said = None, ""
        try:
            context.setFeedback(feedback)  # where what reads layers says what it had to mend
            results = self.execute(parameters, context, feedback)
        except SoraNoMeError as error:
            said = error.message.say(tr_core)
        except ImportError as error:  # there, but broken, or without something it needs itself
            module = (error.name or "").split(".")[0]
            if not module or module == __package__.split(".")[0]:
                raise
            said = tr(
                "The Python library {name} cannot be used: {detail}. Open “Required libraries…” in the SoraNoMe menu."
            ).format(name=module, detail=error)
        finally:
            if results is None:
                self._remove_empty_folders()
        if results is None:
            # Raised here and not above: its traceback would keep layouts and projects until QGIS itself is gone, and crash.
            raise QgsProcessingException(said)
        for path in context.layersToLoadOnCompletion():
            details = context.layerToLoadOnCompletionDetails(path)
            details.groupName = details.groupName or self.group()  # in the layer tree
        return results

    def _remove_empty_folders(self) -> None:
        """Take away folders this run made and put nothing in."""
        for folder in reversed(self._made_folders):
            with contextlib.suppress(OSError):
                folder.rmdir()

    # -- parameters ----------------------------------------------------------------------------

    def add(self, parameter: QgsProcessingParameterDefinition, help: str = "", advanced: bool = False) -> None:
        """Add a parameter with its help, behind "advanced" where asked."""
        parameter.setHelp(help)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_raster(self, name: str, label: str, help: str = "", optional: bool = False, advanced: bool = False) -> None:
        self.add(QgsProcessingParameterRasterLayer(name, label, optional=optional), help, advanced)

    def add_choice(
        self, name: str, label: str, choices: dict[str, str], default: str, help: str = "", advanced: bool = False
    ) -> None:
        """A choice among static strings (what models and commands hold), shown by their labels in dialogs."""
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(choices), defaultValue=default, usesStaticStrings=True
        )
        parameter.setMetadata(
            {
                "widget_wrapper": {
                    "class": f"{__package__}.widgets.ChoiceWrapper",
                    "choices": list(choices.items()),
                }
            }
        )
        described = "; ".join(f"{value}: {text}" for value, text in choices.items())
        self.add(parameter, f"{help} ({described})" if help else described, advanced)

    def add_choices(self, name: str, label: str, choices: dict[str, str], help: str = "") -> None:
        """Any number of static strings, shown by their labels in dialogs; none by default."""
        parameter = QgsProcessingParameterEnum(
            name, label, options=list(choices), allowMultiple=True, optional=True, usesStaticStrings=True
        )
        parameter.setMetadata(
            {"widget_wrapper": {"class": f"{__package__}.widgets.ChoicesWrapper", "choices": list(choices.items())}}
        )
        described = "; ".join(f"{value}: {text}" for value, text in choices.items())
        self.add(parameter, f"{help} ({described})" if help else described)

    def add_date(self, name: str, label: str, help: str = "") -> None:
        kind = QgsProcessingParameterDateTime.Type.Date
        self.add(QgsProcessingParameterDateTime(name, label, type=kind, optional=True), help)

    def add_stack(self, label: str, help: str) -> None:
        """STACK (files) or STACK_FOLDER (all rasters in it), with DATES; see :meth:`stack_paths`."""
        rasters = Qgis.ProcessingSourceType.Raster
        self.add(QgsProcessingParameterMultipleLayers("STACK", label, rasters, optional=True), help)
        self.add(
            QgsProcessingParameterFile(
                "STACK_FOLDER", tr("Folder of the stack"), QgsProcessingParameterFile.Behavior.Folder, optional=True
            ),
            tr("Instead of choosing files: every GeoTIFF in this folder."),
        )
        self.add(
            QgsProcessingParameterString("DATES", tr("Dates of the stack"), optional=True),
            tr("One for each file, in their order, as 2024-07-31, separated by commas. Empty: from the file names."),
        )

    def stack_paths(self, parameters: dict, context: QgsProcessingContext) -> list[str]:
        """Files of STACK or STACK_FOLDER (sorted by name), empty where neither is given."""
        folder = self.parameterAsFile(parameters, "STACK_FOLDER", context)
        if folder:
            return rasters_in(os.path.abspath(folder))
        return self.list_paths(parameters, "STACK", context)

    def list_paths(self, parameters: dict, name: str, context: QgsProcessingContext) -> list[str]:
        """Files of a parameter that takes several rasters, in their order."""
        given = parameters.get(name) or []
        given = given.split(";") if isinstance(given, str) else given
        return [self._layer_path(value, name, context) for value in given]

    def _layer_path(self, value, name: str, context: QgsProcessingContext) -> str:
        """The file behind one raster of a list."""
        if isinstance(value, str) and os.path.exists(value):
            return os.path.abspath(value)  # workers of a cluster have other working folders
        layer = QgsProcessingUtils.mapLayerFromString(value, context) if isinstance(value, str) else value
        if layer is None:
            return str(value)  # the core says what is wrong with it
        return self._file_behind(layer, name)

    def add_scheduler(self) -> None:
        self.add(
            QgsProcessingParameterString("SCHEDULER", tr("Dask scheduler"), optional=True),
            tr(
                "Address of a Dask scheduler whose workers share the tiles (tcp://name:8786). Inputs and results must lie "
                "in folders that all its machines see. Empty: as set in QGIS's options; “threads”: this machine alone."
            ),
            advanced=True,
        )

    @contextlib.contextmanager
    def cluster(self, parameters: dict, context: QgsProcessingContext, progress: Progress) -> Iterator[Cluster | None]:
        """The cluster of SCHEDULER or of the options; None where this machine works alone."""
        address = self.parameterAsString(parameters, "SCHEDULER", context).strip() or DASK_SCHEDULER.value()
        if not address or address.lower() == "threads":
            yield None
            return
        from ..core.cluster import connect

        with connect(address, progress) as cluster:
            yield cluster

    def add_language(self) -> None:
        self.add_choice(
            "LANGUAGE", tr("Language of the document"), {"ja": "日本語", "en": "English"}, "ja", advanced=True
        )

    def language(self, parameters: dict, context: QgsProcessingContext) -> str:
        value = self.parameterAsEnumString(parameters, "LANGUAGE", context)
        return value if value in LANGUAGES else "ja"

    def raster_path(self, parameters: dict, name: str, context: QgsProcessingContext) -> str | None:
        """The file of a raster parameter, given as a path or as a layer; None where it is left out."""
        value = parameters.get(name)
        if value in (None, ""):
            return None
        if isinstance(value, str) and os.path.exists(value):
            return os.path.abspath(value)  # workers of a cluster have other working folders
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None:
            return str(value)  # the core says what is wrong with it
        return self._file_behind(layer, name)

    @staticmethod
    def _file_behind(layer, name: str) -> str:
        if layer.providerType() != "gdal":
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "{name}: the layer {layer} is no raster file (it comes from {provider}). Save it first."
                ),
                name=name,
                layer=layer.name(),
                provider=layer.providerType(),
            )
        return layer.source()

    def optional_number(self, parameters: dict, name: str, context: QgsProcessingContext) -> float | None:
        """A number that may be left empty; None where it is."""
        return None if parameters.get(name) in (None, "") else self.parameterAsDouble(parameters, name, context)

    def date(self, parameters: dict, name: str, context: QgsProcessingContext, path: str | None = None) -> str:
        """ISO date of a parameter, else the one in the file's name, else empty."""
        value = self.parameterAsDateTime(parameters, name, context)
        if value.isValid():
            return value.date().toString("yyyy-MM-dd")
        return date_in_name(path) if path else ""

    def destination(self, parameters: dict, name: str, context: QgsProcessingContext) -> str:
        """Path of an output; its folder, or the folder it is, is made where it is missing."""
        kind = self.parameterDefinition(name).type()
        if kind == "folderDestination":
            path = self.parameterAsString(parameters, name, context)
            path = os.path.abspath(path) if path else path
        elif kind == "fileDestination":
            path = self.parameterAsFileOutput(parameters, name, context)
        else:
            path = self.parameterAsOutputLayer(parameters, name, context)
        if path:
            folder = Path(path) if kind == "folderDestination" else Path(path).parent
            missing = [place for place in (folder, *folder.parents) if not place.exists()]
            try:
                folder.mkdir(parents=True, exist_ok=True)
                self._made_folders += reversed(missing)
            except OSError as error:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} cannot be written: its folder cannot be made ({detail}). Choose another place.",
                    ),
                    path=path,
                    detail=error.strerror or str(error),
                ) from error
        return path


def can_execute(algorithms: Iterable[str]) -> tuple[bool, str]:
    """Whether what these algorithms need is there; if not, what is missing and what to do."""
    lacking = list({library.module: library for name in algorithms for library in dependencies.missing(name)}.values())
    if not lacking:
        return True, ""
    too_old = tr("{name} (version {version} is too old, {least} or newer is needed)")
    names = [
        too_old.format(name=one.package, version=one.version, least=one.least)
        if one.state == dependencies.TOO_OLD
        else one.package
        for one in lacking
    ]
    return False, tr(
        "These Python libraries are missing: {names}. Install them by “Required libraries…” in the SoraNoMe menu or with "
        "the command below, then restart QGIS.\n{command}"
    ).format(names=", ".join(names), command=dependencies.install_command(dependencies.requirements_for(lacking)))


def rasters_in(folder: str) -> list[str]:
    """GeoTIFFs directly in ``folder``, by name; raises :class:`InputError` where there are none."""
    found = sorted(str(p) for p in Path(folder).glob("*") if p.suffix.lower() in (".tif", ".tiff") and p.is_file())
    if not found:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "There is no GeoTIFF in {folder}. Choose the folder that holds the stack."),
            folder=folder,
        )
    return found


def _file_of(value, exists: bool = True) -> str | None:
    """The file behind a parameter's value, made comparable; None where it is none (a temporary output, say)."""
    if isinstance(value, QgsMapLayer):
        value = value.source()
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    if not isinstance(value, str) or value in ("", QgsProcessing.TEMPORARY_OUTPUT):
        return None
    value = value.split("|")[0]
    return os.path.realpath(value) if not exists or os.path.exists(value) else None


def _endings(definition: QgsProcessingParameterDefinition) -> tuple[str, ...]:
    """What the file names of an output may end with."""
    if definition.type() == "rasterDestination":
        return ".tif", ".tiff"
    if definition.type() == "vectorDestination":
        return (".gpkg",)
    return tuple(re.findall(r"\*(\.\w+)", definition.fileFilter().lower()))


def _check_choice(definition: QgsProcessingParameterEnum, value) -> None:
    if value in (None, ""):
        return
    # Several come as a list, or as one text with commas.
    given = value if isinstance(value, list | tuple) else [value]
    if definition.allowMultiple() and isinstance(value, str):
        given = [word.strip() for word in value.split(",")]
    if all(one in definition.options() for one in given):
        return
    raise InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name}={value} is no choice. Give one of: {choices}."),
        name=definition.name(),
        value=value,
        choices=", ".join(definition.options()),
    )


def _check_number(definition: QgsProcessingParameterNumber, value) -> None:
    if value in (None, "") or not isinstance(value, str | int | float):
        return
    low, high = definition.minimum(), definition.maximum()
    with contextlib.suppress(ValueError):
        if low <= float(value) <= high:
            return
    raise InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "{name}={value} is out of range. Give a number {range}."),
        name=definition.name(),
        value=value,
        range=f"{low:g}–{high:g}" if high < 1e9 else f"≥ {low:g}",
    )


def fields_of(described: Iterable[tuple[str, QMetaType.Type, str]]) -> QgsFields:
    """Fields from (name, type, title); the title is what users read."""
    fields = QgsFields()
    for name, kind, title in described:
        field = QgsField(name, kind)
        field.setAlias(title)
        fields.append(field)
    return fields


def write_layer(
    path: str,
    layer_name: str,
    fields: QgsFields,
    kind: QgsWkbTypes.Type,
    crs: QgsCoordinateReferenceSystem,
    rows: Iterable[tuple[bytes | None, tuple]],
    style: Callable[[QgsVectorLayer], None] | None = None,
) -> None:
    """Write features into a new GeoPackage, whole or not at all; ``style`` makes its default style.

    ``rows`` are (WKB or None, attribute values). Raises :class:`OutputError` where it cannot be written.
    """
    target = Path(path)
    scratch = scratch_beside(target, ".gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = layer_name
    try:
        writer = QgsVectorFileWriter.create(str(scratch), fields, kind, crs, QgsCoordinateTransformContext(), options)
        if writer.hasError():
            raise unwritable(target, OSError(writer.errorMessage()))
        for wkb, values in rows:
            feature = QgsFeature(fields)
            if wkb is not None:
                geometry = QgsGeometry()
                geometry.fromWkb(wkb)
                feature.setGeometry(geometry)
            feature.setAttributes(list(values))
            if not writer.addFeature(feature):
                raise unwritable(target, OSError(writer.errorMessage()))
        writer.flushBuffer()
        failed = writer.errorMessage() if writer.hasError() else ""
        del writer
        if failed:
            raise unwritable(target, OSError(failed))
        if style is not None:
            _keep_style(scratch, layer_name, style)
        os.replace(scratch, target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        for leftover in target.parent.glob(f"{scratch.name}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _keep_style(path: Path, layer_name: str, style: Callable[[QgsVectorLayer], None]) -> None:
    layer = QgsVectorLayer(f"{path}|layername={layer_name}", layer_name, "ogr")
    style(layer)
    layer.saveStyleToDatabase(layer_name, "", True, "")
