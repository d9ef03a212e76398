"""Parties and issues: the columns and rows of a brief. They are data; the code knows no country by name."""

from __future__ import annotations

from briefgen.models.base import Model


class Party(Model):
    """One side: a country, or whatever brief.toml declares.

    Attributes:
        id: an ISO 3166 alpha-2 code for a country, else the id given in brief.toml.
        name: as printed ("United States").
        aliases: other words that stand for it, beside what the country data give.
        people: full names of those who speak for it, beside what the texts tell.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class Issue(Model):
    """A row of the positions table.

    Attributes:
        name: as printed ("Supply chains").
        terms: words and phrases that mark a statement as belonging here; the beginning of a word is enough.
    """

    name: str
    terms: tuple[str, ...]
