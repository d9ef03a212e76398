"""The countries of the world with the words an English text has for them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

_SHORTEST_NAME = 4  # shorter spellings in the library are ISO codes, most of them words of some language


class Country(NamedTuple):
    """A country's words.

    Attributes:
        code: ISO 3166 alpha-2.
        name: as printed.
        names: nouns that stand for it ("China", "PRC").
        demonyms: adjectives ("Chinese").
        people: plural nouns for its people ("Americans").
        capitals: cities that stand for its government ("Beijing").
    """

    code: str
    name: str
    names: frozenset[str]
    demonyms: frozenset[str]
    people: frozenset[str]
    capitals: frozenset[str]


def load_table(name: str) -> dict[str, Any]:
    """The TOML table `name` of this package's data."""
    return tomllib.loads((files("briefgen.parties") / "data" / name).read_text(encoding="utf-8"))


@cache
def countries() -> dict[str, Country]:
    """All countries by code: the library's entries, cleaned and extended by data/countries.toml.

    The library is imported here, on first use, because `import briefgen` must stay light.
    """
    from countryinfo import all_countries  # noqa: PLC0415 - lazy, see the docstring

    table = load_table("countries.toml")
    found: dict[str, Country] = {}
    for entry in all_countries():
        try:
            code = str(entry.iso(2))
        except KeyError:  # the library's entries for parts of countries have no codes
            continue
        if len(code) == 2 and code not in table["drop"] and entry.name() not in table["drop_names"]:
            found.setdefault(code, _country(code, entry, table))
    return found


def _country(code: str, entry: Any, table: dict[str, Any]) -> Country:
    extra = table["countries"].get(code, {})
    name = str(extra.get("name", entry.name()))
    names = {name, name.removeprefix("The "), *map(str.strip, entry.alt_spellings()), *_texts(entry.name())}
    names = {n for n in names if len(n) >= _SHORTEST_NAME and "," not in n} - set(table["not_names"])
    demonyms = {part.strip() for part in (entry.demonym() or "").replace("/", ",").split(",")}
    demonyms = demonyms - {"", *table["not_demonyms"]} | set(extra.get("demonyms", ()))
    if code in table["dependencies"]:
        demonyms, capitals = set[str](), set[str]()
    else:
        capitals = set(_texts(entry.capital())) - set(table["not_capitals"])
    people = {d + "s" for d in demonyms if d.endswith(("an", "i", "ean", "ek", "k", "ot"))}
    return Country(
        code=code,
        name=name,
        names=frozenset(names | set(extra.get("names", ()))),
        demonyms=frozenset(demonyms - names),
        people=frozenset(people | set(extra.get("people", ()))),
        capitals=frozenset(capitals | set(extra.get("capitals", ()))),
    )


def _texts(value: object) -> list[str]:
    """The library gives most capitals as a text, some as a list, and some with alternatives by slashes."""
    texts = value if isinstance(value, list) else [value]
    return [
        part.strip() for text in texts if isinstance(text, str) for part in text.split("/") if part.strip()
    ]
