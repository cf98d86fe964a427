// The controls of what is shown: plain inputs whose name is their part of the address. What the reader changes goes into the
// address; what the address says stands in the controls. Nothing here knows what a part means.
(function (explorer) {
  "use strict";
  const SETS = ["lanes", "kinds", "ties", "basis", "layers"];
  const CHOICES = ["level", "clock", "axis", "rows", "nodes", "steps"];
  const days = explorer.data.days;
  const slider = document.getElementById("asof-slider");
  const day = document.getElementById("asof-date");
  let sliding = false;

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
    explorer.go({ at: dayAt(place) });
  }

  document.addEventListener("input", (event) => {
    if (event.target !== slider) return;
    explorer.go({ at: dayAt(Number(slider.value)) }, { replace: sliding });
    sliding = true;
  });

  document.addEventListener("change", (event) => {
    const { name, type, value } = event.target;
    if (event.target === slider) sliding = false;
    else if (event.target === day) explorer.go({ at: value && value < explorer.data.as_of ? value : "" });
    else if (type === "date" && (name === "from" || name === "until")) explorer.go({ [name]: value });
    else if (type === "checkbox" && SETS.includes(name)) explorer.go({ [name]: setOf(name) });
    else if (type === "radio" && CHOICES.includes(name)) explorer.go({ [name]: event.target.hasAttribute("data-default") ? "" : value });
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
      await navigator.clipboard.writeText(location.href);
      button.textContent = "Link copied";
    } catch {
      button.textContent = "Copy it from the address bar";
    }
    setTimeout(() => { button.textContent = "Share"; }, 2500);
  }

  // --- from the address into the controls -------------------------------------------------------------------------

  explorer.showControls = function () {
    const query = new URLSearchParams(location.search);
    SETS.forEach((name) => showSet(name, query.get(name)));
    CHOICES.forEach((name) => {
      const value = query.get(name);
      radios(name).forEach((radio) => { radio.checked = value === null ? radio.hasAttribute("data-default") : radio.value === value; });
    });
    const focus = query.get("sel");
    radios("steps").forEach((radio) => { radio.disabled = !focus && !radio.hasAttribute("data-default"); });
    document.querySelector("button.tidy").setAttribute("aria-pressed", String(query.get("tidy") === "1"));
    showDay(query.get("at"));
    showWindow(query.get("from") || "", query.get("until") || "");
  };

  function showSet(name, value) {
    const all = boxes(name), on = value === null ? null : new Set(value.split(","));
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
    slider.value = placeOf(iso);
    slider.setAttribute("aria-valuetext", said);
    day.value = iso;
    document.getElementById("asof-words").textContent = said;
  }

  function showWindow(from, until) {
    document.getElementById("window-from").value = from;
    document.getElementById("window-until").value = until;
    chosen("window", from || until ? `${from.slice(0, 4)}–${until.slice(0, 4)}` : "whole");
  }

  const dayWords = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  function words(iso) {
    return dayWords.format(new Date(iso + "T00:00:00Z"));
  }

  explorer.showControls();
})(window.explorer);
