"""`briefgen embed` and `where-used`, and what a build does for the documents that brief.toml lists."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pytest

PAGE = "# Weekly\n\n<!-- briefgen:begin project=../project section=key-figures -->\n{}<!-- briefgen:end -->\n"


@pytest.fixture
def page(project, run, tmp_path):
    """A page beside a project that has an edition; it asks for the key figures."""
    assert run("build", project, "--format", "json").code == 0
    path = tmp_path / "wiki" / "page.md"
    path.parent.mkdir()
    path.write_text(PAGE.format(""))
    return path


def publish_more(project, run):
    source = project / "seeds" / "wheat.txt"
    source.write_text(source.read_text() + "\nNearly 900 boats were lost in 2021, the Boat Bureau says.\n")
    return run("build", project, "--format", "json")


def list_hosts(project, said):
    with (project / "brief.toml").open("a") as file:
        file.write(f"\n[embed]\n{said}\n")


def test_embed_fills_a_page_with_figures_and_their_source(page, run):
    result = run("embed", page)
    assert (result.code, result.err) == (0, "")
    assert "1 block in 1 document: 1 refilled, 0 up to date" in result.out
    text = page.read_text()
    assert "300 farmers" in text
    assert "[^wheat-key-figures-1" in text
    assert "edition=1 as-of=2024-05-10 sha256=" in text
    assert run("embed", page).out == "1 block in 1 document: 0 refilled, 1 up to date\n"


def test_a_check_prints_a_patch_that_applies_and_exits_with_1(page, run, project):
    run("embed", page)
    assert run("embed", "--check", page) == (0, "", "")
    publish_more(project, run)
    before = page.read_text()
    result = run("embed", "--check", page)
    assert (result.code, page.read_text()) == (1, before)
    assert "+" in result.out
    patch = subprocess.run(
        [shutil.which("git"), "apply", "-p0", "--unsafe-paths", "-"],
        input=result.out.replace(str(page), page.name),
        cwd=page.parent,
        text=True,
        capture_output=True,
        check=False,
    )
    assert patch.returncode == 0, patch.stderr
    assert run("embed", "--check", page).code == 0


def test_an_edit_by_hand_exits_with_2_and_force_gives_it_up(page, run):
    run("embed", page)
    page.write_text(page.read_text().replace("300", "3,000"))
    for options in ((), ("--check",)):
        result = run("embed", page, *options)
        assert result.code == 2
        assert f"{page}:3: the block of key-figures was edited by hand" in result.err
    assert run("embed", page, "--check", "--force").code == 1
    assert run("embed", page, "--force").code == 0
    assert "3,000" not in page.read_text()


def test_a_check_prints_the_patch_of_stale_blocks_beside_an_edited_one(page, run):
    run("embed", page)
    empty = PAGE.format("").replace("key-figures", "next-steps")
    page.write_text(page.read_text().replace("300", "3,000") + empty)
    result = run("embed", page, "--check")
    assert result.code == 2
    assert "was edited by hand" in result.err
    assert "+## Next steps" in result.out
    assert "3,000" not in "".join(line for line in result.out.splitlines() if line[:1] in "+-")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("key-figures", "key-figurs", "there is no section 'key-figurs'"),
        ("../project", "../nowhere", "nowhere"),
        ("<!-- briefgen:end -->", "", "briefgen:begin without a briefgen:end"),
    ],
)
def test_what_cannot_be_filled_is_an_error_with_file_and_line(page, run, old, new, said):
    text = page.read_text().replace(old, new)
    page.write_text(text)
    result = run("embed", page)
    assert result.code == 2
    assert f"error: {page}:3: " in result.err
    assert said in result.err
    assert "hint: " in result.err
    assert page.read_text() == text


def test_machines_are_told_the_state_of_every_block(page, run):
    [told] = json.loads(run("embed", page, "--json").out)
    assert told == {
        "path": str(page),
        "state": "stale",
        "blocks": [{"line": 3, "project": "../project", "section": "key-figures", "state": "stale"}],
        "problems": [],
    }


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [
        ("a.html", "<!-- {} -->", "<!-- {} -->"),
        ("a.rst", ".. {}", ".. {}"),
        ("a.tex", "% {}", "% {}"),
        ("a.qmd", "<!-- {} -->", "<!-- {} -->"),
    ],
)
def test_every_kind_of_document_takes_every_section(page, run, project, name, begin, end):
    sections = json.loads((project / "output" / "newest" / "wheat-sections.json").read_text())["sections"]
    lines = []
    for section in sections:
        lines += [begin.format(f"briefgen:begin project=../project section={section['name']}")]
        lines += [end.format("briefgen:end"), ""]
    path = page.with_name(name)
    path.write_text("\n".join(lines))
    assert run("embed", path).code == 0
    assert run("embed", "--check", path).code == 0
    assert "300 farmers" in path.read_text()


def test_where_used_lists_documents_with_edition_and_state(page, run, project, monkeypatch):
    monkeypatch.chdir(page.parent)
    run("embed", page)
    assert run("where-used", "key-figures", project).out == "page.md:3: key-figures, edition 1, current\n"
    publish_more(project, run)
    [told] = json.loads(run("where-used", "key-figures", project, "--json").out)
    assert told == {
        "host": "page.md",
        "line": 3,
        "section": "key-figures",
        "edition": 1,
        "as_of": "2024-05-10",
        "state": "stale",
    }
    assert "no known document carries section sources" in run("where-used", "sources", project).out


def test_where_used_refuses_what_is_no_section_and_lists_those_there_are(page, run, project, monkeypatch):
    result = run("where-used", "key-figurs", project)
    assert (result.code, result.out) == (2, "")
    assert "error: there is no section 'key-figurs'" in result.err
    assert "hint: the sections are bottom-line" in result.err
    monkeypatch.chdir(page.parent)
    for argument in ("../project", "."):
        result = run("where-used", argument)
        assert (result.code, result.out) == (2, "")
        assert f"error: {argument}: is a folder, and no section" in result.err
        assert f"`briefgen where-used SECTION {argument}`" in result.err


def test_a_scan_finds_documents_that_no_list_knows(page, run, project):
    assert "no known document" in run("where-used", "key-figures", project).out
    assert "never filled, stale" in run("where-used", "key-figures", project, "--scan", page.parent).out
    assert run("where-used", "key-figures", project, "--scan", page).code == 2


def test_a_build_refills_what_brief_toml_lists_and_writes_fragments(project, run):
    (project / "notes.md").write_text(PAGE.format("").replace("../project", "."))
    list_hosts(project, 'files = ["notes.md"]\nfragments = "output/sections"')
    assert run("build", project, "--format", "json", "--check").code == 1
    result = run("build", project, "--format", "json")
    assert (result.code, result.err) == (0, "")
    assert f"{project}/notes.md: refilled (key-figures)" in result.out
    assert "300 farmers" in (project / "notes.md").read_text()
    assert f"{project}/output/sections: " in result.out
    assert "300 farmers" in (project / "output" / "sections" / "_key-figures.qmd").read_text()
    assert run("build", project, "--format", "json", "--check").code == 0


def test_a_listed_document_never_stays_stale_in_silence(project, run):
    (project / "notes.md").write_text(PAGE.format("").replace("../project", "."))
    list_hosts(project, 'files = ["notes.md"]')
    run("build", project, "--format", "json")
    good = (project / "notes.md").read_text()
    (project / "notes.md").write_text(PAGE.format("").replace("../project", "."))
    assert run("build", project, "--format", "json", "--check").code == 1
    assert run("build", project, "--format", "json").code == 0
    assert (project / "notes.md").read_text() == good
    (project / "notes.md").write_text(good.replace("300", "400"))
    result = run("build", project, "--format", "json", "--log-json")
    assert result.code == 2
    assert "was edited by hand" in result.err
    record = json.loads(result.out.splitlines()[0])
    assert (record["exit_code"], record["published"]) == (2, "nothing")


def test_a_build_tells_machines_what_it_refilled(project, run):
    (project / "notes.md").write_text(PAGE.format("").replace("../project", "."))
    list_hosts(project, 'files = ["notes.md"]')
    told = json.loads(run("build", project, "--format", "json", "--json").out)["embedded"]
    assert [host["path"] for host in told["hosts"]] == [str(project / "notes.md")]
    assert (told["fragments"], told["removed"], told["problems"]) == ([], [], [])


def test_listing_documents_is_no_cause_of_the_next_edition(project, run):
    run("build", project, "--format", "json")
    (project / "notes.md").write_text(PAGE.format("").replace("../project", "."))
    list_hosts(project, 'files = ["notes.md"]')
    result = run("build", project, "--format", "json")
    assert (result.code, "refilled (key-figures)" in result.out) == (0, True)
    publish_more(project, run)
    history = run("history", project, "--json").out
    assert "embed" not in history
    assert "wheat.txt: edited" in history


def test_a_mistake_in_what_is_listed_is_told_though_no_edition_is_due(project, run):
    run("build", project, "--format", "json")
    list_hosts(project, "file = []")
    result = run("build", project, "--format", "json")
    assert (result.code, "embed.file: unknown key" in result.err) == (2, True)


def test_a_build_into_another_folder_leaves_documents_alone(project, run, tmp_path):
    text = PAGE.format("").replace("../project", ".")
    (project / "notes.md").write_text(text)
    list_hosts(project, 'files = ["notes.md"]')
    assert run("build", project, "--format", "json", "--output", tmp_path / "there").code == 0
    assert (project / "notes.md").read_text() == text


def test_the_documentation_shows_markers_that_work_and_has_none_itself(page, run, root):
    text = (root / "docs" / "embedding.md").read_text(encoding="utf-8")
    [example] = re.findall(r"^```markdown\n(.*?briefgen:begin.*?)^```", text, re.MULTILINE | re.DOTALL)
    page.write_text(example.replace("../desk", "../project"))
    assert run("embed", page).code == 0
    assert "\n### Key figures\n" in page.read_text()
    assert "0 blocks in 1 document" in run("embed", root / "docs" / "embedding.md").out
