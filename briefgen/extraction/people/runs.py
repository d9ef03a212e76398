"""Runs of capitalised words, split into what stands before a name and the name itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefgen.extraction.people.wordlists import Sex, closed_class, given_names, titles, words

_ABBREVIATIONS = (
    "Mrs?|Ms|Dr|Prof|Rev|Hon|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Adm|Sgt|Cpl|Pvt|Amb|Jr|Sr|St|Brig|Cmdr"
)
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽȘȚ"
_TOKEN = rf"(?:(?:[{_UPPER}]\.)+|(?:{_ABBREVIATIONS})\.|[{_UPPER}]\w*(?:['’‘-](?!s\b)[^\W\d_]\w*)*)"
_PARTICLE = (
    r"(?:de la|de los|de|del|della|di|da|dos|du|la|le|van der|van den|van de|van|von der|von den|von|zu"
    r"|der|den|bin|bint|ibn|ben|al|el|y)"
)
# What Arabic and French names write onto the word behind: "al-Masri", "d'Arcy".
_ARTICLE = r"(?:(?:al|el|as|ad|an|ul|ur)-|d['’])"
_LATER = rf"(?:(?:{_PARTICLE}[ \xa0])?{_TOKEN}|{_ARTICLE}{_TOKEN})"
_RUN = re.compile(rf"(?<![\w@#/.-]){_ARTICLE}?{_TOKEN}(?:[ \xa0]{{1,2}}{_LATER}){{0,11}}")
_CONTRACTED = re.compile(r"['’](?:ve|re|ll|d|m|t)$")
_SPLIT = re.compile(r"[ \xa0]{1,2}")
_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_EASTERN_GIVEN = re.compile(r"[A-Z][a-z]+-[a-z]+")
_LONGEST_NAME = 4
_LONGEST_UNKNOWN = 3

_WRITTEN_ON = ("al-", "el-", "Al-", "El-")

Strength = Literal["title", "given", "eastern", "weak"]


class Token(NamedTuple):
    """A word of a run, at ``text[start:end]``."""

    start: int
    end: int
    text: str


class Candidate(NamedTuple):
    """A run, or its part, that may be a name.

    Attributes:
        tokens: the words of the name, without titles.
        title: the words before it in the run ("Chinese President").
        strength: what speaks for a name: a title before it, a given name, an eastern family name, or
            nothing.
        key: the words of the name with straight apostrophes and without middle initials.
    """

    tokens: tuple[Token, ...]
    title: tuple[Token, ...]
    strength: Strength
    key: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where the name starts."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.tokens[-1].end


def _candidate(tokens: tuple[Token, ...], title: tuple[Token, ...], strength: Strength) -> Candidate:
    key = tuple([t.text.replace("’", "'") for n, t in enumerate(tokens) if n == 0 or not _is_initial(t.text)])
    return Candidate(tokens, title, strength, key)


def _is_initial(word: str) -> bool:
    return (len(word) <= 2 and word.endswith(".")) or (len(word) == 1 and word.isupper())


def find_runs(text: str) -> Iterator[tuple[Token, ...]]:
    """The runs of capitalised words in `text`, without the words that only open a sentence."""
    openers = words("openers.txt")
    for match in _RUN.finditer(text):
        tokens: list[Token] = []
        start = match.start()
        for separator in _SPLIT.finditer(match.group()):
            tokens.append(
                Token(
                    start, match.start() + separator.start(), text[start : match.start() + separator.start()]
                )
            )
            start = match.start() + separator.end()
        tokens.append(Token(start, match.end(), text[start : match.end()]))
        first = next(
            (n for n, t in enumerate(tokens) if _CONTRACTED.sub("", t.text) not in openers), len(tokens)
        )
        if tokens[first:]:
            yield tuple(tokens[first:])


def candidate(run: tuple[Token, ...]) -> Candidate | None:
    """The name in a run, if there may be one."""
    known_titles = titles()
    last_title = max((n for n, token in enumerate(run[:-1]) if token.text in known_titles), default=-1)
    if last_title >= 0:
        name = _name(run[last_title + 1 :], titled=True)
        return _candidate(name, run[: last_title + 1], "title") if name else None
    given = given_names()
    if run[0].text[0].islower():
        return None  # "al-Masri" alone is no new name
    for number in range(len(run) - 1):
        if _is_eastern(run[number:]):
            return _candidate(run[number:], run[:number], "eastern")
        if run[number].text in given and (name := _name(run[number:])) and len(name) > 1:
            return _candidate(name, run[:number], "given")
    excluded = words("not_people.txt")
    split = max((n for n, token in enumerate(run) if token.text in excluded), default=-1) + 1
    name = run[split:]
    if _name(name) != name or (split and len(name) == 1):
        return None
    particles = closed_class("particles")
    if not 1 <= sum(token.text not in particles for token in name) <= _LONGEST_UNKNOWN:
        return None
    eastern = len(name) in (2, 3) and name[0].text in words("surnames_first.txt")
    return _candidate(name, run[:split], "eastern" if eastern else "weak")


def _is_eastern(tokens: tuple[Token, ...]) -> bool:
    """Whether a word that is mostly no name is a family name by what follows: "Park Min-jae"."""
    first, *others = [token.text for token in tokens]
    if first not in words("not_people.txt") or first not in words("surnames_first.txt"):
        return False
    return len(others) in (1, 2) and all(_EASTERN_GIVEN.fullmatch(word) for word in others[-1:])


def _name(tokens: tuple[Token, ...], *, titled: bool = False) -> tuple[Token, ...]:
    """The leading words that may be a name: no word of a body or a place among them.

    A body's noun right behind takes the name away: no person stands in "Martin Luther King School".
    """
    excluded = words("not_people.txt")
    kept: list[Token] = []
    for token in tokens:
        word = token.text
        if word in words("surnames_also.txt") and (titled or (kept and tokens[0].text in given_names())):
            kept.append(token)  # "Robert Hall" and "Mr. Hall", but not "Robert Hall School"
            continue
        if (
            word in excluded
            or (word in titles() and not kept)
            or (word.isupper() and len(word) > 3 and tokens[0].text != tokens[0].text.upper())
        ):
            return ()
        if word in words("openers.txt") and not (kept and _is_initial(word)):
            break
        kept.append(token)
    while kept and (_is_initial(kept[-1].text) and len(kept) > 1):
        kept.pop()
    return tuple(kept[: _LONGEST_NAME + 1])


def surname(tokens: tuple[str, ...]) -> str:
    """The word by which later mentions call the person: "Liu" of Liu Pengyu, "Biasio" of Bill de Biasio."""
    names = [word for word in tokens if word not in _SUFFIXES] or list(tokens)
    if len(names) in (2, 3) and names[0] in words("surnames_first.txt") and names[0] not in _western(names):
        return names[0]
    return called(names[-1])


def called(word: str) -> str:
    """A word of a name as all mentions share it: "Masri" of "al-Masri", "D'Arcy" of "d'Arcy"."""
    word = word.replace("’", "'")
    if word.startswith("d'"):
        return "D" + word[1:]
    return word[3:] if word.startswith(_WRITTEN_ON) and len(word) > 3 else word


def with_particles(tokens: tuple[str, ...]) -> tuple[str, ...] | None:
    """The surname with its particles, in lower case ("van der meer" of Ursula van der Meer); or none."""
    particles = closed_class("particles")
    lower = [word.lower() for word in tokens]
    first = next((n for n in range(len(lower) - 1) if lower[n] in particles), None)
    return None if first is None else tuple(lower[first:])


def _western(names: list[str]) -> frozenset[str]:
    """The first name where it is a Western given name ("Kim Davis") and no eastern name follows."""
    eastern_rest = all(name in words("surnames_first.txt") or "-" in name for name in names[1:])
    return frozenset({names[0]} if names[0] in given_names() and not eastern_rest else ())


def sex_of(tokens: tuple[str, ...], title: tuple[Token, ...]) -> Sex:
    """What the title or the given name tells of the person's sex; ``-`` where neither does."""
    for token in title:
        mark = titles().get(token.text)
        if mark == "m":
            return "m"
        if mark == "f":
            return "f"
    return given_names().get(tokens[0], "-") if len(tokens) > 1 else "-"
