"""The word lists behind tokens and attributions: read once, when first needed."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

VOWELS = frozenset("aeiou")


def _read(name: str) -> str:
    return files("briefgen.extraction").joinpath("data", "attribution", name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """The whitespace-separated cells of each line of a word list, without comments and blank lines."""
    for line in _read(name).splitlines():
        cells = line.split()
        if cells and not cells[0].startswith("#"):
            yield cells


def rows_of(name: str, first: str) -> Iterator[list[str]]:
    """Those of `rows` whose first cell is `first`, in a list sorted by it; the others are not read."""
    lines = lines_of(name)
    at = bisect_left(lines, first, key=_first_cell)
    while at < len(lines) and _first_cell(lines[at]) == first:
        yield lines[at].split()
        at += 1


def _first_cell(line: str) -> str:
    return line.partition(" ")[0]


@cache
def lines_of(name: str) -> list[str]:
    """The lines of a word list without its header, kept for `rows_of`."""
    return [line for line in _read(name).splitlines() if not line.startswith("#")]


@cache
def _closed_classes() -> dict[str, Any]:
    return tomllib.loads(_read("closed_classes.toml"))


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The closed word classes, by name ("determiner", "preposition", ...)."""
    return {name: frozenset(words) for name, words in _closed_classes().items() if name != "groups"}


@cache
def word_group(name: str) -> frozenset[str]:
    """Words that share a behaviour ("whether", "possessive", ...); see closed_classes.toml."""
    return frozenset(_closed_classes()["groups"][name])


class Form(NamedTuple):
    """What an inflected word form can be.

    Attributes:
        lemma: the base form.
        kinds: ``b`` base, ``z`` third person singular, ``d`` past, ``e`` past participle, ``g`` -ing.
        verbness: how often it stood where only a verb can stand, against where only a noun can (0 to 1).
    """

    lemma: str
    kinds: str
    verbness: float


def inflect(lemma: str) -> dict[str, str]:
    """Regular forms of a verb, each with its kinds; both spellings where a consonant may double."""
    forms = {lemma: "b"}
    last = lemma[-1]
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms[lemma + "es"] = "z"
    elif last == "y" and lemma[-2:-1] not in VOWELS:
        forms[lemma[:-1] + "ies"] = "z"
    else:
        forms[lemma + "s"] = "z"
    if last == "e":
        forms[lemma + "d"] = "de"
        forms[(lemma[:-2] + "y" if lemma.endswith("ie") else lemma[:-1]) + "ing"] = "g"
        return forms
    doubles = last not in VOWELS and last not in "wxy" and lemma[-2:-1] in VOWELS
    if doubles:
        forms[lemma + last + "ed"] = "de"
        forms[lemma + last + "ing"] = "g"
    if doubles and len(lemma) <= 4 and not set(lemma[:-2]) & VOWELS:
        return forms  # "plan", "stop", not "open": "planed" is another verb's
    forms[lemma[:-1] + "ied" if last == "y" and lemma[-2:-1] not in VOWELS else lemma + "ed"] = "de"
    forms[lemma + "ing"] = "g"
    return forms


@cache
def irregular() -> dict[str, dict[str, str]]:
    """Base form of each irregular verb to its irregular forms with their kinds."""
    found: dict[str, dict[str, str]] = {}
    for base, past, participle in rows("irregular_verbs.txt"):
        forms: dict[str, str] = {}
        for form in past.split("/"):
            forms[form] = "d"
        for form in participle.split("/"):
            forms[form] = forms.get(form, "") + "e"
        found[base] = forms
    return found


@cache
def verb_forms() -> dict[str, Form]:
    """Every known verb form in lower case."""
    forms: dict[str, Form] = {}
    exceptions = irregular()
    for lemma, base_verb, base_noun, s_verb, s_noun in rows("verbs.txt"):
        base = (int(base_verb) + 0.5) / (int(base_verb) + int(base_noun) + 1)
        third = (int(s_verb) + base) / (int(s_verb) + int(s_noun) + 1)
        for form, kinds in inflect(lemma).items():
            if "d" in kinds and lemma in exceptions:
                continue
            share = third if kinds == "z" else base if kinds == "b" else 1.0
            forms.setdefault(form, Form(lemma, kinds, share))
        for form, kinds in exceptions.get(lemma, {}).items():
            old = forms.get(form)
            if old is None or old.lemma != lemma:
                forms[form] = Form(lemma, kinds, 1.0)
            elif "b" in old.kinds:
                forms[form] = Form(lemma, "b" + kinds, old.verbness)
    return forms
