"""How `briefgen diff` tells changes, in lines, as JSON and as Markdown."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.cli.differences import chosen_form, show, tell
from briefgen.errors import UsageError
from briefgen.models import AspectChange, Cause, Change
from briefgen.rendering.differences import changes_page

UPDATED = Change(
    kind="changed",
    fact_kind="figure",
    before="figure-1",
    after="figure-2",
    party="IN",
    speaker="Asha Rao",
    amount="about 82 people",
    text_before="almost 80 people died",
    text_after="about 82 people died",
    aspects=(
        AspectChange(aspect="value", before="almost 80 people", after="about 82 people"),
        AspectChange(aspect="period", before="2022"),
    ),
    causes=(Cause(what="source-edited", source="a", path="a.txt", exact="now about 82 people died"),),
)
GONE = Change(
    kind="gone",
    fact_kind="position",
    before="position-1",
    text_before="We *may* | shall",
    causes=(Cause(what="source-withdrawn", source="b", path="b.txt", exact="We *may* | shall"),),
)


def test_a_change_is_told_with_what_it_was_and_what_did_it():
    assert list(tell(1, 2, [UPDATED, GONE])) == [
        "edition 1 to edition 2: 1 changed, 1 gone",
        "",
        "changed figure-2 [IN] Asha Rao: about 82 people (about 82 people died)",
        "    value: almost 80 people -> about 82 people",
        "    period: 2022 -> none",
        "    because the source a.txt was edited: “now about 82 people died”",
        "",
        "gone position-1: We *may* | shall",
        "    because the source b.txt was withdrawn",
    ]


CARRIER = Change(
    kind="changed",
    fact_kind="position",
    before="position-2",
    after="position-3",
    party="IN",
    speaker="Asha Rao",
    text_before="We know that almost 80 people died",
    text_after="We know that about 82 people died",
    aspects=(AspectChange(aspect="value", before="almost 80 people", after="about 82 people"),),
    told_by=("figure-2",),
    causes=(Cause(what="source-edited", source="a", path="a.txt"),),
)


def test_a_statement_that_carries_an_updated_figure_is_told_with_it(capsys):
    lines = list(tell(1, 2, [CARRIER, UPDATED]))
    assert lines[0] == "edition 1 to edition 2: 1 changed"
    assert lines[-1] == "    also in position-3 [IN] Asha Rao: We know that about 82 people died"
    page = changes_page(1, 2, [CARRIER, UPDATED]).splitlines()
    assert page[-1] == "    - also in the position of Asha Rao (IN): “We know that about 82 people died”"
    show(1, 2, [CARRIER, UPDATED], "json")
    told = json.loads(capsys.readouterr().out)["changes"]
    assert [(change["after"], change["told_by"]) for change in told] == [
        ("position-3", ["figure-2"]),
        ("figure-2", []),
    ]


def test_two_equal_editions_have_nothing_to_tell():
    assert list(tell(3, 4, [])) == ["edition 3 to edition 4: nothing changed"]
    assert changes_page(3, 4, []) == "# Changes from edition 3 to edition 4\n\nNothing changed.\n"


def test_control_characters_of_a_source_do_not_reach_the_terminal():
    change = GONE.model_copy(update={"text_before": "red \x1b[31m alert", "speaker": "a\x07b"})
    assert "\x1b" not in "".join(tell(1, 2, [change]))
    assert "\x07" not in "".join(tell(1, 2, [change]))


def test_json_holds_the_whole_change(capsys):
    show(1, 2, [UPDATED], "json")
    data = json.loads(capsys.readouterr().out)
    assert (data["before"], data["after"]) == (1, 2)
    assert [Change.model_validate(change) for change in data["changes"]] == [UPDATED]


def test_markdown_groups_the_changes_and_escapes_the_sources(capsys):
    show(1, 2, [UPDATED, GONE], "md")
    assert capsys.readouterr().out == (
        "# Changes from edition 1 to edition 2\n"
        "\n"
        "## Changed\n"
        "\n"
        "- **Asha Rao (IN):** **about 82 people:** “about 82 people died” *(figure)*\n"
        "    - value: almost 80 people → about 82 people\n"
        "    - period: 2022 → none\n"
        "    - because the source a.txt was edited: “now about 82 people died”\n"
        "\n"
        "## Gone\n"
        "\n"
        "- “We \\*may\\* \\| shall” *(position)*\n"
        "    - because the source b.txt was withdrawn\n"
    )


@given(st.text(min_size=1), st.text())
def test_no_text_of_a_source_is_markup_in_markdown(words, speaker):
    change = GONE.model_copy(update={"text_before": words, "speaker": speaker or None})
    tokens = MarkdownIt("commonmark").parse(changes_page(1, 2, [change]))
    assert sum(token.type == "heading_open" for token in tokens) == 2
    assert sum(token.type == "list_item_open" for token in tokens) == 2
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}


@pytest.mark.parametrize(
    ("options", "form"),
    [
        ({"as_json": False, "form": None}, "text"),
        ({"as_json": True, "form": None}, "json"),
        ({"as_json": False, "form": "md"}, "md"),
        ({"as_json": False, "form": "json"}, "json"),
    ],
)
def test_the_options_choose_one_form(options, form):
    assert chosen_form(**options) == form


@pytest.mark.parametrize("options", [{"as_json": True, "form": "md"}, {"as_json": False, "form": "pdf"}])
def test_options_that_choose_two_forms_or_none_are_refused(options):
    with pytest.raises(UsageError):
        chosen_form(**options)
