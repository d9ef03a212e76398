"""The other end of `briefgen.rendering.press`: loads WeasyPrint and lays out what it is sent."""

from __future__ import annotations

import gc
import os
import sys
from typing import IO, TYPE_CHECKING, Any

from briefgen.errors import RenderingError
from briefgen.rendering.press import receive, send

if TYPE_CHECKING:
    from briefgen.rendering.layout import Layout, LayoutEngine

__all__ = ["serve", "work"]

# Boxes live to the end: looking through them for rubbish costs a tenth of the layout.
_COLLECTION = (50_000, 20, 50)


def work() -> None:
    """Serve on standard input and output to the end; what libraries print goes to standard error."""
    gc.set_threshold(*_COLLECTION)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, answers)
    # Nothing is left to be done, and taking the boxes apart takes its time.
    os._exit(0)


def serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every question; an error is an answer."""
    bench = _Bench()
    while (asked := receive(questions)) is not None:
        message, parts = asked
        try:
            answer, made = bench.do(message, parts)
        except RenderingError as error:
            answer, made = {"error": type(error).__name__, "message": error.message, "hint": error.hint}, []
        if answer is not None:
            try:
                send(answers, answer, *made)
            except BrokenPipeError:
                return


class _Bench:
    """The engine, its fonts and the layouts that were made."""

    def __init__(self) -> None:
        self._engine: LayoutEngine | None = None
        self._trouble: RenderingError | None = None
        self._layouts: list[Layout] = []
        try:
            from briefgen.rendering import layout  # noqa: PLC0415, F401 -- loads WeasyPrint, which takes its time
        except RenderingError as error:
            self._trouble = error

    def do(self, message: dict[str, Any], parts: list[bytes]) -> tuple[dict[str, Any] | None, list[bytes]]:
        """The answer to a message with its parts; none where none is waited for."""
        if message["do"] == "fonts":
            self._load_fonts(message["css"])
            return None, []
        if self._trouble is not None:
            raise self._trouble
        if message["do"] == "layout":
            return self._layout(message["html"]), []
        attachments = dict(zip(message["names"], parts, strict=True))
        return {}, [self._layouts[message["number"]].pdf(attachments=attachments)]

    def _load_fonts(self, css: str) -> None:
        if self._trouble is None:
            from briefgen.rendering.layout import LayoutEngine  # noqa: PLC0415 -- loaded above

            try:
                self._engine = LayoutEngine(css)
            except RenderingError as error:
                self._trouble = error

    def _layout(self, html: str) -> dict[str, Any]:
        assert self._engine is not None  # noqa: S101 -- fonts come first
        layout = self._engine.layout(html)
        self._layouts.append(layout)
        return {
            "number": len(self._layouts) - 1,
            "pages": layout.pages,
            "length": layout.length,
            "missing_glyphs": list(layout.missing_glyphs),
        }
