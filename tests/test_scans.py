"""The zip for the plugin repository is one its validator takes and its scans find nothing in."""

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parent.parent / "scripts"


def _script(name):
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


scan, package = _script("scan"), _script("package")


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    return package.pack(tmp_path_factory.mktemp("packed"))


@pytest.fixture(scope="module")
def unpacked(packed, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(folder)
    return folder


def test_the_validator_takes_it(packed):
    assert scan.flaws_of(packed) == []


@pytest.mark.parametrize("tool", scan.TOOLS)
def test_the_scans_find_nothing(unpacked, tool):
    assert scan.scan(tool, unpacked) == []


WRONG = {
    "a/x.py": "import pickle\nexec('1')\nassert pickle\n",
    "a/y.py": "try:\n    print(undefined)\nexcept:\n    pass\n",
    "a/z.txt": "aws = 'AKIA" + "IOSFODNN7EXAMPLQ'\n",
}


def test_the_scans_would_find_something(tmp_path):
    """A tool that finds nothing anywhere proves nothing."""
    for name, content in WRONG.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    found = {tool: "\n".join(scan.scan(tool, tmp_path)) for tool in scan.TOOLS}
    assert all(rule in found["bandit"] for rule in ("B403", "B102", "B101"))
    assert "F821" in found["flake8"] and "E722" in found["flake8"]
    assert "AWS" in found["detect-secrets"]


def test_the_validator_would_refuse_something(tmp_path, packed):
    def flaws(change, drop=()):
        target = tmp_path / "wrong.zip"
        with zipfile.ZipFile(packed) as old, zipfile.ZipFile(target, "w") as new:
            for info in old.infolist():
                if info.filename not in drop:
                    data = old.read(info)
                    new.writestr(info, data.replace(*change[info.filename]) if info.filename in change else data)
            for name in change.get("add", ()):
                new.writestr(name, b"")
        return "\n".join(scan.flaws_of(target))

    metadata = "soranome/metadata.txt"
    assert "tracker is no link" in flaws({metadata: (b"tracker=https:", b"tracker=http:")})
    assert "lacks email" in flaws({metadata: (b"email=", b"mail=")})
    assert "no such icon" in flaws({metadata: (b"soranome.svg", b"other.svg")})
    assert "LICENSE is missing" in flaws({}, ["soranome/LICENSE"])
    added = flaws(
        {"add": ["soranome/__pycache__/a.pyc", "soranome/.hidden", "soranome/a.exe", "soranome/../b", "other/x"]}
    )
    for said in ("made by the computer", "hidden", "a program", "leads elsewhere", "not one folder"):
        assert said in added
