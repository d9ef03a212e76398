"""The data file of an edition: JSON, with each document, fact and change on a line of its own.

To a reader of JSON it is one object, an `Edition`. The lines are for whoever need not read all of it: two
editions are compared line by line, and a fact that nobody looks at is copied from file to file as it stands.
JSON has no line break inside a string, so a line is an item, and an item is a line::

    {
    "schema_version": "1.1",
    "documents": [
    {"source":{"id":"reuters", ...}},
    {"source":{"id":"sputnik", ...}}
    ],
    "facts": [
    ...
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from pydantic import TypeAdapter

from briefgen.models import SCHEMA_VERSION, Brief, Edition, LeftOut
from briefgen.models.base import Model

__all__ = ["LEFT_OUT", "SEPARATOR", "Contents", "Writer", "dump", "items", "joined", "line", "split"]

SEPARATOR = b",\n"
"""Between two items of a list; it stands in no item."""

LEFT_OUT: TypeAdapter[LeftOut] = TypeAdapter(LeftOut)
_ALL_LEFT_OUT: TypeAdapter[tuple[LeftOut, ...]] = TypeAdapter(tuple[LeftOut, ...])

Items = Iterable[bytes]
"""JSON objects, each without a line break; or runs of some of them, joined by `SEPARATOR`."""


def line(model: Model) -> bytes:
    """A model as an item: the same bytes for the same model."""
    return model.model_dump_json().encode()


def joined(models: Iterable[Model]) -> bytes:
    """Models as one run of items."""
    return SEPARATOR.join(map(line, models))


def split(run: bytes) -> list[bytes]:
    """The items of a run."""
    return run.split(SEPARATOR) if run else []


class Contents(NamedTuple):
    """Where things stand in a data file: whoever has this need not read the rest.

    Attributes:
        lists: by name, where the lines of each list's items begin and end, in bytes.
        runs: of the facts, in order: a key, which another run has only if it has the same facts, or an empty
            one; and the length in bytes. `SEPARATOR` stands between two.
    """

    lists: dict[str, tuple[int, int]]
    runs: list[tuple[str, int]]

    def where(self, name: str) -> tuple[int, int]:
        """Where a list's items begin and end; nowhere if there are none."""
        return self.lists.get(name, (0, 0))


class Writer:
    """Writes a data file from its beginning to its end.

    Args:
        write: takes its bytes, piece by piece.

    Attributes:
        contents: of what is written so far.
    """

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self.contents = Contents({}, [])
        self._write = write
        self._size = 0

    def begin(self, documents: Items, facts: Iterable[tuple[str, bytes]], rejected: Items) -> None:
        """Write what is known before there is a brief; the facts as runs with their keys."""
        self._put(f'{{\n"schema_version": {json.dumps(SCHEMA_VERSION)},\n'.encode())
        self._put_list("documents", documents)
        self._put_list("facts", self._noted(facts))
        self._put_list("rejected", rejected)

    def end(self, brief: Brief | None, changes: Items) -> None:
        """Write the rest."""
        if brief is None:
            self._put(b'"brief": null' + SEPARATOR)
        else:
            told = brief.model_dump_json(exclude={"left_out"}).encode()
            self._put(b'"brief": ' + told.removesuffix(b"}") + b",")
            self._put_list("left_out", [_left_out_lines(brief.left_out)], end=b"}" + SEPARATOR)
        self._put_list("changes", changes, end=b"\n")
        self._put(b"}\n")

    def _put(self, piece: bytes) -> None:
        self._write(piece)
        self._size += len(piece)

    def _put_list(self, name: str, runs: Items, end: bytes = SEPARATOR) -> None:
        self._put(f'"{name}": ['.encode())
        first = self._size + 1
        between = b"\n"
        for run in runs:
            if run:
                self._put(between + run)
                between = SEPARATOR
        self._put(b"\n]" + end)
        self.contents.lists[name] = first, self._size - len(b"]" + end)

    def _noted(self, facts: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
        for key, run in facts:
            if run:
                self.contents.runs.append((key, len(run)))
            yield run


def _left_out_lines(left_out: tuple[LeftOut, ...]) -> bytes:
    """The items, a line each; of a hundred thousand it is much quicker to write all at once."""
    between = b"},{"
    together = _ALL_LEFT_OUT.dump_json(left_out)[1:-1]
    if together.count(between) == max(0, len(left_out) - 1):
        return together.replace(between, b"}" + SEPARATOR + b"{")
    return SEPARATOR.join(map(LEFT_OUT.dump_json, left_out))  # one of the ids has the like in it


def dump(edition: Edition) -> bytes:
    """The file of an edition that is in memory."""
    pieces: list[bytes] = []
    writer = Writer(pieces.append)
    writer.begin([joined(edition.documents)], [("", joined(edition.facts))], [joined(edition.rejected)])
    writer.end(edition.brief, [joined(edition.changes)])
    return b"".join(pieces)


def items(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """What stands in the lines of a data file: each item with the name of its list, each value with its key.

    What a brief leaves out stands under "left_out", and not in the "brief".

    Raises:
        ValueError: the lines are not those of a data file, or end before it does.
    """
    name, ended = "", False
    for text in lines:
        if name and text.startswith(b"{"):
            yield name, text.rstrip(b",\n")
        elif text.startswith(b'"'):
            key, _, value = text.partition(b": ")
            name = key.strip(b'"').decode()
            if value.endswith(_LEFT_OUT):
                yield name, value.removesuffix(_LEFT_OUT) + b"}"
                name = "left_out"
            elif value != b"[\n":
                yield name, value.rstrip(b",\n")
                name = ""
        elif text.startswith(b"]"):
            name = ""
        elif text != b"{\n":
            ended = text == b"}\n"
            break
    if not ended:
        raise ValueError("is no data file of an edition")


_LEFT_OUT = b',"left_out": [\n'
