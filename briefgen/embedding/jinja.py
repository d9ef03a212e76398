"""Sections in Jinja2 templates: ``{{ brief_section("key-figures", project="../desk") }}``."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from briefgen.embedding.brief import load
from briefgen.embedding.pages import Instances

__all__ = ["BriefSections", "extension"]

_SEEN = "_briefgen_instances"


class _PageContext(Context):
    """A context that all templates of one rendering share: those they extend, and those they include."""

    def __init__(self, environment: Environment, parent: dict[str, Any], *others: Any, **named: Any) -> None:
        # An included template is given the names of the one that includes it.
        parent.setdefault(_SEEN, Instances())
        super().__init__(environment, parent, *others, **named)


class BriefSections(Extension):
    """Adds the function ``brief_section`` to an environment.

    Its project, where a template names none, is ``environment.briefgen_project``, by default the folder that
    the program is run in.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.extend(briefgen_project=".")
        environment.globals["brief_section"] = brief_section
        kind = environment.context_class
        environment.context_class = type("PageContext", (_PageContext, kind), {})


extension = BriefSections


@pass_context
def brief_section(context: Context, name: str, *, project: str | None = None, **options: Any) -> str:
    """A section of a brief, by default as HTML, which escaping leaves alone.

    Args:
        context: of the template.
        name: of the section.
        project: the folder of the brief's project.
        **options: those of `Section.render`, and ``edition``.

    Raises:
        UsageError: there is no such brief, edition or section.
    """
    environment: Any = context.environment
    place = environment.briefgen_project if project is None else project
    brief = load(place, edition=options.pop("edition", None))
    to = options.pop("to", "html")
    if "instance" not in options:
        options["instance"] = context[_SEEN].next(brief, name)
    text = brief.section(name).render(to, **options)
    return Markup(text) if to == "html" else text  # noqa: S704 -- every word in it is escaped
