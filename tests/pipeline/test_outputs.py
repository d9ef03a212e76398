from __future__ import annotations

from pypdf import PdfReader

from briefgen.composition import printed_facts
from briefgen.models import Edition
from briefgen.pipeline import Builder, outputs
from briefgen.pipeline.outputs import printed_part


def part_of(edition):
    printed = printed_facts(edition.brief)
    facts = {fact.id: fact for fact in edition.facts if fact.id in printed}
    return printed_part(edition.brief, facts, edition.documents, edition.changes)


def test_of_a_large_edition_the_pdf_carries_what_it_prints_and_all_that_rests_on(project):
    edition = Builder(project, formats=["json"]).build().edition
    part = part_of(edition)
    printed = printed_facts(edition.brief)
    assert {fact.id for fact in part.facts} == printed & {fact.id for fact in edition.facts}
    known = {record.source.id for record in part.documents}
    assert {item.source for fact in part.facts for item in fact.evidence} <= known
    assert part.brief.sections == edition.brief.sections


def test_the_attachment_is_cut_only_where_facts_are_many(project, monkeypatch):
    Builder(project).build()
    [attached] = PdfReader(project / "output/wheat.pdf").attachments["wheat.json"]
    assert attached == (project / "output/wheat.json").read_bytes()
    monkeypatch.setattr(outputs, "MOST_ATTACHED", 1)
    (project / "templates").mkdir()
    (project / "templates/own.css").write_text("p {}")
    edition = Builder(project).build().edition
    [attached] = PdfReader(project / "output/wheat.pdf").attachments["wheat.json"]
    assert Edition.model_validate_json(attached) == part_of(edition)
