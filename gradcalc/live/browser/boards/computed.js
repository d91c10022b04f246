// The boards that the page computes by itself, by the names that gradcalc/boards/ tells.

import { circleBoard } from "./circle.js";
import { descentBoard } from "./descent.js";
import { raceBoard } from "./race.js";
import { stepFieldBoard } from "./step_field.js";
import { stepBoard } from "./step_size.js";
import { walkBoard } from "./walk.js";

/** @import { ComputedBoard } from "./boards.d.ts" */

/** @type {Record<string, ComputedBoard>} */
export const COMPUTED = {
  circle: circleBoard,
  walk: walkBoard,
  "step size": stepBoard,
  "step field": stepFieldBoard,
  descent: descentBoard,
  race: raceBoard,
};
