/** @import { ComputedBoard } from "./boards.d.ts" */

/** @type {ComputedBoard} */
export const descentBoard = {
  ground: () => null,
  frame: () => ({ table: [], remark: "", note: "", alternatives: {}, marks: {} }),
};
