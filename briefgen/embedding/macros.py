"""Calls of ``brief_section`` in the text of a page: ``{{ brief_section("key-figures", level=3) }}``."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from briefgen.embedding.indented import code_lines
from briefgen.errors import UsageError

__all__ = ["Call", "expanded"]

NAME = "brief_section"

# "    > {{ brief_section("x") }}": in a list or a quotation, and alone there.
_ALONE = re.compile(r"(?P<margin>[ \t>]*)\{\{-?\s*(?P<call>brief_section\s*\(.*\))\s*-?\}\}\s*")
_ANYWHERE = re.compile(r"\{\{-?\s*brief_section\b")
_SHOWN = re.compile(r"(?P<ticks>`+).*?(?P=ticks)|<!--.*?-->")
_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})")
_OPTIONS = {"project": str, "level": int, "notes": str, "provenance": bool, "edition": int, "instance": str}


class Call(NamedTuple):
    """What is asked for.

    Attributes:
        name: of the section.
        options: the named arguments.
    """

    name: str
    options: dict[str, Any]


def expanded(text: str, section: Callable[[Call], str]) -> str:
    """`text` with the sections that it calls for; what stands in code is left as it is.

    Args:
        text: of a page in Markdown.
        section: the text for a call.

    Raises:
        UsageError: a call is wrong, or does not stand alone on its line; or what `section` raises. The
            message begins with ``line N:``.
    """
    lines = text.split("\n")
    in_code = {*_code(lines), *(number - 1 for number in code_lines(lines))} if NAME in text else set()
    made = []
    for index, line in enumerate(lines):
        try:
            made.append(line if index in in_code else _line(line, section))
        except UsageError as error:
            raise UsageError(f"line {index + 1}: {error.message}", hint=error.hint) from error
    return "\n".join(made)


def _line(line: str, section: Callable[[Call], str]) -> str:
    if not _ANYWHERE.search(line):
        return line
    if alone := _ALONE.fullmatch(line):
        rows = ["", *section(_call(alone["call"])).strip("\n").split("\n"), ""]
        return "\n".join((alone["margin"] + row).rstrip() for row in rows)
    if _ANYWHERE.search(_SHOWN.sub("", line)):
        raise UsageError(
            f"{NAME} stands within a line", hint="write it alone on a line, between blank lines; or as `code`"
        )
    return line


def _code(lines: list[str]) -> Iterator[int]:
    """The lines of fenced code; a fence that nothing closes is none."""
    at = 0
    while at < len(lines):
        opening = _FENCE.match(lines[at])
        end = _end(lines, at, opening["fence"]) if opening else None
        if end is not None:
            yield from range(at, end + 1)
            at = end
        at += 1


def _end(lines: list[str], start: int, fence: str) -> int | None:
    closing = re.compile(rf"[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}\s*")
    return next((i for i in range(start + 1, len(lines)) if closing.fullmatch(lines[i])), None)


def _call(text: str) -> Call:
    try:
        call = ast.parse(text, mode="eval").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            raise ValueError(text)
        names = [ast.literal_eval(argument) for argument in call.args]
        options = {str(keyword.arg): ast.literal_eval(_constant(keyword.value)) for keyword in call.keywords}
    except (SyntaxError, ValueError) as error:
        raise _wrong(f"cannot read {text}") from error
    if len(names) != 1 or not isinstance(names[0], str):
        raise _wrong(f"{text} names no section")
    for key, value in options.items():
        if key not in _OPTIONS:
            raise _wrong(f"{NAME} has no option {key!r}")
        if type(value) is not _OPTIONS[key]:
            raise _wrong(f"{key} cannot be {value!r}")
    return Call(names[0], options)


def _constant(value: ast.expr) -> ast.expr:
    """The value, with Jinja2's spelling of truth, which other macros of the page have."""
    if isinstance(value, ast.Name) and value.id in ("true", "false"):
        return ast.Constant(value.id == "true")
    return value


def _wrong(message: str) -> UsageError:
    options = ", ".join(_OPTIONS)
    return UsageError(
        message, hint=f'for example {{{{ {NAME}("key-figures", level=3) }}}}; options: {options}'
    )
