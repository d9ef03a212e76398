"""The word lists of people and speakers, each loaded once, on first use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Sex = Literal["m", "f", "-"]


def _lines(name: str) -> list[str]:
    text = (files("briefgen.extraction") / "data" / "people" / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The words of the list `name` ("offices.txt"), as they are written there."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def closed_class(name: str) -> frozenset[str]:
    """The words of the class `name` ("prepositions") of closed_classes.toml."""
    text = (files("briefgen.extraction") / "data" / "people" / "closed_classes.toml").read_text(
        encoding="utf-8"
    )
    return frozenset(tomllib.loads(text)[name])


@cache
def given_names() -> dict[str, Sex]:
    """Given names with the sex of most who bear them; ``-`` for either."""
    sexes: dict[str, Sex] = {"m": "m", "f": "f"}
    return {
        name: sexes.get(sex, "-") for name, sex in (line.rsplit(" ", 1) for line in _lines("given_names.txt"))
    }


@cache
def titles() -> dict[str, str]:
    """Titles before a name with their mark: ``m``, ``f``, ``o`` (an office) or ``-``."""
    marks: dict[str, str] = {}
    for line in _lines("titles.txt"):
        title, _, mark = line.rpartition(" ")
        marks[title] = mark
    return marks


@cache
def role_groups() -> dict[str, frozenset[str]]:
    """For each role noun the words of an office that it can refer to ("diplomat": ambassador, envoy, ...)."""
    text = (files("briefgen.extraction") / "data" / "people" / "roles.toml").read_text(encoding="utf-8")
    groups: dict[str, set[str]] = {}
    for group in tomllib.loads(text)["role"]:
        for noun in group["nouns"]:
            groups.setdefault(noun, {noun}).update(group["offices"])
    return {noun: frozenset(offices) for noun, offices in groups.items()}
