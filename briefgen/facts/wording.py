"""What words of a statement say about it: its hedges, its cue, the beginnings of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from briefgen.terms import normalise, read_words


def words_of(name: str) -> frozenset[str]:
    """The entries of the data file `name` of this package."""
    return read_words("briefgen.facts", name)


def begins_word(text: str, phrases: Iterable[str]) -> list[str]:
    """Those of `phrases` that stand in `text` from the beginning of a word on, in any case.

    >>> begins_word("US sanctions on banks", ["sanction", "ban ", "anction"])
    ['sanction']
    """
    lowered = text.lower().replace("’", "'")
    return [phrase for phrase in phrases if re.search(rf"(?<!\w){re.escape(phrase.lower())}", lowered)]


def hedges_in(text: str) -> tuple[str, ...]:
    """The words of `text` that limit its claim, sorted ("almost", "reportedly")."""
    words = f" {normalise(text)} "
    return tuple(sorted(hedge for hedge in words_of("hedges.txt") if f" {hedge} " in words))


def only_reports(cue: str) -> bool:
    """Whether attributing words say no more than that something was said ("said", "has repeatedly told")."""
    return _neutral_cue().search(cue.lower()) is not None


@cache
def _neutral_cue() -> re.Pattern[str]:
    forms: set[str] = set()
    for word in words_of("neutral_cues.txt"):
        base = word.removesuffix("e")
        forms |= {word, f"{word}s", f"{word}es", f"{base}ed", f"{base}ing"}
    return re.compile(r"\b(?:" + "|".join(sorted(forms, key=lambda form: (-len(form), form))) + r")\b")
