"""Facts to Brief: what goes into which section, in which order, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.composition import sections
from briefgen.composition.fitting import LINES_PER_PAGE, least_worth
from briefgen.composition.printing import print_day
from briefgen.composition.ranking import Desk
from briefgen.composition.selection import Room, select
from briefgen.models import Brief, DocumentRecord, Fact, Outline

__all__ = ["Room", "compose"]


def compose(
    facts: Sequence[Fact],
    documents: Sequence[DocumentRecord],
    outline: Outline,
    *,
    room: Room | None = None,
    excess: float = 0.0,
) -> Brief:
    """The brief that `outline` asks for, from `facts`.

    Args:
        facts: of all sources, merged.
        documents: the sources' records, in the order in which they are to be numbered.
        outline: title, parties, issues and page furniture.
        room: how much each section may hold.
        excess: by how many pages the brief is too long without it; the least important facts are left out.
    """
    room = room or Room()
    desk = Desk({record.source.id: record for record in documents}, outline)
    chosen = select(facts, desk, room)
    if excess > 0:
        chosen = select(facts, desk, room, least_worth(chosen, excess * LINES_PER_PAGE))
    used = sections.used_sources(chosen.facts)
    cited = [record.source.id for record in documents if record.source.id in used]
    numbering = sections.Numbering({source: at for at, source in enumerate(cited, start=1)})
    parts = (
        sections.bottom_line(chosen, desk, numbering),
        sections.background(chosen, numbering),
        sections.positions(chosen, desk, numbering),
        sections.key_figures(chosen, desk, numbering),
        sections.timeline(chosen, desk, numbering),
        sections.next_steps(chosen, numbering),
        sections.gaps(chosen, desk, numbering, room.gaps),
        sections.sources(documents, numbering),
    )
    return Brief(
        title=outline.title,
        slug=outline.slug,
        edition=outline.edition,
        as_of=outline.as_of,
        as_of_text=print_day(outline.as_of) if outline.as_of else None,
        sources_read=len(documents),
        parties=outline.parties,
        furniture=outline.furniture,
        sections=tuple(part for part in parts if part is not None),
        left_out=chosen.left_out,
    )
