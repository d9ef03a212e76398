"""The two Jinja2 environments: one for Markdown, one for HTML, over the same template folders.

In Markdown every ``{{ ... }}`` is escaped unless one of this project's own filters or a macro made it. The
escape is not Jinja's own, which is for HTML; `Marked` carries it through string operations.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Concat
from markupsafe import Markup

from briefgen import resources
from briefgen.errors import RenderingError
from briefgen.rendering.escaping import escape_markdown, plain
from briefgen.rendering.typography import typographic

__all__ = ["DEFAULT_PREFIX", "Environments", "Marked", "template_errors"]

DEFAULT_PREFIX = "default"
# Jinja's filters that call something safe, or make HTML: neither has a place in Markdown.
_HTML_FILTERS = ("forceescape", "safe", "tojson", "urlize", "xmlattr")
_ABBREVIATION = re.compile(r"(?:\b[^\W\d_]|\b(?:Co|Corp|Dr|Inc|Jr|Ltd|No|Sr|St))\.$")


class Marked(Markup):
    """Markdown that is not to be escaped again; what is joined to it is."""

    @classmethod
    def escape(cls, s: Any) -> Marked:
        """`s` itself if it is markup, else its text escaped for Markdown."""
        return cls(s if hasattr(s, "__html__") else escape_markdown(str(s)))


class _MarkdownCode(CodeGenerator):
    def visit_Concat(self, node: Concat, frame: Frame) -> None:  # noqa: N802 - the visitor's own naming
        # Jinja's own ``~`` escapes for HTML as soon as one side is markup.
        self.write("environment.joined((")
        for operand in node.nodes:
            self.visit(operand, frame)
            self.write(", ")
        self.write("))")


class _MarkdownEnvironment(jinja2.Environment):
    code_generator_class = _MarkdownCode

    @staticmethod
    def joined(operands: tuple[object, ...]) -> str:
        """The operands as one string; as markup, if one of them is."""
        if any(hasattr(operand, "__html__") for operand in operands):
            return join(operands)
        return "".join(map(str, operands))


class Environments:
    """The Markdown and the HTML environment; both stay warm.

    Attributes:
        markdown: prints Markdown, escaping all that is not `Marked`.
        html: prints HTML with Jinja's own escape.
    """

    def __init__(self, templates: Path | None) -> None:
        if templates is not None and not templates.is_dir():
            raise RenderingError(
                f"{templates}: there is no such templates folder",
                hint="create it, or leave `templates` out to use the packaged ones",
            )
        packaged = resources.templates()
        default = jinja2.FileSystemLoader(packaged)
        loaders: list[jinja2.BaseLoader] = [default]
        if templates is not None:
            loaders.insert(0, jinja2.FileSystemLoader(templates))
        loaders.append(jinja2.PrefixLoader({DEFAULT_PREFIX: default}, delimiter=":"))
        self.loader = jinja2.ChoiceLoader(loaders)
        self.folders = (packaged,) if templates is None else (templates, packaged)
        self.markdown = self._markdown()
        self.html = self._html()

    def _options(self) -> dict[str, Any]:
        return {
            "loader": self.loader,
            "undefined": jinja2.StrictUndefined,
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "keep_trailing_newline": True,
        }

    def _markdown(self) -> jinja2.Environment:
        environment = _MarkdownEnvironment(**self._options(), finalize=Marked.escape)
        for name in _HTML_FILTERS:
            del environment.filters[name]
        environment.filters["e"] = environment.filters["escape"] = Marked.escape
        environment.filters.update(cite=cite, join=join, unstopped=unstopped)
        return environment

    def _html(self) -> jinja2.Environment:
        environment = jinja2.Environment(**self._options(), finalize=_printable)  # noqa: S701 - autoescape is on, in _options
        environment.globals["stylesheet"] = self.stylesheet
        environment.filters["typographic"] = typographic
        return environment

    def stylesheet(self, name: str) -> Markup:
        """The text of a stylesheet in the template folders, to stand in a ``<style>`` element.

        Raises:
            RenderingError: it is missing, or would end the element.
        """
        try:
            text, _, _ = self.loader.get_source(self.html, name)
        except jinja2.TemplateNotFound as error:
            raise _missing(error) from error
        if "</style" in text.lower():
            raise RenderingError(f"{name}: a stylesheet cannot contain </style")
        return Markup(text)  # noqa: S704 - a template file, not a source

    def render(self, environment: jinja2.Environment, name: str, /, **context: object) -> str:
        """The template `name`, filled in.

        Raises:
            RenderingError: it is missing, does not parse, or uses an unknown variable.
        """
        with template_errors(self.folders):
            return environment.get_template(name).render(**context)


def _printable(value: object) -> object:
    # A control character or a lone surrogate has no place in HTML, nor in a file.
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def cite(numbers: Iterable[int]) -> Marked:
    """Footnote references to sources, after a no-break space: `` [^1][^2]``."""
    return Marked("\xa0" + "".join(f"[^{number}]" for number in numbers))


def join(values: Iterable[object], separator: str = "", attribute: str | None = None) -> Marked:
    """The values, each escaped for Markdown, with `separator` between as it is written in the template."""
    if attribute is not None:
        values = (getattr(value, attribute) for value in values)
    return Marked(separator).join(map(Marked.escape, values))


def unstopped(text: str) -> str:
    """`text` without its full stop, where the citation comes before it; "U.S." and "…" keep theirs."""
    if text.endswith(".") and not text.endswith("..") and not _ABBREVIATION.search(text[-8:]):
        return text[:-1]
    return text


@contextmanager
def template_errors(folders: tuple[Path, ...]) -> Iterator[None]:
    """Turns what goes wrong in a template into a `RenderingError` that names file, line and variable."""
    try:
        yield
    except RenderingError:
        raise
    except jinja2.TemplateSyntaxError as error:
        place = _place(error.filename or error.name or "template", error.lineno, folders)
        raise RenderingError(f"{place}: {error.message}", hint="mend the template there") from error
    except jinja2.TemplateNotFound as error:
        raise _missing(error) from error
    except jinja2.UndefinedError as error:
        raise RenderingError(
            f"{_raised_at(error, folders)}: {error.message}",
            hint="docs/templates.md lists every name that a template can use",
        ) from error
    except Exception as error:  # whatever a template's expression can raise: a filter, a division, a call
        place = _raised_at(error, folders)
        raise RenderingError(f"{place}: {type(error).__name__}: {error}") from error


def _missing(error: jinja2.TemplateNotFound) -> RenderingError:
    # TemplatesNotFound, its subclass, carries several names in its message.
    return RenderingError(
        f"template not found: {error.message or error.name}",
        hint=f"a name is relative to the templates folder; {DEFAULT_PREFIX}:NAME is the packaged one",
    )


def _raised_at(error: Exception, folders: tuple[Path, ...]) -> str:
    # Jinja rewrites tracebacks, so the innermost frame in a template folder is the template's own line.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(Path(frame.filename).is_relative_to(folder) for folder in folders):
            return _place(frame.filename, frame.lineno, folders)
    return "template"


def _place(filename: str, line: int | None, folders: tuple[Path, ...]) -> str:
    path = Path(filename)
    packaged = folders[-1]
    if path.is_relative_to(packaged):
        name = f"{DEFAULT_PREFIX}:{path.relative_to(packaged).as_posix()}"
    else:
        name = str(path)
    return f"{name}, line {line}" if line else name
