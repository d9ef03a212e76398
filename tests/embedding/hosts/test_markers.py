from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.embedding.hosts import syntax_of
from briefgen.embedding.markers import MarkerError, Request, parse
from briefgen.errors import UsageError

BEGIN = "<!-- briefgen:begin project=../desk section=figures -->"
END = "<!-- briefgen:end -->"


def blocks(text, name="page.md"):
    return parse(text.encode(), syntax_of(Path(name)))


def fault(text, name="page.md"):
    with pytest.raises(MarkerError) as caught:
        blocks(text, name)
    return caught.value.line, caught.value.reason


def test_a_begin_marker_asks_for_a_section_with_what_it_does_not_say_by_default():
    [block] = blocks(f"{BEGIN}\n{END}\n")
    assert block.request == Request("../desk", "figures", "gfm", 2, "section", True)


def test_all_keys_are_read_and_values_may_be_quoted():
    [block] = blocks(
        "<!--briefgen:begin project=\"../my desk\" section='figures' level=4 notes=inline to=myst"
        " provenance=no-->"
        f"\n{END}"
    )
    assert block.request == Request("../my desk", "figures", "myst", 4, "inline", False)


@pytest.mark.parametrize(
    ("name", "begin", "end", "flavour"),
    [
        ("a.html", BEGIN, END, "html"),
        ("a.qmd", BEGIN, END, "quarto"),
        ("a.Rmd", BEGIN, END, "pandoc"),
        ("a.rst", ".. briefgen:begin project=../desk section=figures", ".. briefgen:end", "restructuredtext"),
        ("a.tex", "% briefgen:begin project=../desk section=figures", "%briefgen:end", "latex"),
    ],
)
def test_each_kind_of_document_has_its_own_comments_and_its_own_flavour(name, begin, end, flavour):
    text = f"before\n{begin}\nold\n{end}\nafter\n"
    [block] = blocks(text, name)
    assert block.request.to == flavour
    assert block.content(text.encode()) == b"old\n"


@pytest.mark.parametrize("end", ["<!--briefgen:end-->", "<!--briefgen:end -->", "<!-- briefgen:end-->"])
def test_a_marker_needs_no_blanks_within_its_comment(end):
    [block] = blocks(f"<!--briefgen:begin project=../desk section=figures-->\n{end}\n")
    assert (block.request.section, block.end.attributes) == ("figures", {})


@pytest.mark.parametrize("word", ["BriefGen:begin", "briefgen:Begin", "BRIEFGEN:END"])
def test_a_marker_in_other_letters_is_told_how_it_is_written(word):
    line, reason = fault(f"text\n{BEGIN.replace('briefgen:begin', word)}\n{END}")
    assert line == 2
    assert reason == f"{word} is written {word.lower()}, in small letters"


def test_other_words_with_capitals_are_words():
    assert blocks("<!-- Briefgen makes this -->\n\nBriefGen:begin is how it is not written.\n") == []


def test_a_flavour_can_be_asked_for_by_its_short_name():
    [block] = blocks(".. briefgen:begin project=../desk section=figures to=rst\n.. briefgen:end\n", "a.rst")
    assert block.request.to == "restructuredtext"


def test_a_file_of_no_known_kind_is_refused():
    with pytest.raises(UsageError, match=r"a\.docx: is of no kind"):
        syntax_of(Path("a.docx"))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (f"\n{BEGIN}\ntext\n", 2, "without a briefgen:end after it"),
        (f"a\nb\n{END}\n", 3, "without a briefgen:begin before it"),
        (f"{BEGIN}\n{BEGIN}\n{END}\n", 2, "inside the block that begins in line 1"),
        (f"{BEGIN}\n{END}\n{BEGIN}", 3, "without a briefgen:end after it"),
        ("<!-- briefgen:start project=a section=b -->", 1, "briefgen:start is no marker"),
        (f"- {BEGIN}\n{END}", 1, "must stand on a line of its own"),
        (f"{BEGIN} and more\n{END}", 1, "must stand on a line of its own"),
        (f"{BEGIN} {END}", 1, "must stand on a line of its own"),
        ("<!-- briefgen:begin\nproject=a section=b -->", 1, "must stand on a line of its own"),
        (f"```\n{BEGIN}\n{END}\n", 2, "fence of code that opens in line 1 and is never closed"),
    ],
)
def test_a_marker_that_cannot_be_obeyed_is_named_with_its_line(text, line, reason):
    found = fault(text)
    assert found[0] == line
    assert reason in found[1]


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ("project=../desk section=a colour=red", "unknown key 'colour'"),
        ("project=../desk", "says no section"),
        ("section=a", "says no project"),
        ("project='' section=a", "says no project"),
        ("project=a project=b section=c", "'project' is given twice"),
        ("project=a section=b level=7", "level=7"),
        ("project=a section=b level=two", "level=two"),
        ("project=a section=b notes=some", "there are section, inline, none"),
        ("project=a section=b to=latex", "to=latex: there are gfm"),
        ("project=a section=b provenance=maybe", "provenance=maybe"),
        ("project=a section b", "cannot be read from 'section b'"),
        ('project="a section=b', "cannot be read"),
    ],
)
def test_what_a_marker_cannot_say_is_refused(attributes, reason):
    line, said = fault(f"\n\n<!-- briefgen:begin {attributes} -->\n{END}")
    assert line == 3
    assert reason in said


@pytest.mark.parametrize(
    "text",
    [
        f"```markdown\n{BEGIN}\n```\n",
        f"~~~~\n{BEGIN}\n~~~\n{END}\n~~~~\n",
        f"- ```\n  {BEGIN}\n  ```\n",
        f"Write `{BEGIN}` above it.",
        "briefgen:begin is what a marker says.",
    ],
)
def test_a_marker_that_is_shown_as_code_is_left_alone(text):
    assert blocks(text) == []


def test_a_fence_inside_a_block_does_not_hide_its_end():
    assert len(blocks(f"{BEGIN}\n```\n{END}\n\n{BEGIN}\n{END}\n")) == 2


def test_a_mark_of_byte_order_does_not_hide_a_marker():
    [block] = parse(b"\xef\xbb\xbf" + f"{BEGIN}\r\nold\r\n{END}".encode(), syntax_of(Path("a.md")))
    assert (block.begin.margin, block.begin.newline) == (b"", b"\r\n")


def test_a_line_of_a_million_characters_costs_no_more_than_its_length():
    assert blocks("<!-- " * 200_000 + "\n" + " " * 1_000_000 + "briefgen: x\n" + "`" * 1_000_000) == []
