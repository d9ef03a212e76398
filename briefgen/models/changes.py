"""What changed from one edition to the next, fact by fact, and what caused it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, Self

from pydantic import Field, model_validator

from briefgen.models.base import Model
from briefgen.models.extractions import Mode
from briefgen.models.facts import FactKind

ChangeKind = Literal["added", "gone", "changed"]
Aspect = Literal[
    "value",
    "period",
    "stance",
    "date",
    "status",
    "speaker",
    "party",
    "publisher",
    "issue",
    "hedge",
    "corroboration",
    "wording",
]
CauseKind = Literal[
    "source-added",
    "source-edited",
    "source-withdrawn",
    "joined",
    "parted",
    "configuration",
    "program",
    "elsewhere",
]


class Cause(Model):
    """Why a fact changed: what happened to one source, or to something else that all facts depend on.

    Of a cause that is no source, all but `what` are none.

    Attributes:
        what: ``source-added``, ``source-edited``, ``source-withdrawn``: what happened to `source`;
            ``joined``: the words of a fact that is gone still stand, as part of another fact (two sources are
            now told as one); ``parted``: the words of a fact that was added stood before, as part of another;
            ``configuration``, ``program``: no source of the fact changed, but brief.toml or briefgen did;
            ``elsewhere``: nothing of these is known to have changed, so another source decided (which
            governments speak most), or what neither edition records.
        source: the id of the source: in the later edition if the fact rests on it there, else in the earlier.
        path: of its file in the project, in the same edition.
        name: who published it and when, to print ("Reuters, 7 July 2023"), as the same edition knew it;
            where nobody is named, its path stands for who did.
        exact: the words that came, as they stand in that edition's source; where none came, those that the
            fact has there. Passages that are apart are joined by " … ".
    """

    what: CauseKind
    source: str | None = None
    path: str | None = None
    name: str | None = None
    exact: str | None = None


class AspectChange(Model):
    """One thing about a fact that is not what it was, as printed text; none where there was or is none.

    Attributes:
        aspect: ``value`` of a figure with its unit, its ``period``, its ``publisher``; ``stance`` and
            ``issue`` of a position; ``status`` of a step; ``date``; ``speaker`` and ``party``; ``hedge``:
            words that limit it; ``corroboration``: its originators; ``wording``: any other words.
        before: what it was; of hedges, those that vanished.
        after: what it is; of hedges, those that came.
    """

    aspect: Aspect
    before: str | None = None
    after: str | None = None


class Change(Model):
    """A fact that was added, that is gone, or that is not what it was.

    Attributes:
        kind: which of these.
        fact_kind: of which kind the fact is.
        before: its id in the earlier edition; none if it was added.
        after: its id in the later edition; none if it is gone.
        party: the id of the party that is spoken for, in the later edition if it has the fact; or none.
        speaker: who says it, likewise.
        mode: of a position, how the primary source gives it, likewise.
        amount: of a figure, the words for the quantity, likewise.
        text_before: its words in the earlier edition: of a figure, the clause that it stands in; of a merged
            fact of which one source was edited, the words of that source.
        text_after: the same in the later edition.
        printed: whether the earlier edition's brief printed it.
        aspects: what changed, in the order of `Aspect`; empty for what was added or is gone.
        parted: where one source of a merged fact was edited and now says otherwise alone: the id of the later
            edition's fact that its other sources go on telling, unchanged. That fact is no addition, and has
            no change of its own.
        joined: the same the other way round: the id of the earlier edition's fact with which the fact was
            merged when one source was edited to agree. That fact is not gone, and has no change of its own.
        told_by: where the changes of other facts say all that this one says, their ids: of the figure that
            was updated, for the statement that carries it. None of those is told by others.
        causes: the sources and sentences that did it, or what else did; one or more.
    """

    kind: ChangeKind
    fact_kind: FactKind
    before: str | None = None
    after: str | None = None
    party: str | None = None
    speaker: str | None = None
    mode: Mode | None = None
    amount: str | None = None
    text_before: str | None = None
    text_after: str | None = None
    printed: bool = False
    aspects: tuple[AspectChange, ...] = ()
    parted: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    causes: tuple[Cause, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """The id of the fact, in the later edition if it has it."""
        return self.after or self.before or ""

    @property
    def text(self) -> str:
        """Its words, those of the later edition if it has it."""
        return self.text_after or self.text_before or ""

    @model_validator(mode="after")
    def _has_its_sides(self) -> Self:
        sides = {"added": (False, True), "gone": (True, False), "changed": (True, True)}[self.kind]
        if (self.before is not None, self.after is not None) != sides:
            raise ValueError(f"{self.kind!r} does not go with before={self.before!r}, after={self.after!r}")
        if (self.kind == "changed") != bool(self.aspects):
            raise ValueError("what changed has aspects, and nothing else has")
        return self


def told_apart(changes: Sequence[Change]) -> list[tuple[Change, tuple[Change, ...]]]:
    """The changes that are told for themselves, each with those that it tells."""
    others: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        for teller in change.told_by:
            others[teller].append(change)
    return [(change, tuple(others[change.id])) for change in changes if not change.told_by]
