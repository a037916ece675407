"""The cloth simulation filter by its authors' library (package cloth-simulation-filter).

Zhang et al. 2016, "An easy-to-use airborne LiDAR data filtering method based on cloth simulation", Remote Sensing 8(6).
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import numpy as np

from ..errors import InputError
from ..tasks import Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP


def csf(x: np.ndarray, y: np.ndarray, z: np.ndarray, numbers: dict[str, float], progress: Progress) -> np.ndarray:
    """Which points are ground, (n,) bool. ``numbers``: ``cell_m`` of the cloth, ``rigidness`` 1–3, ``threshold_m``.

    The library cannot be stopped on its way. Raises :class:`InputError` where it is not installed.
    """
    try:
        import CSF
    except ImportError as error:
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "csf needs the library cloth-simulation-filter, which is not installed. Choose smrf or ptd."
            )
        ) from error
    check_cancelled(progress)
    with _silent():
        filter_ = CSF.CSF()
    filter_.params.cloth_resolution = numbers["cell_m"]
    filter_.params.rigidness = int(numbers["rigidness"])
    filter_.params.class_threshold = numbers["threshold_m"]
    filter_.params.bSloopSmooth = (
        numbers["rigidness"] < 3
    )  # the library's spelling; for steep ground, as its authors say
    with _silent():
        filter_.setPointCloud(np.column_stack([x - np.floor(x.min()), y - np.floor(y.min()), z]))
    ground, rest = CSF.VecInt(), CSF.VecInt()
    with _silent():
        filter_.do_filtering(ground, rest, False)
    check_cancelled(progress)
    mask = np.zeros(x.size, bool)
    mask[np.array(ground, np.int64)] = True
    return mask


@contextlib.contextmanager
def _silent() -> Iterator[None]:
    """The library prints to the standard output, where qgis_process writes its JSON."""
    try:
        kept = os.dup(1)
    except OSError:  # a desktop program on Windows has none
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
