"""An edition that is read from its data file, but for its facts: they stay there until they are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Self

from briefgen.editions.datafile import LEFT_OUT, dump, items
from briefgen.models import Brief, Change, DocumentRecord, Edition

__all__ = ["Volume"]


class Volume(NamedTuple):
    """An edition's data.

    Attributes:
        brief: without what it leaves out.
        path: of the data file.
        other: the lines of the data file where that is of another make, which is read whole.
    """

    documents: tuple[DocumentRecord, ...]
    brief: Brief | None
    changes: tuple[Change, ...]
    path: Path
    other: tuple[bytes, ...] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """The volume that a file holds.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no data file of an edition.
        """
        with path.open("rb") as file:
            try:
                return cls._of(items(file), path)
            except ValueError:
                file.seek(0)
                lines = dump(Edition.model_validate_json(file.read())).splitlines(keepends=True)
        return cls._of(items(lines), path, tuple(lines))

    @classmethod
    def _of(cls, found: Iterable[tuple[str, bytes]], path: Path, other: tuple[bytes, ...] = ()) -> Self:
        documents: list[DocumentRecord] = []
        changes: list[Change] = []
        brief = None
        for name, item in found:
            if name == "documents":
                documents.append(DocumentRecord.model_validate_json(item))
            elif name == "changes":
                changes.append(Change.model_validate_json(item))
            elif name == "brief" and item != b"null":
                brief = Brief.model_validate_json(item)
        return cls(tuple(documents), brief, tuple(changes), path, other)

    def facts(self) -> Iterator[bytes]:
        """The edition's facts, each as an item of a data file."""
        return (item for name, item in self._items() if name == "facts")

    def whole_brief(self) -> Brief | None:
        """The brief with what it leaves out."""
        if self.brief is None:
            return None
        left_out = (item for name, item in self._items() if name == "left_out")
        return self.brief.model_copy(update={"left_out": tuple(map(LEFT_OUT.validate_json, left_out))})

    def _items(self) -> Iterator[tuple[str, bytes]]:
        if self.other:
            yield from items(self.other)
            return
        with self.path.open("rb") as file:
            yield from items(file)
