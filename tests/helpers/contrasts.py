"""How well the parts of a picture stand out from what is behind them, by WCAG 2.2."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from arriving import channels

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAINT = """
() => [
  ...document.querySelectorAll(
    "svg rect:not([fill-opacity]), svg path:not(pattern *), svg circle, svg text",
  ),
].map((one) => {
  const style = getComputedStyle(one);
  const {left, top, right, bottom} = one.getBoundingClientRect();
  const group = one.closest("g")?.getAttribute("class") ?? "";
  return {
    name: `${one.localName} in ${group} at (${left.toFixed()}, ${top.toFixed()})`,
    kind: one.localName,
    ground: one.classList.contains("ground"),
    rule: one.classList.contains("rule"),
    fill: style.fill === "none" ? null : style.fill,
    stroke: style.stroke === "none" ? null : style.stroke,
    box: [left, top, right, bottom],
  };
})
"""
TEXT, STROKE = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by WCAG 2.2."""
    linear = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour))
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, by WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def behind(part: dict[str, Any], before: Sequence[dict[str, Any]]) -> str:
    """Return the colour that a part is painted over: that of the last area around its middle.

    The rules of a table are lines: a dot on one is part of it.
    """
    left, top, right, bottom = part["box"]
    x, y = (left + right) / 2, (top + bottom) / 2
    for area in (one for one in reversed(before) if not one["rule"]):
        left, top, right, bottom = area["box"]
        if area["kind"] == "rect" and area["fill"] and left <= x <= right and top <= y <= bottom:
            return area["fill"]
    raise AssertionError(f"there is nothing behind {part['name']}")


def faint(parts: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield each part that can hardly be seen."""
    for number, part in enumerate(parts):
        if part["ground"]:
            continue
        ground = behind(part, parts[:number])
        pairs: list[tuple[str, str, float]] = []
        if part["kind"] == "text":
            pairs.append((part["fill"], ground, TEXT))
        elif part["kind"] == "rect" and part["stroke"]:
            pairs.append((part["stroke"], ground, STROKE))
            if part["stroke"] != part["fill"]:
                pairs.append((part["stroke"], part["fill"], STROKE))
        elif part["kind"] != "rect":
            pairs += [(one, ground, STROKE) for one in (part["stroke"], part["fill"]) if one]
        for one, other, least in pairs:
            if contrast(one, other) < least:
                yield f"{part['name']}: {one} on {other} is {contrast(one, other):.2f}"
