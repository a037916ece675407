"""What `make bench-scale` reckons with: the line through its runs, the mirrored scene, the ratios it prints."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from tests.benchmarks import scale


def test_a_line_is_found_and_its_error_holds_new_runs():
    rng = np.random.default_rng(1)
    amount = np.array([1.0, 1, 1, 4, 4, 16])
    exact = scale.straight_line(amount, 2 + 3 * amount, 100)
    assert exact.seconds == pytest.approx(302) and exact.error == pytest.approx(0, abs=1e-6)
    assert (exact.base, exact.slope) == (pytest.approx(2), pytest.approx(3))
    held = 0
    for _ in range(400):
        runs = (2 + 3 * amount) * rng.normal(1, 0.03, amount.size)
        guess = scale.straight_line(amount, runs, 100)
        held += abs(302 * rng.normal(1, 0.03) - guess.seconds) <= guess.error
    assert 0.9 <= held / 400 <= 0.99  # 95 % asked


def test_a_piece_is_laid_side_by_side_without_a_step(tmp_path):
    values = np.arange(12, dtype=np.float32).reshape(1, 3, 4)
    with rasterio.open(
        tmp_path / "piece.tif", "w", driver="GTiff", count=1, height=3, width=4, dtype="float32", nodata=-1,
        transform=from_origin(0, 0, 2, 2), crs="EPSG:6677",
    ) as dataset:  # fmt: skip
        dataset.write(values)
    scale.lay(tmp_path / "piece.tif", tmp_path / "laid.tif", 9, 2.0)
    with rasterio.open(tmp_path / "laid.tif") as dataset:
        laid = dataset.read(1)
        assert dataset.res == (2, 2) and dataset.nodata == -1
    assert (laid[:3, :4] == values[0]).all() and (laid[3:6, :4] == values[0, ::-1]).all()
    assert np.abs(np.diff(laid, axis=1)).max() == 1 and np.abs(np.diff(laid, axis=0)).max() == 4


def test_memory_that_grows_is_marked():
    runs = [scale.Run(size, 2, 10.0 * size, 1.0 * size, 2.0 * size, memory) for size, memory in ((1, 1e8), (4, 1.3e8))]
    (line,) = scale.estimate_table({"optical": runs})[2:]
    assert "| 1 : 4 | 1.00 | **1.30** (" in line
    (line,) = scale.workers_table({"optical": runs[1:]}, {"optical": [scale.Run(4, 2, 40, 2.0, 4.0, 1e8)]})[2:]
    assert line.endswith("| 2.00 |")
