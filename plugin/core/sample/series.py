"""Two years of optical images of the made scene: seasons, ploughing, clouds, and the events from their onset on.

The pair's two images are among them, unchanged. The others lie up to 0.1 pixels off BEFORE; AFTER keeps its shift.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from ..grid import Grid
from ..raster import RasterWriter, publish
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from . import clouds, noise, optical
from .events import EARTHWORKS, Event, apply_events
from .landcover import Cover, Land
from .places import PLACES, lay_out
from .scene import DATES, FINE_M, Scene
from .seasons import make_calendar, spectra_of, sun_at

# About every month, on days of the satellite's five-day cycle; fewer in the rains of June and July.
_FROM_BEFORE = (
    -490, -460, -430, -400, -385, -350, -295, -275, -250, -215, -185, -150, -120, -90, -65, -35, 0, 40, 70, 95, 120, 160,
    190, 220, 240,
)  # fmt: skip
SERIES_DATES = tuple(DATES[0] + timedelta(days=days) for days in _FROM_BEFORE)
LARGEST_SHIFT = 0.1
CLOUD_SHARES = 0.02, 0.35
_MISTAKEN = 0.7  # of the dates on which soil that is taken for cloud is taken for cloud


@dataclass(frozen=True)
class SeriesImage:
    """One date: ``image`` (6, h, w) uint16 and ``mask`` (h, w; SCL) as in :class:`Scene`, ``shift`` (dx, dy) pixels."""

    day: date
    image: np.ndarray
    mask: np.ndarray
    shift: tuple[float, float]


def take_series(scene: Scene, progress: Progress = Silent()) -> Iterator[SeriesImage]:  # noqa: B008
    """The images of ``scene`` on :data:`SERIES_DATES`, one by one; the same for the same scene."""
    rng = noise.generators(scene.summary["seed"])
    terrain, land, events = lay_out(rng, PLACES[scene.summary["place"]], scene.dtm_grid, DATES, progress)
    texture = optical.make_texture(rng["texture"], land.before.shape, FINE_M, progress)
    check_cancelled(progress)
    draw = rng["series"]
    calendar = make_calendar(draw, _crops(land, events, scene.dtm_grid), tuple(range(2022, 2026)))
    works = [event for event in events if event.kind in EARTHWORKS]
    mistaken = [works[i] for i in draw.permutation(len(works))[: max(1, len(works) // 16)]]
    for number, day in enumerate(SERIES_DATES):
        check_cancelled(progress)
        progress.report(
            number / len(SERIES_DATES),
            Message(QT_TRANSLATE_NOOP("SoraNoMe", "Taking the optical image of {date}"), {"date": day.isoformat()}),
        )
        # Each date draws for itself, so that those of the pair can be left out.
        (own,) = draw.spawn(1)
        if day in DATES:
            k = DATES.index(day)
            yield SeriesImage(day, (scene.before, scene.after)[k], (scene.mask_before, scene.mask_after)[k],
                              ((0.0, 0.0), scene.shift)[k])  # fmt: skip
            continue
        yield _take(own, day, terrain.ground, land, calendar.on(day), events, mistaken, texture, progress)
    progress.report(1)


def write_series(scene: Scene, folder: Path, progress: Progress = Silent()) -> dict[str, Path]:  # noqa: B008
    """Write the series into ``folder``/optical as S2_YYYYMMDD.tif with SCL_YYYYMMDD.tif; paths by these names."""
    folder = Path(folder) / "optical"
    folder.mkdir(parents=True, exist_ok=True)
    paths = {}
    for taken in take_series(scene, progress):
        for name, data, bands in (("S2", taken.image, list(optical.BANDS)), ("SCL", taken.mask, ["SCL"])):
            key = f"{name}_{taken.day:%Y%m%d}"
            paths[key] = folder / f"{key}.tif"
            with RasterWriter(paths[key], scene.grid, data.dtype, len(bands), 0, bands) as writer:
                writer.write(data)
                publish(writer)
    return paths


def _crops(land: Land, events: list[Event], fine: Grid) -> np.ndarray:
    """What stands on each field on the days of the pair; fields of the event "ploughed" are bare on the second."""
    crops = land.crops.copy()
    for event in events:
        if event.kind == "ploughed":
            column, row = ~fine.transform * event.shape.centroid.coords[0]
            number = land.parcel[int(row), int(column)]
            if number:
                crops[number - 1, 1] = Cover.TILLED
    return crops


def _take(rng, day, ground, land: Land, crops, events, mistaken, texture, progress) -> SeriesImage:
    begun = [event for event in events if event.onset <= day and event.kind != "ploughed"]
    cover = np.where(land.parcel > 0, np.concatenate([[0], crops]).astype(np.uint8)[land.parcel], land.before)
    tone, change = apply_events(begun, cover, land.tone)
    check_cancelled(progress)
    spectra, passed = spectra_of(day)
    sun = sun_at(day)
    # A few dates are hazy.
    haze = np.array([0.010, 0.006, 0.004, 0.003, 0.001, 0.001]) * (rng.uniform(-0.2, 0.8) + rng.exponential(0.3))
    gain = 1 + rng.normal(0, 0.015) + rng.normal(0, 0.01, len(optical.BANDS))
    shift = tuple(float(s) for s in rng.uniform(-LARGEST_SHIFT, LARGEST_SHIFT, 2))
    share = float(np.exp(rng.uniform(*np.log(CLOUD_SHARES))))
    taken = optical.Acquisition(
        day, *sun, passed, rng.uniform(-0.5, 0.5), tuple(gain), tuple(haze), shift, share, spectra
    )
    drift = noise.field(rng, cover.shape, FINE_M, 250.0, 15.0)
    check_cancelled(progress)
    image = optical.render(cover, tone, ground + change, texture, taken, drift, progress)
    check_cancelled(progress)
    cloud, shadow = clouds.make_clouds(rng, image.shape[1:], share, *sun)
    image = optical.add_sky_and_noise(rng, image, cloud, shadow)
    mask = clouds.classify(rng, image, cloud, shadow)
    for event in mistaken:
        if event.onset <= day and rng.random() < _MISTAKEN:
            clouds.mistake_for_cloud(mask, image, event.window)
    return SeriesImage(day, image, mask, shift)
