// Finds on a page what there is to act on: marks of our pictures by selector and id, points of Plotly's figures.
window.benchReach = (function () {
  "use strict";
  const visible = (element) => element.getClientRects().length > 0;
  const all = (selector) => [...document.querySelectorAll(selector)].filter(visible);
  const plot = (id) => document.querySelector("#" + id + " .js-plotly-plot");

  function inView(element) {
    element.scrollIntoView({ block: "nearest", behavior: "instant" }); // what is in sight already is not moved
    return element.getBoundingClientRect();
  }

  function mark(own, id) { return all(own).find((one) => one.dataset.id === id); }

  return {
    /** Ids of the marks of one picture, and whether they show in the other too, whatever is picked; those that do come first. */
    choices(own, other) {
      const there = new Set(all(other).filter((one) => !one.matches(".guest")).map((one) => one.dataset.id));
      const ids = [...new Set(all(own).map((one) => one.dataset.id))];
      return [...ids.filter((id) => there.has(id)), ...ids.filter((id) => !there.has(id))].map((id) => [id, there.has(id)]);
    },

    /** Where a pointer hits a mark; null where something else lies over its middle. */
    place(own, id) {
      const box = inView(mark(own, id)), x = box.left + box.width / 2, y = box.top + box.height / 2;
      const hit = document.elementFromPoint(x, y), record = hit && hit.closest("[data-id]");
      return record && record.dataset.id === id ? [x, y] : null;
    },

    /** Puts the keyboard's focus on a mark; whether it took it. */
    focus(own, id) {
      const one = mark(own, id);
      inView(one);
      one.focus();
      return document.activeElement === one;
    },

    /** A point of a picture with no mark below it. */
    emptySpot(root) {
      const svg = all(root)[0];
      if (!svg) return null;
      const box = inView(svg);
      for (let n = 0; n < 40; n += 1) {
        const x = box.left + box.width * (0.3 + 0.4 * ((n * 0.618) % 1)), y = box.top + box.height * (0.25 + 0.5 * ((n * 0.382) % 1));
        const hit = document.elementFromPoint(x, y);
        if (hit && svg.parentNode.contains(hit) && !hit.closest("[data-id]")) return [x, y];
      }
      return null;
    },

    /** Where the first mark that shows stands, to tell whether a picture has moved. */
    boxOf(own) {
      const one = all(own)[0], box = one && one.getBoundingClientRect();
      return box ? [box.left, box.top, box.width].map((n) => Math.round(n * 10)).join() : "";
    },

    /** Opens whatever holds a field and puts the focus on it; whether it took it. */
    focusField(selector) {
      const field = document.querySelector(selector);
      for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
      inView(field);
      field.focus();
      return document.activeElement === field;
    },

    // --- figures by Plotly

    /** From now on counts how often each figure is drawn. */
    countDrawings() {
      if (window.benchWatch.drawn) return;
      const plots = [...document.querySelectorAll(".js-plotly-plot")];
      const drawn = plots.map(() => 0);
      window.benchWatch.drawn = drawn;
      plots.forEach((one, place) => one.on("plotly_afterplot", () => { drawn[place] += 1; }));
    },

    /** Some points of a figure: where, and the record's id. */
    points(id, count) {
      const { xaxis, yaxis } = plot(id)._fullLayout, box = inView(plot(id)), found = [];
      plot(id)._fullData.filter((trace) => trace.mode === "markers").forEach((trace) => {
        const x = [...trace.x], y = [...trace.y], step = Math.max(1, Math.floor(x.length / 40));
        for (let n = 0; n < x.length; n += step) {
          const at = [box.left + xaxis._offset + xaxis.d2p(x[n]), box.top + yaxis._offset + yaxis.d2p(y[n])];
          if (at[1] > 5 && at[1] < innerHeight - 5) found.push([...at, trace.customdata[n][0]]);
        }
      });
      return found.filter((_, n) => n % 3 === 0).slice(0, count);
    },

    ranges(id) {
      const { xaxis, yaxis } = plot(id)._fullLayout;
      return [xaxis.range, yaxis.range].join();
    },

    middle(id) {
      const box = inView(plot(id).querySelector(".nsewdrag"));
      return [box.left + box.width / 2, box.top + box.height / 2 + 7];
    },
  };
})();
