from __future__ import annotations

from briefgen.pipeline.making import _source_items


def test_what_was_done_with_a_source_is_told_with_the_first_reason_that_names_it():
    why = ("a.txt: edited", "a.txt: b.txt: added", "c.txt: renamed from d.txt", "a.txt: removed")
    items = _source_items(
        ["a.txt", "a.txt: b.txt", "c.txt", "e.txt"], {"a.txt", "a.txt: b.txt", "e.txt"}, why
    )
    assert [(item.path, item.built, item.why) for item in items] == [
        ("a.txt", True, "edited"),
        ("a.txt: b.txt", True, "added"),
        ("c.txt", False, "its content is known"),
        ("e.txt", True, "nothing is kept of it"),
    ]
