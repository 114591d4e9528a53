"""How a picture arrives at readers: in a page, as an image, on its own; and what they then see."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageChops

from argmap import render
from argmap.drawing.theme import DEFAULT
from fixture_maps import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from playwright.sync_api import Browser, Page, Route

    from argmap.drawing.theme import Theme

SITE = "http://picture.invalid/"
"""Where pages and pictures stand while they are looked at; nothing leaves the machine."""

KINDS = {"svg": "image/svg+xml", "css": "text/css"}
"""The media types of files by what their names end in; all else is a page."""

BOXES = """
() => [...document.querySelectorAll("svg rect.box:not([stroke=none])")].map((box) => {
  const {left, top, width, height} = box.getBoundingClientRect();
  const origin = box.ownerSVGElement.getBoundingClientRect();
  return {
    x: left - origin.left, y: top - origin.top, width, height,
    fill: box.getAttribute("fill"), stroke: box.getAttribute("stroke"),
    solid: !box.hasAttribute("stroke-dasharray"),
  };
})
"""
"""The boxes with an edge, in CSS px from its corner, with the colours of their attributes."""

Colour = tuple[int, int, int]


@cache
def picture(
    name: str,
    width: int = 720,
    *,
    layout: str = "auto",
    theme: Theme = DEFAULT,
    prefix: str | None = None,
) -> str:
    """Return the SVG of one of the maps of the tests."""
    return render(read(name), width=width, layout=layout, theme=theme, id_prefix=prefix).svg


def size(svg: str) -> tuple[int, int]:
    """Return the natural width and height of a picture, in CSS px."""
    found = re.search(r'width="(\d+)" height="(\d+)"', svg)
    assert found
    return int(found[1]), int(found[2])


LEAVE = """
(path) => {
  const there = location.pathname + location.hash === path;
  if (location.origin !== "null" && !there) history.replaceState(null, "", path);
  scrollTo(0, 0);
}
"""


@contextmanager
def opened(browser: Browser, body: str, *, scheme: str = "", width: int = 1200) -> Iterator[Page]:
    """Open a page with no margins, and closes it.

    It is written into a window that stands on `SITE`: that takes a fifth of the time of loading it
    from there.

    Args:
        browser: What opens it.
        body: The page's content.
        scheme: The page's own `color-scheme`, if it has one.
        width: The width of the window, in CSS px.
    """
    with written(browser, {"": _page(body, scheme)}, width) as page:
        yield page


@contextmanager
def written(browser: Browser, files: dict[str, str], width: int) -> Iterator[Page]:
    """Open a page that is on `SITE`, beside the files that it asks for; it has no policy."""
    with _window(browser, _STANDING, width) as window:
        window.write(files)
        yield window.page
        window.page.evaluate(LEAVE, "/")


@contextmanager
def served(browser: Browser, files: dict[str, str], width: int = 1200) -> Iterator[Page]:
    """Yield an empty page for which some files stand on `SITE`, and nothing else anywhere."""
    with _window(browser, _LOADING, width) as window:
        window.files = files
        yield window.page
        window.page.evaluate(LEAVE, "/left")  # so that no other page is a part of this one


@contextmanager
def _window(browser: Browser, free: list[_Window], width: int) -> Iterator[_Window]:
    window = free.pop() if free else _Window(browser)
    window.resize(width)
    try:
        yield window
    except BaseException:
        window.page.context.close()  # nobody knows what state it is in
        raise
    window.clear()
    free.append(window)


class _Window:
    """A window of a browser, for one page after the other: to open a new one takes a second."""

    def __init__(self, browser: Browser) -> None:
        self.files: dict[str, str] = {}
        context = browser.new_context(viewport={"width": 1200, "height": 800})
        context.route("**/*", self._answer)
        self.page = context.new_page()

    def _answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(SITE)
        kind = KINDS.get(name.rpartition(".")[2], "text/html")
        if name in self.files:
            headers = {"cache-control": "no-store"}  # another test may have another file there
            kind = f"{kind};charset=utf-8"
            route.fulfill(body=self.files[name], content_type=kind, headers=headers)
        else:
            route.abort()

    def resize(self, width: int) -> None:
        """Make it as wide as that, in CSS px, and 800 px high."""
        wanted = {"width": width, "height": 800}
        if self.page.viewport_size != wanted:
            self.page.set_viewport_size(wanted)

    def write(self, files: dict[str, str]) -> None:
        """Put a page on `SITE` without loading it, and what it asks for beside it."""
        if not self.page.url.startswith(SITE):
            self.files = {"": ""}
            self.page.goto(SITE)
        self.files = files
        self.page.set_content(files[""])
        self.page.evaluate("() => document.fonts.ready.then(() => null)")

    def clear(self) -> None:
        """Make it as good as new."""
        self.page.mouse.move(-10, -10)
        self.page.emulate_media(media="null", color_scheme="light")


_STANDING: list[_Window] = []
_LOADING: list[_Window] = []
"""The windows of the one browser of this process that nobody looks at: those that pages are
written into, and those that load them, with policies that stay."""


@contextmanager
def overheard(page: Page, *events: str) -> Iterator[list[str]]:
    """Yield what is told while a page is watched.

    Args:
        page: What is watched.
        events: Each of `console`, `dialog`, `pageerror` and `request` that is listened to.
    """
    told: list[str] = []
    listeners: dict[str, Callable[[Any], object]] = {
        "console": lambda message: told.append(message.text),
        "dialog": lambda dialog: (told.append(dialog.message), dialog.dismiss()),
        "pageerror": lambda error: told.append(str(error)),
        "request": lambda request: told.append(request.url),
    }
    for event in events:
        page.on(event, listeners[event])
    yield told
    for event in events:
        page.remove_listener(event, listeners[event])


def with_image(svg: str, body: str, scheme: str = "") -> dict[str, str]:
    """Return a page and the picture that it shows with `<img src="map.svg">`."""
    return {"": _page(body, scheme), "map.svg": svg}


def _page(body: str, scheme: str) -> str:
    style = f"html{{color-scheme:{scheme}}}" if scheme else ""
    return f"<!doctype html><title>Page</title><style>{style}body{{margin:0}}</style>{body}"


def shot(page: Page, *, selector: str = "svg") -> Image.Image:
    """Return what the first element of that kind looks like."""
    return pixels(page.locator(selector).first.screenshot())


def pixels(png: bytes) -> Image.Image:
    """Return a PNG as pixels without transparency."""
    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB")


def channels(colour: str) -> Colour:
    """Return `#rrggbb` or a browser's `rgb(r, g, b)` as three numbers up to 255."""
    if colour.startswith("#"):
        return tuple(bytes.fromhex(colour[1:]))
    found = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert found, colour
    return tuple(int(part) for part in found.groups())


def near(one: Colour, other: Colour, tolerance: int = 2) -> bool:
    """Whether nobody can tell two colours apart."""
    return all(abs(a - b) <= tolerance for a, b in zip(one, other, strict=True))


def wrong_samples(image: Image.Image, ground: str, boxes: Iterable[dict]) -> list[str]:
    """Compare a drawn picture with the colours that its attributes promise.

    Args:
        image: The picture at its natural size.
        ground: The colour behind everything.
        boxes: What `BOXES` returns.

    Returns:
        One sentence for each place that has another colour.
    """
    places = [("the ground", 2, 2, ground)]
    for box in boxes:
        name = f"the box at ({box['x']:.0f}, {box['y']:.0f})"
        left, top = int(box["x"]), int(box["y"])
        places.append((name, left + 7, top + 3, box["fill"]))
        if box["solid"] and box["stroke"]:
            places.append((f"the edge of {name}", left + int(box["width"] / 2), top, box["stroke"]))
    found = [(name, image.getpixel((x, y)), colour) for name, x, y, colour in places]
    return [f"{name} is {a}, not {b}" for name, a, b in found if not near(a, channels(b))]


def without_words(svg: str) -> str:
    """Return a picture without its texts."""
    return re.sub(r"<text.*?</text>", "", svg)


def inked(image: Image.Image, wordless: Image.Image) -> Image.Image:
    """Return where words are drawn: white, and all else black."""
    return ImageChops.difference(image, wordless).convert("L").point([0] * 24 + [255] * 232)


def strays(ink: Image.Image, boxes: list[dict]) -> int:
    """Return how many inked pixels of the drawing itself lie outside of its boxes."""
    rest = ink.copy()
    large = [box for box in boxes if box["height"] > 20]
    for box in large:
        left, top = int(box["x"]) + 1, int(box["y"]) + 1
        right, bottom = left + int(box["width"]) - 2, top + int(box["height"]) - 2
        rest.paste(0, (left, top, right, bottom))
    thesis, *others = sorted(large, key=lambda box: box["y"])
    end = min((int(box["y"]) for box in others), default=0)
    below = int(thesis["y"] + thesis["height"])
    rest.paste(0, (0, below, rest.width, max(below, end)))  # the legend
    first = int(min(box["y"] for box in large)) - 8
    last = int(max(box["y"] + box["height"] for box in large)) + 2
    return rest.crop((0, first, rest.width, last)).histogram()[255]
