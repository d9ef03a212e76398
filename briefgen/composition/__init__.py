"""Facts to Brief: what goes into which section, in which order, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.composition import sections
from briefgen.composition.changes import Tidings, most_changes, news_of, newsworthy, what_changed
from briefgen.composition.explaining import Explanation, explain
from briefgen.composition.fitting import shortened
from briefgen.composition.gaps import gaps, sole_originators
from briefgen.composition.gists import Fetch, Gist, gist
from briefgen.composition.numbering import Numbering
from briefgen.composition.printed import printed_facts
from briefgen.composition.ranking import Desk, Ranking, columns_of, gists_of
from briefgen.composition.remainder import Remainder
from briefgen.composition.selection import Room, Selection, in_printing_order, kept_out, pick
from briefgen.models import Brief, Change, DocumentRecord, Fact, Outline
from briefgen.printing import print_day

__all__ = [
    "Composed",
    "Composer",
    "Explanation",
    "Fetch",
    "Gist",
    "Room",
    "columns_of",
    "compose",
    "explain",
    "gist",
    "gists_of",
    "printed_facts",
]


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
    by_id = {fact.id: fact for fact in facts}
    gists = [gist(fact) for fact in facts]
    composer = Composer(gists, lambda _: by_id, documents, outline, changes=changes, room=room)
    return composer.completed(composer.brief(pages))


class Composed(NamedTuple):
    """A brief of which it is not yet told what it leaves out.

    Attributes:
        brief: all else of it.
        chosen: the facts that it prints.
        crowded_out: how many facts had no room.
    """

    brief: Brief
    chosen: Selection
    crowded_out: int


class Composer:
    """Composes briefs of several lengths from the same facts, which it ranks and selects once.

    Args:
        gists: of all facts, merged.
        fetch: gives the facts themselves; it is asked for those only that the brief may print.
        documents: as for `compose`, likewise `outline`, `changes` and `room`.
    """

    def __init__(
        self,
        gists: Sequence[Gist],
        fetch: Fetch,
        documents: Sequence[DocumentRecord],
        outline: Outline,
        *,
        changes: Sequence[Change] = (),
        room: Room | None = None,
    ) -> None:
        self._documents, self._outline = documents, outline
        self._room = room or Room()
        self._ranking = Ranking(gists, Desk.of(gists, documents, outline))
        out = kept_out(gists, self._ranking.desk)
        self._remainder = Remainder(gists, out)
        self._sole = sole_originators(gists, self._ranking.desk)
        self._completed: tuple[Composed, Brief] | None = None
        picked = pick(gists, self._ranking, self._room, out)
        self._tidings: tuple[Tidings, ...] = ()
        if outline.edition > 1:
            leads = {lead.id for lead in picked.lead}
            self._tidings = newsworthy(changes, self._ranking, picked.ids, leads)
        listed = [item for item in self._tidings if item.listed]
        told = listed[: most_changes(self._room, outline.template)]
        changed = (self._ranking.gist(item.change.after) for item in told)
        facts = fetch(picked.ids | dict.fromkeys(found.id for found in changed if found is not None))
        chosen = in_printing_order(picked, facts, self._ranking.desk)
        self._selection = chosen._replace(news=news_of(told, facts))

    def brief(self, pages: float | None = None, fewer: int = 0) -> Composed:
        """The brief, of about `pages` pages if they are given, and with so many facts fewer than that."""
        chosen = self._selection
        if pages is not None:
            chosen = shortened(chosen, self._ranking, pages, fewer)
        crowded_out = self._remainder.crowded_out(chosen)
        return Composed(self._brief(chosen, crowded_out), chosen, crowded_out)

    def completed(self, composed: Composed) -> Brief:
        """The brief with all facts that it leaves out; the last one is remembered."""
        if self._completed is None or self._completed[0] is not composed:
            missing = tuple(self._remainder.left_out(composed.chosen))
            self._completed = composed, composed.brief.model_copy(update={"left_out": missing})
        return self._completed[1]

    def _brief(self, chosen: Selection, crowded_out: int) -> Brief:
        outline, desk = self._outline, self._ranking.desk
        place = {record.source.id: at for at, record in enumerate(self._documents)}
        cited = dict.fromkeys(
            source for fact in chosen.facts for source in sorted(fact.sources, key=place.__getitem__)
        )
        numbering = Numbering({source: at for at, source in enumerate(cited, start=1)})
        parts = (
            sections.bottom_line(chosen, desk, numbering),
            what_changed(chosen, self._tidings, desk, numbering),
            sections.background(chosen, numbering),
            sections.positions(chosen, desk, numbering),
            sections.key_figures(chosen, desk, numbering),
            sections.timeline(chosen, desk, numbering),
            sections.next_steps(chosen, numbering),
            gaps(
                chosen,
                desk,
                numbering,
                sole=self._sole,
                missing=crowded_out,
                most=self._room.gaps,
            ),
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
        )
