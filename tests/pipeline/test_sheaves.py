"""Sources in sheaves: what is kept of many of them together."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.editions.cache import Cache
from briefgen.facts import KINDS, Place, SourceFacts
from briefgen.pipeline import sheaves
from briefgen.pipeline.filing import Filed
from briefgen.pipeline.sheaves import Sheaves

NONE = {kind: [] for kind in KINDS}
NAMES = st.lists(st.integers(0, 9999), unique=True, min_size=1, max_size=200)


def bound(names, groups=NONE):
    keys = [hashlib.sha256(str(name).encode()).hexdigest() for name in names]
    filed = Filed(keys, lambda _: SourceFacts((), (), (), (), (), ()), Cache.peek(Path("no such file")))
    return Sheaves(filed, groups, Cache.peek(Path("no such file"))).keys


@settings(deadline=None)
@given(NAMES, st.data())
def test_a_source_that_comes_changes_no_sheaf_but_the_one_that_it_comes_to(names, data):
    at, new = data.draw(st.integers(0, len(names))), 10_000
    before, after = bound(names), bound([*names[:at], new, *names[at:]])
    assert len(set(before) - set(after)) <= 1
    assert len(set(after) - set(before)) <= 2  # it may end a sheaf and so part one in two


@settings(deadline=None)
@given(NAMES)
def test_a_statement_that_two_sources_tell_changes_their_sheaves_and_no_other(names):
    group = (Place(0, 0), Place(len(names) - 1, 1))
    before, after = bound(names), bound(names, NONE | {"event": [group]})
    assert {at for at, key in enumerate(before) if after[at] != key} == {0, len(before) - 1}


def test_thousands_of_sources_are_bound_by_the_dozen():
    count = len(bound(range(5_000)))
    assert 0.7 * 5_000 / sheaves.LENGTH < count < 1.4 * 5_000 / sheaves.LENGTH
