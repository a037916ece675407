"""What the tests of results share: lists and packages as they go out, filled in by inspectors, photos of their phones."""

from __future__ import annotations

import io
import sqlite3
import xml.etree.ElementTree as ET
import zipfile
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path

from tests.core.fieldwork.register_tools import ROOT, contents, outline, update

TODAY = date(2026, 11, 22)
READING = ("name", "rank", "reasons")


@cache
def _dictionary() -> dict[str, str]:
    tree = ET.parse(ROOT / "i18n" / "soranome_ja.ts")  # noqa: S314 - a file of this repository
    found = {}
    for context in tree.iter("context"):
        if context.findtext("name") == "SoraNoMe":
            for message in context.iter("message"):
                found[message.findtext("source")] = message.findtext("translation") or ""
    return found


def japanese(text: str) -> str:
    return _dictionary().get(text) or text


LANGUAGES = (str, japanese)


def make_register(folder: Path, count: int = 5, name: str = "台帳.gpkg") -> Path:
    path = folder / name
    outlines = [
        outline(
            100 * (i % 50),
            100 * (i // 50),
            candidate_id=f"C{i + 1:04d}",
            rank=i + 1,
            after_date="2024-10-25",
            latitude=36 + 0.0009 * (i // 50),
            longitude=139.8333 + 0.0011 * (i % 50),
        )
        for i in range(count)
    ]
    update(path, outlines)
    return path


def keys(register: Path) -> list[str]:
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(register) as opened:
        return [site["site_id"] for site in opened.places()]


def list_info(register: Path | None):
    from soranome.plugin.core.fieldwork.exchange import new_list
    from soranome.plugin.core.fieldwork.register import look_at

    if register is None:
        return new_list()
    with look_at(register) as opened:
        return new_list(opened.register_id())


def _going_out(register: Path | None, candidates=()) -> list[dict]:
    """Rows of a list: key, basis, status, what is read."""
    from soranome.plugin.core.fieldwork.register import look_at

    if register is None:
        return [{"key": key, "basis": "", "status": "unvisited", "name": key.partition("@")[0], "rank": 1, "reasons": "理由"}
                for key in candidates]  # fmt: skip
    with look_at(register) as opened:
        bases, places = opened.bases(), opened.places()
    return [
        {"key": site["site_id"], "basis": bases[site["site_id"]], "status": site["status"], "reasons": "植生→裸地\n2行目",
         "name": site["site_code"], "rank": number}
        for number, site in enumerate(places, 1) if site["state"] != "merged"
    ]  # fmt: skip


def make_list(path: Path, register: Path | None, info=None, say=japanese, candidates=(), teams: int = 1) -> Path:
    """An Excel list as ``fieldchecklist`` hands it out, with ``teams`` sheets."""
    from openpyxl import Workbook

    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS
    from soranome.plugin.core.fieldwork.values import STATUSES
    from soranome.plugin.core.spreadsheet import put

    workbook = Workbook()
    workbook.remove(workbook.active)
    rows = _going_out(register, candidates)
    codes = ["key", "basis", *READING, *(field.code for field in VISIT_FIELDS)]
    titles = [
        "Key (do not change)",
        "Basis (do not change)",
        "ID",
        "Rank",
        "Reasons",
        *(f.title for f in VISIT_FIELDS),
    ]
    for team in range(teams):
        sheet = workbook.create_sheet(f"第{team + 1}班")
        sheet["A1"] = "現地確認リスト"
        for column, (code, title) in enumerate(zip(codes, titles), 1):
            put(sheet.cell(3, column), code)
            put(sheet.cell(4, column), say(title))
        sheet.row_dimensions[3].hidden = True
        for number, row in enumerate(rows[team::teams], 5):
            for column, code in enumerate(codes, 1):
                value = row.get(code, "")
                put(sheet.cell(number, column), say(STATUSES[value]) if code == "status" else value)
            sheet.cell(number, codes.index("visited_on") + 1).number_format = "yyyy/m/d"
    values = workbook.create_sheet("選択肢")
    values.append(["対応状況", "所見"])
    values.append([say(STATUSES["visited"]), "x"])
    about = workbook.create_sheet("soranome")
    about.sheet_state = "hidden"
    about["A1"] = (info or list_info(register)).as_text()
    workbook.save(path)
    return path


def columns_of(sheet) -> dict[str, int]:
    for row in sheet.iter_rows(max_row=20):
        found = {cell.value: cell.column for cell in row if cell.value}
        if "key" in found:
            return found
    return {}


def list_sheets(workbook) -> list:
    return [sheet for sheet in workbook.worksheets if columns_of(sheet)]


def fill(path: Path, answers: dict[str, dict], to: Path | None = None) -> Path:
    """Fill in rows by key with openpyxl, as somebody does in Excel."""
    from openpyxl import load_workbook

    workbook = load_workbook(path)
    for sheet in list_sheets(workbook):
        columns = columns_of(sheet)
        for row in range(1, sheet.max_row + 1):
            for code, value in answers.get(sheet.cell(row, columns["key"]).value, {}).items():
                cell = sheet.cell(row, columns[code])
                cell.value = value
                if isinstance(value, str) and code != "formula" and not value.startswith("=FORMULA"):
                    cell.data_type = "s"
    workbook.save(to or path)
    return to or path


def stamp(path: Path, at: str, by: str = "") -> Path:
    """Say in a workbook when (ISO, UTC) and by whom it was saved; openpyxl puts the present time."""
    import re

    with zipfile.ZipFile(path) as old:
        parts = {about.filename: old.read(about) for about in old.infolist()}
    text = re.sub(r"<cp:lastModifiedBy>.*?</cp:lastModifiedBy>", "", parts["docProps/core.xml"].decode())
    text = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{at}", text)
    who = f"<cp:lastModifiedBy>{by}</cp:lastModifiedBy>" if by else ""
    parts["docProps/core.xml"] = text.replace("</cp:coreProperties>", f"{who}</cp:coreProperties>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def make_package(folder: Path, register: Path | None, info=None) -> Path:
    """The folder of a package: ``survey.gpkg`` as far as the import reads it, and DCIM."""
    from soranome.plugin.core.fieldwork.exchange import VISIT_FIELDS

    folder.mkdir(exist_ok=True)
    (folder / "DCIM").mkdir(exist_ok=True)
    codes = ["key", "basis", *(field.code for field in VISIT_FIELDS)]
    with closing(sqlite3.connect(folder / "survey.gpkg")) as db, db:
        kinds = ", ".join(f"{code} {'DATE' if code == 'visited_on' else 'TEXT'}" for code in (*codes, "name"))
        db.execute(
            f"CREATE TABLE sites (fid INTEGER PRIMARY KEY, geom BLOB, {kinds}, edited_at DATETIME, edited_by TEXT)"
        )
        for row in _going_out(register):
            db.execute(
                "INSERT INTO sites (key, basis, status, name) VALUES (?, ?, ?, ?)",
                (row["key"], row["basis"], row["status"], row["name"]),
            )
        db.execute("CREATE TABLE soranome_list (fid INTEGER PRIMARY KEY, info TEXT)")
        db.execute("INSERT INTO soranome_list (info) VALUES (?)", ((info or list_info(register)).as_text(),))
    with closing(sqlite3.connect(folder / "background.gpkg")) as db, db:
        db.execute("CREATE TABLE tiles (id INTEGER PRIMARY KEY)")
    return folder


def fill_package(folder: Path, answers: dict[str, dict]) -> Path:
    with closing(sqlite3.connect(folder / "survey.gpkg")) as db, db:
        for key, values in answers.items():
            setting = ", ".join(f"{code} = ?" for code in values)
            db.execute(f"UPDATE sites SET {setting} WHERE key = ?", (*values.values(), key))  # noqa: S608
    return folder


def photo(path: Path | None = None, seed: int = 0, exif: dict | None = None, size=(48, 32), kind="JPEG") -> bytes:
    """A small picture, different for each seed; ``exif``: taken, offset, direction, latitude, longitude, orientation."""
    from PIL import Image

    image = Image.new("RGB", size, (seed * 7 % 256, seed * 13 % 256, seed // 256 % 256))
    image.putpixel((0, 0), (seed % 256, seed // 256 % 256, 1))
    data = io.BytesIO()
    about = Image.Exif()
    if exif:
        about[0x0112] = exif.get("orientation", 1)
        detail, place = about.get_ifd(0x8769), about.get_ifd(0x8825)
        if "taken" in exif:
            detail[0x9003] = exif["taken"]
        if "offset" in exif:
            detail[0x9011] = exif["offset"]
        if "direction" in exif:
            place[16], place[17] = "T", exif["direction"]
        if "latitude" in exif:
            for tag, value, ref in ((2, exif["latitude"], "N"), (4, exif["longitude"], "E")):
                whole = int(value)
                minutes = int((value - whole) * 60)
                place[tag - 1], place[tag] = ref, (float(whole), float(minutes), ((value - whole) * 60 - minutes) * 60)
    image.save(data, kind, **({"exif": about} if exif else {}))
    raw = data.getvalue() + (b"" if kind != "JPEG" else seed.to_bytes(8, "big"))  # phones append things of their own
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
    return raw


def bring(register: Path, results: Path, by: str = "係", **options):
    from soranome.plugin.core.fieldwork.results.importing import import_results

    return import_results(register, results, by, **{"languages": LANGUAGES, "today": TODAY, "wait_s": 5, **options})


def counts(outcome) -> dict[str, int]:
    names = ("entered", "revised", "unchanged", "replaced", "conflicting", "rejected", "decided", "undecided", "photos")
    return {name: getattr(outcome, name) for name in names if getattr(outcome, name)}


def told(register: Path) -> list[tuple]:
    """What all visits say, by site, sorted."""
    rows = contents(register)["visits"]
    names = ("site_id", "visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")
    return sorted(tuple(row[name] or "" for name in names) for row in rows)


def dump(register: Path) -> dict:
    """Every row of every table of the file, the GeoPackage's own too."""
    with closing(sqlite3.connect(register)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: db.execute(f"SELECT * FROM {name} ORDER BY rowid").fetchall() for name in tables}  # noqa: S608
