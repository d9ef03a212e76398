from __future__ import annotations

import pytest

from briefgen.embedding.refreshing import refresh
from briefgen.embedding.registry import known_hosts

PAGE = "<!-- briefgen:begin project=.. section=figures -->\n<!-- briefgen:end -->\n"


@pytest.fixture
def project(briefs):
    """A brief whose brief.toml lists the documents of a folder, and another folder for fragments."""
    (briefs / "notes").mkdir()
    (briefs / "notes" / "a.md").write_text(PAGE)
    configure(briefs, 'files = ["notes/*.md"]\nfragments = "output/sections"')
    return briefs


def configure(project, said):
    (project / "brief.toml").write_text(f"[embed]\n{said}\n")


def test_hosts_and_fragments_are_brought_up_to_the_edition(project):
    done = refresh(project)
    assert [host.path for host in done.hosts] == [project / "notes" / "a.md"]
    assert (len(done.fragments.changed), done.problems, done.stale) == (10, (), True)
    assert "Nearly 300 farms" in (project / "notes" / "a.md").read_text()
    assert known_hosts(project) == [project / "notes" / "a.md"]
    assert not refresh(project).stale


def test_a_check_writes_nothing_at_all(project):
    done = refresh(project, check=True)
    assert done.stale
    assert (project / "notes" / "a.md").read_text() == PAGE
    assert sorted(path.name for path in project.iterdir()) == ["brief.toml", "notes", "sections.txt"]


def test_without_a_table_nothing_is_loaded(project):
    (project / "sections.txt").unlink()
    (project / "brief.toml").write_text("")
    done = refresh(project)
    assert (done.wanted, done.stale, done.problems) == (False, False, ())


def test_a_problem_with_one_host_leaves_the_others_alone(project):
    (project / "notes" / "b.md").write_text(PAGE.replace("figures", "nothing"))
    done = refresh(project)
    assert [problem.message for problem in done.problems] == [
        f"{project}/notes/b.md:1: there is no section nothing"
    ]
    assert "Nearly 300 farms" in (project / "notes" / "a.md").read_text()


def test_a_host_that_is_named_and_missing_is_told(project):
    configure(project, 'files = ["notes/none.md", "nothing/*.md"]')
    [problem] = refresh(project).problems
    assert problem.message == f"{project}/notes/none.md: is no file"


def test_no_link_leads_a_build_out_of_the_project(project, tmp_path):
    (tmp_path / "outside.md").write_text(PAGE)
    (tmp_path / "there").mkdir()
    (project / "notes" / "link.md").symlink_to(tmp_path / "outside.md")
    (project / "away").symlink_to(tmp_path / "there")
    configure(project, 'files = ["notes/*.md", "notes/link.md"]\nfragments = "away"')
    problems = [problem.message for problem in refresh(project).problems]
    assert problems == [
        f"{project}/away: is no folder in the project for fragments",
        f"{project}/notes/link.md: is a link that leads out of the project",
    ]
    assert (tmp_path / "outside.md").read_text() == PAGE
    assert list((tmp_path / "there").iterdir()) == []


@pytest.mark.parametrize("name", [".", "templates", "output/editions/1", ".briefgen", "output/newest"])
def test_fragments_do_not_go_where_something_else_is_kept(project, name):
    (project / "output" / "editions" / "1").mkdir(parents=True)
    (project / "output" / "newest").symlink_to("editions/1")
    configure(project, f'fragments = "{name}"')
    assert len(refresh(project).problems) == 1
    assert not any((project / "output" / "editions" / "1").iterdir())


def test_a_source_is_no_host_for_it_would_become_evidence_for_itself(project):
    (project / "brief.toml").write_text('[sources]\npaths = ["notes/*"]\n[embed]\nfiles = ["notes/*.md"]\n')
    [problem] = refresh(project).problems
    assert "is a source too" in problem.message
    assert (project / "notes" / "a.md").read_text() == PAGE
