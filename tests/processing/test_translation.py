"""The Japanese words: complete, with the holes of the English, and found at run time."""

import ast
import re
import string
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
TS = ROOT / "i18n" / "soranome_ja.ts"
CORE, QGIS = "SoraNoMe", "@default"
JAPANESE = re.compile("[぀-ヿ一-鿿]")
SAME_IN_BOTH = {
    " ({day})",
    ", ",
    "EIRP",
    "{length} km",
    "{made}: {runs}",
    "{number} of {count}: {what}",
    "{title} ({day} {time})",
    "{title} ({id}), SoraNoMe {version}, QGIS {qgis}",
    "{wind} {degrees}°",
    "ID",
    "RMSE",
    "NMAD (m)",
    "95 % (NSSDA, 1.96 RMSE)",
    "{item}: {verdict} ({size}; {source})",
    "{item}: {verdict} ({source})",
    "20 to 30 dBµV/m",
    "30 to 40 dBµV/m",
    "40 to 50 dBµV/m",
    "EIRP (dBm)",
    "ITM (Longley–Rice)",
    "Longley–Rice (ITM), 20 MHz–20 GHz",
    "OpenRoaming",
    "RMSE (dB)",
    "SSID",
    "Wi-Fi",
    "{height} m, {volume} m³ ({low}–{high})",
    "A–B, {length} m",
    "{ground} m, {antenna} m",
    "{km} km, {height} m",
}


def _messages() -> list[tuple[str, str, str, str | None]]:
    """(context, source, translation, type) of every message of the .ts."""
    root = ElementTree.parse(TS).getroot()  # noqa: S314 - our own file
    return [
        (
            context.findtext("name"),
            message.findtext("source"),
            message.findtext("translation") or "",
            message.find("translation").get("type"),
        )
        for context in root.iter("context")
        for message in context.iter("message")
    ]


def _marked() -> dict[tuple[str, str], str]:
    """Every marked literal of the plugin, (context, text) → file and line, read without pylupdate5."""
    found = {}
    for path in sorted((ROOT / "plugin").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            if name == "tr" and len(texts) == 1:
                found[QGIS, texts[0]] = where
            elif name == "QT_TRANSLATE_NOOP":
                assert len(texts) == 2, f"{where}: only literals can be translated"
                found[texts[0], texts[1]] = where
    return found


def _holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


MESSAGES = _messages()
PAIRS = [(source, translation) for _, source, translation, _ in MESSAGES]


def test_every_marked_text_is_in_the_file():
    known = {(context, source) for context, source, _, _ in MESSAGES}
    missing = {where: text for (context, text), where in _marked().items() if (context, text) not in known}
    assert not missing, "run 'make translations'; where that does not add them, pylupdate5 does not see the call"


def test_nothing_is_left_untranslated():
    assert [source for _, source, translation, kind in MESSAGES if kind or not translation.strip()] == []
    english = [source for source, text in PAIRS if source not in SAME_IN_BOTH and not JAPANESE.search(text)]
    assert english == []


def test_holes_and_paragraphs_are_those_of_the_source():
    assert [source for source, text in PAIRS if _holes(source) != _holes(text)] == []
    assert [source for source, text in PAIRS if source.count("\n") != text.count("\n")] == []


def test_no_brace_became_full_width():
    assert [source for source, text in PAIRS if set("｛｝") & set(text)] == []


def test_answers_of_a_drop_down_list_stay_apart():
    from soranome.plugin.core.fieldwork.values import EMERGENCY_MEASURES, FINDINGS, STATUSES

    words = {source: text for context, source, text, _ in MESSAGES if context == CORE}
    for values in (STATUSES, FINDINGS, EMERGENCY_MEASURES):
        assert len({words[word] for word in values.values()}) == len(values)


def test_legends_of_the_styles_can_be_translated():
    known = {source for context, source, _, _ in MESSAGES if context == CORE}
    for style in (ROOT / "resources" / "styles").glob("*.qml"):
        labels = re.findall(r'\blabel="([^"]*[^\W\d][^"]*)"', style.read_text(encoding="utf-8"))
        words = {label for label in labels if not re.fullmatch(r"[-+−]?[\d.]+ (m|dB)", label)}
        assert words <= known, style.name


@pytest.fixture
def built(qgis):
    assert TS.with_suffix(".qm").exists(), "i18n/soranome_ja.qm is missing: run 'make setup'"


def test_documents_find_words_that_are_not_ascii(built):
    from soranome.plugin.translation import words_in

    say = words_in("ja")
    expected = {s: t for context, s, t, _ in MESSAGES if context == CORE and not s.isascii()}
    assert {"vegetation → bare", "Made on {date} · {count} places"} <= set(expected)
    assert {source: say(source) for source in expected} == expected
    assert say("no such text → stays") == "no such text → stays"


def test_dialogs_find_words_that_are_not_ascii(built):
    from qgis.PyQt.QtCore import QCoreApplication, QTranslator

    from soranome.plugin.translation import tr, tr_core

    expected = {(context, s): t for context, s, t, _ in MESSAGES if not s.isascii()}
    translator = QTranslator()
    assert translator.load(TS.stem, str(TS.parent))
    QCoreApplication.installTranslator(translator)
    try:
        said = {(context, s): (tr_core if context == CORE else tr)(s) for context, s in expected}
    finally:
        QCoreApplication.removeTranslator(translator)
    assert said == expected
