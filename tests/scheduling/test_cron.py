"""The crontab line, run by Debian's cron itself: it takes a minute, for cron knows nothing shorter."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefgen.scheduling import every, install, jobs, remove, status, this_host

CRON = shutil.which("cron") or "/usr/sbin/cron"
ARTICLE = """date 2024-05-10

PARIS - "We are ready to sell more wheat to India," French President Anne Petit told reporters on Friday.
"""


def cron_runs():
    """Whether a cron runs on this machine already."""
    names = []
    for path in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            names.append(path.read_text().strip())
    return "cron" in names


@pytest.fixture
def cron():
    """A cron that runs, and the user's crontab as it was, afterwards."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)  # noqa: S607 -- as a user would
    own = None if cron_runs() else subprocess.Popen([CRON, "-f"])
    try:
        yield
    finally:
        if own is not None:
            own.terminate()
            own.wait()
        if before.returncode == 0:
            subprocess.run(["crontab", "-"], input=before.stdout, check=True)  # noqa: S607
        else:
            subprocess.run(["crontab", "-r"], capture_output=True, check=False)  # noqa: S607


@pytest.mark.skipif(not Path(CRON).exists() or os.geteuid() != 0, reason="needs cron, and root to run it")
def test_cron_builds_a_project_of_any_name_and_leaves_a_record(cron, root, tmp_path):
    project = tmp_path / r"50% off \% \\ \n 'it''s' $HOME `id` é; # 1"
    (project / "seeds").mkdir(parents=True)
    (project / "seeds" / "wheat.txt").write_text(ARTICLE, encoding="utf-8")
    (project / "brief.toml").write_text('[brief]\ntitle = "Wheat"\nslug = "wheat"\nparties = ["FR"]\n')
    # No systemd here, whatever the machine has: its programs are looked for where there are none.
    only_cron = tmp_path / "programs"
    only_cron.mkdir()
    (only_cron / "crontab").symlink_to(shutil.which("crontab") or "")
    host = this_host({"HOME": str(tmp_path / "a home"), "PATH": str(only_cron)})
    program = ("env", f"PYTHONPATH={root}", sys.executable, "-m", "briefgen")
    job = jobs.Job(project.resolve(), program=program)
    install(job, every("1min"), host)
    record = first_record(job, host)
    remove(job, host)
    assert record["exit_code"] == 0, record
    assert record["project"] == str(project.resolve())
    assert record["published"] == "edition"
    assert (project / "output" / "wheat.pdf").read_bytes().startswith(b"%PDF")


def first_record(job, host):
    """The record of the first run, as soon as there is one."""
    latest = time.monotonic() + 180
    while time.monotonic() < latest:
        told = status(job, host, datetime.datetime.now(datetime.UTC))
        assert told is not None
        if told.last is not None:
            return told.last
        time.sleep(1)
    return pytest.fail("cron did not run it")
