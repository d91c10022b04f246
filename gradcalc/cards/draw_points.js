// Points marked in a picture: a press makes one, and each is dragged.

import { axesOf } from "../live/browser/draw/axes.js";
import { diamond, labelBeside } from "./answer_marks.js";
import { rounded, rowText } from "./draw_rows.js";

/** @import { Ground, Mark, Pair } from "../live/browser/kernel.d.ts" */
/** @import { Tool } from "./draw_tools.js" */

const FRESH = "fresh"; // the handle by which keys make a point

/** @returns {Tool} @param {Ground} ground */
export function createPoints(ground) {
  const axes = axesOf(ground);
  /** @returns {Pair} */
  const middle = () => [axes.dataX((axes.left + axes.right) / 2), axes.dataY((axes.top + axes.bottom) / 2)];
  /** @type {{ name: string, at: Pair }[]} */
  let points = [];
  let made = 0;

  /** @param {Pair} at */
  function add(at) {
    const point = { name: `point ${(made += 1)}`, at };
    points.push(point);
    return point;
  }

  return {
    missing: "Mark a point first: click into the picture, or press an arrow key on its middle.",
    keys: "Arrow keys move it, with Shift further; Delete takes it away.",
    rows: () => points.map(({ at }) => rounded(at)),
    marks(right) {
      /** @type {Mark[]} */
      const marks = right.flatMap((place) => [diamond(ground, place), labelBeside(ground, place, "answer", 1, "right answer")]);
      points.forEach(({ at: [x, y] }, i) => {
        marks.push({ kind: "Dot", x, y, role: "point" }, labelBeside(ground, [x, y], String(i + 1), -1, "point"));
      });
      return marks;
    },
    handles() {
      const handles = points.map(({ name, at }, i) => ({ name, at, words: `Point ${i + 1} of ${points.length}: ${rowText(rounded(at))}.` }));
      if (points.length === ground.most) return handles;
      return [...handles, { name: FRESH, at: middle(), words: "A new point, in the middle of the picture.", byKeys: true }];
    },
    press(at, held) {
      const last = points.find(({ name }) => name === held) ?? points.at(-1);
      return last && points.length === ground.most ? last.name : add(at).name;
    },
    move(name, to) {
      const point = points.find((one) => one.name === name) ?? add(to);
      point.at = to;
      return point.name;
    },
    key(name, key) {
      if (name === FRESH && (key === "Enter" || key === " ")) return add(middle()).name;
      if (key !== "Delete" && key !== "Backspace") return null;
      points = points.filter((one) => one.name !== name);
      return points.at(-1)?.name ?? FRESH;
    },
    clear: () => (points = []),
  };
}
