"""Which blocks are the article."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.reading.scoring import Judged

RUN_LIMIT = -14.0
"""The most that one unbroken run of furniture can count against the article going on behind it."""
ANCHOR_SHARE = 0.7
"""An article starts at an anchor (headline, dateline) from which so much of the best sum is reached."""
_MOST_ANCHORS = 40
_HEAD_BLOCKS = 30
_STANDFIRST_WORDS = 70
_ANCHORS = frozenset({"title", "dateline"})
_ALWAYS_FURNITURE = frozenset(
    {"title", "timestamp", "byline", "ending", "inset", "line", "credit", "caption", "biography"}
)
_WEAK_FURNITURE = frozenset({"phrase", "copyright", "repeated"})


def select(judged: Sequence[Judged]) -> list[int]:
    """The positions of the article's blocks: the stretch of highest sum, without the furniture within."""
    first, last = _stretch(
        [one.score for one in judged], [bool(one.features.keys() & _ANCHORS) for one in judged]
    )
    first = _after_head(judged, first, last)
    while first < last and not is_text(judged[first]):
        first += 1
    while first < last and not is_text(judged[last - 1]):
        last -= 1
    chosen: list[int] = []
    in_links = False
    for position in range(first, last):
        one = judged[position]
        if is_furniture(one):
            in_links = "inset" in one.features
        elif not (in_links and one.features.keys() & {"headline", "open_prose"} and one.score < 1):
            in_links = False
            chosen.append(position)
    return chosen


def is_text(one: Judged) -> bool:
    """Whether an article may begin or end with this block."""
    return one.score > 0 and not is_furniture(one)


def is_furniture(one: Judged) -> bool:
    """Whether the block is left out even between two paragraphs of the article."""
    kinds = one.features.keys()
    return bool(kinds & _ALWAYS_FURNITURE) or (bool(kinds & _WEAK_FURNITURE) and one.score < 0)


def _stretch(scores: Sequence[float], anchors: Sequence[bool]) -> tuple[int, int]:
    best, first, last = best_stretch(scores)
    starts = [position for position, is_anchor in enumerate(anchors) if is_anchor][:_MOST_ANCHORS]
    for position in reversed(starts):
        total, end = _best_from(scores, position)
        if total >= ANCHOR_SHARE * best:
            return position, end
    return first, last


def best_stretch(scores: Sequence[float]) -> tuple[float, int, int]:
    """The highest sum of neighbouring scores and its half-open range; zeros where no score is above zero."""
    best = (0.0, 0, 0)
    total, run, first = 0.0, 0.0, 0
    for position, score in enumerate(scores):
        step, run = _step(score, run)
        total += step
        if total <= 0:
            total, run, first = 0.0, 0.0, position + 1
        elif total > best[0]:
            best = (total, first, position + 1)
    return best


def _best_from(scores: Sequence[float], first: int) -> tuple[float, int]:
    best = (0.0, first)
    total, run = 0.0, 0.0
    for position in range(first, len(scores)):
        step, run = _step(scores[position], run)
        total += step
        if total > best[0]:
            best = (total, position + 1)
    return best


def _step(score: float, run: float) -> tuple[float, float]:
    if score >= 0:
        return score, 0.0
    limited = max(score, RUN_LIMIT - run)
    return limited, run + limited


def _after_head(judged: Sequence[Judged], first: int, last: int) -> int:
    """Where the article begins below its headline: after byline and date, without a standfirst above."""
    words = 0
    start = first
    for position in range(first, min(last, first + _HEAD_BLOCKS)):
        one = judged[position]
        if "dateline" in one.features or words > _STANDFIRST_WORDS:
            break
        if "byline" in one.features or (
            "timestamp" in one.features and any(len(w) == 4 and w.isdigit() for w in one.block.lowered)
        ):
            start = position + 1
        elif is_text(one):
            words += len(one.block.words)
    return start
