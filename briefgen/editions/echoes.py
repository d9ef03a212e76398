"""Which changes say nothing that other changes do not say: the statement that carries an updated figure.

One number that is updated in a source is a change of a figure, of the statement that it stands in, and of the
step that the statement announces. The first of them tells it; the others name the one that does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefgen.editions.provenance import Standings
from briefgen.models import Aspect, AspectChange, Change, Evidence, Fact, FactKind
from briefgen.printing import print_when
from briefgen.terms import normalise

__all__ = ["Told", "told_by_others"]

_OWNERS: Sequence[tuple[frozenset[FactKind], frozenset[Aspect]]] = (
    (frozenset({"figure"}), frozenset({"value"})),
    (frozenset({"next-step", "event"}), frozenset({"date", "status"})),
    (frozenset({"figure"}), frozenset({"period"})),
)
"""Which kinds of fact tell an aspect before all others, the first before the second."""
_KINDS: Sequence[FactKind] = ("position", "next-step", "event", "context", "figure")
"""Which kinds tell whatever else changed before which others."""
_BLOCK = 1_000
"""Words are looked for in blocks of so many characters, lest a long source be compared with itself."""
_ALIKE: Mapping[Aspect, Aspect] = {"publisher": "speaker", "period": "date"}
"""Aspects of a figure that are called otherwise where the words that it stands in have them."""


class Told(NamedTuple):
    """A fact that changed, as it was and as it is."""

    change: Change
    before: Fact
    after: Fact

    @property
    def sides(self) -> tuple[Fact, Fact]:
        """The fact in both editions."""
        return self.before, self.after


def told_by_others(
    told: Sequence[Told], standings: tuple[Standings, Standings]
) -> dict[str, tuple[str, ...]]:
    """For each change that others tell whole, by its id, the ids of those; none of them is told by others.

    Others tell it whole if they share words with it in both editions, outside of which its own words are the
    same, and if each of its aspects that is more than words is an aspect of one of them.
    """
    ground = _Ground(standings)
    found: dict[str, tuple[str, ...]] = {}
    for item in sorted(told, key=_rank):
        others = ground.under(item)
        if others and _is_told(item, others, standings):
            found[item.change.id] = tuple(other.change.id for other in others)
        else:
            ground.add(item)
    return found


def _rank(item: Told) -> tuple[int, int, list[str], list[str]]:
    """What tells its aspects first; then what has more words."""
    aspects = {found.aspect for found in item.change.aspects}
    places = (
        at for at, (kinds, own) in enumerate(_OWNERS) if item.change.fact_kind in kinds and own & aspects
    )
    place = next(places, len(_OWNERS) + _KINDS.index(item.change.fact_kind))
    length = sum(len(piece.exact) for fact in item.sides for piece in _statement(fact))
    texts, ids = ([fact.text for fact in item.sides], [fact.id for fact in item.sides])
    return place, -length, sorted(texts), sorted(ids)


class _Ground:
    """The words that changes rest on, in both editions."""

    def __init__(self, standings: tuple[Standings, Standings]) -> None:
        self._standings = standings
        self._items: list[Told] = []
        self._blocks: dict[tuple[int, int, int], list[tuple[int, Evidence]]] = defaultdict(list)

    def add(self, item: Told) -> None:
        for side, fact in enumerate(item.sides):
            for piece in _statement(fact):
                for block in self._blocks_of(side, piece):
                    self._blocks[block].append((len(self._items), piece))
        self._items.append(item)

    def under(self, item: Told) -> list[Told]:
        """The changes that share words with this one in both editions, in the order of `add`."""
        before, after = (set(self._overlapping(item, side)) for side in (0, 1))
        return [self._items[at] for at in sorted(before & after)]

    def _overlapping(self, item: Told, side: int) -> Iterator[int]:
        for piece in _statement(item.sides[side]):
            for block in self._blocks_of(side, piece):
                for at, words in self._blocks.get(block, ()):
                    if words.start < piece.end and piece.start < words.end:
                        yield at

    def _blocks_of(self, side: int, piece: Evidence) -> Iterator[tuple[int, int, int]]:
        token = self._standings[side][piece.source].token
        return ((side, token, at) for at in range(piece.start // _BLOCK, piece.end // _BLOCK + 1))


def _is_told(item: Told, others: Sequence[Told], standings: tuple[Standings, Standings]) -> bool:
    known = {aspect for other in others for aspect in other.change.aspects}
    left = [found for found in item.change.aspects if not ({found, _renamed(found)} & known)]
    if not left:
        return True
    if not all(_is_of_words(found, item) for found in left):
        return False
    first, second = (
        _rest(item.sides[side], [other.sides[side] for other in others], standings[side]) for side in (0, 1)
    )
    return first == second


def _renamed(found: AspectChange) -> AspectChange:
    return found.model_copy(update={"aspect": _ALIKE.get(found.aspect, found.aspect)})


def _is_of_words(found: AspectChange, item: Told) -> bool:
    """Whether an aspect is no more than what a fact's words say."""
    if found.aspect in ("value", "wording"):
        return item.change.fact_kind != "figure" or found.aspect == "wording"
    if found.aspect == "date":
        dates = [print_when(fact.date) if fact.date else None for fact in item.sides]
        return [found.before, found.after] != dates
    if found.aspect == "hedge":
        texts = item.change.text_before, item.change.text_after
        return all(map(_stands_in, (found.before, found.after), texts))
    return False


def _stands_in(hedges: str | None, text: str | None) -> bool:
    words = f" {normalise(text or '')} "
    return all(f" {normalise(hedge)} " in words for hedge in (hedges or "").split(", ") if hedge)


def _rest(fact: Fact, others: Iterable[Fact], standings: Standings) -> dict[int, list[str]]:
    """The words of a fact on which none of the others rests, for each of its sources."""
    covered: dict[str, list[Evidence]] = defaultdict(list)
    for other in others:
        for piece in _statement(other):
            covered[piece.source].append(piece)
    found: dict[int, list[str]] = defaultdict(list)
    for piece in sorted(_statement(fact), key=lambda e: (e.start, e.end)):
        words = normalise(_outside(piece, covered[piece.source]))
        if words:
            found[standings[piece.source].token].append(words)
    return dict(found)


def _outside(piece: Evidence, covered: Iterable[Evidence]) -> str:
    """The characters of a piece that lie in none of the others; a mark stands for what was left out."""
    kept, at = [], piece.start
    for other in sorted(covered, key=lambda e: (e.start, e.end)):
        start, end = max(other.start, at), min(other.end, piece.end)
        if start < end:
            kept.append(piece.exact[at - piece.start : start - piece.start])
            at = end
    kept.append(piece.exact[at - piece.start :])
    return "\n".join(kept)


def _statement(fact: Fact) -> Iterator[Evidence]:
    return (piece for piece in fact.evidence if piece.role == "statement")
