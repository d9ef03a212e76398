"""The lexicon of parties: which words of a text stand for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.models import Party, PartyMention
from briefgen.parties.countries import countries, load_table
from briefgen.parties.mentions import find_mentions
from briefgen.parties.names import Entry, NameScanner, plain
from briefgen.parties.phrases import party_of_phrase
from briefgen.parties.vocabulary import named_institutions, other_names


@dataclass(frozen=True, slots=True, eq=False)
class PartyLexicon:
    """All countries and the parties of brief.toml. Make one with `lexicon`."""

    _parties: Mapping[str, Party]
    _people: Mapping[str, str]
    scanner: NameScanner

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all parties, sorted."""
        return tuple(sorted(self._parties))

    def get(self, party_id: str) -> Party | None:
        """The party with this id, or none."""
        return self._parties.get(party_id)

    def name(self, party_id: str) -> str:
        """The party's printed name ("United States"); the id itself where it is unknown."""
        party = self._parties.get(party_id)
        return party.name if party else party_id

    def mentions(self, text: str) -> tuple[PartyMention, ...]:
        """Words that stand for a party ("Beijing", "the State Department", "U.S. officials"), in order."""
        return tuple(sorted(find_mentions(text, self.scanner), key=lambda mention: mention.span.start))

    def party_of(self, phrase: str) -> str | None:
        """The party that the words for a speaker speak for, or none.

        "the U.S. embassy in Beijing" is the United States; "a Chinese company" is nobody.
        """
        return self.party_of_person(phrase) or party_of_phrase(phrase, self.scanner)

    def publisher_party(self, publisher: str | None) -> str | None:
        """The party whose own word a publisher's texts are: a ministry's, not a news medium's; or none."""
        if publisher is None or any(hit.kind == "media" for hit in self.scanner.scan(plain(publisher))):
            return None
        return self.party_of(publisher)

    def party_of_person(self, name: str) -> str | None:
        """The party for which brief.toml says that the person speaks, or none.

        Args:
            name: the full name, or the one word by which a text calls the person throughout.
        """
        return self._people.get(plain(name))


@cache
def lexicon(parties: tuple[Party, ...] = ()) -> PartyLexicon:
    """The lexicon of all countries, extended by `parties`: the tables of brief.toml.

    A table whose id is a country's adds aliases and people to it; any other id is a party of its own.
    """
    known = {code: Party(id=code, name=country.name) for code, country in countries().items()}
    for party in parties:
        known[party.id] = party
    return PartyLexicon(known, _people(parties), NameScanner.of(_entries(parties), _company()))


def _people(parties: tuple[Party, ...]) -> dict[str, str]:
    """The parties of declared people, by full name, and by first or last word where that tells one party.

    "Xi" alone in a transcript is the declared Xi Jinping, "Rubio" the declared Marco Rubio.
    """
    full = {plain(person): party.id for party in parties for person in party.people}
    short: dict[str, set[str]] = defaultdict(set)
    for name, party_id in full.items():
        for word in {name.split()[0], name.split()[-1]} if name.split() else ():
            short[word].add(party_id)
    return {word: ids.pop() for word, ids in short.items() if len(ids) == 1} | full


def _entries(parties: tuple[Party, ...]) -> Iterator[Entry]:
    """All names, those of brief.toml first: where two parties share a word, the project decides."""
    for party in parties:
        for alias in (party.name, *party.aliases):
            yield Entry(alias, "name", party.id)
    for name in other_names():
        yield Entry(name, "other", "")
    for name, kind, code in named_institutions():
        yield Entry(name, "media" if kind == "media" else "institution", code)
    for code, country in countries().items():
        for name in sorted(country.names):
            yield Entry(name, "name", code)
            if len(name) > 3 and name.isalpha():
                yield Entry(name.upper(), "name", code)
        for capital in sorted(country.capitals):
            yield Entry(capital, "capital", code)
            yield Entry(capital.upper(), "capital", code)
        yield from (Entry(word, "demonym", code) for word in sorted(country.demonyms))
        yield from (Entry(word, "people", code) for word in sorted(country.people))


def _company() -> dict[str, tuple[str, ...]]:
    """For each name that is more often something else ("Jordan"), the other names of its country."""
    rare = load_table("countries.toml")["need_company"]
    return {
        name: tuple(sorted((country.demonyms | country.capitals | country.people | country.names) - {name}))
        for country in countries().values()
        for name in country.names & set(rare)
    }
