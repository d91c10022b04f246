/** @import { Frame, Limits } from "../kernel.d.ts" */
/** @typedef {ReturnType<typeof axesOf>} Axes */

/**
 * Maps data to CSS pixels and back, for the frame of one picture; xlim and ylim may be those of a zoom under way.
 * @param {Omit<Frame, "width" | "height">} frame
 */
export function axesOf({ left, top, box_width, box_height, xlim, ylim }) {
  const sx = box_width / (xlim[1] - xlim[0]);
  const sy = box_height / (ylim[1] - ylim[0]);
  return {
    left,
    top,
    right: left + box_width,
    bottom: top + box_height,
    x: (/** @type {number} */ x) => left + (x - xlim[0]) * sx,
    y: (/** @type {number} */ y) => top + (ylim[1] - y) * sy,
    dx: (/** @type {number} */ dx) => dx * sx,
    dy: (/** @type {number} */ dy) => -dy * sy,
    dataX: (/** @type {number} */ px) => xlim[0] + (px - left) / sx,
    dataY: (/** @type {number} */ py) => ylim[1] - (py - top) / sy,
  };
}

const MARGIN = 0.1; // as in scenes/scales.py: a picture shows a little more than its window

/** @returns {Limits} @param {Limits} limits */
export function padded([low, high]) {
  return [low - MARGIN * (high - low), high + MARGIN * (high - low)];
}
