"""Publish all maps of a folder as a site: an index, a page for each, sources, search, a feed."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from argmap.checking import Validation
from argmap.drawing.theme import Theme
from argmap.errors import ArgmapError
from argmap.files.bounds import Chosen
from argmap.files.find import MapFile
from argmap.files.names import file_part
from argmap.files.write import make_folder
from argmap.publishing.drawing import PageDrawer, PageOutcome, PageState, Task, release
from argmap.publishing.manifest import Manifest, digest
from argmap.publishing.pages import ALWAYS, FEED, MapPage, Pages
from argmap.text import shown

FOLDERS: Final = ("maps", "sources", "search")


@dataclass(frozen=True, slots=True)
class Site:
    """A site that was written.

    Attributes:
        pages: The pages in the site's folder, by the names of their maps below the maps' folder.
        written: The files that were not there as they are now, by their names in the site's
            folder.
        removed: The pages of what is gone, which were removed.
        changed: Such pages that somebody has changed, which stay.
        wrong: The validations of the maps with errors, by their names.
        failed: Why maps could not be read, by their names.
    """

    pages: Mapping[str, str]
    written: Sequence[str]
    removed: Sequence[str] = ()
    changed: Sequence[str] = ()
    wrong: Mapping[str, Validation] = field(default_factory=dict)
    failed: Mapping[str, str] = field(default_factory=dict)


class Publisher:
    """Writes one site: `begin`, then `take` what `drawer` makes of each task, then `finish`.

    Attributes:
        drawer: Writes the pages of single maps.
    """

    def __init__(self, folder: str, theme: Theme, title: str | None) -> None:
        """Prepare a site.

        Args:
            folder: The site's folder.
            theme: The colours and words.
            title: The title; None for the usual one.

        Raises:
            ArgmapError: If Jinja2 is not installed.
        """
        self.folder = folder
        self._pages = Pages(theme, title)
        made = digest(f"{release()}\n{theme!r}\n{title!r}")
        self.drawer = PageDrawer(folder, theme, title, made)
        self._outcomes: dict[str, tuple[Task, PageOutcome]] = {}

    def begin(self, sources: Sequence[MapFile]) -> list[Task]:
        """Make the folders, and return what is to be drawn.

        Args:
            sources: The maps of one folder.

        Raises:
            ArgmapError: If the folder holds files by the names of a site's that are not argmap's,
                or cannot be written to.
        """
        make_folder(self.folder)
        self._manifest = manifest = Manifest(self.folder)
        tasks: list[Task] = []
        taken: dict[str, str] = {}
        for source in sources:
            name = _name(source)
            page = _page(name)
            if page in taken:
                raise ArgmapError(
                    f"the pages of {shown(taken[page])} and {shown(source.path)} would both be "
                    f"{shown(page)}: give one of them another name"
                )
            taken[page] = source.path
            known = manifest.known.get(name)
            if known is not None and not manifest.is_as_written(page):
                known = None
            tasks.append(Task(source.path, name, manifest.path(page), known))
        names = [*ALWAYS, FEED, *taken]
        manifest.refuse_foreign(names)
        for folder in FOLDERS:
            manifest.refuse_link(folder)
            make_folder(manifest.path(folder), Chosen(self.folder))
        if not manifest.files.keys() >= {*names} - {FEED}:
            manifest.files = dict.fromkeys(names, "") | manifest.files
            manifest.save()
        return tasks

    def take(self, task: Task, outcome: PageOutcome) -> None:
        """Note what became of a map."""
        self._outcomes[task.name] = (task, outcome)
        if outcome.known is not None:
            self._manifest.known[task.name] = outcome.known
            self._manifest.files[_page(task.name)] = outcome.known.page
        else:
            self._manifest.known.pop(task.name, None)

    def save(self) -> None:
        """Note on the disk what was done so far.

        Raises:
            ArgmapError: If that fails.
        """
        self._manifest.save()

    def finish(self, *, complete: bool = True) -> Site:
        """Write what is about all maps, and remove the pages of those that are gone.

        Args:
            complete: Whether all maps were found; else no page is removed.

        Raises:
            ArgmapError: If a file cannot be written.
        """
        manifest, outcomes = self._manifest, self._outcomes
        gone = [name for name in manifest.known if name not in outcomes] if complete else []
        for name in gone:
            del manifest.known[name]
        pages = {name: _page(name) for name in sorted(manifest.known)}
        maps = [MapPage(name, page, manifest.known[name].entry) for name, page in pages.items()]
        written = [
            _page(task.name)
            for task, outcome in outcomes.values()
            if outcome.state is PageState.WRITTEN
        ]
        keep = set(pages.values())
        for name, content in self._pages.files(maps):
            keep.add(name)
            manifest.refuse_foreign([name])
            if manifest.write(name, content):
                written.append(name)
        removed, changed = manifest.remove(keep)
        manifest.save()
        return Site(
            pages,
            written,
            removed,
            changed,
            {name: one.result for name, (_, one) in outcomes.items() if one.result is not None},
            {name: one.problem for name, (_, one) in outcomes.items() if one.problem},
        )


def _name(source: MapFile) -> str:
    """Return a map's name below the folder of all maps, with slashes on every system."""
    return posixpath.join(*Path(source.below).parts, os.path.basename(source.path))  # noqa: PTH119


def _page(name: str) -> str:
    """Return the name of a map's page in the site's folder."""
    return f"maps/{file_part(name.removesuffix('.yaml'))}.html"
