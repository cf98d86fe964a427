// Brings the networks of a saved page alive, each in the one picture that the file holds of it, and shows the first state.
(function (explorer) {
  "use strict";
  const pictures = [...document.querySelectorAll("svg.network")].map((svg) => ({ width: svg.viewBox.baseVal.width, one: explorer.networkPicture(svg) }));
  const shown = ({ one }) => one.svg.getClientRects().length > 0;
  let state = { focus: "", lit: new Set() };

  explorer.onView((view) => pictures.forEach(({ width, one }) => {
    one.show(view.network[width]);
    one.paint(state);
    document.querySelector(`.drawn[data-width="${width}"]`).textContent = view.network[width].drawn;
  }));

  explorer.onPaint((next) => {
    state = next;
    pictures.forEach(({ one }) => one.paint(next));
  });

  explorer.networkDraws = (ids) => Math.max(0, ...pictures.filter(shown).map(({ one }) => [...ids].filter(one.there).length));

  explorer.networkZoom = (way) => pictures.filter(shown).forEach(({ one }) => one.moves.zoom(way));

  explorer.begin();
  document.documentElement.dataset.ready = "yes";
})(window.explorer);
