"""Addresses of pages of the user guide (``resources/help``, built by ``scripts/help.py``)."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl

from .core.resources import FOLDER
from .translation import LANGUAGES, language_of_user

HELP = FOLDER / "help"

_FILL, _POINTCLOUDS = "reference_fill", "reference_pointclouds"
_COVERAGE, _FIELDWORK = "reference_coverage", "reference_fieldwork"
PAGES = {
    "makesample": _FILL,
    "importscene": _FILL,
    "checkpair": _FILL,
    "opticalchange": _FILL,
    "opticalseries": _FILL,
    "sarchange": _FILL,
    "elevationchange": _FILL,
    "fillcandidates": _FILL,
    "detectfill": _FILL,
    "triage": _FILL,
    "accuracy": _FILL,
    "fillpatrol": _FILL,
    "fillpatrolareas": _FILL,
    "updateregister": _FILL,
    "mapsheets": _POINTCLOUDS,
    "indextiles": _POINTCLOUDS,
    "importpointcloud": _POINTCLOUDS,
    "classifyground": _POINTCLOUDS,
    "surfaces": _POINTCLOUDS,
    "terrainmaps": _POINTCLOUDS,
    "pointcloudquality": _POINTCLOUDS,
    "updatepointcloud": _POINTCLOUDS,
    "pointcloudterrain": _POINTCLOUDS,
    "predictcoverage": _COVERAGE,
    "linkprofile": _COVERAGE,
    "importmeasurements": _COVERAGE,
    "comparecoverage": _COVERAGE,
    "coverageholes": _COVERAGE,
    "choosesites": _COVERAGE,
    "importpopulation": _COVERAGE,
    "importassets": _COVERAGE,
    "wificoverage": _COVERAGE,
    "coverageplan": _COVERAGE,
    "fieldchecklist": _FIELDWORK,
    "fieldsheets": _FIELDWORK,
    "fieldpackage": _FIELDWORK,
    "fieldwaypoints": _FIELDWORK,
    "importresults": _FIELDWORK,
    "visitaccuracy": _FIELDWORK,
    "visitorder": _FIELDWORK,
    "fieldprogress": _FIELDWORK,
    "sampleresults": _FIELDWORK,
    "fieldround": _FIELDWORK,
}
"""Algorithm or model → the page that explains it, at an anchor of the same name."""


def page_file(page: str) -> Path | None:
    """The file of a page in the user's language, else in the other; None where the guide was not built."""
    first = language_of_user()
    for language in (first, *(other for other in LANGUAGES if other != first)):
        file = HELP / language / f"{page}.html"
        if file.is_file():
            return file
    return None


def page_url(page: str, chapter: str = "") -> QUrl | None:
    """The address of a page, at a chapter (its anchor) where given; None where the guide was not built."""
    file = page_file(page)
    if file is None:
        return None
    address = QUrl.fromLocalFile(str(file))
    if chapter:
        address.setFragment(chapter)
    return address


def algorithm_url(name: str) -> str:
    """Where an algorithm is explained, as text; empty where nowhere."""
    address = page_url(PAGES[name], name) if name in PAGES else None
    return address.toString() if address is not None else ""
