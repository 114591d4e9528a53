"""Turn a drawing into PNG or PDF through Typst, and find characters without a font."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, Literal
from xml.etree import ElementTree as ET

from argmap.drawing.draw import Drawing
from argmap.drawing.graphviz import Rectangle
from argmap.drawing.markup import RTL, RTL_END
from argmap.drawing.paper import HEADER, MARGIN, Paper, PaperName, Sheets
from argmap.drawing.picture import ImageFormat, one_of
from argmap.drawing.typeset import Style, missing, natural_width
from argmap.errors import ArgmapError
from argmap.model.outline import ItemKind, plan
from argmap.model.outline import number as numbers_of
from argmap.text import shown

if TYPE_CHECKING:
    import typst

SCALE: Final = 2
"""Pixels of a PNG for each CSS px by default: sharp on most screens."""

MOST_PIXELS: Final = 100_000_000
"""Most pixels of a PNG: 400 MB of memory while it is drawn."""

ENOUGH: Final = 12
"""Characters without a font that are looked for: a message does not name more."""

LONGEST_HEAD: Final = 170
"""Most characters of a claim that is repeated above a page."""

_HIGHEST: Final = 14_399
"""Longest side of a page in points: 200 inches (PDF 1.7, annex C), less what Typst rounds."""

_POINTS: Final = 0.75
"""The size of a CSS px in points of 1/72 inch."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_FAMILY: Final = "Argmap Sans"
"""The family that the two shipped font files call themselves."""

_DOCUMENT: Final = b"""\
#let given = sys.inputs
#let px = float(given.px) * 1pt
#let at(place) = place.map(number => number * px)
#set page(width: float(given.width) * px, height: float(given.height) * px, margin: 0pt)
#set document(title: given.title, date: none)
#set text(lang: given.lang)
#image(bytes(given.svg), format: "svg", width: 100%, alt: given.words)
#for (place, address) in json(bytes(given.links)) {
  let (x, y, width, height) = at(place)
  let target = if type(address) == str { address } else {
    let (left, top) = at(address)
    (page: 1, x: left, y: top)  // a reader is led to 10 pt above it
  }
  std.place(top + left, dx: x, dy: y, link(target, box(width: width, height: height)))
}
"""
"""The page in Typst's language. All that comes from a map is handed over as data beside it."""

_PAPER: Final = b"""\
#let given = json(bytes(sys.inputs.pages))
#let px = 0.75pt
#set page(width: given.width * 1pt, height: given.height * 1pt, margin: given.margin * px)
#set document(title: given.title, date: none)
#set text(font: "Argmap Sans", size: 12 * px, lang: given.lang, fill: rgb(given.ink))
#set par(leading: 5 * px, spacing: 5 * px)
#let at(place) = place.map(number => number * px)
#for (number, one) in given.pages.enumerate() {
  if number > 0 { pagebreak() }
  for (row, words) in one.head.enumerate() {
    block(text(weight: if row == 0 { 600 } else { 400 }, words))
  }
  std.place(top + left, dy: one.top * px, image(
    bytes(one.svg), format: "svg", width: one.width * px, height: one.height * px, alt: one.words,
  ))
  for (place, target) in one.links {
    let (x, y, width, height) = at(place)
    let target = if type(target) == str { target } else {
      let (page, left, top) = target
      (page: page, x: left * px, y: top * px)
    }
    std.place(top + left, dx: x, dy: y, link(target, box(width: width, height: height)))
  }
  std.place(bottom + right, [#(number + 1) / #given.pages.len()])
}
"""
"""Pages of paper; again all that comes from a map is data."""

_PROBE: Final = b'#set text(font: "Argmap Sans")\n#sys.inputs.text.clusters().join(linebreak())'
_STRICT: Final = "a-2b"
"""A kind of PDF in which a character without a glyph is an error (ISO 19005-2, 6.2.11.8)."""


def to_png(drawing: Drawing, scale: float = SCALE) -> bytes:
    """Return a drawing as PNG.

    Args:
        drawing: A drawing as `render` returns it.
        scale: The pixels for each CSS px.

    Raises:
        ArgmapError: If Typst is not installed, or the PNG would be too large.
        ValueError: If the scale is not above 0.
    """
    if not scale > 0:
        raise ValueError(f"scale is a number above 0, not {scale!r}")
    width, height = png_size(drawing, scale)
    if width * height > MOST_PIXELS:
        raise ArgmapError(
            f"the PNG would have {width:,} × {height:,} pixels, more than {MOST_PIXELS:,}: "
            f"a scale under {scale:g} makes it smaller"
        )
    return _compile(_Page(drawing.svg), "png", _POINTS, 72 / _POINTS * scale)


def converted(drawing: Drawing, form: ImageFormat) -> str | bytes:
    """Return a drawing in a format, at the usual size.

    Raises:
        ArgmapError: If Typst is needed and not installed, or the PNG would be too large.
    """
    if form == "svg":
        return drawing.svg
    return to_pdf(drawing) if form == "pdf" else to_png(drawing)


def note_on_fonts(drawing: Drawing, form: str) -> list[str]:
    """Return a note, if the system has no font for some characters, on what helps."""
    lacking = without_font(drawing)
    if not lacking:
        return []
    more = " and others" * (len(lacking) == ENOUGH)
    note = (
        f"no font on this system has {shown(' '.join(lacking))}{more}: in the {form.upper()} an "
        "empty box stands for each; install a font that has them, and draw again"
    )
    return [note]


def to_pdf(drawing: Drawing, *, paper: PaperName | None = None, landscape: bool = False) -> bytes:
    """Return a drawing as PDF, with words that are text, and with links.

    Args:
        drawing: A drawing as `render` returns it. One that is over 200 inches long is made smaller
            where it is one page.
        paper: The size of the sheets that it is divided into, between its boxes: `a4` or `letter`;
            None for one page of its own size.
        landscape: Whether the longer side of the paper lies.

    Raises:
        ArgmapError: If Typst is not installed.
        ValueError: If there is no such paper, or the drawing is wider than it.
    """
    picture = _Page(drawing.svg)
    if paper is not None:
        return _on_paper(drawing, picture, Paper(paper, landscape))
    return _compile(picture, "pdf", min(_POINTS, _HIGHEST / max(picture.size)), None)


def _on_paper(drawing: Drawing, picture: _Page, paper: Paper) -> bytes:
    one_of("paper", paper.name, PaperName)
    if drawing.width > paper.width:
        raise ValueError(f"that paper has room for {paper.width} px, not {drawing.width}")
    root = ET.fromstring(picture.plain())  # noqa: S314 -- argmap's own
    sheets = Sheets(root, paper)
    heads = [_head(drawing, root, part, number) for number, part in enumerate(sheets.first)]
    tops = [HEADER if number else 0 for number in range(len(heads))]
    pages: list[dict[str, Any]] = [
        {
            "head": head,
            "top": top,
            "svg": ET.tostring(page, encoding="unicode"),
            "width": drawing.width,
            "height": window.bottom - window.top,
            "words": "\n".join("".join(one.itertext()) for one in page.iter(f"{_SVG}text")),
            "links": [],
        }
        for head, top, page, window in zip(heads, tops, sheets.pages, sheets.windows, strict=True)
    ]

    def placed(top: float, bottom: float) -> tuple[int, float]:
        number = sheets.page_of(top, bottom)
        return number, top - sheets.windows[number].top + tops[number]

    notes: list[list[object]] = [page["links"] for page in pages]
    for area, target in picture.links():
        number, y = placed(area.y, area.y + area.height)
        place = (area.x, y, area.width, area.height)
        if isinstance(target, str):
            notes[number].append((place, target))
        else:
            page, top = placed(target[1], target[1])
            notes[number].append((place, (page + 1, target[0] + MARGIN, top + MARGIN)))
    said = picture.inputs
    document = {
        "pages": pages,
        "width": paper.sheet[0],
        "height": paper.sheet[1],
        "margin": MARGIN,
        "title": said["title"],
        "lang": said["lang"],
        "ink": "#444444",
    }
    letters = picture.letters + "".join("".join(head) for head in heads)
    return _typeset(_PAPER, "pdf", letters, {"pages": json.dumps(document)}, None)


def _head(drawing: Drawing, root: ET.Element, box: ET.Element | None, number: int) -> list[str]:
    """Return what stands above a page: the thesis, and the claim whose branch goes on there."""
    argument = drawing.argument
    if not number or argument is None:
        return []
    head = [_short(argument.thesis.text)]
    if box is None:
        return head
    prefix = root.get("class", "").split()[-1]
    name = box.get("id", "").removeprefix(f"{prefix}-").removesuffix("..more")
    thesis = plan(argument)
    numbers_of(thesis)
    items = {item.id: item for item in thesis.walk() if item.kind is not ItemKind.REFERENCE}
    item = items.get(name)
    branch = None
    while item is not None and item.kind is not ItemKind.THESIS:
        branch = item if item.kind is ItemKind.CLAIM else branch
        item = item.parent
    if branch is not None and branch.claim is not None and branch.id != name:
        head.append(_short(f"{branch.number} {branch.claim.text}"))
    return head


def _short(text: str) -> str:
    """Return a text that takes two lines of a page at most."""
    if len(text) <= LONGEST_HEAD:
        return text
    return text[:LONGEST_HEAD].rsplit(" ", 1)[0] + " …"


def png_size(drawing: Drawing, scale: float) -> tuple[int, int]:
    """Return the width and the height of a drawing as PNG, in pixels."""
    # A half is rounded up, as by Typst.
    return max(1, int(drawing.width * scale + 0.5)), max(1, int(drawing.height * scale + 0.5))


def without_font(drawing: Drawing) -> str:
    """Return characters of a drawing that no font here has: empty boxes in a PNG or PDF.

    Args:
        drawing: A drawing as `render` returns it.

    Returns:
        The first of them, in the drawing's order; an empty text if there is none.

    Raises:
        ArgmapError: If Typst is not installed.
    """
    _typst("PDF")
    return unshown(_Page(drawing.svg).letters)


def unshown(words: str) -> str:
    """Return the first characters of a text, at most `ENOUGH`, that no font here has.

    Typst draws an empty box in the place of each, and says nothing. Where a PDF must be fit for
    an archive it refuses them, so it is asked for one, of fewer and fewer characters.
    """
    wanted = sorted(missing(words), key=words.index)
    if not wanted:
        return ""
    there = _fonts(words)
    found = ""
    waiting = ["".join(wanted)]
    while waiting and len(found) < ENOUGH:
        part = waiting.pop()
        if _shows(part, there):
            continue
        if len(part) == 1:
            found += part
        else:
            half = len(part) // 2
            waiting += [part[half:], part[:half]]
    return found


def _shows(text: str, there: typst.Fonts) -> bool:
    import typst  # noqa: PLC0415 -- heavy

    inputs = {"text": text}
    try:
        typst.compile(
            _PROBE, format="pdf", font_paths=there, sys_inputs=inputs, pdf_standards=_STRICT
        )
    except typst.TypstError:
        return False
    return True


def _fonts(words: str) -> typst.Fonts:
    """Return the fonts for a text: the shipped ones, and the system's if it needs them."""
    import typst  # noqa: PLC0415 -- heavy, and only there with the extra

    with resources.as_file(resources.files("argmap.drawing.typeset") / "data") as folder:
        return typst.Fonts(
            # Only a text that needs them makes the result depend on the system's fonts.
            include_system_fonts=bool(missing(words)),
            include_embedded_fonts=False,
            font_paths=[str(folder)],
        )


def _typst(form: str) -> ModuleType:
    try:
        import typst  # noqa: PLC0415 -- heavy, and only there with the extra
    except ImportError:
        raise ArgmapError(
            f"for {form} argmap needs typst, which is not installed: "
            "`python -m pip install typst` installs it, and so does argmap's extra, argmap[print]"
        ) from None
    return typst


def _compile(picture: _Page, form: Literal["png", "pdf"], px: float, ppi: float | None) -> bytes:
    """Have Typst set a picture on a page of its own."""
    inputs = picture.inputs | {"px": f"{px:.6f}"}
    return _typeset(_DOCUMENT, form, picture.letters, inputs, ppi)


def _typeset(
    document: bytes,
    form: Literal["png", "pdf"],
    letters: str,
    inputs: dict[str, str],
    ppi: float | None,
) -> bytes:
    typst = _typst(form.upper())
    try:
        made = typst.compile(
            document, format=form, ppi=ppi, font_paths=_fonts(letters), sys_inputs=inputs
        )
    except typst.TypstError as error:
        raise ArgmapError(f"typst could not make the {form.upper()}: {error}") from error
    assert isinstance(made, bytes), "a PDF is one file, and of a PNG there is one page"
    return made


class _Page:
    """A picture as the data of a page that Typst sets."""

    def __init__(self, svg: str) -> None:
        self.svg = svg
        self.root = ET.fromstring(svg)  # noqa: S314 -- argmap's own
        self.size = int(self.root.get("width", "")), int(self.root.get("height", ""))

    @property
    def words(self) -> str:
        """All its words, one text on each line."""
        lines = ("".join(text.itertext()) for text in self.root.iter(f"{_SVG}text"))
        return "\n".join(lines)

    @property
    def letters(self) -> str:
        """All its words in one line."""
        return self.words.replace("\n", "")

    @property
    def inputs(self) -> dict[str, str]:
        """Its inputs to Typst; the words stand for the picture where it cannot be seen."""
        description = self.root.findtext(f"{_SVG}desc")
        lang = re.match("[a-z]{2,3}", self.root.get("lang", ""))
        return {
            "svg": self.plain(),
            "width": str(self.size[0]),
            "height": str(self.size[1]),
            "title": self.root.findtext(f"{_SVG}title", ""),
            "words": "\n".join(filter(None, [description, self.words])),
            "lang": lang[0] if lang else "en",
            "links": json.dumps([*self.links()]),
        }

    def plain(self) -> str:
        """The SVG in its light colours, and in the font by the name that its files have."""
        start, _, rest = self.svg.partition("<style>")
        width, height = self.size
        # Typst rounds rows up in single precision: of some whole heights it made one row too many.
        least = f"{height - 0.01:.2f}"
        whole, fitting = (f'height="{h}" viewBox="0 0 {width} {h}"' for h in (height, least))
        start = start.replace(whole, fitting)
        # Behind a line from right to left Typst would keep room for the space to the next one.
        end = rest.partition("</style>")[2].replace(f" {RTL_END}", RTL_END)
        return re.sub('font-family="[^"]*"', f'font-family="{_FAMILY}"', start + end, count=1)

    def links(self) -> Iterator[tuple[Rectangle, str | tuple[float, float]]]:
        """Yield the area of each link, and its address or the place that it leads to."""
        boxes = self.root.find(f"{_SVG}g[@class='boxes']")
        groups = [] if boxes is None else boxes.iter(f"{_SVG}g")
        places = {f"#{group.get('id')}": _area(group, shift=0.5) for group in groups}
        inside = set() if boxes is None else set(boxes.iter(f"{_SVG}a"))
        lines = dict(self._within_lines())
        for link in self.root.iter(f"{_SVG}a"):
            shift = 0.5 if link in inside else 0
            area = lines[link] if link in lines else _area(link, shift)
            address = link.get("href", "")
            if area is None:
                continue
            if not address.startswith("#"):
                yield area, address
            elif (target := places.get(address)) is not None:
                yield area, (target.x, target.y)

    def _within_lines(self) -> Iterator[tuple[ET.Element, Rectangle]]:
        """Yield the links that are words within a line, and where those stand."""
        size = float(self.root.get("font-size", 12))
        for text in self.root.iter(f"{_SVG}text"):
            if text.find(f".//{_SVG}a") is None:
                continue
            base = 0.0
            for line in text.findall(f"{_SVG}tspan"):
                base = float(line.get("y", base)) + float(line.get("dy", 0))
                yield from _links_of(line, base, text, size)


def _links_of(
    line: ET.Element, base: float, text: ET.Element, size: float
) -> Iterator[tuple[ET.Element, Rectangle]]:
    """Yield the links in a line with their places; a line from right to left begins there."""
    looks = {"font-size": text.get("font-size", f"{size:g}")}
    looks["font-weight"] = text.get("font-weight", "400")
    words = [(said, _style(own), link) for said, own, link in _words_in(line, looks, None)]
    widths = [natural_width(said, style) for said, style, _ in words]
    left, right = float(line.get("x", 0)), float(line.get("x", 0))
    left -= sum(widths) * (text.get("text-anchor") == "end")
    from_right = (line.text or "").startswith(RTL)
    found: dict[ET.Element, Rectangle] = {}
    for (_, style, link), width in zip(words, widths, strict=True):
        if link is not None:
            start, end = (right - width, right) if from_right else (left, left + width)
            if link in found:
                start = min(start, found[link].x)
                end = max(end, found[link].x + found[link].width)
            found[link] = Rectangle(start, base - style.size, end - start, style.leading)
        left, right = left + width, right - width
    yield from found.items()


def _words_in(
    part: ET.Element, looks: Mapping[str, str], link: ET.Element | None
) -> Iterator[tuple[str, Mapping[str, str], ET.Element | None]]:
    """Yield the words in a part of a line, with their looks and the link that they stand in."""
    looks = {**looks, **part.attrib}
    link = part if part.tag == f"{_SVG}a" else link
    yield part.text or "", looks, link
    for one in part:
        yield from _words_in(one, looks, link)
        yield one.tail or "", looks, link


def _style(looks: Mapping[str, str]) -> Style:
    size = float(looks["font-size"])
    return Style("semibold" if looks["font-weight"] == "600" else "regular", size, 1.3 * size)


def _area(group: ET.Element, shift: float) -> Rectangle | None:
    """Return the first rectangle of a group: its box, or the target for a finger."""
    rect = group.find(f"{_SVG}rect")
    if rect is None:
        rect = group.find(f"{_SVG}a/{_SVG}rect")
    if rect is None:
        return None
    x, y, width, height = (float(rect.get(key, 0)) for key in ("x", "y", "width", "height"))
    return Rectangle(x + shift, y + shift, width, height)
