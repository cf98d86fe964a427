// What is read from the right is set apart by the same rule as in Python.
import assert from "node:assert/strict";
import examples from "../draw/directions.json" with { type: "json" };
import { setApart } from "../../assets/app/text/direction.js";
import { escaped } from "../../assets/app/text/markup.js";

for (const [text, apart] of examples) Deno.test(`set apart: ${text}`, () => assert.equal(setApart(text), apart));

Deno.test("words in markup are escaped and set apart", () => assert.equal(escaped("<קרן> 5 May"), "&lt;\u2068קרן\u2069&gt; 5 May"));
