"""What is too much for a command is one line that says how much is allowed, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import argmap as library
from argmap.drawing.picture import MOST_BOXES
from argmap.drawing.typeset.clusters import split_clusters

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

HEAD = "argmap: 1\ntitle: T\nlang: en\nthesis: {text: T.}\n"


def objections(links: dict[int, list[int]]) -> str:
    """Return a map of objections, each to those that are named, 0 being the thesis."""
    entries = [
        f"  c{one}: {{text: Claim {one}., attacks: "
        f"[{', '.join(f'c{to}' if to else 'thesis' for to in targets)}]}}\n"
        for one, targets in links.items()
    ]
    return f"{HEAD}objections:\n{''.join(entries)}"


def all_attack_all(count: int) -> str:
    """Return a map of so many objections to the thesis, each to all others, too."""
    some = range(1, count + 1)
    return objections({one: [0, *(to for to in some if to != one)] for one in some})


AT_ONCE = "are the most that are drawn at once: --overview shows the main reasons and"


@pytest.mark.parametrize("options", [[], ["--layout", "graph"], ["--layout", "outline"]])
def test_a_picture_with_too_many_boxes_is_refused_in_one_line(
    argmap: Run, tmp_path: Path, options: list[str]
) -> None:
    """170 claims that all attack all are 29,000 boxes: exit 3, and no file, even with --huge."""
    (tmp_path / "dense.yaml").write_text(all_attack_all(170), encoding="utf-8")
    done = argmap("render", "dense.yaml", "--huge", *options)
    assert done.returncode == 3
    assert done.stderr == (
        "argmap: the picture would have 28,901 boxes, and 25,000 are the most that are drawn at "
        "all: --overview shows the main reasons and the objections, --focus ID draws one claim "
        "with what stands under it, --depth N so many levels of claims, --split each main reason "
        "by itself; or let each claim bear on fewer others (a link more is a box more); `argmap "
        "render --format dot` writes it for other programs\n"
    )
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())
    assert argmap("render", "dense.yaml", "--format", "dot", "-o", "-").returncode == 0
    if not options:
        assert argmap("render", "dense.yaml", "--focus", "c7").returncode == 0


def test_a_huge_picture_has_boxes_without_evidence_up_to_a_limit(
    argmap: Run, tmp_path: Path
) -> None:
    """123 claims that all attack all are 15,130 boxes: too many even with --huge."""
    (tmp_path / "long.yaml").write_text(all_attack_all(123), encoding="utf-8")
    done = argmap("render", "long.yaml", "--huge", "-o", "d.svg")
    assert done.returncode == 3
    assert done.stderr.startswith(
        "argmap: the picture would have 15,130 boxes beside those of evidence, and 15,000 are "
        "the most that are drawn at all: --overview shows the main reasons and the objections, "
    )
    assert not (tmp_path / "d.svg").exists()


def test_a_picture_has_5_000_boxes_and_more_if_it_is_to_be_huge(
    argmap: Run, tmp_path: Path
) -> None:
    """71 claims that all attack all are 5,042 boxes: too many for a picture, or a difference."""
    (tmp_path / "dense.yaml").write_text(all_attack_all(71), encoding="utf-8")
    (tmp_path / "short.yaml").write_text(objections({1: [0]}), encoding="utf-8")
    done = argmap("render", "dense.yaml", "-o", "d.svg")
    assert done.returncode == 3
    assert f"would have 5,042 boxes, and 5,000 {AT_ONCE}" in done.stderr
    assert done.stderr.endswith(
        "for other programs, and `argmap render --huge` draws it all the same, up to 25,000 boxes\n"
    )
    done = argmap("diff", "short.yaml", "dense.yaml", "--render", "d.svg")
    assert done.returncode == 3
    assert done.stderr == (
        "argmap: the picture would have 5,042 boxes, and 5,000 are the most that are drawn at "
        "once: --huge draws it all the same, and without --render, changes are listed\n"
    )
    assert not (tmp_path / "d.svg").exists()
    assert argmap("render", "dense.yaml", "-o", "d.svg", "--huge").returncode == 0


def test_an_overview_of_too_many_claims_is_refused() -> None:
    """5,001 objections to the thesis are one too many: nobody looks at so many at once."""
    text = objections({one: [0] for one in range(1, MOST_BOXES + 2)})
    argument = library.validate_text(text).map
    assert argument is not None
    with pytest.raises(library.ArgmapError, match="would have 5,001 boxes, and 5,000 are the most"):
        library.render(argument, overview=True)


@pytest.mark.parametrize(
    ("premise", "source", "status"),
    [("words " * 41_700, "A title", 3), ("Says it.", "title " * 41_700, 0)],
    ids=["in a claim", "in a source"],
)
def test_a_picture_has_250_000_characters_and_more_if_it_is_to_be_huge(
    argmap: Run, tmp_path: Path, premise: str, source: str, status: int
) -> None:
    """A text without end is refused wherever a picture shows it, and only there."""
    text = (
        f"{HEAD}premises:\n  c1: {{text: '{premise}', supports: thesis, "
        "evidence: [{text: Saw it., source: s1}]}\n"
        f"sources:\n  s1: {{type: book, title: '{source}'}}\n"
    )
    (tmp_path / "long.yaml").write_text(text, encoding="utf-8")
    done = argmap("render", "long.yaml", "-o", "d.svg")
    assert done.returncode == 3
    assert f"characters of text, and 250,000 {AT_ONCE}" in done.stderr
    assert argmap("render", "long.yaml", "-o", "d.svg", "--huge").returncode == 0
    for options in (["--sources", "none"], ["--overview"], ["--evidence", "none"]):
        assert argmap("render", "long.yaml", "-o", "d.svg", *options).returncode == status
    # Of so few claims, the whole is embedded where it takes little room: here an overview is.
    assert argmap("embed", "long.yaml").returncode == status


def test_a_ranking_of_too_much_is_refused_and_one_impact_is_not(
    argmap: Run, tmp_path: Path
) -> None:
    """In a circle of 900 attacks each part changes all others; one of them can be rejected."""
    text = objections({1: [0, 900], **{one: [one - 1] for one in range(2, 901)}})
    (tmp_path / "circle.yaml").write_text(text, encoding="utf-8")
    done = argmap("impact", "circle.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "argmap: what falls with each of the 901 parts alone cannot be ranked: too many others "
        "change with them (more than 518,020 steps in all); name what is to be rejected, as in "
        "`argmap impact MAP ID`\n"
    )
    done = argmap("impact", "circle.yaml", "c1")
    assert done.returncode == 0
    assert "now stands: 1.1 c2" in done.stdout


@pytest.mark.parametrize("end", ["", ", via: s1"], ids=["line", "ring"])
def test_ten_thousand_sources_known_through_each_other_are_looked_at_once(end: str) -> None:
    """A line of `via` is followed to its end for what a claim rests on; a ring is one finding."""
    count = 10_000
    ways = [*(f", via: s{one + 1}" for one in range(1, count)), end]
    sources = "".join(
        f"  s{one}: {{type: book, title: T{way}}}\n" for one, way in enumerate(ways, start=1)
    )
    cited = "".join(
        f"  c{one}: {{text: Claim {one}., supports: thesis, "
        f"evidence: [{{text: E., source: s{one}}}, {{text: F., source: s1}}]}}\n"
        for one in (1, 2)
    )
    found = library.validate_text(f"{HEAD}premises:\n{cited}sources:\n{sources}").findings
    codes = [finding.code for finding in found]
    assert codes == (["AM203"] if end else ["AM305"])
    if not end:
        assert "go back to one source, `s10000`, through which the rest" in found[0].message


def test_paths_that_help_and_hurt_are_told_without_their_middle() -> None:
    """A note on two paths of sixty claims names both ends of each."""
    up = "".join(
        f"  p{one}: {{text: P{one}., supports: {f'p{one - 1}' if one else 'thesis'}}}\n"
        for one in range(60)
    )
    text = f"{HEAD}premises:\n{up}  x: {{text: X., supports: p59, attacks: thesis}}\n"
    (told,) = [one for one in library.validate_text(text).findings if one.code == "AM210"]
    assert told.message.startswith("`x` helps the thesis (`x` → `p59` → ")
    assert " → `p46` → … → `p13` → " in told.message
    assert told.message.endswith("→ `thesis`) and hurts it (`x` → `thesis`)")


def test_joiners_without_end_do_not_make_one_character() -> None:
    """What a reader could take for one character ends after 32."""
    assert split_clusters("👩\u200d" * 40) == ["👩\u200d" * 16, "👩\u200d" * 16, "👩\u200d" * 8]
    assert split_clusters("e\u0301a👩\u200d👩b") == ["e\u0301", "a", "👩\u200d👩", "b"]
