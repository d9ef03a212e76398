"""An edition that is read from its data file, but for its facts: they stay there until they are wanted."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, Self

from briefgen.editions.datafile import LEFT_OUT, dump, items
from briefgen.editions.lines import Lines
from briefgen.garbage import unsearched
from briefgen.models import Brief, Change, DocumentRecord, Edition

__all__ = ["Volume"]


class Volume(NamedTuple):
    """An edition's data.

    Attributes:
        brief: without what it leaves out.
        path: of the data file.
        hashes: of its facts, as in `lines.Lines`; `places` where their lines begin in the file.
        other: the data file where that is of another make, which is read whole.
    """

    documents: tuple[DocumentRecord, ...]
    brief: Brief | None
    changes: tuple[Change, ...]
    path: Path
    hashes: array[int]
    places: array[int]
    other: bytes = b""

    @classmethod
    @unsearched()
    def read(cls, path: Path) -> Self:
        """The volume that a file holds.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no data file of an edition.
        """
        with path.open("rb") as file:
            try:
                return cls._of(file, path)
            except ValueError:
                file.seek(0)
                other = dump(Edition.model_validate_json(file.read()))
        return cls._of(io.BytesIO(other), path, other)

    @classmethod
    def _of(cls, file: IO[bytes], path: Path, other: bytes = b"") -> Self:
        documents: list[DocumentRecord] = []
        changes: list[Change] = []
        hashes, places = array("q"), array("q")
        brief = None
        lines = _Counted(file)
        for name, item in items(lines):
            if name == "facts":
                hashes.append(hash(item))
                places.append(lines.place)
            elif name == "documents":
                documents.append(DocumentRecord.model_validate_json(item))
            elif name == "changes":
                changes.append(Change.model_validate_json(item))
            elif name == "brief" and item != b"null":
                brief = Brief.model_validate_json(item)
        return cls(tuple(documents), brief, tuple(changes), path, hashes, places, other)

    @property
    def facts(self) -> Lines:
        """The edition's facts."""
        return Lines(self.hashes, self._read)

    def _read(self, wanted: Sequence[int]) -> Iterator[bytes]:
        with self._open() as file:
            for number in wanted:
                file.seek(self.places[number])
                yield file.readline().rstrip(b",\n")

    def whole_brief(self) -> Brief | None:
        """The brief with what it leaves out."""
        if self.brief is None:
            return None
        with self._open() as file:
            left_out = [LEFT_OUT.validate_json(item) for name, item in items(file) if name == "left_out"]
        return self.brief.model_copy(update={"left_out": tuple(left_out)})

    def _open(self) -> IO[bytes]:
        return io.BytesIO(self.other) if self.other else self.path.open("rb")


class _Counted:
    """The lines of a file.

    Attributes:
        place: where the line begins that was given last.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.place = 0

    def __iter__(self) -> Iterator[bytes]:
        following = 0
        for text in self._file:
            self.place, following = following, following + len(text)
            yield text
