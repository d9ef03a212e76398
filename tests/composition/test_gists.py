from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.composition import Composer, Room, columns_of, compose, gist, gists_of
from briefgen.composition.ranking import weigh
from briefgen.models import Aspect, AspectChange, Cause, Change, Evidence, When

DAY = date(2024, 5, 10)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=60).filter(
    lambda words: words.strip()
)
PARTIES = st.lists(st.sampled_from(["FR", "IN", "lamu-port"]), unique=True).map(sorted).map(tuple)


@st.composite
def any_fact(draw, make):
    """A fact of any kind, with whatever its kind can have."""
    words, at = draw(WORDS), draw(st.integers(0, 5000))
    further = Evidence(source=draw(st.sampled_from("ab")), start=at, end=at + 3, exact="tea")
    piece = Evidence(source="a", start=at, end=at + len(words), exact=words)
    day = draw(st.none() | st.integers(0, 400).map(lambda days: DAY - timedelta(days=days)))
    changes = {
        "at": at,
        "about": draw(PARTIES),
        "first_published": day,
        "party": draw(st.none() | st.sampled_from(["FR", "IN"])),
        "evidence": (piece, further)[: draw(st.integers(1, 2))],
    }
    when = draw(st.none() | st.sampled_from(["2024-05-20", "2024-05", "2024-W20", "1999"]))
    match draw(st.sampled_from(["position", "figure", "event", "step", "context"])):
        case "position":
            stance = draw(st.sampled_from(["states", "offers", "rejects"]))
            mode, issue = (
                draw(st.sampled_from(["direct", "indirect"])),
                draw(st.sampled_from([None, "Wheat"])),
            )
            return make.position(
                words, **changes, stance=stance, mode=mode, issue=issue, order=draw(st.floats(0, 1))
            )
        case "figure":
            return make.figure(words, draw(st.floats(-1e12, 1e12)), f"{words} of tea", **changes)
        case "event":
            return make.event(words, when or "2024-05-01", **changes)
        case "step":
            return make.step(words, when, **changes)
        case _:
            return make.context(words, **changes)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_gists_survive_being_kept_in_columns(make, data):
    first = [gist(fact) for fact in data.draw(st.lists(any_fact(make), max_size=5))]
    again = list(gists_of(json.loads(json.dumps(columns_of(first)))))
    assert again == first
    assert list(map(hash, again)) == list(map(hash, first))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_rank_is_the_sum_of_what_the_rules_are_worth(make, data):
    facts = data.draw(st.lists(any_fact(make), min_size=1, max_size=6, unique_by=lambda fact: fact.id))
    ranking, desk = make.ranking(facts), make.desk(facts)
    for fact in facts:
        weighed = weigh(gist(fact), desk)
        assert ranking.score(fact) == sum(item.weight * item.measure for item in weighed)


def test_a_gist_tells_what_its_fact_says(make):
    step = make.step("France will ship wheat to India", "2024-05", about=("FR", "IN"), at=7)
    found = gist(step)
    assert (found.id, found.kind, found.sources, found.about) == (step.id, "next-step", ("a",), ("FR", "IN"))
    assert found.terms == "franc india ship wheat"
    assert (found.source, found.start, found.end) == ("a", 7, 7 + len(step.text))
    assert found.days == (When(value="2024-05-01").days[0].toordinal(), DAY.toordinal() + 21)


@pytest.fixture
def fetching(make):
    """A composer of facts, and the ids that it asks for, call by call."""

    def call(facts, *, room=None, changes=(), edition=1):
        by_id, asked = {fact.id: fact for fact in facts}, []

        def fetch(ids):
            asked.append(list(ids))
            return {name: by_id[name] for name in asked[-1]}

        outline = make.outline().model_copy(update={"edition": edition})
        gists = [gist(fact) for fact in facts]
        records = [make.record("a"), make.record("b")]
        return Composer(gists, fetch, records, outline, changes=changes, room=room), asked

    return call


def statements(make, count):
    return [
        make.position(f"We sell {n} ships of wheat to all of them", order=n / count, at=100 * n)
        for n in range(count)
    ]


def test_no_more_facts_are_fetched_than_may_be_printed(make, fetching):
    facts = [*statements(make, 50), *(make.event(f"A ship sank {n}", "2024-05-01") for n in range(30))]
    composer, asked = fetching(facts, room=Room(cell=2, background=1, timeline=4))
    assert [len(ids) for ids in asked] == [2 + 4]
    composed = composer.brief(pages=0.5)
    composer.completed(composed)
    assert len(asked) == 1


def test_what_is_told_to_have_changed_is_fetched_with_the_rest(make, fetching):
    facts = statements(make, 20)
    aspects: tuple[tuple[str, Aspect], ...] = ((facts[-1].id, "stance"), (facts[-2].id, "wording"))
    changes = [
        Change(
            kind="changed",
            fact_kind="position",
            before=name,
            after=name,
            text_before=name,
            text_after=name,
            aspects=(AspectChange(aspect=aspect, before="asks", after="rejects"),),
            causes=(Cause(what="elsewhere"),),
        )
        for name, aspect in aspects
    ]
    composer, asked = fetching(facts, room=Room(cell=1, changes=1), changes=changes, edition=2)
    assert asked == [[facts[0].id, facts[-1].id]]
    news = composer.brief().brief.sections[1]
    assert (news.kind, [entry.text for entry in news.entries]) == ("what-changed", [facts[-1].id])
    assert news.rest == "Not listed here: 1 statement."


def test_what_a_brief_leaves_out_is_told_when_it_is_completed(make, fetching):
    facts = [*statements(make, 9), make.position("They sell it, too", mode="indirect", at=2000)]
    composer, _ = fetching(facts, room=Room(cell=2))
    composed = composer.brief()
    assert (composed.brief.left_out, composed.crowded_out) == ((), 7)
    whole = composer.completed(composed)
    assert [item.reason for item in whole.left_out] == ["no-room"] * 7 + ["leans-on-its-article"]
    assert whole.model_copy(update={"left_out": ()}) == composed.brief


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_facts_crowded_out_are_those_without_room(make, data):
    facts = data.draw(st.lists(any_fact(make), max_size=8, unique_by=lambda fact: fact.id))
    by_id, records = {fact.id: fact for fact in facts}, [make.record("a"), make.record("b")]
    room = Room(*data.draw(st.lists(st.integers(0, 2), min_size=8, max_size=8)))
    composer = Composer(list(map(gist, facts)), lambda _: by_id, records, make.outline(), room=room)
    pages = data.draw(st.none() | st.floats(0.1, 2))
    composed = composer.brief(pages)
    whole = composer.completed(composed)
    assert composed.crowded_out == sum(item.reason == "no-room" for item in whole.left_out)
    assert whole == compose(facts, records, make.outline(), room=room, pages=pages)
