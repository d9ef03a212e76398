"""What changed from one edition to another, by fact, and what caused it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypedDict

from briefgen.editions.aspects import pair_aspects
from briefgen.editions.echoes import Told, told_by_others
from briefgen.editions.matching import Pair, match, words_of
from briefgen.editions.provenance import Anchor, Standings, anchors, causes, shared_records, stand
from briefgen.models import Cause, CauseKind, Change, DocumentRecord, Fact, Figure, Mode, NextStep, Position

__all__ = ["Snapshot", "compare", "counterparts", "moved_sources"]


class Snapshot(NamedTuple):
    """What was known in one edition.

    Attributes:
        facts: of all sources, merged; no two have one id. Those that stand in both editions just as they are
            need not be among them.
        documents: the sources' records, at least those that the facts rest on.
        printed: ids of the facts that the edition's brief printed.
        configuration: a hash of brief.toml, or none where it is not known.
        program: briefgen's version, or none.
    """

    facts: Sequence[Fact]
    documents: Sequence[DocumentRecord]
    printed: frozenset[str] = frozenset()
    configuration: str | None = None
    program: str | None = None


Unchanged = Callable[[frozenset[str]], Iterable[Fact]]
"""Gives those of the facts that both snapshots leave out that rest on one of some sources."""


def compare(
    before: Snapshot, after: Snapshot, unchanged: Unchanged = lambda _sources: ()
) -> tuple[Change, ...]:
    """The facts that are not the same in both editions: changed ones, then added ones, then those gone.

    A fact is the same whatever its source's file is called and wherever in it the words stand. Comparing
    the other way round gives the mirror image.
    """
    return _Comparison(before, after, unchanged).changes()


def counterparts(before: Snapshot, after: Snapshot) -> dict[str, str]:
    """The ids of facts of the earlier edition, each with the id that the same fact has in the later one."""
    return _Comparison(before, after, lambda _sources: ()).counterparts()


def moved_sources(before: Sequence[DocumentRecord], after: Sequence[DocumentRecord]) -> frozenset[str]:
    """Ids of sources that are another file in one edition than in the other, or have another originator."""
    _, *others = shared_records(before, after)  # which have not moved
    first, second = stand(*others)
    return frozenset(
        name
        for name in first.keys() & second.keys()
        if (first[name].token, first[name].originator) != (second[name].token, second[name].originator)
    )


class _Voice(TypedDict):
    party: str | None
    speaker: str | None
    mode: Mode | None
    amount: str | None


class _Comparison:
    def __init__(self, before: Snapshot, after: Snapshot, unchanged: Unchanged) -> None:
        self._before, self._after = before, after
        self._unchanged = unchanged
        self._standings = stand(before.documents, after.documents)
        self._twins: dict[str, str] = {}  # facts in which nothing changed but their ids

    def changes(self) -> tuple[Change, ...]:
        old, new = self._differing()
        pairs = match(old, new, self._standings)
        origin = {pair.after.fact.id: pair for pair in pairs}
        followed = {pair.before.fact.id for pair in pairs}
        told = self._told([origin[fact.id] for fact in new if fact.id in origin])
        parted = {rest for change in told for rest in change.parted}
        joined = {rest for change in told for rest in change.joined}
        added = [fact for fact in new if fact.id not in origin.keys() | parted]
        gone = [fact for fact in old if fact.id not in followed | joined]
        return (*told, *self._one_sided(added, 1), *self._one_sided(gone, 0))

    def counterparts(self) -> dict[str, str]:
        """As the function of this name."""
        old, new = self._differing()
        matched = match(old, new, self._standings)
        return self._twins | {pair.before.fact.id: pair.after.fact.id for pair in matched}

    def _differing(self) -> tuple[list[Fact], list[Fact]]:
        """The facts that do not stand in both editions just as they are."""
        groups: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for side, known in enumerate((self._before, self._after)):
            for fact in known.facts:
                groups[_fingerprint(fact, self._standings[side])][side].append(fact.id)
        left: tuple[set[str], set[str]] = (set(), set())
        for old, new in groups.values():
            same = set(old) & set(new)
            lone = sorted(set(old) - same), sorted(set(new) - same)
            both = min(map(len, lone))
            self._twins.update(zip(lone[0], lone[1], strict=False))
            for ids, rest in zip(lone, left, strict=True):
                rest.update(ids[both:])
        first = [fact for fact in self._before.facts if fact.id in left[0]]
        second = [fact for fact in self._after.facts if fact.id in left[1]]
        return first, second

    def _told(self, pairs: Sequence[Pair]) -> list[Change]:
        """What changed, each with the ids of the others that tell it whole."""
        changed = [(self._changed(pair), pair) for pair in pairs]
        told = [Told(change, p.before.fact, p.after.fact) for change, p in changed if change is not None]
        others = told_by_others(told, self._standings)
        changes = [item.change for item in told]
        return [change.model_copy(update={"told_by": others.get(change.id, ())}) for change in changes]

    def _changed(self, pair: Pair) -> Change | None:
        before, after = pair.before.fact, pair.after.fact
        aspects = pair_aspects(pair, self._standings)
        if not aspects:
            return None
        rest = (pair.rest.id,) if pair.rest else ()
        return Change(
            kind="changed",
            fact_kind=after.kind,
            before=before.id,
            after=after.id,
            **_voice(after),
            text_before=words_of(before),
            text_after=words_of(after),
            printed=before.id in self._before.printed,
            aspects=aspects,
            parted=rest if pair.before.whole else (),
            joined=rest if pair.after.whole else (),
            causes=causes(before, after, self._standings) or self._other_causes(),
        )

    def _one_sided(self, facts: Sequence[Fact], side: int) -> Iterator[Change]:
        other = self._after if side == 0 else self._before
        # Where no source accounts for a fact, it may be that another fact tells its words.
        unaccounted = [fact for fact in facts if not self._causes(fact, side)]
        sources = frozenset(source for fact in unaccounted for source in fact.sources)
        told = {
            *_all_anchors(other.facts if unaccounted else (), self._standings[1 - side]),
            *_all_anchors(self._unchanged(sources) if sources else (), self._standings[side]),
        }
        for fact in facts:
            elsewhere = anchors(fact, self._standings[side]) <= told
            yield self._gone(fact, elsewhere) if side == 0 else self._added(fact, elsewhere)

    def _causes(self, fact: Fact, side: int) -> tuple[Cause, ...]:
        before, after = (fact, None) if side == 0 else (None, fact)
        return causes(before, after, self._standings)

    def _added(self, fact: Fact, parted: bool) -> Change:
        return Change(
            kind="added",
            fact_kind=fact.kind,
            after=fact.id,
            **_voice(fact),
            text_after=words_of(fact),
            causes=self._causes(fact, 1) or self._other_causes("parted" if parted else None),
        )

    def _gone(self, fact: Fact, joined: bool) -> Change:
        return Change(
            kind="gone",
            fact_kind=fact.kind,
            before=fact.id,
            **_voice(fact),
            text_before=words_of(fact),
            printed=fact.id in self._before.printed,
            causes=self._causes(fact, 0) or self._other_causes("joined" if joined else None),
        )

    def _other_causes(self, merging: CauseKind | None = None) -> tuple[Cause, ...]:
        """Why a fact changed none of whose sources did."""
        if merging is not None:
            return (Cause(what=merging),)
        found = []
        if self._before.configuration != self._after.configuration:
            found.append(Cause(what="configuration"))
        if self._before.program != self._after.program:
            found.append(Cause(what="program"))
        return tuple(found) or (Cause(what="elsewhere"),)


def _voice(fact: Fact) -> _Voice:
    amount = fact.text if isinstance(fact, Figure) else None
    mode = fact.mode if isinstance(fact, Position) else None
    return {"party": fact.party, "speaker": fact.speaker, "mode": mode, "amount": amount}


def _all_anchors(facts: Iterable[Fact], standings: Standings) -> Iterator[Anchor]:
    for fact in facts:
        yield from anchors(fact, standings)


def _fingerprint(fact: Fact, standings: Standings) -> Hashable:
    """What two facts share in which nothing changed; cheap, for most facts of an edition are so."""
    sources = frozenset((standings[s].token, standings[s].originator) for s in fact.sources)
    shared = (
        fact.kind,
        fact.text,
        fact.speaker,
        fact.party,
        fact.date and fact.date.value,
        fact.hedges,
        sources,
    )
    if isinstance(fact, Position):
        return *shared, fact.stance, fact.issue
    if isinstance(fact, NextStep):
        return *shared, fact.status
    if isinstance(fact, Figure):
        period = fact.period and fact.period.value
        accounts = frozenset((standings[a.source].token, a.text, a.what) for a in fact.accounts)
        amount = fact.value, fact.value_high, fact.unit, fact.modifier, fact.differ
        return *shared, *amount, fact.what, period, fact.publisher, accounts
    return shared
