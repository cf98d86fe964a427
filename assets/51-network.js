// Keeps the right network in each place of the page: lights it at once, fetches another picture where that is wanted.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const KEPT = 6; // pictures of one place that are kept for going back

  /** One place on the page for a picture: as a rule the whole network, else what was asked for. */
  function picture(place) {
    const width = place.dataset.width, sent = place.querySelector("svg.network");
    let shown = sent && explorer.networkPicture(sent); // null = not there yet: the one for phones is fetched
    let whole = shown && !isPicked(shown) ? shown : null; // the last that does not stand for one record picked; null = not seen yet
    const kept = new Map(shown ? [[shown.base, shown]] : []);
    let told = null, wanted = null, busy = false, state = { focus: "", lit: new Set() };
    function isPicked(one) { return one.svg.dataset.reason === "picked"; }
    const narrow = matchMedia("(max-width: 640px)"); // as the style sheets say; asking the page itself would lay it out
    const shows = () => narrow.matches === place.classList.contains("narrow-only");
    const isShown = (base) => shown !== null && shown.base === base;

    function keep(one) {
      kept.delete(one.base);
      kept.set(one.base, one);
      const oldest = [...kept.values()].find((other) => other !== shown && other !== whole && other !== one);
      if (kept.size > KEPT && oldest) kept.delete(oldest.base);
      return one;
    }

    /** Puts a picture in the place of the one that shows. The zoom stays, about the record selected. */
    function swap(one) {
      if (one === shown) return;
      if (!shown) place.replaceChildren(one.svg);
      else replace(one);
      shown = keep(one);
      if (!isPicked(one)) whole = one;
    }

    function replace(one) {
      const view = shown.moves.view(), from = shown.places.get(state.focus), to = one.places.get(state.focus);
      shown.svg.replaceWith(one.svg);
      if (view.k !== 1 && from && to) one.moves.look({ k: view.k, x: view.x + (from.x - to.x) * view.k, y: view.y + (from.y - to.y) * view.k });
      else one.moves.look({ x: 0, y: 0, k: 1 });
    }

    function paint() {
      if (!shown) return;
      if (told && told.base === shown.base && shown.told !== told) {
        shown.show(told);
        shown.told = told;
      }
      shown.paint(state);
    }

    async function fetched(asked) {
      const address = `network/${width}.svg${asked ? "?" + asked : ""}`;
      const missed = { what: "network", said: "The network is the one before.", again: () => bring(explorer.query()) };
      const text = await explorer.fetched(address, { as: "text", ...missed });
      const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
      return explorer.networkPicture(document.importNode(parsed, true));
    }

    /** Fetches the picture for an address, one at a time, the last one asked for in the end. */
    async function bring(asked) {
      wanted = asked;
      if (busy || !shows()) return;
      busy = true;
      while (wanted !== null) {
        const focus = state.focus, now = wanted;
        wanted = null;
        const one = await fetched(now).catch(() => null);
        const isTold = one && told && told.base === one.base;
        if (!isTold && !(one && wanted === null && focus === state.focus)) continue;
        if (!isShown(one.base)) swap(one);
        paint();
        explorer.captions();
        if (isTold) wanted = null;
      }
      busy = false;
    }

    /** What the address will say once a record is selected. */
    const queryWith = (focus) => explorer.query({ sel: focus, to: "" });

    explorer.onPaint((next) => {
      const turned = next.focus !== state.focus;
      state = next;
      if (turned && shown && isPicked(shown) && whole && whole.holds(state.focus)) swap(whole);
      paint();
      if (turned && !(shown && shown.holds(state.focus) && (whole || state.focus))) {
        explorer.afterPaint().then(() => state === next && bring(queryWith(state.focus)));
      } else explorer.server.forget("network");
    });

    function follow() {
      if (!told) return;
      if (shows()) document.querySelector("#network .drawn").textContent = told.counts || "";
      if (!isShown(told.base) && kept.has(told.base)) swap(kept.get(told.base));
      paint();
      if (!isShown(told.base)) bring(explorer.query());
      else explorer.server.forget("network");
    }

    if (explorer.onView) explorer.onView((view) => {
      told = (view.network || {})[width] || null;
      follow();
    });
    // A picture that was out of sight, as the one for phones on a desk, catches up once the page's width brings it in.
    let waiting = 0;
    addEventListener("resize", () => {
      clearTimeout(waiting);
      waiting = setTimeout(follow, 150);
    });
    const drawn = (ids) => (shown ? [...ids].filter(shown.there).length : 0);
    return { zoom: (way) => shown && shown.moves.zoom(way), shows, drawn, holds: (id) => Boolean(whole) && whole.holds(id) };
  }

  const pictures = [...document.querySelectorAll("#network .picture")].map(picture);

  /** Whether the whole network draws a record, or something that lights up with it. */
  explorer.networkHolds = (id) => pictures.filter((one) => one.shows()).every((one) => one.holds(id));

  /** How many of some records the network that is showing draws. */
  explorer.networkDraws = (ids) => Math.max(0, ...pictures.filter((one) => one.shows()).map((one) => one.drawn(ids)));

  /** "in", "out" or "fit", for the picture that is showing. */
  explorer.networkZoom = function (way) {
    pictures.filter((one) => one.shows()).forEach((one) => one.zoom(way));
  };
})(window.explorer);
