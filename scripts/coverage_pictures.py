"""Draws the pictures of docs/coverage.*.md: coverage_pictures.py FOLDER [PICTURES].

FOLDER holds what the commands of the guide leave there, under the names they use. Legends are in Japanese, as far as
i18n/soranome_ja.ts has the words: run this again after it changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from pointcloud_pictures import ROOT, drawn, opened, pillow, save, shaded
from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter

_WIDTH, _ROW, _SIGN = 440, 19, 22
"""Pixels: width of a map, height of a line of its legend, width of a sign there."""


def styled(layer: QgsMapLayer, style: str) -> QgsMapLayer:
    """The layer with a style of the plugin, its legend translated."""
    from soranome.plugin.processing.styling import apply_style

    opened(layer)
    apply_style(layer, style)
    return layer


def over(path: Path, style: str) -> QgsRasterLayer:
    """A raster whose colours let the hillshade be seen."""
    layer = styled(QgsRasterLayer(str(path), path.stem), style)
    layer.renderer().setOpacity(0.7)
    return layer


def masts(path: Path) -> QgsVectorLayer:
    layer = opened(QgsVectorLayer(str(path), "masts"))
    symbol = {"name": "triangle", "color": "#ffffff", "outline_color": "#000000", "outline_width": "0.4", "size": "3.4"}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(symbol)))
    return layer


def with_legend(picture: Image.Image, entries: list[tuple[QImage, str]]) -> Image.Image:
    """The map with ``entries`` (what a class looks like, and what it is called) below it, in two columns."""
    rows = -(-len(entries) // 2)
    key = QImage(picture.width, rows * _ROW + 6, QImage.Format.Format_RGB32)
    key.fill(QColor("white"))
    painter = QPainter(key)
    font = QFont("Noto Sans CJK JP")
    font.setPixelSize(13)
    painter.setFont(font)
    for number, (sign, label) in enumerate(entries):
        left, top = (number // rows) * picture.width // 2, 6 + (number % rows) * _ROW
        painter.drawImage(left + 2, top + 1, sign)
        painter.drawText(left + _SIGN + 8, top + _ROW - 6, label)
    painter.end()
    below = pillow(key)
    whole = Image.new("RGB", (picture.width, picture.height + below.height), "white")
    whole.paste(picture, (0, 0))
    whole.paste(below, (0, picture.height))
    return whole


def plain(colour: QColor) -> QImage:
    sign = QImage(_SIGN, _ROW - 4, QImage.Format.Format_RGB32)
    sign.fill(colour)
    return sign


def classes(layer: QgsMapLayer) -> list[tuple[QImage, str]]:
    """The legend of a styled layer."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsPalettedRasterRenderer):
        return [(plain(kind.color), kind.label) for kind in renderer.classes()]
    if isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        items = renderer.shader().rasterShaderFunction().colorRampItemList()
        return [(plain(item.color), item.label) for item in items]
    rules = [rule for rule in renderer.rootRule().children() if rule.active()]
    return [(rule.symbol().asImage(QSize(_SIGN, _ROW - 4)), rule.label()) for rule in rules]


def page(html: Path, picture: Path) -> None:
    """The beginning of a report, by a browser."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print(f"{picture} left as it is: no chromium here to draw {html.name}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        shot = Path(scratch) / "page.png"
        options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--window-size=800,650", f"--screenshot={shot}"]
        subprocess.run([browser, *options, html.resolve().as_uri()], check=True, capture_output=True)
        save(picture, Image.open(shot).convert("RGB"))


def main(folder: str, pictures: str = str(ROOT / "docs" / "images")) -> None:
    made, out = Path(folder), Path(pictures)
    ground = shaded(made / "sample" / "dtm_before.tif")
    extent = ground.extent()
    sites = masts(made / "sample" / "masts.gpkg")
    signal, server = over(made / "signal.tif", "signal"), over(made / "best_server.tif", "best_server")
    save(
        out / "coverage_signal.png",
        with_legend(drawn([sites, signal, ground], extent, _WIDTH), classes(signal)),
        with_legend(drawn([sites, server, ground], extent, _WIDTH), classes(server)),
    )
    holes = styled(QgsVectorLayer(str(made / "holes.gpkg"), "holes"), "holes")
    chosen = styled(QgsVectorLayer(str(made / "sites.gpkg"), "sites"), "chosen_sites")
    save(
        out / "coverage_holes.png",
        with_legend(drawn([sites, holes, ground], extent, _WIDTH), classes(holes)),
        with_legend(drawn([chosen, holes, ground], extent, _WIDTH), classes(chosen)),
    )
    save(out / "coverage_link.png", Image.open(made / "link.png").convert("RGB").reduce(2))
    page(made / "holes.html", out / "coverage_report.png")


if __name__ == "__main__":
    QgsApplication.setTranslation("ja")
    application = QgsApplication([], False)
    application.initQgis()
    sys.path.insert(0, str(ROOT / "tests"))
    import conftest  # noqa: F401 - makes the plugin importable

    from soranome.plugin import translation

    translator = translation.install()
    main(*sys.argv[1:])
