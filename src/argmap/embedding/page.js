// What a page does beyond what HTML does by itself: it folds the rows, searches and filters them,
// shows what falls with a claim, and opens the branch that an address leads to.
"use strict";
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const {words, sources, network} = JSON.parse(
    document.querySelector("script[type='application/json']").textContent,
  );
  const claims = all(".claim");
  const items = all(".claim:not(.thesis), .join");
  const folds = all("details");

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The parts of an item that are its own, and not those of the claims under it.
  const own = (item) => all(":scope > summary, :scope > .own", item);

  // Folding

  const openTo = (element) => {
    for (let one = element; one; one = one.parentElement) {
      if (one.localName === "details" && !one.matches(".verdicts")) one.open = true;
    }
  };

  const goTo = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) clear();
    openTo(target);
    target.scrollIntoView();
  };

  const addressed = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };

  const rows = folds.filter((fold) => fold.matches(".row"));

  // Search and filter

  const tools = document.querySelector("template").content.firstElementChild;
  const search = tools.querySelector("input");
  const choices = all("[type=checkbox], select", tools);
  const unfold = tools.querySelector(".fold");
  const found = tools.querySelector("output");
  const everything = tools.querySelector(".found button");
  let before = null; // the rows that were open before anything was looked for

  // As one looks for a text: without accents, and small letters as capitals (ß is SS).
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();

  const texts = new Map();
  for (const item of items) {
    const named = (item.dataset.sources || "").split(" ").map((number) => sources[number] || "");
    texts.set(item, folded([...own(item).map((part) => part.textContent), ...named].join(" ")));
  }

  const look = () => {
    const terms = folded(search.value).split(/\s+/).filter(Boolean);
    const chosen = choices.filter((one) => one.checked !== false && one.value);
    const filter = chosen.map((one) => `:is(${one.value})`).join("");
    const looking = terms.length > 0 || filter !== "";
    if (looking && !before) before = folds.filter((fold) => fold.open);
    const hits = items.filter(
      (item) =>
        looking &&
        (!filter || item.matches(filter)) &&
        terms.every((term) => texts.get(item).includes(term)),
    );
    const shown = new Set(hits);
    for (const item of hits) {
      for (let one = item.parentElement; one; one = one.parentElement) shown.add(one);
    }
    for (const item of items) {
      // An objection is not shown without what answers it.
      const answers = item.matches(".answer") && shown.has(item.parentElement.closest(".claim"));
      if (answers) shown.add(item);
      item.hidden = looking && !shown.has(item);
      item.classList.toggle("beside", looking && !hits.includes(item));
    }
    for (const group of all(".rows")) group.hidden = looking && !shown.has(group);
    if (looking) {
      const inside = new Set(hits.map((hit) => hit.parentElement.closest(".row")));
      for (const fold of folds) fold.open = inside.has(fold) || holds(fold, terms);
    } else if (before) {
      for (const fold of folds) fold.open = before.includes(fold);
      before = null;
    }
    const some = hits.length > 0 ? words.found.replace("{count}", hits.length) : words.nothing_found;
    found.value = looking ? some : "";
    everything.hidden = !looking;
    mark(hits, terms);
  };

  // Whether a word that is looked for stands in what a row or a list of verdicts folds away.
  const holds = (fold, terms) =>
    all(":scope > .own, :scope > ul:not(:has(.claim))", fold).some((part) => {
      const text = folded(part.textContent);
      return terms.some((term) => text.includes(term));
    });

  const clear = () => {
    search.value = "";
    for (const one of choices) {
      if (one.localName === "select") one.value = "";
      else one.checked = false;
    }
    look();
  };

  // The words that are looked for, where the browser can mark them without touching the page.
  const mark = (hits, terms) => {
    if (!globalThis.Highlight) return;
    const ranges = [];
    for (const part of hits.flatMap(own)) {
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) ranges.push(...placesOf(terms, walker.currentNode));
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const placesOf = (terms, node) => {
    const places = []; // of each folded character, where it begins and ends in the node
    let text = "";
    let at = 0;
    for (const character of node.data) {
      const plain = folded(character);
      for (let i = 0; i < plain.length; i += 1) places.push([at, at + character.length]);
      text += plain;
      at += character.length;
    }
    const ranges = [];
    for (const term of terms) {
      for (let i = text.indexOf(term); i >= 0; i = text.indexOf(term, i + term.length)) {
        const range = new Range();
        range.setStart(node, places[i][0]);
        range.setEnd(node, places[i + term.length - 1][1]);
        ranges.push(range);
      }
    }
    return ranges;
  };

  // What falls: the rules of `argmap impact` (src/argmap/standing/labelling.py), step for step.

  const [OPEN, STANDS, ANSWERED, FALLEN] = [0, 1, 2, 3];
  const STATES = ["contested", "stands", "contested", "falls"];
  const {parts} = network;
  // Of a run of numbers, only its start is there, and behind it its end, as a negative number.
  const spread = (some) =>
    some.flatMap((one, at) =>
      one < 0 ? Array.from({length: -one - some[at - 1]}, (_, more) => some[at - 1] + more + 1) : one,
    );
  const backs = network.backs.map(spread);
  const attacks = network.attacks.map(spread);
  const number = new Map(parts.map((id, place) => [id, place]));
  const disputed = new Set(network.disputed);
  const backedBy = parts.map(() => []);
  const attackedBy = parts.map(() => []);
  backs.forEach((targets, by) => targets.forEach((to) => backedBy[to].push(by)));
  attacks.forEach((targets, by) => targets.forEach((to) => attackedBy[to].push(by)));

  const claimLabel = (backing, attackers) => {
    let carried = STANDS; // without any backing, it has its speaker's word
    if (backing.length && !backing.includes(STANDS)) {
      carried = [OPEN, ANSWERED, FALLEN].find((label) => backing.includes(label));
    }
    if (carried === FALLEN || carried === ANSWERED) return carried;
    if (attackers.includes(STANDS)) return ANSWERED;
    return attackers.includes(OPEN) ? OPEN : carried;
  };

  const stepLabel = (backing, attackers) => {
    if (backing.includes(FALLEN) || attackers.includes(STANDS)) return FALLEN;
    if (backing.includes(ANSWERED)) return ANSWERED;
    return backing.includes(OPEN) || attackers.includes(OPEN) ? OPEN : STANDS;
  };

  const labelled = (rejected) => {
    const labels = parts.map(() => OPEN);
    const due = (part) => {
      if (rejected.has(part)) return FALLEN;
      const backing = backedBy[part].map((one) => labels[one]);
      const attackers = attackedBy[part].map((one) => labels[one]);
      if (part < network.claims) return claimLabel(backing, attackers);
      const label = stepLabel(backing, attackers);
      return label === STANDS && disputed.has(part) ? OPEN : label;
    };
    for (const group of network.groups) {
      const members = new Set(group);
      const waiting = [...group].reverse();
      while (waiting.length) {
        const part = waiting.pop();
        const label = due(part);
        if (label === labels[part]) continue;
        labels[part] = label;
        waiting.push(...[...backs[part], ...attacks[part]].filter((one) => members.has(one)));
      }
    }
    return labels;
  };

  const rejected = new Set();
  const atFirst = labelled(rejected);
  const outcome = make("div", {className: "outcome", hidden: true});
  outcome.setAttribute("role", "status");

  const reject = (part) => {
    if (!rejected.delete(part)) rejected.add(part);
    show();
  };

  const show = () => {
    const labels = labelled(rejected);
    const changed = {rejected: [...rejected], falls: [], contested: [], stands: []};
    for (const claim of claims) {
      const part = number.get(claim.id);
      const state = STATES[labels[part]];
      const isNew = rejected.has(part) || state !== STATES[atFirst[part]];
      claim.dataset.state = rejected.has(part) ? "rejected" : state;
      claim.classList.toggle("changed", isNew);
      const tag = claim.querySelector(".state");
      tag.textContent = isNew ? ` ${words[claim.dataset.state]}` : "";
      if (isNew && !rejected.has(part) && claim.id !== "thesis") changed[state].push(part);
    }
    for (const button of all(".reject")) {
      const pressed = rejected.has(number.get(button.value));
      button.setAttribute("aria-pressed", pressed);
      button.firstChild.data = pressed ? words.take_back : words.reject;
    }
    outcome.hidden = !rejected.size;
    outcome.replaceChildren();
    for (const [state, some] of Object.entries(changed)) {
      if (some.length) outcome.append(make("span", {className: state}, `${words[state]}${words.colon}`, ...listed(some)));
    }
    const thesis = STATES[labels[number.get("thesis")]];
    outcome.append(make("strong", {className: thesis}, `${words.thesis}${words.colon}${words[thesis]}`));
    const back = make("button", {type: "button"}, words.take_all_back);
    back.addEventListener("click", () => {
      rejected.clear();
      show();
    });
    outcome.append(back);
  };

  // Links to parts, with commas between.
  const listed = (some) =>
    some.flatMap((part, place) => [
      ...(place ? [words.comma] : []),
      make("a", {href: `#${encodeURIComponent(parts[part])}`}, nameOf(parts[part])),
    ]);

  const nameOf = (id) => {
    const element = document.getElementById(id);
    if (id === "thesis") return words.thesis;
    return element.value ? `[${element.value}]` : element.querySelector(".n").textContent;
  };

  const addButtons = () => {
    for (const place of all(".acts")) {
      const element = place.closest(".claim, li");
      const button = make(
        "button",
        {type: "button", className: "reject", value: element.id},
        words.reject,
        make("span", {className: "heard"}, ` ${nameOf(element.id)}`),
      );
      button.addEventListener("click", () => reject(number.get(element.id)));
      if (element.matches(".row")) {
        // The number in its head unfolds the row, so that it cannot be a link, too.
        const link = make("a", {href: `#${encodeURIComponent(element.id)}`}, "#");
        link.setAttribute("aria-label", `${words.link}${words.colon}${nameOf(element.id)}`);
        place.append(link, " ");
      }
      place.append(button);
    }
  };

  // The start

  document.documentElement.classList.add("live");
  document.querySelector("main > header").after(tools);
  document.querySelector("main").append(outcome);
  addButtons();
  show();
  for (const fold of folds) fold.open = false;
  goTo(addressed());
  addEventListener("hashchange", () => goTo(addressed()));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) goTo(addressed()); // no hashchange follows
  });
  search.addEventListener("input", look);
  for (const one of choices) one.addEventListener("change", look);
  everything.addEventListener("click", () => {
    clear();
    search.focus(); // the button is gone
  });
  unfold.addEventListener("click", () => {
    const open = rows.some((row) => !row.open);
    for (const row of rows) row.open = open;
  });
  for (const row of rows) {
    row.addEventListener("toggle", () => {
      unfold.textContent = rows.every((one) => one.open) ? words.close_all : words.open_all;
    });
  }

  let beforePrint = [];
  addEventListener("beforeprint", () => {
    beforePrint = folds.filter((one) => !one.open);
    for (const one of beforePrint) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of beforePrint) one.open = false;
  });
}
