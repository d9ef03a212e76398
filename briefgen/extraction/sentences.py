"""Text to sentences: fast, aware of abbreviations and quotation marks, never across a paragraph break."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from briefgen.extraction.word_lists import rows, word_group
from briefgen.models import Span

_BREAK = re.compile(r"[.!?…][.!?…\"'”’)\]]*(?=\s)|\n")
_WORD_BEFORE = re.compile(r"[^\s\"'“”‘’()\[\]—–]+\Z")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\Z")
_SPEAKER_AND_CUE = re.compile(r"((?:[A-Z][\w.'’-]{0,20} ){1,4})([a-z]{3,12})\b(?=[ .,;:])")
_OPENING = frozenset("\"'“‘([—–-")


@cache
def abbreviations() -> frozenset[str]:
    """Abbreviated words in lower case, without their last full stop."""
    return frozenset(word for row in rows("abbreviations.txt") for word in row)


def _lines_are_paragraphs(text: str) -> bool:
    """Whether a single line end closes a paragraph: not in hard-wrapped text."""
    wrapped = whole = 0
    lines = text[:20_000].split("\n")
    for line, following in pairwise(lines):
        if not following.strip() or not line.strip():
            continue
        if 40 <= len(line) <= 100 and line.rstrip()[-1] not in ".!?:;\"'”’)…":
            wrapped += 1
        else:
            whole += 1
    return wrapped <= whole


def _ends_sentence(text: str, mark: int, after: int) -> bool:
    """Whether the closing mark at `mark` ends a sentence, when the next word starts at `after`."""
    if after >= len(text):
        return True
    if text[after].islower():
        return False
    if text[mark] != "." or text[mark + 1] == ".":
        return True
    found = _WORD_BEFORE.search(text[max(0, mark - 24) : mark])
    return found is None or _stop_ends_sentence(text, found.group().lower(), mark, after)


def _stop_ends_sentence(text: str, word: str, mark: int, after: int) -> bool:
    """Whether the full stop after `word` does more than abbreviate it: "R-Ky. The", not "Mr. Smith"."""
    if len(word) == 1 and word.isalpha():
        return word == "i"
    if word in word_group("before_name") and text[mark + 1] not in "\"”’'":
        return False
    if word == "no":
        return not text[after].isdigit()
    last = word.rpartition("-")[2]
    if last in abbreviations() or _INITIALS.match(last):
        return _starts_afresh(text, after)
    return True


def _is_attributed(text: str, end: int, after: int) -> bool:
    """Whether words of attribution follow a closing mark: "“Why not?” Hale said."."""
    if text[end - 1] not in "\"”’'" or text[end : end + 2].count("\n"):
        return False
    found = _SPEAKER_AND_CUE.match(text, after, after + 80)
    if found is None or found[2] not in quote_cues():
        return False
    closing = text[found.end() : found.end() + 3]
    if closing[:1] == ".":
        return True
    return _asks(text, end) and closing[-1:] not in "\"“'"


def _asks(text: str, end: int) -> bool:
    """Whether a question or exclamation mark stands inside the closing quotation mark."""
    return text[max(0, end - 4) : end].rstrip("\"'”’")[-1:] in ("?", "!", "…")


@cache
def quote_cues() -> frozenset[str]:
    """Verb forms that follow a quotation and its speaker's name."""
    return frozenset(word for row in rows("quote_cues.txt") for word in row)


def _starts_afresh(text: str, after: int) -> bool:
    """Whether the words after an abbreviation begin a sentence: "in the U.S. The plan", not "U.S. Senate"."""
    if text[after] in '"“':
        return True
    word = text[after : after + 12].split(None, 1)
    return (
        bool(word)
        and word[0].strip(",;:'’").lower() in word_group("begins_sentence")
        and text[after].isupper()
    )


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in order, without surrounding white space.

    A blank line always ends a sentence; a single line end does unless the text is hard-wrapped. Closing
    quotation marks and brackets stay with the sentence that they close. Every character that is not white
    space lies in exactly one sentence.
    """
    by_line = _lines_are_paragraphs(text)
    bounds: list[int] = []
    for found in _BREAK.finditer(text):
        end = found.end()
        if text[found.start()] == "\n":
            if (
                by_line
                or text[end : end + 1] in ("\n", "\r")
                or text[end : end + 40].lstrip(" \t")[:1] == "\n"
            ):
                bounds.append(end)
            continue
        after = end
        limit = min(len(text), end + 40)
        while after < limit and text[after].isspace():
            after += 1
        if _ends_sentence(text, found.start(), after) and not _is_attributed(text, end, after):
            bounds.append(end)
    bounds.append(len(text))
    return tuple(_trimmed(text, bounds))


def _trimmed(text: str, bounds: list[int]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for end in bounds:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(start=first, end=first + len(stripped)))
        start = end
    return spans
