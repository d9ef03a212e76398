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
from collections.abc import Iterable, Iterator

from pydantic import TypeAdapter

from briefgen.models import SCHEMA_VERSION, Brief, Edition, LeftOut
from briefgen.models.base import Model

__all__ = ["LEFT_OUT", "SEPARATOR", "beginning", "dump", "ending", "items", "joined", "line"]

SEPARATOR = b",\n"
"""Between two items of a list; it stands in no item."""

LEFT_OUT: TypeAdapter[LeftOut] = TypeAdapter(LeftOut)

Items = Iterable[bytes]
"""JSON objects, each without a line break; or runs of some of them, joined by `SEPARATOR`."""


def line(model: Model) -> bytes:
    """A model as an item: the same bytes for the same model."""
    return model.model_dump_json().encode()


def joined(models: Iterable[Model]) -> bytes:
    """Models as one run of items."""
    return SEPARATOR.join(map(line, models))


def beginning(documents: Items, facts: Items, rejected: Items) -> Iterator[bytes]:
    """The first part of the file, piece by piece: what is known before there is a brief."""
    yield f'{{\n"schema_version": {json.dumps(SCHEMA_VERSION)},\n'.encode()
    yield from _list("documents", documents)
    yield from _list("facts", facts)
    yield from _list("rejected", rejected)


def ending(brief: Brief | None, changes: Items) -> Iterator[bytes]:
    """The rest of the file."""
    yield from _brief(brief)
    yield from _list("changes", changes, end=b"\n")
    yield b"}\n"


def dump(edition: Edition) -> bytes:
    """The file of an edition that is in memory."""
    known = ([joined(models)] for models in (edition.documents, edition.facts, edition.rejected))
    return b"".join((*beginning(*known), *ending(edition.brief, [joined(edition.changes)])))


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


def _brief(brief: Brief | None) -> Iterator[bytes]:
    if brief is None:
        yield b'"brief": null' + SEPARATOR
        return
    yield b'"brief": ' + brief.model_dump_json(exclude={"left_out"}).encode().removesuffix(b"}") + b","
    yield from _list("left_out", map(LEFT_OUT.dump_json, brief.left_out), end=b"}" + SEPARATOR)


def _list(name: str, runs: Items, end: bytes = SEPARATOR) -> Iterator[bytes]:
    yield f'"{name}": ['.encode()
    between = b"\n"
    for run in runs:
        if run:
            yield between + run
            between = SEPARATOR
    yield b"\n]" + end
