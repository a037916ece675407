"""Where a register is to be made: a GeoPackage, or a database of a PostgreSQL server that runs for the session."""

from __future__ import annotations

import pytest

from tests.core.fieldwork import register_tools as tools


@pytest.fixture(scope="session")
def server():
    with tools.postgresql() as running:
        yield running


@pytest.fixture(params=["geopackage", "postgis"])
def target(request, tmp_path):
    """Where a register is to be made."""
    if request.param == "geopackage":
        return str(tmp_path / "台帳.gpkg")
    server = request.getfixturevalue("server")
    return server.address(server.new_database())
