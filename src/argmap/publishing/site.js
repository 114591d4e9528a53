// The search of a site: it reads the index, which is in files of its own, when somebody asks for it.
"use strict";
globalThis.argmapIndex = [];
{
  const MOST = 200;
  const tools = document.querySelector(".search");
  const field = tools.querySelector("input");
  const told = tools.querySelector("output");
  const results = document.querySelector(".results");
  const list = document.querySelector(".maps");
  const index = globalThis.argmapIndex;

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Capitals and accents do not count.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  let reading;
  const read = () => {
    reading ??= Promise.all(
      Array.from({length: Number(tools.dataset.shards)}, (_, number) => new Promise((done) => {
        document.head.append(
          make("script", {src: `search/${number}.js`, onload: done, onerror: done}),
        );
      })),
    );
    return reading;
  };

  // What is found of a map or of the sources: its lines, each with the words that it is found by.
  const lines = (part) => {
    part.lines ??= part.claims
      ? part.claims.map(([id, number, text, speaker]) => ({
        address: `${part.page}#${encodeURIComponent(id)}`, number, text, more: speaker,
        folded: fold(`${part.title} ${text} ${speaker}`),
      }))
      : part.sources.map(([address, text, count]) => ({
        address, number: "", text, more: count > 1 ? `× ${count}` : "", folded: fold(text),
      }));
    return part.lines;
  };

  const shown = (part, found) => {
    const head = part.claims
      ? make("a", {href: part.page}, part.title)
      : make("a", {href: "sources.html"}, document.querySelector("header a").textContent);
    const rows = found.map(({address, number, text, more}) => {
      const link = make("a", {href: address, dir: "auto"}, number ? `${number} ${text}` : text);
      return make("li", {}, link, " ", make("span", {className: "meta"}, more));
    });
    const lang = part.lang ?? "";
    return make("section", part.claims ? {lang} : {},
      make("h2", {dir: "auto"}, head), make("ul", {}, ...rows));
  };

  const search = async () => {
    const asked = field.value;
    const words = fold(asked).split(/\s+/).filter(Boolean);
    if (words.length) await read();
    if (field.value !== asked) return;
    let count = 0;
    const sections = [];
    for (const part of words.length ? index : []) {
      const found = lines(part).filter(({folded}) => words.every((word) => folded.includes(word)));
      const room = MOST - count;
      count += found.length;
      if (found.length && room > 0) sections.push(shown(part, found.slice(0, room)));
    }
    results.replaceChildren(...sections);
    results.hidden = !words.length;
    list.hidden = words.length > 0;
    const said = count ? tools.dataset.found.replace("{count}", count) : tools.dataset.nothing;
    told.textContent = words.length ? said : "";
  };

  field.addEventListener("focus", read);
  field.addEventListener("input", search);
  tools.hidden = false;
  if (field.value) search();
}
