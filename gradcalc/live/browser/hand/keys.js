// Arrow keys on a picture in focus.

import { clamp } from "../numbers.js";

/** @import { Limits, Pair } from "../kernel.d.ts" */

/** @type {Record<string, Pair>} */
export const ARROW_KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/**
 * Act hears of the arrow keys and of Home, and whether Shift asks for a larger step.
 * @param {{ box: HTMLElement }} panel
 * @param {(key: string, large: boolean) => void} act
 */
export function listenToKeys(panel, act) {
  panel.box.addEventListener("keydown", (event) => {
    if (!(event.key in ARROW_KEYS || event.key === "Home") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event.key, event.shiftKey);
  });
}

/**
 * One coordinate after an arrow key: a hundredth of its range on, or a tenth.
 * @param {number} value
 * @param {number} direction
 * @param {boolean} large
 * @param {Limits} limits
 */
export function stepped(value, direction, large, [low, high]) {
  return clamp(value + direction * (large ? 0.1 : 0.01) * (high - low), low, high);
}
