// @ts-check
// Actors compared: when the section is opened, fetches the table and the chart of what is shown, and Plotly with them.
// What is compared and how it looks was decided in Python; here the table is sorted and the chart drawn for the theme.
import { asJson, fetched } from "../app/asking/transport.js";
import { all, closest, find, make, setAll } from "../app/elements/dom.js";
import { theme } from "../app/elements/theme.js";
import { queryOf, select } from "../app/state/address.js";
import { onPainted, onView, say } from "../app/state/page.js";
import { collator } from "../app/text/words.js";

/** @import { ActorsAnswer } from "../app/answers.d.ts" */
/** @import { PlotlyChart, PlotlyLibrary } from "../app/types.d.ts" */

/** The parts of the address that decide who is compared: what the filters and the as-of day say. */
const FILTERS = new Set(all(document, ".filters input, .asof input").map((input) => /** @type {HTMLInputElement} */ (input).name));
const section = /** @type {HTMLDetailsElement | null} */ (document.getElementById("actors"));
const chart = make("div", "actors-chart"), chartBox = make("div", "actors-chart-box"), table = make("div");
let body = table; // where both stand
let told = /** @type {ActorsAnswer | null} */ (null), asked = /** @type {string | null} */ (null), focus = "";
let plotly = /** @type {Promise<PlotlyLibrary> | null} */ (null);
let order = /** @type {HTMLTableRowElement[]} */ ([]); // the table's rows as they came: the same order as in the chart
let sorted = /** @type {{ column: number, down: boolean } | null} */ (null); // null = as they came

const comparedQuery = () => queryOf((part) => FILTERS.has(part));

async function follow() {
  const wanted = comparedQuery();
  if (!section?.open || wanted === asked) return;
  asked = wanted;
  body.setAttribute("aria-busy", "true");
  if (!told) body.replaceChildren(said("Loading …"));
  try {
    const missing = "The comparison of actors is missing.";
    const found = await fetched(`actors?${wanted}`, asJson, { what: "actors", said: missing, again: follow });
    if (asked !== wanted) return;
    told = found;
    show(told);
  } catch (error) {
    if (asked !== wanted) return;
    asked = told = null;
    body.replaceChildren(said(`The comparison could not be fetched. ${error instanceof Error ? error.message : error}`));
  }
  body.removeAttribute("aria-busy");
}

const said = (/** @type {string} */ text) => make("p", "quiet", text);

function show(/** @type {ActorsAnswer} */ told) {
  table.innerHTML = told.table; // markup that the server has escaped
  order = all(table, "tbody tr");
  body.replaceChildren(chartBox, table);
  sort();
  mark();
  draw();
}

// --- the chart

/** Plotly, loaded once, from this server. */
function brought(/** @type {string} */ address) {
  plotly = plotly || new Promise((/** @type {(library: PlotlyLibrary) => void} */ done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => done(window.Plotly));
    script.addEventListener("error", () => { plotly = null; failed(new Error("the chart's library did not come")); });
    document.head.append(script);
  });
  return plotly;
}

async function draw() {
  const { figures = {}, name = "", config = {}, plotly: address = "" } = told ?? {}, figure = figures[theme()];
  chartBox.hidden = !figure;
  if (!figure) return;
  chart.setAttribute("aria-label", name);
  chart.style.height = `${figure.layout.height}px`; // its room is kept while the library comes
  try {
    const Plotly = await brought(address);
    if (!section?.open) return;
    const first = !chart.classList.contains("js-plotly-plot");
    // Plotly writes into what it is given.
    const { data, layout } = structuredClone(figures[theme()] || figure);
    await Plotly.react(chart, data, layout, config);
    if (first) {
      const drawn = /** @type {PlotlyChart} */ (/** @type {unknown} */ (chart));
      drawn.on("plotly_click", (event) => select(event.points[0].customdata));
      drawn.on("plotly_hover", () => chart.classList.add("on-bar"));
      drawn.on("plotly_unhover", () => chart.classList.remove("on-bar"));
    }
    chart.dataset.theme = theme();
  } catch (error) {
    chartBox.hidden = true;
    say(`There is no chart: ${error instanceof Error ? error.message : error}. The table has every number.`);
  }
}

const redraw = () => { if (told && section?.open && chart.dataset.theme !== theme()) draw(); };

// --- the table

function sort() {
  if (!sorted || !order.length) return;
  const { column, down } = sorted;
  const by = (/** @type {HTMLTableRowElement} */ row) => row.cells[column].dataset.by ?? row.cells[column].textContent ?? "";
  const sign = down ? -1 : 1;
  const rows = order.toSorted((a, b) => sign * collator.compare(by(a), by(b))); // of equals the better connected first
  find(table, "tbody").append(...rows);
  all(table, "thead th").forEach((head, at) => {
    head.ariaSort = at === column ? (down ? "descending" : "ascending") : null;
  });
}

function sortBy(/** @type {MouseEvent} */ { target }) {
  const head = /** @type {HTMLTableCellElement | null} */ (closest(target, "thead th"));
  if (!head || !closest(target, "button")) return;
  // Numbers are first wanted with the greatest on top, names from A.
  const way = head.ariaSort;
  sorted = { column: head.cellIndex, down: way ? way === "ascending" : head.classList.contains("number") };
  sort();
}

function mark() {
  all(table, "tbody tr").forEach((row) => {
    const link = find(row, "a.record"), on = link.dataset.id === focus;
    row.classList.toggle("sel", on);
    link.ariaCurrent = on ? "true" : null;
  });
}

/** Has the section, where the page has one, follow what is shown. */
export function beginActors() {
  if (!section) return;
  body = find(section, ".actors-body");
  chart.setAttribute("role", "img");
  chartBox.tabIndex = 0;
  setAll(chartBox, { role: "region", "aria-label": "Actors compared, as a chart" });
  chartBox.append(chart);
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  table.addEventListener("click", sortBy);
  section.addEventListener("toggle", () => (section.open && told && comparedQuery() === asked ? redraw() : follow()));
  onView(follow);
  onPainted((state) => {
    if (state.focus === focus) return;
    focus = state.focus;
    mark();
  });
}
