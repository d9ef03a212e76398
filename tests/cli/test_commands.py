from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest

from briefgen.models import Edition


def test_build_writes_five_files_and_says_where(project, run):
    result = run("build", project)
    assert result.code == 0, result.err
    names = ["wheat.md", "wheat.html", "wheat-sources.html", "wheat.pdf", "wheat.json"]
    assert sorted(p.name for p in (project / "output").iterdir() if p.is_file()) == sorted(names)
    assert all(str(project / "output" / name) in result.out for name in names)


def test_build_tells_machines_the_same(project, run):
    told = json.loads(run("build", project, "--json", "--output", project / "there").out)
    assert told["title"] == "France and India: wheat"
    assert told["pages"] >= 1
    assert {path.rpartition(".")[2] for path in told["files"]} == {"md", "html", "pdf", "json"}
    assert (project / "there" / "wheat.pdf").read_bytes().startswith(b"%PDF")


def test_facts_are_listed_with_their_evidence(project, run):
    told = json.loads(run("facts", project, "--json").out)
    assert list(told) == ["schema_version", "documents", "facts", "rejected"]
    text = (project / "seeds" / "wheat.txt").read_text()
    assert {fact["kind"] for fact in told["facts"]} >= {"position", "figure", "next-step"}
    for fact in told["facts"]:
        for item in fact["evidence"]:
            assert text[item["start"] : item["end"]] == item["exact"]
    assert Edition.model_validate(told).facts


def test_the_edition_file_has_the_same_facts_as_the_command(project, run):
    told = json.loads(run("facts", project, "--json").out)
    run("build", project)
    kept = json.loads((project / "output" / "wheat.json").read_text(encoding="utf-8"))
    assert {key: kept[key] for key in told} == told
    assert kept["brief"]["title"] == "France and India: wheat"


def test_facts_are_listed_for_people_too(project, run):
    out = run("facts", project).out
    assert "[FR]" in out
    assert "We are ready to sell more wheat to India" in out


def test_explain_tells_why_a_fact_is_where_it_is(project, run):
    facts = json.loads(run("facts", project, "--json").out)["facts"]
    quote = next(fact for fact in facts if fact["text"] == "We are ready to sell more wheat to India")
    result = run("explain", quote["id"][:16], project)
    assert result.code == 0, result.err
    assert "printed in bottom-line, positions" in result.out
    assert "in the speaker's own words (1.00 x 2.5)" in result.out
    told = json.loads(run("explain", quote["id"], project, "--json").out)
    assert told["rank"] == 1
    assert told["fact"] == quote


@pytest.mark.parametrize(
    ("name", "says"), [("nothing", "no fact has this id"), ("", "facts have ids that begin")]
)
def test_explain_wants_one_fact(project, run, name, says):
    result = run("explain", name, project)
    assert result.code == 2
    assert says in result.err


def test_extract_shows_who_says_what(project, run):
    out = run("extract", project / "seeds" / "wheat.txt").out
    assert "2024-05-10, AgencyOne" in out
    assert 'Anne Petit [FR]: "We are ready to sell more wheat to India,"' in out


def test_extract_reads_standard_input(run, monkeypatch):
    stdin = io.TextIOWrapper(
        io.BytesIO(b'"We agree to all of it," French President Anne Petit said on Monday.')
    )
    monkeypatch.setattr(sys, "stdin", stdin)
    told = json.loads(run("extract", "-", "--json").out)
    assert told["attributions"][0]["speaker"]["name"] == "Anne Petit"


def test_schema_describes_what_facts_prints(run):
    described = json.loads(run("schema").out)
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"schema_version", "documents", "facts", "rejected"} <= set(described["properties"])
    assert {"Position", "Figure", "Event", "NextStep", "Context", "Evidence"} <= set(described["$defs"])


def test_history_finds_an_edition_that_was_edited(run, project):
    run("build", project, "--format", "md")
    assert run("history", project, "--check") == (
        0,
        "every file of every edition is as it was published\n",
        "",
    )
    path = project / "output/editions/1/wheat.md"
    path.chmod(0o644)
    path.write_text("other words")
    result = run("history", project, "--check")
    assert (result.code, result.out) == (1, "edition 1: wheat.md: was changed since it was published\n")
    [found] = json.loads(run("history", project, "--check", "--json").out)
    assert (found["edition"], found["file"]) == ("1", "wheat.md")


def test_doctor_finds_everything_in_place(run):
    result = run("doctor")
    assert result.code == 0
    assert "FAIL" not in result.out
    assert {check["name"] for check in json.loads(run("doctor", "--json").out)} == {
        "python",
        "templates",
        "pdf",
    }


@pytest.mark.parametrize(
    "command", ["build", "watch", "schedule", "facts", "explain", "extract", "schema", "doctor"]
)
def test_every_command_explains_itself(run, command):
    result = run(command, "--help")
    assert result.code == 0
    assert "Usage: briefgen" in result.out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["biuld"], "No such command 'biuld'"),
        (["build", "--nope"], "No such option: --nope"),
        (["explain"], "Missing argument 'ID'"),
    ],
)
def test_a_usage_error_is_one_line_and_a_hint(run, arguments, says):
    result = run(*arguments)
    assert result.code == 2
    error, hint = result.err.splitlines()
    assert error.startswith("error: ")
    assert says in error
    assert hint.startswith("hint: ")


def test_without_a_command_the_help_is_shown(run):
    assert "Commands:" in run().out


def test_the_version_is_told(run):
    assert run("--version").out.startswith("briefgen 0.")


def test_a_reader_that_goes_away_is_no_error(project, root):
    environment = {**os.environ, "PYTHONPATH": str(root)}
    program = subprocess.Popen(
        [sys.executable, "-m", "briefgen", "facts", str(project), "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 0
