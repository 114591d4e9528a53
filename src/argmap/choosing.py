"""Which findings `validate` tells: what settings, options and a baseline have decided."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import click

from argmap import api
from argmap.baseline import Baseline, read_baseline
from argmap.catalogue import CATALOGUE
from argmap.console import complain, say
from argmap.errors import ArgmapError
from argmap.findings import Severity
from argmap.output import write
from argmap.rules.nearest import Known
from argmap.settingsfile import find_settings
from argmap.settled import STREAM
from argmap.text import counted, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.baseline import Trace
    from argmap.model import ArgumentMap
    from argmap.settings import Settings


class Choice(NamedTuple):
    """Which findings are told, as far as the command says so.

    Attributes:
        select, ignore: See `Settings.with_options`.
        baseline: The file with findings that are not told again, or None.
        tighten: Whether what fits nothing any more is taken out of it.
        record: The file that becomes a baseline of all that is found now, or None.
        sources: Files with the texts of sources, by their ids.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: str | None = None
    tighten: bool = False
    record: str | None = None
    sources: Mapping[str, str] = MappingProxyType({})

    def settings(self, path: str) -> Settings:
        """Returns which rules are told of a map, and how much each weighs.

        Args:
            path: The map's file; `-` is standard input.

        Raises:
            ArgmapError: If the file with its settings cannot be read or used.
        """
        return find_settings(path).with_options(self.select or None, self.ignore)

    def refuse_what_cannot_be(self, paths: tuple[str, ...]) -> None:
        """Stops at options that do not go together.

        Raises:
            click.UsageError: With what to do about it.
        """
        if self.tighten and self.baseline is None:
            raise click.UsageError("--tighten is for a baseline: add --baseline FILE.")
        if self.baseline is not None and self.record is not None:
            raise click.UsageError(
                "--write-baseline records all that is found, so --baseline has no effect: leave it "
                "out, or take --tighten to shorten a baseline."
            )
        for file in (self.baseline, self.record):
            if file in ("", STREAM):
                raise click.UsageError("a baseline is a file: its paths begin in its folder.")
            if file is not None and file in paths:
                raise click.UsageError(f"'{shown(file)}' is a map, and cannot be its own baseline.")
            if file is not None and STREAM in paths:
                raise click.UsageError(
                    "a baseline knows maps by their names: standard input (-) has none."
                )

    def refuse_as_report(self, output: str) -> None:
        """Stops where a report would take the place of the baseline.

        Raises:
            click.UsageError: If it would.
        """
        for file in (self.baseline, self.record):
            if file is not None and os.path.realpath(file) == os.path.realpath(output):
                raise click.UsageError(
                    f"'{shown(output)}' is the baseline; the report would overwrite it."
                )


class Chooser:
    """Checks maps as a choice says, and keeps the baseline in the meantime."""

    def __init__(self, choice: Choice, paths: tuple[str, ...]) -> None:
        """Reads the baseline, if there is to be one.

        Raises:
            click.UsageError: If options do not go together.
            ArgmapError: If the baseline cannot be read.
        """
        choice.refuse_what_cannot_be(paths)
        self._choice = choice
        self._baseline = read_baseline(choice.baseline) if choice.baseline else None
        self._obsolete = 0
        self._hidden = 0
        self._whole = True
        if choice.record is not None:
            self._baseline = _recorded_before(choice.record)

    @property
    def remembers(self) -> bool:
        """Whether what is found in one map counts for what is told in the end."""
        return self._baseline is not None

    def validate(self, path: str) -> api.Validation:
        """Checks one map.

        Raises:
            ArgmapError: If it, or its settings, cannot be read or used.
        """
        try:
            return self._validate(path)
        except ArgmapError:
            self._whole = False
            raise

    def _validate(self, path: str) -> api.Validation:
        choice, baseline = self._choice, self._baseline
        settings = choice.settings(path)
        if baseline is None:
            return api.validate(path, settings, sources=choice.sources)
        kept = _not_told(baseline.of(path), settings)
        if choice.record is not None:
            found = api.validate(path, settings, sources=choice.sources).traces
            self._baseline = baseline = baseline.with_map(path, [*found, *kept.elements()])
        settings = replace(settings, baseline=baseline)
        result = api.validate(path, settings, sources=choice.sources)
        self._hidden += len(result.hidden)
        if any(CATALOGUE[found.code].severity is Severity.ERROR for found in result.findings):
            self._whole = False  # rules that cannot judge a broken map keep silent
        else:
            left = Counter(result.hidden) + kept
            self._obsolete += (baseline.of(path) - left).total()
            if choice.tighten:
                self._baseline = baseline.with_map(path, left.elements())
        return result

    def conclude(self) -> None:
        """Writes the baseline, if it is to be written, and tells what it did.

        Raises:
            ArgmapError: If it cannot be written.
        """
        choice, baseline = self._choice, self._baseline
        if baseline is None:
            return
        if choice.record is not None:
            self._record(choice.record, baseline)
            return
        gone = baseline.gone()
        obsolete = self._obsolete + sum(baseline.entries[path].total() for path in gone)
        name = shown(choice.baseline or "")
        if self._hidden:
            say(f"{name} hides {counted(self._hidden, 'finding')}")
        if obsolete and choice.tighten:
            tight = baseline.without_maps(gone)
            write(choice.baseline or "", tight.text())
            say(f"wrote {name}: {counted(obsolete, 'entry')} fewer, {len(tight):,} left")
        elif obsolete:
            fit, them = ("fits", "it") if obsolete == 1 else ("fit", "them")
            entries = f"{counted(obsolete, 'entry')} of {name}"
            say(f"{entries} {fit} nothing any more: --tighten takes {them} out")

    def _record(self, path: str, baseline: Baseline) -> None:
        """Writes a baseline of what was found, unless that is not all there is to find."""
        if not self._whole:
            complain(
                f"{path} was not written: it takes maps that can be read and have no errors, "
                "which no baseline holds"
            )
            return
        kept = baseline.without_maps(baseline.gone())
        write(path, kept.text())
        say(f"wrote {shown(path)}: it holds {counted(len(kept), 'finding')}")


def refuse_unknown_sources(sources: Mapping[str, str], maps: Sequence[ArgumentMap | None]) -> None:
    """Stops at a file for a source that none of the maps has, if all could be read.

    Raises:
        click.UsageError: With the id that may be meant.
    """
    known = [source for one in maps if one is not None for source in one.sources]
    for source in sources:
        if source in known or None in maps:
            continue
        nearest = Known(known).nearest(source)
        hint = f": did you mean `{nearest}`?" if nearest else "."
        raise click.UsageError(f"--source: no source has the id `{shown(source)}`{hint}")


def _recorded_before(path: str) -> Baseline:
    """Returns the baseline that is to be written anew: maps that are not checked stay in it."""
    return read_baseline(path) if os.path.lexists(path) else Baseline.beside(path)


def _not_told(known: Counter[Trace], settings: Settings) -> Counter[Trace]:
    """Returns the traces of rules that settings leave out: whether they fit was not looked at."""
    return Counter(
        {
            trace: count
            for trace, count in known.items()
            if trace.code in CATALOGUE and settings.applied(CATALOGUE[trace.code]) is None
        }
    )
