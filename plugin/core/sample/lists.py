"""Lists of the made scene as offices deliver them: people per grid square, the city's assets, Wi-Fi spots, in CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import shapely

from ..files import write_whole
from .features import JGD2011, FeatureTable, warp
from .scene import Scene

_SUPPRESSED_BELOW = 10  # people; the census hides smaller counts and adds them to a neighbour's
_ASSET_KINDS = {"building": "建物", "land": "土地", "structure": "工作物"}
_STOREY_M = 3.5
_WIFI_HEADER = [
    "全国地方公共団体コード", "ID", "地方公共団体名", "名称", "所在地_連結表記", "緯度", "経度", "設置者", "SSID",
    "提供エリア", "備考",
]  # fmt: skip


def write_lists(scene: Scene, folder: Path) -> None:
    """Write ``population.csv``, ``assets.csv`` (both Shift_JIS) and ``wifi.csv`` (UTF-8) into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_csv(folder / "population.csv", _population(scene.tables["population"]), "cp932")
    write_csv(folder / "assets.csv", _assets(scene), "cp932")
    write_csv(folder / "wifi.csv", _wifi(scene), "utf-8-sig")


def write_csv(path: Path, rows: list[list], encoding: str) -> None:
    """Write ``rows`` with the line ends of Windows, whole or not at all."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    write_whole(path, text.getvalue().encode(encoding))


def degrees(scene: Scene, points: list[shapely.Point]) -> np.ndarray:
    """Longitude and latitude of points of the scene, (n, 2), rounded to about 10 cm."""
    return np.round(warp(scene.grid.crs, JGD2011, [(point.x, point.y) for point in points]), 6)


def _population(table: FeatureTable) -> list[list]:
    """As e-Stat gives a census: two rows of headers, few people hidden as ``*`` and counted with a neighbouring square."""
    people = {values[0]: values[1] for _, values in table.rows}
    shapes = {values[0]: shape for shape, values in table.rows}
    hidden = {code for code, count in people.items() if 0 < count < _SUPPRESSED_BELOW}
    merged: dict[str, list[str]] = {}
    target = {}
    for code in sorted(hidden):
        near = [other for other in people if other not in hidden and people[other] and other != code]
        if near:
            target[code] = min(near, key=lambda other: (shapes[other].distance(shapes[code]), -people[other], other))
            merged.setdefault(target[code], []).append(code)
    rows = [
        ["KEY_CODE", "HTKSYORI", "HTKSAKI", "GASSAN", "T001141001"],
        ["", "", "", "", "　人口（総数）"],
    ]
    for code in sorted(people):
        if code in target:
            rows.append([code, 2, target[code], "", "*"])
        else:
            own = people[code] + sum(people[other] for other in merged.get(code, []))
            rows.append([code, int(code in merged), "", ";".join(merged.get(code, [])), own])
    return rows


def _assets(scene: Scene) -> list[list]:
    table = scene.tables["assets"]
    rows = [["No", "財産名称", "区分", "所在地", "緯度", "経度", "地上階数", "高さ(m)", "敷地面積(㎡)"]]
    for (point, (number, name, kind, height)), (longitude, latitude) in zip(
        table.rows, degrees(scene, [row[0] for row in table.rows]), strict=True
    ):
        place = next((v[0] for shape, v in scene.tables["municipalities"].rows if shape.intersects(point)), "")
        storeys = max(1, round(height / _STOREY_M)) if kind == "building" else ""
        told = f"{height:.1f}" if height and number % 4 else ""  # of some only the storeys are known
        area = 120 + 37 * number % 900
        rows.append(
            [number, name, _ASSET_KINDS[kind], f"{place}{number}番地", latitude, longitude, storeys, told, area]
        )
    return rows


def _wifi(scene: Scene) -> list[list]:
    """A list in the form of the open-data standard in force: spots at half of the places people rely on."""
    rows = [_WIFI_HEADER]
    places = scene.tables["places"].rows[::2]
    for number, ((point, (name, _)), (longitude, latitude)) in enumerate(
        zip(places, degrees(scene, [row[0] for row in places]), strict=True), 1
    ):
        town, code = next((v for shape, v in scene.tables["municipalities"].rows if shape.intersects(point)), ("", ""))
        roaming = number % 2
        ssid, note = ("OpenRoaming", "OpenRoaming対応") if roaming else ("Free_Wi-Fi", "")
        rows.append([
            f"{code}0", f"{code}-{number:04d}", town, name, f"{town}{number}番地", latitude, longitude, town, ssid,
            "屋内" if number % 3 else "屋外", note,
        ])  # fmt: skip
    return rows
