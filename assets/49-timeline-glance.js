// While fingers or the wheel zoom, the timeline is moved, not drawn anew: paper, bars and counts are stretched, marks and
// their names go to their new places, only the scale is written again. At rest it is drawn, with every label placed.
(function (explorer) {
  "use strict";
  const REST = 140; // ms without a turn of the wheel
  const FAR = 0.9; // of a view beyond what was drawn that may come into sight
  let waiting = 0;
  let drawn = null; // the frame of the last draw, while something else is in sight

  /** Shows from one unit to another for now; the draw follows at rest. */
  explorer.timelineGlance = function (from, to) {
    const now = explorer.timeline;
    const [start, end] = explorer.timelineReachOf(from, to);
    const before = drawn || now.frame;
    const over = (before.to - before.from) * FAR;
    clearTimeout(waiting);
    if (start < before.from - over || end > before.to + over) return explorer.timelineShow(start, end);
    drawn = before;
    [now.from, now.to] = [start, end];
    now.frame = explorer.timelineFrame.frameOf(now.meta, before.width, start, end);
    move(now, before);
    waiting = setTimeout(() => explorer.timelineShow(now.from, now.to), REST);
  };

  function move(now, before) {
    const { frame: fr, layers } = now;
    const stretch = fr.scale / before.scale;
    const shift = fr.left * (1 - stretch) + (before.from - fr.from) * fr.scale;
    const transform = `matrix(${stretch}, 0, 0, 1, ${shift}, 0)`;
    now.svg.classList.add("tl-zooming");
    for (const layer of [layers.paper, layers.courses, layers.cells, layers.extents]) layer.style.transform = transform;
    layers.scale.markup = null;
    layers.scale.innerHTML = explorer.timelinePen.scale(fr, now.placed);
    const by = new Map();
    for (const mark of now.meta.marks) {
      const x = fr.x(mark.x);
      now.marks.get(mark.key).setAttribute("transform", `translate(${x} ${now.yOf(mark)})`);
      by.set(mark.key, x - before.x(mark.x));
    }
    for (const label of layers.labels.children) label.setAttribute("transform", `translate(${by.get(label.dataset.key)} 0)`);
  }

  /** Called before every draw: everything is where it says again. */
  explorer.timelineAtRest = function () {
    clearTimeout(waiting);
    if (!drawn) return;
    drawn = null;
    const { layers, svg } = explorer.timeline;
    svg.classList.remove("tl-zooming");
    for (const layer of [layers.paper, layers.courses, layers.cells, layers.extents]) layer.style.transform = "";
    for (const label of layers.labels.children) label.removeAttribute("transform");
  };
})(window.explorer);
