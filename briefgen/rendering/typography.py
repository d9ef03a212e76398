"""Typography of HTML and PDF: quotation marks, apostrophes, and spaces that do not break.

Only what is set for readers is changed: the Markdown, the data and the evidence keep the source's characters.
Every change puts one character in the place of one, so that a text can be set across elements.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from xml.etree.ElementTree import Element

__all__ = ["typeset", "typographic"]

_BLOCKS = frozenset(["p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"])
_NOT_PROSE = frozenset(["code", "pre", "svg", "style"])
_BEFORE_OPENING = frozenset(" \t\n\xa0([{<—–-/“‘\"'")
_NO_BREAK = "\xa0"
_STRAIGHT = frozenset("\"'")


def typographic(text: str) -> str:
    r"""`text` as it is set, of the same length.

    >>> typographic('''He called it a "global coalition" of '84 "at 5 percent" - China's''')
    'He called it a “global coalition” of ’84 “at 5\xa0percent” - China’s'
    """
    if _STRAIGHT & set(text):
        text = "".join(_curled(text))
    return _joined(text)


def typeset(root: Element) -> None:
    """Sets every block of text under `root`, quotation marks across the elements within it too."""
    for block in root.iter():
        if block.tag in _BLOCKS:
            slots = list(_slots(block, inside=True))
            before = "".join(text for _, _, text in slots)
            after = typographic(before)
            if after != before:
                _fill(slots, after)


def _slots(element: Element, *, inside: bool) -> Iterator[tuple[Element, str, str]]:
    """The texts of a block but not of blocks within it, in order, with the element and attribute of each."""
    if inside and element.text:
        yield element, "text", element.text
    for child in element:
        prose = child.tag not in _BLOCKS | _NOT_PROSE and child.get("class") != "excerpt"
        yield from _slots(child, inside=inside and prose)
        if inside and child.tail:
            yield child, "tail", child.tail


def _fill(slots: list[tuple[Element, str, str]], text: str) -> None:
    at = 0
    for element, name, old in slots:
        setattr(element, name, text[at : at + len(old)])
        at += len(old)


def _curled(text: str) -> Iterator[str]:
    last_closing = _last_closing(text)
    quoted = False
    for at, character in enumerate(text):
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        opens = before in _BEFORE_OPENING and not after.isspace()
        if character == '"':
            if before.isdigit() and not quoted:
                yield character  # inches, or seconds
                continue
            quoted = opens
            yield "“" if opens else "”"
        elif character == "'":
            # "'84" and "rock 'n' roll" open nothing; what nothing closes is an apostrophe.
            yield "‘" if opens and not after.isdigit() and at < last_closing else "’"
        else:
            yield character


def _last_closing(text: str) -> int:
    """Where the last single mark stands that can close: after a word, and not within one."""
    closing = [m.start() for m in re.finditer(r"(?<=[^\s(\[{])'(?!\w)", text)]
    return closing[-1] if closing else -1


def _joined(text: str) -> str:
    for pattern in _patterns():
        text = pattern.sub(_NO_BREAK, text)
    return text


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Spaces that do not break: between number and unit, day and month, and after a short title."""
    months = "|".join([*calendar.month_name[1:], *(f"{name}\\." for name in calendar.month_abbr[1:])])
    units = "|".join(re.escape(unit) for unit in sorted(_units(), reverse=True))
    return (
        re.compile(rf"(?<=\d) (?=(?:{units})(?!\w))"),
        re.compile(rf"(?<=\d) (?=(?:{months})(?!\w))"),
        re.compile(r"(?:(?<=Mr\.)|(?<=Ms\.)|(?<=Dr\.)|(?<=Mrs\.)|(?<=No\.)) (?=\w)"),
        *(re.compile(rf"(?<={name}) (?=\d{{1,2}}\b)") for name in calendar.month_name[1:]),
    )


def _units() -> Iterator[str]:
    text = (files("briefgen.rendering") / "data" / "units.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))
