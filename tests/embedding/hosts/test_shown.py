"""Markers that a document shows as examples ask for nothing; those beside them are obeyed."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from briefgen.embedding.hosts import syntax_of
from briefgen.embedding.indented import code_lines
from briefgen.embedding.markers import MarkerError, parse

HTML = "<!-- briefgen:begin project=../desk section=figures -->"
HTML_END = "<!-- briefgen:end -->"
REST = ".. briefgen:begin project=../desk section=figures"
LATEX = "% briefgen:begin project=../desk section=figures"
REAL = {
    "a.md": f"{HTML}\n{HTML_END}\n",
    "a.html": f"{HTML}\n{HTML_END}\n",
    "a.rst": f"{REST}\n.. briefgen:end\n",
    "a.tex": f"{LATEX}\n% briefgen:end\n",
}


def blocks(text, name):
    return parse(text.encode(), syntax_of(Path(name)))


def lines_of(text, name):
    """The lines of the blocks of a text that shows examples before a block that is meant."""
    return [block.begin.line for block in blocks(f"{text}\n\n{REAL[name]}", name)]


SHOWN = {
    "a.html": [
        f"<pre>\n{HTML}\n{HTML_END}\n</pre>",
        f"<PRE class='x'><code>{HTML}\n</code></PRE>",
        f"<p>See <code>\n{HTML}\n</code></p>",
        f"<textarea rows=2>\n{HTML}\n</textarea>",
        f"<script>\n{HTML}\nx = '<pre>';\n</script>",
        f"<style\n type='text/css'>\n{HTML}\n</style >",
        f"<code>a</code> <code>{HTML} and</code>",
    ],
    "a.tex": [
        f"\\begin{{verbatim}}\n{LATEX}\n% briefgen:end\n\\end{{verbatim}}",
        f"\\begin{{lstlisting}}[language=tex]\n{LATEX}\n\\end{{verbatim}}\n{LATEX}\n\\end{{lstlisting}}",
        f"\\begin{{minted}}{{tex}}\n{LATEX}\n\\end{{minted}}",
        f"\\begin{{comment}}\n{LATEX}\n\\end{{comment}}",
        f"\\begin{{Verbatim}}[numbers=left]\n{LATEX}\n\\end{{Verbatim}}",
        f"Write \\verb|{LATEX}| there, or \\lstinline[x]!{LATEX}!, or \\mintinline{{tex}}{{{LATEX}}}.",
        "100\\% briefgen:begin is no comment.",
        f"\\iffalse\n{LATEX}\n% briefgen:end\n\\fi",
        f"\\iffalse x\n\\ifx\\a\\b y\\else z\\fi % \\fi\n\\\\fi\n{LATEX}\n\\fi",
        f"\\iffalse $a \\iff b$ \\ifthenelse{{x}}{{y}}{{z}}\n{LATEX}\n\\fi",
    ],
    "a.rst": [
        f"Write::\n\n   {REST}\n   .. briefgen:end\n\n   and so on",
        f"::\n\n   {REST}",
        f"Write::\n\n> {REST}\n> .. briefgen:end",
        f".. code-block:: rst\n   :linenos:\n\n   {REST}\n\n   .. briefgen:end",
        f".. code:: rst\n\n   {REST}",
        f"- Write::\n\n    {REST}\n\n- then",
        f"- .. sourcecode:: rst\n\n     {REST}\n",
        f".. left out\n   {REST}",
        f"..\n   {REST}\n   .. briefgen:end",
        f"Write ``{REST}`` there.",
        "Say .. briefgen:begin in the text.",
    ],
    "a.md": [
        f"Write:\n\n    {HTML}\n    {HTML_END}\n\nthere.",
        f"Write:\n\n\t{HTML}",
        f"- Write:\n\n      {HTML}\n",
        f"> Write:\n>\n>     {HTML}",
        f"# Title\n    {HTML}",
        f"~~~ html\n{HTML}\n~~~",
        f":::{{code-block}} html\n{HTML}\n:::",
        f"```{{code-block}} html\n{HTML}\n```",
        f"```{{r, echo=FALSE}}\n{HTML}\n```",
        f"```{{note}}\nWrite:\n\n~~~html\n{HTML}\n~~~\n```",
        f"````{{note}}\n```html\n{HTML}\n{HTML_END}\n```\n````",
        f"`````\n````{{note}}\n{HTML}\n````\n`````",
        f"<pre>\n{HTML}\n</pre>",
        f"Write `` `{HTML}` `` there.",
        f"Write `a` and `{HTML}`.",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in SHOWN for text in SHOWN[name]])
def test_what_is_shown_is_no_marker_and_what_follows_is_one(name, text):
    assert lines_of(text, name) == [text.count("\n") + 3]


OBEYED = {
    "a.html": [
        f"<pre>x</pre>\n{HTML}\n{HTML_END}",
        f"<!-- <pre> -->\n{HTML}\n{HTML_END}",
        f"<!--\n<code>\n-->\n{HTML}\n{HTML_END}",
        f"<preface>\n{HTML}\n{HTML_END}",
        f"<script src='x'/>\n{HTML}\n{HTML_END}",
        f"<script>x = '<pre>'</script>\n{HTML}\n{HTML_END}",
        f"<pre>\nx <!-- </pre> -->\n</pre>\n{HTML}\n{HTML_END}",
    ],
    "a.tex": [
        f"% \\begin{{verbatim}}\n{LATEX}\n% briefgen:end",
        f"\\\\% \\begin{{comment}}\n{LATEX}\n% briefgen:end",
        f"\\begin{{verbatim}}x\\end{{verbatim}}\n{LATEX}\n% briefgen:end",
        f"\\begin{{quote}}\n{LATEX}\n% briefgen:end\n\\end{{quote}}",
        f"\\verb|\\begin{{comment}}|\n{LATEX}\n% briefgen:end",
        f"\\iffalse x\\fi\n{LATEX}\n% briefgen:end",
        f"\\iffalse x\n\\else\n{LATEX}\n% briefgen:end\n\\fi",
        f"% \\iffalse\n{LATEX}\n% briefgen:end",
        f"\\verb|\\iffalse|\n{LATEX}\n% briefgen:end",
        f"\\iffalsehood\n{LATEX}\n% briefgen:end",
    ],
    "a.rst": [
        f".. note::\n\n   {REST}\n   .. briefgen:end",
        f"Write::\n\n   x\n\n{REST}\n.. briefgen:end",
        f"..\n\n   {REST}\n   .. briefgen:end",
        f"Title\n:::::\n\n   {REST}\n   .. briefgen:end",
        f".. _target:\n\n{REST}\n.. briefgen:end",
        f".. [1] A note\n\n   {REST}\n   .. briefgen:end",
        f"- text::\n\n    x\n\n  {REST}\n  .. briefgen:end",
    ],
    "a.md": [
        f"- item\n\n    {HTML}\n    {HTML_END}",
        f"1. item\n\n    - item\n\n        {HTML}\n        {HTML_END}",
        f"!!! note\n\n    {HTML}\n    {HTML_END}",
        f'=== "Tab"\n\n    {HTML}\n    {HTML_END}',
        f"[^1]: A note\n\n    {HTML}\n    {HTML_END}",
        f"Term\n\n:   Definition\n\n    {HTML}\n    {HTML_END}",
        f"- item\nlazy\n\n    {HTML}\n    {HTML_END}",
        f">    {HTML}\n>    {HTML_END}",
        f"```{{note}}\n{HTML}\n{HTML_END}\n```",
        f"~~~{{admonition}} A title\n:class: tip\n\n{HTML}\n{HTML_END}\n~~~",
        f"- item\n\n  ```{{warning}}\n  {HTML}\n  {HTML_END}\n  ```",
        f"`````{{tab-set}}\n````{{tab-item}} One\n{HTML}\n{HTML_END}\n````\n`````",
        f"````{{note}}\n```html\n````\n{HTML}\n{HTML_END}",
    ],
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name in OBEYED for text in OBEYED[name]])
def test_what_only_looks_like_an_example_is_obeyed(name, text):
    found = lines_of(text, name)
    assert len(found) == 2
    assert "briefgen:begin" in text.split("\n")[found[0] - 1]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.html", f"<p>\n<pre>\n{HTML}\n{HTML_END}\n", "the element that opens in line 2"),
        ("a.tex", f"x\n\\begin{{comment}}\n{LATEX}\n", "the environment that opens in line 2"),
        ("a.tex", f"x\n\\iffalse\n{LATEX}\n", "the \\iffalse that opens in line 2"),
        ("a.md", f"x\n<pre>\n{HTML}\n", "the element that opens in line 2"),
    ],
)
def test_an_example_that_is_never_closed_hides_no_marker_in_silence(name, text, what):
    with pytest.raises(MarkerError) as caught:
        blocks(text, name)
    assert caught.value.line == 3
    assert f"{what} and is never closed" in caught.value.reason


PIECES = st.sampled_from(
    [
        "text",
        "    x",
        "      x",
        "- a",
        "-   a",
        "1. a",
        "> q",
        ">     x",
        "  - a",
        "    - a",
        "# h",
        "",
        "",
        "***",
    ]
)


@given(st.lists(PIECES, max_size=8))
def test_indented_code_is_where_commonmark_has_it(lines):
    found = set()
    for token in MarkdownIt("commonmark").parse("\n".join(lines)):
        if token.type == "code_block":
            found |= {n + 1 for n in range(*token.map) if lines[n].strip(" >-1.")}
    assert {n for n in code_lines(lines) if lines[n - 1].strip(" >-1.")} == found


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize(
    "text", ["`", "` ``", ">", "- ", "<pre", "\\verb|", "\\begin{", "\\iffalse", "::\n\n", "```{tip}\n", "  "]
)
def test_hostile_lines_cost_no_more_than_their_length(name, text):
    with contextlib.suppress(MarkerError):  # what is opened is not closed
        assert len(lines_of(f"{text * 200_000}\n\n", name)) == 1
