// The arrows on a circle around a critical point, as the circle shrinks: gradcalc/boards/circle.py.

import { readCircle, circleRows, circleWords, outwardWords } from "../reading/circle.js";
import { circleScene, outwardScene } from "../scenes/circle.js";
import { frameAround } from "../stage/frames.js";
import { graphPaper } from "../stage/papers.js";

/** @import { Shown } from "../draw/panel.js" */
/** @import { ComputedBoard } from "./boards.d.ts" */

const CIRCLE_REACH = 1.35; // radii, from the middle to the edge of the picture

/** @type {Record<string, Shown>} */
const CIRCLE_PAPERS = {
  circle: {
    ...frameAround(340, 340, [-CIRCLE_REACH, CIRCLE_REACH], [-CIRCLE_REACH, CIRCLE_REACH]),
    dark: false,
    paper: graphPaper("the arrows on the circle", "x and y in units of the radius"),
  },
  outward: {
    ...frameAround(340, 200, [-10, 370], [-1.15, 1.15]),
    dark: false,
    paper: graphPaper("cube root of the outward part", "angle (degrees)"),
  },
};

/** @type {ComputedBoard} */
export const circleBoard = {
  ground: () => "",
  papers: () => CIRCLE_PAPERS,
  frame(values, told) {
    const reading = readCircle(told.surfaces[values.function], values.radius);
    return {
      table: circleRows(reading),
      remark: "",
      note: told.note,
      alternatives: { circle: circleWords(reading), outward: outwardWords(reading) },
      marks: { circle: circleScene(reading), outward: outwardScene(reading) },
    };
  },
};
