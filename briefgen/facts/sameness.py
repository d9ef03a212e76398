"""When two facts are the same, and which are worth comparing: by party, speaker, date, value and terms."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from sys import intern

from rapidfuzz import fuzz

from briefgen.facts.blocking import Pairs, Rule, grouped
from briefgen.facts.likeness import Likeness
from briefgen.models import FactKind
from briefgen.terms import contained

SAME_WORDS = 87.0
"""From this share of equal characters on, two wordings are the same, in percent."""
MORE_TERMS = 1
"""So many key terms may one of two equal wordings have that the other has not."""
SAME_TERMS = 0.72
"""From this share of common key terms on, two wordings by one speaker are the same statement."""
SAME_OCCASION = 0.5
"""The same for two sources that report what one speaker said on one day, or tell of one dated step."""
SAME_STEP = 0.8
"""The same for two steps of which one has no date."""
FEWEST_TERMS = 5
"""Fewer common key terms than this say nothing."""
NEAR_VALUE = 0.2
"""Two values of one thing apart by no more than this share are one figure that sources put differently."""
SAME_TOPIC = 0.5
"""From this share of common key terms around them on, two amounts or rates are of one thing."""
TOPIC_OF_LONGER = 0.25
"""The least share that these are of the terms around the other one."""
FEWEST_TOPIC_TERMS = 3
"""Fewer common key terms than this do not show that two amounts or rates are of one thing."""

Terms = frozenset[str]
_Blocks = Callable[[Likeness], Iterable[Hashable]]
_Same = Callable[[Likeness, Likeness, Terms, Terms], bool]


def same_facts(facts: Sequence[Likeness]) -> list[list[int]]:
    """The numbers of the facts, all of one kind, in groups of the same: each in order, and by their first.

    Facts that differ in nothing but their source are compared with others once.
    """
    if not facts:
        return []
    rules, pairs, same = _KINDS[facts[0].kind]
    twins: dict[Hashable, list[int]] = {}
    for number, fact in enumerate(facts):
        twins.setdefault(common_to_twins(fact, number), []).append(number)
    ones = [facts[numbers[0]] for numbers in twins.values()]
    terms = [frozenset(map(intern, fact.terms.split())) for fact in ones]
    groups = grouped(ones, terms, rules, lambda a, b: same(ones[a], ones[b], terms[a], terms[b]), pairs)
    members = list(twins.values())
    return [sorted(number for one in group for number in members[one]) for group in groups]


def common_to_twins(fact: Likeness, place: Hashable) -> Hashable:
    """What facts have in common that differ in nothing but their source; what is no twin has its place.

    A fact that is not the same as itself, because it says too little, is no twin of its equals.
    """
    return fact._replace(sources=()) if same_pair(fact, fact) else place


def same_pair(a: Likeness, b: Likeness) -> bool:
    """Whether two facts are the same; it makes no difference which comes first."""
    if a.kind != b.kind or a.subject != b.subject or not _near_in_value(a, b):
        return False
    return _KINDS[a.kind][2](a, b, frozenset(a.terms.split()), frozenset(b.terms.split()))


def _near_in_value(a: Likeness, b: Likeness) -> bool:
    """Whether the values of two figures are the same or near; what has none is near everything."""
    if a.values is None or b.values is None:
        return True
    first, second = a.values[0], b.values[0]
    return a.values == b.values or abs(first - second) <= NEAR_VALUE * max(abs(first), abs(second))


def filed_under(fact: Likeness) -> tuple[str, ...]:
    """The keys that an index of facts has for this one: see `sought_under`."""
    return tuple(_keys(fact, [filed for filed, _ in _KEYS[fact.kind]]))


def sought_under(fact: Likeness) -> tuple[str, ...]:
    """The keys of all facts that may be the same as this one: each is filed under one of them."""
    return tuple(_keys(fact, [sought for _, sought in _KEYS[fact.kind]]))


def _keys(fact: Likeness, blocks: Sequence[_Blocks]) -> Iterator[str]:
    for number, keys in enumerate(blocks):
        for key in keys(fact):
            yield json.dumps((fact.kind, number, key), ensure_ascii=False, separators=(",", ":"))


def _same_position(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two are of one party, by one speaker, and say the same."""
    if a.subject != b.subject or not (a.speaker == b.speaker or not a.named or not b.named):
        return False
    if _same_wording(a, b, some, others) and (a.speaker == b.speaker or some == others):
        return True
    two_reports = a.days is not None and a.days == b.days and not set(a.sources) & set(b.sources)
    share = SAME_OCCASION if two_reports else SAME_TERMS
    return a.speaker == b.speaker and _same_terms(a, b, some, others, share)


def _same_figure(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two count one thing; where the values differ, only if two sources put it differently.

    Prices that rose by 23 percent in 2021 in one place and by 25 percent in 2022 in another are two figures.
    """
    if a.values is None or b.values is None or a.subject != b.subject:
        return False
    same_topic = _same_topic(some, others)
    if a.values == b.values:
        return (bool(some & others) if a.counted and b.counted else same_topic) and _nested(
            _years(a), _years(b)
        )
    beside = a.numbers == b.numbers and _nested(a.names, b.names)
    told_twice = same_topic and contained(some, others) >= SAME_TERMS
    return _near_in_value(a, b) and told_twice and beside and a.sources[0] != b.sources[0]


def _same_topic(some: Terms, others: Terms) -> bool:
    """Whether two clauses are of one thing: a long one that has all terms of a short one need not be."""
    common = len(some & others)
    return (
        common >= FEWEST_TOPIC_TERMS
        and contained(some, others) >= SAME_TOPIC
        and common >= TOPIC_OF_LONGER * max(len(some), len(others))
    )


def _years(figure: Likeness) -> str:
    return " ".join(number for number in figure.numbers.split() if re.fullmatch(r"(?:19|20)\d\d", number))


def _same_step(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two have the terms in common and, where both have one, the date; not each names another."""
    dated = a.days is not None and b.days is not None
    if (dated and not _overlap(a, b)) or not _nested(a.names, b.names):
        return False
    return contained(some, others) >= (SAME_OCCASION if dated else SAME_STEP)


def _same_event(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two overlap in time and in their terms, and not each names what the other does not."""
    return contained(some, others) >= SAME_TERMS and _overlap(a, b) and _nested(a.names, b.names)


def _same_context(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two sentences tell the same background."""
    if (a.names, a.numbers) != (b.names, b.numbers):
        return False
    return _same_wording(a, b, some, others) or _same_terms(a, b, some, others, SAME_TERMS)


def _same_wording(a: Likeness, b: Likeness, some: Terms, others: Terms) -> bool:
    """Whether two wordings are the same but for small words; another noun makes another statement."""
    if len(some ^ others) > MORE_TERMS or not (some <= others or others <= some):
        return False
    return fuzz.ratio(a.wording, b.wording, score_cutoff=SAME_WORDS) >= SAME_WORDS


def _same_terms(a: Likeness, b: Likeness, some: Terms, others: Terms, share: float) -> bool:
    """Whether two wordings have enough terms in common, and no other numbers."""
    return (
        len(some & others) >= FEWEST_TERMS
        and contained(some, others) >= share
        and set(a.numbers.split()) == set(b.numbers.split())
    )


def _nested(some: str, others: str) -> bool:
    """Whether all words of one are among those of the other."""
    first, second = set(some.split()), set(others.split())
    return first <= second or second <= first


def _overlap(a: Likeness, b: Likeness) -> bool:
    if a.days is None or b.days is None:
        return a.days is b.days
    return a.days[0] <= b.days[1] and b.days[0] <= a.days[1]


def _by_words(fact: Likeness) -> Hashable:
    """Its party and its terms; `_by_fewer_words` finds those that have one term less."""
    return fact.subject, fact.terms


def _by_fewer_words(fact: Likeness) -> Iterable[Hashable]:
    terms = fact.terms.split()
    fewer = (" ".join(terms[:at] + terms[at + 1 :]) for at in range(len(terms)))
    return ((fact.subject, some) for some in (fact.terms, *fewer))


def _by_terms(fact: Likeness) -> Iterable[Hashable]:
    return (_by_words(fact),)


def _by_name(fact: Likeness) -> Iterable[Hashable]:
    return ((fact.subject, fact.speaker),)


def _by_speaker(fact: Likeness) -> Iterable[Hashable]:
    return ((fact.subject, fact.speaker, fact.numbers),)


def _by_occasion(fact: Likeness) -> Iterable[Hashable]:
    return ((fact.subject, fact.speaker, fact.numbers, fact.days),) if fact.days else ()


def _by_names(fact: Likeness) -> Iterable[Hashable]:
    return ((fact.numbers, fact.names),)


def _by_value(fact: Likeness) -> Iterable[Hashable]:
    return ((fact.subject, fact.values),)


def _by_magnitude(fact: Likeness) -> Iterable[Hashable]:
    """Cells of two grids over the logarithms of values: two values that are near share one of them."""
    value = abs(fact.values[0]) if fact.values else 0.0
    if not value:
        return ()
    place = math.log(value) / (
        -2.01 * math.log(1 - NEAR_VALUE)
    )  # a little wider: no pair is lost to rounding
    sign = fact.values is not None and fact.values[0] > 0
    cells = (0, math.floor(place)), (1, math.floor(place + 0.5))
    return ((fact.subject, fact.numbers, sign, *cell) for cell in cells)


def _by_month(fact: Likeness) -> Iterable[Hashable]:
    """The months that its date touches; those that have no date share one block."""
    if fact.days is None:
        return (None,)
    first, last = (date.fromordinal(day) for day in fact.days)
    return range(first.year * 12 + first.month, last.year * 12 + last.month + 1)


def _whether_dated(fact: Likeness) -> Iterable[Hashable]:
    return (fact.days is not None,)


def _without_date(fact: Likeness) -> Iterable[Hashable]:
    """Where a step looks that is compared without dates: one of the two has none."""
    return (False,) if fact.days else (False, True)


def _if_dated(fact: Likeness) -> Iterable[Hashable]:
    return _by_month(fact) if fact.days else ()


_WORDING: Pairs[Likeness] = Pairs(_by_words, _by_fewer_words)

_KINDS: dict[FactKind, tuple[tuple[Rule[Likeness], ...], Pairs[Likeness] | None, _Same]] = {
    "position": (
        (
            Rule(SAME_TERMS, FEWEST_TERMS, _by_speaker),
            Rule(SAME_OCCASION, FEWEST_TERMS, _by_occasion),
        ),
        _WORDING,
        _same_position,
    ),
    "figure": (
        (Rule(0.0, 1, _by_value), Rule(SAME_TERMS, FEWEST_TOPIC_TERMS, _by_magnitude)),
        None,
        _same_figure,
    ),
    "event": ((Rule(SAME_TERMS, 1, _by_month),), None, _same_event),
    "next-step": (
        (
            Rule(SAME_OCCASION, 1, _if_dated),
            Rule(SAME_STEP, 1, _whether_dated, _without_date),
        ),
        None,
        _same_step,
    ),
    "context": ((Rule(SAME_TERMS, FEWEST_TERMS, _by_names),), _WORDING, _same_context),
}

_KEYS: dict[FactKind, tuple[tuple[_Blocks, _Blocks], ...]] = {
    "position": ((_by_name, _by_name), (_by_terms, _by_terms)),
    "figure": ((_by_value, _by_value), (_by_magnitude, _by_magnitude)),
    "event": ((_by_month, _by_month),),
    "next-step": ((_if_dated, _if_dated), (_whether_dated, _without_date)),
    "context": ((_by_names, _by_names),),
}
