"""A register as version 1 made it, with three sites, their observations and visits: what a migration starts from."""

from __future__ import annotations

import sqlite3

import shapely

SITES = tuple(f"{n}1111111-1111-4111-8111-111111111111" for n in (1, 2, 3))
OUTLINES = (shapely.box(0, 0, 40, 40), shapely.box(200, 0, 260, 30), shapely.box(500, 500, 530, 530))
DOMAINS = {
    "site_states": ("new", "repeated", "growing", "dormant", "healed"),
    "statuses": ("unvisited", "visited", "under_correction", "corrected", "lawful", "false_detection"),
    "findings": ("survey_needed", "watch", "no_action"),
    "emergency_measures": ("needed", "not_needed"),
    "sources": ("satellite", "patrol", "citizen_report", "other"),
}
_FIGURES = "candidate_id TEXT, rank INTEGER, priority {real}, change INTEGER, reasons TEXT"
_AUDIT = "created_at {time} NOT NULL, created_by TEXT, updated_at {time} NOT NULL, updated_by TEXT"
TABLES = (
    "CREATE TABLE register_info (fid {key}, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL)",
    *(f"CREATE TABLE {name} (id {{key}}, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL)" for name in DOMAINS),
    "CREATE TABLE sites (fid {key}, geom {geom}, site_id TEXT NOT NULL UNIQUE, "
    "state TEXT NOT NULL REFERENCES site_states (code), status TEXT NOT NULL REFERENCES statuses (code), "
    "origin TEXT NOT NULL REFERENCES sources (code), first_observed_on {date}, last_observed_on {date}, area_m2 {real}, "
    f"remarks TEXT, {_FIGURES}, {_AUDIT})",
    "CREATE TABLE observations (fid {key}, geom {geom}, observation_id TEXT NOT NULL UNIQUE, "
    "site_id TEXT NOT NULL REFERENCES sites (site_id), observed_on {date} NOT NULL, "
    f"source TEXT NOT NULL REFERENCES sources (code), area_m2 {{real}} NOT NULL, {_FIGURES}, "
    f"content_hash TEXT NOT NULL UNIQUE, {_AUDIT})",
    "CREATE TABLE visits (fid {key}, visit_id TEXT NOT NULL UNIQUE, site_id TEXT NOT NULL REFERENCES sites (site_id), "
    "visited_on {date} NOT NULL, visited_by TEXT, status TEXT REFERENCES statuses (code), "
    "finding TEXT REFERENCES findings (code), emergency_measures TEXT REFERENCES emergency_measures (code), "
    f"remarks TEXT, photos TEXT, content_hash TEXT NOT NULL UNIQUE, {_AUDIT})",
    "CREATE TABLE history (fid {key}, site_id TEXT REFERENCES sites (site_id), at {time} NOT NULL, by_whom TEXT, "
    "what TEXT NOT NULL, old_value TEXT, new_value TEXT)",
    "CREATE INDEX observations_site_id ON observations (site_id)",
)
_AT = "2024-11-01T00:00:00.000Z"


def rows() -> list[tuple[str, dict]]:
    """(table, row) in order of entry; geometries as shapely."""
    found: list[tuple[str, dict]] = [("register_info", {"name": "schema_version", "value": "1"})]
    found.append(("register_info", {"name": "register_id", "value": "9" * 36}))
    found += [(table, {"code": code, "label": code}) for table, codes in DOMAINS.items() for code in codes]
    audit = {"created_at": _AT, "created_by": "旧版", "updated_at": _AT, "updated_by": "旧版"}
    for n, (site, outline) in enumerate(zip(SITES, OUTLINES), 1):
        figures = {"candidate_id": f"C{n}", "rank": n, "priority": 0.9 - n / 10, "change": 1, "reasons": "理由"}
        common = {"geom": shapely.MultiPolygon([outline]), "area_m2": outline.area, **figures, **audit}
        dates = {"first_observed_on": "2024-05-18", "last_observed_on": "2024-10-25"}
        status = "lawful" if n == 1 else "unvisited"
        found.append(("sites", {"site_id": site, "state": "repeated", "status": status, "origin": "satellite",
                                "remarks": "手書きのメモ", **dates, **common}))  # fmt: skip
        for observed_on in dates.values():
            key = f"{n}{observed_on}"
            found.append(("observations", {"observation_id": f"{key:0<36}", "site_id": site, "observed_on": observed_on,
                                           "source": "satellite", "content_hash": key, **common}))  # fmt: skip
    visit = {"visit_id": "8" * 36, "site_id": SITES[0], "visited_on": "2024-10-30", "visited_by": "山田",
             "status": "lawful", "finding": "no_action", "remarks": "許可あり\n看板を確認", "photos": "写真/a.jpg; b.jpg",
             "content_hash": "v1", **audit}  # fmt: skip
    found.append(("visits", visit))
    found.append(("history", {"site_id": SITES[0], "at": _AT, "by_whom": "山田", "what": "status",
                              "old_value": "unvisited", "new_value": "lawful"}))  # fmt: skip
    return found


def make_geopackage(path) -> None:
    from soranome.plugin.core.fieldwork import register_schema as schema
    from soranome.plugin.core.fieldwork.register_geopackage import geopackage_blob

    types = {
        "key": "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "geom": "MULTIPOLYGON", "real": "DOUBLE", "date": "DATE",
        "time": "DATETIME",
    }  # fmt: skip
    connection = sqlite3.connect(path)
    for statement in (*schema.GEOPACKAGE_BASE, *(text.format(**types) for text in TABLES)):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.GEOPACKAGE_ID}")
    systems = (*schema.GEOPACKAGE_SYSTEMS, ("JGD2011 / IX", 6677, "EPSG", 6677, 'PROJCS["IX"]', None))
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", systems)
    for table in ("sites", "observations"):
        connection.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
                           (table, "features", table, 6677))  # fmt: skip
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', 6677, 0, 0)", (table,))
    for table in (*DOMAINS, "visits", "history", "register_info", "layer_styles"):
        connection.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)",
                           (table, table))  # fmt: skip
    for table, row in rows():
        values = [geopackage_blob(v, 6677) if name == "geom" else v for name, v in row.items()]
        holders = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({holders})", values)  # noqa: S608
    connection.commit()
    connection.close()


def make_postgis(connection) -> None:
    types = {
        "key": "integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY", "geom": "geometry(MultiPolygon, 6677)",
        "real": "double precision", "date": "date", "time": "timestamptz",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA soranome; SET search_path TO soranome, public")
        for text in TABLES:
            cursor.execute(text.format(**types))
        for table, row in rows():
            holders = ", ".join("ST_GeomFromWKB(%s, 6677)" if name == "geom" else "%s" for name in row)
            values = [shapely.to_wkb(v) if name == "geom" else v for name, v in row.items()]
            cursor.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({holders})", values)  # noqa: S608
    connection.commit()
