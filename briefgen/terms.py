"""Comparing wordings: contractions, quotation marks and word endings make no difference.

It lies below the stages: facts are merged by it over sources, and matched by it over editions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?(?:\.[^\W_]+\.?)*")
_INITIALS = re.compile(r"\b((?:[a-z]\.){2,})(?:['’]s\b)?")
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
def read_words(package: str, name: str) -> frozenset[str]:
    """The entries of the data file `name` of `package`: one a line, lower case, ``#`` begins a comment."""
    text = resources.files(package).joinpath("data", name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip().lower() for line in text.splitlines())
    return frozenset(line for line in lines if line)


def beginning_with(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of `phrases`, from the beginning of a word on, in lower-case text.

    Without phrases it finds nothing.
    """
    longest_first = sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else r"(?!)")


def touches(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern of `beginning_with` finds anything in `text`, in any case and with either apostrophe.

    >>> touches(beginning_with(["China's"]), "CHINA’S chemicals")
    True
    """
    return pattern.search(text.lower().replace("’", "'")) is not None


def normalise(text: str) -> str:
    """The words of `text` in lower case, contractions written out, marks dropped.

    >>> normalise("We've invited the U.S.,")
    'we have invited the us'
    """
    lowered = _INITIALS.sub(lambda found: found[1].replace(".", ""), text.lower())
    lowered = lowered.replace("’", "'").replace("co-op", "coop")
    if "'" in lowered:
        for short, full in _CONTRACTIONS:
            lowered = lowered.replace(short, full)
    return " ".join(_WORD.findall(lowered))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A word without its ending; related words share it ("cooperation", "cooperate").

    >>> stem("supplies") == stem("supply"), stem("needed") == stem("needs")
    (True, True)
    """
    for ending in (*_ENDINGS, *_INFLECTIONS):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1 << 8)
def key_terms(text: str) -> frozenset[str]:
    """The stems of the content words of `text`; "China's" is "China"."""
    stop = read_words("briefgen", "stop_words.txt")
    words = (word for word in normalise(text).split() if word not in stop)
    return frozenset(stem(word if word[:-2] in stop else word.removesuffix("'s")) for word in words)


def contained(some: frozenset[str], others: frozenset[str]) -> float:
    """The share of the smaller set that the two have in common, from 0 to 1."""
    return len(some & others) / (min(len(some), len(others)) or 1)
