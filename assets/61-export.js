// The export dialog: what the reader chooses goes to the server as options behind the page's own address; what the file
// will be comes back (its name, pages, first lines), and then the file. A PNG is painted in the browser (62-png.js).
(function (explorer) {
  "use strict";
  const PATIENT = 120000; // ms that the making of a file may take to begin
  const LATER = 150; // ms: how long the preview waits while a slider moves
  const dialog = document.getElementById("export-dialog");
  const opener = document.getElementById("export-button");
  const form = dialog.querySelector("form");
  const part = (name) => dialog.querySelector(`.take-${name}`);
  const said = part("said"), go = part("go"), pages = part("pages"), peek = part("peek"), about = part("about");
  let plan = null, asking = null, waiting = 0, making = null, themed = false;

  const inputs = (name) => [...form.querySelectorAll(`input[name=take-${name}]`)];
  const chosen = (name) => inputs(name).find((input) => input.checked);
  const value = (name) => chosen(name).value;
  const focus = () => explorer.part("sel");

  // --- what is asked for ------------------------------------------------------------------------------------------

  const paged = () => chosen("format").dataset.pages === "yes";
  const shows = (format, view) => format.dataset.views.split(" ").includes(view);

  /** The view in the file's address: a file of data holds all that is shown, so any view that it knows will do. */
  function view() {
    const format = chosen("format");
    return shows(format, value("what")) ? value("what") : format.dataset.views.split(" ")[0];
  }

  function query() {
    if (!paged()) return explorer.query();
    const ticked = view() === "deck" ? inputs("actor").filter((box) => box.checked).map((box) => box.value) : [];
    const scale = value("format") === "png" ? value("scale") : "";
    return explorer.query({ ...look(), scale, actors: ticked.join(",") });
  }

  const look = () => ({ size: value("size"), theme: value("theme"), "text-scale": form.elements["take-text"].value });

  const address = (kind) => `take/${kind}${view()}.${value("format")}?${query()}`;

  /** What the server sends; an error's message is told in the dialog. `again` where it is not asked for by a button of its own. */
  function answered(url, signal, as, again) {
    const missed = again ? { what: "export", said: "No file can be made now.", again } : {};
    return explorer.fetched(url, { as, signal, wait: PATIENT, tells: true, ...missed });
  }

  // --- choices and preview ----------------------------------------------------------------------------------------

  function describe(input, words) {
    const said = input.closest("label").querySelector(".quiet");
    input.dataset.words = input.dataset.words || said.textContent.trim();
    said.textContent = ` ${words || input.dataset.words}`;
  }

  /** What can be chosen now: nothing that no file could show. */
  function fit() {
    const ties = explorer.tiesOf(focus());
    const details = inputs("what").find((input) => input.value === "details");
    details.disabled = !ties;
    const why = focus() ? "the filters leave out what is selected" : "select a record on the page first";
    describe(details, ties ? `of ${ties.name}` : why);
    if (details.disabled && details.checked) inputs("what")[0].checked = true;
    inputs("format").forEach((input) => {
      input.disabled = input.dataset.purpose === "slides" && !shows(input, value("what"));
      describe(input, input.disabled ? `not of a ${value("what")}` : input.dataset.words);
    });
    if (chosen("format").disabled) inputs("format").find((input) => !input.disabled).checked = true;
    const near = inputs("whose").find((input) => input.value === "near");
    near.disabled = !ties;
    near.nextElementSibling.textContent = ties ? `${ties.name} and who it is tied to` : "What is selected – nothing is";
    if (near.disabled) inputs("whose")[0].checked = true;
    part("look").hidden = !paged();
    part("scales").hidden = value("format") !== "png";
    part("note").hidden = chosen("format").dataset.purpose === "slides";
    part("deck").hidden = view() !== "deck";
    const text = Math.round(100 * form.elements["take-text"].value) + " %";
    form.querySelector("output").value = text;
    form.elements["take-text"].setAttribute("aria-valuetext", text);
  }

  /** Asks what the file will be and shows it; the latest wish wins. */
  async function preview() {
    if (asking) asking.abort();
    const mine = (asking = new AbortController());
    pages.classList.add("old");
    try {
      if (view() === "deck" && !inputs("actor").length) await offerActors(mine.signal);
      plan = await answered(address("plan/"), mine.signal, "json", preview);
      show();
    } catch (error) {
      if (error.name === "AbortError") return;
      plan = null;
      pages.replaceChildren();
      peek.hidden = true;
      about.textContent = error.message;
    }
    pages.classList.remove("old");
  }

  function show() {
    go.disabled = false;
    part("shown").textContent = `Of what the page shows. ${plan.shown}`;
    const count = plan.pages ? plan.pages.length : 0;
    const facts = [plan.name, plan.size, count > 1 ? `${count} pages` : "", plan.bytes ? amount(plan.bytes) : ""];
    about.textContent = facts.filter(Boolean).join(" · ");
    pages.classList.toggle("deck", view() === "deck");
    pages.replaceChildren(...(plan.pages || []).map(picture));
    peek.hidden = !plan.peek;
    peek.textContent = plan.peek || "";
  }

  function picture(title, place) {
    const figure = document.createElement("figure"), image = document.createElement("img"), caption = document.createElement("figcaption");
    image.alt = `Page ${place + 1}: ${title}`;
    image.loading = place > 1 ? "lazy" : "eager";
    image.src = address(`page/${place + 1}/`);
    caption.textContent = `${place + 1}  ${title}`;
    figure.append(image, caption);
    return figure;
  }

  /** Boxes for who gets a slide, as the server offers them for what is shown. */
  async function offerActors(signal) {
    const offered = await answered(`take/actors?${explorer.query()}`, signal, "json", preview);
    part("actors").replaceChildren(...offered[value("whose")].map(([id, name]) => {
      const label = document.createElement("label"), box = document.createElement("input"), words = document.createElement("span");
      Object.assign(box, { type: "checkbox", name: "take-actor", value: id, checked: true });
      words.textContent = name;
      label.append(box, words);
      return label;
    }));
  }

  function changed(event) {
    const { name } = event.target;
    if (name === "take-whose") part("actors").replaceChildren();
    said.textContent = "";
    go.disabled = true; // what is chosen now is not yet what is shown
    fit();
    clearTimeout(waiting);
    waiting = setTimeout(preview, name === "take-text" ? LATER : 0);
  }

  // --- the file ---------------------------------------------------------------------------------------------------

  function amount(bytes) {
    return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
  }

  function save(blob, name) {
    const href = URL.createObjectURL(blob);
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
    said.textContent = `Saved ${name} (${amount(blob.size)}).`;
  }

  async function download(signal) {
    const { name } = plan;
    said.textContent = "Making the file …";
    const png = value("format") === "png";
    save(await (png ? explorer.takePicture(Number(value("scale")), signal).catch(() => server(signal)) : made(signal)), name);
  }

  /** Reads the lines that say how far it is, and then the file. */
  async function made(signal) {
    const reader = (await answered(address("making/"), signal, "response")).body.getReader();
    let held = new Uint8Array();
    for (;;) {
      const { done, value: piece } = await reader.read();
      if (done) throw new Error("The server ended before the file was whole.");
      held = joined([held, piece]);
      for (let end = held.indexOf(10); end >= 0; end = held.indexOf(10)) {
        const told = JSON.parse(new TextDecoder().decode(held.subarray(0, end)));
        held = held.subarray(end + 1);
        if (told.error) throw new Error(told.error);
        if (told.bytes !== undefined) return new Blob([await rest(reader, held, told.bytes)], { type: told.type });
        said.textContent = `Page ${told.page} of ${told.of} …`;
      }
    }
  }

  async function rest(reader, first, length) {
    const held = [first];
    for (let next = await reader.read(); !next.done; next = await reader.read()) held.push(next.value);
    const file = joined(held);
    if (file.length !== length) throw new Error("The file did not arrive whole.");
    return file;
  }

  function joined(pieces) {
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    pieces.forEach((piece) => { whole.set(piece, at); at += piece.length; });
    return whole;
  }

  /** A PNG of the picture that is chosen, so many pixels for each of its own; of a deck, of its timeline. */
  explorer.takePicture = async function (scale, signal) {
    const drawn = value("what") === "deck" ? "timeline" : value("what");
    return explorer.paintPng(await answered(`take/${drawn}.svg?${explorer.query(look())}`, signal, "text"), scale);
  };

  async function server(signal) {
    return answered(address(""), signal, "blob");
  }

  // --- the dialog -------------------------------------------------------------------------------------------------

  opener.addEventListener("click", () => {
    if (!themed) inputs("theme").forEach((input) => { input.checked = input.value === explorer.theme(); });
    themed = true;
    said.textContent = "";
    part("actors").replaceChildren();
    go.disabled = true;
    dialog.showModal();
    fit();
    preview();
  });

  part("close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside it
  dialog.addEventListener("keydown", (event) => event.stopPropagation()); // its keys are not the page's
  dialog.addEventListener("close", () => {
    [asking, making].forEach((work) => work && work.abort());
    explorer.server.forget("export");
  });
  form.addEventListener("input", changed);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (making || !plan) return;
    making = new AbortController();
    go.setAttribute("aria-disabled", "true");
    try {
      await download(making.signal);
    } catch (error) {
      said.textContent = error.name === "AbortError" ? "" : error.message;
    } finally {
      making = null;
      go.removeAttribute("aria-disabled");
    }
  });
})(window.explorer);
