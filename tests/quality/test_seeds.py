"""The two seeds against what a careful reader finds in them (seeds.toml)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from briefgen import pipeline
from briefgen.extraction import extract
from briefgen.facts.grounding import inside_marks
from briefgen.models import Context, Event, Figure, NextStep, Position, Span
from briefgen.reading import read

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
EXPECTED: dict[str, Any] = tomllib.loads((HERE / "seeds.toml").read_text(encoding="utf-8"))


def rows(kind: str) -> list[Any]:
    return [pytest.param(row, id=str(row.get("words", row.get("name", row)))[:40]) for row in EXPECTED[kind]]


@pytest.fixture(scope="module")
def documents():
    return {path.name: read(path.read_bytes(), name=f"seeds/{path.name}") for path in SEEDS.glob("*.txt")}


@pytest.fixture(scope="module")
def extractions(documents):
    return {
        name: extract(d.text, published=d.published, source_id=d.source.id, body=d.body)
        for name, d in documents.items()
    }


@pytest.fixture(scope="module")
def analysis(root):
    return pipeline.analyse(root)


def sources_of(fact, analysis):
    names = {d.source.id: Path(d.source.path).name for d in analysis.documents}
    return sorted(names[source] for source in fact.sources)


def the(facts, kind, test):
    found = [fact for fact in facts.facts if isinstance(fact, kind) and test(fact)]
    assert len(found) == 1, [fact.text for fact in found] or [
        f.text for f in facts.facts if isinstance(f, kind)
    ]
    return found[0]


@pytest.mark.parametrize("row", rows("source"))
def test_a_source_is_read_with_its_metadata_and_its_article(row, documents):
    document = documents[row["file"]]
    body = [span.of(document.text) for span in document.body]
    assert str(document.published) == row["published"]
    assert document.agency == row["agency"]
    assert document.outlet == row.get("outlet")
    assert document.authors == tuple(row["authors"])
    assert document.title == row.get("title")
    assert document.dateline is not None
    assert document.dateline.place == row["place"]
    assert body[0].startswith(row["begins"])
    assert body[-1].endswith(row["ends"])


@pytest.mark.parametrize("row", rows("said"))
def test_every_statement_is_found_with_its_speaker_and_party(row, documents, extractions):
    text = documents[row["file"]].text
    start = text.index(row["words"])
    wanted = Span(start=start, end=start + len(row["words"]))
    near = [
        a
        for a in extractions[row["file"]].attributions
        if any(inside_marks(text, span) == wanted or _but_for_edges(text, span, wanted) for span in a.content)
    ]
    assert near, [
        [s.of(text) for s in a.content]
        for a in extractions[row["file"]].attributions
        if any(s.overlaps(wanted) for s in a.content)
    ]
    found = near[0]
    assert found.mode == row["mode"]
    assert found.speaker is not None
    assert (found.speaker.name or "").removeprefix("the ") == row["speaker"]
    assert found.speaker.party == row["party"]


def _but_for_edges(text: str, span: Span, wanted: Span) -> bool:
    return inside_marks(text, span).of(text).rstrip(".,").removeprefix("that ") == wanted.of(text)


@pytest.mark.parametrize("row", rows("person"))
def test_people_have_their_offices(row, extractions):
    people = [p for e in extractions.values() for p in e.people if p.name == row["name"] and p.office]
    assert row["office"] in [p.office for p in people]
    assert {p.party for p in people} == {row["party"]}


@pytest.mark.parametrize("row", rows("position"))
def test_positions_stand_once_with_all_their_sources(row, analysis):
    position = the(
        analysis.facts,
        Position,
        lambda p: row["words"] in p.text and p.party == row["party"] and p.issue == row["issue"],
    )
    assert position.speaker.removeprefix("the ") == row["speaker"]
    assert position.stance == row["stance"]
    assert sources_of(position, analysis) == row["sources"]
    assert (position.date.value if position.date else None) == row.get("date")


@pytest.mark.parametrize("row", rows("figure"))
def test_figures_have_value_unit_period_and_publisher(row, analysis):
    figure = the(analysis.facts, Figure, lambda f: f.value == row["value"] and f.unit == row["unit"])
    assert (figure.modifier or "").lower() == row.get("modifier", "")
    assert figure.period is not None
    assert figure.period.value == row["period"]
    assert figure.publisher.removeprefix("the ") == row["publisher"]
    assert figure.differ is row["differ"]
    assert sources_of(figure, analysis) == row["sources"]
    if "accounts" in row:
        assert [account.text for account in figure.accounts] == row["accounts"]
        assert [account.publisher for account in figure.accounts] == row["publishers"]


def test_nothing_else_is_taken_for_a_figure(analysis):
    figures = [fact for fact in analysis.facts.facts if isinstance(fact, Figure)]
    assert sorted(f.value for f in figures) == sorted(row["value"] for row in EXPECTED["figure"])


@pytest.mark.parametrize("row", rows("event"))
def test_events_are_dated(row, analysis):
    event = the(analysis.facts, Event, lambda e: row["words"] in e.text)
    assert event.date is not None
    assert event.date.value == row["date"]
    assert sources_of(event, analysis) == row["sources"]


@pytest.mark.parametrize("row", rows("step"))
def test_next_steps_say_who_does_what_and_when(row, analysis):
    step = the(analysis.facts, NextStep, lambda s: row["words"] in s.what)
    assert step.who == row["who"]
    assert step.status == row["status"]
    assert (step.date.value if step.date else None) == row.get("date")
    assert sources_of(step, analysis) == row["sources"]


def test_no_other_step_is_made_up(analysis):
    assert sum(isinstance(fact, NextStep) for fact in analysis.facts.facts) == len(EXPECTED["step"])


@pytest.mark.parametrize("row", rows("context"))
def test_background_is_what_the_sources_tell_in_their_own_voice(row, analysis):
    the(analysis.facts, Context, lambda c: c.text == row["words"])


@pytest.mark.parametrize("row", rows("time"))
def test_times_are_resolved(row, documents, extractions):
    text = documents[row["file"]].text
    values = [
        t.value
        for t in extractions[row["file"]].times
        if row["words"] in t.span.of(text) and t.type == "DATE"
    ]
    assert row["value"] in values


def test_evidence_is_exact(analysis):
    texts = {d.source.id: d.text for d in analysis.documents}
    for fact in analysis.facts.facts:
        for item in fact.evidence:
            text = texts[item.source]
            assert text[item.start : item.end] == item.exact
            assert text[: item.start].endswith(item.prefix)
            assert text[item.end :].startswith(item.suffix)


def test_evidence_stands_in_the_article(analysis):
    bodies = {d.source.id: d.body for d in analysis.documents}
    for fact in analysis.facts.facts:
        for item in fact.evidence:
            span = Span(start=item.start, end=item.end)
            assert any(body.overlaps(span) for body in bodies[item.source])


def test_page_furniture_stands_in_no_output(root, tmp_path):
    built = pipeline.build(root, output=tmp_path)
    # The view of the sources shows them whole, with what is not article in grey.
    for path in built.files:
        if path.suffix != ".pdf" and not path.stem.endswith("-sources"):
            text = path.read_text(encoding="utf-8")
            assert [words for words in EXPECTED["furniture"]["words"] if words in text] == []
