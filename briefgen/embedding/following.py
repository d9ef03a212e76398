"""Following a host file line by line, to know what it shows as an example; its kinds are in `shown`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["WORD", "Shown", "Unclosed"]

WORD = b"briefgen:"
"""What every marker has."""


class Unclosed(NamedTuple):
    """An example that was left open.

    Attributes:
        line: of the first thing within it that may have been meant as a marker.
        what: it is.
        since: the line in which it opens.
    """

    line: int
    what: str
    since: int


class Shown:
    """Follows a host file line by line, and knows what is shown.

    Args:
        lines: the whole file.
    """

    what = "example"

    def __init__(self, lines: Sequence[bytes]) -> None:
        self._lines = lines
        self._open = b""
        self._since = 0
        self._hidden = 0

    def holds(self, line: bytes, number: int, *, named: bool) -> bool:
        """Whether what may be a marker in this line is shown; every line is to be asked about, in order.

        Args:
            line: with its end.
            number: of the line, from 1.
            named: whether it may be a marker.
        """
        at = line.lower().find(WORD) if named else -1
        held: bool | None = None
        position = 0
        while True:
            token = self._token(line, position)
            if held is None and (token is None or token.end() > at):
                held = bool(self._open) or (token is not None and token.start() < at and self._quotes(token))
            if token is None:
                break
            self._take(token, number)
            position = token.end()
        if held and named:
            self._hidden = self._hidden or number
        return bool(held) and named

    def unclosed(self) -> Unclosed | None:
        """What the end of the file finds open, if it hides anything."""
        return Unclosed(self._hidden, self.what, self._since) if self._open and self._hidden else None

    def _token(self, line: bytes, position: int) -> re.Match[bytes] | None:
        """The next thing that opens or closes an example."""
        raise NotImplementedError

    def _take(self, token: re.Match[bytes], number: int) -> None:
        raise NotImplementedError

    def _quotes(self, token: re.Match[bytes]) -> bool:
        """Whether the thing is an example itself, within its line."""
        return False

    def _opened(self, name: bytes, number: int) -> None:
        self._open, self._since = name, number

    def _closed(self) -> None:
        self._open, self._hidden = b"", 0
