"""Installing, replacing, telling and removing: with the user's systemd, or else with a crontab."""

from __future__ import annotations

import datetime
import json

import pytest

from briefgen import scheduling
from briefgen.errors import OutputError, UsageError
from briefgen.scheduling import every, from_cron, install, plan, remove, status
from briefgen.scheduling.jobs import Answer

NOW = datetime.datetime(2026, 5, 1, 6, 30, tzinfo=datetime.UTC)
OTHERS = "MAILTO=me\n# mine: every day\n5 4 * * * backup 50\\% # briefgen\n"


@pytest.fixture(params=["systemd", "crontab"])
def mechanism(request, machine):
    """Each of the two; the machine has what it needs."""
    machine.systemd = request.param == "systemd"
    return request.param


def held(machine, host):
    """All that the user's schedules are made of."""
    units = {path.name: path.read_text() for path in host.units.glob("*.*") if path.is_file()}
    return machine.crontab, frozenset(machine.active), units


def test_what_is_planned_is_installed_and_told(mechanism, machine, host, job):
    schedule = from_cron("0 6 * * 1-5")
    planned = plan(job, schedule, host)
    assert planned.mechanism == mechanism
    assert machine.changes == []
    assert install(job, schedule, host)
    for place, text in planned.texts.items():
        assert text == (machine.crontab if place == "crontab" else (host.units / place).read_text())
    told = status(job, host, NOW)
    assert told is not None
    assert (told.mechanism, told.name, told.schedule) == (mechanism, job.name, "cron 0 6 * * 1-5")


def test_installing_twice_changes_nothing(mechanism, machine, host, job):
    install(job, every("1h"), host)
    before, machine.asked = held(machine, host), []
    assert not install(job, every("1h"), host)
    assert held(machine, host) == before
    assert machine.changes == []


def test_another_schedule_replaces_the_first(mechanism, machine, host, job):
    machine.crontab = OTHERS
    install(job, every("1h"), host)
    assert install(job, every("1d"), host)
    after = held(machine, host)
    told = status(job, host, NOW)
    assert told is not None
    assert told.schedule == "every 1d"
    remove(job, host)
    machine.crontab = OTHERS
    install(job, every("1d"), host)
    assert held(machine, host) == after


def test_removing_removes_ours_and_nothing_else(mechanism, machine, host, job, tmp_path):
    machine.crontab = OTHERS
    other = job._replace(project=tmp_path / "another")
    install(other, every("1h"), host)
    before = held(machine, host)
    install(job, every("1h"), host)
    assert remove(job, host) == (mechanism,)
    assert held(machine, host) == before
    assert status(job, host, NOW) is None
    assert status(other, host, NOW) is not None
    assert remove(job, host) == ()


def test_what_was_installed_without_systemd_moves_to_it(machine, host, job):
    machine.crontab = OTHERS
    install(job, every("1h"), host)
    machine.systemd = True
    assert install(job, every("1h"), host)
    assert machine.crontab == OTHERS
    assert machine.active == {f"{job.name}.timer"}
    machine.systemd = False
    assert install(job, every("1h"), host)
    assert list(host.units.glob("briefgen-*")) == []


def test_a_timer_that_was_stopped_is_started_again(machine, host, job):
    machine.systemd = True
    install(job, every("1h"), host)
    machine.active.clear()
    assert install(job, every("1h"), host)
    assert machine.active == {f"{job.name}.timer"}


def test_a_unit_of_that_name_that_is_not_ours_stays(machine, host, job):
    machine.systemd = True
    host.units.mkdir()
    (host.units / f"{job.name}.timer").write_text("[Timer]\nOnCalendar=daily\n")
    with pytest.raises(UsageError, match="not written by briefgen"):
        install(job, every("1h"), host)
    assert remove(job, host) == ()
    assert (host.units / f"{job.name}.timer").exists()


def test_what_systemd_refuses_is_told(machine, host, job):
    machine.systemd = True
    machine.refuses["enable"] = Answer(1, err="Unit is masked.\n")
    with pytest.raises(UsageError, match=r"enable .*Unit is masked\."):
        install(job, every("1h"), host)


def test_a_folder_that_cannot_be_written_is_told(machine, host, job):
    machine.systemd = True
    host.units.write_text("a file")
    with pytest.raises(OutputError):
        install(job, every("1h"), host)


def test_systemd_tells_the_next_run_and_the_last(machine, host, job):
    machine.systemd = True
    install(job, every("1h"), host)
    machine.shown[f"{job.name}.timer"] = "NextElapseUSecRealtime=Fri 2026-05-01 07:00:00 UTC\n"
    machine.shown[f"{job.name}.service"] = (
        "ExecMainExitTimestamp=Fri 2026-05-01 06:00:02 UTC\nExecMainStatus=3\nResult=exit-code\n"
    )
    told = status(job, host, NOW)
    assert told is not None
    assert told.next == "Fri 2026-05-01 07:00:00 UTC"
    assert told.last == "Fri 2026-05-01 06:00:02 UTC: exit-code, exit code 3"


def test_a_timer_that_never_ran_has_no_last_run(machine, host, job):
    machine.systemd = True
    install(job, every("90min"), host)
    machine.shown[f"{job.name}.timer"] = "NextElapseUSecRealtime=\nNextElapseUSecMonotonic=3h 2min\n"
    machine.shown[f"{job.name}.service"] = "ExecMainExitTimestamp=\nExecMainStatus=0\nResult=success\n"
    told = status(job, host, NOW)
    assert told is not None
    assert (told.next, told.last) == ("3h 2min after the start of the machine", None)


def test_a_crontab_tells_the_next_run_and_the_log_the_last(host, job):
    install(job, from_cron("0 6 * * 1-5"), host)
    told = status(job, host, NOW)
    assert told is not None
    assert (told.next, told.last) == ("2026-05-04 06:00+00:00", None)
    host.state.mkdir()
    log = host.state / f"{job.name}.jsonl"
    log.write_text(json.dumps({"exit_code": 0}) + "\n" + json.dumps({"exit_code": 3}) + "\n")
    told = status(job, host, NOW)
    assert told is not None
    assert told.last == {"exit_code": 3}
    log.write_text('{"exit_co')
    told = status(job, host, NOW)
    assert told is not None
    assert told.last is None


def test_a_crontab_whose_last_line_has_no_end_keeps_it(machine, host, job):
    machine.crontab = "5 4 * * * backup"
    install(job, every("1h"), host)
    assert machine.crontab.startswith("5 4 * * * backup\n# ")
    remove(job, host)
    assert machine.crontab == "5 4 * * * backup\n"


def test_a_line_that_took_the_place_of_ours_stays(machine, host, job):
    install(job, every("1h"), host)
    comment, _ = machine.crontab.splitlines()
    machine.crontab = f"{comment}\n5 4 * * * backup\n"
    remove(job, host)
    assert machine.crontab == "5 4 * * * backup\n"


def test_a_crontab_of_our_entry_alone_is_gone_with_it(machine, host, job):
    install(job, every("1h"), host)
    remove(job, host)
    assert machine.crontab is None


def test_a_crontab_that_cannot_be_read_is_not_written(machine, host, job):
    machine.crontab = OTHERS
    machine.refuses["-l"] = Answer(1, err="You (user) are not allowed to use this program (crontab)\n")
    with pytest.raises(UsageError, match="not allowed"):
        install(job, every("1h"), host)
    assert machine.crontab == OTHERS


def test_a_crontab_that_is_refused_is_told(machine, host, job):
    machine.refuses["-"] = Answer(1, err="bad minute\n")
    with pytest.raises(UsageError, match="bad minute"):
        install(job, every("1h"), host)


def test_without_systemd_and_cron_nothing_can_be_installed(machine, host, job):
    machine.cron = False
    with pytest.raises(UsageError) as caught:
        install(job, every("1h"), host)
    assert "--github" in caught.value.hint
    assert status(job, host, NOW) is None
    assert remove(job, host) == ()


def test_what_cron_cannot_say_is_refused_before_anything_is_written(machine, host, job):
    with pytest.raises(UsageError, match="cron cannot say it"):
        install(job, every("90min"), host)
    assert machine.crontab is None


@pytest.mark.parametrize(
    ("name", "says"), [("a\nb", "cannot stand in a crontab"), ("x" * 200 + "/" + "y" * 600, "too long")]
)
def test_paths_that_a_crontab_cannot_hold_are_refused(host, job, name, says):
    with pytest.raises(UsageError, match=says):
        plan(job._replace(project=job.project / name), every("1h"), host)


def test_the_public_names_are_there_and_sorted():
    assert list(scheduling.__all__) == sorted(scheduling.__all__)
    assert all(hasattr(scheduling, name) for name in scheduling.__all__)
