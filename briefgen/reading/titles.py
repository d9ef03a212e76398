"""The headline of an article."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.reading.dates import find_date
from briefgen.reading.scoring import Judged

_REACH = 40
_LONGEST = 35
_FEWEST_REPEATED = 6
_SEPARATORS = (" - ", " | ", " — ", " – ", " :: ", " » ", " · ")
_NO_TITLE = frozenset(
    {
        "timestamp",
        "byline",
        "ending",
        "inset",
        "line",
        "credit",
        "caption",
        "copyright",
        "phrase",
        "separators",
        "item",
    }
)


def find_title(judged: Sequence[Judged], body_start: int) -> int | None:
    """The position of the headline: the likeliest line above the article, or none.

    Args:
        judged: all blocks of the text.
        body_start: the position of the article's first block.
    """
    best: tuple[float, int] | None = None
    # A long menu may stand between a page's heading and the article.
    nearby = range(max(1, body_start - _REACH), body_start)
    for position in (0, *nearby) if body_start > 0 else ():
        likeliness = _likeliness(judged, position, body_start)
        # Of two alike the later: a page's own heading comes before the headline over the article.
        if likeliness > 0 and (best is None or likeliness >= best[0]):
            best = (likeliness, position)
    return best[1] if best else None


def _likeliness(judged: Sequence[Judged], position: int, body_start: int) -> float:
    one = judged[position]
    words = one.block.words
    if not 2 <= len(words) <= _LONGEST or one.features.keys() & _NO_TITLE or "://" in one.block.text:
        return 0.0
    if find_date(one.block.text):
        return 0.0
    is_repeated = "repeated" in one.features and len(words) >= _FEWEST_REPEATED
    likeliness = 3.0 if is_repeated or "title" in one.features else 0.0
    likeliness += 1.0 if 5 <= len(words) <= 25 else 0.0
    if "headline" in one.features or "title" in one.features:
        likeliness += 1.0
    if position == 0:
        likeliness += 1.5
    if body_start - position <= 6:
        likeliness += 1.0
    if one.block.text.endswith(".") and "prose" in one.features:
        likeliness -= 2.0
    return likeliness if likeliness >= 2.0 else 0.0


def outlet_in(heading: str, title: str) -> str | None:
    """The outlet that a page's heading names after the headline ("Talks resume - The Planet"), or none."""
    if not heading.casefold().startswith(title.casefold()) or len(heading) == len(title):
        return None
    rest = heading[len(title) :]
    for separator in _SEPARATORS:
        if rest.startswith(separator):
            name = rest.split(separator)[-1].strip()
            return name if name and len(name.split()) <= 6 else None
    return None


def without_outlet(heading: str) -> tuple[str, str | None]:
    """A heading that stands alone, split where it has the form "Talks resume today | Planet"."""
    head, separator, tail = heading.rpartition(" | ")
    if separator and len(head.split()) >= 3 and len(tail.split()) <= 6:
        return head.strip(), tail.strip()
    return heading, None
