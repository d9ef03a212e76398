"""Refilling the blocks of host files: what each file should hold is prepared, and nothing is written here.

A block's end marker carries the SHA-256 of what briefgen wrote before it. Where the block no longer has it,
somebody has edited the block, and refilling would lose that. Line ends do not count: a version control system
that converts them on checkout has edited nothing.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from briefgen.embedding.hosts import Syntax, syntax_of
from briefgen.embedding.library import Library, Wording, place_of
from briefgen.embedding.markers import Block, MarkerError, attributes_text, holds_marker, parse
from briefgen.embedding.writing import HostFile, read_host, refuse_other_encodings
from briefgen.errors import BriefgenError, EditedBlockError, GroundingError, HostError

__all__ = ["Filling", "Host", "State", "prepare", "prepare_all"]

State = Literal["current", "stale", "edited", "failed"]


class Filling(NamedTuple):
    """A block of a host file and what became of it.

    Attributes:
        block: where it is and what it asks for.
        place: the project that it names, as an absolute path.
        state: ``current``: it is as it should be. ``stale``: it is filled anew. ``edited``: somebody has
            edited it. ``failed``: there is no such project or section.
        after: the bytes of the block and its end marker as they should be; as they are, where they cannot be
            refilled.
    """

    block: Block
    place: str
    state: State
    after: bytes


class Host(NamedTuple):
    """A host file as it is and as it should be.

    Attributes:
        path: as it was named.
        file: as it was read; none if it could not be.
        after: what it should hold; blocks that cannot be refilled stay in it as they are.
        fillings: its blocks.
        problems: why it cannot be refilled.
    """

    path: Path
    file: HostFile | None
    after: bytes
    fillings: tuple[Filling, ...]
    problems: tuple[BriefgenError, ...]

    @property
    def state(self) -> State:
        """The gravest state of its blocks."""
        states = {filling.state for filling in self.fillings}
        if any(not isinstance(problem, EditedBlockError) for problem in self.problems) or "failed" in states:
            return "failed"
        return next((state for state in ("edited", "stale") if state in states), "current")


def prepare_all(paths: Iterable[Path], library: Library, *, force: bool = False) -> list[Host]:
    """`prepare` for many files; one that is named twice, under whatever name, is prepared once."""
    hosts: dict[Path, Host] = {}
    for path in paths:
        target = path.resolve()
        if target not in hosts:
            hosts[target] = prepare(path, library, force=force)
    return list(hosts.values())


def prepare(path: Path, library: Library, *, force: bool = False) -> Host:
    """What a host file should hold; problems are collected, not raised.

    Args:
        path: the file; a link is followed.
        library: where briefs come from.
        force: whether blocks that were edited by hand are filled anew.
    """
    try:
        syntax = syntax_of(path)
        file = read_host(path)
        refuse_other_encodings(file)
        blocks = parse(file.data, syntax)
    except MarkerError as fault:
        problem = HostError(str(path), fault.line, fault.reason, hint="docs/embedding.md shows the markers")
        return Host(path, file, file.data, (), (problem,))
    except BriefgenError as error:
        return Host(path, None, b"", (), (error,))
    return _Filler(path, file, syntax, library, force=force).host(blocks)


class _Filler:
    """Fills the blocks of one host file."""

    def __init__(self, path: Path, file: HostFile, syntax: Syntax, library: Library, *, force: bool) -> None:
        self._path = path
        self._file = file
        self._syntax = syntax
        self._library = library
        self._force = force
        self._times: Counter[tuple[str, str]] = Counter()
        self._problems: list[BriefgenError] = []

    def host(self, blocks: list[Block]) -> Host:
        fillings = tuple(map(self._filling, blocks))
        return Host(self._path, self._file, self._assembled(fillings), fillings, tuple(self._problems))

    def _assembled(self, fillings: tuple[Filling, ...]) -> bytes:
        parts, position = [], 0
        for filling in fillings:
            parts += [self._file.data[position : filling.block.begin.stop], filling.after]
            position = filling.block.end.stop
        return b"".join([*parts, self._file.data[position:]])

    def _filling(self, block: Block) -> Filling:
        place = place_of(self._file.target.parent, block.request.project)
        before = self._file.data[block.begin.stop : block.end.stop]
        try:
            after = self._written(block, self._wording(place, block))
        except BriefgenError as error:
            self._refuse(HostError, block, error.message, error.hint)
            return Filling(block, place, "failed", before)
        if before == after:
            return Filling(block, place, "current", before)
        if self._edited(block, after) and not self._force:
            self._refuse(EditedBlockError, block, *_told(block))
            return Filling(block, place, "edited", before)
        return Filling(block, place, "stale", after)

    def _wording(self, place: str, block: Block) -> Wording:
        """What the block should say; the second time a section comes, its notes get names of their own."""
        brief = self._library.brief(place)
        self._times[key := (brief.slug, block.request.section)] += 1
        times = self._times[key]
        return self._library.wording(place, block.request, "" if times == 1 else str(times))

    def _written(self, block: Block, wording: Wording) -> bytes:
        content = _content(wording.text, block, self._syntax)
        _refuse_markers(content, self._syntax, block)
        stamp = {"edition": str(wording.edition)}
        if wording.as_of is not None:
            stamp["as-of"] = wording.as_of.isoformat()
        end = attributes_text({**stamp, "sha256": _digest(content)}).encode()
        gap = b" " if block.end.tail.strip() and not block.end.tail.startswith((b" ", b"\t")) else b""
        return content + block.end.head + b" " + end + gap + block.end.tail + block.end.newline

    def _edited(self, block: Block, after: bytes) -> bool:
        """Whether the block holds what somebody else has written there."""
        content = block.content(self._file.data)
        same = after.startswith(content) and after[len(content) :].startswith(block.end.head)
        if same or not content.strip(self._syntax.margin + b"\r\n"):
            return False
        return block.end.attributes.get("sha256") != _digest(content)

    def _refuse(self, kind: type[HostError], block: Block, reason: str, hint: str) -> None:
        self._problems.append(kind(str(self._path), block.begin.line, reason, hint=hint))


def _told(block: Block) -> tuple[str, str]:
    """What is wrong with a block that holds somebody's words, and what to do."""
    what = f"the block of {block.request.section}"
    if "sha256" in block.end.attributes:
        reason = f"{what} was edited by hand since it was written"
        return reason, "move the edit out of the block, or give it up with --force"
    reason = f"{what} holds text that briefgen did not write"
    return reason, "move the text out of the block, or give it up with --force"


def _content(text: str, block: Block, syntax: Syntax) -> bytes:
    """The lines of a block, each with the margin of its begin marker and that marker's line end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if syntax.spaced:
        lines = ["", *lines, ""]
    margin, newline = block.begin.margin, block.begin.newline
    bare = margin.rstrip(b" \t")
    return b"".join((margin + line.encode() if line else bare) + newline for line in lines)


def _refuse_markers(content: bytes, syntax: Syntax, block: Block) -> None:
    """Refuse words that would end the block: they come from sources, which nobody vouches for."""
    if holds_marker(content, syntax):
        raise GroundingError(
            f"section {block.request.section} holds a line that is a marker of briefgen",
            hint="leave the source out that it comes from",
        )


def _digest(content: bytes) -> str:
    """The SHA-256 of a block, whichever line ends it has."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")).hexdigest()
