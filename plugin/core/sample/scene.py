"""The made scene: a small piece of Tama with known truth. Users learn on it, tests measure by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from ..errors import InputError
from ..grid import Grid
from ..raster import RasterWriter, publish
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from . import clouds, noise, optical, radio, sar
from .events import EARTHWORKS, Event, apply_events, make_events
from .features import FeatureTable, Sky, make_tables
from .landcover import Land, map_of
from .places import PLACES
from .terrain import Terrain

EPSG = 6677
FINE_M = 2.0
DATES = date(2024, 5, 18), date(2024, 10, 25)  # either side of 2024-07-31, when Tokyo's zones came into force
SUN = (66.0, 128.0), (40.0, 163.0)  # elevation and azimuth at about 10:40 local time
CLOUD_SHARE = 0.04, 0.08
WHITE_M, CORRELATED_M, STEEP_M = 0.05, 0.08, 0.10
"""Height errors of one DTM date: white, correlated over tens of metres, and added on steep forested ground at 45°."""


@dataclass
class Scene:
    """Everything in memory. Images are (6, h, w) uint16 in the order of ``optical.BANDS``, 0 nodata.

    ``shift`` (dx, dy): pixels by which ``after`` lies right and down of ``before``. ``sar`` (date, VV/VH, h, w) linear
    gamma nought. DTMs in m on ``dtm_grid``, NaN at sea; ``ground_change`` is their difference without errors; ``dsm`` is
    ``dtm_before`` with what stands on it.
    """

    grid: Grid
    dates: tuple[date, date]
    before: np.ndarray
    after: np.ndarray
    mask_before: np.ndarray
    mask_after: np.ndarray
    shift: tuple[float, float]
    sar: np.ndarray
    sar_dates: tuple[date, ...]
    sar_looks: float
    dtm_grid: Grid
    dtm_before: np.ndarray
    dtm_after: np.ndarray
    ground_change: np.ndarray
    dsm: np.ndarray
    landcover: np.ndarray
    tables: dict[str, FeatureTable]
    summary: dict = field(default_factory=dict)

    @property
    def truth(self) -> FeatureTable:
        return self.tables["truth"]


def make_scene(
    size_km: float,
    seed: int,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    place: str = "tama",
) -> Scene:
    """A scene of about ``size_km`` × ``size_km`` in a ``place`` of PLACES; the same for the same size, seed and place.

    An island takes some third of its scene; the sea around it reaches the edges. Raises :class:`InputError` where the
    scene has no room for it.
    """
    where = PLACES[place]
    if size_km < where.smallest_km:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "A sample of {size} km has no room for an island with a harbour. Choose {least} km or more."
            ),
            size=size_km,
            least=where.smallest_km,
        )
    cells = 2 * max(50, round(size_km * 50))  # even, as the masks are made at 20 m
    crs = CRS.from_epsg(EPSG)
    grid = Grid(crs, Affine(10, 0, where.west_m, 0, -10, where.north_m), cells, cells)
    fine = Grid(crs, Affine(FINE_M, 0, where.west_m, 0, -FINE_M, where.north_m), 5 * cells, 5 * cells)
    rng = noise.generators(seed)

    _step(progress, 0.0, QT_TRANSLATE_NOOP("SoraNoMe", "Raising mountains and letting streams cut them"))
    terrain = where.make_terrain(rng["terrain"], fine, progress)
    _step(progress, 0.3, QT_TRANSLATE_NOOP("SoraNoMe", "Planting forest and building the town"))
    land = where.make_land(rng["landcover"], terrain, progress)
    _step(progress, 0.4, QT_TRANSLATE_NOOP("SoraNoMe", "Moving earth"))
    events = make_events(rng["events"], terrain, land, DATES, progress)
    tone, change = apply_events(events, land.after, land.tone)
    _step(progress, 0.5, QT_TRANSLATE_NOOP("SoraNoMe", "Taking two optical images"))
    pair, masks, skies, shift = _take_pair(rng, terrain, land, events, tone, change, progress)
    _step(progress, 0.75, QT_TRANSLATE_NOOP("SoraNoMe", "Taking twelve SAR images"))
    stack = sar.make_stack(rng["sar"], terrain, (land.before, land.after), events, DATES, progress)
    _step(progress, 0.85, QT_TRANSLATE_NOOP("SoraNoMe", "Surveying the ground twice"))
    error = _height_error_scale(terrain, land)
    dtm_before = terrain.survey_void(_survey(rng["dtm"], terrain.ground, error))
    check_cancelled(progress)
    dtm_after = terrain.survey_void(_survey(rng["dtm"], terrain.ground + change, error))
    _step(progress, 0.95, QT_TRANSLATE_NOOP("SoraNoMe", "Drawing zones, permits and registers"))
    tables = make_tables(rng["features"], grid, where, terrain, land, events, skies)
    tables |= radio.make_tables(rng["radio"], grid, land, tables["municipalities"])
    tables["roads"].rows += radio.ferries(grid, land)
    dsm = dtm_before + radio.make_clutter(rng["radio"], fine, land)
    progress.report(1.0)
    return Scene(
        grid=grid, dates=DATES, before=pair[0], after=pair[1], mask_before=masks[0], mask_after=masks[1], shift=shift,
        sar=stack, sar_dates=sar.DATES, sar_looks=sar.LOOKS, dtm_grid=fine, dtm_before=dtm_before, dtm_after=dtm_after,
        ground_change=change, dsm=dsm, landcover=map_of(land.before), tables=tables,
        summary=_summary(seed, place, events, skies, shift, terrain),
    )  # fmt: skip


def write_rasters(scene: Scene, folder: Path, progress: Progress = Silent()) -> dict[str, Path]:  # noqa: B008
    """Write the scene's rasters below ``folder``; their paths by name, such as ``optical_before`` or ``sar_20240331_VV``."""
    folder = Path(folder)
    (folder / "sar").mkdir(parents=True, exist_ok=True)
    names = list(optical.BANDS)
    jobs = {
        "optical_before": ("optical_before.tif", scene.grid, scene.before, 0, names),
        "optical_after": ("optical_after.tif", scene.grid, scene.after, 0, names),
        "mask_before": ("mask_before.tif", scene.grid, scene.mask_before, 0, ["SCL"]),
        "mask_after": ("mask_after.tif", scene.grid, scene.mask_after, 0, ["SCL"]),
        "dtm_before": ("dtm_before.tif", scene.dtm_grid, scene.dtm_before, np.nan, ["height_m"]),
        "dtm_after": ("dtm_after.tif", scene.dtm_grid, scene.dtm_after, np.nan, ["height_m"]),
        "dsm": ("dsm.tif", scene.dtm_grid, scene.dsm, np.nan, ["height_m"]),
        "landcover": ("landcover.tif", scene.grid, scene.landcover, 0, ["landcover"]),
    }
    for day, images in zip(scene.sar_dates, scene.sar, strict=True):
        for polarisation, image in zip(sar.POLARISATIONS, images, strict=True):
            key = f"{day:%Y%m%d}_{polarisation}"
            jobs[f"sar_{key}"] = (f"sar/S1_{key}.tif", scene.grid, image, np.nan, [f"gamma0_{polarisation}"])
    paths = {}
    for done, (key, (name, grid, data, nodata, bands)) in enumerate(jobs.items()):
        check_cancelled(progress)
        paths[key] = folder / name
        with RasterWriter(paths[key], grid, data.dtype, len(bands), nodata, bands) as writer:
            writer.write(data)
            publish(writer)
        progress.report((done + 1) / len(jobs))
    return paths


def _step(progress: Progress, fraction: float, text: str) -> None:
    check_cancelled(progress)
    progress.report(fraction, Message(text))


def _take_pair(rng, terrain: Terrain, land: Land, events: list[Event], tone: np.ndarray, change: np.ndarray, progress):
    """Images, SCL masks and skies of both dates, and the shift between them."""
    texture = optical.make_texture(rng["texture"], land.before.shape, FINE_M, progress)
    draw = rng["optical_after"]
    shift = tuple(float(s) for s in draw.uniform(0.15, 0.4, 2) * draw.choice([-1, 1], 2))
    pair, masks, skies = [], [], []
    for when, cover, tones, ground, moved in (
        (0, land.before, land.tone, terrain.ground, (0.0, 0.0)),
        (1, land.after, tone, terrain.ground + change, shift),
    ):
        check_cancelled(progress)
        draw = rng[("optical_before", "optical_after")[when]]
        taken = _acquisition(draw, when, moved)
        drift = noise.field(draw, cover.shape, FINE_M, 250.0, 15.0)
        image = optical.render(cover, tones, ground, texture, taken, drift, progress)
        check_cancelled(progress)
        over = _clouded_places(draw, events, terrain.grid) if when else None
        sky = Sky(*clouds.make_clouds(draw, image.shape[1:], taken.cloud_share, *SUN[when], over))
        image = optical.add_sky_and_noise(draw, image, sky.cloud, sky.shadow)
        mask = clouds.classify(draw, image, sky.cloud, sky.shadow)
        if when:
            _mistake_soil_for_cloud(draw, mask, image, events)
        sky.mask = mask
        pair.append(image)
        masks.append(mask)
        skies.append(sky)
    return pair, masks, skies, shift


def _acquisition(rng: np.random.Generator, when: int, shift: tuple[float, float]) -> optical.Acquisition:
    haze = np.array([0.010, 0.006, 0.004, 0.003, 0.001, 0.001]) * rng.uniform(-0.2, 0.8)
    gain = 1 + rng.normal(0, 0.015) + rng.normal(0, 0.01, len(optical.BANDS))
    return optical.Acquisition(
        DATES[when], *SUN[when], float(when), rng.uniform(-0.5, 0.5), tuple(gain), tuple(haze), shift, CLOUD_SHARE[when]
    )


def _clouded_places(rng: np.random.Generator, events: list[Event], fine: Grid) -> np.ndarray:
    """Places (row, column at 10 m) beside some fills, so that a few lie partly or wholly under cloud."""
    fills = [event for event in events if event.kind == "fill"]
    chosen = rng.permutation(len(fills))[: max(1, round(0.03 * len(fills)))]
    centres = np.array([fills[i].shape.centroid.coords[0] for i in chosen])
    return (centres - [fine.transform.c, fine.transform.f])[:, ::-1] * [-0.1, 0.1] + rng.normal(0, 5, centres.shape)


def _mistake_soil_for_cloud(rng: np.random.Generator, mask: np.ndarray, image: np.ndarray, events: list[Event]) -> None:
    """Flag a few fresh bright works as cloud, as real masks do; in place."""
    works = [event for event in events if event.kind in EARTHWORKS]
    brightness = []
    for event in works:
        rows, columns = (slice(s.start // 5, -(-s.stop // 5)) for s in event.window)
        brightness.append(image[0, rows, columns].mean())
    brightest = np.argsort(brightness)[-max(2, len(works) // 6) :]
    for i in rng.permutation(brightest)[: max(1, len(works) // 16)]:
        clouds.mistake_for_cloud(mask, image, works[i].window)


def _height_error_scale(terrain: Terrain, land: Land) -> np.ndarray:
    """White height error, m, on the 2 m grid: more where lidar must find steep ground through trees."""
    forest = map_of(land.before) <= 2
    sigma = np.hypot(WHITE_M, STEEP_M * (terrain.slope / 45) ** 2 * forest).astype(np.float32)
    return np.repeat(np.repeat(sigma, 5, 0), 5, 1)


def _survey(rng: np.random.Generator, ground: np.ndarray, white_m: np.ndarray) -> np.ndarray:
    heights = noise.field(rng, ground.shape, FINE_M, 60.0, 15.0)
    heights *= np.float32(CORRELATED_M)
    heights += rng.standard_normal(ground.shape, dtype=np.float32) * white_m
    heights += ground
    return heights


def _summary(
    seed: int, place: str, events: list[Event], skies: list, shift: tuple[float, float], terrain: Terrain
) -> dict:
    counts: dict[str, int] = {}
    for event in events:
        key = f"{event.kind}_permitted" if event.permitted else event.kind
        counts[key] = counts.get(key, 0) + 1
    return {
        "seed": seed,
        "place": place,
        "height_datum": PLACES[place].height_datum,
        "counts": counts,
        "shift": shift,
        "looks": sar.LOOKS,
        "sigma_m": {"white": WHITE_M, "correlated": CORRELATED_M, "steep_forest_45deg": STEEP_M},
        "cloud_share_before": float((skies[0].cloud > 0.1).mean()),
        "cloud_share_after": float((skies[1].cloud > 0.1).mean()),
        "height_range_m": (float(terrain.ground.min()), float(terrain.ground.max())),
    }
