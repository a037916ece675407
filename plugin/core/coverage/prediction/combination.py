"""The signals of many sites in one picture: the strongest, who sends it, and how surely it is enough."""

from __future__ import annotations

import contextlib
import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from affine import Affine
from numba import njit
from rasterio.windows import Window

from ...checkpoint import checkpoint
from ...errors import InputError
from ...grid import Grid
from ...memory import require_memory
from ...raster import BLOCK_SIZE, Raster, RasterWriter, publish
from ...tasks import Part, Progress, Silent, check_cancelled, default_workers, run_ordered
from ...text import QT_TRANSLATE_NOOP
from ..landscape import Landscape
from ..layers import Layer, Room
from ..propagation.entry import entry_loss
from ..propagation.p2108 import terrestrial_sigma
from ..propagation.variability import combined_sigma, location_sigma, probability
from ..sites import Site
from ..tags import CARRIER_TAG, QUANTITY_TAG, THRESHOLD_TAG
from .prediction import Box, Settings, is_long, predict_sites, settled, site_folder
from .site_files import described, file_names

if TYPE_CHECKING:
    from ...cluster import Cluster

OUTPUTS = ("SIGNAL", "PROBABILITY", "MARGIN", "BEST_SERVER")
QUANTITIES = ("power", "field")

CERTAIN = 0.9
"""Probability asked for at the edge of coverage (FCC Broadband Data Collection)."""

NO_SERVER, SERVER_NODATA = 0, 65535
"""BEST_SERVER where no site's signal is enough, and where nothing is predicted."""

SERVERS_TAG = "SORANOME_SERVERS"
"""The tag of BEST_SERVER with its legend: a JSON list of [number, id, name, carrier, colour]."""

_BLOCK = BLOCK_SIZE // 4
_BYTES_PER_CELL = 40  # of a block: layers, results, and what making them takes
_BYTES_PER_CARRIER = 6

_FIELD_STRENGTH_DB = 77.21
"""E (dBµV/m) = P (dBm, isotropic receiver) + 20 log f (MHz) + 77.21. So says Rec. ITU-R P.1812's field strength of 1 kW
e.r.p. (62.15 dBm e.i.r.p.), 199.36 + 20 log f (GHz) − L."""

# Paul Tol's scheme "muted" (SRON/EPS/TN/09-002): told apart by the colour-blind, too.
_COLOURS = ("#332288", "#88ccee", "#44aa99", "#117733", "#999933", "#ddcc77", "#cc6677", "#882255", "#aa4499")


@dataclass(frozen=True)
class Combined:
    """What a run found on the land of the extent; shares are None where there is nothing they could be a share of."""

    covered_share: float | None
    """Of predicted land: where the median signal is enough."""
    certain_share: float | None
    """Of predicted land: where the signal is enough with a probability of CERTAIN or more."""
    predicted_share: float | None
    """Of land with known terrain: within reach of a site. The rest holds no prediction."""
    unknown_share: float
    """Of all cells but the sea: terrain not known."""
    kept_sites: int
    """Sites whose rasters were there from an earlier run."""
    stale_files: tuple[str, ...]
    """Rasters of sites in the folder that are not of this run."""
    carrier_files: tuple[Path, ...]
    """Signals, then probabilities, of the carriers."""


def predict(
    landscape: Landscape,
    sites: Sequence[Site],
    settings: Settings,
    outputs: Mapping[str, str],
    threshold_dbm: float = -100.0,
    extent: Box | None = None,
    folder: str | os.PathLike | None = None,
    per_site: bool = False,
    per_carrier: bool = False,
    quantity: str = "power",
    model_error_db: float | Sequence[float] = 0.0,
    progress: Progress = Silent(),  # noqa: B008 - it has no state
    cluster: Cluster | None = None,
    workers: int | None = None,
) -> Combined:
    """Predict ``sites`` and write what ``outputs`` (names of OUTPUTS → paths) asks for, on the cells of ``extent``.

    SIGNAL is the power of the strongest site (dBm), or its field strength (dBµV/m) where ``quantity`` is ``field``. MARGIN
    (dB) is that power above ``threshold_dbm``. PROBABILITY (0–1) is how likely it is enough at a place in the cell: that of
    the one strongest site, no others are added; it spreads with location, entry and, where given, the model's own error
    (one for all, or one for each of ``sites``). BEST_SERVER (uint16) is that site's number in ``sites`` from 1; 0 where it
    is not enough, 65535 where nothing is predicted. What lies beyond reach of all sites, or where terrain is unknown, holds
    no prediction (NaN).

    ``folder`` takes a raster of each site (``per_site``), and of each carrier's strongest signal and how likely it is enough
    (``per_carrier``). What is finished is kept for the next run: with ``per_site`` in the folder, else, where the run is
    long, in a checkpoint beside the first output. Raises :class:`InputError` for what needs more memory than there is,
    :class:`OutputError` where results cannot be written.
    """
    _require_countable(sites)
    settings = settled(settings, landscape)
    frame = _frame(landscape.grid, extent)
    grid = landscape.grid.crop(frame)
    carriers = sorted({site.carrier for site in sites}) if per_carrier else []
    needed = _BYTES_PER_CELL + _BYTES_PER_CARRIER * len(carriers)
    at_once = (workers or default_workers()) + 1
    require_memory(needed * min(grid.width * grid.height, at_once * _BLOCK**2), grid.width, grid.height)
    beside = Path(next(iter(outputs.values()), "") or Path(folder) / "coverage.json")
    with contextlib.ExitStack() as stack:
        room = stack.enter_context(Room(beside, shared=cluster is not None))
        landscape = landscape.kept_in(room)
        if cluster is not None:
            cluster.require_shared(beside.parent, landscape.files)
            if per_site:
                cluster.require_shared(Path(folder), ())
        store = stack.enter_context(site_folder(folder, landscape, sites, settings)) if per_site else None
        tags = {
            "SIGNAL": {QUANTITY_TAG: quantity},
            "PROBABILITY": {QUANTITY_TAG: "probability", THRESHOLD_TAG: f"{threshold_dbm:g}"},
        }
        writers = {
            name: stack.enter_context(_writer(name, path, grid, sites, tags.get(name)))
            for name, path in outputs.items()
        }
        carrier_files: dict[tuple[str, str], Path] = {}
        for kind, told in (("carrier", {QUANTITY_TAG: "power"}), ("probability", tags["PROBABILITY"])):
            for carrier, file in file_names(kind, carriers).items():
                path = carrier_files[kind, carrier] = Path(folder) / file
                whose = {CARRIER_TAG: carrier, **told}
                writers[path] = stack.enter_context(RasterWriter(path, grid, "float32", nodata=math.nan, tags=whose))
        layers = _Layers(frame, carriers, room)
        step = None
        if store is None and (cluster is not None or is_long(landscape, sites, settings, beside)):
            key = landscape.digest, settings, [described(site) for site in sites]
            step = stack.enter_context(checkpoint(beside, (), key, progress)).step("masts")
        signals = predict_sites(landscape, sites, settings, Part(progress, 0, 0.9), store, workers, cluster, step)
        for number, (site, window, signal) in enumerate(signals, 1):
            layers.lay(number, site.carrier, window, signal)
        count = np.zeros(5, np.int64)
        spreads = _spreads_db(sites, settings, landscape.cell_m, model_error_db)
        offset = np.array([0.0, *(_offset_db(site, settings, quantity) for site in sites)])

        def combined(block: Window) -> tuple[Window, dict, np.ndarray]:
            inside = block.toslices()
            ground = landscape.crop(
                Window(frame.col_off + block.col_off, frame.row_off + block.row_off, block.width, block.height)
            )
            sea = ground.sea.astype(np.uint8)
            server = layers.server[inside]
            made = _results(layers.best[inside], server, threshold_dbm, spreads[sea, server], offset[server])
            counts = _counts(ground, made)
            for carrier in carriers:
                best, server = (layer[inside] for layer in layers.of_carrier[carrier])
                made["carrier", carrier] = best
                made["probability", carrier] = probability(best, threshold_dbm, spreads[sea, server])
            return block, made, counts

        written = {
            **{name: writers[name] for name in outputs},
            **{key: writers[path] for key, path in carrier_files.items()},
        }
        blocks, total = grid.blocks(_BLOCK), grid.block_count(_BLOCK)
        for block, made, counts in run_ordered(combined, blocks, Part(progress, 0.9, 0.95), total, workers):
            for key, writer in written.items():
                writer.write(made[key], block)
            count += counts
        check_cancelled(progress)
        publish(*writers.values())
        stale = store.finish(_receiver(settings, threshold_dbm)) if store is not None else []
    progress.report(1)
    dry, known, predicted, covered, certain = count.tolist()
    return Combined(
        covered / predicted if predicted else None,
        certain / predicted if predicted else None,
        predicted / known if known else None,
        1 - known / max(1, dry),
        len(store.kept) if store is not None else 0,
        tuple(stale),
        tuple(carrier_files.values()),
    )


class _Layers:
    """The strongest signal so far (dBm) and the number of its site, 0 for none, in the cells of ``frame``; and the strongest
    of each carrier with its site.
    """

    def __init__(self, frame: Window, carriers: Sequence[str], room: Room):
        shape = int(frame.height), int(frame.width)

        def pair():
            best, server = room(shape, np.float32), room(shape, np.uint16)
            for window in Grid(None, Affine.identity(), shape[1], shape[0]).blocks(BLOCK_SIZE):
                best[window.toslices()] = np.float32(np.nan)
            return best, server

        self._frame = frame
        self.best, self.server = pair()
        self.of_carrier = {carrier: pair() for carrier in carriers}

    def lay(self, number: int, carrier: str, window: Window, signal: np.ndarray) -> None:
        place = int(window.row_off - self._frame.row_off), int(window.col_off - self._frame.col_off)
        _lay(self.best, self.server, signal, *place, number)
        if carrier in self.of_carrier:
            _lay(*self.of_carrier[carrier], signal, *place, number)


def _lay(best: np.ndarray | Layer, server: np.ndarray | Layer, signal: np.ndarray, row: int, column: int, number: int):
    if not isinstance(best, Layer) and not isinstance(server, Layer):
        _keep_strongest(best, server, signal, row, column, number)
        return
    top, left = max(0, row), max(0, column)
    part = (
        slice(top, min(row + signal.shape[0], best.shape[0])),
        slice(left, min(column + signal.shape[1], best.shape[1])),
    )
    if part[0].stop <= top or part[1].stop <= left:
        return
    here = np.ascontiguousarray(best[part]), np.ascontiguousarray(server[part])
    _keep_strongest(*here, signal, row - top, column - left, number)
    best[part], server[part] = here


def _counts(ground: Landscape, made: Mapping[str, np.ndarray]) -> np.ndarray:
    """Cells of a block that are no sea; of these, with known terrain; of these, predicted, covered, covered for certain."""
    dry = ~ground.sea
    land = dry & np.isfinite(ground.height_m)
    with np.errstate(invalid="ignore"):
        parts = np.isfinite(made["MARGIN"]), made["MARGIN"] >= 0, made["PROBABILITY"] >= CERTAIN
    return np.array([dry.sum(), land.sum(), *((land & part).sum() for part in parts)])


def _require_countable(sites: Sequence[Site]) -> None:
    if len(sites) >= SERVER_NODATA:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{count} sites are more than BEST_SERVER can tell apart ({most}). Take fewer at once."
            ),
            count=len(sites),
            most=SERVER_NODATA - 1,
        )


def _frame(grid: Grid, extent: Box | None) -> Window:
    """Cells of ``grid`` that ``extent`` touches."""
    if extent is None:
        return Window(0, 0, grid.width, grid.height)
    hair = 1e-6
    west, north = ~grid.transform * (extent[0], extent[3])
    east, south = ~grid.transform * (extent[2], extent[1])
    left, top = max(0, math.floor(west + hair)), max(0, math.floor(north + hair))
    right, bottom = min(grid.width, math.ceil(east - hair)), min(grid.height, math.ceil(south - hair))
    if right <= left or bottom <= top:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "The chosen extent does not meet the DTM. Choose an extent inside it, in the same region."
            )
        )
    return Window(left, top, right - left, bottom - top)


def _writer(name: str, path: str, grid: Grid, sites: Sequence[Site], tags: Mapping[str, str] | None) -> RasterWriter:
    if name != "BEST_SERVER":
        return RasterWriter(path, grid, "float32", nodata=math.nan, tags=tags)
    colours = colours_of([(site.x, site.y) for site in sites])
    legend = [
        [number, site.id, site.name, site.carrier, colour]
        for number, (site, colour) in enumerate(zip(sites, colours, strict=True), 1)
    ]
    tags = {SERVERS_TAG: json.dumps(legend, ensure_ascii=False)}
    return RasterWriter(path, grid, "uint16", nodata=SERVER_NODATA, tags=tags)


def _results(signal, server, threshold_dbm, spread, offset) -> dict[str, np.ndarray]:
    """Blocks of all outputs from the strongest signal and the number of its site."""
    margin = signal - np.float32(threshold_dbm)
    with np.errstate(invalid="ignore"):
        enough = margin >= 0
    number = np.where(enough, server, NO_SERVER).astype(np.uint16)
    number[np.isnan(signal)] = SERVER_NODATA
    return {
        "SIGNAL": (signal + offset).astype(np.float32),
        "MARGIN": margin,
        "PROBABILITY": probability(margin, 0.0, spread),
        "BEST_SERVER": number,
    }


def _spreads_db(
    sites: Sequence[Site], settings: Settings, cell_m: float, model_error_db: float | Sequence[float]
) -> np.ndarray:
    """Standard deviation of each site's signal within a cell, dB: on land and at sea, (2, sites + 1); index 0 is no site.

    At sea there is nothing that makes places differ (P.1812, section 4.8).
    """
    spreads = np.full((2, len(sites) + 1), np.nan)
    errors_db = np.broadcast_to(model_error_db, len(sites)).tolist()
    for number, (site, error_db) in enumerate(zip(sites, errors_db, strict=True), 1):
        frequency_ghz = site.frequency_mhz / 1000
        entry = entry_loss(settings.place, site.frequency_mhz, settings.building).sigma_db
        places = location_sigma(frequency_ghz, cell_m, settings.receiver_height_m)
        clutter = terrestrial_sigma(frequency_ghz, 2.0) if settings.clutter == "p2108" else 0.0
        spreads[0, number] = combined_sigma(places, clutter, entry, error_db)
        spreads[1, number] = combined_sigma(entry, error_db)
    return spreads


def _offset_db(site: Site, settings: Settings, quantity: str) -> float:
    """What is to be added to a site's power (dBm) for what is shown."""
    if quantity == "power":
        return 0.0
    receiver = settings.receiver_gain_dbi - settings.body_loss_db  # no part of the field
    return _FIELD_STRENGTH_DB + 20 * math.log10(site.frequency_mhz) - receiver


def _receiver(settings: Settings, threshold_dbm: float) -> dict:
    kept = asdict(settings)
    names = ("receiver_height_m", "receiver_gain_dbi", "body_loss_db", "place")
    return {**{name.removeprefix("receiver_"): kept[name] for name in names}, "threshold_dbm": threshold_dbm}


def colours_of(places: Sequence[tuple[float, float]]) -> list[str]:
    """A colour for each place, so that places with the same one lie far apart."""
    nearest = np.full((len(places), len(_COLOURS)), np.inf)  # of each place to the nearest one with each colour
    points = np.array(places, float).reshape(-1, 2)
    chosen = []
    for number, point in enumerate(points):
        colour = int(np.argmax(nearest[number]))
        chosen.append(_COLOURS[colour])
        np.minimum(nearest[:, colour], np.hypot(*(points - point).T), out=nearest[:, colour])
    return chosen


def servers_in(path: str) -> list[tuple[int, str, str]]:
    """(number, name, colour) of the sites that are the best server of a cell of a BEST_SERVER raster."""
    with Raster(path) as raster:
        legend = json.loads(raster.tags.get(SERVERS_TAG, "[]"))
        cells = np.zeros(SERVER_NODATA + 1, np.int64)
        for block in raster.grid.blocks(BLOCK_SIZE):
            cells += np.bincount(raster.read(block, [1]).ravel(), minlength=SERVER_NODATA + 1)
    return [
        (number, f"{name} ({carrier})" if carrier else name, colour)
        for number, _, name, carrier, colour in legend
        if cells[number]
    ]


@njit(cache=True, nogil=True)
def _keep_strongest(best, server, signal, row, column, number):
    """Lay ``signal``, corner at ``row``, ``column``, over ``best``; the first of equals stays."""
    for i in range(max(0, -row), min(signal.shape[0], best.shape[0] - row)):
        for j in range(max(0, -column), min(signal.shape[1], best.shape[1] - column)):
            value = signal[i, j]
            if value > best[row + i, column + j] or (math.isnan(best[row + i, column + j]) and not math.isnan(value)):
                best[row + i, column + j] = value
                server[row + i, column + j] = number
