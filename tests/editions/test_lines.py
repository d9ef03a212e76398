from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.lines import Lines, differing

FACTS = st.lists(st.builds(lambda a, b: (a, b), st.sampled_from("äbc"), st.integers(0, 9)), unique=True)


def lines(facts):
    return [
        json.dumps({"source": source, "n": n}, ensure_ascii=False, separators=(",", ":")).encode()
        for source, n in facts
    ]


def in_file(facts):
    every = lines(facts)
    return Lines([hash(line) for line in every], lambda places: (every[at] for at in places))


@given(FACTS, FACTS, st.sets(st.sampled_from("äbc")))
def test_facts_differ_that_the_other_edition_has_not_or_whose_source_has_moved(before, after, moved):
    old, new = differing(in_file(before), in_file(after), moved)
    assert old == lines(fact for fact in before if fact not in after or fact[0] in moved)
    assert new == lines(fact for fact in after if fact not in before or fact[0] in moved)
