"""No text of the docks is cut off: every step unfolded, in the language and at the scale QGIS was started with."""

import re

import pytest
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QFontMetrics, QTextDocument
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QTabBar,
    QToolButton,
    QWidget,
)

_RICH = re.compile(r"<[a-z]+[ />]")  # as Qt.mightBeRichText, which PyQt6 does not have
_SLACK = 1  # pixels lost in rounding at 125 %


def _needed(metrics: QFontMetrics, text: str) -> QSize:
    return metrics.size(Qt.TextFlag.TextShowMnemonic.value if hasattr(Qt.TextFlag, "value") else 2048, text)


def _of_label(label: QLabel) -> str:
    text = label.text()
    if not text or (label.pixmap() is not None and not label.pixmap().isNull()):
        return ""
    room = label.contentsRect()
    if label.wordWrap() or _RICH.search(text):
        if label.heightForWidth(label.width()) > label.height() + _SLACK:
            return f"needs a height of {label.heightForWidth(label.width())}, has {label.height()}"
        document = QTextDocument()
        document.setDefaultFont(label.font())
        (document.setHtml if _RICH.search(text) else document.setPlainText)(text)
        document.setDocumentMargin(0)
        document.setTextWidth(room.width())
        # A word that cannot be broken makes the text wider than asked.
        if document.size().width() > room.width() + _SLACK:
            return f"has a word {document.size().width():.0f} wide, room for {room.width()}"
        return ""
    needed = _needed(label.fontMetrics(), text)
    if needed.width() > room.width() + _SLACK or needed.height() > room.height() + 2 * _SLACK:
        return f"needs {needed.width()}×{needed.height()}, has {room.width()}×{room.height()}"
    return ""


def _of_button(button: QAbstractButton) -> str:
    if not button.text():
        return ""
    if isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return ""
    option = QStyleOptionButton()
    option.initFrom(button)
    style = button.style()
    if isinstance(button, QToolButton):
        room = button.contentsRect().width()
        if button.arrowType() != Qt.ArrowType.NoArrow or not button.icon().isNull():
            room -= button.iconSize().width() + 4
    else:
        parts = {
            QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
            QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
        }
        part = next((part for kind, part in parts.items() if isinstance(button, kind)), None)
        room = style.subElementRect(part or QStyle.SubElement.SE_PushButtonContents, option, button).width()
        if not button.icon().isNull():
            room -= button.iconSize().width() + 4
    needed = _needed(button.fontMetrics(), button.text()).width()
    return f"needs a width of {needed}, has {room}" if needed > room + _SLACK else ""


def _of_group(box: QGroupBox) -> str:
    mark = 24 if isinstance(box, QgsCollapsibleGroupBox) or box.isCheckable() else 8
    needed = box.fontMetrics().horizontalAdvance(box.title())
    return f"needs a width of {needed}, has {box.width() - mark}" if needed > box.width() - mark else ""


def _of_line(line: QLineEdit) -> str:
    if line.text() or not line.placeholderText():
        return ""
    needed = line.fontMetrics().horizontalAdvance(line.placeholderText())
    return f"needs a width of {needed}, has {line.width() - 8}" if needed > line.width() - 8 else ""


def _of_spin(spin: QAbstractSpinBox) -> str:
    if spin.text() != spin.specialValueText() or not spin.text():
        return ""
    needed = spin.fontMetrics().horizontalAdvance(spin.text())
    room = spin.findChild(QLineEdit).width() - 4
    return f"needs a width of {needed}, has {room}" if needed > room else ""


def _of_tabs(bar: QTabBar) -> str:
    cut = [bar.tabText(number) for number in range(bar.count()) if "…" in bar.tabText(number)]
    return f"cuts {cut}" if cut else ""


def _called(widget: QWidget) -> str:
    return widget.objectName() or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")


def _of_scroll(area: QScrollArea) -> str:
    inner = area.widget()
    if inner is None or area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
        return ""
    needed = inner.minimumSizeHint().width()
    room = area.viewport().width()
    if needed <= room:
        return ""
    wide = [
        f"{type(child).__name__} {_called(child)!r:.40} {child.minimumSizeHint().width()}"
        for child in inner.findChildren(QWidget)
        if child.isVisible() and max(child.minimumSizeHint().width(), child.minimumWidth()) > room - 40
    ]
    return f"is {needed} wide at least, in a view of {room}: {wide}"


def cut_off(root: QWidget) -> list[str]:
    """What cannot be read in full below ``root``: kind, text, why."""
    looks = (
        (QLabel, QLabel.text, _of_label),
        (QAbstractButton, QAbstractButton.text, _of_button),
        (QGroupBox, QGroupBox.title, _of_group),
        (QLineEdit, QLineEdit.placeholderText, _of_line),
        (QAbstractSpinBox, QAbstractSpinBox.text, _of_spin),
        (QTabBar, QTabBar.objectName, _of_tabs),
        (QScrollArea, QScrollArea.objectName, _of_scroll),
    )
    found = []
    for kind, named, look in looks:
        for widget in root.findChildren(kind):
            if not widget.isVisible() or widget.width() < 2 or isinstance(widget.parent(), QAbstractSpinBox):
                continue
            if why := look(widget):
                found.append(f"{type(widget).__name__} {named(widget)!r:.60} {why}")
    return found


def test_cut_texts_are_found(idle):
    """The judge itself: what is too narrow is told, what fits is not."""
    window = QWidget()
    label, button, box = (
        QLabel("a rather long text", window),
        QPushButton("a rather long text", window),
        QCheckBox(window),
    )
    box.setText("a rather long text")
    wrapped = QLabel("several words that need several lines", window)
    wrapped.setWordWrap(True)
    for number, widget in enumerate((label, button, box, wrapped)):
        widget.setGeometry(QRect(0, 60 * number, 40, 18))
    window.show()
    idle()
    assert len(cut_off(window)) == 4
    for number, widget in enumerate((label, button, box, wrapped)):
        widget.setGeometry(QRect(0, 60 * number, 400, 50))
    idle()
    assert cut_off(window) == []
    window.deleteLater()


@pytest.fixture
def small_screen(iface):
    """The window as large as the screen: 1366 × 768 at 100 %, less in its own pixels at 125 %."""
    area = QApplication.primaryScreen().availableGeometry()
    iface.mainWindow().setGeometry(area)
    return area


@pytest.mark.parametrize("key", ["fill", "pointcloud", "coverage", "fieldwork"])
def test_a_dock_can_be_read(desktop, key, idle, small_screen, picture):
    dock = desktop.docks[key]
    dock.setUserVisible(True)
    idle()
    found = []
    for step in dock.steps:
        for other in dock.steps:
            other.header.setChecked(other is step)
        idle(0.1)
        for group in step.findChildren(QgsCollapsibleGroupBox):
            group.setCollapsed(False)
        idle(0.2)
        picture(dock, f"{key}_{dock.steps.index(step) + 1}")
        found += [f"{step.header.text()}: {problem}" for problem in cut_off(dock) if problem not in str(found)]
    assert dock.width() <= 0.45 * small_screen.width(), "the map needs room too"
    assert not found, "\n".join(found)
    dock.setUserVisible(False)


def test_the_window_still_fits_the_screen(desktop, iface, idle, small_screen):
    """With the tallest dock shown, the window is not pushed beyond the screen."""
    for dock in desktop.docks.values():
        dock.setUserVisible(True)
        idle(0.2)
    assert iface.mainWindow().height() <= small_screen.height() + 2
    assert iface.mainWindow().width() <= small_screen.width() + 2
    for dock in desktop.docks.values():
        dock.setUserVisible(False)
