"""Known phrases of page furniture, found word by word in time linear in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefgen.reading.resources import table

_Index = dict[str, list[tuple[str, ...]]]
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")


def phrase_words(text: str) -> tuple[str, ...]:
    """The words that phrases are compared by: lower case, straight apostrophes, no punctuation."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


@cache
def _whole(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(phrase_words(phrase) for phrase in table("boilerplate")[kind].get("whole", ()))


@cache
def _index(kind: str, place: str) -> _Index:
    index: _Index = {}
    for phrase in table("boilerplate")[kind].get(place, ()):
        words = phrase_words(phrase)
        index.setdefault(words[0], []).append(words)
    return index


def is_whole_phrase(kind: str, words: Sequence[str]) -> bool:
    """Whether `words` are, all of them, a phrase of `kind` (a table of ``boilerplate.toml``)."""
    return tuple(words) in _whole(kind)


def begins_with_phrase(kind: str, words: Sequence[str], place: str = "begins") -> bool:
    """Whether `words` begin with a phrase of `kind` from its list `place`."""
    if not words:
        return False
    candidates = _index(kind, place).get(words[0], ())
    return any(tuple(words[: len(phrase)]) == phrase for phrase in candidates)


def count_phrases(kind: str, words: Sequence[str]) -> int:
    """How many phrases of `kind` stand anywhere in `words`."""
    index = _index(kind, "contains")
    count = 0
    for position, word in enumerate(words):
        candidates = index.get(word)
        if candidates:
            count += sum(
                1 for phrase in candidates if tuple(words[position : position + len(phrase)]) == phrase
            )
    return count
