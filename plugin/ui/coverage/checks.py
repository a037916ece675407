"""What a planner should know before a prediction starts: what does not fit, and how long it may take."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass

from qgis.core import Qgis, QgsGeometry, QgsRasterLayer, QgsUnitTypes
from qgis.PyQt.QtCore import QThread

from ...core.errors import InputError
from ...translation import tr
from ..run_panel import duration
from .sites import Opened, RadioSite, read_sites, said

FINE, DOUBTFUL, WRONG = "fine", "doubtful", "wrong"
MARKS = {FINE: "✓", DOUBTFUL: "⚠", WRONG: "✕"}

# Timed once on two cores over made mountains with woods; a guess elsewhere.
_SECONDS_PER_CELL = {"woods": 0.8e-6, "bare": 0.3e-6}
_SECONDS_PER_SOURCE_CELL = 0.03e-6
_CORES = 2
_START_S = 1.0

_POWER_OF_A_REFERENCE_SIGNAL = 35.0  # dBm; a whole channel of a mobile site has 40 to 65
_COARSE = 5  # as predictcoverage warns


@dataclass(frozen=True)
class Finding:
    kind: str
    text: str


def check(values: dict) -> list[Finding]:
    """What is to be said of ``values`` of predictcoverage, before a run; WRONG where it cannot run."""
    opened = Opened()
    dtm = opened.raster(values.get("DTM"))
    findings = _terrain(values, dtm, opened.raster(values.get("DSM")))
    if any(finding.kind == WRONG for finding in findings):
        return findings
    layer = opened.vector(values.get("SITES"))
    if layer is None:
        missing = tr("Choose the radio sites.") if not values.get("SITES") else tr("The radio sites cannot be opened.")
        return [*findings, Finding(WRONG, missing)]
    if layer.geometryType() != Qgis.GeometryType.Point:
        return [*findings, Finding(WRONG, tr("The radio sites must be points."))]
    if not layer.crs().isValid():
        return [*findings, Finding(WRONG, tr("The radio sites have no coordinate reference system. Assign it first."))]
    try:
        sites = read_sites(layer, values, dtm.crs())
    except InputError as error:
        return [*findings, Finding(WRONG, said(error))]
    findings += _sites(values, sites, dtm)
    if all(finding.kind != WRONG for finding in findings):
        findings.append(_time(values, sites, dtm))
    return findings


def _terrain(values: dict, dtm: QgsRasterLayer | None, dsm: QgsRasterLayer | None) -> list[Finding]:
    if dtm is None:
        missing = tr("Choose the terrain (DTM).") if not values.get("DTM") else tr("The terrain cannot be opened.")
        return [Finding(WRONG, missing)]
    crs = dtm.crs()
    if not crs.isValid() or crs.isGeographic() or crs.mapUnits() != Qgis.DistanceUnit.Meters:
        text = tr(
            "The terrain is in {crs}, not in metres. Reproject it to a plane rectangular system (Tokyo: EPSG:6677)."
        )
        return [Finding(WRONG, text.format(crs=crs.authid() or tr("an unknown system")))]
    if dtm.bandCount() != 1:
        return [Finding(WRONG, tr("The terrain has several bands: it is a picture, not heights."))]
    findings = [
        Finding(
            FINE,
            tr("Terrain: {width} × {height} km, cells of {cell} m, {crs}.").format(
                width=f"{dtm.extent().width() / 1000:.1f}",
                height=f"{dtm.extent().height() / 1000:.1f}",
                cell=f"{dtm.rasterUnitsPerPixelX():g}",
                crs=crs.authid() or QgsUnitTypes.toString(crs.mapUnits()),
            ),
        )
    ]
    if values.get("DSM") and dsm is None:
        findings.append(Finding(WRONG, tr("The surface (DSM) cannot be opened.")))
    elif dsm is None:
        findings.append(
            Finding(DOUBTFUL, tr("No surface (DSM): buildings and trees are not in the way of any signal."))
        )
    elif dsm.crs() == crs and not dsm.extent().intersects(dtm.extent()):
        findings.append(Finding(WRONG, tr("Surface and terrain are of different places.")))
    cell = values.get("RESOLUTION") or dtm.rasterUnitsPerPixelX()
    if dsm is not None and cell > _COARSE * dsm.rasterUnitsPerPixelX():
        text = tr("Cells of {cell} m smooth out trees and houses: coverage looks better than it is.")
        findings.append(Finding(DOUBTFUL, text.format(cell=f"{cell:g}")))
    return findings


def _sites(values: dict, sites: list[RadioSite], dtm: QgsRasterLayer) -> list[Finding]:
    from ...core.coverage.prediction.prediction import MODELS

    if not sites:
        return [Finding(WRONG, tr("The layer of radio sites is empty."))]
    carriers = sorted({site.carrier for site in sites if site.carrier})
    counted = tr("{count} radio sites").format(count=f"{len(sites):,}")
    findings = [
        Finding(
            FINE,
            tr("{sites} of {carriers}.").format(sites=counted, carriers=", ".join(carriers[:6]))
            if carriers
            else tr("{sites}, carriers not told: holes are those of all together.").format(sites=counted),
        )
    ]
    extent = QgsGeometry.fromRect(dtm.extent())
    outside = [site for site in sites if not extent.contains(QgsGeometry.fromPointXY(site.place))]
    if outside:
        text = tr(
            "Outside the terrain: {count} of {all} sites (such as {site}). Choose a larger terrain or leave them out."
        )
        findings.append(
            Finding(WRONG, text.format(count=f"{len(outside):,}", all=f"{len(sites):,}", site=outside[0].name))
        )
    for name, what in (
        ("height_m", tr("antenna height")),
        ("frequency_mhz", tr("frequency")),
        ("eirp_dbm", tr("EIRP")),
    ):
        without = [site for site in sites if getattr(site, name) is None]
        if without:
            text = tr(
                "{what} unknown for {count} sites (such as {site}). Give a value under “Advanced”, or fill the table."
            )
            findings.append(Finding(WRONG, text.format(what=what, count=f"{len(without):,}", site=without[0].name)))
    low, high = MODELS[values.get("MODEL") or "p1812"]
    odd = [site for site in sites if site.frequency_mhz is not None and not low <= site.frequency_mhz <= high]
    if odd:
        text = tr("{frequency} MHz (site {site}) is outside what the model holds for, {low}–{high} MHz.")
        findings.append(
            Finding(
                WRONG,
                text.format(frequency=f"{odd[0].frequency_mhz:g}", site=odd[0].name, low=f"{low:g}", high=f"{high:g}"),
            )
        )
    return findings + _powers(values, sites)


def _powers(values: dict, sites: list[RadioSite]) -> list[Finding]:
    """EIRP and the least signal must be powers of the same thing."""
    known = [site.eirp_dbm for site in sites if site.eirp_dbm is not None]
    threshold = values.get("THRESHOLD")
    if not known or threshold is None:
        return []
    eirp = statistics.median(known)
    if eirp <= _POWER_OF_A_REFERENCE_SIGNAL and threshold > -105:
        text = tr(
            "EIRP is {eirp} dBm, that of one reference signal (RSRP): −105 to −118 dBm is then enough, not {least}."
        )
    elif eirp > _POWER_OF_A_REFERENCE_SIGNAL and threshold < -105:
        text = tr("EIRP is {eirp} dBm, that of a whole channel: {least} dBm, of one reference signal, is then too low.")
    else:
        return []
    return [Finding(DOUBTFUL, text.format(eirp=f"{eirp:g}", least=f"{threshold:g}".replace("-", "−")))]


def _time(values: dict, sites: list[RadioSite], dtm: QgsRasterLayer) -> Finding:
    cell = float(values.get("RESOLUTION") or dtm.rasterUnitsPerPixelX())
    reach = float(values.get("REACH") or 10_000)
    box = dtm.extent()
    cells = source = 0.0
    for site in sites:
        width = min(site.place.x() + reach, box.xMaximum()) - max(site.place.x() - reach, box.xMinimum())
        height = min(site.place.y() + reach, box.yMaximum()) - max(site.place.y() - reach, box.yMinimum())
        cells += min(width * height, math.pi * reach**2) / cell**2
    left, right = (side(site.place.x() for site in sites) for side in (min, max))
    low, high = (side(site.place.y() for site in sites) for side in (min, max))
    source = (
        (min(right + reach, box.xMaximum()) - max(left - reach, box.xMinimum()))
        * (min(high + reach, box.yMaximum()) - max(low - reach, box.yMinimum()))
        / (dtm.rasterUnitsPerPixelX() * dtm.rasterUnitsPerPixelY())
    )
    woods = values.get("DSM") and values.get("VEGETATION") != "opaque" and values.get("MODEL") in (None, "p1812")
    work = cells * _SECONDS_PER_CELL["woods" if woods else "bare"] + source * _SECONDS_PER_SOURCE_CELL * 2
    seconds = _START_S + work * _CORES / max(1, QThread.idealThreadCount())
    text = tr("About {cells} values to compute: very roughly {time}.")
    return Finding(FINE if seconds < 3600 else DOUBTFUL, text.format(cells=_rounded(cells), time=duration(seconds)))


def _rounded(count: float) -> str:
    """A count to two digits."""
    digits = max(0, int(math.log10(max(count, 1))) - 1)
    return f"{round(count / 10**digits) * 10**digits:,}"
