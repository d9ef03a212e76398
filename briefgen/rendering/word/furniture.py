"""Page furniture: what stands in the head and foot of every page."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section as PageSection
from docx.section import _Footer, _Header

from briefgen.models import Brief
from briefgen.rendering.escaping import plain
from briefgen.rendering.word.markup import field, paragraph, run
from briefgen.rendering.word.styles import Styles

__all__ = ["Furnisher"]

_CONTENT = ("w:t", "w:drawing", "w:pict", "w:object", "w:fldSimple", "w:instrText", "w:sdt", "w:tbl")


class Furnisher:
    """Fills heads and feet.

    One that a template has filled stays as it is, a letterhead for example; only the marking is added, for
    no page may go without it.

    Args:
        styles: those of the document.
        brief: what is told.
        edition: the line under the title.
    """

    def __init__(self, styles: Styles, brief: Brief, edition: str) -> None:
        self._styles = styles
        self._title = plain(brief.title)
        self._series = plain(brief.furniture.series or "")
        self._marking = plain(brief.furniture.marking or "")
        self._edition = edition

    def furnish(self, document: WordDocument) -> None:
        """Fills the heads and feet of every section of `document`."""
        for section in document.sections:
            for head, foot, title in _pairs(document, section):
                self._fill(
                    head, [self._line("Briefgen Header", self._title if title else "", [run(self._series)])]
                )
                self._fill(
                    foot, [self._line("Briefgen Footer", self._edition, self._pages())], marking_last=True
                )

    def _fill(self, part: _Header | _Footer, lines: list[Any], *, marking_last: bool = False) -> None:
        linked = part.is_linked_to_previous
        root = part.part.element
        own = not linked and any(next(root.iter(qn(tag)), None) is not None for tag in _CONTENT)
        if not own:
            for child in list(root):
                root.remove(child)
            root.extend(lines)
        if self._marking:
            marking = paragraph(self._styles.id("Briefgen Marking"), run(self._marking))
            root.insert(len(root) if marking_last else 0, marking)

    def _line(self, style: str, left: str, right: list[Any]) -> Any:
        return paragraph(self._styles.id(style), run(f"{left}\t"), *right)

    def _pages(self) -> list[Any]:
        return [run("Page "), field("PAGE", "1"), run(" of "), field("NUMPAGES", "1")]


def _pairs(document: WordDocument, section: PageSection) -> list[tuple[_Header, _Footer, bool]]:
    """Each head with its foot, and whether the title runs there: not above the title itself."""
    pairs = [(section.header, section.footer, True)]
    if section.different_first_page_header_footer:
        pairs.append((section.first_page_header, section.first_page_footer, False))
    if document.settings.odd_and_even_pages_header_footer:
        pairs.append((section.even_page_header, section.even_page_footer, True))
    return pairs
