from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.provenance import stand
from briefgen.models import DocumentRecord, Source


def record(path, content, title=None):
    source = Source(id=f"id-{path}", path=path, sha256=content)
    return DocumentRecord(source=source, title=title, published="2024-05-10" if title else None)


def records_of(contents):
    return [record(path, content, f"Title {path[0]}") for path, content in contents.items()]


CONTENTS = st.dictionaries(st.sampled_from(["a", "a2", "b", "b2", "c", "d"]), st.sampled_from("123"))


@given(CONTENTS, CONTENTS)
def test_every_source_stands_once_and_shares_its_token_with_its_like_alone(before, after):
    first, second = stand(records_of(before), records_of(after))
    assert set(first) == {f"id-{path}" for path in before}
    assert set(second) == {f"id-{path}" for path in after}
    olds, news = ({standing.token: standing for standing in side.values()} for side in (first, second))
    assert (len(olds), len(news)) == (len(before), len(after))
    for token in olds.keys() | news.keys():
        old, new = olds.get(token), news.get(token)
        if old and new:
            same = old.record.source.sha256 == new.record.source.sha256
            assert old.state == new.state == ("kept" if same else "edited")
        else:
            assert (old or new).state == ("withdrawn" if old else "added")


@given(CONTENTS, CONTENTS)
def test_sources_stand_alike_whether_or_not_the_editions_share_their_records(before, after):
    def states(new):
        return [[(key, standing.state) for key, standing in sorted(side.items())] for side in stand(old, new)]

    old, new = records_of(before), records_of(after)
    assert states(new) == states([next((one for one in old if one == record), record) for record in new])


def test_a_file_that_stayed_is_paired_before_one_of_the_same_content_that_came():
    first, second = stand(
        [record("b.txt", "1"), record("c.txt", "2")],
        [record("a.txt", "1"), record("b.txt", "1"), record("c.txt", "3")],
    )
    assert second["id-b.txt"].token == first["id-b.txt"].token
    assert second["id-a.txt"].state == "added"
    assert second["id-c.txt"].token == first["id-c.txt"].token
    assert second["id-c.txt"].state == "edited"
