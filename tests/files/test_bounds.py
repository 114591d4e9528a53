"""Files stay where they belong: no link leads argmap where nobody asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewed import MAP

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links take rights on Windows")

OUT_OF_REPOSITORY = "is a link that leads out of the repository that it is in"
OUT_OF_FOLDER = "is a link that leads out of the folder that it is in"
PRECIOUS = "precious"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a map, beside a home with files of the user's."""
    for name in (".bashrc", "notes.txt"):
        path = tmp_path / "home" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PRECIOUS, encoding="utf-8")
    path = tmp_path / "place" / "maps" / "x.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(MAP, encoding="utf-8")
    return tmp_path / "place"


@pytest.fixture
def git(place: Path, program: Callable[[str], str]) -> Callable[..., None]:
    """Make a repository of the folder, and return a function that runs git in it."""
    command = [program("git"), "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(place)]

    def run(*arguments: str) -> None:
        subprocess.run([*command, *arguments], check=True, capture_output=True)

    run("init", "-q")
    return run


def link(path: Path, target: str | Path) -> None:
    """Make a link, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def assert_untouched(place: Path) -> None:
    """Asserts that the home holds what it held."""
    home = place.parent / "home"
    held = {path.name: path.read_text(encoding="utf-8") for path in home.iterdir()}
    assert held == {".bashrc": PRECIOUS, "notes.txt": PRECIOUS}


COMMANDS = {
    "out/x.svg": ("render", "maps/x.yaml"),
    "out/x-360.svg": ("embed", "maps/x.yaml"),
    "out/x.md": ("embed", "maps/x.yaml", "--markdown"),
    "out/x.html": ("embed", "maps/x.yaml"),
    "out/x-page.html": ("page", "maps/x.yaml"),
    "out/x-impact.svg": ("impact", "maps/x.yaml", "thesis", "--render"),
    "pictures/x.svg": ("render", "maps/x.yaml", "-o", "pictures/"),
    "out/x.dot": ("render", "maps", "--format", "dot"),
}


@pytest.mark.usefixtures("git")
@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("target", ["../../home/notes.txt", "../../home/new"])
def test_no_name_that_argmap_chooses_is_a_link_out_of_the_repository(
    argmap: Run, place: Path, name: str, target: str
) -> None:
    """Whether something is at its end or not yet; one line says so, and what to do."""
    link(place / name, target)
    done = argmap(*COMMANDS[name], cwd="place")
    instead = "name another place with -o"
    if "impact" in name:
        instead = "name another file behind --render"
    assert done.returncode == 3
    line = f"argmap: cannot write {name}: it {OUT_OF_REPOSITORY}: {instead}"
    assert line in done.stderr.splitlines()
    assert_untouched(place)


@pytest.mark.parametrize("repository", [True, False])
def test_no_folder_on_the_way_is_a_link_out(
    argmap: Run, place: Path, request: pytest.FixtureRequest, repository: bool
) -> None:
    """The folder for pictures, or one below it."""
    if repository:
        request.getfixturevalue("git")
    (place / "maps" / "more").mkdir()
    (place / "maps" / "x.yaml").rename(place / "maps" / "more" / "x.yaml")
    told = OUT_OF_REPOSITORY if repository else OUT_OF_FOLDER
    link(place / "pictures" / "more", "../../home")
    done = argmap("render", "maps", "-o", "pictures", cwd="place")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert f"cannot make the folder pictures/more: it {told}: name another place with -o" in (
        done.stderr
    )
    link(place / "out", "../home")
    done = argmap("render", "maps", cwd="place")
    assert done.returncode == 3
    assert f"cannot make the folder out/more: out {told}: name another place with -o" in done.stderr
    assert_untouched(place)


@pytest.mark.parametrize(
    ("target", "told"),
    [("../notes.txt", OUT_OF_FOLDER), (".notes", "leads to a hidden file, as secrets are")],
)
def test_without_a_repository_a_link_stays_in_its_folder(
    argmap: Run, place: Path, target: str, told: str
) -> None:
    """What was unpacked among one's own files has no mark of where it ends."""
    link(place / "out" / "x.svg", target)
    done = argmap("render", "maps/x.yaml", cwd="place")
    assert done.returncode == 3
    assert told in done.stderr
    assert not (place / "notes.txt").exists()
    (place / "out" / "x.svg").unlink()
    link(place / "out" / "x.svg", "x-of-today.svg")
    assert argmap("render", "maps/x.yaml", cwd="place").returncode == 0
    assert (place / "out" / "x-of-today.svg").is_file()


@pytest.mark.usefixtures("git")
def test_a_link_leads_elsewhere_in_the_repository_but_not_into_what_git_keeps(
    argmap: Run, place: Path
) -> None:
    """A picture may be kept in the folder of a page; git's settings are no picture."""
    link(place / "out" / "x.svg", "../page/x.svg")
    (place / "page").mkdir()
    assert argmap("render", "maps/x.yaml", cwd="place").returncode == 0
    assert (place / "page" / "x.svg").is_file()
    (place / "out" / "x.svg").unlink()
    link(place / "out" / "x.svg", "../.git/config")
    done = argmap("render", "maps/x.yaml", cwd="place")
    assert done.returncode == 3
    assert "it is a link that leads to a hidden file" in done.stderr
    assert "[core]" in (place / ".git" / "config").read_text(encoding="utf-8")


@pytest.mark.usefixtures("git")
def test_what_the_user_names_is_followed(argmap: Run, place: Path) -> None:
    """A link of the user's own, to a file or a folder, and the streams of the system."""
    link(place / "mine.svg", "../home/mine.svg")
    link(place / "pictures", "../home")
    for output in ("mine.svg", "pictures/", "pictures/named.svg"):
        done = argmap("render", "maps/x.yaml", "-o", output, cwd="place")
        assert done.returncode == 0, done.stderr
    written = {path.name for path in (place.parent / "home").glob("*.svg")}
    assert written == {"mine.svg", "x.svg", "named.svg"}
    done = argmap("render", "maps/x.yaml", "-o", "/dev/stdout", cwd=place, env={})
    assert done.stdout.startswith("<?xml") or done.stdout.startswith("<svg")


@pytest.mark.parametrize("output", ["mine.svg", "pictures/", "pictures/named.svg", "by-way.svg"])
def test_what_the_user_names_leads_not_out_by_a_link_that_the_repository_tracks(
    argmap: Run, place: Path, git: Callable[..., None], output: str
) -> None:
    """The user sees a name, and the repository decides where it leads."""
    link(place / "mine.svg", "../home/mine.svg")
    link(place / "pictures", "../home")
    git("add", "-A")
    link(place / "by-way.svg", "mine.svg")
    done = argmap("render", "maps/x.yaml", "-o", output, cwd="place")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    name = "pictures" if output.startswith("pictures") else "mine.svg"
    assert (
        f"{name} is a link that its repository tracks, and leads out of the repository that it "
        "is in: name the place that you mean"
    ) in done.stderr
    assert_untouched(place)


SISTERS = {
    "validate": ("validate", "maps/x.yaml", "-o", "named"),
    "diff": ("diff", "maps/old.yaml", "maps/x.yaml", "--render", "named"),
    "impact": ("impact", "maps/x.yaml", "thesis", "--render", "named.svg"),
    "new": ("new", "named", "--force"),
    "baseline": ("validate", "maps/x.yaml", "--write-baseline", "named"),
}


@pytest.mark.parametrize("command", SISTERS)
def test_every_command_that_writes_keeps_to_it(
    argmap: Run, place: Path, git: Callable[..., None], command: str
) -> None:
    """Reports, pictures of differences and of what falls, new maps, baselines."""
    old = MAP.replace("lang: en", "lang: de")
    (place / "maps" / "old.yaml").write_text(old, encoding="utf-8")
    name = next(word for word in SISTERS[command] if word.startswith("named"))
    link(place / name, "../home/new")
    git("add", "-A")
    done = argmap(*SISTERS[command], cwd="place")
    assert done.returncode == 3
    assert "out of the repository that it is in" in done.stderr
    assert_untouched(place)


def test_new_makes_no_folder_of_the_repository_s_choice_its_own(
    argmap: Run, place: Path, git: Callable[..., None]
) -> None:
    """A tracked link in the middle of the path."""
    link(place / "drafts", "../home")
    git("add", "-A")
    done = argmap("new", "drafts/new.yaml", cwd="place")
    assert done.returncode == 3
    assert_untouched(place)


READ = {
    "map": ("maps/y.yaml", "'maps/y.yaml' cannot be read"),
    "ledger": ("maps/x.review.yaml", "the ledger maps/x.review.yaml cannot be read"),
    "settings": ("argmap.toml", "argmap.toml cannot be read"),
    "theme": ("t.toml", "cannot read the theme t.toml"),
    "baseline": ("known", "the baseline known cannot be read"),
}
CALLS = {
    "map": ("validate", "maps/y.yaml"),
    "theme": ("render", "maps/x.yaml", "--theme", "t.toml"),
    "baseline": ("validate", "maps/x.yaml", "--baseline", "known"),
}


@pytest.mark.parametrize("kind", READ)
@pytest.mark.parametrize("repository", [True, False])
def test_what_argmap_reads_is_no_link_out(
    argmap: Run, place: Path, request: pytest.FixtureRequest, kind: str, repository: bool
) -> None:
    """One line says so, and none of what it leads to."""
    if repository:
        request.getfixturevalue("git")
    name, told = READ[kind]
    target = os.path.relpath(place.parent / "home" / "notes.txt", (place / name).parent)
    link(place / name, target)
    done = argmap(*CALLS.get(kind, ("validate", "maps/x.yaml")), cwd="place")
    where = OUT_OF_REPOSITORY if repository else OUT_OF_FOLDER
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        f"argmap: {told}: it {where}: if you mean that file, name it, or put it in the place of "
        "the link\n"
    )


@pytest.mark.parametrize("verdict", [("accept", "thesis", "--by", "Eva Roth"), ("prepare",)])
def test_a_ledger_that_is_a_link_out_gets_no_verdict_and_no_lock(
    argmap: Run, place: Path, verdict: tuple[str, ...]
) -> None:
    """Though nothing is at its end yet."""
    link(place / "maps" / "x.review.yaml", "../../home/x.review.yaml")
    done = argmap("review", "maps/x.yaml", *verdict, cwd="place")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert f"cannot write maps/x.review.yaml: it {OUT_OF_FOLDER}: put a file of its" in done.stderr
    assert_untouched(place)


@pytest.mark.usefixtures("git")
def test_a_map_that_is_a_link_to_a_hidden_file_is_not_shown(argmap: Run, place: Path) -> None:
    """In a folder that is checked as a whole, too."""
    (place / ".env").write_text("argmap: 1\ntoken: swordfish\n", encoding="utf-8")
    link(place / "maps" / "y.yaml", "../.env")
    done = argmap("validate", "maps", cwd="place")
    assert done.returncode == 3
    assert "'maps/y.yaml' cannot be read: it is a link that leads to a hidden file" in done.stderr
    assert "swordfish" not in done.stdout + done.stderr


def test_settings_elsewhere_that_are_for_other_programs_are_passed_by(
    argmap: Run, place: Path
) -> None:
    """A `pyproject.toml` that is a link out of the folder, and says nothing of argmap."""
    (place.parent / "home" / "notes.txt").write_text('[project]\nname = "a"\n', encoding="utf-8")
    link(place / "pyproject.toml", "../home/notes.txt")
    assert argmap("validate", "maps/x.yaml", cwd="place").returncode == 0


@pytest.mark.parametrize("tracked", [True, False])
def test_a_folder_that_the_user_goes_through_may_be_a_link(
    argmap: Run, place: Path, git: Callable[..., None], tracked: bool
) -> None:
    """The map stays where it is, its ledger beside it; a link that was cloned is not followed."""
    elsewhere = place.parent / "elsewhere"
    (place / "maps").rename(elsewhere)
    link(place / "maps", elsewhere)
    if tracked:
        git("add", "-A")
    done = argmap("review", "maps/x.yaml", "accept", "thesis", "--by", "Eva Roth", cwd="place")
    assert done.returncode == (3 if tracked else 0)
    assert (elsewhere / "x.review.yaml").exists() is not tracked
    assert argmap("validate", elsewhere / "x.yaml", cwd="place").returncode == 0


def test_what_a_process_hands_over_is_read(argmap: Run, place: Path) -> None:
    """`/dev/stdin` is a link of the system's own, to a pipe or to a file."""
    with (place / "maps" / "x.yaml").open("rb") as file:
        done = argmap("validate", "/dev/stdin", stdin=file)
    assert "/dev/stdin" in done.stdout
    assert done.stderr == ""


@pytest.mark.usefixtures("git")
def test_a_circle_of_links_is_told(argmap: Run, place: Path) -> None:
    """Its own name, or one way round."""
    link(place / "out" / "x.svg", "y.svg")
    link(place / "out" / "y.svg", "x.svg")
    for output in ([], ["-o", "out/x.svg"]):
        done = argmap("render", "maps/x.yaml", *output, cwd="place")
        assert (done.returncode, done.stderr.count("\n")) == (3, 1)
        assert "cannot write out/x.svg: Too many levels of symbolic links" in done.stderr


def test_a_known_attack_writes_nothing(
    shared: Path, program: Callable[[str], str], environment: dict[str, str]
) -> None:
    """A repository whose pictures are links to files of the user's."""
    attack = shared / "cases" / "hostile" / "symlink-write.sh"
    done = subprocess.run(
        [program("bash"), attack, f"{sys.executable} -m argmap"],
        env={**environment, "HOME": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("# precious") == 1
    assert "PWNED" not in done.stdout
    assert ".profile" not in done.stdout
    assert done.stderr.count("it is a link that leads out of the repository") == 2
