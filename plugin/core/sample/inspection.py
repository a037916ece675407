"""What inspectors bring back from the made scene: lists and packages filled in by the truth, with photos.

What must come of it is written down in ``truth.json``: so an import can be checked from end to end. The same inputs and
seed make the same results.
"""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from ..errors import OutputError
from ..fieldwork.papers.package_folder import made_whole
from ..tasks import Progress, Silent, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Translate
from .inspection_files import Package, Workbook
from .inspection_photos import Shot, draw
from .inspection_plan import Said, Settings, Truth, expected, plan

SETTLED = "truth.json"
"""Name of the file that says what must come out."""


def fill_in(
    given: str | os.PathLike,
    folder: str | os.PathLike,
    truth: Truth,
    settings: Settings,
    translations: dict[str, Translate],
    progress: Progress | None = None,
) -> dict:
    """Fill in a list (.xlsx) or a package (its folder) into ``folder``, which must be empty or not there; the truth.

    ``translations``: language of a list → words in it. Raises :class:`InputError` where ``given`` is neither, and
    :class:`OutputError` where ``folder`` holds something or cannot be written; then nothing is left in it.
    """
    progress = progress or Silent()
    given, folder = Path(given), Path(folder)
    source = Package(given) if given.is_dir() else Workbook(given)
    if folder.exists() and any(folder.iterdir()):
        raise OutputError(
            QT_TRANSLATE_NOOP("SoraNoMe", "{path} is not empty. Choose a new folder for the results."), path=folder
        )
    language = source.info.language if source.info else "ja"
    translate = translations.get(language, str)
    rows = source.rows(translate)
    if not settings.last_day:
        settings = replace(settings, last_day=source.info.made_at[:10] if source.info else date.today().isoformat())
    inspectors = plan(rows, truth, settings, language, translate)
    if source.is_form:
        for inspector in inspectors:
            for said in inspector.said:
                said.typed.clear()
    with made_whole(folder) as scratch:
        files = []
        for number, inspector in enumerate(inspectors):
            files.append(source.write(scratch, inspector, translate))
            for one, said in enumerate(inspector.said):
                check_cancelled(progress)
                for name, shot in _shots(said):
                    path = scratch / source.photos(inspector) / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(draw(shot, np.random.default_rng((settings.seed, number, one))))
                progress.report((number + (one + 1) / len(inspector.said)) / len(inspectors))
        told = expected(inspectors, files, source.info, settings)
        (scratch / SETTLED).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    progress.report(1.0)
    return told


def _shots(said: Said) -> list[tuple[str, Shot]]:
    """(Name, photo) of the photos that were taken and not lost."""
    found = []
    for number, (name, degrees) in enumerate(said.photos):
        if name in said.missing:
            continue
        label = f"{said.row.name}  {name.rpartition('.')[0].split('_', 1)[-1]}"
        taken = f"{said.visited_on.replace('-', ':')} {9 + number:02d}:15:00"
        turned = zlib.crc32(name.encode()) % 3 == 0
        shot = Shot(label, said.kind, taken, degrees, said.row.latitude, said.row.longitude, turned)
        found.append((name, shot))
    return found
