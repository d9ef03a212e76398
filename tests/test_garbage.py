from __future__ import annotations

import gc

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
