// A crowded timeline zoomed in: what a stretch of time holds is fetched when it is looked at, finer counts or marks.
// Few stretches are kept. Outside of the one that is shown, the counts of the whole stand.
(function (explorer) {
  "use strict";
  const MOST_KEPT = 8; // stretches kept in the browser
  const SLIVER = 0.001; // axis units that rounding may take

  let base = null; // the payload of the whole
  let kept = new Map(); // days: the payload of a stretch
  let busy = false;
  let failed = "";
  let told = new Set(); // ids whose ties came with the view

  /** Another view is shown. */
  function begin(meta) {
    if (base === meta) return;
    base = meta;
    kept = new Map();
    failed = "";
    told = new Set((explorer.view || { ties: [] }).ties.keys());
  }

  /** Called after every draw: shows what is kept for the view, or fetches it. */
  function see() {
    const { from, to, meta } = explorer.timeline;
    if (!base || !base.crowded) return;
    if (to - from > 999) return use(base, meta);
    const covers = (one) => one.reach[0] <= from + SLIVER && one.reach[1] >= to - SLIVER;
    const marked = [...kept.values()].find((one) => !one.heat && covers(one));
    if (marked) return use(marked, meta);
    const stretch = stretchOf(from, to, meta);
    const found = kept.get(stretch.key);
    if (found) use(found, meta);
    else if (stretch.key !== failed) ask(stretch);
  }

  function use(one, shown) {
    if (one !== shown) explorer.timelineSwap(one);
  }

  /** The stretch to ask for: wider than what is shown, and the same one for a while as the view is moved. */
  function stretchOf(from, to, shown) {
    const wide = 1000 / 2 ** Math.floor(Math.log2(1000 / (to - from)));
    const start = Math.floor(from / (wide / 2)) * (wide / 2);
    const reach = [Math.max(0, start), Math.min(1000, start + 1.5 * wide)];
    const [first, last, ends] = base.axis === "even" ? among(shown, reach) : [dayAt(reach[0]), dayAt(reach[1]), reach];
    return { first, last, reach: ends, key: first + last };
  }

  const iso = (ordinal) => new Date(ordinal * 864e5).toISOString().slice(0, 10);

  function dayAt(units) {
    const { segments } = base;
    const segment = segments.filter((one) => one.x0 <= units + SLIVER).pop() || segments[0];
    const [start, end] = [segment.first, segment.last + 1].map((month) => Date.UTC(Math.floor(month / 12), month % 12, 1) / 864e5);
    const share = Math.min(1, Math.max(0, (units - segment.x0) / (segment.x1 - segment.x0)));
    return iso(Math.min(end - 1, Math.floor(start + share * (end - start))));
  }

  /** Evenly spaced, only the periods that are counted say which days stand where. */
  function among(shown, [from, to]) {
    const { periods } = shown.heat || base.heat;
    const inside = periods.filter(([x0, x1]) => x1 > from && x0 < to);
    const [a, b] = inside.length ? [inside[0], inside[inside.length - 1]] : [periods[0], periods[periods.length - 1]];
    return [a[3], b[4], [a[0], b[1]]];
  }

  async function ask(stretch) {
    if (busy) return;
    busy = true;
    const mine = base;
    try {
      await null; // the address that is painted is written after the painting
      const view = document.documentElement.dataset.view;
      const address = `timeline?${view ? view + "&" : ""}first=${stretch.first}&last=${stretch.last}`;
      const payload = await explorer.fetched(address, { what: "stretch", said: "Of this stretch of time counts are shown.", again });
      if (base === mine) keep(stretch, payload);
    } catch {
      failed = stretch.key;
    } finally {
      busy = false;
    }
    see();
  }

  function again() {
    failed = "";
    see();
  }

  function keep(stretch, payload) {
    const { reach } = stretch;
    const outside = (x0, x1) => x1 <= reach[0] + SLIVER || x0 >= reach[1] - SLIVER;
    const cells = explorer.timelineCells.cellsOf(payload.heat, base.bands);
    const beyond = explorer.timelineCells.cellsOf(base.heat, base.bands, outside);
    const one = { ...base, ...payload, unpacked: false, reach, cells: cells.concat(beyond).sort((a, b) => a.x - b.x) };
    kept.set(stretch.key, explorer.timelineFrame.unpacked(one));
    Object.entries(payload.ties).forEach(([id, ties]) => explorer.view.ties.set(id, ties));
    if (kept.size <= MOST_KEPT) return;
    const oldest = kept.keys().next().value;
    const gone = kept.get(oldest);
    kept.delete(oldest);
    const still = new Set([...kept.values()].flatMap((other) => other.marks.map((mark) => mark.id)));
    for (const { id } of gone.marks) if (!still.has(id) && !told.has(id)) explorer.view.ties.delete(id);
  }

  explorer.timelineWindows = { begin, see, kept: () => kept.size };
})(window.explorer);
