"""What is known of a carrier in a place: three-valued logic, and the classes of coverage holes made of it.

Unknown is never "no": where nothing was measured, predicted or published, a place is *no data*. States combine by Kleene's
strong three-valued logic (S. C. Kleene 1952, Introduction to Metamathematics, §64): "some carrier covers" is true where one
does, false only where all are known not to, else unknown.
"""

from __future__ import annotations

import itertools

import numpy as np

from ...text import QT_TRANSLATE_NOOP

NO, YES, UNKNOWN = 0, 1, 2
"""Whether one witness (a measurement, the prediction, the published area) says that a carrier covers a place."""

COVERED, MEASURED_HOLE, PREDICTED_HOLE, NO_DATA = 0, 1, 2, 3
OUTSIDE = 255
"""Classes of a cell; OUTSIDE: not in any of the areas looked at."""

CODES = {MEASURED_HOLE: "measured_hole", PREDICTED_HOLE: "predicted_hole", NO_DATA: "no_data"}
NAMES = {
    COVERED: QT_TRANSLATE_NOOP("SoraNoMe", "Covered"),
    MEASURED_HOLE: QT_TRANSLATE_NOOP("SoraNoMe", "Measured hole"),
    PREDICTED_HOLE: QT_TRANSLATE_NOOP("SoraNoMe", "Predicted hole"),
    NO_DATA: QT_TRANSLATE_NOOP("SoraNoMe", "No data"),
}

EITHER, PUBLISHED, PREDICTION = "either", "published", "prediction"
RULES = (EITHER, PUBLISHED, PREDICTION)
"""Which of prediction and published area rules where they disagree; EITHER: a hole where either says no coverage."""


def expected(prediction: int, published: int, rule: str = EITHER) -> int:
    """What to expect without a measurement. Where only one of the two is known, that one speaks."""
    if UNKNOWN in (prediction, published) or prediction == published:
        return published if prediction == UNKNOWN else prediction
    return {EITHER: NO, PUBLISHED: published, PREDICTION: prediction}[rule]


def carrier_class(measured: int, prediction: int, published: int, rule: str = EITHER) -> int:
    """The class of one carrier in a cell: what was measured goes before what is expected."""
    if measured != UNKNOWN:
        return COVERED if measured == YES else MEASURED_HOLE
    return {YES: COVERED, NO: PREDICTED_HOLE, UNKNOWN: NO_DATA}[expected(prediction, published, rule)]


def class_table(rule: str) -> np.ndarray:
    """:func:`carrier_class` at 9 measured + 3 prediction + published, uint8 (27,)."""
    states = itertools.product((NO, YES, UNKNOWN), repeat=3)
    return np.array([carrier_class(*state, rule) for state in states], np.uint8)


def any_class(classes: np.ndarray, considered: np.ndarray) -> np.ndarray:
    """The class for "any carrier": classes (carriers, …) uint8 → (…).

    Covered where any carrier covers. Else no data where one of the ``considered`` carriers (bool, one for each) is not
    known: it may cover. Else a hole: measured where that was measured of every carrier, else predicted. Carriers that
    are not considered (met in measurements only) count where they were measured, and are not missed elsewhere.
    """
    unknown = classes == NO_DATA
    aside = np.reshape(~considered, (-1,) + (1,) * (classes.ndim - 1))
    result = np.full(classes.shape[1:], PREDICTED_HOLE, np.uint8)
    result[((classes == MEASURED_HOLE) | (unknown & aside)).all(axis=0)] = MEASURED_HOLE
    result[(unknown & ~aside).any(axis=0)] = NO_DATA
    result[(classes == COVERED).any(axis=0)] = COVERED
    return result
