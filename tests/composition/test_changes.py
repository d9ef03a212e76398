"""The section that says what changed since the edition before, from changes made by hand."""

from __future__ import annotations

from datetime import date

import pytest

from briefgen.composition import Room, compose
from briefgen.models import (
    AspectChange,
    Cause,
    Change,
    Document,
    DocumentRecord,
    Evidence,
    Figure,
    FigureAccount,
    Outline,
    Party,
    Position,
    Source,
    WhatChanged,
)
from briefgen.rendering import Renderer

PARTIES = (Party(id="FR", name="France"), Party(id="IN", name="India"))
ADDED = Cause(what="source-added", source="a", path="a.txt")
EDITED = Cause(what="source-edited", source="a", path="a.txt")
WITHDRAWN = Cause(what="source-withdrawn", source="z", path="z.txt")


def record(name):
    return DocumentRecord(
        source=Source(id=name, path=f"{name}.txt", sha256="0" * 64),
        agency=f"Agency {name}",
        published=date(2024, 5, 10),
    )


def position(words, **changes):
    fields = {
        "id": f"position-{words}",
        "text": words,
        "party": "IN",
        "speaker": "Asha Rao",
        "mode": "direct",
        "stance": "states",
        "evidence": (Evidence(source="a", start=0, end=len(words), exact=words),),
    }
    return Position(**(fields | changes))


def added(fact):
    return Change(
        kind="added",
        fact_kind="position",
        after=fact.id,
        party="IN",
        speaker=fact.speaker,
        mode="direct",
        text_after=fact.text,
        causes=(ADDED,),
    )


def changed(fact, *aspects, text=None, causes=(EDITED,)):
    return Change(
        kind="changed",
        fact_kind="position",
        before=f"old-{fact.id}",
        after=fact.id,
        party="IN",
        speaker=fact.speaker,
        mode="direct",
        text_before=text or fact.text,
        text_after=fact.text,
        aspects=tuple(AspectChange(aspect=a, before=b, after=c) for a, b, c in aspects),
        causes=causes,
    )


def gone(words, *, causes=(WITHDRAWN,), printed=False):
    return Change(
        kind="gone",
        fact_kind="position",
        before=f"position-{words}",
        party="IN",
        speaker="Asha Rao",
        mode="direct",
        text_before=words,
        printed=printed,
        causes=causes,
    )


def composed(changes, facts=(), *, edition=2, template="in-focus", **options):
    outline = Outline(
        title="T", slug="t", edition=edition, template=template, as_of=date(2024, 5, 10), parties=PARTIES
    )
    return compose(facts, (record("a"), record("b")), outline, changes=changes, **options)


def section(brief):
    return next((part for part in brief.sections if isinstance(part, WhatChanged)), None)


def entries(changes, facts=(), **options):
    return [entry.text for entry in section(composed(changes, facts, **options)).entries]


WHEAT = position("We shall sell more wheat")
LEAD = position("France and we have one harbour", about=("FR",))
SHIPS = position("Our ships shall stay in the harbour")


def test_the_section_follows_the_bottom_line_from_edition_2_on():
    assert section(composed([added(WHEAT)], [WHEAT], edition=1)) is None
    assert section(composed([], [WHEAT])) is None
    brief = composed([added(WHEAT)], [WHEAT])
    assert [part.id for part in brief.sections][:2] == ["bottom-line", "what-changed"]
    assert section(brief).title == "What changed since edition 1"


def test_an_entry_has_the_words_who_said_them_and_the_source_that_has_them():
    [entry] = section(composed([added(WHEAT)], [WHEAT])).entries
    assert (entry.label, entry.party, entry.speaker, entry.citations) == ("Added", "India", "Asha Rao", (1,))
    assert (entry.text, entry.quoted, entry.facts) == (WHEAT.text, True, (WHEAT.id,))


def test_what_is_gone_cites_nothing_and_says_why():
    brief = composed([gone("We shall not", printed=True), gone("We may", causes=(EDITED,))], [WHEAT])
    told = [(e.label, e.text, e.notes, e.citations, e.facts) for e in section(brief).entries]
    assert told == [
        ("Withdrawn", "We shall not", ("z.txt was withdrawn",), (), ()),
        ("Taken out", "We may", (), (), ()),
    ]


def test_what_went_with_one_source_is_told_once_and_counted():
    source = Cause(what="source-withdrawn", source="z", path="z.txt", name="Agency z, 10 May 2024")
    changes = [gone(f"We {verb} wheat", causes=(source,), printed=True) for verb in ("sell", "buy", "eat")]
    [entry] = section(composed(changes, [WHEAT])).entries
    assert entry.notes == ("Agency z, 10 May 2024, was withdrawn, and with it 2 statements",)
    assert section(composed(changes, [WHEAT])).rest is None


@pytest.mark.parametrize(
    ("party", "note"),
    [("DE", "no longer among the parties of this brief"), ("IN", "brief.toml was edited")],
)
def test_what_went_with_a_party_or_with_the_configuration_says_so(party, note):
    change = gone("We sell wheat", causes=(Cause(what="configuration"),), printed=True)
    [entry] = section(composed([change.model_copy(update={"party": party})], [WHEAT])).entries
    assert (entry.label, entry.notes) == ("Taken out", (note,))


@pytest.mark.parametrize(
    ("aspect", "before", "after", "note"),
    [
        ("value", "almost 80,000", "about 82,000", "was “almost 80,000”"),
        ("value", "at least 84", "at least 84; 85", "now also given as “85”"),
        ("value", "at least 84; 84", "at least 84", "before also given as “84”"),
        ("value", "at least 84; 84", "at least 84; 91", "was “84”, now “91”"),
        ("stance", "accepts", "rejects", "now rejects, before accepts"),
        ("date", "5 May 2024", "12 June 2024", "date was 5 May 2024"),
        ("date", None, "12 June 2024", "date not given before"),
        ("speaker", "Ravi Das", "Asha Rao", "speaker was Ravi Das"),
        ("party", "FR", "IN", "party was France"),
        ("hedge", "reportedly", None, "no longer “reportedly”"),
        ("hedge", None, "may", "now “may”"),
        ("corroboration", "A", "A and B", "now told by A and B"),
        (
            "wording",
            "We shall, if it rains, soon sell more wheat",
            "We shall, if it rains, sell more wheat",
            "before: “… if it rains, soon sell more wheat”",
        ),
    ],
)
def test_a_note_says_what_was_otherwise(aspect, before, after, note):
    [entry] = section(composed([changed(WHEAT, (aspect, before, after))], [WHEAT])).entries
    assert (entry.label, entry.notes) == ("Changed", (note,))


def test_what_another_source_tells_otherwise_is_not_given_in_the_words_before():
    change = changed(WHEAT, ("corroboration", "A", "A and B"), ("wording", "India sells", "We shall sell"))
    [entry] = section(composed([change], [WHEAT])).entries
    assert entry.notes == ("now told by A and B", "in other words than before")


def test_a_long_statement_is_shortened_at_a_clause():
    fact = position("We shall " + "sell " * 22 + "the wheat, and we shall " + "buy " * 20 + "the rice")
    [entry] = section(composed([added(fact)], [fact])).entries
    assert entry.text == "We shall " + "sell " * 22 + "the wheat …"


def test_values_stances_and_withdrawals_of_what_was_printed_come_before_additions_and_corroboration():
    facts = [position(f"Statement of the minister {letter}") for letter in "ABCD"]
    changes = [
        changed(facts[0], ("corroboration", "A", "A and B")),
        added(facts[1]),
        changed(facts[2], ("stance", "accepts", "rejects")),
        gone("We shall not", printed=True),
    ]
    # Nothing of this is printed elsewhere, so that only the reasons count.
    assert entries(changes, [*facts, LEAD], room=Room(cell=0)) == [
        facts[2].text,
        "We shall not",
        facts[1].text,
        facts[0].text,
    ]


def test_what_is_only_merged_or_sorted_otherwise_is_no_news():
    sorted_otherwise = changed(SHIPS, ("issue", None, "Ships"))
    merged = gone("We sell wheat", causes=(Cause(what="joined"),))
    assert section(composed([sorted_otherwise, merged], [SHIPS])) is None


def test_a_new_statement_that_leans_on_its_article_is_counted_and_not_listed():
    leaning = position("It is no good", mode="indirect")
    made = section(composed([added(leaning)], [leaning]))
    assert (made.entries, made.rest) == ((), "Not listed here: 1 statement.")


def test_a_statement_that_leans_on_its_article_and_took_another_stance_is_listed():
    leaning = position("it would reject the quota", mode="indirect", stance="rejects")
    change = changed(leaning, ("stance", "accepts", "rejects"))
    [entry] = section(composed([change], [leaning])).entries
    assert (entry.text, entry.notes) == ("it would reject the quota", ("now rejects, before accepts",))


def test_words_that_another_change_tells_are_not_told_again():
    longer = position(f"{WHEAT.text} and rice")
    assert entries([added(WHEAT), added(longer)], [WHEAT, longer]) == [longer.text]


def figure(amount, value, clause):
    account = FigureAccount(source="a", text=amount, what=clause, publisher="Asha Rao")
    return Figure(
        id=f"figure-{amount}",
        text=amount,
        value=value,
        what=clause,
        publisher="Asha Rao",
        accounts=(account,),
        evidence=tuple(
            Evidence(source="a", start=0, end=len(words), exact=words) for words in (amount, clause)
        ),
    )


def test_an_updated_figure_and_the_statement_that_carries_it_are_one_line():
    statement, ships = position("We have 97 ships"), figure("97 ships", 97, "97 ships lie there")
    value = ("value", "84 ships", "97 ships")
    carrier = changed(statement, value).model_copy(update={"told_by": (ships.id,)})
    found = section(composed([carrier, changed(ships, value)], [statement, ships]))
    assert [entry.notes for entry in found.entries] == [("was “84 ships”",)]
    assert found.rest is None


def test_of_a_figure_that_sources_put_differently_the_amount_that_is_printed_is_cited_and_no_other():
    first, second = figure("97 ships", 97, "97 ships lie there"), figure("84 ships", 84, "84 ships lie there")
    elsewhere = second.accounts[0].model_copy(update={"source": "b"})
    evidence = tuple(item.model_copy(update={"source": "b"}) for item in second.evidence)
    both = first.model_copy(
        update={
            "differ": True,
            "accounts": (*first.accounts, elsewhere),
            "evidence": (*first.evidence, *evidence),
        }
    )
    change = changed(both, ("value", "84 ships", "97 ships; 84 ships"))
    [entry] = section(composed([change], [both])).entries
    assert (entry.text, entry.citations) == ("97 ships lie there", (1,))
    assert entry.notes == ("also given as “84 ships”, as before",)


def test_two_figures_of_one_statement_are_told_in_its_line():
    words = "We have 97 ships and 15 boats"
    statement, ships, boats = position(words), figure("97 ships", 97, words), figure("15 boats", 15, words)
    changes = [
        changed(statement, ("value", "84 ships; 12 boats", "97 ships; 15 boats")).model_copy(
            update={"told_by": (ships.id, boats.id)}
        ),
        changed(ships, ("value", "84 ships", "97 ships")),
        changed(boats, ("value", "12 boats", "15 boats")),
    ]
    [entry] = section(composed(changes, [statement, ships, boats])).entries
    assert entry.notes == ("was “84 ships” and “12 boats”, now “97 ships” and “15 boats”",)


@pytest.mark.parametrize(("template", "listed"), [("in-focus", 6), ("memo", 4), ("at-a-glance", 4)])
def test_few_lines_are_listed_and_the_others_counted(template, listed):
    facts = [position(f"Statement of the minister {letter}") for letter in "ABCDEFGH"]
    found = section(composed([added(fact) for fact in facts], facts, template=template))
    assert len(found.entries) == listed
    assert found.rest == f"Not listed here: {8 - listed} statements."


def test_what_is_listed_is_not_left_out_and_its_source_is_numbered():
    elsewhere = position("Peace be with us", evidence=(Evidence(source="b", start=0, end=5, exact="Peace"),))
    brief = composed([added(elsewhere)], [LEAD, elsewhere], room=Room(cell=0))
    assert elsewhere.id not in {item.fact for item in brief.left_out}
    assert [e.id for e in brief.sections[-1].entries] == ["a", "b"]


def test_the_section_gives_way_where_pages_are_few_but_not_first_of_all():
    facts = [position(f"{letter}: " + "the wheat of the north is sold " * 5) for letter in "ABCDEFGH"]
    changes = [added(fact) for fact in facts]
    assert 0 < len(entries(changes, facts, pages=0.8)) < len(entries(changes, facts, pages=3))
    assert len(entries(changes, facts, pages=0.1)) == 1


@pytest.mark.parametrize("template", ["in-focus", "memo", "at-a-glance"])
def test_the_page_prints_the_words_escaped_with_their_citation_before_the_note(template):
    fact = position("We *shall* sell <b>wheat</b>")
    change = changed(fact, ("value", "1 | 2", "3"), ("speaker", "[x](y)", "Asha Rao"))
    markdown = Renderer().markdown(composed([change, gone("Never | ever")], [fact], template=template))
    assert (
        "- **Changed:** India: “We \\*shall\\* sell \\<b>wheat\\</b>” *(Asha Rao)*\xa0[^1]"
        " *(was “1 \\| 2”; speaker was \\[x](y))*.\n" in markdown
    )
    assert "- **Withdrawn:** India: “Never \\| ever” *(Asha Rao)* *(z.txt was withdrawn)*.\n" in markdown


def test_citations_of_the_section_lead_to_the_exact_words():
    brief = composed([added(WHEAT)], [WHEAT])
    renderer = Renderer()
    document = record("a").model_dump() | {"text": WHEAT.text}
    twin = renderer.twin(brief, renderer.markdown(brief), [WHEAT], [Document(**document)])
    changed_part = twin.brief.partition('id="what-changed"')[2].partition("</section>")[0]
    assert WHEAT.text in changed_part.partition('class="excerpt"')[2]
