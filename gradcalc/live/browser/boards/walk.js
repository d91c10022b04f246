/** @import { ComputedBoard } from "./boards.d.ts" */

/** @type {ComputedBoard} */
export const walkBoard = {
  ground: () => null,
  frame: () => ({ table: [], remark: "", note: "", alternatives: {}, marks: {} }),
};
