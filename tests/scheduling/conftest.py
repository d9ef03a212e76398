"""A machine that is none: programs are answered for in Python, folders are temporary."""

from __future__ import annotations

import pytest

from briefgen.scheduling.jobs import Answer, Host, Job


class Machine:
    """What the user's systemd and crontab hold, and what was asked of them.

    Attributes:
        systemd: whether the user's systemd runs.
        crontab: the user's crontab; none where the user has none.
        cron: whether there is a crontab program.
        refuses: the answers to commands that fail, by their first word that is no option.
    """

    def __init__(self):
        self.systemd, self.cron, self.crontab = False, True, None
        self.active, self.asked, self.refuses, self.shown = set(), [], {}, {}

    def run(self, command, text):
        self.asked.append(command)
        return self._systemctl(command[3:]) if command[0] == "systemctl" else self._crontab(command[1], text)

    def _systemctl(self, words):
        if not self.systemd:
            return Answer(1, err="Failed to connect to bus: No medium found")
        verb, *rest = words
        if verb in self.refuses:
            return self.refuses[verb]
        if verb == "show":
            return Answer(0, self.shown.get(rest[0], "Version=252\n"))
        if verb in ("is-active", "is-enabled"):
            return Answer(0 if rest[0] in self.active else 3)
        if verb in ("enable", "restart"):
            self.active.add(rest[0])
        if verb == "disable":
            self.active.discard(rest[-1])
        return Answer(0)

    def _crontab(self, option, text):
        if not self.cron:
            return Answer(127)
        if option in self.refuses:
            return self.refuses[option]
        if option == "-l":
            return Answer(1, err="no crontab for user\n") if self.crontab is None else Answer(0, self.crontab)
        self.crontab = None if option == "-r" else text
        return Answer(0)

    @property
    def changes(self):
        """What was asked that changes something."""
        return [c for c in self.asked if not {"show", "is-active", "is-enabled", "-l"} & set(c)]


@pytest.fixture
def machine():
    return Machine()


@pytest.fixture
def host(machine, tmp_path):
    return Host(units=tmp_path / "units", state=tmp_path / "state", run=machine.run)


@pytest.fixture
def job(tmp_path):
    project = tmp_path / "wheat talks"
    project.mkdir()
    return Job(project, program=("/usr/bin/briefgen",))
