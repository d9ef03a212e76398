"""A section as a Word file, by what writes the brief's own, and in a template that docxtpl fills."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from briefgen.embedding.flavours.html import HtmlWriter
from briefgen.embedding.tree import Fragment
from briefgen.errors import MissingExtraError
from briefgen.models import Brief
from briefgen.models.briefs import Furniture
from briefgen.rendering.word import word_writer

if TYPE_CHECKING:
    from docxtpl import DocxTemplate, Subdoc

    from briefgen.embedding.sections import Section

__all__ = ["subdocument", "word_file"]

_LIBRARIES = frozenset({"docx", "docxcompose", "docxtpl", "lxml"})
_LONGEST_NAME = 40
_FIRST_NUMBER = 1_000_000
"""Bookmarks have numbers too: a template has few."""

_made: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
"""How many bookmarks the sections of a template have."""


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
    content = HtmlWriter(lower, prefix="", element_class=fragment.name).section()
    return writer.write(told, content, foot)


def subdocument(
    template: DocxTemplate,
    section: Section,
    *,
    level: int = 1,
    notes: str = "section",
    provenance: bool = True,
) -> Subdoc:
    """What ``{{p name }}`` in a template of docxtpl is filled with, in the template's own styles.

    Args:
        template: the document that will have it.
        section: what to print.
        level: of its heading: 1 is "Heading 1".
        notes: as in `Section.render`.
        provenance: whether it ends with the line that says where it is from.

    Raises:
        MissingExtraError: docxtpl is not installed.
    """
    data = section.to_docx(level=level, notes=notes, provenance=provenance)
    try:
        made = template.new_subdoc(io.BytesIO(data))
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _LIBRARIES:
            raise
        raise MissingExtraError("subdocuments need docxtpl and docxcompose", extra="word") from error
    _made[template] = _renamed(made.element.body, _made.get(template, 0))
    return made


def _renamed(body: Any, count: int) -> int:
    """Give every bookmark a name and a number that no other section has; gives how many there are then.

    Word cuts names off after 40 letters, where those of two sections may still be the same, and follows a
    link to the first of them: another section's source.
    """
    names: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for mark in _marked(body, "bookmarkStart"):
        count += 1
        name = mark.get(_qualified("name"))
        names[name] = f"briefgen_{count}_{name}"[:_LONGEST_NAME]
        numbers[mark.get(_qualified("id"))] = str(_FIRST_NUMBER + count)
        mark.set(_qualified("name"), names[name])
    for kind in ("bookmarkStart", "bookmarkEnd"):
        for mark in _marked(body, kind):
            mark.set(_qualified("id"), numbers[mark.get(_qualified("id"))])
    for link in _marked(body, "hyperlink"):
        target = link.get(_qualified("anchor"))
        if target in names:
            link.set(_qualified("anchor"), names[target])
    return count


def _marked(body: Any, kind: str) -> Iterator[Any]:
    marked: Iterator[Any] = body.iter(_qualified(kind))
    return marked


def _qualified(name: str) -> str:
    return f"{{http://schemas.openxmlformats.org/wordprocessingml/2006/main}}{name}"
