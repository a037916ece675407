"""What the tests of hostile input share: files with damage in them, nasty texts, and what may be raised."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from soranome.plugin.core.errors import SoraNoMeError

ROOT = Path(__file__).resolve().parents[2]

NUMBERS = (
    "0", "-1", "1e308", "-1e308", "1e999", "nan", "inf", "-inf", "1e-320", "9" * 400, "9" * 5000, "1" + "0" * 30, "０",
    "１２３", "٣", "²", "1_000", "0x10", "1,5", "--1", "1e", "+", "1.2.3", "-9999", "2147483648", "18446744073709551616", "",
)  # fmt: skip
"""What stands where a number belongs."""

NAMES = (
    "../x", "..\\x", "/etc/passwd", "C:\\x", "C:x", "\\\\host\\share\\x", "a\0b", "CON", "nul.txt", "com1", "COM¹", "",
    ".", "..", "a" * 300, "あ" * 200, "x ", "x.", "a/../../b", "~/x", "a:b", "a\nb", "\u202ex", "\ud800", "=1+1", "@x", "-x",
    "+x", "${HOME}", "%PATH%", "{0}", "{a.__class__}", "%s", "<b>", "'; DROP TABLE sites;--",
)  # fmt: skip
"""What stands where a name belongs."""

numbers = st.one_of(st.sampled_from(NUMBERS), st.floats().map(repr), st.integers().map(str))
names = st.one_of(st.sampled_from(NAMES), st.text(max_size=12))
cells = st.one_of(numbers, names)


def refuses(call: Callable, *arguments, **options):
    """What ``call`` returns; None where it refuses with an error of ours, whose sentence must be whole.

    Anything else it raises is a fault, and goes on to the test.
    """
    try:
        return call(*arguments, **options)
    except SoraNoMeError as error:
        said = error.message.say()
        assert len(said) > 20 and said.rstrip()[-1] in ".)…", said
        return None


def mutated(*sound: bytes, most: int = 6) -> st.SearchStrategy[bytes]:
    """One of the ``sound`` files with bits turned, numbers made huge, pieces cut out, doubled or overwritten."""
    return st.builds(_mutate, st.sampled_from(sound), st.lists(_damage, min_size=1, max_size=most))


_HUGE = [struct.pack("<Q", n) for n in (0, 1, 0xFF, 0xFFFF, 10**9, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**64 - 1)]
_HUGE += [struct.pack("<d", n) for n in (1e308, -1e308, float("inf"), float("nan"), 1e-320)]
_damage = st.tuples(
    st.sampled_from(("bit", "number", "cut", "end", "double", "bytes", "early")),
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 2**20),
    st.sampled_from(_HUGE),
    st.binary(max_size=8),
)


def _mutate(data: bytes, damages) -> bytes:
    made = bytearray(data)
    for wanted, where, number, huge, some in damages:
        if not made:
            break
        kind, at = wanted, int(where * len(made))
        if wanted == "early":  # headers are short, and most of what can be done to a file is done there
            kind, at = ("bit", "number", "bytes")[number % 3], int(where * min(len(made), 400))
        if kind == "bit":
            made[at] ^= 1 << number % 8
        elif kind == "number":
            size = (1, 2, 4, 8)[number % 4]
            made[at : at + size] = huge[:size]
        elif kind == "cut":
            del made[at : at + 1 + number % 200]
        elif kind == "end":
            del made[at:]
        elif kind == "double":
            made[at:at] = made[at : at + 1 + number % 500]
        else:
            made[at : at + len(some)] = some
    return bytes(made)


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=6), cells),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=12,
)
DEEP = "[" * 100_000
"""JSON that only opens brackets: Python's reader raises RecursionError, which is no ValueError."""


def like(value) -> st.SearchStrategy:
    """JSON values shaped as ``value`` with one part or another replaced by something else, or taken away."""
    if isinstance(value, dict) and value:
        same = st.tuples(*(st.one_of(like(v), st.just(...)) for v in value.values())).map(
            lambda made: {key: new for key, new in zip(value, made) if new is not ...}
        )
        return st.one_of(st.just(value), same, json_values)
    if isinstance(value, list) and value:
        return st.one_of(st.just(value), st.lists(like(value[0]), max_size=3), json_values)
    return st.one_of(st.just(value), st.just(value), json_values)


def dumped(value) -> str:
    """As JSON with everything Python's reader takes: NaN, Infinity, lone surrogates."""
    return json.dumps(value, ensure_ascii=True)


@contextmanager
def made_file(data: bytes | str, name: str = "given"):
    """``data`` as a file in a folder of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        path = Path(folder) / name
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
        yield path


def table(header: list[str], rows: list[list[str]], mark: str = ",") -> str:
    """A table as text, quoted only where it must be."""
    quoted = [
        mark.join(
            f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & {mark, '"', "\n", "\r"} else cell for cell in row
        )
        for row in (header, *rows)
    ]
    return "\n".join(quoted) + "\n"


def in_little_memory(code: str, megabytes: int, *arguments) -> str:
    """What ``code`` prints in a process of its own that may take ``megabytes`` more than its libraries do.

    ``code`` sees ``call``, :func:`refuses`, and ``sys.argv``; its imports come before a line ``# go``. Killed after 60 s.
    """
    imports, go, work = code.partition("# go\n")
    assert go, "the code must say where its imports end"
    script = f"""
import resource, sys
sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]
import tests.conftest
from hostile_tools import refuses
{imports}
def taken():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmSize")).split()[1]) * 1024
limit = taken() + {megabytes} * 1_000_000
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
{work}
"""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    found = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT, check=False)
    assert found.returncode == 0, found.stderr[-2000:]
    return found.stdout
