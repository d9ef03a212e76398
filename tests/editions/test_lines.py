from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.datafile import SEPARATOR
from briefgen.editions.lines import Run, differing

FACTS = st.lists(st.builds(lambda a, b: (a, b), st.sampled_from("äbc"), st.integers(0, 9)), unique=True)


def lines(facts):
    return [
        json.dumps({"source": source, "n": n}, ensure_ascii=False, separators=(",", ":")).encode()
        for source, n in facts
    ]


def in_runs(facts, length, key):
    runs = [facts[at : at + length] for at in range(0, len(facts), length)]
    return [Run(key(run), lambda run=run: SEPARATOR.join(lines(run))) for run in runs]


@given(FACTS, FACTS, st.sets(st.sampled_from("äbc")), st.integers(1, 9), st.sampled_from([str, lambda _: ""]))
def test_facts_differ_that_the_other_edition_has_not_or_whose_source_has_moved(
    before, after, moved, length, key
):
    old, new = differing(in_runs(before, length, key), in_runs(after, length, key), moved)
    assert old == lines(fact for fact in before if fact not in after or fact[0] in moved)
    assert new == lines(fact for fact in after if fact not in before or fact[0] in moved)


def test_what_two_editions_have_in_one_run_is_not_read():
    def unreadable():
        raise AssertionError

    same = Run("position 1", unreadable)
    added = Run("position 2", lambda: b'{"n":1}')
    assert differing([same], [same, added]) == ([], [b'{"n":1}'])
