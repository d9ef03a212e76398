"""Which fact of one edition is which of another: what stands on the same words, then what resembles it most.

Facts are compared only where they share words that they rest on, their wording, or one of their rarest terms;
and every rule here is symmetrical, so that a change is the mirror image of its undoing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from briefgen.editions.parts import part_of
from briefgen.editions.provenance import Anchor, Standings, anchors
from briefgen.models import Fact, Figure, Position
from briefgen.terms import contained, key_terms, normalise, stem

ALIKE_HERE = 0.62
"""From this likeness on, two wordings in one source, which was edited, are one fact."""
ALIKE_ELSEWHERE = 0.87
"""The same for two sources of which one came and the other went."""
SAME_TOPIC = 0.5
"""From this share of common key terms around them on, two amounts are of one thing."""
SAME_CLAUSE = 0.8
"""From this share on, in one source, also where the unit is another: "40,000 tonnes" became "40,500 tons"."""
FEWEST_TERMS = 2
"""Fewer common key terms than this show nothing in one source; in two sources, twice as many."""
NEAR_VALUE = 0.2
"""Two amounts in two sources that are apart by more than this share are not one figure."""
RAREST = 8
"""A fact is compared with those that have one of this many of its rarest terms."""
CROWD = 2_500
"""A term that would lead to more comparisons than this tells nothing apart."""


class Trait(NamedTuple):
    """What a fact is recognised by.

    Attributes:
        fact: the fact, or what one edited source says of a merged one.
        words: its wording, normalised.
        terms: its key terms; of a figure, those around the amount.
        anchors: the words that it rests on, each with its source.
        sources: tokens of the sources of these.
        whole: the merged fact that it is only a part of, or none.
    """

    fact: Fact
    words: str
    terms: frozenset[str]
    anchors: frozenset[Anchor]
    sources: frozenset[int]
    whole: Fact | None = None

    @classmethod
    def of(cls, fact: Fact, standings: Standings) -> Trait:
        """The traits of `fact` in its edition."""
        terms = key_terms(words_of(fact))
        if isinstance(fact, Figure):
            terms = frozenset(term for term in terms - key_terms(fact.text) if not term[0].isdigit())
        found = anchors(fact, standings)
        return cls(fact, wording_key(fact), terms, found, frozenset(anchor.token for anchor in found))


class Pair(NamedTuple):
    """A fact of the earlier edition and what it is in the later one.

    Attributes:
        before: its traits in the earlier edition, or those of the part of it that an edited source told
            (`Trait.whole` is then the merged fact).
        after: the same in the later edition.
        rest: where one of the two is such a part: the other edition's fact that holds what the merged fact's
            other sources go on saying, unchanged; else none. It has no pair of its own.
    """

    before: Trait
    after: Trait
    rest: Fact | None = None


def words_of(fact: Fact) -> str:
    """A fact's words; of a figure, the clause that it stands in."""
    return fact.what if isinstance(fact, Figure) else fact.text


_SYMBOLS = re.compile(r"[%‰$€£¥₹₽₩₺₪₦₫₴]|[-−](?=\d)")


def wording_key(fact: Fact) -> str:
    """What two wordings share that say the same: letter case, contractions and marks make no difference."""
    text = words_of(fact)
    amount = f"{fact.text}\x1f" if isinstance(fact, Figure) else ""
    return "\x1f".join((normalise(amount), normalise(text), "".join(_SYMBOLS.findall(text))))


def match(
    before: Sequence[Fact], after: Sequence[Fact], standings: tuple[Standings, Standings]
) -> list[Pair]:
    """Facts that are one and the same, or became one another, each at most once.

    First those that share words they rest on, or their wording; of the others those of one source, among
    them what an edited source said of a fact that its other sources go on telling alone; then the rest. In
    each round the most alike come first.
    """
    some, others = (
        [Trait.of(f, s) for f in facts] for facts, s in zip((before, after), standings, strict=True)
    )
    pairs = _round(some, others, _words_keys)
    some, others = _unmatched(some, others, pairs)
    first, second = _parts(pairs, standings)
    found = _round([*some, *first], [*others, *second], _source_keys)
    pairs = _replaced(pairs, found)
    some, others = _unmatched(some, others, found)
    return [*pairs, *_round(some, others, _term_keys)]


_Keys = Callable[[Trait, Mapping[str, int]], Iterable[Hashable]]


def _round(before: Sequence[Trait], after: Sequence[Trait], keys: _Keys) -> list[Pair]:
    rare = _rarest_terms(before, after)
    return _best(_candidates(before, after, lambda trait: keys(trait, rare)))


def _unmatched(
    before: Sequence[Trait], after: Sequence[Trait], pairs: Sequence[Pair]
) -> tuple[list[Trait], list[Trait]]:
    old, new = {pair.before.fact.id for pair in pairs}, {pair.after.fact.id for pair in pairs}
    return [t for t in before if t.fact.id not in old], [t for t in after if t.fact.id not in new]


def _parts(pairs: Sequence[Pair], standings: tuple[Standings, Standings]) -> tuple[list[Trait], list[Trait]]:
    """Of the merged facts that rest on all that their like rests on: what their edited sources add to it."""
    found: tuple[list[Trait], list[Trait]] = ([], [])
    for pair in pairs:
        for side, (whole, left) in enumerate(((pair.before, pair.after), (pair.after, pair.before))):
            if left.anchors < whole.anchors:
                part = part_of(whole.fact, left.fact, standings[side], standings[1 - side])
                if part is not None:
                    found[side].append(Trait.of(part, standings[side])._replace(whole=whole.fact))
    return found


def _replaced(pairs: Sequence[Pair], found: Sequence[Pair]) -> list[Pair]:
    """All pairs; where a part was found again, what was its fact's like is the rest of it."""
    old = {pair.before.fact.id: pair.after.fact for pair in pairs}
    new = {pair.after.fact.id: pair.before.fact for pair in pairs}
    told: tuple[set[str], set[str]] = (set(), set())
    later: list[Pair] = []
    for pair in found:
        rest = None
        if pair.before.whole:
            rest = old[pair.before.fact.id]
            told[0].add(pair.before.fact.id)
        elif pair.after.whole:
            rest = new[pair.after.fact.id]
            told[1].add(pair.after.fact.id)
        later.append(pair._replace(rest=rest))
    kept = [p for p in pairs if p.before.fact.id not in told[0] and p.after.fact.id not in told[1]]
    return [*kept, *later]


def _best(candidates: Iterable[tuple[Trait, Trait]]) -> list[Pair]:
    """The pairs that are most alike, none of them sharing a fact."""
    ranked = []
    for one, other in candidates:
        likeness = _likeness(one, other)
        if likeness:
            words = tuple(sorted((one.words, other.words)))
            ids = tuple(sorted((one.fact.id, other.fact.id)))
            ranked.append((-round(likeness, 6), words, ids, one, other))
    taken: set[tuple[int, str]] = set()
    pairs: list[Pair] = []
    for _, _, _, one, other in sorted(ranked, key=lambda item: item[:3]):
        places = {(0, one.fact.id), (1, other.fact.id)}
        if not places & taken:
            taken |= places
            pairs.append(Pair(one, other))
    return pairs


def _candidates(
    before: Sequence[Trait], after: Sequence[Trait], keys: Callable[[Trait], Iterable[Hashable]]
) -> Iterator[tuple[Trait, Trait]]:
    """Pairs that share a key, each once."""
    blocks: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, traits in enumerate((before, after)):
        for at, trait in enumerate(traits):
            for key in keys(trait):
                blocks[key][side].append(at)
    seen: set[tuple[int, int]] = set()
    for some, others in blocks.values():
        if len(some) * len(others) <= CROWD:
            seen.update((one, other) for one in some for other in others)
    for one, other in sorted(seen):
        yield before[one], after[other]


def _rarest_terms(before: Sequence[Trait], after: Sequence[Trait]) -> Counter[str]:
    """How often each term stands in the facts of either edition, for those that stand in both."""
    first = Counter(term for trait in before for term in trait.terms)
    second = Counter(term for trait in after for term in trait.terms)
    return Counter({term: first[term] + second[term] for term in first.keys() & second.keys()})


def _words_keys(trait: Trait, _: Mapping[str, int]) -> Iterator[Hashable]:
    yield from trait.anchors
    yield trait.fact.kind, trait.words


def _source_keys(trait: Trait, frequency: Mapping[str, int]) -> Iterator[Hashable]:
    return ((source, *key) for key in _term_keys(trait, frequency) for source in trait.sources)


def _term_keys(trait: Trait, frequency: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    shared = (term for term in trait.terms if term in frequency)
    rarest = sorted(shared, key=lambda term: (frequency[term], term))[:RAREST]
    return ((trait.fact.kind, term) for term in rarest)


def _likeness(one: Trait, other: Trait) -> float:
    """How much two facts are alike, above 0 only if they can be one; what agrees beside the words adds."""
    a, b = one.fact, other.fact
    if a.kind != b.kind or (one.whole and other.whole):
        return 0.0
    anchored = _common_words(one.anchors, other.anchors)
    likeness = max(anchored, _same_wording(one, other), _resemblance(one, other))
    if not likeness:
        return 0.0
    agreeing = (
        a.speaker == b.speaker,
        a.party == b.party,
        a.date == b.date,
        bool(one.sources & other.sources),
    )
    return likeness + 0.02 * sum(agreeing) + 0.05 * _ratio(one, other)


def _common_words(some: frozenset[Anchor], others: frozenset[Anchor]) -> float:
    """1 where one fact rests on all that the other rests on; 0 where they share less than half."""
    common = _length(some & others)
    share = common / min(_length(some), _length(others)) if common else 0.0
    return share if share >= 0.5 else 0.0


def _length(some: Iterable[Anchor]) -> int:
    return sum(len(anchor.words) for anchor in some)


def _same_wording(one: Trait, other: Trait) -> float:
    """Another party in another source says the same for itself; in one source it was corrected."""
    if one.words != other.words:
        return 0.0
    same_voice = one.fact.party == other.fact.party or one.fact.speaker == other.fact.speaker
    return 1.0 if same_voice or one.sources & other.sources else 0.0


def _resemblance(one: Trait, other: Trait) -> float:
    a, b = one.fact, other.fact
    here = bool(one.sources & other.sources)
    if isinstance(a, Figure) and isinstance(b, Figure):
        return _same_topic(a, b, one.terms, other.terms, here=here)
    if isinstance(a, Position) and a.party != b.party and a.speaker != b.speaker:
        return 0.0
    common = one.terms & other.terms
    dice = 2 * len(common) / (len(one.terms) + len(other.terms) or 1)
    enough = len(common) >= (FEWEST_TERMS if here else 2 * FEWEST_TERMS)
    likeness = max(_ratio(one, other), dice if enough else 0.0)
    same_voice = here or a.speaker == b.speaker
    return likeness if same_voice and likeness >= (ALIKE_HERE if here else ALIKE_ELSEWHERE) else 0.0


def _ratio(one: Trait, other: Trait) -> float:
    # The words in one order, since the ratio need not be symmetrical to the last digit.
    first, second = sorted((one.words, other.words))
    return fuzz.ratio(first, second) / 100


def _same_topic(a: Figure, b: Figure, some: frozenset[str], others: frozenset[str], *, here: bool) -> float:
    """How much two amounts are of one thing; another period, another value or unit makes it less."""
    share, common = contained(some, others), len(some & others)
    same_unit = stem((a.unit or "").lower()) == stem((b.unit or "").lower())
    if not (same_unit or (here and share >= SAME_CLAUSE)):
        return 0.0
    same_value = (a.value, a.value_high) == (b.value, b.value_high)
    near = abs(a.value - b.value) <= NEAR_VALUE * max(abs(a.value), abs(b.value))
    fewest = FEWEST_TERMS if here else 2 * FEWEST_TERMS
    if share < SAME_TOPIC or common < fewest or not (here or near or a.publisher == b.publisher):
        return 0.0
    unlike = (1.0 if same_value else 0.95) * (1.0 if same_unit else 0.8)
    return share * (0.9 if a.period == b.period else 0.75) * unlike
