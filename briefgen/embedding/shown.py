"""What a host file shows as an example: markers in code, literal text and comments are not obeyed.

A document that explains markers has some that ask for nothing. Each kind of document has its own ways to show
text as it stands. An example that is never closed would hide all that follows: where that may have been meant
as a marker, it is an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from briefgen.embedding.following import WORD, Shown, Unclosed
from briefgen.embedding.indented import code_lines

__all__ = ["shown_in", "within_ticks"]

_TICKS = re.compile(rb"`+")


class _Html(Shown):
    """Elements whose text is shown, or run, as it stands."""

    what = "element"

    _OPENING = re.compile(
        rb"<!--.*?(?P<over>-->|$)|<(?P<name>pre|code|textarea|script|style)(?=[\s/>]|$)(?P<empty>[^<>]*/>)?",
        re.IGNORECASE | re.DOTALL,
    )
    _CLOSING = {
        name: re.compile(rb"(?:<!--.*?(?P<over>-->|$))|</%s(?=[\s>]|$)" % name, re.IGNORECASE | re.DOTALL)
        for name in (b"pre", b"code")
    } | {
        name: re.compile(rb"</%s(?=[\s>]|$)" % name, re.IGNORECASE)
        for name in (b"textarea", b"script", b"style")
    }
    _COMMENT_END = re.compile(rb"-->")

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__(lines)
        self._comment = False

    def _token(self, line: bytes, position: int) -> re.Match[bytes] | None:
        if self._comment:
            return self._COMMENT_END.search(line, position)
        pattern = self._CLOSING[self._open] if self._open else self._OPENING
        return pattern.search(line, position)

    def _take(self, token: re.Match[bytes], number: int) -> None:
        if self._comment:
            self._comment = False
        elif token[0].startswith(b"<!--"):
            self._comment = token["over"] != b"-->"
        elif self._open:
            self._closed()
        elif not token["empty"]:
            self._opened(token["name"].lower(), number)


class _Latex(Shown):
    r"""Environments that print or drop their text as it stands, and ``\verb``."""

    what = "environment"

    _OPENING = re.compile(
        rb"""\\begin\s*\{(?P<name>\w*[Vv]erbatim\w*\*?|lstlisting|minted|comment|alltt|filecontents\*?
                                 |tcblisting)\}
           | (?P<inline>\\(?:verb\*?|(?:lstinline|mintinline|Verb)(?:\[[^\]]{0,99}\])?(?:\{\w{1,40}\})?)
             (?:\{[^}]{0,400}\}|([^\sA-Za-z*{]).{0,400}?\3))
           | (?P<skipped>\\iffalse(?![A-Za-z@])) | \\. | %.*""",
        re.VERBOSE,
    )
    # TeX counts conditionals while it skips; what has arguments, and the sign of equivalence, is none.
    _SKIPPING = re.compile(
        rb"\\(?:(?P<opens>if(?!f(?![A-Za-z@]))[A-Za-z@]*(?![A-Za-z@{]))|(?P<word>[A-Za-z@]+)|.) | %.*",
        re.VERBOSE,
    )
    _SKIPPED = b"\\iffalse"

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__(lines)
        self._depth = 0

    def unclosed(self) -> Unclosed | None:
        """What the end of the file finds open, if it hides anything."""
        found = super().unclosed()
        skipped = found is not None and self._open == self._SKIPPED
        return found._replace(what=self._SKIPPED.decode()) if found and skipped else found

    def _token(self, line: bytes, position: int) -> re.Match[bytes] | None:
        if self._open == self._SKIPPED:
            return self._SKIPPING.search(line, position)
        if self._open:
            return re.compile(rb"\\end\s*\{%s\}" % re.escape(self._open)).search(line, position)
        return self._OPENING.search(line, position)

    def _take(self, token: re.Match[bytes], number: int) -> None:
        if self._open == self._SKIPPED:
            self._skip(token)
        elif self._open:
            self._closed()
        elif token["name"] or token["skipped"]:
            self._opened(token["name"] or token["skipped"], number)

    def _skip(self, token: re.Match[bytes]) -> None:
        """Go on with what TeX skips, to the end of its conditional or to its other branch."""
        if token["opens"]:
            self._depth += 1
        elif token["word"] == b"fi" and self._depth:
            self._depth -= 1
        elif token["word"] in (b"fi", b"else") and not self._depth:
            self._closed()

    def _quotes(self, token: re.Match[bytes]) -> bool:
        return bool(token["inline"])


class _Markdown(Shown):
    """Fences as CommonMark has them, elements that show their text, and indented code."""

    what = "fence of code"

    _DEEPEST = 20

    # A fence may open in a quotation or right behind the bullet of a list; with colons, MyST has code in it.
    _FENCE = re.compile(
        rb"""[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*
             (`{3,}(?=[^`]*$) | ~{3,}
              | :{3,}(?=[ ]*\{(?:code|code-block|code-cell|sourcecode|parsed-literal)\}))""",
        re.VERBOSE,
    )
    # What MyST reads between these fences is part of the document.
    _DIRECTIVE = re.compile(
        rb"""\s*\{(?:admonition|note|tip|hint|important|warning|caution|danger|error|attention|seealso|todo
             |topic|sidebar|margin|aside|container|div|dropdown|details|tab-set|tab-item|epigraph|pull-quote
             |highlights|compound|figure|only|ifconfig|versionadded|versionchanged|versionremoved|deprecated
             |card(?:-carousel|-header|-footer)?|grid(?:-item)?(?:-card)?|exercise(?:-start)?|solution
             |(?:prf:)?(?:theorem|proof|lemma|definition|example|remark))\}""",
        re.VERBOSE,
    )
    _ELEMENT = re.compile(rb"[ \t>]*<(pre|textarea|script|style)(?=[\s>])", re.IGNORECASE)
    _ELEMENT_END = re.compile(rb"</(?:pre|textarea|script|style)>", re.IGNORECASE)
    _INDENTED = re.compile(rb"[ >]*(?:\t| {4})")

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__(lines)
        self._indented: frozenset[int] | None = None
        self._directives: list[bytes] = []

    def holds(self, line: bytes, number: int, *, named: bool) -> bool:
        """Whether the line is a fence, or stands between fences or in code."""
        fences = b"```" in line or b"~~~" in line or b":::" in line
        if fences and self._directives and self._ends_directive(line):
            return True
        if self._open:
            self._hidden = self._hidden or (number if named else 0)
            if self._closes(line):
                self._closed()
            return True
        if fences and self._fence(line, number):
            return True
        if b"<" in line and (found := self._ELEMENT.match(line)) and not self._ELEMENT_END.search(line):
            self._opened(b"<" + found[1], number)
            return True
        return named and self._INDENTED.match(line) is not None and number in self._code()

    def unclosed(self) -> Unclosed | None:
        """What the end of the file finds open, if it hides anything."""
        found = super().unclosed()
        return found._replace(what=_Html.what) if found and self._open.startswith(b"<") else found

    def _fence(self, line: bytes, number: int) -> bool:
        """Whether the line is a fence that opens something."""
        bare = line.rstrip(b"\r\n")
        found = self._FENCE.match(bare)
        shallow = len(self._directives) < self._DEEPEST  # every line may ask each of them for its end
        if found is not None and shallow and self._DIRECTIVE.match(bare, found.end()):
            self._directives.append(found[1])
        elif found is not None:
            self._opened(found[1], number)
        return found is not None

    def _ends_directive(self, line: bytes) -> bool:
        """Whether the line is the last of a directive: with it all ends that was opened in it."""
        ended = next((at for at, fence in enumerate(self._directives) if _is_end(line, fence)), None)
        if ended is None:
            return False
        del self._directives[ended:]
        self._closed()
        return True

    def _closes(self, line: bytes) -> bool:
        if self._open.startswith(b"<"):
            return self._ELEMENT_END.search(line) is not None
        return _is_end(line, self._open)

    def _code(self) -> frozenset[int]:
        """The numbers of the lines of indented code, which few files need to have told."""
        if self._indented is None:
            self._indented = code_lines([line.decode("utf-8", "replace") for line in self._lines])
        return self._indented


def _is_end(line: bytes, fence: bytes) -> bool:
    stripped = line.strip(b" \t>\r\n")
    return len(stripped) >= len(fence) and not stripped.strip(fence[:1])


class _Restructured(Shown):
    """Literal blocks, directives that take their text as it stands, and comments."""

    _BULLETS = re.compile(rb" *(?:(?:[-*+]|\(?(?:\d+|#|[A-Za-z])[.)])[ \t]+)*")
    _VERBATIM = re.compile(
        rb"""\.\.[ ]+(?:\|[^|]+\|[ ]+)?(?:code|code-block|sourcecode|parsed-literal|highlight|raw|math
             |prompt|doctest|testcode|testoutput|testsetup|testcleanup|productionlist|graphviz|mermaid
             |uml)::(?:\s|$)""",
        re.VERBOSE,
    )
    # What begins with two dots and is no directive, target, note or substitution.
    _COMMENT = re.compile(rb"\.\.[ \t]+(?!\[|_|\|[^|\s]|[\w.:+-]+::(?:\s|$))\S")
    _QUOTED = re.compile(rb"[!-/:-@[-`{-~]")
    _AFTER_BLANK: ClassVar[dict[str, str]] = {"awaited": "opening", "within": "within"}

    def __init__(self, lines: Sequence[bytes]) -> None:
        super().__init__(lines)
        self._state = ""
        self._margin = 0

    def holds(self, line: bytes, number: int, *, named: bool) -> bool:
        """Whether the line belongs to text that is shown as it stands."""
        if not line.strip():
            self._state = self._AFTER_BLANK.get(self._state, "")
            return False
        plain = line.expandtabs(8) if b"\t" in line else line
        indent = len(plain) - len(plain.lstrip(b" "))
        self._state = self._next(indent, quoted=self._QUOTED.match(plain, indent) is not None)
        if self._state:
            return True
        self._begin(plain)
        return False

    def unclosed(self) -> None:
        """Nothing stays open: what is indented ends where it is no longer."""
        return

    def _next(self, indent: int, *, quoted: bool) -> str:
        """What the line is part of: text that is deeper than what opened it, or that has a sign before it."""
        if self._state in ("bare", "opening", "within") and indent > self._margin:
            return "within"
        if self._state in ("opening", "quoted") and indent == self._margin and quoted:
            return "quoted"
        return ""

    def _begin(self, line: bytes) -> None:
        found = self._BULLETS.match(line)
        self._margin = found.end() if found is not None else 0
        text = line[self._margin :].rstrip()
        if text == b"..":
            self._state = "bare"  # a comment, unless a blank line follows
        elif self._VERBATIM.match(text) or (self._COMMENT.match(text) and WORD not in text.lower()):
            self._state = "within"
        elif text.endswith(b"::") and not text.startswith(b"..") and (text == b"::" or text.strip(b":")):
            self._state = "awaited"


_KINDS: dict[str, tuple[type[Shown], re.Pattern[bytes]]] = {
    "HTML": (_Html, re.compile(rb"<(?:pre|code|textarea|script|style)", re.IGNORECASE)),
    "LaTeX": (_Latex, re.compile(rb"\\(?:begin|verb|Verb|lstinline|mintinline|iffalse)")),
    "Markdown": (
        _Markdown,
        re.compile(rb"```|~~~|:::|<(?i:pre|textarea|script|style)|\t {0,3}<!--| {4}<!--"),
    ),
    "reStructuredText": (_Restructured, re.compile(rb"::|\.\.[ \t]+[^\s]")),
}


def shown_in(data: bytes, lines: Sequence[bytes], kind: str) -> Shown | None:
    """What follows a file of this kind, or none where the file shows nothing."""
    follower, sign = _KINDS[kind]
    return follower(lines) if sign.search(data) else None


def within_ticks(line: bytes, at: int) -> bool:
    """Whether a place in a line stands between backticks, as many before it as after it."""
    runs = [(found.start(), found.end()) for found in _TICKS.finditer(line)]
    closing: dict[int, int] = {}
    partners = [0] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        width = runs[index][1] - runs[index][0]
        partners[index] = closing.get(width, 0)
        closing[width] = index
    index = 0
    while index < len(runs) and runs[index][0] < at:
        partner = partners[index]
        if partner and runs[partner][0] > at:
            return True
        index = (partner or index) + 1
    return False
