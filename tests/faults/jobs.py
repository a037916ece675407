"""Work the faults happen to: each job makes its inputs in ``folder/in``, works into ``folder/out``, and can say whether what
lies there is whole. Nothing here starts threads or opens rasters when it is imported, so that children can be forked."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

UNFINISHED = ".soranome"
"""How everything begins that has no final name yet."""


@dataclass(frozen=True)
class Job:
    """``prepare(folder)`` makes ``folder/in``; ``run(folder, progress)`` writes to ``folder/out``; ``content(folder)`` is
    what lies there under final names, equal for equal results, and raises where something is not whole."""

    prepare: Callable[[Path], None]
    run: Callable[[Path, object], object]
    content: Callable[[Path], dict]
    keeps: bool = False
    """Whether what is finished before a run is stopped stays under its final name: tiles, which the next run takes over."""


# -- what lies under final names ------------------------------------------------------------------------


def files_in(folder: Path) -> list[Path]:
    """Files under final names below ``folder``."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in paths if not any(part.startswith(UNFINISHED) for part in path.relative_to(folder).parts)]


def left_in(folder: Path) -> list[str]:
    """What is left below ``folder`` under no final name, locks apart, which are empty files."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.stat().st_size)
    return [
        str(path.relative_to(folder))
        for path in found
        if any(part.startswith(UNFINISHED) for part in path.relative_to(folder).parts)
    ]


def digests(folder: Path) -> dict:
    """Final name → checksum of its bytes. The same bytes as those of an undisturbed run are as whole as that."""
    found = {}
    for path in files_in(folder / "out"):
        found[path.relative_to(folder).as_posix()] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def records(path: Path) -> dict:
    """Every record of a GeoPackage, sound all through; keys by the order they turn up in, without times."""
    if not path.exists() or not path.stat().st_size:
        return {}
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path
        assert db.execute("PRAGMA foreign_key_check").fetchall() == [], path
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        rows = {}
        for table in tables:
            if table.startswith(("rtree_", "sqlite_", "gpkg_ogr")):
                continue
            columns = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
            kept = [name for name in columns if not name.endswith("_at") and name not in ("last_change", "at")]
            if kept:
                rows[table] = db.execute(f"SELECT {', '.join(kept)} FROM {table} ORDER BY rowid").fetchall()  # noqa: S608
    if "register_info" in rows:
        rows["register_info"] = [row for row in rows["register_info"] if row[1] not in ("created_at",)]
    known: dict[str, str] = {}

    def plain(value):
        if not isinstance(value, str):
            return value
        value = re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "time", value)
        named = re.sub(
            r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", lambda m: known.setdefault(m[0], f"#{len(known)}"), value
        )
        return "digest" if re.fullmatch(r"[0-9a-f]{64}(-[0-9a-f]{16})?", named) else named

    first = ("sites", "observations", "visits")
    for table in (*first, *sorted(rows.keys() - set(first))):
        rows[table] = [tuple(map(plain, row)) for row in rows.get(table, [])]
    return {table: found for table, found in rows.items() if found}


# -- rasters --------------------------------------------------------------------------------------------


def write_raster(path: Path, array, cell=10.0, **options) -> str:
    import rasterio
    from rasterio.crs import CRS
    from rasterio.transform import from_origin

    from soranome.plugin.core.raster import environment

    array = np.asarray(array)
    array = array[np.newaxis] if array.ndim == 2 else array
    path.parent.mkdir(parents=True, exist_ok=True)
    about = {"driver": "GTiff", "count": len(array), "height": array.shape[1], "width": array.shape[2]}
    about |= {"dtype": array.dtype, "transform": from_origin(-60000.0, -30000.0, cell, cell), **options}
    with environment(), rasterio.open(path, "w", crs=CRS.from_epsg(6677), **about) as dataset:
        dataset.write(array)
    return str(path)


TILED = {"tiled": True, "blockxsize": 64, "blockysize": 64, "compress": "deflate"}


def _prepare_optical(folder: Path) -> None:
    from tests.conftest import _made_pair

    before, after, _ = _made_pair()
    write_raster(folder / "in/before.tif", before, **TILED)
    write_raster(folder / "in/after.tif", after, **TILED)


def _run_optical(folder: Path, progress) -> None:
    from soranome.plugin.core.change.optical import detect
    from soranome.plugin.core.change.pair import PairFiles

    paths = [str(folder / "out" / f"{kind}.tif") for kind in ("score", "change", "soil")]
    files = PairFiles(str(folder / "in/before.tif"), str(folder / "in/after.tif"), "sentinel2")
    detect(files, *paths, block_size=64, progress=progress)


def _prepare_elevation(folder: Path) -> None:
    from soranome.plugin.core.sample.noise import field

    shape = (160, 180)
    ground = 400 + 25 * field(np.random.default_rng(0), shape, 2.0, 300.0, beta=4)
    after = ground.copy()
    after[60:80, 50:74] += 2
    for name, heights, seed in (("before", ground, 1), ("after", after, 2)):
        noise = np.random.default_rng(seed).normal(0, 0.06, shape)
        write_raster(folder / f"in/{name}.tif", (heights + noise).astype("float32"), 2.0, **TILED)


def _run_elevation(folder: Path, progress) -> None:
    from soranome.plugin.core.change.elevation import detect
    from soranome.plugin.core.change.elevation_pair import ElevationFiles

    paths = [str(folder / "out" / f"{kind}.tif") for kind in ("difference", "significant", "score")]
    files = ElevationFiles(str(folder / "in/before.tif"), str(folder / "in/after.tif"))
    detect(files, *paths, block_size=64, progress=progress)


def _prepare_series(folder: Path) -> None:
    rng = np.random.default_rng(3)
    cover = rng.integers(0, 2, (8, 8)).repeat(4, 0).repeat(4, 1)
    kinds = np.array([[250, 450, 300, 3200, 1500, 700], [1200, 1300, 1350, 1700, 1900, 1700]])
    for month in range(1, 13):
        for year in (2023, 2024):
            image = kinds[cover].transpose(2, 0, 1) * (1 + 0.1 * np.sin(month)) + rng.normal(0, 25, (6, 32, 32))
            if year == 2024 and month > 5:
                image[:, 20:26, 20:26] = np.array([750, 1030, 1450, 2150, 3000, 2550])[:, None, None]
            write_raster(folder / f"in/S2_{year}{month:02d}05.tif", image.clip(1, 10000).astype("uint16"), **TILED)


def _run_series(folder: Path, progress) -> None:
    from soranome.plugin.core.change.series import SeriesOutputs, detect_series
    from soranome.plugin.core.change.series_stack import SeriesFiles

    names = ("score", "change", "first_change", "last_unchanged", "soil")
    outputs = SeriesOutputs(*(str(folder / "out" / f"{name}.tif") for name in names))
    images = sorted((folder / "in").glob("*.tif"))
    dates = tuple(f"{path.stem[3:7]}-{path.stem[7:9]}-{path.stem[9:]}" for path in images)
    files = SeriesFiles(tuple(map(str, images)), dates, sensor="sentinel2")
    detect_series(files, outputs, block_size=16, progress=progress)


def _prepare_sar(folder: Path) -> None:
    rng = np.random.default_rng(0)
    power = rng.gamma(4.4, 0.1 / 4.4, (8, 2, 60, 60)) * np.array([1, 0.2])[:, None, None]
    power[4:, :, 20:26, 20:26] *= 3
    for number, (day, bands) in enumerate(zip(range(1, 29, 3), power)):
        for name, band in zip(("VV", "VH"), bands):
            write_raster(folder / f"in/S1_2024{1 + number:02d}{day:02d}_{name}.tif", band.astype("float32"), **TILED)


def _run_sar(folder: Path, progress) -> None:
    from soranome.plugin.core.change.sar import SarSettings, detect
    from soranome.plugin.core.change.sar_stack import StackFiles

    paths = [str(folder / "out" / f"{kind}.tif") for kind in ("score", "change", "first", "step")]
    files = StackFiles(tuple(str(path) for path in sorted((folder / "in").glob("*.tif"))))
    detect(files, *paths, settings=SarSettings(null="none", looks=4.4), block_size=16, progress=progress)


def _prepare_terrain(folder: Path) -> None:
    rng = np.random.default_rng(3)
    write_raster(
        folder / "in/dtm.tif", 300 + rng.normal(size=(9, 11)).cumsum(0).repeat(10, 0).repeat(10, 1), 1.0, **TILED
    )


def _run_terrain(folder: Path, progress) -> None:
    from soranome.plugin.core.terrain.maps import KINDS, draw

    draw(
        str(folder / "in/dtm.tif"), {k: str(folder / "out" / f"{k}.tif") for k in KINDS}, None, progress, block_size=64
    )


# -- point clouds ---------------------------------------------------------------------------------------

SHEETS = ("09LD2626", "09LD2627", "09LD2636", "09LD2637")


def write_sheet(path: Path, seed: int, count: int = 1500) -> Path:
    """A LAS or LAZ tile of level ground that fills the sheet it is named by."""
    import laspy

    from soranome.plugin.core.pointcloud.sheets import parse

    rng = np.random.default_rng(seed)
    west, south, east, north = parse(path.name.split(".")[0]).extent
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.scales, header.offsets = [0.001] * 3, [0.0] * 3
    las = laspy.LasData(header)
    las.x, las.y, las.z = rng.uniform(west, east, count), rng.uniform(south, north, count), rng.uniform(10, 20, count)
    las.classification = rng.integers(1, 4, count)
    path.parent.mkdir(parents=True, exist_ok=True)
    las.write(path)
    return path


def _prepare_copc(folder: Path) -> None:
    for seed, sheet in enumerate(SHEETS):
        write_sheet(folder / "in" / f"{sheet}.las", seed)


def _run_copc(folder: Path, progress):
    from soranome.plugin.core.pointcloud.importing import import_tiles
    from soranome.plugin.core.pointcloud.source import find_sources

    sources, faults = find_sources([folder / "in"])
    return import_tiles(sources, folder / "out", faults=faults, progress=progress, memory=20_000_000, workers=2)


def points_of(path: Path) -> str:
    """A checksum of all a COPC file says of its points, each of them decoded."""
    import laspy

    las = laspy.read(path, laz_backend=laspy.LazBackend.Lazrs)
    return f"{len(las.points)} {hashlib.sha256(las.points.array.tobytes()).hexdigest()}"


def _clouds(folder: Path) -> dict:
    found = {}
    for path in files_in(folder / "out"):
        if path.suffix == ".laz":
            found[path.name] = points_of(path)
        elif path.suffix == ".vpc":
            import json

            found[path.name] = len(json.loads(path.read_bytes())["features"])
    return found


def _prepare_survey(folder: Path) -> None:
    from tests.core.pointcloud.cloud_tools import write_tile
    from tests.core.pointcloud.test_classify import EDGE, SOUTH, WEST, made

    x, y, z, number, returns, _ = made(density=0.25)
    (folder / "in").mkdir(parents=True, exist_ok=True)
    column, row = ((x - WEST) // EDGE).astype(int), ((y - SOUTH) // EDGE).astype(int)
    for c in range(2):
        for r in range(2):
            at = (column == c) & (row == r)
            fields = {"classification": 2, "return_number": number[at], "number_of_returns": returns[at]}
            write_tile(folder / "in" / f"t{c}{r}.laz", x[at], y[at], z[at], **fields)


def _run_classify(folder: Path, progress):
    from soranome.plugin.core.pointcloud.classify import classify_tiles
    from soranome.plugin.core.pointcloud.ground import settings_of
    from tests.core.pointcloud.cloud_tools import catalogue

    return classify_tiles(
        catalogue(folder / "in"), folder / "out", settings_of("smrf", "auto"), progress=progress, workers=2
    )


def _run_surfaces(folder: Path, progress):
    from soranome.plugin.core.pointcloud.surfaces import Settings, make_surfaces
    from tests.core.pointcloud.cloud_tools import catalogue

    outputs = {name: str(folder / "out" / f"{name}.tif") for name in ("DTM", "DSM", "CHM", "DENSITY")}
    return make_surfaces(catalogue(folder / "in"), outputs, Settings(cell_m=2.0), progress=progress, workers=2, edge=32)


# -- register -------------------------------------------------------------------------------------------


def _prepare_register(folder: Path) -> None:
    from tests.core.fieldwork.register_tools import outline, update

    (folder / "in").mkdir(parents=True, exist_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    update(folder / "out/register.gpkg", [outline(100 * i, 0, rank=i + 1) for i in range(60)], "2024-05-18")


def _run_register(folder: Path, progress):
    """An observation of known sites, some of which have grown, and as many new ones."""
    from tests.core.fieldwork.register_tools import outline, update

    outlines = [outline(100 * i, 0, 40 + i % 3 * 30, rank=i + 1) for i in range(60)]
    outlines += [outline(100 * i, 1000, rank=100 + i) for i in range(60)]
    return update(folder / "out/register.gpkg", outlines, "2024-10-25", progress=progress)


def _register_content(folder: Path) -> dict:
    return records(folder / "out/register.gpkg")


LIST_ROWS, LIST_PHOTOS = 80, 12


def _prepare_results(folder: Path) -> None:
    from tests.core.fieldwork import results_tools as tools

    (folder / "in").mkdir(parents=True, exist_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    register = tools.make_register(folder / "out", LIST_ROWS, "register.gpkg")
    listed = tools.make_list(folder / "in/list.xlsx", register)
    tools.fill(listed, {
        key: {"visited_on": "2026-05-14", "visited_by": "山田", "status": "visited", "remarks": f"箇所{n}",
              **({"photo_1": f"{n}.jpg"} if n < LIST_PHOTOS else {})} for n, key in enumerate(tools.keys(register))
    })  # fmt: skip
    for n in range(LIST_PHOTOS):
        tools.photo(folder / "in/photos" / f"{n}.jpg", n)


def _run_results(folder: Path, progress):
    from tests.core.fieldwork.results_tools import bring

    return bring(
        folder / "out/register.gpkg", folder / "in/list.xlsx", photos=folder / "in/photos",
        conflicts=folder / "out/conflicts.xlsx", progress=progress, wait_s=10.0,
    )  # fmt: skip


def _results_content(folder: Path) -> dict:
    from openpyxl import load_workbook

    found = records(folder / "out/register.gpkg")
    with closing(sqlite3.connect(folder / "out/register.gpkg")) as db:
        photos = [path for (path,) in db.execute("SELECT path FROM photos")]
    for path in photos:
        data = (folder / "out" / path).read_bytes()
        assert data == (folder / "in/photos" / f"{data[-1]}.jpg").read_bytes(), "a photo the register knows of is whole"
    if (folder / "out/conflicts.xlsx").exists():
        load_workbook(folder / "out/conflicts.xlsx").close()
    return found


# -- paper ----------------------------------------------------------------------------------------------


def _prepare_nothing(folder: Path) -> None:
    (folder / "in").mkdir(parents=True, exist_ok=True)


def _run_checklist(folder: Path, progress):
    from soranome.plugin.core.fieldwork.papers.checklist import write_checklist
    from tests.core.fieldwork.test_checklist import INFO, sites_of

    return write_checklist(folder / "out/list.xlsx", sites_of(80), INFO, progress=progress)


def _sheets_content(folder: Path) -> dict:
    from openpyxl import load_workbook

    found = {}
    for path in files_in(folder / "out"):
        workbook = load_workbook(path)
        found[path.name] = {sheet.title: list(sheet.values) for sheet in workbook.worksheets}
    return found


# -- coverage -------------------------------------------------------------------------------------------


def _prepare_coverage(folder: Path) -> None:
    (folder / "in").mkdir(parents=True, exist_ok=True)
    (folder / "out/sites").mkdir(parents=True, exist_ok=True)


def _run_coverage(folder: Path, progress):
    from soranome.plugin.core.coverage.prediction.combination import OUTPUTS, predict
    from soranome.plugin.core.coverage.prediction.prediction import Settings
    from tests.core.coverage.test_prediction import LANDSCAPE, SITES

    outputs = {name: str(folder / "out" / f"{name}.tif") for name in OUTPUTS}
    return predict(LANDSCAPE, SITES[:3], Settings(reach_m=300.0), outputs, folder=folder / "out/sites", per_site=True,
                   progress=progress)  # fmt: skip


def _prepare_signals(folder: Path) -> None:
    rng = np.random.default_rng(4)
    for name in "AB":
        power = -100 + 25 * rng.normal(size=(9, 9)).repeat(10, 0).repeat(10, 1)
        write_raster(folder / f"in/signal_{name}.tif", power.astype("float32"), nodata=float("nan"), **TILED)


def _run_holes(folder: Path, progress):
    from soranome.plugin.core.coverage.holes.hole_inputs import Carrier, Rules, common_grid
    from soranome.plugin.core.coverage.holes.holes import Layers, complete_carriers, find_holes
    from soranome.plugin.core.raster import RasterWriter, publish

    paths = [str(path) for path in sorted((folder / "in").glob("*.tif"))]
    carriers, considered, apart = complete_carriers([Carrier(Path(path).stem, [path]) for path in paths], None)
    grid = common_grid(paths)
    with RasterWriter(folder / "out/classes.tif", grid, "uint8", len(carriers) + 1, 255) as writer:
        find_holes(
            grid, carriers, considered, Rules(-100.0), Layers(), writer, None, apart, block_size=16, progress=progress
        )
        publish(writer)


def _run_choice(folder: Path, progress):
    from soranome.plugin.core.coverage.siting.demand import Weights
    from soranome.plugin.core.coverage.siting.site_plan import Limits, make_plan
    from soranome.plugin.core.coverage.siting.siting_report import write_table
    from tests.core.coverage.test_site_plan import PLACES, Squares, candidate, demand

    candidates = [candidate(number, place) for number, place in enumerate(PLACES)]
    covered = str(folder / "out/covered.tif")
    plan = make_plan(
        candidates, Squares(*PLACES), demand(), Weights(), Limits(most=3), covered_path=covered, progress=progress
    )
    write_table(folder / "out/sites.csv", plan)


# -- triage ---------------------------------------------------------------------------------------------


def _run_triage(folder: Path, progress):
    from soranome.plugin.core.files import write_whole
    from soranome.plugin.core.fill.setting import Layer
    from soranome.plugin.core.fill.triage import Surroundings, triage
    from tests.core.test_triage import CRS_IX, GROUND, LAW, PRESET, REFERENCE, at

    around = Surroundings(permits=[], planning=Layer([(GROUND, "3")]))
    found = triage([at(100 * i, 50 * i) for i in range(20)], around, CRS_IX, LAW, PRESET, REFERENCE, progress)
    write_whole(folder / "out/triage.txt", repr([(item.rank, item.place.id, item.reasons) for item in found]).encode())


JOBS = {
    "optical": Job(_prepare_optical, _run_optical, digests),
    "elevation": Job(_prepare_elevation, _run_elevation, digests),
    "series": Job(_prepare_series, _run_series, digests),
    "sar": Job(_prepare_sar, _run_sar, digests),
    "terrain": Job(_prepare_terrain, _run_terrain, digests),
    "copc": Job(_prepare_copc, _run_copc, _clouds, keeps=True),
    "classify": Job(_prepare_survey, _run_classify, _clouds, keeps=True),
    "surfaces": Job(_prepare_survey, _run_surfaces, digests),
    "register": Job(_prepare_register, _run_register, _register_content),
    "results": Job(_prepare_results, _run_results, _results_content),
    "checklist": Job(_prepare_nothing, _run_checklist, _sheets_content),
    "coverage": Job(_prepare_coverage, _run_coverage, digests, keeps=True),
    "holes": Job(_prepare_signals, _run_holes, digests),
    "choice": Job(_prepare_nothing, _run_choice, digests),
    "triage": Job(_prepare_nothing, _run_triage, digests),
}


def prepared(name: str, folder: Path) -> Path:
    """``folder`` with the inputs of a job and an empty (or begun) ``out``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "out").mkdir(exist_ok=True)
    JOBS[name].prepare(folder)
    return folder
