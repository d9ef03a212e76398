"""Markdown to the HTML of a brief: citations, tables with headers, and one element per section."""

from __future__ import annotations

import html
import re
import string
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from xml.etree.ElementTree import Element, tostring

import markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from briefgen.errors import RenderingError
from briefgen.models import Brief, Evidence
from briefgen.rendering.citations import mend_citations
from briefgen.rendering.structure import mark_attributions, part_spaces, structure_sections, structure_tables
from briefgen.rendering.tracing import Place, link_evidence
from briefgen.rendering.typography import break_long_words, typeset

__all__ = ["Converter"]

_NO_GRAPHICS: Mapping[str, str] = MappingProxyType({})
_NO_EVIDENCE: Mapping[str, Sequence[Evidence]] = MappingProxyType({})


class Converter:
    """Converts a brief's Markdown; the parser stays warm."""

    def __init__(self) -> None:
        self._extension = _BriefExtension()
        self._markdown = markdown.Markdown(
            extensions=[
                TableExtension(),
                # The place marker is made of characters that no text can hold.
                FootnoteExtension(PLACE_MARKER=f"{STX}sources{ETX}"),
                SaneListExtension(),
                self._extension,
            ],
            output_format="html",
        )
        self._markdown.serializer = _serialize

    def convert(self, brief: Brief, text: str, graphics: Mapping[str, str] = _NO_GRAPHICS) -> str:
        """The HTML of `text`, to stand in a ``<main>`` element.

        Args:
            brief: what `text` was made from.
            text: Markdown.
            graphics: HTML to stand below the headings of sections, by the section's id.

        Raises:
            RenderingError: a source is cited that is not listed.
        """
        return self.convert_traced(brief, text, graphics, _NO_EVIDENCE)[0]

    def convert_traced(
        self,
        brief: Brief,
        text: str,
        graphics: Mapping[str, str],
        evidence: Mapping[str, Sequence[Evidence]],
    ) -> tuple[str, tuple[Place, ...]]:
        """The same, with the source's exact words beside every citation; and the citations that have them.

        Raises:
            RenderingError: a source is cited that is not listed.
        """
        structure = self._extension.structure
        structure.brief, structure.graphics, structure.evidence = brief, graphics, evidence
        html = self._markdown.reset().convert(text)
        return html, structure.places


class _BriefExtension(Extension):
    """What a brief's Markdown has beside Python-Markdown's own, and what it must not have."""

    def __init__(self) -> None:
        super().__init__()
        self.structure = _Structure()

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the library's name
        # Raw HTML is text: nothing that a source says can become an element.
        md.preprocessors.deregister("html_block")
        for name in ("html", "autolink", "automail"):
            md.inlinePatterns.deregister(name)
        # CommonMark, and so GitHub, lets a backslash escape any ASCII punctuation.
        md.ESCAPED_CHARS.extend(sorted(set(string.punctuation) - set(md.ESCAPED_CHARS)))
        md.inlinePatterns.register(_Entity(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);", md), "entity", 80)
        md.inlinePatterns.register(_Break(r"<br ?/?>", md), "break", 90)
        md.inlinePatterns.register(_Unlisted(r"\[\^([^\]]*)\]", md), "unlisted", 174)
        # After all others, the last of which turns placeholders into the characters they stand for.
        self.structure.md = md
        md.treeprocessors.register(self.structure, "structure", -10)


class _Structure(Treeprocessor):
    """Gives the parsed tree its sections, headers and citations."""

    brief: Brief
    graphics: Mapping[str, str] = _NO_GRAPHICS
    evidence: Mapping[str, Sequence[Evidence]] = _NO_EVIDENCE
    places: tuple[Place, ...] = ()

    def run(self, root: Element) -> None:
        mark_attributions(root)
        mend_citations(root, self.brief)
        structure_sections(root, self.brief)
        self.places = link_evidence(root, self.brief, self.evidence) if self.evidence else ()
        typeset(root)
        structure_tables(root)
        break_long_words(root)
        part_spaces(root)
        for section in root.iterfind("section"):
            graphic = self.graphics.get(section.get("id", ""))
            if graphic:
                frame = Element("div", {"class": "graphic"})
                frame.text = self.md.htmlStash.store(graphic)
                section.insert(1, frame)


class _Entity(InlineProcessor):
    """A character reference is the character, so that the serializer may escape all that it writes."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name; it allows a string too
        self, match: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        characters = html.unescape(match[0])
        return "".join(f"{STX}{ord(character)}{ETX}" for character in characters), match.start(), match.end()


class _Break(InlineProcessor):
    """``<br>``, the one piece of HTML that Markdown has no other way to say within a table cell."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        return Element("br"), match.start(), match.end()


class _Unlisted(InlineProcessor):
    """A citation that is left over once all that lead to a source are taken."""

    def handleMatch(  # type: ignore[override] # noqa: N802 - the library's name
        self, match: re.Match[str], data: str
    ) -> tuple[None, int, int]:
        raise RenderingError(
            f"source {match[1]} is cited but not listed",
            hint=f"include sections/sources.md.j2, or define the source as [^{match[1]}]: ...",
        )


def _serialize(root: Element) -> str:
    # Python-Markdown's own serializer lets "&copy;" pass as it is; this one escapes every ampersand.
    return tostring(root, encoding="unicode", method="html")
