"""`briefgen section NAME` before the command line's own libraries are loaded: a page may hold a hundred.

What is not plain here is left to the app, which says the same of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.embedding.brief import load
from briefgen.errors import BriefgenError

__all__ = ["plain_section"]

_VALUED = {
    "--to": "to",
    "--level": "level",
    "--notes": "notes",
    "--edition": "edition",
    "--instance": "instance",
    "--project": "project",
    "-p": "project",
}
_NUMBERS = ("level", "edition")


def plain_section(arguments: Sequence[str]) -> str | None:
    """The text of a section that is asked for in plain words; none for the app to see to it."""
    asked = _parsed(arguments)
    if asked is None or "name" not in asked:
        return None
    name = asked.pop("name")
    try:
        brief = load(asked.pop("project", "."), edition=asked.pop("edition", None))
        return brief.section(name).render(asked.pop("to", "gfm"), **asked)
    except BriefgenError:
        return None


def _parsed(arguments: Sequence[str]) -> dict[str, Any] | None:
    asked: dict[str, Any] = {}
    rest = iter(arguments)
    for argument in rest:
        if argument in _VALUED:
            asked[_VALUED[argument]] = next(rest, "")
        elif argument == "--no-provenance":
            asked["provenance"] = False
        elif argument.startswith("-") or "name" in asked:
            return None
        else:
            asked["name"] = argument
    if any(not asked[key].isdecimal() for key in _NUMBERS if key in asked):
        return None
    return {key: int(value) if key in _NUMBERS else value for key, value in asked.items()}
