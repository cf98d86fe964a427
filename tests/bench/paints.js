// From every input to the end of the frame that comes after it, and how much of the page was moved without being asked.
// Added before the page's own scripts.
(function () {
  "use strict";
  if (location.protocol !== "http:") return;
  const KINDS = ["pointerdown", "pointerup", "pointerover", "keydown", "input", "click"];
  const paints = { found: [], kind: "", shifts: [] };
  window.benchPaints = paints;
  const after = new MessageChannel(), waiting = [];
  after.port1.onmessage = () => { for (const from of waiting.splice(0)) paints.found.push(performance.now() - from); };
  for (const kind of KINDS) {
    addEventListener(kind, (event) => {
      if (kind !== paints.kind || !event.isTrusted) return;
      requestAnimationFrame(() => {
        waiting.push(event.timeStamp);
        after.port2.postMessage(null);
      });
    }, { capture: true });
  }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const moved = entry.sources.map(({ node }) => (node && node.nodeType === 1 ? `${node.tagName} ${node.id || node.getAttribute("class")}` : "")).join(", ");
      paints.shifts.push([entry.value, entry.hadRecentInput, moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
})();
