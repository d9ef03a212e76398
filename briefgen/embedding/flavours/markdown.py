"""Sections as Markdown: one writer, and what differs between its kinds in `dialects`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from briefgen.embedding.flavours.dialects import DIALECTS, Dialect, escaped
from briefgen.embedding.tree import Block, Cell, Fragment, Inline, Note, column_shares

__all__ = ["write_gfm", "write_mkdocs", "write_myst", "write_pandoc", "write_quarto"]

_MARKS = {"strong": "**", "emphasis": "*"}
_INDENT = 4
"""What follows the first line of an item: Python-Markdown wants four, CommonMark takes them."""
_PLAIN_CODE = frozenset("`|{}<>&\\$")
"""What some kinds of Markdown, or what runs before them, see even in code."""


def _write(dialect: Dialect, fragment: Fragment) -> str:
    writer = _Writer(dialect, fragment)
    return dialect.around + "\n\n".join(writer.blocks()) + "\n" + dialect.around


write_gfm = partial(_write, DIALECTS["gfm"])
write_pandoc = partial(_write, DIALECTS["pandoc"])
write_quarto = partial(_write, DIALECTS["quarto"])
write_myst = partial(_write, DIALECTS["myst"])
write_mkdocs = partial(_write, DIALECTS["mkdocs"])


class _Writer:
    """Writes one section."""

    def __init__(self, dialect: Dialect, fragment: Fragment) -> None:
        self._dialect = dialect
        self._fragment = fragment
        self._notes = fragment.labels

    def blocks(self) -> Iterator[str]:
        """All of it, block by block: blank lines belong between them."""
        fragment = self._fragment
        yield self._heading(fragment.level, [fragment.title])
        for block in fragment.blocks:
            yield from self._block(block)
        if fragment.provenance is not None:
            yield self._line([{"type": "emphasis", "content": [fragment.provenance]}])
        if fragment.notes:
            yield "\n".join(self._note(note) for note in fragment.notes)

    def _note(self, note: Note) -> str:
        return f"[^{note.label}]: {self._line(note.content)}"

    def _heading(self, level: int, content: list[Inline]) -> str:
        return f"{'#' * level} {self._line(content)}"

    def _block(self, block: Block) -> Iterator[str]:
        kind = block["type"]
        if kind == "heading":
            yield self._heading(self._fragment.depth(block), block["content"])
        elif kind == "list":
            yield self._list(block)
        elif kind == "table":
            yield self._table(block)
        elif kind == "quotation":
            lines = "\n\n".join(text for part in block["content"] for text in self._block(part)).split("\n")
            yield "\n".join(f"> {line}".rstrip() for line in lines)
        elif kind == "code":
            fence = _fence(block["text"])
            yield f"{fence}\n{block['text']}\n{fence}"
        else:
            yield self._line(block["content"])

    def _list(self, block: Block) -> str:
        items = []
        for number, item in enumerate(block["items"], block["start"]):
            marker = f"{number}. " if block["ordered"] else "- "
            loose = "\n\n" if any(part["type"] not in ("paragraph", "list") for part in item) else "\n"
            texts = [text for part in item for text in self._block(part)]
            paragraphs = sum(part["type"] == "paragraph" for part in item)
            lines = ("\n\n" if paragraphs > 1 else loose).join(texts).split("\n")
            rest = [(" " * _INDENT + line).rstrip() for line in lines[1:]]
            items.append("\n".join([marker + lines[0], *rest]).rstrip())
        return "\n".join(items)

    def _table(self, block: Block) -> str:
        width = max((len(row) for row in (block["head"], *block["rows"])), default=0)
        head = self._row(block["head"], width)
        return "\n".join([head, self._rule(block), *(self._row(row, width) for row in block["rows"])])

    def _rule(self, block: Block) -> str:
        """The line below the head: to pandoc, what is long in it is wide."""
        shares = column_shares(block)
        lengths = shares if self._dialect.rule_tells_widths else [3] * len(shares)
        return "".join(f"| {'-' * length} " for length in lengths) + "|"

    def _row(self, cells: list[Cell], width: int) -> str:
        texts = [self._cell(cell) for cell in cells] + [""] * (width - len(cells))
        return "".join(f"| {text} " if text else "| " for text in texts) + "|"

    def _cell(self, lines: Cell) -> str:
        return self._dialect.line_break.join(
            self._line(line, breaks=self._dialect.line_break) for line in lines
        )

    def _line(self, content: list[Inline], breaks: str = "\\\n") -> str:
        """Running text that stands alone on a line."""
        return _Line(self._dialect, self._notes, breaks).written(content)


class _Line:
    """Writes one stretch of running text, knowing what stands before each part of it."""

    def __init__(self, dialect: Dialect, notes: dict[int, Note], breaks: str) -> None:
        self._dialect = dialect
        self._notes = notes
        self._breaks = breaks
        self._made = ""
        self._inside: set[str] = set()

    def written(self, content: list[Inline]) -> str:
        for index, part in enumerate(content):
            self._part(part, content[index + 1] if index + 1 < len(content) else "")
        return self._made.strip(" \n")

    def _part(self, part: Inline, following: Inline) -> None:
        if isinstance(part, str):
            self._text(part)
        elif part["type"] == "citation":
            self._cite(part["sources"])
        elif part["type"] == "break":
            self._made += "<br>" if self._dialect.line_break == "<br>" else self._breaks
        elif part["type"] == "code":
            self._code(part["text"])
        elif part["type"] == "link":
            self._link(part)
        else:
            self._emphasis(part, following)

    def _text(self, text: str) -> None:
        opening = not self._made.strip(" *\n")
        joined = self._made.endswith("]")
        self._made += escaped(text, self._dialect, opening=opening, joined=joined)

    def _cite(self, sources: list[int]) -> None:
        labels = [self._notes[number].label for number in sources if number in self._notes]
        # Raised numbers that touch would be read as one.
        references = "\xa0".join(f"[^{label}]" for label in labels)
        if references:
            self._made += f"\xa0{references}" if self._made else references

    def _code(self, text: str) -> None:
        if _PLAIN_CODE & set(text) or not text.strip():
            self._text(text)
        else:
            self._made += f"`{text.strip()}`"

    def _link(self, part: Block) -> None:
        from urllib.parse import quote  # noqa: PLC0415 -- few sections have a link, and it loads much

        target = quote(part["target"], safe="/:?#@!&'*+,;=%~-._").replace("&", "&amp;")
        before, self._made = self._made, ""
        text = self._of(part["content"]).replace("]", "\\]")
        self._made = f"{before}[{text}]({target})"

    def _of(self, content: list[Inline]) -> str:
        for index, part in enumerate(content):
            self._part(part, content[index + 1] if index + 1 < len(content) else "")
        return self._made

    def _emphasis(self, part: Block, following: Inline) -> None:
        before = self._made
        if self._inside:  # marks side by side would be read together
            self._of(part["content"])
            return
        self._inside.add(part["type"])
        text = self._of(part["content"])[len(before) :]
        self._inside.clear()
        core = text.strip(" \xa0")
        left, _, right = text.partition(core) if core else (text, "", "")
        mark = _MARKS[part["type"]]
        after = right or (following if isinstance(following, str) else " " if following else "")
        if not core or not _flanked(before + left, core, after):
            return
        self._made = f"{before}{left}{mark}{core}{mark}{right}"


def _flanked(before: str, core: str, after: str) -> bool:
    """Whether marks around `core` count as such (CommonMark, section 6.2), also where they touch words."""
    left = not before or before[-1].isspace() or (core[0].isalnum() and before[-1] not in "*_\\")
    right = not after or after[0].isspace() or (core[-1].isalnum() and after[0] not in "*_")
    return left and (right or (not after[0].isalnum() and after[0] not in "*_"))


def _fence(text: str) -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return fence
