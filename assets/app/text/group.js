// @ts-check

/** Items by each of the keys that they have, in their order.
 *  @template T @template K @param {Iterable<T>} items @param {(item: T) => Iterable<K>} keysOf @returns {Map<K, T[]>} */
export function grouped(items, keysOf) {
  const found = /** @type {Map<K, T[]>} */ (new Map());
  for (const item of items) {
    for (const key of keysOf(item)) {
      const known = found.get(key);
      if (known) known.push(item);
      else found.set(key, [item]);
    }
  }
  return found;
}
