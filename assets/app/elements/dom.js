// @ts-check
// The page's elements by id and selector, typed; and the few ways in which elements are made here.

/** The element with an id, which the page has. @template {Element} [T=HTMLElement] @param {string} id @returns {T} */
export function byId(id) {
  return /** @type {T} */ (/** @type {unknown} */ (document.getElementById(id)));
}

/** The first match, where there is one for certain.
 *  @template {Element} [T=HTMLElement] @param {ParentNode} root @param {string} selector @returns {T} */
export function find(root, selector) {
  return /** @type {T} */ (root.querySelector(selector));
}

/** Every match. @template {Element} [T=HTMLElement] @param {ParentNode} root @param {string} selector @returns {T[]} */
export function all(root, selector) {
  return [.../** @type {NodeListOf<T>} */ (root.querySelectorAll(selector))];
}

/** What an event happened in, if it matches.
 *  @template {Element} [T=HTMLElement] @param {EventTarget | null} target @param {string} selector @returns {T | null} */
export function closest(target, selector) {
  return target instanceof Element ? target.closest(selector) : null;
}

/** Whether something stands inside something. @param {Node} outer @param {unknown} inner */
export function holds(outer, inner) {
  return inner instanceof Node && outer.contains(inner);
}

/** A new element; a button is one that sends no form. @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {string} [name] @param {string} [text] */
export function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  if (element instanceof HTMLButtonElement) element.type = "button";
  return element;
}

/** A new element of an SVG.
 *  @template {keyof SVGElementTagNameMap} K @param {K} tag @param {Record<string, string | number>} attributes @param {string} [text] */
export function makeSvg(tag, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  setAll(element, attributes);
  if (text !== undefined) element.textContent = text;
  return element;
}

/** Sets attributes. @param {Element} element @param {Record<string, string | number>} attributes */
export function setAll(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

/** What is kept under a name for this tab, or by this browser (localStorage), or "": a private window may keep nothing.
 *  @param {string} key @param {"sessionStorage" | "localStorage"} [store] */
export function kept(key, store = "sessionStorage") {
  try { return window[store].getItem(key) || ""; } catch { return ""; }
}

/** Keeps a text there; "" is not kept. @param {string} key @param {string} text @param {"sessionStorage" | "localStorage"} [store] */
export function keep(key, text, store = "sessionStorage") {
  try { text ? window[store].setItem(key, text) : window[store].removeItem(key); } catch { /* a private window keeps nothing */ }
}
