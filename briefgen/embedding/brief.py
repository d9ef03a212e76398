"""A brief as other documents see it: its sections, by name."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from briefgen.embedding.finding import Found, find, read_sections
from briefgen.embedding.sections import Section
from briefgen.errors import OutputError, UnknownSectionError

__all__ = ["EmbeddableBrief", "load"]

_SCHEMA = "1."


def load(path: str | Path, *, edition: int | None = None) -> EmbeddableBrief:
    """The brief of an edition, of which sections can be embedded in other documents.

    Args:
        path: a project folder or its brief.toml (its output's newest edition), an output folder, an edition's
            folder, or an edition's JSON file.
        edition: the number of an edition; by default the newest, or the one that `path` names.

    Raises:
        UsageError: there is no such edition.
        OutputError: its files are damaged.
    """
    found = find(Path(path), edition)
    data = read_sections(found)
    if data is None:
        from briefgen.embedding.older import sections_of_older  # noqa: PLC0415 -- loads models and templates

        data = sections_of_older(found)
    return EmbeddableBrief(data, found)


class EmbeddableBrief:
    """One edition of a brief.

    Attributes:
        title: the headline.
        number: of the edition, from 1.
        reissue: 0, or 1, 2, ... where the same facts and words were set anew.
        as_of: the date that the brief gives, or none.
        language: ISO 639-1.
        slug: the stem of its files.
        names: of its sections, in reading order; after ``positions`` one for each party, such as
            ``positions-cn``.
    """

    def __init__(self, data: dict[str, Any], found: Found) -> None:
        if not str(data.get("schema_version", "")).startswith(_SCHEMA):
            raise OutputError(
                f"{found.folder}: its sections were written by another version of briefgen",
                hint="update briefgen, or build the brief again",
            )
        self.title: str = data["title"]
        self.number: int = data["edition"]
        self.reissue = found.reissue
        self.as_of = datetime.date.fromisoformat(data["as_of"]) if data["as_of"] else None
        self.language: str = data["language"]
        self.slug: str = data["slug"]
        self._data = data
        self._sections = {section["name"]: section for section in data["sections"]}
        self.names: tuple[str, ...] = tuple(self._sections)

    def section(self, name: str) -> Section:
        """The section of this name.

        Raises:
            UnknownSectionError: there is none; the error lists those that there are.
        """
        if name not in self._sections:
            raise UnknownSectionError(name, self.names)
        return Section(self._data, self._sections[name])

    def __repr__(self) -> str:
        return f"<brief {self.title!r}, edition {self.number}: {', '.join(self.names)}>"
