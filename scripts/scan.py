"""What plugins.qgis.org looks for in an uploaded zip: scan.py [ZIP], without one in the zip of this checkout.

Its validator refuses a zip that is not made as it should be (``flaws_of``). Its scans (``scan``) run Bandit and
detect-secrets, where one finding keeps a version from being published, and Flake8, whose findings are shown on the page of
the plugin. Commands, rules and their settings: github.com/qgis/QGIS-Plugins-Website, qgis-app/plugins/validator.py,
security_scanner.py and management/commands/data/*.json, as of 2026-07-23; all rules enabled there are, those an uploader
may skip too. Links are not followed here.
"""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

LARGEST = 25_000_000
MANDATORY = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
)  # fmt: skip
LINKS = {"tracker": "http://bugs", "repository": "http://repo", "homepage": "http://homepage"}
"""Keys that hold links, and what stands there in the template of a plugin."""

PROGRAMS = (".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd")

BANDIT = (
    "B101,B102,B103,B104,B105,B106,B107,B108,B110,B112,B113,B201,B202,B301,B302,B303,B304,B305,B306,B307,B308,B310,B311,"
    "B312,B313,B314,B315,B316,B317,B318,B319,B321,B323,B324,B401,B402,B403,B405,B406,B407,B408,B409,B412,B413,B501,B502,"
    "B503,B504,B505,B506,B507,B508,B509,B601,B602,B603,B604,B605,B606,B607,B608,B609,B610,B611,B612,B613,B614,B615,B701,"
    "B702,B703,B704"
)
"""Without B111 and B320, which Bandit no longer has. B404, B410 and B411 are off there."""
FLAKE8 = "E101,E711,E712,E713,E714,E721,E722,E731,E741,E742,E743,E9,W605,F402,F403,F404,F405,F811,F82,F831,F901,C901"

BIN = Path(sys.executable).parent


def flaws_of(package: Path) -> list[str]:
    """What the validator would refuse in a zip, and what the scan of its files would remark."""
    with zipfile.ZipFile(package) as archive:
        return list(_flaws(package, archive))


def _flaws(package: Path, archive: zipfile.ZipFile) -> Iterator[str]:
    if package.stat().st_size > LARGEST:
        yield f"larger than {LARGEST // 1_000_000} MB"
    if archive.testzip():
        yield f"damaged: {archive.testzip()}"
    names = archive.namelist()
    folders = {name.split("/")[0] for name in names}
    folder = names[0].split("/")[0]
    if len(folders) > 1 or not folder.isidentifier() or not re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]+", folder):
        yield f"not one folder with the name of a Python package: {sorted(folders)}"
    for info in archive.infolist():
        path = PurePosixPath(info.filename)
        if ".." in info.filename or "\\" in info.filename or re.match("/|[A-Za-z]:", info.filename):
            yield f"{path}: a name that leads elsewhere"
        if ".pyc" in info.filename or {"__MACOSX", ".git", "__pycache__"} & set(path.parts):
            yield f"{path}: made by the computer"
        if path.name.startswith("."):
            yield f"{path}: hidden"
        if path.suffix.lower() in PROGRAMS:
            yield f"{path}: a program"
        if info.external_attr >> 16 & 0o111:
            yield f"{path}: may be executed"
    for name in ("__init__.py", "metadata.txt", "LICENSE"):
        if f"{folder}/{name}" not in names:
            yield f"{name} is missing"
            return
    parser = configparser.ConfigParser()  # as there: with interpolation, so that a lone % is refused
    parser.optionxform = str
    parser.read_string(archive.read(f"{folder}/metadata.txt").decode())
    general = dict(parser["general"])
    yield from (f"metadata.txt lacks {key}" for key in MANDATORY if not general.get(key, "").strip())
    for key, template in LINKS.items():
        link = urlparse(general.get(key, ""))
        if link.scheme != "https" or not link.netloc or general[key] == template:
            yield f"metadata.txt: {key} is no link (https)"
    if "/" in general.get("author", ""):
        yield "metadata.txt: the author's name holds a slash"
    if f"{folder}/{general.get('icon', '').removeprefix('./')}" not in names:
        yield "metadata.txt: there is no such icon"


def scan(tool: str, folder: Path) -> list[str]:
    """What ``tool`` (bandit, detect-secrets, flake8) finds in an unpacked package."""
    commands = {
        "bandit": ["-r", str(folder), "-f", "json", "--quiet", "-t", BANDIT],
        "detect-secrets": [
            "scan", "--all-files", "--exclude-files", r"metadata\.txt", "--exclude-files", r"\.secrets\.baseline",
            "--disable-plugin", "IPPublicDetector", ".",
        ],
        "flake8": ["--isolated", "--max-line-length=120", "--select", FLAKE8, str(folder)],
    }  # fmt: skip
    command = [str(BIN / tool), *commands[tool]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if tool == "flake8":
        if done.stderr:
            sys.exit(done.stderr)
        return done.stdout.splitlines()
    found = json.loads(done.stdout)
    if tool == "bandit":
        if found["errors"]:
            sys.exit(str(found["errors"]))
        return [
            f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_text']}" for one in found["results"]
        ]
    return [f"{name}:{one['line_number']} {one['type']}" for name, all_ in found["results"].items() for one in all_]


TOOLS = ("bandit", "detect-secrets", "flake8")


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        if len(sys.argv) > 1:
            package = Path(sys.argv[1])
        else:
            from package import pack

            package = pack(Path(scratch) / "packed")
        folder = Path(scratch) / "unpacked"
        with zipfile.ZipFile(package) as archive:
            archive.extractall(folder)
        found = flaws_of(package) + [line for tool in TOOLS for line in scan(tool, folder)]
    sys.exit("\n".join(found) or 0)


if __name__ == "__main__":
    main()
