"""What a tile's coordinates mean: written, given, implied by its sheet, or refused."""

import random
import struct

import pytest
from rasterio.crs import CRS

from soranome.plugin.core.errors import InputError
from soranome.plugin.core.pointcloud.crs import (
    AS_DEGREES,
    FEET,
    FEET_HEIGHTS,
    HEIGHTS,
    IMPLIED,
    OUTSIDE,
    REPLACED,
    Written,
    compound_wkt,
    decide,
    height_code,
    misplaced,
    most_used,
    of_epsg,
    written,
)
from soranome.plugin.core.pointcloud.header import Header, Vlr
from soranome.plugin.core.pointcloud.sheets import parse

SHEET = parse("09LD2626")
GIVEN = of_epsg(6677)


def header(*vlrs, wkt=False):
    return Header(
        (1, 4), 6, False, 30, 1, (1,), (0.001,) * 3, (0.0,) * 3, (0.0,) * 3, (1.0,) * 3, 375,
        global_encoding=16 if wkt else 0, vlrs=vlrs,
    )  # fmt: skip


def keys(*entries):
    values = [1, 1, 0, len(entries)]
    for key, value in entries:
        values += [key, 0, 1, value]
    return Vlr("LASF_Projection", 34735, struct.pack(f"<{len(values)}H", *values))


def wkt(text):
    return Vlr("LASF_Projection", 2112, text.encode() + b"\0")


def decided(vlrs=(), sheet=None, given=None, override=False):
    return decide(written(header(*vlrs)), sheet, given, "八丈.las", override)


@pytest.mark.parametrize("code", [6677, 6682, 2451, 26912])
def test_geotiff_keys_and_wkt_name_the_same_system(code):
    by_keys = written(header(keys((1024, 1), (3072, code))))
    by_wkt = written(header(wkt(of_epsg(code).to_wkt())))
    assert by_keys.crs.to_epsg() == by_wkt.crs.to_epsg() == code and not by_keys.problems + by_wkt.problems


def test_wkt_comes_before_keys_unless_it_says_nothing():
    assert written(header(keys((1024, 1), (3072, 6682)), wkt(GIVEN.to_wkt()))).crs.to_epsg() == 6677
    assert written(header(keys((1024, 1), (3072, 6682)), wkt("nonsense"))).crs.to_epsg() == 6682


@pytest.mark.parametrize("code", HEIGHTS)
def test_height_datums_come_back_as_they_were_written(code):
    found = written(header(wkt(compound_wkt(GIVEN, code))))
    assert found.crs.to_epsg() == 6677 and height_code(found.height) == code
    assert found.metres_per_height_unit == 1


def test_a_written_system_is_taken_and_says_so():
    decision = decided([keys((1024, 1), (3072, 6677), (4096, 6695))])
    assert (decision.crs, decision.origin, decision.height) == (GIVEN, "written", "jgd2011") and not decision.notes


def test_what_is_not_written_comes_from_the_sheet_or_the_user_aloud():
    implied = decided(sheet=SHEET)
    assert implied.crs == GIVEN and implied.origin == "sheet" and implied.notes[0].template == IMPLIED
    assert decided(sheet=SHEET, given=of_epsg(2451)).origin == "given"
    assert decided(given=GIVEN).origin == "given"
    with pytest.raises(InputError, match=r"八丈\.las has no coordinate system"):
        decided()


def test_a_contradiction_is_refused_unless_told_to_override():
    other = [keys((1024, 1), (3072, 6682))]
    with pytest.raises(InputError, match=r"八丈\.las says it is in EPSG:6682, but EPSG:6677 was given"):
        decided(other, given=GIVEN)
    with pytest.raises(InputError, match=r"its map sheet 09LD2626 lies in EPSG:6677"):
        decided(other, SHEET)
    replaced = decided(other, SHEET, GIVEN, override=True)
    assert replaced.crs == GIVEN and replaced.notes[0].template == REPLACED
    assert decided(other, SHEET, of_epsg(6682)).crs.to_epsg() == 6682  # the user says so too
    assert decided([keys((1024, 1), (3072, 2451))], SHEET).crs.to_epsg() == 2451  # an older datum of the same zone


def test_degrees_are_refused_and_feet_are_told():
    with pytest.raises(InputError, match=r"八丈\.las is in degrees \(EPSG:4326\)"):
        decided([keys((1024, 2), (2048, 4326))])
    feet = decided([keys((1024, 1), (3072, 2903))])
    assert feet.metres_per_unit == pytest.approx(1200 / 3937) and feet.notes[0].template == FEET


UNUSABLE = {
    "no keys": keys(),
    "no code": keys((1024, 1)),
    "user-defined": keys((1024, 1), (3072, 32767)),
    "unknown code": keys((1024, 1), (3072, 1)),
    "cut": Vlr("LASF_Projection", 34735, b"\1\0\1"),
    "more keys than there are": Vlr("LASF_Projection", 34735, struct.pack("<8H", 1, 1, 0, 65535, 1024, 0, 1, 1)),
    "WKT of noise": Vlr("LASF_Projection", 2112, random.Random(1).randbytes(5000)),  # noqa: S311
    "WKT of brackets": wkt("PROJCS[" * 20_000),
    "COMPD_CS of nothing": wkt("COMPD_CS"),
    "COMPD_CS of brackets": wkt("COMPD_CS[" * 20_000),
    "compound without a plane": wkt('COMPD_CS["x",VERT_CS["y",UNIT["metre",one]]]'),
    "geocentric": wkt(
        'GEOCCS["x",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["G",0],UNIT["m",1]]'
    ),
    "empty": wkt(""),
}


@pytest.mark.parametrize("what", UNUSABLE)
def test_what_names_no_system_is_none(what):
    assert written(header(UNUSABLE[what])).crs is None


@pytest.mark.parametrize("part", range(60))
def test_noise_in_a_wkt_is_understood_or_told(part):
    rng = random.Random(part)  # noqa: S311
    noisy = bytearray(compound_wkt(GIVEN, "jgd2011").encode())
    for _ in range(3):
        noisy[rng.randrange(len(noisy))] = rng.randrange(1, 256)
    found = written(header(Vlr("LASF_Projection", 2112, bytes(noisy))))
    assert isinstance(found, Written) and (isinstance(found.crs, CRS) or found.problems)


# Coordinates of the places in their zones, rounded to kilometres (rasterio.warp.transform from EPSG:6668).
PLACES_KM = {
    "Okinotorishima": (18, 7, 46), "Chichijima": (14, 20, 122), "Minamitorishima": (19, -2, -189),
    "Torishima": (9, 45, -612), "Sofugan": (9, 49, -689), "Okinoerabu": (1, -109, -665), "Etorofu": (13, 361, 183),
}  # fmt: skip


@pytest.mark.parametrize("first", [6668, 2442])
def test_every_place_of_a_zone_lies_in_it(first):
    for name, (zone, east, north) in PLACES_KM.items():
        box = (east * 1000, north * 1000, east * 1000 + 400, north * 1000 + 300)
        assert misplaced(of_epsg(first + zone), box) is None, name
    for box in ((5e5, 0, 5.1e5, 9), (0, 3.9e6, 9, 3.91e6), (-13600, -36900, 1e6, -36600)):
        assert misplaced(of_epsg(first + 9), box).template == OUTSIDE
    assert misplaced(of_epsg(32654), (3.8e5, 3.9e6, 3.9e5, 3.91e6)) is None


def test_degrees_read_as_metres_are_told():
    assert misplaced(GIVEN, (139.30, 35.60, 139.31, 35.61)).template == AS_DEGREES
    assert misplaced(of_epsg(32654), (35.60, 70.30, 35.61, 70.31)).template == AS_DEGREES
    assert misplaced(GIVEN, (0, 0, 90, 60)) is None  # a scan about the origin of the zone


def test_the_system_of_most_is_one_or_a_tie():
    nine, fourteen = GIVEN, of_epsg(6682)
    assert most_used([]) == []
    assert most_used([fourteen, nine, nine]) == [nine]
    assert most_used([fourteen, nine, nine, fourteen]) == [fourteen, nine]


def test_heights_in_feet_over_metres_are_told_as_such():
    notes = decide(Written(of_epsg(2991), "NAVD88 height (ft)", 0.3048), None, None, "autzen.las").notes
    assert [note.template for note in notes] == [FEET_HEIGHTS] and "EPSG:2991 is in metres" in str(notes[0])


def test_a_system_that_is_there_but_unusable_is_not_called_missing():
    with pytest.raises(InputError, match=r"no coordinate system that can be used\. .*neither projected nor geographic"):
        decided([wkt(of_epsg(4978).to_wkt())])
