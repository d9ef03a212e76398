"""What ranking, selection and the account of what is left out ask of a fact: plain values."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import NamedTuple, TypeVar

from briefgen.models import FactKind, Mode, Stance

Value = TypeVar("Value", bound=Hashable)


class Piece(NamedTuple):
    """Where words stand: the id of the source, and the first code point and the one after the last."""

    source: str
    start: int
    end: int


class Gist(NamedTuple):
    """A fact as far as composing asks for it without printing it; it depends on the fact alone.

    The values are plain, so that JSON keeps them: see `columns`.

    Attributes:
        id: of the fact.
        kind: of the fact.
        party: the id of the party that is spoken for, or none.
        sources: ids of its sources, in order of first mention.
        about: ids of the brief's parties that it names.
        text: its words.
        terms: the key terms of its words, in order and one space apart.
        clause: of a figure the clause that it stands in, else none; `clause_terms` its key terms.
        source: the id of the source of its first evidence, which stands there from `start` to `end`.
        further: where the further pieces of its words stand.
        published: the first publication as the ordinal of a day, or none.
        days: of an event or a step the first and the last day of its date as ordinals, or none.
        measures: what the rules that look at nothing but the fact measured, in the order of their table.
        order: of a position its place among the statements of its source, else none.
        stance: of a position, likewise `issue` and `mode`.
        leans: whether it is a position that leans on the words before it.
        unit: of a figure, likewise `value`.
    """

    id: str
    kind: FactKind
    party: str | None
    sources: tuple[str, ...]
    about: tuple[str, ...]
    text: str
    terms: str
    clause: str | None
    clause_terms: str | None
    source: str
    start: int
    end: int
    further: tuple[Piece, ...]
    published: int | None
    days: tuple[int, int] | None
    measures: tuple[float, ...]
    order: float | None = None
    stance: Stance | None = None
    issue: str | None = None
    mode: Mode | None = None
    leans: bool = False
    unit: str | None = None
    value: float | None = None

    @property
    def telling(self) -> str:
        """The words that say what the fact is about: for a figure the clause that it stands in."""
        return self.text if self.clause is None else self.clause

    @property
    def telling_terms(self) -> str:
        """The key terms of these words, one space apart."""
        return self.terms if self.clause_terms is None else self.clause_terms

    @property
    def named(self) -> frozenset[str]:
        """The parties that the fact names or that it is said for."""
        return _named(self.about, self.party)


@lru_cache(maxsize=1 << 12)
def shared(value: Value) -> Value:
    """The value that is equal to this one and was given before, where there is one: it is held once."""
    return value


@lru_cache(maxsize=1 << 12)
def _named(about: tuple[str, ...], party: str | None) -> frozenset[str]:
    return frozenset(about) | ({party} if party else frozenset())
