"""Citations: small bracketed numbers that lead to the source list, and letters there that lead back.

Python-Markdown's footnotes are the raw material; their numbers, ids and back links are made anew, so that
the number printed is the source's own and every id says what it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree.ElementTree import Element, SubElement

from briefgen.models import Brief, SourceEntry, Sources

__all__ = ["letters", "mend_citations"]

_REFERENCE = "#fn:"
# The word before a citation, with the no-break space between; a longer one has to be breakable.
_LAST_WORD = re.compile(r"(?<!\S)\S{1,20}\xa0$")
_NO_BREAK = "\xa0"
_MOST_TOGETHER = 4  # more numbers than this must be able to break over lines
_PUNCTUATION = re.compile(r"[.,;:!?)\]”’]*")


def letters(index: int) -> str:
    """The letters for place `index`, from 0: a, b, ... z, aa, ab, ...

    >>> letters(0), letters(25), letters(26)
    ('a', 'z', 'aa')
    """
    word = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        word = chr(ord("a") + digit) + word
    return word


def mend_citations(root: Element, brief: Brief) -> None:
    """Turns footnote references and footnotes under `root` into citations and a source list."""
    names = {str(entry.number): _name(entry) for entry in _entries(brief)}
    places: dict[str, list[str]] = defaultdict(list)
    _mend_references(root, names, places)
    _mend_list(root, names, places)
    for parent in list(root.iter()):
        _keep_together(parent)


def _entries(brief: Brief) -> list[SourceEntry]:
    return [e for section in brief.sections if isinstance(section, Sources) for e in section.entries]


def _name(entry: SourceEntry) -> str:
    return f"{entry.name}, {entry.published}" if entry.published else entry.name


def _mend_references(parent: Element, names: dict[str, str], places: dict[str, list[str]]) -> None:
    citation: Element | None = None
    for child in list(parent):
        if child.tag != "sup":
            citation = None
            _mend_references(child, names, places)
            continue
        link = _link(child, names, places)
        if citation is None:
            citation = Element("span", {"class": "citation"})
            citation.text = "["
            parent.insert(list(parent).index(child), citation)
        else:
            citation[-1].tail = ", "
        citation.append(link)
        link.tail = "]"
        parent.remove(child)
        citation.tail = child.tail
        if child.tail:
            citation = None


def _keep_together(parent: Element) -> None:
    # Word, citation and full stop become one element that does not break. A no-break space alone is not
    # enough: where text and an element cannot be parted, WeasyPrint leaves lines half empty (its #1614).
    for citation in parent.findall("span[@class='citation']"):
        if len(citation) > _MOST_TOGETHER:
            continue
        index = list(parent).index(citation)
        group = Element("span", {"class": "cited"})
        if not _move_last_word(parent, index, group):
            continue
        index = list(parent).index(citation)
        tail = citation.tail or ""
        stop = _PUNCTUATION.match(tail)
        end = stop.end() if stop else 0
        citation.tail, group.tail = tail[:end], tail[end:]
        parent[index] = group
        group.append(citation)


def _move_last_word(parent: Element, index: int, group: Element) -> bool:
    before = parent[index - 1] if index else None
    text = (parent.text if before is None else before.tail) or ""
    if before is not None and text == _NO_BREAK and not len(before):
        # The word is the last of an emphasised attribution, say: the emphasis is continued in the group.
        word = _LAST_WORD.search((before.text or "")[-30:] + _NO_BREAK)
        if word is None:
            return False
        moved = SubElement(group, before.tag, before.attrib)
        moved.text = word[0][:-1]
        moved.tail = _NO_BREAK
        before.text = (before.text or "")[: -len(moved.text)]
        before.tail = None
        if not before.text:  # left in, WeasyPrint 70 breaks the line before it after every word
            parent.remove(before)
        return True
    word = _LAST_WORD.search(text[-30:])
    if word is None:
        return False
    group.text = word[0]
    if before is None:
        parent.text = text[: -len(word[0])]
    else:
        before.tail = text[: -len(word[0])]
    return True


def _link(reference: Element, names: dict[str, str], places: dict[str, list[str]]) -> Element:
    number = reference[0].get("href", "").removeprefix(_REFERENCE)
    place = f"cite-{number}-{letters(len(places[number]))}"
    places[number].append(place)
    label = f"Source {number}: {names[number]}" if number in names else f"Source {number}"
    link = Element("a", {"id": place, "href": f"#source-{number}", "title": label})
    link.text = number
    return link


def _mend_list(root: Element, names: dict[str, str], places: dict[str, list[str]]) -> None:
    footnotes = root.find("div[@class='footnote']")
    if footnotes is None:
        return
    entries = Element("ol", {"class": "sources"})
    for item in footnotes.iterfind("ol/li"):
        number = item.get("id", "").partition(":")[2]
        entries.append(_entry(item, number, places[number]))
    at = list(root).index(footnotes)
    root.remove(footnotes)
    root.insert(at, entries)


def _entry(item: Element, number: str, places: list[str]) -> Element:
    entry = Element("li", {"id": f"source-{number}"})
    label = SubElement(entry, "span", {"class": "source-number"})
    label.text = f"[{number}]"
    body = SubElement(entry, "span", {"class": "source"})
    for paragraph in item.iterfind("p"):
        _copy_text(paragraph, body)
    back = SubElement(body, "span", {"class": "backlinks"})
    for index, place in enumerate(places):
        title = f"Back to citation {letters(index)} of source {number}"
        link = SubElement(back, "a", {"href": f"#{place}", "title": title})
        link.text = letters(index)
        link.tail = " " if index + 1 < len(places) else ""
    return entry


def _copy_text(paragraph: Element, body: Element) -> None:
    # The library ends the last paragraph with a placeholder for a space and its own back links.
    content = [child for child in paragraph if child.get("class") != "footnote-backref"]
    last = content[-1] if content else None
    body.text = (body.text or "") + (paragraph.text or "")
    body.extend(content)
    if last is None:
        body.text = _spaced(body.text)
    else:
        last.tail = _spaced(last.tail or "")


def _spaced(text: str) -> str:
    return text.partition("\x02")[0].rstrip() + " "
