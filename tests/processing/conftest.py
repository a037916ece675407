"""One QGIS for the session, with Processing and this checkout's provider."""

from __future__ import annotations

import gc
import os
import sys

import pytest


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
