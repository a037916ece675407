"""What the README quotes, measured: see ``__main__``."""

from tests import conftest  # noqa: F401 - makes the plugin importable as ``soranome``
