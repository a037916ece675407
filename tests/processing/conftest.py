"""One QGIS for the session, with Processing and this checkout's provider."""

from __future__ import annotations

import gc
import os
import shutil
import sys

import pytest

from tests.conftest import one_at_a_time


class Qgis:
    """Runs algorithms as models and scripts do: an error is a QgsProcessingException."""

    def run(self, algorithm: str, parameters: dict, feedback=None) -> dict:
        import processing

        return processing.run(algorithm, parameters, feedback=feedback)

    def algorithm(self, name: str):
        from qgis.core import QgsApplication

        return QgsApplication.processingRegistry().algorithmById(name).create()


@pytest.fixture(scope="session")
def qgis(tmp_path_factory):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication.instance()
    if application is None:
        application = QgsApplication([], True, str(tmp_path_factory.mktemp("profile")))
        application.initQgis()
    plugins = os.path.join(QgsApplication.pkgDataPath(), "python", "plugins")
    if plugins not in sys.path:
        sys.path.append(plugins)
    from processing.core.Processing import Processing

    Processing.initialize()
    import soranome

    plugin = soranome.classFactory(None)
    plugin.initProcessing()
    yield Qgis()
    gc.collect()  # what tracebacks of expected errors hold of QGIS must go before QGIS does
    plugin.unload()


@pytest.fixture(scope="session")
def sample(qgis, tmp_path_factory):
    """A function that fills a folder, which is not there yet, with the made scene of these parameters of ``makesample``.

    The first process of a run that wants a scene makes it, all get copies: QGIS writes beside what it opens.
    """
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "samples"

    def fill(folder, **parameters):
        name = ",".join(f"{key}={value}" for key, value in sorted(parameters.items()))
        with one_at_a_time(kept / f"{name}.lock"):
            if not (kept / name).exists():
                making = kept / f"{name}.making"
                shutil.rmtree(making, ignore_errors=True)  # left by one who failed
                qgis.run("soranome:makesample", {**parameters, "FOLDER": str(making)})
                making.rename(kept / name)
        shutil.copytree(kept / name, folder, dirs_exist_ok=True)
        return folder

    return fill
