"""A register in the schema ``soranome`` of a PostGIS database; the same store as :mod:`register_geopackage`."""

# ruff: noqa: S608 - names of tables and columns come from register_schema; values are always bound

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ..errors import InputError, OutputError
from ..tasks import Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP
from . import register_schema as schema

if TYPE_CHECKING:
    import shapely

SCHEMA = "soranome"
"""The schema of the database that holds the register's tables."""
_TRY_S = 0.5


class PostGis:
    """A register in the schema ``soranome`` of a PostGIS database; see the module's text."""

    geom_column = "ST_AsBinary(geom)"

    def __init__(self, address: str):
        self._address = address
        self.label = _without_secrets(address)
        self._srid = 0
        self._connection = None

    # -- life ----------------------------------------------------------------------------------

    def exists(self) -> bool:
        """Whether the database holds a register."""
        self._connect()
        return bool(self.run("SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = ?",
                             (SCHEMA, "register_info")))  # fmt: skip

    def read(self, wait_s: float, progress: Progress) -> None:
        """Connect to look only; in PostgreSQL, who reads waits for nobody who writes."""
        self._connect()
        self._connection.rollback()  # a session can only be changed between transactions
        self._connection.set_session(readonly=True)
        self._enter_schema()

    def begin(self, wait_s: float, progress: Progress) -> None:
        """Take the register's advisory lock, which ends with the transaction whatever happens."""
        self._connect()
        give_up = time.monotonic() + wait_s
        key = int.from_bytes(b"soranome", "big", signed=True)
        while not self.run("SELECT pg_try_advisory_xact_lock(?)", (key,))[0][0]:
            check_cancelled(progress)
            if time.monotonic() > give_up:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} is being written by {holder}. Wait until that run has ended, then run again.",
                    ),
                    path=self.label,
                    holder=self._holder(),
                )
            time.sleep(_TRY_S)
        self._enter_schema()

    def _enter_schema(self) -> None:
        self.run("SELECT set_config('search_path', ? || ', ' || current_setting('search_path'), true)", (SCHEMA,))

    def _holder(self) -> str:
        found = self.run(
            "SELECT DISTINCT a.usename, coalesce(a.client_hostname, host(a.client_addr), '-'), "
            "to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') "
            "FROM pg_locks l JOIN pg_stat_activity a USING (pid) "
            "WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database()"
        )
        return "; ".join(" ".join(str(part) for part in row) for row in found) or "?"

    def commit(self) -> None:
        self._connection.commit()

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()  # what was not committed is given up

    def _connect(self) -> None:
        if self._connection is not None:
            return
        try:
            import psycopg2
        except ImportError as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "A register on PostGIS needs the Python library psycopg2, which is not installed."
                )
            ) from error
        try:
            self._connection = psycopg2.connect(self._address, connect_timeout=15, application_name="SoraNoMe")
        except psycopg2.Error as error:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The database {path} cannot be reached ({detail}). Check the connection in QGIS, and user and password.",
                ),
                path=self.label,
                detail=_first_line(error),
            ) from error

    def _explained(self, error) -> Exception:
        if (error.pgcode or "").startswith("23"):  # integrity constraint violation
            return schema.not_taken(self.label, _first_line(error))
        return OutputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The register in {path} cannot be read or written ({detail}). Nothing was changed. Ask the administrator of "
                "the database.",
            ),
            path=self.label,
            detail=_first_line(error),
        )

    # -- statements ----------------------------------------------------------------------------

    def run(self, sql: str, values: Sequence = ()) -> list[tuple]:
        import psycopg2

        try:
            with self._connection.cursor() as cursor:
                if values:
                    sql = sql.replace("%", "%%").replace("?", "%s")
                    cursor.execute(sql.replace("{geom}", self.geom_column), tuple(values))
                else:
                    cursor.execute(sql.replace("{geom}", self.geom_column))
                return [tuple(_plain(v) for v in row) for row in cursor.fetchall()] if cursor.description else []
        except psycopg2.Error as error:
            raise self._explained(error) from error

    def insert(self, table: str, names: Sequence[str], rows: Iterable[Sequence]) -> None:
        holders = ", ".join(self._holder_of(name) for name in names)
        sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({holders})"  # nosec B608  # names of ours
        self._many(sql, names, rows)

    def update(self, table: str, names: Sequence[str], key: str, rows: Iterable[Sequence]) -> None:
        setting = ", ".join(f"{name} = {self._holder_of(name)}" for name in names)
        sql = f"UPDATE {table} SET {setting} WHERE {key} = %s"  # nosec B608  # names of ours
        self._many(sql, (*names, key), rows)

    def _holder_of(self, name: str) -> str:
        return f"ST_GeomFromWKB(%s, {int(self._srid)})" if name == "geom" else "%s"

    def _many(self, sql: str, names: Sequence[str], rows: Iterable[Sequence]) -> None:
        import psycopg2
        import shapely
        from psycopg2.extras import execute_batch

        where = names.index("geom") if "geom" in names else None

        encoded = []
        for row in rows:
            values = list(row)
            if where is not None and values[where] is not None:
                values[where] = psycopg2.Binary(shapely.to_wkb(values[where], output_dimension=2))
            encoded.append(values)
        try:
            with self._connection.cursor() as cursor:
                execute_batch(cursor, sql, encoded)
        except psycopg2.Error as error:
            raise self._explained(error) from error

    @staticmethod
    def geometry(value) -> shapely.Geometry | None:
        import shapely

        return None if value is None else shapely.from_wkb(bytes(value))

    # -- register ------------------------------------------------------------------------------

    def has_register(self, may_be_made: bool = False) -> bool:
        return self.exists()

    def create(self, crs: schema.Crs) -> None:
        if not crs.epsg:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "A register on PostGIS needs a coordinate system with an EPSG code; {name} has none. Choose one, "
                    "such as EPSG:6677.",
                ),
                name=crs.name,
            )
        if not self.run("SELECT 1 FROM pg_extension WHERE extname = 'postgis'"):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The database {path} has no PostGIS. Ask its administrator to run: CREATE EXTENSION postgis;",
                ),
                path=self.label,
            )
        self.run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        self.make_tables(crs.epsg)

    def make_tables(self, srid: int) -> None:
        self._srid = srid
        for statement in schema.postgis_tables(srid):
            self.run(statement)

    def crs(self) -> schema.Crs:
        ((srid,),) = self.run("SELECT Find_SRID(?, 'sites', 'geom')", (SCHEMA,))
        ((wkt,),) = self.run("SELECT srtext FROM spatial_ref_sys WHERE srid = ?", (srid,))
        self._srid = srid
        return schema.Crs(srid, wkt.split('"')[1], wkt)

    def set_style(self, table: str, qml: str) -> None:
        geometry = "geom" if next(t for t in schema.TABLES if t.name == table).geometry else None
        if not self.run("SELECT to_regclass('public.layer_styles') IS NOT NULL")[0][0]:
            self.run(schema.POSTGIS_STYLES)
        where = (SCHEMA, table)
        self.run(
            "DELETE FROM public.layer_styles WHERE f_table_catalog = current_database() AND f_table_schema = ? "
            "AND f_table_name = ?", where
        )  # fmt: skip
        self.run(
            "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename, "
            "styleqml, useasdefault, owner) VALUES (current_database(), ?, ?, ?, ?, XMLPARSE(DOCUMENT ?), true, "
            "current_user)",
            (*where, geometry, table, qml),
        )

    def back_up(self, version: int) -> None:
        """Nothing: the change of the tables is part of the transaction, and backups are the administrator's."""

    def forget_tables(self, tables: Iterable[str]) -> None:
        """Rename the indexes and drop the triggers of ``tables``, whose names the new ones take."""
        found = self.run(
            "SELECT t.tgname, c.relname, p.proname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE NOT t.tgisinternal AND n.nspname = ?", (SCHEMA,)
        )  # fmt: skip
        for trigger, table, function in found:
            if table in tables:
                self.run(f"DROP TRIGGER {trigger} ON {table}")
                self.run(f"DROP FUNCTION IF EXISTS {function}()")
        for index, table in self.run("SELECT indexname, tablename FROM pg_indexes WHERE schemaname = ?", (SCHEMA,)):
            if table in tables:
                self.run(f"ALTER INDEX {index} RENAME TO old_{index}")

    cascade = " CASCADE"

    def srid(self) -> int:
        """Number of the coordinate system of the sites."""
        return self.run("SELECT Find_SRID(?, 'sites', 'geom')", (SCHEMA,))[0][0]

    def columns(self, table: str) -> list[str]:
        """Names of the columns of a table of any version."""
        where = (SCHEMA, table)
        sql = "SELECT column_name FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
        return [name for (name,) in self.run(sql, where)]

    def keep_counting(self, table: str) -> None:
        """Let new rows be numbered after those copied with their numbers."""
        sql = f"SELECT setval(pg_get_serial_sequence('{table}', 'fid'), (SELECT max(fid) FROM {table}))"  # nosec B608  # ours
        self.run(sql)

    def check_references(self) -> None:
        """Nothing: PostgreSQL has checked each."""


def _plain(value):
    """What the database driver returns → what SQLite would."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["?"])[0]


def _without_secrets(address: str) -> str:
    """An address of a database fit to be shown."""
    try:
        from psycopg2.extensions import parse_dsn

        parts = parse_dsn(address)
    except Exception:  # what it raises depends on its version; the address itself may hold a password
        return "PostgreSQL"
    return f"{parts.get('host', 'localhost')}/{parts.get('dbname', parts.get('service', '-'))}"
