"""What the rules measure on a fact by itself, each from 0 to 1 unless it says otherwise."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from briefgen.models import Event, Fact, Figure, NextStep, Position
from briefgen.terms import key_terms

COMFORTABLE = range(6, 36)
"""A statement of so many words reads well in a table cell."""
LONG = 55
"""More words than this tire the reader."""
FEWEST_TERMS = 2
"""A statement with fewer words that say something says nothing by itself."""
SMALL_COUNT = 10
"""Smaller counts of things are seldom what a brief is read for."""

_BROKEN = re.compile(r" [–—-]{1,2} I |\.\.\.|…(?! )|[–—-]{1,2}$")
_OPENS_UNRESOLVED = re.compile(r"(?:it|he|she|they|this|that|these|those)\b", re.IGNORECASE)
_OPENS_AS_SEQUEL = re.compile(
    r"(?:and|but|so|also|yet|or|nor|it|he|she|they|this|that|these|those|such|however|then|still|instead"
    r"|therefore|meanwhile|moreover|thus)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(r"[\w)]-[a-z]")
_RATES = frozenset({"percent", "percentage points", "basis points", "fraction"})


def telling(fact: Fact) -> str:
    """The words that say what a fact is about: for a figure the clause that it stands in."""
    return fact.what if isinstance(fact, Figure) else fact.text


def names_another(position: Position) -> float:
    """Whether a party speaks of another one."""
    return float(bool(set(position.about) - {position.party}))


def own_words(position: Position) -> float:
    """Whether it is quoted whole."""
    return {"direct": 1.0, "mixed": 0.4, "indirect": 0.0}[position.mode]


def readable(fact: Fact) -> float:
    """1 for a comfortable length, 0 for another, -1 for one that tires."""
    words = len(fact.text.split())
    return 1.0 if words in COMFORTABLE else -1.0 if words > LONG else 0.0


def says_little(position: Position) -> float:
    """1 for an answer that only its question fills ("I don't know", "We'll see"); there words are few."""
    return float(len(key_terms(position.text)) < FEWEST_TERMS)


@cache
def _ranks() -> tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]:
    path = resources.files("briefgen.composition").joinpath("data", "seniority.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["office"]
    return tuple((row["rank"], _any_word(row["words"]), _any_word(row["not"])) for row in rows)


def _any_word(beginnings: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")", re.IGNORECASE)


def seniority(position: Position) -> float:
    """The rank of the speaker's office."""
    return _seniority(position.office or "")


@cache
def _seniority(office: str) -> float:
    ranks = (
        rank for rank, words, excluded in _ranks() if words.search(office) and not excluded.search(office)
    )
    return next(ranks, 0.3 if office else 0.0)


def broken_off(position: Position) -> float:
    """Whether the speaker stopped, or was interrupted."""
    return float(_BROKEN.search(position.text) is not None)


def is_question(position: Position) -> float:
    """Whether it asks rather than tells ("Why would we not?")."""
    return float(position.text.rstrip("\"”'’) ").endswith("?"))


def leans_on_its_article(position: Position) -> bool:
    """Whether a statement opens with a word that means something only beside the sentence before it.

    A first word that has a gloss is resolved.
    """
    opens = _OPENS_UNRESOLVED.match(position.text)
    starts = {(gloss.source, gloss.start) for gloss in position.glosses}
    first = position.evidence[0]
    return position.mode != "direct" and opens is not None and (first.source, first.start) not in starts


def continues_another(fact: Fact) -> float:
    """Whether its words open as the sequel of others ("But that effort, too, ...")."""
    return float(_OPENS_AS_SEQUEL.match(telling(fact)) is not None)


def has_speaker(figure: Figure) -> float:
    """1 if somebody who speaks for a party gives the number, half for anybody else but the reporter."""
    return 1.0 if figure.party is not None else 0.5 if figure.speaker is not None else 0.0


def is_amount_or_share(figure: Figure) -> float:
    """Whether it is an amount of money or a share, which say more than a count."""
    unit = (figure.unit or "").partition("/")[0]
    return float(unit in _RATES or (len(unit) == 3 and unit.isupper()))


def is_small_count(figure: Figure) -> float:
    """Whether it counts few things ("two countries")."""
    return float(figure.value < SMALL_COUNT and not is_amount_or_share(figure))


def is_adjective(figure: Figure) -> float:
    """Whether the number only describes something else ("a 95-page report")."""
    return float(_ADJECTIVE.search(figure.text) is not None)


def is_spelt_loosely(figure: Figure) -> float:
    """Whether it has no digits ("half of them")."""
    return float(not any(character.isdigit() for character in figure.text))


def day_known(fact: Event | NextStep) -> float:
    """1 if its day is known, half for a longer time, 0 if it has no date."""
    return 0.0 if fact.date is None else 1.0 if fact.date.precision == "day" else 0.5


def certain(step: NextStep) -> float:
    """1 for what is announced, half for what is expected, 0 for what is hoped."""
    return {"announced": 1.0, "expected": 0.5, "hoped": 0.0}[step.status]


def names_actor(step: NextStep) -> float:
    """Whether it says by name who acts."""
    return float(step.who is not None and any(word[:1].isupper() for word in step.who.split()))
