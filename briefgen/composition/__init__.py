"""Facts to Brief: what goes into which section, in which order, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.composition import sections
from briefgen.composition.changes import most_changes, newsworthy, what_changed
from briefgen.composition.explaining import Explanation, explain
from briefgen.composition.fitting import shortened
from briefgen.composition.printed import printed_facts
from briefgen.composition.ranking import Desk, Ranking
from briefgen.composition.selection import News, Room, Selection, left_out, select
from briefgen.models import Brief, Change, DocumentRecord, Fact, Outline
from briefgen.printing import print_day

__all__ = ["Composer", "Explanation", "Room", "compose", "explain", "printed_facts"]


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
    return Composer(facts, documents, outline, changes=changes, room=room).brief(pages)


class Composer:
    """Composes briefs of several lengths from the same facts, which it ranks and selects once."""

    def __init__(
        self,
        facts: Sequence[Fact],
        documents: Sequence[DocumentRecord],
        outline: Outline,
        *,
        changes: Sequence[Change] = (),
        room: Room | None = None,
    ) -> None:
        self._facts, self._documents, self._outline = facts, documents, outline
        self._room = room or Room()
        self._desk = Desk.of(facts, documents, outline)
        self._ranking = Ranking(facts, self._desk)
        chosen = select(facts, self._ranking, self._room)
        self._news: tuple[News, ...] = ()
        if outline.edition > 1:
            self._news = newsworthy(changes, facts, chosen, self._desk)
        most = most_changes(self._room, outline.template)
        self._selection = chosen._replace(news=self._news[:most])

    def brief(self, pages: float | None = None, fewer: int = 0) -> Brief:
        """The brief, of about `pages` pages if they are given, and with so many facts fewer than that."""
        chosen = self._selection
        if pages is not None:
            chosen = shortened(chosen, self._ranking, pages, fewer)
        return self._brief(chosen)

    def _brief(self, chosen: Selection) -> Brief:
        outline, desk = self._outline, self._desk
        missing = left_out(self._facts, chosen, desk)
        place = {record.source.id: at for at, record in enumerate(self._documents)}
        cited = dict.fromkeys(
            source for fact in chosen.facts for source in sorted(fact.sources, key=place.__getitem__)
        )
        numbering = sections.Numbering({source: at for at, source in enumerate(cited, start=1)})
        crowded_out = sum(item.reason == "no-room" for item in missing)
        parts = (
            sections.bottom_line(chosen, desk, numbering),
            what_changed(chosen, self._news, desk, numbering),
            sections.background(chosen, numbering),
            sections.positions(chosen, desk, numbering),
            sections.key_figures(chosen, desk, numbering),
            sections.timeline(chosen, desk, numbering),
            sections.next_steps(chosen, numbering),
            sections.gaps(chosen, desk, numbering, missing=crowded_out, most=self._room.gaps),
            sections.sources(self._documents, numbering),
        )
        return Brief(
            title=outline.title,
            slug=outline.slug,
            template=outline.template,
            edition=outline.edition,
            reissue=outline.reissue,
            as_of=outline.as_of,
            as_of_text=print_day(outline.as_of) if outline.as_of else None,
            sources_read=len(self._documents),
            parties=outline.parties,
            furniture=outline.furniture,
            sections=tuple(part for part in parts if part is not None),
            left_out=missing,
        )
