"""The documentation says what the program does: its examples run, and nothing that exists is left out."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
from typer.main import get_command

from briefgen import config
from briefgen.cli.app import app


def page(root, name):
    return (root / name).read_text(encoding="utf-8")


def blocks(text, language):
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def run(root, arguments, folder):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_readme_is_short_and_its_links_lead_somewhere(root):
    text = page(root, "README.md")
    assert text.count("\n") < 140
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (root / target).exists(), target


def test_links_between_pages_lead_somewhere(root):
    for path in [*(root / "docs").glob("*.md"), root / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_the_python_example_of_the_readme_runs(root, tmp_path):
    for name in ("seeds", "templates"):
        shutil.copytree(root / name, tmp_path / name)
    shutil.copy(root / "brief.toml", tmp_path)
    [example] = blocks(page(root, "README.md"), "python")
    done = run(root, ["-c", example], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Todd Robinson" in done.stdout
    assert list((tmp_path / "output").glob("*.pdf"))


def test_the_project_of_the_readme_builds(root, tmp_path):
    folder = tmp_path / "my-brief"
    (folder / "seeds").mkdir(parents=True)
    text = page(root, "README.md")
    [toml] = blocks(text, "toml")
    (folder / "brief.toml").write_text(toml, encoding="utf-8")
    words = "“We shall cut the price of wheat,” {} said on Thursday.\n"
    (folder / "seeds" / "2024-05-10-agency.txt").write_text(
        "date 2024-05-10\n\n" + words.format("French President Anne Petit"), encoding="utf-8"
    )
    (folder / "seeds" / "2024-05-11-ministry.txt").write_text(
        words.format("Indian Foreign Minister Asha Rao"), encoding="utf-8"
    )
    [command] = [line for block in blocks(text, "sh") for line in block.splitlines() if "my-brief" in line]
    done = run(root, ["-m", *shlex.split(command)], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert len([path for path in (folder / "output").iterdir() if path.is_file()]) == 5


def test_every_command_is_documented_in_readme_and_reference(root):
    readme, reference = page(root, "README.md"), page(root, "docs/commands.md")
    for name, command in get_command(app).commands.items():
        assert f"| `briefgen {name}" in readme
        [heading] = re.findall(rf"^## briefgen {name}\b.*$", reference, re.MULTILINE)
        options = {option for parameter in command.params for option in parameter.opts if "--" in option}
        section = reference.partition(heading)[2].partition("\n## ")[0]
        assert {o for o in options if o not in heading + section} <= {"--help"}, name


@pytest.mark.parametrize(
    ("heading", "table"),
    [
        (r"\[brief\]", config.BriefTable),
        (r"\[\[party\]\]", config.PartyTable),
        (r"\[\[issue\]\]", config.IssueTable),
        (r"\[sources\]", config.SourcesTable),
        (r"\[\[source\]\]", config.SourceTable),
        (r"\[embed\]", config.EmbedTable),
    ],
)
def test_every_key_of_brief_toml_is_documented_and_no_other(root, heading, table):
    text = page(root, "docs/configuration.md")
    section = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section is not None
    rows = [row.split("|")[1] for row in re.findall(r"^\| `.*$", section[1], re.MULTILINE)]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(
        field.alias or name for name, field in table.model_fields.items()
    )


def test_every_warning_is_documented_and_no_other(root):
    source = page(root, "briefgen/notes.py")
    codes = set(re.findall(r'code="([a-z-]+)"', source)) | set(re.findall(r'\(\s*"(no-[a-z]+)",\s*"', source))
    listed = page(root, "docs/commands.md").partition("## Warnings")[2]
    assert set(re.findall(r"^\| `([a-z-]+)`", listed, re.MULTILINE)) == codes


def test_every_reason_to_reject_is_documented(root):
    sources = "".join(path.read_text() for path in (root / "briefgen" / "facts").glob("*.py"))
    reasons = set(re.findall(r'reason="([a-z-]+)"', sources))
    reasons |= set(re.findall(r'return "([a-z]+-[a-z-]+)"', sources))
    assert "no-party" in reasons
    text = page(root, "docs/facts.md")
    assert [reason for reason in sorted(reasons) if f"`{reason}`" not in text] == []
