"""Parties: the sides of a brief. They are data; nothing in the code knows a country by name."""

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
