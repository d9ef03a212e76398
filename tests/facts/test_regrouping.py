"""Groups that follow what comes and goes, against all facts grouped anew.

Most facts here are events that differ in nothing but their days: two are the same when these overlap.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import event as note
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.facts import KINDS, Changes, Likeness, Place, filed_under, regrouped, same_facts, sought_under

FIRST_DAY = 738000


@cache
def filed(fact):
    return frozenset(filed_under(fact))


class Table:
    """The facts that there are now; counts what it gives."""

    def __init__(self, now):
        self._now = now
        self.given = 0

    def at(self, places):
        self.given += len(places)
        return [self._now[place] for place in places]

    def near(self, fact):
        keys = frozenset(sought_under(fact))
        found = [(place, other) for place, other in self._now.items() if keys & filed(other)]
        self.given += len(found)
        return found


def anew(found):
    groups = []
    for kind in KINDS:
        places = sorted(place for place, fact in found.items() if fact.kind == kind)
        same = same_facts([found[place] for place in places])
        groups += (tuple(places[at] for at in numbers) for numbers in same if len(numbers) > 1)
    return sorted(groups)


def change(before, now, groups):
    gone = {place: fact for place, fact in before.items() if place not in now}
    came = {place: fact for place, fact in now.items() if place not in before}
    table = Table(now)
    return regrouped(groups, Changes(gone, came), table), table.given


def event(first, last, source="a"):
    return Likeness(
        kind="event",
        subject="",
        terms="accord sign wheat",
        wording="signed an accord on wheat",
        days=(FIRST_DAY + first, FIRST_DAY + last),
        sources=(source,),
    )


def figure(value, source):
    return Likeness(
        kind="figure",
        subject="ton",
        terms="harvest spring wheat",
        values=(value, None),
        sources=(source,),
    )


def followed(found, *present):
    """The groups of the facts with the last of some sets of numbers, found from those with the one before."""
    before, groups = {}, []
    for numbers in present:
        now = {Place(number, 0): found[number] for number in numbers}
        groups, _ = change(before, now, groups)
        assert groups == anew(now)
        before = now
    return [tuple(place.source for place in group) for group in groups]


def test_a_fact_that_comes_between_two_groups_joins_the_first_and_leaves_the_second_as_it_is():
    found = [event(1, 2), event(5, 6), event(5, 5), event(2, 5)]
    assert followed(found, {0, 1, 2}) == [(1, 2)]
    assert followed(found, {0, 1, 2}, {0, 1, 2, 3}) == [(0, 3), (1, 2)]


def test_a_fact_joins_the_group_that_begins_first_also_where_the_end_of_another_comes_first():
    found = [event(1, 1), event(8, 8), event(1, 3), event(3, 8)]
    assert followed(found, {0, 1, 2}, {0, 1, 2, 3}) == [(0, 2, 3)]
    assert followed(found, {1, 2, 3}, {0, 1, 2, 3}, {0, 1, 3}) == [(1, 3)]


def test_a_group_falls_apart_without_the_fact_that_links_it_and_is_one_again_with_it():
    found = [event(1, 2), event(2, 3), event(3, 4), event(4, 4)]
    assert followed(found, {0, 1, 2, 3}) == [(0, 1, 2, 3)]
    assert followed(found, {0, 1, 2, 3}, {0, 2, 3}) == [(2, 3)]
    assert followed(found, {0, 1, 2, 3}, {0, 2, 3}, {0, 1, 2, 3}) == [(0, 1, 2, 3)]


def test_what_is_the_same_as_the_last_of_a_group_joins_it_until_another_is_the_last():
    found = [event(1, 2), event(2, 3), event(1, 1), event(3, 3)]
    assert followed(found, {0, 1, 2, 3}) == [(0, 1, 2)]
    assert followed(found, {0, 1, 2, 3}, {0, 1, 3}) == [(0, 1, 3)]
    assert followed(found, {0, 1, 3}, {0, 1, 2, 3}) == [(0, 1, 2)]


def test_what_is_the_same_as_the_first_of_a_group_stays_whatever_comes_before_it():
    found = [event(1, 2), event(2, 3), event(1, 2, "b"), event(1, 1)]
    assert followed(found, {0, 3}, {0, 1, 3}, {0, 1, 2, 3}, {0, 2, 3}) == [(0, 2, 3)]


def test_without_its_first_a_group_is_made_of_what_is_the_same_as_the_next():
    found = [event(1, 4), event(1, 2), event(3, 4), event(2, 2)]
    assert followed(found, {0, 1, 2, 3}) == [(0, 1, 2, 3)]
    assert followed(found, {0, 1, 2, 3}, {1, 2, 3}) == [(1, 3)]


def test_a_fact_whose_group_comes_to_begin_later_goes_to_one_that_begins_earlier():
    found = [event(1, 1), event(8, 9), event(1, 8), event(3, 3)]
    assert followed(found, {0, 1, 2, 3}) == [(0, 2, 3)]
    assert followed(found, {0, 1, 2, 3}, {1, 2, 3}) == [(1, 2, 3)]
    assert followed(found, {1, 2, 3}, {0, 1, 2, 3}) == [(0, 2, 3)]


def test_a_member_that_becomes_the_first_draws_what_is_the_same_as_it():
    found = [event(1, 2), event(2, 5), event(1, 2, "b"), event(2, 2), event(5, 5), event(5, 6)]
    assert followed(found, {0, 1, 2, 3, 4, 5}) == [(0, 1, 2, 3), (4, 5)]
    assert followed(found, {0, 1, 2, 3, 4, 5}, {1, 2, 3, 4, 5}) == [(1, 2, 3, 4, 5)]


def test_a_fact_that_comes_first_draws_what_is_the_same_from_the_groups_that_it_begins_before():
    found = [event(1, 4), event(1, 2), event(2, 2), event(3, 4)]
    assert followed(found, {1, 2, 3}) == [(1, 2)]
    assert followed(found, {1, 2, 3}, {0, 1, 2, 3}) == [(0, 1, 2, 3)]


def test_where_the_eldest_of_twins_goes_the_next_is_compared_from_its_own_place():
    found = [event(1, 2, "a"), event(2, 3), event(1, 1), event(1, 2, "b"), event(1, 2, "c")]
    assert followed(found, {0, 1, 2, 3, 4}) == [(0, 1, 2, 3, 4)]
    assert followed(found, {0, 1, 2, 3, 4}, {1, 2, 3, 4}) == [(1, 3, 4)]
    assert followed(found, {1, 2, 3, 4}, {0, 1, 2, 3, 4}) == [(0, 1, 2, 3, 4)]


def test_a_younger_twin_goes_and_comes_without_a_difference_to_others():
    found = [event(1, 2, "a"), event(2, 3), event(1, 2, "b"), event(3, 3)]
    assert followed(found, {0, 1, 3}, {0, 1, 2, 3}) == [(0, 1, 2, 3)]
    assert followed(found, {0, 1, 2, 3}, {0, 1, 3}) == [(0, 1, 3)]
    assert followed(found, {0, 3}, {0, 2, 3}) == [(0, 2)]


def test_twins_are_compared_by_the_source_of_the_eldest():
    found = [figure(10.0, "a"), figure(10.0, "b"), figure(11.0, "a")]
    assert followed(found, {0, 1, 2}) == [(0, 1)]  # one source that gives two numbers has two figures
    assert followed(found, {0, 1, 2}, {1, 2}) == [(1, 2)]
    assert followed(found, {1, 2}, {0, 1, 2}) == [(0, 1)]


def test_a_fact_that_is_not_the_same_as_itself_is_not_the_same_as_its_equals():
    nothing = event(1, 2)._replace(terms="", wording="")
    found = [nothing, nothing._replace(sources=("b",)), nothing, event(1, 1), event(1, 2)]
    assert followed(found, {0, 1, 3, 4}, {1, 2, 3, 4}) == [(3, 4)]


def test_a_change_costs_what_is_near_it_and_not_all_that_is_linked_with_it():
    found = {}
    for link in range(300):  # of three, one group, the second is the same as the first of the next link
        start = link * 100
        days = (start, start + 40), (start + 40, start + 140), (start, start + 20)
        for number, (first, last) in enumerate(days):
            found[Place(link, number)] = event(first, last)
    groups = anew(found)
    assert groups == [(Place(link, 0), Place(link, 1), Place(link, 2)) for link in range(300)]
    for place in Place(299, 0), Place(299, 1), Place(299, 2):
        less = {other: fact for other, fact in found.items() if other != place}
        assert_cheap(found, less, groups)
    for link in (0, 150, 299):
        assert_cheap(found, {**found, Place(link, 3): event(link * 100 + 5, link * 100 + 25)}, groups)


def assert_cheap(before, now, groups):
    """A few dozen facts are looked at in one change, and in the other that takes it back."""
    there, given = change(before, now, groups)
    assert there == anew(now)
    assert given < 60
    back, given = change(now, before, there)
    assert back == groups
    assert given < 60


WORDS = ("accord", "deal", "grain", "harvest", "spring", "trade", "wheat")
SOURCES = 9
SPANS = st.builds(lambda first, length: event(first, first + length), st.integers(0, 12), st.integers(0, 4))
FIGURES = st.builds(figure, st.sampled_from([9.0, 10.0, 11.0, 12.0, 13.0]), st.just("a"))


@st.composite
def worded(draw, kind):
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, unique=True))
    days = st.sampled_from([None, (738000, 738000), (738000, 738040), (738040, 738090)])
    return Likeness(
        kind=kind,
        subject=draw(st.sampled_from(["FR", "IN"])) if kind == "position" else "",
        speaker=draw(st.sampled_from(["Rao", "Petit"])) if kind == "position" else "",
        named=kind == "position" and draw(st.booleans()),
        wording=" ".join(words),
        terms=" ".join(sorted(words)),
        names=draw(st.sampled_from(["", "lyon", "lyon paris", "rome"])),
        days=draw(days),
    )


@st.composite
def told_by_sources(draw, alike):
    """Facts by place, drawn from a few that are told again and again, by sources of three names."""
    pool = st.sampled_from(draw(st.lists(alike, min_size=4, max_size=10)))
    told = draw(st.lists(st.lists(pool, min_size=1, max_size=2), min_size=SOURCES, max_size=SOURCES))
    return {
        Place(source, number): fact._replace(sources=(draw(st.sampled_from("abc")),))
        for source, facts in enumerate(told)
        for number, fact in enumerate(facts)
    }


def what_became_of(before, after):
    """What happened to groups, for the statistics of a run."""
    homes = {place: group for group in after for place in group}
    for group in before:
        stayed = [place for place in group if place in homes]
        if len({homes[place] for place in stayed}) > 1:
            yield "a group fell apart"
        if stayed and group[0] != homes[stayed[0]][0]:
            yield "a group got another first"
    if any(len({group for group in before if set(group) & set(one)}) > 1 for one in after):
        yield "groups became one"


@pytest.mark.parametrize(
    "alike", [SPANS, FIGURES, worded("position"), worded("next-step"), worded("context")]
)
@settings(deadline=None)  # the index of the test looks at every fact
@given(data=st.data())
def test_whatever_comes_and_goes_the_groups_are_those_of_all_facts_anew(alike, data):
    found = data.draw(told_by_sources(alike))
    before, groups = found, anew(found)
    for _ in range(4):
        turned = data.draw(st.sets(st.integers(0, SOURCES - 1), min_size=1, max_size=3))
        # Of these sources those that are there go, and the others come.
        now = {place: fact for place, fact in found.items() if (place in before) != (place.source in turned)}
        former, (groups, _) = groups, change(before, now, groups)
        assert groups == anew(now)
        for happened in what_became_of(former, groups):
            note(happened)
        before = now
