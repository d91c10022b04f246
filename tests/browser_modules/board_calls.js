// What calls.js answers of boards.

import { COMPUTED } from "../../gradcalc/live/browser/boards/computed.js";
import { descendPath, descendWithSearch } from "../../gradcalc/live/browser/computing/descent.js";
import { climbUp, followLevel } from "../../gradcalc/live/browser/computing/walk.js";
import { formulaGradient } from "../../gradcalc/live/browser/formula/slopes.js";
import { formulaFunction } from "../../gradcalc/live/browser/formula/values.js";
import { numbers } from "../../gradcalc/live/browser/numbers.js";
import { decodeHill } from "../../gradcalc/live/browser/space/hill.js";

/** @import { BoardTold, Values } from "../../gradcalc/live/browser/boards/boards.d.ts" */
/** @import { Tree } from "../../gradcalc/live/browser/formula/tree.js" */

export const BOARD_CALLS = {
  /**
   * What the page makes of a board for each of some values of its controls: the frames, and what is in them.
   * @param {BoardTold} told @param {Values[]} all
   */
  board: (told, all) =>
    all.map((values) => {
      const board = COMPUTED[told.name];
      const papers = Object.entries(board.papers?.(values, told) ?? {});
      const grounds = papers.map(([name, paper]) => [name, { frame: paper, hill: paper.hill && paper.levels ? decodeHill(paper.hill, paper.levels) : null }]);
      const frames = papers.map(([name, { width, height, left, top, box_width, box_height, xlim, ylim }]) => [name, { width, height, left, top, box_width, box_height, xlim, ylim }]);
      const { marks, ...frame } = board.frame(values, told, Object.fromEntries(grounds));
      const plain = Object.entries(marks).map(([name, some]) => [name, some.map((mark) => (mark.kind === "FieldArrows" ? { ...mark, arrows: [...numbers(mark.arrows, Float32Array)] } : mark))]);
      return { ...frame, marks: Object.fromEntries(plain), frames: Object.fromEntries(frames) };
    }),
  /** The paths of walks and descents of formulas. @param {[Tree, [number, number], string, number, number, number][]} all */
  paths: (all) =>
    all.map(([tree, start, way, size, steps, momentum]) => {
      const [f, gradient] = [formulaFunction(tree), formulaGradient(tree)];
      const ways = {
        level: () => followLevel(f, gradient, start, size, steps, true),
        tangents: () => followLevel(f, gradient, start, size, steps, false),
        uphill: () => climbUp(f, gradient, start, size, steps),
        descent: () => ({ points: descendPath(gradient, start, size, steps, momentum), ending: "" }),
        search: () => ({ points: descendWithSearch(f, gradient, start, steps, size), ending: "" }),
      };
      const { points, ending } = ways[/** @type {keyof typeof ways} */ (way)]();
      return { points: points.map((at) => at.map(String)), ending }; // JSON has no infinity
    }),
};
