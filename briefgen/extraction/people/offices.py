"""The office of a named person: what stands before the name, and the apposition behind it.

Each rule with the words that need it (the office in brackets):

* before: "[U.S. Secretary of State] Antony Blinken", "[campaign manager] Jeff Weaver";
* behind: "Robinson, the [assistant secretary of state for narcotics], told", "Lee, who is the [mayor], said";
* in front, with commas: "the [governor's spokesman], Jon Hall, said";
* told before: "A [spokesperson for the embassy] said ... the spokesperson, Liu Pengyu, said";
* sent by an embassy told before, which tells only the side: "the [Dutch Embassy] ... the envoy, Ann Lee".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from briefgen.extraction.people.wordlists import closed_class, role_groups, titles, words

_PREVIOUS_WORD = re.compile(r"([^\s,;:()\"“”\[\]—]{1,30})[ \xa0]$")
_AFTER_NAME = re.compile(r"(?:['’]s)?,[ \xa0](?:(?:age )?\d{1,3},[ \xa0])?")
_WHO_IS = re.compile(r",? who (?:is|was|serves as|served as|has been|had been) (?=\w)")
_APPOSITION_END = re.compile(
    r"[,;:()\"“”\[\]\n—]| -|\.(?=\s|$)"
    r"|\b(?:who|whom|whose|which|that|said|says|told|wrote|added|has|had|is|was|will|would|when|while|where)\b"
)
_WORD = re.compile(r"[^\W_](?:[\w’'.&/-]*\w)?\.?")
_INVERTED = re.compile(r"([^\s,;:()\"“”]{1,30}),[ \xa0]$")
_NOUN_PHRASE = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[\w.-]{1,30}['’]s?) ")
# The rank of words for several persons ("hosts Ann Lee and Tom Hall"): they describe, but are no office.
SHARED = 9
_GENITIVE = ("'s", "’s")
_MISSIONS = ("embassy", "Embassy", "high commission", "High Commission", "consulate", "Consulate")
_INITIALS = re.compile(r"(?:[A-Z]\.)+|[A-Z][a-z]{1,3}\.")
_JOINED = re.compile(r"(?:and|or|but|while|nor)\b")
# An article or an owner behind anything but a preposition or a conjunction opens a noun phrase of its own.
_NEXT_PHRASE = re.compile(
    r"\b([a-z]\S{0,29}) (?:the|an?|his|her|their|its|(?:[A-Z]\w{0,30} ){0,2}[A-Z][\w.-]{0,30}['’]s?) "
)
_CAPITALISED = re.compile(r"(?<!\w)([A-Z][a-z]{1,30}) $")
_LONGEST_BEFORE = 16
_LONGEST_APPOSITION = 220
_LOOK_BACK = 700


class Office(NamedTuple):
    """Words for an office at ``text[start:end]``.

    Attributes:
        rank: 1 for words beside the name, 2 for a description told before, `SHARED` for words of several
            persons; the lower rank wins, then the longer text.
        reference: where the description stands that the name resolves, if it was told before.
    """

    start: int
    end: int
    rank: int
    reference: tuple[int, int] | None = None


@cache
def _nouns() -> frozenset[str]:
    """Office nouns in lower case: those of the list and the titles that are offices."""
    return words("offices.txt") | {title.lower() for title, mark in titles().items() if mark == "o"}


def is_office_noun(word: str) -> bool:
    """Whether `word` names an office, alone or as the last part of a compound ("vice-chairman")."""
    lower = word.lower()
    return lower in _nouns() or lower.rsplit("-", 1)[-1] in _nouns()


def office_before(text: str, name_start: int) -> Office | None:
    """The office that stands right before the name at `name_start`.

    Words are taken leftwards; past "of" and "for" only as long as no office noun has been met, so that
    "Trump and [Chinese President] Xi" and "[Secretary of State for Law Enforcement] Lee" both come out.
    """
    start = position = name_start
    met = shared = False
    for _ in range(_LONGEST_BEFORE):
        match = _PREVIOUS_WORD.search(text, max(0, position - 32), position)
        if not match:
            break
        word = match.group(1)
        lower = word.lower()
        if _ends_sentence(word) or (not met and word.endswith(_GENITIVE)):
            break  # "the White House. [Governor] Ann Lee", "President Lee's Reciprocal Tariffs"
        if word in closed_class("connectors"):
            if met or position == name_start:
                break  # "governor of [Arkansas]", "Ann Lee and [Tom Hall]"
        elif word in words("openers.txt") or not (word[0].isupper() or _belongs(lower.removesuffix("s"))):
            break
        elif is_office_noun(word):
            met, start = True, match.start(1)
        elif not met and lower.endswith("s") and is_office_noun(lower.removesuffix("s")):
            met, shared, start = True, True, match.start(1)
        elif met:
            start = match.start(1)
        position = match.start(1)
    end = name_start - 1
    honorific = re.search(r" (?:Mr|Mrs|Ms|Dr|Miss|Sir)\.?$", text[max(0, end - 6) : end])
    end -= len(honorific.group()) if honorific else 0
    return Office(start, end, SHARED if shared else 1) if met and start < end else None


def _ends_sentence(word: str) -> bool:
    """Whether a word with a full stop ends a sentence: "House.", but not "Sen." or "U.S."."""
    return word.endswith(".") and word not in titles() and not _INITIALS.fullmatch(word)


def _belongs(lower: str) -> bool:
    return lower in words("office_words.txt") or is_office_noun(lower)


def office_behind(text: str, name_end: int, limit: int) -> Office | None:
    """The apposition behind the name that ends at `name_end`, within `limit`."""
    if match := _WHO_IS.match(text, name_end):
        return _apposition(text, match.end(), limit, determined=True)
    if match := _AFTER_NAME.match(text, name_end):
        return _apposition(text, match.end(), limit, determined=False)
    return None


def _apposition(text: str, start: int, limit: int, *, determined: bool) -> Office | None:
    limit = min(limit, start + _LONGEST_APPOSITION)
    if _JOINED.match(text, start):
        return None  # "France's envoy, Ann Lee, and [Peru's envoy], Tom Hall, met"
    while (match := _WORD.match(text, start)) and match.group().lower() in closed_class("determiners"):
        determined = True
        start = match.end() + 1
    found = _APPOSITION_END.search(text, start, limit)
    end = found.start() if found else limit
    while end > start and text[end - 1] in " \xa0.":
        end -= 1
    return (
        Office(start, end, 1)
        if end > start and _heads_office(text[start:end], determined=determined)
        else None
    )


def _heads_office(phrase: str, *, determined: bool) -> bool:
    """Whether an office noun heads `phrase`; without an article, only words of offices may precede it."""
    for number, word in enumerate(_WORD.findall(phrase)):
        if word in closed_class("prepositions") or number > 9:
            return False
        if is_office_noun(word):
            return True
        if not (determined or word[0].isupper() or _belongs(word.lower()) or word.endswith(("’s", "'s"))):
            return False
        if number == 0 and word.endswith("ing") and not _belongs(word):
            return False
    return False


def office_in_front(text: str, name_start: int, name_end: int) -> Office | None:
    """The phrase in "the governor's spokesman, Jon Hall, said": an office, a comma, the name, a comma."""
    if text[name_end : name_end + 1] not in {",", "."} or not _INVERTED.search(
        text, max(0, name_start - 34), name_start
    ):
        return None
    end = name_start - 2
    window = text[max(0, end - 120) : end]
    clause = (
        max(window.rfind(mark) for mark in (",", ";", ":", "(", ")", '"', "“", "”", "\n", "—", ". ", "''"))
        + 1
    )
    for match in _NOUN_PHRASE.finditer(window, clause):
        possessive = match.group().rstrip(" ")[-2:] in ("'s", "’s") or match.group().rstrip(" ")[-1:] in "'’"
        begin = _owner_start(window, match.start()) if possessive else match.end()
        phrase = window[begin:]
        if closed_class("breakers") & set(phrase.split()) or _is_clause(phrase):
            continue  # "Chile's navy met the envoy, Ann Lee," tells of the envoy only
        if phrase and _heads_office(phrase, determined=True) and is_office_noun(_head(phrase)):
            start = end - len(phrase)
            described = None if possessive or " " in phrase else _told_before(text, start, phrase)
            return described or Office(start, end, 1)
    return None


def _owner_start(window: str, start: int) -> int:
    """Where the owner's name starts that goes on at `start`: "[South] Korea's minister"."""
    for _ in range(2):
        match = _CAPITALISED.search(window, max(0, start - 32), start)
        word = match.group(1) if match else ""
        if match is None or word in words("openers.txt") or word in closed_class("calendar"):
            break
        start = match.start(1)
    return start


def embassy_before(text: str, office: Office) -> Office | None:
    """The embassy told before that a bare "ambassador" is of; it tells the side, and is no office."""
    if text[office.start : office.end].lower() not in closed_class("sent"):
        return None
    low = max(0, office.start - _LOOK_BACK)
    before = text[low : office.start]
    found = [at for noun in _MISSIONS if (at := _last_description(before, noun)) is not None]
    if not found:
        return None
    start, end = max(found)
    return Office(low + start, low + end, SHARED)


def _is_clause(phrase: str) -> bool:
    """Whether a second noun phrase stands in `phrase`, and so a verb: "Chile's navy met the envoy"."""
    connecting = closed_class("connectors") | closed_class("prepositions") | closed_class("determiners")
    return any(match.group(1) not in connecting for match in _NEXT_PHRASE.finditer(phrase))


def _head(phrase: str) -> str:
    """The head noun: the last word before the first preposition."""
    head = ""
    for word in _WORD.findall(phrase):
        if word in closed_class("prepositions"):
            break
        head = word
    return head.removesuffix("'s").removesuffix("’s")


def _told_before(text: str, start: int, noun: str) -> Office | None:
    """The longer description that the bare noun in "the official, Todd Robinson," refers to."""
    low = max(0, start - _LOOK_BACK)
    before = text[low:start]
    for word in sorted(role_groups().get(noun.lower(), frozenset({noun.lower()}))):
        at = _last_description(before, word)
        if at is not None and at[1] - at[0] > len(noun):
            return Office(low + at[0], low + at[1], 2, (low + at[0], low + at[1]))
    return None


def _last_description(before: str, noun: str) -> tuple[int, int] | None:
    """The last "(State Department's top) official (on narcotics)" in `before`."""
    position = len(before)
    while (position := before.rfind(noun, 0, position)) >= 0:
        end = position + len(noun)
        if (position and before[position - 1].isalpha()) or before[end : end + 1].isalpha():
            continue
        clause = max(before.rfind(mark, 0, position) for mark in ',;:()"“”\n—.') + 1
        starts = [
            m.end() for m in re.finditer(r"(?:^|(?<=\s))(?:[Tt]he|[Aa]n?|[Oo]ne) ", before[clause:position])
        ]
        start = clause + starts[-1] if starts else None
        if start is None:
            continue
        if complement := re.match(r" (?:for|of|at|from|on|in|with) ", before[end:]):
            stop = _APPOSITION_END.search(before, end + complement.end())
            end = stop.start() if stop else len(before)
        return start, len(before[:end].rstrip())
    return None
