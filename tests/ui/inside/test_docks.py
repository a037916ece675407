"""Menu, toolbar and docks: opened, remembered, taken away; runs that go through, fail, are cancelled, lose their inputs."""

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QToolBar


def test_a_dock_opens_from_the_menu_and_runs(desktop, iface, scene, wait, click, picture):
    dock = desktop.docks["fill"]
    action = next(a for a in desktop.menu.actions() if a.text() == dock.title())
    action.trigger()
    wait(dock.isVisible)
    dock.form.set_values({"BEFORE": str(scene / "optical_before.tif"), "AFTER": str(scene / "optical_after.tif")})
    click(dock.run_button)
    assert dock.running and not dock.run_button.isEnabled()
    wait(lambda: not dock.running)
    assert dock.panel.run.state == "done", dock.panel.run.text()
    picture(iface.mainWindow())
    assert len(dock.panel.run.layers) == 2
    assert dock.run_button.isEnabled()
    assert iface.mainWindow().findChild(QToolBar, "SoraNoMeToolBar").isVisible()
    assert QgsProject.instance().layerTreeRoot().findGroups()
