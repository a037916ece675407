"""Words the core hands to its users: marked here, translated at the edge."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Translate = Callable[[str], str]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark ``text`` for translation and return it unchanged."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence with named holes; ``template`` is the English text marked for translation."""

    template: str
    values: dict = field(default_factory=dict)

    def say(self, translate: Translate = str) -> str:
        """The sentence in the language of ``translate``; a hole may itself hold a Message."""
        filled = {
            key: value.say(translate) if isinstance(value, Message) else value for key, value in self.values.items()
        }
        return translate(self.template).format(**filled)

    def __str__(self) -> str:
        return self.say()
