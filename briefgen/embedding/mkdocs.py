"""Sections in pages of MkDocs: the plugin ``briefgen``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from briefgen.embedding.brief import EmbeddableBrief, load
from briefgen.embedding.macros import Call, expanded
from briefgen.embedding.pages import Instances, watched
from briefgen.embedding.sections import LEVELS, NOTES
from briefgen.errors import BriefgenError, MissingExtraError

try:
    from mkdocs.config import base, config_options
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.exceptions import PluginError
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.plugins import BasePlugin, event_priority
    from mkdocs.structure.pages import Page
except ModuleNotFoundError as error:
    raise MissingExtraError("the plugin for MkDocs needs mkdocs", extra="mkdocs") from error

__all__ = ["BriefSectionsPlugin", "Options"]

_FOOTNOTES = ("footnotes", "markdown.extensions.footnotes", "pymdownx.extra", "extra")
_BEFORE_OTHERS = 80
"""Plugins that read all of ``{{ }}`` as theirs must find the sections in place."""


class Options(base.Config):  # type: ignore[no-untyped-call]  # MkDocs gives its hooks no types
    """What mkdocs.yml can say; a call of ``brief_section`` can say otherwise."""

    project = config_options.Type(str, default=".")
    level = config_options.Choice(LEVELS, default=2)
    notes = config_options.Choice(NOTES, default="section")
    provenance = config_options.Type(bool, default=True)


class BriefSectionsPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """Puts sections where pages call for them, and builds again when their brief has a new edition."""

    def __init__(self) -> None:
        self._server: LiveReloadServer | None = None
        self._load = cache(load)
        self._watched: set[Path] = set()

    def on_startup(self, **_: Any) -> None:
        """Make MkDocs keep this object between builds: it knows what is watched."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """See to it that notes are read as such, and that all pages of a build have one edition."""
        if not any(name in config.markdown_extensions for name in _FOOTNOTES):
            config.markdown_extensions.append("footnotes")
        self._load = cache(load)
        return config

    @event_priority(_BEFORE_OTHERS)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """The text of a page with its sections."""
        instances = Instances()

        def section(call: Call) -> str:
            return self._section(call, Path(config.config_file_path or "").parent, instances)

        # What stands before the text, in YAML, counts as lines too.
        source = page.file.content_string
        before = source.count("\n") - markdown.count("\n") if source.endswith(markdown) else 0
        try:
            return expanded("\n" * before + markdown, section)[before:]
        except BriefgenError as error:
            hint = f" ({error.hint})" if error.hint else ""
            raise PluginError(f"{page.file.src_uri}: {error.message}{hint}") from error

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Build again when a brief that a page has a section of has a new edition."""
        self._server = server
        for place in sorted(self._watched):
            server.watch(str(place))
        return server

    def _section(self, call: Call, folder: Path, instances: Instances) -> str:
        options = {"level": self.config.level, "notes": self.config.notes, **call.options}
        project = folder / options.pop("project", self.config.project)
        self._watch(project)
        brief: EmbeddableBrief = self._load(project, edition=options.pop("edition", None))
        options.setdefault("provenance", self.config.provenance)
        options.setdefault("instance", instances.next(brief, call.name))
        return brief.section(call.name).render("mkdocs", **options)

    def _watch(self, project: Path) -> None:
        place = watched(project)
        if place not in self._watched and self._server is not None:
            self._server.watch(str(place))
        self._watched.add(place)
