// A curve sketched by hand, or set point by point: it grows at either of its ends.

import { axesOf } from "../live/browser/draw/axes.js";
import { labelBeside } from "./answer_marks.js";
import { rounded, rowText } from "./draw_rows.js";

/** @import { Ground, Mark, Pair } from "../live/browser/kernel.d.ts" */
/** @import { Tool } from "./draw_tools.js" */

const STROKE_GAP = 7; // pixels between two points of a line that is drawn by hand
const FIRST_END = "start";
const LAST_END = "end";

/** @returns {Tool} @param {Ground} ground */
export function createCurve(ground) {
  const axes = axesOf(ground);
  const through = ground.places.map(({ at }) => at); // where it begins, if the question says so
  /** @type {Pair[]} */
  let line = [...through];
  /** @type {string} the end that keys are moving: its last point is not set yet */
  let loose = "";
  /** @type {Pair[][]} how the line was before each stretch, for Backspace */
  let before = [];

  const gap = (/** @type {Pair} */ a, /** @type {Pair} */ b) => Math.hypot(axes.dx(b[0] - a[0]), axes.dy(b[1] - a[1]));
  /** @returns {Pair} */
  const placeOf = (/** @type {string} */ name) => (name === FIRST_END ? line[0] : line[line.length - 1]) ?? [ground.xlim[0], (ground.ylim[0] + ground.ylim[1]) / 2];
  const isEnd = (/** @type {string} */ name) => name === FIRST_END || name === LAST_END;

  /** @param {string} name @param {Pair} at */
  function grow(name, at) {
    if (line.length >= ground.most) return;
    line = name === FIRST_END ? [at, ...line] : [...line, at];
  }

  /** Backspace comes back to what is there now. */
  function keep() {
    if (before[before.length - 1] !== line) before.push(line);
  }

  return {
    missing: "Draw first: press and drag, or press an arrow key on the end of the line.",
    keys: "Arrow keys move it, with Shift further; Enter sets it and goes on; Backspace takes the last stretch back.",
    rows: () => (line.length > 1 ? line.map(rounded) : []),
    marks(right) {
      /** @type {Mark[]} */
      const marks = [];
      const drawn = (/** @type {Pair[]} */ points, /** @type {string} */ role) =>
        marks.push({ kind: "Polyline", x: points.map(([x]) => x), y: points.map(([, y]) => y), role });
      if (right.length) {
        drawn(right, "right answer");
        marks.push(labelBeside(ground, right[Math.floor(right.length / 4)], "answer", 1, "right answer"));
      }
      if (line.length > 1) drawn(line, "direction");
      if (line.length) for (const [x, y] of [line[0], line[line.length - 1]]) marks.push({ kind: "Dots", x: [x], y: [y], role: "point" });
      for (const { letter, at: [x, y] } of ground.places) marks.push({ kind: "Dot", x, y, role: "point" }, labelBeside(ground, [x, y], letter, 1, "point"));
      return marks;
    },
    handles() {
      const told = (/** @type {string} */ name) => `${name === FIRST_END ? "First" : "Last"} end of your line: ${rowText(rounded(placeOf(name)))}.`;
      if (line.length < 2 && !through.length) return [{ name: LAST_END, at: placeOf(LAST_END), words: line.length ? told(LAST_END) : "No line yet." }];
      return [LAST_END, FIRST_END].map((name) => ({ name, at: placeOf(name), words: told(name) }));
    },
    // A press beside both ends goes on from the nearer one, with a straight line to there.
    begin: keep,
    press(at) {
      loose = "";
      const name = line.length > 1 && gap(at, placeOf(FIRST_END)) < gap(at, placeOf(LAST_END)) ? FIRST_END : LAST_END;
      grow(name, at);
      return name;
    },
    move(name, to, byKeys = false) {
      if (byKeys) {
        if (loose === name) line = name === FIRST_END ? line.slice(1) : line.slice(0, -1);
        else keep();
        loose = name;
        grow(name, to);
      } else {
        loose = "";
        if (!line.length || gap(placeOf(name), to) >= STROKE_GAP) grow(name, to);
      }
      return name;
    },
    key(name, key) {
      if (!isEnd(name)) return null;
      if (key === "Enter" || key === " ") {
        if (!line.length) line = [placeOf(name)];
        loose = "";
        return name;
      }
      if (key !== "Delete" && key !== "Backspace") return null;
      line = before.pop() ?? [...through];
      loose = "";
      return line.length > 1 || through.length ? name : LAST_END;
    },
    clear() {
      [line, loose, before] = [[...through], "", []];
    },
  };
}
