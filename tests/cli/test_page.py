"""The command `page`, run as its users run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from results import files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_page_goes_to_the_folder_out_beside_what_embed_writes(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """Its name is its own; what would not change is not written again."""
    done = argmap("page", small_map)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("wrote out/brücke-page.html (")
    written = (tmp_path / "out" / "brücke-page.html").read_text(encoding="utf-8")
    assert "Der Pfeiler hat Risse." in written
    assert argmap("page", small_map).stderr.startswith("out/brücke-page.html is up to date (")
    argmap("embed", small_map)
    assert files(tmp_path / "out") == {
        *("brücke-page.html", "brücke.html", "brücke.svg", "brücke-360.svg"),
    }


@pytest.mark.parametrize(
    ("output", "name"), [("a.html", "a.html"), ("b.HTM", "b.HTM"), ("c/", "c/brücke-page.html")]
)
def test_it_goes_where_it_is_named(
    argmap: Run, small_map: Path, tmp_path: Path, output: str, name: str
) -> None:
    """To a file, or into a folder that is made where it is missing."""
    assert argmap("page", small_map, "-o", output).returncode == 0
    assert (tmp_path / name).read_text(encoding="utf-8").endswith("</html>\n")


def test_standard_output_holds_the_page_alone(argmap: Run, small_map: Path, tmp_path: Path) -> None:
    """The same bytes as in a file, without a message of what was written."""
    done = argmap("page", small_map, "-o", "-")
    assert (done.returncode, done.stderr) == (0, "")
    argmap("page", small_map)
    assert (tmp_path / "out" / "brücke-page.html").read_text(encoding="utf-8") == done.stdout


def test_of_a_map_with_errors_there_is_no_page(
    argmap: Run, broken_map: Path, tmp_path: Path
) -> None:
    """What is wrong is told, with status 1, and an older page stays as it was."""
    (tmp_path / "out").mkdir()
    old = tmp_path / "out" / "broken-page.html"
    old.write_text("old", encoding="utf-8")
    done = argmap("page", broken_map)
    assert done.returncode == 1
    assert "AM201 unknown-reference" in done.stderr
    assert old.read_text(encoding="utf-8") == "old"


def test_of_a_map_with_errors_in_its_reviews_there_is_none_either(
    argmap: Run, small_map: Path, tmp_path: Path
) -> None:
    """They would stand in the page."""
    small_map.with_suffix(".review.yaml").write_text("argmap-review: 9\n", encoding="utf-8")
    done = argmap("page", small_map)
    assert done.returncode == 1
    assert "AM109" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("a.svg", "'a.svg' ends in .svg: name it 'a.html', or take argmap render."),
        ("a.yaml", "argmap writes HTML, and 'a.yaml' ends in .yaml: name it 'a.html'."),
        ("", "the name after -o is empty."),
    ],
)
def test_a_name_that_is_none_for_a_page_is_refused(
    argmap: Run, small_map: Path, output: str, said: str
) -> None:
    """Before anything is written."""
    done = argmap("page", small_map, "-o", output)
    assert done.returncode == 2
    assert said in done.stderr


def test_the_reviews_beside_the_map_stand_in_its_page(argmap: Run, small_map: Path) -> None:
    """With the reviewer's reason."""
    argmap("review", small_map, "challenge", "risse", "--by", "Eva Roth", "--note", "Wo denn?")
    page = argmap("page", small_map, "-o", "-").stdout
    assert "Eva Roth" in page
    assert "Wo denn?" in page
