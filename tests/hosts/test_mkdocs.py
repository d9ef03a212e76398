"""Sections in pages of MkDocs, built and served by MkDocs."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


def build(program, folder):
    program("mkdocs", "build", "--strict", "--quiet")
    return {path.parent.name: path.read_text(encoding="utf-8") for path in folder.glob("site/**/index.html")}


def test_the_example_leads_every_claim_to_its_source(example, program, pages):
    folder = example("MkDocs")
    page = pages.read(build(program, folder)["site"])
    pages.check(page)
    titles = {heading.text: heading.tag for heading in page.iter("h1", "h2", "h3")}
    assert titles["Position of China"] == "h2"
    assert titles["Key figures"] == "h3"
    assert page.xpath("//a[@href='#position-of-china']")
    assert [pages.words(code) for code in page.xpath("//p/code")] == ['{{ brief_section("key-figures") }}']
    assert '{{ brief_section("key-figures", level=3) }}' in page.xpath("string(//pre)")


def test_a_section_thrice_on_a_page_has_names_of_its_own(example, program, pages):
    folder = example("MkDocs")
    page = pages.read(build(program, folder)["fish"])
    claims = pages.lowest(page, "Norway has offered to invest $45 million")
    found = [[pages.entry(page, name) for name in pages.citations(claim)] for claim in claims]
    # The line says first what an ambassador said, by one paper, then the offer, by another.
    told = [[entry.partition(",")[0] for entry in entries] for entries in found]
    assert told == [["Harbour Daily", "Fjord Wire"], [], ["Harbour Daily", "Fjord Wire"]]
    assert pages.words(claims[1]).endswith("(Lars Brekke, 5 March 2024) [Fjord Wire, 5 March 2024].")
    assert len(page.xpath("//li//h4")) == 1
    assert len(page.xpath("//div[contains(@class, 'admonition')]//h2")) == 1


def test_a_mistake_stops_the_build_with_the_page_and_the_line(example, program):
    folder = example("MkDocs")
    (folder / "docs" / "fish.md").write_text('---\na: b\n---\n\n# X\n\n{{ brief_section("x") }}\n')
    told = program("mkdocs", "build", fails=True)
    assert "fish.md: line 7: there is no section 'x' (the sections are bottom-line, " in told
    (folder / "docs" / "fish.md").write_text('{{ brief_section("x", project="none") }}\n')
    assert "holds no edition" in program("mkdocs", "build", fails=True)


def test_an_option_that_is_none_is_an_error(example, program):
    path = example("MkDocs") / "mkdocs.yml"
    path.write_text(path.read_text().replace("project: ../desk", "notes: below"))
    assert "notes" in program("mkdocs", "build", fails=True)


@pytest.fixture
def served(example, environment):
    """Serves the example, and gives a function that waits until its page says something."""
    folder = example("MkDocs")
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{found.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", address]
    server = subprocess.Popen(command, cwd=folder, env=environment)

    def wait_for(words, seconds=30):
        page = ""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"http://{address}/", timeout=5) as answer:
                    page = answer.read().decode()
            except (urllib.error.URLError, ConnectionError):
                page = ""
            if words in page:
                return page
            time.sleep(0.1)
        pytest.fail(f"{words!r} is not in {page[:2000]!r}")

    yield wait_for
    server.send_signal(signal.SIGINT)
    assert server.wait(20) == 0


def test_a_page_is_served_anew_when_its_brief_has_a_new_edition(served, another_edition):
    page = served("Liu Pengyu")
    assert "edition 1" in page
    another_edition()
    page = served("Wang Haiyan")
    assert "Liu Pengyu" not in page
    assert len(re.findall(r"edition 2", page)) == 2
