"""Named persons with their offices."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.extraction.people.named import Named, printable
from briefgen.extraction.people.surroundings import parties_around
from briefgen.extraction.people.survey import Survey, survey
from briefgen.models import Person, Span
from briefgen.parties import PartyLexicon

__all__ = ["find_people", "party_of_named"]


def find_people(text: str, sentences: Sequence[Span], lexicon: PartyLexicon) -> tuple[Person, ...]:
    """The persons whom `text` names, in order of their full names' first place.

    A person's office stands as in the text, without its article; words beside the name win over a description
    told elsewhere, then the longest wins, then the first.

    Args:
        text: any text; offsets are its code points.
        sentences: the sentences of `text`, in order; an apposition ends with its sentence.
        lexicon: tells the parties of offices.
    """
    found: Survey = survey(text, sentences, lexicon)
    return tuple(
        person_of(named, text, party_of_named(named, lexicon) or around)
        for named, around in zip(found.persons, parties_around(text, found.persons, lexicon), strict=True)
    )


def person_of(named: Named, text: str, party: str | None) -> Person:
    """The model of one person of a survey, who speaks for the party."""
    office = named.office()
    return Person(
        name=printable(named.name),
        span=Span(start=named.start, end=named.end),
        office=printable(text[office.start : office.end]) if office else None,
        office_span=Span(start=office.start, end=office.end) if office else None,
        party=party,
    )


def party_of_named(named: Named, lexicon: PartyLexicon) -> str | None:
    """The party that brief.toml gives, else what the offices and titles in the text tell."""
    declared = lexicon.party_of_person(named.name)
    if declared is not None:
        return declared
    return next((party for phrase in named.evidence if (party := lexicon.party_of(phrase))), None)
