"""Lines and blocks: the units in which a text is judged to be article or page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 100
_SLACK = 4


@dataclass(slots=True)
class Block:
    """A paragraph, or a line that stands for itself.

    Attributes:
        start: offset of its first character that is no white space.
        end: offset after its last character that is no white space.
        text: the characters between, as they stand.
        follows: whether it stands right below the block before, with no blank line between.
        words: its words, as they stand.
        lowered: its words in lower case, with straight apostrophes.
    """

    start: int
    end: int
    text: str
    follows: bool = False
    words: list[str] = field(init=False)
    lowered: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = _WORD.findall(self.text)
        self.lowered = _WORD.findall(self.text.lower().replace("’", "'"))


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    text: str


def split_blocks(text: str, start: int = 0) -> list[Block]:
    """The blocks of `text` from offset `start` on: paragraphs, one a line, or hard-wrapped over several."""
    blocks = []
    for group in _groups(text, start):
        for number, lines in enumerate(_paragraphs(group)):
            first, last = lines[0].start, lines[-1].end
            blocks.append(Block(first, last, text[first:last], follows=number > 0))
    return blocks


def _groups(text: str, start: int) -> Iterator[list[_Line]]:
    """Runs of lines with no blank line between."""
    group: list[_Line] = []
    previous_end = start
    for found in _LINE.finditer(text, start):
        line = found[0].strip()
        if not line:
            continue
        gap = text[previous_end : found.start()]
        if group and _is_blank_line(gap):
            yield group
            group = []
        first = found.start() + found[0].index(line[0])
        group.append(_Line(first, first + len(line), line))
        previous_end = found.end()
    if group:
        yield group


def _is_blank_line(gap: str) -> bool:
    return gap.count("\n") > 1 or (gap.count("\n") == 0 and gap.count("\r") > 1)


def _paragraphs(group: Sequence[_Line]) -> list[list[_Line]]:
    """Joins lines that an editor broke at a fixed width; all other lines stand for themselves."""
    width = max(len(line.text) for line in group)
    if len(group) == 1 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return [[line] for line in group]
    # A line was broken at the width if the next line's first word would hardly have fitted on it.
    full = [
        len(line.text) + 1 + len(following.text.split(None, 1)[0]) > width - _SLACK
        for line, following in pairwise(group)
    ]
    continued = sum(
        1
        for is_full, following in zip(full, group[1:], strict=True)
        if is_full and following.text[0].islower()
    )
    # Headlines in a list may happen to be equally long, but they do not go on in lower case.
    if sum(full) * 2 < len(full) or continued * 5 < sum(full) * 2:
        return [[line] for line in group]
    paragraphs = [[group[0]]]
    for is_full, line in zip(full, group[1:], strict=True):
        if is_full:
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs
