"""Named styles: a template's own where it has them, else the packaged ones, added to it."""

from __future__ import annotations

import copy
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from briefgen.rendering.word.markup import element, value
from briefgen.rendering.word.package import fresh

__all__ = ["Styles"]

_LINKS = ("basedOn", "next", "link")


class Styles:
    """The styles of a document by name, completed as they are asked for.

    A name is what Word shows ("Heading 1"); the id that a file refers to it by differs from one language of
    Word to another. Case does not count: Word writes "heading 1".

    Args:
        document: what the styles are of; it is added to.
        width: of its text, in twentieths of a point: where tabulators to the right end.
    """

    def __init__(self, document: WordDocument, width: int) -> None:
        self._document = document
        self._width = width
        self._root = document.styles.element
        self._known = {_name(style): style for style in self._root.findall(qn("w:style"))}
        self._ids = {style.get(qn("w:styleId")) for style in self._known.values()}
        packaged = fresh()
        self._packaged = {_name(s): s for s in packaged.styles.element.findall(qn("w:style"))}
        self._packaged_names = {s.get(qn("w:styleId")): name for name, s in self._packaged.items()}
        self._numbering = packaged.part.numbering_part.element

    def id(self, name: str) -> str:
        """The id of the style with this name; if the document lacks the style, it is added first.

        Raises:
            KeyError: neither the document nor briefgen knows the name.
        """
        name = name.lower()
        style = self._known.get(name)
        return str((self._add(name) if style is None else style).get(qn("w:styleId")))

    def _add(self, name: str) -> Any:
        style = copy.deepcopy(self._packaged[name])
        style.attrib.pop(qn("w:default"), None)  # the document has a default of its own
        wanted = style.get(qn("w:styleId"))
        free = next(i for i in _candidates(wanted) if i not in self._ids)
        style.set(qn("w:styleId"), free)
        self._ids.add(free)
        self._known[name] = style
        self._root.append(style)
        for tag in _LINKS:
            link = style.find(qn(f"w:{tag}"))
            if link is not None:
                link.set(qn("w:val"), self.id(self._packaged_names[link.get(qn("w:val"))]))
        self._set_tabs(style)
        if not self._has_theme():
            # Fonts are the theme's; where there is none, those of the style that it is based on hold.
            for fonts in list(style.iter(qn("w:rFonts"))):
                if fonts.get(qn("w:asciiTheme")):
                    fonts.getparent().remove(fonts)
        for number in style.iter(qn("w:numId")):
            number.set(qn("w:val"), self._add_numbering(number.get(qn("w:val")), free))
        return style

    def _set_tabs(self, style: Any) -> None:
        """Ends a tabulator to the right at the margin, and takes away those of the style it is based on."""
        right = next((tab for tab in style.iter(qn("w:tab")) if tab.get(qn("w:val")) == "right"), None)
        if right is None:
            return
        base = value(style, "basedOn")
        for other in self._root.findall(qn("w:style")):
            if other.get(qn("w:styleId")) == base:
                for tab in other.iter(qn("w:tab")):
                    right.addprevious(element("tab", val="clear", pos=tab.get(qn("w:pos"), "0")))
        right.set(qn("w:pos"), str(self._width))

    def _has_theme(self) -> bool:
        return any(rel.reltype == RELATIONSHIP_TYPE.THEME for rel in self._document.part.rels.values())

    def _add_numbering(self, number: str, style: str) -> str:
        """The number, in the document, of the packaged list `number`; `style` is the style it belongs to."""
        root = _numbering_part(self._document).element
        source = next(n for n in self._numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == number)
        abstract_id = value(source, "abstractNumId")
        abstract = copy.deepcopy(
            next(
                a
                for a in self._numbering.findall(qn("w:abstractNum"))
                if a.get(qn("w:abstractNumId")) == abstract_id
            )
        )
        free_abstract = _free(root, "abstractNum", "abstractNumId")
        abstract.set(qn("w:abstractNumId"), free_abstract)
        for owner in abstract.iter(qn("w:pStyle")):
            owner.set(qn("w:val"), style)
        numbers = root.findall(qn("w:num"))
        # The schema wants every w:abstractNum before the first w:num.
        root.insert(list(root).index(numbers[0]) if numbers else len(root), abstract)
        free = _free(root, "num", "numId")
        made = element("num", element("abstractNumId", val=free_abstract), numId=free)
        if numbers:
            numbers[-1].addnext(made)
        else:
            abstract.addnext(made)
        return free


def _name(style: Any) -> str:
    return value(style, "name").lower()


def _candidates(wanted: str) -> Any:
    yield wanted
    count = 2
    while True:
        yield f"{wanted}{count}"
        count += 1


def _free(root: Any, tag: str, attribute: str) -> str:
    taken = [int(child.get(qn(f"w:{attribute}"), "0")) for child in root.findall(qn(f"w:{tag}"))]
    return str(max(taken, default=0) + 1)


def _numbering_part(document: WordDocument) -> NumberingPart:
    part = document.part
    for relationship in part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return part.numbering_part
    made = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element("numbering"), part.package
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made
