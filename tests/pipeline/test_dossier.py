"""Facts of sources that come and go, merged from what is kept, against all facts merged anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen import extract, read
from briefgen.composition import gist
from briefgen.editions.cache import Cache
from briefgen.editions.datafile import line
from briefgen.editions.digests import digest_of
from briefgen.facts import derive_facts, merge_facts
from briefgen.pipeline import grouping
from briefgen.pipeline.dossier import Dossier
from briefgen.pipeline.filing import Filed
from briefgen.pipeline.postings import Postings

SAID = (
    '"We are ready to sell more wheat to India this year," the French president told reporters.',
    '"We are ready to sell more wheat to India," French President Anne Petit said on Thursday.',
    "India has reportedly bought 40 ships of rice in April, the Port Office said.",
    "India bought 41 ships of rice in April, the Port Office said.",
    "France will host the talks on trade in wheat on May 20.",
    "France plans to host talks on trade in wheat and rice on May 20, officials said.",
    "The two governments have quarrelled over the price of wheat since the harvest of 2021.",
    "The two governments signed an accord on wheat in Lyon on March 3, 2022.",
    "In Lyon, the two governments signed an accord on wheat on March 3, 2022.",
    '"We cannot accept the present prices," Indian Foreign Minister Asha Rao said.',
)
NOWHERE = Path("no such file")
SOURCES = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.integers(0, len(SAID) - 1), min_size=1, max_size=4), min_size=1
)
FIVE = {"a": {0}, "b": {2}, "c": {6}, "d": {7}, "e": {9}}


@pytest.fixture(autouse=True, scope="module")
def followed_however_many_change():
    """Of few sources, one is already so many that all would be compared anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grouping, "MOST_CHANGED", 10)
        yield


@cache
def derived(name, told):
    text = (
        f"date 2024-05-1{ord(name) % 10} By A. Utor\n\nPARIS, May 9 (Agency{name.upper()}) - "
        + "\n\n".join(SAID[number] for number in sorted(told))
    )
    document = read(text.encode(), name=f"{name}.txt")
    found = extract(text, published=document.published, source_id=document.source.id, body=document.body)
    return derive_facts(document, found, parties=frozenset({"FR", "IN"}))


def anew(sources):
    return merge_facts([derived(name, frozenset(told)) for name, told in sources.items()])


def kept(sources, cache):
    named = list(sources.items())
    keys = [digest_of(name, sorted(told)) for name, told in named]
    filed = Filed(keys, lambda at: derived(named[at][0], frozenset(named[at][1])), cache)
    return Dossier(filed, cache, "test")


@settings(deadline=None, max_examples=40)
@given(st.lists(SOURCES, min_size=2, max_size=4))
def test_what_comes_and_goes_leaves_the_facts_as_they_are_when_all_are_merged_anew(editions):
    cache = Cache.peek(NOWHERE)
    for edition in editions:
        sources = dict(sorted(edition.items()))
        assert_merged(kept(sources, cache), anew(sources))


def assert_merged(dossier, expected):
    assert list(dossier.lines()) == [line(fact) for fact in expected.facts]
    assert dossier.gists == [gist(fact) for fact in expected.facts]
    assert tuple(dossier.rejected()) == expected.rejected


def test_the_first_of_the_sources_tells_a_fact_also_when_they_came_to_stand_in_another_order():
    cache = Cache.peek(NOWHERE)
    kept({**FIVE, "f": {0, 1}}, cache)
    sources = {"f": {0, 1}, **FIVE}
    assert_merged(kept(sources, cache), anew(sources))


def test_all_facts_are_compared_anew_where_the_index_of_the_last_build_is_lost():
    cache = Cache.peek(NOWHERE)
    kept(FIVE, cache)
    cache.keep_only("postings", (), spare=0)
    sources = {**FIVE, "f": {0}}
    assert len(anew(sources).facts) == len(anew(FIVE).facts)
    assert_merged(kept(sources, cache), anew(sources))


def test_the_index_does_not_grow_with_every_edit_for_ever(tmp_path):
    def size_after(edits):
        path = tmp_path / f"{edits}.sqlite3"
        for edit in range(edits):
            cache = Cache.open(path)
            kept({**FIVE, "f": {3, 4, edit % len(SAID)}, "g": {8}, "h": {5}}, cache)
            cache.close()
        with closing(sqlite3.connect(path)) as connection:
            [(size,)] = connection.execute("SELECT sum(length(value)) FROM kept WHERE kind = 'postings'")
            return size

    assert size_after(60) < 9 * size_after(1)  # of sixteen that are added to it, eight are the first ones


@settings(deadline=None, max_examples=20)
@given(SOURCES, st.data())
def test_a_fact_is_fetched_by_its_id(sources, data):
    dossier, expected = kept(sources, Cache.peek(NOWHERE)), anew(sources).facts
    some = data.draw(st.sets(st.sampled_from(expected))) if expected else set()
    fetched = dossier.fetch([fact.id for fact in some] + ["no such fact"])
    assert list(fetched.values()) == [fact for fact in expected if fact in some]


WORDS = st.dictionaries(st.integers(0, 2**64 - 1), st.sets(st.text(max_size=3), max_size=5), max_size=6)


@given(st.lists(WORDS, max_size=3), st.sets(st.text(max_size=3)))
def test_the_index_gives_every_source_that_is_filed_under_a_word(additions, wanted):
    index = Postings(Cache.peek(NOWHERE), "test")
    for filed in additions:
        for source, words in filed.items():
            index.add(source, words)
        index.store()
    found = index.look_up(wanted)
    assert found == {source for filed in additions for source, words in filed.items() if words & wanted}
