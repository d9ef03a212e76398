from __future__ import annotations

import threading

import pytest

from briefgen.beforehand import begun


def test_the_work_goes_on_while_nobody_waits_and_is_done_once():
    done, go = [], threading.Event()

    def work():
        go.wait()
        done.append("once")

    ended = begun(work)
    assert done == []
    go.set()
    ended()
    ended()
    assert done == ["once"]


def test_whoever_waits_is_told_what_went_wrong_each_time():
    def work():
        raise OSError("no such file")

    ended = begun(work)
    for _ in range(2):
        with pytest.raises(OSError, match="no such file"):
            ended()
