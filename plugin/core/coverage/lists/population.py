"""People on grid squares, from the tables of e-Stat (国勢調査 地域メッシュ統計) as they come.

A table has two header rows (codes, then Japanese titles), KEY_CODE, and what the Statistics Bureau did to keep persons
unknown: HTKSYORI 1 (this square's numbers hold those of the squares in GASSAN) or 2 (this square's are held by HTKSAKI).

Rule: a square has the number its column says. In the tables of the census the total is exempt (秘匿対象外): squares with
HTKSYORI 1 or 2 then have their own number and nothing may be added or taken away. Where the chosen column has ``*``, its
people are in the number of HTKSAKI (or of the square whose GASSAN names it): its own number is unknown, not 0, and the
square that holds them is marked. How they are spread over both is not known, so nothing is shared out: the total is kept.
A square that no table has is one without people.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ...delimited import Delimited, read_delimited
from ...errors import InputError
from ...foreign import BROKEN_ARCHIVE
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP, Message
from .columns import cell, find_columns, number_in, plain
from .mesh import Mesh, parse_mesh

_CODES = {
    "mesh": (
        "KEY_CODE",
        "MESH_ID",
        "メッシュコード",
        "地域メッシュコード",
        "mesh",
        "mesh_code",
        "meshcode",
        "標準地域メッシュコード",
    ),
    "treatment": ("HTKSYORI", "秘匿処理"),
    "into": ("HTKSAKI", "秘匿先情報", "秘匿先"),
    "holds": ("GASSAN", "合算地域", "合算情報", "合算"),
}
_TOTALS = ("人口(総数)", "人口総数", "総人口", "人口総数総数", "人口計", "population", "人口", "総数")
_SUPPRESSED = ("*", "＊", "x", "X", "χ", "***")
_LARGEST_MEMBER = 500 << 20
_MOST_PEOPLE = 1e8  # in a square: 1e308 is no census
_TELL = 5  # lines named in a message

_NO_NUMBER = QT_TRANSLATE_NOOP("SoraNoMe", "No number of people stands in the column to count.")


@dataclass(frozen=True)
class MeshPeople:
    """A square. ``people`` None (``*``): held by the squares ``merged_into``. ``holds``: squares whose people it has."""

    mesh: Mesh
    people: float | None
    merged_into: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    @property
    def suppressed(self) -> bool:
        return self.people is None


@dataclass(frozen=True)
class Population:
    """Squares in the order of their codes, all of one level; ``column`` they are counted in; what is to be said."""

    squares: tuple[MeshPeople, ...]
    column: str
    messages: tuple[Message, ...]

    @property
    def total(self) -> float:
        return sum(square.people for square in self.squares if square.people is not None)

    @property
    def suppressed(self) -> int:
        return sum(square.suppressed for square in self.squares)


@dataclass(frozen=True)
class _Row:
    mesh: Mesh
    people: float | None
    into: tuple[str, ...]
    holds: tuple[str, ...]
    where: str


def is_population_table(path: str | Path) -> bool:
    """Whether a file looks like such a table: a column of codes in the first rows. False where it cannot be read."""
    try:
        with _tables([path]) as tables:
            return all(any("mesh" in find_columns(row, _CODES) for row in _head(table)) for table in tables)
    except InputError:
        return False


def read_population(paths: Sequence[str | Path], column: str = "", progress: Progress | None = None) -> Population:
    """People by square, from one table or several that follow each other (or the zips e-Stat delivers them in).

    ``column``: code (T001101001) or title of the column to count; found by its title where empty. Raises
    :class:`InputError` where a table lacks its columns, squares differ in size, two tables count different things, one
    square has two numbers, or nothing is left.
    """
    progress = progress or Silent()
    rows: list[_Row] = []
    messages: list[Message] = []
    columns: dict[str, str] = {}
    with _tables(paths) as tables:
        for number, table in enumerate(tables):
            check_cancelled(progress)
            title = _read(table, column, rows, messages)
            columns.setdefault(title, table.name)
            progress.report((number + 1) / len(tables))
    if len(columns) > 1:
        (first, first_file), (second, second_file) = list(columns.items())[:2]
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{first_file} counts {first}, {second_file} counts {second}: give tables of one census and one kind, or say "
                "by COLUMN what to count.",
            ),
            first=first,
            first_file=first_file,
            second=second,
            second_file=second_file,
        )
    if not rows:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name} holds no grid square with people. Choose another table."),
            name=", ".join(Path(path).name for path in paths),
        )
    _require_one_size(rows)
    squares = _merged(_once(rows, messages), messages)
    return Population(squares, next(iter(columns)), tuple(messages))


# -- tables ------------------------------------------------------------------------------------------------------


class _tables:  # noqa: N801 - used as a function
    """The text tables of files, those in zips unpacked for as long as they are read."""

    def __init__(self, paths: Sequence[str | Path]):
        self._paths = [Path(path) for path in paths]
        self._folder: tempfile.TemporaryDirectory | None = None

    def __enter__(self) -> list[Delimited]:
        self._folder = tempfile.TemporaryDirectory(prefix="soranome-", ignore_cleanup_errors=True)
        try:
            found = []
            for number, path in enumerate(self._paths):
                if path.suffix.lower() == ".zip" and path.is_file():
                    found += _unpacked(path, Path(self._folder.name) / str(number))
                else:
                    found.append(read_delimited(path, path.name))
        except BaseException:
            self._folder.cleanup()
            raise
        return found

    def __exit__(self, *_) -> None:
        self._folder.cleanup()


def _unpacked(path: Path, folder: Path) -> list[Delimited]:
    folder.mkdir()
    found = []
    try:
        with zipfile.ZipFile(path) as archive:
            members = [m for m in archive.infolist() if m.filename.lower().endswith((".txt", ".csv"))]
            if not members or sum(member.file_size for member in members) > _LARGEST_MEMBER:
                raise zipfile.BadZipFile("no table" if not members else "too large")
            for number, member in enumerate(members):
                target = folder / f"{number}.txt"  # names in archives never become files
                with archive.open(member) as packed, open(target, "wb") as file:
                    shutil.copyfileobj(packed, file, 1 << 20)
                found.append(read_delimited(target, f"{path.name}/{Path(member.filename).name}"))
    except BROKEN_ARCHIVE as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} cannot be unpacked ({detail}). Give the zip of e-Stat as it came, or the table in it.",
            ),
            path=path,
            detail=str(error)[:80],
        ) from error
    return found


def _head(table: Delimited) -> list[list[str]]:
    return [row for _, (_, row) in zip(range(3), table.rows())]


def _read(table: Delimited, column: str, rows: list[_Row], messages: list[Message]) -> str:
    """Append the rows of a table; returns the name of the column counted."""
    head = _head(table)
    start = next((number for number, row in enumerate(head) if "mesh" in find_columns(row, _CODES)), None)
    if start is None:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{name} has no column KEY_CODE (its first row: {columns}). Choose a table of grid squares of e-Stat.",
            ),
            name=table.name,
            columns=", ".join(filter(None, head[0] if head else []))[:200],
        )
    codes = head[start]
    columns = find_columns(codes, _CODES)
    titles = head[start + 1] if len(head) > start + 1 and _is_titles(head[start + 1], columns["mesh"]) else None
    counted = _counted(table.name, codes, titles, column)
    before = len(rows)
    mended: list[tuple[int, str]] = []
    odd: dict[str, tuple[Message, list[tuple[int, str]]]] = {}  # by reason: the first of it, and all its lines
    for line, row in table.rows(start + (2 if titles else 1)):
        text = cell(row, columns, "mesh")
        try:
            mesh = parse_mesh(text)
            people = _people(row[counted] if counted < len(row) else "")
        except (InputError, ValueError) as error:
            why = error.message if isinstance(error, InputError) else Message(_NO_NUMBER)
            odd.setdefault(why.template, (why, []))[1].append((line, text))
            continue
        if mesh.code != text:
            mended.append((line, text))
        into = _codes_in(cell(row, columns, "into"))
        holds = _codes_in(cell(row, columns, "holds"))
        rows.append(_Row(mesh, people, into, holds, f"{table.name}:{line}"))
    if odd and len(rows) == before:
        problem, lines = min(odd.values(), key=lambda reason: reason[1][0])
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name}: no row can be used. Line {line}: {problem}"),
            name=table.name,
            line=lines[0][0],
            problem=problem,
        )
    if mended:
        said = QT_TRANSLATE_NOOP("SoraNoMe", "{name}: codes of grid squares that were mended: {count} (line {lines}).")
        messages.append(Message(said, {"name": table.name, "count": len(mended), "lines": _told(mended)}))
    for problem, lines in odd.values():
        said = QT_TRANSLATE_NOOP("SoraNoMe", "{name}: rows left out: {count} (line {lines}). {problem}")
        values = {"name": table.name, "count": len(lines), "lines": _told(lines), "problem": problem}
        messages.append(Message(said, values))
    return codes[counted] if re.fullmatch(r"T\d{9,}", codes[counted]) else (titles or codes)[counted]


def _told(lines: Sequence[tuple[int, str]]) -> str:
    more = [f"… ({len(lines)})"] if len(lines) > _TELL else []
    return ", ".join([*(f"{line}: “{text[:20]}”" for line, text in lines[:_TELL]), *more])


def _is_titles(row: Sequence[str], mesh: int) -> bool:
    """Whether a row under the codes holds titles: no code of a square, and some words."""
    return not (row[mesh] if mesh < len(row) else "") and any(row)


def _counted(name: str, codes: Sequence[str], titles: Sequence[str] | None, wanted: str) -> int:
    """The column to count."""
    for spellings in ((wanted,),) if wanted else ((total,) for total in _TOTALS):
        for header in filter(None, (codes, titles)):
            for spelling in map(plain, spellings):
                if spelling in (known := [plain(title) for title in header]):
                    return known.index(spelling)
    raise InputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{name}: no column {wanted}. It has: {columns}. Give the code or title of the one to count as COLUMN.",
        ),
        name=name,
        wanted=wanted or "人口（総数）",
        columns=", ".join(
            f"{code} {titles[number] if titles and number < len(titles) else ''}".strip()
            for number, code in enumerate(codes)
        )[:400],
    )


def _people(text: str) -> float | None:
    """None where suppressed. Raises ValueError where there is no number: a blank is not known to be suppressed."""
    if text.strip() in _SUPPRESSED:
        return None
    if text.strip() in ("-", "－", "‐"):
        return 0.0  # 統計表の「－」: 該当数字なし
    people = number_in(text) if text else None
    if people is None or not 0 <= people <= _MOST_PEOPLE:
        raise ValueError(text)
    return people


def _codes_in(text: str) -> tuple[str, ...]:
    found = []
    for part in filter(None, re.split(r"[;；,、/\s]+", text)):
        try:
            found.append(parse_mesh(part).code)
        except InputError:
            continue
    return tuple(found)


# -- squares -----------------------------------------------------------------------------------------------------


def _require_one_size(rows: Sequence[_Row]) -> None:
    sizes = Counter(row.mesh.digits for row in rows)
    if len(sizes) > 1:
        (most, _), (other, count) = sizes.most_common(2)
        where = next(row.where for row in rows if row.mesh.digits == other)
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "Grid squares of two sizes: codes of {most} digits, and {count} of {other} digits (the first: {where}). "
                "People would count twice: give squares of one size.",
            ),
            most=most,
            other=other,
            count=count,
            where=where,
        )


def _once(rows: Sequence[_Row], messages: list[Message]) -> dict[str, _Row]:
    found: dict[str, _Row] = {}
    doubles = 0
    for row in rows:
        code = row.mesh.code
        if code in found:
            if found[code].people != row.people:
                raise InputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The grid square {code} has two numbers of people ({first} and {second}). Give each table once, all "
                        "of one census.",
                    ),
                    code=code,
                    first=found[code].where,
                    second=row.where,
                )
            doubles += 1
            continue
        found[code] = row
    if doubles:
        said = QT_TRANSLATE_NOOP("SoraNoMe", "{count} grid squares stood in the tables twice, and are counted once.")
        messages.append(Message(said, {"count": doubles}))
    return found


def _merged(rows: dict[str, _Row], messages: list[Message]) -> tuple[MeshPeople, ...]:
    """Squares with who holds whose people, as far as the counted column itself is suppressed."""
    holders: dict[str, list[str]] = {}
    for code, row in rows.items():
        for held in row.holds:
            holders.setdefault(held, []).append(code)
    into = {code: row.into or tuple(holders.get(code, ())) for code, row in rows.items() if row.people is None}
    holds: dict[str, list[str]] = {}
    for code, targets in into.items():
        for target in targets:
            holds.setdefault(target, []).append(code)
    lost = [code for code, targets in into.items() if not any(target in rows for target in targets)]
    if into:
        said = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{count} grid squares are suppressed (*): their people are in the numbers of others, and how they are spread is "
            "not known. They are unknown, not without people.",
        )
        messages.append(Message(said, {"count": len(into)}))
    if lost:
        said = QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "The people of {count} suppressed grid squares are in squares no table here has ({codes}): they are missing "
            "from the total. Add the neighbouring tables.",
        )
        messages.append(Message(said, {"count": len(lost), "codes": ", ".join(sorted(lost)[:_TELL])}))
    return tuple(
        MeshPeople(row.mesh, row.people, into.get(code, ()), tuple(sorted(holds.get(code, ()))))
        for code, row in sorted(rows.items())
    )
