from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefgen.errors import UsageError
from briefgen.scheduling.jobs import Job, this_host
from briefgen.scheduling.schedules import every, from_cron
from briefgen.scheduling.texts import units, workflow

SYSTEMD = shutil.which("systemd-analyze")
HOSTILE = """50% off "it's" $HOME ${x} \\n; a\tb\nc é"""


def test_the_units_say_what_to_run_and_when():
    job = Job(Path("/srv/wheat talks"), strict=True, program=("/usr/bin/briefgen",))
    service, timer = units(job, from_cron("0 6 * * 1-5")).values()
    assert (
        'ExecStart="/usr/bin/briefgen" "build" "/srv/wheat talks" "--quiet" "--log-json" "--strict"\n'
        in service
    )
    assert "OnCalendar=Mon,Tue,Wed,Thu,Fri *-*-* 06:00:00\nPersistent=true\n" in timer
    assert "WantedBy=timers.target\n" in timer


def test_a_span_that_no_calendar_says_counts_from_the_last_run():
    timer = units(Job(Path("/srv/wheat")), every("90min"))[f"{Job(Path('/srv/wheat')).name}.timer"]
    assert "OnActiveSec=1min\nOnUnitActiveSec=5400s\n" in timer
    assert "OnCalendar" not in timer


def test_every_character_of_a_path_arrives():
    # By systemd.service(5): % is doubled in all, $ in arguments, and quoted strings know the escapes of C.
    project = Path("/srv") / HOSTILE
    service, timer = units(Job(project, program=("/opt/$a b/briefgen",)), every("1h")).values()
    quoted = r'''"/srv/50%% off \"it's\" $$HOME $${x} \\n; a\x09b\x0ac é"'''
    assert f'ExecStart="/opt/$a b/briefgen" "build" {quoted} "--quiet" "--log-json"\n' in service
    described = [line for text in (service, timer) for line in text.splitlines() if "Description" in line]
    assert all("50%% off" in line and line.endswith("(every 1h)") for line in described)


def test_a_path_that_is_not_utf8_is_refused():
    with pytest.raises(UsageError, match="not UTF-8"):
        units(Job(Path("/srv/\udcff")), every("1h"))


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is missing")
@pytest.mark.parametrize("schedule", [every("1h"), every("90min"), from_cron("*/7 6 1 * MON")])
@pytest.mark.parametrize("name", ["wheat", HOSTILE])
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path, schedule, name):
    program = (sys.executable, "-m", "briefgen")
    texts = units(Job(tmp_path / name, strict=True, output=tmp_path / "out", program=program), schedule)
    for file, text in texts.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [SYSTEMD or "", "verify", *(str(tmp_path / file) for file in texts)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "briefgen-" in line]
    assert (done.returncode, ours) == (0, [])


def test_names_tell_projects_apart_and_are_names_of_units():
    names = {
        Job(Path(path)).name for path in ("/a/wheat", "/b/wheat", "/a/Wheat!", "/a/" + "x" * 200, "/a/é", "/")
    }
    assert len(names) == 6
    assert all(name.isascii() and len(name) < 70 and " " not in name for name in names)
    assert Job(Path("/a/wheat")).name == Job(Path("/a/wheat")).name


def test_the_workflow_builds_and_keeps_the_editions(tmp_path):
    (tmp_path / ".git").mkdir()
    text = workflow(Job(tmp_path / "briefs" / "wheat", strict=True), from_cron("0 6 * * 1-5"))
    told = yaml.safe_load(text)
    assert told[True]["schedule"] == [{"cron": "0 6 * * 1-5"}]  # "on" is a truth of YAML 1.1
    [steps] = [job["steps"] for job in told["jobs"].values()]
    commands = "\n".join(step.get("run", "") for step in steps)
    assert told["jobs"]["brief"]["env"] == {"PROJECT": "briefs/wheat", "OUTPUT": "briefs/wheat/output"}
    assert 'briefgen build "$PROJECT" --output "$OUTPUT" --quiet --log-json --strict' in commands
    assert "git push" in commands


def test_a_project_may_have_any_name_in_a_workflow(tmp_path):
    (tmp_path / ".git").mkdir()
    told = yaml.safe_load(workflow(Job(tmp_path / HOSTILE), every("1d")))
    assert told["jobs"]["brief"]["env"]["PROJECT"] == HOSTILE
    told = yaml.safe_load(workflow(Job(tmp_path / "${{ secrets.X }}"), every("1d")))
    assert told["jobs"]["brief"]["env"]["PROJECT"] == "${{ '${{' }} secrets.X }}"


@pytest.mark.parametrize(
    ("schedule", "says"), [(every("90min"), "cannot be said"), (every("1min"), "every 5 minutes")]
)
def test_what_github_cannot_run_is_refused(tmp_path, schedule, says):
    (tmp_path / ".git").mkdir()
    with pytest.raises(UsageError, match=says):
        workflow(Job(tmp_path), schedule)


def test_a_workflow_needs_a_repository_and_output_inside_it(tmp_path):
    with pytest.raises(UsageError, match="no git repository"):
        workflow(Job(tmp_path), every("1h"))
    (tmp_path / "a" / ".git").mkdir(parents=True)
    with pytest.raises(UsageError, match="not in the repository"):
        workflow(Job(tmp_path / "a", output=tmp_path / "b"), every("1h"))


def test_folders_are_those_of_the_user():
    host = this_host({"HOME": "/home/u"})
    assert (str(host.units), str(host.state)) == (
        "/home/u/.config/systemd/user",
        "/home/u/.local/state/briefgen",
    )
    host = this_host({"HOME": "/home/u", "XDG_CONFIG_HOME": "/c", "XDG_STATE_HOME": "relative"})
    assert (str(host.units), str(host.state)) == ("/c/systemd/user", "/home/u/.local/state/briefgen")


def test_programs_are_run_and_missed():
    host = this_host({"HOME": "/home/u", "PATH": "/usr/bin:/bin", "GREETING": "hello"})
    script = 'import os, sys; print(os.environ["GREETING"], sys.stdin.read()); sys.exit(3)'
    answer = host.run((sys.executable, "-c", script), "you")
    assert (answer.code, answer.out) == (3, "hello you\n")
    assert host.run(("no-such-program-anywhere",), None).code == 127
    assert json.dumps(host.run(("/",), None).code) == "126"
