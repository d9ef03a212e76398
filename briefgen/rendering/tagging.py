"""What WeasyPrint leaves out of a tagged PDF, put in before the file is written.

The PDF is tagged to PDF/UA-1 (ISO 14289-1); section numbers are those of ISO 32000-1. docs/accessibility.md
says what holds and how it is checked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf  # type: ignore[import-untyped] # it publishes no types

__all__ = ["complete_tags"]

_PRINT_FLAG = 4  # table 165
_POINTS_PER_PIXEL = 0.75


def complete_tags(document: Any, pdf: Any) -> None:
    """Completes the tags of `pdf`, made from the laid-out `document`: WeasyPrint's ``finisher``."""
    for page in document.pages:
        for _, _, _, box in page.links:
            _describe_link(box)
        for box in _boxes(page._page_box):
            _scope_header(box)
    objects = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
    _take_furniture_out(pdf, objects)
    _turn_figures_upright(pdf, objects)
    _relate_attachments(pdf, objects)


def _boxes(box: Any) -> Iterator[Any]:
    yield box
    yield from box.descendants()


def _describe_link(box: Any) -> None:
    # WeasyPrint describes a link by its address ("source-1"); its title says where it leads.
    annotation = getattr(box, "link_annotation", None)
    if annotation is None:
        return
    annotation["F"] = _PRINT_FLAG
    title = box.element.get("title") if box.element is not None else None
    if title:
        annotation["Contents"] = pydyf.String(title)


def _scope_header(box: Any) -> None:
    # WeasyPrint lists each cell's headers but leaves out their scope, which readers of tables look for.
    if box.element is None or box.element_tag != "th" or not isinstance(getattr(box, "mark", None), dict):
        return
    scope = "/Row" if box.element.get("scope") in ("row", "rowgroup") else "/Column"
    box.mark["A"]["Scope"] = scope


def _take_furniture_out(pdf: Any, objects: list[Any]) -> None:
    """Running heads, markings and page numbers become pagination artifacts (14.8.2.2), and are not read out.

    WeasyPrint tags them as content but hangs their elements nowhere; those are what is taken out.
    """
    root = _element(pdf, pdf.catalog["StructTreeRoot"])
    hung = set(_reachable(pdf, root))
    pages = {page.reference: page for page in objects if page.get("Type") == "/Page"}
    loose: dict[bytes, set[int]] = {}
    for element in objects:
        if element.get("Type") == "/StructElem" and element.number not in hung:
            element.free = "f"
            loose.setdefault(element["Pg"], set()).update(kid for kid in element["K"] if isinstance(kid, int))
    parents = _element(pdf, root["ParentTree"])["Nums"]
    for reference, numbers in loose.items():
        page = pages[reference]
        _make_artifacts(_element(pdf, page["Contents"]).stream, numbers)
        owners = parents[2 * page["StructParents"] + 1]
        for number in numbers:
            owners[number] = "null"


def _make_artifacts(stream: list[Any], numbers: set[int]) -> None:
    for index, properties in enumerate(stream):
        if isinstance(properties, pydyf.Dictionary) and properties.get("MCID") in numbers:
            stream[index - 1] = "/Artifact"
            stream[index] = pydyf.Dictionary({"Type": "/Pagination"})


def _reachable(pdf: Any, root: Any) -> Iterator[int]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element.number
        waiting += [_element(pdf, kid) for kid in element.get("K", ()) if isinstance(kid, bytes)]


def _element(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _turn_figures_upright(pdf: Any, objects: list[Any]) -> None:
    """Bounding boxes in points from the lower left corner (14.8.5.4.5), as everything else is."""
    for element in objects:
        if element.get("Type") == "/StructElem" and element.get("S") == "/Figure":
            left, top, right, bottom = (_POINTS_PER_PIXEL * edge for edge in element["A"]["BBox"])
            height = _element(pdf, element["Pg"])["MediaBox"][3]
            element["A"]["BBox"] = pydyf.Array([left, height - bottom, right, height - top])


def _relate_attachments(pdf: Any, objects: list[Any]) -> None:
    """Says what an attachment is to the document, as PDF/A-3 (ISO 19005-3, 6.8) asks."""
    files = [item for item in objects if item.get("Type") == "/Filespec"]
    for item in files:
        item["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = pydyf.Array([item.reference for item in files])
