// Before the page goes to paper: what is folded is unfolded, the timeline is drawn whole and for the width of a sheet, so
// that its words can be read there, and the link to this very view is written below.
(function (explorer) {
  "use strict";
  const SHEET = 920; // px: drawn so wide, words are a little smaller on A4 and Letter than on screen
  const SQUARE = 1.15; // a picture at most so much higher than wide goes on the first sheet, below the title
  const link = document.createElement("p");
  link.className = "printed";
  document.querySelector("footer").append(link);
  let unfolded = [], zoomed = null;

  function timeline(width, from, to) {
    const { timeline } = explorer;
    if (!timeline || !timeline.frame) return;
    timeline.box.style.width = width;
    [timeline.from, timeline.to, timeline.floors] = [from, to, {}];
    explorer.timelineDraw();
    const { width: wide, height: high } = timeline.svg.viewBox.baseVal;
    timeline.svg.classList.toggle("on-first-sheet", high < wide * SQUARE);
  }

  addEventListener("beforeprint", () => {
    link.textContent = "This view: " + explorer.link();
    unfolded = [...document.querySelectorAll("#details details:not([open])")];
    unfolded.forEach((part) => { part.open = true; });
    zoomed = explorer.timeline ? [explorer.timeline.from, explorer.timeline.to] : null;
    timeline(SHEET + "px", 0, 1000);
  });
  addEventListener("afterprint", () => {
    unfolded.forEach((part) => { part.open = false; });
    unfolded = [];
    if (zoomed) timeline("", ...zoomed);
  });
})(window.explorer);
