"""Finding the names of countries, peoples, capitals and institutions in a text, in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["name", "demonym", "people", "capital", "institution", "media", "other"]

# A word that a name may start with: any letter but a small ASCII one. The key of the index is this run.
_FIRST_WORD = re.compile(r"(?<![\w-])[^\W\d_a-z]\w*|(?<![\w-])(?:10|state|mainland|the)(?= [A-Z])")
# Offices and bodies that states have and persons, towns and provinces have not.
_OF_STATES = (
    r"(?:ministers?|ministry|parliament|king|queen|president|ambassador|embassy|army|navy|junta|government)"
)
_OWN_OFFICE = re.compile(rf"'s (?:[\w-]{{1,20}} ){{0,3}}{_OF_STATES}\b", re.IGNORECASE)
_OFFICE_OF = re.compile(rf"\b{_OF_STATES} of $", re.IGNORECASE)
_CAPITALISED = re.compile(r"[A-Z][\w.]* $")
# One code point for one code point, so that offsets stay true.
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "\xa0": " ", "\u202f": " ", "‑": "-", "–": "-"})


class NameHit(NamedTuple):
    """A name that stands at ``text[start:end]``."""

    start: int
    end: int
    kind: Kind
    party: str


class Entry(NamedTuple):
    """A name of the lexicon; the kind ``other`` hides what it covers ("Washington Post")."""

    text: str
    kind: Kind
    party: str


def plain(text: str) -> str:
    """`text` with straight apostrophes, plain spaces and plain hyphens; as long as before."""
    return text.translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class NameScanner:
    """An index of names by their first word; the longest name at a place wins.

    Attributes:
        index: entries by first word, longest first.
        company: for names that need another name of their party in the same text: those other names.
    """

    index: Mapping[str, tuple[Entry, ...]]
    company: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry], company: Mapping[str, tuple[str, ...]]) -> NameScanner:
        """A scanner of `entries`; where two share a text, the first one stays."""
        index: dict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in entries:
            text = plain(entry.text)
            if match := _FIRST_WORD.match(text):
                index[match.group()].setdefault(text, entry._replace(text=text))
        ordered = {key: tuple(sorted(at.values(), key=lambda e: -len(e.text))) for key, at in index.items()}
        return cls(ordered, company)

    def scan(self, text: str) -> list[NameHit]:
        """The names in `text` (already `plain`), in order and without overlap."""
        hits: list[NameHit] = []
        accompanied: dict[str, bool] = {}
        end = 0
        for match in _FIRST_WORD.finditer(text):
            entries = self.index.get(match.group())
            if entries is None or match.start() < end:
                continue
            entry = self._longest(text, match.start(), entries, accompanied)
            if entry is not None:
                end = match.start() + len(entry.text)
                if entry.kind != "other":
                    hits.append(NameHit(match.start(), end, entry.kind, entry.party))
        return hits

    def _longest(
        self, text: str, start: int, entries: tuple[Entry, ...], accompanied: dict[str, bool]
    ) -> Entry | None:
        for entry in entries:
            end = start + len(entry.text)
            if text.startswith(entry.text, start) and _ends_word(text, end):
                return entry if self._counts(text, start, end, accompanied) else None
        return None

    def _counts(self, text: str, start: int, end: int, accompanied: dict[str, bool]) -> bool:
        """Whether a name that is more often something else has company, or an office of state beside it.

        `accompanied` keeps the answer for the text: once "Jordan's water minister" is told, "Jordan" is
        the country.
        """
        name = text[start:end]
        needed = self.company.get(name)
        if needed is None or accompanied.get(name):
            return True
        if name not in accompanied:
            accompanied[name] = any(other in text for other in needed)
        accompanied[name] = accompanied[name] or _has_office(text, start, end)
        return accompanied[name]


def _has_office(text: str, start: int, end: int) -> bool:
    """Whether an office that only states have goes with it: "Jordan's water minister", "king of Jordan"."""
    if _OFFICE_OF.search(text, max(0, start - 24), start):
        return True
    before = text[max(0, start - 2) : start - 1]
    surname = before.isalnum() and _CAPITALISED.search(text, max(0, start - 24), start) is not None
    return not surname and _OWN_OFFICE.match(text, end) is not None


def _ends_word(text: str, end: int) -> bool:
    """Whether a name may end at `end`: "U.S.-led", "China-based" and "Francesca" are other words."""
    following = text[end : end + 2]
    if not following:
        return True
    if following[0] == "-":
        return not following[1:].isalnum()
    return not (following[0].isalnum() or following[0] == "_")
