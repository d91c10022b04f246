// What a board has drawn on, kept while it is the same.

/** @import { Shown } from "../draw/panel.js" */
/** @import { BoardTold } from "./boards.d.ts" */

/** @type {WeakMap<BoardTold, Record<string, { key: string, shown: Shown }>>} */
const keptOf = new WeakMap();

/**
 * The papers of pictures, each made anew only where its key has changed.
 * @param {BoardTold} told @param {string[]} names @param {(name: string) => string} keyOf @param {(name: string) => Shown} make
 */
export function keptPapers(told, names, keyOf, make) {
  const kept = keptOf.get(told) ?? {};
  keptOf.set(told, kept);
  for (const name of names) {
    const key = keyOf(name);
    if (kept[name]?.key !== key) kept[name] = { key, shown: make(name) };
  }
  return Object.fromEntries(names.map((name) => [name, kept[name].shown]));
}
