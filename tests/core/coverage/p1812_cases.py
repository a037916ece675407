"""Profiles and logs of the ITU-R's validation of P.1812, as files of the real data."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from soranome.plugin.core.coverage.propagation.p1812 import PathProfile, path_centre_latitude, predict_path


def read_profile(path: Path) -> PathProfile:
    """A profile of the validation set: km, m, code (not used), clutter m, zone."""
    lines = path.read_text().splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("Number of Points"))
    rows = []
    for line in lines[first + 1 :]:
        if line.startswith("{End"):
            break
        cells = line.split(",")
        rows.append([float(cells[i] or 0) for i in (0, 1, 3, 4)])
    d, h, r, zone = np.array(rows).T
    return PathProfile(d, h, r, zone.astype(np.uint8))


def read_log(path: Path) -> dict[str, str]:
    """Name, or "name equation" where a name is logged twice, → the number as printed."""
    found = {}
    for line in path.read_text().splitlines()[1:]:
        cells = line.split(",")
        name = re.sub(r"\s*\([^)]*\)\s*$", "", cells[0]).strip()
        if name and len(cells) > 3 and not name.startswith("Ep (dBuV"):
            found[f"{name} {cells[1]}" if cells[1] else name] = cells[3]
    return found


LOGGED = {
    "d": "d",
    "dlt Eq (78)": "dlt",
    "dlr Eq (81a)": "dlr",
    "th_t Eqs (76-78)": "theta_t",
    "th_r Eqs (79-81)": "theta_r",
    "th Eq (82)": "theta",
    "hts": "hts",
    "hrs": "hrs",
    "w Table 5": "omega",
    "dtm Sec 3.6": "dtm",
    "dlm Sec 3.6": "dlm",
    "phi Eq (4)": "latitude",
    "b0 Eq (5)": "b0",
    "ae Eq (7a)": "ae",
    "hst Eq (85)": "hst_fitted",
    "hsr Eq (86)": "hsr_fitted",
    "hst Eq (90a)": "hst",
    "hsr Eq (90b)": "hsr",
    "hstd Eq (89)": "hstd",
    "hsrd Eq (89)": "hsrd",
    "htc Eq (37a)": "htc_smooth",
    "hrc Eq (37b)": "hrc_smooth",
    "hte Eq (92a)": "hte",
    "hre Eq (92b)": "hre",
    "hm Eq (93)": "hm",
    "Fi Eq (40)": "fi",
    "Fj Eq (57)": "fj",
    "Fk Eq (58)": "fk",
    "Lbfs Eq (8)": "lbfs",
    "Lb0p Eq (10)": "lb0p",
    "Lb0b Eq (11)": "lb0b",
    "Lbulla Eq (21)": "lbulla_beta",
    "Lbulls Eq (21)": "lbulls_beta",
    "Ldsph Eq (27)": "ldsph_beta",
    "Ld50 Eq (39)": "ld50",
    "Ldb Eq (39)": "ldb",
    "Ldp Eq (41)": "ldp",
    "Lbd50 Eq (42)": "lbd50",
    "Lbd Eq (43)": "lbd",
    "Lminb0p Eq (59)": "lminb0p",
    "Lba Eq (46)": "lba",
    "Lminbap Eq (60)": "lminbap",
    "Lbda Eq (61)": "lbda",
    "Lbam Eq (62)": "lbam",
    "Lbs Eq (44)": "lbs",
    "Lbc Eq (63)": "lbc",
    "Lb Eq (69)": "lb",
    "Ep Eq (70)": "ep",
}
"""Names of the logs → those of :class:`PathLoss`. Lbulla, Lbulls and Ldsph are logged for the Earth of β₀ % of the time."""


def predict_case(profile: PathProfile, log: dict[str, str]):
    """Our :class:`PathLoss` for the case of a log."""
    value = {name: float(text) for name, text in log.items() if name and text}
    return predict_path(
        profile,
        1000 * value["f"],
        value["htg"],
        value["hrg"],
        latitude=path_centre_latitude(
            value["phi_t"], value["lam_t"], value["phi_r"], value["lam_r"], profile.distance_km[-1]
        ),
        delta_n=value["DN"],
        n0=value["N0"],
        time_percent=value["p"],
        location_percent=value["pL"],
        location_sigma_db=value["sigmaL"],
        vertical=value["pol"] == 2,
        coast_km=(value["dct"], value["dcr"]),
    )
