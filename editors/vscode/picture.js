"use strict";

const { spawn } = require("node:child_process");

/**
 * Draw a map's text with `argmap render -`.
 *
 * Returns the SVG, empty where there is none, and what argmap says about it. Nothing is written.
 */
function draw(command, text, folder, width, signal) {
  return new Promise((resolve) => {
    const run = spawn(command, ["render", "-", "--width", String(width)], { cwd: folder, signal });
    const out = [], said = [];
    run.stdout.on("data", (data) => out.push(data));
    run.stderr.on("data", (data) => said.push(data));
    run.stdin.on("error", () => {}); // it may end before it has read all
    run.on("error", (error) => resolve({ svg: "", trouble: `${command}: ${error.message}` }));
    run.on("close", (status) => {
      const trouble = status ? Buffer.concat(said).toString("utf8") : "";
      resolve({ svg: status ? "" : Buffer.concat(out).toString("utf8"), trouble });
    });
    run.stdin.end(text);
  });
}

/** Return a page with a picture, which as an image runs no script and loads nothing. */
function page(svg, trouble) {
  const safe = trouble.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const image = Buffer.from(svg, "utf8").toString("base64");
  return [
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>argmap</title>',
    '<meta http-equiv="Content-Security-Policy"',
    ' content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'">',
    "<style>body{margin:1em;background:#fff;color:#222}img{max-width:100%;height:auto}",
    "pre{white-space:pre-wrap;border-left:4px solid #b00;padding:.5em}</style></head><body>",
    safe ? `<pre role="status">${safe}</pre>` : "",
    svg ? `<img alt="The map as it is drawn" src="data:image/svg+xml;base64,${image}">` : "",
    "</body></html>",
  ].join("");
}

module.exports = { draw, page };
