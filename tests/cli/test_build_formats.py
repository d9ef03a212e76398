from __future__ import annotations

import io
import sys

import docx
import pytest


def names(project):
    """The files that the output folder shows."""
    return sorted(path.name for path in (project / "output").iterdir() if path.is_file())


def test_only_the_formats_asked_for_are_written(project, run):
    result = run("build", project, "--format", "docx", "--format", "md")
    assert result.code == 0, result.err
    assert names(project) == ["wheat.docx", "wheat.md"]
    written = docx.Document(io.BytesIO((project / "output" / "wheat.docx").read_bytes()))
    assert written.core_properties.title == "France and India: wheat"


def test_files_of_other_formats_stay(project, run):
    run("build", project, "--format", "json")
    before = (project / "output" / "wheat.json").read_bytes()
    run("build", project, "--format", "html")
    assert names(project) == ["wheat-sources.html", "wheat.html", "wheat.json"]
    assert (project / "output" / "wheat.json").read_bytes() == before


def test_an_unknown_format_is_a_usage_error(project, run):
    assert run("build", project, "--format", "odt").code == 2
    assert not (project / "output").exists()


@pytest.mark.parametrize("content", [None, b"not a Word file"])
def test_a_template_that_cannot_be_opened_is_named_and_nothing_is_written(project, run, content):
    with (project / "brief.toml").open("a", encoding="utf-8") as file:
        file.write('word_template = "house.dotx"\n')
    if content is not None:
        (project / "house.dotx").write_bytes(content)
    result = run("build", project, "--format", "docx")
    assert result.code == 5
    assert result.err.splitlines()[-2].startswith("error: house.dotx: cannot be opened as a Word template")
    assert not (project / "output").exists()
    assert run("build", project, "--format", "md").code == 0  # which needs no template


def test_the_style_of_the_project_s_template_is_used(project, run):
    template = docx.Document()
    template.styles["Heading 1"].font.name = "Garamond"
    template.save(str(project / "house.docx"))
    with (project / "brief.toml").open("a", encoding="utf-8") as file:
        file.write('word_template = "house.docx"\n')
    assert run("build", project, "--format", "docx").code == 0
    written = docx.Document(str(project / "output" / "wheat.docx"))
    assert written.styles["Heading 1"].font.name == "Garamond"


def test_a_template_cannot_lie_outside_the_project(project, run):
    outside = project.parent / "house.docx"
    docx.Document().save(str(outside))
    (project / "link.docx").symlink_to(outside)
    text = (project / "brief.toml").read_text(encoding="utf-8")
    for name, code in (("../house.docx", 2), ("link.docx", 5)):
        (project / "brief.toml").write_text(f'{text}word_template = "{name}"\n', encoding="utf-8")
        result = run("build", project, "--format", "docx")
        assert (result.code, "leaves the project" in result.err or "leads out of" in result.err) == (
            code,
            True,
        )


def test_without_python_docx_the_command_to_install_it_is_named(project, run, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("briefgen.rendering.word.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "docx", None)
    result = run("build", project, "--format", "docx")
    assert result.code == 5
    assert "hint: pip install 'briefgen[word]'" in result.err
    assert run("build", project, "--format", "md").code == 0
