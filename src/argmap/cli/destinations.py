"""Destinations of pictures and pages: `-o`, `out/`, and what must not be overwritten."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import click

from argmap.drawing.picture import Picture
from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen
from argmap.files.find import MapFile, ledger_path
from argmap.files.read import STREAM, stem
from argmap.text import shown

FileFormat = Literal["svg", "png", "pdf", "dot"]
DEFAULT_FOLDER = "out"
PAGE_SUFFIXES = {".htm", ".html"}
OTHER_SUFFIXES = {".gif", ".jpeg", ".jpg", ".webp", ".yaml", ".yml", *PAGE_SUFFIXES}
SUFFIXES = {"svg": {".svg"}, "png": {".png"}, "pdf": {".pdf"}, "dot": {".dot", ".gv"}}


class Series(NamedTuple):
    """Where the pictures of a map go that it is split into.

    Attributes:
        start: What their names begin with: the folder and the map's name.
        end: What they end with.
        others: What the pictures of other maps begin with, where that begins with this `start`.
        maps: Real paths of maps that could have the name of a picture.
    """

    start: str
    end: str
    others: tuple[str, ...] = ()
    maps: frozenset[str] = frozenset()

    def target(self, *parts: str) -> str:
        """Return the file of one picture, by what its name says of it."""
        return f"{self.start}-{'-'.join(parts)}{self.end}"

    def refuse_clashes(self, targets: Sequence[str]) -> None:
        """Stop where a picture of this map could be one of another, or would overwrite a map.

        Raises:
            ArgmapError: If it would.
        """
        for target in targets:
            if any(target.casefold().startswith(f"{one}-") for one in self.others):
                raise ArgmapError(
                    f"{shown(target)} could be a picture of another of these maps: draw them one "
                    "by one, each with its own -o"
                )
            if _identity(target) in self.maps:
                raise ArgmapError(f"{shown(target)} is a map; a picture would overwrite it")


class Job(NamedTuple):
    """One map to draw.

    Attributes:
        source: The map's file; `-` is standard input.
        target: The picture's file, or that of the first one; `-` is standard output.
        folder: The folder to make first where it is missing, or None.
        chosen: What of the picture's name argmap chose; None for nothing.
        series: Where all pictures go, if the map is split; None for a single one.
    """

    source: str
    target: str
    folder: str | None = None
    chosen: Chosen | None = None
    series: Series | None = None


def plan(
    sources: Sequence[MapFile],
    output: str | None,
    size: int | str = Picture.width,
    form: FileFormat | Literal["html"] = "svg",
    kinds: Sequence[str] = (),
    *,
    split: bool = False,
) -> list[Job]:
    """Return a job for each map.

    Args:
        sources: The maps; the pictures of those below a folder go to folders of the same names.
        output: What the user asked for: a file, a folder, `-`, or None.
        size: The pictures' width in CSS px, or the name of their paper; it is in a chosen name
            unless it is the usual width.
        form: The format of the files, and the suffix of a chosen name.
        kinds: What sets the pictures apart from the one for the article, such as `review`: a
            chosen name says so, and that one stays as it is.
        split: Whether each map makes several pictures, for which `-o` can only be a folder.

    Raises:
        click.UsageError: If two pictures would go to one place, or a picture to a place that
            is not for one.
    """
    ends = [*kinds, *[str(size)] * (size != Picture.width)]
    end = "".join(f"-{part}" for part in ends) + f".{form}"
    if split:
        _refuse_one_file(sources, output)
        jobs = _with_series([_job(source, output, form, end) for source in sources], end, form)
    else:
        jobs = [_job(source, output, form, end) for source in sources]
    _refuse_clashes(jobs)
    return jobs


def _refuse_one_file(sources: Sequence[MapFile], output: str | None) -> None:
    """Stop where the pictures of a split map would have no folder."""
    if output == STREAM or (output is None and any(one.path == STREAM for one in sources)):
        raise click.UsageError(
            "--split writes several pictures, and standard output holds one: give -o a folder."
        )
    if output is not None and not _is_folder(output):
        raise click.UsageError(
            f"--split writes several pictures: '{shown(output)}' should be a folder for them "
            "(one that exists, or a name that ends in /)."
        )


def _with_series(jobs: list[Job], end: str, form: str) -> list[Job]:
    """Return the jobs of split maps; each knows which others its pictures could be taken for."""
    starts = sorted(job.target.removesuffix(end).casefold() for job in jobs)
    maps = frozenset(
        _identity(job.source) for job in jobs if Path(job.source).suffix.lower() == f".{form}"
    )
    found = []
    for job in jobs:
        start = job.target.removesuffix(end)
        longer = f"{start}-".casefold()
        first, last = bisect_left(starts, longer), bisect_left(starts, f"{longer}\U0010ffff")
        series = Series(start, end, tuple(starts[first:last]), maps)
        found.append(job._replace(target=series.target("overview"), series=series))
    return found


def _job(found: MapFile, output: str | None, kind: str, end: str) -> Job:
    """Return where one map's picture goes; `end` stands behind the map's name in a chosen one."""
    source = found.path
    if output == STREAM or (output is None and source == STREAM):
        return Job(source, STREAM)
    if output is not None and not _is_folder(output):
        _refuse_suffix(output, kind)
        return Job(source, output)
    folder = os.path.join(output or DEFAULT_FOLDER, found.below)  # noqa: PTH118 -- as written
    target = os.path.join(folder, stem(source) + end)  # noqa: PTH118
    return Job(source, target, folder, Chosen(output or os.curdir))


def _is_folder(output: str) -> bool:
    """Return whether the user means a folder: it is one, or its name ends like one."""
    return output.endswith(("/", os.sep)) or os.path.isdir(output)  # noqa: PTH112


def _refuse_suffix(output: str, kind: str) -> None:
    """Stop where the file's name promises something other than what is written."""
    if not output:
        raise click.UsageError("the name after -o is empty.")
    suffix = Path(output).suffix
    own = f"name it '{shown(Path(output).stem)}.{kind}'"
    for other, suffixes in SUFFIXES.items():
        if suffix.lower() in suffixes and other != kind:
            instead = f"say --format {other}" if kind in SUFFIXES else "take argmap render"
            raise click.UsageError(f"'{shown(output)}' ends in {suffix}: {own}, or {instead}.")
    if suffix.lower() in OTHER_SUFFIXES - (PAGE_SUFFIXES if kind == "html" else set()):
        raise click.UsageError(
            f"argmap writes {kind.upper()}, and '{shown(output)}' ends in {suffix}: {own}."
        )


def _refuse_clashes(jobs: list[Job]) -> None:
    """Stop where a picture would overwrite another one or a map."""
    maps = {_identity(job.source): job.source for job in jobs if job.source != STREAM}
    taken: dict[str, Job] = {}
    for job in jobs:
        place = STREAM if job.target == STREAM else _identity(job.target)
        if place in maps:
            raise click.UsageError(f"'{shown(job.target)}' is a map; a picture would overwrite it.")
        if place in taken:
            target = "standard output" if job.target == STREAM else f"'{shown(job.target)}'"
            raise click.UsageError(
                f"'{shown(taken[place].source)}' and '{shown(job.source)}' would both be written "
                f"to {target}: render them one by one, each with its own -o, "
                f"or give -o a folder (one that exists, or a name that ends in /) if their names "
                f"differ."
            )
        taken[place] = job


def refuse_to_overwrite(sources: tuple[str, ...], output: str, what: str) -> None:
    """Refuse to overwrite a map or a ledger, and an empty name.

    Args:
        sources: The maps' files; `-` is standard input.
        output: The file that the user asked for, or `-`.
        what: The user's word for what is written, such as `the report`.

    Raises:
        click.UsageError: If it would.
    """
    if not output:
        raise click.UsageError("the name after -o is empty.")
    if output == STREAM:
        return
    files = [source for source in sources if source != STREAM]
    for kind, names in (("a map", files), ("a ledger", map(ledger_path, files))):
        if _identity(output) in map(_identity, names):
            raise click.UsageError(f"'{shown(output)}' is {kind}; {what} would overwrite it.")


def _identity(path: str) -> str:
    """Return the same text for the same file, however it is named."""
    return os.path.normcase(os.path.realpath(path))
