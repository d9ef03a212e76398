"""From a project folder to a published edition: the only package that joins the stages.

Like the package above it, it loads what a name stands for when the name is first used: a build that finds
nothing changed loads neither a stage nor a model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefgen.lazily import names_from

if TYPE_CHECKING:
    from briefgen.pipeline.analysis import Analysis, analyse
    from briefgen.pipeline.building import Builder, build
    from briefgen.pipeline.explaining import explain_fact
    from briefgen.pipeline.outcome import Build
    from briefgen.pipeline.outlining import outline_of, slug_of
    from briefgen.pipeline.past import Difference, damage_of, difference, editions_of

__all__ = [
    "Analysis",
    "Build",
    "Builder",
    "Difference",
    "analyse",
    "build",
    "damage_of",
    "difference",
    "editions_of",
    "explain_fact",
    "outline_of",
    "slug_of",
]

__getattr__ = names_from(
    __name__,
    {
        "briefgen.pipeline.analysis": ["Analysis", "analyse"],
        "briefgen.pipeline.building": ["Builder", "build"],
        "briefgen.pipeline.explaining": ["explain_fact"],
        "briefgen.pipeline.outcome": ["Build"],
        "briefgen.pipeline.outlining": ["outline_of", "slug_of"],
        "briefgen.pipeline.past": ["Difference", "damage_of", "difference", "editions_of"],
    },
)
