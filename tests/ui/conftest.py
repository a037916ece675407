"""Tests in ``inside/`` run in the real QGIS desktop, started by test_inside.py; pytest outside does not collect them."""

import importlib.util
import os
from pathlib import Path

import pytest

collect_ignore = [] if os.environ.get("SORANOME_INSIDE") else ["inside"]


@pytest.fixture
def run_qgis():
    """``run_qgis(script, language, settings)`` of scripts/screen.py."""
    path = Path(__file__).resolve().parents[2] / "scripts" / "screen.py"
    spec = importlib.util.spec_from_file_location("screen", path)
    screen = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(screen)
    if not screen.is_here():
        pytest.skip("Xvfb or the QGIS desktop is not installed (make setup installs both)")
    return screen.run_qgis
