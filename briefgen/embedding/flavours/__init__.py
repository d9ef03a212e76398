"""What a section can be printed as. Each flavour is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from briefgen.embedding.tree import Fragment
from briefgen.errors import UsageError

__all__ = ["FLAVOURS", "MARKDOWN", "SHORT", "writer"]

MARKDOWN = ("gfm", "pandoc", "quarto", "myst", "mkdocs")
"""The kinds of Markdown."""
FLAVOURS = (*MARKDOWN, "html", "latex", "restructuredtext", "text", "json")
"""All that a section can be had as in text."""
SHORT = {"rst": "restructuredtext"}
"""Other names of flavours."""

_HOMES = {
    **dict.fromkeys(MARKDOWN, "markdown"),
    "html": "html",
    "latex": "latex",
    "restructuredtext": "restructured",
    "text": "text",
}
"""The modules that write them."""


def writer(flavour: str) -> Callable[[Fragment], str]:
    """What prints a section in `flavour`.

    Raises:
        UsageError: there is no such flavour.
    """
    flavour = SHORT.get(flavour, flavour)
    if flavour not in _HOMES:
        raise UsageError(f"there is no flavour {flavour!r}", hint=f"flavours are {', '.join(FLAVOURS)}")
    write: Callable[[Fragment], str] = getattr(
        import_module(f"{__name__}.{_HOMES[flavour]}"), f"write_{flavour}"
    )
    return write
