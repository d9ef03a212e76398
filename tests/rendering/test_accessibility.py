from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from briefgen import pipeline
from briefgen.models import Brief, Style
from briefgen.rendering import Renderer

SAMPLE = Brief.model_validate_json(Path(__file__).with_name("sample.json").read_text("utf-8"))
STYLES: tuple[Style, ...] = ("in-focus", "memo", "at-a-glance")
RENDERER = Renderer()
# outloud takes a table of two columns, one of them headers, for one whose headers fell apart.
NOT_HELD = {"TBL-010"}


@cache
def written(style: Style) -> bytes:
    marked = SAMPLE.furniture.model_copy(update={"marking": "OFFICIAL", "to": "The Minister"})
    brief = SAMPLE.model_copy(update={"template": style, "furniture": marked})
    html = RENDERER.html(brief, RENDERER.markdown(brief))
    return RENDERER.layout(html).pdf(attachments={"brief.json": b"{}"})


def elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from elements(node.get("/K", []))


def structure(reader: PdfReader) -> list[DictionaryObject]:
    return list(elements(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


@pytest.fixture(name="reader", params=STYLES)
def _reader(request: pytest.FixtureRequest) -> PdfReader:
    return PdfReader(BytesIO(written(request.param)))


@pytest.mark.parametrize("style", STYLES)
def test_pdfua_finds_nothing(style: Style, tmp_path: Path) -> None:
    pytest.importorskip("pdfua")
    (tmp_path / "brief.pdf").write_bytes(written(style))
    command = [sys.executable, "-W", "ignore", "-m", "pdfua", "check", "brief.pdf"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "errors=0 warnings=0 info=0" in done.stdout, done.stdout + done.stderr


@pytest.mark.parametrize("style", STYLES)
def test_outloud_finds_no_error_and_nothing_to_warn_of(style: Style, tmp_path: Path) -> None:
    pytest.importorskip("outloud")
    (tmp_path / "brief.pdf").write_bytes(written(style))
    program = "from outloud.cli import main; main()"
    command = [sys.executable, "-W", "ignore", "-c", program, "--json", "-", "brief.pdf"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    [result] = json.loads(done.stdout[done.stdout.index("{") :])["results"]
    found = [f for f in result["findings"] if f["severity"] != "info" and f["rule"] not in NOT_HELD]
    assert found == []
    assert result["stats"]["tagged"]


def test_headings_go_down_one_level_at_a_time(reader: PdfReader) -> None:
    levels = [int(str(e["/S"])[2:]) for e in structure(reader) if re.fullmatch(r"/H\d", str(e["/S"]))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert levels.count(1) == 1


def test_every_header_cell_has_a_scope_and_every_figure_words_and_a_place_on_its_page(
    reader: PdfReader,
) -> None:
    found = structure(reader)
    assert {str(e["/A"]["/Scope"]) for e in found if e["/S"] == "/TH"} == {"/Row", "/Column"}
    figures = [e for e in found if e["/S"] == "/Figure"]
    assert len(figures) == 1
    assert str(figures[0]["/Alt"]).startswith("Timeline, June 2023 to March 2024: 1 past and 2 ahead.")
    left, bottom, right, top = (float(edge) for edge in figures[0]["/A"]["/BBox"])
    _, _, width, height = (float(edge) for edge in figures[0]["/Pg"]["/MediaBox"])
    assert 0 < left < right < width
    assert 0 < bottom < top < height


def test_running_heads_markings_and_page_numbers_are_artifacts_and_not_read_out(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    numbers = root["/ParentTree"]["/Nums"]
    for index, page in enumerate(reader.pages):
        content = page.get_contents()
        assert content is not None
        drawn = content.get_data()
        artifacts = re.findall(rb"/Artifact\s*<</Type /Pagination>>\s*BDC(.*?)EMC", drawn, re.DOTALL)
        # Marking in head and foot, edition, page number; the title but on the first page.
        assert len([a for a in artifacts if b"Tj" in a or b"TJ" in a]) >= 4
        tagged = {int(number) for number in re.findall(rb"/MCID (\d+)", drawn)}
        owners = [owner.get_object() for owner in numbers[2 * index + 1]]
        assert tagged == {at for at, owner in enumerate(owners) if isinstance(owner, DictionaryObject)}


def test_the_reader_s_order_is_that_of_the_structure_and_the_title_is_shown(reader: PdfReader) -> None:
    root = reader.trailer["/Root"]
    assert [page["/Tabs"] for page in reader.pages] == ["/S"] * len(reader.pages)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert reader.metadata is not None
    assert reader.metadata.title == SAMPLE.title
    assert reader.outline


def test_links_lead_from_text_to_source_and_back_to_each_place(reader: PdfReader) -> None:
    places = reader.named_destinations
    links = [annotation.get_object() for page in reader.pages for annotation in page.get("/Annots", [])]
    forward = {str(link["/Dest"]) for link in links if str(link["/Dest"]).startswith("source-")}
    back = {str(link["/Dest"]) for link in links if str(link["/Dest"]).startswith("cite-")}
    assert forward == {"source-1", "source-2"}
    assert back == {name for name in places if name.startswith("cite-")}


def test_an_attachment_is_described_and_related_to_the_document(reader: PdfReader) -> None:
    [file] = [item.get_object() for item in reader.trailer["/Root"]["/AF"]]
    assert file["/UF"] == "brief.json"
    assert file["/AFRelationship"] == "/Data"
    assert SAMPLE.title in file["/Desc"]


def test_the_data_of_the_edition_comes_out_of_the_pdf_as_it_went_in(root: Path, tmp_path: Path) -> None:
    pipeline.build(root, output=tmp_path)
    [pdf] = tmp_path.glob("*.pdf")
    [data] = tmp_path.glob("*.json")
    assert PdfReader(pdf).attachments == {data.name: [data.read_bytes()]}
