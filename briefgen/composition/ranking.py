"""How central a fact is: named rules, each with its weight, in one place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from briefgen.models import DocumentRecord, Fact, Figure, Outline, Position

COMFORTABLE = range(6, 36)
"""A statement of so many words reads well in a table cell."""
LONG = 55
"""More words than this tire the reader."""

_CONSENT, _REFUSAL = frozenset({"accepts", "offers"}), frozenset({"rejects", "criticises"})
_OPPOSITES = dict.fromkeys(_CONSENT, _REFUSAL) | dict.fromkeys(_REFUSAL, _CONSENT)
_BROKEN = re.compile(r" [–—-]{1,2} I |\.\.\.|…(?! )|[–—-]{1,2}$")
_OPENS_UNRESOLVED = re.compile(r"(?:it|he|she|they|this|that|these|those)\b", re.IGNORECASE)
_HEADS_OF_GOVERNMENT = re.compile(
    r"\b(?:president|premier|prime minister|chancellor|king|queen)\b", re.IGNORECASE
)
_MINISTERS = re.compile(r"\b(?:minister|secretary|ambassador|director|chief|commissioner)\b", re.IGNORECASE)


class Rule(NamedTuple):
    """A reason for a fact to come first: `measure` gives 0 to 1 (or more), `weight` what that is worth."""

    name: str
    weight: float
    measure: Callable[[Position, Desk], float]


class Desk(NamedTuple):
    """What ranking looks up: the sources' records, the outline, and all positions."""

    documents: Mapping[str, DocumentRecord]
    outline: Outline
    positions: tuple[Position, ...] = ()

    @classmethod
    def of(cls, facts: Sequence[Fact], documents: Sequence[DocumentRecord], outline: Outline) -> Desk:
        """The desk for all facts of a brief."""
        positions = tuple(fact for fact in facts if isinstance(fact, Position))
        return cls({record.source.id: record for record in documents}, outline, positions)

    def originators(self, fact: Position | Figure) -> frozenset[str]:
        """Who first published what a fact rests on; reprints of one agency's text are one originator."""
        return frozenset(self.documents[source].originator for source in fact.sources)

    def superseded(self, fact: Position) -> bool:
        """Whether the same party says the opposite on the same issue in a later source."""
        opposite = _OPPOSITES.get(fact.stance, frozenset())
        return fact.first_published is not None and any(
            later.party == fact.party
            and later.issue == fact.issue is not None
            and later.stance in opposite
            and later.first_published is not None
            and later.first_published > fact.first_published
            for later in self.positions
        )

    def recency(self, fact: Position) -> float:
        """1 for a statement published on the as-of date, half after ten weeks, and so on; 0 if undated."""
        if fact.first_published is None or self.outline.as_of is None:
            return 0.0
        weeks = (self.outline.as_of - fact.first_published).days / 7
        return float(0.5 ** (max(0.0, weeks) / 10))


def _complete_quote(position: Position) -> float:
    return {"direct": 1.0, "mixed": 0.4, "indirect": 0.0}[position.mode]


def _length(position: Position) -> float:
    words = len(position.text.split())
    return 1.0 if words in COMFORTABLE else -1.0 if words > LONG else 0.0


@cache
def _ranks() -> tuple[tuple[float, re.Pattern[str], re.Pattern[str]], ...]:
    path = resources.files("briefgen.composition").joinpath("data", "seniority.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["office"]
    return tuple((row["rank"], _any_word(row["words"]), _any_word(row["not"])) for row in rows)


def _any_word(beginnings: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, beginnings)) + ")", re.IGNORECASE)


def _seniority(position: Position) -> float:
    office = position.office or ""
    ranks = (
        rank for rank, words, excluded in _ranks() if words.search(office) and not excluded.search(office)
    )
    return next(ranks, 0.3 if office else 0.0)


def leans_on_its_article(position: Position) -> bool:
    """Whether a statement opens with a word that means something only beside the sentence before it.

    A first word that has a gloss is resolved.
    """
    opens = _OPENS_UNRESOLVED.match(position.text)
    starts = {(gloss.source, gloss.start) for gloss in position.glosses}
    first = position.evidence[0]
    return position.mode != "direct" and opens is not None and (first.source, first.start) not in starts


RULES: tuple[Rule, ...] = (
    Rule("told by several originators", 3.0, lambda p, desk: len(desk.originators(p)) - 1),
    Rule("early in its article", 2.0, lambda p, _: 1 - p.order),
    Rule("in the speaker's own words", 2.5, lambda p, _: _complete_quote(p)),
    Rule("short enough to read at a glance", 1.0, lambda p, _: _length(p)),
    Rule("recent", 2.0, lambda p, desk: desk.recency(p)),
    Rule("seniority of the speaker", 1.0, lambda p, _: _seniority(p)),
    Rule("on an issue of the brief", 1.0, lambda p, _: float(p.issue is not None)),
    Rule("speaks of another party", 2.0, lambda p, _: float(bool(set(p.about) - {p.party}))),
    Rule("taken back by a later statement", -2.0, lambda p, desk: float(desk.superseded(p))),
    Rule("broken off or interrupted", -1.5, lambda p, _: float(_BROKEN.search(p.text) is not None)),
    Rule("does more than state", 0.5, lambda p, _: float(p.stance != "states")),
)


def score(position: Position, desk: Desk) -> float:
    """How central a position is: the sum of all rules."""
    return sum((rule.weight * rule.measure(position, desk) for rule in RULES), start=0.0)


def best_first(positions: list[Position], desk: Desk) -> list[Position]:
    """The positions by score; equals by place, then by id."""
    return sorted(positions, key=lambda p: (-score(p, desk), p.order, p.id))
