"""Maps to print: a layout for each task from a template of ``resources/layouts``, filled in with what the map shows.

Templates are found by the ids of their items, so that an office can change them; an item that is not there is left out.
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsMapLayerStyle,
    QgsMultiBandColorRenderer,
    QgsPrintLayout,
    QgsProject,
    QgsRasterLayer,
    QgsReadWriteContext,
    QgsRectangle,
    QgsSimpleLegendNode,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont, QFontMetricsF
from qgis.PyQt.QtXml import QDomDocument

from ...core.dates import today_in_japan, write_day
from ...core.fieldwork.papers.fitting import fitted, wrapped
from ...core.fieldwork.papers.pdf_text import mend_text
from ...core.files import require_writable, unwritable
from ...core.resources import FOLDER
from ...processing.fieldwork.sheet_layout import japanese_font, plain
from ...translation import language_of_user, tr
from ..records import ALGORITHM, RUN, parameters_of, plugin_version
from . import backgrounds

_POINT_MM = 25.4 / 72
_LEAST_PT = 5.0
_SCALE_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 7.5, 10)
_AROUND = 1.05  # room around the results
_OVERVIEW = 3  # times as wide as the map, at least
_MARGIN_MM = 8.0
_TITLE_MM = 8.0
_SYMBOL_MM = 8.0  # of a line in the legend: symbol and the room around it
_COMPONENTS = (QgsLegendStyle.Style.Group, QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel)


def titles() -> dict[str, str]:
    """Task → title of its map."""
    return {
        "fill": tr("Map of fill candidates"),
        "pointcloud": tr("Map of point clouds and terrain"),
        "coverage": tr("Map of coverage holes"),
        "fieldwork": tr("Map of sites to check"),
    }


def _notes() -> dict[str, str]:
    return {
        "fill": tr("Shows candidates for checking, not places found to be improper."),
        "pointcloud": tr("Coordinates at the edge are those of the map's coordinate reference system, in its unit."),
        "coverage": tr("Coverage is predicted and differs from what is received on the spot."),
        "fieldwork": tr("Shows candidates for checking, not places found to be improper."),
    }


def open_layout(iface, task: str) -> QgsPrintLayout:
    """A new layout of ``task`` in the project with what the map window shows, opened in the designer."""
    canvas = iface.mapCanvas()
    settings = canvas.mapSettings()
    layout = make_layout(task, canvas.layers(), canvas.extent(), settings.destinationCrs())
    iface.openLayoutDesigner(layout)
    return layout


def make_layout(
    task: str, layers: Sequence[QgsMapLayer], extent: QgsRectangle, crs: QgsCoordinateReferenceSystem
) -> QgsPrintLayout:
    """A new layout of ``task`` in the project, showing ``layers`` (the first on top) around ``extent``.

    Layers and legend stay as they are now, whatever is switched on later; the project owns the layout.
    """
    project = QgsProject.instance()
    layout = QgsPrintLayout(project)
    document = QDomDocument()
    document.setContent((FOLDER / "layouts" / f"map_{task}.qpt").read_text(encoding="utf-8"))
    layout.loadFromTemplate(document, QgsReadWriteContext())
    title = titles()[task]
    layout.setName(_unique(title))
    project.layoutManager().addLayout(layout)  # which then goes with the project, never after it
    _give_font(layout)
    layers = list(layers)
    _show(layout, layers, extent, crs)
    for name, text in _texts(task, title, layers, crs).items():
        _write(layout, name, text)
    _fill_legend(layout, [layer for layer in layers if not layer.customProperty(backgrounds.BACKGROUND)])
    layout.refresh()
    return layout


def export(layout: QgsPrintLayout, path: str | os.PathLike, dpi: int = 200) -> None:
    """Write a layout as PDF, or each page as PNG, as the name says. Raises :class:`OutputError`."""
    target = Path(path)
    require_writable(target)
    exporter = QgsLayoutExporter(layout)
    if target.suffix.lower() == ".pdf":
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = dpi
        settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        result = exporter.exportToPdf(str(target), settings)
    else:
        settings = QgsLayoutExporter.ImageExportSettings()
        settings.dpi = dpi
        result = exporter.exportToImage(str(target), settings)
    if result != QgsLayoutExporter.ExportResult.Success:
        raise unwritable(target, OSError(exporter.errorMessage() or exporter.errorFile()))
    if target.suffix.lower() == ".pdf":
        mend_text(target)


def _unique(title: str) -> str:
    manager, name, number = QgsProject.instance().layoutManager(), title, 2
    while manager.layoutByName(name) is not None:
        name, number = f"{title} ({number})", number + 1
    return name


# -- maps ----------------------------------------------------------------------------------------


def _show(layout: QgsPrintLayout, layers: list[QgsMapLayer], extent: QgsRectangle, crs) -> None:
    main = layout.itemById("map")
    for item in (main, layout.itemById("overview")):
        if isinstance(item, QgsLayoutItemMap):
            item.setCrs(crs)
            item.setLayers(layers)
            item.setKeepLayerSet(True)
    main.zoomToExtent(_seen(layers, crs, extent))
    main.setScale(round_scale(main.scale()))
    overview = layout.itemById("overview")
    if isinstance(overview, QgsLayoutItemMap):
        overview.setKeepLayerStyles(True)
        overview.setLayerStyleOverrides(_without_labels(layers))
        around = QgsRectangle(main.extent())
        around.scale(_OVERVIEW)
        overview.zoomToExtent(_all_of(layers, crs, around))
    for grid in main.grids().asList():
        interval = _nice(main.extent().width() / 5)
        grid.setIntervalX(interval)
        grid.setIntervalY(interval)
        grid.setAnnotationPrecision(max(0, -math.floor(math.log10(interval))))
    for item in layout.items():
        if isinstance(item, QgsLayoutItemScaleBar) and item.id() == "scale_bar":
            metres = main.scale() * main.rect().width() / 1000
            km = metres > 12_000
            units = Qgis.DistanceUnit.Kilometers if km else Qgis.DistanceUnit.Meters
            item.applyDefaultSize(units)
            item.setUnitLabel("km" if km else "m")
            item.update()


def _without_labels(layers: list[QgsMapLayer]) -> dict[str, str]:
    """Styles by layer for a small map, where labels would cover all else."""
    styles = {}
    for layer in layers:
        if isinstance(layer, QgsVectorLayer) and layer.labelsEnabled():
            copy = layer.clone()
            copy.setLabelsEnabled(False)
            style = QgsMapLayerStyle()
            style.readFromLayer(copy)
            styles[layer.id()] = style.xmlData()
    return styles


def round_scale(scale: float) -> float:
    """The next round number to ``scale`` (1 : n) that shows no less."""
    power = 10 ** math.floor(math.log10(scale))
    return next(step for step in _SCALE_STEPS if step * power >= scale * 0.999) * power


def _nice(length: float) -> float:
    power = 10 ** math.floor(math.log10(length))
    return max(step for step in (1, 2, 5) if step * power <= length) * power


def _seen(layers: list[QgsMapLayer], crs, extent: QgsRectangle) -> QgsRectangle:
    """The part of ``extent`` in which layers of this computer lie; all of it where there are none."""
    boxes = [_box(layer, crs) for layer in layers if layer.customProperty(backgrounds.BACKGROUND) is None]
    found = QgsRectangle()
    for box in boxes:
        found.combineExtentWith(box)
    found.scale(_AROUND)
    found = found.intersect(extent)
    return extent if found.isEmpty() else found


def _all_of(layers: list[QgsMapLayer], crs, around: QgsRectangle) -> QgsRectangle:
    """The box of all results, and no less than ``around``."""
    box = QgsRectangle(around)
    for layer in layers:
        if layer.customProperty(RUN):
            box.combineExtentWith(_box(layer, crs))
    return box


def _box(layer: QgsMapLayer, crs) -> QgsRectangle:
    """Where a layer lies, in ``crs``; a null rectangle where that cannot be said."""
    try:
        box = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(layer.extent())
    except QgsCsException:
        return QgsRectangle()
    return box if box.isFinite() else QgsRectangle()


# -- words ---------------------------------------------------------------------------------------


def _texts(task: str, title: str, layers: list[QgsMapLayer], crs) -> dict[str, str]:
    """What is written into labels, by their ids."""
    language = language_of_user()
    runs = _runs(layers, language)
    rights = backgrounds.rights_of(layers)
    used = list(
        dict.fromkeys(
            link.name
            for layer in layers
            if parameters_of(layer)
            for link in layer.metadata().links()
            if link.type == "FILE"
        )
    )
    comma = "、" if language == "ja" else ", "
    source = [tr("Source: {rights}").format(rights=" / ".join(rights))] if rights else []
    source += [tr("Data used: {names}").format(names=comma.join(used))] if used else []
    made = tr("Made with SoraNoMe {version}").format(version=plugin_version())
    return {
        "title": title,
        "subtitle": QgsProject.instance().title() or (runs[0] if runs else ""),
        "legend_title": tr("Legend"),
        "overview_title": tr("Overview"),
        "source": "\n".join(source),
        "made": tr("{made}: {runs}").format(made=made, runs=comma.join(runs)) if runs else made,
        "day": tr("Made on {day}").format(day=write_day(today_in_japan(), language)),
        "crs": crs.userFriendlyIdentifier() if crs.isValid() else "",
        "note": _notes()[task],
        "check_day": tr("Checked on"),
        "check_by": tr("Checked by"),
        "check_note": tr("Notes"),
    }


def _runs(layers: list[QgsMapLayer], language: str) -> list[str]:
    """The runs the layers come from, the latest first."""
    found = {}
    for layer in layers:
        run = layer.customProperty(RUN)
        algorithm = QgsApplication.processingRegistry().algorithmById(layer.customProperty(ALGORITHM) or "")
        if run and algorithm is not None:
            when = datetime.strptime(run[:15], "%Y%m%d-%H%M%S")
            day = write_day(when.date().isoformat(), language)
            found[run] = tr("{title} ({day} {time})").format(
                title=algorithm.displayName(), day=day, time=f"{when:%H:%M}"
            )
    return [found[run] for run in sorted(found, reverse=True)]


def _give_font(layout: QgsPrintLayout) -> None:
    """A font with Japanese signs that this machine has."""
    name = japanese_font()
    if not name:
        return
    for item in layout.items():
        if isinstance(item, QgsLayoutItemLabel | QgsLayoutItemScaleBar):
            item.setTextFormat(_with_font(item.textFormat(), name))
        elif isinstance(item, QgsLayoutItemLegend):
            for component in _COMPONENTS:
                style = QgsLegendStyle(item.style(component))
                style.setTextFormat(_with_font(style.textFormat(), name))
                item.setStyle(component, style)
        elif isinstance(item, QgsLayoutItemMap):
            for grid in item.grids().asList():
                grid.setAnnotationTextFormat(_with_font(grid.annotationTextFormat(), name))


def _with_font(given: QgsTextFormat, name: str) -> QgsTextFormat:
    form = QgsTextFormat(given)
    font = plain(QFont(name))
    font.setBold(given.font().bold())
    form.setNamedStyle("Bold" if font.bold() else "Regular")
    form.setFont(font)  # the last word: a named style makes a font of its own
    return form


def _write(layout: QgsPrintLayout, name: str, text: str) -> None:
    """Write ``text`` into the label ``name``: in its box, with smaller letters or less of it where it is too long."""
    label = layout.itemById(name)
    if not isinstance(label, QgsLayoutItemLabel):
        return
    form = label.textFormat()
    box = label.rect()
    width, height = box.width() - 2 * label.marginX(), box.height() - 2 * label.marginY()
    while True:
        line_mm, measure = _metrics(form)
        most = max(1, int(height / line_mm))
        shown, is_whole = fitted(text, width, most, measure)
        if is_whole or form.size() - 0.25 < _LEAST_PT:
            break
        form.setSize(form.size() - 0.25)
    label.setTextFormat(form)
    label.setText(shown.replace("[%", "[\u200b%"))  # a layer's name is no expression


def _metrics(form: QgsTextFormat):
    """The height of a line in millimetres, and a function that measures one; ``form`` is in points."""
    font = QFont(form.font())
    font.setPixelSize(100)
    metrics = QFontMetricsF(font)
    size_mm = form.size() * _POINT_MM * 1.02
    return metrics.lineSpacing() * size_mm / 100, lambda line: metrics.horizontalAdvance(line) * size_mm / 100


# -- legend --------------------------------------------------------------------------------------


def _fill_legend(layout: QgsPrintLayout, layers: list[QgsMapLayer]) -> None:
    """The legend of ``layers`` in its box; with smaller letters where it is long, on a page of its own where very long."""
    legend = layout.itemById("legend")
    if not isinstance(legend, QgsLayoutItemLegend):
        return
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        root.addLayer(layer)
    box = legend.rect()
    sizes = {component: legend.style(component).textFormat().size() for component in _COMPONENTS}
    if any(_fits(legend, sizes, share, box.width(), box.height(), 1) for share in (1.0, 0.92, 0.84, 0.77)):
        return
    page = _add_page(layout)
    paper = layout.pageCollection().page(page).pageSize()
    width, height = paper.width() - 2 * _MARGIN_MM, paper.height() - 2 * _MARGIN_MM - _TITLE_MM
    _add_legend_title(layout, page)
    _write(layout, "legend_title", tr("Legend: see page {page}").format(page=page + 1))
    for columns, share in ((3, 1.0), (4, 1.0), (4, 0.9), (4, 0.8), (5, 0.8), (5, 0.77)):
        if _fits(legend, sizes, share, width, height, columns):
            break
    legend.attemptMove(QgsLayoutPoint(_MARGIN_MM, _MARGIN_MM + _TITLE_MM), True, False, page)
    legend.attemptResize(QgsLayoutSize(width, height))


def _fits(legend: QgsLayoutItemLegend, sizes, share: float, width: float, height: float, columns: int) -> bool:
    """Set the legend in letters of ``share`` of their size and in ``columns``; whether all of it is in the box."""
    for component, size in sizes.items():
        style = QgsLegendStyle(legend.style(component))
        form = style.textFormat()
        form.setSize(max(_LEAST_PT, size * share))
        style.setTextFormat(form)
        legend.setStyle(component, style)
    legend.setColumnCount(columns)
    legend.setSplitLayer(columns > 1)
    legend.setEqualColumnWidth(columns > 1)
    room = width / columns - legend.columnSpace()
    title = _metrics(legend.style(QgsLegendStyle.Subgroup).textFormat())[1]
    label = _metrics(legend.style(QgsLegendStyle.SymbolLabel).textFormat())[1]
    for node in legend.model().rootGroup().findLayers():
        _reword(legend, node, room, title, label)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    return needed.width() <= width + 0.5 and needed.height() <= height


def _reword(legend: QgsLayoutItemLegend, node, room: float, title, label) -> None:
    """Break the words of one layer into lines; leave out what names only a band."""
    layer, model = node.layer(), legend.model()
    for name in [
        one for one in node.customProperties() if one.startswith("legend/label-") or one == "legend/node-order"
    ]:
        node.removeCustomProperty(name)  # of an earlier attempt
    model.refreshLayerLegend(node)
    nodes = model.layerOriginalLegendNodes(node)
    heading = "\n".join(wrapped(layer.name(), room, title))
    kept = [number for number, one in enumerate(nodes) if not isinstance(one, QgsSimpleLegendNode)]
    if isinstance(layer, QgsRasterLayer) and isinstance(layer.renderer(), QgsMultiBandColorRenderer):
        kept = []  # a picture: red is red
    for number in kept:
        is_layer = nodes[number].isEmbeddedInParent()
        said = layer.name() if is_layer else str(nodes[number].data(Qt.ItemDataRole.DisplayRole) or "")
        lines = "\n".join(wrapped(said, room - _SYMBOL_MM, label))
        QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, number, lines)
        heading = lines if is_layer else heading
    node.setCustomProperty("legend/title-label", heading)
    QgsMapLayerLegendUtils.setLegendNodeOrder(node, kept)
    model.refreshLayerLegend(node)


def _add_page(layout: QgsPrintLayout) -> int:
    """A further page like the first; its number from 0."""
    pages = layout.pageCollection()
    page = QgsLayoutItemPage(layout)
    page.setPageSize(pages.page(0).sizeWithUnits())
    pages.addPage(page)
    return pages.pageCount() - 1


def _add_legend_title(layout: QgsPrintLayout, page: int) -> None:
    """The title of the legend again, on the page it has to itself."""
    given = layout.itemById("legend_title")
    if isinstance(given, QgsLayoutItemLabel):
        label = QgsLayoutItemLabel(layout)
        label.setText(given.text())
        label.setTextFormat(given.textFormat())
        layout.addLayoutItem(label)
        label.attemptMove(QgsLayoutPoint(_MARGIN_MM, _MARGIN_MM), True, False, page)
        label.attemptResize(QgsLayoutSize(100, _TITLE_MM))
