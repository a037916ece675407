"""What QGIS 4 (Qt 6) asks of the code, held against the classes of the QGIS at hand, which may be one of Qt 5.

The rules are those of QGIS's own migration checker that concern us, and some of PyQt6 that it does not know; the checker
itself is run by ``make qt6check``.
"""

from __future__ import annotations

import ast
import enum
import importlib
import itertools
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = [path for folder in ("plugin", "scripts", "tests") for path in sorted((ROOT / folder).rglob("*.py"))]

GONE = {"QRegExp", "QTextCodec", "QDesktopWidget", "QMatrix", "QStringRef", "QGLWidget", "qApp", "resources_rc"}
MOVED = {"QAction": "QtGui", "QActionGroup": "QtGui", "QShortcut": "QtGui", "QSvgWidget": "QtSvgWidgets"}
"""Class → its module in Qt 6; qgis.PyQt has it there for Qt 5 too."""
WHOLE = {"AlignmentFlag", "TextFlag", "ItemDataRole", "Key"}
"""Enumerations that are whole numbers in PyQt6 too; the others neither turn into nor compare with one."""


def faults_of(source: str) -> list[str]:
    """What in a module would not run on Qt 6, as "line: what"."""
    tree = ast.parse(source)
    names = _imported(tree)
    found = []
    inner = set()
    for node in ast.walk(tree):
        for said in (*_imports(node), *_calls(node), *_numbers(node, names)):
            found.append(f"{node.lineno}: {said}")
        if isinstance(node, ast.Attribute) and node not in inner:
            inner.update(part for part in ast.walk(node) if isinstance(part, ast.Attribute))
            found += [f"{node.lineno}: {said}" for said in _unscoped(node, names)]
    return found


def _imported(tree: ast.AST) -> dict[str, object]:
    """Name → object of everything that is imported from qgis."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "qgis":
            module = importlib.import_module(node.module)
            for one in node.names:
                if one.name in MOVED or one.name in GONE:
                    continue
                if not hasattr(module, one.name):
                    importlib.import_module(f"{node.module}.{one.name}")
                names[one.asname or one.name] = getattr(module, one.name)
    return names


def _imports(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [
            f"{one.name}: import from qgis.PyQt" for one in node.names if one.name.split(".")[0] in ("PyQt5", "PyQt6")
        ]
    if not isinstance(node, ast.ImportFrom) or not node.module:
        return []
    package, _, module = node.module.rpartition(".")
    if node.module.split(".")[0] in ("PyQt5", "PyQt6"):
        return [f"{node.module}: import from qgis.PyQt"]
    given = {one.name for one in node.names}
    found = [f"{name}: not in Qt 6" for name in sorted(given & GONE)]
    if package == "qgis.PyQt":
        found += [f"{name}: from {MOVED[name]} in Qt 6" for name in sorted(given & set(MOVED)) if MOVED[name] != module]
    return found


def _calls(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef) and node.name == "exec_":
        return ["exec_ is exec"]
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
        signals = ("activated", "currentIndexChanged", "highlighted", "valueChanged")
        return [f"{node.value.attr}[…]: the signal has one form in Qt 6"] if node.value.attr in signals else []
    if isinstance(node, ast.Attribute):
        if isinstance(node.value, ast.Name) and node.value.id == "QVariant":
            return ["QVariant.…: types are QMetaType.Type.…"]
        of_metrics = isinstance(node.value, ast.Call) and getattr(node.value.func, "attr", "") == "fontMetrics"
        of_event = isinstance(node.value, ast.Name) and node.value.id == "event"
        if of_metrics and node.attr == "width":
            return ["width() of a font's metrics is horizontalAdvance()"]
        if of_event and node.attr in ("x", "y", "globalPos", "globalX", "globalY", "posF"):
            return [f"event.{node.attr}() is not in Qt 6"]
        return ["exec_() is exec()"] if node.attr == "exec_" else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "QVariant":
            return ["QVariant(…): the missing value is qgis.core.NULL"]
        if node.func.id == "QDateTime" and (len(node.args) == 8 or _call_of(node.args, "QDate")):
            return ["QDateTime wants QDate and QTime"]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "desktop" and _call_of([node.func.value], "QApplication"):
            return ["desktop() is not in Qt 6"]
        if node.func.attr == "addAction" and len(node.args) >= 4:
            return ["addAction() of more than three arguments: make a QAction"]
    return []


def _call_of(nodes: list[ast.expr], name: str) -> bool:
    return len(nodes) == 1 and isinstance(nodes[0], ast.Call) and getattr(nodes[0].func, "id", "") == name


def _chain(node: ast.AST, names: dict[str, object]) -> list[object]:
    """The objects a dotted name of qgis goes through: Qt, Qt.AlignmentFlag, Qt.AlignmentFlag.AlignLeft."""
    dotted = []
    while isinstance(node, ast.Attribute):
        dotted.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in names:
        return []
    objects = [names[node.id]]
    for name in reversed(dotted):
        if not hasattr(objects[-1], name):
            break
        objects.append(getattr(objects[-1], name))
    return objects


def _is_member(one: object) -> bool:
    return isinstance(one, enum.Enum) or type(type(one)).__name__ == "enumtype"  # the latter: sip's, of Qt 5


def _unscoped(node: ast.Attribute, names: dict[str, object]) -> list[str]:
    objects = _chain(node, names)
    for holder, one in itertools.pairwise(objects):
        if _is_member(one) and not _is_member(holder) and type(one) is not holder:
            return [f"{ast.unparse(node)}: in Qt 6 a member of {type(one).__qualname__}"]
    return []


def _numbers(node: ast.AST, names: dict[str, object]) -> list[str]:
    """Members of enumerations used as whole numbers, and different enumerations combined."""

    def kind(part: ast.AST) -> str:
        """The enumeration a part is of; "" where it is none."""
        if isinstance(part, ast.BinOp):
            return kind(part.left)
        objects = _chain(part, names)
        return type(objects[-1]).__name__ if objects and _is_member(objects[-1]) else ""

    def whole(part: ast.AST) -> bool:
        return isinstance(part, ast.Constant) and isinstance(part.value, int)

    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("int", "float", "range"):
        given = [kind(part) for part in node.args]
        return [f"{ast.unparse(node)}: {name} is no number in Qt 6" for name in given if name and name not in WHOLE]
    pairs = []
    if isinstance(node, ast.BinOp):
        pairs = [(node.left, node.right)]
    elif isinstance(node, ast.Compare):
        pairs = list(itertools.pairwise([node.left, *node.comparators]))
    for left, right in pairs:
        kinds = {name for name in (kind(left), kind(right)) if name}
        mixed = len(kinds) == 2 or (kinds and (whole(left) or whole(right)))
        if mixed and not kinds <= WHOLE:
            return [f"{ast.unparse(node)}: of different kinds in Qt 6"]
    return []


BAD = (
    "from PyQt5.QtCore import Qt",
    "import PyQt6.QtCore",
    "from qgis.PyQt.QtCore import QRegExp",
    "from qgis.PyQt.QtWidgets import QAction",
    "from qgis.PyQt.QtSvg import QSvgWidget",
    "from qgis.PyQt.QtCore import Qt\nQt.AlignLeft",
    "from qgis.PyQt import QtCore\nQtCore.Qt.UserRole",
    "from qgis.PyQt.QtWidgets import QDialog\nQDialog.Accepted",
    "from qgis.core import QgsProcessing\nQgsProcessing.TypeVectorPolygon",
    "from qgis.core import QgsTask\nQgsTask.CanCancel",
    "from qgis.core import QgsVectorFileWriter\nQgsVectorFileWriter.NoError",
    "from qgis.core import Qgis\nQgis.Warning",
    "dialog.exec_()",
    "class Dialog:\n    def exec_(self): ...",
    "from qgis.PyQt.QtCore import QVariant\nQVariant.Int",
    "from qgis.PyQt.QtCore import QVariant\nQVariant()",
    "box.activated[str].connect(do)",
    "self.fontMetrics().width(text)",
    "def mousePressEvent(self, event):\n    event.globalPos()",
    "QApplication.desktop()\nQApplication().desktop()",
    "QDateTime(QDate(2024, 5, 1))",
    "menu.addAction(icon, text, do, key)",
    "from qgis.PyQt.QtCore import Qt\nint(Qt.CheckState.Checked)",
    "from qgis.PyQt.QtCore import Qt\nstate == 1 or Qt.CheckState.Checked == 2",
    "from qgis.PyQt.QtCore import Qt\nQt.ItemFlag.ItemIsEnabled | 32",
    "from qgis.PyQt.QtCore import Qt\nQt.WindowType.Dialog | Qt.WindowState.WindowMaximized",
)
GOOD = """
from qgis.PyQt.QtCore import Qt, QVariant
from qgis.PyQt.QtGui import QAction
from qgis.core import Qgis, QgsProcessing, QgsTask
int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap)
Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
Qt.ItemDataRole.UserRole + 1
Qgis.MessageLevel.Warning, QgsProcessing.SourceType.TypeVectorPolygon, QgsTask.Flag.CanCancel
isinstance(value, QVariant) or state == Qt.CheckState.Checked
dialog.exec()
"""


@pytest.mark.parametrize("source", BAD)
def test_each_fault_is_seen(source):
    assert faults_of(source)


def test_what_runs_on_both_is_no_fault():
    assert faults_of(GOOD) == []


def test_the_code_runs_on_qt_5_and_6():
    bad = [f"{path.relative_to(ROOT)}:{said}" for path in FILES for said in faults_of(path.read_text(encoding="utf-8"))]
    assert not bad, "\n".join(bad)
