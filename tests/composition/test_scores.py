"""Only facts that can reach a place are weighed, and that makes no difference to which do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.composition import gist
from briefgen.composition.ranking import RULES, AtDesk, Desk, Ranking
from briefgen.composition.ranking.scores import most_of

PROPERTY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FIRST = date(2024, 3, 1)
WORDS = ("wheat", "tea", "salt", "port", "river", "France", "India")
KINDS = ("position", "figure", "event", "next-step", "context")
SOURCES = ("a", "b", "c", "d")


@st.composite
def rows(draw):
    """What tells facts of one kind apart: few values, so that many are alike."""
    words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
    row = st.fixed_dictionaries(
        {
            "words": words,
            "sources": st.lists(st.sampled_from(SOURCES), min_size=1, max_size=4, unique=True),
            "about": st.lists(st.sampled_from(("FR", "IN")), unique=True).map(tuple),
            "day": st.integers(0, 3).map(lambda days: FIRST + timedelta(days=20 * days)) | st.none(),
            "value": st.sampled_from((-2.0, 0.0, 3.0, 4000.0)),
            "stance": st.sampled_from(("offers", "rejects", "states")),
            "order": st.sampled_from((0.0, 0.5, 1.0)),
        }
    )
    return draw(st.sampled_from(KINDS)), draw(st.lists(row, min_size=1, max_size=24))


def made(make, kind, row, number):
    """The gist of a fact of `kind` as `row` says."""
    words, day = row["words"], row["day"].isoformat() if row["day"] else "2024-05-20"
    first, *further = row["sources"]
    common = {"source": first, "about": row["about"], "first_published": row["day"]}
    if kind == "position":
        fact = make.position(words, stance=row["stance"], order=row["order"], **common)
    elif kind == "figure":
        fact = make.figure(words, row["value"], words, **common)
    elif kind == "context":
        fact = make.context(words, **common)
    else:
        fact = (make.event if kind == "event" else make.step)(words, day, **common)
    return gist(fact)._replace(id=f"fact-{number}", sources=(first, *further))


def ranked(make, given_rows):
    """A ranking of such facts, of which two sources have one originator, and their gists."""
    kind, several = given_rows
    gists = [made(make, kind, row, number) for number, row in enumerate(several)]
    records = [make.record("a", "Agency"), make.record("b", "Agency"), make.record("c"), make.record("d")]
    outline = make.outline(issues=[("Wheat", ("wheat",))])
    return Ranking(gists, Desk.of(gists, records, outline)), gists


@PROPERTY
@given(rows())
def test_no_score_exceeds_the_most_that_is_told_of_it_before_it_is_weighed(make, given_rows):
    ranking, gists = ranked(make, given_rows)
    assert all(ranking.score(one) <= most_of(one) for one in gists)


@PROPERTY
@given(rows())
def test_no_rule_at_the_desk_measures_less_than_nothing_or_more_than_it_says(make, given_rows):
    ranking, gists = ranked(make, given_rows)
    for one in gists:
        for rule in RULES[one.kind]:
            if isinstance(rule, AtDesk):
                assert 0 <= rule.measure(one, ranking.desk) <= rule.most(len(one.sources))


@PROPERTY
@given(rows(), st.integers(0, 26))
def test_the_best_are_the_first_of_all_whichever_are_weighed(make, given_rows, count):
    ranking, gists = ranked(make, given_rows)
    assert Ranking(gists, ranking.desk).best(count, gists) == ranking.best_first(gists)[:count]


@PROPERTY
@given(rows(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_changes_no_digit_of_a_score(make, given_rows, chance):
    ranking, gists = ranked(make, given_rows)
    shuffled = chance.sample(gists, len(gists))
    desk = Desk.of(shuffled, list(ranking.desk.documents.values()), ranking.desk.outline)
    again = Ranking(shuffled, desk)
    assert [again.score(one) for one in gists] == [ranking.score(one) for one in gists]


@pytest.fixture
def weighed(monkeypatch):
    """The ids of what is weighed."""
    found, score = [], Ranking.score
    monkeypatch.setattr(Ranking, "score", lambda self, fact: found.append(fact.id) or score(self, fact))
    return found


def test_what_cannot_reach_a_place_is_not_weighed(make, weighed):
    told = [gist(make.context(f"France sells wheat {n}"))._replace(sources=SOURCES * 2) for n in range(3)]
    alone = [gist(make.context(f"India sells tea {n}")) for n in range(40)]
    gists = [*alone, *told]
    desk = Desk.of(gists, [make.record(name) for name in SOURCES], make.outline())
    assert {one.id for one in Ranking(gists, desk).best(3, gists)} == {one.id for one in told}
    assert set(weighed) == {one.id for one in told}


def test_what_ranks_by_its_own_measures_alone_is_weighed_only_where_equals_are(make, weighed):
    early = [make.position(f"We sell wheat {n}", order=0.0) for n in range(2)]
    late = [make.position(f"We sell tea {n}", order=1.0) for n in range(30)]
    gists = list(map(gist, [*early, *late]))
    assert make.ranking([*early, *late]).best(1, gists)[0].text == "We sell wheat 0"
    assert set(weighed) == {fact.id for fact in early}
