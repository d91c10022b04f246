// The hill of a function that is a formula, as in gradcalc/pictures/hill.py and live/hill_data.py.

import { clamp, evenlySpaced, roundedEven } from "../numbers.js";
import { levelColour } from "./colours.js";
import { heightsOf, longerSide, ROUND_FACTORS } from "./frames.js";
import { valuesOnGrid } from "./levels.js";
import { decadeOf, powerOfTen } from "./ticks.js";

/** @import { HillData, Limits } from "../kernel.d.ts" */
/** @import { Chart } from "./levels.js" */

const HILL_CELLS = 40; // along the longer side
const FEWEST_CELLS = 8;
const HILL_TALLEST = 0.6; // of the longer side: heights are drawn true where that makes a hill of such a height
const HILL_LOWEST = 0.2;
const HILL_PALE = 0.42; // how much of the colour is paper
const HILL_SHADE = 0.38; // how much of it a slope turned away from the light loses
const HILL_PAPER = [[255, 255, 255], [17, 24, 39]]; // of a light page and of a dark one
const HILL_LIGHT = [-0.45, -0.55, 0.7].map((part, _, all) => part / Math.hypot(...all));

/** What the kernel sends of a hill, of a chart. @returns {HillData} @param {Chart} chart */
export function hillData(chart) {
  const { tree, xlim, ylim, Z } = chart;
  const side = longerSide(chart);
  const cells = (/** @type {Limits} */ [low, high]) => Math.max(FEWEST_CELLS, 2 * roundedEven(((HILL_CELLS / 2) * (high - low)) / side));
  const [x, y] = [xlim, ylim].map((limits) => cornersOf(limits, cells(limits)));
  const values = valuesOnGrid(tree, x, y);
  const [base, top] = heightsOf(Z);
  const factor = hillFactor(top - base, side);
  const rises = values.map((value) => (base <= value && value <= top ? (value - base) * factor : NaN));
  const colours = hillColours(chart, { x, y, rises, base, factor });
  const beyond = (/** @type {(z: number) => boolean} */ out) => [values, Z].some((heights) => heights.some((z) => Number.isFinite(z) && out(z)));
  const cut = /** @type {[boolean, boolean]} */ ([beyond((z) => z < base), beyond((z) => z > top)]);
  return { x: bytesOf(x), y: bytesOf(y), rises: bytesOf(new Float32Array(rises)), colours, base, top, factor, cut };
}

/** @param {Float64Array | Float32Array | Uint8Array} values */
const bytesOf = ({ buffer }) => new DataView(/** @type {ArrayBuffer} */ (buffer));

/** Corners of facets along a side; 0 is one where it lies inside. @param {Limits} limits @param {number} cells */
function cornersOf([low, high], cells) {
  if (!(low < 0 && 0 < high)) return evenlySpaced(low, high, cells + 1);
  const before = clamp(roundedEven((-low / (high - low)) * cells), 1, cells - 1);
  return Float64Array.from([...evenlySpaced(low, 0, before + 1).slice(0, -1), ...evenlySpaced(0, high, cells - before + 1)]);
}

/** How many times as high heights are drawn: 1 where that looks like a hill, else a round number. @param {number} height @param {number} side */
function hillFactor(height, side) {
  if (HILL_LOWEST * side <= height && height <= HILL_TALLEST * side) return 1;
  const fitting = Math.min((HILL_TALLEST * side) / height, 1e300);
  const power = powerOfTen(decadeOf(fitting));
  return Math.max(...ROUND_FACTORS.map((digit) => digit * power).filter((factor) => factor <= fitting * (1 + 1e-9)));
}

/**
 * The colours of all cells, three bytes each, on a light page and on a dark one: those of the map, paler, and shaded.
 * @returns {HillData["colours"]}
 * @param {Chart} chart
 * @param {{ x: Float64Array, y: Float64Array, rises: Float64Array, base: number, factor: number }} hill
 */
function hillColours({ levels, decade }, { x, y, rises, base, factor }) {
  const [row, cells] = [x.length, x.length - 1];
  const [low, high] = levels.length > 1 ? [levels[0], levels[levels.length - 1]] : [0, 0];
  const shades = [false, true].map(() => new Uint8Array(3 * cells * (y.length - 1)));
  for (let cell = 0; cell < cells * (y.length - 1); cell++) {
    const at = cell + Math.floor(cell / cells);
    const [a, b, c, d] = [rises[at], rises[at + 1], rises[at + 1 + row], rises[at + row]];
    if (Number.isNaN(a + b + c + d)) continue;
    const [j, i] = [at % row, Math.floor(at / row)];
    const [dx, dy] = [x[j + 1] - x[j], y[i + 1] - y[i]];
    const normal = [-dy * (c - d + (b - a)), -dx * (c - b + (d - a)), 2 * dx * dy]; // the cross product of the diagonals
    const lit = normal.reduce((sum, part, k) => sum + part * HILL_LIGHT[k], 0) / Math.hypot(...normal);
    const bright = 1 - HILL_SHADE * (1 - clamp(lit, 0, 1));
    const share = high > low ? ((base + (a + c + d + b) / 4 / factor) / decade - low) / (high - low) : 0.5;
    shades.forEach((shade, theme) => {
      const fill = levelColour(clamp(share || 0, 0, 1), theme === 1);
      fill.forEach((part, k) => (shade[3 * cell + k] = roundedEven((part * (1 - HILL_PALE) + HILL_PAPER[theme][k] * HILL_PALE) * bright)));
    });
  }
  return /** @type {HillData["colours"]} */ (shades.map(bytesOf));
}
