// @ts-check
// Files go to the server in one request that tells how far it is; what comes back is the word of the draft they became.
import { byId } from "../app/elements/dom.js";

/** @import { OpenedAnswer, Refusal } from "../app/answers.d.ts" */

const MOST = 20_000_000; // bytes of all files together, as the server takes them
const drop = byId("data-drop"), progress = /** @type {HTMLProgressElement} */ (byId("data-progress"));
const input = /** @type {HTMLInputElement} */ (byId("data-file-input"));

/** Hands over what the reader chooses or drops. @param {(draft: string) => void} opened @param {(sentence: string, wrong?: boolean) => void} say */
export function takeFiles(opened, say) {
  const take = (/** @type {FileList | null | undefined} */ files) => {
    if (!files?.length) return;
    const all = [...files], bytes = all.reduce((sum, file) => sum + file.size, 0);
    const megabytes = (bytes / 1e6).toFixed(1);
    const they = all.length > 1 ? "The files have" : `${all[0].name} has`;
    if (bytes > MOST) say(`${they} ${megabytes} MB; at most ${MOST / 1e6} MB are read at once — split it.`, true);
    else send(all, opened, say);
    input.value = ""; // the same file can be chosen again
  };
  input.addEventListener("change", () => take(input.files));
  for (const type of ["dragover", "drop"]) {
    document.addEventListener(type, (event) => {
      const dragged = /** @type {DragEvent} */ (event).dataTransfer;
      if (!dragged?.types.includes("Files")) return;
      event.preventDefault(); // else the browser would leave the page for the file
      drop.classList.toggle("over", type === "dragover");
      if (type === "drop") take(dragged.files);
    });
  }
  document.addEventListener("dragleave", ({ relatedTarget }) => { if (!relatedTarget) drop.classList.remove("over"); });
}

function send(/** @type {File[]} */ files, /** @type {(draft: string) => void} */ opened, /** @type {(sentence: string, wrong?: boolean) => void} */ say) {
  const body = new FormData(), request = new XMLHttpRequest();
  for (const file of files) body.append("file", file, file.name);
  const names = files.map((file) => file.name).join(", ");
  const ends = () => { progress.hidden = true; input.disabled = false; };
  say(`Reading ${names} …`);
  input.disabled = true;
  progress.hidden = false;
  progress.value = 0;
  request.upload.onprogress = ({ loaded, total }) => { progress.value = total ? 100 * loaded / total : 0; };
  request.upload.onload = () => progress.removeAttribute("value"); // sent; it is being read
  request.onerror = () => { ends(); say("The server does not answer. Is it still running?", true); };
  request.onload = () => {
    ends();
    const told = answerIn(request.responseText);
    if (request.status === 200 && told.draft) opened(told.draft);
    else say(told.error ?? "The file could not be read.", true);
  };
  request.open("POST", "files");
  request.setRequestHeader("Accept", "application/json");
  request.send(body);
}

/** @returns {Partial<OpenedAnswer & Refusal>} */
function answerIn(/** @type {string} */ text) {
  try { return JSON.parse(text); } catch { return {}; }
}
