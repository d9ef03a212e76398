"""From a project folder to a published edition: the only package that joins the stages.

Like the package above it, it loads what a name stands for when the name is first used: a build that finds
nothing changed loads neither a stage nor a model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefgen.pipeline.analysis import Analysis, analyse
    from briefgen.pipeline.building import Build, Builder, build
    from briefgen.pipeline.explaining import explain_fact
    from briefgen.pipeline.outlining import outline_of, slug_of
    from briefgen.pipeline.past import Difference, difference, editions_of

__all__ = [
    "Analysis",
    "Build",
    "Builder",
    "Difference",
    "analyse",
    "build",
    "difference",
    "editions_of",
    "explain_fact",
    "outline_of",
    "slug_of",
]

_HOMES = {
    "Analysis": "analysis",
    "Difference": "past",
    "analyse": "analysis",
    "difference": "past",
    "editions_of": "past",
    "explain_fact": "explaining",
    "outline_of": "outlining",
    "slug_of": "outlining",
}


def __getattr__(name: str) -> Any:
    """Load the public name that is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'building')}"), name)
