"""Sections of a brief inside other documents, each with its citations and the edition that it is from.

What a name stands for is loaded when it is first used; a section from an edition that holds its sections
costs one file of JSON, and none of the libraries that make a brief.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.embedding.brief import EmbeddableBrief, load
    from briefgen.embedding.flavours import FLAVOURS, MARKDOWN
    from briefgen.embedding.sections import NOTES, Section
    from briefgen.errors import UnknownSectionError

__all__ = ["FLAVOURS", "MARKDOWN", "NOTES", "EmbeddableBrief", "Section", "UnknownSectionError", "load"]

_HOMES = {
    "EmbeddableBrief": "embedding.brief",
    "FLAVOURS": "embedding.flavours",
    "MARKDOWN": "embedding.flavours",
    "NOTES": "embedding.sections",
    "Section": "embedding.sections",
    "UnknownSectionError": "errors",
    "load": "embedding.brief",
}


def __getattr__(name: str) -> Any:
    """Load the public name that is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"briefgen.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
