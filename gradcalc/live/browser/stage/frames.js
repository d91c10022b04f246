// Where the axes of pictures lie and over which heights they go, as in gradcalc/pictures/frames.py, panels.py, heights.py,
// scenes/scales.py and, for maps, background.py.

import { padded } from "../draw/axes.js";
import { general } from "../draw/text.js";
import { clamp, roundedEven } from "../numbers.js";
import { decadeOf, powerOfTen } from "./ticks.js";

/** @import { Frame, Limits, Window } from "../kernel.d.ts" */

const FRAME_ROOM = { left: 58, right: 14, top: 34, bottom: 44 };
const GRAPH_SIZE = [280, 152];
const LARGEST_MAP = 400;
const NARROWEST_MAP = 8;
const HILL_FRAME = { width: 440, height: 436, margin: 8, perSide: 260 };
export const ROUND_FACTORS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** A window in which nothing can be shown; its message says what to do. */
export class WindowError extends Error {}

/** @param {Limits} limits */
const widthOfLimits = ([low, high]) => high - low;

/** @param {Window} window */
export const longerSide = ({ xlim, ylim }) => Math.max(widthOfLimits(xlim), widthOfLimits(ylim));

/**
 * The frame of axes of the given size in pixels.
 * @returns {Frame}
 * @param {number} width @param {number} height @param {Limits} xlim @param {Limits} ylim
 */
export function frameAround(width, height, xlim, ylim) {
  const [all, tall] = [FRAME_ROOM.left + width + FRAME_ROOM.right, FRAME_ROOM.top + height + FRAME_ROOM.bottom].map(roundedEven);
  return { width: all, height: tall, left: FRAME_ROOM.left, top: FRAME_ROOM.top, box_width: width, box_height: height, xlim, ylim };
}

/** The frame of a graph, as large as those of the explorer. @param {Limits} xlim @param {Limits} ylim */
export const graphFrame = (xlim, ylim) => frameAround(GRAPH_SIZE[0], GRAPH_SIZE[1], xlim, ylim);

/** The frame of a map. Throws a WindowError for a window that is too narrow. @param {Window} window */
export function mapFrame(window) {
  const [xlim, ylim] = [padded(window.xlim), padded(window.ylim)];
  const [dx, dy] = [widthOfLimits(xlim), widthOfLimits(ylim)];
  const [longer, shorter] = [Math.max(dx, dy), Math.min(dx, dy)];
  if (longer > NARROWEST_MAP * shorter) {
    const [wider, narrower] = dx > dy ? ["xlim", "ylim"] : ["ylim", "xlim"];
    throw new WindowError(
      `${wider} is ${general(longer / shorter, 3)} times as wide as ${narrower}, and units of x and y are drawn ` +
        `equally long: choose a window at most ${NARROWEST_MAP} times as long as it is wide.`,
    );
  }
  const perUnit = LARGEST_MAP / longer;
  return frameAround(dx * perUnit, dy * perUnit, xlim, ylim);
}

/**
 * The frame of a hill, in which a unit of x and of y is as long as the camera leaves it.
 * @returns {Frame}
 * @param {Window} window
 */
export function hillFrame(window) {
  const { width, height, margin, perSide } = HILL_FRAME;
  const unit = longerSide(window) / perSide;
  const around = (/** @type {Limits} */ [low, high], /** @type {number} */ pixels) =>
    /** @type {Limits} */ ([(low + high) / 2 - (pixels * unit) / 2, (low + high) / 2 + (pixels * unit) / 2]);
  return {
    width: width + 2 * margin,
    height: FRAME_ROOM.top + height + margin,
    left: margin,
    top: FRAME_ROOM.top,
    box_width: width,
    box_height: height,
    xlim: around(window.xlim, width),
    ylim: around(window.ylim, height),
  };
}

/**
 * np.quantile of rising numbers.
 * @param {ArrayLike<number>} rising @param {number} share
 */
export function quantileOf(rising, share) {
  const place = share * (rising.length - 1);
  const before = Math.min(Math.floor(place), rising.length - 1);
  const [low, high, part] = [rising[before], rising[Math.min(before + 1, rising.length - 1)], place - before];
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/** @type {WeakMap<ArrayLike<number>, Float64Array>} */
const sortedOnce = new WeakMap(); // levels, slices and hill of a map ask for the same

/** The numbers of a list that are finite, rising. The list must not change later. @param {ArrayLike<number>} values */
export function risingFinite(values) {
  let found = sortedOnce.get(values);
  if (found) return found;
  found = Float64Array.from(values).sort(); // from -Infinity on, NaN behind Infinity
  let [start, end] = [0, found.length];
  while (start < end && found[start] === -Infinity) start++;
  while (end > start && !Number.isFinite(found[end - 1])) end--;
  found = found.subarray(start, end);
  sortedOnce.set(values, found);
  return found;
}

/**
 * The limits of f in a graph: all of its values, or nine in ten where the others lie far off.
 * @returns {Limits}
 * @param {ArrayLike<number>} Z
 */
export function heightsOf(Z) {
  const finite = risingFinite(Z).map((value) => clamp(value, -1e300, 1e300)); // three times the range must stay finite
  let [low, high] = [quantileOf(finite, 0.05), quantileOf(finite, 0.95)];
  const [lowest, highest] = [finite[0], finite[finite.length - 1]];
  if (highest - lowest <= 3 * (high - low)) [low, high] = [lowest, highest];
  const pad = 0.12 * (high - low) || 0.5 * Math.max(1, Math.abs(high));
  return [low - pad, high + pad];
}

/**
 * The longest slopes that a graph of them shows: four in five gradients of the window fit with room to spare.
 * @param {Float64Array} lengths of gradients, rising, without zeros
 */
export const slopeLimit = (lengths) => (lengths.length ? 1.6 * quantileOf(lengths, 0.8) : 1);

/**
 * The factor by which gradients are drawn: 1 where true lengths fit the window, else a round number.
 * @param {Float64Array} lengths of gradients, rising, without zeros
 * @param {number} width the window's longer side
 */
export function arrowScale(lengths, width) {
  if (!lengths.length) return 1;
  const fitting = clamp((0.4 * width) / quantileOf(lengths, 0.8), 1e-300, 1e300);
  if (fitting >= 1 && fitting < 10) return 1;
  const power = powerOfTen(decadeOf(Math.max(fitting, 1 / fitting)));
  if (fitting > 1) return power;
  const whole = ROUND_FACTORS.map((digit) => digit * power).filter(Number.isInteger);
  return 1 / /** @type {number} */ (whole.find((n) => n * fitting >= 1));
}
