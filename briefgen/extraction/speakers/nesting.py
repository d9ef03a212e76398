"""Which attribution's words another one stands in: "I" is the speaker of the quotation around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from briefgen.models import Attribution, Span

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
