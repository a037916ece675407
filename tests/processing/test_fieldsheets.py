"""Field-check sheets through Processing: pages, text, fonts, size, and what people may give."""

import json
import re
import shutil
import subprocess
import time
import zlib
from pathlib import Path

import pytest

WEST, NORTH = -68_500.0, -31_500.0
FIELDS = (
    "candidate_id:string,rank:int,priority_class:string,before_date:string,after_date:string,municipality:string,"
    "reasons:string(0),verdict_codes:string(0),remarks:string(0)"
)
VERDICTS = [{"item": "fill_height", "verdict": "exceeds", "size": "> 2 m", "source": "施行令第3条第4号"}]


def square(x, y, size):
    return f"POLYGON(({x} {y},{x + size} {y},{x + size} {y + size},{x} {y + size},{x} {y}))"


def row(shape, number, reasons="地盤が高くなっています。", remarks="", name=""):
    values = [
        name or f"C{number:04d}",
        number,
        "A",
        "2024-05-18",
        "2024-10-25",
        "見本町",
        reasons,
        json.dumps(VERDICTS),
    ]
    return shape, [*values, remarks]


@pytest.fixture(scope="module")
def write():
    from qgis.core import QgsCoordinateTransformContext, QgsFeature, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer

    def make(path, rows, kind="Polygon", fields=FIELDS):
        declared = "".join(f"&field={field}" for field in fields.split(","))
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:6677{declared}", "made", "memory")
        for shape, values in rows:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromWkt(shape))
            feature.setAttributes(values)
            assert layer.dataProvider().addFeature(feature)
        options = QgsVectorFileWriter.SaveVectorOptions()
        error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
        assert error[0] == QgsVectorFileWriter.WriterError.NoError, error
        return str(path)

    return make


@pytest.fixture(scope="module")
def scene(sample, tmp_path_factory):
    return sample(tmp_path_factory.mktemp("シート") / "見本", SIZE=1, SEED=2)


@pytest.fixture(scope="module")
def middle(scene):
    from qgis.core import QgsRasterLayer

    return QgsRasterLayer(str(scene / "dtm_after.tif"), "").extent().center()


@pytest.fixture(scope="module")
def candidates(write, middle, tmp_path_factory):
    rows = [row(square(middle.x() + 100 * n, middle.y() + 50 * n, 40 + 20 * n), n) for n in (1, 2, 3)]
    return write(tmp_path_factory.mktemp("候補") / "候補.gpkg", rows)


@pytest.fixture(scope="module")
def everything(scene):
    vectors = {
        name: str(scene / f"{name.lower()}.gpkg") for name in ("ROADS", "STREAMS", "BUILDINGS", "MUNICIPALITIES")
    }
    rasters = {"BEFORE": "optical_before", "AFTER": "optical_after", "DEM": "dtm_after", "DEM_BEFORE": "dtm_before"}
    return vectors | {name: str(scene / f"{file}.tif") for name, file in rasters.items()}


@pytest.fixture
def sheets(qgis, tmp_path, candidates):
    def make(name="確認票.pdf", feedback=None, **parameters):
        path = tmp_path / name
        qgis.run("soranome:fieldsheets", {"CANDIDATES": candidates, "PDF": str(path), **parameters}, feedback)
        return path

    return make


def poppler(*command) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} (poppler-utils) is not installed")
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def pages(path) -> list[str]:
    return poppler("pdftotext", "-layout", path, "-").split("\f")[:-1]


def page_count(path: Path) -> int:
    return len(re.findall(rb"/Type /Page\b(?!s)", path.read_bytes()))


@pytest.fixture(scope="module")
def full(qgis, tmp_path_factory, candidates, everything):
    path = tmp_path_factory.mktemp("全部") / "確認票.pdf"
    qgis.run("soranome:fieldsheets", {"CANDIDATES": candidates, "PDF": str(path), "LANGUAGE": "en", **everything})
    return path


def test_each_site_has_a_page_of_its_own_in_the_order_of_rank(full):
    assert page_count(full) == 3
    said = pages(full)
    assert len(said) == 3
    for number, text in enumerate(said, 1):
        assert f"C{number:04d}" in text and f"Page {number} of 3" in text
        assert sum(f"C{other:04d}" in text for other in (1, 2, 3)) == 1


def test_text_is_text_and_japanese_is_found(full):
    text = pages(full)[0]
    for said in (
        "見本町",
        "地盤が高くなっています",
        "施行令第3条第4号",
        "2024-05-18",
        "2024-10-25",
        "height of fill: exceeds",
    ):
        assert said in text, said
    # No sign is left as the radical that looks like it.
    assert not re.search("[\u2e80-\u2fdf]", text)


def test_fonts_are_embedded_as_subsets(full):
    fonts = poppler("pdffonts", full).splitlines()[2:]
    assert fonts and all(line.split()[-5] == "yes" for line in fonts)
    # Qt does not name a subset as one; a whole Japanese font has megabytes.
    data = full.read_bytes()
    files = {
        re.search(rb"\n%s 0 obj.*?stream\r?\n(.*?)endstream" % number, data, re.DOTALL)[1]
        for number in re.findall(rb"/FontFile\d? (\d+) 0 R", data)
    }
    assert len(files) == len(fonts) and max(len(zlib.decompress(file)) for file in files) < 300_000
    assert full.stat().st_size < 3 * 1_000_000


def test_maps_and_images_are_pictures_and_codes_are_not(full):
    listed = poppler("pdfimages", "-list", "-f", "1", "-l", "1", full).splitlines()[2:]
    assert len(listed) == 4  # two maps and two images; QR codes and the section are lines and areas
    assert all("jpeg" in line for line in listed)


def test_japanese_is_the_default(sheets):
    text = pages(sheets())[0]
    assert "□" in text and re.search("[\u3041-\u30ff]", text)


def test_everything_may_be_left_out(sheets, scene):
    bare = sheets("bare.pdf", LANGUAGE="en", LIMIT=1)
    text = pages(bare)[0]
    assert "Before" not in text and "Section" not in text and "Remarks" in text
    listed = poppler("pdfimages", "-list", bare).splitlines()[2:]
    assert listed == []
    images = sheets("images.pdf", LANGUAGE="en", LIMIT=1, AFTER=str(scene / "optical_after.tif"))
    assert "After" in pages(images)[0] and "Before " not in pages(images)[0]


def test_maps_without_anything_to_draw_give_their_room_away(sheets, scene):
    """No empty frames: the small map is left out, the large one says that it has no background."""
    bare = pages(sheets("bare.pdf", LANGUAGE="en", LIMIT=1))[0]
    assert "Location" not in bare and "Site plan" in bare and "(no background map given)" in bare
    lines = bare.splitlines()

    def line_of(word):
        return next(number for number, line in enumerate(lines) if word in line)

    assert line_of("GSI Maps") < line_of("Access and earlier visits") < line_of("Key figures")
    given = {name: str(scene / f"{name.lower()}.gpkg") for name in ("ROADS", "BUILDINGS")}
    roads = pages(sheets("roads.pdf", LANGUAGE="en", LIMIT=1, ROADS=given["ROADS"]))[0]
    assert "Location" in roads and "no background" not in roads
    houses = pages(sheets("houses.pdf", LANGUAGE="en", LIMIT=1, BUILDINGS=given["BUILDINGS"]))[0]
    assert "Location" not in houses and "no background" not in houses


def test_dates_come_from_what_is_given_first(sheets, everything):
    text = pages(sheets(LIMIT=1, BEFORE_DATE="2023-01-02", LANGUAGE="en", **everything))[0]
    assert re.search(r"Before\s+2023-01-02", text) and re.search(r"After\s+2024-10-25", text)


def test_odd_sites_have_a_page_too(sheets, write, tmp_path, middle, everything):
    x, y = middle.x(), middle.y()
    odd = write(
        tmp_path / "odd.gpkg",
        [
            row(square(x, y, 2000), 1, reasons="長い理由 " * 400),
            row(square(x, y, 0.4), 2, reasons="絵文字 😀 👷‍♂️ [% 1 + 1 %] <b>太字</b>", remarks="行\r\n行"),
            row(square(-40_000, -20_000, 60), 3),
            row(square(x, y, 50), 4, name="長" * 80),
        ],
    )
    said = pages(sheets(CANDIDATES=odd, LANGUAGE="en", **everything))
    assert len(said) == 4
    assert "…" in said[0] and "Page 1 of 4" in said[0]
    assert "[%" in said[1].replace("\u200b", "") and "<b>太字</b>" in said[1]  # no expression, no markup
    assert said[2].count("outside this image") == 2 and "No heights are known here" in said[2]


def test_points_of_a_patrol_have_a_page(sheets, write, tmp_path, middle, everything):
    points = write(tmp_path / "p.gpkg", [row(f"POINT({middle.x()} {middle.y()})", 1)], "Point")
    assert len(pages(sheets(CANDIDATES=points, **everything))) == 1


def test_layers_of_the_user_are_drawn_in_their_order(sheets, scene, candidates):
    drawn = sheets(LIMIT=1, MAPS=[str(scene / "roads.gpkg"), str(scene / "dtm_after.tif")])
    assert poppler("pdfimages", "-list", drawn).splitlines()[2:]


class Watched:
    """A feedback that stops the run at a share of it, and how long that took."""

    def __new__(cls, at):
        from qgis.core import QgsProcessingFeedback

        class Feedback(QgsProcessingFeedback):
            def __init__(self):
                super().__init__()
                self.stopped = None
                self.seen = []
                self.progressChanged.connect(self.look)

            def look(self, percent):
                self.seen.append(percent)
                if percent >= at and self.stopped is None:
                    self.stopped = time.monotonic()
                    self.cancel()

        return Feedback()


@pytest.mark.parametrize("at", [1, 40])
def test_a_cancelled_run_leaves_no_file_and_stops_soon(sheets, tmp_path, everything, at):
    from qgis.core import QgsProcessingException

    old = tmp_path / "確認票.pdf"
    old.write_bytes(b"old")
    feedback = Watched(at)
    with pytest.raises(QgsProcessingException):
        sheets(feedback=feedback, **everything)
    assert old.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [old.name]


def test_progress_moves_with_each_page(sheets):
    feedback = Watched(1000)
    sheets(feedback=feedback)
    assert feedback.seen == sorted(feedback.seen) and len({round(p) for p in feedback.seen if p > 15}) >= 3


def test_a_template_of_the_user_is_filled_in(sheets, tmp_path, everything):
    import soranome

    own = Path(soranome.__file__).parent / "resources" / "layouts" / "fieldsheet.qpt"
    text = own.read_text(encoding="utf-8")
    text = text.replace("[% @word_document %]", "Own form of the city").replace('id="map_locator"', 'id="other"')
    template = tmp_path / "own.qpt"
    template.write_text(text, encoding="utf-8")
    said = pages(sheets(TEMPLATE=str(template), LANGUAGE="en", **everything))
    assert len(said) == 3 and "Own form of the city" in said[2] and "C0003" in said[2]


@pytest.mark.parametrize(
    "content, named",
    [
        (b"<Layout", "template"),
        (b"\xff\xfe\x00", "template"),
        (b"<qgis/>", "template"),
        (b"<Layout/>", "template"),
    ],
)
def test_a_broken_template_is_refused_by_name(sheets, tmp_path, content, named):
    from qgis.core import QgsProcessingException

    template = tmp_path / "壊れた.qpt"
    template.write_bytes(content)
    with pytest.raises(QgsProcessingException, match=r"壊れた\.qpt"):
        sheets(TEMPLATE=str(template))
    assert not (tmp_path / "確認票.pdf").exists()


def test_a_template_with_nothing_to_fill_in_says_what_is_needed(sheets, tmp_path):
    from qgis.core import QgsPrintLayout, QgsProcessingException, QgsProject, QgsReadWriteContext

    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    template = tmp_path / "empty.qpt"
    layout.saveAsTemplate(str(template), QgsReadWriteContext())
    del layout, project  # a layout that outlives its project, or both QGIS, crashes at the end
    with pytest.raises(QgsProcessingException, match="map_large"):
        sheets(TEMPLATE=str(template))


def test_no_sites_layers_that_cannot_be_read_and_folders_are_refused(sheets, write, tmp_path, candidates):
    from qgis.core import QgsProcessingException

    nothing = write(tmp_path / "nothing.gpkg", [])
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "text.gpkg").write_text("no layer")
    for given, named in (
        ({"CANDIDATES": nothing}, "No site"),
        ({"MAPS": [str(tmp_path / "text.gpkg")]}, r"text\.gpkg"),
        ({"MAPS": [str(tmp_path / "absent.tif")]}, r"absent\.tif"),
        ({"ROADS": str(tmp_path / "absent.gpkg")}, r"absent\.gpkg"),
        ({"name": "folder.pdf"}, r"folder\.pdf"),
        ({"DEM": str(tmp_path / "absent.tif")}, r"absent\.tif"),
    ):
        with pytest.raises(QgsProcessingException, match=named):
            sheets(**given)
    assert not (tmp_path / "確認票.pdf").exists()


def test_a_file_that_cannot_be_replaced_is_named_and_nothing_is_left(sheets, tmp_path, monkeypatch):
    import os

    from qgis.core import QgsProcessingException

    from soranome.plugin.processing.fieldwork import sheet_layout

    def refuse(*_):
        raise PermissionError(13, "open in a viewer")

    monkeypatch.setattr(sheet_layout.os, "replace", refuse)
    with pytest.raises(QgsProcessingException, match=r"確認票\.pdf"):
        sheets(LIMIT=1)
    assert os.listdir(tmp_path) == []


def test_a_machine_without_japanese_fonts_is_told(sheets, monkeypatch):
    from qgis.core import QgsProcessingFeedback

    from soranome.plugin.processing.fieldwork import sheet_layout

    class Feedback(QgsProcessingFeedback):
        warnings = []

        def pushWarning(self, text):  # noqa: N802 - QGIS's name
            self.warnings.append(text)

    monkeypatch.setattr(sheet_layout, "japanese_font", lambda: "")
    sheets(feedback=Feedback(), LIMIT=1)
    assert any("Noto Sans JP" in text for text in Feedback.warnings)


def test_sites_far_apart_share_a_projection(sheets, write, tmp_path):
    # Okutama and Chichijima lie in two plane rectangular zones.
    rows = [(square(WEST, NORTH, 60), ["A", 1]), (square(200_000, -990_000, 60), ["B", 2])]
    far = write(tmp_path / "far.gpkg", rows, fields="candidate_id:string,rank:int")
    assert len(pages(sheets(CANDIDATES=far))) == 2


def test_real_images_and_elevations(data, sheets, write, tmp_path):
    from qgis.core import QgsRasterLayer

    folder = data / "dem" / "fortbragg"
    layer = QgsRasterLayer(str(folder / "elevation_2016.tif"), "")
    middle = layer.extent().center()
    import processing

    place = write(tmp_path / "x.gpkg", [row(square(middle.x(), middle.y(), 40), 1)])
    placed = processing.run(
        "native:assignprojection", {"INPUT": place, "CRS": layer.crs(), "OUTPUT": str(tmp_path / "y.gpkg")}
    )["OUTPUT"]
    path = sheets(
        CANDIDATES=placed,
        LANGUAGE="en",
        BEFORE=str(folder / "naip_2006_rgb.tif"),
        AFTER=str(folder / "naip_2014_rgb.tif"),
        DEM=str(folder / "elevation_2016.tif"),
        DEM_BEFORE=str(folder / "elevation_2004.tif"),
    )
    text = pages(path)[0]
    assert re.search(r"A–B, \d+ m", text) and "outside" not in text
    assert path.stat().st_size < 1_000_000
