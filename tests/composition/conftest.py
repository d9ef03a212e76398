"""Hand-made facts about two countries."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.composition import gist
from briefgen.composition.ranking import Desk, Ranking
from briefgen.composition.selection import Room, in_printing_order, kept_out, pick
from briefgen.models import (
    Context,
    DocumentRecord,
    Event,
    Evidence,
    Figure,
    FigureAccount,
    Issue,
    NextStep,
    Outline,
    Party,
    Position,
    Source,
    When,
)

DAY = date(2024, 5, 10)


class Maker:
    """Makes facts, each with the words that it is named by; keyword arguments change its fields."""

    def _fields(self, words, source, at=0, **changes):
        piece = Evidence(source=source, start=at, end=at + len(words), exact=words)
        return {"id": words, "text": words, "evidence": (piece,), "first_published": DAY} | changes

    def position(self, words, *, source="a", **changes):
        given = {"party": "FR", "speaker": "Anne Petit", "mode": "direct", "stance": "states"} | changes
        return Position(**self._fields(words, source, **given))

    def figure(self, words, value, what, *, source="a", **changes):
        account = FigureAccount(source=source, text=words, what=what, publisher="Agency")
        given = {"value": value, "unit": "ships", "what": what, "publisher": "Agency", "accounts": (account,)}
        return Figure(**self._fields(words, source, **given | changes))

    def event(self, words, when, *, source="a", **changes):
        return Event(**self._fields(words, source, date=When(value=when), **changes))

    def step(self, words, when, *, source="a", **changes):
        given = {"what": words, "status": "announced", "date": When(value=when) if when else None} | changes
        return NextStep(**self._fields(words, source, **given))

    def context(self, words, *, source="a", **changes):
        return Context(**self._fields(words, source, **changes))

    def record(self, name, agency=None, published=DAY):
        source = Source(id=name, path=f"{name}.txt", sha256="0" * 64)
        return DocumentRecord(source=source, agency=agency or f"Agency {name}", published=published)

    def desk(self, facts, records=None, outline=None):
        gists = [gist(fact) for fact in facts]
        return Desk.of(gists, records or [self.record("a"), self.record("b")], outline or self.outline())

    def ranking(self, facts, outline=None):
        return Ranking([gist(fact) for fact in facts], self.desk(facts, outline=outline))

    def selection(self, facts):
        gists, ranking = [gist(fact) for fact in facts], self.ranking(facts)
        picked = pick(gists, ranking, Room(), kept_out(gists, ranking.desk))
        return in_printing_order(picked, {fact.id: fact for fact in facts}, ranking.desk)

    def outline(self, issues=(), title="T", as_of=DAY):
        parties = (Party(id="FR", name="France"), Party(id="IN", name="India"))
        rows = tuple(Issue(name=name, terms=terms) for name, terms in issues)
        return Outline(title=title, slug="t", as_of=as_of, parties=parties, issues=rows)


@pytest.fixture
def make():
    """What makes facts, records, outlines, and what facts are ranked by."""
    return Maker()
