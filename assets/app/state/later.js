// @ts-check
// The page's own turn: the frame that answers an input is on the screen first, then the pieces follow, each in a task of its own.
import { inTurn, once } from "./in_turn.js";

const HIDDEN = 200; // ms after which nobody is looking, as there are no frames
const TURN = 4; // ms of work after a frame before the next one may show what came of it

const channel = new MessageChannel(), acts = /** @type {(() => void)[]} */ ([]);
channel.port1.onmessage = () => acts.shift()?.();

function inTask(/** @type {() => void} */ act) {
  acts.push(act);
  channel.port2.postMessage(null);
}

let begun = 0; // when the pieces that follow a frame were begun

/** Does something in a task after the next frame. @param {() => void} act */
export function afterFrame(act) {
  const go = once(() => {
    begun = performance.now();
    act();
  });
  requestAnimationFrame(() => inTask(go));
  setTimeout(go, HIDDEN);
}

/** Does a piece of work after the next frame, in its turn; the newest of a name. Pieces that take long are each shown before
 *  the next is begun. */
export const later = inTurn((act, first) => (first || performance.now() - begun > TURN ? afterFrame : inTask)(act));
