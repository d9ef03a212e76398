"""Which blocks are the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from briefgen.reading.features import ends_sentence
from briefgen.reading.scoring import Judged

RUN_LIMIT = -11.0
"""The most that one unbroken run of furniture can count against the article going on behind it."""
RUN_LIMIT_OF_PLAIN_TEXT = 0.0
"""The same in a text that shows no sign of a page: there, short lines are headings, lists and verse."""
_SIGNS_OF_A_PAGE = frozenset(
    {"timestamp", "ending", "inset", "line", "copyright", "phrase", "separators", "heading"}
)
_FEWEST_SIGNS = 3
_LONG_MENU = 12
ANCHOR_SHARES = {"title": 0.3, "dateline": 0.3, "heading": 0.8}
"""An article starts at such a block if from there on so much of the highest sum is reached."""
_MOST_ANCHORS = 40
_HEAD_BLOCKS = 30
_STANDFIRST_WORDS = 50
_ALWAYS_FURNITURE = frozenset(
    {"title", "heading", "timestamp", "byline", "ending", "inset", "line", "credit", "caption", "biography"}
)
_WEAK_FURNITURE = frozenset({"phrase", "copyright"})
_PLAIN_FORMS = frozenset({"fragment", "short_sentence", "prose", "list"})
_LINK_FORMS = frozenset({"headline", "teaser"})
_HEADINGS = frozenset({"headline", "fragment"})
_GALLERY_COPIES = 2


def select(judged: Sequence[Judged]) -> list[int]:
    """The positions of the article's blocks: the stretch of highest sum, without the furniture within."""
    first, last = _stretch(judged)
    first = _after_head(judged, first, last)
    while first < last and not is_text(judged[first]):
        first += 1
    while first < last and not is_text(judged[last - 1]):
        last -= 1
    last = _after_rows(judged, last)
    if first >= last:
        return _lone_sentences(judged)
    repeats = _Repeats(judged, first, last)
    chosen: list[int] = []
    in_links = False
    for position in range(first, last):
        one = judged[position]
        if is_furniture(one) or repeats.are_furniture(one):
            in_links = "inset" in one.features
        elif not (in_links and one.features.keys() & _LINK_FORMS):
            in_links = False
            chosen.append(position)
    return chosen


def _lone_sentences(judged: Sequence[Judged]) -> list[int]:
    """The sentences of a text that has no stretch of prose ("Talks failed.")."""
    return [
        at
        for at, one in enumerate(judged)
        if ends_sentence(one.block) and one.features.keys() <= _PLAIN_FORMS
    ]


def is_text(one: Judged) -> bool:
    """Whether an article may begin or end with this block."""
    return one.score > 0 and not is_furniture(one)


def is_furniture(one: Judged) -> bool:
    """Whether the block is left out even between two paragraphs of the article."""
    kinds = one.features.keys()
    return bool(kinds & _ALWAYS_FURNITURE) or (bool(kinds & _WEAK_FURNITURE) and one.score < 0)


def _after_rows(judged: Sequence[Judged], last: int) -> int:
    """The end of the article with the table or list that may stand at its end, below a heading of its own."""
    end = last
    position = last + 1 if last < len(judged) and judged[last].features.keys() & _HEADINGS else last
    while position < len(judged) and judged[position].features.keys() & {"row", "turn"}:
        position += 1
        end = position
    return end


class _Repeats:
    """Which repeated lines of the article belong to it."""

    def __init__(self, judged: Sequence[Judged], first: int, last: int) -> None:
        self._inside: Counter[tuple[str, ...]] = Counter()
        self._outside: Counter[tuple[str, ...]] = Counter()
        for position, one in enumerate(judged):
            if "repeated" in one.features:
                counter = self._inside if first <= position < last else self._outside
                counter[tuple(one.block.lowered)] += 1

    def are_furniture(self, one: Judged) -> bool:
        """Whether a repeated block is not the article's own.

        A short line that stands outside too is the headline of another article, and a sentence that a gallery
        shows three times is a caption; but the question that an interview asks everyone belongs to it.
        """
        if "repeated" not in one.features:
            return False
        words = tuple(one.block.lowered)
        if "prose" in one.features:
            return self._inside[words] > _GALLERY_COPIES
        return self._outside[words] > 0


def _stretch(judged: Sequence[Judged]) -> tuple[int, int]:
    """The best stretch; one that starts at a headline or dateline is preferred if it is nearly as good."""
    scores = [one.score for one in judged]
    limit = RUN_LIMIT if _is_page(judged) else RUN_LIMIT_OF_PLAIN_TEXT
    best, first, last = best_stretch(scores, limit)
    anchored = 0.0
    starts = [at for at, one in enumerate(judged) if at > 0 and one.features.keys() & ANCHOR_SHARES.keys()]
    for position in starts[:_MOST_ANCHORS]:
        total, end = _best_from(scores, position, limit)
        share = min(ANCHOR_SHARES.get(name, 1.0) for name in judged[position].features)
        if total >= max(anchored, share * best):
            anchored, first, last = total, position, end
    return first, last


def _is_page(judged: Sequence[Judged]) -> bool:
    """Whether the text was taken with the page around it: signs of furniture, or a long menu."""
    signs = sum(1 for one in judged if one.features.keys() & _SIGNS_OF_A_PAGE)
    listed = sum(1 for one in judged if "list" in one.features)
    return signs >= _FEWEST_SIGNS or listed >= _LONG_MENU


def best_stretch(scores: Sequence[float], limit: float) -> tuple[float, int, int]:
    """The highest sum of neighbouring scores and its half-open range; zeros where no score is above zero."""
    best = (0.0, 0, 0)
    total, run, first = 0.0, 0.0, 0
    for position, score in enumerate(scores):
        step, run = _step(score, run, limit)
        total += step
        if total <= 0:
            total, run, first = 0.0, 0.0, position + 1
        elif total > best[0]:
            best = (total, first, position + 1)
    return best


def _best_from(scores: Sequence[float], first: int, limit: float) -> tuple[float, int]:
    best = (0.0, first)
    total, run = 0.0, 0.0
    for position in range(first, len(scores)):
        step, run = _step(scores[position], run, limit)
        total += step
        if total > best[0]:
            best = (total, position + 1)
    return best


def _step(score: float, run: float, limit: float) -> tuple[float, float]:
    if score >= 0:
        return score, 0.0
    limited = max(score, limit - run)
    return limited, run + limited


def _after_head(judged: Sequence[Judged], first: int, last: int) -> int:
    """Where the article begins below its headline: after byline and date, without a standfirst above."""
    standfirsts = 0
    start = first
    for position in range(first, min(last, first + _HEAD_BLOCKS)):
        one = judged[position]
        if "dateline" in one.features or standfirsts > 1:
            break
        if "byline" in one.features or (
            "timestamp" in one.features and any(len(w) == 4 and w.isdigit() for w in one.block.lowered)
        ):
            start = position + 1
        elif is_text(one):
            standfirsts += 1 if len(one.block.words) <= _STANDFIRST_WORDS else 2
    return start
