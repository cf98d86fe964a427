// What the page's modules work out without a page: addresses, words, hits, a saved page's days, lines of the network, PNG.
import assert from "node:assert/strict";
import { ageWords, isoDay } from "../../assets/panel/since.js";
import { changedParts, readParts, understoodOtherwise, writtenParts } from "../../assets/app/state/address_text.js";
import { escaped, n, path, text } from "../../assets/app/text/markup.js";
import { patched, savedDays } from "../../assets/saved/saved_days.js";
import { named } from "../../assets/saved/saved_search.js";
import { amount, collator, counted, dayInWords, dayNumber, dayOf, isOwnHost, placeOfDay, plainText, spaced } from "../../assets/app/text/words.js";
import { remembered, walked } from "../../assets/controls/hits.js";
import { nearestThatWay } from "../../assets/network/geometry.js";

Deno.test("an address is read and written as the same text, commas legible", () => {
  const address = "lanes=city,state&q=a%26b%3Dc";
  assert.equal(writtenParts(readParts(address)), address);
});

Deno.test("a part that becomes nothing is left out, others stay where they are", () => {
  const parts = readParts("sel=a&axis=true");
  assert.equal(writtenParts(changedParts(parts, { sel: "", rows: "actor" })), "axis=true&rows=actor");
  assert.equal(writtenParts(parts), "sel=a&axis=true", "and what was given is not changed");
});

Deno.test("a part's name may be any word", () => {
  const parts = readParts("__proto__=x&toString=y");
  assert.deepEqual([parts.get("__proto__"), parts.get("toString"), parts.get("valueOf")], ["x", "y", undefined]);
});

Deno.test("what the server understood otherwise is taken where the page still says it", () => {
  const parts = readParts("axis=sideways&rows=actor&sel=a");
  assert.deepEqual(understoodOtherwise(parts, "axis=sideways&rows=lane&sel=a", "rows=kind", ["sel"]), { axis: "" });
});

Deno.test("a day is said in words, whatever the reader's own time", () => {
  assert.equal(dayInWords("2025-07-21"), "21 July 2025");
  assert.equal(dayInWords("1000-01-01"), "1 January 1000");
});

Deno.test("a day and its number are each other's", () => {
  for (const iso of ["1969-12-31", "1970-01-01", "2024-02-29", "2100-03-01"]) assert.equal(dayOf(dayNumber(iso)), iso);
});

Deno.test("a day stands at the last stop that is not after it, and before all at the first", () => {
  const days = ["2024-05-01", "2024-06-01", "2025-01-01"];
  assert.deepEqual(["2024-04-30", "2024-05-31", "2024-06-01", "2030-01-01"].map((iso) => placeOfDay(days, iso)), [0, 0, 1, 2]);
});

Deno.test("numbers and sizes are written as people write them", () => {
  assert.deepEqual([1, 1234, 1234567].map(spaced), ["1", "1\u202f234", "1\u202f234\u202f567"]);
  assert.deepEqual([counted(1, "event"), counted(2, "event"), counted("0", "actor")], ["1 event", "2 events", "0 actors"]);
  assert.deepEqual([10, 1499, 2_345_678].map(amount), ["1 kB", "1 kB", "2.3 MB"]);
});

Deno.test("words are compared without accents and case, and sorted with their numbers by value", () => {
  assert.equal(plainText(" Señor ÁLVAREZ "), "senor alvarez");
  assert.deepEqual(["R-18", "r-7", "Álamo"].sort(collator.compare), ["Álamo", "r-7", "R-18"]);
});

Deno.test("markup is escaped, numbers are short", () => {
  assert.equal(escaped(`<a href="x">'&`), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  assert.deepEqual([n(1), n(1.25), n(-0.04)], ["1", "1.3", "0"]);
  assert.equal(path("tl-grid", ""), "");
  assert.equal(text("a", 1, 2.04, "<"), '<text class="a" x="1" y="2">&lt;</text>');
});

Deno.test("what was taken lately stands first, once, without its marks", () => {
  const hit = (id, name) => ({ type: "actor", id, name, kind: [["person"]] });
  const lately = remembered([hit("b", [["B"]]), hit("a", [["A"]])], hit("a", [["A", 1], ["lice"]]));
  assert.deepEqual(lately.map(({ id, name }) => [id, name]), [["a", [["Alice"]]], ["b", [["B"]]]]);
});

Deno.test("arrows walk hits around both ends", () => {
  assert.deepEqual([walked(-1, true, 3), walked(-1, false, 3), walked(2, true, 3), walked(0, false, 3)], [0, 2, 0, 2]);
});

Deno.test("a change makes one folded value into the next", () => {
  const turns = [[undefined, 3, 3], [1, [0, 0, 5, 6], [5, 6]], [[1, 2, 3], [1, 1, 9], [1, 9, 3]], [{ a: 1, b: 2 }, { b: null, c: 4 }, { a: 1, c: 4 }], [{ a: [1, 2] }, { a: [2, 0, 3] }, { a: [1, 2, 3] }]];
  for (const [before, patch, after] of turns) assert.equal(JSON.stringify(patched(before, patch)), JSON.stringify(after));
});

Deno.test("a saved page shows and tells what held on the last day not after the one chosen", () => {
  const view = { timeline: 0, network: {}, threads: {}, ties: {}, shown: 1, empty: 2, spoken: 2, chronicle: [0, 0, 3] };
  const file = savedDays(
    { records: [{ id: "a", type: "actor", name: "Ann & Co", kind: "person", also: [] }], tags: ["<li>"], publishers: ["Times"] },
    {
      days: ["2024-01-01", "2025-01-01"],
      leaves: [{ marks: [] }, "<b>1</b>", "", "<0><r a></li>", "Ann<c 1@L3>", ["Ann", ["e"], []]],
      clocks: { happened: { views: [[0, view], [1, { shown: 2, ties: { a: 5 } }]], told: { a: [[0, [0, 0, 4]]] } } },
    },
  );
  assert.deepEqual([file.viewAt(0, "happened").shown, file.viewAt(1, "happened").shown], ["<b>1</b>", ""]);
  assert.equal(file.viewAt(1, "happened").chronicle, '<li><a class="record" href="#?sel=a" data-id="a">Ann &amp; Co</a></li>');
  assert.equal(file.toldAt("a", 1, "happened"), 'Ann<sup class="cites"><a href="#source-1" title="Times@L3" aria-label="1: Times@L3">1</a></sup>');
  assert.deepEqual([file.viewAt(0, "happened").ties, file.viewAt(1, "happened").ties], [{}, { a: ["Ann", ["e"], []] }]);
});

Deno.test("a name is found by all of it, by how it begins, by words in it and by other names, best first", () => {
  const record = (id, name, also = [], type = "actor") => ({ id, type, name, kind: "", also });
  const records = [record("b", "New Ann Society"), record("a", "Ann"), record("c", "Annex"), record("d", "HB 9", ["Ann’s act"], "instrument")];
  const found = (text) => named(records, text).groups.map(({ name, count, hits }) => [name, count, hits.map(({ id }) => id)]);
  assert.deepEqual(found("ANN"), [["Actors", 3, ["a", "c", "b"]], ["Instruments", 1, ["d"]]]);
  assert.deepEqual(found("society new"), [["Actors", 1, ["b"]]]);
  assert.equal(named(records, "nobody").said, "Nothing in this file is called that.");
});

Deno.test("an arrow key leads to the nearest node that way", () => {
  const places = new Map([["right", { x: 100, y: 20 }], ["far", { x: 300, y: 0 }], ["left", { x: -10, y: 0 }], ["hidden", { x: 20, y: 0 }]]);
  const shown = (id) => id !== "hidden";
  assert.equal(nearestThatWay(places, { x: 0, y: 0 }, [1, 0], shown), "right");
  assert.equal(nearestThatWay(places, { x: 0, y: 0 }, [0, -1], shown), "");
});

Deno.test("how old the data are is told by the reader's own clock, and nothing of a day ahead", () => {
  assert.equal(isoDay(new Date(2026, 2, 5)), "2026-03-05");
  assert.equal(ageWords("2026-03-11", "2026-03-11"), "");
  assert.equal(ageWords("2026-03-11", "2025-01-01"), "");
  assert.equal(ageWords("2026-03-11", "2026-03-12"), "The data end a day ago. ");
  assert.equal(ageWords("2026-03-11", "2026-03-31"), "The data end 20 days ago. ");
  assert.equal(ageWords("2026-03-11", "2026-11-28"), "The data end 8 months ago. ");
});

Deno.test("an address of this machine or its own network is known from one that leads there from anywhere", () => {
  const own = ["localhost", "127.0.0.1", "10.1.2.3", "172.20.0.1", "192.168.1.5", "[::1]", "[fd00::1]", "box.local", ""];
  const others = ["policy.example", "172.32.0.1", "8.8.8.8", "[2001:db8::1]", "localhost.example"];
  assert.deepEqual(own.filter((host) => !isOwnHost(host)), []);
  assert.deepEqual(others.filter(isOwnHost), []);
});
