"""The plug-in for MkDocs: fences named `argmap`, and images whose file is a map."""

from __future__ import annotations

import hashlib
import os
import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from argmap import report
from argmap.api import embed
from argmap.checking import Validation, check_to_draw, validate_text
from argmap.checking.settings import find_settings
from argmap.drawing.markup import escape
from argmap.drawing.picture import NARROW, Picture
from argmap.drawing.theme import find_theme
from argmap.errors import ArgmapError
from argmap.files.bounds import below
from argmap.files.find import is_ledger, is_map
from argmap.files.names import file_part
from argmap.files.read import shipped, stem
from argmap.model.findings import Severity
from argmap.plugins.fence import MAP_ENDINGS, Request, read_fence, read_words
from argmap.text import counted, shown

FOLDER: Final = "assets/argmap"
"""Where the pictures stand in the site."""

COLUMNS: Final = {"material": (688, 328), "readthedocs": (696, 308)}
"""How wide the text is in themes where it is narrower than a picture usually is: on a wide page,
and on a phone of 360 px."""

_STYLE: Final = f"{FOLDER}/figures.css"

_BASE: Final = "argmap-pictures-5f0c2a7e41"
"""Stands for the folder of the pictures in what is kept for several pages."""

_EXCERPT: Final = 70
"""Columns of the findings in a page; a page that is narrower lets them be moved sideways."""

_ID: Final = re.compile(r' id="([^"]+)"')

log = get_plugin_logger(__name__)


class MapsConfig(Config):
    """What the site's configuration may say of maps."""

    options = config_options.Type(str, default="")
    maps_dir = config_options.Optional(config_options.Dir(exists=True))
    copy_maps = config_options.Type(bool, default=False)


class RefusedError(ValueError):
    """What a page asks for cannot be done; the text says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A map for pages, wherever they stand.

    Attributes:
        html: The figure, with `_BASE` for the folder of its pictures.
        pictures: The pictures by the names of their files.
        notes: Remarks for the maker.
    """

    html: str
    pictures: Mapping[str, str]
    notes: tuple[str, ...]


class MapsPlugin(BasePlugin[MapsConfig]):
    """Puts maps into the pages of a site."""

    page: Page
    files: Files

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        self.kept: dict[str, Figure] = {}
        self.used: set[str] = set()
        self.told: set[tuple[Severity, str]] = set()
        self.shown: list[str] = []
        self.anchors: set[str] = set()

    def on_startup(self, **_: Any) -> None:
        """Stay from build to build: MkDocs keeps plug-ins that have this, and so what is drawn."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Have the site's Markdown take maps."""
        self.site = config
        self.told.clear()
        self.used.clear()
        wide, narrow = COLUMNS.get(config.theme.name or "", (Picture.width, NARROW))
        self.defaults: dict[str, Any] = {"width": wide, "narrow": narrow}
        try:
            self.defaults |= read_words(self.config.options).options
        except ValueError as error:
            raise PluginError(f"argmap: in its `options`: {error}") from error
        if str(self.defaults.get("theme", "")).endswith(".toml"):
            self.defaults["theme"] = os.path.join(self._home, self.defaults["theme"])  # noqa: PTH118
        fences = _superfences(config)
        if fences is not None:
            fence = {"name": "argmap", "class": "argmap", "format": self._super_fence}
            fences.append(fence | {"validator": lambda *_, **__: True})
        config.extra_css.append(_STYLE)
        extensions: list[Any] = config.markdown_extensions
        extensions.append(_Maps(self, fences=fences is None))
        return config

    def on_files(self, files: Files, **_: Any) -> Files:
        """Leave maps and ledgers out of the site, and put the style of figures into it."""
        for file in [] if self.config.copy_maps else files:
            path = file.abs_src_path
            if path and path.lower().endswith(MAP_ENDINGS) and (is_ledger(path) or is_map(path)):
                file.inclusion = InclusionLevel.EXCLUDED
        self.files = files
        self._add(_STYLE, shipped("plugins", "mkdocs.css"))
        return files

    def on_page_markdown(self, markdown: str, page: Page, files: Files, **_: Any) -> str:
        """Note which page is being written."""
        self.page, self.files = page, files
        self.shown.clear()
        self.anchors = set()
        return markdown

    def on_page_content(self, html: str, page: Page, **_: Any) -> str:
        """Tell MkDocs which anchors stand in the figures: it looks where links lead."""
        if page is self.page:
            page.present_anchor_ids = {*(page.present_anchor_ids or ()), *self.anchors}
        return html

    def on_post_build(self, **_: Any) -> None:
        """Forget what no page shows any more."""
        self.kept = {key: one for key, one in self.kept.items() if key in self.used}

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Have pages written again when a map outside `docs_dir` changes."""
        if self.config.maps_dir:
            server.watch(self.config.maps_dir)
        return server

    def fence(self, body: str) -> str:
        """Return what stands in a page for a fence."""
        place = self._place(body)
        try:
            request = read_fence(body)
            if request.path is not None:
                return self._of_file(request.path, request)
            return self._of_text(body, request)
        except (ValueError, ArgmapError) as error:
            return self._refused(place, error)

    def image(self, target: str, alt: str) -> str:
        """Return what stands in a page for an image whose file is a map."""
        try:
            return self._of_file(target, Request(target, {"alt": alt} if alt else {}))
        except (ValueError, ArgmapError) as error:
            return self._refused(self._place(target), error)

    def refuse_in_text(self, target: str) -> str:
        """Return what stands in a page for such an image amid words."""
        why = f"the map {shown(target)} stands amid words: give it a paragraph of its own"
        self._tell(Severity.ERROR, f"{self._place(target)}: {why}")
        return f"<strong>{escape(why)}</strong>"

    def _super_fence(self, source: str, *_: Any, **__: Any) -> str:
        from pymdownx.superfences import SuperFencesException  # noqa: PLC0415 -- there may be none

        try:
            return self.fence(source)
        except Exception as error:  # SuperFences would show the fence as if nothing had been
            raise SuperFencesException(str(error)) from error

    def _of_file(self, target: str, request: Request) -> str:
        path = _short(self._find(target))
        result = check_to_draw(path)
        return self._checked(result, result.text, stem(path), request)

    def _of_text(self, body: str, request: Request) -> str:
        """Show a map that stands in the page, with findings at the lines of the page's file."""
        own = body.split("\n")[request.lines :]
        first, indent = self._where(own)
        text = "\n" * (first - 1) + "".join(f"{indent}{line}\n" for line in own)
        path = self._source
        result = validate_text(text, path, find_settings(path))
        return self._checked(result, "\n".join(own), Path(self.page.file.src_uri).stem, request)

    def _checked(self, result: Validation, text: str, name: str, request: Request) -> str:
        """Tell what was found, and return the figure, or what is wrong."""
        for finding in result.findings:
            if finding.severity is Severity.NOTE:  # for those who ask `argmap validate`
                continue
            path, line, column, _ = finding.location
            head = f"{finding.severity}[{finding.code} {finding.name}]"
            said = f"{shown(path)}:{line}:{column}: {head}: {report.with_hint(finding)}"
            still_open = result.is_open_review(finding)
            self._tell(Severity.NOTE if still_open else finding.severity, said)
        if result.map is None or not result.drawable:
            errors = [one for one in result.findings if one.severity is Severity.ERROR]
            texts = {result.path: result.text}
            said = report.as_text(
                errors, texts, beside=result.beside, color=False, columns=_EXCERPT
            )
            title = f"{counted(len(errors), 'error')} in {shown(result.path)}: no map is shown"
            return _box(title, f"<pre><code>{escape(said)}</code></pre>")
        options = self.defaults | request.options
        if str(request.options.get("theme", "")).endswith(".toml"):
            options["theme"] = self._find(options["theme"])
        options["theme"] = find_theme(options.get("theme", "default"))
        _refuse_without_effect(options)
        if text in self.shown:  # ids in a page differ
            options.setdefault("id_prefix", f"map{len(self.shown) + 1}")
        self.shown.append(text)
        own = options.pop("id_prefix", None)  # that of the figure, and not of pictures in files
        drawn = hashlib.sha256(f"{text}\0{sorted(options.items())!r}".encode()).hexdigest()
        key = f"{drawn}-{own}"
        if key not in self.kept:
            file = f"{file_part(name)}-{drawn[:10]}"
            made = embed(result.map, name=file, base=_BASE, id_prefix=own, **options)
            pictures = {name: drawing.svg for name, drawing in made.pictures.items()}
            self.kept[key] = Figure(made.text, pictures, made.notes)
        self.used.add(key)
        figure = self.kept[key]
        for note in figure.notes:
            self._tell(Severity.NOTE, f"{shown(result.path)}: {note}")
        return self._put(figure)

    def _put(self, figure: Figure) -> str:
        """Add the pictures to the site, and return the figure for the present page."""
        for name, svg in figure.pictures.items():
            self._add(f"{FOLDER}/{name}", svg)
        self.anchors.update(_ID.findall(figure.html))
        return figure.html.replace(_BASE, escape(self._base)).rstrip()

    def _add(self, address: str, content: str | bytes) -> None:
        """Add a file to the site, once."""
        if self.files.get_file_from_path(address) is None:
            included = InclusionLevel.INCLUDED
            file = File.generated(self.site, address, content=content, inclusion=included)
            self.files.append(file)

    @property
    def _base(self) -> str:
        """The folder of the pictures, as the present page finds it."""
        if self.page.file.dest_uri == "404.html":  # shown at any address
            home = quote(unquote(urlsplit(self.site.site_url or "/").path))
            return posixpath.join(home, FOLDER)
        return get_relative_url(FOLDER, self.page.url)

    @property
    def _home(self) -> str:
        return os.path.dirname(self.site.config_file_path or os.curdir)  # noqa: PTH120

    @property
    def _source(self) -> str:
        """The page's own file, for messages; one that a plug-in made is named as in the docs."""
        file = self.page.file
        return _short(file.abs_src_path or os.path.join(self.site.docs_dir, file.src_uri))  # noqa: PTH118

    def _find(self, target: str) -> str:
        """Return the path of a file that a page names.

        Raises:
            RefusedError: If it is in none of the folders in which maps may be.
        """
        folder = os.path.dirname(os.path.abspath(self._source))  # noqa: PTH100, PTH120
        if target.startswith("/"):
            folder = self.site.docs_dir
        path = os.path.normpath(os.path.join(folder, target.lstrip("/")))  # noqa: PTH118
        real = os.path.realpath(path)
        allowed = [self.site.docs_dir, *([self.config.maps_dir] if self.config.maps_dir else [])]
        if all(below(real, os.path.realpath(one)) is None for one in allowed):
            names = " or ".join(shown(_short(one)) for one in allowed)
            raise RefusedError(
                f"{shown(target)} is not in {names}: move it there, or name its folder as "
                "`maps_dir` of the plug-in argmap"
            )
        return path

    def _where(self, lines: Sequence[str]) -> tuple[int, str]:
        """Return the line in the page's file at which some lines stand, and how they are indented.

        Where another plug-in has made or changed the page, that is the first line.
        """
        wanted = [line.strip() for line in lines]
        while wanted and not wanted[-1]:
            wanted.pop()
        there = self.page.file.content_string.split("\n")
        stripped = [line.strip() for line in there]
        for at in range(len(there) - len(wanted) + 1):
            if wanted and stripped[at : at + len(wanted)] == wanted:
                indent = there[at][: there[at].find(lines[0].rstrip("\r"))]
                return at + 1, indent if indent.strip(" ") == "" else ""
        return 1, ""

    def _place(self, body: str) -> str:
        """Return the page's file and the line of what begins with a text, where that is found."""
        first = next((line.strip() for line in body.split("\n") if line.strip()), "```argmap")
        for number, line in enumerate(self.page.file.content_string.split("\n"), 1):
            if first in line:
                return f"{shown(self._source)}:{number}"
        return shown(self._source)

    def _refused(self, place: str, error: Exception) -> str:
        self._tell(Severity.ERROR, f"{place}: {error}")
        return _box("A map cannot be shown here", f"<p>{escape(f'{place}: {error}')}</p>")

    def _tell(self, severity: Severity, text: str) -> None:
        """Say something once in a build."""
        if (severity, text) in self.told:
            return
        self.told.add((severity, text))
        levels = {Severity.ERROR: log.error, Severity.WARNING: log.warning}
        levels.get(severity, log.info)(text)


class _Maps(Extension):
    """Takes images of maps; and fences, where no SuperFences are there to do it."""

    def __init__(self, plugin: MapsPlugin, *, fences: bool) -> None:
        super().__init__()
        self.plugin, self.fences = plugin, fences

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name is Markdown's
        # After the inline patterns, and before MkDocs looks where images lead.
        md.treeprocessors.register(_Images(md, self.plugin), "argmap_images", 15)
        if self.fences:
            md.preprocessors.register(_Fences(md, self.plugin), "argmap_fences", 25.5)


class _Fences(Preprocessor):
    """Takes fences at the beginning of lines, as Markdown's own extension sees them."""

    def __init__(self, md: Markdown, plugin: MapsPlugin) -> None:
        super().__init__(md)
        self.plugin = plugin

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        replaced: str = FencedBlockPreprocessor.FENCED_BLOCK_RE.sub(self._replaced, text)
        return replaced.split("\n")

    def _replaced(self, fence: re.Match[str]) -> str:
        if fence["lang"] != "argmap":
            return fence[0]
        return f"\n{self.md.htmlStash.store(self.plugin.fence(fence['code']))}\n"


class _Images(Treeprocessor):
    """Takes images whose file is a map."""

    def __init__(self, md: Markdown, plugin: MapsPlugin) -> None:
        super().__init__(md)
        self.plugin = plugin

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                target = _map_address(child) if child.tag == "img" else None
                if target is not None:
                    self._show(parent, child, target)

    def _show(self, parent: Element, child: Element, target: str) -> None:
        alone = len(parent) == 1 and not (parent.text or "").strip()
        alone = alone and not (child.tail or "").strip()
        if parent.tag in ("p", "div", "li", "td", "dd", "blockquote") and alone:
            tag, html = "div", self.plugin.image(target, _text(child, "alt"))
        else:
            tag, html = "span", self.plugin.refuse_in_text(target)
        tail = child.tail
        child.clear()
        # Markdown takes a paragraph away that holds nothing but a block of HTML.
        child.tag, child.text, child.tail = tag, self.md.htmlStash.store(html), tail
        if alone and parent.tag == "p":
            parent.text = child.text
            parent.remove(child)


def _text(element: Element, attribute: str) -> str:
    return element.get(attribute, "").replace(AMP_SUBSTITUTE, "&")


def _map_address(image: Element) -> str | None:
    """Return the path of an image that is a map's file of this site, or None."""
    parts = urlsplit(_text(image, "src"))
    if parts.scheme or parts.netloc or not parts.path.lower().endswith(MAP_ENDINGS):
        return None
    return unquote(parts.path)


def _superfences(config: MkDocsConfig) -> list[Any] | None:
    """Return the custom fences of the site's SuperFences, or None where it has none."""
    name = "pymdownx.superfences"
    for extension in config.markdown_extensions:
        if extension not in (name, "pymdownx.extra"):
            continue
        settings = config.mdx_configs.setdefault(extension, {})
        if extension != name:
            settings = settings.setdefault(name, {})
        fences: list[Any] = settings.setdefault("custom_fences", [])
        return fences
    return None


def _refuse_without_effect(options: Mapping[str, Any]) -> None:
    """Stop at an option that would do nothing, before somebody wonders why."""
    if options.keys() & {"layout", "focus", "depth"}:
        return
    if options.get("evidence") in ("words", "marks"):
        raise RefusedError("--evidence is of no use in an overview: add --layout auto")


def _short(path: str) -> str:
    """Return a path from the present folder on, if it is below."""
    inside = below(os.path.abspath(path), os.getcwd())  # noqa: PTH100, PTH109
    return path if inside is None else inside


def _box(title: str, html: str) -> str:
    """Return what stands in a page in the place of a map that cannot be shown."""
    head = f'<p class="admonition-title">{escape(title)}</p>'
    return f'<div class="admonition failure argmap-error">{head}{html}</div>'
