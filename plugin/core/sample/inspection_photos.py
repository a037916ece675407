"""Photos of the made scene: a slope drawn with what the inspector found on it, and what a phone writes beside."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import ExifTags, Image, ImageDraw, ImageFont

_SIZE = (960, 720)
_SKY, _RIDGE, _SLOPE = (188, 214, 236), (98, 128, 104), (86, 122, 70)
_GROUND = {
    "fill": (151, 112, 74),
    "cut": (176, 138, 96),
    "stockpile": (139, 98, 66),
    "clearcut": (140, 130, 80),
    "roof": (120, 126, 140),
    "solar": (40, 52, 92),
    "ploughed": (112, 84, 60),
}
_TURNED = 6
"""EXIF orientation of a picture stored lying on its side, to be turned right by 90°."""


@dataclass(frozen=True)
class Shot:
    """One photo: what is written into it and beside it. ``taken`` is local time (``2026:11:20 10:15:00``), degrees
    JGD2011; ``turned``: stored lying on its side."""

    label: str
    kind: str
    taken: str
    direction_deg: float
    latitude: float
    longitude: float
    turned: bool = False


def draw(shot: Shot, rng: np.random.Generator) -> bytes:
    """The photo as a JPEG file with EXIF."""
    width, height = _SIZE
    image = Image.new("RGB", _SIZE, _SKY)
    pen = ImageDraw.Draw(image)
    pen.polygon(_ridge(rng, 0.35, 0.08), fill=_RIDGE)
    left, right = rng.uniform(0.42, 0.55), rng.uniform(0.62, 0.78)
    pen.polygon([(0, height * left), (width, height * right), (width, height), (0, height)], fill=_SLOPE)
    ground = _GROUND.get(shot.kind)
    if ground:
        middle, half = width * rng.uniform(0.4, 0.6), width * rng.uniform(0.16, 0.28)
        top = height * (left + right) / 2
        outline = [(middle - 0.7 * half, top + 20), (middle + 0.7 * half, top + 40)]
        outline += [(middle + half, top + 210), (middle - half, top + 190)]
        pen.polygon(outline, fill=ground)
        for step in range(1, 6):  # layers of soil, furrows, rows of panels
            y = top + 30 + 30 * step
            pen.line([(middle - half, y), (middle + half, y + 12)], fill=tuple(int(c * 0.8) for c in ground), width=3)
    else:
        for x in np.arange(30, width, 55) + rng.uniform(-12, 12, len(np.arange(30, width, 55))):
            y = height * (left + (right - left) * x / width)
            pen.polygon([(x - 26, y + 40), (x, y - 90), (x + 26, y + 40)], fill=(52, 88, 52))
    font = ImageFont.load_default(34)
    pen.rectangle((0, height - 100, width, height), fill=(20, 28, 36))
    label = shot.label.encode("ascii", "replace").decode()
    pen.text((24, height - 92), label, fill="white", font=font)
    pen.text((24, height - 50), f"{shot.taken[:16]}  {shot.direction_deg:.0f} deg", fill="white", font=font)
    exif = _exif(shot)
    if shot.turned:
        image = image.transpose(Image.Transpose.ROTATE_90)
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=80, exif=exif)
    return stream.getvalue()


def _ridge(rng: np.random.Generator, level: float, roughness: float) -> list[tuple[float, float]]:
    width, height = _SIZE
    xs = np.linspace(0, width, 9)
    ys = height * (level + roughness * rng.uniform(-1, 1, len(xs)))
    return [(0, height), *zip(xs.tolist(), ys.tolist()), (width, height)]


def _exif(shot: Shot) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SoraNoMe"
    exif[ExifTags.Base.Orientation] = _TURNED if shot.turned else 1
    exif.get_ifd(ExifTags.IFD.Exif).update(
        {ExifTags.Base.DateTimeOriginal: shot.taken, ExifTags.Base.OffsetTimeOriginal: "+09:00"}
    )
    gps = ExifTags.GPS
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            gps.GPSLatitudeRef: "N",
            gps.GPSLatitude: _sexagesimal(shot.latitude),
            gps.GPSLongitudeRef: "E",
            gps.GPSLongitude: _sexagesimal(shot.longitude),
            gps.GPSImgDirectionRef: "T",
            gps.GPSImgDirection: shot.direction_deg,
        }
    )
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole, minutes = int(degrees), degrees % 1 * 60
    return float(whole), float(int(minutes)), round(minutes % 1 * 60, 4)
