// The tool for each kind of drawing: what it has drawn, as rows and as marks, and what a hand or a key does to it.

import { createArrows } from "./draw_arrows.js";
import { createCurve } from "./draw_curve.js";
import { createPoints } from "./draw_points.js";

/** @import { Ground, Mark, Pair } from "../live/browser/kernel.d.ts" */
/**
 * A place that a hand takes hold of, and that the keys move once it has the focus; byKeys says that only they do.
 * @typedef {{ name: string, at: Pair, words: string, byKeys?: boolean }} Handle
 *
 * rows is what has been drawn, marks shows it, with what is right where that is known. press begins something where
 * nothing was, and gives the name of its handle; move takes a handle to a place, by keys or by hand, and gives the name that it has from then on; key hears of the other keys on a
 * handle, and gives the name of the handle that the focus goes to, or null where the key does nothing.
 * @typedef {object} Tool
 * @property {string} missing what to do, where nothing is drawn
 * @property {string} keys what the keys do, in a sentence
 * @property {() => Pair[]} rows
 * @property {(right: Pair[]) => Mark[]} marks
 * @property {() => Handle[]} handles
 * @property {(at: Pair, held: string) => string} press
 * @property {(name: string, to: Pair, byKeys?: boolean) => string} move
 * @property {() => void} [begin] hears that a hand comes down
 * @property {(name: string, key: string) => string | null} key
 * @property {() => void} clear
 */

const TOOLS = { arrows: createArrows, points: createPoints, curve: createCurve };

/** @returns {Tool} @param {Ground} ground */
export const createTool = (ground) => TOOLS[/** @type {keyof typeof TOOLS} */ (ground.shape)](ground);
