"""Step 4: what inspectors carry: the list, the sheets, the package, way points."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtWidgets import QCheckBox, QPushButton, QWidget

from ...translation import tr
from .. import results
from ..forms import ParameterForm
from ..running import Run
from ..widgets import MadeFiles, Note, plain_label
from .dock import Job

_IMAGES = ("BEFORE", "AFTER", "BEFORE_DATE", "AFTER_DATE")
_WAYPOINTS = {"GPX": "sites.gpx", "KML": "sites.kml", "GEOJSON": "sites.geojson"}


@dataclass
class Paper:
    """One kind of what inspectors carry: ``box`` ticks it, ``under`` is shown only where it is ticked."""

    algorithm: str
    box: QCheckBox
    under: list[QWidget]
    form: ParameterForm | None = None


class PapersStep:
    def __init__(self, dock):
        self.dock = dock
        self.step = dock.add_step(tr("Papers and packages"))
        column = self.step.column
        self.sheets_form = ParameterForm(
            "fieldsheets",
            ("BEFORE", "AFTER"),
            advanced=(
                "BEFORE_DATE", "AFTER_DATE", "DEM", "DEM_BEFORE", "ROADS", "STREAMS", "BUILDINGS", "MUNICIPALITIES",
                "MAPS", "TEMPLATE", "LANGUAGE",
            ),
        )  # fmt: skip
        self.sheets_form.advanced.setTitle(tr("Dates and maps of the sheets"))
        column.addWidget(self.sheets_form)
        self.list_form = ParameterForm(
            "fieldchecklist", (), advanced=("SHEETS_BY", "CHIP_WIDTH", "BEFORE_BANDS", "AFTER_BANDS", "LANGUAGE")
        )
        self.list_form.advanced.setTitle(tr("More about the list"))
        self.package_form = ParameterForm(
            "fieldpackage",
            (),
            advanced=("BACKGROUND", "REFERENCE", "BUFFER", "RESOLUTION", "SIZE_LIMIT", "TITLE", "LANGUAGE"),
        )
        self.package_form.advanced.setTitle(tr("More about the package"))
        slow = plain_label(tr("While sheets are drawn QGIS answers slowly. They can be cancelled after each page."))
        self.papers = [
            self._add("fieldchecklist", tr("List (Excel)"), True, self.list_form),
            self._add("fieldsheets", tr("Sheets, a page for each site (PDF)"), False, None, slow),
            self._add("fieldpackage", tr("Package for phones (QField)"), False, self.package_form),
            self._add("fieldwaypoints", tr("Way points (GPX, KML, GeoJSON)"), False),
        ]
        self.forms = [self.sheets_form, self.list_form, self.package_form]
        self.make_button = QPushButton(tr("Make what is ticked"))
        self.make_button.clicked.connect(self.make)
        column.addWidget(self.make_button)
        self.note = Note()
        column.addWidget(self.note)
        self.files = MadeFiles()
        column.addWidget(self.files)
        dock.locks(self.make_button)
        self.list_path = ""
        """The list made last, as long as nothing was imported since."""

    def _add(self, algorithm: str, words: str, ticked: bool, form: ParameterForm | None = None, *under) -> Paper:
        box = QCheckBox(words)
        box.setObjectName(algorithm)
        paper = Paper(algorithm, box, [*under, *([form] if form else [])], form)
        self.step.column.addWidget(box)
        for widget in paper.under:
            self.step.column.addWidget(widget)
            widget.setVisible(ticked)
            box.toggled.connect(widget.setVisible)
        box.setChecked(ticked)
        return paper

    def box(self, algorithm: str) -> QCheckBox:
        return next(paper.box for paper in self.papers if paper.algorithm == algorithm)

    # -- making --------------------------------------------------------------------------------

    def make(self) -> None:
        ticked = [paper.algorithm for paper in self.papers if paper.box.isChecked()]
        lacking = self.dock.lacks() or ("" if ticked else tr("Tick what is to be made."))
        self.note.say(f"⚠ {lacking}" if lacking else "")
        if not lacking:
            self.dock.run_all(self.jobs(ticked))

    def jobs(self, algorithms: list[str]) -> list[Job]:
        """Runs that make these, all in one new folder and about the same sites."""
        folder = results.run_folder("papers")
        chosen = {**self.dock.choice_step.values(), "REGISTER": self.dock.register}
        given = self.sheets_form.values()
        images = {name: given[name] for name in _IMAGES if name in given}
        parameters = {
            "fieldchecklist": {
                **images,
                **self.list_form.values(),
                "XLSX": str(folder / (tr("Field-check list") + ".xlsx")),
            },
            "fieldsheets": {**given, "PDF": str(folder / (tr("Field-check sheets") + ".pdf"))},
            # Phones and cables garble other letters than these.
            "fieldpackage": {**self._package(given), "FOLDER": str(folder / "package")},
            "fieldwaypoints": {name: str(folder / file) for name, file in _WAYPOINTS.items()},
        }
        return [
            Job(algorithm, lambda algorithm=algorithm: {**parameters[algorithm], **chosen}, self._made)
            for algorithm in algorithms
        ]

    def _package(self, given: dict) -> dict:
        """The later image as background, and roads and municipalities to look at, where nothing else is chosen."""
        values = self.package_form.values()
        if "BACKGROUND" not in values and "AFTER" in given:
            values["BACKGROUND"] = [given["AFTER"]]
        reference = [given[name] for name in ("ROADS", "MUNICIPALITIES") if name in given]
        if "REFERENCE" not in values and reference:
            values["REFERENCE"] = reference
        return values

    def _made(self, run: Run) -> None:
        names = ("XLSX", "PDF", "FOLDER", *_WAYPOINTS)
        self.files.add(*(run.results[name] for name in names if run.results.get(name)))
        self.list_path = run.results.get("XLSX", self.list_path)
