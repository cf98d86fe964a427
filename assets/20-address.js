// The one state of the page: the parts of its address, as the server understood them. Nothing reads the address bar for a
// meaning: what was damaged, foreign or unknown in it is not in here, nor in the bar once the page is open.
// Changed by explorer.go, by Back and Forward, and where the server says that it understood something else.
window.explorer = window.explorer || {};
(function (explorer) {
  "use strict";
  const FOCUS = ["sel", "to", "order"]; // parts that change no view by themselves
  const WHOLE = "level=all"; // says nothing; but an empty address would lead to the landscape's default view

  const data = JSON.parse(document.getElementById("landscape-data").textContent);
  let parts = read(data.address);

  explorer.data = data;
  explorer.FOCUS = FOCUS;

  function read(text) {
    return new Map(new URLSearchParams(text));
  }

  function written(those) {
    return new URLSearchParams([...those]).toString().replace(/%2C/g, ",");
  }

  function changedBy(changes) {
    const next = new Map(parts);
    Object.entries(changes).forEach(([part, value]) => (value ? next.set(part, String(value)) : next.delete(part)));
    return next;
  }

  /** A part of the address; "" where it says nothing of it. */
  explorer.part = (name) => parts.get(name) || "";

  /** The address text, without "?", with some parts changed: {part: value, or "" to leave it out}. */
  explorer.query = (changes = {}) => written(changedBy(changes));

  /** The address text of some parts only, in an order that two same addresses share. */
  explorer.queryOf = (keep) => written([...parts].filter(([part]) => keep(part)).sort(([a], [b]) => (a < b ? -1 : 1)));

  /** What the address bar shows, or is about to. */
  function address() {
    const text = written(parts) || (data.default_view ? WHOLE : "");
    return location.pathname.replace(/^\/+/, "/") + (text ? "?" + text : ""); // two slashes would begin the name of a host
  }

  /** The link to what is shown. */
  explorer.link = () => new URL(address() + location.hash, location.href).href;

  const kept = () => ({ address: written(parts) });

  /** Changes parts of the address; everything follows. `gesture` names the control whose values make one entry. */
  explorer.go = function (changes, { gesture = "" } = {}) {
    const next = changedBy(changes);
    if (written(next) === written(parts)) return Promise.resolve();
    parts = next;
    explorer.record(address(), kept(), gesture);
    document.getElementById("notes").replaceChildren();
    return explorer.follow();
  };

  /** Selects a record everywhere; "" clears. A question about the one before goes with it. */
  explorer.select = (id) => explorer.go({ sel: id, to: "", order: "" });

  /** Asks how the selected record is connected to another; "" leaves the question. */
  explorer.connect = (id) => explorer.go({ to: id, order: "" });

  /** Takes what the server understood of a text where the page still says that text; whether anything changed.
   *  An answer leaves out what it does not depend on, so that of what is picked nothing can be told from it. */
  explorer.understood = function (asked, meant) {
    const [said, known] = [read(asked), read(meant)];
    const names = [...new Set([...said.keys(), ...known.keys()])].filter((name) => !FOCUS.includes(name));
    const other = names.filter((name) => said.get(name) !== known.get(name) && parts.get(name) === said.get(name));
    return amend(Object.fromEntries(other.map((name) => [name, known.get(name) || ""])));
  };

  /** Takes another record, or none, as the one that is picked, where the server does not know the one asked for. */
  explorer.picked = (id) => amend(id ? { sel: id } : { sel: "", to: "", order: "", steps: "" });

  function amend(changes) {
    const next = changedBy(changes);
    if (written(next) === written(parts)) return false;
    parts = next;
    explorer.amend(address() + location.hash, kept());
    return true;
  }

  /** Names a place on the page in the address bar, without going there. */
  explorer.place = (id) => explorer.amend(address() + "#" + id, kept());

  addEventListener("popstate", ({ state }) => {
    if (state && typeof state.address === "string") {
      const meant = explorer.recalled(state);
      parts = read(meant.address);
      document.getElementById("notes").replaceChildren();
      if (meant !== state) explorer.amend(address() + location.hash, kept());
      explorer.returned();
    } else explorer.amend(address() + location.hash, kept()); // a place on this page: what is shown stays
  });

  explorer.amend(address() + location.hash, kept());
})(window.explorer);
