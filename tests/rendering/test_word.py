from __future__ import annotations

import datetime
import html
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import MissingExtraError, RenderingError
from briefgen.models import (
    Background,
    BottomLine,
    BottomLineEntry,
    Brief,
    Furniture,
    Party,
    PositionCell,
    PositionRow,
    Positions,
    SourceEntry,
    Sources,
    Statement,
    Timeline,
    TimelineEntry,
)
from briefgen.rendering import Renderer
from briefgen.rendering.escaping import plain
from briefgen.rendering.word import word_writer
from briefgen.rendering.word.markup import printable

SAMPLE = Brief.model_validate_json(Path(__file__).with_name("sample.json").read_text("utf-8"))
RENDERER = Renderer()
TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.%s.main+xml"


def word(brief: Brief, template: Path | None = None) -> bytes:
    return RENDERER.word(brief, RENDERER.markdown(brief), word_writer(template))


def document(brief: Brief, template: Path | None = None) -> Any:
    return docx.Document(io.BytesIO(word(brief, template)))


def paragraphs(root: Any) -> list[str]:
    """The text of every paragraph, those in tables too, in order."""
    return [text_of(paragraph) for paragraph in root.iter(qn("w:p"))]


def folded(text: str) -> str:
    """`text` as before typography: straight marks, plain blanks. What Word shows is print."""
    return text.translate(str.maketrans({"\xa0": " ", "“": '"', "”": '"', "‘": "'", "’": "'"}))


def text_of(element: Any) -> str:
    shown = {qn("w:t"): None, qn("w:tab"): "\t", qn("w:br"): "\n"}
    found = (shown[part.tag] or part.text or "" for part in element.iter(*shown))
    return "".join(found)


def brief(*sections: object, sources: int = 1, **fields: object) -> Brief:
    entries = tuple(
        SourceEntry(number=n, id=f"s{n}", path=f"s{n}.txt", name="Reuters", digest="0" * 12)
        for n in range(1, sources + 1)
    )
    listed = Sources(title="Sources", entries=entries, method="By rule.")
    return Brief.model_validate(
        {"title": "T", "slug": "t", "parties": (), "sections": (*sections, listed), **fields}
    )


def background(*texts: str, **fields: Any) -> Background:
    said = tuple(Statement(fact="f", text=text, citations=(1,), **fields) for text in texts)
    return Background(title="Background", statements=said)


def statements(brief: Brief) -> Iterator[Statement]:
    for section in brief.sections:
        match section:
            case BottomLine():
                yield from (s for entry in section.entries for s in entry.statements)
            case Background():
                yield from section.statements
            case Positions():
                yield from (s for row in section.rows for cell in row.cells for s in cell.statements)


def unstopped(text: str) -> str:
    return text.removesuffix(".") if not text.endswith(("…", "U.S.")) else text


def test_every_statement_stands_there_with_its_speaker_and_citations() -> None:
    text = folded("\n".join(paragraphs(document(SAMPLE).element.body)))
    said = list(statements(SAMPLE))
    assert len(said) > 10
    for statement in said:
        words = f"“{statement.text}”" if statement.quoted else unstopped(statement.text)
        who = re.escape(statement.speaker) if statement.speaker else ""
        numbers = ", ".join(map(str, statement.citations))
        cited = re.escape(f" [{numbers}].")
        found = re.search(re.escape(folded(words)) + rf"(?: \({who}[^()]*\))?{cited}", text)
        assert found, statement


def test_rows_of_figures_dates_and_steps_stand_in_their_tables() -> None:
    cells = [folded(text_of(cell)) for cell in document(SAMPLE).element.body.iter(qn("w:tc"))]
    for section in SAMPLE.sections:
        for row in getattr(section, "rows", getattr(section, "entries", ())):
            for name in ("figure", "date", "who"):
                if isinstance(text := getattr(row, name, None), str):
                    assert folded(text) in cells


def words_of_markdown(text: str) -> list[str]:
    text = text.replace("<br>", " ").replace("\\", "")
    return re.findall(r"\w+", html.unescape(text))


def words_of_document(body: Any) -> list[str]:
    for run in list(body.iter(qn("w:r"))):
        style = run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        if style is not None and style.get(qn("w:val")) == "BriefgenBacklink":
            run.getparent().remove(run)
    return [word for text in paragraphs(body) for word in re.findall(r"\w+", text)]


@settings(deadline=None, max_examples=25)
@given(st.sets(st.sampled_from(range(len(SAMPLE.sections) - 1))))
def test_the_words_are_those_of_the_markdown_whichever_sections_there_are(chosen: set[int]) -> None:
    some = tuple(SAMPLE.sections[index] for index in sorted(chosen))
    part = SAMPLE.model_copy(update={"sections": (*some, SAMPLE.sections[-1])})
    written = words_of_document(document(part).element.body)
    markdown = RENDERER.markdown(part)
    assert Counter(written) == Counter(words_of_markdown(markdown))
    # Word lists the sources before it says how the brief was made; up to there the order is the same too.
    before = words_of_markdown(markdown.partition("\n## Sources\n")[0])
    assert written[: len(before)] == before


def test_nothing_is_formatted_directly() -> None:
    marked = SAMPLE.model_copy(update={"furniture": Furniture(series="In Focus", marking="OFFICIAL")})
    with zipfile.ZipFile(io.BytesIO(word(marked))) as archive:
        names = [name for name in archive.namelist() if re.search(r"/(document|header|footer)\d*\.xml", name)]
        parts = [docx.oxml.parse_xml(archive.read(name)) for name in names]
    assert len(parts) > 3
    allowed = {
        "rPr": {"rStyle"},
        "pPr": {"pStyle"},
        "trPr": {"cantSplit", "tblHeader"},
        "tcPr": {"tcW", "gridSpan"},
        "tblPr": {"tblStyle", "tblW", "tblLayout", "tblLook"},
    }
    for part in parts:
        for name, children in allowed.items():
            for properties in part.iter(qn(f"w:{name}")):
                assert {child.tag.rpartition("}")[2] for child in properties} <= children


def test_every_style_that_is_used_is_defined_under_the_name_that_the_documentation_gives(root: Path) -> None:
    made = document(SAMPLE)
    defined = {style.style_id: style.name for style in made.styles}
    tags = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {e.get(qn("w:val")) for tag in tags for e in made.element.body.iter(qn(tag))}
    assert {"Title", "Heading1", "BriefgenTable", "BriefgenQuote", "BriefgenAttribution"} <= used
    page = (root / "docs" / "word.md").read_text("utf-8")
    for identifier in used:
        assert f"`{defined[identifier]}`" in page


def test_headings_are_one_title_and_one_heading_per_section() -> None:
    made = document(SAMPLE)
    headings = [(p.style.name, p.text) for p in made.paragraphs if p.style.name in ("Title", "Heading 1")]
    assert headings == [("Title", SAMPLE.title)] + [("Heading 1", s.title) for s in SAMPLE.sections]


def test_words_attributions_notes_and_quotations_have_their_styles() -> None:
    said = Statement(
        fact="f", text="We will go.", quoted=True, speaker="A B", date="6 July 2023", citations=(1,)
    )
    cells = (PositionCell(party="X", statements=(said,)), PositionCell(party="Y", note="No statement found"))
    parties = (Party(id="X", name="X-land"), Party(id="Y", name="Y-land"))
    rows = (PositionRow(label="Trade", cells=cells),)
    made = document(brief(Positions(title="Positions", parties=parties, rows=rows)))
    [table] = made.tables
    quoted, note = table.rows[1].cells[1].paragraphs[0], table.rows[1].cells[2].paragraphs[0]
    assert [(run.text, run.style.name) for run in quoted.runs] == [
        ("“We will go.”", "Briefgen Quote"),
        (" ", "Default Paragraph Font"),
        ("(A B, 6\xa0July 2023)", "Briefgen Attribution"),
        ("\xa0", "Default Paragraph Font"),
        ("[", "Briefgen Citation"),
        ("]", "Briefgen Citation"),
        (".", "Default Paragraph Font"),
    ]
    assert (note.style.name, note.text) == ("Briefgen Note", "No statement found")
    assert [cell.text for cell in table.rows[0].cells] == ["", "X-land", "Y-land"]


def test_tables_have_one_repeating_header_row_and_rows_that_stay_whole() -> None:
    made = document(SAMPLE)
    assert len(made.tables) == 4
    for table in made.tables:
        marks = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marks == [True] + [False] * (len(table.rows) - 1)
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
        grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(grid) - 9638) <= len(grid)  # 170 mm in twentieths of a point


def test_the_line_between_past_and_ahead_spans_its_table() -> None:
    entries = tuple(
        TimelineEntry(fact="f", date=date, value="", ahead=ahead, text="It is so.", citations=(1,))
        for date, ahead in [("2022", False), ("2024", True)]
    )
    made = document(brief(Timeline(title="Timeline", entries=entries), as_of_text="7 July 2023"))
    [table] = made.tables
    assert [cell.text for cell in table.rows[2].cells] == ["Ahead, as of 7\xa0July 2023"] * 2
    assert table.rows[2].cells[0].paragraphs[0].style.name == "Briefgen Table Divider"


def anchors(body: Any) -> list[tuple[str, str, str]]:
    links = body.iter(qn("w:hyperlink"))
    return [(link.get(qn("w:anchor")), text_of(link), link.get(qn("w:tooltip"))) for link in links]


def test_each_citation_leads_to_its_source_and_each_source_back() -> None:
    body = document(SAMPLE).element.body
    starts = list(body.iter(qn("w:bookmarkStart")))
    names = [start.get(qn("w:name")) for start in starts]
    numbers = [start.get(qn("w:id")) for start in starts]
    assert len(names) == len({name.lower() for name in names})
    assert len(numbers) == len(set(numbers))
    assert numbers == sorted((e.get(qn("w:id")) for e in body.iter(qn("w:bookmarkEnd"))), key=numbers.index)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)
    links = anchors(body)
    assert {anchor for anchor, _, _ in links} <= set(names)
    forward = [link for link in links if link[0].startswith("source_")]
    back = [link for link in links if link[0].startswith("cite_")]
    assert len(forward) == len(back) == len([name for name in names if name.startswith("cite_")])
    assert all(anchor == f"source_{text}" and f"Source {text}: " in tip for anchor, text, tip in forward)
    source = next(p for p in body.iter(qn("w:p")) if text_of(p).startswith("[1]\t"))
    assert "source_1" in [start.get(qn("w:name")) for start in source.iter(qn("w:bookmarkStart"))]
    assert anchors(source)[0][2] == "Back to citation a of source 1"


def test_sections_can_be_linked_to() -> None:
    names = [e.get(qn("w:name")) for e in document(SAMPLE).element.body.iter(qn("w:bookmarkStart"))]
    assert {section.id.replace("-", "_") for section in SAMPLE.sections} <= set(names)


def test_a_tip_that_word_would_refuse_is_cut() -> None:
    entry = SourceEntry(number=1, id="s", path="s.txt", name="N" * 400, digest="0")
    made = brief(background("It is so."))
    listed = Sources(title="Sources", entries=(entry,), method="By rule.")
    tips = [
        tip
        for _, _, tip in anchors(
            document(made.model_copy(update={"sections": (made.sections[0], listed)})).element.body
        )
    ]
    assert max(map(len, tips)) == 250


def furniture(part: Any) -> list[str]:
    return paragraphs(part._element)


def test_head_and_foot_carry_title_edition_marking_and_page_numbers() -> None:
    marked = SAMPLE.model_copy(update={"furniture": Furniture(series="In Focus", marking="OFFICIAL")})
    [section] = document(marked).sections
    edition = "In Focus · Edition 1 · As of 7 July 2023 · 2 sources"
    assert furniture(section.header) == ["OFFICIAL", f"{SAMPLE.title}\tIn Focus"]
    assert furniture(section.first_page_header) == ["OFFICIAL", "\tIn Focus"]
    for foot in (section.footer, section.first_page_footer):
        assert furniture(foot) == [f"{edition}\tPage 1 of 1", "OFFICIAL"]
        fields = [field.get(qn("w:instr")).strip() for field in foot._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert "OFFICIAL" not in "".join(paragraphs(document(marked).element.body))


def test_the_properties_are_the_brief_s_and_none_is_of_the_clock() -> None:
    signed = SAMPLE.model_copy(update={"furniture": Furniture(desk="China desk"), "edition": 3})
    properties = document(signed).core_properties
    assert (properties.title, properties.author, properties.language) == (SAMPLE.title, "China desk", "en")
    assert properties.subject == "Policy brief · Edition 3 · As of 7 July 2023 · 2 sources"
    assert properties.created == properties.modified == datetime.datetime(2023, 7, 7, tzinfo=datetime.UTC)
    assert properties.revision == 3


def test_the_language_of_the_words_is_the_brief_s() -> None:
    def language(brief: Brief) -> str:
        [lang] = document(brief).styles.element.iter(qn("w:lang"))
        return str(lang.get(qn("w:val")))

    assert language(SAMPLE) == "en-GB"
    assert language(SAMPLE.model_copy(update={"language": "fr"})) == "fr"


def test_the_same_brief_gives_the_same_bytes_without_the_time_of_day() -> None:
    first = word(SAMPLE)
    assert word(SAMPLE) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


# --- templates of an office


@pytest.fixture(name="house")
def _house(tmp_path: Path) -> Callable[..., Path]:
    """A template as an office has one: python-docx's own, with a heading, a page and a header of its own."""

    def make(head: str = "", suffix: str = ".docx") -> Path:
        made = docx.Document()
        made.add_paragraph("Replace this text")
        made.styles["Heading 1"].font.name = "Garamond"
        quote = made.styles.add_style("Briefgen Quote", WD_STYLE_TYPE.CHARACTER)
        quote.font.italic = True
        section = made.sections[0]
        section.page_width, section.left_margin, section.right_margin = Mm(200), Mm(25), Mm(25)
        section.header.paragraphs[0].text = head
        path = tmp_path / f"house{suffix}"
        made.save(str(path))
        return path

    return make


def test_the_styles_of_a_template_are_used_and_only_missing_ones_added(house: Callable[..., Path]) -> None:
    made = document(SAMPLE, house())
    assert made.styles["Heading 1"].font.name == "Garamond"
    assert made.styles["Briefgen Quote"].font.italic
    assert made.styles["Briefgen Attribution"].type == WD_STYLE_TYPE.CHARACTER
    names = [style.name for style in made.styles]
    assert len(names) == len(set(names))
    identifiers = [style.style_id for style in made.styles]
    assert len(identifiers) == len(set(identifiers))
    headings = [p for p in made.paragraphs if p.style.name == "Heading 1"]
    assert [p.text for p in headings] == [section.title for section in SAMPLE.sections]
    assert "Replace this text" not in "".join(paragraphs(made.element.body))


def test_the_page_of_a_template_is_used(house: Callable[..., Path]) -> None:
    made = document(SAMPLE, house())
    assert abs(made.sections[0].page_width - Mm(200)) < Pt(1)
    grid = [int(column.get(qn("w:w"))) for column in made.tables[0]._tbl.tblGrid]
    assert abs(sum(grid) - 150 * 1440 / 25.4) <= len(grid) + 1
    right = [tab.get(qn("w:pos")) for tab in made.styles["Briefgen Footer"].element.iter(qn("w:tab"))]
    assert right[-1] == str(sum(grid)) or abs(int(right[-1]) - sum(grid)) <= len(grid)
    clear = made.styles["Briefgen Footer"].element.findall(f".//{qn('w:tab')}")[:-1]
    assert {tab.get(qn("w:val")) for tab in clear} == {"clear"}


def test_a_letterhead_stays_and_the_marking_is_added_to_it(house: Callable[..., Path]) -> None:
    marked = SAMPLE.model_copy(update={"furniture": Furniture(marking="OFFICIAL")})
    section = document(marked, house("Ministry")).sections[0]
    assert furniture(section.header) == ["OFFICIAL", "Ministry"]
    assert furniture(section.footer)[-1] == "OFFICIAL"
    assert furniture(section.footer)[0].endswith("Page 1 of 1")


def test_a_letterhead_of_an_earlier_section_is_that_of_the_brief(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Ministry"
    made.add_section()
    path = tmp_path / "two.docx"
    made.save(str(path))
    assert furniture(document(SAMPLE, path).sections[-1].header) == ["Ministry"]


def test_a_template_in_another_language_of_word_is_matched_by_the_names_of_its_styles(tmp_path: Path) -> None:
    made = docx.Document()
    made.styles["Heading 1"].element.set(qn("w:styleId"), "berschrift1")
    path = tmp_path / "haus.docx"
    made.save(str(path))
    used = {p.style.style_id for p in document(SAMPLE, path).paragraphs}
    assert "berschrift1" in used
    assert "Heading1" not in used


def test_a_template_proper_opens_as_a_document(house: Callable[..., Path], tmp_path: Path) -> None:
    target = tmp_path / "proper.dotx"
    with zipfile.ZipFile(house()) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(
                    (TEMPLATE_TYPE % "document").encode(), (TEMPLATE_TYPE % "template").encode()
                )
            archive.writestr(name, data)
    with pytest.raises(ValueError, match="not a Word file"):
        docx.Document(str(target))
    assert document(SAMPLE, target).styles["Heading 1"].font.name == "Garamond"


def test_bullets_are_added_to_a_template_that_has_no_lists(tmp_path: Path) -> None:
    made = docx.Document()
    made.styles["List Bullet"].delete()
    for name, relationship in list(made.part.rels.items()):
        if relationship.reltype.endswith("/numbering"):
            made.part.rels.pop(name)
    path = tmp_path / "bare.docx"
    made.save(str(path))
    written = document(SAMPLE, path)
    bullet = written.styles["List Bullet"].element
    [number] = [e.get(qn("w:val")) for e in bullet.iter(qn("w:numId"))]
    listed = written.part.numbering_part.element
    assert number in [num.get(qn("w:numId")) for num in listed.findall(qn("w:num"))]
    assert [e.get(qn("w:val")) for e in listed.iter(qn("w:pStyle"))] == [bullet.get(qn("w:styleId"))]


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + bytes(18)])
def test_a_template_that_is_no_word_file_is_an_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "house.dotx"
    path.write_bytes(content)
    with pytest.raises(RenderingError, match=r"^house\.dotx: cannot be opened .*not a \.docx or \.dotx"):
        word_writer(path, "house.dotx")


def test_a_template_that_is_not_there_or_holds_something_else_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RenderingError, match=r"^gone\.docx: .*No such file"):
        word_writer(tmp_path / "gone.docx", "gone.docx")
    path = tmp_path / "odd.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>")
    with pytest.raises(RenderingError, match=r"^odd\.docx: cannot be opened") as caught:
        word_writer(path, "odd.docx")
    assert caught.value.exit_code == 5


def altered(source: Path, target: Path, old: bytes, new: bytes) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, data.replace(old, new) if name == "word/document.xml" else data)
    return target


def test_a_template_without_a_body_or_a_section_is_an_error_or_completed(
    house: Callable[..., Path], tmp_path: Path
) -> None:
    bodiless = altered(house(), tmp_path / "bodiless.docx", b"w:body", b"w:bodyless")
    with pytest.raises(RenderingError, match=r"^bodiless\.docx: .*no body"):
        word_writer(bodiless, "bodiless.docx")
    pageless = altered(house(), tmp_path / "pageless.docx", b"w:sectPr", b"w:gone")
    assert document(SAMPLE, pageless).paragraphs[0].text == SAMPLE.title


def test_without_python_docx_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("briefgen.rendering.word.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError) as caught:
        word_writer()
    assert caught.value.hint == "pip install 'briefgen[word]'"
    assert caught.value.exit_code == 5


# --- what an office's own Markdown templates can bring


def written(html: str) -> Any:
    return docx.Document(io.BytesIO(word_writer().write(SAMPLE, html, "Edition 1")))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one<br>\ntwo</p>", [("Body Text", "one\ntwo")]),
        ("<h3>Part</h3>\n<p> a \n b </p>", [("Heading 2", "Part"), ("Body Text", "a b")]),
        (
            "<ol>\n<li>a</li>\n<li><p>b</p></li></ol>",
            [("List Paragraph", "1.\xa0a"), ("List Paragraph", "2.\xa0b")],
        ),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [("List Bullet", "a"), ("List Bullet", "b")]),
        ("<blockquote>\n<p>a</p>\n</blockquote>", [("Quote", "a")]),
        ("<p>a</p><hr><svg><title>Drawn</title></svg><p>b</p>", [("Body Text", "a"), ("Body Text", "b")]),
        ("<div>loose <b>words</b><p>end</p></div>", [("Body Text", "loose words"), ("Body Text", "end")]),
    ],
)
def test_blocks_of_html_are_paragraphs_in_built_in_styles(html: str, expected: list[tuple[str, str]]) -> None:
    made = written(html)
    assert [(p.style.name, p.text) for p in made.paragraphs] == expected


def test_words_are_lost_neither_before_a_list_s_numbers_nor_in_it() -> None:
    assert paragraphs(written("<ol><li><p>a</p>b</li></ol>").element.body) == ["1.\xa0a", "b"]


def test_links_lead_to_the_web_or_into_the_document_and_nowhere_else() -> None:
    made = written(
        '<h2 id="here">Here</h2><p><a href="#here">in</a> <a href="#gone">lost</a> '
        '<a href="https://example.org/a">out</a> <a href="javascript:alert(1)">bad</a></p>'
    )
    links = list(made.element.body.iter(qn("w:hyperlink")))
    assert [text_of(link) for link in links] == ["in", "out"]
    assert links[0].get(qn("w:anchor")) == "here"
    assert made.part.rels[links[1].get(qn("r:id"))].target_ref == "https://example.org/a"
    assert text_of(made.paragraphs[1]._p) == "in lost out bad"


def test_tables_that_follow_one_another_stay_two_and_a_document_ends_in_a_paragraph() -> None:
    table = "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"
    made = written(table + table)
    assert [child.tag.rpartition("}")[2] for child in made.element.body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_long_names_that_begin_alike_are_different_bookmarks() -> None:
    names = ["s" * 60 + "1", "s" * 60 + "2", "1st"]
    made = written("".join(f'<section id="{name}"><h2>T</h2></section>' for name in names))
    found = [start.get(qn("w:name")) for start in made.element.body.iter(qn("w:bookmarkStart"))]
    assert found == ["s" * 40, "s" * 38 + "_2", "b_1st"]


# --- hostile text


HOSTILE = [
    "<script>alert(1)</script>",
    '<w:p/> &amp; &#x41; "]]>',
    "{{ 7*7 }} {% raw %}",
    "![x](http://a.b/c.png) [y](javascript:alert(1)) [^1] `code` **b** | pipe",
    "# not a heading",
    "x" * 10_000,
    "one \u202eturned\u202c two \x00\x07\ud800 three",
    "““““ “open” ””",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_the_same_characters(text: str) -> None:
    cells = (PositionCell(party="X", statements=(Statement(fact="f", text=text, citations=(1,)),)),)
    row = PositionRow(label=text, cells=cells)
    positions = Positions(title=text, parties=(Party(id="X", name=text),), rows=(row,))
    entry = BottomLineEntry(label="Next", statements=cells[0].statements)
    gist = BottomLine(title="Bottom line", entries=(entry,))
    made = document(
        brief(gist, positions, background(text), title=text, furniture=Furniture(marking=text, series=text))
    )
    shown = folded(plain(text))
    texts = [folded(line) for line in paragraphs(made.element.body)]
    assert (
        sum(shown in line for line in texts) == 8
    )  # title, edition, gist, heading, party, label, cell, background
    assert {link.get(qn("w:anchor"))[:5] for link in made.element.body.iter(qn("w:hyperlink"))} == {
        "sourc",
        "cite_",
    }
    assert made.core_properties.title == plain(text)[:255]
    assert not any(rel.is_external for rel in made.part.rels.values())


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(), min_size=1, max_size=40))
def test_any_text_at_all_can_be_written(text: str) -> None:
    made = document(brief(background("Start", f"a{text}z"), title=text or "T", language="en"))
    assert folded(plain(f"a{text}z")) in folded("\n".join(paragraphs(made.element.body)))


@given(st.text(st.characters()))
def test_what_xml_cannot_hold_is_replaced_and_nothing_else(text: str) -> None:
    shown = printable(text)
    assert len(shown) == len(text)
    made = docx.oxml.OxmlElement("w:t")
    made.text = shown
    for before, after in zip(text, shown, strict=True):
        allowed = before in "\t\n\r" or ord(before) >= 32
        allowed = allowed and not 0xD800 <= ord(before) <= 0xDFFF and before not in "\ufffe\uffff"
        assert after == (before if allowed else "\ufffd")
