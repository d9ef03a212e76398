"""The brief that is composed from hand-made facts about two countries."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.composition import Room, compose
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

PARTIES = (Party(id="FR", name="France"), Party(id="IN", name="India"))
ISSUES = (Issue(name="Wheat", terms=("wheat",)), Issue(name="Ships", terms=("ship",)))


def record(name, agency, published=date(2024, 5, 10)):
    return DocumentRecord(
        source=Source(id=name, path=f"{name}.txt", sha256="0" * 64), agency=agency, published=published
    )


def evidence(words, source="a"):
    return Evidence(source=source, start=0, end=len(words), exact=words)


def position(words, party, *, sources=("a",), issue="Wheat", **changes):
    fields = {
        "id": f"position-{words}",
        "text": words,
        "party": party,
        "speaker": "Asha Rao" if party == "IN" else "Anne Petit",
        "mode": "direct",
        "stance": "states",
        "issue": issue,
        "evidence": tuple(evidence(words, source) for source in sources),
        "first_published": date(2024, 5, 10),
    }
    return Position(**(fields | changes))


def step(words, when, **changes):
    fields = {
        "id": f"step-{words}",
        "text": words,
        "what": words,
        "status": "announced",
        "date": When(value=when) if when else None,
        "evidence": (evidence(words),),
    }
    return NextStep(**(fields | changes))


def figure(words, value, *, what="the clause", sources=("a",), **changes):
    accounts = tuple(FigureAccount(source=s, text=words, what=what, publisher=f"Agency {s}") for s in sources)
    fields = {
        "id": f"figure-{words}",
        "text": words,
        "value": value,
        "unit": "ships",
        "what": what,
        "publisher": "Agency a",
        "accounts": accounts,
        "evidence": tuple(evidence(words, source) for source in sources),
    }
    return Figure(**(fields | changes))


@pytest.fixture
def brief():
    def make(*facts, issues=ISSUES, records=None, as_of=date(2024, 5, 10), **options):
        outline = Outline(title="T", slug="t", as_of=as_of, parties=PARTIES, issues=issues)
        records = records or (record("a", "Agency A"), record("b", "Agency B"))
        return compose(facts, records, outline, **options)

    return make


def section(brief, name):
    return next((part for part in brief.sections if part.id == name), None)


def test_sections_come_in_reading_order_and_empty_ones_not_at_all(brief):
    event = Event(
        id="event-1",
        text="France closed its ports.",
        date=When(value="2024-03"),
        evidence=(evidence("France closed its ports."),),
    )
    made = brief(
        position("we sell wheat to all of them", "FR"), step("France will ship", "2024-06-01"), event
    )
    assert [part.id for part in made.sections] == [
        "bottom-line",
        "background",
        "positions",
        "timeline",
        "next-steps",
        "gaps",
        "sources",
    ]


def test_the_bottom_line_has_each_party_and_the_next_dated_step(brief):
    made = brief(
        position("we sell wheat to all of them", "FR"),
        position("we buy wheat from some of them", "IN"),
        step("India will answer", "2024-06-03"),
        step("France will ship", "2024-06-01"),
        step("Both will meet some day", None),
    )
    entries = section(made, "bottom-line").entries
    assert [(e.label, e.statements[0].text) for e in entries] == [
        ("France", "we sell wheat to all of them"),
        ("India", "we buy wheat from some of them"),
        ("Next", "France will ship"),
    ]


def test_what_two_originators_tell_leads_over_what_one_tells(brief):
    made = brief(
        position("we sell wheat to every one of them", "FR"),
        position("we sell wheat and ships to them", "FR", sources=("a", "b")),
    )
    assert section(made, "bottom-line").entries[0].statements[0].text == "we sell wheat and ships to them"


def test_what_a_later_source_takes_back_does_not_lead(brief):
    early = date(2024, 5, 8)
    offer = position("we offer wheat to all of them", "FR", stance="offers", first_published=early)
    refusal = position("we refuse wheat to all of those", "FR", stance="rejects", order=0.9)
    assert section(brief(offer, refusal), "bottom-line").entries[0].statements[0].fact == refusal.id
    without_issue = (f.model_copy(update={"issue": None}) for f in (offer, refusal))
    assert section(brief(*without_issue), "bottom-line").entries[0].statements[0].fact == offer.id


def test_reprints_of_one_agency_are_one_originator(brief):
    records = (record("a", "Agency A"), record("b", "Agency A"))
    made = brief(
        position("we sell wheat to every one of them", "FR", order=0.0),
        position("we sell wheat and ships to them", "FR", sources=("a", "b"), order=0.9),
        records=records,
    )
    assert section(made, "bottom-line").entries[0].statements[0].text == "we sell wheat to every one of them"


def test_rows_are_the_issues_in_their_order_and_an_empty_cell_says_so(brief):
    made = brief(
        position("we will send ships to the north", "FR", issue="Ships"),
        position("we sell wheat to all of them", "FR"),
        position("nothing of that concerns us here", "IN", issue=None),
    )
    rows = section(made, "positions").rows
    assert [row.label for row in rows] == ["Wheat", "Ships", "Other statements"]
    assert rows[0].cells[1].statements == ()
    assert rows[0].cells[1].note == "No statement found in the 2 sources."
    assert rows[0].cells[0].note is None


def test_without_issues_the_rows_are_stances(brief):
    made = brief(
        position("you should buy our wheat now", "FR", issue=None, stance="asks"),
        position("we will not buy any wheat now", "IN", issue=None, stance="rejects"),
        issues=(),
    )
    assert [row.label for row in section(made, "positions").rows] == ["Asks", "Rejects"]


def test_an_office_is_printed_once(brief):
    made = brief(
        position("we sell wheat to all of them", "FR", office="minister of trade"),
        position("we will send ships to the north", "FR", issue="Ships", office="minister of trade"),
    )
    rows = section(made, "positions").rows
    assert [row.cells[0].statements[0].office for row in rows] == ["minister of trade", None]


def test_figures_of_one_clause_share_a_row(brief):
    later = evidence("eight ships").model_copy(update={"start": 20, "end": 31})
    made = brief(figure("four ships", 4), figure("eight ships", 8, evidence=(later,)))
    [row] = section(made, "key-figures").rows
    assert row.figure == "four ships and eight ships"
    assert len(row.facts) == 2


def test_a_figure_that_a_party_gives_is_printed_as_a_figure_only(brief):
    words = "Nearly 300 farmers lost their land"
    made = brief(
        position(words, "FR", issue=None, mode="indirect"),
        figure("Nearly 300 farmers", 300, what=words),
        position("we sell wheat to all of them", "FR"),
    )
    assert [row.label for row in section(made, "positions").rows] == ["Wheat"]
    assert section(made, "key-figures").rows[0].context == words


def test_a_count_in_the_speaker_s_own_words_is_heard_among_the_positions_too(brief):
    said = position("We shall build four harbours", "FR", issue=None, stance="states", mode="direct")
    counted = figure("four harbours", 4, what="We shall build four harbours")
    printed = section(brief(said, counted), "positions")
    assert [s.text for row in printed.rows for cell in row.cells for s in cell.statements] == [said.text]


def test_a_count_is_no_position_only_where_the_figure_is_printed(brief):
    """What the figures have no room for is not lost on its way."""
    words = "France closed 9 ports"
    said = position(words, "FR", issue=None, stance="states", mode="indirect")
    others = [figure(f"{n} ships", n, what=f"{n} ships were lost off cape {n}") for n in range(100, 120)]
    small = figure("9 ports", 9, what=words)
    made = brief(said, small, *others, room=Room(figures=6))
    assert small.id not in {fact for row in section(made, "key-figures").rows for fact in row.facts}
    printed = section(made, "positions")
    assert [s.text for row in printed.rows for cell in row.cells for s in cell.statements] == [words]


def test_a_figure_that_sources_put_differently_is_shown_side_by_side(brief):
    made = brief(figure("84 ships", 84, sources=("a", "b"), differ=True))
    rows = section(made, "key-figures").rows
    assert [(row.publisher, row.citations) for row in rows] == [("Agency a", (1,)), ("Agency b", (2,))]
    assert rows[1].note == "The sources differ in how exactly they put it."
    assert any("differently" in gap.text for gap in section(made, "gaps").gaps)


def test_the_timeline_tells_past_from_ahead(brief):
    event = Event(
        id="event-1",
        text="France closed its ports.",
        date=When(value="2024-03"),
        evidence=(evidence("France closed its ports."),),
    )
    made = brief(step("France will ship", "2024-06-01"), step("It will rain", "2024-05-10"), event)
    assert [(e.date, e.ahead) for e in section(made, "timeline").entries] == [
        ("March 2024", False),
        ("10 May 2024", True),
        ("1 June 2024", True),
    ]


def test_a_timeline_without_a_past_is_left_to_the_next_steps(brief):
    made = brief(step("France will ship", "2024-06-01"))
    assert section(made, "timeline") is None
    assert section(made, "next-steps") is not None


def test_only_cited_sources_are_numbered_and_idle_ones_are_counted(brief):
    made = brief(position("we sell wheat to all of them", "FR", sources=("b",)))
    assert [(e.number, e.id) for e in section(made, "sources").entries] == [(1, "b")]
    assert any(
        gap.text == "1 source gave nothing that is printed here." for gap in section(made, "gaps").gaps
    )


def test_silence_is_a_gap(brief):
    ships = position("we want ships from all of them", "IN", issue="Ships")
    made = brief(position("we sell wheat to all of them", "FR"), ships)
    assert "India: no statement found on “Wheat”." in [gap.text for gap in section(made, "gaps").gaps]
    made = brief(position("we sell wheat to all of them", "FR"))
    assert "India: no statement found at all." in [gap.text for gap in section(made, "gaps").gaps]


def test_every_fact_is_printed_or_named_as_left_out(brief):
    facts = [position(f"we sell wheat in {n} markets now", "FR") for n in range(30)]
    facts += [figure(f"{n} ships", n, what=f"clause {n}") for n in range(30)]
    facts += [Context(id=f"context-{n}", text=f"c {n}", evidence=(evidence("c"),)) for n in range(30)]
    made = brief(*facts, room=Room(cell=1))
    printed = {
        statement.fact
        for row in section(made, "positions").rows
        for cell in row.cells
        for statement in cell.statements
    }
    printed |= {fact for row in section(made, "key-figures").rows for fact in row.facts}
    printed |= {statement.fact for statement in section(made, "background").statements}
    assert len(printed) == 1 + Room().figures + Room().background
    assert printed | {item.fact for item in made.left_out} == {fact.id for fact in facts}
    assert not printed & {item.fact for item in made.left_out}


def test_a_longer_brief_holds_more_of_everything_and_a_short_one_no_less():
    assert all(more == 3 * two for more, two in zip(Room().for_pages(6), Room(), strict=True))
    assert Room().for_pages(1) == Room()


def test_with_no_room_at_all_the_leads_remain(brief):
    facts = [
        position(f"we sell wheat in {n} markets now", "FR", issue=None, stance=stance)
        for n, stance in enumerate(("asks", "offers", "rejects", "states"))
    ]
    made = brief(*facts, issues=(), pages=0)
    assert [row.label for row in section(made, "positions").rows] == ["Asks"]
    assert section(made, "bottom-line").entries[0].statements[0].fact == facts[0].id


def test_a_statement_that_leans_on_its_article_is_not_printed(brief):
    leaning = position("it was willing to sell wheat to them", "FR", mode="indirect")
    made = brief(leaning, position("It is wheat that we sell to them", "IN"))
    entries = section(made, "bottom-line").entries
    assert [(entry.label, len(entry.statements)) for entry in entries] == [("France", 0), ("India", 1)]
    assert entries[0].note == "Statements found; none is printed here."
    assert [(item.fact, item.reason) for item in made.left_out] == [(leaning.id, "leans-on-its-article")]


def test_the_order_of_facts_makes_no_difference_to_what_leads(brief):
    facts = [position(f"we sell wheat in {n} markets now", "FR") for n in range(5)]
    assert section(brief(*facts), "bottom-line") == section(brief(*reversed(facts)), "bottom-line")


def test_what_is_too_long_loses_its_least_important_facts_but_no_lead_and_no_only_statement(brief):
    facts = [position(f"we sell wheat in {n} markets now", "FR", order=n / 10) for n in range(3)]
    facts.append(position("we buy wheat from some of them", "IN"))
    facts.append(Context(id="context-1", text="France sells wheat.", evidence=(evidence("x"),)))
    whole = brief(*facts)
    assert whole.left_out == ()
    assert brief(*facts, pages=2).left_out == ()
    shortest = brief(*facts, pages=0)
    assert section(shortest, "bottom-line") == section(whole, "bottom-line")
    [row] = section(shortest, "positions").rows
    assert [len(cell.statements) for cell in row.cells] == [1, 1]
    assert section(shortest, "background") is None
