"""What counts as a change, and when it is told. The command itself is tested in cli/test_watch.py."""

from __future__ import annotations

import os
import threading
import time

import pytest

from briefgen import watching
from briefgen.errors import UsageError
from briefgen.interrupts import Stop
from briefgen.watching import Change, Inputs, changes, compare


@pytest.fixture
def project(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("one")
    (tmp_path / "brief.toml").write_text('[brief]\ntitle = "A"\n')
    return tmp_path


@pytest.fixture
def inputs(project):
    return Inputs(project, output=project / "output", templates=project / "templates")


def changed(inputs, act):
    """What a survey tells after `act` that it did not tell before."""
    before = inputs.survey()
    act()
    return [tuple(change) for change in compare(before, inputs.survey())]


def test_nothing_done_is_nothing_changed(inputs):
    assert changed(inputs, lambda: None) == []


def test_sources_are_added_edited_and_deleted(inputs, project):
    seeds = project / "seeds"
    assert changed(inputs, lambda: (seeds / "b.txt").write_text("two")) == [("seeds/b.txt", "added")]
    assert changed(inputs, lambda: (seeds / "b.txt").write_text("more")) == [("seeds/b.txt", "edited")]
    assert changed(inputs, (seeds / "b.txt").unlink) == [("seeds/b.txt", "deleted")]


def test_a_renamed_source_is_one_gone_and_one_added(inputs, project):
    act = lambda: (project / "seeds" / "a.txt").rename(project / "seeds" / "z.txt")  # noqa: E731
    assert changed(inputs, act) == [("seeds/a.txt", "deleted"), ("seeds/z.txt", "added")]


def test_a_file_in_the_place_of_another_is_an_edit_though_size_and_time_are_the_same(inputs, project):
    source, new = project / "seeds" / "a.txt", project / "new"
    new.write_text("two")
    status = source.stat()
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changed(inputs, lambda: new.replace(source)) == [("seeds/a.txt", "edited")]


def test_a_folder_that_is_moved_away_is_all_its_sources(inputs, project):
    act = lambda: (project / "seeds").rename(project / "attic")  # noqa: E731
    assert changed(inputs, act) == [("seeds/a.txt", "deleted")]


@pytest.mark.parametrize(
    "name",
    [
        "seeds/notes.md",
        "seeds/.a.txt.swp",
        "seeds/a.txt~",
        "seeds/.hidden/b.txt",
        "seeds/node_modules/b.txt",
        ".briefgen/cache.txt",
        "output/a.txt",
        "README.txt",
        "templates/.base.css.swp",
        "templates/base.css~",
        "templates/#base.css#",
    ],
)
def test_what_no_brief_is_made_of_is_no_change(inputs, project, name):
    def act():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("text")

    assert changed(inputs, act) == []


@pytest.mark.parametrize(
    "name", ["brief.toml", "templates/base.css", "templates/sections/gaps.md.j2", "seeds/x/y/z.txt"]
)
def test_what_a_brief_is_made_of_is_a_change(inputs, project, name):
    def act():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text("[brief]")

    assert [path for path, _ in changed(inputs, act)] == [name]


def test_output_among_the_sources_is_no_change(project):
    (project / "brief.toml").write_text('[sources]\npaths = ["**/*.txt"]\n')
    inputs = Inputs(project, output=project / "seeds" / "made", templates=project / "templates")

    def act():
        (project / "seeds" / "made").mkdir()
        (project / "seeds" / "made" / "b.txt").write_text("made")

    assert changed(inputs, act) == []


def test_where_the_output_is_the_project_itself_its_sources_are_watched_all_the_same(project):
    (project / "brief.toml").write_text('[sources]\npaths = ["**/*.txt"]\n')
    inputs = Inputs(project, output=project, templates=project / "templates")

    def act():
        (project / "seeds" / "new.txt").write_text("new")
        (project / "editions" / "1").mkdir(parents=True)
        (project / "editions" / "1" / "b.txt").write_text("made")

    assert changed(inputs, act) == [("seeds/new.txt", "added")]


def test_sources_are_where_brief_toml_says_now(inputs, project):
    (project / "texts").mkdir()
    (project / "texts" / "b.txt").write_text("two")
    act = lambda: (project / "brief.toml").write_text('[sources]\npaths = ["texts/*.txt"]\n')  # noqa: E731
    assert changed(inputs, act) == [
        ("brief.toml", "edited"),
        ("seeds/a.txt", "deleted"),
        ("texts/b.txt", "added"),
    ]


def test_with_a_broken_brief_toml_the_sources_are_where_it_said_last(inputs, project):
    act = lambda: (project / "brief.toml").write_text("[sources")  # noqa: E731
    assert changed(inputs, act) == [("brief.toml", "edited")]
    assert changed(inputs, (project / "seeds" / "a.txt").unlink) == [("seeds/a.txt", "deleted")]


def test_without_brief_toml_every_text_is_a_source(inputs, project):
    (project / "b.txt").write_text("two")
    assert changed(inputs, (project / "brief.toml").unlink) == [
        ("b.txt", "added"),
        ("brief.toml", "deleted"),
    ]


def test_the_template_of_the_word_file_counts(inputs, project):
    (project / "brief.toml").write_text('[brief]\nword_template = "office.docx"\n')
    act = lambda: (project / "office.docx").write_bytes(b"PK")  # noqa: E731
    assert changed(inputs, act) == [("office.docx", "added")]


def test_a_pattern_that_is_none_leaves_the_sources_where_brief_toml_said_last(inputs, project):
    act = lambda: (project / "brief.toml").write_text('[sources]\npaths = ["**.txt"]\n')  # noqa: E731
    assert changed(inputs, act) == [("brief.toml", "edited")]


def test_a_project_that_is_gone_has_no_inputs(tmp_path):
    gone = tmp_path / "gone"
    assert Inputs(gone, output=gone / "output", templates=gone / "templates").survey() == {}


@pytest.fixture
def told(inputs, monkeypatch):
    """Watch in this thread while `act` works in another; the first changes that are told."""
    # Long enough that a busy machine does not stop `act` for so long between two of its steps.
    monkeypatch.setattr(watching, "QUIET", 0.5)

    def call(act, *, poll=False):
        stop = Stop()
        watcher = changes(inputs, stop=stop, poll=poll)
        assert next(watcher) == ()
        worker = threading.Timer(0.3, act)
        rescue = threading.Timer(30, stop.set)
        worker.start()
        rescue.start()
        try:
            return next(watcher, None)
        finally:
            worker.join()
            rescue.cancel()
            watcher.close()

    return call


@pytest.mark.parametrize("poll", [False, True])
def test_changes_are_told_once_they_have_come_to_rest(told, project, poll):
    def act():
        with (project / "seeds" / "b.txt").open("w") as file:
            for _ in range(5):
                file.write("two\n" * 1000)
                file.flush()
                time.sleep(0.05)
        (project / "seeds" / "a.txt").unlink()

    assert told(act, poll=poll) == (Change("seeds/a.txt", "deleted"), Change("seeds/b.txt", "added"))
    assert (project / "seeds" / "b.txt").stat().st_size == 5 * 4000


def pieces(path, *texts, pause=0.3, mode="w"):
    """Write a file as a slow program does: it stays open, and stands still between its pieces."""
    with path.open(mode) as file:
        for number, text in enumerate(texts):
            if number:
                time.sleep(pause)
            file.write(text)
            file.flush()


def aged(path, text):
    """Write a file that was last changed long ago."""
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def sizes(inputs, project, monkeypatch):
    """What size each source had when its change was told; `act` works in another thread until `wanted`."""
    # Long enough that a busy machine does not make a pause of the writer as long.
    monkeypatch.setattr(watching, "QUIET_WRITING", 1.5)

    def call(act, wanted):
        stop = Stop()
        watcher = changes(inputs, stop=stop)
        next(watcher)
        rescue = threading.Timer(30, stop.set)
        worker = threading.Timer(0.3, act)
        worker.start()
        rescue.start()
        told = []
        try:
            for found in watcher:
                told += [(change.path, (project / change.path).stat().st_size) for change in found]
                if wanted in told:
                    break
        finally:
            worker.join()
            rescue.cancel()
            watcher.close()
        return told

    return call


def test_a_new_file_is_told_whole_though_its_writer_pauses(sizes, project):
    act = lambda: pieces(project / "seeds" / "b.txt", "half of a fi", "le")  # noqa: E731
    assert sizes(act, ("seeds/b.txt", 14)) == [("seeds/b.txt", 14)]


def test_a_file_that_was_empty_is_as_a_new_one(sizes, project):
    (project / "seeds" / "a.txt").write_text("")
    act = lambda: pieces(project / "seeds" / "a.txt", "half of a fi", "le")  # noqa: E731
    assert sizes(act, ("seeds/a.txt", 14)) == [("seeds/a.txt", 14)]


def test_a_file_that_is_emptied_and_written_again_bit_by_bit_is_told_whole(sizes, project):
    (project / "seeds" / "a.txt").write_text("x" * 100)
    # A fifth of what it was, then more than half, then more than all of it.
    act = lambda: pieces(project / "seeds" / "a.txt", "y" * 20, "y" * 40, "y" * 60)  # noqa: E731
    assert sizes(act, ("seeds/a.txt", 120)) == [("seeds/a.txt", 120)]


def test_an_edit_does_not_go_before_a_new_file_that_is_being_written(sizes, project):
    # A build reads all the sources, the half-written one too.
    def act():
        (project / "seeds" / "b.txt").write_text("half of a fi")
        (project / "seeds" / "a.txt").write_text("edited")
        time.sleep(0.3)
        pieces(project / "seeds" / "b.txt", "le", mode="a")

    assert sizes(act, ("seeds/b.txt", 14)) == [("seeds/a.txt", 6), ("seeds/b.txt", 14)]


def test_what_is_appended_bit_by_bit_is_told_at_its_beginning_and_then_whole(sizes, project):
    aged(project / "seeds" / "a.txt", "x" * 100)
    act = lambda: pieces(project / "seeds" / "a.txt", *["y" * 10] * 5, mode="a")  # noqa: E731
    told = sizes(act, ("seeds/a.txt", 150))
    assert len(told) <= 2  # not five times
    assert told[-1] == ("seeds/a.txt", 150)


def test_what_was_being_written_when_a_long_build_began_is_told_whole_after_it(inputs, project, monkeypatch):
    monkeypatch.setattr(watching, "QUIET_WRITING", 1.5)
    source = project / "seeds" / "b.txt"
    source.write_text("x" * 10)
    stop = Stop()
    watcher = changes(inputs, stop=stop)
    next(watcher)
    worker = threading.Thread(target=pieces, args=(source, *["y" * 10] * 12), kwargs={"mode": "a"})
    rescue = threading.Timer(30, stop.set)
    worker.start()
    rescue.start()
    time.sleep(2.5)  # the build
    assert next(watcher) == (Change("seeds/b.txt", "edited"),)
    assert source.stat().st_size == 130
    worker.join()
    rescue.cancel()


def in_place(path, text):
    path.write_text(text)


def by_renaming(path, text):
    new = path.with_name(".new")
    new.write_text(text)
    new.replace(path)


@pytest.mark.parametrize("save", [in_place, by_renaming])
@pytest.mark.parametrize("length", [80, 100, 300])
def test_a_save_of_an_existing_file_waits_for_no_more_of_it(inputs, project, monkeypatch, save, length):
    monkeypatch.setattr(watching, "QUIET_WRITING", 25)
    source = project / "seeds" / "a.txt"
    aged(source, "x" * 100)
    stop = Stop()
    watcher = changes(inputs, stop=stop)
    next(watcher)
    save(source, "y" * length)
    rescue = threading.Timer(20, stop.set)
    rescue.start()
    assert next(watcher, None) == (Change("seeds/a.txt", "edited"),)
    rescue.cancel()


def test_what_changes_during_a_build_is_told_right_after_it(inputs, project):
    # Between the survey that a build belongs to and the first notification nobody else tells of it.
    stop = Stop()
    watcher = changes(inputs, stop=stop)
    next(watcher)
    rescue = threading.Timer(30, stop.set)
    rescue.start()
    source = project / "seeds" / "b.txt"
    source.write_text("written during the first build")
    assert next(watcher) == (Change("seeds/b.txt", "added"),)
    for length in (31, 32, 33):  # builds that take longer than the pauses of a writer
        source.write_text("x" * length)
        begun = time.monotonic()
        assert next(watcher) == (Change("seeds/b.txt", "edited"),)
        assert time.monotonic() - begun < 4
    rescue.cancel()


def test_what_changes_before_the_system_begins_to_notify_is_told(inputs, project, monkeypatch):
    notify = watching.watchfiles.watch

    def late(*paths, **options):
        (project / "seeds" / "a.txt").write_text("edited before the folders are watched")
        return notify(*paths, **options)

    monkeypatch.setattr(watching.watchfiles, "watch", late)
    stop = Stop()
    watcher = changes(inputs, stop=stop)
    next(watcher)
    rescue = threading.Timer(4, stop.set)
    rescue.start()
    assert next(watcher, None) == (Change("seeds/a.txt", "edited"),)
    rescue.cancel()


def test_a_notification_that_is_lost_costs_about_a_second(inputs, project, monkeypatch):
    def deaf(*_paths, rust_timeout, stop_event, **_options):
        while not stop_event.is_set():
            time.sleep(rust_timeout / 1000)
            yield set()

    monkeypatch.setattr(watching.watchfiles, "watch", deaf)
    stop = Stop()
    watcher = changes(inputs, stop=stop)
    next(watcher)
    act = threading.Timer(0.5, (project / "seeds" / "a.txt").write_text, ["edited"])
    rescue = threading.Timer(4.5, stop.set)
    act.start()
    rescue.start()
    assert next(watcher, None) == (Change("seeds/a.txt", "edited"),)
    rescue.cancel()


def test_polling_goes_on_right_after_a_build_that_took_long(inputs, project):
    stop = Stop()
    watcher = changes(inputs, stop=stop, poll=True)
    next(watcher)
    for text in ("two", "three"):
        (project / "seeds" / "a.txt").write_text(text)
        rescue = threading.Timer(4, stop.set)
        rescue.start()
        assert next(watcher, None) == (Change("seeds/a.txt", "edited"),)
        rescue.cancel()
        time.sleep(1)  # the build


def test_what_changes_during_the_first_build_is_told(inputs, project):
    watcher = changes(inputs, stop=Stop())
    assert next(watcher) == ()
    (project / "seeds" / "a.txt").write_text("edited while the first build runs")
    assert next(watcher) == (Change("seeds/a.txt", "edited"),)


def test_sources_in_a_new_folder_are_told(told, project):
    def act():
        (project / "seeds" / "new" / "newer").mkdir(parents=True)
        (project / "seeds" / "new" / "newer" / "b.txt").write_text("two")

    assert told(act) == (Change("seeds/new/newer/b.txt", "added"),)


def test_a_project_folder_that_is_replaced_is_watched_on(told, project, tmp_path_factory):
    def act():
        project.rename(tmp_path_factory.mktemp("old") / "project")
        (project / "seeds").mkdir(parents=True)
        (project / "seeds" / "b.txt").write_text("two")

    changed = told(act)
    assert changed is not None
    assert Change("brief.toml", "deleted") in changed


@pytest.mark.parametrize("poll", [False, True])
def test_a_stop_ends_the_watching(inputs, poll):
    stop = Stop()
    watcher = changes(inputs, stop=stop, poll=poll)
    assert next(watcher) == ()
    threading.Timer(0.2, stop.set).start()
    assert next(watcher, None) is None


def test_what_never_comes_to_rest_is_told_as_it_is(told, project, monkeypatch):
    monkeypatch.setattr(watching, "LONGEST", 0.2)
    over = threading.Event()

    def act():
        def write():
            number = 0
            while not over.is_set():
                number += 1
                (project / "seeds" / "a.txt").write_text(str(number))

        threading.Thread(target=write, daemon=True).start()

    try:
        assert told(act) == (Change("seeds/a.txt", "edited"),)
    finally:
        over.set()


def test_more_folders_than_the_system_can_watch_are_an_error_with_advice(inputs, monkeypatch):
    def refuse(*_paths, **_options):
        raise OSError(28, "OS file watch limit reached")
        yield

    monkeypatch.setattr(watching.watchfiles, "watch", refuse)
    watcher = changes(inputs, stop=Stop())
    next(watcher)
    with pytest.raises(UsageError) as caught:
        next(watcher)
    assert "--poll" in caught.value.hint
