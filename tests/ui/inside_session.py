"""Run by QGIS as text: runs pytest inside it on the file SORANOME_INSIDE names, and leaves what pytest says in a file."""

import contextlib
import os
import sys
import traceback

from qgis.PyQt.QtCore import QTimer


def main():
    code = 99
    with contextlib.ExitStack() as stack:
        said = stack.enter_context(open(os.environ["SORANOME_SAID"], "a", encoding="utf-8"))
        stack.enter_context(contextlib.redirect_stdout(said))
        stack.enter_context(contextlib.redirect_stderr(said))
        try:
            import pytest

            given = [os.environ["SORANOME_INSIDE"], "-q", "-rs", "-p", "no:cacheprovider", "--capture=no"]
            chosen = os.environ.get("SORANOME_CHOSEN")
            code = int(pytest.main([*given, *(["-k", chosen] if chosen else [])]))
        except BaseException:
            traceback.print_exc(file=sys.stdout)
    os._exit(code)  # QGIS would ask whether to save


def tell(kind, value, trace):
    """QGIS would show a dialog and wait for somebody to close it."""
    with open(os.environ["SORANOME_SAID"], "a", encoding="utf-8") as said:
        traceback.print_exception(kind, value, trace, file=said)
    uncaught.append(value)


uncaught = []
sys.excepthook = tell
sys.modules["__main__"].uncaught = uncaught
QTimer.singleShot(1500, main)
