"""The words of time expressions, read once from the data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What `words.toml` and `references.toml` hold; the comments there say what each table is for.

    Attributes:
        units: singular and plural unit words with their TIMEX3 designator.
        sets: named groups of modifiers.
        references: last word to the phrases that end in it, longest first, with their value.
    """

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, str]
    units: dict[str, str]
    plurals: dict[str, str]
    day_parts: dict[str, str]
    near_days: dict[str, int]
    spelled_decades: dict[str, int]
    sets: dict[str, frozenset[str]]
    direction: dict[str, frozenset[str]]
    references: dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary; the files are read on the first call."""
    words = _load("words.toml")
    words["units"].update({plural: words["units"][unit] for plural, unit in words["plurals"].items()})
    for group in ("sets", "direction"):
        words[group] = {name: frozenset(members) for name, members in words[group].items()}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for value, texts in _load("references.toml").items():
        for text in texts:
            phrase = tuple(text.split())
            phrases.setdefault(phrase[-1], []).append((phrase, value))
    references = {last: tuple(sorted(found, key=lambda f: -len(f[0]))) for last, found in phrases.items()}
    return Vocabulary(**words, references=references)


def _load(name: str) -> dict[str, Any]:
    path = files("briefgen.extraction") / "data" / "times" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))
