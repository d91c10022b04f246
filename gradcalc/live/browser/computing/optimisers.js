// The steps of optimisers, and the way that one of them goes: gradcalc/maths/optimisers.py and racing.py.

/** @import { OfTwo } from "../formula/values.js" */
/** @import { Pair } from "../kernel.d.ts" */
/** @import { GradientOfTwo } from "./walk.js" */
/**
 * The next place of one component x, of which the gradient is g. What is remembered of it, zeros before the first step,
 * is changed in place; k counts the steps from 1.
 * @typedef {(x: number, g: number, memory: number[], k: number, rate: number, decay: number) => number} OptimiserStep
 */
/** @typedef {{ method: string, rate: number, steps: number, decay: number, noise: (k: number, part: number) => number }} Racing noise is what is added to each component of the gradient in step k, from 0 */
/** @typedef {{ path: Pair[], values: number[], gradients: Pair[] }} Course path is one point ahead of the values and gradients */

const BETA = 0.9; // of momentum and Nesterov
const ALPHA = 0.99; // of RMSProp
const BETA1 = 0.9; // of Adam, for its mean
const BETA2 = 0.999; // and for its mean square
const EPS = 1e-8;

/** @type {OptimiserStep} */
const straightDown = (x, g, _, __, rate) => x - rate * g;

/** In the order of their names in tables. @type {Record<string, OptimiserStep>} */
export const METHODS = {
  "gradient descent": straightDown,
  SGD: straightDown,
  momentum(x, g, memory, _, rate) {
    memory[0] = BETA * memory[0] + g;
    return x - rate * memory[0];
  },
  Nesterov(x, g, memory, _, rate) {
    memory[0] = BETA * memory[0] + g;
    return x - rate * (g + BETA * memory[0]);
  },
  RMSProp(x, g, memory, _, rate) {
    memory[0] = ALPHA * memory[0] + (1 - ALPHA) * g ** 2;
    return x - (rate * g) / (Math.sqrt(memory[0]) + EPS);
  },
  Adam(x, g, memory, k, rate, decay) {
    memory[0] = BETA1 * memory[0] + (1 - BETA1) * g;
    memory[1] = BETA2 * memory[1] + (1 - BETA2) * g ** 2;
    const [mean, root] = [memory[0] / (1 - BETA1 ** k), Math.sqrt(memory[1] / (1 - BETA2 ** k))];
    return (1 - rate * decay) * x - (rate * mean) / (root + EPS);
  },
};

/**
 * So many steps from a start, and the one onward from the last point. What has come to no number stays there.
 * @returns {Course} @param {OfTwo} f @param {GradientOfTwo} gradient @param {Pair} start @param {Racing} racing
 */
export function runCourse(f, gradient, start, { method, rate, steps, decay, noise }) {
  const step = METHODS[method];
  const memories = [[0, 0], [0, 0]];
  /** @type {Course} */
  const { path, values, gradients } = { path: [start], values: [], gradients: [] };
  for (let k = 0; k <= steps; k++) {
    const [x, y] = path[k];
    const there = Number.isFinite(x) && Number.isFinite(y);
    values.push(there ? f(x, y) : NaN);
    gradients.push(there ? gradient(x, y) : [NaN, NaN]);
    const [gx, gy] = gradients[k];
    path.push([
      step(x, gx + noise(k, 0), memories[0], k + 1, rate, decay),
      step(y, gy + noise(k, 1), memories[1], k + 1, rate, decay),
    ]);
  }
  return { path, values, gradients };
}
