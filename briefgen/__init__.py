"""Cited policy briefs from source documents: every line traced to the exact characters it rests on.

Importing this package loads nothing but this page: what a name stands for is loaded when it is first used.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.formats import DEFAULT_FORMATS as _DEFAULT_FORMATS
from briefgen.lazily import names_from as _names_from

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefgen.embedding import EmbeddableBrief
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
        UnknownSectionError,
        UsageError,
    )
    from briefgen.extraction import extract
    from briefgen.models import Brief, Document, Edition, Extraction
    from briefgen.pipeline import Build
    from briefgen.reading import read

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
    "UnknownSectionError",
    "UsageError",
    "build",
    "extract",
    "load",
    "read",
]

__getattr__ = _names_from(
    __name__,
    {
        "briefgen.errors": [name for name in __all__ if name.endswith("Error")],
        "briefgen.extraction": ["extract"],
        "briefgen.models": ["Brief", "Document", "Edition", "Extraction"],
        "briefgen.reading": ["read"],
    },
)


def build(
    project: str | Path,
    *,
    output: str | Path | None = None,
    strict: bool = False,
    formats: Iterable[str] = _DEFAULT_FORMATS,
) -> Build:
    """Build the brief of a project folder and publish it; see `briefgen.pipeline.build`."""
    from briefgen import pipeline  # noqa: PLC0415 -- see the module's docstring

    return pipeline.build(
        Path(project), output=Path(output) if output else None, strict=strict, formats=formats
    )


def load(path: str | Path, *, edition: int | None = None) -> EmbeddableBrief:
    """A brief of which sections can be embedded in other documents; see `briefgen.embedding.load`."""
    from briefgen import embedding  # noqa: PLC0415 -- see the module's docstring

    return embedding.load(path, edition=edition)
