from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

import pytest

from briefgen.interrupts import Stop, held_back, stopping


def send(number=signal.SIGINT):
    os.kill(os.getpid(), number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_at_once_and_is_noted(number):
    with pytest.raises(KeyboardInterrupt), stopping() as stop:  # noqa: PT012 -- what comes after must not run
        assert not stop.is_set()
        send(number)
        pytest.fail("nothing was raised")
    assert stop.is_set()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_waits_for_the_end_of_what_must_not_be_interrupted(number):
    done = []
    with pytest.raises(KeyboardInterrupt), stopping():  # noqa: PT012 -- how far it comes is the point
        with held_back():
            send(number)
            done.append("all of it")
        done.append("no more")
    assert done == ["all of it"]


def test_pythons_own_handler_waits_too():
    done = []
    with pytest.raises(KeyboardInterrupt), held_back():  # noqa: PT012 -- see above
        send()
        done.append("all of it")
    assert done == ["all of it"]


def test_two_signals_while_held_back_stop_once():
    with pytest.raises(KeyboardInterrupt), held_back():  # noqa: PT012 -- see above
        send()
        send(signal.SIGINT)


def test_an_error_inside_passes_through():
    with pytest.raises(ValueError, match="mine"), held_back():
        raise ValueError("mine")


def test_handlers_are_as_before_afterwards():
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(number) for number in numbers]
    with stopping(), held_back():
        pass
    assert [signal.getsignal(number) for number in numbers] == before


def test_what_is_ignored_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping() as stop, held_back():
            send(signal.SIGHUP)
        assert not stop.is_set()
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_in_another_thread_nothing_is_done_and_nothing_fails():
    done = []

    def work():
        with held_back():
            done.append("all of it")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == ["all of it"]


def test_a_program_that_handles_no_signals_is_killed_after_the_block_not_in_it(root):
    program = (
        "import os, signal\nfrom briefgen.interrupts import held_back\n"
        "with held_back():\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n    print('all of it', flush=True)\n"
        "print('no more', flush=True)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGTERM, "all of it\n")


def test_a_stop_is_asked_for_once_and_stays():
    stop = Stop()
    assert not stop.is_set()
    stop.set()
    assert stop.is_set()
