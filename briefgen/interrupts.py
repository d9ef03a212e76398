"""Stops that are asked for by signals: taken at once while working, held back while publishing.

A build may be given up anywhere but between the renames that publish its files: a reader would see half of
one edition and half of another. `held_back` stands around those renames; it works whether signals are handled
by `stopping`, by Python's own handler of Ctrl-C, or, as SIGTERM by default, by the system, which kills.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

__all__ = ["Stop", "held_back", "stopping"]

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_Handler = Callable[[int, FrameType | None], object]


class Stop:
    """Whether a stop was asked for. No lock, unlike `threading.Event`: a handler of signals may set it."""

    def __init__(self) -> None:
        self._asked = False

    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._asked

    def set(self) -> None:
        """Ask for a stop."""
        self._asked = True


@contextlib.contextmanager
def stopping() -> Iterator[Stop]:
    """SIGINT, SIGTERM and SIGHUP raise KeyboardInterrupt, and are noted in what is yielded.

    The note is for what swallows the exception, such as a library's callback: look at it between two steps.
    What the caller's surroundings ignore (`nohup`, a shell's `&`) stays ignored.
    """
    stop = Stop()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        raise KeyboardInterrupt

    with _handling(ask):
        yield stop


@contextlib.contextmanager
def held_back() -> Iterator[None]:
    """Signals that would stop the program wait until the end of the block, and are delivered then.

    Only the main thread is interrupted by signals, and only it may handle them: in others this does nothing.
    """
    arrived: list[int] = []
    try:
        with _handling(lambda number, _frame: arrived.append(number)):
            yield
    finally:
        if arrived:
            signal.raise_signal(arrived[0])


@contextlib.contextmanager
def _handling(handler: _Handler) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in _STOPS}
    heeded = [number for number in _STOPS if before[number] is not signal.SIG_IGN]
    try:
        for number in heeded:
            signal.signal(number, handler)
        yield
    finally:
        for number in heeded:
            # None: a handler that was not set from Python, and cannot be set again from it.
            signal.signal(number, before[number] or signal.SIG_DFL)
