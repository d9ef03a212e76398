"""The briefs that host files name: each is loaded once, and each section written out once, for all hosts."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefgen import embedding, places

if TYPE_CHECKING:
    from briefgen.embedding import EmbeddableBrief
    from briefgen.embedding.markers import Request

__all__ = ["Library", "Wording"]


class Wording(NamedTuple):
    """A section as it stands in one block.

    Attributes:
        text: in the flavour that was asked for.
        edition: that it comes from.
        as_of: the date that this edition speaks from.
    """

    text: str
    edition: int
    as_of: datetime.date | None


class Library:
    """Loads briefs and writes out their sections, and remembers both."""

    def __init__(self) -> None:
        self._briefs: dict[str, EmbeddableBrief] = {}
        self._wordings: dict[tuple[str, Request, str], Wording] = {}

    def brief(self, place: str) -> EmbeddableBrief:
        """The brief of a project.

        Raises:
            BriefgenError: there is none, or it cannot be read.
        """
        found = self._briefs.get(place)
        if found is None:
            found = self._briefs[place] = embedding.load(place)
        return found

    def wording(self, place: str, request: Request, instance: str) -> Wording:
        """The section that a block asks for.

        Args:
            place: the project.
            request: the block's; its own naming of the project does not count.
            instance: tells the labels of its notes from those of the same section elsewhere in the host.

        Raises:
            BriefgenError: there is no such brief, or no such section in it.
        """
        key = (place, request._replace(project=""), instance)
        found = self._wordings.get(key)
        if found is None:
            section = self.brief(place).section(request.section)
            text = section.render(
                request.to,
                level=request.level,
                notes=request.notes,
                provenance=request.provenance,
                instance=instance,
            )
            found = self._wordings[key] = Wording(text, section.edition, section.as_of)
        return found


def place_of(folder: Path, project: str) -> str:
    """The project that a block names, as an absolute path: relative to the folder that its host is in."""
    place = folder / project
    return os.path.normpath(place.parent if place.name == places.CONFIGURATION else place)
