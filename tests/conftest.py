"""The repository root is the plugin package; tests import it under the fixed alias ``soranome``."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of real data; tests that need it skip, saying so, where it is absent."""
    if not DATA.is_dir():
        pytest.skip(f"no real data at {DATA} (set SORANOME_TEST_DATA)")
    return DATA
