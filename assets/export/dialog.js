// @ts-check
// The export dialog: what the reader chooses goes to the server as options behind the page's own address; what the file
// will be comes back (its name, pages, first lines, what it cannot set), and then the file.
import { PATIENT, asJson, fetched, forget } from "../app/asking/transport.js";
import { all, byId, find, make } from "../app/elements/dom.js";
import { theme } from "../app/elements/theme.js";
import { part, query } from "../app/state/address.js";
import { page } from "../app/state/page.js";
import { amount } from "../app/text/words.js";
import { called, Upload } from "./upload.js";

/** Says in one place how far a file is, and there in per cent if that is known. @typedef {(words: string, percent?: number) => void} Tell */
/** @import { MakingLine, OfferedActors, PlanAnswer } from "../app/answers.d.ts" */

const LATER = 250; // ms: how long the preview waits while a slider moves, or words are written
const WRITTEN = ["take-text", "take-title", "take-note"];
const dialog = /** @type {HTMLDialogElement} */ (byId("export-dialog"));
const form = /** @type {HTMLFormElement} */ (find(dialog, "form"));
const output = /** @type {HTMLOutputElement} */ (find(form, "output"));
const inDialog = (/** @type {string} */ name) => find(dialog, `.take-${name}`);
const said = inDialog("said"), pages = inDialog("pages"), peek = inDialog("peek"), about = inDialog("about");
const hands = /** @type {HTMLDetailsElement[]} */ (all(form, ".take-hand"));
const save = /** @type {HTMLButtonElement} */ (inDialog("go"));
const stop = /** @type {HTMLButtonElement} */ (inDialog("stop")), far = /** @type {HTMLProgressElement} */ (inDialog("far"));
const CUT = "The file did not arrive whole: the server ended, or the way to it. Try again.";
const HELD = 8_000_000; // bytes of a file that are held before the browser puts them away
let plan = /** @type {PlanAnswer | null} */ (null), waiting = 0, seen = false;
const template = new Upload(inDialog("template"), () => fit());
const older = inDialog("older"), olderFile = /** @type {HTMLInputElement} */ (find(older, "input"));
let asking = /** @type {AbortController | null} */ (null), making = /** @type {AbortController | null} */ (null);

const inputs = (/** @type {string} */ name) => /** @type {HTMLInputElement[]} */ (all(form, `input[name=take-${name}]`));
const chosen = (/** @type {string} */ name) => inputs(name).find((input) => input.checked) ?? inputs(name)[0];
const value = (/** @type {string} */ name) => chosen(name).value;
const focus = () => part("sel");

// --- what is asked for

const paged = () => chosen("format").dataset.pages === "yes";
const views = (/** @type {HTMLInputElement} */ format) => (format.dataset.views ?? "").split(" ");
const shows = (/** @type {HTMLInputElement} */ format, /** @type {string} */ view) => views(format).includes(view);

/** The view in the file's address: a file of data holds all that is shown, so any view that it knows will do. */
function view() {
  const format = chosen("format");
  return shows(format, value("what")) ? value("what") : views(format)[0];
}

const typed = (/** @type {string} */ name) => inputs(name)[0].value.trim();
const ticked = (/** @type {string} */ name) => inputs(name).filter((box) => box.checked).map((box) => box.value).join(",");

/** What the reader says and leaves out; it holds for every format. */
const byHand = () => ({ title: typed("title"), note: typed("note"), omit: ticked("omit") });

function fileQuery() {
  if (!paged()) return query(byHand());
  const actors = view() === "deck" ? ticked("actor") : "";
  const scale = value("format") === "png" ? value("scale") : "";
  return query({ ...look(), scale, actors });
}

const textScale = () => /** @type {HTMLInputElement} */ (form.elements.namedItem("take-text"));

const look = () => ({ ...byHand(), size: value("size"), theme: value("theme"), "text-scale": textScale().value, reading: value("reading"), pages: value("pages"), pin: value("pages") === "one" ? ticked("pin") : "" });

const asked = () => `${view()}.${value("format")}?${fileQuery()}`;
const address = (/** @type {string} */ kind) => `take/${kind}${asked()}`;

/** What the server sends; an error's message is told in the dialog. `again` where it is not asked for by a button of its own.
 *  @template {string} A @template T @param {A} url @param {AbortSignal | undefined} signal @param {(answer: Response) => T | Promise<T>} read @param {() => void} [again] */
function answered(url, signal, read, again, body = /** @type {Blob | undefined} */ (undefined)) {
  const missed = again ? { what: "export", said: "No file can be made now.", again } : {};
  return fetched(url, read, { signal, wait: PATIENT, tells: true, body, ...missed });
}

// --- choices and preview

function describe(/** @type {HTMLInputElement} */ input, /** @type {string | undefined} */ words) {
  const said = find(/** @type {HTMLElement} */ (input.closest("label")), ".quiet");
  input.dataset.words = input.dataset.words || (said.textContent ?? "").trim();
  said.textContent = ` ${words || input.dataset.words}`;
}

const withValue = (/** @type {string} */ name, /** @type {string} */ value) => /** @type {HTMLInputElement} */ (inputs(name).find((input) => input.value === value));

/** What can be chosen now: nothing that no file could show. */
function fit() {
  const ties = page.tiesOf(focus());
  const details = withValue("what", "details");
  details.disabled = !ties;
  const why = focus() ? "the filters leave out what is selected" : "select a record on the page first";
  describe(details, ties ? `of ${ties.name}` : why);
  if (details.disabled && details.checked) inputs("what")[0].checked = true;
  for (const input of inputs("format")) {
    input.disabled = input.dataset.pages === "yes" && !shows(input, value("what"));
    describe(input, input.disabled ? `not of a ${value("what")}` : input.dataset.words);
  }
  if (chosen("format").disabled) (inputs("format").find((input) => !input.disabled) ?? chosen("format")).checked = true;
  const near = withValue("whose", "near");
  near.disabled = !ties;
  if (near.nextElementSibling) near.nextElementSibling.textContent = ties ? `${ties.name} and who it is tied to` : "What is selected – nothing is";
  if (near.disabled) inputs("whose")[0].checked = true;
  inDialog("look").hidden = !paged();
  inDialog("scales").hidden = value("format") !== "png";
  inDialog("note").hidden = paged();
  inDialog("deck").hidden = view() !== "deck";
  inDialog("pin").hidden = !paged() || value("pages") !== "one";
  inDialog("template").hidden = value("format") !== "pptx";
  for (const name of ["size", "theme"]) for (const input of inputs(name)) input.disabled = themed() !== null;
  const text = Math.round(100 * Number(textScale().value)) + " %";
  output.value = text;
  textScale().setAttribute("aria-valuetext", text);
}

/** Asks what the file will be and shows it; the latest wish wins. */
async function preview() {
  if (asking) asking.abort();
  const mine = new AbortController();
  asking = mine;
  pages.classList.add("old");
  try {
    if (view() === "deck" && !inputs("actor").length) await offerActors(mine.signal);
    plan = await answered(`take/plan/${asked()}`, mine.signal, asJson, preview);
    showPlan(plan);
  } catch (error) {
    if (!(error instanceof Error) || error.name === "AbortError") return;
    plan = null;
    pages.replaceChildren();
    peek.hidden = true;
    inDialog("unset").textContent = "";
    about.textContent = error.message;
  }
  pages.classList.remove("old");
}

function showPlan(/** @type {PlanAnswer} */ plan) {
  save.disabled = false;
  inDialog("shown").textContent = `Of what the page shows. ${plan.shown}`;
  inputs("title")[0].placeholder = plan.title;
  const count = plan.pages ? plan.pages.length : 0;
  const facts = [plan.name, plan.size, count > 1 ? `${count} pages` : "", plan.bytes ? amount(plan.bytes) : ""];
  about.textContent = facts.filter(Boolean).join(" · ");
  inDialog("unset").textContent = plan.unset ?? "";
  pages.classList.toggle("deck", view() === "deck");
  pages.replaceChildren(...(plan.pages || []).map(picture));
  peek.hidden = !plan.peek;
  peek.textContent = plan.peek || "";
}

function picture(/** @type {string} */ title, /** @type {number} */ place) {
  const figure = make("figure"), image = make("img");
  image.alt = `Page ${place + 1}: ${title}`;
  image.loading = place > 1 ? "lazy" : "eager";
  image.src = address(`page/${place + 1}/`);
  figure.append(image, make("figcaption", "", `${place + 1}  ${title}`));
  return figure;
}

/** Boxes for who gets a slide, as the server offers them for what is shown. */
async function offerActors(/** @type {AbortSignal} */ signal) {
  const offered = await answered(`take/actors?${query()}`, signal, asJson, preview);
  const whose = /** @type {keyof OfferedActors} */ (value("whose"));
  inDialog("actors").replaceChildren(...offered[whose].map(([id, name]) => tick("actor", id, name, true)));
}

function tick(/** @type {string} */ kind, /** @type {string} */ id, /** @type {string} */ name, /** @type {boolean} */ checked) {
  const label = make("label"), box = make("input");
  label.append(Object.assign(box, { type: "checkbox", name: `take-${kind}`, value: id, checked }), make("span", "", name));
  return label;
}

/** Fills a list of what is shown when it is first opened. */
async function offerByHand(/** @type {HTMLDetailsElement} */ list) {
  const boxes = find(list, ".take-actors"), kind = list.dataset.hand ?? "";
  if (!list.open || boxes.childElementCount) return;
  const offered = await answered(`take/actors?${query()}`, undefined, asJson, () => offerByHand(list));
  boxes.replaceChildren(...[...offered.events, ...offered.actors].map(([id, name]) => tick(kind, id, name, false)));
}

function changed(/** @type {Event} */ event) {
  const { name } = /** @type {HTMLInputElement} */ (event.target);
  if (name === "take-whose") inDialog("actors").replaceChildren();
  said.textContent = "";
  save.disabled = true; // what is chosen now is not yet what is shown
  asking?.abort();
  fit();
  clearTimeout(waiting);
  waiting = setTimeout(preview, WRITTEN.includes(name) ? LATER : 0);
}

// --- the file

/** Has the browser save a file; the sentence that says so. */
function saveFile(/** @type {Blob} */ blob, /** @type {string} */ name) {
  const href = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
  return `Saved ${name} (${amount(blob.size)}).`;
}

async function download(/** @type {AbortSignal} */ signal) {
  const { name } = /** @type {PlanAnswer} */ (plan);
  tellFar("Making the file …");
  said.textContent = saveFile(await made(signal), name);
}

/** @type {Tell} */
function tellFar(words, percent) {
  said.textContent = words;
  far.hidden = percent === undefined && far.hidden;
  if (percent !== undefined) far.value = percent;
}

/** The template in whose design the file is made, if it is a deck and there is one. */
const themed = () => (value("format") === "pptx" ? template.file : null);

async function made(/** @type {AbortSignal} */ signal) {
  const file = themed();
  const url = file ? `${address("themed/")}&${called(file)}` : address("making/");
  return (await arriving(url, signal, tellFar, file ?? undefined)).file;
}

/** Reads the lines that say how far it is, and then the file and what the server says of it.
 *  @param {string} url @param {AbortSignal} signal @param {Tell} tell @param {Blob} [handed] @returns {Promise<{ file: Blob, name: string, said: string[] }>} */
async function arriving(url, signal, tell, handed) {
  const { body } = await answered(url, signal, (answer) => answer, undefined, handed);
  const reader = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (body).getReader();
  let held = new Uint8Array();
  for (;;) {
    const { done, value: piece } = await next(reader);
    if (done) throw new Error(CUT);
    held = new Uint8Array(await new Blob([held, piece]).arrayBuffer());
    for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10)) {
      const told = /** @type {MakingLine} */ (JSON.parse(new TextDecoder().decode(held.subarray(0, end))));
      held = held.subarray(end + 1);
      if (told.error) throw new Error(told.error);
      const { bytes, type = "", name = "" } = told;
      if (bytes !== undefined) {
        const file = await rest(reader, held, { bytes, type }, tell);
        return { file, name, said: told.said ?? [] };
      }
      showFar(told, tell);
    }
  }
}

/** What comes next; a sentence where the way to the server was cut, an "AbortError" where the reader gave it up.
 *  @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader */
const next = (reader) => reader.read().catch((error) => { throw error.name === "AbortError" ? error : new Error(CUT); });

/** Says how far the making of a file is, in pages or per cent; or that it waits for another.
 *  @param {MakingLine} told @param {Tell} tell */
function showFar({ page: done, of, percent, waits }, tell) {
  if (done !== undefined) tell(`Page ${done} of ${of} …`);
  if (waits) tell("Another file is being made; this one comes next …");
  if (percent !== undefined) tell(`Making the file: ${percent} % …`, percent);
}

/** The file itself, which may be larger than what a page should hold: the browser keeps it piece by piece.
 *  @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader @param {Uint8Array<ArrayBuffer>} first @param {{ bytes: number, type: string }} told @param {Tell} tell */
async function rest(reader, first, { bytes, type }, tell) {
  const whole = /** @type {Blob[]} */ ([]);
  let held = [first], size = first.length, come = first.length;
  for (let piece = await next(reader); !piece.done; piece = await next(reader)) {
    held.push(piece.value);
    size += piece.value.length;
    come += piece.value.length;
    if (size < HELD) continue;
    whole.push(new Blob(held));
    [held, size] = [[], 0];
    tell(`Downloading: ${amount(come)} of ${amount(bytes)} …`, (100 * come) / bytes);
  }
  if (come !== bytes) throw new Error(CUT);
  return new Blob([...whole, ...held], { type });
}

/** A PNG of the picture that is chosen, so many pixels for each of its own; of a deck, of its timeline. */
export function takePicture(/** @type {number} */ scale) {
  const drawn = value("what") === "deck" ? "timeline" : value("what");
  return answered(`take/${drawn}.png?${query({ ...look(), scale: String(scale) })}`, undefined, (answer) => answer.blob());
}

/** Brings a deck that was exported before to the present data, and says what could not be done. */
async function refresh() {
  const [deck] = olderFile.files ?? [], told = find(older, ".take-told");
  olderFile.value = "";
  if (!deck || making) return;
  making = new AbortController();
  told.textContent = "Bringing it to the present data …";
  try {
    const found = await arriving(`take/refresh?${called(deck)}`, making.signal, (words) => { told.textContent = words; }, deck);
    told.replaceChildren(...[...found.said, saveFile(found.file, found.name)].map((line) => make("span", "", line)));
  } catch (error) {
    told.textContent = error instanceof Error && error.name !== "AbortError" ? error.message : "";
  } finally {
    making = null;
  }
}

// --- the dialog

function open() {
  if (!seen) for (const input of inputs("theme")) input.checked = input.value === theme();
  seen = true;
  said.textContent = "";
  inDialog("actors").replaceChildren();
  for (const list of hands) {
    list.open = false;
    find(list, ".take-actors").replaceChildren();
  }
  save.disabled = true;
  dialog.showModal();
  fit();
  preview();
}

async function submit(/** @type {Event} */ event) {
  event.preventDefault();
  if (making || !plan) return;
  making = new AbortController();
  save.setAttribute("aria-disabled", "true");
  stop.hidden = false;
  try {
    await download(making.signal);
  } catch (error) {
    const cancelled = making.signal.aborted || !(error instanceof Error) || error.name === "AbortError";
    said.textContent = cancelled ? "Cancelled: nothing was saved." : error.message;
  } finally {
    making = null;
    far.hidden = true;
    if (document.activeElement === stop) save.focus();
    stop.hidden = true;
    save.removeAttribute("aria-disabled");
  }
}

/** Makes the dialog alive. */
export function beginExport() {
  byId("export-button").addEventListener("click", open);
  inDialog("close").addEventListener("click", () => dialog.close());
  stop.addEventListener("click", () => making?.abort());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside it
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // its keys are not the page's
  dialog.addEventListener("close", () => {
    for (const work of [asking, making]) work?.abort();
    forget("export");
  });
  olderFile.addEventListener("input", (event) => event.stopPropagation());
  olderFile.addEventListener("change", refresh);
  form.addEventListener("input", changed);
  form.addEventListener("submit", submit);
  for (const list of hands) list.addEventListener("toggle", () => offerByHand(list).catch(() => {}));
}
