"""The command `embed --update`: maps in pages are renewed in place, all of them or none."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import markdown
import pytest
from markdown_it import MarkdownIt

from argmap.cli import pages
from argmap.cli.main import cli
from results import files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from argmap.drawing.draw import Drawing

    Run = Callable[..., subprocess.CompletedProcess[str]]

MARKED = "<!-- argmap: {} -->\n<!-- /argmap -->\n"
PICTURES = {"brücke.svg", "brücke-360.svg"}


@pytest.fixture
def site(small_map: Path) -> Path:
    """A repository with a map, and a folder for pages in it."""
    (small_map.parent / ".git").mkdir()
    folder = small_map.parent / "docs"
    folder.mkdir()
    return folder


def test_what_stands_between_markers_is_what_embed_writes(argmap: Run, site: Path) -> None:
    """All else stays, byte for byte; the pictures are where the page finds them."""
    page = site / "page.html"
    head, tail = b"\xef\xbb\xbf<!doctype html>\r\n<p>a\tb </p>\n", b"\n<p>c</p>  \r\n\r\nend"
    page.write_bytes(head + MARKED.format("../brücke.yaml").encode().rstrip() + tail)
    done = argmap("embed", "--update", page)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.splitlines() == [
        f"wrote {page} (1 map)",
        *(f"wrote {site / name}" for name in sorted(PICTURES, key=len)),
    ]
    assert files(site) == {"page.html", *PICTURES}
    fragment = argmap("embed", "brücke.yaml", "-o", "-").stdout
    middle = f"<!-- argmap: ../brücke.yaml -->\n{fragment}<!-- /argmap -->"
    assert page.read_bytes() == head + middle.encode() + tail
    argmap("render", "brücke.yaml", "-o", "drawn.svg")
    assert (site / "brücke.svg").read_bytes() == (site.parent / "drawn.svg").read_bytes()
    again = argmap("embed", "--update", page)
    assert (again.returncode, again.stderr) == (0, f"{page} is up to date (1 map)\n")


def test_check_tells_what_is_out_of_date_and_writes_nothing(argmap: Run, site: Path) -> None:
    """Pages and pictures, each with what it is, and exit status 1; when all is right, nothing."""
    page = site / "page.md"
    page.write_text(MARKED.format("../brücke.yaml"), encoding="utf-8")
    before = argmap("embed", "--update", "--check", "docs/page.md")
    assert (before.returncode, before.stderr) == (1, "")
    assert before.stdout.splitlines() == [
        "docs/brücke.svg is missing",
        "docs/brücke-360.svg is missing",
        "docs/page.md is out of date",
    ]
    assert files(site) == {"page.md"}
    assert argmap("embed", "--update", "docs/page.md").returncode == 0
    assert argmap("embed", "--update", "--check", "docs/page.md").returncode == 0
    map_file = site.parent / "brücke.yaml"
    map_file.write_text(map_file.read_text("utf-8").replace("hat Risse", "bröckelt"), "utf-8")
    after = argmap("embed", "--update", "--check", "docs/page.md")
    assert after.stdout.splitlines() == [
        "docs/brücke.svg is out of date",
        "docs/brücke-360.svg is out of date",
        "docs/page.md is out of date",
    ]


def test_options_stand_in_the_marker(argmap: Run, site: Path) -> None:
    """Those of embed, read as on the command line; a folder in --base gets the pictures."""
    page = site / "page.md"
    wishes = [
        "../brücke.yaml --base 'pics and more/' --width 640 --narrow 320 --id-prefix bridge",
        "../brücke.yaml --markdown --no-text --base pics%20and%20more",
        "../brücke.yaml --inline --layout auto --title none",
    ]
    page.write_text("\n\n".join(map(MARKED.format, wishes)), encoding="utf-8")
    assert argmap("embed", "--update", page).returncode == 0
    sizes = ("-320", "-360", "-640", "")
    assert files(site) == {"page.md", *(f"pics and more/brücke{size}.svg" for size in sizes)}
    text = page.read_text(encoding="utf-8")
    assert 'id="bridge-risse"' in text
    assert 'src="pics%20and%20more/br%C3%BCcke-640.svg"' in text
    assert "-->\n\n![" in text
    assert text.count("<svg ") == 2


def test_pictures_at_an_address_go_where_the_command_line_says(argmap: Run, site: Path) -> None:
    """The page alone does not say which folder a server shows there."""
    page = site / "page.md"
    page.write_text(MARKED.format("../brücke.yaml --base /media/"), encoding="utf-8")
    alone = argmap("embed", "--update", page)
    assert alone.returncode == 1
    assert "--base /media/ is an address, and no folder seen from the page" in alone.stderr
    assert argmap("embed", "--update", page, "-o", "static/media").returncode == 0
    assert files(site.parent / "static") == {f"media/{name}" for name in PICTURES}
    assert 'src="/media/br' in page.read_text(encoding="utf-8")


def test_markdown_programs_show_the_figure_and_go_on_behind_it(argmap: Run, site: Path) -> None:
    """In CommonMark and in Python-Markdown, as HTML and as Markdown, in a list, too."""
    page = site / "page.md"
    html, plain = "../brücke.yaml", "../brücke.yaml --markdown"
    listed = "1. One\n\n   " + MARKED.format(html).replace("\n", "\n   ") + "\n2. Two\n"
    parts = ["# Before", MARKED.format(html), "*Between*", MARKED.format(plain), "*After*", listed]
    page.write_text("\n\n".join(parts), encoding="utf-8")
    assert argmap("embed", "--update", page).returncode == 0
    text = page.read_text(encoding="utf-8")
    for made in (MarkdownIt("commonmark").render(text), markdown.markdown(text)):
        assert made.count("<figure ") == made.count("</figure>") == 2
        assert made.count("<img ") == 3
        assert "<em>Between</em>" in made
        assert "<em>After</em>" in made
        assert "&lt;" not in made
    assert MarkdownIt("commonmark").render(text).count("<li>\n<p>One") == 1


def test_the_text_of_a_map_is_no_marker(argmap: Run, site: Path) -> None:
    """Whatever a map says: a page that is renewed again stays as it is."""
    hostile = "<!-- /argmap --> <!-- argmap: ../other.yaml --> ``` <pre> --> `"
    map_file = site.parent / "brücke.yaml"
    said = map_file.read_text("utf-8").replace("Der Pfeiler hat Risse.", f"'{hostile}'")
    map_file.write_text(said.replace("title: Die Brücke", f"title: '{hostile}'"), "utf-8")
    page = site / "page.md"
    wishes = ("", " --markdown", " --inline --id-prefix x")
    marked = "\n".join(MARKED.format(f"../brücke.yaml{wish}") for wish in wishes)
    page.write_text(marked + "\nEnd\n", "utf-8")
    assert argmap("embed", "--update", page).returncode == 0
    assert argmap("embed", "--update", "--check", page).returncode == 0
    assert page.read_text("utf-8").count("<!-- /argmap -->") == 3


def test_all_mistakes_are_told_and_nothing_is_written(argmap: Run, site: Path) -> None:
    """In the pages with line and column, in a map as its findings; good pages wait, too."""
    (site / "a.md").write_text(MARKED.format("../brücke.yaml"), "utf-8")
    bad = [
        *("../brücke.yaml --widht 640", "../brücke.yaml --narrow 900", "nothing.yaml", ""),
        *("../brücke.yaml --focus nobody", "../brücke.yaml 'x", "../brücke.yaml --help"),
        "../broken.yaml",
    ]
    text = (site.parent / "brücke.yaml").read_text("utf-8")
    (site.parent / "broken.yaml").write_text(text.replace("supports: thesis", "supports: x"))
    (site / "b.md").write_text("".join(MARKED.format(one) for one in bad), "utf-8")
    done = argmap("embed", "--update", "docs/a.md", "docs/b.md")
    assert (done.returncode, done.stdout) == (1, "")
    for told in (
        "docs/b.md:1:1: error: No such option '--widht'",
        "docs/b.md:3:1: error: --narrow should be less than --width",
        "docs/b.md:5:1: error: there is no file docs/nothing.yaml",
        "docs/b.md:7:1: error: Missing argument",
        "docs/b.md:9:1: error: no claim under the thesis has the id `nobody`",
        "docs/b.md:11:1: error: the options of this marker cannot be read: no closing quotation",
        "docs/b.md:13:1: error: No such option '--help'",
        "broken.yaml:18:15: error[AM201 unknown-reference]",
    ):
        assert told in done.stderr
    assert files(site) == {"a.md", "b.md"}
    assert (site / "a.md").read_text("utf-8") == MARKED.format("../brücke.yaml")


REFUSED = [
    ("/etc/hostname", "a page names files seen from its own folder"),
    ("-", "a page names files seen from its own folder"),
    ("../../elsewhere.yaml", "is not in the repository of the page"),
    ("../.git/config", "is hidden, as secrets are"),
    ("../brücke.yaml --base ../../pics", "is not in the repository of the page"),
    ("../brücke.yaml --base ../.git/hooks", "is hidden, as secrets are"),
    ("../brücke.yaml --base %2e%2e/%2e%2e/pics", "is not in the repository of the page"),
    ("../brücke.yaml --theme ../../theme.toml", "is not in the repository of the page"),
    ("../brücke.yaml -o /tmp", "-o is for the command line"),
    ("../brücke.yaml --engine system", "--engine is for the command line"),
    ("../brücke.yaml --update", "--update is for the command line"),
    ("../brücke.yaml --split", "one map, and one fragment of it"),
    ("../brücke.yaml ../brücke.yaml", "one map, and one fragment of it"),
    ("../brücke.yaml --base javascript:x", "http or https"),
]


def test_a_strangers_page_reaches_nothing_but_its_own(argmap: Run, site: Path) -> None:
    """No file outside, none hidden, no program; each try is told at its marker."""
    page = site / "page.md"
    page.write_text("".join(MARKED.format(options) for options, _ in REFUSED), "utf-8")
    done = argmap("embed", "--update", "docs/page.md", "-o", "pics")
    assert done.returncode == 1
    told = [line for line in done.stderr.splitlines() if ": error: " in line]
    assert len(told) == len(REFUSED)
    for number, (line, (_, part)) in enumerate(zip(told, REFUSED, strict=True)):
        assert line.startswith(f"docs/page.md:{2 * number + 1}:1: error: ")
        assert part in line
    assert files(site.parent) == {"brücke.yaml", "docs/page.md"}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_no_folder_outside_is_reached_by_a_link(
    argmap: Run, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A folder for pictures may be one in the page's repository."""
    outside = tmp_path_factory.mktemp("outside")
    (site / "out").symlink_to(outside, target_is_directory=True)
    (site / "page.md").write_text(MARKED.format("../brücke.yaml --base out"), "utf-8")
    done = argmap("embed", "--update", "docs/page.md")
    assert done.returncode == 1
    assert "out is not in the repository of the page" in done.stderr
    assert files(outside) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
@pytest.mark.parametrize("name", ["docs/page.md", "docs/brücke.svg"])
def test_no_link_is_written_through(
    argmap: Run, site: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    """Neither a page that is one, nor a picture."""
    outside = tmp_path_factory.mktemp("outside") / "file"
    outside.write_text(MARKED.format("../brücke.yaml"), "utf-8")
    (site / "page.md").write_text(MARKED.format("../brücke.yaml"), "utf-8")
    (site.parent / name).unlink(missing_ok=True)
    (site.parent / name).symlink_to(outside)
    done = argmap("embed", "--update", "docs/page.md")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "out of the repository that it is in" in done.stderr
    assert outside.read_text("utf-8") == MARKED.format("../brücke.yaml")
    assert "brücke-360.svg" not in files(site)


def test_a_page_that_cannot_be_written_leaves_all_as_it_was(argmap: Run, site: Path) -> None:
    """No picture is new where its page is not."""
    (site / "a.md").write_text(MARKED.format("../brücke.yaml"), "utf-8")
    (site / "b.md").write_text(MARKED.format("../brücke.yaml"), "utf-8")
    (site / "brücke.svg").mkdir()
    done = argmap("embed", "--update", "docs/a.md", "docs/b.md")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert files(site) == {"a.md", "b.md"}
    assert (site / "a.md").read_text("utf-8") == MARKED.format("../brücke.yaml")


def test_two_pictures_do_not_share_a_file(argmap: Run, site: Path) -> None:
    """Two maps of one name, or one map in two looks: the second marker is told."""
    other = site / "brücke.yaml"
    other.write_text((site.parent / "brücke.yaml").read_text("utf-8").replace("Drei", "Vier"))
    marked = "".join(map(MARKED.format, ("../brücke.yaml", "../brücke.yaml --theme mono")))
    (site / "page.md").write_text(marked, "utf-8")
    done = argmap("embed", "--update", "docs/page.md")
    assert done.returncode == 1
    assert "docs/page.md:3:1: error: another picture of these pages is in" in done.stderr
    assert files(site) == {"brücke.yaml", "page.md"}


def test_standard_input_goes_to_standard_output(argmap: Run, site: Path) -> None:
    """The pictures that it needs are named, or written where -o says."""
    page = "Text\n\n" + MARKED.format("brücke.yaml")
    done = argmap("embed", "--update", "-", input=page)
    assert done.returncode == 0
    assert done.stderr == (
        "the page looks for brücke.svg and brücke-360.svg: -o with a folder writes them, too\n"
    )
    assert done.stdout.startswith("Text\n\n<!-- argmap: brücke.yaml -->\n<figure ")
    assert done.stdout.endswith("</figure>\n<!-- /argmap -->\n")
    placed = argmap("embed", "--update", "-", "-o", "pics", input=page)
    assert placed.stdout == done.stdout
    assert files(site.parent / "pics") == PICTURES
    checked = argmap("embed", "--update", "--check", "-", "-o", "pics", input=page)
    assert (checked.returncode, checked.stdout) == (1, "<stdin> is out of date\n")


def test_pages_without_a_marker_are_passed_by(argmap: Run, site: Path) -> None:
    """They are named, since a marker may be misspelt; they stay as they are."""
    (site / "a.md").write_text("Nothing.", "utf-8")
    done = argmap("embed", "--update", "docs/a.md")
    assert (done.returncode, done.stderr) == (
        0,
        "passed by 1 page without a marker (<!-- argmap: MAP -->): docs/a.md\n",
    )
    assert (site / "a.md").read_text("utf-8") == "Nothing."


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--update", "page.md", "--width", "640"], "beside --update, --width stands in the page"),
        (["page.md", "--check"], "--check is for pages: add --update"),
        (["page.md", "page.md"], "embed takes one map at a time"),
    ],
)
def test_wrong_usage_is_told(argmap: Run, small_map: Path, arguments: list[str], told: str) -> None:
    """What was wrong, and exit status 2."""
    (small_map.parent / "page.md").write_text(MARKED.format("brücke.yaml"), "utf-8")
    done = argmap("embed", *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert files(small_map.parent) == {"brücke.yaml", "page.md"}


@pytest.mark.parametrize("data", [b"\xff\xfe<\0", "ü".encode("latin-1"), None])
def test_a_page_that_cannot_be_read_is_told_on_one_line(
    argmap: Run, tmp_path: Path, data: bytes | None
) -> None:
    """Not UTF-8, or not there: exit status 3."""
    if data is not None:
        (tmp_path / "page.md").write_bytes(data)
    done = argmap("embed", "--update", "page.md")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert "page.md" in done.stderr


def test_a_page_that_is_made_to_harm_costs_little(argmap: Run, site: Path) -> None:
    """What begins again and again and does not end is read at once; too many maps are refused."""
    parts = ("`a ``b ", "<pre>", "<!--x", "    <!-- argmap: x -->\n", "<!-- argmap: x -->")
    for number, part in enumerate(parts):
        (site / f"{number}.md").write_text(part * (2**18 // len(part)), "utf-8")
    pages = [f"docs/{number}.md" for number in range(len(parts))]
    assert argmap("embed", "--update", *pages, timeout=30).returncode in (0, 1)
    (site / "many.md").write_text(MARKED.format("../brücke.yaml --no-text") * 101, "utf-8")
    done = argmap("embed", "--update", "docs/many.md")
    assert done.returncode == 1
    assert "docs/many.md:201:1: error: this is one more than 100 maps in a page" in done.stderr
    assert "brücke.svg" not in files(site)


def test_a_picture_that_several_markers_show_is_converted_once(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where they say other things of it: only a PNG of another look is another one."""
    made: list[str] = []

    def converted(drawing: Drawing, form: str) -> bytes:
        made.append(f"{drawing.width}.{form}")
        return drawing.svg.encode()

    monkeypatch.setattr(pages, "converted", converted)
    words = [" --no-text", " --alt 'In words'", "", " --focus risse"]
    page = site / "page.md"
    text = "".join(MARKED.format(f"../brücke.yaml --format png{more}") for more in words)
    page.write_text(text, encoding="utf-8")
    cli.main(["embed", "--update", str(page)], standalone_mode=False)
    assert made == ["720.png", "360.png"] * 2
    assert len(files(site)) == 5
