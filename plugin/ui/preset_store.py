"""Presets of the office: named sets of form values per dock, kept in the settings, shared as a JSON file.

``values`` of a preset are {algorithm: {parameter: value}}; a value is what JSON holds (None empties a field).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import InputError, OutputError
from ..core.resources import FOLDER
from ..core.text import QT_TRANSLATE_NOOP
from ..settings import PRESETS
from ..translation import language_of_user

_FORMAT = "soranome-presets"


@dataclass(frozen=True)
class Preset:
    """``shipped`` ones come with the plugin and cannot be changed."""

    key: str
    name: str
    values: dict[str, dict]
    shipped: bool = False


class _Store(QObject):
    changed = pyqtSignal()


store = _Store()
"""``store.changed`` tells that presets of the office were saved, renamed, removed or imported."""


def shipped(key: str) -> list[Preset]:
    """Presets that come with the plugin for the dock ``key``, named in the user's language."""
    found = json.loads((FOLDER / "presets" / "office.json").read_text(encoding="utf-8")).get(key, [])
    return [Preset(key, one["name"][language_of_user()], one["values"], True) for one in found]


def own(key: str | None = None) -> list[Preset]:
    """Presets of the office for the dock ``key``, or for every dock, by name."""
    kept = _kept()
    return [
        Preset(dock, name, values)
        for dock in sorted(kept)
        if key in (None, dock)
        for name, values in sorted(kept[dock].items())
    ]


def save(preset: Preset) -> None:
    """Keep ``preset``, in place of an own one of the same dock and name."""
    kept = _kept()
    kept.setdefault(preset.key, {})[preset.name] = preset.values
    _keep(kept)


def remove(preset: Preset) -> None:
    kept = _kept()
    kept.get(preset.key, {}).pop(preset.name, None)
    _keep(kept)


def tidy(name: str) -> str:
    """``name`` as it can be typed in one line, so that it is found again."""
    return re.sub(r"[\x00-\x1f\x7f\u2028\u2029]+", " ", name).strip()


def rename(preset: Preset, name: str) -> None:
    """Raises :class:`InputError` where ``name`` is empty or another preset of the dock has it."""
    name = tidy(name)
    if name == preset.name:
        return
    if not name or name in {other.name for other in own(preset.key) + shipped(preset.key)}:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "A preset cannot be called “{name}”: give a name that no other preset has."),
            name=name,
        )
    kept = _kept()
    kept[preset.key][name] = kept[preset.key].pop(preset.name)
    _keep(kept)


def export(path: str) -> int:
    """Write all presets of the office into a file for colleagues; how many. Raises :class:`OutputError`."""
    text = json.dumps({"format": _FORMAT, "presets": _kept()}, ensure_ascii=False, indent=2)
    try:
        Path(path).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be written ({detail}). Choose another place."),
            path=path,
            detail=error.strerror or str(error),
        ) from error
    return len(own())


def bring_in(path: str) -> int:
    """Add the presets of a colleague's file, in place of own ones of the same name; how many. Raises :class:`InputError`."""
    try:
        given = json.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} cannot be read ({detail})."),
            path=path,
            detail=error.strerror or str(error),
        ) from error
    except (ValueError, RecursionError) as error:  # the latter: brackets without end
        given = error
    if not isinstance(given, dict) or given.get("format") != _FORMAT or not _sound(given.get("presets")):
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "{path} holds no presets. Choose a file that was exported in these options (.json)."
            ),
            path=path,
        )
    kept = _kept()
    for key, presets in given["presets"].items():
        kept.setdefault(key, {}).update(_tidied(presets))
    _keep(kept)
    return sum(len(presets) for presets in given["presets"].values())


def _sound(presets) -> bool:
    """Whether this is {dock: {name: {algorithm: {parameter: value}}}}."""
    return isinstance(presets, dict) and all(
        isinstance(of_dock, dict)
        and all(
            tidy(name) and isinstance(values, dict) and all(isinstance(one, dict) for one in values.values())
            for name, values in of_dock.items()
        )
        for of_dock in presets.values()
    )


def _kept() -> dict:
    try:
        kept = json.loads(PRESETS.value() or "{}")
    except (ValueError, RecursionError):  # the profile was edited by hand
        return {}
    return {key: _tidied(presets) for key, presets in kept.items()} if _sound(kept) else {}


def _tidied(presets: dict[str, dict]) -> dict[str, dict]:
    return {tidy(name): values for name, values in presets.items()}


def _keep(kept: dict) -> None:
    PRESETS.set(json.dumps({key: presets for key, presets in kept.items() if presets}, ensure_ascii=False))
    store.changed.emit()
