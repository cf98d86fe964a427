// Actors compared: when the section is opened, fetches the table and the chart of what is shown, and Plotly with them.
// What is compared and how it looks was decided in Python; here the table is sorted and the chart drawn for the theme.
(function (explorer) {
  "use strict";
  const FILTERS = ["level", "lanes", "kinds", "ties", "basis", "layers", "from", "until", "at", "clock"];
  const section = document.getElementById("actors");
  if (!section) return;
  const body = section.querySelector(".actors-body");
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const chart = document.createElement("div"), chartBox = document.createElement("div"), table = document.createElement("div");
  let told = null, asked = null, focus = "", plotly = null;
  let order = []; // the table's rows as they came: the same order as in the chart
  let sorted = null; // null = as they came, else {column, down}

  chart.className = "actors-chart";
  chart.setAttribute("role", "img");
  chartBox.className = "actors-chart-box";
  chartBox.tabIndex = 0;
  chartBox.setAttribute("role", "region");
  chartBox.setAttribute("aria-label", "Actors compared, as a chart");
  chartBox.append(chart);

  /** The part of the address that decides who is compared. */
  const query = () => explorer.queryOf((part) => FILTERS.includes(part));

  async function follow() {
    const wanted = query();
    if (!section.open || wanted === asked) return;
    asked = wanted;
    body.setAttribute("aria-busy", "true");
    if (!told) body.replaceChildren(said("Loading …"));
    try {
      const missing = "The comparison of actors is missing.";
      const found = await explorer.fetched("actors?" + wanted, { what: "actors", said: missing, again: follow });
      if (asked !== wanted) return;
      told = found;
      show();
    } catch (error) {
      if (asked !== wanted) return;
      asked = told = null;
      body.replaceChildren(said(`The comparison could not be fetched. ${error.message}`));
    }
    body.removeAttribute("aria-busy");
  }

  function said(text) {
    const line = document.createElement("p");
    line.className = "quiet";
    line.textContent = text;
    return line;
  }

  function show() {
    table.innerHTML = told.table; // markup that the server has escaped
    order = [...table.querySelectorAll("tbody tr")];
    body.replaceChildren(chartBox, table);
    sort();
    mark();
    draw();
  }

  // --- the chart ------------------------------------------------------------------------------------------------------

  /** Plotly, loaded once, from this server. */
  function brought(address) {
    plotly = plotly || new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.addEventListener("load", () => done(window.Plotly));
      script.addEventListener("error", () => { plotly = null; failed(new Error("the chart's library did not come")); });
      document.head.append(script);
    });
    return plotly;
  }

  async function draw() {
    const figure = told.figures[explorer.theme()];
    chartBox.hidden = !figure;
    if (!figure) return;
    chart.setAttribute("aria-label", told.name);
    chart.style.height = `${figure.layout.height}px`; // its room is kept while the library comes
    try {
      const Plotly = await brought(told.plotly);
      if (!section.open) return;
      const first = !chart.classList.contains("js-plotly-plot");
      // Plotly writes into what it is given.
      const { data, layout } = structuredClone(told.figures[explorer.theme()] || figure);
      await Plotly.react(chart, data, layout, told.config);
      if (first) {
        chart.on("plotly_click", (event) => explorer.select(event.points[0].customdata));
        chart.on("plotly_hover", () => chart.classList.add("on-bar"));
        chart.on("plotly_unhover", () => chart.classList.remove("on-bar"));
      }
      chart.dataset.theme = explorer.theme();
    } catch (error) {
      chartBox.hidden = true;
      explorer.say(`There is no chart: ${error.message}. The table has every number.`);
    }
  }

  const redraw = () => { if (told && section.open && chart.dataset.theme !== explorer.theme()) draw(); };
  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);

  // --- the table ------------------------------------------------------------------------------------------------------

  function sort() {
    if (!sorted || !order.length) return;
    const { column, down } = sorted;
    const by = (row) => row.cells[column].dataset.by ?? row.cells[column].textContent;
    const sign = down ? -1 : 1;
    const rows = [...order].sort((a, b) => sign * words.compare(by(a), by(b))); // of equals the better connected first
    table.querySelector("tbody").append(...rows);
    table.querySelectorAll("thead th").forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  table.addEventListener("click", (event) => {
    const head = event.target.closest("thead th");
    if (!head || !event.target.closest("button")) return;
    // Numbers are first wanted with the greatest on top, names from A.
    const way = head.getAttribute("aria-sort");
    sorted = { column: head.cellIndex, down: way ? way === "ascending" : head.classList.contains("number") };
    sort();
  });

  function mark() {
    table.querySelectorAll("tbody tr").forEach((row) => {
      const link = row.querySelector("a.record"), on = link.dataset.id === focus;
      row.classList.toggle("sel", on);
      on ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    });
  }

  section.addEventListener("toggle", () => (section.open && told && query() === asked ? redraw() : follow()));
  explorer.onView(follow);
  explorer.onPainted((state) => {
    if (state.focus === focus) return;
    focus = state.focus;
    mark();
  });
})(window.explorer);
