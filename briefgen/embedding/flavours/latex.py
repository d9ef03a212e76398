"""Sections as LaTeX, for a document that loads longtable.

Citations are links where the document loads hyperref, and the same numbers where it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.embedding.tree import Block, Cell, Fragment, Inline, Note, column_shares

__all__ = ["escape", "write_latex"]

_HEADINGS = ("section", "subsection", "subsubsection", "paragraph", "subparagraph", "subparagraph")
_WITHOUT_HYPERREF = (
    r"\providecommand{\hyperlink}[2]{#2}\providecommand{\hypertarget}[2]{#2}\providecommand{\href}[2]{#2}%"
)
# Brackets in braces are no optional argument; a brace pair parts what would join to another sign.
_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "`": r"\textasciigrave{}",
        "'": r"\textquotesingle{}",
        '"': r"\symbol{34}",  # \textquotedbl is an error in the encoding that LaTeX begins with
        "[": "{[}",
        "]": "{]}",
        "*": "{*}",
        "\xa0": "~",
    }
)
_WIDTH = 0.94
"""What the columns of a table share of the line; the rest is the space between them."""
_GAP = 0.02


def escape(text: str) -> str:
    """`text` so that LaTeX prints the same characters, and no two of them as one."""
    made = text.translate(_COMMANDS)
    return made.replace("--", "-{}-").replace("--", "-{}-").replace(",,", ",{},")


def write_latex(fragment: Fragment) -> str:
    """The section as LaTeX, ending in one line end."""
    return "\n\n".join(_Writer(fragment).blocks()) + "\n"


class _Writer:
    """Writes one section."""

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment
        self._notes = fragment.labels

    def blocks(self) -> Iterator[str]:
        """All of it: blank lines, which end paragraphs, belong between blocks."""
        fragment = self._fragment
        yield f"{_WITHOUT_HYPERREF}\n{_heading(fragment.level, escape(fragment.title))}"
        for block in fragment.blocks:
            yield from self._block(block)
        if fragment.notes:
            items = "\n".join(map(self._note, fragment.notes))
            yield f"\\begin{{description}}\n{items}\n\\end{{description}}"
        if fragment.provenance is not None:
            yield rf"\emph{{{escape(fragment.provenance)}}}"

    def _note(self, note: Note) -> str:
        target = rf"\hypertarget{{{note.label}}}{{{{[}}{note.number}{{]}}}}"
        return rf"\item[{{{target}}}] {self._inlines(note.content)}"

    def _block(self, block: Block) -> Iterator[str]:
        kind = block["type"]
        if kind == "heading":
            yield _heading(self._fragment.depth(block), self._inlines(block["content"]))
        elif kind == "list":
            yield self._list(block)
        elif kind == "table":
            yield self._table(block)
        elif kind == "quotation":
            text = "\n\n".join(text for part in block["content"] for text in self._block(part))
            yield f"\\begin{{quote}}\n{text}\n\\end{{quote}}"
        elif kind == "code":
            yield "\n\n".join(
                rf"\texttt{{{escape(line)}}}" for line in block["text"].split("\n") if line.strip()
            )
        else:
            yield self._inlines(block["content"])

    def _list(self, block: Block) -> str:
        name = "enumerate" if block["ordered"] else "itemize"
        items = []
        for number, item in enumerate(block["items"], block["start"]):
            label = rf"\item[{number}.]" if block["ordered"] else r"\item"
            items.append(f"{label} " + "\n\n".join(text for part in item for text in self._block(part)))
        return "\n".join([rf"\begin{{{name}}}", *items, rf"\end{{{name}}}"])

    def _table(self, block: Block) -> str:
        shares = column_shares(block) or [100]
        width = len(shares)
        room = _WIDTH - _GAP * width
        columns = "".join(rf"p{{{room * share / 100:.3f}\linewidth}}" for share in shares)
        lines = [rf"\begin{{longtable}}{{{columns}}}", r"\hline"]
        if block["head"]:
            lines += [self._row(block["head"], width), r"\hline", r"\endhead"]
        lines += [self._row(row, width) for row in block["rows"]]
        return "\n".join([*lines, r"\hline", r"\end{longtable}"])

    def _row(self, cells: list[Cell], width: int) -> str:
        if len(cells) == 1 and width > 1:
            whole = _WIDTH - _GAP
            return rf"\multicolumn{{{width}}}{{p{{{whole:.3f}\linewidth}}}}{{{self._cell(cells[0])}}} \\"
        texts = [self._cell(cell) for cell in cells] + [""] * (width - len(cells))
        return " & ".join(texts) + r" \\"

    def _cell(self, lines: Cell) -> str:
        return r"\newline ".join(map(self._inlines, lines))

    def _inlines(self, content: Iterable[Inline]) -> str:
        return "".join(map(self._inline, content))

    def _inline(self, part: Inline) -> str:
        if isinstance(part, str):
            return escape(part)
        kind = part["type"]
        if kind == "citation":
            return self._citation(part["sources"])
        if kind == "break":
            return r"\newline "
        if kind == "code":
            return rf"\texttt{{{escape(part['text'])}}}"
        content = self._inlines(part["content"])
        if kind == "link":
            return rf"\href{{{_address(part['target'])}}}{{{content}}}"
        return rf"\textbf{{{content}}}" if kind == "strong" else rf"\emph{{{content}}}"

    def _citation(self, numbers: list[int]) -> str:
        notes = [self._notes[number] for number in numbers if number in self._notes]
        links = "".join(rf"\hyperlink{{{note.label}}}{{{{[}}{note.number}{{]}}}}" for note in notes)
        return f"~{links}" if notes else ""


def _heading(level: int, text: str) -> str:
    return rf"\{_HEADINGS[level - 1]}{{{text}}}"


def _address(target: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 -- few sections have a link, and it loads much

    return quote(target, safe="/:?#@!&'*+,;=%-._").replace("%", r"\%").replace("#", r"\#").replace("&", r"\&")
