// The chronicle: follows the view, and is read as a list or as a table with columns that can be sorted. The table is laid
// out here from the list's own rows; which of the two is shown is a matter of this tab, not of the address.
(function (explorer) {
  "use strict";
  const KEY = "explorer-chronicle";
  const COLUMNS = [ // name, class of its cells, what a row is sorted by
    ["Date", "number", (row) => row.place],
    ["Event", "", (row) => row.title],
    ["Status", "", (row) => row.status],
    ["Level", "", (row) => row.order],
    ["Who", "", (row) => row.who],
    ["Sources", "number", (row) => row.cited],
  ];
  const body = document.getElementById("chronicle-body");
  const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const list = make("div", "as-list"), box = make("div", "as-table");
  let shown = "", as = "list", sorted = { column: 0, down: false };

  function make(tag, name, text) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  }

  // --- list or table ------------------------------------------------------------------------------------------------

  const buttons = ["list", "table"].map((name) => {
    const button = make("button", "", name === "list" ? "List" : "Table");
    button.type = "button";
    button.addEventListener("click", () => choose(name));
    button.dataset.as = name;
    return button;
  });
  const bar = make("div", "seg chronicle-as");
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Show the chronicle as");
  bar.append(...buttons);

  function choose(name) {
    as = name;
    try { sessionStorage.setItem(KEY, name); } catch { /* a private window keeps nothing */ }
    lay();
  }

  function lay() {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.as === as)));
    body.classList.toggle("tabled", as === "table");
    box.hidden = as !== "table";
    if (as === "table") layTable();
    else box.replaceChildren();
    mark();
  }

  // --- table ----------------------------------------------------------------------------------------------------------

  /** What a row of the list says, cell by cell; `place` is its place in time. */
  function rowOf(item, place) {
    const part = (name) => item.querySelector(name);
    const doers = part(".doers"), differ = part(".unsettled"), lane = part(".lane"), link = part("a.record");
    return {
      place, link, doers, differ, lane, date: item.dataset.date, status: item.dataset.status, title: link.textContent,
      order: Number(lane.dataset.order), who: doers ? doers.textContent.trim() : "", key: part(".lane-key"),
      cites: [...item.querySelectorAll(".cites a")], cited: item.querySelectorAll(".cites a").length,
    };
  }

  function inOrder(rows) {
    const by = COLUMNS[sorted.column][2], sign = sorted.down ? -1 : 1;
    const compare = (a, b) => (typeof a === "number" ? a - b : a === "" || b === "" ? (a === "") - (b === "") : words.compare(a, b));
    return rows.sort((a, b) => sign * compare(by(a), by(b)) || a.place - b.place);
  }

  function layTable() {
    const focused = placeOfFocus();
    const rows = inOrder([...list.querySelectorAll(".year li")].map(rowOf));
    const table = make("table");
    const count = list.querySelector(".count");
    table.append(make("caption", "count", count ? count.textContent : ""));
    table.createTHead().append(head());
    table.createTBody().append(...rows.map(rowElement));
    box.replaceChildren(...(rows.length ? [table] : []));
    const rest = list.querySelector(".rest");
    if (rest) box.append(rest.cloneNode(true));
    giveFocus(focused);
  }

  function head() {
    const row = make("tr");
    COLUMNS.forEach(([name, kind], column) => {
      const cell = make("th", kind);
      cell.scope = "col";
      if (column === sorted.column) cell.setAttribute("aria-sort", sorted.down ? "descending" : "ascending");
      const button = make("button", "", name);
      button.type = "button";
      button.dataset.column = column;
      button.addEventListener("click", () => {
        sorted = { column, down: sorted.column === column && !sorted.down };
        layTable();
        mark();
      });
      cell.append(button);
      row.append(cell);
    });
    return row;
  }

  function rowElement(row) {
    const line = make("tr"), title = make("th");
    title.scope = "row";
    title.append(row.link.cloneNode(true));
    if (row.differ) title.append(" ", row.differ.cloneNode(true));
    const level = make("td", "level");
    level.append(row.key.cloneNode(true), row.lane.textContent);
    const who = make("td", "doers");
    if (row.doers) who.append(...row.doers.cloneNode(true).childNodes);
    const cites = make("td", "number cited");
    row.cites.forEach((link) => cites.append(" ", link.cloneNode(true)));
    line.append(make("td", "number when", row.date), title, make("td", "", row.status), level, who, cites);
    return line;
  }

  // --- what is selected, and the keyboard -----------------------------------------------------------------------------

  let focus = "";

  function mark() {
    body.querySelectorAll(".sel").forEach((row) => row.classList.remove("sel"));
    body.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    if (!focus) return;
    body.querySelectorAll(`a.record[data-id="${CSS.escape(focus)}"]`).forEach((link) => {
      link.setAttribute("aria-current", "true");
      if (link.closest(".title, th")) link.closest("li, tr").classList.add("sel");
    });
  }

  /** Where the keyboard is in here: on which record's row, on which link or heading of it. */
  function placeOfFocus() {
    const on = document.activeElement;
    if (!body.contains(on)) return null;
    const row = on.closest("li, tbody tr");
    return { row: row && row.querySelector("a.record").dataset.id, href: on.getAttribute("href"), column: on.dataset.column };
  }

  function giveFocus(place) {
    if (!place || body.contains(document.activeElement)) return;
    const inside = as === "table" ? box : list;
    if (place.column) inside.querySelector(`button[data-column="${place.column}"]`)?.focus({ preventScroll: true });
    const rows = [...inside.querySelectorAll("li, tbody tr")];
    const row = place.row && rows.find((row) => row.querySelector("a.record").dataset.id === place.row);
    if (row) [...row.querySelectorAll("a")].find((link) => link.getAttribute("href") === place.href)?.focus({ preventScroll: true });
    if (place.href && document.activeElement === document.body) document.getElementById("chronicle").focus({ preventScroll: true });
  }

  // --- the view ---------------------------------------------------------------------------------------------------------

  list.append(...body.childNodes);
  body.append(bar, list, box);
  box.tabIndex = 0;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Chronicle as a table");
  shown = list.innerHTML;
  try { if (sessionStorage.getItem(KEY) === "table") as = "table"; } catch { /* as above */ }
  lay();

  explorer.onView((view) => {
    if (view.chronicle === undefined) view.chronicle = shown; // the first page carries it as its own markup
    if (view.chronicle === shown) return;
    const focused = placeOfFocus();
    shown = view.chronicle;
    list.innerHTML = shown; // markup that the server has escaped
    lay();
    giveFocus(focused);
  });

  explorer.onPainted((state) => {
    if (state.focus === focus) return;
    focus = state.focus;
    mark();
  });
})(window.explorer);
