// What is lit and what is shown: paint first, directly; then ask the server for what is missing, and last for the details.
// Painters register with explorer.onPaint (what is lit) and explorer.onView (what is shown); whoever lets the reader choose
// calls explorer.go. What a view shows was decided in Python; here it is only asked for and handed on.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const MOST_KEPT = 40; // views kept in the browser
  const LATER = 400; // ms: how long the details wait for a view that is slow to come

  const root = document.documentElement;
  const painters = [];
  const followers = [];
  const viewers = [];
  const readers = [];
  const kept = new Map();
  let state = { focus: "", lit: new Set() };
  let seen = "", asked = "", fetching = false;

  explorer.view = opened(JSON.parse(document.getElementById("view-data").textContent));

  /** A view as it was sent, with what is looked up by id in maps: an id may be any word. */
  function opened(view) {
    for (const table of ["ties", "threads"]) view[table] = new Map(Object.entries(view[table]));
    return view;
  }

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

  /** Calls follow() after every change of the address, once what is picked is on the screen. */
  explorer.onAddress = (follower) => readers.push(follower);

  /** Ids of what a record lights up, and its name; undefined for what this view does not hold. */
  function tiesOf(id) {
    const told = explorer.view.ties.get(id);
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

  /** Does what the address says: lights, controls, details, view. */
  explorer.follow = function () {
    const before = state.focus, focus = explorer.part("sel");
    paint(focus);
    return focus === before ? ask() : explorer.afterPaint().then(ask); // what is picked is lit before anything is asked
  };

  explorer.returned = () => explorer.follow().then(() => say(spoken()));

  function ask() {
    readers.forEach((reader) => reader());
    explorer.tell(viewQuery() === seen ? 0 : LATER);
    return see();
  }

  /** Resolves when what was just changed is on the screen, at the end of the next frame. */
  explorer.afterPaint = function () {
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 16))));
  };

  // --- views ------------------------------------------------------------------------------------------------------

  /** The part of the address that the view depends on: the focus where something is made around it, or is not yet known. */
  function viewQuery() {
    const focus = explorer.part("sel");
    const around = explorer.part("steps") || explorer.part("to") || explorer.part("rows") === "actor";
    const held = explorer.networkHolds ? explorer.networkHolds(focus) : !explorer.view.around;
    const unknown = focus && !(held && tiesOf(focus));
    return explorer.queryOf((part) => around || unknown || !explorer.FOCUS.includes(part));
  }

  /** Shows the view of the address; one request is under way at a time, and the latest wish wins. */
  async function see() {
    let wanted = (asked = viewQuery());
    if (wanted === seen) return explorer.server.forget("view");
    if (kept.has(wanted)) return show(wanted);
    if (fetching) return;
    fetching = true;
    try {
      const said = "What is shown is the view before.";
      const view = await explorer.fetched("view?" + wanted, { what: "view", said, again: see });
      keep(wanted, opened(view));
      if (explorer.understood(wanted, view.address ?? wanted)) {
        readers.forEach((reader) => reader());
        if (asked === wanted) keep((wanted = asked = viewQuery()), view);
      }
    } catch { /* the line says so */ } finally {
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
    explorer.server.forget("view");
    explorer.view = view;
    seen = query;
    viewers.forEach((viewer) => viewer(view));
    paint(explorer.part("sel"));
    root.dataset.view = query;
    say(view.spoken);
    explorer.tell(0); // the pictures come first; the details would share the server with them
  }

  // --- words ------------------------------------------------------------------------------------------------------

  /** Says something to a screen reader, once. */
  function say(text) {
    document.getElementById("live").textContent = text;
  }
  explorer.say = say;

  const count = (n, word) => n + " " + word + (n === 1 ? "" : "s");

  /** The lines above both pictures. Called again where another network has come, as what it draws is counted. */
  explorer.captions = function () {
    const ties = tiesOf(state.focus);
    const told = explorer.view;
    root.classList.toggle("some-selected", ties !== undefined);
    const timeline = document.getElementById("timeline-summary"), network = document.getElementById("network-summary");
    timeline.textContent = ties ? `In colour: ${ties.name} and what it is tied to.` : told.timelineWords;
    network.textContent = ties ? explorer.networkSays(ties, ties.eventCount + ties.actorCount, explorer.part("nodes")) : told.networkWords;
  };
  explorer.onPainted(explorer.captions);

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

  // --- the reader -------------------------------------------------------------------------------------------------

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      explorer.leaving(link);
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

  seen = asked = viewQuery();
  keep(seen, explorer.view);
  paint(explorer.part("sel"));
  root.dataset.view = seen;
})(window.explorer);
