"""Work that is begun now and whose end is waited for later: what another processor can do meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable

__all__ = ["begun"]


def begun(work: Callable[[], None]) -> Callable[[], None]:
    """Begin some work in a thread; it gains time where the work leaves Python to others, as hashing does.

    Returns:
        A function that waits until the work is done, and raises what it raised; it may be called again.
    """
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)  # nobody may be waiting when the program ends
    thread.start()

    def ended() -> None:
        thread.join()
        for error in raised:
            raise error

    return ended
