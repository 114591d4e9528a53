"""The command `site`, run as its users run it."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from results import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

MANIFEST = "argmap-site.json"


def dates(folder: Path) -> dict[str, int]:
    """Return when every file below a folder was written."""
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder."""
    return {name: (folder / name).read_bytes() for name in files(folder)}


def test_all_maps_but_those_with_errors_are_on_the_site(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """What is wrong is told with status 1, and nothing is written for that map."""
    done = argmap("site", "maps", "-o", "public/maps")
    assert (done.returncode, done.stdout) == (1, "")
    assert "maps/4.yaml:" in done.stderr
    assert "AM201 unknown-reference" in done.stderr
    assert done.stderr.splitlines()[-2:] == [
        "9 maps: 8 written, 1 with errors",
        "wrote public/maps/index.html",
    ]
    written = files(tmp_path / "public" / "maps")
    pages = {name for name in written if name.startswith("maps/")}
    assert pages >= {f"maps/{number}.html" for number in (0, 1, 2, 3, 5, 6, 8)}
    assert len(pages) == len(list(maps.rglob("*.yaml"))) - 1
    index = (tmp_path / "public" / "maps" / "index.html").read_text("utf-8")
    assert [name for name in pages if f'href="{name}"' not in index] == []
    assert "maps/4.html" not in index


def test_several_processes_write_the_same_files(argmap: Run, maps: Path, tmp_path: Path) -> None:
    """Byte for byte, the manifest included."""
    for jobs in (1, 3):
        argmap("site", "maps", "-o", f"with-{jobs}", "-j", jobs)
    one, three = (contents(tmp_path / f"with-{jobs}") for jobs in (1, 3))
    assert maps.is_dir()
    assert one == three


def test_what_has_not_changed_is_not_drawn_again_and_keeps_its_date(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """A changed map, a verdict, a changed text of a source, and settings each draw their map."""
    (maps / "4.yaml").unlink()
    bare = maps / "more" / "7.yaml"
    claim = "  alter:\n    text: Sie ist alt.\n    supports: thesis\n"
    bare.write_text(bare.read_text("utf-8") + claim, encoding="utf-8")
    text = maps / "0.yaml"
    source = "    title: Prüfbericht zur Brücke\n"
    text.write_text(
        text.read_text("utf-8").replace(source, f"{source}    file: bericht.txt\n"), "utf-8"
    )
    (maps / "bericht.txt").write_text("Drei Risse.", encoding="utf-8")
    site = tmp_path / "site"
    assert argmap("site", "maps", "-o", "site").returncode == 0
    before = dates(site)
    done = argmap("site", "maps", "-o", "site")
    assert done.stderr.splitlines() == ["8 maps: 8 up to date", "site/index.html is up to date"]
    assert dates(site) == before

    page = site / "maps" / "1.html"
    page.write_text("changed by hand", encoding="utf-8")
    assert "8 maps: 1 written, 7 up to date" in argmap("site", "maps", "-o", "site").stderr
    assert page.read_text("utf-8").startswith("<!doctype html>")

    changed = maps / "2.yaml"
    changed.write_text(changed.read_text("utf-8").replace("gesperrt", "saniert"), encoding="utf-8")
    assert "8 maps: 1 written, 7 up to date" in argmap("site", "maps", "-o", "site").stderr
    assert argmap("review", "maps/3.yaml", "accept", "risse", "--by", "Eva").returncode == 0
    assert "8 maps: 1 written, 7 up to date" in argmap("site", "maps", "-o", "site").stderr
    assert "Eva" in (site / "maps" / "3.html").read_text("utf-8")

    key = json.loads((site / MANIFEST).read_text("utf-8"))["maps"]["0.yaml"][1]["text:bericht.txt"]
    (maps / "bericht.txt").write_text("Vier Risse.", encoding="utf-8")
    argmap("site", "maps", "-o", "site")
    held = json.loads((site / MANIFEST).read_text("utf-8"))["maps"]["0.yaml"][1]
    assert held["text:bericht.txt"] != key
    (maps / "more" / "argmap.toml").write_text('severity = {AM301 = "error"}\n', encoding="utf-8")
    done = argmap("site", "maps", "-o", "site")
    assert done.returncode == 1, "a claim without evidence is an error there now"
    assert "stays as it was" in done.stderr


def test_a_page_of_a_map_that_now_has_errors_stays_and_is_told(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """In the index, too, as it was."""
    folder = tmp_path / "maps"
    folder.mkdir()
    text = small_map.read_text("utf-8")
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    argmap("site", "maps", "-o", "site")
    before = contents(tmp_path / "site")
    (folder / "a.yaml").write_text(text.replace("supports: thesis", "supports: no"), "utf-8")
    done = argmap("site", "maps", "-o", "site")
    assert done.returncode == 1
    assert "site/maps/a.html stays as it was" in done.stderr.splitlines()
    assert contents(tmp_path / "site") == before
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    assert "1 map: 1 up to date" in argmap("site", "maps", "-o", "site").stderr


def test_pages_of_what_is_gone_are_removed_unless_somebody_has_changed_them(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """And nothing else in the folder: not what argmap did not write."""
    (maps / "4.yaml").unlink()
    argmap("site", "maps", "-o", "site")
    site = tmp_path / "site"
    for name in ("notes.html", "maps/mine.html", "maps/notes.txt"):
        (site / name).write_text("mine", encoding="utf-8")
    (site / "maps" / "1.html").write_text("changed by hand", encoding="utf-8")
    for number in (0, 1):
        (maps / f"{number}.yaml").unlink()
    done = argmap("site", "maps", "-o", "site")
    assert "removed 3 files of what is gone: maps/0.html, sources/messreihe" in done.stderr
    assert "left as it is, though its map is gone: maps/1.html" in done.stderr
    left = files(site)
    assert "maps/0.html" not in left
    assert left >= {"notes.html", "maps/mine.html", "maps/notes.txt", "maps/1.html", "maps/2.html"}
    assert "maps/0.html" not in (site / "index.html").read_text("utf-8")


def test_what_argmap_did_not_write_is_not_overwritten(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """One line says which file it is, and nothing is written."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("mine", encoding="utf-8")
    done = argmap("site", "maps", "-o", "site")
    assert maps.is_dir()
    said = "site/index.html is there already, and is none of argmap's: name another folder with -o"
    assert (done.returncode, done.stderr) == (3, f"argmap: {said}\n")
    assert contents(tmp_path / "site") == {"index.html": b"mine"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
@pytest.mark.parametrize("name", ["maps", "index.html", "maps/0.html", "sources", MANIFEST])
def test_no_link_in_the_folder_leads_a_file_out_of_it(
    argmap: Run, maps: Path, tmp_path: Path, name: str
) -> None:
    """Not a link to a folder, and not one to a file."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "notes").write_text("mine", encoding="utf-8")
    link = tmp_path / "site" / name
    link.parent.mkdir(parents=True)
    link.symlink_to(home if "." not in name else home / "notes")
    done = argmap("site", "maps", "-o", "site")
    assert maps.is_dir()
    assert done.returncode == 3
    assert f"site/{name}" in done.stderr
    assert contents(home) == {"notes": b"mine"}


@pytest.mark.parametrize(
    "manifest",
    [
        "{",
        "[" * 100_000,
        '{"argmap-site": 1, "files": {"../home/notes": "%s", "notes.txt": "%s"}, "maps": {}}',
        '{"argmap-site": 1, "files": {"maps/../notes.txt": "%s"}, "maps": {}}',
        '{"argmap-site": 1, "files": {"/notes.txt": "%s", "maps/x.html/..": "%s"}, "maps": {}}',
        '{"argmap-site": 1, "files": {}, "maps": {"0.yaml": ["", {}, "", [1, 2]]}}',
        '{"argmap-site": 1, "files": {"x": 1}, "maps": {}}',
        '{"argmap-site": 1, "files": {}, "maps": {"0.yaml": 7}}',
    ],
)
def test_a_strangers_manifest_removes_nothing_and_breaks_nothing(
    argmap: Run, maps: Path, tmp_path: Path, manifest: str
) -> None:
    """Whatever it says was written."""
    (maps / "4.yaml").unlink()
    digest = hashlib.sha256(b"mine").hexdigest()  # what it says is right
    for folder in ("home", "site"):
        (tmp_path / folder).mkdir()
    for path in ("home/notes", "site/notes.txt"):
        (tmp_path / path).write_text("mine", encoding="utf-8")
    held = manifest.replace("%s", digest)
    (tmp_path / "site" / MANIFEST).write_text(held, encoding="utf-8")
    done = argmap("site", "maps", "-o", "site")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "home" / "notes").read_text("utf-8") == "mine"
    assert (tmp_path / "site" / "notes.txt").read_text("utf-8") == "mine"
    assert "8 maps: 8 written" in done.stderr
    assert "left as it is" not in done.stderr


def rewritten(site: Path, change: Callable[[list[Any]], None]) -> None:
    """Change what a manifest says of one page."""
    held = json.loads((site / MANIFEST).read_text("utf-8"))
    change(held["maps"]["0.yaml"])
    held["files"]["maps/0.html"] = held["maps"]["0.yaml"][2]
    (site / MANIFEST).write_text(json.dumps(held), encoding="utf-8")


def test_a_page_of_somebody_elses_is_none_of_a_map_whatever_the_manifest_says(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """What a repository tracks may be a stranger's: there every page is drawn again."""
    (maps / "4.yaml").unlink()
    argmap("site", "maps", "-o", "site")
    site, page = tmp_path / "site", tmp_path / "site" / "maps" / "0.html"
    drawn = page.read_bytes()

    def passed_off(known: list[Any]) -> None:
        known[2] = hashlib.sha256(b"<script>alert(1)</script>").hexdigest()

    page.write_bytes(b"<script>alert(1)</script>")
    rewritten(site, passed_off)
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    assert argmap("site", "maps", "-o", "site").returncode == 0
    assert page.read_bytes() == drawn


def test_no_address_in_a_manifest_becomes_a_link_but_to_the_web(
    argmap: Run, maps: Path, tmp_path: Path
) -> None:
    """Its pages are drawn again, and the link is that of the map."""
    (maps / "4.yaml").unlink()
    argmap("site", "maps", "-o", "site")
    site = tmp_path / "site"
    before = contents(site)

    def misled(known: list[Any]) -> None:
        known[3][-1][0][2] = "javascript:alert(1)"

    rewritten(site, misled)
    assert argmap("site", "maps", "-o", "site").returncode == 0
    assert contents(site) == before


def test_names_stay_apart_on_every_file_system(argmap: Run, maps: Path, tmp_path: Path) -> None:
    """Those that differ by case or accents alone, that a system has taken, or that are nested."""
    text = (maps / "0.yaml").read_text("utf-8")
    names = ["A.yaml", "a.yaml", "ä.yaml", "con.yaml", "a.yml", "more/a.yaml", "more-a.yaml"]
    folder = tmp_path / "names"
    (folder / "more").mkdir(parents=True)
    for name in names:
        (folder / name).write_text(text, encoding="utf-8")
    assert argmap("site", "names", "-o", "site").returncode == 0
    pages = [path.name for path in (tmp_path / "site" / "maps").iterdir()]
    assert len({name.casefold() for name in pages}) == len(names)
    assert "con.html" not in pages
    assert all(name.isascii() for name in pages)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], (3, "argmap: there is no folder nowhere")),
        (["brücke.yaml"], (2, "'brücke.yaml' is no folder: argmap page is for one map.")),
        (["empty"], (3, "argmap: there is no map in the folder empty")),
        ([".", "-o", ""], (2, "the name after -o is empty.")),
        ([".", "-o", "brücke.yaml"], (3, "argmap: cannot make the folder brücke.yaml:")),
    ],
)
def test_what_cannot_be_a_site_is_told_before_anything_is_written(
    argmap: Run, small_map: Path, tmp_path: Path, arguments: list[str], said: tuple[int, str]
) -> None:
    """In one line."""
    (tmp_path / "empty").mkdir()
    done = argmap("site", *arguments)
    assert done.returncode == said[0]
    assert said[1] in done.stderr
    assert files(tmp_path) == {small_map.name}


def test_without_the_extra_one_line_says_what_to_install(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """And nothing is written."""
    (tmp_path / "none" / "jinja2").mkdir(parents=True)
    (tmp_path / "none" / "jinja2" / "__init__.py").write_text(
        "raise ModuleNotFoundError('no', name='jinja2')", encoding="utf-8"
    )
    path = os.pathsep.join([str(tmp_path / "none"), os.environ.get("PYTHONPATH", "")])
    src = str((tmp_path / "none").resolve())
    done = argmap("site", ".", "-o", "site", env={"PYTHONPATH": f"{src}{os.pathsep}{path}"})
    assert small_map.is_file()
    assert done.returncode == 3
    assert done.stderr.startswith("argmap: a site needs Jinja2: ")
    assert "argmap[site]" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends processes otherwise")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing_half_written(
    environment: dict[str, str], small_map: Path, tmp_path: Path, jobs: str
) -> None:
    """Every page is whole, what was finished is known the next time, and no part is left over."""
    folder = tmp_path / "maps"
    folder.mkdir()
    for number in range(60):
        text = small_map.read_text("utf-8").replace("Drei", str(number))
        (folder / f"m{number}.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "argmap", "site", "maps", "-o", "site"]
    with subprocess.Popen(
        [*command, "-j", jobs], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        end = time.monotonic() + 60
        while len(list(tmp_path.glob("site/maps/*.html"))) < 9 and time.monotonic() < end:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.endswith("argmap: interrupted\n")
    pages = list((tmp_path / "site" / "maps").iterdir())
    assert 0 < len(pages) < 60
    assert [one for one in pages if not one.read_text("utf-8").endswith("</html>\n")] == []
    assert [name for name in files(tmp_path / "site") if name.endswith(".part")] == []
    assert not (tmp_path / "site" / "index.html").exists()
    known = json.loads((tmp_path / "site" / MANIFEST).read_text("utf-8"))["maps"]
    assert known or jobs == "2", "results come in order, and the first may be the last"
    again = subprocess.run(
        command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
    )
    kept = int(again.stderr.split(" written, ")[1].split(" ")[0])
    assert kept >= len(known)
