"""Which sources of a fact have its words, and which report the same in words of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz import fuzz

from briefgen.models import GAP, FactBase

SAME_WORDS = 85.0
"""From this share of equal characters on, a source has the words that are printed, in percent."""
SMALL = 3
"""Words of more letters than this may not differ."""


class Sources(NamedTuple):
    """Ids of the sources of a fact: those with its words, and those with others."""

    same: tuple[str, ...]
    otherwise: tuple[str, ...]


def sources_by_wording(fact: FactBase) -> Sources:
    """The fact's sources, told apart by whether they have the words of its text.

    "Blinken will host the first ministerial on July 7" supports "Blinken will host on Friday the first
    meeting of at least 84 countries", but does not hold it.
    """
    wanted = _plain(fact.text)
    same: list[str] = []
    otherwise: list[str] = []
    for source in fact.sources:
        pieces = [e.exact for e in fact.evidence if e.source == source and e.role == "statement"]
        alike = any(_alike(_plain(words), wanted) for words in (*pieces, GAP.join(pieces)))
        (same if alike else otherwise).append(source)
    if not same:
        same, otherwise = otherwise[:1], otherwise[1:]
    return Sources(tuple(same), tuple(otherwise))


def _alike(words: str, wanted: str) -> bool:
    """Whether two wordings are the same but for small words ("we've", "we have")."""
    differing = set(words.split()) ^ set(wanted.split())
    small = all(len(word) <= SMALL or word == "have" for word in differing)
    return small and fuzz.ratio(words, wanted) >= SAME_WORDS


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
