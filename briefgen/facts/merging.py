"""One statement in two sources is one fact with two pieces of evidence.

Facts are compared only where they share one of their rarest terms, so that merging stays close to linear in
their number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz

from briefgen.facts.grounding import identify
from briefgen.models import Context, Event, Evidence, Figure, NextStep, Position
from briefgen.terms import contained, key_terms, normalise, stem

SAME_WORDS = 87.0
"""From this share of equal characters on, two wordings are the same, in percent."""
SAME_TERMS = 0.72
"""From this share of common key terms on, two wordings by one speaker are the same statement."""
SAME_OCCASION = 0.5
"""The same for two sources that report what one speaker said on one day: they chose other words for it."""
FEWEST_TERMS = 5
"""Fewer common key terms than this say nothing."""
NEAR_VALUE = 0.2
"""Two values of one thing apart by no more than this share are one figure that sources put differently."""
SAME_TOPIC = 0.5
"""From this share of common key terms around them on, two amounts or rates are of one thing."""
FEWEST_TOPIC_TERMS = 3
"""Fewer common key terms than this do not show that two amounts or rates are of one thing."""
RAREST = 8
"""A fact is compared with those that have one of this many of its rarest terms."""

_PREFERENCE = {"direct": 0, "mixed": 1, "indirect": 2}

F = TypeVar("F", Position, Figure, Event, NextStep, Context)


def merge_positions(positions: Sequence[Position]) -> list[Position]:
    """Positions of the same party by the same speaker in the same words, or nearly, made one."""

    def same(a: Position, b: Position) -> bool:
        if a.party != b.party or not _same_speaker(a, b):
            return False
        if _same_wording(a.text, b.text):
            return True
        two_reports = a.date is not None and a.date == b.date and not set(a.sources) & set(b.sources)
        share = SAME_OCCASION if two_reports else SAME_TERMS
        return a.speaker == b.speaker and _same_terms(a.text, b.text, share)

    return [_one_position(group) for group in _groups(positions, same, lambda p: p.text)]


def merge_figures(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of the same thing made one; sources that put it differently are kept side by side."""
    return [_one_figure(group) for group in _groups(figures, _same_figure, lambda f: f"{f.unit} {f.what}")]


def merge_steps(steps: Sequence[NextStep]) -> list[NextStep]:
    """Steps of the same actor on the same date made one."""

    def same(a: NextStep, b: NextStep) -> bool:
        if a.date and b.date and not _overlap(a, b):
            return False
        share = contained(key_terms(a.text), key_terms(b.text))
        return share >= (0.5 if a.date and b.date else 0.8)

    return [
        _united(group, "next-step", key=lambda s: s.date is None) for group in _groups(steps, same, _text)
    ]


def merge_events(events: Sequence[Event]) -> list[Event]:
    """Events that overlap in time and in their terms made one."""

    def same(a: Event, b: Event) -> bool:
        return _overlap(a, b) and contained(key_terms(a.text), key_terms(b.text)) >= SAME_TERMS

    return [_united(group, "event") for group in _groups(events, same, _text)]


def merge_contexts(contexts: Sequence[Context]) -> list[Context]:
    """Background told twice made one."""

    def same(a: Context, b: Context) -> bool:
        return _same_wording(a.text, b.text) or _same_terms(a.text, b.text)

    return [_united(group, "context") for group in _groups(contexts, same, _text)]


def _text(fact: Position | Event | NextStep | Context) -> str:
    return fact.text


def _groups(facts: Sequence[F], same: Callable[[F, F], bool], words: Callable[[F], str]) -> list[list[F]]:
    """The facts in groups of the same; the first of each is what the others are compared with."""
    terms = [key_terms(words(fact)) for fact in facts]
    frequency = Counter(term for some in terms for term in some)
    groups: list[list[F]] = []
    index: dict[str, list[int]] = {}
    for fact, some in zip(facts, terms, strict=True):
        shared = [term for term in some if frequency[term] > 1]
        rarest = sorted(shared, key=lambda term: (frequency[term], term))[:RAREST]
        near = sorted({number for term in rarest for number in index.get(term, ())})
        alike = (number for number in near if any(same(one, fact) for one in _ends(groups[number])))
        home = next(alike, None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(fact)
        for term in shared:
            if index.setdefault(term, [home])[-1] != home:
                index[term].append(home)
    return groups


def _ends(group: list[F]) -> tuple[F, ...]:
    """The first of a group and the last: what a further report may resemble."""
    return (group[0],) if len(group) == 1 else (group[0], group[-1])


def _same_wording(a: str, b: str) -> bool:
    """Whether two wordings are the same but for small words; another noun makes another statement."""
    first, second = normalise(a), normalise(b)
    if fuzz.ratio(first, second, score_cutoff=SAME_WORDS) < SAME_WORDS:
        return False
    some, others = key_terms(a), key_terms(b)
    return some <= others or others <= some


def _same_terms(a: str, b: str, share: float = SAME_TERMS) -> bool:
    if _numbers(a) != _numbers(b):
        return False
    first, second = key_terms(a), key_terms(b)
    return len(first & second) >= FEWEST_TERMS and contained(first, second) >= share


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.,]\d+)*", text))


def _same_speaker(a: Position, b: Position) -> bool:
    """Whether two speakers may be one: the same name, or one of them is only an office or a group."""
    return a.speaker == b.speaker or a.office is None or b.office is None


def _overlap(a: Event | NextStep, b: Event | NextStep) -> bool:
    if a.date is None or b.date is None:
        return a.date is b.date
    (first, last), (begin, end) = a.date.days, b.date.days
    return first <= end and begin <= last


def _same_figure(a: Figure, b: Figure) -> bool:
    if stem((a.unit or "").lower()) != stem((b.unit or "").lower()):
        return False
    first, second = (key_terms(figure.what) - key_terms(figure.text) for figure in (a, b))
    same_topic = contained(first, second) >= SAME_TOPIC and len(first & second) >= FEWEST_TOPIC_TERMS
    if (a.value, a.value_high) == (b.value, b.value_high):
        counts_things = (a.unit or "").islower() and a.unit != "percent"
        return bool(first & second) if counts_things else same_topic
    apart = a.evidence[0].source != b.evidence[0].source
    near = abs(a.value - b.value) <= NEAR_VALUE * max(abs(a.value), abs(b.value))
    return apart and near and same_topic


def _distinct(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


def _united(group: Sequence[F], kind: str, key: Callable[[F], bool] = lambda _: False) -> F:
    """The first fact of the group (by `key`, then order) with the evidence of all."""
    first, *others = sorted(group, key=key)
    if not others:
        return first
    evidence = _distinct(item for fact in (first, *others) for item in fact.evidence)
    dates = [fact.first_published for fact in group if fact.first_published is not None]
    return first.model_copy(
        update={
            "id": identify(kind, first.text, evidence),
            "evidence": evidence,
            "first_published": min(dates, default=None),
            "about": tuple(sorted({party for fact in group for party in fact.about})),
            "hedges": tuple(sorted({hedge for fact in group for hedge in fact.hedges})),
        }
    )


def _one_position(group: Sequence[Position]) -> Position:
    """The most direct wording stands for all; office, date and issue come from whichever source has them."""
    ranked = sorted(group, key=lambda p: _PREFERENCE[p.mode])
    merged = _united(ranked, "position")
    if len(ranked) == 1:
        return merged
    named = next((p for p in ranked if p.office is not None), ranked[0])
    return merged.model_copy(
        update={
            "speaker": named.speaker,
            "office": max((p.office or "" for p in ranked), key=len) or None,
            "date": next((p.date for p in ranked if p.date is not None), None),
            "issue": next((p.issue for p in ranked if p.issue is not None), None),
            "order": min(p.order for p in ranked),
        }
    )


def _one_figure(group: Sequence[Figure]) -> Figure:
    merged = _united(group, "figure")
    accounts = tuple(dict.fromkeys(account for figure in group for account in figure.accounts))
    by_source = {account.source: account for account in reversed(accounts)}
    distinct = {(figure.value, figure.value_high, figure.modifier) for figure in group}
    return merged.model_copy(
        update={
            "accounts": accounts,
            "glosses": tuple(dict.fromkeys(gloss for figure in group for gloss in figure.glosses)),
            "differ": len(by_source) > 1 and len(distinct) > 1,
            "period": next((figure.period for figure in group if figure.period is not None), None),
        }
    )
