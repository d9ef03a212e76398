from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.cli.explanation import explain
from briefgen.extraction import extract
from briefgen.models import (
    Attribution,
    Document,
    Extraction,
    PartyMention,
    Quantity,
    Source,
    Span,
    Speaker,
    TimeExpression,
)

TEXT = "Menu\n\nRao said nearly 300 farms closed in May."
BODY = (Span(start=6, end=46),)
FOUND = Extraction(
    document="text",
    attributions=(
        Attribution(
            content=(Span(start=15, end=45),),
            source=Span(start=6, end=9),
            cue=Span(start=10, end=14),
            mode="indirect",
            speaker=Speaker(name="Asha Rao", office="the minister", party="IN"),
            rule="clause",
        ),
    ),
    party_mentions=(PartyMention(span=Span(start=6, end=9), party="IN"),),
    times=(TimeExpression(span=Span(start=42, end=45), type="DATE", value="2024-05"),),
    quantities=(Quantity(span=Span(start=15, end=31), value=300.0, unit="farms", modifier="nearly"),),
)


def document(text, body):
    return Document(source=Source(id="a", path="a.txt", sha256="0" * 64), text=text, body=body)


def explained(text=TEXT, body=BODY, found=FOUND, *, colour=False):
    """The lines below the legend and the line on the document."""
    lines = list(explain([(document(text, body), found)], colour=colour))
    return lines[lines.index("a.txt: undated, publisher unknown") + 1 :]


def marked(text, **found):
    return explained(text, (Span(start=0, end=len(text)),), Extraction(document="text", **found))[1]


def mention(start, end, party):
    return PartyMention(span=Span(start=start, end=end), party=party)


class Terminal:
    """Standard output that says it is a terminal."""

    def __init__(self, stream):
        self._stream = stream

    def isatty(self):
        return True

    def __getattr__(self, name):
        return getattr(self._stream, name)


@pytest.fixture
def terminal(monkeypatch):
    """Makes standard output a terminal once `run` has taken it."""

    def call():
        monkeypatch.setattr(sys, "stdout", Terminal(sys.stdout))
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)

    return call


def test_without_colour_every_mark_is_a_bracket_with_its_label_and_below_stand_values_and_rule():
    assert explained() == [
        "",
        "[6 characters that are not article]",
        "",
        "⟦1:source,party:IN Rao⟧ ⟦1:cue said⟧ ⟦1 ⟦quantity nearly 300 farms⟧ closed in ⟦date May⟧⟧.",
        "      1 indirect Asha Rao [IN] (the minister) · source “Rao” · cue “said” · rule clause",
        "        parties: Rao = IN",
        "        dates: May = 2024-05",
        "        quantities: nearly 300 farms = 300 farms (nearly)",
    ]


def test_with_colour_brackets_are_left_to_content_and_the_rest_is_style():
    line = explained(colour=True)[3]
    assert re.sub(r"\x1b\[\d+m", "", line) == "Rao said ⟦1 nearly 300 farms closed in May⟧."
    assert "\x1b[34m\x1b[1m\x1b[4mRao\x1b[0m" in line  # source and party: blue, bold, underlined
    assert "\x1b[33m\x1b[1msaid\x1b[0m" in line  # cue
    assert "\x1b[31m\x1b[4mnearly 300 farms\x1b[0m" in line  # quantity
    assert "\x1b[35m\x1b[4mMay\x1b[0m" in line  # date
    assert "\x1b[36mclosed in\x1b[0m" in line  # content, reported


def test_a_bracket_that_another_one_crosses_is_closed_by_its_label():
    text = "one two three"
    line = marked(text, party_mentions=(mention(0, 7, "AA"), mention(4, 13, "BB")))
    assert line == "⟦party:AA one ⟦party:BB two party:AA⟧ three⟧"


def test_marks_of_the_same_words_share_a_bracket_and_inner_ones_stand_inside():
    line = marked("one two", party_mentions=(mention(0, 3, "AA"), mention(0, 7, "BB"), mention(0, 7, "CC")))
    assert line == "⟦party:BB,party:CC ⟦party:AA one⟧ two⟧"


def test_words_that_two_attributions_rest_on_are_marked_once_with_both_numbers():
    said = Attribution(content=(), source=Span(start=0, end=3), cue=None, mode="direct", rule="r")
    assert marked("Ana", attributions=(said, said)) == "⟦1+2:source Ana⟧"
    both = Attribution(content=(Span(start=0, end=3),), mode="direct", rule="r")
    assert marked("Ana", attributions=(both, both, said)) == "⟦1+2,3:source Ana⟧"


def test_brackets_of_the_text_cannot_be_taken_for_marks():
    assert marked("a ⟦1 b⟧") == r"a \u27e61 b\u27e7"


def test_wide_characters_and_right_to_left_text_stand_as_they_are():
    assert marked("北京 said שלום", party_mentions=(mention(0, 2, "CN"),)) == "⟦party:CN 北京⟧ said שלום"


def test_what_could_steer_a_terminal_is_shown_in_text_and_in_findings():
    told = "\n".join(
        explained(
            "\x1b]0;x\x07\u202ehi\x1b[2J 5 \x1bm",
            (Span(start=0, end=18),),
            Extraction(
                document="text",
                party_mentions=(mention(0, 9, "\x1b[1m"),),
                quantities=(Quantity(span=Span(start=13, end=17), value=5.0, unit="\x1bm"),),
            ),
        )
    )
    assert r"\x1b]0;x\x07\u202ehi" in told
    assert told.replace("\n", "").isprintable()


@given(st.text(max_size=80), st.booleans())
def test_any_text_keeps_its_characters_and_prints_no_control(text, colour):
    lines = explained(text, (Span(start=0, end=len(text)),), extract(text), colour=colour)
    told = re.sub(r"\x1b\[\d+m", "", "\n".join(lines))
    assert told.replace("\n", "").isprintable()
    kept = [c for c in text if c.isalnum()]
    remaining = iter(told)
    assert all(c in remaining for c in kept)


def test_explain_marks_the_file_s_article(project, run):
    result = run("extract", project / "seeds" / "wheat.txt", "--explain")
    assert result.code == 0
    assert "wheat.txt: 2024-05-10, AgencyOne" in result.out
    assert re.search(r"⟦\d \"We are ready to sell more wheat to ⟦party:IN India⟧,\"⟧", result.out)
    assert re.search(r"direct   Anne Petit \[FR\].*cue “told” · rule \S+\n", result.out)
    assert "characters that are not article]" in result.out
    assert "\x1b" not in result.out


def test_several_files_are_explained_one_after_the_other_under_one_legend(project, run):
    other = project / "other.txt"
    other.write_text("Ana Sol agreed to all of it on Monday. She said so twice.\n")
    out = run("extract", project / "seeds" / "wheat.txt", other, "--explain").out
    assert out.index("wheat.txt: ") < out.index("other.txt: ")
    assert out.count("⟦1 what was said⟧") == 1


def test_a_terminal_is_given_colour_unless_no_color_is_set(project, run, terminal, monkeypatch):
    path = project / "seeds" / "wheat.txt"
    terminal()
    assert "\x1b[33m\x1b[1mtold\x1b[0m" in run("extract", path, "--explain").out
    monkeypatch.setenv("NO_COLOR", "1")
    out = run("extract", path, "--explain").out
    assert "\x1b" not in out
    assert ":cue told⟧" in out


def test_html_goes_to_standard_output_or_to_a_file(project, run):
    path = project / "seeds" / "wheat.txt"
    page = project / "page.html"
    printed = run("extract", path, "--html").out
    assert printed.startswith("<!DOCTYPE html>")
    assert run("extract", path, "--html", "-o", page) == (0, "", "")
    assert page.read_text(encoding="utf-8") == printed
    assert run("extract", path, "--html", "-o", "-").out == printed


def test_a_page_that_cannot_be_written_is_an_error_and_leaves_what_stood_there(project, run):
    path = project / "seeds" / "wheat.txt"
    result = run("extract", path, "--html", "-o", project / "seeds")
    assert result.code == 5
    assert "seeds: is not a file" in result.err
    assert path.exists()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--json", "--explain"], "--json and --explain exclude one another"),
        (["--explain", "--html"], "--explain and --html exclude one another"),
        (["--html", "--json", "--explain"], "--json and --explain and --html exclude one another"),
        (["--explain", "-o", "x.html"], "--output is for --html"),
        (["-o", "x.html"], "--output is for --html"),
    ],
)
def test_forms_of_output_exclude_one_another(project, run, options, told):
    result = run("extract", project / "seeds" / "wheat.txt", *options)
    assert result.code == 2
    assert result.out == ""
    assert f"error: {told}" in result.err
    assert "hint: " in result.err


def test_extract_shows_what_could_steer_a_terminal(project, run):
    path = project / "steer.txt"
    path.write_text('"We agree \x1b[31mto all of it," Ana Sol said on Monday.\n')
    out = run("extract", path).out
    assert "\x1b" not in out
    assert r"\x1b[31mto all of it" in out
