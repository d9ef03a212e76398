"""Why a fact is where it is in a project's brief."""

from __future__ import annotations

from pathlib import Path

from briefgen.composition import Explanation, explain
from briefgen.errors import UsageError
from briefgen.pipeline.analysis import analyse
from briefgen.pipeline.drafting import unfitted
from briefgen.pipeline.outlining import outline_of


def explain_fact(project: Path, name: str) -> Explanation:
    """Why the fact with the id `name` (or the only one whose id begins so) is where it is in the brief.

    Raises:
        UsageError: no fact, or more than one, is named so.
    """
    analysis = analyse(project)
    dossier = analysis.dossier
    named = [one.id for one in dossier.gists if one.id.startswith(name)]
    if len(named) != 1:
        count = f"{len(named)} facts have ids that begin with" if named else "no fact has"
        raise UsageError(
            f"{name!r}: {count} this id",
            hint="`briefgen facts` lists the facts with their ids",
        )
    outline = outline_of(analysis)
    brief = unfitted(analysis, outline)
    return explain(named[0], dossier.gists, dossier.fetch, analysis.records, outline, brief)
