"""`briefgen watch`: joins the generator of changes and the builder, and tells what came of it."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import console
from briefgen.cli.arguments import Formats, Output, Project, Strict, folder
from briefgen.errors import BriefgenError, ChangedSourceError, ConfigError
from briefgen.formats import DEFAULT_FORMATS

if TYPE_CHECKING:
    from briefgen.cli.runs import Run
    from briefgen.models import Notice
    from briefgen.pipeline import Builder
    from briefgen.watching import Change

_NAMED = 3
"""So many changes are named in a status line; of more, their number is told."""


def watch(
    project: Project = Path(),
    *,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look every now and then; for network folders.")
    ] = False,
    command: Annotated[
        str | None,
        typer.Option("--exec", metavar="CMD", help="Run by the shell after each new edition."),
    ] = None,
    output: Output = None,
    strict: Strict = False,
    formats: Formats = list(DEFAULT_FORMATS),  # noqa: B006 -- typer reads it and never changes it
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each rebuild.")] = False,
) -> None:
    """Build the brief again whenever its sources, brief.toml or templates change; Ctrl-C ends it."""
    from briefgen.interrupts import stopping  # noqa: PLC0415 -- beside its only use

    folder(project)
    with stopping() as stop:
        try:
            from briefgen import pipeline, places, watching  # noqa: PLC0415 -- the renderer is slow to load

            target = output or project / places.OUTPUT
            inputs = watching.Inputs(project, output=target, templates=project / places.TEMPLATES)
            builder = pipeline.Builder(
                project, output=output, strict=strict, formats=formats, tell=console.remark
            )
            session = _Session(builder, project, target, command=command, as_json=as_json)
            session.tell(f"watching {project.resolve()}; Ctrl-C ends it")
            for changed in watching.changes(inputs, stop=stop, poll=poll):
                session.rebuild(changed)
                if stop.is_set():
                    break
        except KeyboardInterrupt:
            pass  # it is how watching ends
    if not as_json:
        console.say("stopped")


class _Session:
    """Rebuilds again and again, and tells each time what came of it."""

    def __init__(
        self, builder: Builder, project: Path, output: Path, *, command: str | None, as_json: bool
    ) -> None:
        self._builder = builder
        self._project = project
        self._output = output
        self._command = command
        self._as_json = as_json
        self._warned: tuple[Notice, ...] = ()
        self._refilled: list[str] = []

    def tell(self, text: str) -> None:
        """Say something to people; machines get records only."""
        if not self._as_json:
            console.say(text)

    def rebuild(self, changed: Sequence[Change]) -> None:
        """Build once; a failure is told, and leaves what was published before."""
        run = self._built()
        if self._as_json:
            at = str(run.record()["time"])
            console.data(run.line(changed=[change._asdict() for change in changed]))
            console.finish()
        else:
            at = time.strftime("%H:%M:%S")
            for line in (_status(at, run, changed), *self._refilled):
                console.say(line)
        self._report(at, run)
        self._after(at, run)
        gc.collect()

    def _built(self) -> Run:
        from briefgen.cli.runs import Run  # noqa: PLC0415 -- keeps --help quick

        run = Run(self._project)
        self._refilled = []
        # What Python must look for to throw it away can wait until nobody waits for the PDF.
        gc.disable()
        try:
            run.build = self._builder.build()
            self._follow(run)
        except Exception as error:  # whatever it is, the next change may mend it
            run.error = error
        finally:
            gc.enable()
        return run

    def _follow(self, run: Run) -> None:
        """Refill the documents that brief.toml lists; a problem with one is told, and the brief stays."""
        from briefgen.cli import embedding  # noqa: PLC0415 -- keeps --help quick

        try:
            done = embedding.follow(self._project, self._output)
        except ConfigError:
            return  # brief.toml was edited since the build read it: the next one tells what is wrong
        self._refilled = list(embedding.told(done))
        run.error = done.problems[0] if done.problems else None

    def _report(self, at: str, run: Run) -> None:
        if isinstance(run.error, ChangedSourceError):
            return  # the change is about to be followed by a rebuild: nobody has to do anything
        if isinstance(run.error, BriefgenError):
            _stamp(at)
            console.report(run.error)
        elif run.error is not None:
            _stamp(at)
            traceback.print_exception(run.error)
        elif run.build is not None:
            for notice in run.build.notices:
                if notice not in self._warned:
                    _stamp(at)
                    console.warn([notice])
            self._warned = run.build.notices

    def _after(self, at: str, run: Run) -> None:
        """Run the user's command, if there is a new edition to run it for."""
        if self._command is None or run.build is None or run.build.published != "edition":
            return
        from briefgen.cli import hooks  # noqa: PLC0415 -- few want it

        try:
            variables = hooks.environment(run.build, self._project, self._output)
            hooks.run(self._command, variables, quiet=self._as_json)
        except hooks.HookError as error:
            _stamp(at)
            console.report(error)


def _stamp(at: str) -> None:
    """Begin a line of standard error with the time that the status line of the same rebuild tells."""
    # The two streams may be kept in two files, over days.
    typer.echo(f"{at}  ", err=True, nl=False)


def _status(at: str, run: Run, changed: Sequence[Change]) -> str:
    """What changed, what was published, and how long it took, in a line."""
    parts = [_outcome(run), _named(changed), f"{run.seconds:.2f} s"]
    return f"{at}  " + " · ".join(part for part in parts if part)


def _outcome(run: Run) -> str:
    if isinstance(run.error, ChangedSourceError):
        return f"broken off, for {console.one_line(run.error.path)} was changed meanwhile"
    if run.build is None:
        return "failed, the last edition stays"
    number = run.build.number
    return {
        "edition": f"edition {number}",
        "reissue": f"edition {number} reissued",
        "nothing": f"edition {number} stays",
    }[run.build.published]


def _named(changed: Sequence[Change]) -> str:
    if len(changed) > _NAMED:
        return f"{len(changed)} files changed"
    return console.one_line(", ".join(f"{change.path} {change.kind}" for change in changed))
