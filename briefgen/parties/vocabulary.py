"""The words of governments: which nouns speak for a country, and which do not."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from briefgen.parties.countries import load_table


class GovernmentWords(NamedTuple):
    """The word lists of data/institutions.toml, in lower case.

    Attributes:
        government: nouns for a government's bodies ("ministry").
        officer: nouns for those who hold an office ("ambassador").
        phrases: phrases of two to four words for bodies ("state media").
        phrase_starts: the first words of `phrases`.
        private: nouns for those who do not speak for a government ("company").
        no_longer: words that end or deny an office ("former").
        outward: heads whose owner follows a preposition ("spokesperson").
        modifiers: words that stand between a country and a government noun ("senior").
        verbs: verbs whose subject a people or an abbreviated country can be ("the Chinese have").
        function_words: words behind an abbreviated country that leave it a noun ("the U.S. and China").
        place_words: words before a capital that make it a place ("in Beijing").
        offices: offices that one country alone has under that name, with the country.
    """

    government: frozenset[str]
    officer: frozenset[str]
    phrases: frozenset[str]
    phrase_starts: frozenset[str]
    private: frozenset[str]
    no_longer: frozenset[str]
    outward: frozenset[str]
    modifiers: frozenset[str]
    verbs: frozenset[str]
    function_words: frozenset[str]
    place_words: frozenset[str]
    offices: tuple[tuple[str, str], ...]


@cache
def government_words() -> GovernmentWords:
    """The lists, loaded once."""
    table = load_table("institutions.toml")
    phrases = frozenset(table["government_phrases"])
    offices = [(office, party) for party, names in table["offices"].items() for office in names]
    return GovernmentWords(
        government=frozenset(table["government"]),
        officer=frozenset(table["officer"]),
        phrases=phrases,
        phrase_starts=frozenset(phrase.split()[0] for phrase in phrases),
        private=frozenset(table["private"]),
        no_longer=frozenset(table["no_longer"]),
        outward=frozenset(table["outward"]),
        modifiers=frozenset(table["modifiers"]),
        verbs=frozenset(table["verbs"]),
        function_words=frozenset(table["function_words"]),
        place_words=frozenset(table["place_words"]),
        offices=tuple(sorted(offices, key=lambda pair: -len(pair[0]))),
    )


@cache
def named_institutions() -> tuple[tuple[str, str, str], ...]:
    """Institutions that belong to one country: (name, kind, party), kind ``institution`` or ``media``."""
    table = load_table("institutions.toml")
    return tuple(
        (name, kind, party)
        for section, kind in (("named", "institution"), ("state_media", "media"))
        for party, names in table[section].items()
        for name in names
    )


@cache
def affiliations() -> dict[str, str]:
    """Letters written after a legislator's name ("D-Ohio") with the country of the legislature."""
    return {
        mark: party
        for party, marks in load_table("institutions.toml")["affiliations"].items()
        for mark in marks
    }


@cache
def other_names() -> tuple[str, ...]:
    """Names with a country's word in them that stand for no government ("Washington Post")."""
    return tuple(load_table("institutions.toml")["other_names"])
