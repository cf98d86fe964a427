// The state of a page that was saved as one file: what is selected, as of which day, on which clock. Every state it can be in
// was worked out in Python (explorer/export/saved_page/days.py) and stands in the file; here it is looked up, never decided.
// It offers the modules of the pictures what the served page offers them: onPaint, onView, go, select, tiesOf, say.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const { settings, states } = JSON.parse(document.getElementById("offline-data").textContent);
  const { days, leaves } = states;
  const mapped = (table) => new Map(Object.entries(table)); // an id may be any word
  const recordNames = mapped(settings.names);
  const clocks = new Map(Object.entries(states.clocks).map(([clock, { views, ties, told }]) => [clock, { views, ties: mapped(ties), told: mapped(told) }]));
  const root = document.documentElement;
  const last = days.length - 1;
  const painters = [], viewers = [];
  const start = { sel: settings.start.sel, at: "", clock: settings.start.clock };
  let now = { ...start }, state = { focus: "", lit: new Set() };

  const plain = document.createElement("textarea"); // reads escaped text, and nothing else

  /** A record's name, whether it is shown or not. */
  function nameOf(id) {
    plain.innerHTML = recordNames.get(id);
    return plain.value;
  }

  const names = [...recordNames.keys()].map((id) => ({ id, name: nameOf(id) }));
  explorer.data = { id: settings.id, as_of: days[last], days, clocks: [...clocks.keys()], names };

  // --- looking up -------------------------------------------------------------------------------------------------

  /** A folded value after a change; see `change` in saved_page/days.py. */
  function changed(before, patch) {
    if (Array.isArray(patch)) {
      const old = Array.isArray(before) ? before : [], [first, end, ...middle] = patch;
      return [...old.slice(0, first), ...middle, ...old.slice(old.length - end)];
    }
    if (patch === null || typeof patch !== "object") return patch;
    const old = before && typeof before === "object" && !Array.isArray(before) ? before : {};
    const next = Object.assign(Object.create(null), old);
    Object.entries(patch).forEach(([key, part]) => (part === null ? delete next[key] : (next[key] = changed(next[key], part))));
    return next;
  }

  const unrolled = new Map();

  /** What a course holds on a day: the last of its values whose day is not after it. */
  function valueOf(course, place) {
    if (!unrolled.has(course)) {
      let value;
      unrolled.set(course, course.map(([at, patch]) => [at, (value = changed(value, patch))]));
    }
    let found;
    for (const [at, value] of unrolled.get(course)) if (at <= place) found = value;
    return found;
  }

  function unfolded(value) {
    if (typeof value === "number") return leaves[value];
    if (Array.isArray(value)) return value.map(unfolded);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unfolded(part)]));
  }

  const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

  function record(id) {
    return `<a class="record" href="#?sel=${encodeURIComponent(id)}" data-id="${attribute(id)}">`;
  }

  function cited(said) {
    const number = parseInt(said, 10), label = settings.publishers[number - 1] + said.slice(String(number).length);
    return `<a href="#source-${number}" title="${label}" aria-label="${number}: ${label}">${number}</a>`;
  }

  /** The markup of pieces, with what was left out of them: links by their names, links of sources. All text was escaped. */
  function markup(pieces) {
    return pieces.map((place) => leaves[place]).join("")
      .replace(/<(\d+)>/g, (_, place) => settings.tags[place])
      .replace(/<r ([^>]*)>/g, (_, id) => `${record(id)}${recordNames.get(id)}</a>`)
      .replace(/<a ([^>= ]+)>/g, (_, id) => record(id))
      .replace(/<c ( ?)([^>]*)>/g, (_, space, list) => `<sup class="cites">${space}${list.split('"').map(cited).join(" ")}</sup>`);
  }

  const views = new Map();

  /** What everything shows on a day, by its place, and a clock. */
  explorer.viewAt = function (place, clock) {
    const key = clock + place;
    if (!views.has(key)) {
      const { chronicle, ...rest } = valueOf(clocks.get(clock).views, place);
      const view = unfolded(rest);
      views.set(key, { ...view, threads: mapped(view.threads), chronicle: markup(chronicle) });
    }
    return views.get(key);
  };

  /** The details of a record, or with "" those of none, on a day and a clock. */
  explorer.toldAt = (id, place, clock) => markup(valueOf(clocks.get(clock).told.get(id), place));

  /** The place of the last day that is not after another; the last for "". */
  explorer.placeOf = function (iso) {
    if (!iso) return last;
    let place = 0;
    while (place < last && days[place + 1] <= iso) place++;
    return place;
  };

  // --- painting ---------------------------------------------------------------------------------------------------

  explorer.onPaint = function (paint) {
    painters.push(paint);
    paint(state);
  };
  explorer.onPainted = explorer.onPaint;

  explorer.onView = function (paint) {
    viewers.push(paint);
    paint(explorer.view);
  };

  /** Ids of what a record lights up, and its name; undefined for what is not shown. */
  explorer.tiesOf = function (id) {
    const course = clocks.get(now.clock).ties.get(id);
    const told = course && leaves[valueOf(course, explorer.placeOf(now.at))];
    return told ? { name: told[0], events: told[1], actors: told[2] } : undefined;
  };

  function paint() {
    const ties = explorer.tiesOf(now.sel);
    state = ties ? { focus: now.sel, lit: new Set([now.sel, ...ties.events, ...ties.actors]) } : { focus: "", lit: new Set() };
    root.classList.toggle("some-selected", now.sel !== "");
    painters.forEach((painter) => painter(state));
    const words = ties ? [`In colour: ${ties.name} and what it is tied to.`, explorer.networkSays(ties, ties.events.length + ties.actors.length, settings.nodes)] : [settings.timelineWords, settings.networkWords];
    document.getElementById("timeline-summary").textContent = words[0];
    document.getElementById("network-summary").textContent = words[1];
  }

  function show() {
    const place = explorer.placeOf(now.at);
    explorer.view = explorer.viewAt(place, now.clock);
    viewers.forEach((viewer) => viewer(explorer.view));
    document.getElementById("shown").innerHTML = explorer.view.shown; // markup that Python has escaped
    document.getElementById("empty").innerHTML = explorer.view.empty;
    paint();
    tell();
    explorer.showControls(now);
    root.dataset.view = query(now);
  }

  let back = false, told = null;

  /** The details; a link in them that was followed is gone with them, so the keyboard goes on from the heading. */
  function tell() {
    const text = explorer.toldAt(now.sel, explorer.placeOf(now.at), now.clock);
    const place = document.getElementById("details-first");
    const inside = place.contains(document.activeElement);
    if (text !== told) place.innerHTML = text;
    told = text;
    const title = place.querySelector(".record-title");
    if ((inside || back) && title && !place.contains(document.activeElement)) title.focus();
    back = false;
  }

  explorer.say = (text) => { document.getElementById("live").textContent = text; };

  // --- the address: behind the "#", as a file has no other part of its own -------------------------------------------

  function query({ sel, at, clock }) {
    const parts = Object.entries({ sel, at, clock: clock === start.clock ? "" : clock });
    return parts.filter(([, value]) => value).map((part) => part.map(encodeURIComponent).join("=")).join("&");
  }

  /** What an address text means; what it cannot mean here is left out. */
  function read(text) {
    const asked = new URLSearchParams(text);
    const id = asked.get("sel") || "", at = asked.get("at") || "", clock = asked.get("clock");
    return { sel: recordNames.has(id) ? id : "", at: days.includes(at) && at !== days[last] ? at : "", clock: clocks.has(clock) ? clock : start.clock };
  }

  /** Changes what is selected (sel), the day (at) or the clock; other parts of an address mean nothing here. */
  explorer.go = function (parts, { gesture = "" } = {}) {
    const { sel = now.sel, at = now.at, clock = now.clock } = parts;
    const next = { sel, at, clock: clock || start.clock };
    if (query(next) === query(now)) return Promise.resolve();
    const turned = next.at !== now.at || next.clock !== now.clock;
    now = next;
    explorer.record("#?" + query(now), { address: query(now) }, gesture);
    show();
    explorer.say(turned ? explorer.view.spoken : spoken());
    return Promise.resolve();
  };

  explorer.select = (id) => explorer.go({ sel: id });

  function spoken() {
    const ties = explorer.tiesOf(now.sel), count = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
    if (!ties) return now.sel ? `${nameOf(now.sel)} is not shown as of this day.` : "Nothing selected.";
    return `${ties.name} selected: ${count(ties.events.length, "event")} and ${count(ties.actors.length, "actor")} lit.`;
  }

  /** The link to what is shown. */
  explorer.link = () => new URL("#?" + query(now), location.href).href;

  addEventListener("popstate", (event) => {
    const typed = location.hash.startsWith("#?") && location.hash.slice(2);
    if (event.state && typeof event.state.address === "string") {
      const meant = explorer.recalled(event.state);
      now = read(meant.address);
      if (meant !== event.state) explorer.amend("#?" + query(now), { address: query(now) });
    } else if (typed === false) return explorer.amend(location.href, { address: query(now) }); // a place: what is shown stays
    else {
      now = read(typed); // written into the address bar
      explorer.amend("#?" + query(now), { address: query(now) });
    }
    show();
    explorer.say(spoken());
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    back = link.closest("#details") !== null;
    explorer.select(link.dataset.id);
  });

  explorer.timelineWindows = { begin: () => {}, see: () => {} }; // a crowded timeline stays counted: its marks are not in the file
  explorer.showControls = () => {};
  now = read(location.hash.startsWith("#?") ? location.hash.slice(2) : query(start));
  if (location.hash.startsWith("#?")) explorer.amend("#?" + query(now), { address: query(now) });
  else explorer.amend(location.href, { address: query(now) });
  explorer.view = explorer.viewAt(explorer.placeOf(now.at), now.clock);
  explorer.begin = show;
})(window.explorer);
