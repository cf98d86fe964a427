// What is done after the frame that answers an input: in which order, how often, and what comes in between.
import assert from "node:assert/strict";
import { inTurn, once } from "../../assets/app/state/in_turn.js";

/** A turn whose tasks are done one by one, and what was done. */
function turn() {
  const tasks = [], firsts = [], done = [];
  const later = inTurn((act, first) => { tasks.push(act); firsts.push(first); });
  return { done, firsts, later, does: (name) => later(name, () => done.push(name)), one: () => tasks.shift()?.(), left: () => tasks.length };
}

Deno.test("nothing is done at once, and each piece in a task of its own", () => {
  const { done, does, one, left } = turn();
  does("timeline");
  does("network");
  assert.deepEqual([done, left()], [[], 1]);
  one();
  assert.deepEqual([done, left()], [["timeline"], 1]);
  one();
  assert.deepEqual([done, left()], [["timeline", "network"], 0]);
});

Deno.test("only the first piece waits for a frame, also after a rest", () => {
  const { firsts, does, one } = turn();
  for (const name of ["a", "b"]) does(name);
  for (const _ of [1, 2]) one();
  does("c");
  assert.deepEqual(firsts, [true, false, true]);
});

Deno.test("what is to follow a piece is asked for once it is done, when it is known how long it took", () => {
  const { later, does, one, left } = turn();
  let during = -1;
  later("long", () => { during = left(); });
  does("next");
  one();
  assert.deepEqual([during, left()], [0, 1]);
});

Deno.test("the newest of a name takes the place of one that has not begun, after what was asked for before it", () => {
  const { done, later, one } = turn();
  later("pick", () => done.push("first pick"));
  later("view", () => done.push("view"));
  later("pick", () => done.push("second pick"));
  for (const _ of [1, 2, 3]) one();
  assert.deepEqual(done, ["view", "second pick"]);
});

Deno.test("a name that is asked for again while it alone waits is done once", () => {
  const { done, does, one, left } = turn();
  does("draw");
  does("draw");
  assert.equal(left(), 1);
  one();
  assert.deepEqual([done, left()], [["draw"], 0]);
});

Deno.test("a piece may ask for more, and one that fails stops none", () => {
  const { done, later, does, one } = turn();
  later("fails", () => { throw new Error("it does"); });
  later("asks", () => does("asked"));
  assert.throws(one, /it does/);
  one();
  one();
  assert.deepEqual(done, ["asked"]);
});

Deno.test("what a frame and a clock both may begin is begun once, also where it fails", () => {
  let begun = 0;
  const go = once(() => {
    begun++;
    throw new Error("it does");
  });
  assert.throws(go, /it does/);
  go();
  assert.equal(begun, 1);
});

Deno.test("of pieces of which one fails in its frame the others follow, and what is asked for then waits for a frame again", () => {
  const starts = [], firsts = [], done = [];
  const later = inTurn((act, first) => { firsts.push(first); starts.push(once(act)); });
  later("fails", () => { throw new Error("it does"); });
  later("next", () => done.push("next"));
  const [frame] = starts;
  assert.throws(frame, /it does/);
  frame(); // the clock, too late
  assert.deepEqual(done, []);
  starts[1]();
  later("after", () => done.push("after"));
  starts[2]();
  assert.deepEqual([done, firsts], [["next", "after"], [true, false, true]]);
});
