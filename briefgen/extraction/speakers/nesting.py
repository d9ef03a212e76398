"""In whose words another attribution stands: "I" is the speaker of the quotation or the turn around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefgen.models import Attribution, Span

# "Lin Jian: We have noted that." and "Secretary Rubio:  Sure" open turns of a transcript
_TURN = re.compile(r"(?:(?<=\n)|\A)[ \xa0]{0,4}([A-Z][^\n:]{1,48}):(?=[ \xa0\n])")
_DEEPEST = 16  # spans looked at backwards: quotations hold few others


class Nesting:
    """The quoted and partly quoted contents of a text, by place."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._spans = sorted(
            (span.start, span.end, number)
            for number, attribution in enumerate(attributions)
            if attribution.mode != "indirect" and attribution.source is not None
            for span in attribution.content
        )
        self._starts = [start for start, _, _ in self._spans]

    def around(self, number: int, source: Span) -> int | None:
        """The number of the innermost other attribution whose content holds `source`, or none."""
        last = bisect_right(self._starts, source.start)
        for _, end, outer in reversed(self._spans[max(0, last - _DEEPEST) : last]):
            if outer != number and source.end <= end:
                return outer
        return None


class Turns:
    """The turns of a transcript, by place; empty for a report."""

    def __init__(self, text: str) -> None:
        self._names = [match.span(1) for match in _TURN.finditer(text)]
        self._starts = [start for start, _ in self._names]

    def around(self, offset: int) -> tuple[int, int] | None:
        """Where the name of the turn at `offset` stands, or none."""
        index = bisect_right(self._starts, offset) - 1
        return self._names[index] if index >= 0 else None
