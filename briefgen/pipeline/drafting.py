"""A brief set on its pages, or the one that was set before from the very same things."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from briefgen.composition import Composer, Room
from briefgen.garbage import unsearched
from briefgen.models import Brief, Change, Outline
from briefgen.pipeline.analysis import Analysis
from briefgen.pipeline.fitting import DENSITY, fitted
from briefgen.rendering import Renderer

if TYPE_CHECKING:
    from briefgen.rendering import LaidOut


class Draft:
    """A brief whose length is settled.

    Attributes:
        brief: ready to be set.
        pages: how many it takes.
        missing_glyphs: characters that the fonts lack.
    """

    def __init__(
        self,
        brief: Brief,
        renderer: Renderer,
        pages: int,
        missing_glyphs: Sequence[str],
    ) -> None:
        self.brief = brief
        self.pages = pages
        self.missing_glyphs = tuple(missing_glyphs)
        self._renderer = renderer

    @classmethod
    def fit(
        cls, analysis: Analysis, outline: Outline, changes: Sequence[Change], renderer: Renderer
    ) -> Draft:
        """The brief with as many facts as the page budget holds."""
        budget = analysis.config.brief.page_budget
        composer = _composer(analysis, outline, changes)
        brief, markdown, layout = fitted(composer, outline.template, budget, renderer)
        draft = cls(brief, renderer, layout.pages, layout.missing_glyphs)
        draft.__dict__.update(markdown=markdown, layout=layout)
        return draft

    @cached_property
    def markdown(self) -> str:
        """The brief's words; made when they are first asked for."""
        return self._renderer.markdown(self.brief)

    @cached_property
    def layout(self) -> LaidOut:
        """The brief on its pages; set when it is first asked for."""
        return self._renderer.layout(self._renderer.html(self.brief, self.markdown))


def unfitted(analysis: Analysis, outline: Outline) -> Brief:
    """The brief as it is first composed for its pages, before any layout is measured."""
    composer = _composer(analysis, outline)
    pages = analysis.config.brief.page_budget * DENSITY[outline.template]
    return composer.completed(composer.brief(pages))


@unsearched()
def _composer(analysis: Analysis, outline: Outline, changes: Sequence[Change] = ()) -> Composer:
    dossier = analysis.dossier
    room = Room().for_pages(analysis.config.brief.page_budget)
    return Composer(dossier.gists, dossier.fetch, analysis.records, outline, changes=changes, room=room)
