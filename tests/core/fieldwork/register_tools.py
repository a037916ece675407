"""What the tests of the register share: outlines, a coordinate system, a PostgreSQL server of their own."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
import uuid
from pathlib import Path

import pytest
from shapely import box

ROOT = Path(__file__).resolve().parents[3]
WKT = (
    'PROJCS["JGD2011 / Japan Plane Rectangular CS IX",GEOGCS["JGD2011",DATUM["Japanese_Geodetic_Datum_2011",'
    'SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",36],'
    'PARAMETER["central_meridian",139.833333333333],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",0],'
    'PARAMETER["false_northing",0],UNIT["metre",1],AUTHORITY["EPSG","6677"]]'
)


def crs():
    from soranome.plugin.core.fieldwork.register import Crs

    return Crs(6677, "JGD2011 / Japan Plane Rectangular CS IX", WKT)


def outline(x, y, width=40, height=None, nominal=False, **attributes):
    from soranome.plugin.core.fieldwork.register import Outline

    return Outline(box(x, y, x + width, y + (height or width)), attributes, nominal)


def update(target, outlines, observed_on="2024-10-25", by="山田", progress=None, **options):
    """One update in a transaction of its own."""
    from soranome.plugin.core.fieldwork.register import Observation, open_register

    with open_register(target, by, crs(), progress=progress) as register:
        return register.update(Observation(outlines, observed_on, **options), progress)


def contents(target) -> dict[str, list[dict]]:
    """All rows of all tables."""
    from soranome.plugin.core.fieldwork import register_schema as schema
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(target) as register:
        return {table.name: register.rows(table) for table in schema.TABLES}


def sites(target) -> list[dict]:
    from soranome.plugin.core.fieldwork.register import look_at

    with look_at(target) as register:
        return register.sites()


class Server:
    """A PostgreSQL server in a folder of its own, reached by a socket in it."""

    def __init__(self, folder: str):
        self.folder = folder

    def address(self, database: str) -> str:
        return f"host={self.folder} dbname={database} user=tester"

    def connect(self, database: str):
        import psycopg2

        return psycopg2.connect(self.address(database))

    def new_database(self, template="with_postgis") -> str:
        name = f"t{uuid.uuid4().hex[:10]}"
        connection = self.connect("postgres")
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        connection.close()
        return name


@contextlib.contextmanager
def postgresql():
    """A running :class:`Server` with a template database ``with_postgis``; skips, saying so, where there is none."""
    pytest.importorskip("psycopg2", reason="psycopg2 is not installed (python3-psycopg2)")
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if not programs:
        pytest.skip("PostgreSQL is not installed (postgresql, postgresql-15-postgis-3)")
    if not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        pytest.skip("PostGIS is not installed (postgresql-15-postgis-3)")
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # the server refuses to be root
    folder = tempfile.mkdtemp(prefix="soranome-pg-", dir="/tmp")  # a socket's name must be short
    if as_user:
        shutil.chown(folder, "postgres")

    def run(program, *arguments):
        subprocess.run([*as_user, programs[0] / program, *arguments], check=True, capture_output=True, cwd="/")

    try:
        run("initdb", "-D", f"{folder}/data", "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-c listen_addresses= -c fsync=off -c unix_socket_directories={folder}"
        run("pg_ctl", "start", "-w", "-D", f"{folder}/data", "-l", f"{folder}/log", "-o", options)
        try:
            server = Server(folder)
            name = server.new_database("template1")
            connection = server.connect(name)
            connection.cursor().execute("CREATE EXTENSION postgis")
            connection.commit()
            connection.close()
            connection = server.connect("postgres")
            connection.autocommit = True
            connection.cursor().execute(f"ALTER DATABASE {name} RENAME TO with_postgis")
            connection.close()
            yield server
        finally:
            run("pg_ctl", "stop", "-m", "immediate", "-D", f"{folder}/data")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
