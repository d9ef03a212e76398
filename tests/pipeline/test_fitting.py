from __future__ import annotations

import pytest

from briefgen.pipeline.fitting import SAFETY, Attempt, next_aim


@pytest.mark.parametrize("length", [1.6, 2.5])
def test_after_one_layout_the_aim_follows_the_length_in_proportion(length):
    assert next_aim([Attempt(2.0, length, 9)], 2) == (pytest.approx(2.0 * SAFETY * 2 / length), 0)


def test_between_one_too_short_and_one_too_long_two_thirds_of_the_facts_between_them_go():
    """The longer one had room for 7 facts more: 5 of them go."""
    assert next_aim([Attempt(2.0, 1.69, 16), Attempt(2.3, 2.22, 9)], 2) == (2.3, 5)


def test_where_one_fact_lies_between_them_there_is_none_to_drop():
    aim, fewer = next_aim([Attempt(2.0, 1.9, 10), Attempt(2.1, 2.1, 9)], 2)
    assert (aim, fewer) == (pytest.approx(2.1 * SAFETY * 2 / 2.1), 0)
