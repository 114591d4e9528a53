// Reads everything that a browser has drawn of the first <svg> of a page, in CSS px from the
// picture's top left corner. Returns plain numbers and names; what they mean is decided elsewhere.
() => {
  const root = document.querySelector("svg");
  const origin = root.getBoundingClientRect();
  const place = (x, y, matrix) => [
    matrix.a * x + matrix.c * y + matrix.e - origin.left,
    matrix.b * x + matrix.d * y + matrix.f - origin.top,
  ];
  const scale = (matrix) => Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));

  // Groups are only used to name things, and to know what was drawn together.
  const numbers = new Map();
  const groups = [];
  for (const owner of [root, ...root.querySelectorAll("g")]) {
    numbers.set(owner, groups.length);
    const above = owner === root ? null : (owner.parentElement.closest("g") ?? root);
    const anchor = owner.querySelector(":scope > a") ?? owner.closest("a");
    groups.push({
      id: owner.id,
      classes: [...owner.classList],
      parent: numbers.get(above) ?? null,
      href: anchor?.getAttribute("href") ?? "",
    });
  }
  const group = (element) => numbers.get(element.closest("g") ?? root);
  const paint = (element) => {
    const style = getComputedStyle(element);
    const seen = (value, opacity) => value !== "none" && !/^rgba.*, 0\)$/.test(value) && Number(opacity) > 0;
    const stroked = seen(style.stroke, style.strokeOpacity) && parseFloat(style.strokeWidth) > 0;
    return {
      filled: seen(style.fill, style.fillOpacity),
      stroke: stroked ? parseFloat(style.strokeWidth) * scale(element.getScreenCTM()) : 0,
      look: stroked ? `${style.stroke} ${style.strokeDasharray}` : style.fill,
      hidden: style.visibility !== "visible" || style.display === "none" || Number(style.opacity) === 0,
    };
  };

  // A piece of a path is straight where the way along it is as long as the way across it.
  const probe = document.createElementNS("http://www.w3.org/2000/svg", "path");
  const sample = (outline, matrix) => {
    probe.setAttribute("d", outline);
    const length = probe.getTotalLength();
    const at = (way) => {
      const point = probe.getPointAtLength(way);
      return { way, x: point.x, y: point.y };
    };
    const straight = (a, middle, b) => {
      const chord = Math.hypot(b.x - a.x, b.y - a.y);
      const bulge = Math.hypot(middle.x - (a.x + b.x) / 2, middle.y - (a.y + b.y) / 2);
      return b.way - a.way - chord < 0.005 + 1e-5 * chord && bulge < 0.02 + 1e-5 * chord;
    };
    const points = [at(0)];
    const waiting = [at(length)];
    while (waiting.length) {
      const a = points.at(-1);
      const b = waiting.at(-1);
      const middle = at((a.way + b.way) / 2);
      if (b.way - a.way < 0.05 || straight(a, middle, b)) points.push(waiting.pop());
      else waiting.push(middle);
    }
    return points.map((point) => place(point.x, point.y, matrix));
  };

  // The strokes of a path, each with a start of its own: a relative move counts from the last end.
  const strokes = (outline) => {
    const result = [];
    let end = { x: 0, y: 0 };
    for (const part of outline.match(/[Mm][^Mm]*/g) ?? []) {
      const [, command, x, y, rest] = part.match(/^([Mm])\s*(-?[\d.]+)[\s,]*(-?[\d.]+)(.*)$/s);
      const start =
        command === "M" ? { x: Number(x), y: Number(y) } : { x: end.x + Number(x), y: end.y + Number(y) };
      const implied = /^[\s,]*[-\d.]/.test(rest) ? (command === "M" ? "L" : "l") : "";
      const stroke = `M${start.x} ${start.y}${implied}${rest}`;
      probe.setAttribute("d", stroke);
      const length = probe.getTotalLength();
      end = /z\s*$/i.test(rest) ? start : probe.getPointAtLength(length);
      if (length > 0) result.push(stroke);
    }
    return result;
  };

  // The samples in a legend are no boxes and links of the map; its words count like all others.
  const drawn = (kind) => [...root.querySelectorAll(kind)].filter((part) => !part.closest("g.legend"));

  const boxes = drawn("rect").map((rect) => {
    const matrix = rect.getScreenCTM();
    const box = rect.getBBox();
    const [left, top] = place(box.x, box.y, matrix);
    const [right, bottom] = place(box.x + box.width, box.y + box.height, matrix);
    return { left, top, right, bottom, group: group(rect), ...paint(rect) };
  });

  const paths = drawn("path").map((path) => {
    const outline = path.getAttribute("d");
    const matrix = path.getScreenCTM();
    return {
      pieces: strokes(outline).map((stroke) => sample(stroke, matrix)),
      head: path.classList.contains("head"),
      group: group(path),
      ...paint(path),
    };
  });

  const dots = [...root.querySelectorAll("circle")].map((circle) => {
    const matrix = circle.getScreenCTM();
    const [x, y] = place(circle.cx.baseVal.value, circle.cy.baseVal.value, matrix);
    return { x, y, radius: circle.r.baseVal.value * scale(matrix), group: group(circle), ...paint(circle) };
  });

  const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas").getContext("2d");
  const texts = [];
  const lines = new Map();
  const lineOf = (element) => {
    const line = element.closest("tspan[x]") ?? element.closest("text");
    if (!lines.has(line)) lines.set(line, lines.size);
    return lines.get(line);
  };
  for (const text of root.querySelectorAll("text")) {
    const factor = scale(text.getScreenCTM());
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const alone = text.childNodes.length === 1 && text.firstChild.nodeType === Node.TEXT_NODE;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.trim()) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const line = range.getBoundingClientRect();
      // In text of several directions the whole is a little wider than its parts.
      const whole = alone ? text.getBoundingClientRect() : line;
      const style = getComputedStyle(node.parentElement);
      canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const ink = canvas.measureText(node.data);
      // The baseline, from the box that the same font's letters have on a canvas.
      const fall = ink.fontBoundingBoxDescent / (ink.fontBoundingBoxAscent + ink.fontBoundingBoxDescent);
      const baseline = line.bottom - line.height * fall - origin.top;
      texts.push({
        words: node.data,
        left: Math.min(line.left, whole.left) - origin.left,
        right: Math.max(line.right, whole.right) - origin.left,
        top: line.top - origin.top,
        bottom: line.bottom - origin.top,
        ink_top: baseline - ink.actualBoundingBoxAscent * factor,
        ink_bottom: baseline + ink.actualBoundingBoxDescent * factor,
        size: parseFloat(style.fontSize) * factor,
        weight: Number(style.fontWeight),
        group: group(text),
        line: lineOf(node.parentElement),
      });
    }
  }
  // As text, which travels many times faster than an object.
  return JSON.stringify({ width: origin.width, height: origin.height, groups, boxes, paths, dots, texts });
}
