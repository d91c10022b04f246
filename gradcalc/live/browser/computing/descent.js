// Gradient descent, step by step: gradcalc/maths/descent.py.

import { isLevel } from "./walk.js";

/** @import { OfTwo } from "../formula/values.js" */
/** @import { Pair } from "../kernel.d.ts" */
/** @import { GradientOfTwo } from "./walk.js" */

const MOST_HALVINGS = 60;
const ENOUGH = 1e-4; // of the fall that the slope promises: Armijo's condition

/**
 * The path of gradient descent, with momentum if that is not 0: the start and so many steps.
 * @param {GradientOfTwo} gradient @param {Pair} start @param {number} rate @param {number} steps @param {number} momentum
 */
export function descendPath(gradient, start, rate, steps, momentum) {
  let [[x, y], vx, vy] = [start, 0, 0];
  const path = [start];
  for (let count = 0; count < steps; count++) {
    const [gx, gy] = gradient(x, y);
    [vx, vy] = [momentum * vx - rate * gx, momentum * vy - rate * gy];
    [x, y] = [x + vx, y + vy];
    path.push([x, y]);
  }
  return path;
}

/** The first of the steps first, first/2, ... along v that lowers f enough. @param {OfTwo} f @param {Pair} at @param {Pair} v @param {number} slope @param {number} first */
function backtrackStep(f, [x, y], [vx, vy], slope, first) {
  const here = f(x, y);
  let t = first;
  for (let count = 0; count < MOST_HALVINGS; count++) {
    if (f(x + t * vx, y + t * vy) <= here + ENOUGH * t * slope) break;
    t /= 2;
  }
  return t;
}

/**
 * The path of gradient descent whose rate is found anew at every step, at most the first one.
 * @param {OfTwo} f @param {GradientOfTwo} gradient @param {Pair} start @param {number} steps @param {number} first
 */
export function descendWithSearch(f, gradient, start, steps, first) {
  const path = [start];
  for (let count = 0; count < steps; count++) {
    const [x, y] = path[path.length - 1];
    const [gx, gy] = gradient(x, y);
    const slope = -(gx * gx + gy * gy);
    const t = slope < 0 ? backtrackStep(f, [x, y], [-gx, -gy], slope, first) : 1;
    path.push(isLevel([gx, gy]) ? [x, y] : [x - t * gx, y - t * gy]); // no point behind one that has no gradient
  }
  return path;
}

/** For every step of a path the slope at its beginning, along its own direction. @param {Pair[]} gradients @param {Pair[]} path */
export function slopesAlong(gradients, path) {
  return path.slice(1).map(([x, y], k) => {
    const [dx, dy] = [x - path[k][0], y - path[k][1]];
    const length = Math.sqrt(dx * dx + dy * dy);
    return length > 0 ? (gradients[k][0] * dx + gradients[k][1] * dy) / length : NaN;
  });
}
