"""Text that must fit a box of paper: broken into lines, cut with "…" where there are too many."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

Measure = Callable[[str], float]
"""Width of one line of text, in any unit."""

# Signs that must not begin a line and those that must not end one (the common part of JIS X 4051).
_NOT_FIRST = "、。，．,.・：；:;！？!?）)」』】〕］]｝}〉》％%℃°ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞ…²³"
_NOT_LAST = "（(「『【〔［[｛{〈《"
ELLIPSIS = "…"


def fitted(text: str, width: float, lines: int, measure: Measure) -> tuple[str, bool]:
    """``text`` in at most ``lines`` lines no wider than ``width``, and whether all of it is there."""
    broken = wrapped(text, width, measure)
    if len(broken) <= lines:
        return "\n".join(broken), True
    kept = broken[: max(1, lines)]
    last = kept[-1]
    while last and measure(last + ELLIPSIS) > width:
        last = last[:-1]
    kept[-1] = last + ELLIPSIS
    return "\n".join(kept), False


def shortened(text: str, width: float, lines: int, measure: Measure) -> str:
    """As :func:`fitted` without its breaks, for a program that breaks lines itself."""
    shown, is_whole = fitted(text, width, lines, measure)
    if is_whole:
        return text
    left = sum(not sign.isspace() for sign in shown) - len(ELLIPSIS)
    for end, sign in enumerate(text):
        left -= not sign.isspace()
        if left < 0:
            return text[:end].rstrip() + ELLIPSIS
    return text


def wrapped(text: str, width: float, measure: Measure) -> list[str]:
    """Lines of ``text`` no wider than ``width``: Japanese breaks between any two signs, but for those that must not
    begin or end a line; other words at blanks, or where they must when wider than a line."""
    return [line for paragraph in text.splitlines() or [""] for line in _lines(paragraph, width, measure)]


def _lines(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line = ""
    for piece in _pieces(paragraph):
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            yield line.rstrip()
        line = piece.lstrip() if line.strip() else piece
        while measure(line.rstrip()) > width and len(line) > 1:
            fitting = _longest(line, width, measure)
            yield line[:fitting]
            line = line[fitting:]
    yield line.rstrip()


def _longest(text: str, width: float, measure: Measure) -> int:
    """How many signs from the start of ``text`` are no wider than ``width``; at least one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle]) <= width else (low, middle - 1)
    return low


def _pieces(paragraph: str) -> Iterator[str]:
    """Parts of a paragraph that stay together."""
    piece = ""
    for sign in paragraph:
        if piece and _may_break(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def _may_break(left: str, right: str) -> bool:
    if right == " " or right in _NOT_FIRST or left in _NOT_LAST:
        return False
    # A mark or a joiner belongs to the sign before it (emoji, accents).
    if unicodedata.category(right) in ("Mn", "Me", "Cf", "Sk") or left == "\u200d":
        return False
    return left in " \t　" or _is_wide(left) or _is_wide(right)


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
