"""Scripts by which a page that stays open from test to test comes to a view, and is left as it was first."""

from __future__ import annotations

LOOKS = """() => {
  const { dataset, className } = document.documentElement, { from, to } = look().timeline;
  const place = (one) => { const { x, y, width } = one.getBoundingClientRect(); return [x, y, width].map(Math.round); };
  const shown = [...document.querySelectorAll("main [id], header [id], .size-2 .node, .tl-mark")].map(place);
  const fields = [...document.querySelectorAll("input")].map(({ value, checked }) => [value, checked]);
  const opened = [...document.querySelectorAll("details[open], dialog[open]")].map((one) => one.className);
  return JSON.stringify([dataset, className, scrollY, document.activeElement.tagName, from, to, fields, opened,
    document.body.innerText, shown.filter(([,, width]) => width), localStorage.length]);
}"""
"""What a reader sees of a page, finds chosen in it and has kept."""

TOLD = """(query) => {
  const asked = query ? [...new URLSearchParams(query)] : [];
  const drawing = /drawing/.test(document.getElementById("network-summary").textContent);
  const told = document.querySelector("#details-body > [data-of]")?.dataset.of ?? "";
  return asked.every(([name, value]) => look().part(name) === value) && (query || !look().address) && !drawing
    && told === look().part("sel") && !document.querySelector("[aria-busy='true']")
    && (told || document.documentElement.dataset.view === look().ordered);
}"""
"""Whether all of a view is told."""

OWN = """() => {
  const { view, timeline } = look();
  if (!view.timeline || view.timeline === timeline.meta) return;
  Object.assign(timeline, { from: 0, to: 1000 });
  door.take(view.timeline);
}"""
"""Has a page draw its own events again, where a test has put others there."""

FOLLOW = """(query) => {
  const link = Object.assign(document.createElement("a"), { href: "?" + query });
  link.dataset.view = query;
  document.getElementById("details").append(link);
  link.click();
  link.remove();
}"""
"""Follows a link to a view."""

LEAVE = """() => {
  document.activeElement.blur();
  void door.go(Object.fromEntries([...new URLSearchParams(look().address)].map(([name]) => [name, ""])));
}"""
"""Leaves all that is chosen, and the keyboard where it is on a page that opens."""

FORGET = "() => { try { sessionStorage.clear(); } catch { /* where no page came there is none */ } }"

QUIET = """() => {
  document.getElementById("live").replaceChildren();
  document.activeElement.blur();
  scrollTo(0, 0);
}"""
"""Says nothing aloud, has the keyboard nowhere and the page at its top."""
