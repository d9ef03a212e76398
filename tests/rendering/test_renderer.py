from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefgen.composition.fitting import MOST_SIDE_BY_SIDE
from briefgen.errors import RenderingError
from briefgen.models import (
    Background,
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
from briefgen.rendering.environment import Environments

SAMPLE = Brief.model_validate_json(Path(__file__).with_name("sample.json").read_text("utf-8"))


def statement(text: str, *citations: int, **fields: str) -> Statement:
    return Statement(fact="f", text=text, citations=citations or (1,), **fields)


def source(number: int, name: str = "Reuters") -> SourceEntry:
    return SourceEntry(number=number, id=f"s{number}", path=f"s{number}.txt", name=name, digest="0" * 12)


def brief(*sections: object, sources: int = 1, **fields: object) -> Brief:
    listed = Sources(title="Sources", entries=tuple(source(n + 1) for n in range(sources)), method="By rule.")
    return Brief.model_validate(
        {"title": "T", "slug": "t", "parties": (), "sections": (*sections, listed), **fields}
    )


class Elements(HTMLParser):
    """Start tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module", name="render")
def _render() -> Callable[[Brief], str]:
    renderer = Renderer()
    return lambda brief: renderer.html(brief, renderer.markdown(brief))


def test_importing_the_stage_loads_none_of_the_three_libraries() -> None:
    program = (
        "import sys, briefgen.rendering; "
        "print(sorted({'jinja2', 'markdown', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_missing_system_library_names_the_packages_to_install(tmp_path: Path) -> None:
    fake = tmp_path / "weasyprint"
    fake.mkdir()
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\\nand more\")\n")
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from briefgen.errors import MissingLibraryError\n"
        "from briefgen.rendering import Renderer\n"
        "try:\n    Renderer().layout('<p>x')\n"
        "except MissingLibraryError as error:\n    print(error.message); print(error.hint)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True
    )
    message, hint = done.stdout.splitlines()
    assert message.endswith("is missing: cannot load library 'libpango-1.0-0'")
    assert hint == "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


def test_markdown_of_a_statement_is_words_speaker_and_citations_in_that_order() -> None:
    section = Background(
        title="Background",
        statements=(
            statement("They did.", 1, 2, speaker="A B", office="minister", date="6 July 2023"),
            statement("It grew in the U.S.", 1),
            Statement(fact="f", text="We will.", quoted=True, citations=(2,)),
        ),
    )
    markdown = Renderer().markdown(brief(section, sources=2))
    assert "They did *(A B, minister, 6 July 2023)*\xa0[^1][^2]." in markdown
    assert "It grew in the U.S.\xa0[^1]. “We will.”\xa0[^2]." in markdown


def test_sources_are_printed_under_their_own_number_also_when_the_second_is_cited_first(
    render: Callable[[Brief], str],
) -> None:
    html = render(brief(Background(title="B", statements=(statement("Second.", 2),)), sources=2))
    assert re.search(r'<a id="cite-2-a" href="#source-2" title="Source 2: Reuters">2</a>', html)
    assert re.findall(r'<li id="source-(\d)"><span class="source-number">\[(\d)\]', html) == [
        ("1", "1"),
        ("2", "2"),
    ]


def test_each_citation_leads_to_its_source_and_each_source_back_to_every_place(
    render: Callable[[Brief], str],
) -> None:
    html = render(SAMPLE)
    elements = Elements(html)
    identifiers = [attributes["id"] for _, attributes in elements.found if attributes.get("id")]
    assert len(identifiers) == len(set(identifiers))
    links = elements.all("a")
    assert {link["href"] for link in links} <= {f"#{name}" for name in identifiers}
    forward = [link["id"] for link in links if (link["href"] or "").startswith("#source-")]
    back = [(link["href"] or "")[1:] for link in links if (link["href"] or "").startswith("#cite-")]
    assert sorted(map(str, forward)) == sorted(back)
    assert all(link.get("title") for link in links)


def test_more_than_26_places_are_lettered_on_with_two_letters(render: Callable[[Brief], str]) -> None:
    html = render(brief(Background(title="B", statements=(statement("Again.", 1),) * 28)))
    assert 'href="#cite-1-z"' in html
    assert 'href="#cite-1-ab"' in html
    assert ">ab</a>" in html


def test_a_citation_its_word_and_its_full_stop_do_not_part(render: Callable[[Brief], str]) -> None:
    html = render(brief(Background(title="B", statements=(statement("It is so.", 1, speaker="A B"),))))
    assert re.search(
        r'It is so<span> </span><em class="attribution">\(A </em>'
        r'<span class="cited"><em class="attribution">B\)</em>\xa0<span class="citation">.*?</span>\.</span>',
        html,
    )


def test_a_citation_of_many_sources_and_a_long_word_can_break(render: Callable[[Brief], str]) -> None:
    many = statement("It is so", 1, 2, 3, 4, 5)
    long = statement("x" * 21, 1)
    html = render(brief(Background(title="B", statements=(many, long)), sources=5))
    assert 'class="citation"' in html
    assert 'class="cited"' not in html


def test_a_source_cited_but_not_listed_is_an_error() -> None:
    renderer = Renderer()
    lonely = brief(Background(title="B", statements=(statement("x", 7),)))
    with pytest.raises(RenderingError, match="source 7 is cited but not listed"):
        renderer.html(lonely, renderer.markdown(lonely))


def test_the_document_has_language_title_and_no_script_or_address(render: Callable[[Brief], str]) -> None:
    html = render(SAMPLE)
    elements = Elements(html)
    assert elements.all("html") == [{"lang": "en"}]
    assert "<title>U.S.–China: the coalition against synthetic drugs</title>" in html
    assert {tag for tag, _ in elements.found}.isdisjoint({"script", "link", "img", "iframe", "object"})
    assert "url(" not in html
    assert "://" not in html


def test_sections_carry_the_brief_s_ids_and_kinds_in_reading_order(render: Callable[[Brief], str]) -> None:
    sections = Elements(render(SAMPLE)).all("section")
    assert [(section["id"], section["class"]) for section in sections] == [
        (section.id, section.kind) for section in SAMPLE.sections
    ]


def test_headings_are_one_title_and_one_per_section(render: Callable[[Brief], str]) -> None:
    headings = re.findall(r"<(h\d)[^>]*>(.*?)</h\d>", render(SAMPLE))
    assert headings == [("h1", SAMPLE.title)] + [("h2", section.title) for section in SAMPLE.sections]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_positions_have_a_column_header_per_party_and_a_row_header_per_row(
    render: Callable[[Brief], str], count: int
) -> None:
    parties = tuple(Party(id=f"P{n}", name=f"Party {n}") for n in range(count))
    cells = tuple(PositionCell(party=party.id, note="No statement found") for party in parties)
    positions = Positions(title="Positions", parties=parties, rows=(PositionRow(label="Trade", cells=cells),))
    html = render(brief(positions))
    table = html[html.index("<table>") : html.index("</table>")]
    scopes = [attributes["scope"] for attributes in Elements(table).all("th")]
    assert scopes == ["col"] * count + ["row"]
    assert table.count('<p class="note"><em>No statement found</em></p>') == count
    assert [cell["data-label"] for cell in Elements(table).all("td") if "data-label" in cell] == [
        party.name for party in parties
    ]


def test_more_than_four_parties_have_a_row_each_under_the_issues_and_the_silent_ones_share_one(
    render: Callable[[Brief], str],
) -> None:
    parties = tuple(Party(id=f"P{n}", name=f"Party {n}") for n in range(5))
    said = statement("We agree.", speaker="Ann")
    rows = tuple(
        PositionRow(
            label=label,
            cells=tuple(
                PositionCell(party=party.id, statements=(said,))
                if party is speaker
                else PositionCell(party=party.id, note="Not here" if party is parties[0] else "No statement")
                for party in parties
            ),
        )
        for label, speaker in [("Trade", parties[2]), ("Ships", parties[4])]
    )
    html = render(brief(Positions(title="Positions", parties=parties, rows=rows)))
    table = html[html.index("<table>") : html.index("</table>")]
    groups = re.findall(r"<tbody>(.*?)</tbody>", table, re.DOTALL)
    texts = [
        [
            re.sub(r"<[^>]+>|\s+", " ", row).split("(")[0].split()
            for row in re.findall(r"<tr.*?</tr>", group, re.DOTALL)
        ]
        for group in groups
    ]
    assert [[" ".join(words) for words in group] for group in texts] == [
        ["Trade", "Party 2 We agree", "Party 1, Party 3, Party 4: no statement", "Party 0: not here"],
        ["Ships", "Party 4 We agree", "Party 1, Party 2, Party 3: no statement", "Party 0: not here"],
    ]
    scopes = [attributes["scope"] for attributes in Elements(table).all("th")]
    assert scopes == ["col", "col"] + ["rowgroup", "row"] * 2


def test_the_length_that_is_estimated_is_that_of_the_table_that_is_set(
    render: Callable[[Brief], str],
) -> None:
    for count, parts in [(MOST_SIDE_BY_SIDE, 1), (MOST_SIDE_BY_SIDE + 1, 2)]:
        parties = tuple(Party(id=f"P{n}", name=f"Party {n}") for n in range(count))
        cells = tuple(PositionCell(party=party.id, statements=(statement("Yes."),)) for party in parties)
        rows = (PositionRow(label="Trade", cells=cells), PositionRow(label="Ships", cells=cells))
        html = render(brief(Positions(title="Positions", parties=parties, rows=rows)))
        assert html.count("<tbody>") == parts


def test_the_timeline_parts_past_from_ahead_at_the_as_of_date(render: Callable[[Brief], str]) -> None:
    entries = tuple(
        TimelineEntry(fact="f", date=date, value="", ahead=ahead, text=text, citations=(1,))
        for date, ahead, text in [("2022", False, "It began."), ("2024", True, "It will end.")]
    )
    html = render(brief(Timeline(title="Timeline", entries=entries), as_of_text="7 July 2023"))
    rows = re.findall(r"<tr[^>]*>.*?</tr>", html, re.DOTALL)
    assert [re.sub(r"<[^>]+>|\s+", " ", row).split()[0] for row in rows] == ["Date", "2022", "Ahead,", "2024"]
    assert '<tr class="divider">' in html
    assert 'colspan="2"><em>Ahead, as of 7\xa0July 2023</em></td>' in html


def test_the_line_under_the_title_takes_series_and_number_from_the_furniture() -> None:
    furniture = Furniture(series="In Focus", number="7", desk="Desk", contact="a@b", marking="OFFICIAL")
    markdown = Renderer().markdown(brief(as_of_text="7 July 2023", furniture=furniture, sources_read=1))
    assert "\nIn Focus 7 · Edition 1 · As of 7 July 2023 · 1 source\n" in markdown
    assert markdown.startswith("**OFFICIAL**\n")
    assert markdown.endswith("**OFFICIAL**\n")
    assert "\nDesk · a@b\n" in markdown


def test_markings_of_head_and_foot_are_told_from_text(render: Callable[[Brief], str]) -> None:
    html = render(brief(furniture=Furniture(marking="TLP:AMBER")))
    assert html.count('<p class="marking"><strong>TLP:AMBER</strong></p>') == 2


def test_nothing_a_source_says_becomes_an_element_or_an_attribute(render: Callable[[Brief], str]) -> None:
    planted = (
        '"><script>alert(1)</script><img src=file:///etc/passwd onerror="x">{{ 7*7 }} ![x](http://h/) # **b**'
    )
    hostile = brief(
        Background(
            title=planted, statements=(statement(planted, speaker=planted, office=planted, date=planted),)
        ),
        title=planted,
        as_of_text=planted,
        furniture=Furniture(series=planted, desk=planted, contact=planted, marking=planted),
    )
    plain = brief(
        Background(title="a", statements=(statement("a", speaker="a", office="a", date="a"),)),
        title="a",
        as_of_text="a",
        furniture=Furniture(series="b", desk="c", contact="d", marking="e"),
    )
    tags = [tag for tag, _ in Elements(render(hostile)).found]
    assert tags == [tag for tag, _ in Elements(render(plain)).found]
    assert "49" not in render(hostile)


def test_controls_and_lone_surrogates_reach_no_output(render: Callable[[Brief], str]) -> None:
    odd = "a\x00\x1b\ud800\x02b"
    document = brief(title=odd, furniture=Furniture(series=odd, marking=odd), as_of_text=odd)
    for text in (Renderer().markdown(document), render(document)):
        assert not set("\x00\x1b\ud800\x02") & set(text)
        assert "a\ufffdb" in text


def test_each_section_can_be_rendered_alone() -> None:
    environments = Environments(None)
    for section in SAMPLE.sections:
        name = f"sections/{section.kind}.md.j2"
        text = environments.render(environments.markdown, name, brief=SAMPLE, section=section)
        assert text.lstrip().startswith(f"## {section.title}\n")


def test_commonmark_with_tables_sees_every_table_whole() -> None:
    # GitHub's Markdown is CommonMark with tables; markdown-it is another implementation of that.
    markdown_it = pytest.importorskip("markdown_it")
    html = markdown_it.MarkdownIt("commonmark").enable("table").render(Renderer().markdown(SAMPLE))
    rows = [table.count("<tr>") for table in html.split("<table>")[1:]]
    assert rows == [5, 5, 5, 4]
    assert re.findall(r"<h2>(.*?)</h2>", html) == [s.title for s in SAMPLE.sections]


def test_two_renderers_and_one_used_twice_give_the_same_document() -> None:
    first, second = Renderer(), Renderer()
    documents = {r.html(SAMPLE, r.markdown(SAMPLE)) for r in (first, second, first)}
    assert len(documents) == 1
