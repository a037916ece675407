"""Dates and height datums of two captures, and whether their heights may be put side by side.

Heights of Japan were revised on 2025-04-01 (測地成果2024, JGD2024): surveys before and after it differ by up to some
decimetres with no ground having moved. Islands have sea levels of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..errors import InputError
from ..text import QT_TRANSLATE_NOOP, Message
from .catalogue import Catalogue
from .crs import HEIGHTS
from .places import revised_heights

REFUSE, SAME, OFFSET = "refuse", "same", "offset"
HEIGHT_CHANGES = REFUSE, SAME, OFFSET


@dataclass(frozen=True)
class Epoch:
    """When a capture was made (ISO dates, empty where unknown) and its height datums (codes of HEIGHTS, or names)."""

    first: str
    last: str
    heights: tuple[str, ...]
    stated: bool
    """Whether the user gave the date."""

    @property
    def dates(self) -> str:
        return self.first if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def height(self) -> str:
        """Names of its height datums for people; – where unknown."""
        return ", ".join(HEIGHTS[code][0] if code in HEIGHTS else code for code in self.heights) or "–"


def epoch_of(catalogue: Catalogue, given: str = "") -> Epoch:
    """The epoch of ``catalogue``: the date ``given`` (ISO), else the creation dates in the headers.

    A creation date may be that of a conversion; raises :class:`InputError` where ``given`` is no date.
    """
    heights = tuple(sorted({tile.decision.height for tile in catalogue.tiles if tile.decision.height}))
    if given:
        try:
            day = date.fromisoformat(given).isoformat()
        except ValueError:
            raise InputError(
                QT_TRANSLATE_NOOP("SoraNoMe", "{word} is no date. Write dates as 2024-07-31."), word=given
            ) from None
        return Epoch(day, day, heights, True)
    days = sorted(tile.header.created.isoformat() for tile in catalogue.tiles if tile.header.created)
    return Epoch(days[0], days[-1], heights, False) if days else Epoch("", "", heights, False)


def height_offset(base: Epoch, new: Epoch, change: str, offset_m: float) -> tuple[float, list[Message]]:
    """Metres to add to the heights of NEW, and what to warn of.

    Raises :class:`InputError` where ``change`` is :data:`REFUSE` and the datums differ, or are not known and the dates
    lie on both sides of the revision. Where neither datums nor dates are known, a warning says so.
    """
    if change == OFFSET:
        return offset_m, []
    if change == SAME:
        return 0.0, []
    if base.heights and new.heights:
        if base.heights != new.heights or len(base.heights) > 1:
            raise InputError(
                QT_TRANSLATE_NOOP(
                    "SoraNoMe",
                    "The heights of BASE ({base}) and NEW ({new}) refer to different datums. Say by HEIGHT_CHANGE how to "
                    "bring them together: “offset” with HEIGHT_OFFSET (metres to add to NEW), or “same” if they are the "
                    "same after all.",
                ),
                base=base.height,
                new=new.height,
            )
        return 0.0, []
    if base.first and new.first:
        sides = {revised_heights(day) for day in (base.first, base.last, new.first, new.last)}
        if len(sides) == 1:
            return 0.0, []
        raise InputError(
            QT_TRANSLATE_NOOP(
                "SoraNoMe",
                "BASE ({base}) and NEW ({new}) lie on both sides of 2025-04-01, when the heights of Japan were revised, and "
                "the files do not say which heights they hold. Say it by HEIGHT_CHANGE: “same” if both hold the same "
                "heights, “offset” with HEIGHT_OFFSET (metres to add to NEW); or give BASE_DATE and NEW_DATE if the "
                "dates in the files are wrong.",
            ),
            base=base.dates,
            new=new.dates,
        )
    warning = Message(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "Neither the height datums nor the dates of both captures are known (BASE: {base}, NEW: {new}); that their "
            "heights agree was only checked on the ground. Heights of Japan were revised on 2025-04-01.",
        ),
        {"base": f"{base.dates or '–'}, {base.height}", "new": f"{new.dates or '–'}, {new.height}"},
    )
    return 0.0, [warning]
