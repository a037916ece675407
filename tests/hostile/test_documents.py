"""JSON and metadata somebody gives: law sizes, weights, calibrations, indexes, archives of satellite products."""

import io
import json
import math
import tarfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from soranome.plugin.core.change.elevation_error import ErrorModel
from soranome.plugin.core.coverage.lists.population import read_population
from soranome.plugin.core.coverage.measuring.calibration import Calibration, Check, Group, read_calibration
from soranome.plugin.core.coverage.siting.candidate_sites import Enough, FolderSites
from soranome.plugin.core.fill.candidates import say_reasons
from soranome.plugin.core.fill.law import Measured, law_from, sizes_text, verdicts
from soranome.plugin.core.fill.triage import weights_from
from soranome.plugin.core.pointcloud.update_tiles import _history
from soranome.plugin.core.resources import FOLDER
from soranome.plugin.core.scenes.assemble import file_stem
from soranome.plugin.core.scenes.package import open_package
from soranome.plugin.core.scenes.product import iso_date, sections, tag
from soranome.plugin.core.scenes.recognise import open_product

from .hostile_tools import DEEP, cells, dumped, json_values, made_file, mutated, names, numbers, refuses

LAW = json.loads((FOLDER / "law" / "fill.json").read_text(encoding="utf-8"))
WEIGHTS = json.loads((FOLDER / "presets" / "triage.json").read_text(encoding="utf-8"))


def parts_of(document, path=()):
    yield path
    inside = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, value in inside:
        yield from parts_of(value, (*path, key))


def changed(document, path, value):
    """``document`` with another ``value`` at ``path``, or without it where that is ``...``."""
    if not path:
        return None if value is ... else value
    made = dict(document) if isinstance(document, dict) else list(document)
    if value is ... and len(path) == 1:
        del made[path[0]]
    else:
        made[path[0]] = changed(document[path[0]], path[1:], value)
    return made


def _use_law(path):
    law = law_from(str(path))
    assert law.designated <= "9999" and math.isfinite(law.valley_m)
    assert math.isfinite(law.data["thickness_m"]["value"])
    for code in (*law.data["zones"]["codes"], "?"):
        for found in verdicts(Measured({"fill_area_m2": (1.0, 5.0)}), law.columns_of(code), law):
            sizes_text(found.item, "residential", law)
    assert isinstance(law.data["law"], str) and len(law.data["published_funnel"]["counts"]) == 4


odd = st.one_of(
    st.just(...), json_values, st.sampled_from([float("nan"), float("inf"), 1e308, -1, 10**400, True, "", [], {}])
)


@given(st.sampled_from(list(parts_of(LAW))), odd)
@example(("items", "area", "residential", "source"), ...)
@example(("items",), {"unknown item": LAW["items"]["area"]})
@example(("zones", "codes", "1"), ["no such column"])
@example(("hazard", "levels", "1"), "no such level")
@example(("designation", "tokyo", "date"), "2024-13-45")
@example(("designation", "default"), "default")
@example(("designation", "default"), ...)
def test_law_files(path, value):
    document = changed(LAW, path, value)
    for text in (dumped(document), DEEP):
        with made_file(text, "law.json") as file:
            refuses(_use_law, file)


@given(st.sampled_from(list(parts_of(WEIGHTS))), odd)
@example(("scales", "slope_deg"), ...)
@example(("terrain",), {})
@example(("roads", "not_drivable"), [5])
def test_presets_of_weights(path, value):
    document = changed(WEIGHTS, path, value)
    for text in (dumped(document), DEEP):
        with made_file(text, "weights.json") as file:
            found = refuses(weights_from, str(file))
            for name, part in (found or {}).items():
                assert type(part) is type(WEIGHTS[name]) or isinstance(part, int | float) or name not in WEIGHTS
                if name == "scales":
                    assert part.keys() >= WEIGHTS["scales"].keys()


@given(st.lists(st.tuples(st.one_of(names, st.sampled_from(list(WEIGHTS["weights"]))), numbers), max_size=3))
def test_weights_as_they_are_typed(pairs):
    found = refuses(weights_from, ", ".join(f"{name}={value}" for name, value in pairs))
    assert found is None or all(math.isfinite(weight) and weight >= 0 for weight in found["weights"].values())


CALIBRATION = Calibration(
    {(): Group(1.5, 6.0, 20, 4, 2.0), ("A",): Group(1.0, 6.5, 20, 4, 2.0)}, -1.6, 1.7,
    Check(5, 4, 20, 9.0, 6.0, 0.1, 0.9, 0.02), (1.0, 5.0), {"x": 1},
)  # fmt: skip


@cache
def calibration() -> dict:
    with made_file("", "c.json") as path:
        CALIBRATION.write(path)
        return json.loads(path.read_text(encoding="utf-8"))


def _use_calibration(path):
    import numpy as np

    found = read_calibration(path)
    for clutter in (None, np.array([0.5, 3.0, 99.0, math.nan])):
        assert np.isfinite(found.apply(np.full(4, -80.0), "A", "B1", clutter)).all()
    group = found.group("A")
    assert math.isfinite(group.offset_db) and group.sigma_db >= 0
    return found


@given(st.deferred(lambda: st.sampled_from(list(parts_of(calibration())))), odd)
@example(("groups",), [])
@example(("groups", 0, "offset_db"), "5")
@example(("clutter_breaks_m",), ["a"])
@example(("check",), {"folds": 1})
def test_calibrations(path, value):
    with made_file(dumped(changed(calibration(), path, value)), "c.json") as file:
        refuses(_use_calibration, file)
    with made_file(DEEP, "c.json") as file:
        refuses(_use_calibration, file)


def test_a_calibration_is_read_as_it_was_written(tmp_path):
    CALIBRATION.write(tmp_path / "c.json")
    assert read_calibration(tmp_path / "c.json") == CALIBRATION


SITE = {
    "id": "1",
    "name": "n",
    "x": 0.0,
    "y": 0.0,
    "height_m": 30,
    "frequency_mhz": 800,
    "eirp_dbm": 60,
    "carrier": "",
    "file": "a.tif",
}
INDEX = {
    "grid": {"crs": "EPSG:6677", "transform": [10, 0, 0, 0, -10, 0], "width": 3, "height": 3},
    "settings": {},
    "sites": [SITE],
}


@given(st.sampled_from(list(parts_of(INDEX))), odd)
@example(("sites", 0, "file"), "../../a.tif")
@example(("sites", 0, "file"), "a\0b")
@example(("grid", "width"), 10**12)
@example(("grid", "width"), float("inf"))
@example(("grid", "transform"), [0, 0, 0, 0, 0, 0])
def test_folders_of_predictions(path, value):
    for text in (dumped(changed(INDEX, path, value)), DEEP):
        with made_file(text, "coverage.json") as file:
            found = refuses(FolderSites, str(file.parent), Enough(-100.0))
            for raster in found._files if found else ():
                assert raster.parent == file.parent


@given(st.dictionaries(st.sampled_from(["SIGMA", "ERROR_CORRELATED", "ERROR_WHITE", "ERROR_SYSTEMATIC"]),
                       st.one_of(numbers, json_values.map(dumped)), min_size=4, max_size=4))  # fmt: skip
@example({"SIGMA": DEEP, "ERROR_CORRELATED": "[]", "ERROR_WHITE": "1", "ERROR_SYSTEMATIC": "1"})
@example({"SIGMA": '{"1": 1}', "ERROR_CORRELATED": "[[1e400, 1]]", "ERROR_WHITE": "nan", "ERROR_SYSTEMATIC": "inf"})
def test_error_models_in_tags(tags):
    found = ErrorModel.from_tags(tags)
    assert found is None or all(map(math.isfinite, (*found.sigmas_m, found.white, found.systematic_m)))


@given(json_values)
def test_histories_and_reasons(document):
    for text in (dumped(document), DEEP):
        with made_file(text, "history.json") as file:
            assert isinstance(_history(file), list)
        try:
            say_reasons(text)
        except (ValueError, KeyError, TypeError, RecursionError):  # which its callers expect
            continue


# -- satellite products ------------------------------------------------------------------------------------------

BANDS = [f"R20m/T54SUE_20240518_{code}_20m.jp2" for code in ("B02", "B03", "B04", "B08", "B11", "B12", "SCL")]
S2 = "S2A_MSIL2A_20240518T013651_N0510_R117_T54SUE_20240518T033000.SAFE/"
S2_XML = (
    "<n1:Level-2A_User_Product><PRODUCT_START_TIME>2024-05-18T01:36:51.024Z</PRODUCT_START_TIME><PRODUCT_URI>" + S2[:-1]
    + "</PRODUCT_URI><PROCESSING_BASELINE>05.10</PROCESSING_BASELINE><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>"
    + "<BOA_QUANTIFICATION_VALUE unit=\"none\">10000</BOA_QUANTIFICATION_VALUE>"
    + "".join(f'<BOA_ADD_OFFSET band_id="{i}">-1000</BOA_ADD_OFFSET>' for i in range(13)) + "</n1:Level-2A_User_Product>"
)  # fmt: skip
L8 = "LC08_L2SP_107035_20240518_20240518_02_T1"
MTL = "GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS\n" + "".join(
    f'REFLECTANCE_MULT_BAND_{n} = "2.75e-05"\nREFLECTANCE_ADD_BAND_{n} = "-0.2"\n' for n in range(2, 8)
)
MTL_JSON = json.dumps({"M": {"LEVEL2_SURFACE_REFLECTANCE_PARAMETERS": {"REFLECTANCE_MULT_BAND_2": "2.75e-05"}}})
DIMAP = (
    "<Dimap_Document><DATASET_NAME>x</DATASET_NAME><NBANDS>4</NBANDS><IMAGING_DATE>2024-05-18</IMAGING_DATE><Raster_Index_List>"
    + "".join(f"<Raster_Index><BAND_ID>B{n}</BAND_ID><BAND_INDEX>{n + 1}</BAND_INDEX></Raster_Index>" for n in range(4))
    + "</Raster_Index_List></Dimap_Document>"
)
LANDSAT = {f"{L8}_{part}.TIF": b"x" for part in (*(f"SR_B{n}" for n in range(2, 8)), "QA_PIXEL")}
PRODUCTS = {
    "s2": ({S2 + "MTD_MSIL2A.xml": S2_XML.encode()}, {S2 + name: b"x" for name in BANDS}),
    "landsat": ({f"{L8}_MTL.txt": MTL.encode()}, LANDSAT),
    "landsat_json": ({f"{L8}_MTL.json": MTL_JSON.encode()}, LANDSAT),
    "dimap": ({"DIM_X.XML": DIMAP.encode()}, {"IMG_X.TIF": b"x"}),
    "alos2": ({"summary.txt": b'Img_SceneCenterDateTime="20240518 01:02:03.4"'},
              {"IMG-HH-ALOS2522800740-240518-UBSR2.1GUD.tif": b"x"}),
    "plain": ({}, {"a_20240518.tif": b"x"}),
}  # fmt: skip


def as_zip(files: dict[str, bytes], how=zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def as_tar(files: dict[str, bytes], mode="w", start="") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(start + name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return made.getvalue()


def _open(path):
    product = open_product(path)
    for band in product.bands:
        assert math.isfinite(band.gain) and math.isfinite(band.offset)
    stem = file_stem(product)
    assert stem == Path(stem).name and not set(stem) & set('<>:"/\\|?*\0') and len(stem.encode()) < 250
    assert len(product.date) == 10
    return product


@pytest.mark.parametrize("kind", PRODUCTS)
@given(data=st.data())
def test_products_with_damaged_metadata(kind, data):
    metadata, images = PRODUCTS[kind]
    damaged = {name: data.draw(mutated(content)) for name, content in metadata.items()}
    with made_file(as_zip(damaged | images), "product.zip") as path:
        refuses(_open, path)


@pytest.mark.parametrize("kind", ["s2", "landsat", "landsat_json", "dimap"])
@given(data=st.data())
def test_products_with_odd_values(kind, data):
    import re

    metadata, images = PRODUCTS[kind]
    ((name, content),) = metadata.items()
    text = content.decode()
    places = [found.span() for found in re.finditer(r"(?<=>)[^<>]+(?=<)|(?<=\")[^\"]+(?=\")", text)]
    start, end = data.draw(st.sampled_from(places))
    damaged = text[:start] + data.draw(cells) + text[end:]
    with made_file(as_zip({name: damaged.encode("utf-8", "replace")} | images), "product.zip") as path:
        refuses(_open, path)


@pytest.mark.parametrize("old, new", [("10000<", "1e-320<"), ("10000<", "nan<"), ("-1000<", "1.2.3<"),
                                      ("-1000<", "9" * 400 + "<"),
                                      ("05.10", "inf"), ('band_id="1"', f'band_id="{"9" * 5000}"')])  # fmt: skip
def test_sentinel_2_with_numbers_that_are_none(old, new):
    metadata, images = PRODUCTS["s2"]
    ((name, content),) = metadata.items()
    assert old in content.decode()
    with made_file(as_zip({name: content.decode().replace(old, new).encode()} | images), "product.zip") as path:
        assert refuses(_open, path) is None


@pytest.mark.parametrize("kind", [kind for kind in PRODUCTS if kind != "plain"])
@pytest.mark.parametrize("start", ["", "./"])
def test_products_in_archives_are_found(kind, start):
    """As they are, so that what refuses damage does not refuse everything; tar writes ./ before names in a folder."""
    metadata, images = PRODUCTS[kind]
    for name, data in (("p.zip", as_zip(metadata | images)), ("p.tar", as_tar(metadata | images, start=start)),
                       ("p.tar.gz", as_tar(metadata | images, "w:gz", start))):  # fmt: skip
        with made_file(data, name) as path:
            assert _open(path).date == "2024-05-18"


@given(st.data())
def test_damaged_archives_of_products(data):
    metadata, images = PRODUCTS[data.draw(st.sampled_from(list(PRODUCTS)))]
    files = metadata | images
    sound = {
        "a.zip": [as_zip(files, how) for how in (zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)],
        "a.tar": [as_tar(files)],
        "a.tgz": [as_tar(files, "w:gz")],
    }
    name = data.draw(st.sampled_from(list(sound)))
    with made_file(data.draw(mutated(*sound[name])), name) as path:
        refuses(_open, path)


@given(st.lists(names, min_size=1, max_size=5), st.sampled_from(["a.zip", "a.tar"]))
@example(["../../x.tif", "/etc/passwd", "C:\\x.tif", "a" * 300 + "_20240518.tif"], "a.zip")
@example(["CON_20240518.tif"], "a.zip")
@example(["20240518" + "?*<>|.tif"], "a.zip")
def test_names_in_archives_of_products(given_names, kind):
    files = {name.replace("\0", "").encode("utf-8", "replace").decode() or "x": b"x" for name in given_names}
    with made_file(as_zip(files) if kind == "a.zip" else as_tar(files), kind) as path:
        package = refuses(open_package, path)
        for name in package.names if package else ():
            assert not name.startswith(("/", "\\")) and ":" not in name
        refuses(_open, path)


@given(names, st.text(max_size=30))
def test_metadata_are_searched_and_never_followed(text, more):
    xml = f"<a:DATE x='1'>{text}</a:DATE>{more}<B>1</B><B>2</B>"
    tag(xml, "DATE")
    assert sections("<B>1</B><B x='1'>2</B><B>", "B") == ["1", "2"]
    refuses(iso_date, text, "x")


def test_elements_that_are_never_closed_take_no_time():
    """By one regular expression this took hours: each beginning was tried to the end of the file."""
    assert sections("<Raster_Index_List>" * 400_000, "Raster_Index_List") == []
    assert tag("<n:" + "a" * 4_000_000, "DATASET_NAME") == ""


# -- tables in zips ----------------------------------------------------------------------------------------------

MESH = "KEY_CODE,HTKSYORI,HTKSAKI,GASSAN,T001101001\n,,,,人口（総数）\n533946113,0,,,12\n533946114,0,,,5\n".encode(
    "cp932"
)


@given(st.data())
def test_damaged_zips_of_population(data):
    ways = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)
    packed = [as_zip({"../../tblT001101S5339.txt": MESH, "C:\\b.txt": MESH}, how) for how in ways]
    with made_file(data.draw(mutated(*packed, most=3)), "a.zip") as path:
        found = refuses(read_population, [path])
        assert found is None or math.isfinite(found.total)
        assert [file.name for file in path.parent.iterdir()] == ["a.zip"]


def test_the_zip_of_a_table_is_read(tmp_path):
    (tmp_path / "a.zip").write_bytes(as_zip({"../../tblT001101S5339.txt": MESH}))
    assert read_population([tmp_path / "a.zip"]).total == 17
