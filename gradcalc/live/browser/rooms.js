// Where the pictures of an explorer stand: maps, the hill and graphs, a column each.

import { element } from "./element.js";
import { isMap } from "./hand/listen.js";

/** @param {Element} pictures @param {string[]} kinds */
export function createRooms(pictures, kinds) {
  const [maps, hill, graphs] = [0, 1, 2].map(() => element("div", "gradcalc-column", pictures));
  const of = (/** @type {string} */ kind) => (isMap(kind) ? maps : kind === "surface" ? hill : graphs);
  return {
    of,
    /** That of the buttons. */
    first: kinds.some(isMap) ? maps : kinds.includes("surface") ? hill : graphs,
    /** Whether there is more than a map. */
    several: !kinds.every(isMap),
  };
}
