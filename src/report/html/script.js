// Filters and sorts the rows by what each tells about itself. Nothing is read from anywhere else, and nothing but what the page itself holds for
// readers without script is read as markup.
"use strict";
(() => {
  const form = document.querySelector(".filters");
  const list = document.querySelector(".claims");
  const none = document.querySelector(".none");
  if (!form || !list) return;
  const rows = Array.from(list.children);
  // The body of a claim is text to a browser that runs scripts, so that a page of thousands opens at once. It becomes nodes when it is needed.
  const bodies = new Map(rows.map((row) => [row, row.querySelector("noscript")]));
  const fill = (row) => {
    const body = bodies.get(row);
    bodies.delete(row);
    if (!body) return;
    // Read where no script ran its content is nodes already.
    if (body.firstElementChild) { body.replaceWith(...body.childNodes); return; }
    const made = document.createElement("template");
    made.innerHTML = body.textContent;
    body.replaceWith(made.content);
  };
  const fillAll = () => { for (const row of bodies.keys()) fill(row); };
  list.addEventListener("toggle", (event) => { if (event.target.open) fill(event.target.closest("li")); }, true);
  const words = new Map();
  const textOf = (row) => {
    fill(row);
    if (!words.has(row)) words.set(row, row.textContent.toLowerCase());
    return words.get(row);
  };
  const fits = (row, ask) => {
    const d = row.dataset;
    if (ask.kind && d.kind !== ask.kind) return false;
    if (ask.place.startsWith("c:") && d.country !== ask.place.slice(2)) return false;
    if (ask.place.startsWith("p:") && d.place !== ask.place.slice(2)) return false;
    // Days are written so that their order is that of their letters.
    if ((ask.from || ask.to) && !d.from) return false;
    if (ask.from && d.to < ask.from) return false;
    if (ask.to && d.from > ask.to) return false;
    const flags = d.flags.split(" ");
    if (!ask.flags.every((flag) => flags.includes(flag))) return false;
    return ask.find.every((word) => textOf(row).includes(word));
  };
  const by = {
    rank: (a, b) => a.dataset.rank - b.dataset.rank,
    loud: (a, b) => b.dataset.loud - a.dataset.loud,
    denied: (a, b) => b.dataset.denied - a.dataset.denied,
    early: (a, b) => (a.dataset.from || "~") < (b.dataset.from || "~") ? -1 : (a.dataset.from || "~") > (b.dataset.from || "~") ? 1 : 0,
    late: (a, b) => a.dataset.to > b.dataset.to ? -1 : a.dataset.to < b.dataset.to ? 1 : 0,
  };
  let order = "rank";
  const apply = () => {
    const data = new FormData(form);
    const ask = {
      kind: data.get("kind") || "",
      place: data.get("place") || "",
      from: data.get("from") || "",
      to: data.get("to") || "",
      flags: data.getAll("flag"),
      find: (data.get("find") || "").toLowerCase().split(/\s+/).filter(Boolean),
    };
    let shown = 0;
    for (const row of rows) {
      const fit = fits(row, ask);
      row.hidden = !fit;
      if (fit) shown += 1;
    }
    const wanted = by[data.get("order")] ? data.get("order") : "rank";
    if (wanted !== order) {
      order = wanted;
      list.append(...rows.slice().sort((a, b) => by[order](a, b) || by.rank(a, b)));
    }
    none.hidden = shown > 0;
    const all = `${rows.length} ${rows.length === 1 ? "claim" : "claims"}`;
    form.elements.state.value = shown === rows.length ? all : `${shown} of ${all}`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
  // A link into a row that is shut opens it.
  const open = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is written */ }
    if (id && !document.getElementById(id)) fillAll();
    const target = id && document.getElementById(id);
    for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", open);
  // The rest is made while nothing else is to do, so that the browser's own search finds it too.
  const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 50));
  const more = (spare) => {
    const until = performance.now() + Math.min(spare.timeRemaining(), 8);
    for (const row of bodies.keys()) {
      if (performance.now() >= until) break;
      fill(row);
    }
    if (bodies.size > 0) idle(more);
  };
  idle(more);
  open();
})();
