"""Gists as they are kept: in columns, of which a value that many gists have alike is written once.

Of a hundred thousand gists the columns are read several times as fast as rows are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from briefgen.composition.ranking.gist import Gist, Piece, shared

__all__ = ["columns_of", "gists_of"]

_OWN = frozenset({"id", "text", "terms", "start", "end"})
"""Columns of which most values are no other gist's."""
_RESTORED: Mapping[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("sources", "about", "measures", "days"), lambda value: shared(tuple(value))),
    **dict.fromkeys(("kind", "party", "source", "stance", "issue", "mode", "unit"), intern),
    "further": lambda pieces: shared(tuple(Piece(*piece) for piece in pieces)),
}
"""What makes of a value that JSON gave back the one that was written; others are what they were."""


def columns_of(gists: Iterable[Gist]) -> list[Any]:
    """The gists as plain values for `json.dumps`: for each field its column.

    A column is the list of its values or, where these are seldom a gist's own, the list of the distinct ones
    and for each gist the place in it.
    """
    columns = list(zip(*gists, strict=True)) or [()] * len(Gist._fields)
    return [
        column if name in _OWN else _indexed(column)
        for name, column in zip(Gist._fields, columns, strict=True)
    ]


def gists_of(columns: Sequence[Any]) -> Iterator[Gist]:
    """The gists that `columns_of` wrote; what many of them have alike is held once."""
    whole = (
        column if name in _OWN else _spread(name, *column)
        for name, column in zip(Gist._fields, columns, strict=True)
    )
    return map(Gist._make, zip(*whole, strict=True))


def _indexed(column: Sequence[Any]) -> tuple[list[Any], list[int]]:
    places: dict[Any, int] = {}
    at = [places.setdefault(value, len(places)) for value in column]
    return list(places), at


def _spread(name: str, distinct: Sequence[Any], at: Iterable[int]) -> Iterable[Any]:
    restore = _RESTORED.get(name)
    if restore is not None:
        distinct = [None if value is None else restore(value) for value in distinct]
    return map(distinct.__getitem__, at)
