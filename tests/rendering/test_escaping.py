from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.models import Brief
from briefgen.rendering.conversion import Converter
from briefgen.rendering.escaping import escape_markdown, plain

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd">',
    "{{ 7*7 }} {% raw %} {# x #}",
    "![x](http://127.0.0.1/x.png)",
    "[click](javascript:alert(1))",
    "[label]: http://127.0.0.1/",
    "[^1] and [^1]: not a source",
    "a | b || c",
    "`code` ``more``",
    "# heading #",
    "C#",
    "Setext\n===\nor\n---",
    "1. one",
    "2) two",
    "- item",
    "+ item",
    "> said",
    "* star * **bold** ***both***",
    "_under_ snake_case __bold__",
    "~~gone~~ ~5 million",
    r"back\slash \* \\| end\\",
    "AT&T &copy; &#60; &lt;b&gt; &amp;amp; a&b; &",
    "{: .class #id onclick=x }",
    "<!-- comment --> <br> <?php ?>",
    "$x$ US$5 and US$6 $$y$$",
    "see http://example.org/a_b and www.example.org",
    "    four spaces",
    "\ttab\r\nnewline\x0bvertical",
    "///Footnotes Go Here///",
    "\x02klzzwxh:0\x03 NUL\x00",
    "wzxhzdk:0",
    "lone \ud800 surrogate",
    "\u202egnp.exe",
    "[TOC]",
    "~~~\n```",
    "![[]] ][ )( [[x]](y)",
    "\"quoted\" 'single' “curly”",
]
TEXTS = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~$&;:^=1a \n\t\"'/@%"), max_size=40
)


@pytest.fixture(scope="module", name="converter")
def _converter() -> Converter:
    return Converter()


BRIEF = Brief(title="x", slug="x", parties=(), sections=())
CONVERTER = Converter()


# Typography sets quotation marks and apostrophes; beyond their shape, nothing may change.
SHAPES = str.maketrans("“”‘’", "\"\"''")


def words(text: str) -> str:
    return " ".join(text.translate(SHAPES).split())


def content(fragment: str) -> str:
    return words(html.unescape(re.sub(r"<[^>]*>", "", fragment)))


def frames(text: str) -> Iterator[tuple[str, str, str]]:
    """Where a source's string can stand: a name, the Markdown, and the element that must hold it."""
    escaped = escape_markdown(text)
    yield "paragraph", escaped, "p"
    yield "list item", f"- {escaped}", "li"
    yield "bold", f"- **{escaped}:** x", "strong"
    yield "heading", f"## {escaped}", "h2"
    yield "table cell", f"| a | b |\n| --- | --- |\n| x | {escaped} |", "td"


def held(fragment: str, element: str) -> str:
    found = re.findall(rf"<{element}\b[^>]*>(.*?)</{element}>", fragment, re.DOTALL)
    return content(found[-1]) if found else ""


def assert_literal(text: str) -> None:
    for name, markdown, element in frames(text):
        fragment = CONVERTER.convert(BRIEF, markdown)
        expected = words(plain(text)) + (":" if name == "bold" else "")
        assert held(fragment, element) == expected, (name, markdown)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_out_as_the_literal_text(text: str) -> None:
    assert_literal(text)


@given(TEXTS.filter(lambda text: plain(text).strip() != ""))
@example("&")
@example("0.")
@example("\\")
def test_any_text_comes_out_as_the_literal_text_wherever_it_stands(text: str) -> None:
    assert_literal(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_commonmark_with_tables_and_strike_through_reads_the_same_literal_text(text: str) -> None:
    # What GitHub uses is CommonMark with such extensions; markdown-it is another implementation of it.
    markdown_it = pytest.importorskip("markdown_it")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for name, markdown, element in frames(text):
        expected = words(plain(text)) + (":" if name == "bold" else "")
        assert held(parser.render(markdown), element) == expected, (name, markdown)


@pytest.mark.parametrize(
    "text",
    [
        "China needed to do more to disrupt illicit supply chains.",
        "We've invited China, Robinson (the official) said: 80,000 in 2022 - a 5.5% rise!",
        "In 2023. The U.S.-Mexico border; AT&T paid $5 million or $6 million #1",
        "“Quoted” 'words' + more = less > none",
    ],
)
def test_ordinary_prose_is_left_as_it_is(text: str) -> None:
    assert escape_markdown(text) == text


def test_brackets_of_a_resolved_name_cost_one_backslash() -> None:
    assert escape_markdown("[Todd Robinson] said") == r"\[Todd Robinson] said"


def test_a_no_break_space_is_kept_and_other_blanks_are_one_space() -> None:
    assert escape_markdown(" a\xa0b \t\n c ") == "a\xa0b c"


def test_controls_and_overrides_of_direction_are_dropped_and_surrogates_shown() -> None:
    assert escape_markdown("a\x00\x1b[b\u202ec\ud800") == "a\\[bc\ufffd"


def test_a_megabyte_of_markup_is_escaped_in_linear_time() -> None:
    for unit in ("#", "&", "&a", "1", "\\", "$", "[", "www."):
        text = unit * (1_000_000 // len(unit))
        assert plain(text) == text
        assert len(escape_markdown(text)) >= len(text)
