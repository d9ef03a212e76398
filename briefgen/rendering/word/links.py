"""Bookmarks, and the hyperlinks that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any
from xml.etree.ElementTree import Element

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from briefgen.rendering.word.markup import element
from briefgen.rendering.word.tree import Piece

__all__ = ["Links"]

_LONGEST_NAME = 40
_LONGEST_TIP = 250  # Word refuses to open a file with more than 260 characters in one
_ELSEWHERE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


class Links:
    """The bookmarks of one document.

    Args:
        root: the tree that is written; only what it links to, and its sections, are bookmarked.
        part: the main part of the document, which knows addresses elsewhere.
    """

    def __init__(self, root: Element, part: DocumentPart) -> None:
        self._part = part
        self._numbers = count(1)
        targets = {a.get("href", "")[1:] for a in root.iter("a") if a.get("href", "").startswith("#")}
        sections = {section.get("id", "") for section in root.iter("section")}
        self._names: dict[str, str] = {}
        taken: set[str] = set()
        for item in root.iter():
            name = item.get("id", "")
            if name and name in targets | sections and name not in self._names:
                self._names[name] = _free(name, taken)

    def bookmark(self, paragraph: Any, anchors: Sequence[str]) -> None:
        """Makes the text of `paragraph` what `anchors` lead to."""
        for anchor in anchors:
            if anchor in self._names:
                start, end = self._marks(anchor)
                paragraph.insert(1, start)  # after its properties
                paragraph.append(end)

    def link(self, piece: Piece, run: Any) -> Iterator[Any]:
        """`run` as a hyperlink to the piece's target, bookmarked if the piece is itself linked to.

        A link that leads nowhere is only its text.
        """
        marks = self._marks(piece.anchor) if piece.anchor in self._names else None
        if marks:
            yield marks[0]
        link = self._hyperlink(piece.target or "")
        if link is None:
            yield run
        else:
            if piece.tip:
                tip = piece.tip if len(piece.tip) <= _LONGEST_TIP else piece.tip[: _LONGEST_TIP - 1] + "…"
                link.set(qn("w:tooltip"), element("t", val=tip).get(qn("w:val")))
            link.append(run)
            yield link
        if marks:
            yield marks[1]

    def _hyperlink(self, target: str) -> Any:
        if target.startswith("#"):
            name = self._names.get(target[1:])
            return None if name is None else element("hyperlink", anchor=name, history=1)
        if not _ELSEWHERE.match(target):
            return None
        link = element("hyperlink", history=1)
        link.set(qn("r:id"), self._part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        return link

    def _marks(self, anchor: str | None) -> tuple[Any, Any]:
        number = next(self._numbers)
        name = self._names[anchor or ""]
        return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def _free(name: str, taken: set[str]) -> str:
    """A name that Word allows: 40 letters, digits and underscores at most, a letter first."""
    base = re.sub(r"\W", "_", name)
    base = base if base[:1].isalpha() else f"b_{base}"
    candidate = base[:_LONGEST_NAME]
    number = 2
    while candidate.lower() in taken:  # Word tells names apart by more than case
        suffix = f"_{number}"
        candidate = base[: _LONGEST_NAME - len(suffix)] + suffix
        number += 1
    taken.add(candidate.lower())
    return candidate
