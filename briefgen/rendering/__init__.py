"""Rendering: a brief to Markdown, HTML and PDF. The only stage that uses jinja2, markdown and weasyprint.

Each of the three is imported when it is first needed: importing this package is cheap, and a brief can be
had as Markdown where the libraries that write PDF are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.rendering.renderer import LaidOut, Renderer

if TYPE_CHECKING:
    from briefgen.rendering.layout import Layout

__all__ = ["LaidOut", "Layout", "Renderer"]


def __getattr__(name: str) -> object:
    if name == "Layout":
        from briefgen.rendering.layout import Layout  # noqa: PLC0415 - loads WeasyPrint

        return Layout
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
