"""Sections of a brief inside other documents, each with its citations and the edition that it is from.

What a name stands for is loaded when it is first used; a section from an edition that holds its sections
costs one file of JSON, and none of the libraries that make a brief.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.lazily import names_from

if TYPE_CHECKING:
    from briefgen.embedding.brief import EmbeddableBrief, load
    from briefgen.embedding.flavours import FLAVOURS, MARKDOWN
    from briefgen.embedding.sections import NOTES, Section
    from briefgen.errors import UnknownSectionError

__all__ = ["FLAVOURS", "MARKDOWN", "NOTES", "EmbeddableBrief", "Section", "UnknownSectionError", "load"]

__getattr__ = names_from(
    __name__,
    {
        "briefgen.embedding.brief": ["EmbeddableBrief", "load"],
        "briefgen.embedding.flavours": ["FLAVOURS", "MARKDOWN"],
        "briefgen.embedding.sections": ["NOTES", "Section"],
        "briefgen.errors": ["UnknownSectionError"],
    },
)
