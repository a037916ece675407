"""SoraNoMe 宙の目: the QGIS plugin package."""


def classFactory(iface):  # noqa: N802 - the name QGIS looks for
    """Return the plugin; ``iface`` is None in qgis_process."""
    from .plugin.plugin import SoraNoMePlugin

    return SoraNoMePlugin(iface)
