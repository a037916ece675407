"""The dialog of required libraries in the real QGIS: what it says, and pip really installing from a folder of wheels."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtNetwork import QNetworkProxy
from qgis.PyQt.QtWidgets import QApplication, QPushButton

from soranome.plugin import dependencies, pip_install
from soranome.plugin.ui.forms import algorithm_named

MADE = "soranome_made_for_test"


@pytest.fixture
def dialog(desktop):
    desktop.open_libraries()
    yield desktop.libraries
    desktop.libraries.close()


@pytest.fixture
def lacking(monkeypatch):
    """A library nobody has, which writes the papers of an inspector."""
    monkeypatch.setitem(dependencies.PACKAGES, MADE, MADE)
    monkeypatch.setitem(dependencies.NEEDS, "fieldsheets", dependencies.NEEDS["fieldsheets"] + f" {MADE}")
    dependencies.look_again()
    yield MADE
    monkeypatch.undo()
    dependencies.look_again()


@pytest.fixture
def user_base(tmp_path, monkeypatch):
    """Where --user goes, in place of the home of whoever runs the tests."""
    monkeypatch.setenv("PYTHONUSERBASE", str(tmp_path / "base"))
    asked = "import site; print(site.getusersitepackages())"
    folder = subprocess.run(
        [pip_install.python(), "-c", asked], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert folder.startswith(str(tmp_path))
    monkeypatch.setattr(pip_install, "target", lambda: folder)
    before = list(sys.path)
    yield Path(folder)
    sys.path[:] = before
    sys.modules.pop(MADE, None)


def wheel(folder: Path, needs: str = "") -> Path:
    """A wheel of one module, as pip takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{MADE}-1.0.dist-info"
    files = {
        f"{MADE}.py": "WORD = 'here'\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {MADE}\nVersion: 1.0\n"
        + (f"Requires-Dist: {needs}\n" * bool(needs)),
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    path = folder / f"{MADE}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr(f"{info}/RECORD", "".join(f"{name},,\n" for name in [*files, f"{info}/RECORD"]))
    return path


def rows(dialog):
    return [dialog.table.topLevelItem(index) for index in range(dialog.table.topLevelItemCount())]


def test_everything_there_leaves_nothing_to_do(dialog, wait, click, picture):
    wait(dialog.isVisible)
    assert {row.text(0) for row in rows(dialog)} == set(dependencies.PACKAGES.values())
    of = {row.text(0): row for row in rows(dialog)}
    assert of["segno"].text(1)[0].isdigit(), "the version that is installed"
    assert of["segno"].text(2) == algorithm_named("fieldsheets").displayName()
    assert not dialog.install_button.isVisible() and not dialog.command.isVisible()
    assert not dialog.isModal()
    picture(dialog)
    click(dialog.close_button)
    assert not dialog.isVisible()


def test_from_the_menu(desktop, wait):
    action = next(a for a in desktop.menu.actions() if "ライブラリ" in a.text() or "libraries" in a.text())
    action.trigger()
    wait(lambda: desktop.libraries is not None and desktop.libraries.isVisible())
    desktop.libraries.close()


def test_a_missing_library_is_told_with_who_needs_it(lacking, dialog, click, picture, idle):
    idle()
    first = rows(dialog)[0]
    assert first.text(0) == MADE and not first.text(1)[0].isdigit()
    assert dialog.chosen() == [dependencies.look_up(MADE)]
    assert "pip install --user" in dialog.command.text() and MADE in dialog.command.text()
    QApplication.clipboard().clear()
    click(dialog.copy_button)
    assert QApplication.clipboard().text() == dialog.command.text()
    picture(dialog)
    first.setCheckState(0, Qt.CheckState.Unchecked)
    assert not dialog.install_button.isEnabled() and not dialog.command.isVisible()


def test_only_who_needs_it_is_refused(lacking, desktop, wait, click):
    able, why = algorithm_named("fieldsheets").canExecute()
    assert not able and MADE in why
    assert algorithm_named("detectfill").canExecute()[0]
    able, why = algorithm_named("fieldround").canExecute()
    assert not able and MADE in why, "a model of which it is a step"
    dock = desktop.docks["fieldwork"]
    dock.setUserVisible(True)
    wait(dock.isVisible)
    dock.run("fieldsheets", {})
    wait(lambda: not dock.running)
    assert MADE in dock.panel.state.text()
    click(dock.panel.libraries_button)
    wait(desktop.libraries.isVisible)
    desktop.libraries.close()
    dock.hide()


def test_the_start_tells_once(lacking, desktop, iface, wait):
    QApplication.instance().setProperty("soranome_told", False)
    bar = iface.messageBar()
    desktop._tell_missing()
    desktop._tell_missing()
    assert len(bar.items()) == 1 and MADE in bar.currentItem().text()
    (button,) = (b for b in bar.currentItem().findChildren(QPushButton) if b.text())
    button.click()
    wait(desktop.libraries.isVisible)
    assert not bar.items()
    desktop.libraries.close()


def test_a_folder_of_wheels_is_installed(lacking, dialog, user_base, tmp_path, wait, click, picture):
    wheel(tmp_path / "wheels")
    dialog.from_folder.setChecked(True)
    for bad in ("", str(tmp_path / "nowhere"), str(tmp_path)):
        dialog.folder.setFilePath(bad)
        assert not dialog.install_button.isEnabled() and "⚠" in dialog.plan.text()
    dialog.folder.setFilePath(str(tmp_path / "wheels"))
    assert str(user_base) in dialog.plan.text(), "what will happen is said before it does"
    click(dialog.install_button)
    assert dialog.process is not None and not dialog.install_button.isEnabled()
    wait(lambda: dialog.process is None)
    picture(dialog)
    assert "✔" in dialog.said.text(), dialog.log.toPlainText()
    assert "Successfully installed" in dialog.log.toPlainText()
    assert dependencies.look_up(MADE).version == "1.0"
    assert __import__(MADE).WORD == "here", "at once, in this session"
    asked = [pip_install.python(), "-c", f"import {MADE}; print({MADE}.__file__)"]
    found = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(user_base / f"{MADE}.py"), "and in a new one"


def test_what_pip_says_is_shown_where_it_fails(lacking, dialog, user_base, tmp_path, wait, click):
    wheel(tmp_path / "wheels", needs="soranome-no-such-thing")
    dialog.from_folder.setChecked(True)
    dialog.folder.setFilePath(str(tmp_path / "wheels"))
    click(dialog.install_button)
    wait(lambda: dialog.process is None)
    assert "✕" in dialog.said.text() and "soranome-no-such-thing" in dialog.log.toPlainText()
    assert not user_base.exists() and dialog.install_button.isEnabled()


def test_cancelled(lacking, dialog, user_base, tmp_path, wait, click):
    wheel(tmp_path / "wheels")
    dialog.from_folder.setChecked(True)
    dialog.folder.setFilePath(str(tmp_path / "wheels"))
    click(dialog.install_button)
    click(dialog.cancel_button)
    wait(lambda: dialog.process is None)
    assert "✔" not in dialog.said.text() and "✕" not in dialog.said.text()
    assert dependencies.look_up(MADE).state == dependencies.MISSING
    assert dialog.install_button.isEnabled() and not dialog.cancel_button.isEnabled()


def test_a_python_without_pip_and_none_at_all(lacking, dialog, tmp_path, monkeypatch, wait, click):
    wheel(tmp_path / "wheels")
    dialog.from_folder.setChecked(True)
    dialog.folder.setFilePath(str(tmp_path / "wheels"))
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho /usr/bin/python3: No module named pip\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(pip_install, "python", lambda: str(program))
    click(dialog.install_button)
    wait(lambda: dialog.process is None)
    assert "python3-pip" in dialog.said.text()
    program.chmod(0o644)
    click(dialog.install_button)
    wait(lambda: dialog.process is None)
    assert str(program) in dialog.said.text()
    monkeypatch.setattr(pip_install, "python", lambda: "")
    dialog.refresh()
    assert not dialog.install_button.isEnabled() and "⚠" in dialog.plan.text()


def test_the_proxy_of_qgis_is_passed_on_and_its_password_not_shown(
    lacking, dialog, user_base, monkeypatch, wait, click
):
    manager = QgsNetworkAccessManager.instance()
    before = manager.fallbackProxy(), manager.excludeList(), manager.noProxyList()
    proxy = QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", 9, "tarō", "p@ss:wörd")
    manager.setFallbackProxyAndExcludes(proxy, [], [])
    try:
        assert pip_install.proxy_url() == "http://tar%C5%8D:p%40ss%3Aw%C3%B6rd@127.0.0.1:9"
        assert pip_install.environment().value("PIP_PROXY") == pip_install.proxy_url()
        assert not pip_install.environment(offline=True).contains("PIP_PROXY") or "PIP_PROXY" in os.environ
        monkeypatch.setenv("PIP_RETRIES", "0")
        dialog.from_index.setChecked(True)
        dialog.refresh()
        assert "http://127.0.0.1:9" in dialog.plan.text()
        click(dialog.install_button)
        wait(lambda: dialog.process is None)
        assert "✕" in dialog.said.text()
        assert "proxy" in dialog.log.toPlainText().lower(), "pip tried the proxy, where nobody listens"
        shown = dialog.plan.text() + dialog.log.toPlainText() + dialog.command.text() + dialog.said.text()
        assert not any(secret in shown for secret in ("p@ss", "p%40ss", "tar%C5"))
        manager.setFallbackProxyAndExcludes(proxy, ["https://pypi.org"], [])
        assert pip_install.proxy_url() == ""
    finally:
        manager.setFallbackProxyAndExcludes(*before)
