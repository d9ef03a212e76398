"""From a brief's HTML to the bytes of a Word file."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.section import Section as PageSection

from briefgen.models import Brief
from briefgen.rendering.escaping import plain
from briefgen.rendering.word.body import BodyWriter
from briefgen.rendering.word.furniture import Furnisher
from briefgen.rendering.word.links import Links
from briefgen.rendering.word.markup import element, printable
from briefgen.rendering.word.package import fresh, opened, packed
from briefgen.rendering.word.styles import Styles
from briefgen.rendering.word.tree import parse

__all__ = ["WordWriter"]

_EARLIEST = datetime.date(1980, 1, 1)
_TEXT_WIDTH = 9638  # of A4 with margins of 20 mm, where a template does not say
_TWENTIETH = 635  # English metric units in a twentieth of a point


class WordWriter:
    """Writes briefs as Word files.

    Args:
        template: a .docx or .dotx file; None is the packaged one.
        name: what to call it in an error.

    Raises:
        RenderingError: the template cannot be opened.
    """

    def __init__(self, template: Path | None, name: str) -> None:
        self._template = template
        self._name = name
        self._document()

    def write(self, brief: Brief, content: str, edition: str) -> bytes:
        """The file; the same brief, content and template give the same bytes.

        Args:
            brief: what the page furniture and properties tell.
            content: the brief's HTML, from its Markdown.
            edition: the line under its title, which is the foot of every page.
        """
        document = self._document()
        root = parse(content)
        body = _emptied(document)
        width = _text_width(document.sections[-1])
        styles = Styles(document, width)
        links = Links(root, document.part)
        written = element("body")
        BodyWriter(styles, links, width).write(root, written)
        if len(written) and written[-1].tag == qn("w:tbl"):
            written.append(element("p"))  # a document ends in a paragraph
        for index, child in enumerate(list(written)):
            body.insert(index, child)
        Furnisher(styles, brief, edition).furnish(document)
        _set_language(document, brief.language)
        _set_properties(document, brief, edition)
        return packed(document)

    def _document(self) -> WordDocument:
        return fresh() if self._template is None else opened(self._template, self._name)


def _emptied(document: WordDocument) -> Any:
    """The body without a template's own text; its last section's page, heads and feet stay."""
    body = document.element.body
    *earlier, last = body.iter(qn("w:sectPr"))
    kinds = {(reference.tag, reference.get(qn("w:type"))) for reference in _references(last)}
    for section in reversed(earlier):
        # A section without a head of its own has that of the section before it.
        for reference in _references(section):
            kind = (reference.tag, reference.get(qn("w:type")))
            if kind not in kinds:
                kinds.add(kind)
                last.insert(0, reference)
    for child in list(body):
        if child is not last:
            body.remove(child)
    return body


def _references(section: Any) -> list[Any]:
    return [*section.findall(qn("w:headerReference")), *section.findall(qn("w:footerReference"))]


def _text_width(section: PageSection) -> int:
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if page is None or left is None or right is None:
        return _TEXT_WIDTH
    return max(1, (page - left - right - (section.gutter or 0)) // _TWENTIETH)


def _set_language(document: WordDocument, language: str) -> None:
    """Says which language the words are in; a template's "en-US" stands for "en"."""
    root = document.styles.element
    defaults = _child(root, "docDefaults", 0)
    properties = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    lang = _child(properties, "lang", len(properties))
    if lang.get(qn("w:val"), "").partition("-")[0].lower() != language:
        lang.set(qn("w:val"), printable(language))


def _child(parent: Any, tag: str, index: int) -> Any:
    found = parent.find(qn(f"w:{tag}"))
    if found is None:
        found = element(tag)
        parent.insert(index, found)
    return found


def _set_properties(document: WordDocument, brief: Brief, edition: str) -> None:
    date = brief.as_of or _EARLIEST
    moment = datetime.datetime(date.year, date.month, date.day)
    properties = document.core_properties
    # A template's own author, keywords and dates are not the brief's.
    root = document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
    for child in list(root):
        root.remove(child)
    properties.title = _short(brief.title)
    properties.subject = _short(edition)
    properties.author = _short(brief.furniture.desk or "briefgen")
    properties.category = _short(brief.furniture.series or "")
    properties.last_modified_by = _short(brief.furniture.desk or "briefgen")
    properties.language = _short(brief.language)
    properties.revision = brief.edition
    properties.created = moment
    properties.modified = moment


def _short(text: str) -> str:
    # python-docx allows 255 characters in a property.
    return printable(plain(text))[:255]
