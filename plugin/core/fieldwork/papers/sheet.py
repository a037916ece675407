"""The words on a field-check sheet (現地確認票): headings, and what is known of a site as text for each box."""

from __future__ import annotations

import math
from collections.abc import Mapping

from ...dates import write_day
from ...fill.triage_reasons import REASONS, say_verdicts
from ...text import QT_TRANSLATE_NOOP, Message, Translate
from ..site import FieldSite
from ..values import EMERGENCY_MEASURES, FINDINGS, STATUSES

WORDS = {
    "document": QT_TRANSLATE_NOOP("SoraNoMe", "Field-check sheet"),
    "map_large": QT_TRANSLATE_NOOP("SoraNoMe", "Site plan"),
    "no_background": QT_TRANSLATE_NOOP("SoraNoMe", "(no background map given)"),
    "map_locator": QT_TRANSLATE_NOOP("SoraNoMe", "Location"),
    "qr_gsi": QT_TRANSLATE_NOOP("SoraNoMe", "GSI Maps"),
    "qr_google": QT_TRANSLATE_NOOP("SoraNoMe", "Google Maps"),
    "before": QT_TRANSLATE_NOOP("SoraNoMe", "Before"),
    "after": QT_TRANSLATE_NOOP("SoraNoMe", "After"),
    "section": QT_TRANSLATE_NOOP("SoraNoMe", "Section"),
    "figures": QT_TRANSLATE_NOOP("SoraNoMe", "Key figures"),
    "area": QT_TRANSLATE_NOOP("SoraNoMe", "Area"),
    "raised": QT_TRANSLATE_NOOP("SoraNoMe", "Raised"),
    "lowered": QT_TRANSLATE_NOOP("SoraNoMe", "Lowered"),
    "slope": QT_TRANSLATE_NOOP("SoraNoMe", "Slope"),
    "score": QT_TRANSLATE_NOOP("SoraNoMe", "Change score"),
    "priority": QT_TRANSLATE_NOOP("SoraNoMe", "Priority"),
    "dates": QT_TRANSLATE_NOOP("SoraNoMe", "Observed"),
    "degrees": QT_TRANSLATE_NOOP("SoraNoMe", "Lat., long."),
    "plane": QT_TRANSLATE_NOOP("SoraNoMe", "Plane X, Y"),
    "zone": QT_TRANSLATE_NOOP("SoraNoMe", "Law zone"),
    "permit": QT_TRANSLATE_NOOP("SoraNoMe", "Permit"),
    "parcels": QT_TRANSLATE_NOOP("SoraNoMe", "Parcel numbers"),
    "houses": QT_TRANSLATE_NOOP("SoraNoMe", "Houses below"),
    "reasons": QT_TRANSLATE_NOOP("SoraNoMe", "Why it is listed"),
    "verdicts": QT_TRANSLATE_NOOP("SoraNoMe", "Size against the fill law"),
    "notes": QT_TRANSLATE_NOOP("SoraNoMe", "Access and earlier visits"),
    "blanks": QT_TRANSLATE_NOOP("SoraNoMe", "To fill in on site"),
    "visited_on": QT_TRANSLATE_NOOP("SoraNoMe", "Date of visit"),
    "visited_by": QT_TRANSLATE_NOOP("SoraNoMe", "Visited by"),
    "status": QT_TRANSLATE_NOOP("SoraNoMe", "Status"),
    "finding": QT_TRANSLATE_NOOP("SoraNoMe", "Finding"),
    "emergency_measures": QT_TRANSLATE_NOOP("SoraNoMe", "Emergency measures"),
    "photos": QT_TRANSLATE_NOOP("SoraNoMe", "Photos"),
    "remarks": QT_TRANSLATE_NOOP("SoraNoMe", "Remarks"),
    "sketch": QT_TRANSLATE_NOOP("SoraNoMe", "Sketch; place and direction of photos"),
    "sketch_north": QT_TRANSLATE_NOOP("SoraNoMe", "N ↑"),
    "date_blank": QT_TRANSLATE_NOOP("SoraNoMe", "Year          Month        Day"),
    "photo_blank": QT_TRANSLATE_NOOP("SoraNoMe", "No.           direction           "),
}
"""Headings and blanks by the name of the variable that holds them in a template (``word_document`` …)."""

_UNKNOWN = "–"
_RANK = QT_TRANSLATE_NOOP("SoraNoMe", "Rank {rank}")
_CLASS = QT_TRANSLATE_NOOP("SoraNoMe", "class {priority_class}")
_TEAM = QT_TRANSLATE_NOOP("SoraNoMe", "Team: {team}")
_PLANNED = QT_TRANSLATE_NOOP("SoraNoMe", "Planned: {day}")
_ORDER = QT_TRANSLATE_NOOP("SoraNoMe", "Visit no. {order}")
_STATUS = QT_TRANSLATE_NOOP("SoraNoMe", "Status: {status}")
_AT_MOST = QT_TRANSLATE_NOOP("SoraNoMe", "{value} (at most {maximum})")
_NEAREST = QT_TRANSLATE_NOOP("SoraNoMe", "{count} (nearest {distance} m)")
_HEIGHT_VOLUME = QT_TRANSLATE_NOOP("SoraNoMe", "{height} m, {volume} m³ ({low}–{high})")
_LAST_VISIT = QT_TRANSLATE_NOOP("SoraNoMe", "Last visited on {day} by {by}.")
_LAST_FINDING = QT_TRANSLATE_NOOP("SoraNoMe", "Found then: {finding}.")
_NO_REASONS = QT_TRANSLATE_NOOP("SoraNoMe", "No reasons are recorded.")
_NO_VERDICTS = QT_TRANSLATE_NOOP("SoraNoMe", "Not compared with the law: run the triage first.")
_NO_ACCESS = QT_TRANSLATE_NOOP("SoraNoMe", "Distance to a road: unknown.")
_PAGE = QT_TRANSLATE_NOOP("SoraNoMe", "Page {page} of {pages}")


def words_of(translate: Translate = str) -> dict[str, str]:
    """Headings, check boxes and blanks in the language of ``translate``."""
    words = {name: translate(text) for name, text in WORDS.items()}
    return {
        **words,
        "status_boxes": _boxes(STATUSES, translate),
        "finding_boxes": _boxes(FINDINGS, translate),
        "emergency_boxes": _boxes(EMERGENCY_MEASURES, translate),
        "photo_blanks": "   ".join([words["photo_blank"]] * 3),
    }


def texts_of(
    site: FieldSite, page: int, pages: int, zone: str = "", translate: Translate = str, language: str = "en"
) -> dict[str, str]:
    """What each box of a site's sheet says; ``zone`` is the name of the plane rectangular zone, "" where none.

    What is not known is "–" in the table of figures, and a sentence in larger boxes.
    """
    given, notes = site.attributes, _notes(site, translate, language)
    reasons = "\n".join(line for line in site.reasons.splitlines() if line not in notes)
    return {
        "name": site.name,
        "rank": _rank(site, translate),
        "subtitle": _subtitle(site, translate, language),
        "area": f"{site.area_m2:,.0f} m²" if math.isfinite(site.area_m2) else _UNKNOWN,
        "raised": _earthwork(given, "fill_height_m", "fill_volume", translate),
        "lowered": _earthwork(given, "cut_depth_m", "cut_volume", translate),
        "slope": _at_most(_number(given, "slope_mean_deg"), _number(given, "slope_max_deg"), "{:.0f}°", translate),
        "score": _at_most(site.score, site.score_max, "{:.2f}", translate),
        "priority": f"{site.priority:.2f}" if math.isfinite(site.priority) else _UNKNOWN,
        "dates": " → ".join(write_day(day, language) for day in (site.before_date, site.after_date) if day) or _UNKNOWN,
        "degrees": f"{site.latitude:.6f}, {site.longitude:.6f}",
        "plane": f"{site.x_m:,.1f}, {site.y_m:,.1f} ({zone})" if math.isfinite(site.x_m) else _UNKNOWN,
        "zone": site.zone or _UNKNOWN,
        "permit": site.permit or _UNKNOWN,
        "parcels": site.parcels or _UNKNOWN,
        "houses": _houses(site, translate),
        "reasons": _listed(reasons) or translate(_NO_REASONS),
        "verdicts": _listed(_verdicts(given, translate)) or translate(_NO_VERDICTS),
        "notes": "\n".join(notes),
        "page": Message(_PAGE, {"page": page, "pages": pages}).say(translate),
    }


def _boxes(values: Mapping[str, str], translate: Translate) -> str:
    # No-break spaces: a box apart from its words would be ticked for others.
    return "   ".join(f"□ {translate(word)}".replace(" ", "\u00a0") for word in values.values())


def _listed(lines: str) -> str:
    return "\n".join(f"・{line}" for line in lines.splitlines() if line.strip())


def _rank(site: FieldSite, translate: Translate) -> str:
    rank = Message(_RANK, {"rank": site.rank}).say(translate) if site.rank else ""
    kind = Message(_CLASS, {"priority_class": site.priority_class}).say(translate) if site.priority_class else ""
    return "  ".join(part for part in (rank, kind) if part) or _UNKNOWN


def _subtitle(site: FieldSite, translate: Translate, language: str) -> str:
    status = Message(STATUSES[site.status]) if site.status in STATUSES else site.status
    parts = [
        site.municipality,
        Message(_STATUS, {"status": status}).say(translate),
        Message(_TEAM, {"team": site.team}).say(translate) if site.team else "",
        Message(_PLANNED, {"day": write_day(site.planned_on, language)}).say(translate) if site.planned_on else "",
        Message(_ORDER, {"order": site.visit_order}).say(translate) if site.visit_order else "",
    ]
    return "   ".join(part for part in parts if part)


def _earthwork(given: Mapping, height: str, volume: str, translate: Translate) -> str:
    most = _number(given, height)
    if math.isnan(most):
        return _UNKNOWN
    volumes = [_number(given, f"{volume}{which}_m3") for which in ("", "_low", "_high")]
    if not all(map(math.isfinite, volumes)) or not volumes[0]:
        return f"{most:.1f} m"
    middle, low, high = (f"{value:,.0f}" for value in volumes)
    return Message(_HEIGHT_VOLUME, {"height": f"{most:.1f}", "volume": middle, "low": low, "high": high}).say(translate)


def _at_most(value: float, maximum: float, style: str, translate: Translate) -> str:
    if not math.isfinite(value):
        return _UNKNOWN
    if not math.isfinite(maximum):
        return style.format(value)
    return Message(_AT_MOST, {"value": style.format(value), "maximum": style.format(maximum)}).say(translate)


def _houses(site: FieldSite, translate: Translate) -> str:
    distance = _number(site.attributes, "house_below_m")
    if site.houses_below is None:
        return _UNKNOWN
    if not site.houses_below or math.isnan(distance):
        return str(site.houses_below)
    return Message(_NEAREST, {"count": site.houses_below, "distance": f"{distance:.0f}"}).say(translate)


def _verdicts(given: Mapping, translate: Translate) -> str:
    codes = given.get("verdict_codes")
    try:
        return say_verdicts(str(codes), translate) if codes else ""
    except (ValueError, KeyError, TypeError):  # edited by hand, or by another version
        return str(given.get("verdict_text", ""))


def _notes(site: FieldSite, translate: Translate, language: str) -> list[str]:
    distance = _number(site.attributes, "road_m")
    notes = [
        translate(_NO_ACCESS)
        if math.isnan(distance)
        else Message(REASONS["access"], {"distance": f"{distance:,.0f}"}).say(translate)
    ]
    if site.last_visited_on:
        told = {"day": write_day(site.last_visited_on, language), "by": site.last_visited_by or _UNKNOWN}
        notes.append(Message(_LAST_VISIT, told).say(translate))
    if site.finding in FINDINGS:
        notes.append(Message(_LAST_FINDING, {"finding": Message(FINDINGS[site.finding])}).say(translate))
    return notes + ([site.remarks] if site.remarks else [])


def _number(given: Mapping, name: str) -> float:
    try:
        return float(given[name])
    except (KeyError, TypeError, ValueError):
        return math.nan
