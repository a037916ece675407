"""What a register holds: tables, columns, domains of values; as SQL for a GeoPackage and for PostGIS.

``sites`` are places that live on from one observation to the next. ``observations`` are what was seen, where and when,
and by whom (satellite, patrol, citizen); ``updates`` the runs that brought them, with the area that was looked at.
``visits`` and ``photos`` are what inspectors brought back: visits can be added, never removed, and an edited one leaves
its former values in ``history``, which triggers of the database itself write, whatever program edits.
"""

# ruff: noqa: S608 - the statements are made of the names below, never of what a user types

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ..errors import InputError
from ..fill.candidates import CLASS_NAMES
from ..text import QT_TRANSLATE_NOOP
from .values import EMERGENCY_MEASURES, FINDINGS, STATUSES

VERSION = 3
"""Version of the schema this code writes; ``register_migrations`` brings older ones here."""

GEOPACKAGE_ID = 0x47504B47  # "GPKG"
GEOPACKAGE_VERSION = 10300

STATES = {
    "new": QT_TRANSLATE_NOOP("SoraNoMe", "new"),
    "repeated": QT_TRANSLATE_NOOP("SoraNoMe", "seen again"),
    "growing": QT_TRANSLATE_NOOP("SoraNoMe", "growing"),
    "dormant": QT_TRANSLATE_NOOP("SoraNoMe", "dormant"),
    "healed": QT_TRANSLATE_NOOP("SoraNoMe", "healed"),
    "merged": QT_TRANSLATE_NOOP("SoraNoMe", "merged into another site"),
}
"""What the observations say about a site."""

SOURCES = {
    "satellite": QT_TRANSLATE_NOOP("SoraNoMe", "satellite"),
    "patrol": QT_TRANSLATE_NOOP("SoraNoMe", "patrol"),
    "citizen_report": QT_TRANSLATE_NOOP("SoraNoMe", "citizen's report"),
    "other": QT_TRANSLATE_NOOP("SoraNoMe", "other source"),
}
"""Who saw it."""

ATTENTIONS = {
    "grown_after_decision": QT_TRANSLATE_NOOP("SoraNoMe", "grows although closed as lawful or false"),
    "changed_after_correction": QT_TRANSLATE_NOOP("SoraNoMe", "changed again after correction"),
}
"""Why a site that was closed wants another look."""

OUTCOMES = {
    "new": QT_TRANSLATE_NOOP("SoraNoMe", "a new site"),
    "repeated": QT_TRANSLATE_NOOP("SoraNoMe", "a known site, seen again"),
    "growing": QT_TRANSLATE_NOOP("SoraNoMe", "a known site, larger than before"),
    "greening": QT_TRANSLATE_NOOP("SoraNoMe", "vegetation returns on a known site"),
    "earlier": QT_TRANSLATE_NOOP("SoraNoMe", "an earlier look at a known site"),
    "no_site": QT_TRANSLATE_NOOP("SoraNoMe", "vegetation returns where no site is known"),
}
"""What an observation was to the register."""

RELATIONS = {
    "merged": QT_TRANSLATE_NOOP("SoraNoMe", "became one site with"),
    "joined": QT_TRANSLATE_NOOP("SoraNoMe", "is connected with"),
}
"""How two sites belong together."""

DECISIONS = {
    "register": QT_TRANSLATE_NOOP("SoraNoMe", "leave the register as it is"),
    "list": QT_TRANSLATE_NOOP("SoraNoMe", "take what the list says"),
}
"""What became of a result that contradicted the register."""

DOMAINS = {
    "site_states": STATES,
    "statuses": STATUSES,
    "findings": FINDINGS,
    "emergency_measures": EMERGENCY_MEASURES,
    "sources": SOURCES,
    "attentions": ATTENTIONS,
    "outcomes": OUTCOMES,
    "relation_kinds": RELATIONS,
    "conflict_decisions": DECISIONS,
}
"""Tables of permitted values: name → code → words."""


def now() -> str:
    """The present time, UTC, as GeoPackages write it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_key() -> str:
    """A key for a row (RFC 9562 version 4)."""
    return str(uuid.uuid4())


def require_date(text: str) -> None:
    """Raise :class:`InputError` where ``text`` is no ISO date."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return
    except (TypeError, ValueError):
        pass
    raise InputError(QT_TRANSLATE_NOOP("SoraNoMe", "{word} is no date. Write dates as 2024-07-31."), word=text)


def require_code(name: str, code: str | None, codes: Mapping[str, str]) -> None:
    """Raise :class:`InputError` where ``code`` is none of ``codes``."""
    if code is not None and code not in codes:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{name}={value} is no choice. Give one of: {choices}."),
            name=name,
            value=code,
            choices=", ".join(codes),
        )


def not_taken(path: str, detail: str) -> InputError:
    """The error to raise where the database refuses a value."""
    return InputError(
        QT_TRANSLATE_NOOP("SoraNoMe", "The register {path} does not take a value ({detail}). Nothing was changed."),
        path=path,
        detail=detail,
    )


@dataclass(frozen=True)
class Crs:
    """The coordinate system of a register: projected, in metres. ``epsg`` 0 where it has no code; ``wkt`` is WKT 1."""

    epsg: int
    name: str
    wkt: str

    def same_as(self, other: Crs) -> bool:
        """Whether ``other`` is the same system, by its code where either has one."""
        return self.epsg == other.epsg and (self.epsg != 0 or self.wkt == other.wkt)


@dataclass(frozen=True)
class Column:
    """``kind`` is text, uuid, date, time, real, integer or boolean; ``refers`` a table (and column) of the register.

    ``check`` is a condition both databases understand. ``values`` (code → words) are what a form offers where
    ``refers`` names no table of :data:`DOMAINS`.
    """

    name: str
    kind: str
    title: str
    refers: str = ""
    required: bool = False
    default: str = ""
    check: str = ""
    unique: bool = False
    values: dict | None = None

    @property
    def choices(self) -> dict | None:
        """Code → words of the values it may hold; None where any."""
        return self.values or DOMAINS.get(self.refers)


@dataclass(frozen=True)
class Table:
    """``key`` is the column other tables refer to; ``geometry`` whether there is a MultiPolygon column ``geom``."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: str = ""
    geometry: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _share(name: str, title: str) -> Column:
    return Column(name, "real", title, check=f"{name} BETWEEN 0 AND 1")


FIGURES = (
    Column("candidate_id", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Candidate ID")),
    Column("rank", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Rank"), check="rank >= 1"),
    _share("priority", QT_TRANSLATE_NOOP("SoraNoMe", "Priority (0–1)")),
    _share("probability", QT_TRANSLATE_NOOP("SoraNoMe", "Probability (0–1)")),
    Column("change", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change"), values=CLASS_NAMES),
    _share("class_share", QT_TRANSLATE_NOOP("SoraNoMe", "Share of that kind")),
    _share("score", QT_TRANSLATE_NOOP("SoraNoMe", "Score (0–1)")),
    _share("score_max", QT_TRANSLATE_NOOP("SoraNoMe", "Score, highest")),
    # As text, as in the layers of candidates, so that both can be read alike.
    Column("before_date", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Date before"), check="before_date LIKE '____-__-__'"),
    Column("after_date", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Date after"), check="after_date LIKE '____-__-__'"),
    Column("before_image", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Image before")),
    Column("after_image", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Image after")),
    Column("municipality", "text", QT_TRANSLATE_NOOP("SoraNoMe", "City / town")),
    Column("latitude", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Latitude"), check="latitude BETWEEN -90 AND 90"),
    Column("longitude", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Longitude"), check="longitude BETWEEN -180 AND 180"),
    Column("reasons", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons")),
    Column("reason_codes", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons (codes)")),
    Column("priority_class", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Priority class")),
    Column("verdict_name", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law")),
    Column("permit_name", "text", QT_TRANSLATE_NOOP("SoraNoMe", "State of permits")),
    Column("zone_name", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Zone of the fill law")),
    Column("parcels", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Parcels (share)")),
    Column("triage_reasons", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons of triage")),
    Column("onset_from", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Changed after")),
    Column("onset_to", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Changed before")),
    Column("attributes", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Other fields (JSON)")),
)
"""Fields of candidates kept in columns of their own, on the observation and, of the latest one, on the site.

``attributes`` holds all the others, so that nothing a later version of the detection finds is lost."""

_AUDIT = (
    Column("created_at", "time", QT_TRANSLATE_NOOP("SoraNoMe", "Entered at (UTC)"), required=True, default="now"),
    Column("created_by", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Entered by")),
    Column("updated_at", "time", QT_TRANSLATE_NOOP("SoraNoMe", "Changed at (UTC)"), required=True, default="now"),
    Column("updated_by", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Changed by")),
)


def _key(name: str) -> Column:
    title = QT_TRANSLATE_NOOP("SoraNoMe", "Key (do not change)")
    return Column(name, "uuid", title, required=True, default="uuid", unique=True)


def _site(required: bool) -> Column:
    return Column(
        "site_id", "uuid", QT_TRANSLATE_NOOP("SoraNoMe", "Key of the site"), refers="sites", required=required
    )


_OBSERVED_ON = Column("observed_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Observed on"), required=True)
_SOURCE = Column("source", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Source"), refers="sources", required=True)
_HASH = Column("content_hash", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Fingerprint"), required=True, unique=True)
_REMARKS = Column("remarks", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"))
_NOMINAL = Column(
    "nominal_outline",
    "boolean",
    QT_TRANSLATE_NOOP("SoraNoMe", "Outline is a circle round a reported point"),
    required=True,
    default="false",
)

SITES = Table(
    "sites",
    QT_TRANSLATE_NOOP("SoraNoMe", "Sites"),
    (
        _key("site_id"),
        Column("site_code", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Site"), unique=True),
        Column(
            "state",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "State by observation"),
            refers="site_states",
            required=True,
            default="'new'",
        ),
        Column(
            "status",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "Status"),
            refers="statuses",
            required=True,
            default="'unvisited'",
        ),
        Column("attention", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Attention"), refers="attentions"),
        Column("attention_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Attention since")),
        Column(
            "origin",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "First seen by"),
            refers="sources",
            required=True,
            default="'other'",
        ),
        Column("first_observed_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "First seen on")),
        Column("last_observed_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Change last seen on")),
        Column("last_checked_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Last looked at on")),
        _NOMINAL,
        Column("area_m2", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"), check="area_m2 > 0"),
        Column("first_area_m2", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Area when first seen (m²)")),
        Column("merged_into", "uuid", QT_TRANSLATE_NOOP("SoraNoMe", "Merged into site (key)"), refers="sites"),
        Column("last_visited_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Last visit on")),
        Column("last_visited_by", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Last visit by")),
        Column("finding", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Finding"), refers="findings"),
        Column(
            "emergency_measures",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures"),
            refers="emergency_measures",
        ),
        # The plan of visits; see visiting/order.py.
        Column("team", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Team")),
        Column("planned_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Visit planned on")),
        Column("visit_order", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Order of visit"), check="visit_order >= 1"),
        _REMARKS,
        *FIGURES,
        *_AUDIT,
    ),
    key="site_id",
    geometry=True,
)

UPDATES = Table(
    "updates",
    QT_TRANSLATE_NOOP("SoraNoMe", "Updates and the areas observed"),
    (
        _key("update_id"),
        _OBSERVED_ON,
        _SOURCE,
        Column("candidates", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Candidates"), required=True),
        Column("sites_new", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "New sites"), required=True),
        Column("sites_repeated", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Sites seen again"), required=True),
        Column("sites_growing", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Growing sites"), required=True),
        Column("sites_dormant", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Dormant sites"), required=True),
        Column("sites_healed", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Healed sites"), required=True),
        Column("min_overlap", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Smallest overlap (share)"), required=True),
        Column(
            "outline_uncertainty_m", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Uncertainty of outlines (m)"), required=True
        ),
        _HASH,
        *_AUDIT,
    ),
    key="update_id",
    geometry=True,
)

OBSERVATIONS = Table(
    "observations",
    QT_TRANSLATE_NOOP("SoraNoMe", "Observations"),
    (
        _key("observation_id"),
        _site(required=False),
        Column(
            "update_id", "uuid", QT_TRANSLATE_NOOP("SoraNoMe", "Key of the update"), refers="updates", required=True
        ),
        _OBSERVED_ON,
        _SOURCE,
        Column(
            "outcome",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "What it was to the register"),
            refers="outcomes",
            required=True,
        ),
        _NOMINAL,
        Column("area_m2", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"), required=True, check="area_m2 > 0"),
        Column("grown_m2", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Area outside the known outline (m²)")),
        *FIGURES,
        _HASH,
        *_AUDIT,
    ),
    key="observation_id",
    geometry=True,
)

RELATIONS_TABLE = Table(
    "site_relations",
    QT_TRANSLATE_NOOP("SoraNoMe", "Relations between sites"),
    (
        _key("relation_id"),
        _site(required=True),
        Column("kind", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Relation"), refers="relation_kinds", required=True),
        Column(
            "other_site_id",
            "uuid",
            QT_TRANSLATE_NOOP("SoraNoMe", "Key of the other site"),
            refers="sites",
            required=True,
        ),
        Column(
            "observation_id", "uuid", QT_TRANSLATE_NOOP("SoraNoMe", "Key of the observation"), refers="observations"
        ),
        *_AUDIT,
    ),
    key="relation_id",
)

VISITS = Table(
    "visits",
    QT_TRANSLATE_NOOP("SoraNoMe", "Visits"),
    (
        _key("visit_id"),
        _site(required=True),
        Column("visited_on", "date", QT_TRANSLATE_NOOP("SoraNoMe", "Date of visit"), required=True),
        Column("visited_by", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Visited by")),
        Column("status", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Status"), refers="statuses"),
        Column("finding", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Finding"), refers="findings"),
        Column(
            "emergency_measures",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures"),
            refers="emergency_measures",
        ),
        _REMARKS,
        # Where it came from: the list that was carried, the file that came back and the row in it; see exchange.py.
        Column("list_id", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Key of the list")),
        Column("result_file", "text", QT_TRANSLATE_NOOP("SoraNoMe", "File of results")),
        Column("result_row", "integer", QT_TRANSLATE_NOOP("SoraNoMe", "Row in that file")),
        Column("edited_at", "time", QT_TRANSLATE_NOOP("SoraNoMe", "Edited at")),
        Column("edited_by", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Edited by")),
        _HASH,
        *_AUDIT,
    ),
    key="visit_id",
)

PHOTOS = Table(
    "photos",
    QT_TRANSLATE_NOOP("SoraNoMe", "Photos"),
    (
        _key("photo_id"),
        Column("visit_id", "uuid", QT_TRANSLATE_NOOP("SoraNoMe", "Key of the visit"), refers="visits", required=True),
        Column("path", "text", QT_TRANSLATE_NOOP("SoraNoMe", "File"), required=True),
        Column("original_name", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Name of the file as it came")),
        Column("sha256", "text", QT_TRANSLATE_NOOP("SoraNoMe", "SHA-256 of the file")),
        Column("taken_at", "time", QT_TRANSLATE_NOOP("SoraNoMe", "Taken at")),
        Column(
            "direction_deg",
            "real",
            QT_TRANSLATE_NOOP("SoraNoMe", "Direction (° from north)"),
            check="direction_deg >= 0 AND direction_deg < 360",
        ),
        Column("latitude", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Latitude"), check="latitude BETWEEN -90 AND 90"),
        Column("longitude", "real", QT_TRANSLATE_NOOP("SoraNoMe", "Longitude"), check="longitude BETWEEN -180 AND 180"),
        _REMARKS,
        *_AUDIT,
    ),
    key="photo_id",
)

DECISIONS_TABLE = Table(
    "decisions",
    QT_TRANSLATE_NOOP("SoraNoMe", "Decided conflicts"),
    (
        _key("decision_id"),
        _site(required=True),
        Column(
            "decision",
            "text",
            QT_TRANSLATE_NOOP("SoraNoMe", "Decision"),
            refers="conflict_decisions",
            required=True,
        ),
        Column("told", "text", QT_TRANSLATE_NOOP("SoraNoMe", "What the list said (JSON)"), required=True),
        _REMARKS,
        _HASH,
        *_AUDIT,
    ),
    key="decision_id",
)

HISTORY = Table(
    "history",
    QT_TRANSLATE_NOOP("SoraNoMe", "History"),
    (
        _site(required=False),
        Column("at", "time", QT_TRANSLATE_NOOP("SoraNoMe", "At (UTC)"), required=True, default="now"),
        Column("by_whom", "text", QT_TRANSLATE_NOOP("SoraNoMe", "By whom")),
        Column("what", "text", QT_TRANSLATE_NOOP("SoraNoMe", "What changed"), required=True),
        Column("old_value", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Value before")),
        Column("new_value", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Value after")),
    ),
)

INFO = Table(
    "register_info",
    QT_TRANSLATE_NOOP("SoraNoMe", "About this register"),
    (
        Column("name", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Name"), required=True, unique=True),
        Column("value", "text", QT_TRANSLATE_NOOP("SoraNoMe", "Value"), required=True),
    ),
)

TABLES = (INFO, SITES, UPDATES, OBSERVATIONS, RELATIONS_TABLE, VISITS, PHOTOS, DECISIONS_TABLE, HISTORY)
"""In an order in which each refers only to those before it (and to itself)."""

_WATCHED = ("state", "status", "attention", "merged_into", "area_m2")
_WATCHED_VISIT = ("site_id", "visited_on", "visited_by", "status", "finding", "emergency_measures", "remarks")
"""Columns whose former values go to the history."""

_INDEXES = (("observations", "site_id"), ("observations", "observed_on"), ("visits", "site_id"), ("photos", "visit_id"),
            ("decisions", "site_id"), ("history", "site_id"))  # fmt: skip
_KEPT = ("sites", "observations", "visits", "decisions", "history")
"""Tables whose rows are never deleted."""
_AUDITED = tuple(table.name for table in TABLES if _AUDIT[0] in table.columns)


# -- as a GeoPackage -----------------------------------------------------------------------------

_SQLITE_TYPES = {
    "text": "TEXT",
    "uuid": "TEXT(36)",
    "date": "DATE",
    "time": "DATETIME",
    "real": "DOUBLE",
    "integer": "INTEGER",
    "boolean": "BOOLEAN",
}
_SQLITE_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ','now')"  # to the letter what GDAL knows as the present time
# RFC 9562 version 4.
_SQLITE_UUID = (
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))"
)
_SQLITE_DAY = "GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'"


def geopackage_tables() -> list[str]:
    """Statements that make the register's tables, domains, indexes and triggers in a GeoPackage."""
    made = [
        f"CREATE TABLE {name} (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, label TEXT NOT NULL)"
        for name in DOMAINS
    ]
    made += [_sqlite_table(table) for table in TABLES]
    made += [f"CREATE INDEX {table}_{column} ON {table} ({column})" for table, column in _INDEXES]
    # A site drawn by hand in QGIS gets its code like the others.
    made.append(
        "CREATE TRIGGER sites_code AFTER INSERT ON sites WHEN NEW.site_code IS NULL "
        "BEGIN UPDATE sites SET site_code = printf('S%05d', NEW.fid) WHERE fid = NEW.fid; END"
    )
    made += [
        f"CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} "  # nosec B608  # names of ours
        "WHEN NEW.updated_at IS OLD.updated_at "
        f"BEGIN UPDATE {table} SET updated_at = {_SQLITE_NOW} WHERE fid = NEW.fid; END"
        for table in _AUDITED
    ]
    made += [_sqlite_history("sites", _WATCHED, ""), _sqlite_history("visits", _WATCHED_VISIT, "visit.")]
    made += [
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never deleted'); END"
        for table in _KEPT
    ]
    return made


def _sqlite_table(table: Table) -> str:
    parts = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    parts += ["geom MULTIPOLYGON"] if table.geometry else []
    for column in table.columns:
        words = [column.name, _SQLITE_TYPES[column.kind], *_constraints(column)]
        if column.default:
            words.append(
                f"DEFAULT ({ {'now': _SQLITE_NOW, 'uuid': _SQLITE_UUID, 'false': '0'}.get(column.default, column.default) })"
            )
        if column.check:
            words.append(f"CHECK ({column.check})")
        if column.kind == "date":
            words.append(f"CHECK ({column.name} {_SQLITE_DAY})")
        if column.kind == "uuid":
            words.append(f"CHECK (length({column.name}) = 36)")
        if column.kind == "boolean":
            words.append(f"CHECK ({column.name} IN (0, 1))")
        parts.append(" ".join(words))
    return f"CREATE TABLE {table.name} ({', '.join(parts)})"


def _constraints(column: Column) -> list[str]:
    words = ["NOT NULL"] if column.required else []
    words += ["UNIQUE"] if column.unique else []
    if column.refers:
        words.append(f"REFERENCES {column.refers} ({_key_of(column.refers)})")
    return words


def _key_of(table: str) -> str:
    return "code" if table in DOMAINS else next(t.key for t in TABLES if t.name == table)


def _sqlite_history(table: str, columns: tuple[str, ...], prefix: str) -> str:
    changed = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns)
    each = " ".join(
        "INSERT INTO history (site_id, by_whom, what, old_value, new_value) "
        f"SELECT NEW.site_id, NEW.updated_by, '{prefix}{name}', OLD.{name}, NEW.{name} "
        f"WHERE NEW.{name} IS NOT OLD.{name};"
        for name in columns
    )
    return f"CREATE TRIGGER {table}_history AFTER UPDATE ON {table} WHEN {changed} BEGIN {each} END"


GEOPACKAGE_BASE = (
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
    "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)",
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, "
    f"description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT ({_SQLITE_NOW}), min_x DOUBLE, min_y DOUBLE, "
    "max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
    "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
    "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
    "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name), "
    "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name), "
    "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
    "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
    "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, "
    "styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
    f"update_time DATETIME DEFAULT ({_SQLITE_NOW}))",
)
"""The tables of GeoPackage 1.3, and the one QGIS keeps styles in."""

GEOPACKAGE_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    (
        "WGS 84 geodetic",
        4326,
        "EPSG",
        4326,
        'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
        'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
        'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid",
    ),
)
"""The three every GeoPackage holds."""


# -- on PostGIS ----------------------------------------------------------------------------------

_POSTGRES_TYPES = {
    "text": "text",
    "uuid": "text",
    "date": "date",
    "time": "timestamptz",
    "real": "double precision",
    "integer": "integer",
    "boolean": "boolean",
}


def postgis_tables(srid: int) -> list[str]:
    """Statements that make the same in the current schema of a PostGIS database."""
    made = [
        f"CREATE TABLE {name} (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, code text NOT NULL UNIQUE, "
        "label text NOT NULL)"
        for name in DOMAINS
    ]
    made += [_postgis_table(table, srid) for table in TABLES]
    made += [f"CREATE INDEX {table}_{column} ON {table} ({column})" for table, column in _INDEXES]
    made += [f"CREATE INDEX {table.name}_geom ON {table.name} USING gist (geom)" for table in TABLES if table.geometry]
    made.append(_postgis_trigger("sites", "code", "BEFORE INSERT", "NEW.site_code := coalesce(NEW.site_code, "
                                 "'S' || lpad(NEW.fid::text, greatest(5, length(NEW.fid::text)), '0'));"))  # fmt: skip
    made += [
        _postgis_trigger(
            table,
            "updated",
            "BEFORE UPDATE",
            "IF NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at THEN NEW.updated_at := now(); END IF;",
        )
        for table in _AUDITED
    ]
    made += [_postgis_history("sites", _WATCHED, ""), _postgis_history("visits", _WATCHED_VISIT, "visit.")]
    made += [
        _postgis_trigger(table, "kept", "BEFORE DELETE", f"RAISE EXCEPTION 'rows of {table} are never deleted';")
        for table in _KEPT
    ]
    return made


def _postgis_table(table: Table, srid: int) -> str:
    parts = ["fid integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"]
    parts += [f"geom geometry(MultiPolygon, {int(srid)})"] if table.geometry else []
    for column in table.columns:
        words = [column.name, _POSTGRES_TYPES[column.kind], *_constraints(column)]
        if column.default:
            defaults = {"now": "now()", "uuid": "gen_random_uuid()::text"}
            words.append(f"DEFAULT {defaults.get(column.default, column.default)}")
        if column.check:
            words.append(f"CHECK ({column.check})")
        if column.kind == "uuid":
            words.append(f"CHECK (length({column.name}) = 36)")
        parts.append(" ".join(words))
    return f"CREATE TABLE {table.name} ({', '.join(parts)})"


def _postgis_trigger(table: str, name: str, when: str, body: str) -> str:
    # The search path is fixed: QGIS and others write with one of their own.
    return (
        f"CREATE FUNCTION {table}_{name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS "
        f"$$ BEGIN {body} RETURN NEW; END $$; "
        f"CREATE TRIGGER {table}_{name} {when} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_{name}()"
    )


def _postgis_history(table: str, columns: tuple[str, ...], prefix: str) -> str:
    each = " ".join(
        f"IF NEW.{name} IS DISTINCT FROM OLD.{name} THEN "  # nosec B608  # names of ours
        "INSERT INTO history (site_id, by_whom, what, old_value, new_value) "
        f"VALUES (NEW.site_id, NEW.updated_by, '{prefix}{name}', OLD.{name}::text, NEW.{name}::text); END IF;"
        for name in columns
    )
    return _postgis_trigger(table, "history", "AFTER UPDATE", each)


POSTGIS_STYLES = (
    "CREATE TABLE IF NOT EXISTS public.layer_styles (id serial PRIMARY KEY, f_table_catalog varchar, "
    "f_table_schema varchar, f_table_name varchar, f_geometry_column varchar, stylename text, styleqml xml, "
    "stylesld xml, useasdefault boolean, description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml, "
    "update_time timestamp DEFAULT CURRENT_TIMESTAMP, type varchar)"
)
"""The table QGIS keeps styles in."""
