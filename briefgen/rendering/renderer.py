"""The renderer: a brief to Markdown, HTML and a laid-out document, keeping what is costly to make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from briefgen.models import Brief, Document, Fact, KeyFigures, Positions, Sources, Timeline
from briefgen.rendering.strip import numbers
from briefgen.rendering.timeline import draw

if TYPE_CHECKING:
    from briefgen.rendering.conversion import Converter
    from briefgen.rendering.environment import Environments
    from briefgen.rendering.press import Press
    from briefgen.rendering.word import WordWriter

__all__ = ["LaidOut", "Renderer", "Twin"]

_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{3,}")


class Twin(NamedTuple):
    """The brief to read on a screen and the sources to look its words up in: complete HTML documents."""

    brief: str
    sources: str


class LaidOut(Protocol):
    """A document set on pages; see `briefgen.rendering.layout.Layout`."""

    @property
    def pages(self) -> int:
        """How many there are."""

    @property
    def length(self) -> float:
        """The same, with the last page counted only as far as it is filled."""

    @property
    def missing_glyphs(self) -> Sequence[str]:
        """Characters that the fonts lack."""

    def pdf(self, *, attachments: Mapping[str, bytes] = ...) -> bytes:
        """The PDF, with files to travel in it."""


class Engine(Protocol):
    """What lays documents out."""

    def layout(self, html: str) -> LaidOut:
        """`html` set on pages."""


class Renderer:
    """Sets briefs. One renderer can set many; the second costs less than the first.

    Args:
        templates: the user's templates folder; its files come before the packaged ones of the same name,
            which it can still extend under the prefix ``default:``. None uses the packaged ones alone.
        press: the process that lays out; without one this process does.

    Raises:
        RenderingError: the folder does not exist.
    """

    def __init__(self, templates: Path | None = None, press: Press | None = None) -> None:
        from briefgen.rendering.environment import Environments  # noqa: PLC0415 - loads Jinja2

        self._environments: Environments = Environments(templates)
        self._last: tuple[Brief, str, str] | None = None
        self._press = press

    @cached_property
    def _converter(self) -> Converter:
        from briefgen.rendering.conversion import Converter  # noqa: PLC0415 - loads Markdown

        return Converter()

    @cached_property
    def _engine(self) -> Engine:
        fonts = self._environments.stylesheet("fonts.css")
        if self._press is not None:
            self._press.load_fonts(fonts)
            return self._press
        from briefgen.rendering.layout import LayoutEngine  # noqa: PLC0415 - loads WeasyPrint

        return LayoutEngine(fonts)

    def markdown(self, brief: Brief) -> str:
        """The brief as Markdown that GitHub and Python-Markdown both render, ending in one line end.

        Raises:
            RenderingError: a template is missing or wrong; the message names file, line and variable.
        """
        environments = self._environments
        text = environments.render(environments.markdown, f"{brief.template}.md.j2", **_context(brief))
        return _tidy(text)

    def html(self, brief: Brief, markdown: str) -> str:
        """A complete, self-contained HTML document of the brief whose Markdown is `markdown`.

        Raises:
            RenderingError: a template is missing or wrong, or a source is cited that is not listed.
        """
        return self._page(brief, self._content(brief, markdown))

    def twin(self, brief: Brief, markdown: str, facts: Sequence[Fact], documents: Sequence[Document]) -> Twin:
        """The HTML with the sources' exact words beside every citation, and the view of the sources.

        The two link to each other as ``SLUG.html`` and ``SLUG-sources.html`` of one folder.

        Args:
            brief: what to print.
            markdown: its Markdown.
            facts: those that it prints, at least.
            documents: its sources.

        Raises:
            RenderingError: a template is missing or wrong, or a source is cited that is not listed.
        """
        from briefgen.rendering.sources import view_sources  # noqa: PLC0415 - only some callers show them
        from briefgen.rendering.tracing import entries_of  # noqa: PLC0415

        environments = self._environments
        evidence = {fact.id: fact.evidence for fact in facts}
        graphics = self._graphics(brief)
        converted, places = self._converter.convert_traced(brief, markdown, graphics, evidence)
        views = view_sources(entries_of(brief), documents, evidence, places)
        shown = environments.render(environments.html, "sources.html.j2", views=views, **_context(brief))
        return Twin(self._page(brief, converted), shown)

    def _page(self, brief: Brief, content: str) -> str:
        from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja2

        environments = self._environments
        escaped = Markup(content)  # noqa: S704 - escaped by the converter
        return environments.render(environments.html, "page.html.j2", content=escaped, **_context(brief))

    def word(self, brief: Brief, markdown: str, writer: WordWriter) -> bytes:
        """A Word file of the brief whose Markdown is `markdown`, by `briefgen.rendering.word.word_writer`.

        Raises:
            RenderingError: a template is missing or wrong, or a source is cited that is not listed.
        """
        environments = self._environments
        edition = environments.render(environments.html, "edition.j2", **_context(brief))
        return writer.write(brief, self._converter.convert(brief, markdown), unescape(edition))

    def sections(self, brief: Brief, markdown: str) -> dict[str, Any]:
        """The sections of the brief whose Markdown is `markdown`, as data that other documents embed.

        Raises:
            RenderingError: a template is missing or wrong, or a source is cited that is not listed.
        """
        from briefgen.rendering.fragments import sections_of  # noqa: PLC0415 - few callers need it

        content = self._content(brief, markdown)
        return sections_of(brief, content, list(self._party_positions(brief)))

    def _content(self, brief: Brief, markdown: str) -> str:
        """The brief's HTML with its graphics; that of the last brief is kept, for a build asks twice."""
        if self._last is None or self._last[0] is not brief or self._last[1] != markdown:
            content = self._converter.convert(brief, markdown, self._graphics(brief))
            self._last = (brief, markdown, content)
        return self._last[2]

    def _party_positions(self, brief: Brief) -> Iterator[tuple[str, str]]:
        """The id of each party, and the HTML of what it alone says."""
        environments = self._environments
        context = _context(brief)
        # What a reference leads to must be there for it to be one; its words are in the brief's own list.
        entries = "".join(f"\n[^{entry.number}]: {entry.number}\n" for entry in context["sources"])
        listed = f"\n## Sources\n{entries}"
        for section in brief.sections:
            for party in section.parties if isinstance(section, Positions) else ():
                text = environments.render(
                    environments.markdown, "party-positions.md.j2", section=section, party=party, **context
                )
                yield party.id, self._converter.convert(brief, _tidy(text) + listed)

    def _graphics(self, brief: Brief) -> dict[str, str]:
        """The HTML of what is drawn rather than written, by the id of its section."""
        environments = self._environments
        graphics: dict[str, str] = {}
        for section in brief.sections:
            context = {**_context(brief), "section": section}
            if isinstance(section, Timeline):
                if drawing := draw(section, brief.as_of, brief.as_of_text):
                    graphics[section.id] = environments.render(
                        environments.html, "timeline.svg.j2", drawing=drawing, **context
                    )
            elif isinstance(section, KeyFigures) and (strip := numbers(section)):
                graphics[section.id] = environments.render(
                    environments.html, "figures.html.j2", numbers=strip, **context
                )
        return graphics

    def meanwhile(self, task: Callable[[], object]) -> None:
        """Have something done while another process lays out or writes a PDF next; nothing, if none does.

        Args:
            task: lays out nothing; whoever needs it sees to it that it is done in any case.
        """
        if self._press is not None:
            self._press.meanwhile(task)

    def layout(self, html: str) -> LaidOut:
        """The document set on pages, from which a PDF can be written.

        Raises:
            MissingLibraryError: a system library that WeasyPrint needs is not installed.
            RenderingError: the document asks for anything but the packaged fonts.
        """
        return self._engine.layout(html)


def _tidy(text: str) -> str:
    return _BLANK_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text)).strip("\n") + "\n"


def _context(brief: Brief) -> dict[str, Any]:
    entries = tuple(
        entry for section in brief.sections if isinstance(section, Sources) for entry in section.entries
    )
    return {"brief": brief, "sources": entries}
