"""What every attribution rule looks at: the tokens of a text, cut into statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.extraction.quotations import Quotation
from briefgen.extraction.tokens import Tokens

Range = tuple[int, int]

_LONGEST = 300
_DATELINE = 22


class Candidate(NamedTuple):
    """A possible attribution, in token indices (half-open ranges).

    Attributes:
        rule: which construction was seen.
        lemma: the base form of the cue, with its particle ("call for").
        content: what was said, in order.
        source: who said it, or none.
        cue: the words that attribute; an empty range where there are none.
    """

    rule: str
    lemma: str
    content: tuple[Range, ...]
    source: Range | None
    cue: Range


class Statement(NamedTuple):
    """One sentence, or several that a quotation runs across: the range in which rules look.

    Attributes:
        first: index of the first token.
        last: index after the last token.
        paragraph: number of the paragraph.
    """

    first: int
    last: int
    paragraph: int


class Scene(NamedTuple):
    """The text, its tokens and quotations, and the statements they form."""

    text: str
    tokens: Tokens
    quotations: tuple[Quotation, ...]
    statements: list[Statement]


def reach(used: Mapping[int, Candidate], at: int, last: int) -> int:
    """How far a content that starts after `at` may reach: not past the content of a cue behind it.

    In "84 countries expressed an interest in joining, Robinson said" the interest ends before Robinson.
    """
    for candidate in used.values():
        for first, end in candidate.content:
            if first <= at < end:
                last = min(last, end)
    return last


def statements(text: str, tokens: Tokens) -> Iterator[Statement]:
    """Sentences as token ranges; those that one quotation spans are joined, and endless ones are cut."""
    edges = tokens.sentence_starts
    paragraph = 0
    opened = edges[0]
    for edge in edges[1:]:
        if edge <= opened:
            continue
        inside = tokens.quotation[edge] if edge < len(tokens.starts) else -1
        if inside >= 0 and tokens.quotation[edge - 1] == inside:
            continue
        yield from _pieces(tokens, opened, edge, paragraph)
        opened = edge
        if edge < len(tokens.starts) and "\n" in text[tokens.ends[edge - 1] : tokens.starts[edge]]:
            paragraph += 1


def _pieces(tokens: Tokens, first: int, last: int, paragraph: int) -> Iterator[Statement]:
    """The range itself, or pieces of it outside quotations, so that the work on a text stays linear."""
    while last - first > _LONGEST:
        cut = first + _LONGEST
        while cut < last and tokens.quotation[cut] >= 0:
            cut = max(cut + 1, tokens.quotation_ends[tokens.quotation[cut]])
        if cut >= last:
            break
        yield Statement(first, cut, paragraph)
        first = cut
    yield Statement(first, last, paragraph)


def dateline_end(text: str, tokens: Tokens, statement: Statement) -> int:
    """Index after a dateline ("WASHINGTON, July 6 (Reuters) -"), or the statement's first token."""
    first, last = statement.first, min(statement.last, statement.first + _DATELINE)
    place = text[tokens.starts[first] : tokens.ends[first]] if first < last else ""
    if len(place) < 2 or not place.isupper():
        return first
    bracketed = False
    for at in range(first, last):
        tag = tokens.tags[at]
        bracketed = tag == "(" or (bracketed and tag != ")")
        if (tag == "-" and not bracketed) or (tag == ")" and at + 1 < last and tokens.tags[at + 1] != "-"):
            return at + 1
        if tag not in "N#y,(ij).&/'n-":
            return first
    return first
