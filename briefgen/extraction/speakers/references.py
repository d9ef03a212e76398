"""What kind of words a source is: a pronoun, a name, a description of one person, or a group."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from briefgen.extraction.people.named import Mention
from briefgen.extraction.people.offices import is_office_noun
from briefgen.extraction.people.wordlists import Sex, closed_class, role_groups

Pronoun = Literal["he", "i", "it", "they", "who"]

_PRONOUNS: dict[str, tuple[Pronoun, Sex]] = {
    "he": ("he", "m"), "him": ("he", "m"), "his": ("he", "m"), "himself": ("he", "m"),
    "she": ("he", "f"), "her": ("he", "f"), "hers": ("he", "f"), "herself": ("he", "f"),
    "i": ("i", "-"), "me": ("i", "-"), "my": ("i", "-"), "myself": ("i", "-"), "mine": ("i", "-"),
    "we": ("i", "-"), "us": ("i", "-"), "our": ("i", "-"), "ourselves": ("i", "-"),
    "it": ("it", "-"), "its": ("it", "-"),
    "they": ("they", "-"), "them": ("they", "-"), "their": ("they", "-"),
    "who": ("who", "-"), "whom": ("who", "-"), "whose": ("who", "-"),
}  # fmt: skip
_CONTRACTION = re.compile(r"['’](?:s|d|ll|ve|re|m)$")
_HEAD_END = re.compile(r"[,;:()—]| -| (?:who|whose|which|that)\b")
_PREPOSITION = re.compile(
    r"\b(?:of|for|at|from|with|in|to|on|about|against|under|by|after|before|as|like|among)\b"
)
_WORD = re.compile(r"[^\W_](?:[\w.-]*\w)?")


class Description(NamedTuple):
    """A noun phrase for one person ("the Chinese diplomat").

    Attributes:
        head: its noun, in lower case.
        modifiers: the words before and behind the noun, in lower case.
        definite: whether "the", "this" or no article stands before it.
        sex: what the noun tells.
        proper: whether a modifier is capitalised ("the Vermont senator").
    """

    head: str
    modifiers: frozenset[str]
    definite: bool
    sex: Sex
    proper: bool = False


def pronoun(words: str) -> tuple[Pronoun, Sex] | None:
    """The kind of a pronoun and the sex that it tells; none for other words."""
    return _PRONOUNS.get(_CONTRACTION.sub("", words.strip(" \xa0“\"'‘")).lower())


def named_in(source: str, offset: int, mentions: list[Mention]) -> Mention | None:
    """The mention that heads a source at `offset`, among those inside it.

    "Ann Lee, Mr. Hall's aide" is Ann Lee, "Hall's aide, Ann Lee," too; "a spokesman for Hall" names no one,
    nor do "Hall supporters" and "Hall and Lee".
    """
    start = 0
    for end in [match.start() for match in _HEAD_END.finditer(source)] + [len(source)]:
        part = source[start:end]
        inside = [m for m in mentions if offset + start <= m.start and m.end <= offset + end]
        preposition = _PREPOSITION.search(part, 1)
        limit = offset + start + (preposition.start() if preposition else len(part))
        heads = [m for m in inside if m.start < limit]
        if heads:
            if _coordinated(source, offset, heads):
                return None
            last = heads[-1]
            rest = source[last.end - offset : limit - offset].strip(" .\"”’'")
            if rest in ("", "s") and (rest == "" or len(heads) == 1):
                return last
            if rest in ("himself", "herself", "Jr", "Sr"):
                return last
            if not rest.startswith("s "):
                return None  # "Trump supporters"
        start = end + 1
        if end < len(source) and source[end : end + 2] == " w":
            break
    return None


def _coordinated(source: str, offset: int, heads: list[Mention]) -> bool:
    """Several speakers: "Hall and Lee", "Hall and his rivals"."""
    first = heads[0]
    after = source[first.end - offset :]
    if re.match(r"[ \xa0]+(?:and|or|&)\b", after):
        return True
    before = source[: heads[-1].start - offset]
    return len(heads) == 1 and re.search(r"\band[ \xa0]+(?:[A-Z]\S*[ \xa0]+)?$", before) is not None


def described(source: str) -> Description | None:
    """The description that a source is, if its head is a singular noun for a person's office or part."""
    end = _HEAD_END.search(source)
    part = source[: end.start()] if end else source
    preposition = _PREPOSITION.search(part, 1)
    words = _WORD.findall(part[: preposition.start()] if preposition else part)
    while words and words[-1] in ("s", "himself", "herself"):
        words.pop()
    if not words:
        return None
    head = words[-1].lower()
    if head == "minister" and "prime" in (word.lower() for word in words):
        head = "prime-minister"
    if (
        not (
            is_office_noun(head)
            or head in role_groups()
            or head in closed_class("female")
            or head in closed_class("male")
        )
        or head == "officials"
    ):
        return None
    first = words[0].lower()
    tail = _WORD.findall(part[preposition.end() :]) if preposition else []
    modifiers = frozenset(word.lower().rstrip(".") for word in words[:-1] + tail) - {
        "the",
        "a",
        "an",
        "this",
        "that",
        "one",
    }
    sex: Sex = "f" if head in closed_class("female") else "m" if head in closed_class("male") else "-"
    proper = any(word[0].isupper() for word in words[1:-1])
    definite = first not in closed_class("indefinite") and not modifiers & closed_class("other")
    return Description(head, modifiers, definite, sex, proper)
