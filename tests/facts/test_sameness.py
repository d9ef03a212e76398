from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.facts import sameness
from briefgen.facts.blocking import Pairs
from briefgen.facts.likeness import Likeness
from briefgen.facts.sameness import filed_under, same_facts, same_pair, sought_under

KINDS = ("position", "figure", "event", "next-step", "context")
WORDS = [f"word{letter}" for letter in "abcdefghijkl"]
DAYS = st.sampled_from([None, (738000, 738000), (738000, 738030), (738031, 738031), (737791, 738155)])
VALUES = st.sampled_from([-10.0, 0.0, 8.0, 10.0, 12.0, 12.5, 15.0, 1000.0])


@st.composite
def facts(draw, kind=None):
    kind = kind or draw(st.sampled_from(KINDS))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9, unique=True))
    numbers = draw(st.sampled_from(["", "2022", "2023", "7"]))
    is_figure, is_position = kind == "figure", kind == "position"
    return Likeness(
        kind=kind,
        subject=draw(st.sampled_from(["x", "y"])) if is_figure or is_position else "",
        terms=" ".join(sorted(words)),
        speaker=draw(st.sampled_from(["Rao", "Petit", "Delhi"])) if is_position else "",
        named=is_position and draw(st.booleans()),
        wording="" if is_figure else " ".join(words),
        numbers=numbers,
        names=draw(st.sampled_from(["", "lyon", "lyon paris", "rome"])),
        days=draw(DAYS),
        sources=(draw(st.sampled_from(["a", "b", "c"])),),
        counted=is_figure and draw(st.booleans()),
        values=(draw(VALUES), None) if is_figure else None,
    )


def of_one_kind(**sizes):
    return st.sampled_from(KINDS).flatmap(lambda kind: st.lists(facts(kind), **sizes))


@given(facts(), facts())
def test_which_of_two_comes_first_makes_no_difference(one, other):
    assert same_pair(one, other) == same_pair(other, one)


@given(of_one_kind(min_size=2, max_size=2))
def test_facts_that_are_the_same_are_found_under_a_common_key(pair):
    one, other = pair
    if same_pair(one, other):
        assert set(filed_under(one)) & set(sought_under(other))


@given(of_one_kind(max_size=14))
def test_comparing_only_what_shares_a_block_gives_what_comparing_all_gives(found):
    fast = same_facts(found)
    everything = Pairs(filed=lambda _: 0, sought=lambda _: (0,))
    with pytest.MonkeyPatch.context() as patch:
        for kind, (_, _, same) in sameness._KINDS.items():
            patch.setitem(sameness._KINDS, kind, ((), everything, same))
        assert same_facts(found) == fast


@given(of_one_kind(max_size=14))
def test_every_fact_is_in_one_group(found):
    assert sorted(number for group in same_facts(found) for number in group) == list(range(len(found)))
