"""`briefgen schedule` on a machine of two programs: a crontab that is a file, a systemctl that agrees."""

from __future__ import annotations

import json

import pytest
import yaml

CRONTAB = """#!/bin/sh
case $1 in
    -l) [ -f "$HOME/crontab" ] || { echo "no crontab for you" >&2; exit 1; }; /bin/cat "$HOME/crontab" ;;
    -r) /bin/rm "$HOME/crontab" ;;
    -) /bin/cat > "$HOME/crontab" ;;
esac
"""
SYSTEMCTL = """#!/bin/sh
echo "$@" >> "$HOME/asked"
case $3 in
    is-active | is-enabled) [ -f "$HOME/enabled" ] ;;
    enable) : > "$HOME/enabled" ;;
    disable) /bin/rm "$HOME/enabled" ;;
esac
"""


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home of its own, on a machine with cron and nothing else."""
    programs = tmp_path / "programs"
    programs.mkdir()
    add_program(programs, "crontab", CRONTAB)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("PATH", str(programs))
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    return home


@pytest.fixture
def systemd(home, tmp_path):
    """The same with the user's systemd; the folder of its units."""
    add_program(tmp_path / "programs", "systemctl", SYSTEMCTL)
    return home / ".config" / "systemd" / "user"


def add_program(folder, name, text):
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def test_without_install_it_is_only_shown(home, project, run):
    result = run("schedule", project, "--cron", "0 6 * * 1-5")
    assert result.code == 0
    assert "\n0 6 * * 1-5 " in result.out
    assert f"-m briefgen build {project.resolve()} --quiet --log-json" in result.out
    assert list(home.iterdir()) == []


def test_with_systemd_the_units_are_shown(systemd, project, run):
    out = run("schedule", project, "--every", "1h", "--strict").out
    assert out.count(f"# {systemd}/briefgen-project-") == 2
    assert '"--strict"' in out
    assert "OnCalendar=*-*-* *:00:00" in out
    assert not systemd.exists()


def test_install_status_and_remove_with_a_crontab(home, project, run):
    (home / "crontab").write_text("5 4 * * * backup\n")
    assert "installed" in run("schedule", project, "--every", "1h", "--install").out
    assert (home / "crontab").read_text().startswith("5 4 * * * backup\n# briefgen-project-")
    assert "nothing changed" in run("schedule", project, "--every", "1h", "--install").out
    told = run("schedule", project, "--status")
    assert told.code == 0
    assert ", every 1h\nnext run: 2" in told.out
    assert "last run: none yet" in told.out
    assert "removed from crontab" in run("schedule", project, "--remove").out
    assert (home / "crontab").read_text() == "5 4 * * * backup\n"
    told = run("schedule", project, "--status")
    assert (told.code, "nothing is scheduled" in told.out) == (1, True)
    assert "nothing to remove" in run("schedule", project, "--remove").out


def test_install_status_and_remove_with_systemd(home, systemd, project, run):
    assert "enable-linger" in run("schedule", project, "--every", "1h", "--install").out
    assert sorted(path.suffix for path in systemd.iterdir()) == [".service", ".timer"]
    assert "restart briefgen-project-" in (home / "asked").read_text()
    assert "nothing changed" in run("schedule", project, "--every", "1h", "--install").out
    assert run("schedule", project, "--status").code == 0
    assert "removed from systemd" in run("schedule", project, "--remove").out
    assert list(systemd.iterdir()) == []


def test_machines_are_told_the_same(home, project, run):
    told = json.loads(run("schedule", project, "--every", "1h", "--json").out)
    assert told["mechanism"] == "crontab"
    assert told["texts"]["crontab"].startswith("# briefgen-project-")
    installed = json.loads(run("schedule", project, "--every", "1h", "--install", "--json").out)
    assert installed == {
        "mechanism": "crontab",
        "name": told["name"],
        "schedule": "every 1h",
        "changed": True,
    }
    status = json.loads(run("schedule", project, "--status", "--json").out)
    assert (status["installed"], status["name"], status["last"]) == (True, told["name"], None)
    removed = json.loads(run("schedule", project, "--remove", "--json").out)
    assert removed == {"name": told["name"], "removed": ["crontab"]}
    assert json.loads(run("schedule", project, "--status", "--json").out) == {"installed": False}


def test_the_last_run_is_told_from_its_record(home, project, run):
    run("schedule", project, "--every", "1h", "--install")
    name = json.loads(run("schedule", project, "--status", "--json").out)["name"]
    log = home / ".local" / "state" / "briefgen" / f"{name}.jsonl"
    log.parent.mkdir(parents=True)
    log.write_text('{"time": "T", "exit_code": 0, "published": "nothing"}\n')
    assert "last run: T: exit code 0, published nothing" in run("schedule", project, "--status").out
    log.write_text('{"time": "T", "exit_code": 3, "error": "no source"}\n')
    assert "last run: T: exit code 3, no source" in run("schedule", project, "--status").out


def test_a_project_that_is_gone_can_still_be_removed(home, project, run, tmp_path):
    run("schedule", project, "--every", "1h", "--install")
    project.rename(tmp_path / "elsewhere")
    assert "removed from crontab" in run("schedule", project, "--remove").out


def test_a_workflow_is_printed_for_the_repository(home, project, run):
    (project / ".git").mkdir()
    out = run("schedule", project, "--cron", "0 6 * * *", "--github").out
    assert out.startswith("# .github/workflows/briefgen-project.yml\n")
    assert yaml.safe_load(out)["jobs"]["brief"]["env"]["PROJECT"] == "."


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "not said when"),
        (["--every", "1h", "--cron", "0 * * * *"], "exclude one another"),
        (["--every", "1h", "--install", "--github"], "--install and --github exclude one another"),
        (["--every", "1h", "--status"], "--status takes no time"),
        (["--install"], "not said when"),
        (["--every", "soon"], "no span of time"),
        (["--cron", "0 6 * *"], "has 4 fields"),
        (["--cron", "0 25 * * *"], "hour '25'"),
    ],
)
def test_a_mistake_is_told_and_changes_nothing(home, project, run, options, says):
    result = run("schedule", project, *options)
    assert result.code == 2
    assert says in result.err
    assert "hint: " in result.err
    assert list(home.iterdir()) == []


def test_a_folder_that_is_none_cannot_be_scheduled(home, run, tmp_path):
    assert "is no folder" in run("schedule", tmp_path / "none", "--every", "1h", "--install").err


def test_the_scheduled_build_is_silent_and_records_itself(project, run):
    first = run("build", project, "--quiet", "--log-json")
    [line] = first.out.splitlines()
    assert json.loads(line)["exit_code"] == 0
    assert run("build", project, "--quiet").out == ""
    (project / "brief.toml").write_text("[brief\n")
    failed = run("build", project, "--quiet", "--log-json")
    assert (failed.code, json.loads(failed.out)["exit_code"]) == (2, 2)
    assert failed.err.startswith("error: brief.toml")
