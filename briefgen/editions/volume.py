"""An edition that is read from its data file, but for its facts: they stay there until they are wanted."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple, Self

from briefgen.editions.datafile import LEFT_OUT, SEPARATOR, Contents, dump, items, split
from briefgen.editions.lines import Run
from briefgen.errors import OutputError
from briefgen.garbage import unsearched
from briefgen.models import Brief, Change, DocumentRecord, Edition

__all__ = ["Volume", "damaged"]

_TOGETHER = 1_000
"""So many facts make a run where nothing is known of the runs that they were written in."""
_UNREAD = ("facts", "rejected", "left_out")
"""Lists that stay in the file."""


_RECORD = DocumentRecord.model_validate_json


def damaged(path: Path, why: str) -> OutputError:
    """The error that a file of an edition is not what it should be."""
    return OutputError(
        f"{path}: {why}", hint="restore it from a copy, or move the edition's folder out of the output folder"
    )


class Volume(NamedTuple):
    """An edition's data.

    Attributes:
        document_lines: the sources' records, as items of the data file.
        brief: without what it leaves out.
        path: of the data file.
        contents: of it.
        other: the data file where that is of another make, which is read whole.
    """

    document_lines: tuple[bytes, ...]
    brief: Brief | None
    changes: tuple[Change, ...]
    path: Path
    contents: Contents
    other: bytes = b""

    @classmethod
    @unsearched()
    def read(cls, path: Path, contents: Contents | None = None) -> Self:
        """The volume that a file holds.

        Args:
            path: of the file.
            contents: of this very file, if they are known: then less of it is read.

        Raises:
            OSError: it cannot be read.
            ValueError: it is no data file of an edition.
        """
        with path.open("rb") as file:
            try:
                return cls._of(file, path, contents or _contents_of(file))
            except ValueError:
                file.seek(0)
                other = dump(Edition.model_validate_json(file.read()))
        return cls._of(io.BytesIO(other), path, _contents_of(io.BytesIO(other)), other)

    @classmethod
    def _of(cls, file: IO[bytes], path: Path, contents: Contents, other: bytes = b"") -> Self:
        documents: list[bytes] = []
        changes: list[Change] = []
        brief = None
        for name, item in items(_passing_over(file, map(contents.where, _UNREAD))):
            if name == "documents":
                documents.append(item)
            elif name == "changes":
                changes.append(Change.model_validate_json(item))
            elif name == "brief" and item != b"null":
                brief = Brief.model_validate_json(item)
        return cls(tuple(documents), brief, tuple(changes), path, contents, other)

    def documents(self, known: Mapping[bytes, DocumentRecord] | None = None) -> tuple[DocumentRecord, ...]:
        """The sources' records; where one is `known` by its line, the very same object.

        Raises:
            OutputError: another version of briefgen wrote them.
        """
        there = known or {}
        try:
            return tuple(there.get(line) or _RECORD(line) for line in self.document_lines)
        except ValueError as error:
            raise damaged(self.path, "is no edition") from error

    @property
    def facts(self) -> list[Run]:
        """The edition's facts."""
        found: list[Run] = []
        place, _ = self.contents.where("facts")
        for key, length in self.contents.runs:
            found.append(Run(key, partial(self._read, place, length)))
            place += length + len(SEPARATOR)
        return found

    def whole_brief(self) -> Brief | None:
        """The brief with what it leaves out."""
        if self.brief is None:
            return None
        first, end = self.contents.where("left_out")
        lines = split(self._read(first, end - first).rstrip(b"\n"))
        return self.brief.model_copy(update={"left_out": tuple(map(LEFT_OUT.validate_json, lines))})

    def _read(self, place: int, length: int) -> bytes:
        with io.BytesIO(self.other) if self.other else self.path.open("rb") as file:
            file.seek(place)
            return file.read(length)


def _contents_of(file: IO[bytes]) -> Contents:
    """Of a data file that nothing is known of; all of it is read.

    Raises:
        ValueError: it is none.
    """
    contents = Contents({}, [])
    lines = _Counted(file)
    first, count = 0, 0
    for name, item in items(lines):
        end = lines.place + len(lines.line)
        contents.lists[name] = contents.lists.get(name, (lines.place, 0))[0], end
        if name == "facts":
            if count % _TOGETHER == 0:
                first = lines.place
                contents.runs.append(("", 0))
            contents.runs[-1] = "", lines.place + len(item) - first
            count += 1
    return contents


def _passing_over(file: IO[bytes], parts: Iterable[tuple[int, int]]) -> Iterator[bytes]:
    """The lines of a file but for those in some parts of it, each from one byte to another."""
    file.seek(0)
    for first, end in sorted(parts):
        while file.tell() < first:
            yield file.readline()
        file.seek(max(end, file.tell()))
    yield from file


class _Counted:
    """The lines of a file.

    Attributes:
        line: the one that was given last.
        place: where it begins.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.line = b""
        self.place = 0

    def __iter__(self) -> Iterator[bytes]:
        for text in self._file:
            self.place += len(self.line)
            self.line = text
            yield text
