// Shows the folded or the true axis; both payloads come with the page.
(function (explorer) {
  "use strict";

  explorer.timelineAxis = function (axis) {
    const sent = document.getElementById(axis === "true" ? "timeline-true" : "timeline-data");
    const { meta } = explorer.timeline;
    if (sent && (!meta || meta.axis !== axis)) explorer.timelineTake(JSON.parse(sent.textContent));
  };
})(window.explorer);
