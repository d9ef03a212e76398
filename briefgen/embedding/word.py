"""A section as a Word file, by what writes the brief's own."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from briefgen.embedding.flavours.html import HtmlWriter
from briefgen.embedding.tree import Fragment
from briefgen.models import Brief
from briefgen.models.briefs import Furniture
from briefgen.rendering.word import word_writer

__all__ = ["word_file"]


def word_file(fragment: Fragment, brief: dict[str, Any], foot: str, template: str | Path | None) -> bytes:
    """The bytes of the file.

    Args:
        fragment: what to print.
        brief: what the page furniture and properties tell, as in the file of sections.
        foot: the line at the foot of every page.
        template: a .docx or .dotx file whose styles and page are used, or none.

    Raises:
        MissingExtraError: python-docx is not installed.
        RenderingError: the template cannot be opened.
    """
    writer = word_writer(Path(template) if template is not None else None)
    furniture = Furniture(marking=brief["marking"])
    told = Brief(
        title=brief["title"],
        slug=brief["slug"],
        edition=brief["edition"],
        as_of=datetime.date.fromisoformat(brief["as_of"]) if brief["as_of"] else None,
        language=brief["language"],
        parties=(),
        furniture=furniture,
        sections=(),
    )
    # The writer sets the brief's own headings, which begin at the second level, as "Heading 1".
    lower = fragment._replace(level=min(fragment.level + 1, 6))
    content = "\n".join(HtmlWriter(lower, prefix="").blocks())
    return writer.write(told, content, foot)
