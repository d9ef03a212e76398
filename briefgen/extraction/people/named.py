"""A person of a text and the places where the text names one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.extraction.people.offices import SHARED, Office
from briefgen.extraction.people.runs import surname
from briefgen.extraction.people.wordlists import Sex

_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(words: str) -> str:
    """`words` with U+FFFD for lone surrogates, which no UTF-8 file can hold; as long as before."""
    return _SURROGATE.sub("\ufffd", words)


class Mention(NamedTuple):
    """A person named at ``text[start:end]``, by the full name or a part of it."""

    start: int
    end: int
    person: int
    full: bool


@dataclass(slots=True)
class Named:
    """A person of the text.

    Attributes:
        name: the full name as it first stands.
        start: where it stands.
        end: where it ends.
        key: the words of the name.
        sex: what titles and the given name tell.
        offices: what the text says the person is, in order.
        descriptions: all words of those offices and of the titles, in lower case.
        evidence: phrases that tell the party.
    """

    name: str
    start: int
    end: int
    key: tuple[str, ...]
    sex: Sex = "-"
    offices: list[Office] = field(default_factory=list)
    descriptions: set[str] = field(default_factory=set)
    evidence: list[str] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The part of the name by which later mentions call the person."""
        return surname(self.key)

    def office(self) -> Office | None:
        """The office to print: words beside the name win, then the longest, then the first."""
        own = [office for office in self.offices if office.rank < SHARED]
        return min(own, key=lambda office: (office.rank, office.start - office.end), default=None)
