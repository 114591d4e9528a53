"""The preview's server: who gets an answer, what is served, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import TYPE_CHECKING

import pytest

from previewing import Preview, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two maps, one of them with an error, beside what nobody may see."""
    home = tmp_path_factory.mktemp("home")
    (home / "secret.yaml").write_text("argmap: 1\ntitle: S3CRET\nthesis: {text: S3CRET.}\n")
    (home / "secret.txt").write_text("S3CRET\n")
    ours = home / "maps"
    ours.mkdir()
    good = "argmap: 1\ntitle: Rain\nthesis: {text: It rains.}\npremises:\n"
    good += "  wet: {text: The street is wet., supports: thesis}\n"
    (ours / "rain.yaml").write_text(good)
    (ours / "bad.yaml").write_text(good.replace("supports: thesis", "supports: theses"))
    (ours / "linked.yaml").symlink_to(home / "secret.yaml")
    (ours / "linked.txt").symlink_to(home / "secret.txt")
    return ours


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `code` that writes its arguments down, one a line."""
    programs = tmp_path_factory.mktemp("bin")
    code = programs / "code"
    code.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {programs}/told\n')
    code.chmod(0o755)
    return programs


@pytest.fixture(scope="module")
def preview(environment: dict[str, str], folder: Path, editor: Path) -> Iterator[Preview]:
    """A preview of that folder, with an editor."""
    paths = os.pathsep.join([str(editor), environment["PATH"]])
    with Preview(environment | {"PATH": paths}, folder, ".", "--editor", "code") as running:
        yield running


def test_only_this_computer_reaches_it(preview: Preview) -> None:
    """It listens at one address, which no other computer has."""
    status, headers, text = preview.ask()
    assert (status, "argmap preview" in text) == (200, True)
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    with pytest.raises(OSError, match=r"."):
        socket.create_connection(("127.0.0.2", preview.port), timeout=5)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1.evil:80"])
def test_another_name_for_this_computer_is_refused(preview: Preview, host: str) -> None:
    """Whoever lets a name of theirs point here (DNS rebinding) learns nothing."""
    status, _, text = preview.ask(host=host)
    assert status == 421
    assert "argmap" not in text


def test_localhost_is_a_name_of_this_computer(preview: Preview) -> None:
    assert preview.ask(host=f"localhost:{preview.port}")[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://127.0.0.1:1"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site"},
    ],
    ids=str,
)
def test_what_another_page_asks_is_refused(preview: Preview, headers: dict[str, str]) -> None:
    """A page on another port or elsewhere gets nothing, even if it knows the address."""
    for path in ("", "events", "page?map=rain.yaml"):
        assert preview.ask(path, **headers)[0] == 403


@pytest.mark.parametrize(
    "path", ["/", "/events?map=rain.yaml", "/x/", "/favicon.ico", "/../", "/%2e%2e/", "//"]
)
def test_without_the_unguessable_part_there_is_nothing(preview: Preview, path: str) -> None:
    assert preview.ask(path)[0] == 404
    assert preview.ask(preview.path.rstrip("/"))[0] == 404
    assert preview.ask(preview.path[:-3] + "AA/")[0] == 404


@pytest.mark.parametrize(
    "name",
    [
        "../secret.yaml",
        "..%2Fsecret.yaml",
        "/etc/passwd",
        "linked.yaml",
        "linked.txt",
        "rain.yaml%00",
        "./rain.yaml",
        "maps/../../secret.yaml",
    ],
)
def test_nothing_outside_the_folder_is_served(preview: Preview, name: str) -> None:
    """Only the maps that were found in it have names, and a link that leads out is none of them."""
    for path in (f"events?map={name}", f"page?map={name}", name, f"page/{name}"):
        status, _, text = preview.ask(path)
        assert status == 404
        assert "S3CRET" not in text
    assert preview.state()["maps"] == ["bad.yaml", "rain.yaml"]


def test_a_click_opens_the_editor_at_the_place(
    preview: Preview, folder: Path, editor: Path
) -> None:
    """It gets the file, the line and the column, and what stands in a name is no command."""
    (folder / "$(id);x y.txt").write_text("a text")
    for name, line in (("bad.yaml", 6), ("$(id);x y.txt", 1)):
        body = json.dumps({"path": name, "line": line, "column": 3})
        origin = preview.address[: -len(preview.path)]
        done = preview.ask("open", "POST", body, origin=origin, content_type="application/json")
        assert (done[0], done[2]) == (200, "")
        told = (editor / "told").read_text().splitlines()
        assert told == ["--goto", f"{os.path.realpath(folder / name)}:{line}:3"]


@pytest.mark.parametrize(
    ("path", "line", "status"),
    [
        ("../secret.yaml", 1, 403),
        ("/etc/passwd", 1, 403),
        ("linked.txt", 1, 403),
        (".", 1, 403),
        ("none.yaml", 1, 403),
        ("rain.yaml\0", 1, 403),
        ("rain.yaml", 0, 403),
        ("rain.yaml", "1; id", 400),
    ],
)
def test_the_editor_opens_only_files_of_the_folder(
    preview: Preview, editor: Path, path: str, line: object, status: int
) -> None:
    (editor / "told").unlink(missing_ok=True)
    body = json.dumps({"path": path, "line": line, "column": 1})
    origin = preview.address[: -len(preview.path)]
    assert (
        preview.ask("open", "POST", body, origin=origin, content_type="application/json")[0]
        == status
    )
    assert not (editor / "told").exists()


def test_the_editor_opens_only_for_the_page(preview: Preview, editor: Path) -> None:
    """A form or script elsewhere, or one that does not know the address, opens nothing."""
    (editor / "told").unlink(missing_ok=True)
    body = json.dumps({"path": "rain.yaml", "line": 1, "column": 1})
    origin = preview.address[: -len(preview.path)]
    kind = "application/json"
    assert preview.ask("open", "POST", body, content_type=kind)[0] == 403
    assert preview.ask("open", "POST", body, content_type=kind, origin="http://a.example")[0] == 403
    assert preview.ask("open", "POST", body, content_type="text/plain", origin=origin)[0] == 415
    assert preview.ask("/open", "POST", body, content_type=kind, origin=origin)[0] == 404
    assert preview.ask("open", "GET", origin=origin)[0] == 405
    assert preview.ask("open", "POST", "x" * 20_000, content_type=kind, origin=origin)[0] == 413
    assert not (editor / "told").exists()


def test_a_saved_change_is_told_once_and_only_to_those_who_see_that_map(
    preview: Preview, folder: Path
) -> None:
    """The stream of a map says its new words, and a map that comes is listed."""
    text = (folder / "rain.yaml").read_text()
    with Stream(preview, map="rain.yaml") as rain, Stream(preview, map="bad.yaml") as bad:
        assert "It rains" in rain.next()["svg"]
        first = bad.next()
        assert (first["fine"], first.get("svg")) == (False, None)
        assert "AM201 unknown-reference" in [one["rule"] for one in first["findings"]]
        (folder / "rain.yaml").write_text(text.replace("It rains", "It pours"))
        state = rain.next()
        assert "It pours" in state["svg"]
        (folder / "sun.yaml").write_text(text)
        assert bad.next()["maps"] == ["bad.yaml", "rain.yaml", "sun.yaml"]
        assert rain.next()["svg"] == state["svg"]
        (folder / "sun.yaml").unlink()
        assert bad.next()["maps"] == ["bad.yaml", "rain.yaml"]
    (folder / "rain.yaml").write_text(text)


def test_a_map_that_breaks_is_shown_as_it_was_last_good(
    environment: dict[str, str], small_map: Path
) -> None:
    """The errors come with their lines; a look that is chosen meanwhile shows the old words."""
    good = small_map.read_text(encoding="utf-8")
    with (
        Preview(environment, small_map.parent, small_map.name) as preview,
        Stream(preview) as stream,
    ):
        before = stream.next()
        small_map.write_text(good.replace("supports: thesis", "supports: theses"), "utf-8")
        broken = stream.next()
        assert (broken["fine"], broken["svg"]) == (False, before["svg"])
        (error,) = [one for one in broken["findings"] if one["severity"] == "error"]
        assert error["place"] == "brücke.yaml:18:15"
        assert error["excerpt"].splitlines()[0].strip() == "supports: theses"
        assert "Drei Risse" in preview.state(view="outline", width=360)["svg"]
        small_map.unlink()
        assert stream.next()["trouble"] == "there is no file brücke.yaml"
        small_map.write_text(good, "utf-8")
        assert stream.next() == before | {"ms": pytest.approx(0, abs=1e5)}


@pytest.mark.parametrize(
    ("number", "status", "said"),
    [
        (signal.SIGINT, 130, "argmap: interrupted"),
        (signal.SIGTERM, 143, "argmap: ended by SIGTERM"),
    ],
)
def test_a_signal_ends_it_though_a_page_is_open(
    environment: dict[str, str], small_map: Path, number: int, status: int, said: str
) -> None:
    """With the status of every command, and one line."""
    with (
        Preview(environment, small_map.parent, small_map.name) as preview,
        Stream(preview) as stream,
    ):
        stream.next()
        assert preview.end(number) == (status, said)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["-"], 2, "standard input does not change"),
        (["none.yaml"], 3, "there is no none.yaml"),
        (["brücke.yaml", "--theme", "none"], 3, "theme"),
        (["brücke.yaml", "--editor", "vi"], 2, "--editor"),
    ],
)
def test_what_cannot_be_shown_is_told_in_one_line(
    argmap, small_map: Path, arguments: list[str], status: int, said: str
) -> None:
    done = argmap("preview", *arguments, cwd=small_map.parent)
    assert done.returncode == status
    assert said in done.stderr
    assert done.stdout == ""


def test_a_port_that_is_taken_is_told(argmap, small_map: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = argmap("preview", small_map.name, "--port", port)
    assert done.returncode == 3
    assert f"port {port} cannot be had" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_the_extra_it_says_what_to_install(argmap, tmp_path: Path, small_map: Path) -> None:
    """One line, and the name of the extra."""
    (tmp_path / "starlette.py").write_text("raise ModuleNotFoundError(name='starlette')")
    done = argmap("preview", small_map.name, env={"PYTHONPATH": _first(tmp_path)})
    assert done.returncode == 3
    assert done.stderr.startswith("argmap: the preview needs starlette: ")
    assert "argmap[preview]" in done.stderr


def _first(folder: Path) -> str:
    return os.pathsep.join([str(folder), *sys.path])
