"""Makes dist/soranome-VERSION.zip: what the QGIS plugin repository takes, checked as its validator checks.

The rules (plugins.qgis.org, "Publish a plugin"): one folder of ASCII letters, metadata.txt with the mandatory keys,
LICENSE, no hidden files, no compiled or generated files, at most 25 MB.
"""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAME = "soranome"
SHIPPED = (
    "__init__.py",
    "metadata.txt",
    "LICENSE",
    "README.md",
    "CHANGELOG.md",
    "requirements.txt",
    "requirements-workers.txt",
    "plugin",
    "resources",
)
MANDATORY = (
    "name", "description", "about", "version", "qgisMinimumVersion", "author", "email", "repository", "tracker",
)  # fmt: skip
LARGEST = 25_000_000


def main() -> None:
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.optionxform = str
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    general = metadata["general"]
    missing = [key for key in MANDATORY if not general.get(key, "").strip()]
    if missing:
        sys.exit(f"metadata.txt lacks {', '.join(missing)}")
    subprocess.run([str(ROOT / "scripts" / "translations.sh"), "check"], check=True)
    subprocess.run([str(ROOT / "scripts" / "translations.sh"), "build"], check=True)
    subprocess.run([sys.executable, str(ROOT / "scripts" / "help.py")], check=True)
    listed = subprocess.run(
        ["git", "ls-files", "--", *SHIPPED], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    built = ["i18n/soranome_ja.qm"]
    built += sorted(str(path.relative_to(ROOT)) for path in (ROOT / "resources/help").rglob("*") if path.is_file())
    absent = [name for name in SHIPPED if not (ROOT / name).exists()]
    if absent:
        sys.exit(f"{', '.join(absent)} missing")
    target = ROOT / "dist" / f"{NAME}-{general['version']}.zip"
    target.parent.mkdir(exist_ok=True)
    target.unlink(missing_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in [*listed, *built]:
            archive.write(ROOT / name, f"{NAME}/{name}")
    if target.stat().st_size > LARGEST:
        sys.exit(f"{target.name} is larger than 25 MB")
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.2f} MB, {len(listed) + len(built)} files")


if __name__ == "__main__":
    main()
