// @ts-check
// What need not be in the frame that answers an input, piece by piece: what the reader does meanwhile comes in between, and
// of a piece that is asked for again only the newest is done. No page.

/** Work that is begun once, by whoever comes first; what fails is not done again. @param {() => void} work */
export function once(work) {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    work();
  };
}

/** Takes pieces of work, each under a name; they are done in the order in which they were last asked for. `soon(act, first)`
 *  does something in a task of its own: `first` where none of ours went before.
 *  @param {(act: () => void, first: boolean) => void} soon @returns {(name: string, work: () => void) => void} */
export function inTurn(soon) {
  const waiting = /** @type {Map<string, () => void>} */ (new Map());
  let under = false; // whether a task is on its way

  function next() {
    const [[name, work]] = waiting;
    waiting.delete(name);
    try {
      work();
    } finally { // the others are done also where this one fails
      under = waiting.size > 0;
      if (under) soon(next, false);
    }
  }

  return (name, work) => {
    waiting.delete(name);
    waiting.set(name, work);
    if (!under) soon(next, true);
    under = true;
  };
}
