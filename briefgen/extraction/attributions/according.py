"""Sources without a verb: ``according to Y, C``, ``C in a poll``, ``in my view, C``."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.extraction.attributions.clauses import trimmed
from briefgen.extraction.attributions.phrases import long_phrase_end, phrase_end, source_after
from briefgen.extraction.attributions.scene import Candidate, Range, Scene, Statement, dateline_end
from briefgen.extraction.tokens import Tokens
from briefgen.extraction.word_lists import word_group

_LONGEST_SOURCE = 25
_LONGEST_SURVEY = 14


def find(scene: Scene, statement: Statement, used: dict[int, Candidate]) -> Iterator[Candidate]:
    """``According to Y, C``; ``C, according to Y``; adds the cue tokens that no other rule shall use."""
    tokens = scene.tokens
    lows = tokens.lows
    first, last = dateline_end(scene.text, tokens, statement), statement.last
    for at in range(first, last - 2):
        if lows[at] != "according" or lows[at + 1] != "to":
            continue
        if tokens.quotation[at] >= 0 and at > first and tokens.tags[at - 1] != "“":
            continue
        found = _according(tokens, at, (first, last))
        if found is not None:
            used.update({at: found, at + 1: found})
            yield found


def _according(tokens: Tokens, at: int, bounds: Range) -> Candidate | None:
    tags = tokens.tags
    first, last = bounds
    start = at + 2
    opening = at - first < 6 and not any(tags[k] in "vxmP" for k in range(first, at))
    fronted = at <= first + 1 or tags[at - 1] in "c“;" or opening
    end = long_phrase_end(tokens, start, last) if fronted else source_after(tokens, start, last)
    while start < end < last and tags[end] not in ",;.:“”-?!)" and end - start < _LONGEST_SOURCE:
        end += 1
    if end <= start:
        return None
    content: tuple[Range, ...]
    if fronted:
        comma = next((k for k in range(end, last) if tags[k] == ","), last)
        if comma + 1 >= last:
            return None
        content = ((comma + 1, trimmed(tokens, comma + 1, last)),)
    else:
        left = at - 1 if tags[at - 1] == "," else at
        content = ((first, left),)
        if tags[at - 1] == "," and end + 3 < last and tags[end] == ",":
            content = ((first, left), (end + 1, trimmed(tokens, end + 1, last)))
    return Candidate("according", "according", content, (start, end), (at, at + 2))


def in_surveys(scene: Scene, statement: Statement) -> Iterator[Candidate]:
    """``Hale was ahead by 28 points in the same poll``; ``In a new survey, most want a change``."""
    tokens = scene.tokens
    tags, lows = tokens.tags, tokens.lows
    first, last = statement.first, statement.last
    surveys = word_group("survey")
    for at in range(first, last - 2):
        if lows[at] not in ("in", "by", "from", "for") or tags[at] != "i" or tokens.quotation[at] >= 0:
            continue
        end = phrase_end(tokens, at + 1, last)
        noun = next((k for k in range(end - 1, at, -1) if lows[k] in surveys), None)
        if noun is None or end > at + _LONGEST_SURVEY:
            continue
        if at <= first + 1 or tags[at - 1] == "c":
            long = long_phrase_end(tokens, at + 1, last)
            comma = next((k for k in range(long, min(last, long + 6)) if tags[k] == ","), last)
            if comma + 1 < last:
                yield Candidate("survey-front", lows[noun], ((comma + 1, last),), (at + 1, end), (at, at + 1))
        elif at - first > 3:
            yield Candidate("survey-after", lows[noun], ((first, at),), (at + 1, end), (at, at + 1))
