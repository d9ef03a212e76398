"""The documents that sections are embedded in: how each kind writes comments, and what is written into it.

A kind is told by the file's suffix, never guessed from what the file holds: the same text may be Markdown or
reStructuredText, and a comment of the one is words to read in the other.
"""

from __future__ import annotations

import re
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
        before: what may stand in a line before a comment.
        spaced: whether blank lines must part the block's text from the markers.
    """

    name: str
    opening: bytes
    closing: bytes
    margin: bytes
    flavours: tuple[str, ...]
    before: re.Pattern[bytes] = re.compile(b"")
    spaced: bool = True


_MARKUP = ("gfm", "pandoc", "quarto", "myst", "mkdocs", "html", "text")
_MARKDOWN = Syntax("Markdown", b"<!--", b"-->", b" \t>", _MARKUP)
_PANDOC = _MARKDOWN._replace(flavours=("pandoc", *(name for name in _MARKUP if name != "pandoc")))
_QUARTO = _MARKDOWN._replace(flavours=("quarto", *(name for name in _MARKUP if name != "quarto")))
_HTML = Syntax("HTML", b"<!--", b"-->", b" \t", ("html",), spaced=False)
# Two dots in a sentence are no comment, nor is an escaped sign of percent.
_BULLETS = re.compile(rb"[ \t]*(?:(?:[-*+]|\(?(?:\d+|#|[A-Za-z])[.)])[ \t]+)*\Z")
_UNESCAPED = re.compile(rb"(?:[^\\]|\\.)*\Z", re.DOTALL)
_RESTRUCTURED = Syntax("reStructuredText", b"..", b"", b" \t", ("restructuredtext",), before=_BULLETS)
_LATEX = Syntax("LaTeX", b"%", b"", b" \t", ("latex",), before=_UNESCAPED, spaced=False)

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
