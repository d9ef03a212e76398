from __future__ import annotations

import pytest

from briefgen import embedding
from briefgen.embedding.fragments import LIST, write_fragments
from briefgen.errors import OutputError

FILES = [
    "_figures.qmd",
    "figures.html",
    "figures.json",
    "figures.md",
    "figures.tex",
]


def names(folder):
    return sorted(path.name for path in folder.iterdir() if path.name != LIST)


@pytest.fixture
def sections(tmp_path, briefs, desk):
    """A folder with the fragments of a brief of one section."""
    desk(briefs, 4, figures="Nearly 300 farms")
    write_fragments(embedding.load(briefs), tmp_path / "sections")
    return tmp_path / "sections"


def test_every_section_has_a_file_for_each_kind_of_host(sections):
    assert names(sections) == FILES
    for name, flavour in zip(FILES, ["quarto", "html", "json", "gfm", "latex"], strict=True):
        assert f"300 farms in {flavour}," in (sections / name).read_text()


def test_a_markdown_fragment_stands_between_the_marks_of_snippets(sections):
    lines = (sections / "figures.md").read_text().splitlines()
    assert lines[:3] == ["<!-- --8<-- [start:figures] -->", "", "## figures"]
    assert lines[-2:] == ["", "<!-- --8<-- [end:figures] -->"]


def test_a_quarto_fragment_has_blank_lines_around_and_no_front_matter(sections):
    text = (sections / "_figures.qmd").read_text()
    assert text.startswith("\n## figures")
    assert text.endswith("Edition 4\n\n")


def test_what_says_nothing_new_is_not_written_again(sections, briefs):
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sections.iterdir()}
    assert write_fragments(embedding.load(briefs), sections) == ((), ())
    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in sections.iterdir()} == before


def test_files_of_a_section_that_is_gone_are_removed_and_no_others(sections, briefs, desk):
    (sections / "mine.md").write_text("mine")
    (sections / "figures.tex").write_text("edited since")
    desk(briefs, 5, positions="Both want calm")
    written = write_fragments(embedding.load(briefs), sections)
    assert [path.name for path in written.removed] == [name for name in FILES if name != "figures.tex"]
    assert names(sections) == sorted(
        ["mine.md", "figures.tex", *(name.replace("figures", "positions") for name in FILES)]
    )


def test_a_file_of_an_author_is_not_replaced(tmp_path, briefs):
    (tmp_path / "figures.md").write_text("mine")
    with pytest.raises(OutputError, match=r"figures\.md: was not written by briefgen"):
        write_fragments(embedding.load(briefs), tmp_path)
    assert not (tmp_path / "figures.html").exists()


def test_a_list_cannot_name_files_elsewhere(sections, briefs, tmp_path):
    (tmp_path / "mine.md").write_text("")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    (sections / LIST).write_text(f'{{"version": 1, "files": {{"../mine.md": "{empty}"}}}}')
    assert write_fragments(embedding.load(briefs), sections).removed == ()
    assert (tmp_path / "mine.md").exists()


def test_a_check_tells_and_writes_nothing(tmp_path, briefs):
    written = write_fragments(embedding.load(briefs), tmp_path / "new", check=True)
    assert len(written.changed) == 10
    assert not (tmp_path / "new").exists()


def test_a_section_whose_name_is_no_file_name_is_refused(tmp_path, briefs, desk):
    desk(briefs, 4, **{"../up": "out"})
    with pytest.raises(OutputError, match=r"'\.\./up' has no name for a file"):
        write_fragments(embedding.load(briefs), tmp_path / "new")
