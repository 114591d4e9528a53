"""Ask git: a file at a revision (`REV:path`), the revisions that changed it, what is tracked.

A repository may be a stranger's, unpacked from an archive with its `.git`: git is asked in a way
that starts no program which its files or its settings name, and fetches nothing.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from typing import NamedTuple

from argmap.errors import ArgmapError
from argmap.files import MAX_BYTES
from argmap.text import why_unreadable

_PATIENCE = 20  # seconds; git takes milliseconds
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_FROM_HERE = re.compile(r":(?P<path>\.\.?/.*)$", re.DOTALL)
_NO_REPOSITORY = "the folder is in no git repository"

_SETTINGS = (
    "core.fsmonitor=",  # empty: before git 2.36, `false` would be the name of a program
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",  # git 2.38; older ones leave it out: see `_repository`
)
"""Settings that take the place of those of a repository which name programs."""

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",  # messages here quote git's in English
    "LANGUAGE": "C",
}


def is_revision(name: str, *, windows: bool = os.name == "nt") -> bool:
    """Return whether a name means a file at a revision: it has a colon, and no file is called so.

    Args:
        name: As the user wrote it.
        windows: Whether a letter and a colon may be a drive.
    """
    if ":" not in name or os.path.lexists(name):
        return False
    return not (windows and _DRIVE.match(name))


def changed_in(folder: str, name: str, most: int) -> tuple[str, ...]:
    """Return the revisions in which a file was changed, the newest first.

    There are none where there is no git, no repository or no history.

    Args:
        folder: The file's folder.
        name: Its name there.
        most: Revisions that are returned at most.
    """
    repository = _repository(folder)
    if repository is None:
        return ()
    inside = posixpath.join(repository.prefix, name)
    options = ["--format=%H", f"--max-count={most}", "--no-show-signature"]
    said = repository.ask("log", *options, "--no-ext-diff", "--no-textconv", "--", inside)
    return tuple(said.decode("ascii", "replace").split()) if said is not None else ()


def work_tree(folder: str) -> str | None:
    """Return the real path of the nearest folder with a `.git`: a folder, or one above it.

    Args:
        folder: The folder; empty for the present one.
    """
    top = os.path.realpath(folder or os.curdir)
    while not os.path.lexists(os.path.join(top, ".git")):  # noqa: PTH118 -- as git has them
        parent = os.path.dirname(top)  # noqa: PTH120
        if parent == top:
            return None
        top = parent
    return top


def is_tracked(path: str) -> bool:
    """Return whether the repository that a file is in tracks it; also where git cannot tell.

    Args:
        path: The file, in a folder that is no link.
    """
    folder, name = os.path.split(path)
    repository = _repository(folder)
    if repository is None:
        return True
    inside = posixpath.join(repository.prefix, name)
    return repository.ask("ls-files", "-z", "--cached", "--", inside) != b""


def tracked(folder: str) -> tuple[str, ...] | None:
    """Return the files in a folder and below that git knows, as they are called from there.

    Returns:
        None where there is no git or no repository.
    """
    repository = _repository(folder)
    if repository is None:
        return None
    said = repository.ask("ls-files", "-z", "--cached", "--", repository.prefix)
    if said is None:
        return None
    names = [os.fsdecode(name) for name in said.split(b"\0") if name]
    return tuple(posixpath.relpath(name, repository.prefix) for name in names)


def bytes_at(name: str, folder: str = ".", most: int = MAX_BYTES) -> bytes:
    """Return a file's bytes at a revision, up to one more than it may have.

    Args:
        name: `REV:path` as git takes it: `HEAD~1:maps/x.yaml`, or `HEAD~1:./x.yaml` from the
            present folder on; `:maps/x.yaml` is what is staged.
        folder: Git's present folder.
        most: How many it may have: as many as a map.

    Raises:
        ArgmapError: If git is missing, or knows no such revision or path.
    """
    if name.startswith("-"):  # git would take it for an option
        raise ArgmapError(f"there is no file {name}, and no revision begins with a dash")
    repository = _repository(folder)
    if repository is None:
        raise _no_such_file(name, _NO_REPOSITORY)
    try:
        process = subprocess.Popen(  # noqa: S603 -- no shell takes part in it
            [*repository.command, "cat-file", "blob", repository.full(name)],
            env=repository.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except FileNotFoundError:
        raise ArgmapError(
            f"there is no file {name}, and reading it from a revision takes git, which is not on "
            f"the search path"
        ) from None
    except (OSError, ValueError) as error:
        raise ArgmapError(f"{name!r} cannot be read: {why_unreadable(error)}") from None
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        data = process.stdout.read(most + 1)
        if len(data) > most:
            process.kill()
            return data
        complaint = process.stderr.read().decode("utf-8", "replace")
    if process.returncode:
        lines = complaint.strip().splitlines() or ["git does not say why"]
        why = lines[-1].removeprefix("fatal: ").removeprefix("error: ")
        raise _no_such_file(name, f"git says: {why}")
    return data


def _no_such_file(name: str, why: str) -> ArgmapError:
    return ArgmapError(f"there is no file {name}, nor is it one at a revision: {why}")


class _Repository(NamedTuple):
    """A repository, and how git is asked about it.

    Attributes:
        command: The beginning of every call of git.
        environment: The environment of the call.
        prefix: The path from the top of the work tree to the folder that was asked from.
    """

    command: list[str]
    environment: dict[str, str]
    prefix: str

    def full(self, name: str) -> str:
        """Return `REV:./path` with the path from the top of the work tree on."""
        relative = _FROM_HERE.search(name)
        if relative is None:
            return name
        path = posixpath.normpath(posixpath.join(self.prefix, relative["path"]))
        return f"{name[: relative.start()]}:{path}"

    def ask(self, *arguments: str) -> bytes | None:
        """Return what git prints, or None where it fails or is missing."""
        try:
            done = subprocess.run(  # noqa: S603 -- no shell takes part in it
                [*self.command, *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_PATIENCE,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
        return done.stdout if done.returncode == 0 else None


def _repository(folder: str) -> _Repository | None:
    """Return the repository that a folder is in: that of the nearest parent with a `.git`.

    git itself would take any folder on the way for a repository that has the files of one, and
    these can be committed like others. So it is not asked to look around: it runs at the top of
    the work tree and goes no further up. Where the top could be taken for a bare repository,
    there is none. git's own check of who owns a repository stays in force.
    """
    here, top = os.path.realpath(folder), work_tree(folder)
    if top is None:
        return None
    if all(os.path.lexists(os.path.join(top, name)) for name in ("HEAD", "objects", "refs")):  # noqa: PTH118
        return None
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    command = ["git", "-C", top, "--no-pager", "--literal-pathspecs", *settings]
    ceiling = {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)}  # noqa: PTH120
    prefix = os.path.relpath(here, top).replace(os.sep, "/")
    return _Repository(command, {**os.environ, **_ENVIRONMENT, **ceiling}, prefix)
