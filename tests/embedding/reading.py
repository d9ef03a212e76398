"""Readers of the flavours, by programs that are not ours: what a reader of each sees of a section.

Each gives `Seen` for every section of a page: its heading, its words without the marks of citations, and for
each citation the words of the note that it leads to.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple

import markdown
import pypandoc
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.substitution import substitution_plugin

__all__ = ["Seen", "expected", "page_of", "pandoc", "readers", "squeezed", "words"]

PYTHON_MARKDOWN = ["tables", "footnotes", "toc", "attr_list", "def_list", "abbr", "admonition", "md_in_html"]
PYMDOWN = ["caret", "critic", "details", "keys", "mark", "saneheaders", "tilde", "superfences"]


class Seen(NamedTuple):
    """A section as its reader sees it.

    Attributes:
        level: of its heading.
        title: its words.
        text: all after it but notes, citations left out.
        notes: of each citation, in reading order, the words of its source.
    """

    level: int
    title: str
    text: str
    notes: tuple[str, ...]


def squeezed(text: str) -> str:
    """The characters without white space, which every format sets as it likes."""
    return "".join(text.split())


def words(text: str) -> list[str]:
    """The words in order."""
    return re.findall(r"\w+", text)


# What the section itself says, read from its tree.


def expected(told: dict[str, Any]) -> Seen:
    """What every reader should see of a section, from `to_json`."""
    entries = {note["number"]: "".join(_plain(note["content"])) for note in told["notes"]}
    text = " ".join([*_plain(told["blocks"], " "), told["provenance"] or ""])
    notes = tuple(entries[number] for number in _numbers(told["blocks"]))
    return Seen(told["level"], told["title"], text, notes)


def _plain(node: Any, between: str = "") -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node:
            yield from _plain(part, between)
            if isinstance(part, list):
                yield " "
    elif isinstance(node, dict):
        yield node.get("text", "")
        for name in ("head", "rows", "items", "content"):
            yield from _plain(node.get(name, []), between)
        yield " " if node["type"] not in ("strong", "emphasis", "link", "code") else ""


def _numbers(node: Any) -> Iterator[int]:
    if isinstance(node, list):
        for part in node:
            yield from _numbers(part)
    elif isinstance(node, dict):
        yield from node.get("sources", [])
        for name in ("head", "rows", "items", "content"):
            yield from _numbers(node.get(name, []))


# HTML, with the standard library's parser.


class _Node:
    def __init__(self, tag: str, attributes: dict[str, str], parent: _Node | None) -> None:
        self.tag, self.attributes, self.parent = tag, attributes, parent
        self.children: list[_Node | str] = []

    def walk(self) -> Iterator[_Node]:
        yield self
        for child in self.children:
            if isinstance(child, _Node):
                yield from child.walk()

    def text(self, skip: Any = lambda node: False) -> str:
        if skip(self):
            return ""
        inner = "".join(c if isinstance(c, str) else c.text(skip) for c in self.children)
        return inner if self.tag in {"strong", "em", "a", "code", "span", "sup"} else f" {inner} "


class _Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = _Node("page", {}, None)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        node = _Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in {"br", "hr", "img", "input", "col"}:
            self.at = node

    def handle_endtag(self, tag):
        if tag not in {"br", "hr", "img", "input", "col"}:
            assert self.at.tag == tag, f"<{self.at.tag}> is closed by </{tag}>"
            self.at = self.at.parent

    def handle_data(self, data):
        self.at.children.append(data)


def page_of(html: str) -> _Node:
    """The tree of a page, whose elements must be closed in order."""
    page = _Page(html)
    assert page.at is page.root
    return page.root


def _of_html(html: str) -> list[Seen]:
    root = page_of(html)
    ids = {node.attributes["id"]: node for node in root.walk() if "id" in node.attributes}
    return [_html_section(node, ids) for node in root.walk() if node.attributes.get("class") == "briefgen"]


def _html_section(section: _Node, ids: dict[str, _Node]) -> Seen:
    heading = next(node for node in section.walk() if node.tag in {f"h{n}" for n in range(1, 7)})
    notes = tuple(
        ids[link.attributes["href"][1:]].text(_class("briefgen-source-number"))
        for citation in section.walk()
        if citation.attributes.get("class") == "briefgen-citation"
        for link in citation.walk()
        if link.tag == "a"
    )
    left_out = ("briefgen-citation", "briefgen-sources")
    text = section.text(lambda node: node is heading or node.attributes.get("class") in left_out)
    return Seen(int(heading.tag[1]), heading.text(), text, notes)


def _class(name: str) -> Any:
    return lambda node: node.attributes.get("class") == name


# Markdown that becomes HTML: Python-Markdown, as MkDocs has it, and markdown-it, as MyST has it.


def _of_mkdocs(text: str) -> list[Seen]:
    extensions = [*PYTHON_MARKDOWN, *(f"pymdownx.{name}" for name in PYMDOWN)]
    return _footnoted(markdown.markdown(text, extensions=extensions))


def _of_myst(text: str) -> list[Seen]:
    parser = MarkdownIt("commonmark").enable("table")
    for plugin in (
        footnote_plugin,
        dollarmath_plugin,
        colon_fence_plugin,
        deflist_plugin,
        myst_block_plugin,
        myst_role_plugin,
        substitution_plugin,
    ):
        parser.use(plugin)
    return _footnoted(parser.render(text))


def _footnoted(html: str) -> list[Seen]:
    """Sections between headings, with notes as both libraries make them."""
    root = page_of(html)
    ids = {node.attributes["id"]: node for node in root.walk() if "id" in node.attributes}
    seen: list[Seen] = []
    for node in root.children:
        if isinstance(node, str) or node.attributes.get("class") in (
            "footnote",
            "footnotes",
            "footnotes-sep",
        ):
            continue
        if re.fullmatch("h[1-6]", node.tag):
            seen.append(Seen(int(node.tag[1]), node.text(), "", ()))
            continue
        last = seen.pop()
        notes = tuple(
            ids[next(n for n in mark.walk() if n.tag == "a").attributes["href"][1:]].text(_back)
            for mark in node.walk()
            if mark.tag == "sup"
        )
        text = last.text + node.text(lambda part: part.tag == "sup")
        seen.append(last._replace(text=text, notes=last.notes + notes))
    return seen


def _back(node: _Node) -> bool:
    return node.attributes.get("class") in ("footnote-backref",)


# What docutils reads.


def _of_restructuredtext(text: str) -> list[Seen]:
    page = publish_doctree(text, settings_overrides={"report_level": 2, "halt_level": 2})
    entries = {node["ids"][0]: node.astext().partition("\n\n")[2] for node in page.findall(nodes.footnote)}
    seen: list[Seen] = []
    for node in page.children:
        if isinstance(node, nodes.rubric):
            level = node["classes"][0].removeprefix("briefgen-level-")
            seen.append(Seen(int(level), node.astext(), "", ()))
        elif not isinstance(node, nodes.footnote | nodes.comment):
            last = seen.pop()
            cited = list(node.findall(nodes.footnote_reference))
            notes = tuple(entries[reference["refid"]] for reference in cited)
            for reference in cited:
                reference.clear()
            seen.append(last._replace(text=f"{last.text} {node.astext()}", notes=last.notes + notes))
    return seen


# Whatever pandoc reads.


def pandoc(text: str | bytes, form: str) -> dict[str, Any]:
    """Pandoc's own tree."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        tree: dict[str, Any] = json.loads(pypandoc.convert_text(text, "json", format=form))
    return tree


def _of_pandoc(text: str | bytes, form: str) -> list[Seen]:
    blocks = pandoc(text, form)["blocks"]
    targets = dict(_targets(blocks))
    seen: list[Seen] = []
    for block in _opened(blocks):
        if block["t"] == "Header":
            reader = _Reader(targets)
            reader.read(block["c"][2])
            seen.append(Seen(block["c"][0], reader.text, "", ()))
        elif seen and not (block["t"] == "DefinitionList" and targets):
            reader = _Reader(targets)
            reader.read(block)
            last = seen.pop()
            seen.append(last._replace(text=last.text + " " + reader.text, notes=(*last.notes, *reader.notes)))
    return seen


_UNKNOWN_TO_PANDOC = {
    r"\textbar{}": "|",
    r"\textasciigrave{}": r"\`{}",
    r"\symbol{34}": r"\textquotedbl{}",
}


def _of_latex(text: str) -> list[Seen]:
    # What stands for hyperref where it is missing would hide its links from pandoc, which knows them.
    without = re.sub(r"^\\providecommand.*\n", "", text, flags=re.MULTILINE)
    for command, known in _UNKNOWN_TO_PANDOC.items():
        without = without.replace(command, known)
    return _of_pandoc(without, "latex")


def _opened(blocks: list[Any]) -> Iterator[Any]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _opened(block["c"][1])
        else:
            yield block


def _targets(node: Any) -> Iterator[tuple[str, Any]]:
    """What LaTeX notes are called, with their words."""
    if isinstance(node, dict) and node.get("t") == "DefinitionList":
        for term, definitions in node["c"]:
            for name in re.findall(r'"([a-z0-9-]+-[0-9a-f]{6})"', json.dumps(term)):
                yield name, definitions
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _targets(part)


_BLANKS = {"Space": " ", "SoftBreak": " ", "LineBreak": " "}
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}


class _Reader:
    """The words of a piece of pandoc's tree, and the notes that it leads to."""

    def __init__(self, targets: dict[str, Any]) -> None:
        self.text = ""
        self.notes: list[str] = []
        self._targets = targets

    def read(self, node: Any) -> None:
        if isinstance(node, list):
            for part in node:
                self.read(part)
        elif isinstance(node, dict) and "t" in node:
            self._element(node["t"], node.get("c"))

    def _element(self, kind: str, content: Any) -> None:
        if kind in ("Str", *_BLANKS):
            self.text += _BLANKS.get(kind, content)
        elif kind in ("Code", "CodeBlock"):
            self.text += content[1]
        elif kind == "Note":
            self._note(content)
        elif kind == "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            self.text += opening
            self.read(content[1])
            self.text += closing
        elif kind == "Link" and content[2][0][1:] in self._targets:
            self._note(self._targets[content[2][0][1:]])
        elif kind in ("RawInline", "RawBlock"):
            assert content[0] in ("html", "latex", "openxml"), content
            assert content[1] in ("<br>", "<br/>", "\\newline", "<w:r><w:br/></w:r>"), content
            self.text += " "
        else:
            assert kind not in ("Math", "Cite", "Image", "HorizontalRule", "LineBlock"), (kind, content)
            self.read(content)
            if kind in ("Para", "Plain", "Header"):
                self.text += " "

    def _note(self, content: Any) -> None:
        reader = _Reader({})
        reader.read(content)
        self.notes.append(reader.text)


readers = {
    "gfm": lambda text: _of_pandoc(text, "gfm"),
    "pandoc": lambda text: _of_pandoc(text, "markdown"),
    "quarto": lambda text: _of_pandoc(text, "markdown+emoji+hard_line_breaks"),
    "mkdocs": _of_mkdocs,
    "myst": _of_myst,
    "html": _of_html,
    "latex": _of_latex,
    "restructuredtext": _of_restructuredtext,
}
"""How a page of several sections of one flavour is read."""
