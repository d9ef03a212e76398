from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.editions.datafile import Writer, dump, items, joined
from briefgen.editions.lines import lines_of
from briefgen.editions.volume import Volume
from briefgen.models import (
    Brief,
    Cause,
    Change,
    Context,
    DocumentRecord,
    Edition,
    Evidence,
    LeftOut,
    Rejected,
    Source,
)

TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
AWKWARD = st.sampled_from(
    ["]", "{", "},{", "}\n", '"facts": [', ",\n{", "\u2028", '\\"', '],\n"brief": null']
)
WORDS = TEXTS | AWKWARD
CAUSES = (Cause(what="elsewhere"),)


def context(number, words):
    evidence = Evidence(source="a", start=0, end=len(words), exact=words)
    return Context(id=f"context-{number}", text=words, evidence=(evidence,))


@st.composite
def editions(draw):
    many = st.lists(WORDS, max_size=4)
    brief = Brief(
        title=draw(WORDS),
        slug="s",
        parties=(),
        sections=(),
        sources_read=1,
        left_out=tuple(LeftOut(fact=words, section="background", reason="no-room") for words in draw(many)),
    )
    return Edition(
        documents=tuple(
            DocumentRecord(
                source=Source(id="a", path=words, sha256="0"), title=words, published=date(2024, 5, 1)
            )
            for words in draw(many)
        ),
        facts=tuple(context(number, words) for number, words in enumerate(draw(many))),
        rejected=tuple(
            Rejected(kind="context", text=words, reason="fragment", source="a", start=0, end=1)
            for words in draw(many)
        ),
        brief=draw(st.sampled_from([None, brief])),
        changes=tuple(
            Change(kind="added", fact_kind="context", after=words, text_after=words, causes=CAUSES)
            for words in draw(many)
        ),
    )


@given(editions())
def test_a_data_file_is_the_json_of_its_edition(edition):
    assert json.loads(dump(edition)) == json.loads(edition.model_dump_json())
    assert Edition.model_validate_json(dump(edition)) == edition


@given(editions())
def test_each_item_stands_on_a_line_of_its_own(edition):
    found = list(items(dump(edition).splitlines(keepends=True)))
    assert [json.loads(item) for name, item in found if name == "facts"] == [
        json.loads(fact.model_dump_json()) for fact in edition.facts
    ]
    assert sum(name == "documents" for name, _ in found) == len(edition.documents)
    assert sum(name == "left_out" for name, _ in found) == len(
        edition.brief.left_out if edition.brief else ()
    )


@given(editions(), st.booleans())
def test_an_edition_is_read_from_its_file_whatever_program_laid_that_out(tmp_path_factory, edition, ours):
    path = tmp_path_factory.mktemp("edition") / "a.json"
    path.write_bytes(dump(edition) if ours else edition.model_dump_json(indent=2).encode())
    for volume in (first := Volume.read(path), Volume.read(path, None if first.other else first.contents)):
        assert_holds(volume, edition)


def assert_holds(volume, edition):
    assert volume.documents() == edition.documents
    assert volume.changes == edition.changes
    assert volume.whole_brief() == edition.brief
    assert [json.loads(line) for line in lines_of(volume.facts)] == [
        json.loads(fact.model_dump_json()) for fact in edition.facts
    ]


@given(editions(), st.data())
def test_a_file_that_is_cut_short_is_none(edition, data):
    whole = dump(edition).splitlines(keepends=True)
    with pytest.raises(ValueError, match="no data file"):
        list(items(whole[: data.draw(st.integers(0, len(whole) - 1))]))


@given(editions())
def test_whoever_writes_a_data_file_knows_where_things_stand_in_it(tmp_path_factory, edition):
    path = tmp_path_factory.mktemp("edition") / "a.json"
    with path.open("wb") as file:
        writer = Writer(file.write)
        facts = [(f"{at}", joined([fact])) for at, fact in enumerate(edition.facts)]
        writer.begin([joined(edition.documents)], facts, [joined(edition.rejected)])
        writer.end(edition.brief, [joined(edition.changes)])
    volume = Volume.read(path, writer.contents)
    assert_holds(volume, edition)
    assert [(run.key, run.read()) for run in volume.facts] == facts
