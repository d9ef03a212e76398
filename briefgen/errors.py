"""One tree of exceptions; what a caller may want to catch is a class.

::

    BriefgenError                    exit code
    ├── UsageError                   2   the command line asks for something impossible
    │   ├── UnknownSectionError      2   a brief has no such section
    │   └── HostError                2   a document cannot take the section that it asks for
    │       └── EditedBlockError     2   somebody has edited what briefgen wrote into it
    ├── ConfigError                  2   brief.toml is wrong: all its mistakes at once
    ├── SourceError                  3   a source cannot be read
    │   ├── ChangedSourceError       3   a source was changed since the build began
    │   └── NoSourcesError           3   there is nothing to read
    ├── GroundingError               4   words do not stand where a fact says they stand
    ├── StrictError                  that of its gravest notice
    └── RenderingError               5   a template, a font or the PDF writer failed
        ├── MissingExtraError        5   an optional part of briefgen is not installed
        ├── MissingLibraryError      5   a system library is not installed
        └── OutputError              5   the output cannot be written
            └── BusyError            5   another build of the project is at work
"""

from __future__ import annotations

__all__ = [
    "BriefgenError",
    "BusyError",
    "ChangedSourceError",
    "ConfigError",
    "EditedBlockError",
    "GroundingError",
    "HostError",
    "MissingExtraError",
    "MissingLibraryError",
    "NoSourcesError",
    "OutputError",
    "RenderingError",
    "SourceError",
    "StrictError",
    "UnknownSectionError",
    "UsageError",
]


class BriefgenError(Exception):
    """Anything that briefgen raises on purpose.

    Attributes:
        message: what went wrong and where, in one line.
        hint: what to do about it, in one line; empty where nothing can be said.
        exit_code: what a command ends with.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if hint:
            self.add_note(f"hint: {hint}")  # for those who see it in a traceback


class UsageError(BriefgenError):
    """The command line asks for something that cannot be done."""

    exit_code = 2


class UnknownSectionError(UsageError):
    """A brief has no section of this name.

    Attributes:
        name: the one that was asked for.
        names: those that there are, in reading order.
    """

    def __init__(self, name: str, names: tuple[str, ...]) -> None:
        super().__init__(
            f"there is no section {name!r}", hint=f"the sections are {', '.join(names) or 'none at all'}"
        )
        self.name = name
        self.names = names


class HostError(UsageError):
    """A document that sections are embedded in cannot be refilled.

    Attributes:
        path: the document.
        line: of the marker, from 1; 0 where it is the whole document.
    """

    def __init__(self, path: str, line: int, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}", hint=hint)
        self.path = path
        self.line = line


class EditedBlockError(HostError):
    """What briefgen wrote into a document was edited by hand; refilling would lose that."""


class ConfigError(BriefgenError):
    """brief.toml is wrong.

    Attributes:
        path: the file.
        problems: one line per mistake, each beginning with its key.
    """

    exit_code = 2

    def __init__(self, path: str, problems: tuple[str, ...], *, hint: str = "") -> None:
        super().__init__(f"{path}: " + "; ".join(problems), hint=hint)
        self.path = path
        self.problems = problems


class SourceError(BriefgenError):
    """A source cannot be read.

    Attributes:
        path: the source, as the project names it.
    """

    exit_code = 3

    def __init__(self, path: str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"{path}: {reason}", hint=hint)
        self.path = path
        self.reason = reason


class ChangedSourceError(SourceError):
    """A source was changed since the build began: what it said then cannot be read any more."""

    def __init__(self, path: str) -> None:
        super().__init__(path, "was changed while it was read", hint="run the command again")


class NoSourcesError(SourceError):
    """There is nothing to read."""


class GroundingError(BriefgenError):
    """Words do not stand in the source where a fact says they stand."""

    exit_code = 4


class StrictError(BriefgenError):
    """Notices were given while --strict was on.

    Attributes:
        exit_code: that of the gravest notice.
    """

    def __init__(self, message: str, *, exit_code: int, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.exit_code = exit_code


class RenderingError(BriefgenError):
    """A template, a font or the PDF writer failed."""

    exit_code = 5


class MissingExtraError(RenderingError):
    """A package that only one feature needs is not installed.

    Attributes:
        extra: the extra of briefgen that brings it.
    """

    def __init__(self, message: str, *, extra: str) -> None:
        super().__init__(message, hint=f"pip install 'briefgen[{extra}]'")
        self.extra = extra


class MissingLibraryError(RenderingError):
    """A system library that the PDF writer needs is not installed."""


class OutputError(RenderingError):
    """The output cannot be written."""


class BusyError(OutputError):
    """Another build of the project is at work, and nobody waits for it."""
