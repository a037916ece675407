"""LAS tiles of the made scene by map sheet, as Tokyo publishes them, of two surveys; and what is wrong with some of them.

Layout of the folder ``pointcloud``: ``2022`` and ``2024`` hold the block of tiles, ``faulty`` tiles that contradict
themselves, ``text`` a grid in text, ``capture`` a later survey of one site, ``control.csv`` points measured on the ground,
``truth.json`` all that is known about them.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import laspy
import numpy as np
import shapely
from rasterio.windows import Window

from ..errors import OutputError
from ..files import require_writable, scratch_beside, unwritable, write_whole
from ..grid import Grid
from ..pointcloud.sheets import Sheet, epsg, sheet_at, sheets_in
from ..tasks import Progress, Silent, check_cancelled, run_ordered
from ..text import QT_TRANSLATE_NOOP, Message
from . import laser, noise
from .events import EARTHWORKS, Event, apply_events
from .geometry import burn_local
from .landcover import Land
from .laser import NOISE_M, Returns, Truth
from .places import PLACES, lay_out
from .scene import DATES, EPSG, Scene
from .terrain import Terrain, slope_degrees

ZONE = 9
LEVEL = 500
EDGE_TILES = 4  # of the block, less where the scene is smaller
SURVEYS = {"2022": date(2022, 11, 12), "2024": date(2024, 11, 20)}  # before and after every event
GROWTH_M = {"2022": 0.0, "2024": 0.5, "capture": 0.6}
CAPTURE_DAY = date(2025, 2, 14)  # the heights of Japan were revised on 2025-04-01
CAPTURE_EDGE_M = 170.0
CAPTURE_DENSER = 2.5
CAPTURE_GROWTH = 0.3  # by which the works of the captured site went on, over what they were
CAPTURE_SHIFT_M = (0.30, -0.20, 0.12)  # east, north, up
CAPTURE_TILT = (0.0005, -0.0003)  # m up per m east and north of its middle
CONTROL_POINTS = 30
CONTROL_SIGMA_M = 0.015
TEXT_STEP_M = 2.0
BLOCK_PULSES = 400_000  # scanned at a time
RECORD_BYTES = 34
RETURNS_PER_PULSE = 1.5  # about the most a forest gives
JAPANESE_FOLDER = "点群データ"

# Classes as Tokyo delivers them: 2 ground, 1 and 3 the rest.
_DELIVERED = np.ones(256, np.uint8)
for _truth, _class in {
    Truth.GROUND: 2,
    Truth.LOW: 3,
    Truth.MEDIUM: 3,
    Truth.HIGH: 3,
    Truth.NOISE: 7,
}.items():
    _DELIVERED[_truth] = _class
_GPS_EPOCH = date(1980, 1, 6)


@dataclass(frozen=True)
class _Scanned:
    """One tile on disk: its sheet, file (relative to the folder), points by what they came from."""

    sheet: Sheet
    file: str
    points: int
    by_truth: dict[str, int]


def write_pointcloud(
    scene: Scene,
    folder: Path,
    density: float = 4.0,
    progress: Progress = Silent(),  # noqa: B008
) -> dict:
    """Write the folder ``pointcloud`` below ``folder``, with ``density`` pulses per m²; what its truth.json tells.

    The block covers up to 4 × 4 sheets where most works of ``scene`` lie. All files appear together at the end, in place of
    those of an earlier run; a run that stops leaves none. The same scene and density give the same bytes.
    """
    target = Path(folder) / "pointcloud"
    place = PLACES[scene.summary["place"]]
    with _writing(target):
        target.mkdir(parents=True, exist_ok=True)
    if any(target.iterdir()) and not (target / "truth.json").exists():
        raise OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{path} holds files that are of no sample scene. Choose an empty folder for the sample."
            ),
            path=target,
        )
    progress.report(0, Message(QT_TRANSLATE_NOOP("SoraNoMe", "Flying a laser over the scene")))
    terrain, land, events = lay_out(noise.generators(scene.summary["seed"]), place, scene.dtm_grid, DATES, Silent())
    check_cancelled(progress)
    sheets = _choose_block(scene.dtm_grid, terrain, land, events)
    expected = len(sheets) * 120_000 * density * RETURNS_PER_PULSE * RECORD_BYTES
    require_writable(target / "truth.json", int(1.4 * expected))
    patch = _Patch(scene, sheets, terrain, land, events, density)
    scratch = scratch_beside(target)
    try:
        with _writing(target):
            scratch.mkdir()
            truth = patch.write(scratch, progress)
            truth["height_datum"] = place.height_datum
            write_whole(scratch / "truth.json", json.dumps(truth, ensure_ascii=False, indent=1).encode())
            _put_in_place(scratch, target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    progress.report(1)
    return truth


class _Patch:
    """The block of tiles and all that is made of it."""

    def __init__(
        self, scene: Scene, sheets: list[Sheet], terrain: Terrain, land: Land, events: list[Event], density: float
    ):
        self.sheets, self.terrain, self.density = sheets, terrain, density
        boxes = np.array([sheet.extent for sheet in sheets])
        self.bounds = (*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())
        self.seed = scene.summary["seed"]
        self.grid, self.window = _around(scene.dtm_grid, self.bounds)
        box = shapely.box(*self.bounds)
        self.events = [event for event in events if event.shape.intersects(box)]
        tone, self.change = apply_events(events, land.after.copy(), land.tone)
        cover = {"2022": land.before.copy(), "2024": land.after.copy()}
        apply_events(events, cover["2024"], land.tone)
        ground = {"2022": terrain.ground, "2024": terrain.ground + self.change}
        buildings = {"2022": land.buildings, "2024": land.buildings + laser.new_roofs(events)}
        self.surfaces = {
            name: laser.make_surface(
                self.grid,
                np.ascontiguousarray(ground[name][self.window]),
                cover[name][self.window],
                (land.tone, tone)[name == "2024"][self.window],
                buildings[name],
                self._rng(0),
                GROWTH_M[name],
            )
            for name in SURVEYS
        }
        strips = int(np.ceil((self.bounds[3] - self.bounds[1]) / laser.STRIP_M)) + 1
        self.strip_error = {
            name: self._rng(1, k).normal(0, NOISE_M["strip"], strips) for k, name in enumerate((*SURVEYS, "capture"))
        }

    def write(self, scratch: Path, progress: Progress) -> dict:
        """All files into ``scratch``; what is true about them."""
        jobs = [(name, k) for name in SURVEYS for k in range(len(self.sheets))]
        for name in (*SURVEYS, "faulty", "text", "capture"):
            (scratch / name).mkdir()
        tiles: dict[str, list] = {name: [] for name in SURVEYS}
        found = run_ordered(lambda job: self._write_tile(scratch, *job, progress), jobs, _Slower(progress), len(jobs))
        for (name, _), tile in zip(jobs, found):
            tiles[name].append(
                {"sheet": tile.sheet.code, "file": tile.file, "points": tile.points, "by_truth": tile.by_truth}
            )
        faults = self._write_faulty(scratch, progress)
        text = self._write_text(scratch)
        control = self._write_control(scratch)
        capture = self._write_capture(scratch, progress)
        return {
            "about": "Made data. user_data of every point holds what it came from, as ASPRS numbers classes: "
            "1 other, 2 ground, 3 to 5 vegetation (to 0.5 m, to 2 m, above), 6 building, 7 noise, 9 water.",
            "seed": self.seed,
            "crs": f"EPSG:{EPSG}",
            "pulses_per_m2": self.density,
            "bounds": self.bounds,
            "noise_m": NOISE_M,
            "strip_error_m": {name: [round(e, 4) for e in errors] for name, errors in self.strip_error.items()},
            "surveys": {
                name: {
                    "day": day.isoformat(),
                    "classes": ("as Tokyo delivers them: 2 ground, 1 and 3 other, 7 noise", "all 1")[name == "2024"],
                    "tiles": tiles[name],
                }
                for name, day in SURVEYS.items()
            },
            "works_inside": [event.id for event in self.events if shapely.box(*self.bounds).contains(event.shape)],
            "faults": faults,
            "text": text,
            "control": control,
            "capture": capture,
        }

    def _rng(self, *key: int) -> np.random.Generator:
        return np.random.default_rng(np.random.SeedSequence([self.seed, 0x1A5E7, *key]))

    def _scan(self, name: str, k: int) -> Iterator[Returns]:
        """The returns of tile ``k``, block by block; the same whenever asked again."""
        rng = self._rng(2, list(SURVEYS).index(name), k)
        for extent in _strips_of(self.sheets[k].extent, self.density):
            yield laser.scan(rng, self.surfaces[name], extent, self.density, self.strip_error[name])

    def _write_tile(self, scratch: Path, name: str, k: int, progress: Progress) -> _Scanned:
        sheet = self.sheets[k]
        code, zipped = None if (name, k) == ("2022", _without_crs(self.sheets)) else EPSG, k == _in_zip(self.sheets)
        suffix = ".laz" if name == "2024" else ".las"
        path = scratch / name / f"{sheet.code}{suffix}"
        counts = _write_las(path, self._scan(name, k), SURVEYS[name], code, name == "2022", progress)
        if zipped and name == "2022":
            path = _into_zip(path)
        by_truth = {kind.name.lower(): int(counts[kind]) for kind in Truth if counts[kind]}
        return _Scanned(sheet, f"{name}/{path.name}", int(counts.sum()), by_truth)

    def _write_faulty(self, scratch: Path, progress: Progress) -> list[dict]:
        """Copies of tiles of 2022 that contradict themselves; and what is wrong in the block."""
        last = len(self.sheets) - 1
        lost, other = self.sheets[_without_crs(self.sheets)], self.sheets[last]
        zone = self.sheets[last - 1]
        west, south, _, _ = other.extent
        named = sheet_at(ZONE, LEVEL, west + 4000, south - 3000)  # 4 km east, 3 km south
        _write_las(
            scratch / "faulty" / f"{zone.code}.las",
            self._scan("2022", last - 1),
            SURVEYS["2022"],
            epsg(8),
            True,
            progress,
        )
        _write_las(
            scratch / "faulty" / f"{named.code}.las", self._scan("2022", last), SURVEYS["2022"], EPSG, True, progress
        )
        swapped = self.sheets[0]
        _write_grid(scratch / "faulty" / f"{swapped.code}_測量座標.txt", self._grid(swapped), swap=True)
        return [
            {"file": f"2022/{lost.code}.las", "fault": "no_crs", "right": f"EPSG:{EPSG}"},
            {
                "file": f"faulty/{zone.code}.las",
                "fault": "wrong_crs",
                "says": f"EPSG:{epsg(8)}",
                "right": f"EPSG:{EPSG}",
            },
            {"file": f"faulty/{named.code}.las", "fault": "name_contradicts_coordinates", "right": other.code},
            {"file": f"faulty/{swapped.code}_測量座標.txt", "fault": "north_before_east"},
        ]

    def _grid(self, sheet: Sheet) -> np.ndarray:
        """Ground of 2022 every 2 m (n, 3: east, north, height), without error; none at sea."""
        west, south, east, north = sheet.extent
        x, y = np.meshgrid(np.arange(west + 1, east, TEXT_STEP_M), np.arange(north - 1, south, -TEXT_STEP_M))
        x, y = x.ravel(), y.ravel()
        heights = self.surfaces["2022"].heights(x, y)
        return np.column_stack([x, y, heights])[heights > 0]

    def _write_text(self, scratch: Path) -> dict:
        sheet = self.sheets[0]
        _write_grid(scratch / "text" / f"{sheet.code}.txt", self._grid(sheet))
        return {"file": f"text/{sheet.code}.txt", "columns": "number, east, north, height, class"}

    def _write_control(self, scratch: Path) -> dict:
        """Points measured on firm open ground that no work has touched."""
        rng = self._rng(3)
        west, south, east, north = self.bounds
        x, y = rng.uniform((west + 5, south + 5), (east - 5, north - 5), (40_000, 2)).round(3).T
        column, row = (x - self.grid.transform.c) / 2, (self.grid.transform.f - y) / 2
        at = row.astype(int), column.astype(int)
        good = slope_degrees(self.surfaces["2022"].ground, 2.0)[at] < 12
        changed = np.abs(self.change[self.window]) > 0
        for dx, dy in ((0, 0), (3, 0), (-3, 0), (0, 3), (0, -3)):
            for surface in self.surfaces.values():
                good &= laser.is_open(surface, x + dx, y + dy)
            good &= ~changed[
                ((self.grid.transform.f - y - dy) / 2).astype(int), ((x + dx - self.grid.transform.c) / 2).astype(int)
            ]
        chosen = np.flatnonzero(good)[:CONTROL_POINTS]
        x, y = x[chosen], y[chosen]
        heights = self.surfaces["2022"].heights(x, y) + rng.normal(0, CONTROL_SIGMA_M, len(x))
        lines = ["id,east,north,height"]
        lines += [f"K{k:02d},{e:.3f},{n:.3f},{h:.3f}" for k, (e, n, h) in enumerate(zip(x, y, heights), 1)]
        (scratch / "control.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return {"file": "control.csv", "points": len(x), "sigma_m": CONTROL_SIGMA_M}

    def _write_capture(self, scratch: Path, progress: Progress) -> dict:
        """A later survey of one site, on which works went on, not quite where and how high it should be."""
        inner = shapely.box(*self.bounds).buffer(-CAPTURE_EDGE_M / 2)
        works = [e for e in self.events if e.kind == "fill" and inner.contains(e.shape.centroid)]
        site = max(works, key=lambda e: e.volume_m3(4), default=None)
        x, y = np.round((site.shape if site else inner).centroid.coords[0])
        half = CAPTURE_EDGE_M / 2
        extent = (x - half, y - half, x + half, y + half)
        surface = self.surfaces["2024"]
        raised = np.zeros(self.terrain.ground.shape, np.float32)
        if site:
            raised[site.window] = CAPTURE_GROWTH * site.change_m
        surface = replace(surface, ground=surface.ground + raised[self.window])
        density = CAPTURE_DENSER * self.density

        def moved() -> Iterator[Returns]:
            rng = self._rng(4)
            for part in _strips_of(extent, density):
                found = laser.scan(rng, surface, part, density, self.strip_error["capture"])
                tilt = CAPTURE_TILT[0] * (found.x - x) + CAPTURE_TILT[1] * (found.y - y)
                found.x, found.y = found.x + CAPTURE_SHIFT_M[0], found.y + CAPTURE_SHIFT_M[1]
                found.z = found.z + CAPTURE_SHIFT_M[2] + tilt
                yield found

        name = f"capture/site_{CAPTURE_DAY:%Y%m%d}.las"
        _write_las(scratch / name, moved(), CAPTURE_DAY, EPSG, False, progress)
        return {
            "file": name,
            "day": CAPTURE_DAY.isoformat(),
            "shift_m": CAPTURE_SHIFT_M,
            "tilt": CAPTURE_TILT,
            "middle": (x, y),
            "extent": extent,
            "work": site.id if site else None,
            "work_raised_m": round(CAPTURE_GROWTH * site.height_m, 2) if site else 0.0,
        }


class _Slower:
    """Progress of the tiles: the first tenth is the ground's."""

    def __init__(self, progress: Progress):
        self._progress = progress

    @property
    def cancelled(self) -> bool:
        return self._progress.cancelled

    def report(self, fraction: float, text: Message | str = "") -> None:
        self._progress.report(0.1 + 0.8 * fraction, text)


def _without_crs(sheets: list[Sheet]) -> int:
    return min(1, len(sheets) - 1)


def _in_zip(sheets: list[Sheet]) -> int:
    return min(2, len(sheets) - 1)


def _choose_block(grid: Grid, terrain: Terrain, land: Land, events: list[Event]) -> list[Sheet]:
    """The sheets of the block, from north to south and west to east: whole ones, around as many works as can be.

    Sheets of nothing but sea are left out, as nobody delivers them.
    """
    west, south, east, north = grid.bounds
    whole = [
        sheet
        for sheet in sheets_in(ZONE, LEVEL, grid.bounds)
        if west <= sheet.extent[0] and south <= sheet.extent[1] and sheet.extent[2] <= east and sheet.extent[3] <= north
    ]
    lefts, bottoms = (sorted({sheet.extent[k] for sheet in whole}) for k in (0, 1))
    across, down = min(EDGE_TILES, len(lefts)), min(EDGE_TILES, len(bottoms))
    works = shapely.STRtree([event.shape for event in events if event.kind in EARTHWORKS])
    homes = shapely.STRtree([building.shape for building in land.buildings])
    best, chosen = -np.inf, None
    for left in lefts[: len(lefts) - across + 1]:
        for bottom in bottoms[: len(bottoms) - down + 1]:
            box = shapely.box(left, bottom, left + 400 * across, bottom + 300 * down)
            wet = _sea_share(terrain, box)
            score = len(works.query(box, "contains")) + 0.02 * min(len(homes.query(box, "contains")), 100)
            # A coast is wanted, a block of sea is not.
            score += 2 * (0.05 < wet < 0.4) - 4 * (wet > 0.6)
            if score > best:
                best, chosen = score, box
    inside = ((sheet, shapely.box(*sheet.extent)) for sheet in whole)
    return [sheet for sheet, box in inside if chosen.contains(box) and _sea_share(terrain, box) < 0.99]


def _sea_share(terrain: Terrain, box: shapely.Polygon) -> float:
    if terrain.sea is None:
        return 0.0
    window, inside = burn_local(terrain.grid, box)
    return float(terrain.sea[window][inside].mean())


def _around(grid: Grid, bounds: tuple) -> tuple[Grid, tuple[slice, slice]]:
    """The part of ``grid`` a cell wider than ``bounds``, as far as it goes, and its rows and columns."""
    t = grid.transform
    left, right = (bounds[0] - t.c) / t.a - 1, (bounds[2] - t.c) / t.a + 1
    top, bottom = (t.f - bounds[3]) / t.a - 1, (t.f - bounds[1]) / t.a + 1
    rows = slice(max(0, int(top)), min(grid.height, int(bottom)))
    columns = slice(max(0, int(left)), min(grid.width, int(right)))
    window = Window(columns.start, rows.start, columns.stop - columns.start, rows.stop - rows.start)
    return grid.crop(window), (rows, columns)


def _strips_of(extent: tuple, density: float) -> list[tuple]:
    """``extent`` cut into parts of at most BLOCK_PULSES, from south to north."""
    west, south, east, north = extent
    count = max(1, int(np.ceil((east - west) * (north - south) * density / BLOCK_PULSES)))
    edges = np.linspace(south, north, count + 1)
    return [(west, lower, east, upper) for lower, upper in zip(edges[:-1].tolist(), edges[1:].tolist())]


def _write_las(
    path: Path, blocks: Iterator[Returns], day: date, code: int | None, classes: bool, progress: Progress
) -> np.ndarray:
    """Write a LAS 1.2 file of format 3, or LAZ by the suffix; points by :class:`Truth` (256).

    ``code``: EPSG code for its GeoTIFF keys, none without; ``classes``: as delivered, else all 1.
    """
    header = laspy.LasHeader(version="1.2", point_format=3)
    header.scales, header.offsets = np.full(3, 0.001), np.zeros(3)
    header.creation_date = day
    header.system_identifier, header.generating_software = "made scene", "SoraNoMe"
    header.global_encoding.gps_time_type = laspy.header.GpsTimeType.STANDARD
    if code:
        header.vlrs.append(_geokeys(code))
    counts = np.zeros(256, np.int64)
    with open(path, "wb") as file:
        with laspy.open(file, "w", header=header, closefd=False, do_compress=path.suffix == ".laz") as writer:
            for found in blocks:
                check_cancelled(progress)
                writer.write_points(_record(found, header, day, classes))
                counts += np.bincount(found.truth, minlength=256)
        file.flush()
        os.fsync(file.fileno())
    return counts


def _record(found: Returns, header: laspy.LasHeader, day: date, classes: bool) -> laspy.ScaleAwarePointRecord:
    """Points in the order they were measured."""
    record = laspy.ScaleAwarePointRecord.zeros(len(found.x), header=header)
    order = np.argsort(found.time, kind="stable")
    for name, values in (
        ("X", np.floor(found.x * 1000 + 1e-6)),  # never on the next sheet's edge
        ("Y", np.floor(found.y * 1000 + 1e-6)),
        ("Z", np.rint(found.z * 1000)),
        ("return_number", found.number),
        ("number_of_returns", found.of),
        ("classification", _DELIVERED[found.truth] if classes else np.ones(len(found.x), np.uint8)),
        ("user_data", found.truth),
        ("scan_angle_rank", np.rint(found.angle)),
        ("point_source_id", found.strip + 1),
        ("intensity", found.intensity),
        # Adjusted standard GPS time (LAS 1.2, 2.4): seconds since 1980-01-06 minus a billion; 10 o'clock.
        ("gps_time", ((day - _GPS_EPOCH).days * 86400 + 3600) - 1e9 + found.time),
        ("red", found.colour[:, 0]),
        ("green", found.colour[:, 1]),
        ("blue", found.colour[:, 2]),
    ):
        record[name] = values[order].astype(record[name].dtype)
    return record


def _geokeys(code: int) -> laspy.VLR:
    """GeoTIFF keys (OGC 19-008): projected, in metres, by EPSG code; heights in metres of no stated datum."""
    keys = ((1024, 1), (1025, 1), (3072, code), (3076, 9001), (4099, 9001))
    data = struct.pack("<4H", 1, 1, 0, len(keys)) + b"".join(
        struct.pack("<4H", key, 0, 1, value) for key, value in keys
    )
    return laspy.VLR("LASF_Projection", 34735, "GeoTIFF keys", data)


def _into_zip(path: Path) -> Path:
    """``path`` in a zip of its own, below a folder with a Japanese name; returns the zip."""
    packed = path.with_suffix(".zip")
    entry = zipfile.ZipInfo(f"{JAPANESE_FOLDER}/{path.name}", (2023, 4, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    with (
        zipfile.ZipFile(packed, "w") as archive,
        open(path, "rb") as source,
        archive.open(entry, "w", force_zip64=True) as member,
    ):
        shutil.copyfileobj(source, member, 1 << 20)
    path.unlink()
    return packed


def _write_grid(path: Path, points: np.ndarray, swap: bool = False) -> None:
    """Lines of number, x, y, height, class (2); x is north where axes are ``swap``ped, as surveyors have them."""
    if swap:
        points = points[:, [1, 0, 2]]
    with open(path, "w", encoding="ascii", newline="\r\n") as file:
        for start in range(0, len(points), 20_000):
            part = points[start : start + 20_000]
            file.write("".join(f"{n},{a:.2f},{b:.2f},{h:.2f},2\n" for n, (a, b, h) in enumerate(part, start + 1)))


@contextlib.contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise unwritable(path, error) from error


def _put_in_place(scratch: Path, target: Path) -> None:
    """Move all files of ``scratch`` into ``target``, where those of an earlier run give way."""
    for old in _files_of(target / "truth.json"):
        (target / old).unlink(missing_ok=True)
    files = sorted(path for path in scratch.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda p: p.name == "truth.json"):  # the list of the files last
        place = target / path.relative_to(scratch)
        place.parent.mkdir(exist_ok=True)
        os.replace(path, place)


def _files_of(path: Path) -> list[str]:
    """Files an earlier truth.json names; only such as lie beside it, whatever it says."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        files = [tile["file"] for survey in told["surveys"].values() for tile in survey["tiles"]]
        files += [fault["file"] for fault in told["faults"]] + [told[key]["file"] for key in ("text", "capture")]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return [name for name in files if isinstance(name, str) and len(Path(name).parts) == 2 and ".." not in name]
