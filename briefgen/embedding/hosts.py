"""The documents that sections are embedded in: how each kind writes comments, and what is written into it.

A kind is told by the file's suffix, never guessed from what the file holds: the same text may be Markdown or
reStructuredText, and a comment of the one is words to read in the other.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from briefgen.errors import UsageError

__all__ = ["SUFFIXES", "Syntax", "syntax_of"]


class Syntax(NamedTuple):
    """How a kind of document writes the markers.

    Attributes:
        name: of the kind.
        opening: what a comment begins with.
        closing: what it ends with; empty where it ends with its line.
        margin: the characters that may stand before a marker, and before every line of its block.
        flavours: what can be written into a block; the first is the default.
        fenced: whether lines between fences of code are no markers.
        spaced: whether blank lines must part the block's text from the markers.
    """

    name: str
    opening: bytes
    closing: bytes
    margin: bytes
    flavours: tuple[str, ...]
    fenced: bool = False
    spaced: bool = True


_MARKUP = ("gfm", "pandoc", "quarto", "myst", "mkdocs", "html", "text")
_MARKDOWN = Syntax("Markdown", b"<!--", b"-->", b" \t>", _MARKUP, fenced=True)
_PANDOC = _MARKDOWN._replace(flavours=("pandoc", *(name for name in _MARKUP if name != "pandoc")))
_QUARTO = _MARKDOWN._replace(flavours=("quarto", *(name for name in _MARKUP if name != "quarto")))
_HTML = Syntax("HTML", b"<!--", b"-->", b" \t", ("html",), spaced=False)
_RESTRUCTURED = Syntax("reStructuredText", b"..", b"", b" \t", ("restructuredtext",))
_LATEX = Syntax("LaTeX", b"%", b"", b" \t", ("latex",), spaced=False)

SUFFIXES: dict[str, Syntax] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".mkd": _MARKDOWN,
    ".mdown": _MARKDOWN,
    ".rmd": _PANDOC,
    ".qmd": _QUARTO,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".rst": _RESTRUCTURED,
    ".rest": _RESTRUCTURED,
    ".tex": _LATEX,
    ".ltx": _LATEX,
    ".latex": _LATEX,
}
"""The kind of each suffix, in lower case."""


def syntax_of(path: Path) -> Syntax:
    """How the document at `path` writes the markers.

    Raises:
        UsageError: no kind of document has this suffix.
    """
    syntax = SUFFIXES.get(path.suffix.lower())
    if syntax is None:
        raise UsageError(
            f"{path}: is of no kind that sections can be embedded in",
            hint=f"kinds are told by the suffix: {' '.join(SUFFIXES)}",
        )
    return syntax
