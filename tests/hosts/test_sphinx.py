"""Sections in documents of Sphinx, in reStructuredText and MyST, built by Sphinx."""

from __future__ import annotations

import re

from lxml import html


def build(program, builder="html", *options, **how):
    return program("sphinx", "-W", "--keep-going", "-b", builder, *options, ".", f"_build/{builder}", **how)


def read(folder, name, builder="html"):
    return (folder / "_build" / builder / name).read_text(encoding="utf-8")


def test_the_example_leads_every_claim_to_its_source(example, program, pages):
    folder = example("Sphinx")
    build(program)
    page = pages.read(read(folder, "index.html"))
    pages.check(page)
    titles = [heading.tag for heading in page.iter("h1", "h2", "h3", "h4")][:6]
    assert titles == ["h1", "h2", "h2", "h2", "h2", "h3"]
    [note] = page.xpath("//div[contains(@class, 'admonition')]")
    assert "Position of China" in pages.words(note)
    assert pages.citations(note) == []


def test_a_section_twice_in_a_document_of_myst_has_names_of_its_own(example, program, pages):
    folder = example("Sphinx")
    build(program)
    page = pages.read(read(folder, "fish.html"))
    found = pages.sources(page, "Norway has offered to invest")
    told = [[entry.split("]")[1].partition(",")[0].strip() for entry in entries] for entries in found]
    assert told == [["Harbour Daily", "Fjord Wire"]] * 2
    assert [pages.words(h).rstrip("¶") for h in page.xpath("//h2 | //h4")] == ["Position of Norway"] * 2
    assert len(page.xpath("//li//h4")) == 1


def test_straight_quotation_marks_stay_as_the_source_has_them(example, program, briefs):
    [path] = (briefs / "kenya" / "output" / "editions" / "1").glob("*-sections.json")
    alone = briefs / "alone-sections.json"
    alone.write_text(path.read_text(encoding="utf-8").replace("hour by hour", "hour -- by 'hour'"))
    folder = example("Sphinx")
    page = folder / "fish.md"
    page.write_text(page.read_text().replace("../kenya", "../alone-sections.json"))
    build(program)
    assert "hour -- by 'hour'" in html.fromstring(read(folder, "fish.html")).text_content()


def test_latex_leads_every_claim_to_its_source(example, program):
    folder = example("Sphinx")
    build(program, "latex")
    [path] = (folder / "_build" / "latex").glob("*.tex")
    text = path.read_text(encoding="utf-8")
    text = text.replace(r"\detokenize", "").replace("{{", "{").replace("}}", "}")
    entries = dict(re.findall(r"\\label\{index:([^}]+-[0-9a-f]{6})\}.*?strong\{([^,}]+)", text))
    assert len(entries) == len(re.findall(r"\\label\{index:[^}]+-[0-9a-f]{6}\}", text)) == 6
    for claim, source in (("Right now, 84", "Sputnik"), ("Norway has offered", "Fjord Wire")):
        link = re.search(rf"{claim}.*?\\hyperref\[\{{index:([^}}]+)\}}\]", text, re.DOTALL)
        assert link is not None
        assert entries[link[1]] == source
    links = set(re.findall(r"\\hyperref\[\{index:([^}]+-[0-9a-f]{6})\}\]", text))
    assert links <= set(entries)


def test_plain_text_has_the_words_and_the_numbers(example, program):
    folder = example("Sphinx")
    build(program, "text")
    text = " ".join(read(folder, "index.txt", "text").split())
    assert "spokesperson for the Chinese embassy)* [1]." in text.replace("\xa0", " ")
    assert "* [1] **Reuters**, Michael Martina" in text


def test_a_document_is_read_again_when_its_brief_has_a_new_edition(example, program, another_edition):
    folder = example("Sphinx")
    for number in range(6):  # so many are shared out among processes
        text = ":orphan:\n\nMore\n====\n\n.. brief-section:: positions-cn\n"
        (folder / f"more-{number}.rst").write_text(text)
    build(program, "text", "-j", "2")
    another_edition()
    assert "0 added, 7 changed" in build(program, "text", "-j", "2")
    assert "Wang Haiyan" in read(folder, "index.txt", "text")
    assert "0 added, 0 changed" in build(program, "text")


def test_a_mistake_is_told_with_its_document_and_line(example, program):
    folder = example("Sphinx")
    (folder / "fish.md").write_text("# Fish\n\n```{brief-section} x\n```\n")
    told = build(program, "text", fails=True)
    assert re.search(r"fish\.md:3: ERROR: there is no section 'x' \(the sections are bottom-line", told)
    assert "0 added, 1 changed" in build(program, "text", fails=True)


def test_a_level_that_no_heading_has_is_a_mistake(example, program):
    folder = example("Sphinx")
    (folder / "fish.md").write_text("# Fish\n\n```{brief-section} key-figures\n:level: 7\n```\n")
    assert "a heading has no level 7" in build(program, "text", fails=True)
