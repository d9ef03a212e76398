"""`briefgen section NAME` before the command line's own libraries are loaded: a page may hold a hundred.

What is not plain here is left to the app, which says the same of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefgen.cli.quick_arguments import PlainCommand
from briefgen.embedding.brief import load
from briefgen.errors import BriefgenError

__all__ = ["plain_section"]

_SECTION = PlainCommand(
    argument="name",
    valued={
        "--to": "to",
        "--level": "level",
        "--notes": "notes",
        "--edition": "edition",
        "--instance": "instance",
        "--project": "project",
        "-p": "project",
    },
    flags={"--provenance": ("provenance", True), "--no-provenance": ("provenance", False)},
)
_NUMBERS = ("level", "edition")


def plain_section(arguments: Sequence[str]) -> str | None:
    """The text of a section that is asked for in plain words; none for the app to see to it."""
    asked = _asked(arguments)
    if asked is None or "name" not in asked:
        return None
    name = asked.pop("name")
    try:
        brief = load(asked.pop("project", "."), edition=asked.pop("edition", None))
        return brief.section(name).render(asked.pop("to", "gfm"), **asked)
    except BriefgenError:
        return None


def _asked(arguments: Sequence[str]) -> dict[str, Any] | None:
    asked = _SECTION.read(arguments)
    if asked is None or any(not asked[key].isdecimal() for key in _NUMBERS if key in asked):
        return None
    return {key: int(value) if key in _NUMBERS else value for key, value in asked.items()}
