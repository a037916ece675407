"""Photos inspectors took: found by the names in a list, looked at, and copied to the register, each once.

A photo is kept as it came, byte by byte, under the fingerprint of its content:
``<register>_photos/<site>/<first 16 digits of SHA-256>.<ext>``. It has its name before the register knows of it, so that a
run killed in between leaves a copy nobody refers to, which the next run finds and takes.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import os
import re
import struct
import unicodedata
import warnings
import zlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from ...dates import JAPAN
from ...errors import OutputError
from ...files import scratch_beside, unwritable
from ...foreign import is_reserved
from ...tasks import Progress, Silent, check_cancelled
from ...text import QT_TRANSLATE_NOOP
from .values import Wrong
from .xlsx import UNREADABLE

MAX_PHOTO = 1_000_000_000
"""Bytes above which a file is taken for something else than a photo."""
_PIECE = 1 << 20
_HEIF = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif"}
_MAX_DECODED = 50_000_000  # pixels; a progressive JPEG takes three bytes of memory for each
_DECODED = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif", "TIFF": "tif", "BMP": "bmp"}
_BROKEN = (
    SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, AttributeError, EOFError, MemoryError, RuntimeError,
    struct.error, zlib.error,
)  # fmt: skip
"""What Pillow's decoders stumble with over a picture made to do harm, besides its own errors."""


@dataclass(frozen=True)
class Entry:
    """A file that may be a photo: ``path`` below its folder (NFC, /), ``real`` the same as it is written there, bytes,
    how to open it; ``outside``: a link that leads out of the folder."""

    path: str
    real: str
    size: int
    open: Callable[[], BinaryIO]
    outside: bool = False


@dataclass(frozen=True)
class Picture:
    """A photo that was looked at. ``taken_at`` UTC; direction in degrees, place in degrees WGS 84; None where unknown.

    ``is_whole``: not a JPEG that ends too early."""

    entry: Entry
    sha256: str
    ending: str
    taken_at: str | None = None
    direction_deg: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_whole: bool = True


class NoPhoto(Wrong):
    """No file has the name of a photo."""


class PhotoIndex:
    """The files among which names are looked up: first below ``base``, then anywhere, then in ``others``."""

    def __init__(self, entries: Sequence[Entry], base: str = "", others: Sequence[Entry] = ()):
        self._base = base
        self._places = [_by_name(entries), _by_name(others)]
        self._whole = {_key(entry.path): entry for entry in entries}

    def find(self, name: str) -> Entry:
        """The file called ``name``, whatever its case; raises :class:`Wrong` where there is none, or are several."""
        path = _key(str(PurePosixPath(self._base, name)))
        if path in self._whole:
            return _inside(self._whole[path])
        wanted = _key(name)
        for by_name in self._places:
            found = [e for e in by_name[PurePosixPath(wanted).name] if f"/{_key(e.path)}".endswith(f"/{wanted}")]
            if not found and not PurePosixPath(wanted).suffix:
                found = by_name[f"{PurePosixPath(wanted).name}."]
            if len(found) > 1 and len({_digest(_inside(entry)) for entry in found}) > 1:
                raise Wrong(
                    QT_TRANSLATE_NOOP("SoraNoMe", "There are {count} different photos of this name."),
                    QT_TRANSLATE_NOOP("SoraNoMe", "Write the folder before the name, as in {example}."),
                    count=len(found),
                    example=found[0].path,
                )
            if found:
                return _inside(found[0])
        raise NoPhoto(
            QT_TRANSLATE_NOOP("SoraNoMe", "There is no photo of this name; the rest of the row is taken as it is."),
            QT_TRANSLATE_NOOP(
                "SoraNoMe", "Put the photo beside the list, into a folder “photos”, and import the same file again."
            ),
        )


def _by_name(entries: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Entries by name, and by name without ending followed by a full stop."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        name = PurePosixPath(_key(entry.path))
        found[name.name].append(entry)
        if name.suffix.lstrip(".") in {*_DECODED.values(), "jpeg", "tiff", "heic", "heif", "avif"}:
            found[f"{name.stem}."].append(entry)
    return found


def _key(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()


def _inside(entry: Entry) -> Entry:
    if entry.outside:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "This is a link that leads out of the folder of the photos."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Put the photo itself into the folder."),
        )
    return entry


def _digest(entry: Entry, progress: Progress | None = None) -> str:
    try:
        with entry.open() as file:
            digest = hashlib.sha256()
            while piece := file.read(_PIECE):
                check_cancelled(progress or Silent())
                digest.update(piece)
    except UNREADABLE as error:
        raise _unreadable(error) from error
    return digest.hexdigest()


def _unreadable(error: Exception) -> Wrong:
    return Wrong(
        QT_TRANSLATE_NOOP("SoraNoMe", "The photo cannot be read ({detail}); the rest of the row is taken as it is."),
        QT_TRANSLATE_NOOP("SoraNoMe", "Copy the photo again, and import the same file again."),
        detail=error,
    )


def look_at_photo(entry: Entry, progress: Progress | None = None) -> Picture:
    """What ``entry`` shows of itself; raises :class:`Wrong` where it is no picture, or too large for one."""
    if entry.size > MAX_PHOTO:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The file has {size} MB, more than the {limit} MB a photo may have."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Save the photo smaller, and import the same file again."),
            size=entry.size // 1_000_000,
            limit=MAX_PHOTO // 1_000_000,
        )
    try:
        with entry.open() as file:
            start = file.read(32)
        ending, about = ("heic", {}) if _is_heif(start) else _decoded(entry)
    except UNREADABLE as error:
        raise _unreadable(error) from error
    if not ending:
        raise Wrong(
            QT_TRANSLATE_NOOP("SoraNoMe", "The file is no picture; the rest of the row is taken as it is."),
            QT_TRANSLATE_NOOP("SoraNoMe", "Give the photo as it came from the camera (JPEG, PNG, HEIC, WebP, TIFF)."),
        )
    return Picture(entry, _digest(entry, progress), ending, **about)


def _is_heif(start: bytes) -> bool:
    return start[4:8] == b"ftyp" and start[8:12] in _HEIF


def _decoded(entry: Entry) -> tuple[str, dict]:
    """Ending by content and what is known of it; "" where Pillow finds no picture.

    Nothing is decoded but JPEG, at an eighth of its size, to see whether it is whole.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), entry.open() as file:
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.init()
            # MPO is opened as JPEG, and has no name of its own there.
            formats = tuple(name for name in _DECODED if name in Image.OPEN)
            with Image.open(file, formats=formats) as image:
                ending = _DECODED[image.format]
                about = _exif(image)
                size = image.width * image.height
                image.verify()
            if ending == "jpg" and size <= _MAX_DECODED:
                about["is_whole"] = _is_whole(file)
        return ending, about
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return "", {}
    except OSError:
        raise
    except _BROKEN:
        return "", {}


def _is_whole(file: BinaryIO) -> bool:
    """Whether all of a JPEG is there; phones write things of their own behind its end."""
    from PIL import Image

    file.seek(0)
    with Image.open(file, formats=("JPEG",)) as image:
        image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
        try:
            image.load()
        except (OSError, *_BROKEN):
            return False
    return True


def _exif(image) -> dict:
    """What EXIF (CIPA DC-008) says of time, direction and place; nothing where it says nonsense."""
    about: dict = {}
    if image.format == "PNG" and "exif" not in image.info:
        return about  # Pillow would decode all of it to look behind the picture
    with contextlib.suppress(Exception):  # written by anybody
        exif = image.getexif()
        detail, place = exif.get_ifd(0x8769), exif.get_ifd(0x8825)
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            # DateTimeOriginal, DateTimeDigitized, DateTime; each with its own offset from UTC.
            for day, offset in ((detail.get(0x9003), 0x9011), (detail.get(0x9004), 0x9012), (exif.get(0x0132), 0x9010)):
                if str(day or "").strip("\0 :"):
                    about["taken_at"] = _taken_at(str(day), str(detail.get(offset) or ""))
                    break
        with contextlib.suppress(ValueError, TypeError, ZeroDivisionError, KeyError):
            # Also where it is from magnetic north, 7–8° west in Tokyo: nobody holds a phone that steadily.
            direction = float(place[17])
            about["direction_deg"] = round(direction % 360, 2) % 360 if 0 <= direction <= 360 else None
        with contextlib.suppress(ValueError, TypeError, ZeroDivisionError, KeyError):
            latitude, longitude = _degrees(place[2], place[1], "S"), _degrees(place[4], place[3], "W")
            if abs(latitude) <= 90 and abs(longitude) <= 180 and (latitude, longitude) != (0, 0):
                about |= {"latitude": latitude, "longitude": longitude}
    return about


def _taken_at(text: str, offset: str) -> str | None:
    """UTC as the register writes it; a camera that does not say its zone is taken to show Japan's time."""
    taken = datetime.strptime(text.strip("\0 "), "%Y:%m:%d %H:%M:%S")
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)", offset.strip("\0 "))
    zone = JAPAN
    if found:
        shift = timedelta(hours=int(found[2]), minutes=int(found[3]))
        zone = timezone(-shift if found[1] == "-" else shift)
    return taken.replace(tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _degrees(parts, reference: str, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        raise ValueError
    return round(-value if str(reference).strip("\0 ").upper() == negative else value, 7)


class PhotoStore:
    """The folder photos are kept in; ``relative_to`` is the folder of the register, None for a database."""

    def __init__(self, folder: Path, relative_to: Path | None, progress: Progress | None = None):
        self._folder, self._relative_to, self._progress = folder, relative_to, progress or Silent()
        self._cleaned: set[Path] = set()
        self._touched: set[Path] = set()

    def keep(self, site: str, picture: Picture) -> str:
        """Copy ``picture`` where it is not there yet; its path as the register is to know it.

        Raises :class:`OutputError` where it cannot be written.
        """
        target = self._folder / _folder_of(site) / f"{picture.sha256[:16]}.{picture.ending}"
        try:
            if not (target.is_file() and target.stat().st_size == picture.entry.size):
                target.parent.mkdir(parents=True, exist_ok=True)
                self._clean(target.parent)
                self._copy(picture, target)
        except UNREADABLE as error:
            raise unwritable(target, error) from error
        return self.name_of(target)

    def settle(self) -> None:
        """Bring the names of all copies to the disk, before the register knows of them; Windows does so by itself."""
        for folder in sorted(self._touched) if os.name == "posix" else ():
            try:
                handle = os.open(folder, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)
            except OSError as error:
                raise unwritable(folder, error) from error
        self._touched.clear()

    def name_of(self, path: Path) -> str:
        if self._relative_to is not None and path.is_relative_to(self._relative_to):
            return path.relative_to(self._relative_to).as_posix()
        return path.as_posix()

    def holds(self, name: str, sha256: str) -> bool:
        """Whether ``name``, as :meth:`keep` returned it, is a photo of this folder with that content."""
        path = Path(os.path.realpath((self._relative_to or Path()) / name))
        if not path.is_relative_to(os.path.realpath(self._folder)) or not path.is_file():
            return False
        with contextlib.suppress(Wrong):
            return _digest(Entry(name, name, 0, lambda: open(path, "rb"))) == sha256
        return False

    def _clean(self, folder: Path) -> None:
        """Remove what a killed run left half written; the register's lock keeps others out."""
        if folder not in self._cleaned:
            self._cleaned.add(folder)
            for leftover in folder.glob(".soranome-*"):
                leftover.unlink(missing_ok=True)

    def _copy(self, picture: Picture, target: Path) -> None:
        scratch = scratch_beside(target)
        digest = hashlib.sha256()
        try:
            with picture.entry.open() as source, open(scratch, "wb") as file:
                while piece := source.read(_PIECE):
                    check_cancelled(self._progress)
                    digest.update(piece)
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if digest.hexdigest() != picture.sha256:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "The photo {name} changed while it was copied. Nothing was entered; import again once all photos "
                        "have arrived.",
                    ),
                    name=picture.entry.path,
                )
            os.replace(scratch, target)
            self._touched |= {target.parent, self._folder, self._folder.parent}
        finally:
            scratch.unlink(missing_ok=True)


def _folder_of(site: str) -> str:
    """A name of a folder every system takes; site codes may be edited by hand."""
    name = re.sub(r"[^\w-]", "_", unicodedata.normalize("NFC", site))[:80]
    return f"_{name}" if not name or is_reserved(name) else name
