// One selection for the whole page, and the address is it: paint first, directly; then tell Dash, which writes the details.
// Painters register with explorer.onPaint (what is lit) and explorer.onView (what is shown); whoever lets the reader choose
// calls explorer.go. What a view shows was decided in Python; here it is only asked for and handed on.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const MOST_KEPT = 40; // views kept in the browser
  const LATER = 400; // ms: how long the details wait for a view that is slow to come
  const FOCUS = ["sel", "to", "order"]; // parts of the address that change no view by themselves

  const data = JSON.parse(document.getElementById("landscape-data").textContent);
  const root = document.documentElement;
  const painters = [];
  const followers = [];
  const viewers = [];
  const kept = new Map();
  let state = { focus: "", lit: new Set() };
  let seen = "", asked = "", fetching = false;

  explorer.data = data;
  explorer.view = JSON.parse(document.getElementById("view-data").textContent);

  /** Calls paint(state) now and after every change; state = {focus: id or "", lit: Set of ids}. */
  explorer.onPaint = function (paint) {
    painters.push(paint);
    paint(state);
  };

  /** Calls follow(state) once the pictures that were painted are on the screen: for what the eye is not waiting for. */
  explorer.onPainted = function (follower) {
    followers.push(follower);
    follower(state);
  };

  /** Calls paint(view) now and whenever another view is shown. */
  explorer.onView = function (paint) {
    viewers.push(paint);
    paint(explorer.view);
  };

  /** Changes parts of the address, {part: value or "" to leave it out}; everything follows. `replace` keeps the history short. */
  explorer.go = function (parts, { replace = false } = {}) {
    const query = new URLSearchParams(location.search);
    Object.entries(parts).forEach(([part, value]) => (value ? query.set(part, value) : query.delete(part)));
    const text = query.toString().replace(/%2C/g, ",");
    const search = text ? "?" + text : "";
    if (search === location.search) return Promise.resolve();
    history[replace ? "replaceState" : "pushState"](null, "", location.pathname + search);
    document.getElementById("notes").replaceChildren();
    return follow();
  };

  /** Selects a record everywhere; "" clears. A question about the one before goes with it. */
  explorer.select = (id) => explorer.go({ sel: id, to: "", order: "" });

  /** Asks how the selected record is connected to another; "" leaves the question. */
  explorer.connect = (id) => explorer.go({ to: id, order: "" });

  /** Ids of what a record lights up, and its name; undefined for what this view does not hold. */
  function tiesOf(id) {
    const told = explorer.view.ties[id];
    if (!told) return undefined;
    const [name, events, actors, eventCount = events.length, actorCount = actors.length] = told;
    return { name, events, actors, eventCount, actorCount };
  }
  explorer.tiesOf = tiesOf;

  function paint(id) {
    const ties = tiesOf(id);
    state = ties ? { focus: id, lit: new Set([id, ...ties.events, ...ties.actors]) } : { focus: "", lit: new Set() };
    painters.forEach((painter) => painter(state));
    const painted = state;
    explorer.afterPaint().then(() => painted === state && followers.forEach((follower) => follower(state)));
  }

  function focusOf() {
    return new URLSearchParams(location.search).get("sel") || "";
  }

  /** Does what the address says: lights, controls, details, view. */
  function follow() {
    const before = state.focus;
    paint(focusOf());
    return focusOf() === before ? ask() : explorer.afterPaint().then(ask); // what is picked is lit before anything is asked
  }

  function ask() {
    explorer.showControls();
    tell(viewQuery() === seen ? 0 : LATER);
    return see();
  }

  /** Resolves when what was just changed is on the screen, at the end of the next frame. */
  explorer.afterPaint = function () {
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 16))));
  };

  // --- views ------------------------------------------------------------------------------------------------------

  /** The part of the address that the view depends on: the focus where something is made around it, or is not yet known. */
  function viewQuery() {
    const query = new URLSearchParams(location.search);
    const around = query.get("steps") || query.get("to") || query.get("rows") === "actor";
    const held = explorer.networkHolds ? explorer.networkHolds(query.get("sel")) : !explorer.view.around;
    const unknown = query.get("sel") && !(held && tiesOf(query.get("sel")));
    if (!around && !unknown) FOCUS.forEach((part) => query.delete(part));
    query.sort();
    return query.toString().replace(/%2C/g, ",");
  }

  /** Shows the view of the address; one request is under way at a time, and the latest wish wins. */
  async function see() {
    const wanted = (asked = viewQuery());
    if (wanted === seen) return;
    if (kept.has(wanted)) return show(wanted);
    if (fetching) return;
    fetching = true;
    try {
      const answer = await fetch("view?" + wanted);
      if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
      keep(wanted, await answer.json());
    } catch (error) {
      say(`The view could not be fetched: ${error.message}. What is shown is the view before.`);
      asked = seen;
    } finally {
      fetching = false;
    }
    if (asked === wanted) show(wanted);
    else await see();
  }

  function keep(query, view) {
    kept.set(query, view);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  }

  function show(query) {
    const view = kept.get(query);
    if (!view) return;
    explorer.view = view;
    seen = query;
    viewers.forEach((viewer) => viewer(view));
    paint(focusOf());
    root.dataset.view = query;
    say(view.spoken);
    tell(0); // the pictures come first; the details would share the server with them
  }

  // --- words ------------------------------------------------------------------------------------------------------

  /** Says something to a screen reader, once. */
  function say(text) {
    document.getElementById("live").textContent = text;
  }
  explorer.say = say;

  const count = (n, word) => n + " " + word + (n === 1 ? "" : "s");

  explorer.onPainted(({ focus }) => {
    const ties = tiesOf(focus);
    const told = explorer.view;
    root.classList.toggle("some-selected", ties !== undefined);
    const timeline = document.getElementById("timeline-summary"), network = document.getElementById("network-summary");
    timeline.textContent = ties ? `In colour: ${ties.name} and what it is tied to.` : told.timelineWords;
    network.textContent = ties ? `In colour: ${ties.name}. Neighbours: ${ties.eventCount + ties.actorCount}, told in the details.` : told.networkWords;
  });

  function spoken() {
    const ties = tiesOf(state.focus);
    if (!ties) return "Nothing selected.";
    return `${ties.name} selected: ${count(ties.eventCount, "event")} and ${count(ties.actorCount, "actor")} lit.`;
  }

  explorer.onView((view) => {
    if (!seen && root.dataset.view === undefined) return; // the first page says it already
    document.getElementById("shown").innerHTML = view.shown; // markup that the server has escaped
    document.getElementById("empty").innerHTML = view.empty;
  });

  // --- Dash -------------------------------------------------------------------------------------------------------

  let told = false, waiting = 0, back = null;

  /** Tells Dash what the address says now; it answers with the details. */
  function tell(after) {
    clearTimeout(waiting);
    if (!told) return; // it reads the address itself when it begins
    waiting = setTimeout(() => window.dash_clientside.set_props("asked", { data: location.search }), after);
  }

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    explorer: {
      begin: () => location.search,
      told: function (children) {
        if (!children) return;
        const first = document.getElementById("details-first");
        const inside = first !== null && first.contains(document.activeElement);
        document.getElementById("react-entry-point").hidden = false;
        if (first) first.remove(); // what the server sent gives way to what Dash keeps up
        told = true;
        root.dataset.ready = "yes";
        if (inside || (back && document.activeElement === document.body)) requestAnimationFrame(() => focusTitle());
        back = null;
      },
    },
  });

  /** A link in the details is replaced by the next record's text; the keyboard goes on from its heading. */
  function focusTitle() {
    const title = document.querySelector("#details .record-title");
    if (title) title.focus();
  }

  /** Dash's own scripts wait in the page until the pictures stand. */
  function bringDash() {
    const waiting = [...document.getElementById("dash-scripts").content.querySelectorAll("script")];
    const made = waiting.map((old) => {
      const script = document.createElement("script");
      [...old.attributes].forEach(({ name, value }) => script.setAttribute(name, value));
      script.async = false;
      script.textContent = old.textContent;
      return script;
    });
    const inline = made.filter((script) => !script.src), files = made.filter((script) => script.src);
    if (files.length) files[files.length - 1].addEventListener("load", () => document.body.append(...inline));
    document.body.append(...files);
  }

  // --- the reader -------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      back = link.closest("#details") ? link : null;
      explorer.select(link.dataset.id).then(() => say(spoken()));
    }
    const end = event.target.closest("a[data-to]");
    if (end) {
      event.preventDefault();
      explorer.connect(end.dataset.to);
    }
    const zoom = event.target.closest("button.zoom");
    if (zoom && zoom.dataset.picture === "timeline" && explorer.timelineZoom) explorer.timelineZoom(zoom.dataset.zoom);
    if (zoom && zoom.dataset.picture === "network" && explorer.networkZoom) explorer.networkZoom(zoom.dataset.zoom);
  });

  explorer.onPainted(({ focus }) => { if (root.dataset.ready && focus) say(spoken()); });

  addEventListener("popstate", () => follow().then(() => say(spoken())));

  if (!location.search && data.default_view) history.replaceState(null, "", "?" + data.default_view);
  explorer.showControls = () => {};
  seen = asked = viewQuery();
  keep(seen, explorer.view);
  paint(focusOf());
  root.dataset.view = seen;
  explorer.afterPaint().then(bringDash);
})(window.explorer);
