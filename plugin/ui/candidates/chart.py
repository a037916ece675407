"""The evidence of one site over time, drawn small: a lane each for vegetation, radar, heights and area."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QToolTip, QWidget

from ...core.dates import short_month
from ...translation import language_of_user, tr


@dataclass(frozen=True)
class Line:
    """``points`` are (ISO day, value) ascending; ``name`` tells lines of one lane apart."""

    name: str
    points: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Lane:
    """Lines that share a vertical axis; ``decimals`` of its numbers."""

    title: str
    lines: tuple[Line, ...]
    decimals: int


_SMALLER = 0.85
_QUANTITIES = ("ndvi", "height", "rise", "area")


def lanes_of(series: Sequence, areas: tuple[tuple[str, float], ...] = ()) -> list[Lane]:
    """Series of a history (:class:`~...core.change.site_history.Series`) as lanes, radar on one; ``areas`` are (ISO day,
    m²) of a register's observations."""
    found = {one.quantity: tuple((value.day, value.value) for value in one.values) for one in series}
    found |= {"area": areas} if len(areas) > 1 else {}
    if (
        "rise" in found and found["height"][0][0] < found["rise"][0][0]
    ):  # it compares the same cells, mean heights may not
        found["rise"] = ((found.pop("height")[0][0], 0.0), *found["rise"])
    titles = {
        "ndvi": (tr("Vegetation (NDVI)"), 2),
        "height": (tr("Height (m)"), 1),
        "rise": (tr("Ground raised by (m)"), 1),
        "area": (tr("Area seen (m²)"), 0),
    }
    radar = tuple(Line(name, points) for name, points in found.items() if name not in _QUANTITIES)
    lanes = [Lane(titles["ndvi"][0], (Line("", found["ndvi"]),), 2)] if "ndvi" in found else []
    lanes += [Lane(tr("Radar (dB)"), radar, 1)] if radar else []
    lanes += [
        Lane(titles[name][0], (Line("", found[name]),), titles[name][1])
        for name in ("height", "rise", "area")
        if name in found
    ]
    return lanes


class Chart(QWidget):
    """Lanes above each other on one axis of time; ``period`` (ISO days, "" open) is when the change came. What is no day or
    no number is left out."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.lanes: list[Lane] = []
        self.period = ("", "")
        self.setMouseTracking(True)
        self.setMinimumHeight(4 * self.fontMetrics().height())
        self._places: list[tuple[QPointF, str]] = []

    def show_lanes(self, lanes: Sequence[Lane], period: tuple[str, str]) -> None:
        told = [
            replace(lane, lines=tuple(line for one in lane.lines if (line := _drawable(one)).points)) for lane in lanes
        ]
        self.lanes = [lane for lane in told if lane.lines]
        self.period = tuple(day if _is_day(day) else "" for day in period)
        self.setMinimumHeight(round((2.0 * max(1, len(self.lanes)) + 1.2) * self.fontMetrics().height()))
        self.setAccessibleDescription("; ".join(f"{lane.title}: {self._told(lane)}" for lane in self.lanes))
        self.update()

    @staticmethod
    def _told(lane: Lane) -> str:
        return ", ".join(f"{d} {v:.{lane.decimals}f}" for line in lane.lines for d, v in line.points)

    def paintEvent(self, _event) -> None:
        painter = QPainter(self)
        try:
            self._draw(painter)
        finally:
            painter.end()

    def _draw(self, painter: QPainter) -> None:
        small = self.font()
        small.setPointSizeF(small.pointSizeF() * _SMALLER)
        painter.setFont(small)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Base))
        self._places = []
        days = sorted({_ordinal(d) for lane in self.lanes for line in lane.lines for d, _ in line.points})
        if not days:
            return
        text = painter.fontMetrics()
        widest = max(
            text.horizontalAdvance(f"{value:.{lane.decimals}f}")
            for lane in self.lanes
            for line in lane.lines
            for _, value in line.points
        )
        left, right = widest + 8, self.width() - 10
        bottom = self.height() - text.height() - 3
        ends = [_ordinal(day) for day in self.period if day]
        first, last = min([*days, *ends]), max([*days, *ends])
        spare = max(1, (last - first) * 0.03)
        first, last = first - spare, last + spare

        def across(day: float) -> float:
            return left + (right - left) * (day - first) / (last - first)

        self._draw_period(painter, across, first, last, bottom)
        height = bottom / len(self.lanes)
        for number, lane in enumerate(self.lanes):
            self._draw_lane(painter, lane, QRectF(left, number * height, right - left, height), across)
        self._draw_dates(painter, days, across, left, right, bottom)

    def _draw_period(self, painter: QPainter, across, first: float, last: float, bottom: float) -> None:
        if not any(self.period):
            return
        since, until = (_ordinal(day) if day else None for day in self.period)
        colour = QColor(self._colour(0))
        colour.setAlpha(45)
        start = across(since if since is not None else first)
        stop = across(until if until is not None else last)
        painter.fillRect(QRectF(start, 0, max(2.0, stop - start), bottom), colour)

    def _draw_lane(self, painter: QPainter, lane: Lane, place: QRectF, across) -> None:
        text, ink = painter.fontMetrics(), self._ink()
        faint = QColor(ink)
        faint.setAlpha(90)
        painter.setPen(faint)
        painter.drawLine(QPointF(place.left(), place.bottom()), QPointF(place.right(), place.bottom()))
        painter.setPen(ink)
        names = [line.name for line in lane.lines if line.name]
        painter.drawText(QPointF(place.left() + 2, place.top() + text.ascent()), lane.title)
        values = [value for line in lane.lines for _, value in line.points]
        low, high = min(values), max(values)
        spread = max(high - low, 2 * 10.0**-lane.decimals)
        middle = (low + high) / 2
        top, bottom = place.top() + text.height() + 3, place.bottom() - 5

        def up(value: float) -> float:
            return (top + bottom) / 2 - (bottom - top) * (value - middle) / spread

        for value in {low, high} if bottom - top > 1.4 * text.height() else {values[-1]}:
            told = f"{value:.{lane.decimals}f}"
            y = min(place.bottom() - 2, up(value) + text.ascent() / 2)
            painter.drawText(QPointF(place.left() - 4 - text.horizontalAdvance(told), y), told)
        x = place.left() + 2 + text.horizontalAdvance(lane.title + "  ")
        for number, line in enumerate(lane.lines):
            colour = self._colour(number)
            styles = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine)
            painter.setPen(QPen(colour, 1.6, styles[number % 2]))
            points = [QPointF(across(_ordinal(day)), up(value)) for day, value in line.points]
            painter.drawPolyline(QPolygonF(points))
            if names:
                painter.drawLine(
                    QPointF(x, place.top() + text.height() / 2), QPointF(x + 16, place.top() + text.height() / 2)
                )
                painter.setPen(ink)
                painter.drawText(QPointF(x + 19, place.top() + text.ascent()), line.name)
                x += 27 + text.horizontalAdvance(line.name)
            painter.setPen(QPen(colour, 1))
            painter.setBrush(colour)
            for point, (day, value) in zip(points, line.points):
                painter.drawEllipse(point, 2.4, 2.4)
                self._places.append((point, f"{lane.title} {line.name} {day}: {value:.{lane.decimals}f}"))
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_dates(self, painter: QPainter, days: list[int], across, left: float, right: float, bottom: float) -> None:
        text, language = painter.fontMetrics(), language_of_user()
        painter.setPen(self._ink())
        free = left
        for day in (days[0], *days[1:-1], days[-1]) if len(days) > 1 else days:
            told = short_month(date.fromordinal(day).isoformat()[:7], language)
            width = text.horizontalAdvance(told)
            start = min(max(left, across(day) - width / 2), right - width)
            is_last = day == days[-1]
            if start < free or (not is_last and start + width + 6 > right - width):
                continue
            painter.drawText(QPointF(start, bottom + text.ascent() + 2), told)
            free = start + width + 8

    def _is_dark(self) -> bool:
        return self.palette().color(QPalette.ColorRole.Base).lightness() < 128

    def _ink(self) -> QColor:
        """Themes of QGIS are style sheets, which leave the palette's text as it was: told from what lies below."""
        return QColor("#e6e6e6" if self._is_dark() else "#202020")

    def _colour(self, number: int) -> QColor:
        """Two colours that stand out on light and dark themes."""
        return QColor((("#7db8ff", "#ffb074") if self._is_dark() else ("#1b6ac9", "#c2571a"))[number % 2])

    def mouseMoveEvent(self, event) -> None:
        near = [(abs(p.x() - event.pos().x()) + abs(p.y() - event.pos().y()), told) for p, told in self._places]
        distance, told = min(near, default=(99, ""))
        QToolTip.showText(self.mapToGlobal(event.pos()), told if distance < 14 else "", self)


def _drawable(line: Line) -> Line:
    return replace(
        line,
        points=tuple((day, v) for day, v in line.points if _is_day(day) and v is not None and math.isfinite(v)),
    )


def _is_day(day: str) -> bool:
    try:
        return bool(_ordinal(day))
    except ValueError:
        return False


def _ordinal(day: str) -> int:
    return date.fromisoformat(day[:10]).toordinal()
