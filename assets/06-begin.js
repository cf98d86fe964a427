// Brings the page's modules once what the server sent is on the screen: the pictures are there before anything runs.
(function () {
  "use strict";

  function begin() {
    const sent = document.getElementById("page-script");
    if (!sent) return; // a page without modules
    const script = document.createElement("script");
    script.src = sent.href;
    document.body.append(script);
  }

  document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(begin, 0)));
})();
