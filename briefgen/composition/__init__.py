"""Facts to Brief: what goes into which section, in which order, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.composition import sections
from briefgen.composition.changes import most_changes, newsworthy, what_changed
from briefgen.composition.explaining import Explanation, explain
from briefgen.composition.fitting import shortened
from briefgen.composition.printed import printed_facts
from briefgen.composition.ranking import Desk
from briefgen.composition.selection import Room, left_out, select
from briefgen.models import Brief, Change, DocumentRecord, Fact, Outline
from briefgen.printing import print_day

__all__ = ["Explanation", "Room", "compose", "explain", "printed_facts"]


def compose(
    facts: Sequence[Fact],
    documents: Sequence[DocumentRecord],
    outline: Outline,
    *,
    changes: Sequence[Change] = (),
    room: Room | None = None,
    pages: float | None = None,
) -> Brief:
    """The brief that `outline` asks for, from `facts`.

    Args:
        facts: of all sources, merged.
        documents: the sources' records; those that are cited are numbered as they are cited first.
        outline: title, parties, issues and page furniture.
        changes: what changed since the edition before; edition 1 has none before it.
        room: how much each section may hold.
        pages: about how long the brief may be; the least important facts are left out until it is.
    """
    room = room or Room()
    desk = Desk.of(facts, documents, outline)
    chosen = select(facts, desk, room)
    news = newsworthy(changes, facts, chosen, desk) if outline.edition > 1 else ()
    chosen = chosen._replace(news=news[: most_changes(room, outline.template)])
    if pages is not None:
        chosen = shortened(chosen, pages)
    missing = left_out(facts, chosen)
    cited = dict.fromkeys(source for fact in chosen.facts for source in sorted(fact.sources))
    numbering = sections.Numbering({source: at for at, source in enumerate(cited, start=1)})
    crowded_out = sum(item.reason == "no-room" for item in missing)
    parts = (
        sections.bottom_line(chosen, desk, numbering),
        what_changed(chosen, news, desk, numbering),
        sections.background(chosen, numbering),
        sections.positions(chosen, desk, numbering),
        sections.key_figures(chosen, desk, numbering),
        sections.timeline(chosen, desk, numbering),
        sections.next_steps(chosen, numbering),
        sections.gaps(chosen, desk, numbering, missing=crowded_out, most=room.gaps),
        sections.sources(documents, numbering),
    )
    return Brief(
        title=outline.title,
        slug=outline.slug,
        template=outline.template,
        edition=outline.edition,
        as_of=outline.as_of,
        as_of_text=print_day(outline.as_of) if outline.as_of else None,
        sources_read=len(documents),
        parties=outline.parties,
        furniture=outline.furniture,
        sections=tuple(part for part in parts if part is not None),
        left_out=missing,
    )
