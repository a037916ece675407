"""Finding the data files that ship with the plugin."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources"
