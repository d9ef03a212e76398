"""Sections in documents of Sphinx: the directive ``brief-section``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, cast

from briefgen.embedding.brief import load
from briefgen.embedding.pages import Instances
from briefgen.embedding.sections import LEVELS, NOTES, Section
from briefgen.errors import BriefgenError, MissingExtraError

try:
    from docutils import nodes
    from docutils.parsers.rst import directives
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.transforms import SphinxTransform
    from sphinx.util.docutils import SphinxDirective

    from briefgen.embedding import doctree
except ModuleNotFoundError as error:
    raise MissingExtraError("the directive for Sphinx needs sphinx", extra="sphinx") from error

__all__ = ["BriefSection", "setup"]

_STATE = "briefgen_used"
_SEEN = "briefgen_instances"
_LEVEL = "briefgen-level"


class _Used(NamedTuple):
    """A section that a document has, and the digest of all that is printed of it."""

    project: Path
    edition: int | None
    name: str
    digest: str


def _level(text: str) -> int:
    level: int = directives.positive_int(text)
    if level not in LEVELS:
        raise ValueError(f"a heading has no level {level}; levels are from 1 to 6")
    return level


class BriefSection(SphinxDirective):
    """``.. brief-section:: key-figures``: the section as it stands in its brief's newest edition."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {
        "project": directives.unchanged_required,
        "level": _level,
        "notes": lambda text: directives.choice(text, NOTES),
        "edition": directives.positive_int,
        "no-provenance": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """The section's nodes."""
        name = self.arguments[0]
        project = Path(self.env.app.confdir) / self.options.get("project", self.config.briefgen_project)
        edition = self.options.get("edition")
        try:
            told, prefix = self._told(project, edition, name)
        except BriefgenError as error:
            # The document is read again once that changes.
            self._note(_Used(project, edition, name, ""))
            hint = f" ({error.hint})" if error.hint else ""
            raise self.error(f"{error.message}{hint}") from error
        made = doctree.section(told, prefix)
        made[_LEVEL] = self.options.get("level", 0)
        self.set_source_info(made)
        return [made]

    def _told(self, project: Path, edition: int | None, name: str) -> tuple[dict[str, Any], str]:
        brief = load(project, edition=edition)
        section = brief.section(name)
        instances = cast(Instances, self.env.temp_data.setdefault(_SEEN, Instances()))
        instance = instances.next(brief, name)
        self._note(_Used(project, edition, name, _digest(section)))
        text = section.to_json(
            notes=self.options.get("notes", self.config.briefgen_notes),
            provenance="no-provenance" not in self.options,
            instance=instance,
        )
        return json.loads(text), "-".join(filter(None, (brief.slug, name, instance)))

    def _note(self, used: _Used) -> None:
        _state(self.env).setdefault(self.env.docname, set()).add(used)


class _Levels(SphinxTransform):
    """Sections where none can be, or that shall have another level than their place gives them."""

    default_priority = 210

    def apply(self, **_: Any) -> None:
        for made in [node for node in self.document.findall(nodes.section) if _LEVEL in node]:
            level = made.attributes.pop(_LEVEL)
            above: Any = made.parent
            if level or not isinstance(above, nodes.section | nodes.document):
                made.replace_self(doctree.flat(made, level or _depth(made) + 1))


def _depth(node: nodes.Node) -> int:
    above: Any = node.parent
    return 0 if above is None else _depth(above) + isinstance(above, nodes.section)


def setup(app: Sphinx) -> dict[str, Any]:
    """Adds the directive, its settings, and what has documents read again when a brief changes."""
    app.add_config_value("briefgen_project", ".", "env", str)
    app.add_config_value("briefgen_notes", "section", "env", str)
    app.add_directive("brief-section", BriefSection)
    app.add_transform(_Levels)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", _purge)
    app.connect("env-merge-info", _merge)
    return {"env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _state(env: BuildEnvironment) -> dict[str, set[_Used]]:
    if not hasattr(env, _STATE):
        setattr(env, _STATE, {})
    state: dict[str, set[_Used]] = getattr(env, _STATE)
    return state


def _outdated(_: Sphinx, env: BuildEnvironment, *__: object) -> list[str]:
    """The documents of which a section has changed: a new edition is another file, not a newer one."""
    return [name for name, used in sorted(_state(env).items()) if any(map(_changed, used))]


def _changed(used: _Used) -> bool:
    try:
        return _digest(load(used.project, edition=used.edition).section(used.name)) != used.digest
    except BriefgenError:
        return True


def _purge(_: Sphinx, env: BuildEnvironment, document: str) -> None:
    _state(env).pop(document, None)


def _merge(_: Sphinx, env: BuildEnvironment, documents: set[str], other: BuildEnvironment) -> None:
    """Take over what a process has read that shared the work."""
    found = _state(other)
    _state(env).update({name: found[name] for name in documents if name in found})


def _digest(section: Section) -> str:
    return hashlib.sha256(section.to_json().encode()).hexdigest()
