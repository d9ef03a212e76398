"""The numbers that sources are cited by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Numbering(NamedTuple):
    """Source ids to the numbers that they are cited by."""

    numbers: Mapping[str, int]

    def of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """The numbers of some sources, in order."""
        return tuple(sorted({self.numbers[source] for source in sources}))
