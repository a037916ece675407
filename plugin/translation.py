"""Words in the language of the user, and of the documents.

Strings of the QGIS side are marked by ``tr("…")`` (lupdate files them under ``@default``), those of the core by
``QT_TRANSLATE_NOOP("SoraNoMe", …)``. The .qm is built from ``i18n/soranome_ja.ts`` by ``make setup`` and
``make package``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

_FOLDER = Path(__file__).resolve().parent.parent / "i18n"
LANGUAGES = ("ja", "en")


def tr(text: str) -> str:
    """``text`` of the QGIS side in the user's language."""
    return QCoreApplication.translate("@default", text)


def tr_core(text: str) -> str:
    """``text`` marked in the core in the user's language."""
    return QCoreApplication.translate("SoraNoMe", text)


def install() -> QTranslator | None:
    """Give QGIS the plugin's words in its language; None where they are English."""
    translator = _translator(_locale()[:2])
    if translator is not None:
        QCoreApplication.installTranslator(translator)
    return translator


def language_of_user() -> str:
    """``ja`` or ``en``, whichever the user reads."""
    return "ja" if _locale().startswith("ja") else "en"


def _locale() -> str:
    """The language QGIS speaks: the one it was started with (--lang), else the one of its settings."""
    application = QgsApplication.instance()
    return application.translation() or application.locale()


def words_in(language: str) -> Callable[[str], str]:
    """A translator of the core's words into the language of a document."""
    translator = _translator(language)
    if translator is None:
        return str
    # As bytes: a QTranslator takes only ASCII from str.
    return lambda text: translator.translate(b"SoraNoMe", text.encode()) or text


@functools.cache
def _translator(language: str) -> QTranslator | None:
    translator = QTranslator()
    return translator if translator.load(f"soranome_{language}", str(_FOLDER)) else None
