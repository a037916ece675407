"""Sheets from a layout: a template filled in site by site and written as one PDF."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsExpressionContextUtils,
    QgsFeedback,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsTextFormat,
    QgsTextRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QFont, QFontDatabase, QFontMetricsF
from qgis.PyQt.QtXml import QDomDocument

from ...core.errors import Cancelled, InputError
from ...core.fieldwork.papers.fitting import fitted, wrapped
from ...core.fieldwork.papers.pdf_text import mend_text, require_whole
from ...core.files import require_writable, scratch_beside, unwritable
from ...core.resources import FOLDER
from ...core.tasks import Progress
from ...core.text import QT_TRANSLATE_NOOP

TEMPLATE = FOLDER / "layouts" / "fieldsheet.qpt"
MAPS = ("map_large", "map_locator", "image_before", "image_after")
"""Ids of the maps a template may hold; all else are labels and pictures that read fields of the sites."""

JAPANESE_FONTS = (
    "BIZ UDPGothic", "Meiryo UI", "Meiryo", "Yu Gothic UI", "Yu Gothic", "Hiragino Sans", "Hiragino Kaku Gothic ProN",
    "Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "IPAexGothic", "IPAPGothic", "VL PGothic", "TakaoPGothic",
    "MS PGothic",
)  # fmt: skip
"""Fonts with Japanese signs, the most readable in small print first."""

DPI = 200
_LEAST_MM = 5 * 25.4 / 72  # letters of 5 points; what needs smaller ones is cut instead
_STEP_MM = 0.25 * 25.4 / 72
_SLACK = 0.985  # of a box's width: the renderer and the metrics differ a little
_GAP_MM = 2.0


def japanese_font() -> str:
    """The first font of this machine that has Japanese signs, "" where there is none."""
    known = set(QFontDatabase().families())
    named = next((font for font in JAPANESE_FONTS if font in known), "")
    return named or next(iter(QFontDatabase().families(QFontDatabase.WritingSystem.Japanese)), "")


def plain(font: QFont) -> QFont:
    """``font`` without alternative glyphs, of which Qt could not say in the PDF what signs they are (Noto's digits)."""
    font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    return font


class SheetLayout:
    """A template with layers in its maps. ``project`` owns all; keep this object while the PDF is written.

    Raises :class:`InputError` for a template that cannot be read or has nothing a sheet could fill in.
    """

    def __init__(self, template: str, words: Mapping[str, str], font: str):
        self.project = QgsProject()
        self._is_own = not template
        self.layout = _read_template(template or str(TEMPLATE), self.project)
        self.project.layoutManager().addLayout(self.layout)  # which then goes with the project, never after it
        self._require_something(template)
        for name, word in words.items():
            QgsExpressionContextUtils.setLayoutVariable(self.layout, f"word_{name}", word)
        self._give_font(font)

    def item(self, name: str) -> QgsLayoutItem | None:
        return self.layout.itemById(name)

    @property
    def missing(self) -> list[str]:
        """Ids of maps the template does not have."""
        return [name for name in MAPS if self.item(name) is None]

    def size_mm(self, name: str) -> tuple[float, float] | None:
        """Width and height of an item, None where the template has none of that id."""
        item = self.item(name)
        return None if item is None else (item.rect().width(), item.rect().height())

    def arrange(
        self, has_before: bool, has_after: bool, has_section: bool, has_plan: bool, has_surroundings: bool
    ) -> None:
        """Take away what nothing is given for; in our own template others grow into its room.

        ``has_plan`` and ``has_surroundings`` say whether the large map and the small one show more than the sites.
        """
        gone = {
            "image_before": not has_before,
            "image_after": not has_after,
            "section": not has_section,
            "map_locator": not has_surroundings,
        }
        if self._is_own:
            boxes = self._boxes()
            self._grow(gone, boxes)
            if not has_surroundings:
                self._fill_corner(boxes, gone["image_before"] and gone["image_after"])
            if not has_plan:
                caption = self.item("map_large_caption")
                caption.setText(caption.text() + "   [% @word_no_background %]")
                _place(caption, *boxes["map_large_caption"][:2], 62.0, boxes["map_large_caption"][3])
        for name, is_gone in gone.items():
            if is_gone:
                for part in (name, f"{name}_caption", f"{name}_note", name.replace("map", "scale_bar")):
                    if self.item(part) is not None:
                        self.layout.removeLayoutItem(self.item(part))

    def fill(self, layers: Mapping[str, list[QgsMapLayer]], sites: QgsVectorLayer, crs) -> None:
        """Give the maps their layers and the atlas its sites, a page each in the order of ``page_number``."""
        for layer in {layer.id(): layer for group in layers.values() for layer in group}.values():
            self.project.addMapLayer(layer, False)
        self.project.addMapLayer(sites, False)
        self.project.setCrs(crs)
        for name, group in layers.items():
            item = self.item(name)
            if isinstance(item, QgsLayoutItemMap):
                item.setCrs(crs)
                item.setLayers(group)
                item.setKeepLayerSet(True)
        atlas = self.layout.atlas()
        atlas.setCoverageLayer(sites)
        atlas.setEnabled(True)
        atlas.setSortFeatures(True)
        atlas.setSortExpression('"page_number"')
        atlas.setPageNameExpression('"name"')
        atlas.setFilterFeatures(False)

    def write(self, path: str, title: str, progress: Progress) -> None:
        """Write all sites into one PDF, whole or not at all; ``progress`` moves with each site and may stop it."""
        target = Path(path)
        require_writable(target)
        scratch = scratch_beside(target, ".pdf")
        feedback = _Watch(progress)
        fitting = _Fitting(self.layout)
        metadata = self.project.metadata()
        metadata.setTitle(title)
        self.project.setMetadata(metadata)
        atlas = self.layout.atlas()
        atlas.featureChanged.connect(fitting.fit)
        try:
            result, error = QgsLayoutExporter.exportToPdf(atlas, str(scratch), _pdf_settings(), feedback)
            if fitting.failed is not None:
                raise fitting.failed
            if progress.cancelled or result == QgsLayoutExporter.ExportResult.Canceled:
                raise Cancelled
            if result != QgsLayoutExporter.ExportResult.Success:
                raise unwritable(target, OSError(error))
            require_whole(scratch)
            mend_text(scratch)
            os.replace(scratch, target)
        except OSError as error:
            raise unwritable(target, error) from error
        finally:
            atlas.featureChanged.disconnect(fitting.fit)
            scratch.unlink(missing_ok=True)

    def _require_something(self, template: str) -> None:
        labels = [item for item in self.layout.items() if isinstance(item, QgsLayoutItemLabel)]
        if len(self.missing) == len(MAPS) and not any('[% "' in label.text() for label in labels):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} has nothing a sheet could fill in: no map with the id {maps}, no label with a field such as "
                    '[% "name" %]. Start from the template of the plugin ({own}).',
                ),
                path=template,
                maps=" / ".join(MAPS),
                own=TEMPLATE,
            )

    def _give_font(self, font: str) -> None:
        """Put ``font`` where the template names one this machine does not have."""
        known = set(QFontDatabase().families())
        for item in self.layout.items():
            if isinstance(item, QgsLayoutItemLabel | QgsLayoutItemScaleBar):
                form = item.textFormat()
                given = form.font()
                if font and given.family() not in known:
                    given = QFont(font)
                    given.setBold(form.font().bold())
                form.setFont(plain(given))
                form.setNamedStyle("Bold" if given.bold() else "Regular")
                item.setTextFormat(form)

    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        return {item.id(): _box(item) for item in self.layout.items() if isinstance(item, QgsLayoutItem) and item.id()}

    def _fill_corner(self, boxes, is_tall: bool) -> None:
        """Codes and notes in the room of the small map, the comparison with the law in that of the notes."""
        x, top, width, _ = boxes["map_locator"]
        up = boxes["qr_gsi"][1] - top - _GAP_MM
        for part in ("qr_gsi", "qr_gsi_caption", "qr_google", "qr_google_caption"):
            self._move(part, boxes, down=-up)
        large, image, notes = boxes["map_large"], boxes["image_before"], boxes["notes"]
        bottom = image[1] + image[3] if is_tall else large[1] + large[3]
        head = boxes["notes_caption"][3]
        start = boxes["qr_gsi_caption"][1] + boxes["qr_gsi_caption"][3] - up + _GAP_MM
        _place(self.item("notes_caption"), x, start, width, head)
        _place(self.item("notes"), x, start + head, width, bottom - start - head)
        end = boxes["verdicts"][1] + boxes["verdicts"][3]
        self._move("verdicts", boxes, taller=notes[1] + notes[3] - end)

    def _grow(self, gone: Mapping[str, bool], boxes) -> None:
        left, middle = boxes["image_before"][0], boxes["image_after"]
        right = boxes["section"][0] + boxes["section"][2]
        bottom = boxes["image_before"][1] + boxes["image_before"][3]
        edge = right if gone["section"] else middle[0] + middle[2]
        images = [name for name in ("image_before", "image_after") if not gone[name]]
        if images:
            width = (edge - left - _GAP_MM * (len(images) - 1)) / len(images)
            for number, name in enumerate(images):
                x = left + number * (width + _GAP_MM)
                for part in (name, f"{name}_caption", f"{name}_note"):
                    _place(self.item(part), x, boxes[part][1], width, boxes[part][3])
            return
        large = boxes["map_large"]
        taller = bottom - large[1] - large[3]
        self._move("map_large", boxes, taller=taller)
        self._move("scale_bar_large", boxes, down=taller)
        if gone["section"]:
            self._move("map_locator", boxes, taller=taller)
            for part in ("scale_bar_locator", "qr_gsi", "qr_gsi_caption", "qr_google", "qr_google_caption"):
                self._move(part, boxes, down=taller)

    def _move(self, name: str, boxes, down: float = 0.0, taller: float = 0.0) -> None:
        x, y, width, height = boxes[name]
        _place(self.item(name), x, y + down, width, height + taller)


def scale_for(
    width_m: float, height_m: float, size_mm: tuple[float, float], share: float, scales: tuple[int, ...]
) -> int:
    """The largest of ``scales`` (1 : n) at which a site takes no more than ``share`` of a map's width and height."""
    needed = 1000 * max(width_m / size_mm[0], height_m / size_mm[1]) / share
    for scale in scales:
        if scale >= needed:
            return scale
    return int(math.ceil(needed / scales[-1]) * scales[-1])


def _read_template(path: str, project: QgsProject) -> QgsPrintLayout:
    document = QDomDocument()
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, str(error)) from error
    good, message, line, _ = document.setContent(text)
    if not good:
        raise _unreadable(path, f"{message}, {line}")
    layout = QgsPrintLayout(project)
    if document.documentElement().tagName() != "Layout":
        raise _unreadable(path, f"<{document.documentElement().tagName()}>")
    _, good = layout.loadFromTemplate(document, QgsReadWriteContext())
    if not good or not layout.pageCollection().pageCount():
        raise _unreadable(path, "<Layout>")
    return layout


def _unreadable(path: str, detail: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be read as a layout template ({detail}). Save it again in QGIS by Layout > Save as Template.",
        ),
        path=path,
        detail=detail,
    )


def _pdf_settings() -> QgsLayoutExporter.PdfExportSettings:
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = DPI
    settings.rasterizeWholeImage = False
    settings.forceVectorOutput = True
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.appendGeoreference = False
    settings.exportMetadata = True
    settings.simplifyGeometries = True
    return settings


def _box(item: QgsLayoutItem) -> tuple[float, float, float, float]:
    position, size = item.positionWithUnits(), item.sizeWithUnits()
    return position.x(), position.y(), size.width(), size.height()


def _place(item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
    item.attemptMove(QgsLayoutPoint(x, y))
    item.attemptResize(QgsLayoutSize(width, height))


class _Watch(QgsFeedback):
    """QGIS's feedback that asks ours."""

    def __init__(self, progress: Progress):
        super().__init__()
        self._progress = progress
        self.progressChanged.connect(self._moved)

    def _moved(self, percent: float) -> None:
        self._progress.report(percent / 100)
        if self._progress.cancelled:
            self.cancel()


class _Fitting:
    """Makes the text of labels fit their boxes, page by page: smaller first, then cut with "…"."""

    def __init__(self, layout: QgsPrintLayout):
        labels = [item for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
        self._labels = [
            (label, label.text(), label.textFormat())
            for label in labels
            if "[%" in label.text() and label.mode() == QgsLayoutItemLabel.Mode.ModeFont
        ]
        self._context = QgsLayoutUtils.createRenderContextForLayout(layout, None, DPI)
        self._metrics: dict[str, QFontMetricsF] = {}
        self.failed: Exception | None = None

    def fit(self, _feature=None) -> None:
        """Called by the atlas with each site; what fails is kept, for what Qt calls cannot raise."""
        try:
            for label, text, form in self._labels:
                label.setText(text)
                label.setTextFormat(form)
                said, size = self._fitted(label, label.currentText(), form)
                if size != form.size():
                    label.setTextFormat(_sized(form, size))
                # What a site says is no expression.
                label.setText(said.replace("[%", "[\u200b%"))
        except Exception as error:
            self.failed = self.failed or error

    def _fitted(self, label: QgsLayoutItemLabel, text: str, form: QgsTextFormat) -> tuple[str, float]:
        """The lines of ``text`` in its box, and the size of its letters in the unit of ``form``."""
        width = (label.rect().width() - 2 * label.marginX()) * _SLACK
        height = label.rect().height() - 2 * label.marginY()
        unit_mm = self._context.convertToPainterUnits(1, form.sizeUnit()) / self._context.scaleFactor()
        size, step, least = form.size(), _STEP_MM / unit_mm, min(_LEAST_MM / unit_mm, form.size())
        while True:
            measure = self._measure(form, size * unit_mm)
            lines = wrapped(text, width, measure)
            if self._height(lines, form, size) <= height:
                return "\n".join(lines), size
            if size - step < least:
                break
            size -= step
        most = len(lines)
        while most > 1 and self._height(lines[:most], form, size) > height:
            most -= 1
        return fitted(text, width, most, measure)[0], size

    def _measure(self, form: QgsTextFormat, size_mm: float):
        """Widths of lines in millimetres at a size of letters."""
        font = form.font()
        key = font.toString()
        metrics = self._metrics.get(key)
        if metrics is None:
            large = QFont(font)
            large.setPixelSize(100)
            metrics = QFontMetricsF(large)
            self._metrics[key] = metrics
        return lambda line: metrics.horizontalAdvance(line) * size_mm / 100

    def _height(self, lines: list[str], form: QgsTextFormat, size: float) -> float:
        pixels = QgsTextRenderer.textHeight(self._context, _sized(form, size), lines, Qgis.TextLayoutMode.Rectangle)
        return pixels / self._context.scaleFactor()


def _sized(form: QgsTextFormat, size: float) -> QgsTextFormat:
    sized = QgsTextFormat(form)
    sized.setSize(size)
    return sized
