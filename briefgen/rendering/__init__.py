"""Rendering: a brief to Markdown, HTML and PDF. The only stage that uses jinja2, markdown and weasyprint.

Each of the three is imported when it is first needed: importing this package is cheap, and a brief can be
had as Markdown where the libraries that write PDF are missing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.rendering.layout import Layout
    from briefgen.rendering.renderer import LaidOut, Renderer

__all__ = ["LaidOut", "Layout", "Renderer"]

_HOMES = {"LaidOut": "renderer", "Layout": "layout", "Renderer": "renderer"}


def __getattr__(name: str) -> Any:
    """Load the public name that is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
