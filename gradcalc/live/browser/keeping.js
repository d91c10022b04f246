// What was asked for last, kept: only so much of it.

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
