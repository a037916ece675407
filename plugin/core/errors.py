"""Errors a person can act on: which input, what is wrong, what to do."""

from __future__ import annotations

from .text import QT_TRANSLATE_NOOP, Message


class SoraNoMeError(Exception):
    """Base of all errors raised on purpose.

    ``template`` is an English sentence marked with ``QT_TRANSLATE_NOOP``; ``values`` fill its
    holes. ``str(error)`` is English; ``error.message.say(translate)`` any other language.
    """

    def __init__(self, template: str, **values):
        self.message = Message(template, values)
        super().__init__(str(self.message))

    def __reduce__(self):
        # Raised by a worker on another machine, it arrives with its template, so that it can be translated here.
        return _again, (type(self), self.message)


class InputError(SoraNoMeError):
    """An input is missing, unreadable, or does not fit the others."""


class OutputError(SoraNoMeError):
    """A result cannot be written."""


class ClusterError(SoraNoMeError):
    """The scheduler or its workers cannot be used, or were lost."""


class Cancelled(SoraNoMeError):
    """The user stopped the run; nothing was written under a final name."""

    def __init__(self):
        super().__init__(QT_TRANSLATE_NOOP("SoraNoMe", "The run was cancelled; no result was written."))


def _again(kind: type[SoraNoMeError], message: Message) -> SoraNoMeError:
    return kind() if kind is Cancelled else kind(message.template, **message.values)
