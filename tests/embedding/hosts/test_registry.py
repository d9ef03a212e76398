from __future__ import annotations

import json
import shutil

import pytest

from briefgen.embedding.registry import FILE_NAME, known_hosts, register, scan
from briefgen.embedding.usage import survey
from briefgen.errors import UsageError


def uses(*arguments):
    return survey(*arguments).uses


PAGE = "# Page\n\n<!-- briefgen:begin project={} section={} -->\n<!-- briefgen:end -->\n"


@pytest.fixture
def wiki(tmp_path, briefs, desk):
    """Three pages: of one brief, of two, and of the other one."""
    desk(tmp_path / "other", 9, figures="Ten boats")
    folder = tmp_path / "wiki"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.md").write_text(PAGE.format("../desk", "figures"))
    two = PAGE.format("../../desk", "positions-cn") + PAGE.format("../../other", "figures")
    (folder / "deep" / "b.md").write_text(two)
    (folder / "c.html").write_text(PAGE.format("../other", "figures"))
    return folder


def pages(wiki):
    return [wiki / "a.md", wiki / "deep" / "b.md", wiki / "c.html"]


def test_embedding_notes_a_host_in_every_project_that_it_names(wiki, briefs, embed):
    register(embed(*pages(wiki)))
    assert known_hosts(briefs) == [wiki / "a.md", wiki / "deep" / "b.md"]
    assert known_hosts(briefs.parent / "other") == [wiki / "c.html", wiki / "deep" / "b.md"]


def test_a_project_named_by_its_configuration_is_the_same_project(wiki, briefs, embed):
    (wiki / "a.md").write_text(PAGE.format("../desk/brief.toml", "figures"))
    register(embed(wiki / "a.md"))
    assert known_hosts(briefs) == [wiki / "a.md"]
    assert [(use.section, use.state) for use in uses(briefs)] == [("figures", "current")]


def test_names_are_kept_relative_so_that_a_tree_can_be_moved(wiki, briefs, embed, tmp_path):
    register(embed(*pages(wiki)))
    said = json.loads((briefs / ".briefgen" / FILE_NAME).read_text())
    assert said == {"version": 1, "hosts": ["../wiki/a.md", "../wiki/deep/b.md"]}
    moved = tmp_path / "moved"
    moved.mkdir()
    for name in ("desk", "wiki"):
        shutil.move(tmp_path / name, moved / name)
    assert known_hosts(moved / "desk") == [moved / "wiki" / "a.md", moved / "wiki" / "deep" / "b.md"]


def test_scanning_brings_a_deleted_list_back(wiki, briefs, embed):
    register(embed(*pages(wiki)))
    before = (briefs / ".briefgen" / FILE_NAME).read_bytes()
    shutil.rmtree(briefs / ".briefgen")
    assert scan(briefs, wiki) == [wiki / "a.md", wiki / "deep" / "b.md"]
    assert (briefs / ".briefgen" / FILE_NAME).read_bytes() == before


def test_scanning_a_folder_drops_what_carries_nothing_there_and_keeps_what_lies_elsewhere(
    wiki, briefs, embed
):
    register(embed(*pages(wiki)))
    (wiki / "deep" / "b.md").write_text("nothing any more")
    assert scan(briefs, wiki / "deep") == [wiki / "a.md"]
    assert known_hosts(briefs) == [wiki / "a.md"]


def test_scanning_passes_over_hidden_folders_and_what_cannot_be_read(wiki, briefs):
    (wiki / ".git").mkdir()
    shutil.copy(wiki / "a.md", wiki / ".git" / "a.md")
    (wiki / "broken.md").write_text("<!-- briefgen:begin project=../desk section=x -->")
    (wiki / "lost.md").symlink_to("nowhere.md")
    assert scan(briefs, wiki) == [wiki / "a.md", wiki / "deep" / "b.md"]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"version": 1}', '{"version": 2, "hosts": ["a.md"]}', "\xff"]
)
def test_a_damaged_list_is_an_empty_one(briefs, text):
    (briefs / ".briefgen").mkdir()
    (briefs / ".briefgen" / FILE_NAME).write_text(text, encoding="latin-1")
    assert known_hosts(briefs) == []


def test_a_host_that_is_gone_is_no_longer_kept(wiki, briefs, embed):
    register(embed(*pages(wiki)))
    (wiki / "a.md").unlink()
    register(embed(wiki / "deep" / "b.md"))
    assert known_hosts(briefs) == [wiki / "deep" / "b.md"]


def test_uses_tell_edition_and_state_as_they_are_now(wiki, briefs, embed, desk):
    register(embed(*pages(wiki)))
    assert [(u.host, u.line, u.section, u.edition, u.as_of, u.state) for u in uses(briefs)] == [
        (str(wiki / "a.md"), 3, "figures", 4, "2023-07-07", "current"),
        (str(wiki / "deep" / "b.md"), 3, "positions-cn", 4, "2023-07-07", "current"),
    ]
    desk(briefs, 5, figures="Nearly 400 farms")
    (wiki / "a.md").write_text((wiki / "a.md").read_text().replace("300", "500"))
    assert [(u.section, u.state) for u in uses(briefs)] == [("figures", "edited"), ("positions-cn", "failed")]
    assert [u.section for u in uses(briefs, "figures")] == ["figures"]
    with pytest.raises(UsageError, match="there is no section nothing"):
        uses(briefs, "nothing")


def test_a_section_that_only_an_older_edition_had_can_still_be_asked_for(wiki, briefs, embed, desk):
    register(embed(*pages(wiki)))
    desk(briefs, 5, figures="Nearly 400 farms")
    assert [u.state for u in uses(briefs, "positions-cn")] == ["failed"]


def test_a_known_host_that_can_no_longer_be_read_is_not_passed_over(wiki, briefs, embed):
    register(embed(*pages(wiki)))
    (wiki / "a.md").write_text(PAGE.format("../desk", "figures").replace("briefgen:end", ""))
    found = survey(briefs)
    assert [use.section for use in found.uses] == ["positions-cn"]
    assert [str(problem) for problem in found.problems] == [
        f"{wiki / 'a.md'}:3: briefgen:begin without a briefgen:end after it"
    ]


def test_hosts_that_brief_toml_lists_are_known_without_a_list(briefs):
    (briefs / "brief.toml").write_text('[embed]\nfiles = ["notes/*.md"]\n')
    (briefs / "notes").mkdir()
    (briefs / "notes" / "n.md").write_text(PAGE.format("..", "figures"))
    assert [(use.edition, use.state) for use in uses(briefs)] == [(None, "stale")]


def test_a_folder_that_is_no_project_gets_no_list(tmp_path, briefs, embed):
    (briefs / "brief.toml").unlink()
    (tmp_path / "a.md").write_text(PAGE.format("desk", "figures"))
    register(embed(tmp_path / "a.md"))
    assert sorted(path.name for path in briefs.iterdir()) == ["sections.txt"]


def test_scanning_passes_over_what_is_no_text_in_silence(wiki, briefs):
    (wiki / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0briefgen:begin\xff")
    (wiki / "wide.md").write_bytes(PAGE.format("../desk", "figures").encode("utf-16"))
    assert scan(briefs, wiki) == [wiki / "a.md", wiki / "deep" / "b.md"]
