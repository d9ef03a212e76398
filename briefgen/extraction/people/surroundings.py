"""The side of a head of state or government whose office names no country, by the country around.

"PARIS, July 6 (Agency) - President Ann Lee said France would pay" tells it; "President Ann Lee said Peru must
pay" and any text with two countries do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from briefgen.extraction.people.named import Named
from briefgen.extraction.people.offices import Office
from briefgen.extraction.people.wordlists import closed_class
from briefgen.parties import PartyLexicon
from briefgen.parties.names import NameHit, plain
from briefgen.parties.vocabulary import government_words

_WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?")
_PARAGRAPH = 1000
_LAST_WORD = re.compile(r"([A-Za-z'-]+) (?:the )?$")
_NEXT_WORD = re.compile(r" ([a-z]+)")


def parties_around(text: str, persons: Sequence[Named], lexicon: PartyLexicon) -> list[str | None]:
    """For each person the text's only country, where its head or a minister speaks as its own; else none.

    Two presidents are of two countries, one of which the text does not name.
    """
    held = [_office_of_state(text, named) for named in persons]
    words = [text[office.start : office.end].lower() if office else "" for office in held]
    alone = {phrase for phrase, count in Counter(words).items() if phrase and count == 1}
    return [
        _only(text, office.start, office.end, lexicon) if office and phrase in alone else None
        for office, phrase in zip(held, words, strict=True)
    ]


def _office_of_state(text: str, named: Named) -> Office | None:
    """The first office beside the name that only states have and that names no country."""
    for office in named.offices:
        words = text[office.start : office.end]
        adjacent = text[office.end : office.end + 1] == " "
        if office.rank == 1 and _is_of_state(words, adjacent=adjacent):
            return office
    return None


def _is_of_state(words: str, *, adjacent: bool) -> bool:
    """Whether only words of a government stand there, with an office that a state has but once."""
    known = government_words()
    lower = {word.lower() for word in _WORD.findall(words)}
    heads = closed_class("heads_of_state")
    if not lower & heads or lower & known.private or lower & known.no_longer:
        return False
    if lower <= {"president", "chancellor"} and not (adjacent and words[:1].isupper()):
        return False  # a firm's and a university's, too
    return lower <= known.officer | known.modifiers | heads | {"of", "for", "and", "the"}


def _only(text: str, start: int, end: int, lexicon: PartyLexicon) -> str | None:
    """The text's only party, if the paragraph of ``text[start:end]`` or the dateline speaks as its own."""
    low = max(0, start - _PARAGRAPH)
    first_line = max(low, text.rfind("\n", low, start) + 1)
    last = text.find("\n", end, end + _PARAGRAPH)
    paragraph = plain(text[first_line : last if last >= 0 else end + _PARAGRAPH])
    hits = [hit for hit in lexicon.scanner.scan(paragraph) if hit.kind != "media"]
    if hits and not any(_is_own(paragraph, hit) for hit in hits):
        return None
    everywhere = _hits(text, lexicon)
    if len({hit.party for hit in everywhere}) != 1:
        return None
    first = everywhere[0]
    in_dateline = first.kind == "capital" and text[first.start - 1 : first.start] in ("", "\n")
    return first.party if hits or in_dateline else None


def _is_own(text: str, hit: NameHit) -> bool:
    """Whether the country speaks of itself there: not "in France", "met French" or "said France must"."""
    if hit.start == 0 and hit.kind == "capital":
        return True
    match = _LAST_WORD.search(text[max(0, hit.start - 30) : hit.start])
    before = match.group(1).lower() if match else ""
    if hit.kind == "capital":
        return before == "in"
    if before in closed_class("prepositions") or before in closed_class("meeting"):
        return False
    if hit.kind in ("demonym", "institution"):
        return True
    following = _NEXT_WORD.match(text, hit.end)
    return following is not None and following.group(1) in closed_class("own_verbs")


@lru_cache(maxsize=1)
def _hits(text: str, lexicon: PartyLexicon) -> tuple[NameHit, ...]:
    return tuple(hit for hit in lexicon.scanner.scan(plain(text)) if hit.kind != "media")
