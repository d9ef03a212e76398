"""A section of a brief, to be printed in any flavour with the same words and the same citations."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefgen.embedding.flavours import MARKDOWN, writer
from briefgen.embedding.tree import Fragment, Note, cited, without_citations
from briefgen.errors import UsageError

__all__ = ["LEVELS", "NOTES", "Section"]

NOTES = ("section", "inline", "none")
"""Where the sources of claims are told: after the section, in brackets after each claim, or nowhere."""

LEVELS = range(1, 7)
"""Of a section's heading; headings in it that would lie deeper than the last are at the last."""


class Section:
    """A section of one edition of a brief.

    Attributes:
        name: what it is asked for by.
        title: its heading.
        edition: the number of the edition.
        as_of: the date that the brief gives, or none.
        sha256: the digest of what it says and cites, the same in every flavour, in hexadecimal.
        words: how many it has, its heading aside.
        citations: how often a source is cited in it.
    """

    def __init__(self, brief: dict[str, Any], section: dict[str, Any]) -> None:
        self.name: str = section["name"]
        self.title: str = section["title"]
        self.edition: int = brief["edition"]
        self.as_of = datetime.date.fromisoformat(brief["as_of"]) if brief["as_of"] else None
        self.sha256: str = section["sha256"]
        self.words: int = section["words"]
        self.citations: int = section["citations"]
        self._brief = brief
        self._blocks: list[dict[str, Any]] = section["blocks"]

    @property
    def provenance(self) -> str:
        """The line that says where the words are from, with the marking of the brief if it has one."""
        brief = self._brief
        date = f", {brief['as_of_text']}" if brief["as_of_text"] else ""
        marking = f". {brief['marking']}" if brief["marking"] else ""
        return f"Source: {brief['title']}, edition {self.edition}{date}{marking}"

    def render(
        self, to: str, *, level: int = 2, notes: str = "section", provenance: bool = True, instance: str = ""
    ) -> str:
        """The section in a flavour, ending in one line end.

        Args:
            to: one of `briefgen.embedding.FLAVOURS`.
            level: of its heading, from 1 to 6; what would lie deeper within it is at 6.
            notes: one of `briefgen.embedding.NOTES`.
            provenance: whether it ends with the line that says where it is from.
            instance: tells apart the labels of one section that is embedded twice in a page.

        Raises:
            UsageError: there is no such flavour, level, or place for notes.
        """
        if to == "json":
            return self.to_json(level=level, notes=notes, provenance=provenance, instance=instance)
        fragment = self._fragment(level, notes, provenance=provenance, instance=instance)
        return writer(to)(fragment)

    def to_markdown(
        self,
        flavour: str = "gfm",
        *,
        level: int = 2,
        notes: str = "section",
        provenance: bool = True,
        instance: str = "",
    ) -> str:
        """The section as Markdown: ``gfm``, ``pandoc``, ``quarto``, ``myst`` or ``mkdocs``; see `render`."""
        if flavour not in MARKDOWN:
            raise UsageError(f"{flavour!r} is no Markdown", hint=f"flavours are {', '.join(MARKDOWN)}")
        return self.render(flavour, level=level, notes=notes, provenance=provenance, instance=instance)

    def to_html(
        self, *, level: int = 2, notes: str = "section", provenance: bool = True, instance: str = ""
    ) -> str:
        """The section as one ``<section>`` element, without script or address; see `render`."""
        return self.render("html", level=level, notes=notes, provenance=provenance, instance=instance)

    def to_latex(
        self, *, level: int = 2, notes: str = "section", provenance: bool = True, instance: str = ""
    ) -> str:
        """The section for a LaTeX document that loads longtable; see `render`."""
        return self.render("latex", level=level, notes=notes, provenance=provenance, instance=instance)

    def to_restructuredtext(
        self, *, level: int = 2, notes: str = "section", provenance: bool = True, instance: str = ""
    ) -> str:
        """The section for docutils and Sphinx, with rubrics for headings; see `render`."""
        return self.render(
            "restructuredtext", level=level, notes=notes, provenance=provenance, instance=instance
        )

    def to_text(self, *, level: int = 2, notes: str = "section", provenance: bool = True) -> str:
        """The section as plain text; see `render`."""
        return self.render("text", level=level, notes=notes, provenance=provenance)

    def to_json(
        self, *, level: int = 2, notes: str = "section", provenance: bool = True, instance: str = ""
    ) -> str:
        """The section's tree, its notes and where it is from, as JSON; see docs/embedding.md."""
        fragment = self._fragment(level, notes, provenance=provenance, instance=instance)
        told = {
            "brief": self._brief["title"],
            "as_of": self._brief["as_of"],
            **fragment._asdict(),
            "notes": [note._asdict() for note in fragment.notes],
        }
        return json.dumps(told, ensure_ascii=False, indent=2) + "\n"

    def to_docx(
        self,
        path: str | Path | None = None,
        *,
        level: int = 1,
        notes: str = "section",
        provenance: bool = True,
        template: str | Path | None = None,
    ) -> bytes:
        """The section as a Word file; written to `path` if that is given.

        Args:
            path: where to write it.
            level: of its heading: 1 is Word's style "Heading 1".
            notes: as in `render`.
            provenance: as in `render`.
            template: a .docx or .dotx file whose styles and page are used.

        Raises:
            MissingExtraError: python-docx is not installed.
            OutputError: `path` cannot be written.
        """
        from briefgen.embedding.word import word_file  # noqa: PLC0415 -- loads what writes Word files

        fragment = self._fragment(level, notes, provenance=provenance, instance="")
        data = word_file(fragment, self._brief, self.provenance, template)
        if path is not None:
            from briefgen import files  # noqa: PLC0415 -- beside its only use

            place = Path(path)
            files.publish(place.parent, {place.name: data})
        return data

    def _fragment(self, level: int, notes: str, *, provenance: bool, instance: str) -> Fragment:
        if type(level) is not int or level not in LEVELS:
            raise UsageError(f"a heading has no level {level!r}", hint="levels are whole numbers from 1 to 6")
        if notes not in NOTES:
            raise UsageError(f"notes cannot be {notes!r}", hint=f"they are {', '.join(NOTES)}")
        prefix = "-".join(filter(None, (self._brief["slug"], self.name, _name(instance))))
        return Fragment(
            name=self.name,
            title=self.title,
            blocks=self._blocks if notes == "section" else self._told(notes),
            level=level,
            notes=tuple(self._notes(prefix)) if notes == "section" else (),
            provenance=self.provenance if provenance else None,
            prefix=prefix,
            edition=self.edition,
            sha256=self.sha256,
            language=self._brief["language"],
        )

    def _notes(self, prefix: str) -> list[Note]:
        numbers = set(cited(self._blocks))
        return [
            Note(
                source["number"],
                f"{prefix}-{source['number']}-{_digest(source)}",
                source["name"],
                source["content"],
            )
            for source in self._brief["sources"]
            if source["number"] in numbers
        ]

    def _told(self, notes: str) -> list[dict[str, Any]]:
        names = {source["number"]: source["name"] for source in self._brief["sources"]}

        def told(numbers: Sequence[int]) -> str:
            return f"[{'; '.join(names[number] for number in numbers)}]" if notes == "inline" else ""

        blocks: list[dict[str, Any]] = without_citations(self._blocks, told)
        return blocks

    def _repr_html_(self) -> str:
        from briefgen.embedding.flavours.html import for_notebook  # noqa: PLC0415 -- as other flavours

        return for_notebook(self.to_html())

    def _repr_markdown_(self) -> str:
        # Notebooks know no footnotes.
        return self.to_markdown("gfm", notes="inline")

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        makers = {
            "text/html": self._repr_html_,
            "text/markdown": self._repr_markdown_,
            "text/plain": self.to_text,
            "text/latex": self.to_latex,
        }
        wanted = [kind for kind in makers if (not include or kind in include) and kind not in (exclude or ())]
        return {kind: makers[kind]() for kind in wanted}

    def __repr__(self) -> str:
        return f"<section {self.name!r} of {self._brief['title']!r}, edition {self.edition}>"


def _name(instance: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in instance.lower()).strip("-")


def _digest(source: dict[str, Any]) -> str:
    """Tells apart sources of one number: of another edition, or of another brief of the same name."""
    said = json.dumps([source["id"], source["sha256"], source["content"]], ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:6]
