"""Whose institution is meant where the words do not say: "the ministry", "its embassy", "state media".

The rules, each with the words that need it:

* "state media" belong to the party that spoke last in the paragraph, else to the one named last;
* "its foreign ministry" is that of the party named last;
* "the ministry" is the one told before ("China's foreign ministry said ... The ministry added");
* else "the foreign ministry" is that of the capital in the dateline ("MOSCOW, July 6 (Agency) -").
"""

from __future__ import annotations

import re

from briefgen.models import Span
from briefgen.parties import PartyLexicon
from briefgen.parties.vocabulary import government_words

_WORD = re.compile(r"[^\W_](?:[\w'’-]*\w)?")
_DATELINE = re.compile(r"(?:\A|(?<=\n))[ \xa0]{0,4}([A-Z][A-Z .'’-]{2,30})(?:,| \(| [—–-])[^\n]{0,60}?[—–-]")
_STATE_MEDIA = "state media"
_PARAGRAPH = 1000
_HEAD_OF_TEXT = 4000


class Owners:
    """What a text has told of institutions and their parties."""

    def __init__(self, text: str, lexicon: PartyLexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._told: dict[str, str] = {}
        self._dateline = _dateline_party(text, lexicon)
        self._spoke: tuple[int, str] | None = None

    def note(self, words: str, party: str, offset: int) -> None:
        """Remember that the source `words` at `offset` speaks for the party."""
        self._spoke = (offset, party)
        noun = _institution(words)
        if noun is not None:
            self._told[noun] = party

    def party_of(self, source: Span, words: str) -> str | None:
        """The party of an institution without an owner, or none where nothing tells it."""
        tokens = [word.lower() for word in _WORD.findall(words)]
        noun = _institution(words)
        if words.lower().removeprefix("the ").startswith(_STATE_MEDIA):
            return self._last_speaking(source.start) or self._last_named(source.start)
        if noun is not None and tokens[0] in ("its", "their"):
            return self._last_named(source.start)
        if noun is None or not _is_bare(tokens):
            return None
        return self._told.get(noun) or self._dateline

    def _last_speaking(self, offset: int) -> str | None:
        if self._spoke is None or offset - self._spoke[0] > _PARAGRAPH:
            return None
        return None if "\n" in self._text[self._spoke[0] : offset] else self._spoke[1]

    def _last_named(self, offset: int) -> str | None:
        paragraph = self._text[max(0, offset - _PARAGRAPH) : offset].rpartition("\n")[2]
        named = self._lexicon.mentions(paragraph)
        return named[-1].party if named else None


def _institution(words: str) -> str | None:
    """The last noun for a government's body in `words`, in lower case."""
    bodies = government_words().government
    found = [token for token in (word.lower() for word in _WORD.findall(words)) if token in bodies]
    return found[-1] if found else None


def _is_bare(tokens: list[str]) -> bool:
    """Whether only a government's words stand there: "the foreign ministry", not "the city government"."""
    known = government_words()
    rest = set(tokens) - {"the", "a", "an"} - known.government - known.modifiers
    return not rest and not {"state", "home", "house"} & set(tokens)


def _dateline_party(text: str, lexicon: PartyLexicon) -> str | None:
    match = _DATELINE.search(text, 0, _HEAD_OF_TEXT)
    return lexicon.party_of(match.group(1)) if match else None
