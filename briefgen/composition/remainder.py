"""What a brief does not print, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from briefgen.composition.ranking import Gist
from briefgen.composition.selection import Selection
from briefgen.models import FactKind, LeftOut, LeftOutReason

SECTION_OF: Mapping[FactKind, str] = {
    "position": "positions",
    "figure": "key-figures",
    "event": "timeline",
    "next-step": "next-steps",
    "context": "background",
}
"""Where a fact of each kind would stand."""

Spans = Mapping[str, Sequence[tuple[int, int]]]


class Remainder:
    """The facts that a selection leaves out.

    Args:
        gists: of all facts.
        out: of those that are not printed however much room there is, why.
    """

    def __init__(self, gists: Sequence[Gist], out: Mapping[str, LeftOutReason]) -> None:
        self._gists, self._out = gists, out

    def crowded_out(self, chosen: Selection) -> int:
        """How many facts had no room."""
        reached = self._told(chosen).union(fact.id for fact in chosen.facts)
        return len(self._gists) - len(self._out) - sum(name not in self._out for name in reached)

    def left_out(self, chosen: Selection) -> Iterator[LeftOut]:
        """The facts that are not printed, with the section that they would be in, and why."""
        printed, told = {fact.id for fact in chosen.facts}, self._told(chosen)
        for gist in self._gists:
            name = gist.id
            if name not in printed:
                reason = self._out.get(name, "no-room")
                if name in told and reason != "leans-on-its-article":
                    reason = "told-by-another"
                yield LeftOut(name, SECTION_OF[gist.kind], reason)

    def _told(self, chosen: Selection) -> set[str]:
        """Ids of the facts whose words are printed."""
        spans = _spans(chosen)
        return {gist.id for gist in self._gists if gist.source in spans and _is_told(gist, spans)}


def _spans(chosen: Selection) -> Spans:
    """For each source where the words stand that are printed."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for item in (item for fact in chosen.facts for item in fact.evidence if item.role == "statement"):
        spans[item.source].append((item.start, item.end))
    return spans


def _is_told(gist: Gist, spans: Spans) -> bool:
    """Whether the words of printed facts hold all pieces of this one's."""
    return _holds(spans, gist.source, gist.start, gist.end) and all(
        _holds(spans, *piece) for piece in gist.further
    )


def _holds(spans: Spans, source: str, start: int, end: int) -> bool:
    return any(first <= start and end <= last + 1 for first, last in spans.get(source, ()))
