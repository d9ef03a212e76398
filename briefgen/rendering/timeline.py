"""Where everything of the timeline graphic stands: a pure function from dated entries to a drawing.

Time runs from left to right on one axis, to scale; what is past is labelled above it, what is ahead below.
A day is a dot; a date that is less precise is a bar as long as what it may mean. A label begins at its mark
and runs to the right, so that only marks to its right can be in its way: a label stands in the first row
that is farther from the axis than the rows of all marks below which it runs. No label then meets another,
nor the line that leads to one. A label that was cut short gets the room that is left in its row.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from briefgen.models import Timeline, TimelineEntry, When

__all__ = ["Break", "Drawing", "Mark", "draw", "text_width"]

WIDTH = 640.0
"""Of the drawing, in CSS pixels: 169 mm, the width of the text on A4."""
TEXT_SIZE = 12.7
"""In CSS pixels: 9.5 pt where the drawing is as wide as on A4."""
_ROW = 17.0
_MARGIN = 7.0
_LONGEST_LABEL = 330.0
"""A label that leads to a further row is no longer than this; one with room in its row may be."""
_ROOM_AT_THE_END = 190.0
_TO_FIRST_ROW = 19.0
_AFTER_LABEL = 10.0
_LEAST_BAR = 9.0
_DAY = datetime.timedelta(days=1)
# A stretch without entries may be this many times as long as all the rest; a longer one is broken.
_LONGEST_GAP, _BROKEN_GAP = 12, 4

# Advances in em, those of Arial: a wide sans serif, so that labels fit wherever the packaged one is missing.
_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]/- ")
_WIDE = frozenset("mwMW%@&—…")


class Mark(NamedTuple):
    """An entry, or the as-of date, on the drawing; lengths in CSS pixels from its upper left corner.

    Attributes:
        kind: ``past``, ``ahead`` or ``as-of``.
        x: where it begins on the axis; the label begins there too.
        width: how long it is; 0 for a single day.
        label_y: the base line of the label.
        date: printed.
        text: what happened, as much as there is room for.
    """

    kind: str
    x: float
    width: float
    label_y: float
    date: str
    text: str


class Break(NamedTuple):
    """A place where the axis leaves out time, and how much, in words."""

    x: float
    text: str


class Drawing(NamedTuple):
    """The timeline, ready to be drawn.

    Attributes:
        width: of the drawing; `height` likewise.
        axis_y: where the axis lies.
        as_of_x: where the past ends, or none.
        marks: longer ones first, so that shorter ones are drawn upon them.
        breaks: where the axis is not to scale.
        description: what the drawing shows, in words.
    """

    width: float
    height: float
    axis_y: float
    as_of_x: float | None
    marks: tuple[Mark, ...]
    breaks: tuple[Break, ...]
    description: str


class _Entry(NamedTuple):
    kind: str
    first: int
    last: int
    date: str
    text: str


class _Label(NamedTuple):
    """An entry's label: its row, 0 next to the axis, and how much room it has there."""

    entry: _Entry
    row: int
    room: float


def draw(timeline: Timeline, as_of: datetime.date | None, as_of_text: str | None) -> Drawing | None:
    """The drawing of `timeline`, or none where it would show fewer than two dates.

    Args:
        timeline: the entries; those whose value is no date are left to the table.
        as_of: where past and ahead meet; `as_of_text` is the same, printed.
        as_of_text: printed.
    """
    entries = list(_entries(timeline.entries))
    if as_of is not None:
        entries.append(_Entry("as-of", as_of.toordinal(), as_of.toordinal(), f"As of {as_of_text}", ""))
    if len(entries) < 2 or len({(entry.first, entry.last) for entry in entries}) < 2:
        return None
    scale = _Scale(entries)
    above = _rows([entry for entry in entries if entry.kind == "past"], scale)
    below = _rows([entry for entry in entries if entry.kind != "past"], scale)
    axis_y = _MARGIN + _height(above)
    marks = [
        *(_mark(label, scale, axis_y - _TO_FIRST_ROW + 6 - _ROW * label.row) for label in above),
        *(_mark(label, scale, axis_y + _TO_FIRST_ROW + 3 + _ROW * label.row) for label in below),
    ]
    return Drawing(
        width=WIDTH,
        height=axis_y + _height(below) + _MARGIN,
        axis_y=axis_y,
        as_of_x=next((mark.x for mark in marks if mark.kind == "as-of"), None),
        marks=tuple(sorted(marks, key=lambda mark: (-mark.width, mark.x))),
        breaks=scale.breaks,
        description=_description(entries),
    )


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """About how wide `text` is in a sans serif of `size`, rather more than less."""
    return size * sum(map(_advance, text))


def _advance(character: str) -> float:
    if character in _NARROW:
        return 0.3
    if character in _WIDE:
        return 0.9
    if character.isascii():
        return 0.69 if character.isupper() else 0.545
    return 0.69 if ord(character) < 0x2E80 else 1.05


def _entries(entries: Sequence[TimelineEntry]) -> Iterator[_Entry]:
    for entry in entries:
        when = When.parse(entry.value)
        if when is not None:
            first, last = (day.toordinal() for day in when.days)
            yield _Entry("ahead" if entry.ahead else "past", first, last, entry.date, entry.text)


class _Scale:
    """Days to places on the axis, long stretches without entries cut short."""

    def __init__(self, entries: Sequence[_Entry]) -> None:
        stretches: list[tuple[int, int]] = []
        for first, last in sorted((entry.first, entry.last) for entry in entries):
            if stretches and first <= stretches[-1][1] + 1:
                stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
            else:
                stretches.append((first, last))
        gaps = {a[1] + 1: b[0] - a[1] - 1 for a, b in pairwise(stretches)}
        shown = dict(gaps)
        length = stretches[-1][1] - stretches[0][0] + 1
        for start, days in sorted(gaps.items(), key=lambda gap: (-gap[1], gap[0])):
            rest = length - days
            if days > _LONGEST_GAP * rest:
                shown[start] = _BROKEN_GAP * rest
                length = rest + shown[start]
        self._origin = stretches[0][0]
        self._hidden = [(start, gaps[start] - shown[start]) for start in sorted(gaps)]
        self._pixels = (WIDTH - _MARGIN - _ROOM_AT_THE_END) / max(1, length - 1)
        self.breaks = tuple(
            Break(self.of(start) + self._pixels * shown[start] / 2, f"{days:,} days are not shown")
            for start, days in self._hidden
            if days
        )

    def of(self, day: int) -> float:
        """Where the day with this ordinal begins."""
        hidden = sum(days for start, days in self._hidden if start < day)
        return _MARGIN + self._pixels * (day - self._origin - hidden)

    def length(self, entry: _Entry) -> float:
        """How long the bar of an entry is; 0 for a day."""
        days = entry.last - entry.first
        return max(_LEAST_BAR, self._pixels * (days + 1)) if days else 0.0


def _rows(entries: Sequence[_Entry], scale: _Scale) -> list[_Label]:
    """Each entry's label with its row and its room; see the module's docstring for the rule."""
    placed: list[_Label] = []
    for entry in sorted(entries, key=lambda entry: (-entry.first, entry.kind != "as-of", -entry.last)):
        start = scale.of(entry.first)
        words = f"{entry.date}  {_clipped(entry, min(_LONGEST_LABEL, WIDTH - start))}".rstrip()
        end = start + text_width(words) + _AFTER_LABEL
        under = [other.row for other in placed if scale.of(other.entry.first) < end]
        row = max(under, default=-1) + 1
        ahead = (scale.of(other.entry.first) - _AFTER_LABEL for other in placed if other.row >= row)
        placed.append(_Label(entry, row, min(ahead, default=WIDTH) - start))
    return placed


def _clipped(entry: _Entry, room: float) -> str:
    """As many words of an entry's text as fit beside its date."""
    room -= text_width(f"{entry.date}  …")
    words: list[str] = []
    for word in entry.text.split():
        room -= text_width(f"{word} ")
        if room < 0:
            return " ".join(words).rstrip(",;:–—-") + "…" if words else ""
        words.append(word)
    return " ".join(words)


def _mark(label: _Label, scale: _Scale, label_y: float) -> Mark:
    entry = label.entry
    return Mark(
        kind=entry.kind,
        x=round(scale.of(entry.first), 1),
        width=round(scale.length(entry), 1),
        label_y=round(label_y, 1),
        date=entry.date,
        text=_clipped(entry, label.room),
    )


def _height(labels: Sequence[_Label]) -> float:
    return _TO_FIRST_ROW + _ROW * max(label.row for label in labels) if labels else 8.0


def _description(entries: Sequence[_Entry]) -> str:
    dated = sorted((entry for entry in entries if entry.kind != "as-of"), key=lambda entry: entry.first)
    past = sum(entry.kind == "past" for entry in dated)
    counts = [f"{past} past"] if past else []
    counts += [f"{len(dated) - past} ahead"] if len(dated) > past else []
    ends = dict.fromkeys((dated[0].date, dated[-1].date))
    return f"Timeline, {' to '.join(ends)}: {' and '.join(counts)}. The table below says the same in words."
