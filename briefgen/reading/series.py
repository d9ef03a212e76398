"""Lines that belong together by their shape: turns of a conversation, rows of a table, items of a list.

Each of them alone looks like a line of a menu; together they are content, set out line by line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefgen.reading.blocks import Block

_FEWEST_ROWS = 4
_FEWEST_TURNS = 3
_LONGEST_LABEL = 40
_LABEL_WORDS = 5
_LONGEST_ROW = 30
_LONGEST_BEGINNING = 60
_SHAPE_LENGTH = 3
_TELLING = frozenset("(:@–—$€£/")
_PARTS = re.compile(r"[^\W\d_]+|\d+|[(:@–—$€£/]")


def turns(blocks: Sequence[Block]) -> list[bool]:
    """Which blocks begin with a name and a colon that begin others too ("Q: ...", "Lin Jian: ...")."""
    labels = [_label(block.text) for block in blocks]
    counts = Counter(label for label in labels if label)
    return [bool(label) and counts[label] >= _FEWEST_TURNS for label in labels]


def _label(text: str) -> str:
    label, colon, rest = text[: _LONGEST_LABEL + 2].partition(":")
    if not colon or rest[:1] not in (" ", "\t", "\xa0") or not label[:1].isupper():
        return ""
    return label if len(label.split()) <= _LABEL_WORDS and not any(c.isdigit() for c in label) else ""


def rows(blocks: Sequence[Block], allowed: Sequence[bool]) -> list[bool]:
    """Which blocks are rows: at least four in a sequence, or every second, have the same telling shape.

    Args:
        blocks: all blocks.
        allowed: which of them may be rows.
    """
    shapes = [_shape(block) if may else None for block, may in zip(blocks, allowed, strict=True)]
    marked = [False] * len(blocks)
    for step in (1, 2):
        for offset in range(step):
            _mark_runs(shapes, marked, offset, step)
    return marked


def _mark_runs(shapes: Sequence[tuple[str, ...] | None], marked: list[bool], offset: int, step: int) -> None:
    run: list[int] = []
    for position in range(offset, len(shapes), step):
        if shapes[position] is None or (run and shapes[run[-1]] != shapes[position]):
            run = []
        if shapes[position] is not None:
            run.append(position)
        if len(run) == _FEWEST_ROWS:
            for row in run:
                marked[row] = True
        elif len(run) > _FEWEST_ROWS:
            marked[position] = True


def _shape(block: Block) -> tuple[str, ...] | None:
    """How a line begins: its first words, numbers and telling marks; none if it begins with words alone.

    "June 9 – Geneva, Switzerland" and "June 10 – Vienna, Austria" have one shape; headlines have none.
    """
    if len(block.words) > _LONGEST_ROW or not block.words:
        return None
    shape: list[str] = []
    for part in _PARTS.finditer(block.text.replace("--", "–"), 0, _LONGEST_BEGINNING):
        kind = "0" if part[0].isdigit() else part[0] if part[0] in _TELLING else "word"
        if not shape or shape[-1] != kind:
            shape.append(kind)
        if len(shape) == _SHAPE_LENGTH:
            break
    if block.text[0].islower() and not block.text.startswith("http"):
        return ("lower",)
    return tuple(shape) if len(shape) > 1 else None
