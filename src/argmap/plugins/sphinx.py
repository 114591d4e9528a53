"""The extension for Sphinx: the directive `argmap`, in reStructuredText and in MyST.

A map is checked when its page is read, and drawn when the page is written: for web pages as the
figure that `argmap embed` makes, for all else as a picture and the map as text.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.util.typing import ExtensionMetadata

from argmap import __version__
from argmap.api import embed
from argmap.checking import Validation, check_to_draw, validate, validate_text
from argmap.checking.watching import THEME_ENDING, files_for
from argmap.drawing import png_pdf
from argmap.drawing.draw import Pictures
from argmap.drawing.layout.around import describe
from argmap.drawing.picture import ImageFormat, Picture
from argmap.embedding import Embedding
from argmap.embedding.pictures import MEDIA_TYPES
from argmap.embedding.text_version import PLAIN, Excerpt, alternative, caption, entries, line
from argmap.errors import ArgmapError
from argmap.files.bounds import below
from argmap.files.find import is_named_like_a_map, ledger_path
from argmap.files.write import write
from argmap.model.argument import ArgumentMap
from argmap.model.findings import Severity
from argmap.plugins.directive_options import converters, keywords
from argmap.text import shown, web_address

logger = logging.getLogger(__name__)

MOST_LISTS: Final = 4
"""So many lists with bullets may stand within each other: LaTeX gives up below that. The numbers of
the claims say what stands under what."""

MOST_WITHIN: Final = 6
"""The same of lists, quotations and the like, which LaTeX makes of lists."""

_LISTS: Final = (
    *(nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list),
    *(nodes.option_list, nodes.line_block, nodes.block_quote, addnodes.desc),
)


class OutsideError(Exception):
    """A page names a file outside of the source folder."""


class MapNode(nodes.General, nodes.Element):  # type: ignore[misc]  # docutils has no types
    """A map in a page, before it is known for what it is written.

    Attributes of the node:
        path: The map's file; None for a map in the page itself.
        text: The map in the page itself.
        options: The keyword arguments of `argmap.embed`.
    """


class MapDirective(SphinxDirective):
    """Shows a map: the file that it names, or the one that is its content."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = dict(converters())

    def run(self) -> list[nodes.Node]:
        """Check the map, tell what is wrong with it, and note which files the page is made of."""
        if bool(self.arguments) == bool(self.content):
            raise self.error("argmap: name the file of one map, or write one below, and not both")
        options = keywords({**self.config.argmap_options, **self.options})
        whole = options.keys().isdisjoint({"layout", "focus", "depth"})
        if whole and options.get("evidence", "none") != "none":
            raise self.error("argmap: an overview only counts evidence: add :layout: auto")
        try:
            path = self._file(self.arguments[0]) if self.arguments else None
            theme = str(options.get("theme", ""))
            if theme.endswith(THEME_ENDING):
                options["theme"] = self._file(theme)
                self.env.note_dependency(options["theme"])
            result = self._checked(path)
        except (ArgmapError, OutsideError) as error:
            raise self.error(f"argmap: {error}") from error
        self._tell(result, path)
        if result.map is None or not result.drawable:
            return []
        node = MapNode("", path=path, text="\n".join(self.content), options=options)
        self.set_source_info(node)
        return [node]

    def _file(self, name: str) -> str:
        """Return a file that the page names, from the page's folder or, after /, the sources'."""
        home = str(self.env.srcdir)
        folder = home if name.startswith("/") else self.env.doc2path(self.env.docname).parent
        path = os.path.normpath(os.path.join(folder, name.lstrip("/")))  # noqa: PTH118
        if below(os.path.realpath(path), os.path.realpath(home)) is None:
            raise OutsideError(f"{shown(name)} is outside of the folder of the sources")
        return path

    def _checked(self, path: str | None) -> Validation:
        """Check a map, and note what that depends on."""
        if path is None:
            page, above = self._above_content()
            return validate_text("\n" * above + "\n".join(self.content), page)
        self.env.note_dependency(path)
        for file in files_for(path):
            if Path(file).is_file():
                self.env.note_dependency(os.path.abspath(file))  # noqa: PTH100
        return check_to_draw(path)

    def _tell(self, result: Validation, path: str | None) -> None:
        """Make errors and warnings those of Sphinx, each with its place.

        Sphinx would tell them only when it reads the page for the first time: it is to be read
        again until there are none. What reviews leave open is told, and fails no build.
        """
        for finding in result.findings:
            if finding.severity is Severity.NOTE:
                continue
            place = finding.location
            hint = f" ({finding.hint})" if finding.hint else ""
            if result.is_open_review(finding):
                logger.info("%s: %s: %s%s", place, finding.name, finding.message, hint)
                continue
            self.env.note_reread()
            logger.log(
                finding.severity.upper(),
                "%s: %s%s",
                *(finding.name, finding.message, hint),
                type="argmap",
                subtype=finding.code,
                location=str(place) if path else f"{place.path}:{place.line}",
            )

    def _above_content(self) -> tuple[str, int]:
        """Return the page, and how many lines of it stand above the content.

        In reStructuredText the content knows its place in the page, in MyST from its fence on.
        """
        page, start = self.get_source_info()
        fence = 0 if self.content.offset(0) else start
        return page, fence + self.content_offset


@dataclass(frozen=True)
class _Shown:
    """A map as a page shows it.

    Attributes:
        argument: The map.
        options: The keyword arguments of `argmap.embed`.
        name: What the names of the pictures begin with: the same on every run, and another for each
            map and each look.
    """

    argument: ArgumentMap
    options: dict[str, Any]
    name: str

    @classmethod
    def of(cls, node: MapNode, env: BuildEnvironment) -> _Shown:
        """Read the map of a node.

        Raises:
            ArgmapError: If it cannot be read any more.
        """
        path, options = node["path"], node["options"]
        result = validate_text(node["text"]) if path is None else validate(path, reviews=False)
        if result.map is None or not result.drawable:
            raise ArgmapError(f"{shown(path or 'the map')} has changed, and now has errors")
        where = node["text"] if path is None else Path(path).relative_to(env.srcdir).as_posix()
        digest = hashlib.sha256(f"{where}\n{sorted(options.items())!r}".encode("utf-8", "replace"))
        # LaTeX, too, finds files by these names.
        stem = re.sub("[^A-Za-z0-9]+", "-", Path(path or "map").stem).strip("-") or "map"
        return cls(result.map, dict(options), f"{stem}-{digest.hexdigest()[:8]}")

    def embedded(self, **page: Any) -> Embedding:
        """Return the map as `argmap.embed` makes it for a page."""
        made = embed(self.argument, **{**self.options, "name": self.name, **page})
        for note in made.notes:
            logger.info("argmap: %s", note)
        return made


def draw_maps(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the maps in a page by what the builder can show."""
    seen: Counter[tuple[str, str]] = Counter()
    for node in list(doctree.findall(MapNode)):
        about = (node["path"] or node["text"], node["options"].get("focus", ""))
        seen[about] += 1
        try:
            map_ = _Shown.of(node, app.env)
            if seen[about] > 1:  # one page may be made of many, and its ids differ all the same
                again = f"m{hashlib.sha256(repr(about).encode()).hexdigest()[:6]}_{seen[about]}"
                map_.options.setdefault("id_prefix", again)
            if app.builder.format == "html" and app.builder.name != "epub":
                made: list[nodes.Node] = [_figure(app, map_, docname)]
            else:
                made = list(_plain(app, map_, docname, node))
        except (ArgmapError, ValueError) as error:
            logger.warning("argmap: %s", error, type="argmap", location=node)
            made = []
        node.replace_self(made)


def _figure(app: Sphinx, map_: _Shown, docname: str) -> nodes.raw:
    """Return the figure for a web page, and write its pictures."""
    images = "_images"
    base = relative_uri(app.builder.get_target_uri(docname), images)
    made = map_.embedded(base=base)
    for name, drawing in made.pictures.items():
        folder = Path(app.outdir, images)
        folder.mkdir(parents=True, exist_ok=True)
        write(str(folder / name), drawing.svg)
    return nodes.raw("", made.text, format="html")


def _plain(app: Sphinx, map_: _Shown, docname: str, node: MapNode) -> Iterator[nodes.Node]:
    """Yield a picture, if the builder has any, with its caption; and the map as text."""
    focus = map_.options.get("focus")
    look = Picture(theme=map_.options.get("theme", Picture.theme), focus=focus)
    pictures = Pictures(map_.argument, look)
    excerpt = Excerpt(pictures.argument, pictures.part(focus))
    wanted = app.builder.supported_image_types
    form = next((form for form, kind in MEDIA_TYPES.items() if kind in wanted), None)
    box = nodes.container(classes=["argmap"])
    if form is not None:
        try:
            image = _image(app, map_, docname, form)
            image["alt"] = map_.options.get("alt") or alternative(excerpt.argument, excerpt.head)
            box += image
        except ArgmapError as error:  # the text below says what the picture would
            logger.warning("argmap: no picture: %s", error, type="argmap", location=node)
    box += nodes.paragraph("", "", *_caption(excerpt))
    if map_.options.get("text", True):
        box += list(_text(excerpt, _room(node)))
    yield box


def _image(app: Sphinx, map_: _Shown, docname: str, form: ImageFormat) -> nodes.image:
    """Draw the wide picture into the folder of Sphinx's own converted pictures, and show it."""
    made = map_.embedded(form="html", narrow=None)
    ((name, drawing),) = made.pictures.items()
    folder = Path(app.doctreedir, "images")
    folder.mkdir(parents=True, exist_ok=True)
    file = str(folder / f"{name.removesuffix('.svg')}.{form}")
    write(file, png_pdf.converted(drawing, form))
    app.env.images.add_file(docname, file)
    return nodes.image(uri=file, candidates={"*": file})


def _caption(excerpt: Excerpt) -> Iterator[nodes.Node]:
    argument = excerpt.argument
    yield nodes.strong("", argument.title)
    said = [excerpt.head] if excerpt.head else []
    said += [f"{own}{argument.words.colon}{text}" for own, text in caption(argument)]
    yield nodes.Text("".join(f" · {one}" for one in said))


def _room(node: MapNode) -> int:
    """Return how many lists with bullets may stand within each other where a node stands."""
    around, above = [], node.parent
    while above is not None:
        around.append(above)
        above = above.parent
    bullets = sum(isinstance(one, nodes.bullet_list) for one in around)
    return min(MOST_LISTS - bullets, MOST_WITHIN - sum(isinstance(one, _LISTS) for one in around))


def _text(excerpt: Excerpt, room: int) -> Iterator[nodes.Node]:
    """Yield the text version: what bears on what, then the sources.

    Args:
        excerpt: What of the map is shown.
        room: How many lists may stand within each other; without any, each item is a paragraph.
    """
    argument, numbers = excerpt.argument, excerpt.numbers
    if argument.description and not excerpt.head:
        yield nodes.paragraph("", argument.description)
    said = ((entry.depth, line(entry, argument, numbers, PLAIN)) for entry in entries(excerpt))
    yield from _lists([(depth, nodes.paragraph("", text)) for depth, text in said], room)
    if numbers:
        yield nodes.paragraph("", "", nodes.strong("", argument.words.sources))
        sources = [(1, nodes.paragraph("", "", one)) for one in _sources(argument, numbers)]
        yield from _lists(sources, room)


def _sources(argument: ArgumentMap, numbers: Mapping[str, int]) -> Iterator[nodes.Node]:
    for name, number in numbers.items():
        source = argument.sources[name]
        said = f"[{number}] {describe(source, argument, numbers)}"
        address = web_address(source.url)
        yield nodes.reference("", said, refuri=address) if address else nodes.Text(said)


def _lists(items: Sequence[tuple[int, nodes.paragraph]], room: int) -> Iterator[nodes.Node]:
    """Yield paragraphs, each with its depth, as lists within lists down to the deepest allowed."""
    if room < 1:
        yield from (paragraph for _, paragraph in items)
        return
    opened: list[nodes.Element] = []
    for depth, paragraph in items:
        del opened[min(depth, room) :]
        if len(opened) < min(depth, room):
            inner = nodes.bullet_list(bullet="-")
            if opened:
                opened[-1][-1] += inner
            opened.append(inner)
        opened[-1] += nodes.list_item("", paragraph)
    yield opened[0]


def read_defaults(_: Sphinx, config: Config) -> None:
    """Read the options that all maps of a project have where their pages say nothing else.

    Raises:
        ConfigError: If there is no such option, or it does not take that value.
    """
    known = converters()
    try:
        read = {one: known[one](str(value)) for one, value in config.argmap_options.items()}
    except KeyError as error:
        raise ConfigError(f"argmap_options: no option is called {error}") from error
    except ValueError as error:
        raise ConfigError(f"argmap_options: {error}") from error
    config.argmap_options = read


def pages_with_new_ledgers(_: Sphinx, env: BuildEnvironment, *__: set[str]) -> list[str]:
    """Name the pages that show a map beside which there was no ledger when they were read."""
    known = {page: set(map(str, files)) for page, files in env.dependencies.items()}
    return [
        page
        for page, files in known.items()
        for ledger in map(ledger_path, filter(is_named_like_a_map, files))
        if ledger not in files and Path(ledger).is_file()
    ]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directive with Sphinx."""
    app.add_node(MapNode)
    app.add_directive("argmap", MapDirective)
    app.add_config_value("argmap_options", {}, "env", dict)
    app.connect("config-inited", read_defaults)
    app.connect("env-get-outdated", pages_with_new_ledgers)
    app.connect("doctree-resolved", draw_maps)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
