// Fields that find records as one types. The server finds and says what fits; here it is listed by type, walked by keyboard
// and taken. One field selects what is taken; one asks how the selected record is connected with it.
(function (explorer) {
  "use strict";
  const PAUSE = 80; // ms without a letter before the server is asked
  const PATIENCE = 300; // ms before it is said that a search is under way
  const PATIENT = 60000; // ms that the first search of a large landscape may take
  const RECENT = "explorer-recent", MOST_RECENT = 5, MOST_KEPT = 60;

  // --- what was taken lately: for this tab only ------------------------------------------------------------------------

  function recent() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(RECENT) || "[]");
      return Array.isArray(kept) ? kept.filter((hit) => hit && typeof hit.id === "string" && Array.isArray(hit.name)) : [];
    } catch { return []; }
  }

  function remember({ type, id, name, kind, place }) {
    const plain = (pieces) => [[pieces.map(([text]) => text).join("")]];
    const hit = { type, id, place, name: plain(name), kind: plain(kind) };
    const others = recent().filter((other) => other.type !== type || other.id !== id);
    try { sessionStorage.setItem(RECENT, JSON.stringify([hit, ...others].slice(0, MOST_RECENT))); } catch { /* a private window keeps nothing */ }
  }

  // --- one field -----------------------------------------------------------------------------------------------------

  /** Makes a field a combobox; `chosen(hit)` is called with what the reader takes, `fits(hit)` says what was taken lately fits. */
  function combobox(fieldId, parameters, fits, chosen) {
    const field = document.getElementById(fieldId);
    const list = document.getElementById(field.getAttribute("aria-controls"));
    const box = list.parentElement, said = box.querySelector(".said");
    const kept = new Map();
    let hits = [], active = -1; // what is listed, in order; which of it Enter takes
    let shown = null; // the query whose answer is listed; "" for what was taken lately
    const missed = { what: fieldId, said: "Nothing can be looked up.", again: ask, wait: PATIENT };
    let underWay = null, pause = 0, patience = 0, taking = false;

    function query() {
      return explorer.query({ sel: "", to: "", order: "", ...parameters, q: field.value.trim() }); // what is picked hides nothing
    }

    async function ask() {
      clearTimeout(pause);
      if (!field.value.trim()) return;
      const wanted = query();
      if (wanted === shown) return;
      if (underWay) underWay.abort();
      const own = (underWay = new AbortController());
      clearTimeout(patience);
      patience = setTimeout(() => say("Searching …"), kept.has(wanted) ? 1e6 : PATIENCE);
      try {
        if (!kept.has(wanted)) kept.set(wanted, await explorer.fetched("find?" + wanted, { ...missed, signal: own.signal }));
        if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
        if (underWay === own) show(wanted, kept.get(wanted));
      } catch (error) {
        if (underWay === own && error.name !== "AbortError") fail();
      } finally {
        if (underWay === own) {
          clearTimeout(patience);
          underWay = null;
        }
      }
    }

    function fail() {
      taking = false;
      list.replaceChildren();
      [hits, active, shown] = [[], -1, null];
      mark();
      say("The search is not answered. Type again in a moment; the chronicle lists the events as well.");
    }

    function show(wanted, answer) {
      shown = wanted;
      hits = answer.groups.flatMap((group) => group.hits);
      active = hits.length ? 0 : -1;
      let place = 0;
      list.replaceChildren(...answer.groups.map((group, number) => {
        const name = group.count === undefined ? group.name : `${group.name}, ${group.count}`;
        const title = element("div", "hits-title", name);
        title.id = `${list.id}-group-${number}`;
        title.setAttribute("role", "presentation");
        const part = element("div", "hits-group");
        part.setAttribute("role", "group");
        part.setAttribute("aria-labelledby", title.id);
        part.append(title, ...group.hits.map((hit) => option(hit, place++)));
        return part;
      }));
      mark();
      say(answer.said);
      if (taking) take(0);
    }

    function option(hit, place) {
      const item = element("div", "hit");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      const name = element("b");
      name.append(...pieces(hit.name));
      const kind = element("span", "hit-kind");
      kind.append(" ", ...pieces(hit.kind));
      item.append(name, kind);
      if (hit.where) {
        const where = element("span", "hit-where");
        where.append(...pieces(hit.where));
        item.append(where);
      }
      if (hit.hidden) item.append(element("em", "hit-hidden", "not in what is shown now"));
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the keyboard
      item.addEventListener("click", () => take(place));
      return item;
    }

    function pieces(told) {
      return told.map(([text, marked]) => (marked ? element("mark", "", text) : text));
    }

    function element(tag, name, text) {
      const made = document.createElement(tag);
      if (name) made.className = name;
      if (text) made.textContent = text;
      return made;
    }

    function say(text) {
      open(true);
      if (said.textContent !== text) said.textContent = text;
    }

    function open(yes) {
      box.hidden = !yes;
      field.setAttribute("aria-expanded", String(yes && hits.length > 0));
    }

    function mark() {
      list.querySelectorAll("[role=option]").forEach((item, place) => {
        item.setAttribute("aria-selected", String(place === active));
        if (place === active && !box.hidden) item.scrollIntoView({ block: "nearest" });
      });
      if (active >= 0) field.setAttribute("aria-activedescendant", `${list.id}-${active}`);
      else field.removeAttribute("aria-activedescendant");
    }

    function take(place) {
      taking = false;
      const hit = hits[place];
      if (!hit) return;
      close(true);
      remember(hit);
      chosen(hit);
    }

    /** Shuts the box; what was typed goes, too, where it is `done` with. */
    function close(done) {
      if (underWay) underWay.abort();
      underWay = null;
      explorer.server.forget(fieldId);
      taking = false;
      clearTimeout(pause);
      clearTimeout(patience);
      if (done) field.value = "";
      if (done) shown = null;
      open(false);
      field.removeAttribute("aria-activedescendant");
    }

    /** What the field offers before a letter is typed. */
    function offer() {
      const lately = recent().filter(fits);
      if (!lately.length) return close(true);
      show("", { groups: [{ name: "Taken lately", hits: lately }], said: "Or type a name, a number or a few words." });
      active = -1;
      mark();
    }

    field.addEventListener("input", () => {
      taking = false;
      clearTimeout(pause);
      if (!field.value.trim()) return offer();
      pause = setTimeout(ask, PAUSE);
    });
    field.addEventListener("focus", () => explorer.fetched("find?q=").catch(() => {}), { once: true }); // the server makes itself ready
    field.addEventListener("focus", () => {
      if (!field.value.trim()) offer();
      else if (query() === shown) open(true);
      else ask();
    });
    field.addEventListener("blur", () => close(false));
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" && (!box.hidden || field.value)) {
        close(true);
        event.preventDefault();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (!field.value.trim()) take(active);
        else if (query() === shown && !box.hidden) take(active);
        else {
          taking = true; // as soon as what is typed has been answered
          ask();
        }
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !box.hidden && hits.length) {
        const down = event.key === "ArrowDown";
        active = active < 0 ? (down ? 0 : hits.length - 1) : (active + (down ? 1 : hits.length - 1)) % hits.length;
        mark();
        event.preventDefault();
      }
    });
    if (document.activeElement === field) field.dispatchEvent(new Event("focus"));
  }

  /** Leads to a source in the list of sources. */
  function goTo(place) {
    const source = document.getElementById(place);
    if (!source) return;
    source.scrollIntoView({ block: "center" });
    source.focus({ preventScroll: true });
    explorer.place(place);
  }

  const isRecord = (hit) => hit.type === "actor" || hit.type === "event";
  combobox("search-field", {}, () => true, (hit) => (hit.type === "source" ? goTo(hit.place) : explorer.select(hit.id)));
  combobox("ask-field", { ends: "1" }, isRecord, (hit) => explorer.connect(hit.id));
})(window.explorer);
