// One selection for the whole page: paint first, directly; then tell Dash (address, details).
// Painters register with explorer.onPaint; whoever lets the reader pick calls explorer.select(id).
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const data = JSON.parse(document.getElementById("landscape-data").textContent);
  const painters = [];
  let state = { focus: "", lit: new Set() };
  let followed = false;
  let restoreFocus = null;

  explorer.data = data;

  /** Calls paint(state) now and after every change; state = {focus: id or "", lit: Set of ids}. */
  explorer.onPaint = function (paint) {
    painters.push(paint);
    paint(state);
  };

  /** What the address says, with some parts replaced; an empty one is left out. */
  function addressWith(parts) {
    const query = new URLSearchParams(location.search);
    Object.entries(parts).forEach(([part, value]) => (value ? query.set(part, value) : query.delete(part)));
    const text = query.toString();
    return text ? "?" + text : "";
  }

  function paint(focus) {
    if (focus === state.focus) return;
    state = { focus, lit: new Set(focus ? [focus, ...(data.ties[focus] || [])] : []) };
    document.documentElement.classList.toggle("some-selected", focus !== "");
    painters.forEach((painter) => painter(state));
  }

  /** Moves the address without a reload; Dash answers with details. */
  function go(search) {
    if (search === location.search) return;
    const dash = window.dash_clientside;
    if (dash && dash.set_props && followed) dash.set_props("address", { search });
    else history.pushState(null, "", location.pathname + search);
  }

  /** Selects a record everywhere; "" clears. A question about the one before goes with it. */
  explorer.select = function (id) {
    paint(data.records[id] ? id : "");
    go(addressWith({ sel: state.focus, to: "" }));
  };

  /** Asks how the selected record is connected to another; "" leaves the question. */
  explorer.connect = function (id) {
    go(addressWith({ to: id }));
  };

  /** Chooses the timeline's axis, "folded" or "true". */
  explorer.chooseAxis = function (axis) {
    showAxis(axis);
    go(addressWith({ axis: axis === "folded" ? "" : axis }));
  };

  function showAxis(axis) {
    document.querySelectorAll("button.axis").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.axis === axis));
    });
    if (explorer.timelineAxis) explorer.timelineAxis(axis);
  }

  function read(search) {
    const query = new URLSearchParams(search || "");
    const focus = query.get("sel") || "";
    return { focus: data.records[focus] ? focus : "", axis: query.get("axis") === "true" ? "true" : "folded" };
  }

  /** One sentence for a screen reader about what is lit now. */
  function spoken() {
    if (!state.focus) return "Nothing selected.";
    const others = [...state.lit].filter((id) => id !== state.focus);
    const events = others.filter((id) => data.records[id].type === "event").length;
    const actors = others.length - events;
    const count = (n, word) => n + " " + word + (n === 1 ? "" : "s");
    return data.records[state.focus].name + " selected: " + count(events, "event") + " and " + count(actors, "actor") + " lit.";
  }

  // Dash calls this at the start and whenever the address changes: deep links, Back, Forward.
  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    explorer: {
      follow: function (search) {
        const first = !followed;
        followed = true;
        const said = read(search);
        paint(said.focus);
        showAxis(said.axis);
        return first && !state.focus ? "" : spoken();
      },
    },
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-id]");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      restoreFocus = link.closest("#details") ? link : null;
      explorer.select(link.dataset.id);
    }
    if (event.target.closest("a[data-to]")) {
      event.preventDefault();
      explorer.connect("");
    }
    const axis = event.target.closest("button.axis");
    if (axis) explorer.chooseAxis(axis.dataset.axis);
    const zoom = event.target.closest("button.zoom");
    if (zoom && zoom.dataset.picture === "timeline" && explorer.timelineZoom) explorer.timelineZoom(zoom.dataset.zoom);
    if (zoom && zoom.dataset.picture === "network") explorer.networkZoom(zoom.dataset.zoom);
    if (event.target.closest("#share-button")) share(event.target.closest("#share-button"));
    document.querySelectorAll("details.export[open], details.help[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) {
      const open = document.querySelector("details.export[open], details.help[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      } else explorer.select("");
    }
    const typing = event.target.closest("input, textarea, select");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      document.getElementById("search-field").focus();
    }
  });

  async function share(button) {
    const before = "Share";
    try {
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Link copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { button.textContent = before; }, 2500);
  }

  // What the server drew once (pictures, chronicle, sources) is kept when Dash takes over and put back in place.
  const kept = new Map();
  document.querySelectorAll("[data-kept]").forEach((box) => kept.set(box.dataset.kept, box));
  new MutationObserver(() => {
    kept.forEach((old, name) => {
      const box = document.querySelector(`[data-kept="${name}"]`);
      if (box && box !== old && !box.firstChild) box.append(...old.childNodes);
    });
    // A link in the details is replaced by the next record's text; the keyboard goes on from its heading.
    const title = document.querySelector("#details .record-title");
    if (restoreFocus && title && !document.contains(restoreFocus) && document.activeElement === document.body) {
      restoreFocus = null;
      title.focus();
    }
  }).observe(document.getElementById("react-entry-point"), { childList: true, subtree: true });

  if (!location.search && data.default_view) history.replaceState(null, "", "?" + data.default_view);
  paint(read(location.search).focus);
})(window.explorer);
