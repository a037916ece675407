"""A lock of our own beside a register on a file share: who writes, since when, and what to do when he is gone.

SQLite's locks depend on what the share's server makes of them, and tell nobody who holds them. This one is a file,
``<register>.lock``, made with O_CREAT | O_EXCL, which every server does atomically. SQLite's own write lock is taken
inside it all the same, so a lock file that somebody deletes by hand costs the name of the holder, not rows.

Its holder rewrites it every few seconds. Whoever waits judges by the content he reads changing or not while his own
clock runs: clocks of two computers are never compared.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
import sys
import threading
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from ..errors import OutputError
from ..files import unwritable
from ..processes import is_running, process_space
from ..tasks import Progress, check_cancelled
from ..text import QT_TRANSLATE_NOOP, Message

BEAT_S = 5.0
"""The holder shows that it lives this often."""
STALE_S = 45.0
"""A lock whose content has not changed for so long while we looked belongs to nobody any more."""
_EMPTY_S = 5.0  # made, but not yet written: a moment's matter, unless its maker was killed in it
_LOOK_S = 0.2
_VANISHING_S = 3.0  # Windows: a file being deleted denies access for a moment


class LockFile:
    """The right to write ``path``, held from ``__enter__`` to ``__exit__``.

    ``__enter__`` waits up to ``wait_s`` seconds and raises :class:`OutputError`, which names the holder, after them;
    or where the lock cannot be made at all. ``beat_s`` and ``stale_s`` are there for tests.
    """

    def __init__(
        self,
        path: str | os.PathLike,
        wait_s: float,
        progress: Progress,
        beat_s: float = BEAT_S,
        stale_s: float = STALE_S,
    ):
        self.path = Path(f"{path}.lock")
        self._register, self._wait_s, self._progress = Path(path), wait_s, progress
        self._beat_s, self._stale_s = beat_s, stale_s
        self._token = uuid.uuid4().hex
        self._beats = 0
        self._stop = threading.Event()
        self._since = _now()

    def __enter__(self) -> LockFile:
        self._acquire()
        self._thread = threading.Thread(target=self._keep_alive, name="register lock", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        self._thread.join()
        if self.held():
            _remove(self.path)

    def held(self) -> bool:
        """Whether the lock file is still ours: nobody took it for dead, nobody deleted it."""
        return (_read(self.path) or {}).get("token") == self._token

    # -- taking it -----------------------------------------------------------------------------

    def _acquire(self) -> None:
        start = time.monotonic()
        watched, unchanged_since = None, start
        said = False
        while not self._make(self.path):
            check_cancelled(self._progress)
            now = time.monotonic()
            content = _raw(self.path)
            if content is None:
                continue  # just released
            if content != watched:
                watched, unchanged_since = content, now
            holder = _parse(content)
            patience_s = self._stale_s if content else min(_EMPTY_S, self._stale_s)
            if _died_here(holder) or now - unchanged_since > patience_s:
                self._break(content)
                continue
            if now - start > self._wait_s:
                raise OutputError(
                    QT_TRANSLATE_NOOP(
                        "SoraNoMe",
                        "{path} is being written by {holder}. Wait until that run has ended, then run again. If it has "
                        "ended already, delete {lock}.",
                    ),
                    path=self._register,
                    holder=_name(holder),
                    lock=self.path,
                )
            if not said:
                said = True
                text = QT_TRANSLATE_NOOP("SoraNoMe", "Waiting: the register is being written by {holder}.")
                self._progress.report(0, Message(text, {"holder": _name(holder)}))
            time.sleep(_LOOK_S)

    def _make(self, path: Path) -> bool:
        """Make the lock file ``path``; False where it is there already."""
        give_up = time.monotonic() + _VANISHING_S
        while True:
            try:
                handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
                break
            except FileExistsError:
                return False
            except OSError as error:
                if not isinstance(error, PermissionError) or sys.platform != "win32" or time.monotonic() > give_up:
                    raise _no_lock(self._register, error) from error
                time.sleep(_LOOK_S)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(self._content())
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            _remove(path)
            raise unwritable(self._register, error) from error
        return True

    def _break(self, content: bytes) -> None:
        """Remove the dead lock that holds ``content``. One at a time: a second breaker could remove the first one's."""
        guard = self.path.with_name(f"{self.path.name}.break")
        if not self._make(guard):
            with contextlib.suppress(OSError):
                # Held for milliseconds; older by the file server's own clock means its maker was killed meanwhile.
                if _age_s(guard) > self._stale_s:
                    _remove(guard)
            time.sleep(_LOOK_S)
            return
        try:
            if _raw(self.path) == content:
                _remove(self.path)
        finally:
            _remove(guard)

    # -- holding it ----------------------------------------------------------------------------

    def _keep_alive(self) -> None:
        while not self._stop.wait(self._beat_s):
            self._beats += 1
            with contextlib.suppress(OSError):  # a moment without the share; the next beat may come through
                if self.held():
                    # In place: a replaced file could bring back a lock that was broken in between.
                    handle = os.open(self.path, os.O_WRONLY)
                    with os.fdopen(handle, "wb") as file:
                        file.write(self._content())

    def _content(self) -> bytes:
        about = {
            "token": self._token,
            "user": _user(),
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "processes": process_space(),
            "since": self._since,
            "beat": f"{self._beats:09d}",  # always the same length: it is rewritten in place
        }
        return json.dumps(about, ensure_ascii=False).encode()


def _no_lock(register: Path, error: OSError) -> OutputError:
    return OutputError(
        QT_TRANSLATE_NOOP(
            "SoraNoMe",
            "{path} cannot be updated: no lock file can be made beside it ({detail}). Ask for the right to write in "
            "that folder, or choose a register elsewhere.",
        ),
        path=register,
        detail=error.strerror or str(error),
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name in the environment, no account for the number
        return "?"


def _raw(path: Path) -> bytes | None:
    """Content of a lock file; None where it is gone, a question mark where it cannot be read just now."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return b"?"


def _parse(content: bytes) -> dict:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):  # killed between making and writing it
        return {}
    return found if isinstance(found, dict) else {}


def _read(path: Path) -> dict | None:
    content = _raw(path)
    return None if content is None else _parse(content)


def _name(holder: dict) -> Message:
    text = QT_TRANSLATE_NOOP("SoraNoMe", "{user} on {host} (process {pid}) since {since}")
    return Message(text, {key: holder.get(key, "?") for key in ("user", "host", "pid", "since")})


def _died_here(holder: dict) -> bool:
    """Whether the holder was a process of this computer that has ended."""
    if holder.get("host") != socket.gethostname() or holder.get("processes") != process_space():
        return False
    pid = holder.get("pid")
    return isinstance(pid, int) and pid > 0 and not is_running(pid)


def _age_s(path: Path) -> float:
    """Age of a file by the clock of the computer that keeps it."""
    probe = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}")
    try:
        probe.write_bytes(b"")
        return probe.stat().st_mtime - path.stat().st_mtime
    finally:
        _remove(probe)


def _remove(path: Path) -> None:
    """Remove ``path`` where it is; Windows refuses for as long as somebody who waits is reading it."""
    give_up = time.monotonic() + _VANISHING_S
    while True:
        try:
            path.unlink()
        except FileNotFoundError:
            return
        except PermissionError:
            if time.monotonic() > give_up:
                return
            time.sleep(_LOOK_S)
        else:
            return
