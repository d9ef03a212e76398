"""Sections as reStructuredText, for docutils and Sphinx.

Notes are autonumbered footnotes with labels: docutils numbers them in the order of their entries over the
whole page, and joins claim and entry by the label alone. Headings are rubrics: the level of an underlined
title depends on the titles before it in the page, and none may stand in a list or a quotation. Their level is
told by a class, which style sheets and programs can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.embedding.tree import Block, Cell, Fragment, Inline, Note

__all__ = ["escape", "write_restructuredtext"]

_MARKUP = re.compile(r"[\\*`|_\[\]<>]|(?<=:)/|(?<=:):|@")
# What only counts at the beginning of a line: bullets, numbers, fields, options, line blocks, directives,
# doctests, rules and underlines.
_OPENING = re.compile(r"[-+•‣⁃:/.=~^\"'#$%&!(),;?@{}](?!\w)|[-/.:](?=\S)|\(?[0-9A-Za-z#]+[.)](?=\s|$)")
# A line of one sign alone is a rule, also where that sign is what escapes another.
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1*")
_MARKS = {"strong": "**", "emphasis": "*"}


def escape(text: str, *, opening: bool = False) -> str:
    """`text` so that docutils prints the same characters; `opening`: at the beginning of a line."""
    made = _MARKUP.sub(r"\\\g<0>", text)
    if opening and _RULE.fullmatch(made):
        return rf"\ {made}"
    if opening and (found := _OPENING.match(made)):
        at = found.end() - 1 if found[0][-1] in ".)" else 0
        made = f"{made[:at]}\\{made[at:]}"
    return made


def write_restructuredtext(fragment: Fragment) -> str:
    """The section as reStructuredText, ending in one line end."""
    return "\n\n".join(_Writer(fragment).blocks()) + "\n"


class _Writer:
    """Writes one section."""

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment
        self._notes = fragment.labels

    def blocks(self) -> Iterator[str]:
        """All of it: blank lines belong between blocks."""
        fragment = self._fragment
        yield _heading(escape(fragment.title, opening=True), fragment.level)
        for block in fragment.blocks:
            yield from self._block(block)
        if fragment.provenance is not None:
            yield self._line([{"type": "emphasis", "content": [fragment.provenance]}])
        if fragment.notes:
            yield "\n".join(map(self._note, fragment.notes))

    def _note(self, note: Note) -> str:
        return f".. [#{note.label}] {self._line(note.content)}"

    def _block(self, block: Block) -> Iterator[str]:
        kind = block["type"]
        if kind == "heading":
            yield _heading(self._line(block["content"]), self._fragment.depth(block))
        elif kind == "list":
            yield self._list(block)
        elif kind == "table":
            yield self._table(block)
        elif kind == "quotation":
            # A quotation that follows a list would be taken for a part of its last item.
            yield "..\n\n" + _indented(
                "\n\n".join(t for p in block["content"] for t in self._block(p)), "    "
            )
        elif kind == "code":
            yield "::\n\n" + _indented(block["text"], "    ")
        elif line := self._line(block["content"]):
            yield line

    def _list(self, block: Block) -> str:
        items = []
        for number, item in enumerate(block["items"], block["start"]):
            marker = f"{number}. " if block["ordered"] else "- "
            text = _indented(
                "\n\n".join(text for part in item for text in self._block(part)), " " * len(marker)
            )
            items.append((marker + text.removeprefix(" " * len(marker))).rstrip())
        return "\n\n".join(items)

    def _table(self, block: Block) -> str:
        """As a list of rows, which a cell of any length fits into."""
        width = max((len(row) for row in (block["head"], *block["rows"])), default=1)
        head = "\n   :header-rows: 1" if block["head"] else ""
        rows = [row for row in (block["head"], *block["rows"]) if row]
        return f".. list-table::{head}\n\n" + "\n".join(self._row(row, width) for row in rows)

    def _row(self, cells: list[Cell], width: int) -> str:
        texts = [self._cell(cell) for cell in cells] + [""] * (width - len(cells))
        lines = [("- " + _indented(text, " " * 7).lstrip()).rstrip() for text in texts]
        return "   * " + "\n     ".join(lines)

    def _cell(self, lines: Cell) -> str:
        texts = [text for line in lines if (text := self._line(line))]
        return "\n".join(f"| {text}" for text in texts) if len(texts) > 1 else "".join(texts)

    def _line(self, content: Iterable[Inline]) -> str:
        """Running text on one line."""
        made = ""
        for part in content:
            made += self._inline(part, opening=not made)
        return made.strip(" \n")

    def _inline(self, part: Inline, *, opening: bool) -> str:
        if isinstance(part, str):
            return escape(part, opening=opening)
        kind = part["type"]
        if kind == "citation":
            labels = [self._notes[number].label for number in part["sources"] if number in self._notes]
            return "".join(f"\xa0[#{label}]_" for label in labels) + (r"\ " if labels else "")
        if kind == "break":
            return " "
        if kind == "code":
            return escape(part["text"], opening=opening)
        if kind == "link":
            return self._link(part)
        return "".join(self._emphasised(part["content"], _MARKS[kind]))

    def _emphasised(self, content: list[Inline], mark: str) -> Iterator[str]:
        """Emphasis, which cannot hold citations: it ends before each and begins again after it."""
        words: list[Inline] = []
        for part in _flat(content):
            if isinstance(part, dict):
                yield _marked(_plain(words), mark) + self._inline(part, opening=False)
                words = []
            else:
                words.append(part)
        yield _marked(_plain(words), mark)

    @staticmethod
    def _link(part: Block) -> str:
        from urllib.parse import quote  # noqa: PLC0415 -- few sections have a link, and it loads much

        text = _plain(part["content"]).strip()
        target = quote(part["target"], safe="/:?#@!&'*+,;=%~-.")
        return rf"\ `{escape(text)} <{target}>`__\ " if text else ""


def _flat(content: Iterable[Inline]) -> Iterator[Inline]:
    """The words and the citations, in order, whatever they stand in."""
    for part in content:
        if isinstance(part, str) or part["type"] == "citation":
            yield part
        elif part["type"] in ("break", "code"):
            yield _plain([part])
        else:
            yield from _flat(part["content"])


def _plain(content: Iterable[Inline]) -> str:
    """The words alone: markup of reStructuredText cannot stand within markup."""
    texts = []
    for part in content:
        if isinstance(part, str):
            texts.append(part)
        elif part["type"] == "break":
            texts.append(" ")
        else:
            texts.append(part.get("text") or _plain(part.get("content", ())))
    return "".join(texts)


def _marked(text: str, mark: str) -> str:
    core = text.strip(" \xa0")
    left, _, right = text.partition(core) if core else (text, "", "")
    return rf"{left}\ {mark}{escape(core)}{mark}\ {right}" if core else left


def _heading(text: str, level: int) -> str:
    return f".. rubric:: {text}\n   :class: briefgen-level-{level}"


def _indented(text: str, margin: str) -> str:
    return "\n".join(f"{margin}{line}".rstrip() for line in text.split("\n"))
