// The timeline's parts, moved by name for a frame (a width and a zoom): shapes and annotations in, the same out, in place.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const YEAR_EMS = 2.3; // how wide a year's four bold digits are, in type sizes
  const FADE = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1]; // where the steps of an open end begin and end

  /** The graph being shown: its element, what Python says about it, and where everything stands now. */
  const now = {
    host: null, // the element with the id
    gd: null, // plotly's own
    meta: null, // layout.meta of the figure
    frame: null, // width, sizes and zoom of the last draw
    spots: new Map(), // event: where its mark and label stand
    rows: new Map(), // lane: its top, height, and how many labels found no place
    floors: {}, // lane: its height when everything is in view; it does not shrink while zoomed
    parts: new Map(), // event: its drawn elements
  };
  explorer.timeline = now;

  const pen = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  /** Width of a text in px, in the figure's own face. */
  function measure(text, size, bold) {
    const font = (bold ? "700 " : "400 ") + size + "px " + now.gd._fullLayout.font.family;
    const key = font + text;
    if (!widths.has(key)) {
      pen.font = font;
      widths.set(key, pen.measureText(text).width);
    }
    return widths.get(key);
  }

  /** From where to where a mark is drawn, in px of the plot. */
  function ink(mark, frame) {
    const { px, sizes } = frame;
    const radius = 1.25 * sizes.radii[mark.weight - 1];
    const [start, end] = now.meta.segments[mark.segment].reach;
    if (mark.open === "end") return [px(mark.x0), Math.min(px(mark.x0) + sizes.fade, px(end))];
    if (mark.open === "start") return [Math.max(px(mark.x1) - sizes.fade, px(start)), px(mark.x1)];
    if (mark.form === "bar") return [px(mark.x0), px(mark.x1)];
    return [Math.min(px(mark.x0), px(mark.x) - radius), Math.max(px(mark.x1), px(mark.x) + radius)];
  }

  /** "label:event-id" → ["label", "event-id"]; ids hold no colon. */
  function parse(name) {
    const [kind, ...rest] = (name || "").split(":");
    return [kind, rest.join(":")];
  }

  function monthPx(segment, fr) {
    return ((segment.x1 - segment.x0) * fr.scale) / (segment.edges.length - 1);
  }

  /** Every how many months are named: 1, 3, or 0 for none. The same rule as month_step in timeline_axis.py. */
  function monthStep(segment, fr) {
    const wide = monthPx(segment, fr);
    if (wide >= 2.1 * fr.sizes.month) return 1;
    return wide >= 0.85 * fr.sizes.month && !segment.oneYear ? 3 : 0;
  }

  function monthTicks(fr) {
    const ticks = [];
    for (const segment of now.meta.segments) {
      const step = monthStep(segment, fr);
      for (let i = 0; step && i < segment.edges.length - 1; i += step) {
        const x = (segment.edges[i] + segment.edges[i + 1]) / 2;
        if (x > fr.from && x < fr.to) ticks.push({ x, text: now.meta.months[(segment.first + i) % 12] });
      }
    }
    return ticks;
  }

  /** Where years are named, as a map from "segment:month" to axis units: none on top of another, those of the wider
   *  segment first. The same rule as years_shown in timeline_axis.py. */
  function yearsShown(fr) {
    if (fr.years) return fr.years;
    fr.years = new Map();
    const taken = [];
    const byWidth = now.meta.segments.map((segment, place) => [segment, place]);
    byWidth.sort(([a], [b]) => b.x1 - b.x0 - (a.x1 - a.x0));
    for (const [segment, place] of byWidth) {
      const named = [...yearsOf(segment, fr)];
      const kept = named.filter(([, x]) => taken.every((other) => Math.abs(x - other) * fr.scale >= YEAR_EMS * fr.sizes.year + 4));
      kept.forEach(([month, x]) => { taken.push(x); fr.years.set(`${place}:${month}`, x); });
    }
    return fr.years;
  }

  /** The years a segment asks to name, by month; a year that began before the view is named at the view's edge. */
  function yearsOf(segment, fr) {
    const room = YEAR_EMS * fr.sizes.year + 8;
    const year = 12 * monthPx(segment, fr);
    const every = [1, 2, 5, 10, 20, 50].find((years) => years * year >= room) || 100;
    const end = segment.joined ? fr.px(segment.x1) - room : fr.plot + fr.sizes.margin - 2.1 * fr.sizes.year;
    const named = [];
    for (let i = 0; i < segment.edges.length - 1; i++) {
      const month = segment.first + i;
      const january = month % 12 === 0 && (month / 12) % every === 0;
      if (january && fr.px(segment.edges[i]) <= end) named.push({ month, x: segment.edges[i] });
    }
    if (!named.length || (named[0].x - segment.x0) * fr.scale >= room) named.unshift({ month: segment.first, x: segment.x0 });
    const before = named.filter((one) => one.x < fr.from).length - 1;
    const next = named[before + 1] ? named[before + 1].x : segment.x1;
    if (before >= 0 && segment.x1 > fr.from && (next - fr.from) * fr.scale >= room) named[before].x = fr.from;
    return new Map(named.map((one) => [one.month, one.x]));
  }

  function movedShape(shape, fr, placed, marks, y) {
    const [kind, rest] = parse(shape.name);
    const segment = now.meta.segments[+rest];
    if (kind === "whisker" || kind === "bar") return { ...shape, yanchor: y(rest) };
    if (kind === "fade") {
      const [id, step] = [rest.slice(0, rest.lastIndexOf(":")), +rest.slice(rest.lastIndexOf(":") + 1)];
      const [left, right] = ink(marks.get(id), fr);
      const length = marks.get(id).open === "start" ? left - right : right - left;
      return { ...shape, yanchor: y(id), x0: Math.round(length * FADE[step]), x1: Math.round(length * FADE[step + 1]) };
    }
    if (kind === "lane") {
      const lane = now.rows.get(rest);
      const at = 1 - (lane ? lane.top : placed.height) / placed.height;
      return { ...shape, x0: -fr.sizes.gutter / fr.plot, y0: at, y1: at };
    }
    if (kind === "lanekey") {
      const [wide, high] = fr.sizes.key;
      const across = { x0: -fr.sizes.gutter, x1: wide - fr.sizes.gutter };
      return { ...shape, ...across, yanchor: nameY(rest, fr), y0: -high / 2, y1: high / 2 };
    }
    if (kind === "grid") return { ...shape, visible: shape.path !== "M0,0" && monthStep(segment, fr) === 1 };
    if (kind === "ticks") return { ...shape, visible: monthPx(segment, fr) >= 2.2 };
    return shape;
  }

  /** The middle of a lane's name: level with its first row, or above its rows where it has no column. */
  function nameY(lane, fr) {
    const { head, row, gutter } = fr.sizes;
    return now.rows.get(lane).top + (gutter ? head + row / 2 : head / 2);
  }

  function movedNote(note, fr, placed, marks, y) {
    const [kind, rest] = parse(note.name);
    const sizes = fr.sizes;
    const sized = (size, more) => ({ ...note, font: { ...note.font, size }, ...more });
    if (kind === "label") return movedLabel(note, fr, marks.get(rest), y(rest));
    if (kind === "when") {
      const spot = now.spots.get(rest);
      const mark = marks.get(rest);
      const x = inView(mark, fr);
      const shift = Math.min(ink(mark, fr)[1], fr.plot) + sizes.when_gap - fr.px(x);
      return { ...note, visible: !!spot && spot.date === "beside", x, y: y(rest), xshift: shift };
    }
    if (kind === "year") {
      const x = yearsShown(fr).get(rest);
      return sized(sizes.year, { visible: x !== undefined, x: x === undefined ? note.x : x, yshift: sizes.month + 9 });
    }
    if (kind === "span") {
      const segment = now.meta.segments[+rest];
      const room = (segment.x1 - segment.x0) * fr.scale >= 4.2 * sizes.month;
      return sized(sizes.month, { visible: room && !monthStep(segment, fr) });
    }
    if (kind === "cut-title") return sized(sizes.month, { visible: cutPx(rest, fr) >= 3 * sizes.month });
    if (kind === "cut-words") return movedCutWords(note, fr, placed, rest);
    if (kind === "lane") {
      return sized(sizes.lane, { y: nameY(rest, fr), xshift: sizes.key[0] * 2.75 - sizes.gutter });
    }
    if (kind === "more") return movedMore(note, fr, rest);
    if (kind === "asof") return sized(sizes.as_of, { xshift: asOfShift(note, fr) });
    return note;
  }

  function cutPx(place, fr) {
    const cut = now.meta.cuts[+place];
    return (cut.x1 - cut.x0) * fr.scale;
  }

  /** Sideways in its cut: at the top, or, where lane names stand in the plot, beside the rows of the highest lane. */
  function movedCutWords(note, fr, placed, place) {
    const cut = now.meta.cuts[+place];
    const wide = cutPx(place, fr) >= 3 * fr.sizes.month;
    const choices = wide ? [`${cut.words}: no events here`, cut.words] : [`${cut.title} cut`];
    const near = 16 / fr.scale;
    const beside = (mark) => mark.x1 > cut.x0 - near && mark.x0 < cut.x1 + near;
    const clear = placed.lanes.filter((lane) => !now.meta.marks.some((mark) => mark.lane === lane.id && beside(mark)));
    const highest = (clear.length ? clear : placed.lanes).reduce((a, b) => (b.height > a.height ? b : a));
    const from = fr.sizes.gutter ? 0 : highest.top + fr.sizes.head;
    const room = fr.sizes.gutter ? placed.height - 10 : highest.height - fr.sizes.head;
    const fitting = choices.find((words) => measure(words, fr.sizes.month, false) + 8 <= room);
    const text = fitting || choices[0];
    const visible = fitting !== undefined && cutPx(place, fr) >= fr.sizes.month;
    const size = { ...note.font, size: fr.sizes.month };
    return { ...note, text, visible, font: size, yshift: fr.sizes.gutter ? -10 : -from };
  }

  /** "+3 in the list": under a lane's name, or at the right end of the line where the name stands. */
  function movedMore(note, fr, lane) {
    const more = now.rows.get(lane).more;
    const text = `+${more} in the list`;
    const font = { ...note.font, size: fr.sizes.when };
    const y = nameY(lane, fr);
    if (fr.sizes.gutter) {
      const look = { x: 0, xanchor: "left", xshift: fr.sizes.key[0] * 2.75 - fr.sizes.gutter };
      return { ...note, ...look, text, font, visible: more > 0, y: y + fr.sizes.line + 3 };
    }
    const asOf = fr.px(now.meta.asOf.x);
    const end = asOf > fr.plot / 2 && asOf <= fr.plot ? asOf - 5 : fr.plot;
    return { ...note, x: 0, xanchor: "right", xshift: end, text, font, visible: more > 0, y };
  }

  /** Keeps the name of the as-of line inside the picture. */
  function asOfShift(note, fr) {
    const half = measure(now.meta.asOf.label, fr.sizes.as_of, true) / 2 + 2;
    const at = fr.px(now.meta.asOf.x);
    return Math.min(Math.max(at, half - fr.sizes.gutter), fr.plot + fr.sizes.margin - half) - at;
  }

  /** Plotly hides a label that hangs on something outside the view, even if a part of its mark is inside. */
  function inView(mark, fr) {
    return Math.min(fr.to, Math.max(fr.from, mark.x));
  }

  function movedLabel(note, fr, mark, y) {
    const spot = now.spots.get(mark.id);
    if (!spot || !spot.side) return { ...note, visible: false, y };
    const words = spot.text === "full" ? mark.full : mark.short;
    const lines = spot.lines.map(([start, end]) =>
      words.slice(start, end).map(([spaced, word], i) => (spaced && i ? " " : "") + escaped(word)).join(""),
    );
    const before = { inline: "\u00a0", under: "<br>" }[spot.date];
    const date = before ? before + dateMarkup(mark, fr) : "";
    const x = inView(mark, fr);
    const at = fr.px(x);
    const moved = { ...note, visible: true, x, y, yanchor: "middle", yshift: 0, text: lines.join("<br>") + date };
    if (spot.side === "left") return { ...moved, xanchor: "right", xshift: spot.x + spot.width - at };
    if (spot.side === "right") return { ...moved, xanchor: "left", xshift: spot.x - at };
    return { ...moved, xanchor: "left", xshift: spot.x - at, yanchor: "top", yshift: -fr.sizes.line / 2 - 1 };
  }

  /** Text as plotly shows it letter by letter; its labels are markup. */
  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  function dateMarkup(mark, fr) {
    const style = `font-size:${fr.sizes.when}px;font-weight:400;font-style:${mark.hollow ? "italic" : "normal"}`;
    return `<span style="${style}">${escaped(mark.when)}</span>`;
  }

  explorer.timelineParts = { parse, measure, ink, monthTicks, movedShape, movedNote };
})(window.explorer);
