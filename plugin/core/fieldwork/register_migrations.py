"""Bringing a register of an older version up to date: each step from one version to the next, in one transaction."""

# ruff: noqa: S608 - names of tables and columns come from register_schema

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from . import register_schema as schema


def migrate(store, version: int, describe: Callable[[], None]) -> Path | None:
    """Bring the register in ``store`` from ``version`` to today's, a backup first; the backup, where one is made.

    ``describe`` fills the tables of values of a new schema.
    """
    backup = store.back_up(version)
    for step in _STEPS[version - 1 :]:
        step(store, describe)
    store.check_references()
    return backup


def _to_2(store, describe: Callable[[], None]) -> None:
    """Version 1 had no updates (with the area looked at), relations, attention, dates of looking, nor a table of photos.

    Tables are built anew and filled: adding columns would leave them without their domains.
    """
    old = ("sites", "observations", "visits", "history", "register_info", "site_states", "statuses", "findings",
           "emergency_measures", "sources")  # fmt: skip
    columns = _set_aside(store, old, describe)
    for table in (schema.SITES, schema.VISITS, schema.HISTORY):
        _copy(store, table, columns[table.name])
    store.run("UPDATE sites SET last_checked_on = last_observed_on")
    for shown, told in (
        ("last_visited_on", "visited_on"),
        ("last_visited_by", "visited_by"),
        ("finding", "finding"),
        ("emergency_measures", "emergency_measures"),
    ):
        store.run(
            f"UPDATE sites SET {shown} = (SELECT v.{told} "  # nosec B608  # names of ours
            "FROM visits v WHERE v.site_id = sites.site_id "
            f"AND v.{told} IS NOT NULL ORDER BY v.visited_on DESC, v.fid DESC LIMIT 1)"
        )
    # Version 1 kept no runs: one for each date and source stands for them.
    store.run(
        "INSERT INTO updates (observed_on, source, candidates, sites_new, sites_repeated, sites_growing, sites_dormant, "
        "sites_healed, min_overlap, outline_uncertainty_m, content_hash, created_by) "
        "SELECT observed_on, source, count(*), 0, 0, 0, 0, 0, 0, 0, 'version 1: ' || observed_on || ' ' || source, "
        "min(created_by) FROM old_observations GROUP BY observed_on, source"
    )
    _copy(
        store,
        schema.OBSERVATIONS,
        columns["observations"],
        update_id="(SELECT u.update_id FROM updates u WHERE u.observed_on = o.observed_on AND u.source = o.source)",
        outcome="'earlier'",
    )
    for visit_id, photos in store.run("SELECT visit_id, photos FROM old_visits WHERE photos <> ''"):
        store.insert("photos", ("visit_id", "path"), [(visit_id, p.strip()) for p in photos.split(";") if p.strip()])
    _drop(store, old)


def _to_3(store, describe: Callable[[], None]) -> None:
    """Version 2 had no plan of visits, no origin of visits and photos, and no decided conflicts."""
    if store.columns("decisions"):
        return  # brought from version 1 a moment ago
    new = ("decisions", "conflict_decisions")
    old = tuple(name for name in (*(table.name for table in schema.TABLES), *schema.DOMAINS) if name not in new)
    columns = _set_aside(store, old, describe)
    for table in schema.TABLES:
        if table.name in old and table is not schema.INFO:
            _copy(store, table, columns[table.name])
    _drop(store, old)


def _set_aside(store, old: tuple[str, ...], describe: Callable[[], None]) -> dict[str, list[str]]:
    """Rename the tables ``old``, make today's, and fill those of values; the columns each old table has."""
    srid = store.srid()
    columns = {table: store.columns(table) for table in old}
    store.forget_tables(old)
    for table in old:
        store.run(f"ALTER TABLE {table} RENAME TO old_{table}")
    store.make_tables(srid)
    describe()
    store.run("DELETE FROM register_info WHERE name <> 'schema_version'")
    store.run("INSERT INTO register_info (name, value) SELECT name, value FROM old_register_info "
              "WHERE name <> 'schema_version'")  # fmt: skip
    return columns


def _drop(store, old: tuple[str, ...]) -> None:
    for table in reversed(old):
        store.run(f"DROP TABLE old_{table}{store.cascade}")


def _copy(store, table: schema.Table, columns: list[str], **made: str) -> None:
    """Copy the rows of the old table: the columns both have, and ``made`` (column → expression on the old row ``o``)."""
    new = ["fid", *(["geom"] if table.geometry else []), *table.names]
    shared = [name for name in new if name in columns and name not in made]
    names = ", ".join([*shared, *made])
    values = ", ".join([*(f"o.{name}" for name in shared), *made.values()])
    sql = f"INSERT INTO {table.name} ({names}) SELECT {values} FROM old_{table.name} o ORDER BY o.fid"  # nosec B608  # ours
    store.run(sql)
    store.keep_counting(table.name)


_STEPS: tuple[Callable, ...] = (_to_2, _to_3)
