"""Which amounts and dates two wordings differ in that differ in nothing else."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from briefgen.models import Aspect, AspectChange

__all__ = ["DATE_WORDS", "changed_phrases"]

DATE_WORDS = frozenset(
    name.lower()
    for names in (calendar.month_name, calendar.month_abbr, calendar.day_name)
    for name in names
    if name
)
_NUMBER = re.compile(r"[^\w\s]?\d[\d,.]*(?:%|st|nd|rd|th|bn|m)?")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_BEFORE_YEARS = frozenset({"in", "of", "since", "by", "until", "from", "during", "early", "late", "mid"})


def changed_phrases(before: str, after: str) -> tuple[AspectChange, ...]:
    """The amounts and the dates that changed, if no other word did; else none."""
    first, second = (_words(text) for text in (before, after))
    found: dict[Aspect, list[tuple[str, str]]] = {}
    for start, end in _differing(first, second):
        some, others = (_phrase(words, start, end) for words in (first, second))
        if some is None or others is None or some[0] != others[0]:
            return ()
        found.setdefault(some[0], []).append((some[1], others[1]))
    return tuple(
        AspectChange(aspect=aspect, before="; ".join(a for a, _ in told), after="; ".join(b for _, b in told))
        for aspect, told in found.items()
    )


def _words(text: str) -> list[str]:
    return [word.strip(".,;:!?()[]\"'“”‘’") for word in text.split()]


def _differing(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where texts of as many words differ, from the first word to the one after the last."""
    if len(first) != len(second):
        yield 0, 0
        return
    places = [at for at, words in enumerate(zip(first, second, strict=True)) if words[0] != words[1]]
    for _, run in groupby(enumerate(places), key=lambda item: item[1] - item[0]):
        ends = [at for _, at in run]
        yield ends[0], ends[-1] + 1


def _phrase(words: Sequence[str], start: int, end: int) -> tuple[Aspect, str] | None:
    """Whether the words are a date or an amount, and the whole of it."""
    if start == end or not all(_is_date_word(word) or _NUMBER.fullmatch(word) for word in words[start:end]):
        return None
    near = words[max(0, start - 1) : end + 1]
    year = _YEAR.fullmatch(words[start]) and words[max(0, start - 1)].lower() in _BEFORE_YEARS
    if not year and not any(_is_date_word(word) for word in near):
        return "value", " ".join(words[start : end + 1])
    while start and _is_date_word(words[start - 1]):
        start -= 1
    while end < len(words) and (_is_date_word(words[end]) or _YEAR.fullmatch(words[end])):
        end += 1
    return "date", " ".join(words[start:end])


def _is_date_word(word: str) -> bool:
    return word.lower() in DATE_WORDS
