// What was asked for, kept: the last of it, or as long as what it is made of.

/**
 * Gives what a key stands for, made when it is first asked for; of others it keeps those that were asked for last.
 * @template Kept
 * @param {number} most
 * @returns {(key: string, make: () => Kept) => Kept}
 */
export function keepLast(most) {
  /** @type {Map<string, Kept>} */
  const kept = new Map(); // the last one behind
  return (key, make) => {
    const found = kept.has(key) ? /** @type {Kept} */ (kept.get(key)) : make();
    kept.delete(key);
    kept.set(key, found);
    for (const [oldest] of kept) if (kept.size > most) kept.delete(oldest);
    return found;
  };
}

/**
 * A function that makes something of a thing once, and keeps it as long as the thing: what else it depends on goes with that.
 * @template {object} Thing
 * @template {any[]} More
 * @template Made
 * @param {(thing: Thing, ...more: More) => Made} make
 * @returns {(thing: Thing, ...more: More) => Made}
 */
export function onceFor(make) {
  /** @type {WeakMap<Thing, Made>} */
  const made = new WeakMap();
  return (thing, ...more) => {
    if (!made.has(thing)) made.set(thing, make(thing, ...more));
    return /** @type {Made} */ (made.get(thing));
  };
}
