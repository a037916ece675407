"""Sites from tables: columns by any usual name, defaults told, gaps and text refused with the site and the field."""

import pytest

from soranome.plugin.core.coverage.lists.site_table import SiteTable, columns_of, of_carrier
from soranome.plugin.core.coverage.prediction.antenna import SECTORS
from soranome.plugin.core.errors import InputError

GOOD = {"height_m": 25.0, "frequency_mhz": 800.0, "eirp_dbm": 60.0}


def sites_of(rows, defaults=None, chosen=None, **options):
    table = SiteTable(columns_of(rows[0], chosen or {}), defaults or {}, **options)
    return [table.site(1.0, 2.0, number, row.get) for number, row in enumerate(rows, 1)], table


@pytest.mark.parametrize(
    "titles",
    [
        ("id", "name", "height_m", "frequency_mhz", "eirp_dbm", "carrier", "azimuth", "tilt"),
        ("局番", "局名", "アンテナ地上高（m）", "周波数(MHz)", "EIRP", "事業者名", "方位角", "チルト角"),
        ("SITE_ID", "Site_Name", "HGT", "Freq", "EIRP_dBm", "Operator", "Bearing", "Downtilt"),
    ],
)
def test_usual_names(titles):
    ((site,), _) = sites_of([dict(zip(titles, ("T-1", "檜原1", 25.0, 2100, "60", "au", 120, 4.5)))])
    assert (site.id, site.name, site.height_m, site.frequency_mhz, site.eirp_dbm) == ("T-1", "檜原1", 25, 2100, 60)
    assert (site.carrier, site.azimuth_deg, site.tilt_deg, site.x, site.y) == ("KDDI", 120, 4.5, 1, 2)
    assert site.pattern.name == "3gpp36814"


def test_a_chosen_field_goes_before_a_known_name():
    rows = [{**GOOD, "地盤高": 310.0, "塔高": 40.0}]
    assert sites_of(rows, chosen={"height_m": "塔高"})[0][0].height_m == 40
    with pytest.raises(InputError, match=r"塔の高さ.*height_m, frequency_mhz"):
        sites_of(rows, chosen={"height_m": "塔の高さ"})


def test_defaults_only_where_nothing_is_and_told():
    rows = [GOOD, {**GOOD, "height_m": None, "eirp_dbm": ""}, {**GOOD, "height_m": float("nan"), "eirp_dbm": "不明"}]
    sites, table = sites_of(rows, {"height_m": 15.0, "eirp_dbm": 50.0, "frequency_mhz": 700.0})
    assert [site.height_m for site in sites] == [25, 15, 15]
    assert [site.eirp_dbm for site in sites] == [60, 50, 50]
    assert [site.frequency_mhz for site in sites] == [800, 800, 800]
    said = [str(message) for message in table.messages(len(rows))]
    assert len(said) == 2
    assert "antenna height (m) is 15 by default for 2 of 3 sites" in said[0]


@pytest.mark.parametrize("missing", GOOD)
def test_a_gap_names_the_site_and_the_field(missing):
    with pytest.raises(InputError, match=rf"Site 局 has no .*{missing}"):
        sites_of([{**GOOD, "id": "局", missing: None}])
    with pytest.raises(InputError, match=rf"Site 1 has no .*{missing}"):
        sites_of([{name: value for name, value in GOOD.items() if name != missing}])


@pytest.mark.parametrize(
    ("field", "text"), [("height_m", "高い"), ("azimuth", "北東"), ("tilt", "4 deg down"), ("eirp_dbm", "1kW")]
)
def test_text_in_numbers_is_refused(field, text):
    with pytest.raises(InputError, match=rf"Site 1: “{text}”.*{field}"):
        sites_of([{**GOOD, "azimuth": 0, field: text}])


@pytest.mark.parametrize("azimuth", [None, "", "omni", "無指向", "全方向"])
def test_no_azimuth_is_all_around(azimuth):
    ((site,), _) = sites_of([{**GOOD, "azimuth": azimuth}])
    assert site.azimuth_deg is None and site.pattern is None


def test_patterns_by_name_and_file(tmp_path):
    (tmp_path / "板.csv").write_text(
        "angle,horizontal,vertical\n" + "\n".join(f"{a},{a % 7},{a % 5}" for a in range(360))
    )
    rows = [{**GOOD, "azimuth": 10, "pattern": name} for name in ("板.csv", "3gpp38901", None)]
    sites, _ = sites_of(rows, sector="3gpp36942", pattern_folder=tmp_path)
    assert [site.pattern.name for site in sites] == ["板", "3gpp38901", "3gpp36942"]
    with pytest.raises(InputError, match=r"紛失\.msi"):
        sites_of([{**GOOD, "pattern": "紛失.msi"}], pattern_folder=tmp_path)


def test_sectors_of_the_dialog_are_those_there_are():
    for name in SECTORS:
        assert sites_of([{**GOOD, "azimuth": 1}], sector=name)[0][0].pattern.name == name


def test_repeated_ids_stay_apart():
    sites, _ = sites_of([{**GOOD, "id": name} for name in ("A", "A", "B", None, "A", "A-2", "4")])
    assert [site.id for site in sites] == ["A", "A-2", "B", "4", "A-3", "A-2-2", "4-2"]


def test_one_carrier_however_it_is_written():
    sites, _ = sites_of([{**GOOD, "carrier": name} for name in ("NTTドコモ", "au", "docomo", "ソフトバンク")])
    assert [site.id for site in of_carrier(sites, "ドコモ")] == ["1", "3"]
    assert of_carrier(sites, " ") == sites
    with pytest.raises(InputError, match=r"楽天.*KDDI"):
        of_carrier(sites, "楽天")
