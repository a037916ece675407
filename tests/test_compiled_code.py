"""The cache of compiled kernels is where numba says."""

import os

from soranome.plugin import compiled_code
from soranome.plugin.core.coverage.propagation import p2108


def test_places_are_those_of_numba(tmp_path, monkeypatch):
    from numba.core import caching, config

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path / "told"))
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path / "told"))
    source = os.path.abspath(p2108.__file__)
    made = [
        locator.from_function(compiled_code.files, source).get_cache_path()
        for locator in (caching.UserProvidedCacheLocator, caching.UserWideCacheLocator)
    ]
    before = set(compiled_code.files())
    for folder in made:
        with open(os.path.join(folder, "kernel.nbi"), "wb") as file:
            file.write(bytes(10))
    found = set(compiled_code.files()) - before
    # Beside the sources another process may be compiling now.
    assert {str(path.parent) for path in found if not path.is_relative_to(compiled_code.SOURCES)} == set(made)
