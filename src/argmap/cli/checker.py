"""Check maps for `validate`: mend them first, and keep the baseline in mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from pathlib import Path

from argmap import checking
from argmap.checking.baseline import Baseline, Trace, change_baseline, read_baseline
from argmap.checking.mend import Mended, mend
from argmap.checking.mend import write as write_mended
from argmap.checking.settings import Settings, find_settings
from argmap.cli.console import complain, put, say
from argmap.errors import ArgmapError
from argmap.files.read import STREAM, name_in_findings
from argmap.model.findings import CATALOGUE, Severity
from argmap.reading import map_bytes
from argmap.report import Case
from argmap.text import counted, listed, plural, shown


@dataclass
class Checker:
    """Check maps as the options say; read, apply and write the baseline.

    Attributes:
        select, ignore: Rules, see `Settings.with_options`.
        sources: Files with the texts of sources, by their ids.
        baseline: The file with findings that are left out, or None.
        new_baseline: The file that becomes a baseline of all that is found, or None.
        tighten: Whether entries that match nothing any more are taken out of the baseline.
    """

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    sources: Mapping[str, str]
    baseline: str | None
    new_baseline: str | None
    tighten: bool
    known: Baseline | None = field(init=False, default=None)
    _mended: dict[str, bytes] = field(init=False, default_factory=dict)
    _held: dict[str, Counter[Trace]] = field(init=False, default_factory=dict)
    _obsolete: int = field(init=False, default=0)
    _hidden: int = field(init=False, default=0)
    _whole: bool = field(init=False, default=True)

    def __post_init__(self) -> None:
        """Read the baseline; maps that are not checked stay in one that is written anew."""
        if self.baseline is not None:
            self.known = read_baseline(self.baseline)
        elif self.new_baseline is not None:
            there = Path(self.new_baseline).exists()
            self.known = (read_baseline if there else Baseline.beside)(self.new_baseline)

    def mend(self, paths: Iterable[str], *, diff: bool) -> None:
        """Mend what is sure in some maps, or show how it would be; what fails is told by `check`.

        Args:
            paths: The maps.
            diff: Whether to show the changes instead of writing them.

        Raises:
            ArgmapError: If a map cannot be written; those before it stay mended.
        """
        for path in paths:
            data = b""
            try:
                data = map_bytes(path)
                mended = mend(path, data, self._settings(path), sources=self.sources)
            except ArgmapError:
                if path == STREAM:  # it can be read only once, and comes out as it went in
                    self._mended[path] = data
                    put(b"" if diff else data)
                continue
            if diff or path == STREAM:
                self._mended[path] = mended.new
            if diff:
                put(_difference(mended, name_in_findings(path)))
            elif path == STREAM:
                put(mended.new)
            elif mended.findings:
                write_mended(path, mended)
            if mended.findings:
                said = "would mend" if diff else "mended"
                count = counted(len(mended.findings), "mistake")
                lines = listed([f"{line}" for line in mended.lines])
                on = plural(len(mended.lines), "line")
                say(f"{said} {count} in {shown(name_in_findings(path))}: {on} {lines}")

    def check(self, path: str) -> checking.Validation | ArgmapError:
        """Check one map; return the error where it, or its settings, cannot be read or used."""
        try:
            return self._check(path, self._settings(path))
        except ArgmapError as error:
            self._whole = False
            return error

    def with_settings(self, cases: Iterable[Case]) -> list[Case]:
        """Add the settings of each map that could be read."""
        return [
            case if case.trouble is not None else case._replace(settings=self._settings(case.path))
            for case in cases
        ]

    def _settings(self, path: str) -> Settings:
        return find_settings(path).with_options(self.select or None, self.ignore)

    def _check(self, path: str, settings: Settings) -> checking.Validation:
        known = self.known
        if known is None:
            return checking.validate(
                path, settings, sources=self.sources, text=self._mended.get(path)
            )
        kept = _of_rules_left_out(known.of(path), settings)
        if self.new_baseline is not None:
            found = checking.validate(
                path, settings, sources=self.sources, text=self._mended.get(path)
            ).traces
            self._held[path] = Counter(found) + kept
            self.known = known = known.with_map(path, self._held[path].elements())
        settings = replace(settings, baseline=known)
        result = checking.validate(
            path, settings, sources=self.sources, text=self._mended.get(path)
        )
        self._hidden += len(result.hidden)
        if any(CATALOGUE[found.code].severity is Severity.ERROR for found in result.findings):
            self._whole = False  # rules that cannot judge a broken map keep silent
        else:
            left = Counter(result.hidden) + kept
            self._obsolete += (known.of(path) - left).total()
            if self.tighten:
                self._held[path] = left
                self.known = known.with_map(path, left.elements())
        return result

    def conclude(self) -> None:
        """Write the baseline, if it is to be written, and report what it did.

        Raises:
            ArgmapError: If it cannot be written.
        """
        if self.new_baseline is not None and self.known is not None:
            self._write_new(self.new_baseline)
        elif self.baseline is not None and self.known is not None:
            self._report_hidden(self.baseline, self.known)

    def _changed(self, there: Baseline) -> Baseline:
        """Return a baseline, which others may just have written, with what was found here."""
        for path, traces in self._held.items():
            held = there.of(path) & traces if self.tighten else traces
            there = there.with_map(path, held.elements())
        return there.without_maps(there.gone())

    def _write_new(self, path: str) -> None:
        """Write a baseline of what was found, unless that is not all there is to find."""
        if not self._whole:
            complain(
                f"{path} was not written: it takes maps that can be read and have no errors, "
                "which no baseline holds"
            )
            return
        kept = change_baseline(path, self._changed)
        say(f"wrote {shown(path)}: it holds {counted(len(kept), 'finding')}")

    def _report_hidden(self, path: str, known: Baseline) -> None:
        """Say how much the baseline hides, and take out, or count, what matches nothing."""
        gone = known.gone()
        obsolete = self._obsolete + sum(known.entries[one].total() for one in gone)
        if self._hidden:
            say(f"{shown(path)} hides {counted(self._hidden, 'finding')}")
        if obsolete and self.tighten:
            tight = change_baseline(path, self._changed)
            say(f"wrote {shown(path)}: {counted(obsolete, 'entry')} fewer, {len(tight):,} left")
        elif obsolete:
            fit, them = ("fits", "it") if obsolete == 1 else ("fit", "them")
            entries = f"{counted(obsolete, 'entry')} of {shown(path)}"
            say(f"{entries} {fit} nothing any more: --tighten takes {them} out")


def _difference(mended: Mended, name: str) -> str:
    """Return the changes to a map, as `diff -u` writes them."""
    sides = (mended.before.splitlines(keepends=True), mended.text.splitlines(keepends=True))
    lines = unified_diff(*sides, shown(name), f"{shown(name)} mended")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def _of_rules_left_out(known: Counter[Trace], settings: Settings) -> Counter[Trace]:
    """Return the traces of rules that settings leave out: nothing was looked for that fits them."""
    return Counter(
        {
            trace: count
            for trace, count in known.items()
            if trace.code in CATALOGUE and settings.applied(CATALOGUE[trace.code]) is None
        }
    )
