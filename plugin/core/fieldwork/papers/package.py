"""The package a phone carries: which fields its sites have, what they are called and the rules of its form.

Everything here is plain data; ``processing/fieldwork/package_*.py`` make layers, forms and the project of it. Fields to
fill in are :data:`~..exchange.VISIT_FIELDS`, under the same codes, so that results come back as from any other list.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from ...fill.candidates import CLASS_NAMES
from ...text import QT_TRANSLATE_NOOP, Translate
from ..exchange import VISIT_FIELDS, VisitField
from ..map_links import google_maps, gsi_maps
from ..register_schema import ATTENTIONS, STATES
from ..site import FieldSite
from ..values import DIRECTIONS, EMERGENCY_MEASURES, FINDINGS, STATUSES

PROJECT, SURVEY, BACKGROUND, REFERENCE, PHOTOS = (
    "survey.qgs",
    "survey.gpkg",
    "background.mbtiles",
    "reference.gpkg",
    "DCIM",
)
"""Names of files in the folder. ``.qgs``, not ``.qgz``: QField and QGIS read both, and text can be compared and mended."""

SITES, LIST = "sites", "soranome_list"
"""Tables of :data:`SURVEY`."""

KEY, BASIS, EDITED_AT, EDITED_BY = "key", "basis", "edited_at", "edited_by"


@dataclass(frozen=True)
class ReadingField:
    """Something to read on site. ``kind``: text, integer or real; ``value`` makes its text in a language, None unknown."""

    code: str
    title: str
    kind: str
    value: Callable[[FieldSite, Translate], object]


def _given(name: str) -> Callable[[FieldSite, Translate], object]:
    return lambda site, _: getattr(site, name) or None


def _number(name: str) -> Callable[[FieldSite, Translate], object]:
    def value(site: FieldSite, _: Translate) -> float | None:
        found = getattr(site, name)
        return None if found is None or math.isnan(found) else found

    return value


def _word(name: str, words: dict) -> Callable[[FieldSite, Translate], object]:
    """The word of a code; a code nobody knows as it is."""

    def value(site: FieldSite, translate: Translate) -> str | None:
        code = getattr(site, name)
        return translate(words[code]) if code in words else str(code or "") or None

    return value


_PLACE = (
    ReadingField("name", QT_TRANSLATE_NOOP("SoraNoMe", "Site"), "text", _given("name")),
    ReadingField("rank", QT_TRANSLATE_NOOP("SoraNoMe", "Rank"), "integer", _given("rank")),
    ReadingField("priority_class", QT_TRANSLATE_NOOP("SoraNoMe", "Priority class"), "text", _given("priority_class")),
    ReadingField("municipality", QT_TRANSLATE_NOOP("SoraNoMe", "City / town"), "text", _given("municipality")),
    ReadingField("area_m2", QT_TRANSLATE_NOOP("SoraNoMe", "Area (m²)"), "real", _number("area_m2")),
    ReadingField("latitude", QT_TRANSLATE_NOOP("SoraNoMe", "Latitude"), "real", _number("latitude")),
    ReadingField("longitude", QT_TRANSLATE_NOOP("SoraNoMe", "Longitude"), "real", _number("longitude")),
    ReadingField(
        "gsi_map", QT_TRANSLATE_NOOP("SoraNoMe", "GSI Maps"), "text", lambda s, _: gsi_maps(s.latitude, s.longitude)
    ),
    ReadingField(
        "google_map",
        QT_TRANSLATE_NOOP("SoraNoMe", "Google Maps"),
        "text",
        lambda s, _: google_maps(s.latitude, s.longitude),
    ),
)
_PLAN = (
    ReadingField("team", QT_TRANSLATE_NOOP("SoraNoMe", "Team"), "text", _given("team")),
    ReadingField("planned_on", QT_TRANSLATE_NOOP("SoraNoMe", "Visit planned on"), "text", _given("planned_on")),
    ReadingField("visit_order", QT_TRANSLATE_NOOP("SoraNoMe", "Order of visit"), "integer", _given("visit_order")),
)
_SEEN = (
    ReadingField("change", QT_TRANSLATE_NOOP("SoraNoMe", "Kind of change"), "text", _word("change", CLASS_NAMES)),
    ReadingField("before_date", QT_TRANSLATE_NOOP("SoraNoMe", "Date before"), "text", _given("before_date")),
    ReadingField("after_date", QT_TRANSLATE_NOOP("SoraNoMe", "Date after"), "text", _given("after_date")),
    ReadingField("score", QT_TRANSLATE_NOOP("SoraNoMe", "Score (0–1)"), "real", _number("score")),
    ReadingField("onset", QT_TRANSLATE_NOOP("SoraNoMe", "Onset against the designation"), "text", _given("onset")),
    ReadingField("state", QT_TRANSLATE_NOOP("SoraNoMe", "State by observation"), "text", _word("state", STATES)),
    ReadingField("attention", QT_TRANSLATE_NOOP("SoraNoMe", "Attention"), "text", _word("attention", ATTENTIONS)),
    ReadingField("reasons", QT_TRANSLATE_NOOP("SoraNoMe", "Reasons"), "text", _given("reasons")),
)
_LAW = (
    ReadingField("verdict", QT_TRANSLATE_NOOP("SoraNoMe", "Size against the law"), "text", _given("verdict")),
    ReadingField("zone", QT_TRANSLATE_NOOP("SoraNoMe", "Zone of the fill law"), "text", _given("zone")),
    ReadingField("permit", QT_TRANSLATE_NOOP("SoraNoMe", "Permits"), "text", _given("permit")),
    ReadingField("parcels", QT_TRANSLATE_NOOP("SoraNoMe", "Parcels (share)"), "text", _given("parcels")),
    ReadingField("houses_below", QT_TRANSLATE_NOOP("SoraNoMe", "Buildings below"), "integer", _number("houses_below")),
)
_BEFORE = (
    ReadingField("last_visited_on", QT_TRANSLATE_NOOP("SoraNoMe", "Last visit on"), "text", _given("last_visited_on")),
    ReadingField("last_visited_by", QT_TRANSLATE_NOOP("SoraNoMe", "Last visit by"), "text", _given("last_visited_by")),
    ReadingField("last_finding", QT_TRANSLATE_NOOP("SoraNoMe", "Last finding"), "text", _word("finding", FINDINGS)),
    ReadingField(
        "last_measures",
        QT_TRANSLATE_NOOP("SoraNoMe", "Last emergency measures"),
        "text",
        _word("emergency_measures", EMERGENCY_MEASURES),
    ),
    ReadingField("last_remarks", QT_TRANSLATE_NOOP("SoraNoMe", "Last remarks"), "text", _given("remarks")),
)

READING_GROUPS = (
    (QT_TRANSLATE_NOOP("SoraNoMe", "Where it is"), _PLACE),
    (QT_TRANSLATE_NOOP("SoraNoMe", "Plan of visits"), _PLAN),
    (QT_TRANSLATE_NOOP("SoraNoMe", "What was seen from above"), _SEEN),
    (QT_TRANSLATE_NOOP("SoraNoMe", "Law and danger"), _LAW),
    (QT_TRANSLATE_NOOP("SoraNoMe", "Earlier visits"), _BEFORE),
)
READING_FIELDS = tuple(field for _, fields in READING_GROUPS for field in fields)
LONG_FIELDS = ("remarks", "last_remarks", "reasons")
"""Texts of several lines."""

KEY_TITLES = {
    KEY: QT_TRANSLATE_NOOP("SoraNoMe", "Key (do not change)"),
    BASIS: QT_TRANSLATE_NOOP("SoraNoMe", "State when listed (do not change)"),
    EDITED_AT: QT_TRANSLATE_NOOP("SoraNoMe", "Edited at"),
    EDITED_BY: QT_TRANSLATE_NOOP("SoraNoMe", "Edited by"),
}

TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Field checks")
SITES_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Sites to visit")
BACKGROUND_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Background map")
THEME_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "Visit")
INFORMATION_TITLE = QT_TRANSLATE_NOOP("SoraNoMe", "About the site")
NOT_FILLED_IN = QT_TRANSLATE_NOOP("SoraNoMe", "(not filled in)")
FILLED_IN = QT_TRANSLATE_NOOP("SoraNoMe", "Filled in")
UNCLASSED = QT_TRANSLATE_NOOP("SoraNoMe", "Not yet filled in")
PHOTO_NOTE = QT_TRANSLATE_NOOP("SoraNoMe", "Photos of the visits lie in this folder. Do not rename them.")
DATE_SENTENCE = QT_TRANSLATE_NOOP(
    "SoraNoMe",
    "Give the date of the visit: not in the future, not before 2000, and not empty once anything else is filled in.",
)

CLASSES = {
    "A": ("#d7191c", QT_TRANSLATE_NOOP("SoraNoMe", "Class A: debris-flow risk")),
    "B": ("#f07d1a", QT_TRANSLATE_NOOP("SoraNoMe", "Class B: restricted area")),
    "C": ("#ffd800", QT_TRANSLATE_NOOP("SoraNoMe", "Class C: not explained by permits")),
    "D": ("#8d99ae", QT_TRANSLATE_NOOP("SoraNoMe", "Class D: none of these")),
}
"""Class of triage → colour of its outlines and words of the legend."""

# -- expressions of QGIS, which QField evaluates too ------------------------------------------------

# What an untouched row holds; candidates have no basis and are unvisited.
_FIRST_STATUS = "coalesce(nullif(regexp_substr(coalesce(\"basis\", ''), '^([^|]*)'), ''), 'unvisited')"
_SAYS_SOMETHING = " OR ".join(
    [f"coalesce(\"status\", '') <> {_FIRST_STATUS}"]
    + [f"coalesce(\"{f.code}\", '') <> ''" for f in VISIT_FIELDS if f.code not in ("status", "visited_on")]
)
DATE_RULE = (
    'CASE WHEN "visited_on" IS NOT NULL THEN "visited_on" >= to_date(\'2000-01-01\') AND '
    f'"visited_on" <= to_date(now()) ELSE NOT ({_SAYS_SOMETHING}) END'
)
"""Holds for a row whose date of visit can be taken; see :data:`DATE_SENTENCE`."""

WHO = "coalesce(nullif(@cloud_username, ''), nullif(@user_account_name, ''))"
"""Who edits: the account of QFieldCloud, else that of the computer."""

# An untouched row must not name a visitor, and a phone calls its user u0_a123.
VISITOR = (
    'coalesce(nullif("visited_by", \'\'), CASE WHEN "visited_on" IS NULL THEN NULL '
    "WHEN coalesce(@cloud_username, '') <> '' THEN @cloud_username "
    "WHEN regexp_match(coalesce(@user_account_name, ''), '^u[0-9]+_a[0-9]+$') THEN NULL "
    "ELSE nullif(@user_account_name, '') END)"
)
DISPLAY = "\"name\" || coalesce(' ' || \"municipality\", '')"
LABEL = (
    'CASE WHEN "visit_order" IS NOT NULL THEN "visit_order" || \': \' || "name" '
    'WHEN "rank" IS NOT NULL THEN "name" || \' #\' || "rank" ELSE "name" END'
)


def photo_name(field: VisitField) -> str:
    """The expression of a photo's path in the package, which QField asks for (S00012_2_20250601_101530.jpg).

    Of ASCII only, whatever the site is called: names travel through cables, zips and file shares.
    """
    number = field.code.rpartition("_")[2]
    return (
        f"'{PHOTOS}/' || regexp_replace(\"name\", '[^A-Za-z0-9_-]', '_') || '_{number}_' || "
        "format_date(now(), 'yyyyMMdd_HHmmss') || '.{extension}'"
    )


def choices_of(field: VisitField) -> dict[str, str] | None:
    """Codes and words a form offers for a field; None where it is typed."""
    return DIRECTIONS if field.kind == "direction" else field.values


def reading_values(site: FieldSite, translate: Translate) -> list:
    """What a site's reading fields hold, in their order."""
    return [field.value(site, translate) for field in READING_FIELDS]


def visit_values(site: FieldSite) -> list:
    """What the fields to fill in hold when they go out: the status, nothing else."""
    status = site.status if site.status in STATUSES else "unvisited"
    return [status if field.code == "status" else None for field in VISIT_FIELDS]
