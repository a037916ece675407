"""Writing COPC: points per second from LAS and LAZ, beside decoding, encoding and a plain rewrite in the same run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import laspy
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
POINTS = 6_000_000
REPEATS = 3

# Run in a process of its own, so that times and peak memory are those of the job alone. Each repeat measures all parts,
# so that what else the machine does meets all of them. The first repeat compiles and fetches memory and is left out.
JOB = """
import sys, time
sys.path.insert(0, {root!r})
from tests import benchmarks
from pathlib import Path
import laspy, lazrs, numpy as np
from soranome.plugin.core.pointcloud import copc
from soranome.plugin.core.pointcloud.reading import open_points
from soranome.plugin.core.pointcloud.source import Source
source, folder = Source(Path({source!r})), Path({folder!r})
space = copc.workspace()
def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
def decode():
    with open_points(source) as points:
        for chunk in points.chunks(500_000):
            pass
def write():
    with open_points(source) as points:
        copc.write_copc(folder / "out.copc.laz", points.chunks(500_000), points.header, "", space=space)
checks = []
check = copc._check
def checking(*arguments):
    checks.append(timed(lambda: check(*arguments)))
copc._check = checking
kept = []
def encode():
    with open(folder / "bare.laz", "w+b") as file:
        vlr = lazrs.LazVlr.new_for_compression(kept[0][1], 0, use_variable_size_chunks=True)
        compressor = lazrs.ParLasZipCompressor(file, vlr)
        compressor.reserve_offset_to_chunk_table()
        for run in kept[0][0]:
            compressor.compress_chunks(run)
        compressor.done()
def rewrite():
    with laspy.open(source.path, laz_backend=laspy.LazBackend.LazrsParallel) as reader:
        header = laspy.LasHeader(point_format=7, version="1.4")
        header.scales, header.offsets = reader.header.scales, reader.header.offsets
        backend = laspy.LazBackend.LazrsParallel
        with laspy.open(folder / "plain.laz", "w", header=header, laz_backend=backend) as writer:
            for chunk in reader.chunk_iterator(1_000_000):
                old = laspy.LasData(reader.header, chunk)
                writer.write_points(laspy.convert(old, point_format_id=7, file_version="1.4").points)
peak = lambda: int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) / 2**20
rows = []
for repeat in range({repeats} + 1):
    row = [timed(decode), timed(write), checks.pop()]
    memory = peak()
    rows.append(row)
print(memory)
header, entries, _ = copc.read_nodes(folder / "out.copc.laz")
runs, taken = [], 0
for nodes, decoded in copc.decode_nodes(folder / "out.copc.laz", header, entries[: len(entries) // 3]):
    edges = np.cumsum([0] + [node.count for node in nodes])
    runs.append([decoded[a:b].reshape(-1) for a, b in zip(edges[:-1], edges[1:])])
    taken += edges[-1]
kept.append((runs, header.point_format))
encode()
print(header.count / taken * sorted(timed(encode) for _ in range(3))[1], timed(rewrite), header.count)
for row in rows[1:]:
    print(*row)
"""


def copc_from_las(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    source = folder / "09LD2626.las"
    make_tile(source, POINTS)
    return _measured(
        folder, source, f"COPC from LAS: a made tile like Tokyo's, {POINTS / 1e6:.0f} M points, format 3", 2, 3
    )


def copc_from_laz(folder: Path, data: Path) -> list[tuple[str, str, str, str]]:
    source = data / "pointcloud" / "single" / "autzen_10.65M_from_ept.laz"
    if not source.exists():
        return []
    return _measured(folder, source, "COPC from LAZ: autzen, 10.65 M points, format 2", 1.2, 1.8)


def _measured(folder: Path, source: Path, what: str, least: float, goal: float) -> list[tuple[str, str, str, str]]:
    job = JOB.format(root=str(ROOT), source=str(source), folder=str(folder), repeats=REPEATS)
    done = subprocess.run([sys.executable, "-c", job], check=True, capture_output=True, text=True)
    first, second, *others = done.stdout.strip().splitlines()
    encode, plain, count = map(float, second.split())
    decode, write, check = np.median([list(map(float, line.split())) for line in others], axis=0)
    speed = count / write / 1e6
    return [
        (
            what,
            f"≥ {least} M points/s, goal {goal}",
            f"**{speed:.2f} M points/s**; {write / (decode + encode):.2f} × (decoding + encoding)",
            f"median of {REPEATS}, with reading back ({check:.1f} of {write:.1f} s; {count / (write - check) / 1e6:.2f} "
            f"M/s without); alone: decoding {decode:.1f} s, encoding {encode:.1f} s; laspy/lazrs rewriting without "
            f"octree or check {count / plain / 1e6:.2f} M/s",
        ),
        (
            f"Peak memory of the same ({count / 1e6:.1f} M points)",
            "≤ 1 GiB",
            f"{float(first):.2f} GiB",
            "maximum resident set",
        ),
    ]


def make_tile(path: Path, count: int, seed: int = 1, west: float = -13600.0, south: float = -36900.0) -> None:
    """A tile of 400 × 300 m as Tokyo delivers them: LAS 1.2, format 3, millimetres, scan line by scan line, no CRS."""
    rng = np.random.default_rng(seed)
    header = laspy.LasHeader(point_format=3, version="1.2")
    header.scales, header.offsets = [0.001] * 3, [0.0] * 3
    strips, step = 6, 500_000
    line = round((count / strips * 400 / strips / 300) ** 0.5)  # points across a strip, as dense as along it
    with laspy.open(path, "w", header=header) as writer:
        for start in range(0, count, step):
            n = min(step, count - start)
            i = np.arange(start, start + n)
            strip, within = np.divmod(i * strips, count)
            along = i % line
            x = west + ((strip + (along + rng.random(n)) / line) % strips) / strips * 400
            y = south + (within / count + rng.random(n) * 0.0005) % 1 * 300
            ground = 120 + 25 * np.sin(x / 70) * np.cos(y / 55) + 3 * np.sin(x / 9 + y / 13)
            wood = np.sin(x / 31 + 2) * np.sin(y / 23) > 0
            returned = np.where(wood, rng.integers(1, 4, n), 1)
            height = np.where(wood & (returned < 3), rng.gamma(4, 2.5, n), 0)
            points = laspy.ScaleAwarePointRecord.zeros(n, header=header)
            points.x, points.y, points.z = x, y, ground + height + rng.normal(0, 0.03, n)
            points.intensity = np.clip(rng.normal(np.where(wood, 400, 900), 120, n), 0, 65535).astype("u2")
            points.return_number, points.number_of_returns = returned, np.where(wood, 3, 1)
            points.classification = np.where(height > 0, 1, 2)
            points.scan_angle_rank = (along / line * 30 - 15).astype("i1")
            points.point_source_id = 10 + strip
            points.gps_time = 3.4e8 + i * 2e-6 + strip * 600
            for band, base in (("red", 110), ("green", 130), ("blue", 90)):
                shade = base - 40 * wood + 20 * np.sin(x / 5) + rng.normal(0, 8, n)
                points[band] = np.clip(shade, 0, 255).astype("u2") * 256
            writer.write_points(points)


MEASURES = (copc_from_las, copc_from_laz)
