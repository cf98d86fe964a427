// @ts-check
// Copies: the picture, the link, and how to cite the view or one record. What a citation says is written by the server.
import { asJson, asText, fetched } from "../app/asking/transport.js";
import { closest, find } from "../app/elements/dom.js";
import { link, query } from "../app/state/address.js";
import { say } from "../app/state/page.js";
import { escaped } from "../app/text/markup.js";
import { isOwnHost } from "../app/text/words.js";
import { takePicture } from "./dialog.js";

let embedSaid = "";

/** Says it where the reader looks: in the dialog while it is open, which hides the page from a screen reader. */
function sayThere(/** @type {string} */ text) {
  const status = find(document, "#export-dialog .take-said");
  if (status.closest("dialog")?.open) status.textContent = text;
  else say(text);
}

/** Text that may still be on its way; some browsers allow only what was begun in the click itself. */
async function copyText(/** @type {string | Promise<string>} */ coming) {
  try {
    const blob = Promise.resolve(coming).then((text) => new Blob([text], { type: "text/plain" }));
    await navigator.clipboard.write([new ClipboardItem({ "text/plain": blob })]);
  } catch {
    await navigator.clipboard.writeText(await coming);
  }
}

/** Where nobody told the server its own address it cites a place below the page's, whose whole address we know; where that
 *  is an address of this machine alone, it leads nobody anywhere and is left out. */
async function citation(record = "") {
  const text = await fetched(`cite?${query({ record })}`, asText);
  return text.replace(/ (\.\/\S*)$/, (_, place) => (isOwnHost(location.hostname) ? "" : ` ${new URL(place, document.baseURI).href}`));
}

/** The code of a frame; its address is completed as a citation's is. */
async function embed() {
  const told = await fetched(`embed-code?${query()}`, asJson);
  embedSaid = told.said;
  return told.code.replace('src="./', () => `src="${escaped(new URL("./", document.baseURI).href)}`);
}

const COPIES = /** @type {Record<string, () => Promise<string>>} */ ({
  link: () => copyText(link()).then(() => "Link copied."),
  citation: () => copyText(citation()).then(() => "Citation copied."),
  embed: () => copyText(embed()).then(() => `Embed code copied. ${embedSaid}`),
  async picture() {
    sayThere("Making the picture …");
    await navigator.clipboard.write([new ClipboardItem({ "image/png": takePicture(2) })]);
    return "Picture copied.";
  },
});

const INSTEAD = /** @type {Record<string, string>} */ ({
  link: "This browser does not let a page copy; the link stands in the address bar.",
  citation: "This browser does not let a page copy; the citation stands on “About the data”.",
  embed: "This browser does not let a page copy; the README says how the page is shown in a frame.",
  picture: "This browser does not let a page copy pictures; download the PNG instead.",
});

/** Why nothing was copied: the server where it is to blame, else the browser. */
const reason = (/** @type {Error} */ error, /** @type {string} */ browser) => (["Away", "Changed"].includes(error.name) ? error.message : browser);

/** Says on the button itself, which is called `name`, and aloud, how it went. */
function tell(/** @type {HTMLElement} */ button, /** @type {string} */ name, /** @type {string} */ text) {
  say(text.endsWith(".") ? text : `${text}.`);
  button.textContent = text;
  setTimeout(() => { button.textContent = name; }, 2500);
}

/** Listens to the page's buttons that copy. */
export function beginCopy() {
  document.addEventListener("click", async ({ target }) => {
    const button = closest(target, "button");
    const { copy, cite } = button?.dataset ?? {};
    if (copy) sayThere(await COPIES[copy]().catch((error) => reason(error, INSTEAD[copy])));
    if (button?.id === "share-button") tell(button, "Share", await copyText(link()).then(() => "Link copied", () => "Copy it from the address bar"));
    if (button && cite) tell(button, "Cite", await copyText(citation(cite)).then(() => "Citation copied", (error) => reason(error, "It could not be copied")));
  });
}
