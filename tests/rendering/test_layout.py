from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from briefgen.errors import RenderingError
from briefgen.models import Brief
from briefgen.rendering import Layout, Renderer

SAMPLE = Path(__file__).with_name("sample.json")
BRIEF = Brief.model_validate_json(SAMPLE.read_text("utf-8"))
RENDERER = Renderer()
PROGRAM = """
import hashlib, sys
from pathlib import Path
from briefgen.models import Brief
from briefgen.rendering import Renderer
brief = Brief.model_validate_json(Path(sys.argv[1]).read_text("utf-8"))
renderer = Renderer()
layout = renderer.layout(renderer.html(brief, renderer.markdown(brief)))
print(hashlib.sha256(layout.pdf(attachments={"a.json": b"{}", "b.txt": b"b"})).hexdigest())
"""


@cache
def html() -> str:
    return RENDERER.html(BRIEF, RENDERER.markdown(BRIEF))


@cache
def layout() -> Layout:
    return RENDERER.layout(html())


@cache
def reader() -> PdfReader:
    return PdfReader(BytesIO(layout().pdf(attachments={"brief.json": b'{"a": 1}'})))


def elements(node: Any) -> Iterator[DictionaryObject]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject) and "/S" in node:
        yield node
        yield from elements(node.get("/K", ArrayObject()))


def structure(*kinds: str) -> list[DictionaryObject]:
    found = elements(reader().trailer["/Root"]["/StructTreeRoot"]["/K"])
    return [element for element in found if element["/S"] in kinds]


def annotations() -> list[DictionaryObject]:
    return [annotation.get_object() for page in reader().pages for annotation in page.get("/Annots", [])]


def test_the_sample_brief_fills_two_pages_with_the_embedded_fonts_alone() -> None:
    assert layout().pages == len(reader().pages) == 2
    assert layout().missing_glyphs == ()


def test_weasyprint_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture) -> None:
    Renderer().layout(html()).pdf()
    assert [record.getMessage() for record in caplog.records if record.name == "weasyprint"] == []


def test_the_pdf_is_tagged_and_says_its_title_and_language() -> None:
    root = reader().trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader().metadata is not None
    assert reader().metadata.title == BRIEF.title
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


def test_the_bookmarks_are_the_headings_in_order() -> None:
    titles: list[str] = []

    def walk(items: list[Any]) -> None:
        for item in items:
            if isinstance(item, list):
                walk(item)
            else:
                titles.append(item.title)

    walk(reader().outline)
    assert titles == [BRIEF.title] + [section.title for section in BRIEF.sections]


def test_headings_are_tagged_in_order_without_a_gap() -> None:
    assert [element["/S"] for element in structure("/H1", "/H2", "/H3")] == ["/H1"] + ["/H2"] * len(
        BRIEF.sections
    )


def test_every_header_cell_has_a_scope_and_every_other_cell_its_headers() -> None:
    # Four tables: positions 2 + 4, figures 4 + 4, timeline 2 + 3, next steps 4 + 3 (columns + rows).
    scopes = [element["/A"]["/Scope"] for element in structure("/TH")]
    assert (scopes.count("/Column"), scopes.count("/Row")) == (12, 14)
    identifiers = {element["/ID"] for element in structure("/TH")}
    for cell in structure("/TD"):
        assert set(cell["/A"]["/Headers"]) <= identifiers


def test_every_link_is_described_printed_and_leads_to_a_place_that_exists() -> None:
    links = annotations()
    named = reader().named_destinations
    assert len(links) > 40
    for link in links:
        assert link["/Dest"] in named
        assert link["/F"] == 4
        assert link["/Contents"].startswith(("Source ", "Back to citation "))
    forward = {str(link["/Dest"]) for link in links if link["/Contents"].startswith("Source ")}
    assert forward == {"source-1", "source-2"}


def test_every_font_is_embedded_and_is_one_of_the_two_families() -> None:
    names = set()
    for page in reader().pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)
            names.add(str(descriptor["/FontName"]).partition("+")[2])
    assert all(name.startswith(("Source-Serif-Pro", "Source-Sans-Pro")) for name in names)
    assert len(names) >= 4


def test_attachments_travel_unchanged() -> None:
    assert reader().attachments["brief.json"] == [b'{"a": 1}']


def test_every_page_says_the_title_edition_date_and_its_number() -> None:
    for number, page in enumerate(reader().pages, start=1):
        text = page.extract_text()
        assert BRIEF.title in text
        assert "Edition 1 · As of 7 July 2023" in text
        assert f"Page {number} of 2" in text


def test_a_marking_stands_in_head_and_foot_of_every_page() -> None:
    marked = BRIEF.model_copy(update={"furniture": BRIEF.furniture.model_copy(update={"marking": "TLP:RED"})})
    document = RENDERER.layout(RENDERER.html(marked, RENDERER.markdown(marked))).pdf()
    pages = PdfReader(BytesIO(document)).pages
    assert [page.extract_text().count("TLP:RED") for page in pages] == [2] * len(pages)


def test_the_same_layout_written_twice_is_the_same_bytes() -> None:
    files = {"b.txt": b"b", "a.json": b"{}"}
    assert layout().pdf(attachments=files) == layout().pdf(attachments=dict(reversed(files.items())))


def test_the_bytes_do_not_depend_on_hash_seed_folder_or_day(tmp_path: Path) -> None:
    digests = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TMPDIR": str(folder), "TZ": f"UTC{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(SAMPLE)],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
        assert done.stderr == ""
    assert len(digests) == 1


def test_the_dates_in_the_pdf_are_the_brief_s_own() -> None:
    metadata = reader().metadata
    assert metadata is not None
    assert metadata.get("/CreationDate") == metadata.get("/ModDate") == "D:20230707"


@pytest.mark.parametrize(
    ("planted", "named"),
    [
        ('<img alt="" src="http://127.0.0.1:9/x.png">', "http://127.0.0.1:9/x.png"),
        ('<img alt="" src="file:///etc/hostname">', "file:///etc/hostname"),
        ('<img alt="" src="data:image/png;base64,AA">', "data:image/png;base64,AA"),
        ('<img alt="" src="x.png">', "x.png"),
        ('<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', "http://127.0.0.1:9/x.css"),
        ('<style>@import "//127.0.0.1/x.css";</style>', "127.0.0.1/x.css"),
        ("<style>p { background: url(file:///etc/hostname) }</style>", "file:///etc/hostname"),
        ('<object data="file:///etc/hostname"></object>', "file:///etc/hostname"),
        ('<img alt="" src="packaged:fonts/../__init__.py">', "packaged:fonts/../__init__.py"),
    ],
)
def test_asking_for_anything_but_a_packaged_font_is_an_error(planted: str, named: str) -> None:
    with pytest.raises(RenderingError) as caught:
        RENDERER.layout(f'<html lang="en"><title>x</title><body>{planted}<p>text').pdf()
    assert named in caught.value.message or "__init__" in caught.value.message


def test_a_character_that_the_fonts_lack_is_named() -> None:
    page = '<html lang="en"><title>x</title><body><p>“Žižek” – ≈ 5 € \u200f\xa0 漢字 ☃'
    assert RENDERER.layout(page).missing_glyphs == ("☃", "字", "漢")


def test_a_word_of_ten_thousand_characters_stays_on_the_page() -> None:
    word = "x" * 10_000
    rows = f"<table><tbody><tr><th>{word}</th><td>{word}</td></tr></tbody></table>"
    page = html().replace("<main>", f"<main><p>{word}</p><ul><li>{word}</li></ul>{rows}", 1)
    widest = 210 - 20  # millimetres of A4 up to the right margin
    for laid_out in RENDERER.layout(page)._document.pages:
        edges = [
            box.position_x + box.width for box in laid_out._page_box.descendants() if hasattr(box, "text")
        ]
        assert max(edges) <= widest / 25.4 * 96 + 0.5
