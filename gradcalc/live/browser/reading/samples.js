// Interpolates what live/explorer/samples.py has sampled, and only where that was found to be right.

import { clamp, numbers } from "../numbers.js";
import { dot, fromAngle } from "./vectors.js";

/** @import { Interpolator, Limits, Pair, Reading, Samples, Standing } from "../kernel.d.ts" */

/**
 * A function of x and y that gives the sampled values there, or null outside the trusted cells.
 * @returns {Interpolator}
 * @param {Samples} samples
 */
export function interpolator({ size, stencil, xlim, ylim, unit, samples, trusted }) {
  const grids = samples.map((part) => numbers(part, Float32Array));
  const cells = new Uint8Array(trusted.buffer, trusted.byteOffset, trusted.byteLength);

  /** @param {number} value @param {Limits} limits */
  function place(value, [low, high]) {
    const position = ((value - low) / (high - low)) * (size - 1);
    const cell = clamp(Math.floor(position), 0, size - 2);
    const first = clamp(cell - stencil / 2 + 1, 0, size - stencil);
    return { cell, first, weights: lagrange(position - first, stencil), inside: position >= 0 && position <= size - 1 };
  }

  return (x, y) => {
    const [column, row] = [place(x, xlim), place(y, ylim)];
    if (!column.inside || !row.inside || !cells[row.cell * (size - 1) + column.cell]) return null;
    return grids.map((grid) => {
      let sum = 0;
      row.weights.forEach((weight, i) => {
        const start = (row.first + i) * size + column.first;
        column.weights.forEach((across, j) => (sum += weight * across * grid[start + j]));
      });
      return sum * unit;
    });
  };
}

/**
 * Lagrange's weights at a position for the nodes 0, 1, ..., count - 1.
 * @param {number} position
 * @param {number} count
 */
function lagrange(position, count) {
  return Array.from({ length: count }, (_, node) => {
    let weight = 1;
    for (let other = 0; other < count; other++) {
      if (other !== node) weight *= (position - other) / (node - other);
    }
    return weight;
  });
}

export const PROJECTED = 5e-3; // of the gradient, as in readings/point.py

/**
 * The numbers at a state, as far as the samples tell: gradient and value may be null; error and gap are those of
 * samples.py.
 * @returns {Reading}
 * @param {Standing} state
 * @param {Interpolator | null} partialsAt
 * @param {Interpolator | null} heightAt
 * @param {number} error
 * @param {number} [gap]
 */
export function readLocally({ x, y, angle }, partialsAt, heightAt, error, gap = 0) {
  const u = fromAngle(angle);
  const gradient = /** @type {Pair | null} */ (partialsAt?.(x, y) ?? null);
  const value = heightAt?.(x, y)?.[0] ?? null;
  if (!gradient) {
    const unknown = { gradient: null, slope: null, length: null, noise: null, flat: null, projected: null, parts: null };
    return { x, y, angle, u, value, ...unknown, sloped: false, differentiable: false, tangent: false };
  }
  const length = Math.hypot(...gradient);
  const smooth = { sloped: true, differentiable: true, tangent: true, parts: gradient, noise: 1e-6 * length };
  return { x, y, angle, u, value, gradient, slope: dot(gradient, u), length, flat: length <= error, projected: gap > PROJECTED * length, ...smooth };
}

/**
 * f at each of these places, or null where the samples do not tell it at all of them.
 * @param {Interpolator | null} heightAt
 * @param {Pair[]} places
 */
export function heightsAt(heightAt, places) {
  const heights = [];
  for (const [x, y] of places) {
    const found = heightAt?.(x, y);
    if (!found) return null;
    heights.push(found[0]);
  }
  return heights;
}
