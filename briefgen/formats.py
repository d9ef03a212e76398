"""The formats that a brief is written in. It loads nothing, for the command line needs it to parse."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["DEFAULT_FORMATS", "Format", "format_of"]


class Format(StrEnum):
    """A format; its value is the file's suffix."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"
    DOCX = "docx"


DEFAULT_FORMATS = (Format.MD, Format.HTML, Format.PDF, Format.JSON)
"""What a build writes unless it is told otherwise: all that needs no extra."""


def format_of(name: str) -> str:
    """The format of a file, by its suffix."""
    return name.rpartition(".")[2]
