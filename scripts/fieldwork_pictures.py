"""Draws the pictures of docs/fieldwork.*.md: fieldwork_pictures.py FOLDER [PICTURES].

FOLDER holds what the commands of the guide leave there, under the names they use. Pages are drawn by poppler, LibreOffice
and chromium where they are installed; the form of the package is QGIS's own. All words are Japanese, as far as
i18n/soranome_ja.ts has them: run the guide's commands and this again after it changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from coverage_pictures import page, plain, styled, with_legend
from PIL import Image
from pointcloud_pictures import ROOT, drawn, pillow, save, shaded
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeEditorContext, QgsAttributeForm, QgsGui
from qgis.PyQt.QtCore import QEvent, QEventLoop, QSize
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtWidgets import QTabWidget, QVBoxLayout, QWidget

_FORM = QSize(470, 640)
_MAP = 560


def pdf_page(pdf: Path, dots_per_inch: int) -> Image.Image | None:
    """The first page of a PDF; None, and said, without poppler."""
    if shutil.which("pdftoppm") is None:
        print(f"{pdf.name} not drawn: no pdftoppm here (package poppler-utils)")
        return None
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "page"
        command = ["pdftoppm", "-r", str(dots_per_inch), "-f", "1", "-l", "1", "-singlefile", "-png", pdf, root]
        subprocess.run(command, check=True)
        return Image.open(root.with_suffix(".png")).convert("RGB")


def sheet_as_printed(xlsx: Path) -> Image.Image | None:
    """The first page LibreOffice prints of an Excel file; None, and said, without it."""
    office = shutil.which("soffice")
    if office is None:
        print(f"{xlsx.name} not drawn: no LibreOffice here")
        return None
    with tempfile.TemporaryDirectory() as scratch:
        profile = f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, xlsx]
        subprocess.run(command, check=True, capture_output=True)
        return pdf_page(Path(scratch) / f"{xlsx.stem}.pdf", 100)


def upper(picture: Image.Image, share: float) -> Image.Image:
    return picture.crop((0, 0, picture.width, round(picture.height * share)))


def plan_of(made: Path) -> Image.Image:
    """The map of the visiting order, with the days of the teams below."""
    sites = styled(QgsVectorLayer(str(made / "visits.gpkg"), "visits"), "visit_order")
    routes = styled(QgsVectorLayer(str(made / "routes.gpkg"), "routes"), "visit_routes")
    ground = shaded(made / "sample" / "dtm_after.tif")
    ground.renderer().setOpacity(0.4)
    extent = routes.extent()
    extent.combineExtentWith(sites.extent())
    extent = extent.buffered(80).intersect(ground.extent())
    # The colours of the style's expression.
    days = [
        (
            plain(QColor.fromHsl(day["route"] * 137 % 360, 191, 97)),
            f"{day['team']} {day['planned_on'].toString('M/d')} {day['begin']}–{day['end']}",
        )
        for day in routes.getFeatures()
    ]
    return with_legend(drawn([sites, routes, ground], extent, _MAP), days)


def form_of(package: Path) -> Image.Image:
    """What QGIS shows of a site of the package: the tab to fill in beside the one to read."""
    project = QgsProject.instance()
    if not project.read(str(package / "survey.qgs")):
        sys.exit(f"{package} cannot be opened; run the commands of the guide first")
    layer = next(one for one in project.mapLayers().values() if one.source().endswith("layername=sites"))
    layer.startEditing()
    feature = min(layer.getFeatures(), key=lambda one: one["rank"])
    pictures = []
    for tab in (0, 1):
        # A dialogue of its own for each tab: a grabbed form does not draw anew what it showed.
        window = QWidget()
        form = QgsAttributeForm(layer, feature, QgsAttributeEditorContext(), window)
        form.setMode(QgsAttributeEditorContext.Mode.SingleEditMode)
        QVBoxLayout(window).addWidget(form)
        window.resize(_FORM)
        window.show()
        form.findChild(QTabWidget).setCurrentIndex(tab)
        for _ in range(20):  # buttons and pictures settle one after the other
            QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        pictures.append(pillow(window.grab().toImage()))
        window.close()
    layer.rollBack()
    both = Image.new("RGB", (2 * _FORM.width() + 8, _FORM.height()), "white")
    for number, picture in enumerate(pictures):
        both.paste(picture, (number * (_FORM.width() + 8), 0))
    return both


def main(folder: str, pictures: str = str(ROOT / "docs" / "images")) -> None:
    made, out = Path(folder), Path(pictures)
    if sheet := pdf_page(made / "sheets.pdf", 84):
        save(out / "fieldwork_sheet.png", sheet)
    if printed := sheet_as_printed(made / "checklist.xlsx"):
        save(out / "fieldwork_list.png", printed)
    save(out / "fieldwork_order.png", plan_of(made))
    page(made / "progress.html", out / "fieldwork_progress.png")
    save(out / "fieldwork_form.png", form_of(made / "package"))


if __name__ == "__main__":
    QgsApplication.setTranslation("ja")
    application = QgsApplication([], True)
    application.setFont(QFont("Noto Sans CJK JP", 9))
    application.initQgis()
    QgsGui.editorWidgetRegistry().initEditors()
    sys.path.insert(0, str(ROOT / "tests"))
    import conftest  # noqa: F401 - makes the plugin importable

    from soranome.plugin import translation

    translator = translation.install()
    main(*sys.argv[1:])
