// @ts-check
// The one state of the page: the parts of its address, as the server understood them. Nothing reads the address bar for a
// meaning: what was damaged, foreign or unknown in it is not in here, nor in the bar once the page is open.
// Changed by `go`, by Back and Forward, and where the server says that it understood something else. In a page that was
// saved as a file it stands behind the "#", as a file has no other part of its own.
import { data } from "../asking/landscape.js";
import { meant } from "../asking/transport.js";
import { byId } from "../elements/dom.js";
import { changedParts, readParts, understoodOtherwise, writtenParts } from "./address_text.js";
import { amend, recalled, record } from "./history.js";
import { page } from "./page.js";

/** Parts that change no view by themselves. */
export const FOCUS = ["sel", "to", "order", "vs"];
/** Parts that only the panel depends on. */
export const TOLD = ["tour", "step", "show"];
/** Parts that no view depends on: where in a picture the reader looks. */
export const LOOKING = ["zoom", "pane", "split"];
const WHOLE = "level=all"; // says nothing; but an empty address would lead to the landscape's default view

let parts = readParts(data.address);
let follow = () => Promise.resolve(), comeBack = () => {};

/** Has one follow every change of the address, and another what Back and Forward lead to.
 *  @param {() => Promise<void>} following @param {() => void} returned */
export function whenAddressChanges(following, returned) {
  [follow, comeBack] = [following, returned];
}

/** A part of the address; "" where it says nothing of it. @param {string} name */
export const part = (name) => parts.get(name) || "";

/** The address text, without "?", with some parts changed: {part: value, or "" to leave it out}. @param {Record<string, string>} [changes] */
export const query = (changes = {}) => writtenParts(changedParts(parts, changes));

/** The address text of some parts only, in an order that two same addresses share. @param {(part: string) => boolean} keep */
export const queryOf = (keep) => writtenParts([...parts].filter(([part]) => keep(part)).sort(([a], [b]) => (a < b ? -1 : 1)));

/** What the address bar shows, or is about to; without its being in a frame, unless it is `own`. */
function address(own = true) {
  const view = writtenParts(parts) || (data.default_view ? WHOLE : "");
  if (data.saved) return "#?" + view;
  const text = [own && data.frame ? "embed=1" : "", view].filter(Boolean).join("&");
  return location.pathname.replace(/^\/+/, "/") + (text ? "?" + text : ""); // two slashes would begin the name of a host
}

/** The same, with the place on the page that the bar names. */
function addressWithPlace(own = true) {
  if (!data.saved) return address(own) + location.hash;
  return location.hash === "" || typed() === undefined ? location.href : address();
}

/** What was written behind the "#?" of a saved page's address; undefined where it says nothing of what is shown. */
const typed = () => (data.saved && location.hash.startsWith("#?") ? location.hash.slice(2) : undefined);

/** The link to what is shown. */
export const link = () => new URL(data.saved ? address() : addressWithPlace(false), location.href).href;

const entryNow = () => ({ address: writtenParts(parts) });

/** Changes parts of the address; everything follows. `gesture` names the control whose values make one entry.
 *  @param {Record<string, string>} changes @param {{ gesture?: string }} [options] */
export function go(changes, { gesture = "" } = {}) {
  const next = changedParts(parts, changes);
  if (writtenParts(next) === writtenParts(parts)) return Promise.resolve();
  parts = next;
  record(address(), entryNow(), gesture);
  byId("notes").replaceChildren();
  return follow();
}

const ASKED = { to: "", order: "", vs: "", show: "" };

/** Selects a record everywhere; "" clears, and leaves a tour. A question about the one before goes with it. @param {string} id */
export const select = (id) => go({ sel: id, ...ASKED, ...(id ? {} : { tour: "", step: "" }) });

/** Asks how the selected record is connected to another; "" leaves the question. @param {string} id */
export const connect = (id) => go({ ...ASKED, to: id });

/** Compares the selected actor with another; "" ends it. @param {string} id */
export const compare = (id) => go({ ...ASKED, vs: id });

/** Shows another state of the page, all of it. @param {string} text */
export const goTo = (text) => go({ ...Object.fromEntries([...parts.keys()].map((name) => [name, ""])), ...Object.fromEntries(readParts(text)) });

/** Takes what the server understood of a text; whether anything changed. @param {string} asked @param {string} meant */
export const understood = (asked, meant) => restate(understoodOtherwise(parts, asked, meant, [...FOCUS, ...TOLD, ...LOOKING]));

/** Takes another record, or none, as the one that is picked, where the server does not know the one asked for. @param {string} id */
export const takePicked = (id) => restate(id ? { sel: id } : { sel: "", to: "", order: "", steps: "", vs: "" });

/** Says again what a text says of all parts but `keeping`, in the present entry. @param {string} text @param {string[]} keeping */
export function putBack(text, keeping) {
  const before = readParts(text), names = [...parts.keys(), ...before.keys()].filter((name) => !keeping.includes(name));
  return restate(Object.fromEntries(names.map((name) => [name, before.get(name) ?? ""])));
}

/** Says of the present entry that it stands for something else; whether it did. @param {Record<string, string>} changes */
export function restate(changes) {
  const next = changedParts(parts, changes);
  if (writtenParts(next) === writtenParts(parts)) return false;
  parts = next;
  amend(addressWithPlace(), entryNow());
  return true;
}

/** Takes what was written behind the "#" of a saved page's address; whether there is anything. */
export function takeTyped() {
  const text = typed();
  if (text === undefined) return false;
  parts = readParts(meant(text));
  amend(address(), entryNow());
  return true;
}

/** Names a place on the page in the address bar, without going there. @param {string} id */
export const namePlace = (id) => amend((data.saved ? "" : address()) + "#" + id, entryNow());

addEventListener("popstate", ({ state }) => {
  if (typeof state?.address === "string") {
    const last = recalled(state);
    parts = readParts(last.address);
    byId("notes").replaceChildren();
    if (last !== state) amend(addressWithPlace(), entryNow());
    comeBack();
  } else if (takeTyped()) comeBack();
  else amend(addressWithPlace(), entryNow()); // a place on this page: what is shown stays
});

Object.assign(page, { go, select, link, compare: (/** @type {string} */ id) => (part("sel") && id !== part("sel") ? compare(id) : select(id)) });
amend(data.saved ? location.href : addressWithPlace(), entryNow()); // what was typed of a saved page is read when it begins
