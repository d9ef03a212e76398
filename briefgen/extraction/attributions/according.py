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
    """``According to Y, C``; ``C, per Y``; adds the cue tokens that no other rule shall use."""
    tokens = scene.tokens
    first, last = dateline_end(scene.text, tokens, statement), statement.last
    for at in range(first, last - 2):
        words = _cue_words(tokens, at, first, last)
        if not words:
            continue
        if tokens.quotation[at] >= 0 and at > first and tokens.tags[at - 1] != "“":
            continue
        found = _according(tokens, (at, at + words), (first, last))
        if found is not None:
            used.update(dict.fromkeys(range(at, at + words), found))
            yield found


def _cue_words(tokens: Tokens, at: int, first: int, last: int) -> int:
    """How many words of a cue start at `at`: "according to", "per", "in the view of", "by (his account)"."""
    lows, tags = tokens.lows, tokens.tags
    low = lows[at]
    if low == "according":
        return 2 if lows[at + 1] == "to" else 0
    opens = at == first or tags[at - 1] in ",“"
    if not opens or low not in ("per", "in", "by"):
        return 0
    if low == "per":  # "Some 400 were on board, per the coast guard", not "four tons per day"
        return 1 if tags[at + 1] in "dN" else 0
    if low == "in" and at + 4 < last and lows[at + 1] == "the" and lows[at + 3] == "of":
        return 4 if lows[at + 2] in word_group("view") else 0
    end = phrase_end(tokens, at + 1, last) if low == "by" else at
    return 1 if end > at + 2 and lows[end - 1] in word_group("account") else 0


def _according(tokens: Tokens, cue: Range, bounds: Range) -> Candidate | None:
    tags = tokens.tags
    first, last = bounds
    at, start = cue
    opening = at - first < 6 and not any(tags[k] in "vxmP" for k in range(first, at))
    fronted = at <= first + 1 or tags[at - 1] in "c“;" or opening
    end = long_phrase_end(tokens, start, last) if fronted else source_after(tokens, start, last)
    while start < end < last and tags[end] not in ",;.:“”-?!)" and end - start < _LONGEST_SOURCE:
        end += 1
    if end <= start:
        return None
    before = (first, at - 1 if tags[at - 1] == "," else at)
    if fronted:
        content = _after_source(tokens, (start, end), before, last)
    elif tags[at - 1] == "," and end + 3 < last and tags[end] == ",":
        content = (before, (end + 1, trimmed(tokens, end + 1, last)))
    else:
        content = (before,)
    return Candidate("according", "according", content, (start, end), cue) if content else None


def _after_source(tokens: Tokens, source: Range, before: Range, last: int) -> tuple[Range, ...]:
    """What is said right of a source: ``according to Ann Hale, a lawyer, C``; with the subject left of it.

    ``The ferry, according to survivors, turned over`` has its content in two parts.
    """
    tags = tokens.tags
    comma = next((k for k in range(source[1], last) if tags[k] == ","), last)
    if comma + 1 >= last:
        return ()
    if comma == source[1] and tags[comma - 1] == "N" and tokens.lows[comma + 1] in ("a", "an", "who"):
        further = next(
            (k for k in range(comma + 1, min(last, comma + _LONGEST_SOURCE)) if tags[k] == ","), last
        )
        if further + 1 < last and _describes(tokens, comma + 1, further):
            comma = further
    rest = (comma + 1, trimmed(tokens, comma + 1, last))
    return (before, rest) if before[0] < before[1] and tags[comma + 1] in "vxm" else (rest,)


def _describes(tokens: Tokens, start: int, end: int) -> bool:
    return tokens.tags[start] == "w" or all(tokens.tags[k] not in "vxmP" for k in range(start, end))


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
