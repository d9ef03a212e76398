"""Sections on their way through pandoc, and in Quarto's includes by its rules."""

from __future__ import annotations

import json
import re
import zipfile

import pypandoc
from lxml import etree

import briefgen

CLAIMS = {
    "China is ready to work with other countries": "Reuters",
    "Almost 80,000 Americans died": "Reuters",
    "Right now, 84 countries around the world": "Sputnik",
    "Norway has offered to invest": "Fjord Wire",
}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_every_format_leads_every_claim_to_its_source(example, shell, pages):
    folder = example("pandoc")
    shell()
    page = pages.read((folder / "report.html").read_text(encoding="utf-8"))
    pages.check(page)
    assert [pages.words(heading) for heading in page.iter("h3")] == ["Key figures"] * 2
    for claim, source in CLAIMS.items():
        assert in_gfm(folder / "report-gfm.md", claim).startswith(f"**{source}")
        assert in_latex(folder / "report.tex", claim).startswith(rf"\textbf{{{source}")
        assert in_word(folder / "report.docx", claim).startswith(source)


def in_gfm(path, claim):
    """The note of a claim; so in the other formats."""
    text = path.read_text(encoding="utf-8")
    found = re.search(rf"{claim}.*?\[\^(\w+)\]", " ".join(text.split()))
    return re.search(rf"^\[\^{found[1]}\]: (.*)", text, re.MULTILINE)[1]


def in_latex(path, claim):
    text = " ".join(path.read_text(encoding="utf-8").split())
    return text.partition(claim)[2].partition(r"\footnote{")[2]


def in_word(path, claim):
    with zipfile.ZipFile(path) as file:
        body, notes = (etree.fromstring(file.read(f"word/{name}.xml")) for name in ("document", "footnotes"))
    told = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in notes.iter(f"{W}footnote")}
    places = [place for tag in ("tr", "p") for place in body.iter(f"{W}{tag}")]
    place = next(place for place in places if claim in "".join(place.itertext()))
    [number] = [mark.get(f"{W}id") for mark in place.iter(f"{W}footnoteReference")]
    return told[number]


def included(folder):
    """The report as Quarto sees it: the files that it includes, pasted between its lines."""
    text = (folder / "report.qmd").read_text(encoding="utf-8")
    return re.sub(
        r"^\{\{< include (\S+) >\}\}$",
        lambda match: (folder / match[1]).read_text(encoding="utf-8"),
        text,
        flags=re.MULTILINE,
    )


def test_quarto_s_includes_lead_every_claim_to_its_source(example, shell, pages):
    folder = example("Quarto")
    shell()
    page = pages.read(pypandoc.convert_text(included(folder), "html", "markdown", ["--standalone"]))
    pages.check(page)
    assert [pages.words(part) for part in page.xpath("//body/p[not(em)]")] == ["This week:", "That was all."]


def test_a_file_for_quarto_follows_its_rules_for_includes(built):
    brief = briefgen.load(built / "desk")
    for name in brief.names:
        text = brief.section(name).to_markdown("quarto")
        assert re.fullmatch(r"\n#.*[^\n]\n\n", text, re.DOTALL)
        assert not re.search(r"^(?:---|\.\.\.)$", text, re.MULTILINE)


def test_a_section_twice_in_a_text_has_its_own_source_in_every_note(built):
    text = briefgen.load(built / "desk").section("positions-cn").to_markdown("pandoc")
    tree = json.loads(pypandoc.convert_text(f"{text}\n{text}", "json", "markdown"))
    assert json.dumps(tree).count('"t": "Note"') == 4
    assert json.dumps(tree).count('"c": "Reuters"') == 4


def test_no_word_of_a_source_is_a_shortcode_or_a_div(built, tmp_path):
    [path] = (built / "desk" / "output" / "editions" / "1").glob("*-sections.json")
    alone = tmp_path / "alone-sections.json"
    hostile = "{{< include x >}} ::: {.x} @fig-1 `r 1` $x$ <b>"
    alone.write_text(path.read_text(encoding="utf-8").replace("Washington should stop", hostile))
    text = briefgen.load(alone).section("positions-cn").to_markdown("quarto")
    assert "{{<" not in text
    plain = pypandoc.convert_text(text, "plain", "markdown", ["--wrap=none"])
    assert hostile in plain
