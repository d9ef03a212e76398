"""Fragments that other documents include, by the programs that include them."""

from __future__ import annotations

import pypandoc
import pytest

import briefgen
from briefgen.embedding.fragments import write_fragments

INCLUDED = (("desk", "positions-cn"), ("desk", "key-figures"), ("kenya", "key-figures"))
SNIPPET = '--8<-- "sections/key-figures.md:key-figures"'
MYST = (':start-after: "[start:key-figures] -->"', ':end-before: "<!-- --8<-- [end"')


@pytest.fixture
def sections(built, site):
    """Writes the fragments of both briefs below a folder of the site."""

    def sections(folder):
        for name in ("desk", "kenya"):
            write_fragments(briefgen.load(built / name), site / folder / name)
        return site

    return sections


def of(line, brief, section):
    """A line of the documentation for another section, in the folder of one of two briefs."""
    return line.replace("key-figures", section).replace("sections/", f"{brief}/")


def test_the_documentation_shows_the_lines_that_are_tested(root):
    text = (root / "docs" / "embedding.md").read_text(encoding="utf-8")
    for line in (SNIPPET, *MYST, r"\input{sections/key-figures}"):
        assert f"`{line}`" in text


def test_snippets_of_mkdocs_lead_every_claim_to_its_source(sections, program, pages):
    site = sections("sections")
    snippets = "pymdownx.snippets: {base_path: [sections], check_paths: true}"
    (site / "mkdocs.yml").write_text(
        f"site_name: x\nplugins: []\nmarkdown_extensions:\n  - footnotes\n  - tables\n  - {snippets}\n"
    )
    (site / "docs").mkdir()
    lines = [of(SNIPPET, *included) for included in INCLUDED]
    (site / "docs" / "index.md").write_text("\n\n".join(["# Report", *lines]) + "\n")
    program("mkdocs", "build", "--strict", "--quiet")
    page = pages.read((site / "site" / "index.html").read_text(encoding="utf-8"))
    pages.check(page)
    assert "8<" not in pages.words(page)


def test_includes_of_myst_lead_every_claim_to_its_source(sections, program, pages):
    site = sections("_sections")
    (site / "conf.py").write_text('extensions = ["myst_parser"]\nexclude_patterns = ["_sections"]\n')
    parts = [
        "\n".join(
            [
                f"```{{include}} _sections/{brief}/{section}.md",
                *(of(option, brief, section) for option in MYST),
                "```",
            ]
        )
        for brief, section in INCLUDED
    ]
    (site / "index.md").write_text("\n\n".join(["# Report", *parts]) + "\n")
    program("sphinx", "-W", "--keep-going", "-b", "html", ".", "_build")
    page = pages.read((site / "_build" / "index.html").read_text(encoding="utf-8"))
    pages.check(page)
    assert "8<" not in pages.words(page)


def test_files_that_latex_inputs_lead_every_claim_to_its_source(sections, pages, monkeypatch):
    site = sections("sections")
    monkeypatch.chdir(site)
    parts = "\n".join(rf"\input{{sections/{brief}/{section}}}" for brief, section in INCLUDED)
    text = f"\\documentclass{{article}}\n\\begin{{document}}\n{parts}\n\\end{{document}}\n"
    # Without the definitions for documents that load no hyperref: pandoc would take them.
    page = pypandoc.convert_text(text, "html", "latex-latex_macros", ["--standalone"])
    pages.check(pages.read(page))
