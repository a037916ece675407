"""QR codes, read back by a decoder that shares nothing with the encoder (ISO/IEC 18004)."""

import re

import numpy as np
import pytest

from soranome.plugin.core.fieldwork.map_links import google_maps, gsi_maps
from soranome.plugin.core.fieldwork.papers.qr import QUIET_MODULES, qr_svg

# Version → (codewords of correction per block, data codewords of each block) at level M (table 9).
_BLOCKS = {3: (26, [44]), 4: (18, [32, 32]), 5: (24, [43, 43]), 6: (16, [27] * 4)}
_MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, c: r % 2,
    lambda r, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)


def modules(svg: str) -> np.ndarray:
    """The dark modules of an SVG of horizontal strokes, without the quiet zone."""
    width = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    picture = np.zeros((width, width), bool)
    strokes = re.findall(r' d="([^"]*)"', svg)[-1]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", strokes):
        values = [float(number) for number in numbers.split()]
        if command == "M":
            x, y = values
        elif command == "m":
            x, y = x + values[0], y + values[1]
        else:
            picture[int(y), int(x) : int(x + values[0])] = True
            x += values[0]
    assert not picture[:QUIET_MODULES].any() and not picture[:, -QUIET_MODULES:].any()
    return picture[QUIET_MODULES:-QUIET_MODULES, QUIET_MODULES:-QUIET_MODULES]


def is_function(size: int) -> np.ndarray:
    """Where finders, timing, alignment and format lie (versions 2 to 6)."""
    taken = np.zeros((size, size), bool)
    taken[:9, :9] = taken[:9, -8:] = taken[-8:, :9] = True
    taken[6] = taken[:, 6] = True
    taken[size - 9 : size - 4, size - 9 : size - 4] = True
    return taken


def decode(code: np.ndarray) -> tuple[str, list[list[int]], int]:
    """The text of a symbol in byte mode, its blocks with correction, and codewords of correction per block."""
    size = len(code)
    version = (size - 17) // 4
    bits = [code[8, c] for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [code[r, 8] for r in (7, 5, 4, 3, 2, 1, 0)]
    form = int("".join("01"[int(bit)] for bit in bits), 2) ^ 0b101010000010010
    assert form >> 13 == 0b00, "level M"
    mask, taken, stream = _MASKS[form >> 10 & 7], is_function(size), []
    column, upward = size - 1, True
    while column > 0:
        column -= column == 6
        for row in range(size - 1, -1, -1) if upward else range(size):
            for at in (column, column - 1):
                if not taken[row, at]:
                    stream.append(int(code[row, at]) ^ (mask(row, at) == 0))
        column, upward = column - 2, not upward
    words = [int("".join(map(str, stream[i : i + 8])), 2) for i in range(0, len(stream) - 7, 8)]
    correction, lengths = _BLOCKS[version]
    count = len(lengths)
    total = sum(lengths)
    blocks = [words[i:total:count] + words[total + i : total + correction * count : count] for i in range(count)]
    data = [word for block, length in zip(blocks, lengths) for word in block[:length]]
    text = "".join(f"{word:08b}" for word in data)
    assert text[:4] == "0100", "byte mode"
    length = int(text[4:12], 2)
    return bytes(int(text[12 + 8 * i : 20 + 8 * i], 2) for i in range(length)).decode(), blocks, correction


def syndromes(block: list[int], correction: int) -> list[int]:
    """Remainders of a Reed–Solomon block at the roots of its generator; all zero where nothing is wrong."""
    power = [1]
    for _ in range(254):
        power.append(power[-1] << 1 ^ (0x11D if power[-1] & 0x80 else 0))
    log = {value: at for at, value in enumerate(power)}
    found = []
    for root in range(correction):
        value = 0
        for word in block:
            value = (power[(log[value] + root) % 255] if value else 0) ^ word
        found.append(value)
    return found


@pytest.mark.parametrize(
    "address", [gsi_maps(35.716289, 139.081775), google_maps(35.716289, 139.081775), gsi_maps(-0.5, 9.25)]
)
def test_a_code_says_the_address_and_corrects_itself(address):
    text, blocks, correction = decode(modules(qr_svg(address)))
    assert text == address
    for block in blocks:
        assert syndromes(block, correction) == [0] * correction
    blocks[0][3] ^= 0x40
    assert any(syndromes(blocks[0], correction))
