// The graph of a function as a hill, as in gradcalc/pictures/hill.py.

import { clamp, numbers } from "../numbers.js";
import { decodeLevels } from "../draw/levels.js";

/** @import { HillData, Levels, Triple } from "../kernel.d.ts" */
/** @import { Eye } from "./camera.js" */
/** @typedef {ReturnType<typeof decodeHill>} Hill */

const CELLS = 40;
const GAP = 0.5;
const STEEPEST = 0.2;
const BENT = 0.002;

/**
 * A hill, decoded once for every window.
 * @param {HillData} data
 * @param {Levels} levels
 */
export function decodeHill({ x, y, rises, colours, base, top, factor, cut }, levels) {
  const [xs, ys] = [numbers(x, Float64Array), numbers(y, Float64Array)];
  const grid = numbers(rises, Float32Array);
  /** @type {string[][]} */
  const fills = []; // for a light and for a dark page, once one of them is drawn
  const [nx, ny] = [xs.length, ys.length];
  const [x0, x1, y0, y1] = [xs[0], xs[nx - 1], ys[0], ys[ny - 1]];
  const side = Math.max(x1 - x0, y1 - y0);
  /** @type {{ x: number[], y: number[], z: number[] }[] | undefined} */
  let contours; // the same for every camera
  let highest = 0;
  for (const rise of grid) if (rise > highest) highest = rise;

  /** The drawn height of the facets over a point, nan where there is none. @param {number} x @param {number} y */
  function riseAt(x, y) {
    if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) return NaN;
    const [j, i] = [cellOf(xs, x), cellOf(ys, y)];
    const [t, s] = [(x - xs[j]) / (xs[j + 1] - xs[j]), (y - ys[i]) / (ys[i + 1] - ys[i])];
    const at = i * nx + j;
    return (1 - s) * ((1 - t) * grid[at] + t * grid[at + 1]) + s * ((1 - t) * grid[at + nx] + t * grid[at + nx + 1]);
  }

  /**
   * Whether the way from a point to the camera leads through the hill. A step on the way is as long as a facet.
   * @param {number} x @param {number} y @param {number} rise @param {Eye} eye
   */
  function hides(x, y, rise, { towards: [dx, dy, dz] }) {
    const step = side / CELLS / Math.max(Math.hypot(dx, dy), STEEPEST);
    let before = 0;
    for (let count = 1; count < 2 * CELLS; count++) {
      const far = count * step;
      const over = rise + far * dz - riseAt(x + far * dx, y + far * dy);
      const now = Math.abs(over) > BENT * side ? Math.sign(over) : 0; // 0 for nan as well
      if (before * now < 0) return true;
      if (before === 0) before = now;
      if (rise + far * dz > highest) return false;
    }
    return false;
  }

  /**
   * The place of the hill that is seen where a way begins, far before it, and leads along a vector; null beside it.
   * @param {Triple} start with a drawn height @param {Triple} along
   */
  function hit([x, y, rise], [dx, dy, dz]) {
    const steps = 24 * CELLS;
    const length = (6 * side) / steps;
    let before = NaN;
    for (let count = 0; count <= steps; count++) {
      const far = count * length;
      const over = rise + far * dz - riseAt(x + far * dx, y + far * dy);
      if (before * over < 0) {
        const back = (far - length) + (length * before) / (before - over);
        return /** @type {[number, number]} */ ([x + back * dx, y + back * dy]);
      }
      before = over;
    }
    return null;
  }

  /**
   * The numbers of the facets, from the furthest to the nearest: each hides only those beyond it, along x and along y.
   * @param {Eye} eye
   */
  function order({ towards: [dx, dy] }) {
    const cells = [];
    for (let row = 0; row < ny - 1; row++) {
      const i = dy < 0 ? ny - 2 - row : row;
      for (let column = 0; column < nx - 1; column++) {
        const j = dx < 0 ? nx - 2 - column : column;
        const at = i * nx + j;
        if (!Number.isNaN(grid[at] + grid[at + 1] + grid[at + nx] + grid[at + nx + 1])) cells.push(i * (nx - 1) + j);
      }
    }
    return cells;
  }

  return {
    x: xs,
    y: ys,
    rises: grid,
    /** What the facets are filled with. @param {boolean} dark */
    fills: (dark) => (fills[Number(dark)] ??= fillsOf(colours[Number(dark)])),
    base,
    top,
    factor,
    cut,
    side,
    levels,
    window: /** @type {import("../kernel.d.ts").Window} */ ({ xlim: [x0, x1], ylim: [y0, y1] }),
    floor: base - (GAP * side) / factor,
    middle: /** @type {Triple} */ ([(x0 + x1) / 2, (y0 + y1) / 2, ((top - base) * factor - GAP * side) / 2]),
    drawn: (/** @type {number} */ z) => (z - base) * factor,
    riseAt,
    /** The height over a point, as a value of f; nan where there is none. @param {number} x @param {number} y */
    heightAt: (x, y) => base + riseAt(x, y) / factor,
    hides,
    hit,
    order,
    /** The contours that the hill is high enough for, as rows of coordinates. */
    get contours() {
      return (contours ??= contoursOf(levels, base, top));
    },
  };
}

/** @param {DataView} colours */
function fillsOf(colours) {
  const shades = new Uint8Array(colours.buffer, colours.byteOffset, colours.byteLength);
  return Array.from({ length: shades.length / 3 }, (_, i) => `rgb(${shades.subarray(3 * i, 3 * i + 3).join(" ")})`);
}

/** @param {Levels} levels @param {number} base @param {number} top */
function contoursOf(levels, base, top) {
  const paths = (levels.paths ??= decodeLevels(levels));
  const found = [];
  let next = 0;
  for (const [kind, , count, height] of levels.shapes) {
    const lines = paths.slice(next, (next += count));
    if (kind !== "line" || height < base || height > top) continue;
    for (const path of lines) {
      const [x, y] = [0, 1].map((part) => [...path.filter((_, i) => i % 2 === part)]);
      found.push({ x, y, z: x.map(() => height) });
    }
  }
  return found;
}

/** @param {Float64Array} corners @param {number} at */
function cellOf(corners, at) {
  const last = corners.length - 2;
  let cell = clamp(Math.floor(((at - corners[0]) / (corners[last + 1] - corners[0])) * (last + 1)), 0, last);
  while (cell > 0 && at < corners[cell]) cell--;
  while (cell < last && at >= corners[cell + 1]) cell++;
  return cell;
}
