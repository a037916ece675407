"""The main job, start to end, as `make demo` shows it: everything goes through qgis_process.

Without BEFORE and AFTER in the environment it makes the sample scene first and prints what was found beside the truth.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "out"
QGIS = str(ROOT / "scripts" / "qgis.sh")
MAPS = ("permits", "zones", "planning", "hazard", "buildings", "streams", "roads", "municipalities")


def process(algorithm: str, **parameters) -> dict:
    """Run an algorithm of this checkout's plugin; its outputs. Ends the demo where it fails."""
    start = time.perf_counter()
    arguments = [
        f"{name}={value}"
        for name, given in parameters.items()
        for value in (given if isinstance(given, list) else [given])  # of several files each with the name
    ]
    done = subprocess.run(
        [QGIS, "qgis_process", "run", f"soranome:{algorithm}", "--json", "--", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    text = done.stdout[done.stdout.find("{") :]
    if done.returncode or not text:
        sys.exit(f"soranome:{algorithm} failed (exit {done.returncode}):\n{done.stderr[-3000:]}\n{done.stdout[-3000:]}")
    answer = json.loads(text)
    for warning in answer["log"].get("warning", []):
        print("   !", warning)
    print(f"   {algorithm}: {time.perf_counter() - start:.1f} s")
    return {"log": answer["log"].get("info", []), **answer["results"]}


def main() -> None:
    OUT.mkdir(exist_ok=True)
    made = ("*.html", "*.gpkg", "*.tif", "*.png", "*.xlsx", "*.pdf", "sites.*")
    for old in {path for pattern in made for path in OUT.glob(pattern)}:
        old.unlink()  # of another run: no result of it may stand beside ours
    for old in (*(OUT / name for name in ("copc", "ground", "signal", "package", "results")), *OUT.glob("*_photos")):
        shutil.rmtree(old, ignore_errors=True)
    own = {name: os.environ.get(name, "") for name in ("BEFORE", "AFTER", "SENSOR")}
    inputs, truth = own_pair(own) if own["BEFORE"] or own["AFTER"] else made_scene()
    print("2. Looking for altered ground …")
    result = process(
        "detectfill",
        **inputs,
        COREGISTER="true",
        CANDIDATES=OUT / "candidates.gpkg",
        SCORE=OUT / "score.tif",
        CHANGE=OUT / "change.tif",
        REPORT=OUT / "report.html",
        FUNNEL=OUT / "funnel.html",
    )
    for line in result["log"]:
        if "IR-MAD round" not in line:
            print("   ", line)
    print("3. Into the register of sites, and the list for inspectors …")
    candidates = OUT / "candidates.gpkg"
    dated = {} if truth or "AFTER_DATE" in inputs else {"OBSERVED_ON": date.today().isoformat()}
    known = process("updateregister", CANDIDATES=candidates, REGISTER=OUT / "register.gpkg", **dated)
    print(f"    New sites: {known['NEW']}, seen again: {known['REPEATED']}")
    if not truth:  # with the scene's images, roads and truth there is more to show; see field_checks()
        process("fieldchecklist", CANDIDATES=candidates, XLSX=OUT / "checklist.xlsx")
    print("4. A picture of the map …")
    picture = [QGIS, str(ROOT / ".venv/bin/python"), str(ROOT / "scripts" / "map_picture.py")]
    subprocess.run([*picture, str(inputs["AFTER"]), str(OUT / "candidates.gpkg"), str(OUT / "map.png")], check=True)
    made = {}
    if truth:
        print("5. Beside the truth …")
        beside_truth(truth)
        print("6. The laser tiles of the same scene …")
        made = point_clouds(OUT / "sample" / "pointcloud")
        print("7. Radio coverage of the same scene …")
        made |= coverage(OUT / "sample")
        print("8. Field checks: papers out, results back …")
        made |= field_checks(OUT / "sample")
    print("\nWhat came out, in out/:")
    for name, what in (
        ("candidates.gpkg", f"{result['COUNT']} places in the order of visits, with their style (open in QGIS)"),
        ("register.gpkg", "the register of sites; the next observation will know them again"),
        ("checklist.xlsx", "the list inspectors carry, in Japanese, A4 landscape"),
        ("map.png", "the map"),
        ("report.html", "what was compared and found, and the funnel"),
        ("score.tif, change.tif", "change score 0–1 and kind of change, cell by cell"),
        *made.items(),
    ):
        print(f"   {name:29}{what}")


def own_pair(own: dict) -> tuple[dict, None]:
    print("1. Your own pair:", own["BEFORE"], "→", own["AFTER"])
    for name in ("BEFORE", "AFTER"):
        if not Path(own[name]).is_file():
            sys.exit(f"{name}={own[name]} is no file. Give both: make demo BEFORE=a.tif AFTER=b.tif")
        own[name] = Path(own[name]).resolve()
    return {name: value for name, value in own.items() if value}, None


def made_scene() -> tuple[dict, Path]:
    size, seed = os.environ.get("SIZE") or "5", os.environ.get("SEED") or "1"
    print(f"1. Making a scene of {size} × {size} km with known fills …")
    folder = OUT / "sample"
    process("makesample", FOLDER=folder, SIZE=size, SEED=seed, POINTCLOUD="true", POINT_DENSITY=2, DRIVE_TEST="true")
    inputs = {
        "BEFORE": folder / "optical_before.tif",
        "AFTER": folder / "optical_after.tif",
        "BEFORE_MASK": folder / "mask_before.tif",
        "AFTER_MASK": folder / "mask_after.tif",
        "SENSOR": "sentinel2",
        "STACK_FOLDER": folder / "sar",
        "DEM_BEFORE": folder / "dtm_before.tif",
        "DEM_AFTER": folder / "dtm_after.tif",
        **{name.upper(): folder / f"{name}.gpkg" for name in MAPS},
        **json.loads((folder / "scene.json").read_text(encoding="utf-8"))["dates"],
    }
    return inputs, folder / "truth.gpkg"


def point_clouds(tiles: Path) -> dict[str, str]:
    """Two surveys, from tiles to terrain and what changed between them; what came out, by file."""
    index = process("indextiles", FOLDER=tiles / "2024", INDEX=OUT / "tiles.gpkg")
    print(f"    Tiles: {index['TILES']}, points: {index['POINTS']:,}, with problems: {index['PROBLEMS']}")
    copc = process("importpointcloud", FOLDER=tiles / "2024", OUTPUT_FOLDER=OUT / "copc")
    ground = process("classifyground", INDEX=copc["VPC"], OUTPUT_FOLDER=OUT / "ground")
    print(f"    Ground: {ground['GROUND']:,} of {ground['POINTS']:,} points")
    for year, given in (("2022", {"FOLDER": tiles / "2022"}), ("2024", {"INDEX": ground["VPC"]})):
        names = ("DTM", "DSM", "CHM", "DENSITY")
        rasters = {name: OUT / f"{name.lower()}_{year}.tif" for name in names}
        process("surfaces", **given, **rasters, FILL_DISTANCE=10, VOIDS=OUT / f"voids_{year}.gpkg")
    maps = {name: OUT / f"{name.lower()}.tif" for name in ("HILLSHADE", "SLOPE", "CSMAP")}
    process("terrainmaps", DTM=OUT / "dtm_2024.tif", **maps)
    checked = process(
        "pointcloudquality", INDEX=ground["VPC"], CONTROL=tiles / "control.csv", REPORT=OUT / "quality.html",
        ISSUES=OUT / "quality.gpkg",
    )  # fmt: skip
    print(f"    Heights beside control points: bias {checked['BIAS']:+.3f} m, RMSE {checked['RMSE']:.3f} m")
    change = process(
        "elevationchange", BEFORE=OUT / "dtm_2022.tif", AFTER=OUT / "dtm_2024.tif", DIFFERENCE=OUT / "difference.tif",
        SIGNIFICANT=OUT / "significant.tif", SCORE=OUT / "score_height.tif", SUMMARY=OUT / "earthworks.html",
    )  # fmt: skip
    print(f"    Between the surveys: {change['FILL_VOLUME']:,.0f} m³ of fill in {change['COUNT']} places cut or filled")
    return {
        "copc/, ground/": "the tiles as one layer each (open the .vpc in QGIS), as delivered and with ground told",
        "tiles.gpkg": "the index of the tiles, coloured by problem",
        "dtm, dsm, chm …_2024.tif": "ground, surface and what stands between them, 1 m; of 2022 too",
        "csmap.tif, slope.tif …": "maps foresters and geologists read terrain by",
        "quality.html": "density, voids, strips and heights beside control points",
        "earthworks.html": "what moved between the surveys, with volumes and their intervals",
    }


def coverage(scene: Path) -> dict[str, str]:
    """Signal of the masts, beside a drive test; holes and indicators; sites that close most of them."""
    terrain = {"DTM": scene / "dtm_before.tif", "DSM": scene / "dsm.tif"}
    lists = {name.upper(): scene / f"{name}.gpkg" for name in ("population", "roads", "places")}
    measured = OUT / "measurements.gpkg"
    process(
        "importmeasurements", FILE=scene / "coverage" / "drive_test.csv", OUTPUT_CRS="EPSG:6677", MEASUREMENTS=measured
    )
    signal = process(
        "predictcoverage", SITES=scene / "masts.gpkg", **terrain, RESOLUTION=10, THRESHOLD=-110, PER_CARRIER="true",
        SIGNAL=OUT / "signal.tif", PROBABILITY=OUT / "probability.tif", BEST_SERVER=OUT / "best_server.tif",
        OUTPUT_FOLDER=OUT / "signal",
    )  # fmt: skip
    print(f"    Of the land, the signal is enough on {signal['COVERED_SHARE']:.0%}")
    beside = process(
        "comparecoverage", SIGNAL=sorted((OUT / "signal").glob("carrier_*.tif")), MEASUREMENTS=measured,
        SENSITIVITY=-118, RESIDUALS=OUT / "residuals.gpkg", CALIBRATION=OUT / "calibration.json",
        REPORT=OUT / "comparison.html",
    )  # fmt: skip
    print(
        f"    Beside the drive test: bias {beside['BIAS']:+.1f} dB, RMSE {beside['RMSE']:.1f} dB; calibrated and held out "
        f"{beside['HELD_OUT_RMSE']:.1f} dB"
    )
    holes = process(
        "coverageholes", SIGNAL_FOLDER=OUT / "signal", THRESHOLD=-110, MEASUREMENTS=measured, **lists,
        CARRIER_AREAS=sorted((scene / "coverage").glob("areas_*.geojson")),
        AREAS=scene / "municipalities.gpkg", COMMERCIAL=scene / "commercial.gpkg", HOLES=OUT / "holes.gpkg",
        SUMMARY=OUT / "indicators.csv", REPORT=OUT / "holes.html",
    )  # fmt: skip
    print(
        f"    Holes of any carrier: {holes['HOLE_COUNT']}, {holes['HOLE_AREA'] / 1e6:.2f} km²; "
        f"roads covered {holes['ROAD_SHARE']:.1%}, people {holes['POPULATION_SHARE']:.1%}"
    )
    sites = process(
        "choosesites", CANDIDATES=scene / "coverage" / "assets.csv", **terrain, **lists, RESOLUTION=10, EIRP=27,
        THRESHOLD=-110, HOLES=OUT / "holes.gpkg", BUILDINGS=scene / "buildings.gpkg", RELAYS=scene / "masts.gpkg", COUNT=5,
        PROPOSE="true", TIME_LIMIT=10, CHOSEN=OUT / "sites.gpkg", COVERED=OUT / "covered.tif", TABLE=OUT / "sites.xlsx",
    )  # fmt: skip
    print(
        f"    {sites['CHOSEN_COUNT']} sites cover {sites['COVERED_WEIGHT'] / sites['TOTAL_WEIGHT']:.0%} of what is open"
    )
    return {
        "signal.tif, probability.tif": "signal of the best mast (dBm), and how sure it is to be enough",
        "comparison.html": "the prediction beside a drive test, and what calibration does",
        "holes.gpkg, holes.html": "where nobody serves: measured, predicted, unknown; the indicators on A4",
        "sites.gpkg, sites.xlsx": "sites that close most holes, with people, houses and roads each newly covers",
    }


def field_checks(scene: Path) -> dict[str, str]:
    """A plan for two teams, what they carry, and what two (made) inspectors bring back."""
    register = {"REGISTER": OUT / "register.gpkg"}
    chosen = {**register, "CLASSES": "A,B"}
    images = {"BEFORE": scene / "optical_before.tif", "AFTER": scene / "optical_after.tif"}
    terrain = scene / "dtm_after.tif"
    plan = process(
        "visitorder", **chosen, START=office(scene / "places.gpkg"), ROADS=scene / "roads.gpkg", DEM=terrain,
        TOLERANCE=20, TEAM_NAMES="東班,西班", ORDER=OUT / "visits.gpkg", ROUTES=OUT / "routes.gpkg",
        REPORT=OUT / "visits.html",
    )  # fmt: skip
    print(
        f"    {plan['PLANNED']} sites of classes A and B in {plan['TEAM_DAYS']} days of a team: "
        f"{plan['TRAVEL_HOURS']:.1f} h on the way ({plan['GREEDY_HOURS']:.1f} h always going to the nearest)"
    )
    process("fieldchecklist", **register, **images, XLSX=OUT / "checklist.xlsx")
    process(
        "fieldsheets", **chosen, **images, DEM=terrain, DEM_BEFORE=scene / "dtm_before.tif", LIMIT=10,
        **{name.upper(): scene / f"{name}.gpkg" for name in ("roads", "buildings", "streams", "municipalities")},
        PDF=OUT / "sheets.pdf",
    )  # fmt: skip
    process(
        "fieldpackage", **chosen, BACKGROUND=images["AFTER"], REFERENCE=scene / "roads.gpkg", FOLDER=OUT / "package"
    )
    waypoints = {name: OUT / f"sites.{name.lower()}" for name in ("GPX", "KML", "GEOJSON")}
    process("fieldwaypoints", **chosen, **waypoints)
    told = process(
        "sampleresults", XLSX=OUT / "checklist.xlsx", TRUTH=scene / "truth.gpkg", INSPECTORS=2, OVERLAP=3, MESSY="true",
        SHARE=0.6, FOLDER=OUT / "results",
    )  # fmt: skip
    entered = photos = 0
    for number, results in enumerate(sorted((OUT / "results").glob("*.xlsx")), 1):
        back = process(
            "importresults", **register, RESULTS=results, CONFLICTS=OUT / f"conflicts_{number}.xlsx", OPERATOR="demo"
        )
        entered, photos = entered + back["ENTERED"], photos + back["PHOTOS"]
        print(f"    {back['CONFLICTING']} conflicts to decide on, {back['REJECTED']} rows with mistakes named")
    print(f"    Entered: {entered} visits of {told['VISITS']}, with {photos} photos")
    learnt = process("visitaccuracy", **register, REPORT=OUT / "hits.html")
    print(
        f"    Of the places visited, {learnt['ALTERED_RATE']:.0%} were altered, {learnt['IMPROPER_RATE']:.0%} improper"
    )
    process("fieldprogress", **register, MUNICIPALITIES=scene / "municipalities.gpkg", REPORT=OUT / "progress.html")
    return {
        "visits.html, visits.gpkg": "who visits what, when, in which order; routes.gpkg is the way",
        "sheets.pdf": "a page per site to print: maps, images, section, law, QR codes, blanks",
        "package/": "copy it to a phone and open survey.qgs in QField",
        "sites.gpx, sites.kml …": "way points for phones, Google Earth and 地理院地図",
        "results/": "what two made inspectors bring back, with photos and mistakes",
        "conflicts_1.xlsx, …_2.xlsx": "what contradicts the register, to decide on, and rows with mistakes",
        "hits.html, progress.html": "how often the detection was right; how far the checks have come",
    }


def office(places: Path) -> str:
    """Where teams start: the office of the town in the middle of the scene, as x,y [CRS]."""
    with contextlib.closing(sqlite3.connect(places)) as table:
        sql = "SELECT minx, miny FROM rtree_places_geom JOIN places ON id = fid WHERE kind = 'office' AND name LIKE ?"
        x, y = table.execute(sql, ("見本町%",)).fetchone()
    return f"{x:.1f},{y:.1f} [EPSG:6677]"


def beside_truth(truth: Path) -> None:
    works = "\"kind\" in ('fill','cut','stockpile')"
    shared = {"CANDIDATES": OUT / "candidates.gpkg", "REFERENCE": truth, "KIND_FIELD": "kind"}
    wanted = process(
        "accuracy",
        **shared,
        TARGET='"kind" = \'fill\' and "permitted" = 0 and "area_m2" >= 500 and "height_m" >= 1',
        REPORT=OUT / "accuracy.html",
    )
    print(f"    Unpermitted fills of 500 m² and more, 1 m high or more: {wanted['FOUND']} of {wanted['TARGETS']} found")
    every = process("accuracy", **shared, TARGET=works, REPORT=OUT / "accuracy_all_works.html")
    print("    Fills, cuts and stockpiles of any size, permitted or not, clouded or not:")
    for line in every["log"][:-3]:
        print("       ", line)
    print("    Nothing is dropped: the rest are clear-cuts, ploughed fields, roofs and the season, and rank below.")


if __name__ == "__main__":
    main()
