// @ts-check
// Runs before the page paints: sets its theme. Brings the page's modules once what the server sent is on the screen, so
// that the pictures are there before anything runs.
import { beginTheme } from "./elements/theme.js";

function bringModules() {
  const sent = /** @type {HTMLLinkElement | null} */ (document.getElementById("page-script"));
  if (!sent) return; // a page without modules
  const script = document.createElement("script");
  script.src = sent.href;
  document.body.append(script);
}

beginTheme();
document.documentElement.dataset.tab = "timeline"; // what a small window shows first
document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(bringModules, 0)));
