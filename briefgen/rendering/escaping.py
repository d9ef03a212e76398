"""The one escape for strings of sources that land in Markdown.

What comes out reads as the same characters on GitHub (cmark-gfm) and through Python-Markdown. Only what
either of them would take for markup is escaped, so that ordinary prose stays as it is.
"""

from __future__ import annotations

import re

__all__ = ["escape_markdown", "plain", "printable"]

# White space of any kind, line ends included; the no-break space (U+00A0) is kept, for it was chosen.
_BLANK = re.compile("[\t-\r\x1c-\x1f \x85\u2028\u2029]+")
# Controls print nothing. Embeddings, overrides and isolates (UAX 9) without their end would turn round the
# words that follow, which are not the source's; marks such as U+200F act on their neighbours only and stay.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")

_ACTIVE = re.compile(
    r"""
      [\\`*_\[<|~]          # code, emphasis, links, tags, tables, strike-through
    | :(?=//)               # "http://…", which GitHub would link
    | (?<=[Ww]{3})\.        # "www.…", likewise
    """,
    re.VERBOSE,
)
# "&copy;" is an entity and "AT&T" is not. At the end, what follows is the template's and could be ";".
_ENTITY = re.compile(r"&(?=\#?\w*(?:;|$))")
# "$x$" is mathematics on GitHub; a dollar sign before a digit never closes it, so amounts stay as they are.
_DOLLAR = re.compile(r"\$(?!\d)")
# What only counts at the beginning of a line: headings, quotations, rules, underlines and lists.
_OPENING = re.compile(r"[-+>#=]|\d+(?=[.)](?:\s|$))")


def printable(text: str) -> str:
    """The text on one line, without control characters; white space is single spaces, at its ends too."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", _BLANK.sub(" ", text)))


def plain(text: str) -> str:
    """`printable` text without blanks at its ends."""
    return printable(text).strip()


def escape_markdown(text: str) -> str:
    r"""`text` as Markdown that reads as the same characters, on one line.

    It may stand anywhere in a line: in a paragraph, a heading, a list item, a table cell, a footnote.

    >>> print(escape_markdown("1. <b>5 * 6</b> | [x](http://a.b)"))
    1\. \<b>5 \* 6\</b> \| \[x](http\://a.b)
    """
    text = plain(text)
    body = text.rstrip("#")
    closing = r"\#" * (len(text) - len(body))  # "# Title #" ends a heading; no such run may
    body = _ENTITY.sub("&amp;", body)
    body = _ACTIVE.sub(r"\\\g<0>", body)
    body = _DOLLAR.sub("&#36;", body)
    opening = _OPENING.match(body)
    if opening:
        at = opening.end() if opening[0][0].isdigit() else 0
        body = f"{body[:at]}\\{body[at:]}"
    return body + closing
