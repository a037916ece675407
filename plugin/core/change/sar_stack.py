"""A stack of SAR images of one orbit and one grid: which file is which date and polarisation, and in what unit."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rasterio.windows import Window

from ..dates import dates_of
from ..errors import InputError
from ..grid import Grid, crs_name
from ..raster import Raster
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from .open_files import allow_open_files

SCALES = ("auto", "power", "db")
POLARISATIONS = ("VV", "VH", "HH", "HV")
UNNAMED = "-"
"""The polarisation of single bands that do not say which they are."""

MOST_DATES = 253  # FIRST_CHANGE counts intervals in 8 bits, and 255 is no data
_SAMPLE = 256  # cells, edge of the windows that the unit is told from
_MOST_POWER = 100.0  # median backscatter of 20 dB: no scene is so bright, digital numbers are
_ODD_SHARE = 0.01  # of cells below zero in an image of power, as the subtraction of noise leaves
_TRACE = 0.001  # of cells that no power can be; more is told
_PASS_HOURS = 3  # ascending and descending passes of a sun-synchronous satellite lie about twelve hours apart

# Names of tags with everything but letters and digits left out.
_PASS_TAGS = ("orbitdirection", "orbitpropertiespass", "orbitpass", "pass", "passdirection", "satorbitstate",
              "orbitstate", "flightdirection", "orbit")  # fmt: skip
_TRACK_TAGS = ("relativeorbit", "relativeorbitnumber", "relorbit", "satrelativeorbit", "track", "tracknumber")
_PASSES = {"a": "ascending", "asc": "ascending", "ascending": "ascending",
           "d": "descending", "desc": "descending", "dsc": "descending", "descending": "descending"}  # fmt: skip
_MOST_TRACK = 175  # of Sentinel-1
_FIRST_ORBITS = {"A": 73, "B": 27, "C": 172}  # Sentinel-1: relative = (absolute − this) mod 175 + 1


@dataclass(frozen=True)
class StackFiles:
    """What the user names: files (one per date and polarisation, or one per date with a band per polarisation), dates
    in their order where the names do not hold them, polarisations (empty: all found), and the unit."""

    paths: tuple[str, ...]
    dates: str = ""
    polarisations: str = ""
    scale: str = "auto"


def chosen(files: StackFiles, period: str) -> StackFiles:
    """The files of the dates in ``period``: dates separated by commas, or a first and a last with a slash between them
    (2022-10-01/2022-12-31)."""
    dates = _dates(files)
    first, slash, last = period.partition("/")
    if slash:
        start, stop = dates_of(["", ""], f"{first} {last}")
        keep = [start <= day <= stop for day in dates]
    else:
        words = [word for word in re.split(r"[,;\s]+", period.strip()) if word]
        wanted = set(dates_of([""] * len(words), period))
        keep = [day in wanted for day in dates]
    if len({day for day, kept in zip(dates, keep) if kept}) < 2:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Fewer than two dates of the stack lie in {period}. Give the dates without change as 2022-10-01/2022-12-31, "
                "or one by one.",
            ),
            period=period,
        )
    return replace(
        files,
        paths=tuple(path for path, kept in zip(files.paths, keep) if kept),
        dates=", ".join(day for day, kept in zip(dates, keep) if kept),
    )


@dataclass(frozen=True)
class Unusable:
    """A file with more than a trace of cells (``share`` of those that are not declared no data) that no power can be: zero,
    negative or infinite. They are read as not seen."""

    name: str
    share: float


@dataclass(frozen=True)
class _Layer:
    """One band of one file."""

    raster: Raster
    band: int


@dataclass(frozen=True)
class SarSource:
    """Opens a stack again, as it was found to be: its grid and its unit."""

    files: StackFiles
    grid: Grid
    scale: str

    def __call__(self) -> SarStack:
        allow_open_files()
        return SarStack(self.files, grid=self.grid, scale=self.scale)


class SarStack:
    """The stack opened; use it with ``with``. Raises :class:`InputError` for what does not fit together.

    ``dates``: ISO, ascending. ``polarisations``: their names. ``grid``: what all files cover, or the one given, which they
    must cover. ``scale``: power or db, looked for in the values where it is not given as known.
    """

    def __init__(
        self,
        files: StackFiles,
        progress: Progress | None = None,
        grid: Grid | None = None,
        scale: str | None = None,
    ):
        if files.scale not in SCALES:
            raise ValueError(f"scale {files.scale!r} is none of {SCALES}")
        progress = progress or Silent()
        self.files = files
        with contextlib.ExitStack() as stack:
            dates = _dates(files)
            rasters = [stack.enter_context(Raster(path)) for path in files.paths]
            found = _layers(rasters, dates, _polarisations(files.polarisations))
            self.dates = sorted({day for day, _ in found})
            self.polarisations = _in_order({p for _, p in found}, _polarisations(files.polarisations))
            _refuse_gaps(found, self.dates, self.polarisations)
            self.grid = _common_grid(rasters)
            if grid is not None:
                _refuse_other_place(self.grid, grid, rasters[0].name)
                self.grid = grid
            _refuse_mixed_orbits(rasters)
            self.scale = scale or _scale_of(rasters, files.scale, progress)
            # Cells may coincide though the edges of the files differ: where each begins.
            self._layers = [[found[day, p] for p in self.polarisations] for day in self.dates]
            self._offsets = {
                id(r): tuple(round(v) for v in r.grid.offset_of(self.grid)) for r in rasters
            }  # columns, rows
            self._rasters = rasters
            self._stack = stack.pop_all()

    def __enter__(self) -> SarStack:
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    @property
    def source(self) -> SarSource:
        """What opens the stack in another thread or process."""
        return SarSource(self.files, self.grid, self.scale)

    @property
    def inputs(self) -> tuple[str, ...]:
        """All files that are read."""
        return tuple(dict.fromkeys(path for raster in self._rasters for path in raster.files))

    def read(self, window: Window) -> np.ndarray:
        """Linear power in ``window`` of ``grid``: (dates, polarisations, rows, columns) float32, NaN where not seen.

        A polarisation that is not seen takes the others of its date with it; power that is not above zero is not seen.
        """
        return self.read_counted(window, (slice(0, 0), slice(0, 0)))[0]

    def read_counted(self, window: Window, counted: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
        """As :meth:`read`, and of the cells in ``counted``, a part of ``window``, how many are no power and how many are
        not declared no data: (files, 2), for :meth:`unusable`."""
        k, p = len(self.dates), len(self.polarisations)
        out = np.empty((k, p, int(window.height), int(window.width)), np.float32)
        counts = np.zeros((len(self._rasters), 2), np.int64)
        number = {id(raster): i for i, raster in enumerate(self._rasters)}
        for t, row in enumerate(self._layers):
            for q, layer in enumerate(row):
                out[t, q], found = self._read(layer, window, counted)
                counts[number[id(layer.raster)]] += found
            if p > 1:
                out[t][:, np.isnan(out[t]).any(axis=0)] = np.nan
        return out, counts

    def unusable(self, counts: np.ndarray) -> list[Unusable]:
        """Files of which more than a trace of the cells in ``counts`` is no power, the worst first."""
        found = []
        for raster, (unusable, there) in zip(self._rasters, counts.tolist()):
            if unusable > _TRACE * there:
                found.append(Unusable(raster.name, unusable / there))
        return sorted(found, key=lambda one: -one.share)

    def _read(self, layer: _Layer, window: Window, counted: tuple[slice, slice]) -> tuple[np.ndarray, tuple[int, int]]:
        columns, rows = self._offsets[id(layer.raster)]
        place = Window(window.col_off + columns, window.row_off + rows, window.width, window.height)
        data, valid = layer.raster.read_valid(place, [layer.band])
        values = data[0].astype(np.float32)
        there = valid | np.isinf(values)
        if layer.raster.nodata is not None:
            there &= data[0] != layer.raster.nodata  # which may be infinite itself
        if self.scale == "db":
            valid &= values != 0  # fill that nobody declared
            with np.errstate(over="ignore"):
                values = np.power(np.float32(10), values / np.float32(10))
        with np.errstate(invalid="ignore"):
            valid &= (values > 0) & np.isfinite(values)
        found = int((there & ~valid)[counted].sum()), int(there[counted].sum())
        return np.where(valid, values, np.float32(np.nan)), found


def _dates(files: StackFiles) -> list[str]:
    """The date of each file. Dates typed once for both polarisations go round for each."""
    typed = [word for word in re.split(r"[,;\s]+", files.dates.strip()) if word]
    groups: dict[str, list[int]] = {}
    for i, path in enumerate(files.paths):
        groups.setdefault(_polarisation_in(Path(path).stem), []).append(i)
    if typed and len(typed) != len(files.paths) and all(len(group) == len(typed) for group in groups.values()):
        dates = [""] * len(files.paths)
        for group in groups.values():
            for i, day in zip(group, dates_of([files.paths[i] for i in group], files.dates)):
                dates[i] = day
        return dates
    return dates_of(list(files.paths), files.dates)


def _polarisation_in(text: str) -> str:
    """The polarisation named in a file's or band's name, else empty."""
    found = re.findall(r"(?<![A-Za-z0-9])(VV|VH|HH|HV)(?![A-Za-z0-9])", text.upper().replace("_", " "))
    return found[-1] if found else ""


def _polarisations(text: str) -> list[str]:
    words = [word.upper() for word in re.split(r"[,;\s]+", text.strip()) if word]
    for word in words:
        if word not in POLARISATIONS:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{word} is no polarisation. Give some of {known}, such as VV,VH."),
                word=word,
                known=", ".join(POLARISATIONS),
            )
    return list(dict.fromkeys(words))


def _layers(rasters: list[Raster], dates: list[str], wanted: list[str]) -> dict[tuple[str, str], _Layer]:
    """Which band of which file holds each date and polarisation."""
    found: dict[tuple[str, str], _Layer] = {}
    there: set[str] = set()
    for raster, day in zip(rasters, dates):
        for band, polarisation in _bands(raster, wanted):
            there.add(polarisation)
            if wanted and polarisation not in wanted:
                continue
            if (day, polarisation) in found:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{one} and {other} are of the same date ({date}) and polarisation ({polarisation}). Leave one out, "
                        "or merge them first where they are neighbouring frames.",
                    ),
                    one=found[day, polarisation].raster.name,
                    other=raster.name,
                    date=day,
                    polarisation=polarisation,
                )
            found[day, polarisation] = _Layer(raster, band)
    missing = [polarisation for polarisation in wanted if rasters and polarisation not in there]
    if missing:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "No image of the stack is {missing}; there is {there}. Correct POLARISATIONS, or leave it empty.",
            ),
            missing=", ".join(missing),
            there=", ".join(sorted(there)),
        )
    if len({day for day, _ in found}) < 2:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Change needs two dates or more; {files} files of {dates} dates are given. Add images of other dates, "
                "all of the same polarisations.",
            ),
            files=len(rasters),
            dates=len({day for day, _ in found}),
        )
    if len({day for day, _ in found}) > MOST_DATES:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "More than {most} dates cannot be told apart in one result. Split the stack."
            ),
            most=MOST_DATES,
        )
    return found


def _bands(raster: Raster, wanted: list[str]) -> list[tuple[int, str]]:
    """Band numbers and polarisations of a file."""
    described = [(band, _polarisation_in(name or "")) for band, name in enumerate(raster.band_names, 1)]
    if any(name for _, name in described):
        return [(band, name) for band, name in described if name]
    named = _polarisation_in(Path(raster.path).stem)
    if raster.count == 1 and (named or len(wanted) < 2):
        return [(1, named or (wanted[0] if wanted else UNNAMED))]
    if raster.count == len(wanted):
        return list(enumerate(wanted, 1))
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name} has {count} bands that do not say which polarisation they are. Give POLARISATIONS in the order of the "
            "bands, such as VV,VH.",
        ),
        name=raster.name,
        count=raster.count,
    )


def _in_order(found: set[str], wanted: list[str]) -> list[str]:
    return [p for p in wanted or (*POLARISATIONS, UNNAMED) if p in found]


def _refuse_gaps(found: dict[tuple[str, str], _Layer], dates: list[str], polarisations: list[str]) -> None:
    for day in dates:
        for polarisation in polarisations:
            if (day, polarisation) not in found:
                other = next(layer.raster.name for (d, _), layer in found.items() if d == day)
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "There is no {polarisation} of {date} beside {name}, though other dates have it. Add that file, or "
                        "give only the POLARISATIONS that all dates have.",
                    ),
                    polarisation=polarisation,
                    date=day,
                    name=other,
                )


def _common_grid(rasters: list[Raster]) -> Grid:
    """The cells that all files cover; raises where their cells do not coincide."""
    first = rasters[0]
    grid = first.grid
    for other in rasters[1:]:
        if other.grid.crs != grid.crs:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{one} is in {crs}, {other} in {other_crs}. Bring the whole stack onto one grid first.",
                ),
                one=first.name,
                crs=crs_name(grid.crs),
                other=other.name,
                other_crs=crs_name(other.grid.crs),
            )
        (width, height), (other_width, other_height) = grid.cell_size, other.grid.cell_size
        if abs(other_width / width - 1) > 1e-3 or abs(other_height / height - 1) > 1e-3:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{one} has cells of {size}, {other} of {other_size}. A stack needs one resolution: leave the other out, "
                    "or process all from the same product.",
                ),
                one=first.name,
                size=f"{width:g}",
                other=other.name,
                other_size=f"{other_width:g}",
            )
        if not first.grid.same_cells(other.grid):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The cells of {one} and {other} do not coincide. Bring the whole stack onto one grid first (warp with "
                    "the same extent and resolution).",
                ),
                one=first.name,
                other=other.name,
            )
        window = grid.overlap(other.grid)
        if window is None:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{one} and {other} do not overlap. Choose images of the same place."),
                one=first.name,
                other=other.name,
            )
        grid = grid.crop(window)
    return grid


def _refuse_other_place(own: Grid, grid: Grid, name: str) -> None:
    window = grid.overlap(own) if own.same_cells(grid) else None
    if window is None or (window.width, window.height) != (grid.width, grid.height):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} and the other images to learn from do not lie on the cells of the stack, or do not cover it. Bring "
                "both stacks onto one grid first.",
            ),
            name=name,
        )


def _refuse_mixed_orbits(rasters: list[Raster]) -> None:
    """Raise where tags or names tell that files come from different passes: the radar looks from elsewhere."""
    for tell in (_pass, _track):
        known = [(raster, tell(raster)) for raster in rasters]
        known = [(raster, value) for raster, value in known if value]
        for raster, value in known[1:]:
            if value != known[0][1]:
                raise _mixed(known[0][0], known[0][1], raster, value)
    timed = [(raster, _hour(raster)) for raster in rasters]
    timed = [(raster, hour) for raster, hour in timed if hour is not None]
    for raster, hour in timed[1:]:
        apart = abs(hour - timed[0][1]) % 24
        if min(apart, 24 - apart) > _PASS_HOURS:
            raise _mixed(timed[0][0], f"{timed[0][1]:.1f} h UTC", raster, f"{hour:.1f} h UTC")


def _mixed(one: Raster, value: str, other: Raster, other_value: str) -> InputError:
    return InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{one} ({value}) and {other} ({other_value}) are of different orbits. The radar looks from another side there: "
            "use one stack for each orbit.",
        ),
        one=one.name,
        value=value,
        other=other.name,
        other_value=other_value,
    )


def _tagged(raster: Raster, names: tuple[str, ...]) -> list[str]:
    """Values of the tags ``names``, in lower case, in the order of ``names``."""
    tags = {}
    for start, text in raster.tags.items():
        # GDAL splits at the first of ":" and "=": sat:orbit_state=ascending is a tag "sat" to it.
        *rest, value = text.split("=")
        tags[re.sub(r"[^a-z0-9]", "", "".join([start, *rest]).lower())] = value.strip().lower()
    return [tags[name] for name in names if tags.get(name)]


def _pass(raster: Raster) -> str:
    """Ascending or descending: from tags, or ``asc``, ``descending``, ``VV_A`` in the name."""
    words = _tagged(raster, _PASS_TAGS)
    name = Path(raster.path).stem.lower().replace("_", " ")
    words += re.findall(r"(?<![a-z])((?:asc|desc)(?:ending)?|dsc)(?![a-z])", name)
    words += re.findall(r"(?<![a-z0-9])(?:vv|vh|hh|hv)[ -]([ad])(?![a-z0-9])", name)
    return next((_PASSES[word] for word in words if word in _PASSES), "")  # ORBIT may be a number


def _track(raster: Raster) -> str:
    """Relative orbit: from tags, an OPERA burst (T137-…), a Sentinel-1 product name, track/orbit/relorb and a number, or
    R and three digits as Sentinel names have it."""
    name = Path(raster.path).stem
    for value in _tagged(raster, _TRACK_TAGS):
        if found := re.search(r"\d+", value):  # T137 or 137, or 123-0730 with a frame
            return _numbered(found[0])
    if found := re.search(r"(?<![A-Za-z0-9])T(\d{3})-\d{6}-(?:IW|EW)\d", name):
        return _numbered(found[1])
    if found := re.search(r"S1([ABC])_(?:IW|EW|SM)_.*?\d{8}T\d{6}_\d{8}T\d{6}_(\d{6})_[0-9A-F]{6}", name):
        return _numbered((int(found[2]) - _FIRST_ORBITS[found[1]]) % _MOST_TRACK + 1)
    words = name.lower().replace("_", " ")
    if found := re.search(r"(?<![a-z])(?:track|relorb|relative orbit|orbit)[ -]?(\d{1,3})(?!\d)", words):
        return _numbered(found[1])
    if (found := re.search(r"(?<![a-z0-9])r(\d{3})(?![a-z0-9])", words)) and 1 <= int(found[1]) <= _MOST_TRACK:
        return _numbered(found[1])
    return ""


def _numbered(track: str | int) -> str:
    return f"track {int(track)}"


def _hour(raster: Raster) -> float | None:
    found = re.search(r"(?<!\d)\d{8}T([01]\d|2[0-3])([0-5]\d)[0-5]\d(?!\d)", Path(raster.path).stem)
    return int(found[1]) + int(found[2]) / 60 if found else None


def _scale_of(rasters: list[Raster], stated: str, progress: Progress) -> str:
    """``power`` or ``db``; raises where the values are neither, contradict what is stated, or differ between files."""
    kinds = []
    for raster in rasters:
        check_cancelled(progress)
        kinds.append(_unit(raster, stated, progress))
        if kinds[-1] != kinds[0]:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{one} holds {unit}, {other} holds {other_unit}. Bring the stack to one unit (decibels are "
                    "10 log₁₀ power).",
                ),
                one=rasters[0].name,
                unit=Message(_UNITS[kinds[0]]),
                other=raster.name,
                other_unit=Message(_UNITS[kinds[-1]]),
            )
    return kinds[0]


_UNITS = {
    "power": QT_TRANSLATE_NOOP("SoraNoMe", "linear power"),
    "db": QT_TRANSLATE_NOOP("SoraNoMe", "decibels"),
}


def _unit(raster: Raster, stated: str, progress: Progress) -> str:
    values = _sample(raster, progress)
    below, median = float((values < 0).mean()), float(np.median(values))
    kind = "db" if below > 0.5 else "power"
    if kind == "power" and stated == "power" and below > _ODD_SHARE:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is said to be linear power, but {share} % of its values are below zero, which no power is. If it "
                "holds decibels, set SCALE to db. If the subtraction of noise left them, process it without that, or set "
                "these cells to no data.",
            ),
            name=raster.name,
            share=f"{100 * below:.1f}",
        )
    if kind == "power" and stated == "auto" and below > _ODD_SHARE:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name}: {share} % of its values are below zero: too many for power, too few for decibels of ordinary "
                "ground. If it holds decibels, set SCALE to db. If it holds power, process it without the subtraction of "
                "noise, or set these cells to no data.",
            ),
            name=raster.name,
            share=f"{100 * below:.1f}",
        )
    if kind == "power" and stated != "db" and median > _MOST_POWER:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} looks like digital numbers (median {median}), no backscatter. Calibrate it to γ⁰ or σ⁰ first.",
            ),
            name=raster.name,
            median=f"{median:g}",
        )
    if stated == "power" and kind == "db":
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is said to be linear power, but {share} % of its values are below zero (median {median}). It looks "
                "like decibels: set SCALE to db or auto.",
            ),
            name=raster.name,
            share=f"{100 * below:.0f}",
            median=f"{median:.3g}",
        )
    if stated == "db" and kind == "power" and below <= _ODD_SHARE:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} is said to be in decibels, but hardly a value is below zero (median {median}). It looks like linear "
                "power: set SCALE to power or auto.",
            ),
            name=raster.name,
            median=f"{median:.3g}",
        )
    return "db" if stated == "db" else kind


def _sample(raster: Raster, progress: Progress) -> np.ndarray:
    """Values of windows all over the first band; of all blocks until one holds data, where those hold none."""
    grid = raster.grid
    windows = [
        Window(x, y, min(_SAMPLE, grid.width - x), min(_SAMPLE, grid.height - y))
        for y in sorted({round(f * max(0, grid.height - _SAMPLE)) for f in (0.1, 0.5, 0.9)})
        for x in sorted({round(f * max(0, grid.width - _SAMPLE)) for f in (0.1, 0.5, 0.9)})
    ]
    values = np.concatenate([_seen(raster, window) for window in windows])
    for window in () if len(values) else grid.blocks(2048):
        check_cancelled(progress)
        values = _seen(raster, window)
        if len(values):
            break
    if not len(values):
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no data. Leave it out or download it again."), name=raster.name
        )
    return values


def _seen(raster: Raster, window: Window) -> np.ndarray:
    data, valid = raster.read_valid(window, [1])
    return data[0][valid & (data[0] != 0)]
