// The timeline's payload, a width and a zoom in; where everything stands out. Numbers only, no page.
// What is in the picture is decided in Python (explorer/timeline/payload.py); the rules here that are also there
// say so. Axis units run from 0 to 1000; px are counted from the left edge of the picture, inside the plot from its own.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const SPACE = 278; // thousandths of the type size: the space between two words in bold
  const YEAR_EMS = 2.3; // how wide a year's four bold digits are, in type sizes
  const CLEAR = 2; // px between a label and a cut
  const EDGE = 10; // px that a mark at the plot's edge may stand out
  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  /** The frame for a width in px and the units shown: sizes, the plot's px, and px of an axis unit. */
  function frameOf(meta, width, from, to) {
    const narrow = width < meta.narrow;
    let sizes = narrow ? meta.sizes.phone : meta.sizes.screen;
    if (!meta.heat && sizes.heat) sizes = { ...sizes, head: sizes.head - sizes.heat, heat: 0 }; // a stretch of marks only
    const left = sizes.gutter;
    const plot = Math.max(50, width - left - sizes.margin);
    const scale = plot / (to - from);
    const px = (units) => (units - from) * scale;
    const x = (units) => left + (units - from) * scale;
    const over = to - from; // what is drawn beyond the view at both sides, so that it can be moved without a draw
    const near = (x0, x1) => x1 >= from - over && x0 <= to + over;
    return { meta, width, narrow, sizes, left, plot, right: left + plot, from, to, scale, px, x, near, fit: over > 999 };
  }

  function ordinal(month) {
    const day = new Date(0);
    day.setUTCFullYear(Math.floor(month / 12), month % 12, 1);
    return day.getTime() / 864e5;
  }

  /** Where a segment's months begin, and the end of the last; where distance is not time, where its events stand. */
  function edgesOf(segment) {
    if (segment.edges) return segment.edges;
    const start = ordinal(segment.first);
    const days = ordinal(segment.last + 1) - start;
    const width = segment.x1 - segment.x0;
    segment.edges = [];
    for (let month = segment.first; month <= segment.last + 1; month++) {
      segment.edges.push(segment.x0 + (width * (ordinal(month) - start)) / days);
    }
    return segment.edges;
  }

  const timed = (fr) => fr.meta.axis !== "even";
  const isYear = (segment) => segment.first % 12 === 0 && segment.last === segment.first + 11;
  const monthPx = (segment, fr) => ((segment.x1 - segment.x0) * fr.scale) / (segment.last - segment.first + 1);

  /** Every how many months are named: 1, 3, or 0 for none. The same rule as month_step in timeline/axis.py. */
  function monthStep(segment, fr) {
    if (!timed(fr)) return 0;
    const wide = monthPx(segment, fr);
    if (wide >= 2.1 * fr.sizes.month) return 1;
    return wide >= 0.85 * fr.sizes.month && !isYear(segment) ? 3 : 0;
  }

  /** For each segment the years that are named, as [units, words]: none on top of another, the wider segment's first.
   *  The same rule as years_shown in timeline/axis.py. */
  function yearsShown(fr) {
    if (!timed(fr)) return [yearsApart(fr)];
    const { segments } = fr.meta;
    const named = segments.map((segment) => (fr.near(segment.x0, segment.x1) ? yearsOf(segment, fr) : []));
    const places = segments.map((_, place) => place);
    places.sort((a, b) => segments[a].x0 - segments[a].x1 - (segments[b].x0 - segments[b].x1));
    const taken = [];
    for (const place of places) {
      const clear = ([x]) => taken.every((other) => Math.abs(x - other) * fr.scale >= YEAR_EMS * fr.sizes.year + 4);
      named[place] = named[place].filter(clear);
      taken.push(...named[place].map(([x]) => x));
    }
    return named;
  }

  /** Of the years of evenly spaced events, those with room after the one before; the year at the view's edge first. */
  function yearsApart(fr) {
    const kept = [];
    const years = fr.meta.years.map(([x, words]) => [x, words]);
    const before = years.filter(([x]) => x < fr.from).length - 1;
    if (before >= 0) years[before][0] = fr.from;
    for (const year of years.slice(Math.max(0, before))) {
      const last = kept[kept.length - 1];
      const clear = !last || (year[0] - last[0]) * fr.scale >= YEAR_EMS * fr.sizes.year + 4;
      if (clear && whole(fr, fr.px(year[0]), fr.px(year[0]) + 2.1 * fr.sizes.year)) kept.push(year);
    }
    return kept;
  }

  /** The years a segment asks to name; one that began before the view is named at the view's edge. */
  function yearsOf(segment, fr) {
    const room = YEAR_EMS * fr.sizes.year + 8;
    const wide = monthPx(segment, fr);
    const every = [1, 2, 5, 10, 20, 50].find((years) => years * 12 * wide >= room) || 100;
    const end = segment.joined ? fr.px(segment.x1) - room : fr.px(1000) + fr.sizes.margin - 2.1 * fr.sizes.year;
    const edges = edgesOf(segment);
    let named = [];
    for (let i = (12 - (segment.first % 12)) % 12; i < edges.length - 1; i += 12) {
      const number = (segment.first + i) / 12;
      if (number % every === 0 && fr.px(edges[i]) <= end) named.push([edges[i], String(number)]);
    }
    const first = [segment.x0, String(Math.floor(segment.first / 12))];
    if (!named.length || (named[0][0] - segment.x0) * fr.scale >= room) named.unshift(first);
    const before = named.filter(([x]) => x < fr.from).length - 1;
    const next = named[before + 1] ? named[before + 1][0] : segment.x1;
    if (before >= 0 && segment.x1 > fr.from && (next - fr.from) * fr.scale >= room) {
      named[before] = [fr.from, yearAt(segment, fr.from)];
    }
    return named.filter(([x]) => whole(fr, fr.px(x), fr.px(x) + 2.1 * fr.sizes.year));
  }

  /** Whether words from here to there, in px of the plot, are not cut in two by the edge of the view. */
  function whole(fr, start, end) {
    const edge = fr.plot + fr.sizes.margin;
    return (start >= 0 || end <= -EDGE) && (end <= edge || start >= Math.max(edge, fr.plot + EDGE));
  }

  /** The year that is under way at a place of a segment. */
  function yearAt(segment, units) {
    const edges = edgesOf(segment);
    let month = segment.first;
    while (month < segment.last && edges[month - segment.first + 1] <= units) month++;
    return String(Math.floor(month / 12));
  }

  /** From cut to cut around a segment: what a label may not leave. */
  function reach(meta, place) {
    const { segments } = meta;
    let first = place;
    let last = place;
    while (first > 0 && segments[first - 1].joined) first--;
    while (segments[last].joined) last++;
    return [segments[first].x0, segments[last].x1];
  }

  // --- marks ------------------------------------------------------------------------------------------------------

  /** From where to where a whisker or a bar is drawn, in px of the plot; only signs where distance is not time. */
  function extent(mark, fr) {
    if (!timed(fr)) {
      const half = 1.25 * fr.sizes.radii[mark.weight - 1] + fr.sizes.cap;
      return [fr.px(mark.x) - half, fr.px(mark.x) + half];
    }
    return [fr.px(mark.x0), fr.px(Math.max(mark.x1, mark.x0))];
  }

  /** Where a bar with an open end is sure, and where it has faded, in px of the plot; it crosses no cut. */
  function fadeEnds(mark, fr) {
    const [start, end] = reach(fr.meta, mark.segment);
    if (mark.open === "end") return [fr.px(mark.x0), Math.min(fr.px(mark.x0) + fr.sizes.fade, fr.px(end))];
    return [fr.px(mark.x1), Math.max(fr.px(mark.x1) - fr.sizes.fade, fr.px(start))];
  }

  /** From where to where a mark is drawn, in px of the plot. */
  function ink(mark, fr) {
    const radius = 1.25 * fr.sizes.radii[mark.weight - 1];
    if (mark.form === "fade") return fadeEnds(mark, fr).sort((a, b) => a - b);
    if (mark.form === "point") return [fr.px(mark.x) - radius, fr.px(mark.x) + radius];
    const [start, end] = extent(mark, fr);
    if (mark.form === "bar") return [start, end];
    return [Math.min(start, fr.px(mark.x) - radius), Math.max(end, fr.px(mark.x) + radius)];
  }

  // --- labels -----------------------------------------------------------------------------------------------------

  let stretch = 0;

  /** How much wider the reader's face is than the one Python measures by: 1, or more. */
  function stretched() {
    if (stretch) return stretch;
    const sample = "Homeland Security publishes its sanctuary list";
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = "700 100px " + getComputedStyle(document.documentElement).getPropertyValue("--sans");
    const wider = pen.measureText(sample).width / 2217.4; // the same words in bold Arial
    stretch = wider > 1.01 ? wider : 1;
    return stretch;
  }

  const wordsOf = (pieces, widths, size) =>
    widths.map((width, place) => [((pieces[place][0] === " " ? SPACE : 0) * size) / 1000, (width * size) / 1000]);

  /** The words of a mark's two names at a type size; they are the same from draw to draw. */
  function wordsAt(mark, size) {
    if (!mark.words || mark.words.size !== size) {
      const [full, short] = [wordsOf(mark.full, mark.fullWidths, size), wordsOf(mark.short, mark.shortWidths, size)];
      mark.words = { size, names: { full, short } };
    }
    return mark.words.names;
  }

  function tagOf(mark, fr, focus) {
    const { sizes, px, plot } = fr;
    const wide = stretched();
    const [left, right] = ink(mark, fr);
    const [start, end] = reach(fr.meta, mark.segment);
    const size = sizes.label * wide;
    return {
      id: mark.key,
      left: Math.max(left, -EDGE),
      right: Math.min(right, plot + EDGE),
      segment: [Math.max(0, px(start) + (start ? CLEAR : 0)), Math.min(plot, px(end) - (end < 1000 ? CLEAR : 0))],
      rank: mark.id === focus ? -1 : mark.rank,
      ...wordsAt(mark, size),
      when: mark.when ? (mark.whenWidth * sizes.when * wide) / 1000 + sizes.when_gap : 0,
      after: 0,
      keeps_date: mark.hollow,
      counted: mark.rank === mark.weight,
    };
  }

  /** How high a band is at least: room for its name, and for what is counted below it. */
  function floorOf(band, fr) {
    const { gutter, head, heat, row, line } = fr.sizes;
    return gutter ? head - heat + row / 2 + line * (band.lines.length + 0.5) + 3 : 0;
  }

  /** Places the labels of what the frame shows; the bands are as high as `floors` says at least. */
  function place(fr, focus, floors) {
    const { meta, from, to } = fr;
    const asOf = fr.px(meta.asOf.x);
    const lanes = meta.bands.map((band, place) => ({ id: place, floor: Math.max(floorOf(band, fr), floors[place] || 0), tags: [] }));
    for (const mark of meta.marks) {
      const inside = fr.fit || (mark.x1 >= from && mark.x0 <= to);
      if (inside) lanes[mark.band].tags.push(tagOf(mark, fr, focus));
    }
    const line = meta.asOf.inside && asOf >= 0 && asOf <= fr.plot ? asOf : null;
    return explorer.placeLabels({ ...fr.sizes, as_of: line, most: meta.most, lanes });
  }

  /** Fills in what a payload leaves out because it is usual. */
  function unpacked(payload) {
    if (payload.unpacked) return payload;
    payload.unpacked = true;
    payload.cells ||= explorer.timelineCells.cellsOf(payload.heat, payload.bands);
    for (const mark of payload.marks) {
      mark.key ||= mark.id;
      mark.form ||= "point";
      mark.open ||= "";
      mark.segment ||= 0;
      mark.rank ||= mark.weight;
      mark.x0 ??= mark.x;
      mark.x1 ??= mark.x;
      mark.short ||= [];
      mark.shortWidths ||= [];
      mark.hollow ||= false;
      mark.ghost = mark.form === "bar" || mark.form === "fade";
      mark.title = mark.full.join("");
    }
    return payload;
  }

  explorer.timelineFrame = {
    EDGE, MONTHS, frameOf, edgesOf, timed, isYear, monthPx, monthStep, yearsShown, reach, extent, fadeEnds, ink, place, whole,
    stretched, unpacked,
  };
})(window.explorer);
