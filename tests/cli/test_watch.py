"""`briefgen watch` as a process, with real files: each test waits for what must come, never for a time."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefgen import pipeline, watching
from briefgen.cli import watching as commands
from briefgen.errors import ChangedSourceError, UsageError
from briefgen.models import Notice
from briefgen.watching import Change

LONG = 60
"""Seconds after which what has not come does not come, on a busy machine too."""


def until(met, what):
    """Wait until `met` gives something; that."""
    latest = time.monotonic() + LONG
    while time.monotonic() < latest:
        if found := met():
            return found
        time.sleep(0.02)
    return pytest.fail(f"did not come: {what() if callable(what) else what}")


class Watch:
    """The program, watching; what it prints is collected as it comes."""

    def __init__(self, root, project, *options):
        self.lines, self.errors = [], []
        self.program = subprocess.Popen(
            [sys.executable, "-m", "briefgen", "watch", str(project), *map(str, options)],
            env={**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        streams = [(self.program.stdout, self.lines), (self.program.stderr, self.errors)]
        self._readers = [threading.Thread(target=self._collect, args=pair) for pair in streams]
        for reader in self._readers:
            reader.start()

    @staticmethod
    def _collect(stream, lines):
        with stream:
            lines.extend(line.rstrip("\n") for line in iter(stream.readline, ""))

    def record(self, wanted):
        """The first record that meets `wanted`."""
        met = lambda: next(filter(wanted, map(json.loads, list(self.lines))), None)  # noqa: E731
        return until(met, lambda: (self.lines, self.errors))

    def built(self, number):
        """The record of the rebuild with this number, counted from 1."""
        until(lambda: len(self.lines) >= number, lambda: (self.lines, self.errors))
        return json.loads(self.lines[number - 1])

    def stop(self, number=signal.SIGTERM):
        """Send a signal; the exit code, and the seconds that it took."""
        start = time.monotonic()
        self.program.send_signal(number)
        code = self.program.wait(LONG)
        for reader in self._readers:
            reader.join()
        return code, time.monotonic() - start


@pytest.fixture
def watch(root, project):
    started = []

    def start(*options):
        started.append(Watch(root, project, *options))
        return started[-1]

    yield start
    for one in started:
        if one.program.poll() is None:
            one.program.kill()
        one.program.wait()


@pytest.fixture
def text(project):
    """What the Markdown that is published now says, but for what has changed; empty where there is none."""

    def read():
        path = project / "output" / "wheat.md"
        said = path.read_text(encoding="utf-8") if path.exists() else ""
        return re.sub(r"## What changed.*?(?=\n## )", "", said, flags=re.DOTALL)

    return read


def shown(text, words):
    until(lambda: words in text(), lambda: f"{words!r} in {text()!r}")


def gone(text, words):
    until(lambda: words not in text(), lambda: f"no {words!r} in {text()!r}")


def replace(path, text):
    """Give a file another content at once: no build sees half of it."""
    other = path.with_name(f".{path.name}.new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def quote(words, who="French President Anne Petit"):
    return f'date 2024-05-11\n\nPARIS - "{words}," {who} told reporters on Friday.\n'


def test_it_builds_at_once_and_again_after_every_kind_of_change(watch, project, text):
    seeds = project / "seeds"
    watching = watch("--json")
    first = watching.built(1)
    assert (first["exit_code"], first["published"], first["changed"]) == (0, "edition", [])
    shown(text, "We cannot accept the present prices")

    # A new source, in a folder that did not exist.
    (seeds / "2024" / "may").mkdir(parents=True)
    (seeds / "2024" / "may" / "new.txt").write_text(quote("We shall build two harbours"), encoding="utf-8")
    shown(text, "We shall build two harbours")

    # Replaced by renaming another over it, as editors save.
    other = project / ".new"
    other.write_text(quote("We shall build four harbours"), encoding="utf-8")
    other.replace(seeds / "2024" / "may" / "new.txt")
    shown(text, "We shall build four harbours")
    gone(text, "We shall build two harbours")

    # Renamed: still there.  Its folder moved away: no more.
    (seeds / "2024" / "may" / "new.txt").rename(seeds / "2024" / "may" / "renamed.txt")
    watching.record(lambda r: any(c["path"] == "seeds/2024/may/renamed.txt" for c in r["changed"]))
    shown(text, "We shall build four harbours")
    (seeds / "2024").rename(project / ".attic")
    gone(text, "We shall build four harbours")

    # And back again.
    (project / ".attic").rename(seeds / "2024")
    shown(text, "We shall build four harbours")
    (seeds / "2024" / "may" / "renamed.txt").unlink()
    gone(text, "We shall build four harbours")

    # A source that is written in two halves ends up whole.
    with (seeds / "halves.txt").open("w", encoding="utf-8") as file:
        words = quote("We shall build nine harbours and a long bridge")
        file.write(words[: len(words) // 2])
        file.flush()
        time.sleep(0.1)
        file.write(words[len(words) // 2 :])
    shown(text, "We shall build nine harbours and a long bridge")
    assert watching.stop()[0] == 0


def test_brief_toml_and_templates_count_and_paths_may_change(watch, project, text):
    watching = watch("--json")
    watching.built(1)
    (project / "texts").mkdir()
    (project / "texts" / "b.txt").write_text(quote("We shall build two harbours"), encoding="utf-8")
    (project / "brief.toml").write_text(
        '[brief]\ntitle = "Harbours"\nslug = "wheat"\nparties = ["FR"]\n[sources]\npaths = ["texts/*.txt"]\n'
    )
    shown(text, "We shall build two harbours")
    gone(text, "We cannot accept the present prices")
    (project / "templates").mkdir()
    (project / "templates" / "title.md.j2").write_text("# Mine: {{ brief.title }}\n")
    shown(text, "# Mine: Harbours")
    (project / "texts" / "b.txt").write_text(quote("We shall build four harbours"), encoding="utf-8")
    shown(text, "We shall build four harbours")
    assert watching.stop()[0] == 0


def test_a_failed_build_is_told_and_keeps_what_was_published(watch, project, text):
    watching = watch()
    shown(text, "We cannot accept the present prices")
    published = (project / "output" / "wheat.pdf").read_bytes()

    (project / "brief.toml").write_text("[brief\n")
    until(lambda: any(line.startswith("hint: ") for line in watching.errors), "a hint")
    failed = "failed, the last edition stays · brief.toml edited"
    [status] = [line for line in watching.lines if failed in line]
    assert any(line.startswith(f"{status[:8]}  error: brief.toml") for line in watching.errors)
    assert (project / "output" / "wheat.pdf").read_bytes() == published

    (project / "brief.toml").write_text('[brief]\ntitle = "Mended"\nslug = "wheat"\nparties = ["FR"]\n')
    shown(text, "Mended")
    assert watching.stop()[0] == 0
    assert watching.lines[-1] == "stopped"


def test_sources_that_vanish_or_shrink_to_nothing_are_mended_by_the_next_change(watch, project, text):
    watching = watch("--json")
    shown(text, "We cannot accept the present prices")
    shutil.rmtree(project / "seeds")
    failed = watching.record(lambda r: r["exit_code"] == 3)
    assert (failed["error"], failed["hint"]) != ("", "")
    assert "We cannot accept the present prices" in text()
    (project / "seeds").mkdir()
    source = project / "seeds" / "b.txt"
    source.write_text(quote("We shall build two harbours"), encoding="utf-8")
    shown(text, "We shall build two harbours")
    source.write_bytes(b"")
    source.write_text(quote("We shall build four harbours"), encoding="utf-8")
    shown(text, "We shall build four harbours")
    assert watching.stop()[0] == 0


def test_its_own_output_and_what_editors_leave_start_no_build(watch, project):
    watching = watch("--json", "--output", project / "seeds" / "made")
    watching.built(1)
    for name in (".wheat.txt.swp", "wheat.txt~", "4913"):
        (project / "seeds" / name).write_text("left by an editor")
    (project / "seeds" / "made" / "note.txt").write_text(quote("Mine"), encoding="utf-8")
    # Whatever would have started a build is told of with the next change, or before it.
    replace(project / "seeds" / "b.txt", quote("We shall build two harbours"))
    second = watching.built(2)
    assert [change["path"] for change in second["changed"]] == ["seeds/b.txt"]
    assert watching.stop()[0] == 0
    assert len(watching.lines) == 2


def test_polling_sees_the_same(watch, project, text):
    watching = watch("--poll")
    shown(text, "We cannot accept the present prices")
    (project / "seeds" / "b.txt").write_text(quote("We shall build two harbours"), encoding="utf-8")
    shown(text, "We shall build two harbours")
    assert watching.stop()[0] == 0


def within_a_second(attempt):
    """Whether one of three attempts takes less than a second: the machine may be busy, the program not."""
    return any(attempt() < 1 for _ in range(3))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_within_a_second_while_it_waits(watch, number):
    def attempt():
        watching = watch("--json")
        watching.built(1)
        code, seconds = watching.stop(number)
        assert (code, watching.errors) == (0, [])
        return seconds

    assert within_a_second(attempt)


def test_a_signal_ends_it_within_a_second_while_it_builds(watch, project):
    def published():
        return {path.name: path.read_bytes() for path in (project / "output").glob("wheat*")}

    def attempt():
        watching = watch("--json")
        watching.built(1)
        before = published()
        # Many long sources: a build of some seconds.
        for number in range(60):
            body = "".join(quote(f"We shall build {number * 1000 + line} harbours") for line in range(60))
            (project / "seeds" / f"{number}.txt").write_text(body, encoding="utf-8")
        time.sleep(0.3)  # now it builds, if the machine is not too busy; the rule holds either way
        code, seconds = watching.stop()
        assert (code, watching.errors) == (0, [])
        assert len(watching.lines) > 1 or published() == before
        return seconds

    assert within_a_second(attempt)


def test_a_command_runs_after_each_new_edition_with_its_paths(watch, project, tmp_path):
    log = tmp_path / "log"
    told = " ".join(f'"$BRIEFGEN_{name}"' for name in ("EDITION", "TITLE", "PDF", "DOCX"))
    command = f"printf '%s|%s|%s|%s\\n' {told} >> '{log}'; test -s \"$BRIEFGEN_JSON\" && echo told"
    watching = watch("--json", "--exec", command)
    until(lambda: log.exists() and log.read_text().endswith("\n"), "the first run")
    pdf = project / "output" / "wheat.pdf"
    assert log.read_text() == f"1|France and India: wheat|{pdf}|\n"
    replace(project / "seeds" / "b.txt", quote("We shall build two harbours"))
    until(lambda: log.read_text().count("\n") == 2, "the second run")
    assert log.read_text().splitlines()[1].startswith("2|")

    # Nothing new, no command: what a touch starts is over when the next change is told.
    (project / "seeds" / "b.txt").touch()
    assert watching.built(3)["published"] == "nothing"
    replace(project / "seeds" / "b.txt", quote("We shall build four harbours"))
    until(lambda: log.read_text().count("\n") == 3, "the third run")
    assert watching.stop()[0] == 0
    assert "told" in watching.errors  # standard output is data


def test_a_command_that_fails_is_told_of_and_watching_goes_on(watch, project, text):
    watching = watch("--exec", "echo tried; exit 3")
    until(lambda: any("exit code 3" in line for line in watching.errors), "the failure")
    (project / "seeds" / "b.txt").write_text(quote("We shall build two harbours"), encoding="utf-8")
    shown(text, "We shall build two harbours")
    until(lambda: watching.lines.count("tried") == 2, "the second try")
    assert watching.stop()[0] == 0


def test_a_command_that_takes_long_does_not_hold_up_the_end_and_ends_too(watch, project, tmp_path):
    told = tmp_path / "pid"
    numbers = iter(("two", "three", "four"))

    def attempt():
        # Each attempt needs an edition of its own: after a build that publishes nothing, no command is run.
        said = quote(f"We shall build {next(numbers)} harbours")
        (project / "seeds" / "b.txt").write_text(said, encoding="utf-8")
        watching = watch(
            "--json", "--exec", f"sleep 1000 & echo $! > '{told}.new'; mv '{told}.new' '{told}'; wait"
        )
        until(told.exists, "the command")
        code, seconds = watching.stop()
        assert code == 0
        sleeping = int(told.read_text())
        until(lambda: not alive(sleeping), "the end of what the command started")
        told.unlink()
        return seconds

    assert within_a_second(attempt)


def alive(process):
    """Whether it runs; one that ended, and that nobody asked for its exit code, does not."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as status:  # noqa: PTH123 -- no path of files
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_folder_that_is_none_is_a_usage_error(run, tmp_path):
    result = run("watch", tmp_path / "none")
    assert result.code == 2
    assert "is no folder" in result.err


@pytest.fixture
def outcomes(monkeypatch):
    """Let the builder give these, one for each change, and the watching end after them."""

    def give(*results):
        class Builder:
            def __init__(self, project, **_options):
                self.left = list(results)

            def build(self):
                result = self.left.pop(0)
                if isinstance(result, Exception):
                    raise result
                return result

        monkeypatch.setattr(pipeline, "Builder", Builder)
        told = [(), *[(Change("seeds/a.txt", "edited"),)] * (len(results) - 1)]
        monkeypatch.setattr(watching, "changes", lambda *_, **__: iter(told))

    return give


def built(published, number, *notices):
    return pipeline.Build(
        title="Wheat",
        number=number,
        reissue=int(published == "reissue"),
        published=published,
        reasons=(),
        files=(),
        pages=1,
        facts=0,
        documents=1,
        sources=(),
        outputs=(),
        notices=notices,
        missing=(),
        remarks=(),
        data=Path("output/wheat.json"),
    )


def test_a_fault_of_the_program_does_not_end_it_either(outcomes, project, run):
    outcomes(ValueError("not foreseen"), built("edition", 1))
    result = run("watch", project)
    assert result.code == 0
    assert "ValueError: not foreseen" in result.err
    assert "edition 1 · seeds/a.txt edited" in result.out


def test_a_source_that_is_saved_while_it_is_read_is_no_failure(outcomes, project, run):
    outcomes(ChangedSourceError("seeds/a.txt"), built("edition", 1))
    result = run("watch", project)
    assert result.err == ""
    told = [line.split("  ", 1)[1].split(" · ")[0] for line in result.out.splitlines()[1:-1]]
    assert told == ["broken off, for seeds/a.txt was changed meanwhile", "edition 1"]


def test_each_outcome_is_told_and_only_a_new_edition_runs_the_command(outcomes, project, run, tmp_path):
    outcomes(built("edition", 1), built("reissue", 1), built("nothing", 1), built("edition", 2))
    result = run("watch", project, "--exec", f"echo $BRIEFGEN_EDITION >> '{tmp_path}/log'")
    told = [line.split("  ", 1)[1].split(" · ")[0] for line in result.out.splitlines()[1:-1]]
    assert told == ["edition 1", "edition 1 reissued", "edition 1 stays", "edition 2"]
    assert (tmp_path / "log").read_text() == "1\n2\n"


def test_a_warning_is_told_once_as_long_as_it_lasts(outcomes, project, run):
    dated = Notice(code="no-date", message="has no date", where="seeds/a.txt")
    outcomes(
        built("edition", 1, dated),
        built("nothing", 1, dated),
        built("edition", 2),
        built("edition", 3, dated),
    )
    assert run("watch", project).err.count("has no date") == 2


@pytest.fixture
def clock(monkeypatch):
    """Let each rebuild be at another minute: 10:01, 10:02 and so on."""
    minutes = iter(range(1, 60))
    monkeypatch.setattr(commands.time, "strftime", lambda _form: f"10:{next(minutes):02}:00")


def test_what_a_rebuild_has_to_say_begins_with_the_time_of_its_status_line(outcomes, clock, project, run):
    undated = [Notice(code="no-date", message="has no date", where=f"seeds/{name}.txt") for name in "ab"]
    outcomes(
        built("edition", 1, *undated),
        UsageError("brief.toml: no table", hint="docs/configuration.md"),
        ValueError("not foreseen"),
        built("edition", 2),
    )
    result = run("watch", project, "--exec", 'test "$BRIEFGEN_EDITION" != 2')
    assert [line[:20] for line in result.out.splitlines()[1:-1]] == [
        "10:01:00  edition 1 ",
        "10:02:00  failed, th",
        "10:03:00  failed, th",
        "10:04:00  edition 2 ",
    ]
    said = result.err.splitlines()
    assert said[0] == "10:01:00  warning: seeds/a.txt: has no date"
    assert said[1] == "10:01:00  warning: seeds/b.txt: has no date"
    assert said[2:4] == ["10:02:00  error: brief.toml: no table", "hint: docs/configuration.md"]
    assert said[4] == "10:03:00  Traceback (most recent call last):"
    [failed] = [line for line in said if "exit code 1" in line]
    assert failed.startswith("10:04:00  error: ")


def test_with_records_it_begins_with_the_time_of_the_record(outcomes, project, run):
    outcomes(built("edition", 1, Notice(code="no-date", message="has no date", where="seeds/a.txt")))
    result = run("watch", project, "--json")
    told = json.loads(result.out)["time"]
    assert result.err == f"{told}  warning: seeds/a.txt: has no date\n"


def test_many_changes_are_counted(outcomes, monkeypatch, project, run):
    outcomes(built("edition", 1))
    many = tuple(Change(f"seeds/{number}.txt", "added") for number in range(4))
    monkeypatch.setattr(watching, "changes", lambda *_, **__: iter([many]))
    assert "edition 1 · 4 files changed" in run("watch", project).out


def test_documents_that_brief_toml_lists_follow_the_brief(watch, project, text):
    page = project / "notes.md"
    page.write_text(
        "<!-- briefgen:begin project=. section=positions -->\n<!-- briefgen:end -->\n", encoding="utf-8"
    )
    with (project / "brief.toml").open("a", encoding="utf-8") as file:
        file.write('\n[embed]\nfiles = ["notes.md"]\n')
    watching = watch()
    until(lambda: "the present prices" in page.read_text(encoding="utf-8"), page)
    (project / "seeds" / "new.txt").write_text(quote("We shall build new harbours"), encoding="utf-8")
    until(lambda: "new harbours" in page.read_text(encoding="utf-8"), page)
    until(lambda: any("notes.md: refilled (positions)" in line for line in watching.lines), "a line")
    edited = page.read_text(encoding="utf-8").replace("harbours", "houses")
    page.write_text(edited, encoding="utf-8")
    (project / "seeds" / "new.txt").write_text(quote("We shall sell cheap fish"), encoding="utf-8")
    until(
        lambda: any("notes.md:1: the block of positions was edited" in e for e in watching.errors), "an error"
    )
    shown(text, "sell cheap fish")
    assert page.read_text(encoding="utf-8") == edited
    assert watching.stop()[0] == 0
