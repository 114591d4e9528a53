"""The command `embed`, run as its users run it."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

from results import files, is_drawing

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PICTURES = {"brücke-360.svg", "brücke.svg"}


def test_the_fragment_and_its_pictures_go_to_the_folder_out(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Three files, each told; the pictures have the names and the bytes that `render` gives."""
    done = argmap("embed", small_map)
    assert (done.returncode, done.stdout) == (0, "")
    told = done.stderr.splitlines()
    assert [line.split(" (")[0] for line in told] == [
        "wrote out/brücke.svg",
        "wrote out/brücke-360.svg",
        "wrote out/brücke.html: paste it where the map is to stand",
    ]
    assert files(tmp_path / "out") == PICTURES | {"brücke.html"}
    argmap("render", small_map, "-o", "drawn/")
    argmap("render", small_map, "-o", "drawn/", "--width", "360")
    assert files(tmp_path / "drawn") == PICTURES
    for name in files(tmp_path / "drawn"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "drawn" / name).read_bytes()
    fragment = (tmp_path / "out" / "brücke.html").read_text(encoding="utf-8")
    assert 'src="br%C3%BCcke.svg"' in fragment
    assert "Der Pfeiler hat Risse." in fragment


@pytest.mark.parametrize("folder", ["there", "new", "new/deep/"])
def test_everything_goes_to_the_folder_that_is_named(
    argmap: Run, small_map: Path, tmp_path: Path, folder: str
) -> None:
    """It is made where it is missing."""
    (tmp_path / "there").mkdir()
    assert argmap("embed", small_map, "-o", folder, "--markdown").returncode == 0
    assert files(tmp_path / folder) == PICTURES | {"brücke.md"}


def test_inline_is_one_file(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """The pictures are in the page, and no file is beside it."""
    done = argmap("embed", small_map, "--inline")
    assert done.stderr == "wrote out/brücke.html: paste it where the map is to stand\n"
    assert files(tmp_path / "out") == {"brücke.html"}
    assert (tmp_path / "out" / "brücke.html").read_text(encoding="utf-8").count("<svg ") == 2


def test_standard_output_holds_the_fragment_alone(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """The pictures that it needs are named on standard error, and no file is written."""
    done = argmap("embed", small_map, "-o", "-")
    assert done.returncode == 0
    assert done.stdout.startswith("<figure ")
    assert done.stderr == (
        "the page looks for brücke.svg and brücke-360.svg: -o with a folder writes them, too\n"
    )
    assert files(tmp_path) == {"brücke.yaml"}
    piped = argmap("embed", "-", "--inline", input=small_map.read_text(encoding="utf-8"))
    assert (piped.returncode, piped.stderr) == (0, "")
    assert piped.stdout.endswith("</figure>\n")


def test_pictures_can_be_elsewhere_and_of_other_widths(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Their addresses begin with the base; narrower than the wide one, the page changes."""
    done = argmap(
        *("embed", small_map, "-o", "a", "--base", "/media/2026"),
        *("--width", "640", "--narrow", "320", "--engine", "auto"),
    )
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "a") == {*("brücke.html", "brücke-320.svg", "brücke-640.svg")}
    assert is_drawing((tmp_path / "a" / "brücke-640.svg").read_text(encoding="utf-8"))
    fragment = (tmp_path / "a" / "brücke.html").read_text(encoding="utf-8")
    assert '"(max-width:639px)" srcset="/media/2026/br%C3%BCcke-320.svg"' in fragment
    assert 'src="/media/2026/br%C3%BCcke-640.svg"' in fragment


def test_who_says_where_the_pictures_are_is_not_told_that_they_are_missing(
    argmap: Run, small_map: Path
) -> None:
    done = argmap("embed", small_map, "-o", "-", "--base", "/media")
    assert (done.returncode, done.stderr) == (0, "")


def test_pictures_can_be_png_and_in_markdown_pdf(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Beside the fragment, which names them; their size in the page is that of the SVG."""
    done = argmap("embed", small_map, "--format", "png")
    assert "wrote out/brücke-360.png (360 × " in done.stderr
    assert files(tmp_path / "out") == {*("brücke.html", "brücke.png", "brücke-360.png")}
    assert (tmp_path / "out" / "brücke.png").read_bytes().startswith(b"\x89PNG")
    fragment = (tmp_path / "out" / "brücke.html").read_text(encoding="utf-8")
    assert '<img src="br%C3%BCcke.png" width="720"' in fragment
    assert argmap("embed", small_map, "--markdown", "--format", "pdf").returncode == 0
    assert (tmp_path / "out" / "brücke.pdf").read_bytes().startswith(b"%PDF")


def test_markdown_can_hold_its_picture(argmap: Run, small_map: Path) -> None:
    """The wide one alone, as PNG or PDF; no file is needed beside it."""
    done = argmap("embed", small_map, "-o", "-", "--markdown", "--inline", "--format", "png")
    assert (done.returncode, done.stderr) == (0, "")
    found = re.search(r"\]\(<data:image/png;base64,(\S+)>\)", done.stdout)
    assert found
    assert b64decode(found[1]).startswith(b"\x89PNG")
    assert "360" not in done.stdout.replace(found[1], "")


@pytest.mark.parametrize(
    ("form", "heard"),
    [
        ([], ' alt="Why &lt;it&gt; closes" '),
        (["--inline"], '<svg aria-label="Why &lt;it&gt; closes" '),
        (["--markdown"], "![Why &#60;it&#62; closes]("),
    ],
)
def test_the_alternative_text_can_be_the_authors(
    argmap: Run, small_map: Path, form: list[str], heard: str
) -> None:
    """It stands in the place of argmap's in every form, and as itself."""
    done = argmap("embed", small_map, "-o", "-", "--alt", "Why <it>\ncloses", *form)
    assert heard in done.stdout
    assert "Argumentkarte" not in done.stdout


def test_ids_begin_as_they_are_told_to(argmap: Run, small_map: Path) -> None:
    done = argmap("embed", small_map, "-o", "-", "--id-prefix", "bridge")
    assert 'id="bridge-risse"' in done.stdout


def test_pictures_can_leave_to_the_article_what_it_has(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """The options that say how a picture looks are those of `render`."""
    look = ("--title", "none", "--no-legend", "--sources", "none", "--theme", "mono")
    assert argmap("embed", small_map, "-o", "a", "--layout", "auto", *look).returncode == 0
    assert argmap("render", small_map, "-o", "b/", *look).returncode == 0
    drawn = (tmp_path / "b" / "brücke.svg").read_bytes()
    assert (tmp_path / "a" / "brücke.svg").read_bytes() == drawn
    assert argmap("embed", small_map, "--theme", "none.toml").returncode == 3


def test_a_map_with_errors_is_not_embedded(argmap: Run, broken_map: Path, tmp_path: Path) -> None:
    """Its findings are on standard error, nothing is written, the exit status is 1."""
    done = argmap("embed", broken_map.name)
    assert (done.returncode, done.stdout) == (1, "")
    assert "broken.yaml:18:15: error[AM201 unknown-reference]" in done.stderr
    assert files(tmp_path) == {"broken.yaml"}


def test_a_failing_world_is_told_on_one_line(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """No such map, or a folder that cannot be made: exit status 3."""
    missing = argmap("embed", "nothing.yaml")
    assert (missing.returncode, missing.stderr.count("\n")) == (3, 1)
    (tmp_path / "file").write_text("x")
    blocked = argmap("embed", small_map, "-o", "file/in/")
    assert (blocked.returncode, blocked.stderr.count("\n")) == (3, 1)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["-o", "page.html"], "'page.html' should be a folder"),
        (["-o", "brücke.yaml"], "'brücke.yaml' should be a folder"),
        (["-o", ""], "the name after -o is empty"),
        (["--inline", "--markdown"], "choose one"),
        (["--inline", "--base", "/x"], "--base is for pictures in files"),
        (["--markdown", "--id-prefix", "x"], "--id-prefix is for HTML"),
        (["--narrow", "720"], "--narrow should be less than --width"),
        (["--base", "javascript:alert(1)"], "http or https"),
        (["--id-prefix", "1"], "a letter, then letters"),
        (["--width", "200"], "--width"),
        (["--format", "pdf"], "no browser shows a PDF as a picture"),
        (["--inline", "--format", "png"], "--inline puts SVG into the HTML"),
        (["--alt", "x", "--split"], "--alt is about one picture"),
    ],
)
def test_wrong_usage_is_told_before_anything_is_written(
    argmap: Run, small_map: Path, tmp_path: Path, options: list[str], told: str
) -> None:
    """What was wrong, and exit status 2."""
    done = argmap("embed", small_map, *options)
    assert done.returncode == 2
    assert told in done.stderr
    assert files(tmp_path) == {"brücke.yaml"}


def test_a_map_is_never_overwritten(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """Not even one that is named like what is to be written."""
    text = small_map.read_text(encoding="utf-8")
    (tmp_path / "map.html").write_text(text, encoding="utf-8")
    done = argmap("embed", "map.html", "-o", ".")
    assert done.returncode == 2
    assert "'./map.html' is the map" in done.stderr
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == text
