"""The tab in which people decide: status, finding, emergency measures and note of the chosen sites, and what others
entered before; or, for candidates that are in no register yet, the way into one."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDate, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ...core.dates import today_in_japan
from ...core.fieldwork.deciding import Overtaken, enter_decision, known_bases, lacks_reason, site_record
from ...core.fieldwork.register_visits import Visit
from ...core.fieldwork.values import EMERGENCY_MEASURES, FINDINGS, STATUSES
from ...settings import OPERATOR, REGISTER
from ...translation import tr, tr_core
from ..run_panel import RunPanel
from ..running import DONE, RUNNING, Run
from .reasons import visits_page
from .work import Work

_FIRST_DAY = QDate(2000, 1, 1)  # a year mistyped is not a decision of long ago
_CHOICES = {"status": STATUSES, "finding": FINDINGS, "emergency_measures": EMERGENCY_MEASURES}


@dataclass(frozen=True)
class ChosenSite:
    """A site as the table shows it; codes, None where there are none."""

    site_id: str
    name: str
    status: str | None
    finding: str | None
    emergency_measures: str | None


def operator() -> str:
    """Who is to be kept as the one who decided."""
    return OPERATOR.value().strip() or QgsApplication.userFullName() or QgsApplication.userLoginName()


class DecisionTab(QStackedWidget):
    """``saved`` when the register holds something else than before; ``recorded`` when it was read, with the record of the
    one site chosen, or None; ``entered`` with the run that brought candidates into a register."""

    saved = pyqtSignal()
    recorded = pyqtSignal(object)
    entered = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._target = ""
        self._sites: list[ChosenSite] = []
        self._bases: dict[str, str] = {}
        self._drafts: dict[tuple[str, ...], dict] = {}  # what was typed and not saved, by sites
        self._error = ""
        self._said = ""
        self._filling = False
        self._blocked: Callable[[], str] = str
        self._reading: Work | None = None
        self._saving: Work | None = None
        self.addWidget(self._make_form())
        self.addWidget(self._make_entry())
        self.clear()

    # -- building ------------------------------------------------------------------------------

    def _make_form(self) -> QWidget:
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.boxes: dict[str, QComboBox] = {}
        titles = {
            "status": tr("Status"),
            "finding": tr("Finding"),
            "emergency_measures": tr("Emergency measures"),
        }
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(3)
        for number, (name, words) in enumerate(_CHOICES.items()):
            box = QComboBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
            box.addItem(tr("(unchanged)"), "")
            for code, word in words.items():
                box.addItem(tr_core(word), code)
            box.setAccessibleName(titles[name])
            box.currentIndexChanged.connect(self._typed)
            self.boxes[name] = box
            self._place(grid, number, titles[name], box)
        self.day = QDateEdit()
        self.day.setCalendarPopup(True)
        self.day.setMinimumDate(_FIRST_DAY)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(tr("Date"))
        self.day.dateChanged.connect(self._typed)
        self._place(grid, 3, tr("Date"), self.day)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(tr("Note (for lawful and false detection: the reason)"))
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(3 * self.note.fontMetrics().height() + 8)
        self.note.setMinimumHeight(self.note.fontMetrics().height() + 12)
        self.note.textChanged.connect(self._typed)
        self.history = QTextBrowser()  # on a tab of its own, see the panel
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addLayout(grid)
        column.addWidget(self.note)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        self.save_button = QPushButton(tr("Save"))
        self.save_button.clicked.connect(self.save)
        self.why = QLabel()
        self.why.setWordWrap(True)
        below = QHBoxLayout()
        below.addWidget(self.save_button)
        below.addWidget(self.why, 1)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(0, 0, 0, 2)
        outer.setSpacing(2)
        outer.addWidget(scroll, 1)
        outer.addLayout(below)
        return page

    @staticmethod
    def _place(grid: QGridLayout, number: int, title: str, widget: QWidget) -> None:
        label = QLabel(title)
        label.setWordWrap(True)
        label.setBuddy(widget)
        grid.addWidget(label, number // 2, 2 * (number % 2))
        grid.addWidget(widget, number // 2, 2 * (number % 2) + 1)

    def _make_entry(self) -> QWidget:
        told = QLabel(
            tr("These candidates are in no register yet. Decisions are kept in a register, which remembers each site.")
        )
        told.setWordWrap(True)
        self.register = QgsFileWidget()
        self.register.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.register.setConfirmOverwrite(False)
        self.register.setFilter("GeoPackage (*.gpkg)")
        self.register.setDialogTitle(tr("Register of sites"))
        self.register.lineEdit().setPlaceholderText(tr("Register of sites (.gpkg)"))
        self.register.fileChanged.connect(self._offer_entry)
        self.enter_button = QPushButton(tr("Enter into the register"))
        self.enter_button.clicked.connect(self._enter)
        self.panel = RunPanel()
        self.panel.busy.connect(self._offer_entry)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(2, 2, 2, 2)
        column.addWidget(told)
        column.addWidget(self.register)
        column.addWidget(self.enter_button)
        column.addWidget(self.panel)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        return scroll

    # -- what it shows -------------------------------------------------------------------------

    def clear(self) -> None:
        """Nothing is chosen."""
        self.show_sites("", [])

    def show_sites(self, target: str, sites: Sequence[ChosenSite], blocked: Callable[[], str] = str) -> None:
        """Offer to decide on these sites of the register ``target``; ``blocked`` says why nothing can be saved, or ""."""
        self.setCurrentIndex(0)
        self._drop_reading()
        before = self._target, self._key()
        self._target, self._sites, self._blocked = target, list(sites), blocked
        self._bases, self._error = {}, ""
        if before != (target, self._key()):
            self._said = ""
        self.history.clear()
        if not sites:
            self.title.setText(tr("Select a site in the table or on the map."))
        elif len(sites) == 1:
            self.title.setText(f"<b>{html.escape(sites[0].name)}</b>")
        else:
            names = ", ".join(html.escape(site.name) for site in sites[:8]) + (" …" if len(sites) > 8 else "")
            self.title.setText(tr("<b>{count} sites</b>: {names}").format(count=len(sites), names=names))
        self._fill(self._drafts.get(self._key(), {}))
        if sites:
            self._read()
        self._offer()

    def show_entry(self, layer: QgsVectorLayer) -> None:
        """Offer to bring the candidates of ``layer`` into a register."""
        self.clear()
        self._layer = layer
        if not self.register.filePath():
            self.register.setFilePath(REGISTER.value())
        self.setCurrentIndex(1)
        self._offer_entry()

    def _key(self) -> tuple[str, ...]:
        return tuple(sorted(site.site_id for site in self._sites))

    def _present(self, name: str) -> str:
        """The code a single site has; several are left as they are."""
        return (getattr(self._sites[0], name) or "") if len(self._sites) == 1 else ""

    def _fill(self, draft: Mapping) -> None:
        self._filling = True
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(0, box.findData(draft.get(name, self._present(name)))))
        today = QDate.fromString(today_in_japan(), "yyyy-MM-dd")
        self.day.setMaximumDate(today)
        self.day.setDate(draft.get("day", today))
        self.note.setPlainText(draft.get("note", ""))
        self._filling = False

    def _typed(self, *_) -> None:
        if self._filling:
            return
        self._said = ""
        self._drafts[self._key()] = {
            **{name: box.currentData() for name, box in self.boxes.items()},
            "day": self.day.date(),
            "note": self.note.toPlainText(),
        }
        self._offer()

    def refused(self) -> str:
        """Why nothing can be saved now; "" where it can."""
        if not self._sites:
            return tr("No site is selected.")
        if self._saving is not None:
            return tr("Saving…")
        if self._error:
            return self._error
        if self._reading is not None:
            return tr("Reading the register…")
        if blocked := self._blocked():
            return blocked
        changed = any(box.currentData() not in ("", self._present(name)) for name, box in self.boxes.items())
        if not changed and not self.note.toPlainText().strip():
            return tr("Nothing is changed yet.")
        status = self.boxes["status"].currentData()
        if status != self._present("status") and lacks_reason(status, self.note.toPlainText()):
            return tr("“{status}” closes the site: write the reason into the note.").format(
                status=tr_core(STATUSES[status])
            )
        return ""

    def _offer(self) -> None:
        refused = self.refused()
        self.save_button.setEnabled(not refused)
        for widget in (*self.boxes.values(), self.day, self.note):
            widget.setEnabled(bool(self._sites) and self._saving is None)
        self.why.setText(self._said or refused)
        self.why.setToolTip(self._said or refused)

    # -- the register --------------------------------------------------------------------------

    def _read(self) -> None:
        target, ids = self._target, [site.site_id for site in self._sites]

        def read(_work: Work):
            if len(ids) == 1:
                record = site_record(target, ids[0])
                return record, {ids[0]: record.basis}
            return None, known_bases(target, ids)

        self._reading = Work(tr("What the register knows"), read, self._read_done).start()

    def _read_done(self, work: Work) -> None:
        self._reading = None
        record = None
        if work.error is not None:
            self._error = work.error.message.say(tr_core)
        else:
            record, self._bases = work.result
            if record is not None:
                self.history.setHtml(visits_page(record.visits))
            else:
                self.history.setPlainText(tr("Select one site to see what was entered of it."))
        self.recorded.emit(record)
        self._offer()

    def visit(self) -> Visit:
        """The decision as it stands in the form."""

        def changed(name: str) -> str | None:
            code = self.boxes[name].currentData()
            return code if code not in ("", self._present(name)) else None

        return Visit(
            self.day.date().toString("yyyy-MM-dd"),
            operator(),
            changed("status"),
            changed("finding"),
            changed("emergency_measures"),
            self.note.toPlainText().strip() or None,
        )

    def save(self) -> None:
        if self.refused():
            return
        target, bases, decision, key, by = self._target, dict(self._bases), self.visit(), self._key(), operator()
        self._saving = Work(
            tr("Saving a decision"),
            lambda _work: enter_decision(target, by, bases, decision, tr_core),
            lambda work: self._save_done(work, key),
        ).start()
        self._said = ""
        self._offer()

    def _save_done(self, work: Work, key: tuple[str, ...]) -> None:
        self._saving = None
        if work.error is not None:
            said = work.error.message.say(tr_core)
            self._said = f"✕ {said}"
            if isinstance(work.error, Overtaken):
                self.saved.emit()  # the table is behind, and so is what the next attempt would stand on
            self._offer()
            return
        if work.result:
            self._drafts.pop(key, None)
            said = tr("Saved: {count} sites.").format(count=work.result)
        else:
            said = tr("The same was entered before on that day; nothing is new. Change the note to enter it again.")
        self._said = said
        self.saved.emit()
        self._offer()

    @property
    def saving(self) -> bool:
        return self._saving is not None

    @property
    def failed(self) -> bool:
        """Whether the register could not be read for the sites shown."""
        return bool(self._error)

    @property
    def reading(self) -> bool:
        return self._reading is not None

    def _drop_reading(self) -> None:
        if self._reading is not None:
            self._reading.drop()
            self._reading = None

    def close_down(self) -> None:
        self._drop_reading()
        if self._saving is not None:  # it goes on: what was decided is kept
            self._saving.leave_alone()
            self._saving = None

    # -- into a register -----------------------------------------------------------------------

    def _offer_entry(self, *_) -> None:
        run = self.panel.run
        self.enter_button.setEnabled(bool(self.register.filePath().strip()) and not (run and run.state == RUNNING))

    def _enter(self) -> None:
        register = self.register.filePath().strip()
        if "." not in register and "=" not in register and ("/" in register or "\\" in register):
            register += ".gpkg"
        run = Run("updateregister", {"CANDIDATES": self._layer, "REGISTER": register})

        def ended() -> None:
            self._offer_entry()
            if run.state == DONE:
                self.entered.emit(run)

        self.panel.follow(run, ended)
