"""What a text says of itself around the article: who wrote it, who carried it, when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.models.documents import Dateline
from briefgen.reading.bylines import Byline, is_person_name, parse_byline
from briefgen.reading.dates import find_date, resolve_day
from briefgen.reading.openings import Opening, known_agency, parse_opening
from briefgen.reading.scoring import Judged
from briefgen.reading.titles import find_title, outlet_in, without_outlet

_STAMP = re.compile(r"\s*date:?[ \t]+(\d{4}-\d{2}-\d{2})(?![\w-])[ \t]*", re.IGNORECASE)
_ABOVE = 15
_BELOW = 12
_PUBLISHED = re.compile(r"\b(?:published|posted|released|issued|date[d:])", re.IGNORECASE)
_REPORTING = re.compile(r"\(?(?:additional )?reporting by ([^;()]{3,200})", re.IGNORECASE)
_SOURCE = re.compile(r"(?:source|credit|©|\(c\))\s*:?\s*(?:\d{4}\s+)?([^|/,;()]{2,60})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found around the article, and where the article's first word stands.

    Attributes:
        body_start: offset of the first word after the dateline, in the text.
    """

    body_start: int
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    dateline: Dateline | None = None


def read_stamp(text: str) -> tuple[date | None, int]:
    """The date in a leading ``date YYYY-MM-DD`` and the offset behind it; (None, 0) where there is none."""
    found = _STAMP.match(text)
    if found is None:
        return None, 0
    try:
        return date.fromisoformat(found[1]), found.end()
    except ValueError:
        return None, 0


def find_metadata(judged: Sequence[Judged], chosen: Sequence[int], stamp: date | None) -> Metadata:
    """What the blocks around the article say of it.

    Args:
        judged: all blocks of the text.
        chosen: the positions of the article's blocks.
        stamp: the date given in the file's first line, or none.
    """
    first = chosen[0] if chosen else len(judged)
    above = judged[max(0, first - _ABOVE) : first]
    below = judged[chosen[-1] + 1 : chosen[-1] + 1 + _BELOW] if chosen else ()
    opening = _opening(judged, first)
    bylines = [found for found in _bylines(above) if found]
    title, outlet = _title(judged, first)
    published = stamp or _publication(above, below, bylines) or (opening.date if opening else None)
    return Metadata(
        body_start=(judged[first].block.start if chosen else 0) + (opening.length if opening else 0),
        title=title,
        outlet=(opening.outlet if opening else None) or outlet,
        agency=(opening.agency if opening else None) or _agency(bylines, above, below),
        authors=next((byline.authors for byline in bylines if byline.authors), ()) or _reporters(below),
        published=published,
        dateline=_dateline(opening, published),
    )


def _opening(judged: Sequence[Judged], first: int) -> Opening | None:
    if first >= len(judged):
        return None
    return parse_opening(judged[first].block.text, colon=not _has_turns(judged))


def _has_turns(judged: Sequence[Judged]) -> bool:
    """Whether names before a colon open blocks, as in transcripts ("Q: ...", "THE PRESIDENT: ...")."""
    labels = [one.block.text[:40].split(":", 1)[0] for one in judged if ":" in one.block.text[:40]]
    return sum(1 for label in labels if label.istitle() or label.isupper()) > 1


def _dateline(opening: Opening | None, published: date | None) -> Dateline | None:
    if opening is None or opening.place is None:
        return None
    filed = opening.date
    if filed is None and opening.day and published:
        filed = resolve_day(*opening.day, published)
    return Dateline(place=opening.place, date=filed)


def _bylines(above: Sequence[Judged]) -> list[Byline | None]:
    """The bylines above the article, the nearest first."""
    found = []
    for position in reversed(range(len(above))):
        text = above[position].block.text
        if text.lower().strip(" :") == "by" and position + 1 < len(above):
            text = f"By {above[position + 1].block.text}"
        found.append(parse_byline(text))
    return found


def _publication(above: Sequence[Judged], below: Sequence[Judged], bylines: Sequence[Byline]) -> date | None:
    """The publication date: what is said to be published, else a date beside the byline or above."""
    dated = [
        (one.block.text, find_date(one.block.text))
        for one in (*reversed(above), *below)
        if len(one.block.words) <= 30
    ]
    said = [value for text, value in dated if value and _PUBLISHED.search(text)]
    beside = [byline.published for byline in bylines if byline.published]
    lines = [
        value
        for one in reversed(above)
        if "timestamp" in one.features and (value := find_date(one.block.text))
    ]
    return next(iter([*said, *beside, *lines]), None)


def _agency(bylines: Sequence[Byline], above: Sequence[Judged], below: Sequence[Judged]) -> str | None:
    """The agency in a byline, on a line of its own above the article, or in a source line below it."""
    named = [byline.agency for byline in bylines if byline.agency]
    named += [known for one in reversed(above) if (known := known_agency(one.block.text))]
    for one in below:
        found = _SOURCE.match(one.block.text)
        if found and (known := known_agency(found[1].strip(" ."))):
            named.append(known)
    return named[0] if named else None


def _reporters(below: Sequence[Judged]) -> tuple[str, ...]:
    """The names in "(Reporting by Jane Roe and John Doe; Editing by ...)" below an agency's report."""
    for one in below:
        found = _REPORTING.match(one.block.text)
        if found:
            names = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", re.sub(r"\s+in\s+\S.*$", "", found[1]))
            return tuple(name for name in names if is_person_name(name))
    return ()


def _title(judged: Sequence[Judged], first: int) -> tuple[str | None, str | None]:
    position = find_title(judged, first)
    if position is None:
        return None, None
    title = " ".join(judged[position].block.text.split())
    if position == 0:
        return without_outlet(title)
    return title, outlet_in(" ".join(judged[0].block.text.split()), title)
