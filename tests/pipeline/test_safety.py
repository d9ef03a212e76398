"""What a build leaves when it is killed, when the disk is full, and when it may not write."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from briefgen.editions.archive import Archive
from briefgen.errors import OutputError
from briefgen.pipeline import Builder

KILLS = 200
NURSERY = """
import os
import sys
from pathlib import Path
from briefgen.pipeline import Builder

project = Path(sys.argv[1])
source = project / "seeds" / "wheat.txt"
words = source.read_text(encoding="utf-8")


def build(figure):
    source.write_text(words.replace("300", figure), encoding="utf-8")
    Builder(project, formats=["md", "json"]).build()


build("1000")
for line in sys.stdin:
    child = os.fork()
    if not child:
        build(line.strip())
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def nursery(project, root):
    """Starts builds in processes of their own, quickly: each is a copy of one that has everything loaded."""
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as process:

        def start(figure):
            process.stdin.write(f"{figure}\n")
            process.stdin.flush()
            return int(process.stdout.readline()), lambda: int(process.stdout.readline())

        yield start


def whole(output):
    """The number of the edition that the folder shows, which must be all of one edition."""
    archive = Archive(output)
    manifest = archive.manifest((output / "newest").resolve().name)
    for file in manifest.files:
        shown = output if (output / file.name).exists() else output / "newest"
        assert (shown / file.name).read_bytes() == archive.read(manifest, file.name)
    sections = json.loads((output / "newest" / "wheat-sections.json").read_bytes())
    assert sections["edition"] == manifest.number
    assert not (output / "wheat-sections.json").exists()
    brief = json.loads((output / "wheat.json").read_bytes())["brief"]
    assert brief["edition"] == manifest.number
    assert f"Edition {manifest.number} " in (output / "wheat.md").read_text(encoding="utf-8")
    return manifest.number


def duration(nursery, figure):
    """How long a build takes that is not killed, in seconds."""
    start = time.monotonic()
    _, ended = nursery(figure)
    assert ended() == 0
    return time.monotonic() - start


def test_killed_at_any_moment_a_build_leaves_the_last_good_edition_and_the_next_works(project, nursery):
    chance = random.Random(20240510)  # noqa: S311 -- no secret
    usual = min(duration(nursery, 1001 + n) for n in range(4))
    last = whole(project / "output")
    killed = 0
    for n in range(KILLS):
        child, ended = nursery(3000 + n)
        time.sleep(chance.uniform(0, usual))
        with contextlib.suppress(ProcessLookupError):  # it was quicker
            os.kill(child, signal.SIGKILL)
        killed += ended() == -signal.SIGKILL
        number = whole(project / "output")
        assert last <= number <= last + 1
        last = number
    assert killed > KILLS / 4
    _, ended = nursery(9999)
    assert ended() == 0
    assert "9999" in (project / "output/wheat.md").read_text(encoding="utf-8")
    assert whole(project / "output") >= last
    assert not list((project / "output").rglob(".briefgen-*"))


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 400 kB: a real file system that is soon full."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if os.geteuid() != 0 or not (mount and umount):
        pytest.skip("only root may mount a small disk")
    subprocess.run([mount, "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run([umount, str(folder)], check=True)


def test_a_full_disk_is_reported_and_the_last_good_edition_stays(project, small_disk, edit):
    output = small_disk / "output"
    Builder(project, output=output, formats=["md"]).build()
    before = everything(output)
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"x" * 4096)
            file.flush()
    edit(project / "seeds/wheat.txt", "300", "310")
    with pytest.raises(OutputError, match="No space left on device") as caught:
        Builder(project, output=output, formats=["md"]).build()
    assert "--output" in caught.value.hint
    assert everything(output) == before
    filler.unlink()
    assert Builder(project, output=output, formats=["md"]).build().number == 2


def test_where_the_disk_of_the_cache_is_full_the_edition_is_published_all_the_same(
    project, small_disk, tmp_path
):
    inside = small_disk / "project"
    shutil.copytree(project, inside)
    with contextlib.suppress(OSError), (small_disk / "filler").open("wb") as file:
        while True:
            file.write(b"x" * 4096)
            file.flush()
    result = Builder(inside, output=tmp_path / "elsewhere", formats=["md"]).build()
    assert result.published == "edition"
    assert len(result.remarks) == 1
    assert "cannot be used" in result.remarks[0]


@pytest.mark.parametrize(
    "harm",
    [
        lambda path: path.write_bytes(b"\0" * 9000),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_text("a letter"),
    ],
)
def test_a_spoiled_cache_costs_a_remark_and_time(project, harm):
    Builder(project, formats=["md"]).build()
    before = everything(project / "output")
    harm(project / ".briefgen/cache.sqlite3")
    result = Builder(project, formats=["md"]).build()
    assert (result.number, result.published) == (1, "nothing")
    assert ["set aside" in line for line in result.remarks] == [True]
    assert everything(project / "output") == before
    assert Builder(project, formats=["md"]).build().remarks == ()


def test_an_output_folder_that_may_not_be_written_is_reported(project, tmp_path):
    (tmp_path / "output").write_text("a file")
    with pytest.raises(OutputError, match="cannot be written"):
        Builder(project, output=tmp_path / "output", formats=["md"]).build()
