"""The pages of field-check sheets: what is drawn on their maps and written in their boxes."""

from __future__ import annotations

import contextlib
import math
from pathlib import Path

import numpy as np
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
)
from rasterio.crs import CRS

from ...core.dates import today_in_japan, write_day
from ...core.fieldwork.map_links import google_maps, gsi_maps
from ...core.fieldwork.papers.chips import colours_of, sample_of, stretches_of
from ...core.fieldwork.papers.qr import qr_svg
from ...core.fieldwork.papers.sheet import texts_of
from ...core.fieldwork.papers.terrain_section import Heights, section_svg, section_through
from ...core.heights import height_scale
from ...core.raster import Raster
from ...core.tasks import check_cancelled
from ...core.text import QT_TRANSLATE_NOOP, Message
from ..features import crs_of, named_polygons, transformed
from . import sheet_layers
from .sheet_layers import memory_layer
from .sheet_layout import scale_for
from .sites import JGD2011, ChosenSites

_SCALES = (1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10_000, 15_000, 20_000, 25_000, 50_000, 75_000, 100_000)
# Closer than the first, a satellite's cells are all there is to see.
_IMAGE_SCALES = tuple(scale for scale in _SCALES if scale >= 2500)
_LOCATOR_SCALE = 50_000  # or four times that of the large map
_NAMES = {"BEFORE": "image_before", "AFTER": "image_after"}

_OUTSIDE = QT_TRANSLATE_NOOP("SoraNoMe", "The site lies outside this image.")
_NO_HEIGHTS = QT_TRANSLATE_NOOP("SoraNoMe", "No heights are known here.")
_SOURCE = QT_TRANSLATE_NOOP("SoraNoMe", "Made by SoraNoMe on {day} · list {list_id}")
_SECTION = QT_TRANSLATE_NOOP("SoraNoMe", "A–B, {length} m")


class Pages:
    """What the pages of a run are made from."""

    def __init__(
        self, algorithm, parameters, context, chosen: ChosenSites, layout, font: str, words, pictures: Path, stack
    ):
        self._algorithm, self._parameters, self._context = algorithm, parameters, context
        self._chosen, self._layout, self._font, self._words, self._pictures = chosen, layout, font, words, pictures
        self.crs = QgsCoordinateReferenceSystem(chosen.plane) if chosen.plane else _utm(chosen)
        self._paths = {
            name: algorithm.raster_path(parameters, name, context) for name in ("BEFORE", "AFTER", "DEM", "DEM_BEFORE")
        }
        if self._paths["DEM_BEFORE"] and not self._paths["DEM"]:
            self._paths["DEM"], self._paths["DEM_BEFORE"] = self._paths["DEM_BEFORE"], None
        self._rasters = self._opened(stack)
        self._known_bounds: dict[str, tuple[float, float, float, float]] = {}
        around = any(parameters.get(name) for name in ("AFTER", "DEM", "DEM_BEFORE", "ROADS", "STREAMS", "MAPS"))
        layout.arrange(
            *(bool(self._paths[name]) for name in ("BEFORE", "AFTER", "DEM")),
            around or bool(parameters.get("BUILDINGS")),
            around or bool(parameters.get("MUNICIPALITIES")),
        )
        self._shapes, self._points = self._placed()

    # -- inputs --------------------------------------------------------------------------------

    def _opened(self, stack) -> dict:
        opened = {}
        for name, path in self._paths.items():
            if path:
                label = self._algorithm.parameterDefinition(name).description()
                raster = stack.enter_context(Raster(path, label, rotated=name in _NAMES))
                if raster.grid.crs is None:
                    raster.grid.require_metres(raster.name)
                opened[name] = raster
        return opened

    def _placed(self):
        """Outlines and points of the sites in the CRS of the maps."""
        to_plane = QgsCoordinateTransform(JGD2011, self.crs, self._context.transformContext())
        shapes = [transformed(site.outline, to_plane) for site in self._chosen.sites]
        return shapes, [transformed(site.point, to_plane) for site in self._chosen.sites]

    def _image_layers(self) -> dict:
        """Layers of BEFORE and AFTER, in one stretch where they can be compared."""
        found = [self._rasters.get(name) for name in _NAMES]
        bands = [colours_of(raster, "") if raster else [] for raster in found]
        samples = [sample_of(raster, numbers) if raster else None for raster, numbers in zip(found, bands)]
        return {
            name: sheet_layers.image(self._paths[name], numbers, stretch)
            for name, raster, numbers, stretch in zip(_NAMES, found, bands, stretches_of(samples))
            if raster
        }

    def _styled(self, name: str, style) -> list:
        value = self._parameters.get(name)
        return [] if value in (None, "") else [style(self._algorithm.map_layer(value, name, self._context))]

    def _municipalities(self) -> list:
        source = self._algorithm.optional_source(self._parameters, "MUNICIPALITIES", self._context)
        if source is None:
            return []
        polygons = named_polygons(source, self.crs, self._context)
        return [sheet_layers.municipalities(polygons, self.crs, self._font)]

    # -- layers and texts ----------------------------------------------------------------------

    def prepared(self, progress):
        """(layers of each map by its id, top first; layer of the sites with the texts of their pages)."""
        roads, streams = self._styled("ROADS", sheet_layers.roads), self._styled("STREAMS", sheet_layers.streams)
        buildings, borders = self._styled("BUILDINGS", sheet_layers.buildings), self._municipalities()
        more = [layer.clone() for layer in self._algorithm.map_layers(self._parameters, self._context)]
        images = self._image_layers()
        latitude = self._chosen.sites[0].latitude
        if self._paths["DEM"]:
            ground = [sheet_layers.hillshade(self._paths["DEM"], latitude)]
        else:
            ground = [images["AFTER"].clone()] if "AFTER" in images else []
        sections, sites = self._sites(progress)
        outlines = sheet_layers.outlines(self._shapes, self.crs)
        lines = [sheet_layers.section_ends(sections, self.crs, self._font), sheet_layers.sections(sections, self.crs)]
        markers = sheet_layers.markers(self._points, self.crs)
        layers = {
            "map_large": [*lines, outlines, *buildings, *roads, *streams, *more, *ground],
            "map_locator": [markers, *borders, *roads, *streams, *more, *ground],
            **{_NAMES[name]: [outlines, layer] for name, layer in images.items()},
        }
        return layers, sites

    def _sites(self, progress):
        """(sections as (page, line), the layer of the sites)."""
        sections, rows, names = [], [], []
        count = len(self._chosen.sites)
        for page, (site, shape, point) in enumerate(zip(self._chosen.sites, self._shapes, self._points), 1):
            check_cancelled(progress)
            section, texts = self._texts(site, page, count, shape, point)
            if section is not None:
                sections.append((page, shapely.LineString(section.line)))
            west, south, east, north = shape.bounds
            names = list(texts)
            rows.append((shapely.Point((west + east) / 2, (south + north) / 2), tuple(texts.values())))
            progress.report(page / count)
        return sections, memory_layer("Point", self.crs, names, rows)

    def _texts(self, site, page: int, pages: int, shape, point):
        section, plot, note = self._section(page, shape, point)
        gsi, google = gsi_maps(site.latitude, site.longitude), google_maps(site.latitude, site.longitude)
        length = Message(_SECTION, {"length": f"{section.length:,.0f}"}).say(self._words) if section else ""
        language = self._chosen.info.language
        source = {"day": write_day(today_in_japan(), language), "list_id": self._chosen.info.list_id[:8]}
        return section, {
            "page_number": page,
            **texts_of(site, page, pages, self._chosen.zone, self._words, language),
            **self._scales(shape),
            "before_caption": write_day(self._date("BEFORE", site.before_date), language),
            "after_caption": write_day(self._date("AFTER", site.after_date), language),
            "before_note": self._note("BEFORE", shape),
            "after_note": self._note("AFTER", shape),
            "section_caption": length,
            "section_note": note,
            "section": plot,
            "link_gsi": gsi,
            "link_google": google,
            "qr_gsi": self._picture(f"gsi{page}", qr_svg(gsi)),
            "qr_google": self._picture(f"google{page}", qr_svg(google)),
            "source": Message(_SOURCE, source).say(self._words),
        }

    def _scales(self, shape) -> dict[str, int]:
        west, south, east, north = shape.bounds
        extent = (east - west, north - south)
        large_mm, image_mm = (self._layout.size_mm(name) for name in ("map_large", "image_after"))
        image_mm = image_mm or self._layout.size_mm("image_before")
        large = scale_for(*extent, large_mm or (100.0, 70.0), 0.55, _SCALES)
        return {
            "scale_large": large,
            "scale_locator": max(_LOCATOR_SCALE, 4 * large),
            "scale_image": scale_for(*extent, image_mm or (60.0, 45.0), 0.6, _IMAGE_SCALES),
        }

    def _date(self, name: str, otherwise: str) -> str:
        path = self._paths[name]
        told = self._algorithm.date(self._parameters, f"{name}_DATE", self._context, path) if path else ""
        return told or otherwise

    def _note(self, name: str, shape) -> str:
        if name not in self._rasters:
            return ""
        return "" if shapely.box(*self._bounds(name)).intersects(shape) else self._words(_OUTSIDE)

    def _bounds(self, name: str) -> tuple[float, float, float, float]:
        if name not in self._known_bounds:
            crs = CRS.from_wkt(self.crs.toWkt())
            self._known_bounds[name] = self._rasters[name].suggested_grid(crs).bounds
        return self._known_bounds[name]

    def _section(self, page: int, shape, point):
        """(section or None, its plot as an address, why there is none)."""
        if "DEM" not in self._rasters or self._layout.size_mm("section") is None:
            return None, "", ""
        now = self._heights("DEM")
        before = self._heights("DEM_BEFORE") if "DEM_BEFORE" in self._rasters else None
        section = section_through(shape, point, now, before)
        if section is None:
            return None, "", self._words(_NO_HEIGHTS)
        plot = section_svg(
            section, *self._layout.size_mm("section"), font=self._font or "sans-serif", translate=self._words
        )
        return section, self._picture(f"section{page}", plot), ""

    def _picture(self, name: str, svg: str) -> str:
        # A file: QGIS draws an embedded SVG as cells.
        path = self._pictures / f"{name}.svg"
        path.write_text(svg, encoding="utf-8")
        return str(path)

    def _heights(self, name: str):
        raster = self._rasters[name]
        to_raster = QgsCoordinateTransform(self.crs, crs_of(raster.grid.crs), self._context.transformContext())
        return Heights(raster, _through(to_raster), height_scale(raster))


def _through(transform: QgsCoordinateTransform):
    """A function that brings arrays of x and y through a transformation; infinite where it fails."""

    def brought(x, y):
        if transform.isShortCircuited():
            return x, y
        found = np.full((2, x.size), np.inf)
        for at, (east, north) in enumerate(zip(x.ravel(), y.ravel())):
            with contextlib.suppress(QgsCsException):
                place = transform.transform(float(east), float(north))
                found[:, at] = place.x(), place.y()
        return found[0].reshape(x.shape), found[1].reshape(y.shape)

    return brought


def _utm(chosen: ChosenSites) -> QgsCoordinateReferenceSystem:
    """The UTM zone of sites that lie in several plane rectangular zones, or in none."""
    count = len(chosen.sites)
    longitude = sum(site.longitude for site in chosen.sites) / count
    latitude = sum(site.latitude for site in chosen.sites) / count
    zone = min(60, math.floor((longitude + 180) / 6) + 1)
    if 51 <= zone <= 55 and 20 <= latitude <= 46:
        return QgsCoordinateReferenceSystem(f"EPSG:{6688 + zone - 51}")  # JGD2011
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if latitude >= 0 else 32700) + zone}")
