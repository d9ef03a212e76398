"""Cited policy briefs from source documents: every line traced to the exact characters it rests on.

Importing this package loads nothing but this page: what a name stands for is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefgen.formats import DEFAULT_FORMATS as _DEFAULT_FORMATS

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

_HOMES = {
    "Brief": "models",
    "Document": "models",
    "Edition": "models",
    "Extraction": "models",
    "extract": "extraction",
    "read": "reading",
}


def __getattr__(name: str) -> Any:
    """Load the public name that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES.get(name, 'errors')}"), name)
    globals()[name] = value
    return value


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
