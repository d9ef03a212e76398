from __future__ import annotations

from math import ceil
from types import SimpleNamespace

import pytest

from briefgen.composition import Composed
from briefgen.models import Brief
from briefgen.pipeline.fitting import SAFETY, Attempt, fitted, next_aim


@pytest.mark.parametrize("length", [1.6, 2.5])
def test_after_one_layout_the_aim_follows_the_length_in_proportion(length):
    assert next_aim([Attempt(2.0, length, 9)], 2) == (pytest.approx(2.0 * SAFETY * 2 / length), 0)


def test_between_one_too_short_and_one_too_long_two_thirds_of_the_facts_between_them_go():
    """The longer one had room for 7 facts more: 5 of them go."""
    assert next_aim([Attempt(2.0, 1.69, 16), Attempt(2.3, 2.22, 9)], 2) == (2.3, 5)


def test_where_one_fact_lies_between_them_there_is_none_to_drop():
    aim, fewer = next_aim([Attempt(2.0, 1.9, 10), Attempt(2.1, 2.1, 9)], 2)
    assert (aim, fewer) == (pytest.approx(2.1 * SAFETY * 2 / 2.1), 0)


class OneBrief:
    """Composes the same brief, however long it may be."""

    def __init__(self):
        self.composed = Composed(Brief(title="t", slug="s", parties=(), sources_read=1, sections=()), None, 5)

    def brief(self, _aim, _fewer):
        return self.composed

    def completed(self, composed):
        return composed.brief


class Press:
    """Sets every brief on so many pages, and counts how often it is asked to."""

    def __init__(self, length):
        self.length = length
        self.layouts = 0

    def markdown(self, _brief):
        return ""

    def html(self, _brief, _markdown):
        return ""

    def meanwhile(self, task):
        task()

    def layout(self, _html):
        self.layouts += 1
        return SimpleNamespace(pages=ceil(self.length), length=self.length)


@pytest.mark.parametrize("length", [0.4, 1.9, 3.6])
def test_a_brief_that_cannot_be_made_longer_or_shorter_is_set_once(length):
    press = Press(length)
    fitted(OneBrief(), "in-focus", 2, press)
    assert press.layouts == 1
