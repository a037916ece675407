"""A full disk under what QGIS itself writes: layers, the package for phones, sheets as PDF, the register."""

import errno
import os
import subprocess

import pytest

from tests.core.conftest import small_disk  # noqa: F401 - a fixture
from tests.processing.test_fieldpackage import candidates

OUTPUTS = {
    "fieldpackage": ("FOLDER", "package"),
    "fieldsheets": ("PDF", "sheets.pdf"),
    "fieldchecklist": ("XLSX", "list.xlsx"),
    "fieldwaypoints": ("GPX", "points.gpx"),
    "updateregister": ("REGISTER", "register.gpkg"),
    "mapsheets": ("SHEETS", "sheets.gpkg"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_full_disk(qgis, small_disk, name):  # noqa: F811
    """It says which file and why, and leaves nothing; with room, the same run goes through."""
    from qgis.core import QgsProcessingException

    folder = small_disk(100)  # a package asks for 60 MB
    key, file = OUTPUTS[name]
    given = {key: str(folder / file)}
    if name == "mapsheets":
        given |= {"EXTENT": "-70000,-66000,-34000,-30000 [EPSG:6677]"}
    else:
        given |= {"CANDIDATES": candidates()}
    if name == "updateregister":
        given |= {"OPERATOR": "係"}
    failed = 0
    for free in (0, 3_000, 30_000):
        filler = folder / "filler"
        room = os.statvfs(folder)
        filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - free)))
        try:
            qgis.run(f"soranome:{name}", given)
        except QgsProcessingException as error:
            failed += 1
            assert os.strerror(errno.ENOSPC) in str(error) or "MB free" in str(error), error
            assert file in str(error), error
            assert os.listdir(folder) == ["filler"], "nothing is left"
        else:
            assert (folder / file).exists()
            subprocess.run(["rm", "-rf", str(folder / file)], check=True)
        filler.unlink()
    assert failed, "no disk was small enough"
    qgis.run(f"soranome:{name}", given)
    assert (folder / file).exists()
