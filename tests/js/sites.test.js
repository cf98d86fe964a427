// Which sites may show the page in a frame.
import assert from "node:assert/strict";
import { isOneOf, originOf } from "../../assets/export/sites.js";

const SITES = ["https://news.example", "https://*.blog.example:8443", "http://127.0.0.1:8050"];

for (const [origin, may] of [
  ["https://news.example", true],
  ["https://a.blog.example:8443", true],
  ["https://a.b.blog.example:8443", true],
  ["http://127.0.0.1:8050", true],
  ["http://news.example", false],
  ["https://news.example.evil.example", false],
  ["https://blog.example:8443", false],
  ["https://a.blog.example", false],
  ["https://evilblog.example:8443", false],
  ["", false],
]) Deno.test(`a frame in ${origin || "nowhere"}: ${may}`, () => assert.equal(isOneOf(/** @type {string} */ (origin), SITES), may));

Deno.test("an origin is read from an address, and none from what is no address", () => {
  assert.equal(originOf("https://news.example:443/a?b"), "https://news.example");
  assert.equal(originOf(""), "");
  assert.equal(originOf("about:blank"), "");
});
