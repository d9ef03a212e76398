from __future__ import annotations

import gc
import weakref

import pytest

from briefgen.garbage import unsearched


@unsearched()
def fail():
    assert not gc.isenabled()
    with unsearched():
        pass
    assert not gc.isenabled()
    raise ZeroDivisionError


def test_the_search_is_off_within_and_on_again_after_even_where_something_failed():
    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()


def test_a_search_that_was_off_before_stays_off():
    gc.disable()
    try:
        with unsearched():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


class Knot:
    """An object that refers to itself."""

    def __init__(self):
        self.itself = self


def test_what_was_made_meanwhile_is_not_searched_at_once_but_when_all_is():
    with unsearched():
        knot = Knot()
    assert not any(one is knot for one in gc.get_objects(generation=0))
    found = weakref.ref(knot)
    del knot
    gc.collect()
    assert found() is None


def test_what_somebody_else_keeps_from_being_searched_stays_so():
    gc.freeze()
    try:
        with unsearched():
            pass
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
