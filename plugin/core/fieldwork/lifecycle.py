"""The life of a site: which observation belongs to which known site, and what it makes of it.

A candidate is a *change* between two dates, not a state of the ground: a finished fill shows nothing in the next pair
of images. So a site keeps the outline of everything seen of it, and

* ``new``: first seen at this date;
* ``repeated``: changed again, inside the known outline or so near its edge that the outlines' uncertainty explains it;
* ``growing``: changed beyond the known outline by more than that;
* ``dormant``: looked at, and no change;
* ``healed``: vegetated again over half of it or more, or corrected by the word of an inspector;
* ``merged``: known since to be part of another site, which carries on.

Nothing here knows databases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..tasks import Progress, check_cancelled

if TYPE_CHECKING:
    import numpy as np
    from shapely import Geometry, MultiPolygon

GREENING = 3
"""CHANGE: bare → vegetation."""
HEALED_SHARE = 0.5
"""A site vegetated again over this share of its outline has healed."""
LOOKED_AT_SHARE = 0.9
"""A site counts as looked at where the observed area holds this share of it."""
DECIDED = ("lawful", "false_detection")
CLOSED = (*DECIDED, "corrected")

DEFAULT_OVERLAP = 0.2
"""Share of the smaller outline two outlines must have in common to be one site: a place of 500 m² shifted by one
Sentinel-2 pixel along both axes keeps 0.3."""
DEFAULT_UNCERTAINTY_M = 10.0
"""How far an outline may lie off: one Sentinel-2 pixel."""


@dataclass
class Site:
    """What the life cycle reads and changes of a site; names are those of the register's columns, ISO dates.

    ``figures`` are the candidate's (rank, priority, …) when it was last seen.
    """

    site_id: str
    geometry: MultiPolygon
    state: str = "new"
    status: str = "unvisited"
    attention: str | None = None
    attention_on: str | None = None
    origin: str = "other"
    first_observed_on: str | None = None
    last_observed_on: str | None = None
    last_checked_on: str | None = None
    last_visited_on: str | None = None
    nominal_outline: bool = False
    first_area_m2: float | None = None
    merged_into: str | None = None
    figures: dict = field(default_factory=dict)
    is_made: bool = False  # by this run

    def may_still_change(self, observed_on: str) -> bool:
        """Whether an observation of that date is no older than what is known of the site."""
        return not self.last_checked_on or observed_on >= self.last_checked_on


@dataclass
class Seen:
    """One observed outline, and after :func:`observe` what it was: ``site`` is None where it belongs to none.

    ``nominal``: the outline is a circle round a point somebody named, not the shape of anything.
    """

    geometry: MultiPolygon
    figures: dict
    nominal: bool = False
    order: str = ""
    outcome: str = ""
    site: Site | None = None
    grown_m2: float = 0.0


@dataclass
class Changes:
    """What one run of :func:`observe` did. ``rested`` are sites of which only state and date of looking may have changed;
    ``relations`` are (site, kind, other site, Seen); ``parts`` counts the pieces a site was seen in, where several."""

    made: list[Site]
    touched: list[Site]
    rested: list[Site]
    relations: list[tuple[Site, str, Site, Seen]]
    parts: dict[str, int]
    repeated: int = 0
    growing: int = 0
    healed: int = 0
    dormant: int = 0
    flagged: int = 0


def polygons_of(geometry: Geometry) -> MultiPolygon:
    """The areas of ``geometry``, made valid, in a canonical order of vertices; empty where it has none."""

    import shapely
    from shapely import MultiPolygon, Polygon

    parts = shapely.get_parts(shapely.make_valid(shapely.force_2d(geometry)))
    flat = [
        piece for part in parts for piece in shapely.get_parts(part) if isinstance(piece, Polygon) and piece.area > 0
    ]
    return shapely.normalize(MultiPolygon(flat))


def common_area(first: Sequence[Geometry], second: Sequence[Geometry]) -> np.ndarray:
    """Area two outlines have in common, pair by pair, in m².

    Only pairs that meet are intersected: for envelopes apart GEOS, as qgis_process loads it, computes with the NaN of an
    empty envelope, and NumPy warns of an invalid value.
    """

    import numpy as np
    import shapely

    first, second = np.asarray(first, dtype=object), np.asarray(second, dtype=object)
    area = np.zeros(len(first))
    meeting = shapely.intersects(first, second)
    area[meeting] = shapely.area(shapely.intersection(first[meeting], second[meeting]))
    return area


def find_matches(
    outlines: Sequence[Geometry], known: Sequence[Geometry], min_overlap: float, uncertainty_m: float
) -> list[list[tuple[int, float]]]:
    """Known places each outline belongs to, as (index, common area in m²), largest first.

    Outlines that overlap by ``min_overlap`` of the smaller area or more belong together, however many they are. One
    that overlaps none like that is given to the nearest fitting place which would, were it wider by ``uncertainty_m``
    all round: shifted outlines of small places, and ground added along an edge.
    """

    import numpy as np
    import shapely
    from shapely import STRtree

    found: list[list[tuple[int, float]]] = [[] for _ in outlines]
    if not len(outlines) or not len(known):
        return found
    outlines, known = np.asarray(outlines, dtype=object), np.asarray(known, dtype=object)
    first, second = STRtree(known).query(outlines, predicate="dwithin", distance=uncertainty_m)
    smaller = np.minimum(shapely.area(outlines)[first], shapely.area(known)[second])
    common = common_area(outlines[first], known[second])
    overlapping = (common > 0) & (common >= min_overlap * smaller)
    for i, j, area in zip(first[overlapping], second[overlapping], common[overlapping]):
        found[i].append((int(j), float(area)))
    alone = np.flatnonzero(~np.isin(first, first[overlapping]))
    wider = shapely.buffer(known[second[alone]], uncertainty_m)
    nearly = common_area(outlines[first[alone]], wider)
    best: dict[int, tuple[int, float]] = {}
    for pair, area in zip(alone, nearly):
        i = int(first[pair])
        if area > 0 and area >= min_overlap * smaller[pair] and area > best.get(i, (0, 0.0))[1]:
            best[i] = (int(second[pair]), float(area))
    for i, match in best.items():
        found[i].append(match)
    for matches in found:
        matches.sort(key=lambda match: (-match[1], match[0]))
    return found


def observe(
    sites: Sequence[Site],
    seen: Sequence[Seen],
    observed_on: str,
    source: str,
    area: Geometry | None,
    min_overlap: float,
    uncertainty_m: float,
    make_site,
    progress: Progress,
) -> Changes:
    """Bring ``seen`` of one date to ``sites`` (changed in place); ``area`` is what was looked at, None where unknown.

    ``make_site(Seen)`` returns a new :class:`Site`. The order of ``seen`` and ``sites`` does not matter.
    """
    run = _Run(observed_on, source, uncertainty_m, make_site)
    # From the largest down: its site is there when smaller outlines of the same run overlap it.
    seen = sorted(seen, key=lambda s: (-s.geometry.area, s.order))
    sites = sorted((s for s in sites if s.state != "merged"), key=lambda s: s.site_id)
    matches = find_matches([s.geometry for s in seen], [s.geometry for s in sites], min_overlap, uncertainty_m)
    progress.report(0.5)
    peers = find_matches([s.geometry for s in seen], [s.geometry for s in seen], min_overlap, 0)
    for number, (one, found, among) in enumerate(zip(seen, matches, peers)):
        check_cancelled(progress)
        run.place(one, [(sites[j], common) for j, common in found], [seen[j] for j, _ in among if j < number])
    progress.report(0.7)
    run.settle(sites)
    if area is not None:
        run.rest(sites, area)
    progress.report(1.0)
    return run.changes


class _Run:
    """One run of :func:`observe`."""

    def __init__(self, observed_on: str, source: str, uncertainty_m: float, make_site):
        self.changes = Changes([], [], [], [], {})
        self._on, self._source, self._uncertainty_m, self._make = observed_on, source, uncertainty_m, make_site
        self._hits: dict[str, list[Seen]] = defaultdict(list)
        self._greens: dict[str, list[Geometry]] = defaultdict(list)
        self._into: dict[str, Site] = {}  # site absorbed in this run → by which
        self._added: dict[str, list[Geometry]] = defaultdict(list)  # outlines a site took over
        self._joined: set[str] = set()
        self._touched: dict[str, Site] = {}

    def place(self, one: Seen, found: list[tuple[Site, float]], peers: list[Seen]) -> None:
        """Decide to which site ``one`` belongs; several sites may become one by it."""

        import shapely

        common: dict[str, float] = defaultdict(float)
        live: dict[str, Site] = {}
        for site, area in found:
            site = self._now(site)  # noqa: PLW2901 - what was absorbed since is part of another
            common[site.site_id] += area
            live[site.site_id] = site
        around = sorted(live.values(), key=lambda s: (-common[s.site_id], s.first_observed_on or "", s.site_id))
        if one.figures.get("change") == GREENING:
            one.outcome, one.site = ("greening", around[0]) if around else ("no_site", None)
            for site in around:
                self._greens[site.site_id].append(one.geometry)
            return
        around = around or [self._now(p.site) for p in peers if p.site is not None and p.outcome != "greening"][:1]
        if not around:
            one.site, one.outcome = self._make(one), "new"
            one.site.is_made = True
            self.changes.made.append(one.site)
            self._hits[one.site.site_id].append(one)
            return
        if one.nominal or not around[0].may_still_change(self._on):
            around = around[:1]
        one.site = site = self._main(around)
        if not site.may_still_change(self._on):
            one.outcome = "earlier"
        elif site.is_made:
            one.outcome = "new"
        else:
            if not one.nominal and not any(s.nominal_outline for s in around):
                known = shapely.buffer(shapely.union_all([s.geometry for s in around]), self._uncertainty_m)
                one.grown_m2 = shapely.difference(one.geometry, known).area
            # A strip narrower than the uncertainty is inside ``known``; a single cell's corner is no growth either.
            grown = one.grown_m2 >= max(self._uncertainty_m**2, 1.0)
            one.outcome = "growing" if grown else "repeated"
        for other in around:
            if other is not site:
                self._connect(site, other, one)
        self._hits[site.site_id].append(one)

    def _now(self, site: Site) -> Site:
        while site.site_id in self._into:
            site = self._into[site.site_id]
        return site

    def _main(self, around: list[Site]) -> Site:
        """The site that carries on: open before closed, visited before unvisited, then the one with more in common."""
        return min(around, key=lambda s: (s.status in CLOSED, s.status == "unvisited"))

    def _connect(self, site: Site, other: Site, one: Seen) -> None:
        """Make ``other`` part of ``site`` where nobody was there yet; else only note that they are connected."""
        unvisited = other.status == "unvisited" and not other.last_visited_on
        if unvisited and site.status not in CLOSED and other.may_still_change(self._on):
            other.state, other.merged_into = "merged", site.site_id
            self._into[other.site_id] = site
            self._hits[site.site_id] += self._hits.pop(other.site_id, [])
            self._greens[site.site_id] += self._greens.pop(other.site_id, [])
            self._added[site.site_id] += self._added.pop(other.site_id, [])
            if not other.nominal_outline:
                self._added[site.site_id].append(other.geometry)
            self.changes.relations.append((other, "merged", site, one))
            self._touch(other)
        else:
            self._joined.add(other.site_id)
            self.changes.relations.append((site, "joined", other, one))

    def settle(self, sites: Sequence[Site]) -> None:
        """Change the sites that were seen."""
        for site in (*sites, *self.changes.made):
            if site.state == "merged":
                continue
            hits = self._hits.get(site.site_id, [])
            current = [one for one in hits if one.outcome != "earlier"]
            for one in hits:
                if one.outcome == "earlier":
                    self._look_back(site, one)
            if len(current) > 1:
                self.changes.parts[site.site_id] = len(current)
            if current or (site.site_id in self._joined and site.may_still_change(self._on)):
                self._see(site, current)
            elif site.site_id in self._greens and site.may_still_change(self._on):
                self._heal(site)

    def _see(self, site: Site, hits: list[Seen]) -> None:
        mapped = [one for one in hits if not one.nominal]
        grown = any(one.outcome == "growing" for one in hits)
        again = site.last_observed_on == self._on and site.origin == self._source  # another outline of the same look
        if not site.is_made:
            settled = site.status == "corrected" and not grown and self._before(mapped, site.last_visited_on)
            if grown:
                site.state = "growing"
            elif not settled and not (again and site.state in ("new", "growing")):
                site.state = "repeated"
            self.changes.growing += grown
            self.changes.repeated += not grown
            self._call_attention(site, grown, settled)
        added = self._added.get(site.site_id, [])
        if site.nominal_outline and (mapped or added):
            self._draw(site, [*(one.geometry for one in mapped), *added])
            site.nominal_outline, site.first_area_m2 = False, site.geometry.area
        elif grown or added or (site.is_made and len(hits) > 1):
            self._draw(site, [site.geometry, *(one.geometry for one in mapped), *added])
        site.first_observed_on = min(filter(None, (site.first_observed_on, self._on)))
        site.last_observed_on = site.last_checked_on = self._on
        if mapped:
            site.figures = _foremost(mapped).figures
        self._touch(site)

    @staticmethod
    def _before(hits: list[Seen], visited_on: str | None) -> bool:
        """Whether every change may have come before the visit: the work of correcting is a change, too."""
        return bool(visited_on and hits) and all(
            one.figures.get("before_date") and one.figures["before_date"] < visited_on for one in hits
        )

    def _call_attention(self, site: Site, grown: bool, settled: bool) -> None:
        if site.last_visited_on and self._on <= site.last_visited_on:
            return  # the inspector has seen it
        code = None
        if site.status in DECIDED and grown:
            code = "grown_after_decision"
        elif site.status == "corrected" and not settled:
            code = "changed_after_correction"
        if code:
            self.changes.flagged += 1
            site.attention, site.attention_on = code, self._on

    def _look_back(self, site: Site, one: Seen) -> None:
        """Take from an observation older than what is known only what was missing."""
        site.first_observed_on = min(filter(None, (site.first_observed_on, self._on)))
        site.last_observed_on = max(filter(None, (site.last_observed_on, self._on)))
        if site.nominal_outline and not one.nominal:
            self._draw(site, [one.geometry])
            site.nominal_outline = False
        site.figures = site.figures or one.figures
        self._touch(site)

    def _heal(self, site: Site) -> None:
        import shapely

        green = common_area([shapely.union_all(self._greens[site.site_id])], [site.geometry])[0]
        if green >= HEALED_SHARE * site.geometry.area:
            self.changes.healed += site.state != "healed"
            site.state, site.last_checked_on = "healed", self._on
            self._touch(site)

    def rest(self, sites: Sequence[Site], area: Geometry) -> None:
        """Known sites in the area looked at, where no change was seen, are dormant."""

        import numpy as np
        import shapely

        shapely.prepare(area)
        still = [s for s in sites if s.state != "merged" and (not s.last_checked_on or s.last_checked_on < self._on)]
        outlines = np.array([s.geometry for s in still], dtype=object)
        covered = shapely.contains(area, outlines)
        partly = np.flatnonzero(~covered & shapely.intersects(area, outlines))
        shares = shapely.area(shapely.intersection(area, outlines[partly])) / shapely.area(outlines[partly])
        covered[partly] = shares >= LOOKED_AT_SHARE
        for site in np.array(still, dtype=object)[covered]:
            if site.first_observed_on and site.first_observed_on > self._on:
                continue
            if site.state != "healed":
                site.state = "dormant"
                self.changes.dormant += 1
            site.last_checked_on = self._on
            if site.site_id not in self._touched:
                self.changes.rested.append(site)

    @staticmethod
    def _draw(site: Site, parts: list[Geometry]) -> None:
        import shapely

        site.geometry = polygons_of(shapely.union_all(parts))

    def _touch(self, site: Site) -> None:
        if site.site_id not in self._touched and not site.is_made:
            self._touched[site.site_id] = site
            self.changes.touched.append(site)


def _foremost(hits: list[Seen]) -> Seen:
    """The observation whose figures speak for the site: the first in rank, then the largest."""

    import numpy as np

    return min(hits, key=lambda one: (one.figures.get("rank") or np.inf, -one.geometry.area, one.order))
