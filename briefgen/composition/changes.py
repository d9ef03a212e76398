"""What changed since the edition before: which changes a reader should know, and how they are told."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.composition.glossing import glossed, glossed_clause
from briefgen.composition.numbering import Numbering
from briefgen.composition.ranking import Desk, Gist, Ranking
from briefgen.composition.selection import News, Room, Selection
from briefgen.composition.trimming import trimmed
from briefgen.composition.wordings import sources_by_wording
from briefgen.models import (
    Aspect,
    AspectChange,
    Change,
    Event,
    Fact,
    FactKind,
    Figure,
    NextStep,
    Position,
    Style,
    WhatChanged,
    WhatChangedEntry,
)
from briefgen.printing import in_title, print_cause, print_count, print_list, print_when

SHORT_STYLES: frozenset[Style] = frozenset({"memo", "at-a-glance"})
"""Styles with room for little more than half as many changes."""
CONTEXT_WORDS = 3
"""Of words that were replaced, so many on either side are told with them."""
MOST_OLD_WORDS = 18
"""Of what stood before, no more words than this are told."""

MOST_COMPARED = 100
"""Behind so many texts, which no brief lists, one is not looked for in another."""

_MERGING = frozenset({"joined", "parted"})
_KINDS: dict[FactKind, tuple[str, str]] = {
    "position": ("statement", "statements"),
    "figure": ("figure", "figures"),
    "event": ("event", "events"),
    "next-step": ("step", "steps"),
    "context": ("sentence of background", "sentences of background"),
}


class Occasion(NamedTuple):
    """What a rule looks at: the change, its fact as it is now, and ids of what else the brief prints."""

    change: Change
    gist: Gist | None
    ranking: Ranking
    printed: Container[str]
    leads: Container[str]


class Tidings(NamedTuple):
    """A change that a reader should know.

    Attributes:
        change: the change.
        along: those that are told with it in a count.
        listed: whether its words may be printed; else it is counted among those that are not listed.
    """

    change: Change
    along: tuple[Change, ...] = ()
    listed: bool = True


class Rule(NamedTuple):
    """A reason to tell a change first: `measure` gives 0 to 1 (or more), `weight` what that is worth."""

    name: str
    weight: float
    measure: Callable[[Occasion], float]


def _has(*aspects: Aspect) -> Callable[[Occasion], float]:
    return lambda o: float(any(found.aspect in aspects for found in o.change.aspects))


def _moved(occasion: Occasion) -> float:
    """A date that became another one; one that came or vanished is worth less."""
    moved = (a for a in occasion.change.aspects if a.aspect in ("date", "period"))
    return max((1.0 if a.before and a.after else 0.4 for a in moved), default=0.0)


def _gone(occasion: Occasion) -> float:
    return float(occasion.change.kind == "gone")


def _central(occasion: Occasion) -> float:
    gist = occasion.gist
    return occasion.ranking.score(gist) / 10 if gist is not None and gist.kind == "position" else 0.0


REASONS: tuple[Rule, ...] = (
    Rule("a value changed", 7.0, _has("value")),
    Rule("a stance turned", 7.0, _has("stance")),
    Rule("a date or a period moved", 5.0, _moved),
    Rule("a step became surer, or less sure", 4.5, _has("status")),
    Rule("another speaker", 4.5, _has("speaker", "party")),
    Rule("withdrawn although it was printed", 4.5, lambda o: float(o.change.printed) * _gone(o)),
    Rule("a hedge came or vanished", 4.0, _has("hedge")),
    Rule("withdrawn", 2.5, _gone),
    Rule("added", 2.0, lambda o: float(o.change.kind == "added")),
    Rule("other words", 1.5, _has("wording")),
    Rule("another publisher", 1.0, _has("publisher")),
    Rule("other originators", 0.5, _has("corroboration")),
)
"""What makes a change worth telling: the weightiest counts."""

BONUSES: tuple[Rule, ...] = (
    Rule("printed in this brief", 1.5, lambda o: float(o.change.after in o.printed)),
    Rule("leads its party", 0.5, lambda o: float(o.change.after in o.leads)),
    Rule("how central it is", 0.5, _central),
    Rule("only background", -1.0, lambda o: float(o.change.fact_kind == "context")),
)
"""What is added to that."""


def newsworthy(
    changes: Sequence[Change], ranking: Ranking, printed: Container[str], leads: Container[str]
) -> tuple[Tidings, ...]:
    """The changes that a reader should know, most important first, none of them told by one before it.

    Args:
        changes: since the edition before.
        ranking: of the facts as they are now.
        printed: ids of those that the brief prints.
        leads: ids of those that lead their parties.
    """
    occasions = [
        Occasion(change, gist, ranking, printed, leads)
        for change in changes
        if _is_news(change, gist := ranking.gist(change.after))
    ]
    # Sorting is stable: equals stay in the order of the changes.
    ranked = sorted(occasions, key=_weight, reverse=True)
    parties = frozenset(party.id for party in ranking.desk.outline.parties)
    leaning = {occasion.change.id for occasion in occasions if _leans(occasion)}
    together = _told_together(_told_once(ranked), parties)
    return tuple(item._replace(listed=item.change.id not in leaning) for item in together)


def news_of(tidings: Sequence[Tidings], facts: Mapping[str, Fact]) -> tuple[News, ...]:
    """The same in words, given the facts as they are now."""
    found = ((item, facts.get(item.change.after or "")) for item in tidings)
    return tuple(News(item.change, fact, _words(item.change, fact), item.along) for item, fact in found)


def _leans(occasion: Occasion) -> bool:
    """Whether what was added leans on words that the brief does not print; a change tells what was before."""
    return occasion.gist is not None and occasion.gist.leans and occasion.change.kind == "added"


def _told_together(changes: Iterable[Change], parties: frozenset[str]) -> tuple[Tidings, ...]:
    """The changes, of which what went with one source, or one party, is told once: its first and a count."""
    found: dict[Hashable, list[Change]] = defaultdict(list)
    for change in changes:
        left = _left_with_party(change) and change.party not in parties and change.party
        found[_withdrawn(change) or left or (change.kind, change.id)].append(change)
    return tuple(Tidings(first, tuple(along)) for first, *along in found.values())


def _left_with_party(change: Change) -> bool:
    return change.kind == "gone" and change.party is not None and not any(c.path for c in change.causes)


def _withdrawn(change: Change) -> tuple[str, ...]:
    """The sources with which a fact went."""
    gone = (c.name or c.path or "" for c in change.causes if c.what == "source-withdrawn")
    return tuple(gone) if change.kind == "gone" else ()


def _told_once(ranked: Sequence[Occasion]) -> Iterator[Change]:
    """The changes without what one before them tells, as a figure's clause its statement."""
    told: set[str] = set()
    facts: set[str] = set()
    several = {fact for o in ranked if len(o.change.told_by) > 1 for fact in o.change.told_by}
    for occasion in ranked:
        change = occasion.change
        texts = {text for text in (change.text_before, change.text_after) if text}
        # Of two figures in one statement each would hide the other: the statement has both.
        if texts & told or change.id in several or facts & {change.id, *change.told_by}:
            continue
        if len(told) < MOST_COMPARED and any(a in b or b in a for a in texts for b in told):
            continue
        told |= texts
        facts |= {change.id, *change.told_by}
        yield change


def most_changes(room: Room, style: Style) -> int:
    """How many changes a brief of `style` lists."""
    return (room.changes + 2) // 2 if style in SHORT_STYLES else room.changes


def _weight(occasion: Occasion) -> float:
    reason = max(rule.weight * rule.measure(occasion) for rule in REASONS)
    return reason + sum(rule.weight * rule.measure(occasion) for rule in BONUSES)


def _is_news(change: Change, gist: Gist | None) -> bool:
    """Not what was only merged or sorted otherwise."""
    if gist is None and change.kind != "gone":
        return False
    sorted_otherwise = {found.aspect for found in change.aspects} == {"issue"}
    return not sorted_otherwise and not {cause.what for cause in change.causes} & _MERGING


def what_changed(
    chosen: Selection, tidings: Sequence[Tidings], desk: Desk, numbering: Numbering
) -> WhatChanged | None:
    """The changes that there is room for, and a count of the others; none in edition 1."""
    told = {item.change.id for item in chosen.news}
    untold = (item for item in tidings if item.change.id not in told)
    rest = _rest([change for item in untold for change in (item.change, *item.along)])
    if not chosen.news and rest is None:
        return None
    return WhatChanged(
        title=f"What changed since edition {desk.outline.edition - 1}",
        entries=tuple(_entry(item, desk, numbering) for item in chosen.news),
        rest=rest,
    )


def _entry(item: News, desk: Desk, numbering: Numbering) -> WhatChangedEntry:
    change, fact = item.change, item.fact
    names = {party.id: in_title(party) for party in desk.outline.parties}
    return WhatChangedEntry(
        change=change.kind,
        label=_label(change),
        facts=(fact.id,) if fact else (),
        party=names.get(change.party or ""),
        text=item.words,
        quoted=change.mode == "direct",
        speaker=fact.publisher if isinstance(fact, Figure) else change.speaker,
        date=_date(fact),
        notes=(*_why_gone(item, names), *_notes(change, names, _printed_amount(fact))),
        citations=numbering.of(_sources(fact)) if fact else (),
    )


def _label(change: Change) -> str:
    if change.kind != "gone":
        return change.kind.capitalize()
    return "Withdrawn" if any(cause.what == "source-withdrawn" for cause in change.causes) else "Taken out"


def _words(change: Change, fact: Fact | None) -> str:
    if isinstance(fact, Figure):
        return trimmed(glossed_clause(fact, fact.accounts[0]))
    return trimmed(glossed(fact) if fact else change.text)


def _sources(fact: Fact) -> tuple[str, ...]:
    """The sources of the words that are printed; of a figure those that give this amount."""
    if not isinstance(fact, Figure):
        return sources_by_wording(fact).same
    if not fact.differ:
        return fact.sources
    return tuple(a.source for a in fact.accounts if a.text == _printed_amount(fact))


def _printed_amount(fact: Fact | None) -> str | None:
    """The amount in the words that are printed; other sources may put it differently."""
    return fact.accounts[0].text if isinstance(fact, Figure) else None


def _date(fact: Fact | None) -> str | None:
    """The date of a statement, an event or a step, unless a gloss in its words gives it already."""
    if not isinstance(fact, Position | Event | NextStep) or fact.date is None:
        return None
    return None if any(gloss.when == fact.date for gloss in fact.glosses) else print_when(fact.date)


def _why_gone(item: News, names: dict[str, str]) -> Iterator[str]:
    change, sources = item.change, _withdrawn(item.change)
    if change.kind != "gone":
        return
    along = f", and with it {_counted(item.along)}" if item.along else ""
    if sources:
        were = "was" if len(sources) == 1 else "were"
        comma = "," if ", " in sources[-1] else ""  # it closes what the one before the date opens
        yield f"{print_list(sources)}{comma} {were} withdrawn{along}"
    elif any(cause.path for cause in change.causes):
        return
    elif _left_with_party(change) and change.party not in names:
        yield f"no longer among the parties of this brief{along}"
    else:
        yield from (
            print_cause(cause) for cause in change.causes if cause.what in ("configuration", "program")
        )


def _notes(change: Change, names: dict[str, str], amount: str | None) -> Iterator[str]:
    aspects = {found.aspect for found in change.aspects}
    for found in change.aspects:
        if found.aspect == "wording" and "corroboration" in aspects:
            yield "in other words than before"
        elif found.aspect == "corroboration" and change.parted:
            yield f"now told only by {found.after}"
        elif found.aspect == "value":
            yield _value_note((found.before or "").split("; "), (found.after or "").split("; "), amount)
        else:
            yield from _note(found, names)


def _note(found: AspectChange, names: dict[str, str]) -> Iterator[str]:
    before, after = found.before, found.after
    match found.aspect:
        case "stance" | "status":
            yield f"now {after}, before {before}"
        case "hedge":
            yield from (f"no longer “{word}”" for word in (before or "").split(", ") if word)
            yield from (f"now “{word}”" for word in (after or "").split(", ") if word)
        case "corroboration":
            yield f"now told by {after}"
        case "wording":
            yield f"before: “{_replaced(before or '', after or '')}”"
        case "party":
            yield f"party was {names.get(before or '', before or 'not given')}"
        case "issue":
            return
        case name:
            yield f"{name} was {before}" if before else f"{name} not given before"


def _value_note(before: Sequence[str], after: Sequence[str], printed: str | None) -> str:
    """What an amount was; where sources put it differently, only the ways that came or went."""
    went, came = (
        [way for way in ways if way not in others] for ways, others in ((before, after), (after, before))
    )
    if went and came:
        return f"was {_ways(went)}" + (f", now {_ways(came)}" if len(after) > 1 else "")
    if not went and printed in came:
        return f"also given as {_ways([way for way in after if way != printed])}, as before"
    return f"before also given as {_ways(went)}" if went else f"now also given as {_ways(came)}"


def _ways(amounts: Sequence[str]) -> str:
    """Amounts that sources put differently, each in quotation marks."""
    return print_list([f"“{amount}”" for amount in amounts])


def _replaced(before: str, after: str) -> str:
    """The words of `before` that are not in `after`, with some on either side."""
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    first, last = max(0, start - CONTEXT_WORDS), min(len(old), len(old) - end + CONTEXT_WORDS)
    last = min(last, first + MOST_OLD_WORDS)
    return " ".join([*["…"][: first > 0], *old[first:last], *["…"][: last < len(old)]])


def _rest(changes: Sequence[Change]) -> str | None:
    """What is not listed, counted ("Not listed here: 12 statements and 3 figures.")."""
    return f"Not listed here: {_counted(changes)}." if changes else None


def _counted(changes: Sequence[Change]) -> str:
    counts = Counter(change.fact_kind for change in changes)
    return print_list([print_count(counts[kind], *nouns) for kind, nouns in _KINDS.items() if counts[kind]])
