"""What a host keeps of one of its pages, so that no two sections there have the same names."""

from __future__ import annotations

from collections import Counter

from briefgen.embedding.brief import EmbeddableBrief

__all__ = ["Instances"]


class Instances:
    """Tells apart the sections of one page, in the order in which they stand there."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str]] = Counter()

    def next(self, brief: EmbeddableBrief, name: str) -> str:
        """The instance for the next section of this name: none for the first, then ``2``, ``3``, ...

        Two briefs of one slug count as one: their sections would have the same names too.
        """
        self._seen[brief.slug, name] += 1
        number = self._seen[brief.slug, name]
        return "" if number == 1 else str(number)
