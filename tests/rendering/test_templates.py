from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.errors import RenderingError
from briefgen.models import Brief, Sources
from briefgen.rendering import Renderer

SOURCES = Sources(title="Sources", entries=(), method="By rule.")
BRIEF = Brief(title="A *title*", slug="t", parties=(), sections=(SOURCES,))


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def failure(folder: Path) -> RenderingError:
    with pytest.raises(RenderingError) as caught:
        Renderer(folder).markdown(BRIEF)
    return caught.value


def test_a_user_s_file_comes_before_the_packaged_one(tmp_path: Path) -> None:
    write(tmp_path, "sections/sources.md.j2", "## Notes\n")
    assert "## Notes" in Renderer(tmp_path).markdown(BRIEF)


def test_a_user_s_file_can_extend_the_packaged_one_of_the_same_name(tmp_path: Path) -> None:
    write(
        tmp_path,
        "brief.md.j2",
        '{% extends "default:brief.md.j2" %}{% block title %}{{ super() }}Draft{% endblock %}',
    )
    markdown = Renderer(tmp_path).markdown(BRIEF)
    assert markdown.startswith("# A \\*title\\*\n")
    assert "\nDraft\n" in markdown
    assert "## Sources" in markdown


def test_a_user_s_stylesheet_comes_before_the_packaged_one(tmp_path: Path) -> None:
    write(tmp_path, "screen.css", "body { color: red }")
    renderer = Renderer(tmp_path)
    assert "body { color: red }" in renderer.html(BRIEF, renderer.markdown(BRIEF))


def test_a_syntax_error_names_file_and_line(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "brief.md.j2", "one\n{% if brief.title %}\n{{ brief.title }\n"))
    assert str(tmp_path / "brief.md.j2") + ", line 3: " in error.message
    assert error.exit_code == 5


def test_an_unknown_variable_names_file_line_and_variable(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "brief.md.j2", "one\n\n{{ breif.title }}\n"))
    assert error.message == f"{tmp_path / 'brief.md.j2'}, line 3: 'breif' is undefined"
    assert "docs/templates.md" in error.hint


def test_an_unknown_field_names_the_field_also_in_an_included_file(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "sections/sources.md.j2", "\n{{ section.titel }}"))
    assert error.message.startswith(f"{tmp_path / 'sections/sources.md.j2'}, line 2: ")
    assert "'titel'" in error.message


def test_an_unknown_filter_or_a_failing_expression_names_file_and_line(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "brief.md.j2", "\n{{ brief.title | safe }}"))
    assert error.message.endswith("brief.md.j2, line 2: No filter named 'safe'.")
    error = failure(write(tmp_path, "brief.md.j2", "\n{{ 1 / 0 }}"))
    assert error.message == f"{tmp_path / 'brief.md.j2'}, line 2: ZeroDivisionError: division by zero"


def test_a_missing_partial_or_folder_is_named(tmp_path: Path) -> None:
    error = failure(write(tmp_path, "brief.md.j2", '{% include "sections/nothing.md.j2" %}'))
    assert error.message == "template not found: sections/nothing.md.j2"
    with pytest.raises(RenderingError, match="there is no such templates folder"):
        Renderer(tmp_path / "absent")


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("brief.title", r"A \*title\*"),
        ('brief.title ~ ("*" | e)', r"A \*title\*\*"),
        ('["*", "|"] | join(", ")', r"\*, \|"),
        ('brief.title | upper | replace("T", "_")', r"A \*\_I\_LE\*"),
        ("(brief.title | e) + brief.title", r"A \*title\*A \*title\*"),
        ("7 * 7", "49"),
        ("[1, 12] | cite", "\xa0[^1][^12]"),
        ('"It ended." | unstopped', "It ended"),
        ('"in the U.S." | unstopped', "in the U.S."),
        ('"and so on..." | unstopped', "and so on..."),
    ],
)
def test_every_value_is_escaped_once_whatever_made_it(tmp_path: Path, expression: str, printed: str) -> None:
    write(tmp_path, "brief.md.j2", f"x{{{{ {expression} }}}}")
    assert Renderer(tmp_path).markdown(BRIEF) == f"x{printed}\n"


def test_a_stylesheet_cannot_end_its_element(tmp_path: Path) -> None:
    renderer = Renderer(write(tmp_path, "screen.css", "</STYLE><p>"))
    with pytest.raises(RenderingError, match=r"screen\.css: a stylesheet cannot contain"):
        renderer.html(BRIEF, "x")
