"""Cited policy briefs from source documents: every line traced to the exact characters it rests on.

Importing this package loads neither weasyprint nor jinja2; `build` does, when it is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.errors import (
    BriefgenError,
    ConfigError,
    GroundingError,
    MissingExtraError,
    MissingLibraryError,
    NoSourcesError,
    OutputError,
    RenderingError,
    SourceError,
    StrictError,
    UsageError,
)
from briefgen.extraction import extract
from briefgen.formats import DEFAULT_FORMATS as _DEFAULT_FORMATS
from briefgen.models import Brief, Document, Edition, Extraction
from briefgen.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.pipeline import Build

__all__ = [
    "Brief",
    "BriefgenError",
    "ConfigError",
    "Document",
    "Edition",
    "Extraction",
    "GroundingError",
    "MissingExtraError",
    "MissingLibraryError",
    "NoSourcesError",
    "OutputError",
    "RenderingError",
    "SourceError",
    "StrictError",
    "UsageError",
    "build",
    "extract",
    "read",
]


def build(
    project: str | Path,
    *,
    output: str | Path | None = None,
    strict: bool = False,
    formats: Iterable[str] = _DEFAULT_FORMATS,
) -> Build:
    """Build the brief of a project folder and publish it; see `briefgen.pipeline.build`."""
    from briefgen import pipeline  # noqa: PLC0415 -- loads the renderer, which extract and read do not need

    return pipeline.build(
        Path(project), output=Path(output) if output else None, strict=strict, formats=formats
    )
