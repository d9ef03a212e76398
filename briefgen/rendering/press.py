"""WeasyPrint in a process of its own, which loads it while this one reads the sources.

Loading WeasyPrint takes about as long as all that a build does before it has something to lay out. The two
processes speak in messages on the pipes between them: a line of JSON, then the bytes that it announces. When
this process ends, however it ends, the other reads the end of its input and ends too.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import IO, Any

from briefgen import errors
from briefgen.errors import RenderingError

__all__ = ["Press", "PressedLayout", "receive", "send"]

_begun: list[Press] = []
_NO_FILES: Mapping[str, bytes] = MappingProxyType({})
_WORKER = "import sys; sys.path[:] = {path!r}; from briefgen.rendering.worker import work; work()"


def send(stream: IO[bytes], message: Mapping[str, Any], *parts: bytes) -> None:
    """Write a message with its parts."""
    line = json.dumps({**message, "parts": [len(part) for part in parts]})
    stream.write(line.encode("ascii") + b"\n")
    for part in parts:
        stream.write(part)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], list[bytes]] | None:
    """The next message with its parts; none where there is no more."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    message = json.loads(line)
    lengths = message.pop("parts")
    parts = [stream.read(length) for length in lengths]
    return (message, parts) if list(map(len, parts)) == lengths else None


class Press:
    """Lays documents out in another process; started at once, to be closed when it is no longer needed."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 -- this very program
            [sys.executable, "-c", _WORKER.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is for this process; the other ends with it.
            start_new_session=True,
        )
        self._tasks: list[Callable[[], object]] = []

    @staticmethod
    def worthwhile() -> bool:
        """Whether two processes can run at the same time here."""
        return len(os.sched_getaffinity(0)) > 1

    @classmethod
    def begin(cls) -> None:
        """Start one that `ready` will give, while its user is still loading."""
        if cls.worthwhile():
            _begun.append(cls())

    @classmethod
    def ready(cls) -> Press:
        """The one that was begun, or else a new one."""
        return _begun.pop() if _begun else cls()

    @staticmethod
    def dismiss() -> None:
        """Close the one that was begun and that nobody took."""
        while _begun:
            _begun.pop().close()

    def load_fonts(self, font_css: str) -> None:
        """Give the stylesheet of ``@font-face`` rules, before anything is laid out."""
        self._write({"do": "fonts", "css": font_css})

    def meanwhile(self, task: Callable[[], object]) -> None:
        """Have something done in this process as soon as the other one is at work and this one would wait.

        Args:
            task: asks nothing of the other process.
        """
        self._tasks.append(task)

    def layout(self, html: str) -> PressedLayout:
        """`html` set on pages.

        Raises:
            MissingLibraryError: a system library that WeasyPrint needs is not installed.
            RenderingError: the document asks for anything but the packaged fonts, or the process has ended.
        """
        answer, _ = self.ask({"do": "layout", "html": html})
        return PressedLayout(self, answer)

    def ask(self, message: Mapping[str, Any], *parts: bytes) -> tuple[dict[str, Any], list[bytes]]:
        """The answer to a message.

        Raises:
            RenderingError: what went wrong in the other process, or that it has ended.
        """
        self._write(message, *parts)
        while self._tasks:
            self._tasks.pop(0)()
        assert self._process.stdout is not None  # noqa: S101 -- it is a pipe
        answer = receive(self._process.stdout)
        if answer is None:
            raise _ended()
        if "error" in answer[0]:
            raise _told(answer[0])
        return answer

    def close(self) -> None:
        """Let the other process end."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):  # it has ended already
                    stream.close()
        self._process.kill()
        self._process.wait()

    def _write(self, message: Mapping[str, Any], *parts: bytes) -> None:
        assert self._process.stdin is not None  # noqa: S101 -- it is a pipe
        try:
            send(self._process.stdin, message, *parts)
        except BrokenPipeError as error:
            raise _ended() from error


class PressedLayout:
    """A document set on pages in the other process; see `briefgen.rendering.layout.Layout`.

    Attributes:
        pages: how many there are.
        length: the same, with the last page counted only as far as it is filled.
        missing_glyphs: characters that the face they are set in lacks, in code point order.
    """

    def __init__(self, press: Press, answer: Mapping[str, Any]) -> None:
        self._press = press
        self._number = int(answer["number"])
        self.pages = int(answer["pages"])
        self.length = float(answer["length"])
        self.missing_glyphs: Sequence[str] = tuple(answer["missing_glyphs"])

    def pdf(self, *, attachments: Mapping[str, bytes] = _NO_FILES) -> bytes:
        """The PDF; the same layout and attachments give the same bytes, whenever and wherever.

        Args:
            attachments: files to travel in the PDF, by name.
        """
        message = {"do": "pdf", "number": self._number, "names": list(attachments)}
        _, [pdf] = self._press.ask(message, *attachments.values())
        return pdf


def _ended() -> RenderingError:
    return RenderingError(
        "the process that writes the PDF has ended",
        hint="see what it printed above; if memory is short, free some",
    )


def _told(answer: Mapping[str, Any]) -> RenderingError:
    """The error that the other process met."""
    kind = getattr(errors, str(answer["error"]), RenderingError)
    made: RenderingError = kind(answer["message"], hint=answer["hint"])
    return made
