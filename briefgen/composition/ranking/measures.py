"""What the rules measure on a fact, each from 0 to 1 unless it says otherwise."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from briefgen.composition.ranking.desk import Desk
from briefgen.models import Context, Event, Fact, Figure, NextStep, Position
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


def corroborated(fact: Fact, desk: Desk) -> float:
    """How many originators tell it beside the first: 0, 1, 2, ..."""
    return len(desk.originators(fact)) - 1


def asked_for(fact: Fact, desk: Desk) -> float:
    """Whether it touches an issue of the brief or has a word of its title."""
    return float(
        (isinstance(fact, Position) and fact.issue is not None) or desk.subject.asks_for(telling(fact))
    )


def near_subject(fact: Fact, desk: Desk) -> float:
    """How common its terms are in the sources on the parties."""
    return desk.subject.nearness(telling(fact))


def in_focused_source(fact: Fact, desk: Desk) -> float:
    """How much its source is about the parties."""
    return desk.subject.focus_of(fact)


def names_parties(fact: Fact, desk: Desk) -> float:
    """The share of the brief's parties that it names."""
    return desk.parties_named(fact.about)


def names_another(position: Position, _: Desk) -> float:
    """Whether a party speaks of another one."""
    return float(bool(set(position.about) - {position.party}))


def own_words(position: Position, _: Desk) -> float:
    """Whether it is quoted whole."""
    return {"direct": 1.0, "mixed": 0.4, "indirect": 0.0}[position.mode]


def readable(fact: Fact, _: Desk) -> float:
    """1 for a comfortable length, 0 for another, -1 for one that tires."""
    words = len(fact.text.split())
    return 1.0 if words in COMFORTABLE else -1.0 if words > LONG else 0.0


def says_little(position: Position, _: Desk) -> float:
    """1 for an answer that only its question fills ("I don't know", "We'll see"); there words are few."""
    return float(len(key_terms(position.text)) < FEWEST_TERMS)


@cache
def _ranks() -> tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]:
    path = resources.files("briefgen.composition").joinpath("data", "seniority.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["office"]
    return tuple((row["rank"], _any_word(row["words"]), _any_word(row["not"])) for row in rows)


def _any_word(beginnings: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")", re.IGNORECASE)


def seniority(position: Position, _: Desk) -> float:
    """The rank of the speaker's office."""
    return _seniority(position.office or "")


@cache
def _seniority(office: str) -> float:
    ranks = (
        rank for rank, words, excluded in _ranks() if words.search(office) and not excluded.search(office)
    )
    return next(ranks, 0.3 if office else 0.0)


def broken_off(position: Position, _: Desk) -> float:
    """Whether the speaker stopped, or was interrupted."""
    return float(_BROKEN.search(position.text) is not None)


def is_question(position: Position, _: Desk) -> float:
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


def continues_another(fact: Fact, _: Desk) -> float:
    """Whether its words open as the sequel of others ("But that effort, too, ...")."""
    return float(_OPENS_AS_SEQUEL.match(telling(fact)) is not None)


def has_speaker(figure: Figure, _: Desk) -> float:
    """1 if somebody who speaks for a party gives the number, half for anybody else but the reporter."""
    return 1.0 if figure.party is not None else 0.5 if figure.speaker is not None else 0.0


def is_amount_or_share(figure: Figure, _: Desk) -> float:
    """Whether it is an amount of money or a share, which say more than a count."""
    unit = (figure.unit or "").partition("/")[0]
    return float(unit in _RATES or (len(unit) == 3 and unit.isupper()))


def is_small_count(figure: Figure, desk: Desk) -> float:
    """Whether it counts few things ("two countries")."""
    return float(figure.value < SMALL_COUNT and not is_amount_or_share(figure, desk))


def is_adjective(figure: Figure, _: Desk) -> float:
    """Whether the number only describes something else ("a 95-page report")."""
    return float(_ADJECTIVE.search(figure.text) is not None)


def is_spelt_loosely(figure: Figure, _: Desk) -> float:
    """Whether it has no digits ("half of them")."""
    return float(not any(character.isdigit() for character in figure.text))


def day_known(fact: Event | NextStep, _: Desk) -> float:
    """1 if its day is known, half for a longer time, 0 if it has no date."""
    return 0.0 if fact.date is None else 1.0 if fact.date.precision == "day" else 0.5


def near_in_time(fact: Event | NextStep, desk: Desk) -> float:
    """1 on the as-of date, half ten weeks before or after it, and so on."""
    return desk.nearness_in_time(fact.date)


def early(fact: Context | Event, desk: Desk) -> float:
    """How early it stands in its source."""
    return 1 - desk.place(fact)


def certain(step: NextStep, _: Desk) -> float:
    """1 for what is announced, half for what is expected, 0 for what is hoped."""
    return {"announced": 1.0, "expected": 0.5, "hoped": 0.0}[step.status]


def names_actor(step: NextStep, _: Desk) -> float:
    """Whether it says by name who acts."""
    return float(step.who is not None and any(word[:1].isupper() for word in step.who.split()))


def recent(fact: Fact, desk: Desk) -> float:
    """1 for what is published on the as-of date, half after ten weeks, and so on."""
    return desk.recency(fact)


def taken_back(position: Position, desk: Desk) -> float:
    """Whether a later statement of its party takes it back."""
    return float(position.id in desk.superseded)
