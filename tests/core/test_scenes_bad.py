"""Products that cannot be used: each is refused by a sentence that names it and says what to do, before long work."""

import zipfile

import numpy as np
import pytest

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.scenes import package
from soranome.plugin.core.scenes.assemble import import_scene
from soranome.plugin.core.scenes.recognise import open_product
from soranome.plugin.core.scenes.target import Wanted
from soranome.tests.products import (
    NORTH,
    UTM,
    WEST,
    make_alos2,
    make_dimap,
    make_hyp3,
    make_landsat,
    make_opera,
    make_safe,
    tarred,
    write,
    zipped,
)

IMAGE = np.full((6, 40, 40), 1200, np.uint16)
SCL = np.full((20, 20), 4, np.uint8)
QA = np.full((40, 40), 21824, np.uint16)
POWER = {p: np.full((40, 40), 0.1, np.float32) for p in ("VV", "VH")}


def refused(path, said, **options):
    with pytest.raises(InputError, match=said):
        open_product(path, **options)


def not_imported(path, tmp_path, said, wanted=None):
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    with pytest.raises(InputError, match=said):
        import_scene(open_product(path), str(out / "s.tif"), str(out / "m.tif"), wanted=wanted or Wanted())
    assert list(out.iterdir()) == []


# -- what is no product ------------------------------------------------------------------------------


def test_nothing_there(tmp_path):
    refused(tmp_path / "無い.zip", r"There is no product at .*無い\.zip. Choose the folder, the zip")


def test_an_empty_folder_and_an_empty_zip(tmp_path):
    (tmp_path / "空").mkdir()
    refused(tmp_path / "空", "空 is empty. Choose the folder")
    zipped(tmp_path / "空", tmp_path / "e.zip")
    refused(tmp_path / "e.zip", r"e\.zip is empty")


def test_a_folder_of_something_else(tmp_path):
    (tmp_path / "会議録.docx").write_bytes(b"PK")
    refused(tmp_path, r"is no product that is known: Sentinel-2 L2A .* Choose its folder, zip or file\.")


def test_a_file_that_is_no_image(tmp_path):
    (tmp_path / "20240518.tif").write_bytes(b"no image")
    refused(tmp_path / "20240518.tif", "cannot be opened as an image")


def test_a_folder_far_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(package, "_MOST_FILES", 3)
    for i in range(5):
        (tmp_path / f"{i}.txt").touch()
    refused(tmp_path, "holds more than 3 files. Choose the folder of one product")


# -- archives ----------------------------------------------------------------------------------------


def test_a_truncated_zip(tmp_path):
    archive = zipped(make_safe(tmp_path, IMAGE, SCL), tmp_path / "s.zip")
    archive.write_bytes(archive.read_bytes()[:-2000])
    refused(archive, r"s\.zip cannot be read: it is incomplete, damaged .* Copy or download it again")


@pytest.mark.parametrize(("suffix", "left"), [(".tar", 0.5), (".tar", 0.7), (".tar.gz", 0.6)])
def test_a_truncated_tar(tmp_path, suffix, left):
    image = np.random.default_rng(0).integers(1, 9000, IMAGE.shape).astype(np.uint16)
    archive = tarred(make_landsat(tmp_path, image, QA), tmp_path / f"l{suffix}")
    archive.write_bytes(archive.read_bytes()[: int(archive.stat().st_size * left)])
    refused(archive, r"cannot be read: it is incomplete")


def test_a_zip_with_a_broken_member(tmp_path):
    """The list of members is whole, but an image inside is not."""
    safe = make_safe(tmp_path, np.random.default_rng(0).integers(1, 9000, IMAGE.shape).astype(np.uint16), SCL)
    archive = zipped(safe, tmp_path / "s.zip")
    with zipfile.ZipFile(archive) as file:
        member = next(info for info in file.infolist() if info.filename.endswith("_B03_10m.jp2"))
    content = bytearray(archive.read_bytes())
    start = member.header_offset + 200
    content[start + 300 : start + member.file_size - 300] = bytes(member.file_size - 600)
    archive.write_bytes(content)
    not_imported(archive, tmp_path, r"^S2B_MSIL2A_2024\S* \(green\): .*_B03_10m.* cannot be opened as an image")


@pytest.mark.parametrize("left", [0.5, 0.99])
def test_an_image_cut_short_in_a_folder(tmp_path, left):
    safe = make_safe(tmp_path, np.random.default_rng(0).integers(1, 9000, (6, 80, 80)).astype(np.uint16), SCL)
    cut = next(safe.rglob("*_B03_10m.jp2"))
    cut.write_bytes(cut.read_bytes()[: int(cut.stat().st_size * left)])
    not_imported(safe, tmp_path, r"\(green\): .*_B03_10m\.jp2 is damaged or incomplete .* download it again")


def test_a_zip_under_a_password(tmp_path):
    archive = zipped(make_safe(tmp_path, IMAGE, SCL), tmp_path / "s.zip")
    content = bytearray(archive.read_bytes())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    archive.write_bytes(content)
    refused(archive, r"protected by a password \(password\)")


# -- Sentinel-2 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "said"), [("_B08_10m", r"lacks B08 \(nir\)"), ("_SCL_20m", "lacks SCL"),
                                            ("_B12_20m", r"lacks B12 \(swir2\)")])  # fmt: skip
def test_missing_bands(tmp_path, file, said):
    safe = make_safe(tmp_path, IMAGE, SCL)
    next(safe.rglob(f"*{file}*")).unlink()
    refused(safe, rf"S2B_MSIL2A_20240518.* {said}. Download the product again, with all bands")


def test_level_1c(tmp_path):
    safe = tmp_path / "S2B_MSIL1C_20240518T013651_N0510_R117_T54SUE_20240518T031231.SAFE"
    write(safe / "GRANULE/L1C_T54SUE/IMG_DATA/T54SUE_20240518T013651_B02.jp2", IMAGE[0])
    (safe / "MTD_MSIL1C.xml").write_text("<n1:Level-1C_User_Product/>")
    refused(safe, r"Level-1C .* Download the Level-2A product \(MSIL2A\) of the same date")


@pytest.mark.parametrize(
    ("cut", "field"),
    [
        ("BOA_ADD_OFFSET", "BOA_ADD_OFFSET"),
        ("BOA_QUANTIFICATION_VALUE", "BOA_QUANTIFICATION_VALUE"),
        ("PROCESSING_BASELINE", "PROCESSING_BASELINE"),
        ("SPACECRAFT_NAME", "SPACECRAFT_NAME"),
    ],
)
def test_metadata_without_what_is_needed_are_not_guessed(tmp_path, cut, field):
    safe = make_safe(tmp_path, IMAGE, SCL)
    document = safe / "MTD_MSIL2A.xml"
    document.write_text(document.read_text().replace(f"<{cut}", f"<X{cut}"))
    refused(safe, rf"The metadata of S2B_MSIL2A.* lack .*{field}")


def test_metadata_without_a_date(tmp_path):
    safe = make_safe(tmp_path, IMAGE, SCL)
    document = safe / "MTD_MSIL2A.xml"
    document.write_text(document.read_text().replace("2024-05-18T01:36", "sometime"))
    refused(safe, r"The date of S2B_MSIL2A.* cannot be read from its metadata \(found: sometime")


def test_metadata_that_would_explode_are_only_text(tmp_path):
    """Entities are never expanded, nor files of others read."""
    safe = make_safe(tmp_path, IMAGE, SCL)
    document = safe / "MTD_MSIL2A.xml"
    bomb = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    text = document.read_text().replace("?>", f"?>{bomb}", 1).replace(">Sentinel-2B<", ">Sentinel-2B&c;<")
    document.write_text(text)
    assert open_product(safe).date == "2024-05-18"


def test_two_products_in_one_folder(tmp_path):
    make_safe(tmp_path, IMAGE, SCL)
    make_safe(tmp_path, IMAGE, SCL, day="2024-10-25")
    refused(tmp_path, r"holds 2 products: S2B_MSIL2A_20240518.*, S2B_MSIL2A_20241025.*\. Choose one of them")


def test_products_of_two_kinds_in_one_folder(tmp_path):
    make_safe(tmp_path, IMAGE, SCL)
    make_landsat(tmp_path, IMAGE, QA)
    refused(tmp_path, "holds 2 products: LC08_L2SP.*, S2B_MSIL2A")


# -- Landsat -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "new"), [("L2SP", "L1TP"), ("_02_T1", "_01_T1")])
def test_landsat_of_another_level_or_collection(tmp_path, old, new):
    folder = make_landsat(tmp_path, IMAGE, QA, metadata="none")
    for path in folder.iterdir():
        path.rename(folder / path.name.replace(old, new))
    refused(folder, r"is no surface reflectance of Collection 2 \(level L.*Order Collection 2 Level 2 \(L2SP\)")


def test_landsat_without_a_band_or_its_mask(tmp_path):
    folder = make_landsat(tmp_path, IMAGE, QA)
    next(folder.glob("*_SR_B5.TIF")).unlink()
    next(folder.glob("*_QA_PIXEL.TIF")).unlink()
    refused(folder, r"LC08_L2SP_107035.* lacks SR_B5 \(nir\), QA_PIXEL")


def test_landsat_with_metadata_cut_short(tmp_path):
    folder = make_landsat(tmp_path, IMAGE, QA, metadata="json")
    document = next(folder.glob("*_MTL.json"))
    document.write_text(document.read_text()[:100])
    refused(folder, r"_MTL\.json cannot be read .* Download the product again")


# -- SPOT, Pléiades, plain images --------------------------------------------------------------------


def test_dimap_in_the_geometry_of_the_sensor(tmp_path):
    refused(
        make_dimap(tmp_path, IMAGE[:4], level="SENSOR"), r"is not orthorectified \(level SENSOR\).* Order the ORTHO"
    )


def test_panchromatic_alone(tmp_path):
    refused(make_dimap(tmp_path, IMAGE[:1], order=("P",), spectral="P"), "panchromatic images only.* Choose the multi")


def test_a_plain_image_without_a_date(tmp_path):
    refused(write(tmp_path / "aerial.tif", IMAGE[:4]), r"aerial\.tif does not tell its date. Type the date")


def test_a_typed_date_that_contradicts_the_product(tmp_path):
    safe = make_safe(tmp_path, IMAGE, SCL)
    refused(safe, "was observed on 2024-05-18, but 2024-05-19 is typed", date="2024-05-19")


def test_plain_bands_that_nobody_named(tmp_path):
    refused(write(tmp_path / "a_20240518.tif", IMAGE[:3]), r"a_20240518\.tif has 3 bands, which no sensor preset knows")
    refused(write(tmp_path / "b_20240518.tif", IMAGE[:3]), "4|3 bands, but 4 are named", bands="blue,green,red,nir")


def test_several_plain_images(tmp_path):
    for day in ("20240518", "20241025"):
        write(tmp_path / f"a_{day}.tif", IMAGE[:4])
    refused(tmp_path, "holds 2 products: a_20240518.tif, a_20241025.tif")


# -- SAR ---------------------------------------------------------------------------------------------


def test_half_of_a_dual_pair(tmp_path):
    folder = make_hyp3(tmp_path, {"VV": POWER["VV"]}, np.ones((40, 40)))
    refused(folder, "S1A_IW_20241221.* lacks VH")


def test_sentinel1_without_terrain_correction(tmp_path):
    safe = tmp_path / "S1A_IW_GRDH_1SDV_20241221T204301_20241221T204326_057093_070413_ABCD.SAFE"
    write(safe / "measurement" / "s1a-iw-grd-vv-20241221t204301-20241221t204326-057093-070413-001.tiff", QA)
    refused(safe, r"without terrain correction \(GRD or SLC\).* Order the RTC product")


@pytest.mark.parametrize("level", ["1.1__D", "3.1GUD"])
def test_alos2_of_another_level(tmp_path, level):
    refused(make_alos2(tmp_path, {"HH": QA}, level), rf"ALOS2526342900.* is of level {level[:3]}; only amplitudes")


def test_complex_numbers_under_an_amplitude_name(tmp_path):
    folder = make_opera(tmp_path, POWER)
    write(next(folder.glob("*_VV.tif")), np.full((40, 40), 1 + 1j, np.complex64), 30)
    not_imported(folder, tmp_path, r"holds complex numbers \(SLC\)")


# -- the place ---------------------------------------------------------------------------------------


def test_an_extent_elsewhere(tmp_path):
    safe = make_safe(tmp_path, IMAGE, SCL)
    wanted = Wanted(extent=(500_000, 3_000_000, 501_000, 3_001_000), extent_crs=UTM)
    not_imported(safe, tmp_path, r"S2B_MSIL2A.* does not cover the place asked for: it lies at 399960–400360", wanted)


def test_an_extent_inside_the_frame_but_without_data(tmp_path):
    image = IMAGE.copy()
    image[:, :20] = 0
    safe = make_safe(tmp_path, image, SCL)
    wanted = Wanted(extent=(WEST, NORTH - 100, WEST + 100, NORTH), extent_crs=UTM)
    not_imported(safe, tmp_path, "holds no data at the place asked for", wanted)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (Wanted(extent=(WEST + 100, NORTH, WEST, NORTH - 100)), r"The extent .* is empty"),
        (Wanted(extent=(0, 0, 1, 1), extent_crs="EPSG:1"), "EPSG:1 is no coordinate system"),
        (Wanted(crs="Tokyo"), "Tokyo is no coordinate system. Give one such as EPSG:6677"),
        (Wanted(crs="EPSG:4326"), r"would come out in degrees \(EPSG:4326\).* Give a coordinate system in metres"),
    ],
)
def test_a_grid_that_makes_no_sense(tmp_path, wanted, said):
    not_imported(make_safe(tmp_path, IMAGE, SCL), tmp_path, said, wanted)


def test_a_reference_that_contradicts(tmp_path, make_raster):
    safe = make_safe(tmp_path, IMAGE, SCL)
    reference = make_raster("r.tif", np.zeros((9, 9)), 10, WEST, NORTH, UTM)
    for wanted in (Wanted(reference, resolution=20), Wanted(reference, crs="EPSG:6677")):
        not_imported(safe, tmp_path, r"r\.tif as reference already says which cells", wanted)
    outside = Wanted(reference, extent=(0, 0, 10, 10), extent_crs=UTM)
    not_imported(safe, tmp_path, r"The extent lies outside r\.tif", outside)
    nowhere = make_raster("n.tif", np.zeros((9, 9)), 10, WEST, NORTH, crs=None)
    not_imported(safe, tmp_path, r"n\.tif has no coordinate reference system", Wanted(nowhere))


def test_an_image_without_a_coordinate_system(tmp_path):
    path = write(tmp_path / "a_20240518.tif", IMAGE[:4], crs=None)
    not_imported(path, tmp_path, "a_20240518 has no coordinate reference system. Assign the right one")


def test_an_image_in_degrees_is_brought_into_metres_when_asked(tmp_path):
    path = write(tmp_path / "a_20240518.tif", IMAGE[:4], 0.0001, "EPSG:4326", 139.1, 35.8)
    not_imported(path, tmp_path, "would come out in degrees")
    told = import_scene(open_product(path), str(tmp_path / "s.tif"), wanted=Wanted(crs="EPSG:6677"))
    assert 9 < told.grid.cell_size[0] < 11.5 and told.valid > 0.9
