"""What a brief is about: as brief.toml says it, and as the sources show it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, repeat
from typing import NamedTuple

from briefgen.composition.ranking.gist import Gist
from briefgen.models import Outline, Party
from briefgen.parties.countries import countries
from briefgen.terms import beginning_with, key_terms, touches

TELLING_TERMS = 4
"""So many of a text's weightiest terms say how near to the subject it is."""
SHORTEST_TITLE_TERM = 4
"""Shorter words of a title are no subject."""
IN_PASSING = 0.15
"""A source of which fewer facts than this share name a second party is not about what lies between them."""


class Subject(NamedTuple):
    """What a brief is about.

    Attributes:
        asked: finds the terms of the brief's issues and the words of its title, in lower-case text.
        names: the terms of the parties' names, which say nothing about what lies between them.
        common: terms that several facts of sources on the parties share, each with its weight from 0 to 1.
        focus: for each source the share of its facts that name the party that is second in it.
        is_focused: whether any source is about the parties, so that others can be told from it.
        foremost: the party that most facts name, where there are others; it is part of every subject.
    """

    asked: re.Pattern[str]
    names: frozenset[str]
    common: Mapping[str, float]
    focus: Mapping[str, float]
    is_focused: bool
    foremost: str | None

    @classmethod
    def of(cls, gists: Sequence[Gist], outline: Outline) -> Subject:
        """The subject of the brief that `outline` asks for, as facts show it."""
        names = names_of(outline.parties)
        title = (term for term in key_terms(outline.title) - names if len(term) >= SHORTEST_TITLE_TERM)
        issues = (term for issue in outline.issues for term in issue.terms)
        named = [gist.named for gist in gists]
        counted = Counter(chain.from_iterable(named))
        ranked = sorted(counted, key=lambda party: (-counted[party], party))
        focus = _focus(gists, named, min(2, len(outline.parties)))
        return cls(
            beginning_with((*issues, *title)),
            names,
            _common(gists, focus, names),
            focus,
            any(share >= IN_PASSING for share in focus.values()),
            ranked[0] if len(outline.parties) > 1 and ranked else None,
        )

    def asks_for(self, text: str) -> bool:
        """Whether a text touches an issue of the brief, or has a word of its title."""
        return touches(self.asked, text)

    def nearness(self, terms: str) -> float:
        """From 0 to 1: how common in the sources on the parties the weightiest of `terms` are."""
        weights = sorted(map(self.common.get, terms.split(), repeat(0.0)), reverse=True)
        return sum(weights[:TELLING_TERMS]) / TELLING_TERMS

    def focus_of(self, gist: Gist) -> float:
        """From 0 to 1: how much the source that tells it most to the point is about the parties."""
        sources = gist.sources
        return self.focus[sources[0]] if len(sources) == 1 else max(map(self.focus.__getitem__, sources))

    def leaves_out(self, gist: Gist) -> bool:
        """Whether a fact is told in passing: its source is not about the parties as others are, nor is it."""
        if not self.is_focused or self.focus_of(gist) >= IN_PASSING:
            return False
        return not set(gist.about) - {self.foremost} and not self.asks_for(gist.telling)


def _focus(gists: Iterable[Gist], named: Iterable[frozenset[str]], place: int) -> dict[str, float]:
    """For each source the share of its facts that name the party in this place among those `named`."""
    told: dict[str, list[frozenset[str]]] = defaultdict(list)
    for gist, parties in zip(gists, named, strict=True):
        for source in gist.sources:
            told[source].append(parties)
    return {source: _share(facts, place) for source, facts in told.items()}


def _share(facts: Sequence[frozenset[str]], place: int) -> float:
    counts = sorted(Counter(chain.from_iterable(facts)).values(), reverse=True)
    return counts[place - 1] / len(facts) if 0 < place <= len(counts) else 0.0


def _common(gists: Sequence[Gist], focus: Mapping[str, float], names: frozenset[str]) -> dict[str, float]:
    """Terms that one fact alone has are common to nothing."""
    by_focus: dict[float, list[str]] = defaultdict(list)
    for gist in gists:
        by_focus[focus[gist.source]].append(gist.terms)
    told: dict[str, int] = defaultdict(int)
    worth: dict[str, float] = defaultdict(float)
    # Floats are summed in the order of the shares: in which order the facts come makes no difference.
    for share, terms in sorted(by_focus.items()):
        for term, times in Counter(" ".join(terms).split()).items():
            told[term] += times
            worth[term] += times * share
    shared = {term: worth[term] for term, times in told.items() if times > 1 and term not in names}
    most = max(shared.values(), default=0.0) or 1.0
    return {term: value / most for term, value in shared.items()}


def names_of(parties: Iterable[Party]) -> frozenset[str]:
    """The terms of the parties' names, which each statement between them has."""
    spelt = (name for p in parties for name in (p.name, *p.aliases, *_country_names(p.id)))
    return frozenset(term for name in spelt for term in key_terms(f"{name} {name}'s"))


@cache
def _country_names(party: str) -> tuple[str, ...]:
    country = countries().get(party)
    return (
        tuple(sorted(country.names | country.demonyms | country.people | country.capitals)) if country else ()
    )
