"""The words of quantities, read once from the data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Nouns:
    """How counted nouns look; the comments in `nouns.toml` say what each group is for."""

    plurals: frozenset[str]
    nationals: frozenset[str]
    states: frozenset[str]
    not_plural: frozenset[str]
    measures: frozenset[str]
    counted_once: frozenset[str]
    ends: frozenset[str]
    skipped: frozenset[str]
    labels: frozenset[str]
    time_units: frozenset[str]
    joined_not_counted: frozenset[str]
    rates: frozenset[str]
    changes: frozenset[str]
    verbs_of_counted: frozenset[str]
    adjective_endings: frozenset[str]

    def is_plural(self, word: str) -> bool:
        """Whether `word`, in lower case, looks like a plural noun."""
        if word in self.plurals:
            return True
        singular = word.endswith(("ss", "ous", "ysis", "osis", "itis")) or word in self.not_plural
        return len(word) > 2 and word[-1] == "s" and not singular

    def is_adjective(self, word: str) -> bool:
        """Whether `word`, in lower case, is a national adjective or ends as many adjectives do."""
        if word in self.nationals:
            return True
        return len(word) > 4 and any(word[-n:] in self.adjective_endings for n in (2, 3, 4))


@dataclass(frozen=True, slots=True)
class Currencies:
    """Currencies as news writes them, with ISO 4217 codes."""

    symbols: dict[str, str]
    dollar_prefixes: dict[str, str]
    codes: dict[str, str]
    words: dict[str, str]
    qualified: dict[str, str]


@cache
def nouns() -> Nouns:
    """The groups of `nouns.toml`."""
    return Nouns(**{name: frozenset(words) for name, words in tomllib.loads(_read("nouns.toml")).items()})


@cache
def currencies() -> Currencies:
    """The tables of `currencies.toml`."""
    return Currencies(**tomllib.loads(_read("currencies.toml")))


@cache
def modifiers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The modifiers of `modifiers.txt` by their last word, longest first."""
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for line in _read("modifiers.txt").splitlines():
        if line and not line.startswith("#"):
            phrase = tuple(line.split())
            phrases.setdefault(phrase[-1], []).append(phrase)
    return {last: tuple(sorted(found, key=len, reverse=True)) for last, found in phrases.items()}


def _read(name: str) -> str:
    return (files("briefgen.extraction") / "data" / "quantities" / name).read_text(encoding="utf-8")
