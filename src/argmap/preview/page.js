// What the preview does: it listens to the server, puts the new picture in the place of the old one,
// lights up what changed, and lists what is wrong.
"use strict";
{
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const nonce = document.currentScript.nonce;
  const form = one(".controls");
  const stage = one(".stage");
  const status = one(".status");
  const code = one(".command code");
  const editor = document.body.dataset.editor;
  const LIT = 2500; // milliseconds
  let source = null;
  let shown = ""; // what stands on the stage: which map, in which view
  let digest = "";

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // Controls: they stand in the page's address, so that a reload keeps them

  const values = () => {
    const found = new URLSearchParams();
    for (const {name, value} of form.elements) if (name && value) found.set(name, value);
    return found;
  };

  const listen = () => {
    if (source) source.close();
    const asked = values();
    history.replaceState(null, "", `?${asked}`);
    source = new EventSource(`events?${asked}`);
    source.onmessage = ({data}) => show(JSON.parse(data));
    source.onerror = () => {
      status.textContent = "argmap preview does not answer: has it ended, or is a value wrong?";
    };
  };

  form.addEventListener("change", () => {
    if (form.reportValidity()) listen();
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  const fill = (select, options) => {
    const chosen = select.value;
    const said = JSON.stringify(options);
    if (select.dataset.said === said) return;
    select.dataset.said = said;
    select.replaceChildren(...options.map(([value, text]) => make("option", {value}, text)));
    if (chosen && !options.some(([value]) => value === chosen)) {
      select.append(make("option", {value: chosen}, `${chosen} (not there)`));
    }
    select.value = chosen || options[0][0];
  };

  // What changed: each part of a picture or page by its id, and what it says

  const light = (element) => {
    element.setAttribute("data-changed", "");
    setTimeout(() => element.removeAttribute("data-changed"), LIT);
    const box = element.namespaceURI.endsWith("svg") ? one(".box", element) : null;
    const frames = box
      ? [{stroke: "#c2610a", strokeWidth: "6px"}, {stroke: "#c2610a", strokeWidth: "0px"}]
      : [{outline: "4px solid #c2610a"}, {outline: "4px solid transparent"}];
    (box || element).animate(frames, {duration: LIT, easing: "ease-in"});
  };

  const parts = (elements, key, words) =>
    new Map(elements.map((element) => [key(element), {element, said: words(element)}]));

  const compare = (before, after) => {
    const changed = [...after].filter(([id, {said}]) => before.get(id)?.said !== said);
    for (const [, {element}] of changed) light(element);
    return changed.length;
  };

  // The element that a reader looks at stays where it is, whatever grew above it
  const anchored = (before, after, move, top) => {
    const seen = [...before].find(([id, {rect}]) => rect.bottom > top && after.has(id));
    if (!seen) return;
    const now = after.get(seen[0]).element.getBoundingClientRect().top;
    move(now - seen[1].rect.top);
  };

  const measured = (found) => {
    for (const part of found.values()) part.rect = part.element.getBoundingClientRect();
    return found;
  };

  // Pictures

  // What it says, wherever it stands and its lines end: without hyphens there, and arrows.
  const words = (element) => {
    const copy = element.cloneNode(true);
    for (const hyphen of all(".h", copy)) hyphen.remove();
    return copy.textContent.replace(/[\s\u2190-\u21ff]+/g, "");
  };

  const ids = (svg) => {
    const prefix = [...svg.classList].find((name) => name !== "argmap") || "";
    return parts(
      all("g.claim[id]", svg),
      (element) => element.id.slice(prefix.length + 1),
      (element) => `${element.getAttribute("class")} ${words(element)}`,
    );
  };

  const draw = (text) => {
    // The page's policy lets in what bears its nonce; words of a map have no `<` here.
    const allowed = text.replaceAll("<style>", `<style nonce="${nonce}">`);
    const parsed = new DOMParser().parseFromString(allowed, "image/svg+xml").documentElement;
    const svg = document.importNode(parsed, true);
    const old = one("svg", stage);
    const before = old ? measured(ids(old)) : null;
    const top = one("header").getBoundingClientRect().bottom;
    const [x, y] = [scrollX, scrollY];
    stage.replaceChildren(svg);
    if (!before) return 0;
    scrollTo({left: x, top: y, behavior: "instant"});
    const after = ids(svg);
    if (y > 0) anchored(before, after, (by) => scrollBy({top: by, behavior: "instant"}), top);
    return compare(before, after);
  };

  // The page that unfolds, in a frame: the new one is shown when it stands as the old one did

  const claims = (page) =>
    parts(
      all(".claim[id]", page),
      (element) => element.id,
      (element) => all(":scope > summary, :scope > .own", element).map((own) => own.innerText).join(" "),
    );

  const frame = (name) => {
    const old = one("iframe:not([hidden])", stage);
    for (const waiting of all("iframe[hidden]", stage)) waiting.remove();
    const next = make("iframe", {title: "The page that unfolds", hidden: Boolean(old)});
    next.src = `page?map=${encodeURIComponent(name)}`;
    next.addEventListener("load", () => {
      const page = next.contentDocument;
      for (const link of all("a[href^='http']", page)) {
        Object.assign(link, {target: "_blank", rel: "noopener noreferrer"});
      }
      next.hidden = false;
      if (!old) return;
      const last = old.contentDocument;
      const before = claims(last);
      for (const fold of all("details", last)) {
        const same = fold.id && page.getElementById(fold.id);
        if (same) same.open = fold.open;
      }
      const [x, y] = [last.defaultView.scrollX, last.defaultView.scrollY];
      old.remove();
      page.defaultView.scrollTo({left: x, top: y, behavior: "instant"});
      tell(compare(before, claims(page)));
    });
    stage.append(next);
  };

  // What is said of it

  const copied = async (text, button) => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      status.textContent = `copied: ${text}`;
    } catch {
      status.textContent = `this browser copies nothing here: ${label}`;
    }
  };

  const follow = async ({place, path, line, column}, button) => {
    if (!editor) return copied(place, button);
    const answer = await fetch("open", {
      method: "POST",
      headers: {"content-type": "application/json"},
      body: JSON.stringify({path, line, column}),
    });
    status.textContent = answer.ok ? `opened in ${editor}: ${place}` : await answer.text();
  };

  const listed = (finding) => {
    const place = make("button", {type: "button", className: "place"}, finding.place);
    place.title = editor ? `open in ${editor}` : "copy";
    place.addEventListener("click", () => follow(finding, place));
    const item = make("li", {className: finding.severity});
    item.append(place, " ", make("b", {}, `${finding.severity}[${finding.rule}]`));
    item.append(make("p", {}, finding.message));
    if (finding.excerpt) item.append(make("pre", {}, finding.excerpt));
    if (finding.hint) item.append(make("p", {className: "hint"}, `hint: ${finding.hint}`));
    return item;
  };

  let said = "";
  const tell = (changed = 0) => {
    const places = changed === 1 ? "1 claim" : `${changed} claims`;
    status.textContent = changed ? `${said} · ${places} changed` : said;
  };

  const paragraph = (selector, text) => {
    const element = one(selector);
    element.textContent = text;
    element.hidden = !text;
  };

  const show = (state) => {
    if (state.gone) {
      status.textContent = `${state.name} is gone`;
      return;
    }
    fill(form.elements.map, state.maps.map((name) => [name, name]));
    if (!form.elements.map.value) form.elements.map.value = state.name;
    one(".maps").hidden = state.maps.length < 2;
    if (state.claims) fill(form.elements.focus, [["", "the whole map"], ...state.claims]);
    const isPage = state.view === "page";
    for (const label of all(".drawn")) label.hidden = isPage;
    form.elements.focus.disabled = state.view === "overview";
    code.textContent = state.command;
    document.title = `${state.title || state.name} – argmap preview`;

    const errors = state.findings.filter(({severity}) => severity === "error").length;
    const others = state.findings.length - errors;
    const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
    said = `${count(errors, "error")}, ${count(others, "other finding")}`;
    said += ` · ${[state.size, `${state.ms} ms`].filter(Boolean).join(" · ")}`;

    const what = JSON.stringify([state.name, isPage]);
    if (what !== shown) {
      stage.replaceChildren();
      digest = "";
    }
    shown = what;
    let changed = 0;
    if (state.svg) changed = draw(state.svg);
    else if (state.page && state.page !== digest) {
      digest = state.page;
      frame(state.name);
    }
    paragraph(".trouble", state.trouble);
    paragraph(".notes", (state.notes || []).map((note) => `note: ${note}`).join("\n"));
    one(".findings").replaceChildren(...state.findings.map(listed));
    one(".old").hidden = state.fine || !stage.childElementCount;
    one(".none").hidden = state.fine || Boolean(stage.childElementCount);
    document.body.classList.toggle("is-old", !state.fine);
    tell(changed);
  };

  one(".command button").addEventListener("click", ({target}) => copied(code.textContent, target));

  for (const [name, value] of new URLSearchParams(location.search)) {
    const control = form.elements[name];
    if (!control) continue;
    if (control.localName === "select" && ![...control.options].some((one) => one.value === value)) {
      control.append(make("option", {value}, value));
    }
    control.value = value;
  }
  listen();
}
