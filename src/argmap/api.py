"""The library's calls on a map or its file: draw, embed, review, reject, compare.

`load` and `validate` stand in `checking`, which the rooms below this one use as well. Nothing here
prints or exits.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal, get_args

from argmap.checking import Validation, load, texts_beside, validate
from argmap.checking.settings import Settings
from argmap.comparison.compare import compare
from argmap.comparison.model import Difference
from argmap.comparison.versions import read_version
from argmap.drawing.dot import dot
from argmap.drawing.draw import Drawing, draw
from argmap.drawing.layout.part import main_claims as main_claims_of
from argmap.drawing.layout.tree import tree
from argmap.drawing.picture import (
    NARROW,
    Direction,
    Engine,
    EvidenceForm,
    Form,
    Layout,
    Picture,
    Scheme,
    one_of,
)
from argmap.drawing.theme import Theme, find_theme
from argmap.embedding import Embedder, Embedding
from argmap.embedding.page import page as write_page
from argmap.files.find import gather
from argmap.model.argument import ArgumentMap
from argmap.model.findings import InvalidMapError
from argmap.model.marks import Marks
from argmap.publishing import Publisher, Site
from argmap.review.ledger import Judgement, Ledger, ReviewState
from argmap.review.record import Checked, Recorded, list_claims, record_verdict
from argmap.review.states import Standing, standings
from argmap.standing.rank import Ranking, rank_parts
from argmap.standing.reject import Impact, reject

Doubtful = Literal["challenged", "stale", "unreviewed"]
DOUBTFUL = get_args(Doubtful)
"""The review states of what no reviewer's acceptance holds for: `impact` can reject all of it."""


def render(
    source: ArgumentMap | str | os.PathLike[str],
    *,
    width: int = Picture.width,
    layout: Layout = Picture.layout,
    evidence: EvidenceForm = Picture.evidence,
    overview: bool = Picture.overview,
    focus: str | None = Picture.focus,
    depth: int | None = Picture.depth,
    huge: bool = Picture.huge,
    direction: Direction = Picture.direction,
    engine: Engine = Picture.engine,
    theme: Theme | str = Picture.theme,
    scheme: Scheme = Picture.scheme,
    title: bool = Picture.title,
    legend: bool = Picture.legend,
    sources: bool = Picture.sources,
    id_prefix: str | None = Picture.id_prefix,
    marks: Marks | None = None,
) -> Drawing:
    """Draw a map to a width and return the drawing, whose `svg` is a complete SVG file.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        width: The natural width that the drawing may have at most, in CSS px, 300 to 1,600.
        layout: `table`: each claim beside its reasons or above them; `columns`; `outline`;
            `auto`: columns of at most 900 px that are no higher than the table, else the table,
            below 480 px in one column; or `graph`: a net that Graphviz places, with every link
            drawn; an outline where that is wider than the width, which the drawing's `layout` and
            `notes` tell.
        evidence: Whether evidence stands there in `words` or not at all (`none`); a ring for each
            piece (`marks`) is for the table, which `auto` then takes.
        overview: Whether it shows only the thesis, its main reasons with their own reasons, and
            each objection with its answers, and counts the rest, in a layout of its own.
        focus: The id of the claim that it shows, with what stands under it, below a line that leads
            to it from the thesis; None for the whole map. Numbers are always the whole map's.
        depth: How many levels of claims it shows, each of the last one with a count of what stands
            under it; None for all.
        huge: Whether it is drawn although it has more than 5,000 boxes or 250,000 characters; then
            25,000 boxes are the most.
        direction: In a net, where reasons stand: `right` of what they support, or `down` below.
        engine: `embedded` is the Graphviz that comes with the installation, `system` the
            one on the search path, `auto` the first of the two that is there.
        theme: The colours: a table of your own, a name (`default`, `mono`, `safe`), or the path
            of a TOML file.
        scheme: `light` or `dark` everywhere; `auto` for what the page says, or for a picture in a
            file of which the page says nothing, the reader's system. Print is light then.
        title: Whether the title, the map's author and its date stand on the picture.
        legend: Whether a legend explains the signs.
        sources: Whether the numbered list of sources stands below.
        id_prefix: What the picture's ids begin with: a letter, then letters, digits, `-`, `_`;
            without it, a name made from its contents.
        marks: What is said about single claims, pieces of evidence and inferences, by their ids:
            a word, and a tone that says how their boxes are drawn.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If a file cannot be read or used, if there are more boxes than a picture may
            have, or if Graphviz cannot be used.
        FocusError: If the map has no claim to focus on; a `ValueError`.
        ValueError: If an option is none of the values above, an overview is to show a part, or a
            mark is about no claim and no evidence of the map.
    """
    picture = Picture(
        width=width,
        layout=layout,
        evidence=evidence,
        overview=overview,
        focus=focus,
        depth=depth,
        huge=huge,
        direction=direction,
        engine=engine,
        theme=theme,
        scheme=scheme,
        title=title,
        legend=legend,
        sources=sources,
        id_prefix=id_prefix,
    )
    return draw(_map(source), picture, marks)


def main_claims(source: ArgumentMap | str | os.PathLike[str]) -> list[str]:
    """Return the ids of the claims right under the thesis, in the order of their numbers.

    With each of them as its `focus`, `render` and `embed` make what `--split` makes.

    Args:
        source: A map without errors, as `load` returns it, or its file.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read, or the files of two pictures would have one name.
    """
    return main_claims_of(tree(_map(source), {}))


def embed(
    source: ArgumentMap | str | os.PathLike[str],
    *,
    form: Form = "html",
    name: str | None = None,
    base: str = "",
    width: int = Picture.width,
    narrow: int | None = NARROW,
    layout: Layout | None = None,
    evidence: EvidenceForm = Picture.evidence,
    focus: str | None = Picture.focus,
    depth: int | None = Picture.depth,
    direction: Direction = Picture.direction,
    text: bool = True,
    alt: str = "",
    engine: Engine = Picture.engine,
    theme: Theme | str = Picture.theme,
    scheme: Scheme = Picture.scheme,
    title: bool = Picture.title,
    legend: bool = Picture.legend,
    sources: bool = Picture.sources,
    id_prefix: str | None = Picture.id_prefix,
) -> Embedding:
    """Draw a map for a page, and write what is pasted into it: pictures, caption, text version.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        form: `html` for a figure that shows pictures from files, `inline` for one that holds
            them, `markdown` for Markdown without HTML, `markdown-inline` for such that holds the
            wide picture.
        name: What the names of the pictures' files begin with; without it, the name of the
            map's file, or `map`.
        base: The address of the folder with the pictures, absolute (http or https) or relative
            to the page, which is taken where there is none.
        width: The width of the picture for wide pages, in CSS px, 300 to 1,600.
        narrow: The same for pages where that would have to shrink; None, or a width that is
            not less than the other, for no such picture.
        layout: That of `render`, for the picture of the whole map; None for the overview, or for
            the whole map where that takes little room. The picture for narrow pages has it if it
            is `table` or `outline`, else the phone's.
        evidence: In a table, how evidence is shown.
        focus: The claim that is shown with what stands under it, in the text version, too.
        depth: So many levels of claims are shown in the pictures.
        direction: Where reasons stand in a net.
        text: Whether the map as text comes along.
        alt: What those who hear the page are told of the pictures; without it, a sentence with the
            thesis, or with the claim that is in focus.
        engine: Which Graphviz draws; this and the next five are those of `render`.
        theme: The colours.
        scheme: Light, dark, or what the page or the system says; on a page that is always light,
            `light` is safe.
        title: Whether the title, the map's author and its date stand on the pictures.
        legend: Whether a legend explains the signs.
        sources: Whether the numbered list of sources stands below them.
        id_prefix: What ids in the fragment begin with: a letter, then letters, digits, `-` and
            `_`; without it, a name made from the map.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read or Graphviz cannot be used.
        FocusError: If the map has no such claim to focus on; a `ValueError`.
        ValueError: If an option is none of the values above.
    """
    one_of("form", form, Form)
    picture = Picture(
        width=width,
        layout=layout or Picture.layout,
        evidence=evidence,
        overview=layout is None and focus is None and depth is None,
        focus=focus,
        depth=depth,
        direction=direction,
        engine=engine,
        theme=theme,
        scheme=scheme,
        title=title,
        legend=legend,
        sources=sources,
        id_prefix=id_prefix,
    )
    if name is None:
        file = "-" if isinstance(source, ArgumentMap) else os.fspath(source)
        name = "map" if file == "-" else Path(file).stem
    embedder = Embedder(
        _map(source), picture, form=form, name=name, base=base, narrow=narrow, text=text, alt=alt
    )
    return embedder.embed()


def page(
    source: ArgumentMap | str | os.PathLike[str],
    *,
    theme: Theme | str = Picture.theme,
    reviews: Mapping[str, Standing] | None = None,
) -> str:
    """Return a map as a whole HTML page: rows that unfold, search, filters, what falls.

    It asks for nothing from anywhere, and shows everything, unfolded, where scripts do not run.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        theme: The colours, and words for languages that argmap has not.
        reviews: The standings of its claims and warrants, by their ids, as `reviews` returns
            them; without it, those from the ledger beside the map's file.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error, or its ledger.
        ArgmapError: If a file cannot be read or used.
    """
    if isinstance(source, ArgumentMap):
        return write_page(source, find_theme(theme), reviews or {})
    result = _sound(os.fspath(source))
    assert result.map is not None  # it has no error
    return write_page(result.map, find_theme(theme), reviews or result.standings)


def site(
    folder: str | os.PathLike[str],
    output: str | os.PathLike[str],
    *,
    title: str | None = None,
    theme: Theme | str = Picture.theme,
) -> Site:
    """Write all maps of a folder as a site, and return what was written.

    It has an index, a page for each map, the sources across maps, a search, and an Atom feed. What
    would be the same is not written again. It needs the extra `argmap[site]`.

    Args:
        folder: The folder with the maps.
        output: The site's folder, which is made where it is missing.
        title: The site's title; without it, "Argument maps" in the language of most maps.
        theme: The colours, and words for languages that argmap has not.

    Raises:
        ArgmapError: If the folder has no map, a file cannot be written, or Jinja2 is missing.
    """
    gathered = gather([os.fspath(folder)])
    if not gathered.sources:
        raise gathered.problems[0]
    publisher = Publisher(os.fspath(output), find_theme(theme), title)
    tasks = publisher.begin(gathered.sources)
    try:
        for task in tasks:
            publisher.take(task, publisher.drawer.make(task))
        return publisher.finish(complete=not gathered.problems)
    finally:
        publisher.save()


def to_dot(
    source: ArgumentMap | str | os.PathLike[str], *, direction: Direction = Picture.direction
) -> str:
    """Return a map as DOT text with its words in it, for Graphviz and what else reads DOT.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        direction: Where reasons stand: `right` of what they support, or `down` below it.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read.
        ValueError: If the direction is none of the two.
    """
    one_of("direction", direction, Direction)
    return dot(_map(source), direction)


def reviews(path: str | os.PathLike[str]) -> dict[str, Standing]:
    """Return the review state and the verdicts of each claim and warrant, by its id.

    They come in the file's order. A warrant has the id of its inference.

    Args:
        path: The map's file, beside which its ledger may stand; `-` is standard input, which
            has none.

    Raises:
        InvalidMapError: If the map or its ledger has an error; its `findings` hold all of them.
        ArgmapError: If a file cannot be read.
    """
    return dict(_sound(os.fspath(path)).standings)


def record(
    path: str | os.PathLike[str],
    verdict: Judgement | str,
    ids: Iterable[str],
    *,
    by: str,
    note: str | None = None,
    date: str | None = None,
) -> Recorded:
    """Write a reviewer's verdict on some claims or warrants into the ledger beside the map.

    Args:
        path: The map's file.
        verdict: `accept`, `challenge`, `withdraw`, or `settle` for the challenges of others.
        ids: The claims, and the inferences whose warrants are meant.
        by: The reviewer's name.
        note: The reason, one paragraph, or None; `settle` takes one.
        date: The day of the review, `YYYY-MM-DD`; today without it.

    Returns:
        The verdicts that were written; one that the ledger holds already is not written again.

    Raises:
        VerdictError: If a claim, the date or the name is none; a `ValueError`. Nothing is
            written then.
        InvalidMapError: If the map or its ledger has an error.
        ArgmapError: If a file cannot be read or written.
    """
    return record_verdict(
        os.fspath(path), verdict, ids, by=by, note=note, date=date, read_checked=_valid
    )


def prepare_ledger(path: str | os.PathLike[str]) -> Recorded:
    """List every claim and warrant of a map in its ledger, so that verdicts on them merge.

    Args:
        path: The map's file.

    Raises:
        InvalidMapError: If the map or its ledger has an error.
        ArgmapError: If a file cannot be read or written.
    """
    return list_claims(os.fspath(path), _valid)


def impact(
    source: ArgumentMap | str | os.PathLike[str],
    rejected: str | Iterable[str] = (),
    *,
    states: Iterable[ReviewState | str] = (),
    ledger: Ledger | None = None,
) -> Impact:
    """Return the parts that stand, are contested or fall when parts of a map are rejected.

    Args:
        source: A map without errors, as `load` returns it, or its file.
        rejected: One id, or several, of claims, inferences, sources and evidence; evidence
            without an id of its own is `claim.1`, `claim.2` and so on.
        states: Also reject all that its reviews leave in one of these states: `challenged`,
            `stale`, `unreviewed`. The thesis is left out.
        ledger: The reviews for `states`; without it, those beside the map's file.

    Raises:
        UnknownPartError: If an id is not on the map; it is a `ValueError`.
        InvalidMapError: If `source` names a file whose map has an error, or its ledger, where
            `states` are given.
        ArgmapError: If a file cannot be read.
        ValueError: If a state is none of the three.
    """
    ids = (rejected,) if isinstance(rejected, str) else rejected
    wanted = [str(state) for state in states]
    for state in wanted:
        one_of("state", state, Doubtful)
    if wanted and not isinstance(source, ArgumentMap):
        argument, beside, texts = _valid(os.fspath(source))
        found = standings(argument, ledger or beside, texts)
    else:
        argument = _map(source)
        found = standings(argument, ledger) if wanted else {}
    return reject(argument, ids, in_states(argument, found, wanted))


def in_states(
    argument: ArgumentMap, standings: Mapping[str, Standing], wanted: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of all that its reviews leave in some states, by the state's word.

    An inference whose warrant nobody has reviewed is not among the unreviewed: its claims are.

    Args:
        argument: A map without errors.
        standings: How its claims and warrants stand after their reviews.
        wanted: The states, in the order of the answer.
    """
    found: dict[str, list[str]] = {state: [] for state in wanted}
    for name, standing in standings.items():
        silent = name in argument.inferences and standing.state is ReviewState.UNREVIEWED
        if standing.state in found and not silent:
            found[standing.state].append(name)
    return {word: tuple(ids) for word, ids in found.items()}


def rank(source: ArgumentMap | str | os.PathLike[str]) -> Ranking:
    """Rank the parts of a map by what falls with each, where it alone is rejected.

    Args:
        source: A map without errors, as `load` returns it, or its file.

    Raises:
        InvalidMapError: If `source` names a file whose map has an error.
        ArgmapError: If the file cannot be read, or if the map is a large net in which too much
            changes with each part.
    """
    return rank_parts(_map(source))


def diff(
    old: ArgumentMap | str | os.PathLike[str],
    new: ArgumentMap | str | os.PathLike[str],
    *,
    ledger: Ledger | None = None,
) -> Difference:
    """Return the difference between two versions of a map; false where they say the same.

    Layout, comments and the order of the file do not count.

    Args:
        old: The older version: a map, its file, or `REV:path` for what git has at a revision.
        new: The newer one, likewise.
        ledger: The reviews of the new version, to tell which of them no longer count; without
            it, those beside the new version's file.

    Raises:
        InvalidMapError: If a file has errors of form that keep parts of it from being read.
        ArgmapError: If a file or a revision cannot be read.
    """
    before = _version(old, reviews=False)
    after = _version(new, reviews=ledger is None)
    return compare(before.map, after.map, ledger or after.ledger, after.texts, before.texts)


def _map(source: ArgumentMap | str | os.PathLike[str]) -> ArgumentMap:
    """Return a map that may have to be loaded first."""
    return source if isinstance(source, ArgumentMap) else load(source)


def _sound(path: str) -> Validation:
    """Return what is found of a map and its ledger, both without an error."""
    result = validate(path, Settings())  # how much a finding weighs elsewhere is not asked
    if not result.ok:
        raise InvalidMapError(result.findings)
    return result


def _valid(path: str) -> Checked:
    """Return a map and its ledger, both without an error, and the texts of its sources."""
    result = _sound(path)
    assert result.map is not None  # it has no error
    return Checked(result.map, result.ledger, texts_beside(path, result.map))


def _version(source: ArgumentMap | str | os.PathLike[str], *, reviews: bool) -> Checked:
    if isinstance(source, ArgumentMap):
        return Checked(source, None, None)
    version = read_version(os.fspath(source), reviews=reviews)
    if version.map is None or version.findings:
        raise InvalidMapError(version.findings)
    return Checked(version.map, version.ledger, version.texts)
