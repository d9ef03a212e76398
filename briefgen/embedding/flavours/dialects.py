"""What the kinds of Markdown take for markup, and how a text is written so that they all print it.

A character reference (``&#123;``) is text in all of them, also to what runs before the parser, such as
macros in braces. A backslash reads better, and stands where every one of them knows it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["DIALECTS", "Dialect", "escaped"]


class Dialect(NamedTuple):
    """A kind of Markdown.

    Attributes:
        line_break: parts lines within a cell of a table.
        smart: whether it is pandoc's, which turns straight quotation marks into others.
        digits_are_money: whether a dollar sign before a digit never begins or ends mathematics.
        around: what stands before and after a section.
        rule_tells_widths: whether the rule of a table shares out its width among the columns.
    """

    line_break: str
    smart: bool
    digits_are_money: bool
    around: str = ""
    rule_tells_widths: bool = False


# Raw HTML is lost on the way to LaTeX and Word: each of the three gets its own break.
_PANDOC_BREAK = " `<br/>`{=html}`\\newline`{=latex}`<w:r><w:br/></w:r>`{=openxml}"
DIALECTS = {
    "gfm": Dialect("<br>", smart=False, digits_are_money=False),
    "pandoc": Dialect(_PANDOC_BREAK, smart=True, digits_are_money=True, rule_tells_widths=True),
    # Quarto pastes an included file between lines as it is.
    "quarto": Dialect(_PANDOC_BREAK, smart=True, digits_are_money=True, around="\n", rule_tells_widths=True),
    "myst": Dialect("<br>", smart=False, digits_are_money=False),
    "mkdocs": Dialect("<br>", smart=False, digits_are_money=False),
}

_ACTIVE = re.compile(
    r"""
      (?P<backslash>[*_\[\#])              # emphasis, links, notes, headings and issues
    | (?P<reference>
        [\\`|<>~^@{}]                      # code, tables, tags, strike-through, citations, macros
      | &(?=\#?\w*(?:;|$))                 # "&copy;" is a character and "AT&T" is not
      | (?<!\d):(?=\S) | :(?=[^\s\d])      # "http://…", ":::", ":role:", ":smile:"
      | (?<=[Ww]{3})\.                     # "www.…"
      | (?<=\.\.)\. | (?<=-)- | (?<==)= | (?<=\+)\+   # "...", "--", "==", "++"
      | (?<=[!?/])(?:(?<=[!?]{2})[!?]|(?<=//)/)      # "!!!", "???", "///"
      )
    """,
    re.VERBOSE,
)
_DOLLAR = re.compile(r"\$")
_LONE_DOLLAR = re.compile(r"\$(?!\d)")
_QUOTES = re.compile("['\"]")
# What only counts at the beginning of a line: lists, rules, underlines, comments, targets, captions.
_OPENING = re.compile(r"(?:[-+=%(:;!?/]|[Tt]able(?=:))")
# Pandoc sees "[x] " at the beginning of an item only once escapes are gone.
_TASK = re.compile(r"(\\\[[ xX]\]) ")
_NUMBERED = re.compile(r"(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+)(?=[.)](?:\s|$))")


def escaped(text: str, dialect: Dialect, *, opening: bool = False, joined: bool = False) -> str:
    r"""`text` so that `dialect` prints the same characters, wherever in a line it stands.

    Args:
        text: on one line.
        dialect: the kind of Markdown.
        opening: whether it can stand at the beginning of a line.
        joined: whether it follows a link or a reference to a note, which a bracket or colon would change.

    >>> escaped("[7 July] {{ x }} 1 * 2", DIALECTS["gfm"])
    '\\[7 July] &#123;&#123; x &#125;&#125; 1 \\* 2'
    """
    made = _ACTIVE.sub(_replaced, text)
    made = (_LONE_DOLLAR if dialect.digits_are_money else _DOLLAR).sub("&#36;", made)
    if dialect.smart:
        made = _TASK.sub("\\1\xa0", _QUOTES.sub(r"\\\g<0>", made))
    if text.endswith("!"):
        made = made.removesuffix("!") + "\\!" if made.endswith("!") else made
    if joined and made[:1] in ("(", ":", "{"):
        made = _reference(made[0]) + made[1:]
    return _opened(made) if opening else made


def _opened(made: str) -> str:
    if numbered := _NUMBERED.match(made):
        return f"{numbered[0]}\\{made[numbered.end() :]}"
    if opening := _OPENING.match(made):
        if len(opening[0]) > 1:
            return f"{opening[0]}{made[opening.end() :].replace(':', '&#58;', 1)}"
        return _reference(made[0]) + made[1:] if made[0] not in "-+" else f"\\{made}"
    return made


def _replaced(match: re.Match[str]) -> str:
    return f"\\{match[0]}" if match["backslash"] else _reference(match[0])


def _reference(character: str) -> str:
    return f"&#{ord(character)};"
