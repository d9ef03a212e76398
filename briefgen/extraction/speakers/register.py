"""What the names of one text stand for: looked up while its sources are resolved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefgen.extraction.people import party_of_named
from briefgen.extraction.people.named import Mention, Named
from briefgen.extraction.people.survey import Survey
from briefgen.models import Person, Span
from briefgen.parties import PartyLexicon

__all__ = ["Register"]


class Register:
    """The persons of one text with their offices and parties.

    Args:
        found: the persons, each with the words that name and describe it, and where each is mentioned.
        people: what `find_people` gave for the text.
        lexicon: tells the parties.

    Attributes:
        persons: by number.
        mentions: in the order of the text.
        lexicon: as given.
    """

    def __init__(self, found: Survey, people: Sequence[Person], lexicon: PartyLexicon) -> None:
        self.persons: list[Named] = found.persons
        self.mentions: list[Mention] = found.mentions
        self.lexicon = lexicon
        self._known = {person.span.start: person for person in people}
        self._parties: dict[int, str | None] = {}
        self._office_starts = {office.end: office.start for p in found.persons for office in p.offices}
        self._introductions = _Introductions(found.persons)

    def known(self, number: int) -> Person | None:
        """A person with office and party, or none where `find_people` gave none."""
        return self._known.get(self.persons[number].start)

    def party(self, number: int) -> str | None:
        """The party that a person's own words tell, or none."""
        if number not in self._parties:
            self._parties[number] = party_of_named(self.persons[number], self.lexicon)
        return self._parties[number]

    def office_start(self, end: int) -> int:
        """Where the office begins that ends at `end`; -1 where none does."""
        return self._office_starts.get(end, -1)

    def introduced(self, source: Span) -> int | None:
        """The person whom a description introduces by a name that follows, or none."""
        return self._introductions.of(source)


class _Introductions:
    """Descriptions whose name comes later: "A spokesperson" ... "the spokesperson, Liu Pengyu, said"."""

    def __init__(self, persons: Sequence[Named]) -> None:
        found = sorted(
            (office.reference, number)
            for number, named in enumerate(persons)
            for office in named.offices
            if office.reference
        )
        self._starts = [reference[0] for reference, _ in found]
        self._persons = [number for _, number in found]

    def of(self, source: Span) -> int | None:
        """The person whom the description in `source` introduces, or none."""
        index = bisect_left(self._starts, source.start)
        return (
            self._persons[index] if index < len(self._starts) and self._starts[index] < source.end else None
        )
