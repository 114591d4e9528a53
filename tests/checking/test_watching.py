"""What is watched while maps are written, and which maps a change bears on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from argmap.checking.watching import concerned, folders_for

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "argmap: 1\ntitle: Rain\nthesis: {text: It rains.}\n"
QUOTING = "sources: {log: {type: other, title: Log, file: texts/log.txt}}\n"


def made(folder: Path) -> tuple[str, str]:
    """Write two maps into a folder, the second with a text in a folder below, and settings."""
    (folder / "maps" / "texts").mkdir(parents=True)
    (folder / "argmap.toml").touch()
    one, two = folder / "maps" / "one.yaml", folder / "maps" / "two.yaml"
    one.write_text(RAIN, encoding="utf-8")
    two.write_text(RAIN + QUOTING, encoding="utf-8")
    return str(one), str(two)


def test_a_maps_folder_is_watched_and_those_of_its_text_settings_and_theme(tmp_path: Path) -> None:
    """Without what stands below them, unless a folder was named."""
    one, two = made(tmp_path)
    theme = tmp_path / "themes" / "own.toml"
    theme.parent.mkdir()
    maps = str(tmp_path / "maps")
    assert folders_for([one], [one], "mono") == ((), (maps, str(tmp_path)))
    found = folders_for([two], [two], str(theme))
    assert (found.whole, set(found.single)) == (
        (),
        {maps, f"{maps}/texts", str(tmp_path), str(theme.parent)},
    )
    assert folders_for([maps], [one, two], "mono") == ((maps,), (str(tmp_path),))


def test_a_change_bears_on_the_maps_that_are_checked_with_it(tmp_path: Path) -> None:
    """Map and ledger on one, a text on those that name it, settings on all, the rest on none."""
    maps = made(tmp_path)
    one, two = maps

    def about(*names: str) -> list[str]:
        return concerned(frozenset(str(tmp_path / name) for name in names), maps)

    assert about("maps/one.yaml") == [one]
    assert about("maps/two.review.yaml") == [two]
    assert about("maps/texts/log.txt") == [two]
    assert about("argmap.toml") == [one, two]
    assert about("maps/notes.md", "maps/three.yaml") == []
