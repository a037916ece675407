"""A register in a GeoPackage: a file on this computer or on a share, and the lock beside it.

A store runs statements with ``?`` as place holder and a geometry read as ``{geom}``; everything it writes is one
transaction, from :meth:`begin` to :meth:`commit`. :class:`~.register_postgis.PostGis` offers the same.
"""

# ruff: noqa: S608 - names of tables and columns come from register_schema; values are always bound

from __future__ import annotations

import contextlib
import ctypes
import os
import sqlite3
import struct
import sys
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, OutputError
from ..files import require_writable, scratch_beside, unwritable
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message
from . import register_schema as schema
from .register_lock import LockFile

if TYPE_CHECKING:
    import shapely

_TRY_S = 0.5
_READERS_S = 30.0  # somebody may be reading when all is ready to be kept: QGIS drawing the map
_NOWHERE = (None,) * 4
_SHARES = ("cifs", "smb3", "smbfs", "nfs", "nfs4", "afs", "9p", "ncpfs", "ceph", "davfs", "?")
_LOCAL_FUSE = ("fuse.ntfs-3g", "fuse.exfat", "fuse.fuse-overlayfs", "fuse.ext4")


class GeoPackage:
    """A register in a GeoPackage; see the module's text."""

    geom_column = "geom"

    def __init__(self, path: str | os.PathLike):
        self.path = Path(os.path.realpath(path))
        self.label = str(path)
        self._srid = 0
        self._connection: sqlite3.Connection | None = None
        self._lock: LockFile | None = None
        self._made = False
        self._progress: Progress = Silent()
        self._give_up = 0.0  # time.monotonic() until which others are waited for
        self._written: dict[str, tuple] = {}  # layer → bounds of what this transaction wrote

    # -- life ----------------------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether there is anything in the file; one that a killed first run left empty counts as none."""
        return self.path.is_file() and self.path.stat().st_size > 0

    def read(self, wait_s: float, progress: Progress) -> None:
        """Connect to look only: no lock, nothing is written. Every read waits for others until ``wait_s`` are over."""
        self._progress, self._give_up = progress, time.monotonic() + wait_s
        self._connect()
        self.run("PRAGMA query_only = ON")

    def begin(self, wait_s: float, progress: Progress) -> None:
        """Take the lock and open the one transaction, waiting for others up to ``wait_s`` seconds."""
        if not self.exists():
            require_writable(self.path)
        self._progress, self._give_up = progress, time.monotonic() + wait_s
        self._lock = LockFile(self.path, wait_s, progress).__enter__()
        self._made = not self.exists()
        self._connect()
        self._leave_wal()
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA synchronous = FULL")
        self.run("BEGIN IMMEDIATE")

    def commit(self) -> None:
        if not self._lock.held():
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} was not changed: its lock {lock} was taken away during the run. Run again.",
                ),
                path=self.label,
                lock=self._lock.path,
            )
        self._touch_contents()
        self._give_up = max(self._give_up, time.monotonic() + _READERS_S)
        self.run("COMMIT")
        self._made = False

    def close(self) -> None:
        """Give up what was not committed, and everything held."""
        try:
            if self._connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.rollback()
                self._connection.close()
            if self._made and self.path.is_file() and self._lock is not None:
                self.path.unlink()  # made by us, nothing committed
        finally:
            if self._lock is not None:
                self._lock.__exit__()

    def _connect(self) -> None:
        try:
            self._connection = sqlite3.connect(self.path, timeout=_TRY_S, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._explained(error) from error
        self.run("SELECT count(*) FROM sqlite_master")

    def _leave_wal(self) -> None:
        """Back to a rollback journal, where nobody has the file open with a write-ahead log, as QGIS does to edit.

        QGIS goes back by itself, but not while another layer of the register is open beside. On a disk of this computer
        all may stay as it is: SQLite keeps those who write apart. On a share it cannot, and rows would be lost.
        """
        ((mode,),) = self.run("PRAGMA journal_mode")
        try:
            if mode == "wal":
                (mode,) = self._connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.Error as error:
            if not _is_busy(error):
                raise self._explained(error) from error
            mode = "wal"
        if mode == "wal" and is_on_network(self.path):
            raise OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} is open for editing in QGIS, here or on another computer. Save the edits there and remove the "
                    "layers of the register from the project, then run again. Nothing was changed.",
                ),
                path=self.label,
            )

    def _explained(self, error: sqlite3.Error) -> Exception:
        text = str(error)
        if _is_busy(error):
            return OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} is locked by another program. Close it there, or end the edit mode in QGIS, then run again. "
                    "Nothing was changed.",
                ),
                path=self.label,
            )
        if "readonly" in text:
            return OutputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} may only be read. Take away its write protection or ask for the right to write, then run "
                    "again. Nothing was changed.",
                ),
                path=self.label,
            )
        if "not a database" in text or "malformed" in text:
            return InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} is no GeoPackage or is damaged ({detail}). Choose another file or a backup of it.",
                ),
                path=self.label,
                detail=text,
            )
        if isinstance(error, sqlite3.IntegrityError):
            return schema.not_taken(self.label, text)
        return unwritable(self.path, error)

    # -- statements ----------------------------------------------------------------------------

    def run(self, sql: str, values: Sequence = ()) -> list[tuple]:
        """Rows of a statement; where another program has the file, it is tried again until the time to wait is over."""
        sql = sql.replace("{geom}", self.geom_column)
        said = False
        while True:
            try:
                return self._connection.execute(sql, values).fetchall()
            except sqlite3.Error as error:
                if not _is_busy(error) or time.monotonic() > self._give_up:
                    raise self._explained(error) from error
            check_cancelled(self._progress)
            if not said and not self._connection.in_transaction:
                said = True
                text = QT_TRANSLATE_NOOP("SoraNoMe", "Waiting: {path} is locked by another program.")
                self._progress.report(0, Message(text, {"path": self.label}))

    def insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence]) -> None:
        """Insert ``rows``; a value named ``geom`` is a shapely geometry or None."""
        holders = ", ".join("?" * len(names))
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holders})"  # nosec B608  # names of ours
        self._many(table, sql, names, rows)

    def update(self, table: str, names: Sequence[str], key: str, rows: Iterable[Sequence]) -> None:
        """Set ``names`` where ``key`` (the last value of each row) is."""
        setting = ", ".join(f"{name} = ?" for name in names)
        sql = f"UPDATE {table} SET {setting} WHERE {key} = ?"  # nosec B608  # names of ours
        self._many(table, sql, (*names, key), rows)

    def _many(self, table: str, sql: str, names: Sequence[str], rows: Iterable[Sequence]) -> None:
        where = names.index("geom") if "geom" in names else None
        encoded = []
        bounds = self._written.get(table, _NOWHERE)
        for row in rows:
            values = list(row)
            if where is not None and values[where] is not None:
                bounds = _around(bounds, values[where].bounds)
                values[where] = geopackage_blob(values[where], self._srid)
            encoded.append(values)
        if not encoded:
            return
        self._written[table] = bounds
        try:
            self._connection.executemany(sql, encoded)
        except sqlite3.Error as error:
            raise self._explained(error) from error

    @staticmethod
    def geometry(value: bytes | None) -> shapely.Geometry | None:
        """A geometry as the database keeps it → shapely."""

        import shapely

        return None if value is None else shapely.from_wkb(geopackage_wkb(value))

    # -- register ------------------------------------------------------------------------------

    def has_register(self, may_be_made: bool = False) -> bool:
        """Whether the tables are there; raises :class:`InputError` where the file is something else."""
        tables = {name for (name,) in self.run("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "register_info" in tables:
            return True
        if tables:
            if not may_be_made:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "{path} holds other data and is no register. Choose the register."),
                    path=self.label,
                )
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path} holds other data and is no register. Choose a register, or the name of a new file.",
                ),
                path=self.label,
            )
        return False

    def create(self, crs: schema.Crs) -> None:
        """Make the register's tables."""
        self.run(f"PRAGMA application_id = {schema.GEOPACKAGE_ID}")
        self.run(f"PRAGMA user_version = {schema.GEOPACKAGE_VERSION}")
        for statement in schema.GEOPACKAGE_BASE:
            self.run(statement)
        number = crs.epsg or 100_000
        own = (crs.name, number, "EPSG" if crs.epsg else "NONE", number, crs.wkt, None)
        for system in (*schema.GEOPACKAGE_SYSTEMS, own):
            self.run("INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", system)
        self.make_tables(number)
        self._contents("layer_styles", "layer_styles", "attributes", None)

    def make_tables(self, srid: int) -> None:
        """Make what :mod:`register_schema` describes and list it as GeoPackages do."""
        self._srid = srid
        for statement in schema.geopackage_tables():
            self.run(statement)
        for table in schema.TABLES:
            self._contents(table.name, table.name, "features" if table.geometry else "attributes", srid)
            if table.geometry:
                row = (table.name, "geom", "MULTIPOLYGON", srid, 0, 0)
                self.run("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", row)
        for name in schema.DOMAINS:
            self._contents(name, name, "attributes", None)

    def _contents(self, table: str, identifier: str, kind: str, srid: int | None) -> None:
        self.run(
            "INSERT INTO gpkg_contents (table_name, identifier, data_type, srs_id) VALUES (?, ?, ?, ?)",
            (table, identifier, kind, srid if kind == "features" else None),
        )

    def crs(self) -> schema.Crs:
        """The coordinate system of the sites."""
        ((name, number, wkt, organization),) = self.run(
            "SELECT s.srs_name, s.srs_id, s.definition, s.organization FROM gpkg_geometry_columns g "
            "JOIN gpkg_spatial_ref_sys s USING (srs_id) WHERE g.table_name = 'sites'"
        )
        self._srid = number
        return schema.Crs(number if organization.upper() == "EPSG" else 0, name, wkt)

    def _touch_contents(self) -> None:
        """What GeoPackage readers take as extent and date of the layers written to."""
        for table, bounds in self._written.items():
            (known,) = self.run("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,))
            extent = _around(bounds, known)
            self.run(
                "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                (schema.now(), *extent, table),
            )

    def set_style(self, table: str, qml: str) -> None:
        """Keep ``qml`` as the style QGIS opens ``table`` with."""
        geometry = "geom" if next(t for t in schema.TABLES if t.name == table).geometry else ""
        self.run("DELETE FROM layer_styles WHERE f_table_name = ?", (table,))
        self.run(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
            "styleQML, styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, ?, ?, ?, '', 1, '', '')",
            (table, geometry, table, qml),
        )

    def back_up(self, version: int) -> Path | None:
        """Copy the register, as committed, beside itself by SQLite's own means; the new file's name.

        To be called outside the transaction: it ends the one that is open and begins the next.
        """
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        target = self.path.with_name(f"{self.path.stem}.v{version}-{stamp}.gpkg")
        scratch = scratch_beside(target, ".gpkg")
        self._connection.execute("ROLLBACK")
        try:
            with contextlib.closing(sqlite3.connect(scratch)) as copy:
                self._connection.backup(copy)
            os.replace(scratch, target)
        except (sqlite3.Error, OSError) as error:
            raise unwritable(target, error) from error
        finally:
            scratch.unlink(missing_ok=True)
        # Tables are going to be rebuilt, and this cannot be switched inside a transaction.
        self.run("PRAGMA foreign_keys = OFF")
        self.run("PRAGMA legacy_alter_table = ON")
        self._give_up = max(self._give_up, time.monotonic() + _READERS_S)
        self.run("BEGIN IMMEDIATE")
        return target

    def forget_tables(self, tables: Iterable[str]) -> None:
        """Take ``tables``, renamed or about to be made anew, off the lists of the GeoPackage; drop all triggers."""
        for name in tables:
            self.run("DELETE FROM gpkg_geometry_columns WHERE table_name = ?", (name,))
            self.run("DELETE FROM gpkg_contents WHERE table_name = ?", (name,))
        for kind in ("trigger", "index"):
            for name, table in self.run(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = ? AND sql NOT NULL", (kind,)
            ):
                if table in tables:
                    self.run(f"DROP {kind} {name}")

    cascade = ""

    def srid(self) -> int:
        """Number of the coordinate system of the sites."""
        return self.run("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'sites'")[0][0]

    def columns(self, table: str) -> list[str]:
        """Names of the columns of a table of any version."""
        return [name for (name,) in self.run("SELECT name FROM pragma_table_info(?)", (table,))]

    def keep_counting(self, table: str) -> None:
        """Nothing: SQLite goes on after the highest number by itself."""

    def check_references(self) -> None:
        """Raise :class:`InputError` where a row refers to none."""
        wrong = self.run("PRAGMA foreign_key_check")
        if wrong:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "{path}: {count} rows refer to rows that are not there (the first in {table}). Restore a backup.",
                ),
                path=self.label,
                count=len(wrong),
                table=wrong[0][0],
            )


def geopackage_blob(geometry: shapely.Geometry, srid: int) -> bytes:
    """A geometry as GeoPackages keep it (OGC 12-128r18, §2.1.3): header with envelope, then WKB."""

    import shapely

    west, south, east, north = geometry.bounds
    head = struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, srid, west, east, south, north)
    return head + shapely.to_wkb(geometry, output_dimension=2, byte_order=1)


def geopackage_wkb(blob: bytes) -> bytes:
    """The WKB inside a GeoPackage geometry, whichever envelope its writer chose."""
    length = (0, 32, 48, 48, 64)[blob[3] >> 1 & 7]
    return blob[8 + length :]


def _around(first: tuple, second: tuple) -> tuple:
    """Bounds (west, south, east, north) that hold both; where one is unknown, the other."""
    both = [corners for corners in (first, second) if None not in corners]
    return tuple(pick(values) for pick, values in zip((min, min, max, max), zip(*both))) if both else _NOWHERE


def is_on_network(path: Path) -> bool:
    """Whether ``path`` is on a file share rather than on a disk of this computer; where in doubt, it is."""
    path = Path(os.path.realpath(path))
    if sys.platform == "win32":
        return str(path).startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == 4  # DRIVE_REMOTE
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # macOS keeps shares under /Volumes
        return path.is_relative_to("/Volumes")
    found = [line.split(" ") for line in mounts]
    holding = [(where, kind) for _, where, kind, *_ in found if path.is_relative_to(where.replace("\\040", " "))]
    # The deepest holds it, and of several in one place the last.
    kind = max(enumerate(holding), key=lambda entry: (len(entry[1][0]), entry[0]))[1][1] if holding else "?"
    return kind in _SHARES or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE)


def _is_busy(error: Exception) -> bool:
    return "locked" in str(error) or "busy" in str(error)
