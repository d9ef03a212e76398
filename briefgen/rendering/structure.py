"""What makes the HTML of a brief a document: title block, sections, and tables whose headers say so."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from briefgen.models import Brief
from briefgen.rendering.escaping import plain

__all__ = ["mark_attributions", "part_spaces", "structure_sections", "structure_tables"]


def mark_attributions(root: Element) -> None:
    """Gives emphasis that is all in parentheses, which is how templates attribute, a class of its own."""
    for emphasis in root.iter("em"):
        text = "".join(emphasis.itertext())
        if text.startswith("(") and text.endswith(")"):
            emphasis.set("class", "attribution")


def part_spaces(root: Element) -> None:
    """Gives the space before an attribution an element of its own.

    Where the words before it just fit in a line and their space does not, WeasyPrint 70 breaks the line
    somewhere before, at worst behind its first word.
    """
    for parent in list(root.iter()):
        for child in parent.findall("em[@class='attribution']"):
            _part_space(parent, list(parent).index(child))


def _part_space(parent: Element, index: int) -> None:
    before = parent[index - 1] if index else None
    text = (parent.text if before is None else before.tail) or ""
    if not text.endswith(" "):
        return
    if before is None:
        parent.text = text[:-1]
    else:
        before.tail = text[:-1]
    space = Element("span")
    space.text = " "
    parent.insert(index, space)


def structure_sections(root: Element, brief: Brief) -> None:
    """Wraps what stands before the first second-level heading in a header, all else in sections.

    A section whose heading is that of one of the brief's sections takes its id and, as class, its kind.
    """
    _mark_furniture(root, brief)
    waiting = list(brief.sections)
    taken = {section.id for section in waiting}
    header = part = Element("header")
    parts = [header]
    for child in list(root):
        root.remove(child)
        if child.tag == "h2":
            title = plain("".join(child.itertext()))
            match = next((section for section in waiting if plain(section.title) == title), None)
            if match is None:
                name, kind = free_name(_slug(title), taken), "other"
            else:
                waiting.remove(match)
                name, kind = match.id, match.kind
            attributes = {"id": name, "class": kind, "aria-labelledby": f"{name}-title"}
            part = Element("section", attributes)
            child.set("id", f"{name}-title")
            parts.append(part)
        part.append(child)
    root.extend(part for part in parts if len(part))
    for section in root.iterfind("section[@class='sources']"):
        _list_first(section)


def _mark_furniture(root: Element, brief: Brief) -> None:
    marking = plain(brief.furniture.marking or "")
    before_sections = True
    for child in root:
        before_sections = before_sections and child.tag != "h2"
        if child.tag == "p" and marking and plain("".join(child.itertext())) == marking:
            child.set("class", "marking")
        elif child.tag == "p" and before_sections:
            child.set("class", "edition")


def _list_first(section: Element) -> None:
    # Footnotes come last in Markdown; on the page, the list follows its heading and notes follow the list.
    entries = section.find("ol[@class='sources']")
    if entries is not None:
        section.remove(entries)
        section.insert(1, entries)
    for paragraph in section.iterfind("p"):
        if paragraph.get("class") is None:
            paragraph.set("class", "method")


def _slug(title: str) -> str:
    return re.sub(r"\W+", "-", title.lower()).strip("-") or "section"


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with a number where it is taken; it is taken from then on."""
    candidate, count = name, 1
    while candidate in taken:
        count += 1
        candidate = f"{name}-{count}"
    taken.add(candidate)
    return candidate


def structure_tables(root: Element) -> None:
    """Gives every table column and row headers, and its cells the label that a narrow screen shows.

    A row that is filled in its first cell alone divides the rows; in bold it heads those that follow.
    """
    for table in root.iter("table"):
        labels = []
        for cell in table.iterfind("thead/tr/*"):
            labels.append("".join(cell.itertext()).strip())
            if labels[-1]:
                cell.set("scope", "col")
            else:
                cell.tag = "td"  # an empty corner heads nothing
        for row in table.iterfind("tbody/tr"):
            _structure_row(row, labels)
        for body in table.findall("tbody"):
            _part_into_groups(table, body)


def _structure_row(row: Element, labels: list[str]) -> None:
    cells = list(row)
    if len(cells) > 1 and not any(_filled(cell) for cell in cells[1:]):
        row.set("class", "divider")
        cells[0].set("colspan", str(len(cells)))
        for cell in cells[1:]:
            row.remove(cell)
        if _is_all(cells[0], "strong"):
            cells[0].tag = "th"
            cells[0].set("scope", "rowgroup")
        return
    cells[0].tag = "th"
    cells[0].set("scope", "row")
    for cell, label in zip(cells[1:], labels[1:], strict=False):
        _split_paragraphs(cell)
        if label and _filled(cell):
            cell.set("data-label", label)


def _part_into_groups(table: Element, body: Element) -> None:
    """Parts the body of a table where a header of a group of rows stands: it heads no row before or after."""
    part = body
    for row in list(body)[1:]:
        if row.find("th[@scope='rowgroup']") is not None:
            part = SubElement(table, "tbody")
        if part is not body:
            body.remove(row)
            part.append(row)


def _filled(cell: Element) -> bool:
    return bool("".join(cell.itertext()).strip())


def _split_paragraphs(cell: Element) -> None:
    # Lines within a cell, apart by <br>, are paragraphs; one that is all emphasis is a note.
    paragraphs = [Element("p")]
    paragraphs[0].text = cell.text
    for child in list(cell):
        cell.remove(child)
        if child.tag == "br":
            paragraphs.append(Element("p"))
            paragraphs[-1].text = child.tail
        else:
            paragraphs[-1].append(child)
    cell.text = None
    paragraphs = [paragraph for paragraph in paragraphs if _filled(paragraph)]
    for paragraph in paragraphs:
        if _is_all(paragraph, "em"):
            paragraph.set("class", "note")
    cell.extend(paragraphs)


def _is_all(element: Element, tag: str) -> bool:
    """Whether all that an element holds stands in one child of this kind."""
    return (
        len(element) == 1
        and element[0].tag == tag
        and not (element.text or "").strip()
        and not (element[0].tail or "").strip()
    )
