"""What about a fact is not what it was, in words to print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.editions.matching import Pair, Trait, wording_key, words_of
from briefgen.editions.parts import hedges_of_cue
from briefgen.editions.phrases import DATE_WORDS, changed_phrases
from briefgen.editions.provenance import Standings, anchors
from briefgen.models import Aspect, AspectChange, Fact, Figure, NextStep, Position, When
from briefgen.printing import print_list, print_source, print_when
from briefgen.terms import normalise, stem

_NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")

_OF_WORDS: frozenset[Aspect] = frozenset({"stance", "status", "hedge"})
"""Aspects that follow from the words."""
_OF_FIRST_SOURCE: frozenset[Aspect] = frozenset({"stance", "status", "speaker", "party", "issue"})
"""Aspects that a merged fact has of its first source; what they are in another one is not kept."""


Sides = tuple[Standings, Standings]


def pair_aspects(pair: Pair, standings: Sides) -> tuple[AspectChange, ...]:
    """Every aspect in which two facts differ that are one, in the order of `Aspect`; none if they do not."""
    before, after = pair.before.fact, pair.after.fact
    found = _of_content(before, after, standings)
    if not _is_first_hand(pair.before) or not _is_first_hand(pair.after):
        found = [change for change in found if _is_known_of_each_source(change)]
    if _retold(before, after, standings):
        found = [change for change in found if not _is_of_first_telling(change, before, after, standings)]
    found += _corroboration(pair.before.whole or before, pair.after.whole or after, standings)
    found += _wording(before, after, found)
    order: Sequence[str] = Aspect.__args__  # type: ignore[attr-defined]
    return tuple(sorted(found, key=lambda change: order.index(change.aspect)))


def _is_first_hand(trait: Trait) -> bool:
    return trait.whole is None or trait.fact.sources[0] == trait.whole.sources[0]


def _is_known_of_each_source(change: AspectChange) -> bool:
    """Whether it is more than a merged fact's first source against another one of its sources."""
    if change.aspect == "date":
        return change.before is not None and change.after is not None
    return change.aspect not in _OF_FIRST_SOURCE


def _of_content(before: Fact, after: Fact, standings: Sides) -> list[AspectChange]:
    found = [
        *_of_figures(before, after, standings),
        *_of_statements(before, after),
        *_unlike("date", _printed(before.date), _printed(after.date)),
    ]
    return [*found, *_hedge(before, after, any(change.aspect == "value" for change in found))]


def _retold(before: Fact, after: Fact, standings: Sides) -> bool:
    """Whether a fact only has more sources, or fewer, and another one gives its words.

    A report that a speaker's own words come to stand beside says less than they do; nobody changed his mind.
    """
    first, second = anchors(before, standings[0]), anchors(after, standings[1])
    return first < second or second < first


def _is_of_first_telling(change: AspectChange, before: Fact, after: Fact, standings: Sides) -> bool:
    """Whether a fact that is only retold has an aspect otherwise because another source is its first now.

    That no source, or at last one, gives the date of a statement is more than that.
    """
    if change.aspect != "date" or _first(before, standings[0]) == _first(after, standings[1]):
        return change.aspect in _OF_WORDS
    return isinstance(before, Figure) or _is_known_of_each_source(change)


def _first(fact: Fact, standings: Standings) -> int:
    return standings[fact.sources[0]].token


def _unlike(aspect: Aspect, before: str | None, after: str | None) -> Iterator[AspectChange]:
    if before != after:
        yield AspectChange(aspect=aspect, before=before, after=after)


def _printed(when: When | None) -> str | None:
    return print_when(when) if when else None


def _of_figures(before: Fact, after: Fact, standings: Sides) -> Iterator[AspectChange]:
    if not isinstance(before, Figure) or not isinstance(after, Figure):
        return
    if _value(before, after) != _value(after, before):
        yield from _unlike("value", _amounts(before), _amounts(after))
    accounts = [_accounts(fact, side) for fact, side in zip((before, after), standings, strict=True)]
    if _is_told_otherwise(accounts, lambda account: account.period):
        yield from _unlike("period", _printed(before.period), _printed(after.period))
    first, second = (next(iter(some.values())).publisher for some in accounts)
    if first != second and _is_told_otherwise(accounts, lambda account: account.publisher):
        yield from _unlike("publisher", before.publisher, after.publisher)


def _value(figure: Figure, other: Figure) -> object:
    """What two figures are compared by: their values, or all that their sources put differently."""
    if figure.differ or other.differ:
        return frozenset(normalise(account.text) for account in figure.accounts)
    return figure.value, figure.value_high, stem((figure.unit or "").lower())


def _amounts(figure: Figure) -> str:
    ways = dict.fromkeys(account.text for account in figure.accounts) if figure.differ else (figure.text,)
    return "; ".join(ways)


class _Account(NamedTuple):
    """A source's way to tell a figure; a publisher that is only a file is the same whatever it is called."""

    period: When | None
    publisher: str | int


def _accounts(figure: Figure, standings: Standings) -> dict[int, _Account]:
    """Each source's way to tell a figure, by its token, the first source first."""
    unnamed = {standings[source].record.source.path: standings[source].token for source in figure.sources}
    found: dict[int, _Account] = {}
    for told in figure.accounts:
        account = _Account(told.period, unnamed.get(told.publisher, told.publisher))
        found.setdefault(standings[told.source].token, account)
    return found


def _is_told_otherwise(
    accounts: Sequence[Mapping[int, _Account]], trait: Callable[[_Account], object]
) -> bool:
    """Whether more happened to a trait of a figure than that another of its sources is the first now."""
    before, after = accounts
    both = before.keys() & after.keys()
    same_first = next(iter(before)) == next(iter(after))
    return same_first or not both or any(trait(before[token]) != trait(after[token]) for token in both)


def _of_statements(before: Fact, after: Fact) -> Iterator[AspectChange]:
    if isinstance(before, Position) and isinstance(after, Position):
        yield from _unlike("stance", before.stance, after.stance)
        yield from _unlike("issue", before.issue, after.issue)
    if isinstance(before, NextStep) and isinstance(after, NextStep):
        yield from _unlike("status", before.status, after.status)
    if not isinstance(before, Figure):  # a figure's speaker is its publisher
        yield from _unlike("speaker", before.speaker, after.speaker)
        yield from _unlike("party", before.party, after.party)


def _hedge(before: Fact, after: Fact, value_changed: bool) -> Iterator[AspectChange]:
    """Words of the statement that limited it and vanished, and those that came."""
    known = _limiting(before) | _limiting(after)
    first, second = (_hedges(fact, known, value_changed) for fact in (before, after))
    vanished, came = (", ".join(sorted(one)) or None for one in (first - second, second - first))
    yield from _unlike("hedge", vanished, came)


def _limiting(fact: Fact) -> frozenset[str]:
    modifier = [fact.modifier] if isinstance(fact, Figure) and fact.modifier else []
    return frozenset(normalise(hedge) for hedge in (*fact.hedges, *modifier))


def _hedges(fact: Fact, known: frozenset[str], value_changed: bool) -> Counter[str]:
    """How often each hedge stands in a fact's words; those of an amount that changed are told with it."""
    texts = [words_of(fact)]
    if value_changed and isinstance(fact, Figure):
        texts.append(fact.text)
    words, *amount = (f" {normalise(text)} " for text in texts)
    cue = hedges_of_cue(fact)
    counts = {hedge: words.count(f" {hedge} ") + (hedge in cue) for hedge in known}
    return Counter(counts) - Counter({hedge: a.count(f" {hedge} ") for hedge in known for a in amount})


def _corroboration(before: Fact, after: Fact, standings: Sides) -> Iterator[AspectChange]:
    """Other originators; more sources of one originator, and another name for one, change nothing."""
    origins, tokens, names = [], [], []
    for fact, side in zip((before, after), standings, strict=True):
        own = [side[source] for source in fact.sources]
        origins.append({standing.originator for standing in own})
        tokens.append({standing.token for standing in own})
        names.append(sorted({s.record.agency or print_source(s.record) for s in own}))
    same = origins[0] == origins[1] or (tokens[0] == tokens[1] and len(origins[0]) == len(origins[1]))
    if not same:
        yield AspectChange(aspect="corroboration", before=print_list(names[0]), after=print_list(names[1]))


def _wording(before: Fact, after: Fact, found: Sequence[AspectChange]) -> Iterator[AspectChange]:
    """Other words, unless no word differs but those that another aspect tells, or of an amount or a date."""
    if wording_key(before) == wording_key(after):
        return
    first, second = (Counter(normalise(words_of(fact)).split()) for fact in (before, after))
    differing = set((first - second) + (second - first))
    told = {change.aspect for change in found}
    explained = _words_of_aspects(found)
    if told & {"date", "period"}:
        explained |= {word for word in differing if word in DATE_WORDS or _NUMBER.fullmatch(word)}
    if "value" in told:
        explained |= {word for fact in (before, after) for word in normalise(fact.text).split()}
    if differing and not differing - explained:
        return
    phrases = () if told & {"value", "date", "hedge"} else changed_phrases(words_of(before), words_of(after))
    if phrases and not isinstance(before, Figure):
        yield from phrases
    else:
        yield from _unlike("wording", words_of(before), words_of(after))


def _words_of_aspects(found: Sequence[AspectChange]) -> set[str]:
    told = (c for c in found if c.aspect in ("value", "hedge"))
    return {
        word
        for change in told
        for text in (change.before, change.after)
        for word in normalise(text or "").split()
    }
