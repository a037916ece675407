"""Parameters of an algorithm as a form in a dock: the widgets, words and help are those of its Processing dialog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from processing.gui.wrappers import WidgetWrapperFactory
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProject,
)
from qgis.gui import (
    QgsCollapsibleGroupBox,
    QgsDoubleSpinBox,
    QgsGui,
    QgsProcessingContextGenerator,
    QgsProcessingGui,
    QgsProcessingParametersGenerator,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLabel, QVBoxLayout, QWidget
from qgis.utils import iface

from ..translation import tr

_LAYERS = ("raster", "vector", "source", "layer", "pointcloud")
_OPTIONAL = QgsProcessingParameterDefinition.Flag.FlagOptional
_HIDDEN = QgsProcessingParameterDefinition.Flag.FlagHidden


def algorithm_named(name: str) -> QgsProcessingAlgorithm:
    """A new instance of the algorithm ``soranome:name``."""
    registry = QgsApplication.processingRegistry()
    registry.providerById("soranome").complete()  # a dock that was open when QGIS was closed is there first
    return registry.createAlgorithmById(f"soranome:{name}")


def other_inputs(algorithm: str, known: Collection[str]) -> list[str]:
    """Names of the inputs of an algorithm that are not ``known``, in their order."""
    made = algorithm_named(algorithm)  # its definitions go with it
    definitions = made.parameterDefinitions()
    return [
        one.name()
        for one in definitions
        if one.name() not in known and not one.isDestination() and not one.flags() & _HIDDEN
    ]


class ParameterForm(QWidget):
    """Chosen parameters of one algorithm, in one column; the rest folded away under "advanced".

    ``shown`` are the names of parameters on top, in their order; ``advanced`` those folded away (default: all others but
    destinations); ``labels`` words of the dock's own in place of the algorithm's. Destinations are not asked for:
    results go where ``results.py`` puts them.
    """

    changed = pyqtSignal(str)
    """A value changed; the parameter's name."""

    def __init__(
        self,
        algorithm: str,
        shown: Sequence[str],
        advanced: Iterable[str] | None = None,
        labels: Mapping[str, str] | None = None,
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self.algorithm = algorithm_named(algorithm)
        self._labels = labels or {}
        self._wrappers = {}
        self.widgets: dict[str, QWidget] = {}
        self._spins: dict[str, QgsDoubleSpinBox] = {}
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        self._contexts, self._parameters = _Contexts(self._context), _Parameters(self)
        self._of_widgets = QgsProcessingParameterWidgetContext()
        self._of_widgets.setProject(QgsProject.instance())
        self._of_widgets.setMapCanvas(iface.mapCanvas())
        self._of_widgets.setBrowserModel(iface.browserModel())
        self._of_widgets.setActiveLayer(iface.activeLayer())
        self._of_widgets.setMessageBar(iface.messageBar())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for name in shown:
            self._add(name, self._column)
        others = [
            definition.name()
            for definition in self.algorithm.parameterDefinitions()
            if definition.name() not in shown and not definition.isDestination() and not definition.flags() & _HIDDEN
        ]
        folded = others if advanced is None else [name for name in advanced if name not in shown]
        if folded:
            self.advanced = QgsCollapsibleGroupBox(tr("Advanced"))
            self.advanced.setCollapsed(True)
            inner = QVBoxLayout(self.advanced)
            for name in folded:
                self._add(name, inner)
            self._column.addWidget(self.advanced)
        everyone = list(self._wrappers.values())
        for wrapper in everyone:
            wrapper.postInitialize(everyone)

    def _add(self, name: str, column: QVBoxLayout) -> None:
        definition = self.algorithm.parameterDefinition(name)
        required = not definition.flags() & _OPTIONAL
        asked = definition.clone()
        if definition.type() in _LAYERS:
            # Else the first layer of the project would be chosen, whatever it is.
            asked.setFlags(asked.flags() | _OPTIONAL)
        if "widget_wrapper" in asked.metadata():  # one of ours, see processing/widgets.py
            wrapper = WidgetWrapperFactory.create_wrapper_from_metadata(asked, self)
        else:
            wrapper = QgsGui.processingGuiRegistry().createParameterWidgetWrapper(
                asked, QgsProcessingGui.WidgetType.Standard
            )
        wrapper.setWidgetContext(self._of_widgets)
        wrapper.registerProcessingContextGenerator(self._contexts)
        wrapper.registerProcessingParametersGenerator(self._parameters)
        # Wrappers in Python bring their widget, QGIS's own make it.
        widget = getattr(wrapper, "widget", None) or wrapper.createWrappedWidget(self._context)
        label = self._labels.get(name, definition.description())
        if isinstance(widget, QCheckBox):
            widget.setText(label)
        else:
            if required and definition.defaultValue() is None:
                label = tr("{label} (required)").format(label=label)
            title = QLabel(label)
            title.setWordWrap(True)
            title.setToolTip(definition.help())
            title.setBuddy(widget)
            column.addWidget(title)
        spin = widget if isinstance(widget, QgsDoubleSpinBox) else widget.findChild(QgsDoubleSpinBox)
        if spin is not None:
            self._spins[name] = spin
            _tidy(spin, definition.defaultValue())
        widget.setToolTip(definition.help())
        widget.setObjectName(name)
        column.addWidget(widget)
        self._wrappers[name], self.widgets[name] = wrapper, widget
        wrapper._definition = asked  # QGIS keeps no reference of its own
        wrapper.widgetValueHasChanged.connect(lambda _, name=name: self.changed.emit(name))

    def names(self) -> list[str]:
        return list(self._wrappers)

    def value(self, name: str):
        return self._wrappers[name].parameterValue()

    def set_value(self, name: str, value) -> None:
        if name in self._spins and isinstance(value, float):  # it would round
            self._spins[name].setDecimals(max(self._spins[name].decimals(), _decimals(value)))
        if value in (None, "") and self.algorithm.parameterDefinition(name).type() in _LAYERS:
            self.widgets[name].findChild(QComboBox).setCurrentIndex(0)  # QGIS would leave the layer chosen
            return
        self._wrappers[name].setParameterValue(value, self._context)

    def set_values(self, values: Mapping[str, object]) -> None:
        """Set those of ``values`` whose parameter is in the form."""
        for name, value in values.items():
            if name in self._wrappers:
                self.set_value(name, value)

    def reset(self) -> None:
        """Everything back to its default."""
        for name in self._wrappers:
            self.set_value(name, self.algorithm.parameterDefinition(name).defaultValue())

    def values(self) -> dict:
        """Parameters that say something: those left empty are left out."""
        found = {name: self.value(name) for name in self._wrappers}
        return {name: value for name, value in found.items() if value not in (None, "", [])}

    def missing(self) -> list[str]:
        """Labels of required parameters nobody filled in."""
        given = self.values()
        return [
            self._labels.get(name, self.algorithm.parameterDefinition(name).description())
            for name in self._wrappers
            if name not in given
            and not self.algorithm.parameterDefinition(name).flags() & _OPTIONAL
            and self.algorithm.parameterDefinition(name).defaultValue() is None
        ]


def _tidy(spin: QgsDoubleSpinBox, default) -> None:
    """10,000 instead of 10000.000000: as many decimals as numbers of this size have in practice."""
    size = abs(default) if isinstance(default, int | float) else 1
    spin.setDecimals(max(_decimals(size), 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 4))
    spin.setGroupSeparatorShown(True)


def _decimals(value: float) -> int:
    """How many digits ``value`` has behind the point, at most six."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


class _Contexts(QgsProcessingContextGenerator):
    def __init__(self, context: QgsProcessingContext):
        super().__init__()
        self._context = context

    def processingContext(self) -> QgsProcessingContext:
        return self._context


class _Parameters(QgsProcessingParametersGenerator):
    def __init__(self, form: ParameterForm):
        super().__init__()
        self._form = form

    def createProcessingParameters(self, flags=None) -> dict:
        return self._form.values()
