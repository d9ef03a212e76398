"""Words and marks of a text, each with one coarse class: enough to see noun phrases, verbs and clauses.

The classes are single letters, so that a rule can ask ``tag in "nN#"``:

====  ==========================================  ====  =====================================
d     determiner, possessive, quantifier          v     finite verb
p     pronoun that can be a subject               b     base form after "to" or a modal
P     pronoun and verb in one ("he's")            g     -ing form
o     object pronoun                              e     past participle after "be" or "have"
N     name (capitalised)                          x     form of be, have, do
n     other noun                                  m     modal
j     adjective or participle before a noun       r     adverb
#     number                                      i     preposition
y     day, month, "yesterday"                     c     and, or, but
s     subordinator ("because", "as")              w     question or relative word
h     "that"                                      t     "to"
“ ”   opening and closing quotation mark          -     dash between words
====  ==========================================  ====  =====================================

Every other mark is its own class; a full stop inside a sentence belongs to its abbreviation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefgen.extraction.quotations import Quotation
from briefgen.extraction.sentences import abbreviations
from briefgen.extraction.word_classes import SentenceClasses
from briefgen.extraction.word_lists import Form
from briefgen.models import Span

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}(?:-(?:[A-Za-z]\.)+)?|[^\W_]+(?:['’.\-&/][^\W_]+)*|''|--|[^\s]")
_DASHES = frozenset("-–—―") | {"--"}
NOUNISH = frozenset("nN#")


class Tokens(NamedTuple):
    """The tokens of a text, as parallel lists.

    Attributes:
        starts: first character of each token.
        ends: first character after each token.
        lows: the token in lower case, with straight apostrophes.
        tags: one letter each, see the module's table.
        forms: what the token is as a verb form, or none.
        quotation: index of the quotation around the token, or -1.
        quotation_ends: index after the last token of each quotation.
        sentence_starts: index of the first token of each sentence, and the number of tokens at the end.
    """

    starts: list[int]
    ends: list[int]
    lows: list[str]
    tags: list[str]
    forms: list[Form | None]
    quotation: list[int]
    quotation_ends: list[int]
    sentence_starts: list[int]


def tokenise(text: str, sentences: Sequence[Span], quotations: Sequence[Quotation]) -> Tokens:
    """The tokens of `text` with their classes; `sentences` in order, without overlap."""
    starts, ends, lows = _cut(text)
    edges: list[int] = []
    position = 0
    for sentence in sentences:
        position = bisect_right(starts, sentence.start - 1, position)
        edges.append(position)
    edges.append(len(starts))
    quotation, quotation_ends, marks = _quoted(starts, quotations)
    tags: list[str] = ["?"] * edges[0]
    forms: list[Form | None] = [None] * edges[0]
    for bounds in pairwise(edges):
        classes = SentenceClasses(text, starts, lows, bounds)
        for index in range(*bounds):
            start = starts[index]
            initial = text[start]
            if initial.isalpha():
                classes.add_word(index)
            else:
                classes.add_mark(marks.get(start) or _mark_class(text, start, lows[index]))
        tags += classes.tags
        forms += classes.forms
    return Tokens(starts, ends, lows, tags, forms, quotation, quotation_ends, edges)


def _cut(text: str) -> tuple[list[int], list[int], list[str]]:
    """Starts, ends and lower-case words; the stop of an abbreviation joins its word."""
    starts: list[int] = []
    ends: list[int] = []
    lows: list[str] = []
    short = abbreviations()
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        word = found.group()
        if word == "." and ends and ends[-1] == start:
            last = lows[-1]
            if last in short or (len(last) == 1 and last.isalpha()) or last.rpartition("-")[2] in short:
                ends[-1] = end
                lows[-1] = last + "."
                continue
        starts.append(start)
        ends.append(end)
        lows.append(word.lower().replace("’", "'") if len(word) > 1 else word.lower())
    return starts, ends, lows


def _quoted(
    starts: list[int], quotations: Sequence[Quotation]
) -> tuple[list[int], list[int], dict[int, str]]:
    """The quotation around each token, where each ends, and the classes of its marks by where they start."""
    around = [-1] * len(starts)
    ends: list[int] = []
    marks: dict[int, str] = {}
    for number, quoted in enumerate(quotations):
        first = bisect_right(starts, quoted.start - 1)
        last = bisect_right(starts, quoted.end - 1)
        ends.append(last)
        around[first:last] = [number] * (last - first)
        if first < last:
            marks[quoted.start] = "“"
            if quoted.closed:
                marks[starts[last - 1]] = "”"
    return around, ends, marks


def _mark_class(text: str, start: int, low: str) -> str:
    """Number, dash, hyphen ("&", as it joins words) or the mark itself."""
    if text[start].isdigit():
        return "#"
    if low not in _DASHES:
        return '"' if text[start] in "“”„" else text[start]  # a mark that opens or closes nothing
    free = text[start] != "-" or start == 0 or text[start - 1].isspace()
    return "-" if free or low == "--" else "&"
