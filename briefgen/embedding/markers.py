"""Markers in host files: where blocks begin and end, and what they ask for.

::

    <!-- briefgen:begin project=../desk section=positions-cn level=3 -->
    what briefgen writes
    <!-- briefgen:end edition=4 as-of=2023-07-07 sha256=1f3a9c... -->

Everything here works on bytes, so that what stands outside the blocks stays exactly what it was. A marker
stands alone in its line; before it only the margin of a list or a quotation. What looks like a marker and is
none is an error: a block that was passed over in silence would go stale in silence.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefgen.embedding.flavours import SHORT
from briefgen.embedding.hosts import Syntax
from briefgen.embedding.sections import LEVELS, NOTES
from briefgen.embedding.shown import shown_in, within_ticks

__all__ = ["Block", "Marker", "MarkerError", "Request", "attributes_text", "holds_marker", "parse"]

_NAME = re.compile(rb"briefgen:(\w*(?:-\w+)*)")
_MISSPELT = re.compile(rb"briefgen:(?:begin|end)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\s+([A-Za-z][\w-]*)=("[^"]*"|'[^']*'|[^\s"']+)""")
_BEGIN = frozenset({"project", "section", "level", "notes", "to", "provenance"})
_END = frozenset({"edition", "as-of", "sha256"})
_SWITCH = {"yes": True, "true": True, "no": False, "false": False}


class MarkerError(Exception):
    """A marker is wrong.

    Attributes:
        line: its number, from 1.
        reason: what is wrong, to follow the file and the line.
    """

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


class Request(NamedTuple):
    """What a begin marker asks for.

    Attributes:
        project: where the brief is, relative to the host file.
        section: its name.
        to: the flavour.
        level: of its heading.
        notes: where its sources stand.
        provenance: whether a last line says which edition it comes from.
    """

    project: str
    section: str
    to: str
    level: int = 2
    notes: str = "section"
    provenance: bool = True


class Marker(NamedTuple):
    """A line that is a marker.

    Attributes:
        kind: ``begin`` or ``end``.
        line: its number, from 1.
        start: where the line begins in the file.
        stop: where the next line begins.
        margin: what stands before the comment.
        head: the line up to the word ``begin`` or ``end``, which is included.
        tail: what follows the attributes: the comment's end and the line's.
        newline: how the line ends; empty at the end of the file.
        attributes: by name.
    """

    kind: str
    line: int
    start: int
    stop: int
    margin: bytes
    head: bytes
    tail: bytes
    newline: bytes
    attributes: Mapping[str, str]


class Block(NamedTuple):
    """A begin marker with its end marker, and what the begin marker asks for."""

    begin: Marker
    end: Marker
    request: Request

    def content(self, data: bytes) -> bytes:
        """What stands between the markers."""
        return data[self.begin.stop : self.end.start]


def parse(data: bytes, syntax: Syntax) -> list[Block]:
    """The blocks of a host file, in its order.

    Raises:
        MarkerError: a marker is wrong, or has no counterpart.
    """
    blocks: list[Block] = []
    begin: Marker | None = None
    for marker in _markers(data, syntax):
        if begin is None:
            if marker.kind == "end":
                raise MarkerError(marker.line, "briefgen:end without a briefgen:begin before it")
            begin = marker
        elif marker.kind == "begin":
            raise MarkerError(
                marker.line, f"briefgen:begin inside the block that begins in line {begin.line}"
            )
        else:
            blocks.append(Block(begin, marker, _request(begin, syntax)))
            begin = None
    if begin is not None:
        raise MarkerError(begin.line, "briefgen:begin without a briefgen:end after it")
    return blocks


def attributes_text(attributes: Mapping[str, str]) -> str:
    """Attributes as a marker writes them."""
    return " ".join(f"{name}={value}" for name, value in attributes.items())


def holds_marker(content: bytes, syntax: Syntax) -> bool:
    """Whether a line of what is to stand in a block would be taken for a marker."""
    if b"briefgen:" not in content:
        return False
    try:
        lines = content.splitlines(keepends=True)
        return any(_marker(line, 1, 0, syntax) is not None for line in lines)
    except MarkerError:
        return True


def _markers(data: bytes, syntax: Syntax) -> Iterator[Marker]:
    """All markers; inside a block nothing but markers counts, for what stands there is briefgen's own."""
    lowered = data.lower()
    if b"briefgen:" not in lowered:
        return
    capitals = lowered.count(b"briefgen:") > data.count(b"briefgen:")
    lines = data.splitlines(keepends=True)
    shown = shown_in(data, lines, syntax.name)
    inside, position = False, 0
    for number, line in enumerate(lines, start=1):
        start, position = position, position + len(line)
        if number == 1 and line.startswith(codecs.BOM_UTF8):
            line, start = line[len(codecs.BOM_UTF8) :], len(codecs.BOM_UTF8)  # noqa: PLW2901 -- it is no text
        named = b"briefgen:" in line or (capitals and b"briefgen:" in line.lower())
        if (shown is not None and not inside and shown.holds(line, number, named=named)) or not named:
            continue
        marker = _marker(line, number, start, syntax)
        if marker is not None:
            inside = marker.kind == "begin"
            yield marker
        elif not inside:
            _refuse_likeness(line, number, syntax)
    if shown is not None and (left := shown.unclosed()):
        raise MarkerError(
            left.line, f"stands in the {left.what} that opens in line {left.since} and is never closed"
        )


def _marker(line: bytes, number: int, start: int, syntax: Syntax) -> Marker | None:
    """The marker that the line is; none if it is no comment of briefgen's, or not alone in its line."""
    bare = line.rstrip(b"\r\n")
    inner = bare.lstrip(syntax.margin)
    margin = bare[: len(bare) - len(inner)]
    if not inner.startswith(syntax.opening):
        return None
    said = inner.rstrip(b" \t")
    if not said.endswith(syntax.closing):
        return None
    said = said[: len(said) - len(syntax.closing)]
    after = said[len(syntax.opening) :].lstrip(b" \t")
    _refuse_capitals(after, number)
    named = _NAME.match(after)
    if named is None or (syntax.closing and syntax.closing in said):
        return None
    kind = named[1].decode("utf-8", "replace")
    if kind not in ("begin", "end"):
        raise MarkerError(number, f"briefgen:{kind} is no marker; there are briefgen:begin and briefgen:end")
    head = said[: said.index(named[0]) + len(named[0])]
    attributes = _attributes(said[len(head) :], number, _BEGIN if kind == "begin" else _END)
    tail = bare[len(margin) + len(said.rstrip(b" \t")) :]
    newline = line[len(bare) :]
    return Marker(kind, number, start, start + len(line), margin, margin + head, tail, newline, attributes)


def _refuse_capitals(said: bytes, number: int) -> None:
    found = _MISSPELT.match(said)
    if found is not None and not found[0].islower():
        word = found[0].decode()
        raise MarkerError(number, f"{word} is written {word.lower()}, in small letters")


def _refuse_likeness(line: bytes, number: int, syntax: Syntax) -> None:
    """Refuse a comment that names briefgen and is no marker; one that is shown as code is left alone."""
    for found in _NAME.finditer(line):
        before = line[: found.start()].rstrip(b" \t")
        if not before.endswith(syntax.opening) or within_ticks(line, found.start()):
            continue
        if syntax.before.match(before.removesuffix(syntax.opening)):
            word = found[0].decode("utf-8", "replace")
            raise MarkerError(number, f"{word} must stand on a line of its own")


def _attributes(text: bytes, number: int, known: frozenset[str]) -> dict[str, str]:
    try:
        said = text.decode("utf-8").rstrip()
    except UnicodeDecodeError:
        raise MarkerError(number, "is not UTF-8") from None
    found: dict[str, str] = {}
    position = 0
    while position < len(said):
        match = _ATTRIBUTE.match(said, position)
        if match is None:
            raise MarkerError(
                number, f"cannot be read from {said[position:].strip()[:40]!r}: write key=value"
            )
        key, value = match[1], match[2]
        if key not in known:
            raise MarkerError(number, f"unknown key {key!r}; there are {', '.join(sorted(known))}")
        if key in found:
            raise MarkerError(number, f"{key!r} is given twice")
        found[key] = value[1:-1] if value[0] in "\"'" else value
        position = match.end()
    return found


def _request(begin: Marker, syntax: Syntax) -> Request:
    said = begin.attributes
    for key in ("project", "section"):
        if not said.get(key, "").strip() or not said[key].isprintable():
            raise MarkerError(begin.line, f"says no {key}: write {key}=...")
    level = said.get("level", "2")
    if level not in map(str, LEVELS):
        raise MarkerError(begin.line, f"level={level}: write a number from 1 to 6")
    return Request(
        project=said["project"],
        section=said["section"],
        to=_one_of(begin, "to", syntax.flavours),
        level=int(level),
        notes=_one_of(begin, "notes", NOTES),
        provenance=_SWITCH[_one_of(begin, "provenance", tuple(_SWITCH))],
    )


def _one_of(begin: Marker, key: str, known: tuple[str, ...]) -> str:
    """The value of a key that has few; the first of them where it is not given."""
    said = begin.attributes.get(key, known[0])
    value = SHORT.get(said, said)
    if value not in known:
        raise MarkerError(begin.line, f"{key}={said}: there are {', '.join(known)}")
    return value
