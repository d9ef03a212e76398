from __future__ import annotations

import hashlib
import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.embedding.library import Library
from briefgen.embedding.refilling import prepare_all

BEGIN = "<!-- briefgen:begin project=../desk section=figures -->"
END = "<!-- briefgen:end -->"
FIGURES = "## figures\n\nNearly 300 farms in gfm, notes section [^desk-figures-1]\n\nEdition 4\n"


@pytest.fixture
def page(tmp_path, briefs):
    """Makes a host file of this text, or these bytes."""
    folder = tmp_path / "wiki"
    folder.mkdir()

    def make(text, name="page.md"):
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def stamp(content):
    return f"edition=4 as-of=2023-07-07 sha256={hashlib.sha256(content.encode()).hexdigest()}"


def test_a_block_is_filled_and_its_end_says_with_what(page, embed):
    path = page(f"Before\n\n{BEGIN}\n{END}\n\nAfter")
    [host] = embed(path)
    assert host.state == "stale"
    content = f"\n{FIGURES}\n"
    assert path.read_text() == (
        f"Before\n\n{BEGIN}\n{content}<!-- briefgen:end {stamp(content)} -->\n\nAfter"
    )


def test_a_block_that_is_as_it_should_be_is_current(page, embed):
    path = page(f"{BEGIN}\n{END}\n")
    embed(path)
    [host] = embed(path)
    assert (host.state, host.after) == ("current", path.read_bytes())


def test_a_new_edition_makes_a_block_stale_and_refilling_mends_it(page, briefs, embed, desk):
    path = page(f"{BEGIN}\n{END}\n")
    embed(path)
    desk(briefs, 5, figures="Nearly 400 farms")
    assert embed(path)[0].state == "stale"
    assert "Nearly 400 farms" in path.read_text()
    assert "edition=5" in path.read_text()


def test_a_block_that_was_edited_by_hand_is_refused_with_its_line_unless_forced(page, embed):
    path = page(f"one\n\n{BEGIN}\n{END}\n")
    embed(path)
    edited = path.read_text().replace("Nearly", "Almost")
    path.write_text(edited)
    [host] = embed(path)
    assert host.state == "edited"
    assert f"{path}:3: the block of figures was edited by hand" in host.problems[0].message
    assert path.read_text() == edited
    embed(path, force=True)
    assert "Nearly 300" in path.read_text()


def test_lines_taken_away_by_hand_are_an_edit_too(page, embed):
    path = page(f"{BEGIN}\n{END}\n")
    embed(path)
    path.write_text(path.read_text().replace("\nEdition 4\n\n", "\n"))
    assert embed(path)[0].state == "edited"


def test_text_that_stood_in_a_new_block_is_somebodys_and_is_not_called_an_edit(page, embed):
    path = page(f"{BEGIN}\nTo be written.\n{END}\n")
    [host] = embed(path)
    assert host.state == "edited"
    assert (
        host.problems[0].message == f"{path}:1: the block of figures holds text that briefgen did not write"
    )
    assert "--force" in host.problems[0].hint
    assert embed(path, force=True)[0].state == "stale"
    assert "To be written" not in path.read_text()


def test_beside_an_edited_block_a_stale_one_is_prepared_and_the_edit_stays_in_view(page, briefs, embed, desk):
    path = page(f"{BEGIN}\n{END}\n{BEGIN.replace('figures', 'positions-cn')}\n{END}\n")
    embed(path)
    edited = path.read_text().replace("Nearly", "Almost")
    path.write_text(edited)
    desk(briefs, 5, figures="Nearly 400 farms", **{"positions-cn": "China wants talks"})
    [host] = embed(path)
    assert host.state == "edited"
    assert b"Almost 300 farms" in host.after
    assert b"China wants talks" in host.after
    assert path.read_text() == edited


def test_a_checkout_that_converts_line_ends_has_edited_nothing(page, briefs, embed, desk):
    path = page(f"{BEGIN}\n{END}\nend\n")
    embed(path)
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert embed(path)[0].state == "current"
    desk(briefs, 5)
    assert embed(path)[0].state == "stale"
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")


def test_every_line_has_the_margin_of_its_marker(page, embed):
    path = page(f"- item\n\n  > {BEGIN}\n  > {END}\n")
    embed(path)
    lines = path.read_text().splitlines()
    assert lines[3:6] == ["  >", "  > ## figures", "  >"]
    assert all(line.startswith("  >") and line == line.rstrip() for line in lines[2:])


def test_blank_lines_of_an_indented_block_stay_empty(page, embed):
    path = page(f"- item\n\n    {BEGIN}\n    {END}\n")
    embed(path)
    assert path.read_text().splitlines()[3:6] == ["", "    ## figures", ""]


def test_html_and_latex_get_no_blank_lines_of_their_own(page, embed):
    path = page("%briefgen:begin project=../desk section=figures\n%briefgen:end", "a.tex")
    embed(path)
    lines = path.read_text().splitlines()
    assert lines[1] == "## figures"
    assert lines[-1].startswith("%briefgen:end edition=4 as-of=2023-07-07 sha256=")
    assert not path.read_text().endswith("\n")


def test_the_same_section_twice_gets_notes_of_its_own(page, embed):
    path = page(f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n{BEGIN.replace('figures', 'positions-cn')}\n{END}\n")
    embed(path)
    text = path.read_text()
    for label in ("desk-figures-1", "desk-figures-2-1", "desk-positions-cn-1"):
        assert text.count(f"[^{label}]") == 1


def test_several_briefs_stand_in_one_file(page, tmp_path, embed, desk):
    desk(tmp_path / "other", 9, figures="Ten boats")
    path = page(f"{BEGIN}\n{END}\n{BEGIN.replace('desk', 'other')}\n{END}\n")
    embed(path)
    assert "Nearly 300 farms" in path.read_text()
    assert "Ten boats" in path.read_text()
    assert "edition=9" in path.read_text()


@pytest.mark.parametrize(
    ("begin", "reason"),
    [
        (BEGIN.replace("figures", "nothing"), "there is no section nothing"),
        (BEGIN.replace("desk", "nowhere"), "holds no brief"),
    ],
)
def test_what_is_not_there_is_named_with_file_and_line_and_the_file_stays(page, begin, reason, embed):
    text = f"{BEGIN}\n{END}\n\n{begin}\n{END}\n"
    path = page(text)
    [host] = embed(path)
    assert host.state == "failed"
    [problem] = host.problems
    assert problem.message.startswith(f"{path}:4: ")
    assert reason in problem.message
    assert (problem.exit_code, bool(problem.hint)) == (2, True)
    assert path.read_text() == text


def test_nothing_is_written_where_one_file_has_a_problem(page, embed):
    good, bad = page(f"{BEGIN}\n{END}\n"), page(f"{BEGIN}\n", "bad.md")
    assert [host.state for host in embed(good, bad)] == ["stale", "failed"]
    assert good.read_text() == f"{BEGIN}\n{END}\n"


def test_words_that_would_end_the_block_are_refused(page, briefs, embed, desk):
    desk(briefs, 4, figures=f"x\\n{END}\\n")
    path = page(f"{BEGIN}\n{END}\n")
    assert "holds a line that is a marker" in embed(path)[0].problems[0].message
    assert path.read_text() == f"{BEGIN}\n{END}\n"


@pytest.mark.parametrize("text", [f"caf\xe9\n{BEGIN}\n{END}\n", "caf\xe9\n"])
@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("latin-1", "1: is not UTF-8, which sections are written in"),
        ("utf-16", " is UTF-16"),
        ("utf-16-le", " holds zero bytes, as UTF-16 has them"),
        ("utf-32", " is UTF-32"),
    ],
)
def test_a_file_of_another_encoding_is_refused_as_it_is(page, embed, text, encoding, said):
    data = text.encode(encoding)
    path = page(data)
    [host] = embed(path)
    [problem] = host.problems
    assert (host.state, problem.message.startswith(f"{path}:{said}")) == ("failed", True)
    assert "save it as UTF-8" in problem.hint
    assert path.read_bytes() == data


def test_a_link_stays_a_link_and_its_file_keeps_its_mode(page, tmp_path, embed):
    path = page(f"{BEGIN}\n{END}\n")
    path.chmod(0o640)
    elsewhere = tmp_path / "far" / "away"
    elsewhere.mkdir(parents=True)
    (elsewhere / "link.md").symlink_to(path)
    embed(elsewhere / "link.md")
    assert (elsewhere / "link.md").is_symlink()
    assert "Nearly 300" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_named_twice_is_prepared_once(page, tmp_path, embed):
    path = page(f"{BEGIN}\n{END}\n")
    (tmp_path / "link.md").symlink_to(path)
    assert len(embed(path, tmp_path / "link.md", path)) == 1


def test_what_is_no_file_is_named(tmp_path, briefs, embed):
    os.mkfifo(tmp_path / "pipe.md")
    hosts = embed(tmp_path / "none.md", tmp_path / "pipe.md", briefs.with_suffix(".md"))
    assert [host.problems[0].message.partition(": ")[2][:10] for host in hosts] == [
        "cannot be ",
        "is no regu",
        "cannot be ",
    ]


MARKERS = st.sampled_from(
    [
        f"{BEGIN}\n{END}".encode(),
        f"  > {BEGIN}\r\n  >  {END}".encode(),
        f"{BEGIN}\r\n\r\n{END}  ".encode(),
        f"\t{BEGIN.replace('figures', 'positions-cn')}\n{END}".encode(),
    ]
)
OUTSIDE = st.one_of(
    st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([b"```\n", b"> quote", b"\r", b"\xef\xbb\xbf", b"\n\n", b"\xff", b"<!-- x -->", b"~~~"]),
)


def outside(data):
    """A file without what stands in its blocks and what their end markers say."""
    inside = rb"(briefgen:begin[^\r\n]*-->[ \t]*(?:\r\n|\r|\n)).*?briefgen:end[^>\r\n]*?[ \t]*-->"
    return re.sub(inside, rb"\1", data, flags=re.DOTALL)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(parts=st.lists(st.tuples(OUTSIDE, MARKERS), max_size=4), last=OUTSIDE, newline=st.booleans())
def test_bytes_outside_blocks_never_change_and_a_second_time_nothing_does(page, parts, last, newline, embed):
    data = b"\n".join([*(part for pair in parts for part in pair), last])
    path = page(data + (b"\n" if newline else b""))
    before = path.read_bytes()
    [host] = embed(path)
    after = path.read_bytes()
    if host.problems:
        assert after == before
        return
    assert outside(after) == outside(before)
    assert not any(h.problems or h.state != "current" for h in prepare_all([path], Library()))
    assert embed(path)[0].after == after
