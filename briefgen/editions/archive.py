"""The archive of editions in the output folder, and the links that show the newest.

::

    output/editions/3/      an edition: manifest.json and all its files, never written again
    output/editions/3.1/    the same facts and words, set anew ("reissued")
    output/newest           a link to the one that is shown
    output/SLUG.pdf         a link through it, one for each file

An edition's folder is written under a temporary name and renamed when it is whole. Then the link ``newest``
is replaced, in one step of the file system: whoever reads through the links sees all of the old edition, or
all of the new.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from briefgen import places
from briefgen.editions.datafile import Contents
from briefgen.editions.volume import Volume, damaged
from briefgen.errors import OutputError
from briefgen.files import write_whole
from briefgen.models import Manifest
from briefgen.waiting import WaitingFile

__all__ = ["NEWEST", "Archive", "Damage"]

MANIFEST = "manifest.json"
NEWEST = "newest"
SET_ASIDE = ".set-aside"
_NAME = re.compile(r"[1-9]\d*(?:\.[1-9]\d*)?")
_STAGED = ".briefgen-"
_CHANGED = "was changed since it was published"
_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS})
"""What file systems answer that have no symbolic links."""


class Damage(NamedTuple):
    """A file of an edition that is not as it was published.

    Attributes:
        edition: the name of its folder: "3", or "3.1" for a reissue.
        file: its name there.
        why: what is wrong with it, in a few words.
    """

    edition: str
    file: str
    why: str


class Archive:
    """The editions of an output folder.

    Args:
        output: the folder; it need not exist.
    """

    def __init__(self, output: Path) -> None:
        self.output = output
        self._editions = output / places.EDITIONS

    def manifests(self) -> tuple[Manifest, ...]:
        """Of every edition and reissue, in the order in which they were made.

        Raises:
            OutputError: a manifest is missing or damaged.
        """
        return tuple(map(self.manifest, self._names()))

    def newest(self) -> Manifest | None:
        """The manifest of the newest edition or reissue, or none.

        Raises:
            OutputError: it is missing or damaged.
        """
        names = self._names()
        return self.manifest(names[-1]) if names else None

    def manifest(self, name: str) -> Manifest:
        """The manifest in the folder of this name.

        Raises:
            OutputError: it is missing or damaged.
        """
        path = self._editions / name / MANIFEST
        try:
            return Manifest.model_validate_json(path.read_bytes())
        except OSError as error:
            raise damaged(path, error.strerror or str(error)) from error
        except ValidationError as error:
            raise damaged(path, "is no manifest") from error

    def read(self, manifest: Manifest, name: str) -> bytes:
        """A file of an edition.

        Raises:
            OutputError: it cannot be read, or its bytes are no longer those of the manifest.
        """
        path = self._editions / manifest.name / name
        try:
            data = path.read_bytes()
        except OSError as error:
            raise damaged(path, error.strerror or str(error)) from error
        if hashlib.sha256(data).hexdigest() != manifest.sha256_of(name):
            raise damaged(path, _CHANGED)
        return data

    def volume(self, manifest: Manifest, contents: Contents | None = None) -> Volume:
        """The data of an edition, of which the facts stay in the file.

        Args:
            manifest: of the edition.
            contents: of its data file as it was published, if they are known. Then little of it is read, and
                whoever asks for the volume is to `verify` it before anything is published.

        Raises:
            OutputError: its JSON cannot be read, or its bytes are no longer those of the manifest.
        """
        path = self._editions / manifest.name / manifest.data
        if contents is None:
            self.verify(manifest)
        try:
            return Volume.read(path, contents)
        except OSError as error:
            raise damaged(path, error.strerror or str(error)) from error
        except ValueError as error:
            self.verify(manifest)
            raise damaged(path, "is no edition") from error

    def path_of_data(self, manifest: Manifest) -> Path:
        """Where the data file of an edition stands."""
        return self._editions / manifest.name / manifest.data

    def verify(self, manifest: Manifest) -> None:
        """Make sure that the data file of an edition is as it was published.

        Raises:
            OutputError: it cannot be read, or its bytes are no longer those of the manifest.
        """
        path = self.path_of_data(manifest)
        why = _why_not_as_published(path, manifest.sha256_of(manifest.data))
        if why is not None:
            raise damaged(path, why)

    def waiting_file(self) -> WaitingFile:
        """A file that waits to be published; what is left of it when a build is killed, `tidy` removes."""
        return WaitingFile(self._editions, _STAGED)

    def publish(self, manifest: Manifest, files: Mapping[str, bytes | WaitingFile]) -> None:
        """Add an edition; it is there whole or not at all.

        Raises:
            OutputError: the folder cannot be written; what stood there is unchanged.
        """
        with _reported(self.output):
            self._editions.mkdir(parents=True, exist_ok=True)
            self._refuse_to_replace(self._editions / manifest.name)
            staged = Path(tempfile.mkdtemp(prefix=_STAGED, dir=self._editions))
            try:
                for name, data in {**files, MANIFEST: _dump(manifest)}.items():
                    _put(data, staged / name)
                staged.chmod(0o755)
                staged.rename(self._editions / manifest.name)
            except BaseException:
                shutil.rmtree(staged, ignore_errors=True)
                raise

    def _refuse_to_replace(self, folder: Path) -> None:
        """A folder of that name without a manifest is what is left of an edition, or somebody's own."""
        if os.path.lexists(folder):
            raise OutputError(
                f"{folder}: is in the way of the next edition: it has no {MANIFEST}",
                hint=f"put its {MANIFEST} back, or move the folder elsewhere",
            )

    def show(self, manifest: Manifest, names: Sequence[str]) -> None:
        """Make the output folder show those files of an edition, and no longer those of another.

        Raises:
            OutputError: the folder cannot be written.
        """
        with _reported(self.output):
            try:
                self._link(manifest, names)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                self._copy(manifest, names)

    def missing(self, manifest: Manifest, names: Sequence[str]) -> tuple[str, ...]:
        """Those of an edition's files that the output folder does not show as they are."""
        return tuple(name for name in names if not self._shows(manifest, name))

    def foreign(self, names: Sequence[str]) -> tuple[str, ...]:
        """Those of the names under which the output folder has a file that no edition holds."""
        plain = [name for name in names if (self.output / name).is_file() and not _target(self.output / name)]
        if not plain:
            return ()  # the usual case: no need to read the manifests of years
        known = {file.sha256 for manifest in self.manifests() for file in manifest.files}
        return tuple(name for name in plain if _sha256(self.output / name) not in known)

    def set_aside(self, names: Sequence[str]) -> None:
        """Keep foreign files under other names: ``NAME.set-aside``, or with a number where there is one.

        Raises:
            OutputError: the folder cannot be written.
        """
        with _reported(self.output):
            for name in names:
                path = self.output / f"{name}{SET_ASIDE}"
                numbered = (self.output / f"{name}{SET_ASIDE}-{n}" for n in count(2))
                while os.path.lexists(path):
                    path = next(numbered)
                (self.output / name).rename(path)

    def has(self, name: str) -> bool:
        """Whether the output folder shows a file of this name."""
        return os.path.lexists(self.output / name)

    def tidy(self) -> None:
        """Remove what an interrupted build left behind; to be called by the only build at work."""
        for folder in (self.output, self._editions):
            for path in folder.glob(f"{_STAGED}*") if folder.is_dir() else ():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        path.unlink()

    def damage(self) -> Iterator[Damage]:
        """What is missing, or no longer what was published; what a manifest does not name is none of ours."""
        names = self._names()
        due = _order(names[-1])[0] + 1 if names else 1
        # Of folders without a manifest, those are ours that stand where an edition is or is to be.
        for name in (name for name in self._numbered() if name in names or _order(name)[0] <= due):
            try:
                manifest = self.manifest(name)
            except OutputError as error:
                yield Damage(
                    name, MANIFEST, error.message.removeprefix(f"{self._editions / name / MANIFEST}: ")
                )
                continue
            for file in manifest.files:
                why = _why_not_as_published(self._editions / name / file.name, file.sha256)
                if why is not None:
                    yield Damage(name, file.name, why)

    def _names(self) -> list[str]:
        """The folders' names, in the order in which the editions were made."""
        # A folder with a number for its name and nothing of an edition in it is somebody else's.
        return [name for name in self._numbered() if os.path.lexists(self._editions / name / MANIFEST)]

    def _numbered(self) -> list[str]:
        """The names of all folders that are called as an edition is, in order."""
        folders = list(self._editions.iterdir()) if self._editions.is_dir() else []
        return sorted((path.name for path in folders if _NAME.fullmatch(path.name)), key=_order)

    def _shows(self, manifest: Manifest, name: str) -> bool:
        path, target = self.output / name, self._editions / manifest.name / name
        try:
            if _target(path):
                return path.resolve(strict=True) == target.resolve(strict=True)
            return path.read_bytes() == target.read_bytes()
        except OSError:
            return False

    def _link(self, manifest: Manifest, names: Sequence[str]) -> None:
        """Show files through links: new names first, then all change at once, then old names go."""
        for name in names:
            self._set_link(self.output / name, f"{NEWEST}/{name}")
        self._set_link(self.output / NEWEST, f"{places.EDITIONS}/{manifest.name}")
        for path in self.output.iterdir():
            if _target(path).startswith(f"{NEWEST}/") and path.name not in names:
                path.unlink()

    def _set_link(self, path: Path, target: str) -> None:
        if _target(path) == target:
            return
        staged = path.with_name(f"{_STAGED}{os.getpid()}-{path.name}")
        staged.unlink(missing_ok=True)
        staged.symlink_to(target)
        try:
            staged.replace(path)
        except BaseException:
            staged.unlink(missing_ok=True)
            raise

    def _copy(self, manifest: Manifest, names: Sequence[str]) -> None:
        """Show files as copies, where the file system has no links: each changes at once, one by one."""
        for name in names:
            data = (self._editions / manifest.name / name).read_bytes()
            staged = self.output / f"{_STAGED}{os.getpid()}-{name}"
            write_whole(staged, data)
            staged.replace(self.output / name)


@contextlib.contextmanager
def _reported(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"{output}: cannot be written ({error.strerror or error})",
            hint="check the folder's permissions and the space on the disk, or choose another with --output",
        ) from error


def _put(data: bytes | WaitingFile, path: Path) -> None:
    if isinstance(data, WaitingFile):
        data.put(path, mode=0o444)
    else:
        write_whole(path, data, mode=0o444)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _why_not_as_published(path: Path, expected: str) -> str | None:
    try:
        digest = _sha256(path)
    except OSError as error:
        return error.strerror or str(error)
    return None if digest == expected else _CHANGED


def _target(path: Path) -> str:
    """Where a link leads; empty for what is no link."""
    return str(path.readlink()) if path.is_symlink() else ""


def _dump(manifest: Manifest) -> bytes:
    return (manifest.model_dump_json(indent=2) + "\n").encode()


def _order(name: str) -> tuple[int, int]:
    number, _, issue = name.partition(".")
    return int(number), int(issue or 0)
