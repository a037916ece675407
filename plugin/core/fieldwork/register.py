"""The register of sites (台帳): one file or database that remembers every site from one observation to the next.

    with open_register("台帳.gpkg", by="山田", crs=crs, styles=styles) as register:
        summary = register.update(Observation(outlines, "2024-10-25", "satellite"))
        register.add_visit(site_id, Visit("2024-11-02", "山田", status="lawful"))

Everything inside one ``with`` is one transaction: on the disk at its end, or not at all where an error, a cancel or a
power cut comes before. Whoever opens a register for writing waits for whoever has it. ``look_at`` opens it to read.
"""

# ruff: noqa: S608 - names of tables and columns come from register_schema; values are always bound

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..errors import InputError
from ..tasks import Part, Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Translate
from . import register_migrations
from . import register_schema as schema
from .exchange import basis_of
from .lifecycle import (
    DEFAULT_OVERLAP,
    DEFAULT_UNCERTAINTY_M,
    Changes,
    Seen,
    Site,
    find_matches,
    observe,
    polygons_of,
)
from .register_geopackage import GeoPackage
from .register_postgis import PostGis
from .register_schema import Crs
from .register_visits import Visits

if TYPE_CHECKING:
    from shapely import Geometry, MultiPolygon

WAIT_S = 120.0
"""How long to wait for somebody else who writes."""

_FIGURES = tuple(column.name for column in schema.FIGURES)
_SITE = (
    "site_id", "state", "status", "attention", "attention_on", "origin", "first_observed_on", "last_observed_on",
    "last_checked_on", "last_visited_on", "nominal_outline", "first_area_m2", "merged_into",
)  # fmt: skip
_SAME_SHARE = 0.001  # outlines differing by less of their area are one: brought here by another version of PROJ
_GRID_M = 0.01


@dataclass(frozen=True)
class Outline:
    """One place seen. ``attributes`` are the candidate's fields: those of ``register_schema.FIGURES`` get columns of
    their own, the rest is kept as JSON. ``nominal``: a circle round a reported point, not a measured outline."""

    geometry: Geometry
    attributes: Mapping[str, object] = field(default_factory=dict)
    nominal: bool = False


@dataclass(frozen=True)
class Observation:
    """What was seen at one date (ISO) by one source (``register_schema.SOURCES``), in the register's CRS.

    ``area`` holds what was looked at: known sites in it that show no change are dormant. Without it nothing is said of
    sites not seen. ``min_overlap`` and ``uncertainty_m``: see :func:`~.lifecycle.find_matches`.
    """

    outlines: Sequence[Outline]
    observed_on: str
    source: str = "satellite"
    area: Geometry | None = None
    min_overlap: float = DEFAULT_OVERLAP
    uncertainty_m: float = DEFAULT_UNCERTAINTY_M


@dataclass
class Summary:
    """What an update did. Sites: ``new``, ``repeated``, ``growing``, ``dormant``, ``healed`` (turned so by this update),
    ``merged``, ``flagged``, and ``total`` of all that are not merged. Observations: ``known`` (were there already),
    ``revised`` (were there with other figures), ``earlier`` (older than what is known), ``no_site`` (vegetation returned
    where no site is known)."""

    candidates: int = 0
    new: int = 0
    repeated: int = 0
    growing: int = 0
    dormant: int = 0
    healed: int = 0
    merged: int = 0
    flagged: int = 0
    known: int = 0
    revised: int = 0
    earlier: int = 0
    no_site: int = 0
    total: int = 0


def is_database(target: str) -> bool:
    """Whether ``target`` says how to reach PostgreSQL (an address or libpq's words) rather than where a file is."""
    text = target.strip().lower()
    return text.startswith(("postgresql://", "postgres://", "service=")) or "dbname=" in text


def _store(target: str | os.PathLike) -> GeoPackage | PostGis:
    return PostGis(str(target)) if is_database(str(target)) else GeoPackage(target)


def crs_of_register(target: str | os.PathLike, wait_s: float = WAIT_S, progress: Progress | None = None) -> Crs | None:
    """The coordinate system of a register; None where there is no register yet.

    Raises :class:`InputError` where ``target`` is something else or of a newer version; :class:`OutputError` where
    another program has it for longer than ``wait_s`` seconds.
    """
    with contextlib.closing(_store(target)) as store:
        if not store.exists():
            return None
        store.read(wait_s, progress or Silent())
        if not store.has_register(may_be_made=True):
            return None
        _version(store)
        return store.crs()


@contextlib.contextmanager
def look_at(target: str | os.PathLike, wait_s: float = WAIT_S, progress: Progress | None = None) -> Iterator[Register]:
    """The register at ``target``, to read: no lock, nothing is written.

    Raises :class:`InputError` where there is none, or one of another version; :class:`OutputError` where another program
    has it for longer than ``wait_s`` seconds.
    """
    with contextlib.closing(_store(target)) as store:
        if store.exists():
            store.read(wait_s, progress or Silent())
        if not store.exists() or not store.has_register():
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "There is no register at {path}. Make one by updating it with candidates."
                ),
                path=store.label,
            )
        if _version(store) < schema.VERSION:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The register {path} is of an older version. Update it once; that brings it up to date."
                ),
                path=store.label,
            )
        yield Register(store, "")


@contextlib.contextmanager
def open_register(
    target: str | os.PathLike,
    by: str,
    crs: Crs | None = None,
    styles: Mapping[str, str] | None = None,
    translate: Translate = str,
    wait_s: float = WAIT_S,
    progress: Progress | None = None,
) -> Iterator[Register]:
    """The register at ``target``, to write; made with ``crs`` where there is none, and brought to today's version.

    ``by`` is who does it, ``styles`` (table → QML) how QGIS is to show it, ``translate`` makes the words of the value
    tables. Raises :class:`InputError` or :class:`OutputError` saying what is in the way; then nothing was changed.
    """
    progress = progress or Silent()
    store = _store(target)
    try:
        store.begin(wait_s, progress)
        register = Register(store, by)
        if not store.has_register(may_be_made=crs is not None):
            if crs is None:
                raise InputError(
                    QT_TRANSLATE_NOOP("SoraNoMe", "There is no register at {path}. Check the name."), path=store.label
                )
            store.create(crs)
            register.describe(translate)
            register.restyle(styles or {})
        elif _version(store) < schema.VERSION:
            register.backup = register_migrations.migrate(store, register.version, lambda: register.describe(translate))
            register.restyle(styles or {})
        register.crs = store.crs()
        if crs is not None and not register.crs.same_as(crs):
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe", "The register {path} is in {crs}, the outlines are in {other}. Reproject them."
                ),
                path=store.label,
                crs=register.crs.name,
                other=crs.name,
            )
        yield register
        check_cancelled(progress)
        store.commit()
    finally:
        store.close()


def _version(store) -> int:
    """The version of the schema; raises :class:`InputError` where it is newer than this code, or none at all."""
    described = {"name", "value"} <= set(store.columns("register_info")) and store.columns("sites")
    rows = store.run("SELECT value FROM register_info WHERE name = 'schema_version'") if described else []
    written = str(rows[0][0]) if rows else ""
    # Not int() alone: it takes signs, blanks and underscores, too.
    version = int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0
    if version < 1:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "{path} is no register this plugin knows: its version (schema_version in register_info) reads “{version}”. "
                "Choose another register, or restore a backup of this one. Nothing was changed.",
            ),
            path=store.label,
            version=written,
        )
    if version > schema.VERSION:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The register {path} is of version {version}, made by a newer SoraNoMe; this one knows up to {known}. "
                "Update the plugin. Nothing was changed.",
            ),
            path=store.label,
            version=version,
            known=schema.VERSION,
        )
    return version


class Register(Visits):
    """An open register; see :func:`open_register`. ``backup`` is the copy made before bringing it up to date."""

    def __init__(self, store, by: str):
        self._store, self._by = store, by
        self.crs: Crs | None = None
        self.backup = None

    # -- what it is ----------------------------------------------------------------------------

    @property
    def version(self) -> int:
        return _version(self._store)

    def describe(self, translate: Translate) -> None:
        """Fill the tables of values and of the register's own description."""
        for name, words in schema.DOMAINS.items():
            self._store.insert(name, ("code", "label"), [(code, translate(word)) for code, word in words.items()])
        about = {"schema_version": str(schema.VERSION), "register_id": schema.new_key(), "created_at": schema.now()}
        self._store.insert("register_info", ("name", "value"), [*about.items(), ("created_by", self._by or "?")])

    def restyle(self, styles: Mapping[str, str]) -> None:
        """Keep the QML each table is to be shown with."""
        for table, qml in styles.items():
            self._store.set_style(table, qml)

    # -- what is in it -------------------------------------------------------------------------

    def sites(self, merged: bool = False) -> list[dict]:
        """All sites, each a dict of its columns and ``geom`` (shapely); those merged into others where asked."""
        return [row for row in self.rows(schema.SITES) if merged or row["state"] != "merged"]

    def rows(self, table: schema.Table, **where) -> list[dict]:
        """Rows of a table (``register_schema.TABLES``) whose columns have the values given, in order of entry."""
        names = [*(["geom"] if table.geometry else []), *table.names]
        wanted = [("{geom}" if name == "geom" else name) for name in names]
        condition = " AND ".join(f"{name} = ?" for name in where)
        which = f"WHERE {condition}" if where else ""
        sql = f"SELECT {', '.join(wanted)} FROM {table.name} {which} ORDER BY fid"  # nosec B608  # names of ours
        found = []
        for values in self._store.run(sql, tuple(where.values())):
            row = dict(zip(names, values))
            if table.geometry:
                row["geom"] = self._store.geometry(row["geom"])
            found.append(row)
        return found

    def register_id(self) -> str:
        """What tells this register from all others."""
        return self._store.run("SELECT value FROM register_info WHERE name = 'register_id'")[0][0]

    def bases(self) -> dict[str, str]:
        """Site → what the register says of it now, as lists carry it; see :func:`~.exchange.basis_of`."""
        last = dict(self._store.run("SELECT site_id, visit_id FROM visits ORDER BY fid"))
        sites = self._store.run("SELECT site_id, status FROM sites")
        return {site_id: basis_of(status, last.get(site_id)) for site_id, status in sites}

    # -- observations --------------------------------------------------------------------------

    def update(self, observation: Observation, progress: Progress | None = None) -> Summary:
        """Bring an observation in; see :mod:`.lifecycle` for what becomes of it.

        The same observation a second time changes nothing: an outline is known by date, source and shape. One that comes
        with other figures (ranked anew, say) brings those.
        """
        progress = progress or Silent()
        _check(observation)
        seen, twice = _seen(observation, Part(progress, 0, 0.1))
        summary = Summary(candidates=len(observation.outlines), known=twice)
        fresh = self._set_known_aside(seen, observation, summary)
        progress.report(0.2)
        check_cancelled(progress)
        sites = self._live_sites()

        def make(one: Seen) -> Site:
            return Site(
                site_id=schema.new_key(),
                geometry=one.geometry,
                origin=observation.source,
                first_observed_on=observation.observed_on,
                last_observed_on=observation.observed_on,
                last_checked_on=observation.observed_on,
                nominal_outline=one.nominal,
                first_area_m2=one.geometry.area,
                figures=one.figures,
            )

        area = None if observation.area is None else polygons_of(observation.area)
        changes = observe(
            sites,
            fresh,
            observation.observed_on,
            observation.source,
            area,
            observation.min_overlap,
            observation.uncertainty_m,
            make,
            Part(progress, 0.2, 0.7),
        )
        self._summarise(summary, changes, fresh)
        if fresh or changes.touched or changes.rested or area is not None or not seen:
            update_id = self._keep_update(observation, area, summary, [one.order for one in seen])
            self._keep(changes, fresh, observation, update_id)
        self._measure(changes)
        summary.total = self._store.run("SELECT count(*) FROM sites WHERE state <> 'merged'")[0][0]
        progress.report(1.0)
        return summary

    def _set_known_aside(self, seen: list[Seen], observation: Observation, summary: Summary) -> list[Seen]:
        """Those of ``seen`` that are not in the register; figures of the others are brought up to date."""
        names = ("content_hash", "observation_id", *_FIGURES)
        rows = self._store.run(
            f"SELECT {{geom}}, {', '.join(names)} "  # nosec B608  # names of ours
            "FROM observations WHERE observed_on = ? AND source = ?",
            (observation.observed_on, observation.source),
        )
        by_hash = {row[1]: row for row in rows}
        known = {one.order: by_hash[one.order] for one in seen if one.order in by_hash}
        others = [one for one in seen if one.order not in by_hash]
        same = self._same_shapes([one.geometry for one in others], rows)
        known |= {one.order: rows[row] for one, row in zip(others, same) if row is not None}
        summary.known += len(known)
        revised = []
        for one in seen:
            if one.order in known:
                _, _, observation_id, *old = known[one.order]
                if old != [one.figures.get(name) for name in _FIGURES]:
                    revised.append((observation_id, one))
        self._revise(revised)
        summary.revised = len(revised)
        return [one for one in seen if one.order not in known]

    def _same_shapes(self, outlines: list[Geometry], rows: list[tuple]) -> list[int | None]:
        """For each outline the number of the row that shows the same but for rounding."""
        known = [self._store.geometry(row[0]) for row in rows]
        result: list[int | None] = []
        for outline, matches in zip(outlines, find_matches(outlines, known, 1 - _SAME_SHARE, 0)):
            same = [j for j, common in matches if common >= (1 - _SAME_SHARE) * max(outline.area, known[j].area)]
            result.append(same[0] if same else None)
        return result

    def _revise(self, revised: list[tuple[str, Seen]]) -> None:
        """Give observations the figures they come with now, and their sites those of the latest observation."""
        names, stamp = (*_FIGURES, "updated_at", "updated_by"), (schema.now(), self._by)
        rows = [(*(one.figures.get(name) for name in _FIGURES), *stamp, key) for key, one in revised]
        self._store.update("observations", names, "observation_id", rows)
        places = {
            self._store.run("SELECT site_id FROM observations WHERE observation_id = ?", (k,))[0] for k, _ in revised
        }
        for (site_id,) in places - {(None,)}:
            found = self._store.run(
                f"SELECT {', '.join(_FIGURES)} FROM observations "  # nosec B608  # names of ours
                "WHERE site_id = ? AND NOT nominal_outline "
                "ORDER BY observed_on DESC, rank IS NULL, rank, area_m2 DESC LIMIT 1",
                (site_id,),
            )
            self._store.update("sites", names, "site_id", [(*values, *stamp, site_id) for values in found])

    def _live_sites(self) -> list[Site]:
        import numpy as np
        import shapely

        rows = self._store.run(
            f"SELECT {{geom}}, {', '.join((*_SITE, *_FIGURES))} "  # nosec B608  # names of ours
            "FROM sites WHERE state <> 'merged' AND geom IS NOT NULL"
        )
        sites = []
        for geometry, *values in rows:
            about = dict(zip(_SITE, values))
            about["nominal_outline"] = bool(about["nominal_outline"])
            figures = {name: v for name, v in zip(_FIGURES, values[len(_SITE) :]) if v is not None}
            sites.append(Site(geometry=self._store.geometry(geometry), figures=figures, **about))
        # Outlines drawn by hand in QGIS may cross themselves.
        mended = ~shapely.is_valid([site.geometry for site in sites])
        for number in np.flatnonzero(mended):
            sites[number].geometry = polygons_of(sites[number].geometry)
        return sites

    @staticmethod
    def _summarise(summary: Summary, changes: Changes, fresh: list[Seen]) -> None:
        summary.new = len(changes.made)
        for name in ("repeated", "growing", "healed", "dormant", "flagged"):
            setattr(summary, name, getattr(changes, name))
        summary.merged = sum(kind == "merged" for _, kind, _, _ in changes.relations)
        for name in ("earlier", "no_site"):
            setattr(summary, name, sum(one.outcome == name for one in fresh))

    def _keep_update(self, observation: Observation, area, summary: Summary, digests: list[str]) -> str:
        """Note the run, where it is not the same once more; its key."""
        words = [
            observation.observed_on,
            observation.source,
            _shape(area) if area is not None else "",
            *sorted(digests),
        ]
        digest = hashlib.sha256("|".join(words).encode()).hexdigest()
        found = self._store.run("SELECT update_id FROM updates WHERE content_hash = ?", (digest,))
        if found:
            return found[0][0]
        update_id, stamp = schema.new_key(), schema.now()
        row = {
            "geom": area,
            "update_id": update_id,
            "observed_on": observation.observed_on,
            "source": observation.source,
            "candidates": summary.candidates,
            **{f"sites_{name}": getattr(summary, name) for name in ("new", "repeated", "growing", "dormant", "healed")},
            "min_overlap": observation.min_overlap,
            "outline_uncertainty_m": observation.uncertainty_m,
            "content_hash": digest,
            **self._stamps(stamp),
        }
        self._store.insert("updates", tuple(row), [tuple(row.values())])
        return update_id

    def _keep(self, changes: Changes, fresh, observation: Observation, update_id: str) -> None:
        """Write what :func:`observe` did."""
        stamps = self._stamps(schema.now())

        def of_site(site: Site) -> dict:
            own = {name: getattr(site, name) for name in _SITE}
            figures = {name: site.figures.get(name) for name in _FIGURES}
            return {**own, "geom": site.geometry, "area_m2": round(site.geometry.area, 1), **figures}

        in_order = sorted(changes.made, key=lambda s: (s.figures.get("rank") or math.inf, s.site_id))
        made = [{**of_site(site), **stamps} for site in in_order]
        touched = [
            {**of_site(site), "updated_at": stamps["updated_at"], "updated_by": self._by} for site in changes.touched
        ]
        if made:
            self._store.insert("sites", tuple(made[0]), [tuple(row.values()) for row in made])
        if touched:
            names = tuple(name for name in touched[0] if name != "site_id")
            rows = [(*(row[name] for name in names), row["site_id"]) for row in touched]
            self._store.update("sites", names, "site_id", rows)
        self._store.update(
            "sites",
            ("state", "last_checked_on", "updated_at", "updated_by"),
            "site_id",
            [(s.state, s.last_checked_on, stamps["updated_at"], self._by, s.site_id) for s in changes.rested],
        )
        keys: dict[str, str] = {}
        rows = []
        for one in fresh:
            keys[one.order] = schema.new_key()
            row = {
                "geom": one.geometry,
                "observation_id": keys[one.order],
                "site_id": one.site.site_id if one.site else None,
                "update_id": update_id,
                "observed_on": observation.observed_on,
                "source": observation.source,
                "outcome": one.outcome,
                "nominal_outline": one.nominal,
                "area_m2": one.geometry.area,
                "grown_m2": one.grown_m2,
                **{name: one.figures.get(name) for name in _FIGURES},
                "content_hash": one.order,
                **stamps,
            }
            rows.append(row)
        if rows:
            self._store.insert("observations", tuple(rows[0]), [tuple(row.values()) for row in rows])
        names = ("relation_id", "site_id", "kind", "other_site_id", "observation_id", *stamps)
        self._store.insert(
            "site_relations",
            names,
            [
                (schema.new_key(), site.site_id, kind, other.site_id, keys[one.order], *stamps.values())
                for site, kind, other, one in changes.relations
            ],
        )
        self._store.insert(
            "history",
            ("site_id", "by_whom", "what", "new_value"),
            [(site_id, self._by, "parts", str(count)) for site_id, count in changes.parts.items()],
        )

    def _measure(self, changes: Changes) -> None:
        """Give areas to sites drawn or redrawn by hand, which the database cannot measure."""

        import shapely

        done = {site.site_id for site in (*changes.made, *changes.touched)}
        rows = self._store.run("SELECT {geom}, site_id, area_m2 FROM sites WHERE geom IS NOT NULL")
        outlines = [self._store.geometry(row[0]) for row in rows]
        wrong = [
            (round(area, 1), schema.now(), self._by, site_id)
            for area, (_, site_id, kept) in zip(shapely.area(outlines).tolist(), rows)
            if site_id not in done and area > 0 and (kept is None or abs(kept - area) > 0.1)
        ]
        self._store.update("sites", ("area_m2", "updated_at", "updated_by"), "site_id", wrong)


def _check(observation: Observation) -> None:
    schema.require_date(observation.observed_on)
    if observation.observed_on > (date.today() + timedelta(days=1)).isoformat():
        # It would make every true observation to come an old one.
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "The date of the observation, {date}, lies in the future. Correct it."),
            date=observation.observed_on,
        )
    schema.require_code("source", observation.source, schema.SOURCES)
    if not 0 < observation.min_overlap <= 1 or not 0 <= observation.uncertainty_m < math.inf:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "The smallest overlap must lie between 0 and 1, the uncertainty of outlines must be 0 m or more.",
            )
        )


def _seen(observation: Observation, progress: Progress) -> tuple[list[Seen], int]:
    """What was seen, ``order`` being its fingerprint; and how many outlines came twice."""
    seen: dict[str, Seen] = {}
    for number, outline in enumerate(observation.outlines):
        if not number % 256:
            check_cancelled(progress)
            progress.report(number / len(observation.outlines))
        geometry = polygons_of(outline.geometry)
        if geometry.is_empty:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "Outline {number} has no area. Remove it, or correct its geometry."),
                number=number + 1,
            )
        digest = _fingerprint(observation, geometry)
        seen.setdefault(digest, Seen(geometry, _figures(outline.attributes), outline.nominal, digest))
    return list(seen.values()), len(observation.outlines) - len(seen)


def _shape(geometry: Geometry) -> str:
    """A text two outlines share where they agree to a centimetre."""

    import numpy as np
    import shapely

    rounded = shapely.transform(geometry, lambda xy: np.rint(xy / _GRID_M))
    return shapely.to_wkt(shapely.normalize(rounded), rounding_precision=0)


def _fingerprint(observation: Observation, geometry: MultiPolygon) -> str:
    words = (observation.observed_on, observation.source, _shape(geometry))
    return hashlib.sha256("|".join(words).encode()).hexdigest()


_KINDS: dict[str, Callable[[object], object]] = {
    "text": str,
    "integer": lambda value: int(float(value)),
    "real": lambda value: float(value) if math.isfinite(float(value)) else None,
}
_READ = dict.fromkeys(("before_date", "after_date"), lambda value: date.fromisoformat(str(value)[:10]).isoformat())
_RANGES = {"rank": (1, 2**31 - 1), "latitude": (-90, 90), "longitude": (-180, 180), "change": (0, 255)} | {
    name: (0, 1) for name in ("priority", "probability", "class_share", "score", "score_max")
}


def _figures(attributes: Mapping[str, object]) -> dict:
    """Fields with columns of their own; the rest, and what does not fit its column, as JSON in ``attributes``."""
    figures, others = {}, {}
    for name, value in attributes.items():
        if value is None or value == "":
            continue
        kept = None
        if name in _FIGURES and name != "attributes":
            read = _READ.get(name) or _KINDS[schema.FIGURES[_FIGURES.index(name)].kind]
            with contextlib.suppress(TypeError, ValueError, OverflowError):
                kept = read(value)
            low, high = _RANGES.get(name, (None, None))
            if kept is not None and low is not None and not low <= kept <= high:
                kept = None
        if kept is None:
            others[name] = value
        else:
            figures[name] = kept
    if others:
        figures["attributes"] = json.dumps(others, ensure_ascii=False, sort_keys=True, default=str)
    return figures
