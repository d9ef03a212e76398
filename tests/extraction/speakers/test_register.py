"""What the names of a text stand for."""

from __future__ import annotations

import pytest

from briefgen.extraction.people import find_people
from briefgen.extraction.people.survey import survey
from briefgen.extraction.sentences import split_sentences
from briefgen.extraction.speakers.register import Register
from briefgen.models import Span
from briefgen.parties import lexicon

TEXT = (
    "Indian trade minister Asha Rao left. A spokesperson for the harbour said that it was closed. "
    "“No ship may land,” the spokesperson, Marc Petit, said."
)


@pytest.fixture(scope="module")
def register():
    sentences, parties = split_sentences(TEXT), lexicon()
    return Register(survey(TEXT, sentences, parties), find_people(TEXT, sentences, parties), parties)


def number_of(register, name):
    [number] = [number for number, person in enumerate(register.persons) if person.name == name]
    return number


def test_a_person_is_known_with_office_and_party(register):
    rao = number_of(register, "Asha Rao")
    assert (register.known(rao).office, register.party(rao)) == ("Indian trade minister", "IN")
    assert register.party(number_of(register, "Marc Petit")) is None


def test_an_office_is_found_by_where_it_ends(register):
    office = "Indian trade minister"
    assert register.office_start(TEXT.index(office) + len(office)) == TEXT.index(office)
    assert register.office_start(3) == -1


def test_a_description_is_introduced_by_the_name_that_follows(register):
    start = TEXT.index("A spokesperson")
    end = TEXT.index(" said")
    assert register.introduced(Span(start=start, end=end)) == number_of(register, "Marc Petit")
    assert register.introduced(Span(start=0, end=6)) is None
