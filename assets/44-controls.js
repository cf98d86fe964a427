// The controls of what is shown: plain inputs whose name is their part of the address. What the reader changes goes into the
// address; what the address says stands in the controls. Nothing here knows what a part means.
(function (explorer) {
  "use strict";
  const SETS = ["lanes", "kinds", "ties", "basis", "layers"];
  const CHOICES = ["level", "clock", "axis", "rows", "nodes", "steps"];
  const days = explorer.data.days;
  const slider = document.getElementById("asof-slider");
  const day = document.getElementById("asof-date");
  const ends = ["from", "until"].map((end) => document.getElementById(`window-${end}`));

  const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name=${name}]`)];
  const radios = (name) => [...document.querySelectorAll(`input[type=radio][name=${name}]`)];

  // --- from the controls into the address -------------------------------------------------------------------------

  function setOf(name) {
    const all = boxes(name), on = all.filter((box) => box.checked);
    return on.length === all.length ? "" : on.map((box) => box.value).sort().join(",") || "-";
  }

  /** The as-of day of a place on the slider; "" for the last, which is the landscape's own. */
  const dayAt = (place) => (place >= days.length - 1 ? "" : days[place]);

  function placeOf(iso) {
    let place = 0;
    while (place < days.length - 1 && days[place + 1] <= iso) place++;
    return place;
  }

  function step(by) {
    const place = Math.max(0, Math.min(days.length - 1, Number(slider.value) + by));
    explorer.go({ at: dayAt(place) }, { gesture: "step" });
  }

  slider.addEventListener("input", () => explorer.go({ at: dayAt(Number(slider.value)) }, { gesture: "slider" }));

  // --- days that are written --------------------------------------------------------------------------------------

  const note = document.createElement("p");

  function sayBelow(sentence) {
    note.textContent = sentence;
    if (sentence) document.getElementById("notes").replaceChildren(note);
    else note.remove();
  }

  explorer.dateField(day, {
    shown: () => explorer.part("at") || explorer.data.as_of,
    take: (iso) => explorer.go({ at: iso === explorer.data.as_of ? "" : iso }, { gesture: "day" }),
    refuses: (iso) => (iso > explorer.data.as_of ? `The data reach to ${words(explorer.data.as_of)}; ${words(iso)} is later.` : ""),
    say: sayBelow,
  });

  ends.forEach((field, place) => explorer.dateField(field, {
    shown: () => explorer.part(field.name),
    take: (iso) => explorer.go({ [field.name]: iso }, { gesture: field.name }),
    refuses(iso) {
      const other = explorer.part(place ? "from" : "until");
      const turned = other && (place ? iso < other : iso > other);
      return turned ? `The window would end before it begins: the other end is ${words(other)}.` : "";
    },
    say: (sentence) => { document.getElementById("window-note").textContent = sentence; },
  }));

  // --- everything else --------------------------------------------------------------------------------------------

  document.addEventListener("change", (event) => {
    const { name, type, value } = event.target;
    if (type === "checkbox" && SETS.includes(name)) explorer.go({ [name]: setOf(name) });
    else if (type === "radio" && CHOICES.includes(name)) explorer.go({ [name]: event.target.hasAttribute("data-default") ? "" : value }, { gesture: name });
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && button.dataset.go !== undefined) {
      const standing = button.closest("#shown, #empty");
      explorer.go(Object.fromEntries(new URLSearchParams(button.dataset.go)));
      if (standing) document.getElementById("timeline").focus({ preventScroll: true }); // the button goes with its filter
    } else if (button && (button.dataset.all || button.dataset.none)) {
      const name = button.dataset.all || button.dataset.none;
      explorer.go({ [name]: button.dataset.all ? "" : "-" });
    } else if (button && button.dataset.step) step(Number(button.dataset.step));
    else if (button && button.matches(".tidy")) explorer.go({ tidy: button.getAttribute("aria-pressed") === "true" ? "" : "1" });
    else if (button && button.id === "share-button") share(button);
    document.querySelectorAll("details.export[open], details.help[open], details.chooser[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const typing = event.target.closest("input:not([type=radio], [type=checkbox], [type=range]), textarea, select");
    if (event.key === "Escape") escape();
    else if (typing) return;
    else if (event.key === "/") {
      event.preventDefault();
      document.getElementById("search-field").focus();
    } else if (event.key === "?") toggleHelp();
    else if (event.key === "[") step(-1);
    else if (event.key === "]") step(1);
  });

  /** Closes what is open; where nothing is, clears the selection. */
  function escape() {
    const open = document.querySelector("details.export[open], details.help[open], details.chooser[open]");
    if (!open) return explorer.select("");
    open.open = false;
    open.querySelector("summary").focus();
  }

  function toggleHelp() {
    const help = document.querySelector("details.help");
    help.open = !help.open;
    help.querySelector("summary").focus();
  }

  async function share(button) {
    try {
      await navigator.clipboard.writeText(explorer.link());
      button.textContent = "Link copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { button.textContent = "Share"; }, 2500);
  }

  // --- from the address into the controls -------------------------------------------------------------------------

  function showControls() {
    SETS.forEach((name) => showSet(name, explorer.part(name)));
    CHOICES.forEach((name) => {
      const value = explorer.part(name);
      radios(name).forEach((radio) => { radio.checked = value ? radio.value === value : radio.hasAttribute("data-default"); });
    });
    const focus = explorer.part("sel");
    radios("steps").forEach((radio) => { radio.disabled = !focus && !radio.hasAttribute("data-default"); });
    document.querySelector("button.tidy").setAttribute("aria-pressed", String(explorer.part("tidy") === "1"));
    showDay(explorer.part("at"));
    showWindow(explorer.part("from"), explorer.part("until"));
  }

  function showSet(name, value) {
    const all = boxes(name), on = value ? new Set(value.split(",")) : null;
    all.forEach((box) => { box.checked = on === null || on.has(box.value); });
    const ticked = all.filter((box) => box.checked).length;
    chosen(name, ticked === all.length ? "all" : `${ticked} of ${all.length}`);
  }

  function chosen(part, words) {
    document.querySelector(`details.chooser[data-part=${part}] .chosen`).textContent = words;
  }

  function showDay(at) {
    const iso = at || explorer.data.as_of;
    const said = words(iso);
    if (placeOf(iso) !== Number(slider.value)) slider.value = placeOf(iso);
    slider.setAttribute("aria-valuetext", said);
    if (day.value !== iso) day.value = iso;
    document.getElementById("asof-words").textContent = said;
  }

  function showWindow(from, until) {
    [from, until].forEach((iso, place) => { if (ends[place].value !== iso) ends[place].value = iso; });
    document.getElementById("window-note").textContent = "";
    chosen("window", from || until ? `${from.slice(0, 4)}–${until.slice(0, 4)}` : "whole");
  }

  const dayWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  function words(iso) {
    return dayWords.format(new Date(iso + "T00:00:00Z"));
  }

  explorer.onAddress(showControls);
  showControls();
})(window.explorer);
