"""Word: a brief as a .docx file that is set by named styles alone.

It is made from the HTML of the brief's Markdown, so it has the sections, words and citations of the other
formats, whatever templates made them. python-docx, which it needs, is the extra ``word``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.errors import MissingExtraError

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.rendering.word.writer import WordWriter

__all__ = ["WordWriter", "word_writer"]

_LIBRARIES = frozenset({"docx", "lxml"})


def word_writer(template: Path | None = None, name: str = "") -> WordWriter:
    """What writes Word files, with its template open.

    Args:
        template: a .docx or .dotx file whose styles and page are used; by default the packaged ones.
        name: what to call it in an error; by default its path.

    Raises:
        MissingExtraError: python-docx is not installed.
        RenderingError: the template cannot be opened.
    """
    try:
        from briefgen.rendering.word.writer import WordWriter  # noqa: PLC0415 - loads python-docx
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise MissingExtraError("Word files need python-docx", extra="word") from error
    return WordWriter(template, name or str(template))
