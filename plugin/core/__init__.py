"""The science of SoraNoMe: arrays, dataclasses and file paths; no QGIS, no Qt, no printing."""
