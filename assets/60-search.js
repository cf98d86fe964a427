// Fields that find records as one types: comboboxes over names, titles, numbers and summaries, forgiving of case and
// accents. One selects what is found; one asks how the selected record is connected with it.
(function (explorer) {
  "use strict";
  const MOST = 12;

  function plain(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  const index = Object.entries(explorer.data.records || {}).map(([id, record]) => ({
    id, ...record, key: plain(record.name), text: plain(record.name + " " + record.words),
  }));

  /** Records that hold every word typed; those whose name begins with it first. */
  function matches(typed) {
    const words = plain(typed).split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    const rank = (record) => (record.key.startsWith(words[0]) ? 0 : record.key.includes(words[0]) ? 1 : 2);
    return index
      .filter((record) => words.every((word) => record.text.includes(word)))
      .sort((a, b) => rank(a) - rank(b) || a.weight - b.weight || a.name.localeCompare(b.name));
  }

  /** Makes a field a combobox over the records that are `wanted`; `chosen(id)` is called with what the reader takes. */
  function combobox(fieldId, listId, wanted, chosen) {
    const field = document.getElementById(fieldId);
    const list = document.getElementById(listId);
    let found = [], active = -1;

    function show() {
      const all = matches(field.value).filter(wanted);
      found = all.slice(0, MOST);
      active = found.length ? 0 : -1;
      list.replaceChildren(...found.map(option));
      if (field.value.trim() && !all.length) list.append(note("Nothing here is called that. Try a name or a number, such as a bill’s."));
      if (all.length > MOST) list.append(note(`${all.length - MOST} more: type more of the name.`));
      open(field.value.trim() !== "");
      mark();
    }

    function option(record, place) {
      const item = document.createElement("li");
      item.id = list.id + "-" + place;
      item.setAttribute("role", "option");
      const name = document.createElement("b");
      name.textContent = record.name;
      const kind = document.createElement("span");
      kind.textContent = " " + record.kind;
      item.append(name, kind);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(place); });
      return item;
    }

    function note(text) {
      const item = document.createElement("li");
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      item.className = "quiet";
      item.textContent = text;
      return item;
    }

    function open(yes) {
      list.hidden = !yes;
      field.setAttribute("aria-expanded", String(yes));
    }

    function mark() {
      [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === active)));
      if (active >= 0) field.setAttribute("aria-activedescendant", list.id + "-" + active);
      else field.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      if (!found[place]) return;
      chosen(found[place].id);
      field.value = "";
      open(false);
    }

    field.addEventListener("input", show);
    field.addEventListener("blur", () => open(false));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !list.hidden) {
        field.value = "";
        open(false);
        event.preventDefault();
      } else if (event.key === "Enter") {
        choose(active);
        event.preventDefault();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && found.length) {
        active = (active + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length;
        mark();
        event.preventDefault();
      }
    });
  }

  combobox("search-field", "search-list", () => true, explorer.select);
  combobox("ask-field", "ask-list", (record) => record.type !== "instrument", explorer.connect);
})(window.explorer);
