// The boards that the page computes by itself, by the names that gradcalc/boards/ tells.

import { descentBoard } from "./descent.js";
import { walkBoard } from "./walk.js";

/** @import { ComputedBoard } from "./boards.d.ts" */

/** @type {Record<string, ComputedBoard>} */
export const COMPUTED = { walk: walkBoard, descent: descentBoard };
