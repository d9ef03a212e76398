"""What `briefgen.load` finds: the edition that a path stands for, and its sections."""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import sys
import traceback

import pytest

import briefgen
from briefgen.errors import OutputError, UnknownSectionError, UsageError


@pytest.fixture
def project(projects, tmp_path):
    """A copy of a project that a test may spoil."""
    return shutil.copytree(projects["kenya"], tmp_path / "copy", symlinks=True)


def test_a_brief_tells_what_it_is(briefs):
    brief = briefs["drugs"]
    assert (brief.number, brief.reissue, brief.slug) == (1, 0, "us-china-synthetic-drugs")
    assert (brief.as_of, brief.language) == (datetime.date(2023, 7, 7), "en")
    assert brief.title == "U.S.–China: the coalition against synthetic drugs"


def test_the_sections_of_the_parties_follow_the_positions(briefs):
    names = briefs["drugs"].names
    at = names.index("positions")
    assert names[at + 1 : at + 3] == ("positions-us", "positions-cn")
    assert names[0] == "bottom-line"
    assert names[-1] == "sources"


def test_a_party_s_section_has_that_party_alone(briefs):
    text = briefs["drugs"].section("positions-cn").to_text()
    assert "Liu Pengyu" in text
    assert "Todd Robinson" not in text


@pytest.mark.parametrize("place", [".", "output", "output/newest", "output/editions/1"])
def test_a_folder_of_the_project_stands_for_its_newest_edition(project, place):
    assert briefgen.load(project / place).number == 1


def test_the_project_s_configuration_stands_for_the_project(project, monkeypatch):
    assert briefgen.load(project / "brief.toml").number == 1
    monkeypatch.chdir(project)
    assert briefgen.load("brief.toml").slug == "kenya-norway-fishing"


def test_an_edition_s_json_stands_for_that_edition(project):
    [data] = (project / "output").glob("*.json")
    assert briefgen.load(data).names == briefgen.load(project).names
    assert briefgen.load(str(data), edition=1).number == 1


def test_an_edition_without_its_sections_gives_the_same_from_its_data(project):
    expected = briefgen.load(project)
    for path in (project / "output" / "editions" / "1").glob("*-sections.json"):
        path.unlink()
    made = briefgen.load(project)
    assert made.names == expected.names
    for name in made.names:
        assert made.section(name).to_html() == expected.section(name).to_html()


def test_an_edition_alone_in_a_file_is_enough(project, tmp_path):
    [data] = (project / "output").glob("*.json")
    alone = shutil.copy(data, tmp_path / "alone.json")
    assert briefgen.load(alone).section("key-figures").sha256 == (
        briefgen.load(project).section("key-figures").sha256
    )


def test_the_last_reissue_of_an_edition_is_taken(project):
    editions = project / "output" / "editions"
    reissue = shutil.copytree(editions / "1", editions / "1.1")
    manifest = json.loads((reissue / "manifest.json").read_text(encoding="utf-8"))
    (reissue / "manifest.json").chmod(0o644)
    (reissue / "manifest.json").write_text(json.dumps({**manifest, "reissue": 1}), encoding="utf-8")
    assert briefgen.load(project).reissue == 1
    assert briefgen.load(project, edition=1).reissue == 1


def test_a_folder_of_somebody_else_is_no_edition(project):
    (project / "output" / "editions" / "2019").mkdir()
    assert briefgen.load(project).number == 1


def test_an_unknown_section_lists_those_that_there_are(briefs):
    with pytest.raises(UnknownSectionError) as caught:
        briefs["kenya"].section("positions-se")
    assert caught.value.names == briefs["kenya"].names
    assert "positions-no" in caught.value.hint


def test_an_edition_that_is_not_there_lists_those_that_are(project):
    with pytest.raises(UsageError) as caught:
        briefgen.load(project, edition=7)
    assert "edition 7" in caught.value.message
    assert caught.value.hint == "the editions are 1"


def test_a_folder_without_a_brief_says_what_to_do(tmp_path):
    with pytest.raises(UsageError) as caught:
        briefgen.load(tmp_path)
    assert "briefgen build" in caught.value.hint


def test_sections_that_were_changed_since_are_refused(project):
    [path] = (project / "output" / "editions" / "1").glob("*-sections.json")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"Kenya", b"Congo", 1))
    with pytest.raises(OutputError, match="was changed since it was published"):
        briefgen.load(project)


def test_a_file_that_is_no_edition_is_refused(tmp_path):
    path = tmp_path / "other.json"
    path.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(OutputError, match="no edition"):
        briefgen.load(path)


def test_loading_a_section_loads_no_library_that_makes_briefs(projects):
    program = (
        "import sys, briefgen\n"
        f"brief = briefgen.load({str(projects['drugs'])!r})\n"
        "for flavour in briefgen.embedding.FLAVOURS:\n"
        "    brief.section('key-figures').render(flavour)\n"
        "print(*sorted({'pydantic', 'typer', 'jinja2', 'markdown', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_a_traceback_lists_the_sections_that_there_are(project):
    with pytest.raises(briefgen.UnknownSectionError) as caught:
        briefgen.load(project).section("nope")
    told = "".join(traceback.format_exception(caught.value))
    assert "there is no section 'nope'" in told
    assert "hint: the sections are bottom-line, " in told
