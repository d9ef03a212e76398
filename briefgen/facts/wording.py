"""Comparing wordings: contractions, quotation marks and word endings make no difference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?(?:\.[^\W_]+\.?)*")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}")
_CONTRACTIONS = (
    ("won't", "will not"),
    ("can't", "can not"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'m", " am"),
    ("it's", "it is"),
    ("that's", "that is"),
    ("there's", "there is"),
)
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ives", "ive", "ions", "ion", "ers", "er")
_INFLECTIONS = ("ies", "es", "ed", "s", "e", "y")


@cache
def words_of(name: str) -> frozenset[str]:
    """The entries of the data file `name`: one a line, lower case, ``#`` begins a comment."""
    text = resources.files("briefgen.facts").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def normalise(text: str) -> str:
    """The words of `text` in lower case, contractions written out, marks dropped.

    >>> normalise("We've invited the U.S.,")
    'we have invited the us'
    """
    lowered = _INITIALS.sub(lambda found: found[0].replace(".", ""), text.lower())
    lowered = lowered.replace("’", "'").replace("co-op", "coop")
    for short, full in _CONTRACTIONS:
        lowered = lowered.replace(short, full)
    return " ".join(_WORD.findall(lowered))


def stem(word: str) -> str:
    """A word without its ending; related words share it ("cooperation", "cooperate").

    >>> stem("supplies") == stem("supply"), stem("needed") == stem("needs")
    (True, True)
    """
    for ending in (*_ENDINGS, *_INFLECTIONS):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def key_terms(text: str) -> frozenset[str]:
    """The stems of the content words of `text`."""
    stop = words_of("stop_words.txt")
    return frozenset(stem(word) for word in normalise(text).split() if word not in stop)


def contained(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of the smaller set that the two have in common, from 0 to 1."""
    return len(some & others) / (min(len(some), len(others)) or 1)


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
