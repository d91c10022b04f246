// Arrows drawn at given places: each is dragged by its tip.

import { rowText, rounded } from "./draw_rows.js";

/** @import { Ground, Mark, Pair } from "../live/browser/kernel.d.ts" */
/** @import { Tool } from "./draw_tools.js" */

/** A label beside the tip of an arrow. @returns {Mark} @param {Pair} at @param {Pair} along @param {string} text @param {string} role */
function labelAt([x, y], [dx, dy], text, role) {
  const length = Math.hypot(dx, dy) || 1;
  return { kind: "Label", text, x: x + dx, y: y + dy, dx: dx / length, dy: dy / length, role };
}

/** @returns {Tool} @param {Ground} ground */
export function createArrows({ places, scale }) {
  /** @type {Pair[]} the components of each arrow; none where it is not drawn */
  const drawn = places.map(() => [0, 0]);
  const isDrawn = (/** @type {Pair} */ [dx, dy]) => dx !== 0 || dy !== 0;
  const indexOf = (/** @type {string} */ name) => places.findIndex(({ letter }) => letter === name);
  /** @returns {Pair} @param {Pair} arrow */
  const onTheMap = ([dx, dy]) => [dx * scale, dy * scale];
  const ofIt = places.length > 1 ? (/** @type {string} */ letter) => `Arrow at ${letter}` : () => "Your arrow";

  return {
    missing: "Draw first: drag an arrow out of its point, or press an arrow key on it.",
    keys: "Arrow keys move its tip, with Shift further; Delete takes it away.",
    rows: () => (drawn.some(isDrawn) ? drawn.map(rounded) : []),
    marks(right) {
      /** @type {Mark[]} */
      const marks = [];
      places.forEach(({ letter, at: [x, y] }, i) => {
        if (right[i]) {
          const [dx, dy] = onTheMap(right[i]);
          marks.push({ kind: "Arrow", x, y, dx, dy, role: "right answer", broken: false }, labelAt([x, y], [dx, dy], "answer", "right answer"));
        }
        const [dx, dy] = onTheMap(drawn[i]);
        if (isDrawn(drawn[i])) marks.push({ kind: "Arrow", x, y, dx, dy, role: "direction", broken: false });
        // On the side where no arrow goes.
        marks.push({ kind: "Dot", x, y, role: "point" }, labelAt([x, y], isDrawn(drawn[i]) ? [-dx * 1e-9, -dy * 1e-9] : [0, 1e-9], letter, "point"));
      });
      return marks;
    },
    handles: () =>
      places.map(({ letter, at: [x, y] }, i) => {
        const [dx, dy] = onTheMap(drawn[i]);
        return { name: letter, at: [x + dx, y + dy], words: `${ofIt(letter)}: ${isDrawn(drawn[i]) ? rowText(rounded(drawn[i])) : "not drawn yet"}.` };
      }),
    // A press beside all tips is meant for the arrow that was held last.
    press(_, held) {
      return places.some(({ letter }) => letter === held) ? held : places[0].letter;
    },
    move(name, [x, y]) {
      const i = indexOf(name);
      const [x0, y0] = places[i].at;
      drawn[i] = [(x - x0) / scale, (y - y0) / scale];
      return name;
    },
    key(name, key) {
      if (key !== "Delete" && key !== "Backspace") return null;
      drawn[indexOf(name)] = [0, 0];
      return name;
    },
    clear: () => drawn.forEach((_, i) => (drawn[i] = [0, 0])),
  };
}
