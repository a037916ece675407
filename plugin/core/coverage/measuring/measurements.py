"""Measured signal from tables of drive tests, phone apps and OpenCelliD, row by row and never held whole.

Nothing is guessed: a level counts as dBm only where it can be, an empty one says nothing about service, and every row
that is left out is counted with its reason.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import numpy as np

from ...delimited import read_delimited
from ...errors import InputError
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from . import measurement_values as values
from .carriers import carrier_name, carrier_of_code, lte_band, uncertain_codes
from .measurement_columns import Columns, find_columns

BATCH_ROWS = 50_000
LISTED = 20
"""Rows left out that are named one by one."""

NO_SIGNAL = ("unknown", "out")
"""What a row without any level means where no column tells of service: nothing, or out of service."""

LOWEST_DBM, HIGHEST_DBM = -160.0, -10.0
"""Levels a receiver can report; 0, -1 and 99 are how programs write that there was none."""

_SWAPPED_SHARE = 0.99
_LOOKED_AT = 100  # rows, before a table is read
_REASONS_TOLD = 3
_QUANTITIES = {"ss_rsrp": "SS-RSRP", "rsrp": "RSRP", "rscp": "RSCP", "rssi": "RSSI", "signal": "", "asu": ""}
_PHONE_QUANTITIES = {"LTE": "RSRP", "NR": "RSRP", "UMTS": "RSCP", "GSM": "RXLEV"}

WHY = {
    "no_position": QT_TRANSLATE_NOOP("SoraNoMe", "it has no position"),
    "position": QT_TRANSLATE_NOOP("SoraNoMe", "its position ({x}, {y}) cannot be read"),
    "impossible": QT_TRANSLATE_NOOP("SoraNoMe", "longitude {x}, latitude {y} is no place"),
    "elsewhere": QT_TRANSLATE_NOOP("SoraNoMe", "its place ({x}, {y}) cannot be brought into the system of the points"),
    "origin": QT_TRANSLATE_NOOP("SoraNoMe", "its position is 0, 0: the receiver did not know where it was"),
    "no_signal": QT_TRANSLATE_NOOP("SoraNoMe", "it has no signal, and nothing says it was out of service"),
    "signal": QT_TRANSLATE_NOOP("SoraNoMe", "its signal {value} cannot be read"),
    "level": QT_TRANSLATE_NOOP("SoraNoMe", "its signal {value} is no level in dBm (−160 to −10)"),
    "asu": QT_TRANSLATE_NOOP("SoraNoMe", "its signal {value} ASU cannot be turned into dBm (technology {radio})"),
    "duplicate": QT_TRANSLATE_NOOP("SoraNoMe", "an earlier row has the same place, time and cell"),
}
"""Why a row was left out."""

_LIKELY_ASU = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "{name}: none of the first {count} rows could be used; most often because {why} (line {line}). Check the columns with "
    "COLUMNS: levels in ASU are asu={title}, other units must be turned into dBm first.",
)


@dataclass(frozen=True)
class Batch:
    """Measurements of one file, in its order; all fields have one value a row.

    ``x``, ``y`` in the CRS of the file; ``signal_dbm`` NaN where there is none; ``in_service`` True, False (measured as
    out of service) or None (a cell of a list, no measurement).
    """

    x: np.ndarray
    y: np.ndarray
    signal_dbm: np.ndarray
    quantity: list[str]
    carrier: list[str]
    band: list[str]
    radio: list[str]
    cell: list[str]
    measured_at: list[str]
    accuracy_m: np.ndarray
    in_service: list[bool | None]
    line: np.ndarray
    source: str

    def __len__(self) -> int:
        return len(self.line)


@dataclass
class Tally:
    """What became of the rows of all files read so far."""

    read: int = 0
    out_of_service: int = 0
    left_out: Counter = field(default_factory=Counter)
    examples: list[tuple[str, int, Message]] = field(default_factory=list)
    quantities: Counter = field(default_factory=Counter)
    times_unclear: int = 0
    times_without_zone: int = 0
    uncertain: Counter = field(default_factory=Counter)
    seen: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))

    @property
    def left_out_total(self) -> int:
        return self.left_out.total()

    def require_any(self) -> None:
        """Raise :class:`InputError` with the first reasons where not one row of all files could be used."""
        if self.read:
            return
        line = QT_TRANSLATE_NOOP("SoraNoMe", "{source}, line {line}: {why}")
        told = {
            f"reason{number}": Message(line, {"source": source, "line": at, "why": why})
            for number, (source, at, why) in enumerate(self.examples[:_REASONS_TOLD])
        }
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "No row could be used ({count} were left out). Check the columns and the CRS. {reasons}"
            ),
            count=f"{self.left_out_total:,}",
            reasons=Message(" ".join(f"{{{name}}}" for name in told), told),
        )

    def take_back(self, batch: Batch, row: int) -> None:
        """A row that was read cannot be written: its place is none in the coordinate system asked for."""
        self.read -= 1
        self.out_of_service -= batch.in_service[row] is False
        place = {"x": f"{batch.x[row]:g}", "y": f"{batch.y[row]:g}"}
        self.leave_out(batch.source, int(batch.line[row]), "elsewhere", **place)

    def leave_out(self, source: str, line: int, why: str, **filled) -> None:
        self.left_out[why] += 1
        if len(self.examples) < LISTED:
            self.examples.append((source, int(line), Message(WHY[why], filled)))


class MeasurementFile:
    """One table of measurements. Opening finds its columns; :meth:`batches` reads it.

    ``columns``: role → title, before what titles say (see :func:`~.measurement_columns.parse_given`). ``carrier`` is that
    of rows that name none. ``projected``: the coordinates are map units, not degrees. Raises :class:`InputError` where the
    file is no such table.
    """

    def __init__(
        self,
        path: str | os.PathLike,
        columns: Mapping[str, str] | None = None,
        carrier: str = "",
        no_signal: str = "unknown",
        projected: bool = False,
    ):
        self.table = read_delimited(path)
        self.name = Path(path).name
        self.columns: Columns = find_columns(self.table, columns)
        self.notes: list[Message] = list(self.columns.notes)
        self._require_rows()
        self._carrier = carrier_name(carrier)
        self._empty_is_out = no_signal == "out"
        self._projected = projected
        self._comma = self.table.delimiter != ","
        metric = {"x", "y"} <= self.columns.at.keys() and (projected or "longitude" not in self.columns.at)
        self._axes = ("x", "y") if metric else ("longitude", "latitude")

    def _require_rows(self) -> None:
        """Raise :class:`InputError` where there are only titles, or commas part both the fields and their decimals."""
        rows = self.table.rows(self.columns.skip)
        first = list(islice(rows, _LOOKED_AT))
        rows.close()
        if not first:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{name} has titles, but no rows. Choose a table of measurements."),
                name=self.name,
            )
        width = len(self.columns.titles)
        wide = [(line, len(row)) for line, row in first if any(row[width:])]
        if len(wide) > len(first) / 2:
            line, count = wide[0]
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name}: line {line} has {count} fields, but there are {width} titles. Where decimals are written with "
                    "a comma, save the table with semicolons between fields; else mend the titles.",
                ),
                name=self.name,
                line=line,
                count=count,
                width=width,
            )

    def batches(self, tally: Tally, progress: Progress | None = None) -> Iterator[Batch]:
        """Measurements by at most ``BATCH_ROWS`` rows; ``tally`` is told what became of each row.

        Raises :class:`InputError` where the coordinates do not go with the CRS, or no row of the first batch is any good.
        """
        progress = progress or Silent()
        rows = self.table.rows(self.columns.skip)
        size = max(1, self.table.path.stat().st_size)
        width, done, swapped, row_bytes = len(self.columns.titles), 0, None, 1.0
        while chunk := list(islice(rows, BATCH_ROWS)):
            check_cancelled(progress)
            lines = np.fromiter((line for line, _ in chunk), np.int64, len(chunk))
            texts = list(zip(*(_as_wide(row, width) for _, row in chunk)))
            if swapped is None:
                swapped = self._look(texts)
                row_bytes = width + sum(len("".join(column).encode()) for column in texts) / len(chunk)
            before = Counter(tally.left_out), len(tally.examples)
            batch = self._batch(texts, lines, swapped, tally)
            if not done and not len(batch):
                self._refuse(len(chunk), tally, *before)
            done += len(chunk)
            yield batch
            progress.report(min(1.0, done * row_bytes / size))

    def _column(self, texts, role: str) -> tuple[str, ...]:
        at = self.columns.at.get(role)
        return texts[at] if at is not None else ("",) * len(texts[0])

    def _title(self, role: str) -> str:
        at = self.columns.at.get(role)
        return self.columns.titles[at] if at is not None else "-"

    # -- position ------------------------------------------------------------------------------

    def _look(self, texts) -> bool:
        """Whether longitude and latitude are swapped in this file; its first rows decide. Raises where the CRS is wrong."""
        x, y = (values.angles(self._column(texts, axis), self._comma)[0] for axis in self._axes)
        told = np.isfinite(x) & np.isfinite(y) & ((x != 0) | (y != 0))
        if not told.any():
            return False
        x, y = np.abs(x[told]), np.abs(y[told])
        if self._projected:
            if np.mean((x <= 180) & (y <= 180)) > 0.5:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: its coordinates are degrees, but CRS is a system in metres. Set CRS to EPSG:4326.",
                    ),
                    name=self.name,
                )
            self.notes.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: {x} was read as east, {y} as north. Where X is north (survey), give COLUMNS x={y}; y={x}.",
                    ),
                    {"name": self.name, "x": self._title(self._axes[0]), "y": self._title(self._axes[1])},
                )
            )
            return False
        if np.mean((x > 180) | (y > 180)) > 0.5:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{name}: its coordinates ({x}, {y}) are no degrees. Set CRS to their system (for Tokyo EPSG:6677; X is "
                    "then taken as east: use COLUMNS x=Y; y=X where X is north). Degrees and minutes must have ° or 度.",
                ),
                name=self.name,
                x=f"{x[0]:g}",
                y=f"{y[0]:g}",
            )
        # Only where no row can be meant as written: Japan's longitudes are no latitudes.
        swapped = bool(np.mean((y > 90) & (x <= 90)) >= _SWAPPED_SHARE)
        if swapped:
            self.notes.append(
                Message(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{name}: longitude and latitude are swapped (all its latitudes exceed 90°); they were swapped back.",
                    ),
                    {"name": self.name},
                )
            )
        return swapped

    def _positions(self, texts, lines, swapped: bool, tally: Tally) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """x, y, and which rows have a place on earth."""
        axes = self._axes[::-1] if swapped else self._axes
        x_text, y_text = (self._column(texts, axis) for axis in axes)
        (x, x_bad), (y, y_bad) = values.angles(x_text, self._comma), values.angles(y_text, self._comma)
        good = np.isfinite(x) & np.isfinite(y)
        unreadable = x_bad | y_bad
        for row in np.flatnonzero(~good):
            if unreadable[row]:
                tally.leave_out(self.name, lines[row], "position", x=x_text[row], y=y_text[row])
            else:
                tally.leave_out(self.name, lines[row], "no_position")
        origin = good & (x == 0) & (y == 0)
        impossible = good & ((np.abs(x) > 180) | (np.abs(y) > 90)) & (not self._projected)
        for row in np.flatnonzero(origin):
            tally.leave_out(self.name, lines[row], "origin")
        for row in np.flatnonzero(impossible):
            tally.leave_out(self.name, lines[row], "impossible", x=f"{x[row]:g}", y=f"{y[row]:g}")
        return x, y, good & ~origin & ~impossible

    # -- signal and service --------------------------------------------------------------------

    def _levels(self, texts, radio: list[str]) -> tuple[np.ndarray, list[str], np.ndarray, np.ndarray]:
        """Levels in dBm, their quantities, where a level said "out of service", and where one cannot be read.

        Of several columns RSRP comes first, SS-RSRP where the row is 5G, RSCP where it is 3G; RSSI last.
        """
        count = len(texts[0])
        level, kind = np.full(count, np.nan), np.full(count, -1)
        out, unreadable = np.zeros(count, bool), np.zeros(count, bool)
        is_nr = np.fromiter((name == "NR" for name in radio), bool, count)
        is_umts = np.fromiter((name == "UMTS" for name in radio), bool, count)
        roles = list(_QUANTITIES)
        order = [("ss_rsrp", is_nr), ("rscp", is_umts)]
        order += [(role, np.ones(count, bool)) for role in ("rsrp", "rscp", "signal", "ss_rsrp", "asu", "rssi")]
        read: dict[str, np.ndarray] = {}
        for role, where in order:
            if role not in self.columns.at:
                continue
            if role not in read:
                own = self._column(texts, role)
                read[role], bad = values.numbers(own, self._comma)
                for row in np.flatnonzero(bad):
                    out[row] |= values.says_out(own[row])
                    unreadable[row] |= not values.says_out(own[row])
            fresh = where & np.isnan(level) & np.isfinite(read[role])
            level[fresh], kind[fresh] = read[role][fresh], roles.index(role)
        quantity = [_QUANTITIES[roles[k]] if k >= 0 else "" for k in kind.tolist()]
        if self.columns.phone:
            plain = roles.index("signal")
            quantity = [
                _PHONE_QUANTITIES.get(name, "") if k == plain else own for k, own, name in zip(kind, quantity, radio)
            ]
        asu = np.flatnonzero(kind == roles.index("asu"))
        for row in asu:
            found = values.dbm_of_asu(level[row], radio[row])
            level[row] = np.inf if found is None else found  # told apart from a level that is missing
        return level, quantity, out, unreadable & np.isnan(level)

    def _service(self, texts, out: np.ndarray) -> list[bool | None]:
        """What each row says of service; ``out`` is what its level and technology said already."""
        said: list[bool | None] = [False if row else None for row in out.tolist()]
        told = (
            ("in_service", lambda text: values.in_service(text, flag=True)),
            ("service", values.in_service),
            ("out_of_service", lambda text: None if values.yes(text) is None else not values.yes(text)),
        )
        for role, read in told:
            if role in self.columns.at:
                found = [read(text) for text in self._column(texts, role)]
                said = [own if new is None else new if own is None else own and new for own, new in zip(said, found)]
        return said

    # -- all of it -----------------------------------------------------------------------------

    def _batch(self, texts, lines: np.ndarray, swapped: bool, tally: Tally) -> Batch:
        x, y, good = self._positions(texts, lines, swapped, tally)
        technology = self._column(texts, "radio")
        radio = values.radios(technology)
        if self.columns.cells:
            count = len(lines)
            level, quantity, service = np.full(count, np.nan), ["cell"] * count, [None] * count
        else:
            level, quantity, service, good = self._signals(texts, lines, good, radio, technology, tally)
        measured_at = self._times(texts, good, tally)
        carrier = self._carriers(texts, tally)
        band = self._bands(texts, radio)
        cell = [text if not values.is_blank(text) else "" for text in self._column(texts, "cell")]
        if not self.columns.cells:
            pci = self._column(texts, "pci")
            key = zip(x.tolist(), y.tolist(), measured_at, cell, pci, carrier, radio, band)
            good = self._first_of_each(list(key), level, cell, pci, measured_at, lines, good, tally)
        accuracy, _ = values.numbers(self._column(texts, "accuracy"), self._comma)
        keep = np.flatnonzero(good)
        tally.read += len(keep)

        def kept(column: list) -> list:
            return [column[row] for row in keep.tolist()]

        quantity, service = kept(quantity), kept(service)
        tally.out_of_service += sum(said is False for said in service)
        tally.quantities.update(quantity)
        return Batch(
            x[keep], y[keep], level[keep], quantity, kept(carrier), kept(band), kept(radio), kept(cell), kept(measured_at),
            accuracy[keep], service, lines[keep], self.name,
        )  # fmt: skip

    def _signals(self, texts, lines, good, radio, technology, tally):
        """Level, quantity and service of each row, and which rows say anything."""
        level, quantity, out, unreadable = self._levels(texts, radio)
        out |= np.fromiter(map(values.says_out, technology), bool, len(lines))
        service = self._service(texts, out)
        no = np.fromiter((said is False for said in service), bool, len(lines))
        told = np.fromiter((said is not None for said in service), bool, len(lines))
        blank = np.isnan(level) & ~unreadable
        if self._empty_is_out:
            no |= blank & ~told
        odd_asu = np.isinf(level) & ~no
        implausible = np.isfinite(level) & ~((level >= LOWEST_DBM) & (level <= HIGHEST_DBM)) & ~no
        silent = blank & ~told & ~no
        unread = unreadable & ~no
        for row in np.flatnonzero(good & (odd_asu | implausible | silent | unread)):
            if odd_asu[row]:
                text = self._column(texts, "asu")[row]
                tally.leave_out(self.name, lines[row], "asu", value=text, radio=radio[row] or "-")
            elif implausible[row]:
                tally.leave_out(self.name, lines[row], "level", value=f"{level[row]:g}")
            elif unread[row]:
                tally.leave_out(self.name, lines[row], "signal", value=self._unread_level(texts, row))
            else:
                tally.leave_out(self.name, lines[row], "no_signal")
        level[no] = np.nan
        service = [not row for row in no.tolist()]
        quantity = ["" if row else own for row, own in zip(np.isnan(level).tolist(), quantity)]
        return level, quantity, service, good & ~(odd_asu | implausible | silent | unread)

    def _unread_level(self, texts, row: int) -> str:
        found = (self._column(texts, role)[row] for role in _QUANTITIES if role in self.columns.at)
        return next((text for text in found if values.number(text, self._comma) is None), "-")

    def _times(self, texts, good: np.ndarray, tally: Tally) -> list[str]:
        at = self.columns.at
        if "time" in at:
            column = self._column(texts, "time")
            if "date" in at:  # a time of day beside its date, or a full time, which says more
                column = [
                    text if len(text) > 12 else f"{day} {text}"
                    for day, text in zip(self._column(texts, "date"), column)
                ]
        elif "date" in at:
            column = [
                f"{day} {clock}".strip()
                for day, clock in zip(self._column(texts, "date"), self._column(texts, "clock"))
            ]
        else:
            return [""] * len(texts[0])
        found, unclear, bare = values.times(column)
        tally.times_unclear += unclear
        tally.times_without_zone += bare
        return found

    def _carriers(self, texts, tally: Tally) -> list[str]:
        """Carrier of each row: by network code where there is one, else by name, else the one given for the file."""
        count, at = len(texts[0]), self.columns.at
        found = [""] * count
        if {"mcc", "mnc"} <= at.keys():
            pairs = list(zip(self._column(texts, "mcc"), self._column(texts, "mnc")))
            found = [carrier_of_code(mcc, mnc) for mcc, mnc in pairs]
            unsure = uncertain_codes()
            tally.uncertain.update(code for mcc, mnc in pairs if (code := mcc + mnc.zfill(2)) in unsure)
        for role in ("plmn", "carrier"):
            if role in at:
                column = self._column(texts, role)
                found = [
                    own or ("" if values.is_blank(text) else carrier_name(text)) for own, text in zip(found, column)
                ]
        return [own or self._carrier for own in found]

    def _bands(self, texts, radio: list[str]) -> list[str]:
        """Band as written (a bare LTE number as B19), else from the downlink channel of LTE."""
        at = self.columns.at
        found = [""] * len(radio)
        if "band" in at:
            found = [
                "" if values.is_blank(text) else f"B{text}" if text.isdecimal() and name in ("LTE", "") else text
                for text, name in zip(self._column(texts, "band"), radio)
            ]
        if "channel" in at:
            column = self._column(texts, "channel")
            found = [
                own or (lte_band(int(text)) if name == "LTE" and text.isdecimal() and len(text) < 9 else "")
                for own, text, name in zip(found, column, radio)
            ]
        return found

    def _first_of_each(self, keys, level, cell, pci, measured_at, lines, good, tally: Tally) -> np.ndarray:
        """``good`` without rows that repeat an earlier one. Rows without a time are no repeats: nothing tells.

        Where no cell is named, the level must be the same too: several cells are measured at one moment.
        """
        rows = np.flatnonzero(good & np.fromiter(map(bool, measured_at), bool, len(good)))
        if not len(rows):
            return good
        levels = level.tolist()
        marks = np.fromiter(
            (hash(keys[r]) if cell[r] or pci[r] else hash((keys[r], repr(levels[r]))) for r in rows.tolist()),
            np.int64,
            len(rows),
        )
        _, first = np.unique(marks, return_index=True)
        repeated = np.ones(len(rows), bool)
        repeated[first] = False
        if len(tally.seen):
            place = np.minimum(np.searchsorted(tally.seen, marks), len(tally.seen) - 1)
            repeated |= tally.seen[place] == marks
        good = good.copy()
        for row in rows[repeated]:
            tally.leave_out(self.name, lines[row], "duplicate")
            good[row] = False
        tally.seen = np.sort(np.concatenate([tally.seen, marks[~repeated]]), kind="stable")
        return good

    def _refuse(self, count: int, tally: Tally, before: Counter, told: int) -> None:
        """Raise :class:`InputError` where none of the first rows is any good, unless they only repeat another file."""
        fresh = tally.left_out - before
        if not fresh or fresh.most_common(1)[0][0] == "duplicate":
            return
        signal = next((role for role in _QUANTITIES if role in self.columns.at), None)
        _, line, why = tally.examples[min(told, len(tally.examples) - 1)]
        raise InputError(
            _LIKELY_ASU,
            name=self.name,
            count=count,
            why=why,
            line=line,
            title=self.columns.titles[self.columns.at[signal]] if signal else "-",
        )


def _as_wide(row: list[str], width: int) -> list[str]:
    """``row`` with exactly ``width`` fields."""
    return row if len(row) == width else (row + [""] * width)[:width]


def find_tables(folder: str | os.PathLike) -> list[Path]:
    """Tables (.csv, .txt, .tsv) in a folder and below, by name. Raises :class:`InputError` where there are none."""
    found = sorted(
        path
        for path in Path(folder).rglob("*")
        if path.suffix.lower() in (".csv", ".txt", ".tsv") and path.is_file() and not path.name.startswith(".")
    )
    if not found:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "There is no table (.csv, .txt, .tsv) in {folder}. Choose another folder."),
            folder=folder,
        )
    return found
