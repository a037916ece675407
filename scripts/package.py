"""Makes dist/soranome-VERSION.zip: what the QGIS plugin repository takes. Its rules are held in scripts/scan.py."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

from scan import flaws_of

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


def main() -> None:
    subprocess.run([str(ROOT / "scripts" / "translations.sh"), "check"], check=True)
    subprocess.run([str(ROOT / "scripts" / "translations.sh"), "build"], check=True)
    subprocess.run([sys.executable, str(ROOT / "scripts" / "help.py")], check=True)
    target = pack(ROOT / "dist")
    if flaws := flaws_of(target):
        sys.exit("\n".join(flaws))
    with zipfile.ZipFile(target) as archive:
        count = len(archive.namelist())
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.2f} MB, {count} files")


def pack(folder: Path) -> Path:
    """The zip of what is listed in git, the Japanese and the user guide as they were last built; in ``folder``."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    listed = subprocess.run(
        ["git", "ls-files", "--", *SHIPPED],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout.splitlines()  # fmt: skip
    built = [ROOT / "i18n" / "soranome_ja.qm", *sorted((ROOT / "resources" / "help").rglob("*"))]
    absent = [name for name in SHIPPED if not (ROOT / name).exists()]
    if absent:
        sys.exit(f"{', '.join(absent)} missing")
    names = [*sorted(listed), *(path.relative_to(ROOT).as_posix() for path in built if path.is_file())]
    folder.mkdir(exist_ok=True)
    target = folder / f"{NAME}-{metadata['general']['version']}.zip"
    target.unlink(missing_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            if (ROOT / name).is_file():  # deleted, but not yet so in git
                archive.write(ROOT / name, f"{NAME}/{name}")
    return target


if __name__ == "__main__":
    main()
