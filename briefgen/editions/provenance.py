"""Which source of one edition is which of another, and so what a change rests on.

Ids of sources are made from file names. Two editions are compared by what the files hold: a renamed file is
the same source, a changed one of the same name, or of the same headline and date, is an edited source.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from briefgen.models import GAP, Cause, CauseKind, DocumentRecord, Fact, Figure
from briefgen.printing import print_dated_source

State = Literal["kept", "edited", "added", "withdrawn"]

_CAUSES: Mapping[State, CauseKind] = {
    "edited": "source-edited",
    "added": "source-added",
    "withdrawn": "source-withdrawn",
}


class Standing(NamedTuple):
    """A source beside the other edition.

    Attributes:
        token: shared with the same source of the other edition, and with no other.
        state: what happened to it.
        originator: who first published it; a source that names nobody is its own.
        record: the source, as its edition knew it.
    """

    token: int
    state: State
    originator: str
    record: DocumentRecord


Standings = Mapping[str, Standing]


class Anchor(NamedTuple):
    """Words that a fact rests on, in one source; equal in both editions if both are, wherever they stand.

    Attributes:
        kind: of the fact.
        token: of the source, see `Standing`.
        words: as they stand, with single spaces; of a figure, the amount and its clause.
    """

    kind: str
    token: int
    words: str


def stand(
    before: Sequence[DocumentRecord], after: Sequence[DocumentRecord]
) -> tuple[dict[str, Standing], dict[str, Standing]]:
    """The sources of two editions by their ids, with what became of each.

    A record that both have, the very same object, is the same source: of thousands, most are.
    """
    both, *others = shared_records(before, after)
    pairs = [*zip(both, both, strict=True), *_pairs(*others)]
    first: dict[str, Standing] = {}
    second: dict[str, Standing] = {}
    for token, (old, new) in enumerate(pairs):
        kept = old is not None and new is not None and old.source.sha256 == new.source.sha256
        if old is not None:
            state: State = "withdrawn" if new is None else "kept" if kept else "edited"
            first[old.source.id] = Standing(token, state, _originator(old, token), old)
        if new is not None:
            state = "added" if old is None else "kept" if kept else "edited"
            second[new.source.id] = Standing(token, state, _originator(new, token), new)
    return first, second


def shared_records(
    before: Sequence[DocumentRecord], after: Sequence[DocumentRecord]
) -> tuple[list[DocumentRecord], list[DocumentRecord], list[DocumentRecord]]:
    """The records that both have, the very same objects, then those of each that the other has not."""
    both = set(map(id, before)) & set(map(id, after))
    first, second = ([record for record in records if id(record) not in both] for records in (before, after))
    return [record for record in before if id(record) in both], first, second


def _originator(record: DocumentRecord, token: int) -> str:
    return record.originator if record.agency or record.outlet else f"\x00{token}"


def _pairs(
    before: Sequence[DocumentRecord], after: Sequence[DocumentRecord]
) -> list[tuple[DocumentRecord | None, DocumentRecord | None]]:
    """Every source once, with its like in the other edition: by content, then name, then headline."""
    first, second = (sorted(records, key=lambda record: record.source.path) for records in (before, after))
    pairs: list[tuple[DocumentRecord | None, DocumentRecord | None]] = []
    for key in (_file, _content, _path, _description):
        if not (first and second):
            break
        found = _alike(first, second, key)
        pairs += found
        old, new = {id(one) for one, _ in found}, {id(other) for _, other in found}
        first = [record for record in first if id(record) not in old]
        second = [record for record in second if id(record) not in new]
    gone, come = set(map(id, first)), set(map(id, second))
    return [
        *pairs,
        *((record, None) for record in before if id(record) in gone),
        *((None, record) for record in after if id(record) in come),
    ]


def _alike(
    first: Iterable[DocumentRecord],
    second: Iterable[DocumentRecord],
    key: Callable[[DocumentRecord], Hashable],
) -> list[tuple[DocumentRecord, DocumentRecord]]:
    """Pairs with the same key, in the order of the first; of several with one key, in the order of each."""
    groups: dict[Hashable, tuple[list[DocumentRecord], list[DocumentRecord]]] = defaultdict(lambda: ([], []))
    for side, records in enumerate((first, second)):
        for record in records:
            if (named := key(record)) is not None:
                groups[named][side].append(record)
    return [pair for old, new in groups.values() for pair in zip(old, new, strict=False)]


def _file(record: DocumentRecord) -> Hashable:
    return record.source.sha256, record.source.path


def _content(record: DocumentRecord) -> Hashable:
    return record.source.sha256


def _path(record: DocumentRecord) -> Hashable:
    return record.source.path


def _description(record: DocumentRecord) -> Hashable:
    told = record.title, record.published, record.agency, record.outlet
    return told if record.title and record.published else None


def anchors(fact: Fact, standings: Standings) -> frozenset[Anchor]:
    """The words that a fact rests on, each with its source; places in the source make no difference."""
    if isinstance(fact, Figure):
        told = ((account.source, f"{account.text}\x1f{account.what}") for account in fact.accounts)
    else:
        told = ((item.source, item.exact) for item in fact.evidence if item.role == "statement")
    return frozenset(
        Anchor(fact.kind, standings[source].token, " ".join(words.split())) for source, words in told
    )


def causes(
    before: Fact | None, after: Fact | None, standings: tuple[Standings, Standings]
) -> tuple[Cause, ...]:
    """The sources that made a fact what it is, each with the words that came or went; none where none did."""
    old, new = _told(before, standings[0]), _told(after, standings[1])
    touched = [token for token in dict.fromkeys((*new, *old)) if _touched(token, old, new)]
    differing = [token for token in touched if old.get(token, _NOTHING)[1] != new.get(token, _NOTHING)[1]]
    return tuple(_cause(old.get(token), new.get(token)) for token in differing or touched)


_Told = tuple[Standing | None, tuple[str, ...]]
_NOTHING: _Told = (None, ())


def _told(fact: Fact | None, standings: Standings) -> dict[int, _Told]:
    """What each source of a fact says of it, by token: passages, none of them a part of another."""
    if fact is None:
        return {}
    passages: dict[str, list[str]] = defaultdict(list)
    for item in fact.evidence:
        if item.role == "statement":
            passages[item.source].append(item.exact)
    return {standings[source].token: (standings[source], _longest(some)) for source, some in passages.items()}


def _longest(passages: Sequence[str]) -> tuple[str, ...]:
    distinct = tuple(dict.fromkeys(passages))
    return tuple(p for p in distinct if not any(p != other and p in other for other in distinct))


def _touched(token: int, old: Mapping[int, _Told], new: Mapping[int, _Told]) -> bool:
    standing = new.get(token, _NOTHING)[0] or old.get(token, _NOTHING)[0]
    return standing is not None and standing.state != "kept"


def _cause(old: _Told | None, new: _Told | None) -> Cause:
    standing, passages = new or old or _NOTHING
    if standing is None:  # pragma: no cover - every token has a side
        raise ValueError("a source stands in neither edition")
    gone = old[1] if old else ()
    fresh = tuple(passage for passage in passages if passage not in gone) if new else ()
    return Cause(
        what=_CAUSES[standing.state],
        source=standing.record.source.id,
        path=standing.record.source.path,
        name=print_dated_source(standing.record),
        exact=GAP.join(fresh or passages) or None,
    )
