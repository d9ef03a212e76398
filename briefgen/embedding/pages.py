"""What a host keeps of one of its pages, so that no two sections there have the same names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from briefgen import places
from briefgen.embedding.brief import EmbeddableBrief
from briefgen.embedding.finding import find

__all__ = ["Instances", "watched"]


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


def watched(project: Path) -> Path:
    """What changes when a project has a new edition: the folder of its editions, or the file of one alone.

    Raises:
        UsageError: there is no edition.
    """
    folder = find(project, None).folder
    if folder.parent.name == places.EDITIONS:
        # The link to the newest edition is exchanged, which those who look at its files do not notice.
        return folder.parent
    return project
