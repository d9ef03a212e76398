"""What changed between two editions, made by hand from statements about two countries."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.differences import Snapshot, compare
from briefgen.editions.reissues import told_again
from briefgen.models import (
    Cause,
    Context,
    DocumentRecord,
    Evidence,
    Figure,
    FigureAccount,
    NextStep,
    Position,
    Source,
    When,
)


def record(name, *, content=None, agency="Agency", title=None, published=date(2024, 5, 10)):
    source = Source(id=name, path=f"{name}.txt", sha256=content or f"content of {name}")
    return DocumentRecord(source=source, agency=agency, title=title, published=published)


def evidence(words, source="a", start=0):
    return Evidence(source=source, start=start, end=start + len(words), exact=words)


def position(words, *, sources=("a",), start=0, **changes):
    fields = {
        "id": f"position-{words}-{sources}",
        "text": words,
        "party": "IN",
        "speaker": "Asha Rao",
        "mode": "direct",
        "stance": "states",
        "evidence": tuple(evidence(words, source, start) for source in sources),
    }
    return Position(**(fields | changes))


def step(words, when, *, source="a", **changes):
    fields = {
        "id": f"step-{words}-{source}",
        "text": words,
        "what": words,
        "status": "announced",
        "date": When(value=when),
        "evidence": (evidence(words, source),),
    }
    return NextStep(**(fields | changes))


def figure(amount, value, clause, *, sources=("a",), publisher="Agency", **changes):
    accounts = [FigureAccount(source=s, text=amount, what=clause, publisher=publisher) for s in sources]
    fields = {
        "id": f"figure-{amount}-{clause}-{sources}",
        "text": amount,
        "value": value,
        "unit": "people",
        "what": clause,
        "publisher": publisher,
        "accounts": tuple(accounts),
        "evidence": tuple(e for s in sources for e in (evidence(amount, s), evidence(clause, s))),
    }
    return Figure(**(fields | changes))


def snapshot(*facts, records=None, **known):
    return Snapshot(facts, records or (record("a"),), **known)


def edited(*facts, **known):
    return snapshot(*facts, records=(record("a", content="edited"),), **known)


def aspects(change):
    return [(found.aspect, found.before, found.after) for found in change.aspects]


WHEAT = "We shall sell more wheat to all our neighbours"
DEATHS = "almost 80,000 people died of the fever in 2022, the ministry found"
MORE_DEATHS = "about 82,000 people died of the fever in 2022, the ministry found"


def test_an_updated_figure_is_one_change_of_its_value():
    before = snapshot(figure("almost 80,000 people", 80_000, DEATHS, hedges=("almost",)))
    after = edited(figure("about 82,000 people", 82_000, MORE_DEATHS, hedges=("about",)))
    [change] = compare(before, after)
    assert aspects(change) == [("value", "almost 80,000 people", "about 82,000 people")]
    assert (change.text_before, change.text_after) == (DEATHS, MORE_DEATHS)
    assert change.causes == (
        Cause(what="source-edited", source="a", path="a.txt", name="Agency, 10 May 2024", exact=MORE_DEATHS),
    )


def test_a_figure_for_another_period_is_a_change_of_value_and_period():
    before = snapshot(
        figure("80 people", 80, "80 people died of the fever in 2022", period=When(value="2022"))
    )
    after = edited(figure("95 people", 95, "95 people died of the fever in 2023", period=When(value="2023")))
    [change] = compare(before, after)
    assert aspects(change) == [("value", "80 people", "95 people"), ("period", "2022", "2023")]


def test_an_amount_in_another_unit_of_the_same_clause_is_one_change_of_its_value():
    clause = "India bought {} of French wheat for its northern mills in May"
    before = snapshot(figure("40,000 tonnes", 40_000, clause.format("40,000 tonnes"), unit="tonnes"))
    after = edited(figure("40,500 tons", 40_500, clause.format("40,500 tons"), unit="tons"))
    [change] = compare(before, after)
    assert aspects(change) == [("value", "40,000 tonnes", "40,500 tons")]


def test_of_two_amounts_of_a_clause_each_is_matched_with_its_own_unit():
    clause = "India bought {} of French wheat for {} in May"
    first = clause.format("40,000 tonnes", "9 million dollars")
    second = clause.format("41,000 tonnes", "8 million dollars")
    before = snapshot(
        figure("40,000 tonnes", 40_000, first, unit="tonnes"),
        figure("9 million dollars", 9_000_000, first, unit="USD"),
    )
    after = edited(
        figure("41,000 tonnes", 41_000, second, unit="tonnes"),
        figure("8 million dollars", 8_000_000, second, unit="USD"),
    )
    assert sorted(aspects(change)[0] for change in compare(before, after)) == [
        ("value", "40,000 tonnes", "41,000 tonnes"),
        ("value", "9 million dollars", "8 million dollars"),
    ]


def test_figures_of_other_things_are_no_change_of_one_another():
    before = snapshot(figure("80 people", 80, "80 people died of the fever in the north"))
    after = edited(figure("95 people", 95, "the ferry was carrying 95 people to the island"))
    assert [change.kind for change in compare(before, after)] == ["added", "gone"]


def test_a_second_source_that_puts_a_figure_differently_changes_its_value():
    first = figure("80 people", 80, "80 people died of the fever")
    second = figure("84 people", 84, "84 people died of the fever", sources=("b",))
    merged = first.model_copy(
        update={
            "id": "figure-merged",
            "evidence": (*first.evidence, *second.evidence),
            "accounts": (*first.accounts, *second.accounts),
            "differ": True,
        }
    )
    [change] = compare(snapshot(first), snapshot(merged, records=(record("a"), record("b", agency="Other"))))
    assert aspects(change) == [
        ("value", "80 people", "80 people; 84 people"),
        ("corroboration", "Agency", "Agency and Other"),
    ]
    assert [(cause.what, cause.exact) for cause in change.causes] == [
        ("source-added", "84 people died of the fever")
    ]


def merged_figure(first, second):
    """What two sources put differently."""
    together = {
        "id": f"{first.id}+{second.id}",
        "evidence": (*first.evidence, *second.evidence),
        "accounts": (*first.accounts, *second.accounts),
        "differ": True,
    }
    return first.model_copy(update=together)


COUNTRIES = "at least 84 countries meet on the harbour"
TWO = (record("a"), record("b", agency="Other"))
SECOND_EDITED = (record("a"), record("b", agency="Other", content="edited"))


def account(amount, value, **changes):
    clause = f"now {amount} of the world wish to join the coalition"
    return figure(amount, value, clause, sources=("b",), unit="countries", publisher="Asha Rao", **changes)


def test_a_figure_that_leaves_what_two_sources_told_is_a_change_of_what_its_own_source_said():
    first = figure("at least 84 countries", 84, COUNTRIES, unit="countries", hedges=("at least",))
    before = snapshot(merged_figure(first, account("84 countries", 84)), records=TWO)
    updated = account("91 countries", 91, date=When(value="2024-05-09"), party="IN", speaker="Asha Rao")
    [change] = compare(before, snapshot(first, updated, records=SECOND_EDITED))
    assert aspects(change) == [
        ("value", "84 countries", "91 countries"),
        ("corroboration", "Agency and Other", "Other"),
    ]
    assert (change.after, change.parted) == (updated.id, (first.id,))
    assert [(cause.source, cause.exact) for cause in change.causes] == [("b", updated.what)]


def test_a_step_that_one_of_two_sources_puts_off_is_a_change_of_its_date():
    first, words = step("The ministers meet on Friday", "2024-05-05"), "A first round is set for 5 May"
    second = step(words, "2024-05-05", source="b")
    both = first.model_copy(update={"id": "both", "evidence": (*first.evidence, *second.evidence)})
    later = step("A first round is set for 12 May", "2024-05-12", source="b", speaker="Asha Rao", party="IN")
    [change] = compare(snapshot(both, records=TWO), snapshot(first, later, records=SECOND_EDITED))
    assert aspects(change) == [
        ("date", "5 May 2024", "12 May 2024"),
        ("corroboration", "Agency and Other", "Other"),
    ]
    assert (change.text_before, change.text_after) == (words, later.text)


def test_what_one_of_two_sources_no_longer_tells_is_corroboration_of_what_stays():
    [change] = compare(
        snapshot(position(WHEAT, sources=("a", "b")), records=TWO),
        snapshot(position(WHEAT), position("Peace", sources=("b",)), records=SECOND_EDITED),
    )[:1]
    assert aspects(change) == [("corroboration", "Agency and Other", "Agency")]
    assert change.parted == ()


def test_a_corrected_speaker_is_one_change():
    [change] = compare(
        snapshot(position(WHEAT)), edited(position(WHEAT, speaker="Ravi Das", id="position-2"))
    )
    assert aspects(change) == [("speaker", "Asha Rao", "Ravi Das")]
    assert [cause.exact for cause in change.causes] == [WHEAT]


def test_a_step_that_is_put_off_is_one_change_of_its_date():
    before = snapshot(step("The ministers will meet in Delhi on 5 May", "2024-05-05"))
    after = edited(step("The ministers will meet in Delhi on 12 June", "2024-06-12"))
    [change] = compare(before, after)
    assert aspects(change) == [("date", "5 May 2024", "12 June 2024")]


def test_a_hedge_that_vanishes_is_named_and_is_no_other_wording():
    before = snapshot(position("The fleet has reportedly left the harbour", hedges=("reportedly",)))
    after = edited(position("The fleet has left the harbour"))
    [change] = compare(before, after)
    assert aspects(change) == [("hedge", "reportedly", None)]


def test_a_hedge_of_the_attributing_words_is_named_though_the_statement_has_the_same_words():
    before = snapshot(position(WHEAT, mode="indirect"))
    [change] = compare(before, edited(position(WHEAT, mode="indirect", hedges=("reportedly",))))
    assert aspects(change) == [("hedge", None, "reportedly")]
    assert [cause.what for cause in change.causes] == ["source-edited"]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("We now have 84 ships at sea", "We now have 91 ships at sea", ("value", "84 ships", "91 ships")),
        (
            "We shall meet on July 7 in Delhi",
            "We shall meet on July 14 in Delhi",
            ("date", "July 7", "July 14"),
        ),
        ("We signed it in Delhi in 2021", "We signed it in Delhi in 2022", ("date", "2021", "2022")),
    ],
)
def test_a_statement_that_differs_in_an_amount_or_a_date_alone_tells_that(before, after, told):
    [change] = compare(snapshot(position(before)), edited(position(after)))
    assert aspects(change) == [told]


def test_one_of_two_equal_hedges_can_vanish():
    before = snapshot(position("At least two ships and at least three boats left", hedges=("at least",)))
    after = edited(position("Two ships and at least three boats left", hedges=("at least",)))
    assert [aspects(change) for change in compare(before, after)] == [[("hedge", "at least", None)]]


def test_a_turned_stance_is_told_with_its_new_words():
    before = snapshot(position("We accept the tariff on wheat", stance="accepts"))
    after = edited(position("We do not accept the tariff on wheat", stance="rejects"))
    [change] = compare(before, after)
    assert [found.aspect for found in change.aspects] == ["stance", "wording"]


def test_a_second_originator_is_corroboration_though_the_id_of_the_fact_is_another():
    records = (record("a"), record("b", agency="Other"))
    [change] = compare(
        snapshot(position(WHEAT)), snapshot(position(WHEAT, sources=("a", "b")), records=records)
    )
    assert aspects(change) == [("corroboration", "Agency", "Agency and Other")]
    assert change.causes == (
        Cause(what="source-added", source="b", path="b.txt", name="Other, 10 May 2024", exact=WHEAT),
    )


def test_a_report_beside_which_the_speaker_s_own_words_come_to_stand_is_told_otherwise_and_not_turned():
    report = position("France may sell its wheat to India", mode="indirect", hedges=("may",))
    words = "We offer you all of the wheat that we have"
    both = position(words, stance="offers", evidence=(evidence(words, "b"), *report.evidence))
    [change] = compare(snapshot(report), snapshot(both, records=(record("a"), record("b", agency="Other"))))
    assert [found.aspect for found in change.aspects] == ["corroboration", "wording"]


def told_by_two(first, second):
    """A figure of two sources, of which the first gives the period, the publisher and the date."""
    return first.model_copy(
        update={
            "id": "figure-both",
            "evidence": (*first.evidence, *second.evidence),
            "accounts": (*first.accounts, *second.accounts),
        }
    )


FEVER = "80 people died of the fever in 2022"


def of_the_ministry():
    first = figure("80 people", 80, FEVER, publisher="Ministry", period=When(value="2022"))
    [told] = first.accounts
    told = told.model_copy(update={"period": When(value="2022")})
    return first.model_copy(update={"accounts": (told,), "date": When(value="2024-05-09")})


@pytest.mark.parametrize("agency", ["Other", None])
def test_a_figure_whose_first_source_is_withdrawn_is_told_by_fewer_and_not_revised(agency):
    alone = figure("80 people", 80, "The fever killed 80 people", sources=("b",), publisher=agency or "b.txt")
    other = record("b", agency=agency)
    [change] = compare(
        snapshot(told_by_two(of_the_ministry(), alone), records=(record("a"), other)),
        snapshot(alone, records=(other,)),
    )
    name = agency or "b.txt"
    assert aspects(change) == [
        ("corroboration", f"Agency and {name}", name),
        ("wording", FEVER, "The fever killed 80 people"),
    ]
    assert [(cause.what, cause.source) for cause in change.causes] == [("source-withdrawn", "a")]


def test_what_the_remaining_source_of_a_figure_revised_is_told_where_the_first_is_withdrawn():
    alone = figure("80 people", 80, "The fever killed 80 people", sources=("b",), publisher="Other")
    [account] = alone.accounts
    year = When(value="2023")
    revised = alone.model_copy(
        update={"accounts": (account.model_copy(update={"period": year}),), "period": year, "id": "later"}
    )
    [change] = compare(
        snapshot(told_by_two(of_the_ministry(), alone), records=TWO),
        snapshot(revised, records=(record("b", agency="Other", content="edited"),)),
    )
    assert ("period", "2022", "2023") in aspects(change)
    assert "publisher" not in {found.aspect for found in change.aspects}


def test_a_statement_whose_first_source_is_withdrawn_has_no_other_date_but_may_lose_it():
    words, report = "We shall sell more wheat to all", "India is to sell more wheat to all"
    second = position(report, sources=("b",), date=When(value="2024-05-07"), mode="indirect")
    both = position(
        words,
        id="both",
        date=When(value="2024-05-06"),
        evidence=(evidence(words), evidence(report, "b")),
    )
    other = (record("b", agency="Other"),)
    [change] = compare(snapshot(both, records=TWO), snapshot(second, records=other))
    assert [found.aspect for found in change.aspects] == ["corroboration", "wording"]
    undated = second.model_copy(update={"date": None})
    [change] = compare(snapshot(both, records=TWO), snapshot(undated, records=other))
    assert [found.aspect for found in change.aspects] == ["date", "corroboration", "wording"]


def test_a_reprint_of_the_same_agency_changes_nothing():
    after = snapshot(position(WHEAT, sources=("a", "b")), records=(record("a"), record("b")))
    assert compare(snapshot(position(WHEAT)), after) == ()


@pytest.mark.parametrize("agency", ["Agency", None])
def test_renaming_a_file_changes_nothing(agency):
    clause = "80 people died of the fever"
    first, second = record("a", content="one", agency=agency), record("z", content="one", agency=agency)
    before = (position(WHEAT), figure("80 people", 80, clause, publisher=agency or "a.txt"))
    after = (
        position(WHEAT, sources=("z",)),
        figure("80 people", 80, clause, sources=("z",), publisher=agency or "z.txt"),
    )
    assert compare(snapshot(*before, records=(first,)), snapshot(*after, records=(second,))) == ()


def test_a_file_that_is_renamed_and_edited_is_known_by_its_headline_and_date():
    before = snapshot(position(WHEAT), records=(record("a", content="one", title="Wheat"),))
    after = snapshot(
        position(WHEAT + " soon", sources=("z",)), records=(record("z", content="two", title="Wheat"),)
    )
    [change] = compare(before, after)
    assert [cause.what for cause in change.causes] == ["source-edited"]


def test_an_edit_that_only_moves_the_words_changes_nothing():
    assert compare(snapshot(position(WHEAT)), edited(position(WHEAT, start=40))) == ()


def test_letter_case_and_typography_change_nothing_but_a_currency_does():
    quoted = snapshot(position("We'll pay $5 for the “wheat”"))
    assert compare(quoted, edited(position('We’ll pay $5 for the "wheat"'))) == ()
    assert [c.kind for c in compare(quoted, edited(position("We'll pay €5 for the “wheat”")))] == ["changed"]


def test_what_was_said_in_a_withdrawn_source_is_gone():
    [change] = compare(snapshot(position(WHEAT), printed=frozenset({position(WHEAT).id})), Snapshot((), ()))
    assert (change.kind, change.printed) == ("gone", True)
    assert change.causes == (
        Cause(what="source-withdrawn", source="a", path="a.txt", name="Agency, 10 May 2024", exact=WHEAT),
    )


def test_what_an_edit_took_out_is_gone_by_the_edit():
    [change] = compare(snapshot(position(WHEAT)), edited())
    assert [(cause.what, cause.exact) for cause in change.causes] == [("source-edited", WHEAT)]


def test_the_same_words_for_another_party_in_another_source_are_another_fact():
    after = snapshot(
        position("We want peace", sources=("b",), party="FR", speaker="Anne Petit"), records=(record("b"),)
    )
    assert [c.kind for c in compare(snapshot(position("We want peace")), after)] == ["added", "gone"]


def test_where_no_source_changed_the_configuration_or_the_program_did():
    facts = position(WHEAT), position(WHEAT, issue="Wheat", id="position-2")
    before = snapshot(facts[0], configuration="x", program="1")
    for known, cause in [
        ({"configuration": "y", "program": "1"}, "configuration"),
        ({"configuration": "x", "program": "2"}, "program"),
        ({"configuration": "x", "program": "1"}, "elsewhere"),
    ]:
        [change] = compare(before, snapshot(facts[1], **known))
        assert [found.what for found in change.causes] == [cause]


def test_two_facts_that_are_now_told_as_one_are_a_change_and_one_joined():
    other = "All our neighbours shall have more of our wheat"
    before = snapshot(position(WHEAT), position(other, sources=("b",)), records=(record("a"), record("b")))
    both = position(WHEAT, id="position-both", evidence=(evidence(WHEAT), evidence(other, "b")))
    changes = compare(before, snapshot(both, records=before.documents))
    assert [(c.kind, c.text, [cause.what for cause in c.causes]) for c in changes] == [
        ("gone", other, ["joined"])
    ]


WORDS = st.sampled_from(
    [
        "We shall sell more wheat to all our neighbours",
        "We shall sell less wheat to all our neighbours",
        "We shall reportedly sell more wheat",
        "The fleet left the harbour on Friday",
        "The fleet has reportedly left the harbour",
        "Peace",
    ]
)
CLAUSES = st.sampled_from([(80, "80 people died of the fever"), (84, "84 people died of the fever at last")])
SOURCES = st.sets(st.sampled_from("abc"), min_size=1).map(sorted).map(tuple)


@st.composite
def facts_of(draw):
    words, sources = draw(WORDS), draw(SOURCES)
    match draw(st.sampled_from(["position", "step", "figure", "context"])):
        case "position":
            speaker = draw(st.sampled_from(["Asha Rao", "Ravi Das"]))
            stance = draw(st.sampled_from(["states", "offers"]))
            return position(words, sources=sources, speaker=speaker, stance=stance)
        case "step":
            return step(words, draw(st.sampled_from(["2024-05", "2024-06-01"])), source=sources[0])
        case "figure":
            value, clause = draw(CLAUSES)
            return figure(f"{value} people", value, clause, sources=sources)
        case _:
            return Context(id="context", text=words, evidence=tuple(evidence(words, s) for s in sources))


@st.composite
def snapshots(draw):
    facts = [
        fact.model_copy(update={"id": f"{fact.kind}-{at}"})
        for at, fact in enumerate(draw(st.lists(facts_of(), max_size=8)))
    ]
    agencies = st.sampled_from(["Agency", "Other", None])
    content = st.sampled_from(["one", "two", "three"])
    records = [
        record(name, content=f"{name} {draw(content)}", agency=draw(agencies))
        for name in draw(st.permutations("abc"))
    ]
    return Snapshot(tuple(facts), tuple(records))


@given(snapshots())
def test_nothing_changed_between_an_edition_and_itself(one):
    assert compare(one, one) == ()


@given(snapshots(), snapshots())
def test_every_fact_of_both_editions_is_told_at_most_once(one, other):
    changes = compare(one, other)
    for side, known in (("before", one), ("after", other)):
        told = [getattr(change, side) for change in changes if getattr(change, side)]
        rest = "joined" if side == "before" else "parted"
        told += [fact for change in changes for fact in getattr(change, rest)]
        assert len(told) == len(set(told))
        assert set(told) <= {fact.id for fact in known.facts}
    gone = sum(change.kind == "gone" for change in changes)
    added = sum(change.kind == "added" for change in changes)
    joined, parted = (sum(len(getattr(c, name)) for c in changes) for name in ("joined", "parted"))
    assert len(one.facts) - gone - joined == len(other.facts) - added - parted


@given(snapshots(), snapshots())
def test_what_tells_another_change_is_told_by_none(one, other):
    changes = compare(one, other)
    tellers = {fact for change in changes for fact in change.told_by}
    assert tellers <= {change.id for change in changes if change.kind == "changed" and not change.told_by}


def tellers(change, changes, side):
    """The facts that tell a change, as one of the editions names them."""
    return frozenset(getattr(c, side) for c in changes if c.kind == "changed" and c.id in change.told_by)


@given(snapshots(), snapshots())
def test_undoing_a_change_is_its_mirror_image(one, other):
    kinds = {"added": "gone", "gone": "added", "changed": "changed"}
    changes, undone = compare(one, other), compare(other, one)
    there = {
        (
            c.kind,
            c.before,
            c.after,
            c.parted,
            c.joined,
            tellers(c, changes, "before"),
            tellers(c, changes, "after"),
            frozenset((a.aspect, a.before, a.after) for a in c.aspects),
        )
        for c in changes
    }
    back = {
        (
            kinds[c.kind],
            c.after,
            c.before,
            c.joined,
            c.parted,
            tellers(c, undone, "after"),
            tellers(c, undone, "before"),
            frozenset((a.aspect, a.after, a.before) for a in c.aspects),
        )
        for c in undone
    }
    assert there == back


@given(snapshots(), snapshots(), st.randoms(use_true_random=False))
def test_the_order_of_facts_and_sources_decides_no_more_than_the_order_of_changes(one, other, random):
    def shuffled(known):
        return Snapshot(random.sample(known.facts, len(known.facts)), random.sample(known.documents, 3))

    def told(changes):
        return sorted(change.model_dump_json() for change in changes)

    assert told(compare(shuffled(one), shuffled(other))) == told(compare(one, other))


def test_few_differences_among_many_facts_cost_little():
    def many(last):
        words = (
            f"The harbour {at} of district {at % 97} shall open in {at % 31} days" for at in range(20_000)
        )
        return snapshot(*(position(w, id=f"p{n}") for n, w in enumerate(words)), position(last, id="last"))

    before, after = many("The fleet has reportedly left"), many("The fleet has left")
    began = time.process_time()
    assert len(compare(before, after)) == 1
    # 50,000 facts take well under two seconds on an idle machine; a slow one is allowed more.
    assert time.process_time() - began < 4


def reissued(known):
    """The same facts, of files that have other names."""
    documents = [
        doc.model_copy(
            update={
                "source": doc.source.model_copy(
                    update={"id": f"z{doc.source.id}", "path": f"z{doc.source.path}"}
                )
            }
        )
        for doc in known.documents
    ]
    facts = []
    for fact in known.facts:
        moved = {"id": f"new {fact.id}"}
        moved["evidence"] = tuple(e.model_copy(update={"source": f"z{e.source}"}) for e in fact.evidence)
        if isinstance(fact, Figure):
            accounts = (a.model_copy(update={"source": f"z{a.source}"}) for a in fact.accounts)
            moved["accounts"] = tuple(accounts)
        facts.append(fact.model_copy(update=moved))
    return known._replace(facts=tuple(facts), documents=tuple(documents))


@given(snapshots(), snapshots())
def test_a_reissue_tells_the_changes_of_its_edition_with_its_own_ids(before, after):
    changes = compare(before, after)
    again = told_again(changes, after, reissued(after))
    assert [told.after for told in again] == [told.after and f"new {told.after}" for told in changes]
    assert [told.before for told in again] == [told.before for told in changes]
    assert {name for told in again for name in told.told_by} <= {told.id for told in again}
    known = {doc.source.id for doc in (*before.documents, *reissued(after).documents)}
    assert {cause.source for told in again for cause in told.causes} <= known | {None}
