from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.composition import compose, explain, gist
from briefgen.composition.fitting import worth_of_keeping
from briefgen.composition.ranking import RULES, weigh

BOTH = ("FR", "IN")


@pytest.fixture
def ranked(make):
    """The texts of facts of one kind, the best first."""

    def call(*facts, outline=None):
        return [fact.text for fact in make.ranking(facts, outline).best_first(facts)]

    return call


def test_every_kind_has_rules_and_no_two_of_a_kind_share_a_name():
    for rules in RULES.values():
        assert len({rule.name for rule in rules}) == len(rules) > 0


def test_a_score_is_the_sum_of_what_its_rules_are_worth(make):
    fact = make.context("France sells wheat to India", about=BOTH)
    assert make.ranking([fact]).score(fact) == pytest.approx(
        sum(weighed.worth for weighed in weigh(gist(fact), make.desk([fact])))
    )


def test_an_answer_that_only_its_question_fills_comes_after_a_statement(make, ranked):
    answer, statement = "I don't know.", "We sell wheat to them whatever they say."
    assert ranked(make.position(answer, order=0.0), make.position(statement, order=0.5)) == [
        statement,
        answer,
    ]


def test_a_question_comes_after_a_statement(make, ranked):
    question, answer = "Why would we not sell wheat to them?", "We sell wheat to them whatever they say."
    assert ranked(make.position(question, order=0.0), make.position(answer, order=0.5)) == [answer, question]


def test_a_figure_about_both_parties_comes_before_a_larger_one_about_neither(make, ranked):
    large = make.figure("9,000 ships", 9000, "9,000 ships lay in the north")
    small = make.figure("40 ships", 40, "France sold 40 ships to India", about=BOTH)
    assert ranked(large, small) == ["40 ships", "9,000 ships"]


def test_of_figures_alike_in_all_else_the_larger_comes_first(make, ranked):
    assert ranked(
        make.figure("40 ships", 40, "40 ships sank"),
        make.figure("900 ships", 900, "900 ships sank"),
    ) == ["900 ships", "40 ships"]


@pytest.mark.parametrize(
    ("words", "value"), [("two ships", 2), ("a 95-page", 95), ("half", 0.5)], ids=["few", "adjective", "word"]
)
def test_what_is_no_key_figure_comes_last(make, ranked, words, value):
    key = make.figure("30 ships", 30, "30 ships sank", first_published=date(2024, 1, 1))
    assert ranked(make.figure(words, value, f"{words} sank"), key)[-1] == words


def test_background_on_an_issue_comes_before_background_beside_it(make, ranked):
    outline = make.outline(issues=[("Wheat", ("wheat",))])
    beside = make.context("France has had many kings in its time.", about=("FR",))
    assert ranked(
        beside, make.context("Wheat grows in all of France today.", about=("FR",)), outline=outline
    ) == [
        "Wheat grows in all of France today.",
        "France has had many kings in its time.",
    ]


def test_a_word_of_the_title_is_a_subject_of_the_brief(make):
    outline = make.outline(title="France–India: wheat")
    fact = make.context("Its wheats grow in the north", about=("FR",))
    subject = make.desk([fact], outline=outline).subject
    assert subject.asks_for(fact.text)
    assert not subject.asks_for("France and India traded ships")


def test_a_step_soon_comes_before_a_later_one_and_an_announced_one_before_a_hoped_one(make, ranked):
    soon, late = (
        make.step("France will ship wheat", "2024-05-20"),
        make.step("France will ship tea", "2025-05-20"),
    )
    assert ranked(late, soon) == [soon.text, late.text]
    hoped = make.step("France hopes to ship salt", "2024-05-20", status="hoped")
    assert ranked(hoped, soon) == [soon.text, hoped.text]


def test_an_event_near_the_day_of_the_brief_comes_before_one_long_ago(make, ranked):
    old, new = make.event("France lost a ship", "1999-05-01"), make.event("France lost a boat", "2024-05-01")
    assert ranked(old, new) == [new.text, old.text]


def test_what_is_told_in_passing_is_left_out_and_said_so(make):
    told = [
        make.context("France sells its wheat to India.", about=BOTH),
        make.context("India pays France with its tea.", about=BOTH),
    ]
    passing = [
        make.context(f"France has {n} rivers.", source="b", about=("FR",), at=100 * n) for n in (1, 2, 3)
    ]
    named = make.context("India has one river more.", source="b", about=("IN",))
    facts = [*told, *passing, named, *(make.context(f"Rain {n}.", source="b", at=500 + n) for n in range(4))]
    brief = compose(facts, [make.record("a"), make.record("b")], make.outline())
    assert {item.fact for item in brief.left_out} == {fact.id for fact in [*passing, *facts[6:]]}
    assert {item.reason for item in brief.left_out} == {"told-in-passing"}


def test_where_no_source_is_about_both_parties_nothing_is_told_in_passing(make):
    facts = [make.context(f"France has {n} rivers.", about=("FR",)) for n in "123"]
    brief = compose(facts, [make.record("a")], make.outline())
    assert brief.left_out == ()


def test_the_pages_lose_first_what_ranks_last(make):
    facts = [make.figure(f"{n}0 ships", n * 10, f"{n}0 ships sank", about=BOTH[:n]) for n in (1, 2)]
    ranking = make.ranking(facts)
    worths = worth_of_keeping(make.selection(facts), ranking)
    assert [fact.text for fact in ranking.best_first(facts)] == ["20 ships", "10 ships"]
    assert worths["20 ships"] > worths["10 ships"]


def test_an_explanation_tells_rules_and_rank_of_every_kind(make):
    facts = [
        make.position("We sell wheat to all of them now"),
        make.figure("30 ships", 30, "30 ships sank"),
        make.event("France lost a ship", "2024-05-01"),
        make.step("France will ship wheat", "2024-05-20"),
        make.context("France has rivers", about=("FR",)),
        make.context("France sells wheat to India", about=BOTH),
    ]
    records, outline = [make.record("a")], make.outline()
    brief = compose(facts, records, outline)
    gists, by_id = [gist(fact) for fact in facts], {fact.id: fact for fact in facts}
    told = [explain(name, gists, lambda _: by_id, records, outline, brief) for name in by_id]
    assert [(item.rank, item.rivals) for item in told] == [(1, 1), (1, 1), (1, 1), (1, 1), (2, 2), (1, 2)]
    assert all(len(item.weighed) == len(RULES[item.fact.kind]) for item in told)
    assert all(item.sections for item in told)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(6)))
def test_the_order_in_which_facts_come_makes_no_difference(make, order):
    facts = [make.context(f"France sells wheat {n} to India", about=BOTH) for n in range(3)]
    facts += [make.step(f"France will ship {n}", "2024-05-20") for n in range(3)]
    records, outline = [make.record("a")], make.outline()
    shuffled = compose([facts[n] for n in order], records, outline)
    assert shuffled.sections == compose(facts, records, outline).sections
