"""How much is tried: little and always the same in the suite; SORANOME_HYPOTHESIS=2000 tries that many, each time others."""

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, configuration, settings

configuration.set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "soranome-hypothesis")  # else in the repository

_WANTED = int(os.environ.get("SORANOME_HYPOTHESIS", "0"))
_SLOW_MACHINE = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large]

# A hang is an example that takes this long; compiled code is made before (see `refuses`).
settings.register_profile(
    "suite",
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=60_000,
    suppress_health_check=_SLOW_MACHINE,
)
settings.register_profile("search", settings.get_profile("suite"), max_examples=max(1, _WANTED), derandomize=False)
settings.load_profile("search" if _WANTED else "suite")
