// The controls of a page that was saved as one file: the as-of day, the clock, the field that finds a name, the keyboard.
(function (explorer) {
  "use strict";
  const { days, clocks, names } = explorer.data;
  const slider = document.getElementById("asof-slider"), day = document.getElementById("asof-date");
  const field = document.getElementById("search-field"), notes = document.getElementById("notes");
  const radios = [...document.querySelectorAll("input[name=clock]")];
  const dayWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const words = (iso) => dayWords.format(new Date(iso + "T00:00:00Z"));

  /** The day of a place; "" for the last, which is the file's own. */
  const dayAt = (place) => (place >= days.length - 1 ? "" : days[place]);

  function step(by) {
    explorer.go({ at: dayAt(Math.max(0, Number(slider.value) + by)) }, { gesture: "step" });
  }

  explorer.showControls = function ({ at, clock }) {
    const iso = at || explorer.data.as_of, said = words(iso);
    if (explorer.placeOf(at) !== Number(slider.value)) slider.value = explorer.placeOf(at);
    slider.setAttribute("aria-valuetext", said);
    if (day.value !== iso) day.value = iso;
    document.getElementById("asof-words").textContent = said;
    radios.forEach((radio) => { radio.checked = radio.value === clock; });
    notes.replaceChildren();
  };

  /** Shows the last day held that is not after the one chosen, and says so where it is another. */
  function choose(iso) {
    const place = iso ? explorer.placeOf(iso) : days.length - 1, held = days[place];
    explorer.go({ at: dayAt(place) }, { gesture: "day" });
    explorer.showControls({ at: dayAt(place), clock: (radios.find((radio) => radio.checked) || { value: clocks[0] }).value });
    if (iso && held !== iso) say(`This file holds the days on which something changes; the one before ${words(iso)} is ${words(held)}.`);
  }

  const note = document.createElement("p");

  function say(sentence) {
    note.textContent = sentence;
    if (sentence) notes.replaceChildren(note);
    else note.remove();
  }

  explorer.dateField(day, {
    shown: () => days[slider.value],
    take: choose,
    refuses: (iso) => (iso > explorer.data.as_of ? `The data reach to ${words(explorer.data.as_of)}; ${words(iso)} is later.` : ""),
    say,
  });

  slider.addEventListener("input", () => explorer.go({ at: dayAt(Number(slider.value)) }, { gesture: "slider" }));

  document.addEventListener("change", (event) => {
    if (event.target.name === "clock") explorer.go({ clock: event.target.value });
    else if (event.target === field) find();
  });

  // --- finding a name ---------------------------------------------------------------------------------------------

  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim().toLowerCase();
  const options = [...new Set(names.map(({ name }) => name))].sort().map((name) => Object.assign(document.createElement("option"), { value: name }));
  document.getElementById("names").append(...options);

  /** Selects the record of that name, else the first whose name begins so, else the first that holds it. */
  function find() {
    const typed = plain(field.value);
    if (!typed) return;
    const by = (fits) => names.find(({ name }) => fits(plain(name)));
    const found = by((name) => name === typed) || by((name) => name.startsWith(typed)) || by((name) => name.includes(typed));
    if (found) explorer.select(found.id);
    else explorer.say(`Nothing here is called ${field.value}.`);
    field.value = "";
    if (!found) field.placeholder = "Nothing is called that";
  }

  // --- buttons and keys -------------------------------------------------------------------------------------------

  const help = document.querySelector("details.help");

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.step) step(Number(button.dataset.step));
    else if (button && button.dataset.go !== undefined) {
      explorer.go(Object.fromEntries(new URLSearchParams(button.dataset.go)));
      document.getElementById("timeline").focus({ preventScroll: true }); // the button goes with what it ends
    } else if (button && button.matches(".zoom")) {
      const zoom = button.dataset.picture === "timeline" ? explorer.timelineZoom : explorer.networkZoom;
      zoom(button.dataset.zoom);
    }
    if (!help.contains(event.target)) help.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest("input:not([type=radio], [type=range])");
    if (event.key === "Enter" && event.target === field) find();
    else if (event.key === "Escape" && typing) typing.blur();
    else if (event.key === "Escape") escape();
    else if (typing) return;
    else if (event.key === "/") {
      event.preventDefault();
      field.focus();
    } else if (event.key === "?") toggleHelp();
    else if (event.key === "[") step(-1);
    else if (event.key === "]") step(1);
  });

  function escape() {
    if (help.open) toggleHelp();
    else explorer.select("");
  }

  function toggleHelp() {
    help.open = !help.open;
    help.querySelector("summary").focus();
  }
})(window.explorer);
