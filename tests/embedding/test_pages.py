"""Fragments side by side in one page: what a claim leads to is its own source, whatever stands beside it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys

import markdown
import pytest

import briefgen
from briefgen.embedding import MARKDOWN, Section
from briefgen.embedding.flavours.dialects import DIALECTS, escaped
from briefgen.errors import UsageError


def section_of(claim, source, *, number=1, name="positions", slug="brief", edition=1, **more):
    """A section of one claim with one source."""
    cited = {"type": "citation", "sources": [number]}
    section = {
        "name": name, "kind": "other", "title": "Title", "words": 1, "citations": 1, "sha256": "ab" * 32,
        "blocks": [{"type": "paragraph", "content": [claim, cited, "."]}],
    }  # fmt: skip
    told = {"number": number, "id": source.lower(), "name": source, "sha256": "cd", "content": [source]}
    brief = {
        "title": "Brief", "slug": slug, "edition": edition, "as_of": None, "as_of_text": None,
        "language": "en", "marking": None, "sources": [told], **more,
    }  # fmt: skip
    return Section(brief, section)


def led_to(reading, page):
    """For each claim of a Python-Markdown page the words of the note that its link leads to."""
    root = reading.page_of(markdown.markdown(page, extensions=["footnotes", "tables"]))
    ids = {node.attributes["id"]: node for node in root.walk() if "id" in node.attributes}
    found = {}
    for paragraph in (node for node in root.walk() if node.tag == "p"):
        for link in (n for n in paragraph.walk() if n.attributes.get("class") == "footnote-ref"):
            note = ids[link.attributes["href"][1:]].text()
            found[paragraph.text().split()[0]] = note.replace("↩", "").split()
    return found


def test_python_markdown_does_lead_astray_without_names_for_notes(reading):
    page = "Wheat[^1].\n\n[^1]: Herald\n\nRice[^1].\n\n[^1]: Tribune\n"
    assert list(led_to(reading, page).values()) == [["Tribune"], ["Tribune"]]


@pytest.mark.parametrize(
    "other",
    [
        {"slug": "other"},
        {"name": "gaps"},
        {"edition": 2},
        {},
    ],
    ids=["another brief", "another section", "another edition", "another brief of the same name"],
)
def test_each_claim_of_a_page_leads_to_its_own_source(reading, other):
    sections = [section_of("Wheat", "Herald"), section_of("Rice", "Tribune", **other)]
    page = "\n\n".join(section.to_markdown("mkdocs") for section in sections)
    found = led_to(reading, page)
    assert [note for claim, note in found.items() if claim.startswith("Wheat")] == [["Herald"]]
    assert [note for claim, note in found.items() if claim.startswith("Rice")] == [["Tribune"]]


@pytest.mark.parametrize("flavour", MARKDOWN)
def test_the_numbers_of_two_sources_of_one_claim_are_never_read_as_one(flavour):
    section = section_of("Wheat", "Herald", number=1)
    section._blocks[0]["content"][1]["sources"] = [1, 2]
    section._brief["sources"].append({**section._brief["sources"][0], "number": 2})
    assert "][" not in section.to_markdown(flavour)
    assert section.to_markdown(flavour).count("[^") == 4


def test_sections_of_two_briefs_in_one_page_keep_their_sources(reading, briefs):
    sections = [brief.section("key-figures") for brief in briefs.values()]
    page = "\n\n".join(section.to_markdown("mkdocs") for section in sections)
    for section, seen in zip(sections, reading.readers["mkdocs"](page), strict=True):
        own = {"".join(note["name"].partition(",")[0]) for note in json.loads(section.to_json())["notes"]}
        assert len(seen.notes) == section.citations > 0
        assert all(any(note.strip().startswith(name) for name in own) for note in seen.notes)


def test_one_section_twice_has_different_names_if_it_is_asked_for(reading):
    section = section_of("Wheat", "Herald")
    labels = [
        set(re.findall(r"\[\^([^\]]+)\]", section.to_markdown(instance=instance)))
        for instance in ("", "second", "Third time!")
    ]
    assert [len(found) for found in labels] == [1, 1, 1]
    assert len(set.union(*labels)) == 3
    ids = [re.findall(r'id="([^"]+)"', section.to_html(instance=name)) for name in ("", "second")]
    assert ids[0] != ids[1]


def test_a_label_stays_where_only_the_edition_is_another():
    one, two = section_of("Wheat", "Herald"), section_of("Wheat", "Herald", edition=2)
    assert one.to_markdown(provenance=False) == two.to_markdown(provenance=False)


def test_html_is_one_section_that_says_what_it_is(reading, briefs):
    for brief in briefs.values():
        for name in brief.names:
            section = brief.section(name)
            root = reading.page_of(section.to_html(level=3))
            [element] = [node for node in root.children if not isinstance(node, str)]
            assert element.tag == "section"
            assert element.attributes == {
                "class": "briefgen",
                "data-section": name,
                "data-edition": "1",
                "data-sha256": section.sha256,
                "lang": "en",
            }
            for node in element.walk():
                assert node.tag not in {"script", "style", "img", "iframe", "link", "object", "h1", "h2"}
                assert not {"src", "style", "onclick"} & set(node.attributes)
                assert node.attributes.get("href", "#").startswith("#")
                assert node.attributes.get("class", "briefgen").startswith("briefgen")


def test_the_number_of_a_source_is_shown_once(reading):
    page = reading.page_of(section_of("Wheat", "Herald", number=7).to_html())
    [sources] = [n for n in page.walk() if n.attributes.get("class") == "briefgen-sources"]
    assert sources.tag == "ul"  # an ordered list would show numbers of its own
    assert sources.text().split() == ["[7]", "Herald"]


def test_headings_begin_where_the_host_wants_them_and_never_below_the_sixth():
    section = section_of("Wheat", "Herald")
    section._blocks.append({"type": "heading", "depth": 2, "content": ["Deeper"]})
    for level in range(1, 7):
        page = section.to_html(level=level)
        assert f"<h{level} " in page
        assert f"<h{min(level + 2, 6)}>Deeper" in page


def test_the_last_line_says_where_it_is_from(briefs):
    section = briefs["drugs"].section("gaps")
    line = "Source: U.S.–China: the coalition against synthetic drugs, edition 1, 7 July 2023"
    assert section.provenance == line
    for flavour in ("html", "latex", "text", "json"):
        assert line in section.render(flavour)
        assert line not in section.render(flavour, provenance=False)


def test_a_marking_travels_with_the_provenance():
    section = section_of("Wheat", "Herald", marking="TLP:AMBER")
    assert section.to_text().rstrip().endswith("Source: Brief, edition 1. TLP:AMBER")


def test_quarto_can_include_a_section_between_any_lines(briefs):
    text = briefs["drugs"].section("key-figures").to_markdown("quarto")
    assert text.startswith("\n## ")
    assert text.endswith("\n\n")
    assert "---\n" not in text.replace("| ---", "")


def test_inline_notes_name_the_source_after_the_claim():
    section = section_of("Wheat", "Herald, 1 May 2024")
    assert section.to_text(notes="inline", provenance=False).endswith("Wheat [Herald, 1 May 2024].\n")
    assert section.to_text(notes="none", provenance=False).endswith("Wheat.\n")


def test_a_notebook_shows_a_section_without_footnotes(briefs):
    section = briefs["drugs"].section("key-figures")
    bundle = section._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/markdown", "text/plain", "text/latex"}
    assert bundle["text/html"] == section._repr_html_()
    assert re.sub(r' style="[^"]*"', "", section._repr_html_()) == section.to_html()
    assert "[^" not in section._repr_markdown_()
    assert set(section._repr_mimebundle_(include=["text/html", "text/plain"], exclude=["text/plain"])) == {
        "text/html"
    }


@pytest.mark.parametrize("level", [0, 7, -1, "2", 2.0, True, None])
def test_levels_are_whole_numbers_from_1_to_6_for_everybody(level):
    section = section_of("Wheat", "Herald")
    for render in (section.to_html, section.to_markdown, section.to_json, section.to_docx):
        with pytest.raises(UsageError, match="a heading has no level") as caught:
            render(level=level)
        assert caught.value.hint == "levels are whole numbers from 1 to 6"


@pytest.mark.parametrize(
    "options", [{"level": 0}, {"notes": "below"}, {"to": "rtf"}], ids=["level", "notes", "flavour"]
)
def test_what_there_is_not_is_refused(options):
    with pytest.raises(UsageError):
        section_of("Wheat", "Herald").render(**{"to": "gfm", **options})


def test_html_is_no_markdown():
    with pytest.raises(UsageError, match="no Markdown"):
        section_of("Wheat", "Herald").to_markdown("html")


def test_a_missing_library_for_word_names_its_extra(projects):
    program = (
        "import sys, briefgen\n"
        "sys.modules['docx'] = None\n"
        f"section = briefgen.load({str(projects['drugs'])!r}).section('gaps')\n"
        "try:\n    section.to_docx()\nexcept briefgen.MissingExtraError as error:\n    print(error.hint)"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "briefgen[word]" in done.stdout


def test_the_digest_is_of_what_is_said_and_by_whom(briefs):
    digests = [briefs["drugs"].section(name).sha256 for name in briefs["drugs"].names]
    assert len(set(digests)) == len(digests)
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in digests)


def test_the_tree_is_json_with_all_that_a_program_needs(briefs):
    told = json.loads(briefs["kenya"].section("positions-no").to_json(level=4))
    assert told["name"] == "positions-no"
    assert told["title"] == "Position of Norway"
    assert (told["edition"], told["level"], told["language"]) == (1, 4, "en")
    assert told["notes"][0].keys() == {"number", "label", "name", "content"}


def test_amounts_and_brackets_stay_readable():
    assert escaped("[7 July] 5.5 percent, $20 million: U.S.-China", DIALECTS["pandoc"]) == (
        "\\[7 July] 5.5 percent, $20 million: U.S.-China"
    )


def test_the_words_of_the_project_s_own_templates_are_embedded(root, tmp_path):
    (tmp_path / "templates" / "sections").mkdir(parents=True)
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    (tmp_path / "brief.toml").write_text((root / "brief.toml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "templates" / "sections" / "gaps.md.j2").write_text(
        "## {{ section.title }}\n\n### What we *do not* know\n\n> Asked on 1 May.\n\n"
        "1. See [the desk](https://desk.example/a_b?x=1&y=2).\n2. `code`, twice\n\n"
        "## A word of ours\n\nSo be it.\n",
        encoding="utf-8",
    )
    briefgen.build(tmp_path, formats=("json",))
    brief = briefgen.load(tmp_path)
    assert brief.section("a-word-of-ours").to_text(provenance=False) == (
        "A word of ours\n--------------\n\nSo be it.\n"
    )
    assert brief.section("gaps").to_markdown(provenance=False) == (
        "## Gaps\n\n### What we *do not* know\n\n> Asked on 1\xa0May.\n\n"
        "1. See [the desk](https://desk.example/a_b?x=1&amp;y=2).\n2. `code`, twice\n"
    )
