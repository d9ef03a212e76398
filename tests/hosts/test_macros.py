"""Calls of `brief_section` in the text of a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.embedding.macros import Call, expanded
from briefgen.errors import UsageError


def filled(text):
    return expanded(text, lambda call: f"# {call.name}\n\nwords\n")


def test_a_call_that_stands_alone_is_replaced_between_blank_lines():
    assert filled('a\n{{ brief_section("x") }}\nb') == "a\n\n# x\n\nwords\n\nb"


def test_a_section_is_indented_as_its_call_is():
    assert filled('- a\n\n    {{brief_section("x")}}\n') == "- a\n\n\n    # x\n\n    words\n\n"
    assert filled('> a\n>\n> {{ brief_section("x") }}') == "> a\n>\n>\n> # x\n>\n> words\n>"


@pytest.mark.parametrize(
    "text",
    [
        '```\n{{ brief_section("x") }}\n```',
        '~~~~ text\n~~~\n{{ brief_section("x") }}\n~~~~\n',
        '- a\n\n    ```jinja\n    {{ brief_section("x") }}\n    ```',
        '1. ```\n   {{ brief_section("x") }}\n   ```',
        'write `{{ brief_section("x") }}` there',
        'write ``{{ brief_section("`") }}`` there',
        '<!-- {{ brief_section("x") }} -->',
        'write\n\n    {{ brief_section("x") }}\n',
        '- write\n\n        {{ brief_section("x") }}\n',
        '{{ other("x") }} and {{ my_brief_section("x") }}',
    ],
)
def test_what_is_shown_as_code_or_is_another_macro_is_left_as_it_is(text):
    assert filled(text) == text


def test_a_fence_that_nothing_closes_is_none():
    assert "# x" in filled('```\n{{ brief_section("x") }}\n')


def test_after_code_calls_count_again():
    assert filled('```\na\n```\n{{ brief_section("x") }}').endswith("# x\n\nwords\n")


def test_options_are_python_s_with_the_truth_of_jinja2_too():
    calls = []
    text = '{{ brief_section("x", level=3, provenance=false, project="../a (b)") }}'
    expanded(text, lambda call: calls.append(call) or "")
    assert calls == [Call("x", {"level": 3, "provenance": False, "project": "../a (b)"})]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('See {{ brief_section("x") }} there', "within a line"),
        ("{{ brief_section() }}", "names no section"),
        ("{{ brief_section(x) }}", "cannot read"),
        ('{{ brief_section("x" }} )}}', "cannot read"),
        ('{{ brief_section("x", **y) }}', "cannot read"),
        ('{{ brief_section("x", depth=3) }}', "no option 'depth'"),
        ('{{ brief_section("x", level="3") }}', "level cannot be '3'"),
        ('{{ brief_section("x", level=True) }}', "level cannot be True"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, told):
    with pytest.raises(UsageError, match=r"^line 3: ") as caught:
        filled(f"a\n\n{text}")
    assert told in caught.value.message


@given(st.text(st.sampled_from("`~>- \n{}a"), max_size=60))
def test_text_without_a_call_is_left_as_it_is(text):
    assert filled(text) == text
