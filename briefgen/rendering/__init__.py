"""Rendering: a brief to Markdown, HTML and PDF. The only stage that uses jinja2, markdown and weasyprint.

Each of the three is imported when it is first needed: importing this package is cheap, and a brief can be
had as Markdown where the libraries that write PDF are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.lazily import names_from

if TYPE_CHECKING:
    from briefgen.rendering.layout import Layout
    from briefgen.rendering.renderer import LaidOut, Renderer

__all__ = ["LaidOut", "Layout", "Renderer"]

__getattr__ = names_from(
    __name__,
    {
        "briefgen.rendering.layout": ["Layout"],
        "briefgen.rendering.renderer": ["LaidOut", "Renderer"],
    },
)
