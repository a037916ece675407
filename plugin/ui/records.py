"""How a result was made: from what, when, with which parameters. Kept as metadata of its layers and as ``run.json``."""

from __future__ import annotations

import json
import os
import uuid
from configparser import ConfigParser
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsBox3d,
    QgsCoordinateReferenceSystem,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProject,
    QgsProperty,
    QgsProviderRegistry,
    QgsProviderSublayerDetails,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime, QUrl

from ..core.dates import JAPAN, date_in_name, write_day
from ..core.errors import SoraNoMeError
from ..core.files import write_whole
from ..core.resources import FOLDER
from ..translation import language_of_user, tr

ALGORITHM, PARAMETERS, RUN = "soranome/algorithm", "soranome/parameters", "soranome/run"
"""Custom properties of every result layer: id of the algorithm; JSON of :attr:`Record.parameters`; :attr:`Record.id`."""

_HIDDEN = QgsProcessingParameterDefinition.Flag.FlagHidden
_FILES = ("gdal", "ogr", "pdal", "copc", "ept", "vpc", "delimitedtext", "mdal")


@dataclass(frozen=True)
class Source:
    """One input: what it is called, its file ("" where it has none), and whose it is as far as it says itself."""

    parameter: str
    name: str
    path: str
    rights: tuple[str, ...] = ()

    @property
    def day(self) -> str:
        """The ISO date its name holds, else empty."""
        return date_in_name(self.path or self.name)


@dataclass
class Record:
    """A run as it is told later. Made when it starts: layers may be gone when it ends.

    ``parameters`` holds every parameter that has a value, given or by default, as JSON: layers are their files (None where
    they have none). ``words`` are the same for people: (label, id, text).
    """

    algorithm: QgsProcessingAlgorithm
    folder: Path
    id: str
    started: datetime
    parameters: dict[str, object] = field(default_factory=dict)
    words: list[tuple[str, str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)

    @classmethod
    def of(cls, algorithm: QgsProcessingAlgorithm, parameters: dict, folder: Path) -> Record:
        """``folder`` is the run's own, made only if something is written there."""
        started = datetime.now(JAPAN)
        record = cls(algorithm, folder, f"{started:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:8]}", started)
        for definition in algorithm.parameterDefinitions():
            if not definition.flags() & _HIDDEN:
                record._take(definition, parameters.get(definition.name()))
        return record

    def _take(self, definition: QgsProcessingParameterDefinition, value) -> None:
        name, label = definition.name(), definition.description()
        if _is_empty(value):
            if definition.isDestination() or _is_empty(definition.defaultValue()):
                if not definition.isDestination():
                    self.missing.append(label)
                return
            value = definition.defaultValue()
        self.parameters[name] = plain(value)
        self.words.append((label, name, in_words(definition, value)))
        if not definition.isDestination():
            self.sources += [source for one in _listed(value) if (source := _source(name, one)) is not None]

    @property
    def when(self) -> str:
        """The time it started, with its zone (that of Japan, as in all documents)."""
        zone = f"{self.started:%z}"
        return f"{self.started:%Y-%m-%d %H:%M:%S} (UTC{zone[:3]}:{zone[3:5]})"

    def history(self, seconds: float) -> list[str]:
        """How it was made, a line each."""
        from .run_panel import duration

        made = tr("{title} ({id}), SoraNoMe {version}, QGIS {qgis}")
        lines = [
            made.format(
                title=self.algorithm.displayName(),
                id=self.algorithm.id(),
                version=plugin_version(),
                qgis=Qgis.version().partition("-")[0],
            ),
            tr("Started {when}, took {time}").format(when=self.when, time=duration(seconds)),
            *(f"{label} ({name}): {text}" for label, name, text in self.words),
        ]
        if self.missing:
            lines.append(tr("Not given: {names}").format(names=_joined(self.missing)))
        return lines

    def look_at_files(self) -> None:
        """Read from the inputs' files whose they are; at the end, when the libraries for it are loaded anyway."""
        self.sources = [
            replace(one, rights=tuple(dict.fromkeys((*one.rights, *_rights_in(one.path))))) if one.path else one
            for one in self.sources
        ]

    def rights(self) -> list[str]:
        """Whose the inputs are, each once, as the inputs themselves say."""
        return list(dict.fromkeys(right for source in self.sources for right in source.rights))

    def metadata(self, layer: QgsMapLayer, seconds: float) -> QgsLayerMetadata:
        """Metadata of a result."""
        language = language_of_user()
        found = QgsLayerMetadata()
        found.setIdentifier(f"{self.id}/{layer.name()}")
        found.setType("dataset")
        found.setLanguage(language)
        found.setTitle(layer.name())
        found.setAbstract(self._abstract(layer, language))
        found.setHistory(self.history(seconds))
        found.setRights(self.rights())
        found.setKeywords({"gmd:topicCategory": [self.algorithm.group()]})
        found.setLinks([*self._links(), QgsLayerMetadata.Link("SoraNoMe", "WWW:LINK", _about_plugin()["homepage"])])
        found.setCrs(layer.crs())
        found.setExtent(_extent(layer))
        found.setDateTime(Qgis.MetadataDateType.Created, QDateTime(self.started))
        return found

    def _abstract(self, layer: QgsMapLayer, language: str) -> str:
        said = [
            tr("“{layer}”, made by “{title}” of SoraNoMe on {day}.").format(
                layer=layer.name(),
                title=self.algorithm.displayName(),
                day=write_day(self.started.date().isoformat(), language),
            ),
            self.algorithm.shortDescription(),
        ]
        if self.sources:
            named = [
                f"{Path(one.path).name if one.path else one.name}"
                + (tr(" ({day})").format(day=write_day(one.day, language)) if one.day else "")
                for one in self.sources
            ]
            said.append(tr("Made from: {names}").format(names=_joined(named)))
        return "\n\n".join(said)

    def _links(self) -> list[QgsLayerMetadata.Link]:
        links = []
        for source in self.sources:
            if source.path:
                url = QUrl.fromLocalFile(source.path.partition("|")[0]).toString()
                link = QgsLayerMetadata.Link(source.name, "FILE", url)
                link.description = f"{source.parameter} {source.day}".strip()
                links.append(link)
        return links

    def write(self, seconds: float, results: dict) -> None:
        """``run.json`` in the run's folder. Raises :class:`OutputError`."""
        said = {
            "run": self.id,
            "algorithm": self.algorithm.id(),
            "title": self.algorithm.displayName(),
            "soranome": plugin_version(),
            "qgis": Qgis.version(),
            "started": self.started.isoformat(timespec="seconds"),
            "seconds": round(seconds, 1),
            "parameters": self.parameters,
            "inputs": [
                {"parameter": one.parameter, "name": one.name, "path": one.path, "date": one.day, "rights": one.rights}
                for one in self.sources
            ],
            "results": {name: plain(value) for name, value in results.items()},
            "history": self.history(seconds),
        }
        write_whole(self.folder / "run.json", json.dumps(said, ensure_ascii=False, indent=1).encode())

    def mark(self, layer: QgsMapLayer) -> None:
        """The custom properties by which other parts of the plugin find what a layer was made from."""
        layer.setCustomProperty(ALGORITHM, self.algorithm.id())
        layer.setCustomProperty(PARAMETERS, json.dumps(self.parameters, ensure_ascii=False))
        layer.setCustomProperty(RUN, self.id)


def parameters_of(layer: QgsMapLayer) -> dict:
    """The parameters a result layer was made with (see :class:`Record`), {} where it is no result of a dock."""
    try:
        found = json.loads(layer.customProperty(PARAMETERS, "") or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


@cache
def _about_plugin() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.read(FOLDER.parent / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def plugin_version() -> str:
    return _about_plugin()["version"]


# -- values --------------------------------------------------------------------------------------


def plain(value):
    """``value`` of a parameter as JSON: layers as their files, dates as ISO."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return plain(value.source)
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        return plain(value.sink)
    if isinstance(value, QgsProperty):
        fixed = value.propertyType() == Qgis.PropertyType.Static
        return plain(value.staticValue()) if fixed else value.asExpression()
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    layer = _layer(value)
    if layer is not None:
        return _file_of(layer)
    if isinstance(value, QDate | QDateTime | QTime):
        return value.toString(Qt.DateFormat.ISODate)
    if isinstance(value, QgsCoordinateReferenceSystem):
        return value.authid() or value.toWkt()
    if isinstance(value, str) and value and os.path.exists(value):
        return os.path.abspath(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def in_words(definition: QgsProcessingParameterDefinition, value) -> str:
    """``value`` of a parameter for people."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition) and value.selectedFeaturesOnly:
        return tr("{layer}, selected features only").format(layer=in_words(definition, value.source))
    if isinstance(definition, QgsProcessingParameterEnum):
        labels = _labels(definition)
        return _joined([labels.get(one, str(one)) for one in _listed(value)])
    if isinstance(value, list | tuple):
        return _joined([in_words(definition, one) for one in value])
    layer = _layer(value)
    if layer is not None:
        return _file_of(layer) or layer.name()
    if definition.type() == "boolean":
        return tr("yes") if str(value).lower() in ("true", "1") else tr("no")
    found = plain(value)
    return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)


def _labels(definition: QgsProcessingParameterEnum) -> dict:
    ours = definition.metadata().get("widget_wrapper", {})
    if isinstance(ours, dict) and ours.get("choices"):
        return dict(ours["choices"])
    options = definition.options()
    return dict(zip(options, options)) if definition.usesStaticStrings() else dict(enumerate(options))


def _is_empty(value) -> bool:
    return value is None or (isinstance(value, str | list | tuple) and not value)


def _listed(value) -> list:
    if isinstance(value, str) and ";" in value:
        return value.split(";")
    return list(value) if isinstance(value, list | tuple) else [value]


def _joined(names: list[str]) -> str:
    return ("、" if language_of_user() == "ja" else ", ").join(names)


def _layer(value) -> QgsMapLayer | None:
    if isinstance(value, QgsMapLayer):
        return value
    return QgsProject.instance().mapLayer(value) if isinstance(value, str) and value else None


def _file_of(layer: QgsMapLayer) -> str | None:
    """What opens the layer's data again, without passwords; None where they are in memory only."""
    if layer.providerType() == "memory":
        return None
    return layer.source() if layer.providerType() in _FILES else layer.publicSource(True)


# -- inputs --------------------------------------------------------------------------------------


def _source(parameter: str, value) -> Source | None:
    """The input a value names, None where it is no input."""
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    layer = _layer(value)
    if layer is not None:
        return Source(parameter, layer.name(), _file_of(layer) or "", tuple(_said_by(layer)))
    if not isinstance(value, str) or not os.path.isabs(value) or not os.path.exists(value.partition("|")[0]):
        return None
    path = os.path.abspath(value)
    return Source(parameter, Path(path).name, path)


def _said_by(layer: QgsMapLayer) -> list[str]:
    """Whose the data are, by the layer's own metadata."""
    said = [*layer.metadata().rights(), *layer.metadata().licenses()]
    return list(dict.fromkeys(text.strip() for text in said if text.strip()))


def _rights_in(path: str) -> list[str]:
    """Whose the data are, by the metadata beside a file and the tag of a GeoTIFF; nothing is guessed."""
    if not os.path.isfile(path.partition("|")[0]):
        return []
    options = QgsProviderSublayerDetails.LayerOptions(QgsProject.instance().transformContext())
    for part in QgsProviderRegistry.instance().querySublayers(path)[:1]:
        layer = part.toLayer(options)
        if layer is not None and layer.isValid():
            layer.loadDefaultMetadata()
            return [*_said_by(layer), *filter(None, [_copyright(path)] if isinstance(layer, QgsRasterLayer) else [])]
    return []


def _copyright(path: str) -> str:
    from ..core.raster import Raster

    try:
        with Raster(path, rotated=True) as raster:
            return raster.tags.get("TIFFTAG_COPYRIGHT", "").strip()
    except SoraNoMeError:
        return ""


def _extent(layer: QgsMapLayer) -> QgsLayerMetadata.Extent:
    spatial = QgsLayerMetadata.SpatialExtent()
    spatial.extentCrs = layer.crs()
    box = layer.extent()
    if not box.isNull():
        spatial.bounds = QgsBox3d(box.xMinimum(), box.yMinimum(), 0, box.xMaximum(), box.yMaximum(), 0)
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([spatial])
    return extent
