"""The repository root is the plugin package; tests import it under the fixed alias ``soranome``."""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

try:
    import fcntl
except ImportError:  # Windows, where tests run in one process
    fcntl = None

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("SORANOME_TEST_DATA", ROOT.parent / "shared" / "data"))


def _load_alias() -> None:
    if "soranome" in sys.modules:
        return
    spec = importlib.util.spec_from_file_location(
        "soranome", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["soranome"] = module
    spec.loader.exec_module(module)


_load_alias()


@contextlib.contextmanager
def one_at_a_time(path: Path):
    """Holds the file ``path``, made if it is not there; other processes that want it wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _compile_once() -> None:
    """Of the processes of a run that need one kernel, one compiles it; the others wait, then find it in numba's cache."""
    try:
        from numba.core.compiler_lock import global_compiler_lock
        from numba.core.dispatcher import Dispatcher
    except ImportError:  # a QGIS without our libraries
        return

    compile_here, held = Dispatcher.compile, set()

    @contextlib.contextmanager
    def turn(kernel):
        name = f"{kernel.py_func.__module__}.{kernel.py_func.__qualname__}"
        if name in held:  # a kernel that calls itself
            yield
            return
        with one_at_a_time(ROOT / ".venv" / "compiling" / name):
            held.add(name)
            try:
                yield
            finally:
                held.discard(name)

    def compile_in_turn(self, signature):
        with global_compiler_lock, turn(self):  # in this order in every thread, or two could wait for each other
            return compile_here(self, signature)

    Dispatcher.compile = compile_in_turn


_compile_once()


def pytest_configure(config) -> None:
    """A copy of the QGIS profile for each process: QGIS writes settings, and two at once would share them.

    QGIS running pytest inside itself (``tests/ui``) keeps the one it was started with.
    """
    made = ROOT / ".venv" / "config"
    if os.environ.get("SORANOME_INSIDE") or not made.is_dir():
        return
    folder = tempfile.mkdtemp(prefix="soranome-profiles-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    shutil.copytree(made / "profiles" / "default", os.path.join(folder, "profiles", "default"))
    os.environ["SORANOME_PROFILES"] = os.environ["QGIS_CUSTOM_CONFIG_PATH"] = folder


def pytest_collection_modifyitems(items) -> None:
    """Files that start whole programs first: they take longest, and one of them begun last would keep `make test`."""
    items.sort(key=lambda item: item.path.relative_to(ROOT / "tests").parts[0] not in ("ui", "faults"))


def pytest_collection_finish() -> None:
    """Thousands of tests and their modules stay to the end: no use in looking for garbage among them again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data; tests that need it skip, saying so, where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no real data at {DATA} (set SORANOME_TEST_DATA)")
    return DATA


@pytest.fixture
def make_raster(tmp_path):
    """A function that writes an array as GeoTIFF: ``make_raster("a.tif", array, cell=10, west=0, north=0, …)``."""
    import numpy as np
    import rasterio
    from rasterio.transform import from_origin

    def make(name, array, cell=10.0, west=-60000.0, north=-30000.0, crs="EPSG:6677", nodata=None, **options):
        array = np.asarray(array)
        array = array[np.newaxis] if array.ndim == 2 else array
        path = tmp_path / name
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            count=array.shape[0],
            height=array.shape[1],
            width=array.shape[2],
            dtype=array.dtype,
            crs=crs,
            transform=from_origin(west, north, cell, cell),
            nodata=nodata,
            **options,
        ) as dataset:
            dataset.write(array)
        return str(path)

    return make


@pytest.fixture
def pair_arrays():
    """Two six-band images (reflectance × 10,000, 160 × 150) of forest, fields and town; where fresh soil appeared."""
    return _made_pair()


def _made_pair(rows=150, columns=160, seed=1):
    """Images whose unchanged cells differ by gain, offset and noise only; and the truth mask of soil."""
    import numpy as np
    from scipy import ndimage

    rng = np.random.default_rng(seed)
    kinds = np.array(
        [
            [250, 450, 300, 3200, 1500, 700],  # forest
            [500, 800, 700, 2800, 2200, 1300],  # field
            [1200, 1300, 1350, 1700, 1900, 1700],  # town
        ]
    )
    smooth = [ndimage.gaussian_filter(rng.normal(size=(rows, columns)), 9) for _ in range(3)]
    cover = np.argmax([smooth[0] + 0.03, smooth[1], smooth[2] - 0.02], axis=0)
    texture = 1 + 0.15 * ndimage.gaussian_filter(rng.normal(size=(rows, columns)), 1.5) / 0.19
    before = kinds[cover].transpose(2, 0, 1) * texture
    after = before * np.array([1.05, 1.02, 1.0, 0.92, 0.96, 1.03])[:, None, None] + 40
    truth = np.zeros((rows, columns), bool)
    soil = np.array([700, 1000, 1400, 2000, 3000, 2600])[:, None, None]
    for row, column, height, width in ((20, 30, 6, 8), (70, 100, 4, 5), (110, 40, 10, 7), (40, 130, 5, 6)):
        truth[row : row + height, column : column + width] = True
    after = np.where(truth, soil * (1 + 0.05 * rng.normal(size=(1, rows, columns))), after)
    noise = 30
    before = before + rng.normal(0, noise, before.shape)
    after = after + rng.normal(0, noise, after.shape)
    as_counts = [np.clip(np.rint(image), 1, 10000).astype("uint16") for image in (before, after)]
    return as_counts[0], as_counts[1], truth
