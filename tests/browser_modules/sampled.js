// Samples as the kernel would send them, of functions that are known exactly.

/** @import { Frame, Known, Partials, Samples, Window } from "../../gradcalc/live/browser/kernel.d.ts" */

const SIZE = 41;

/** @type {Window} */
export const WINDOW = { xlim: [-2, 2], ylim: [-1, 3] };
/** @type {Frame} */
export const FRAME = { width: 472, height: 478, left: 58, top: 34, box_width: 400, box_height: 400, xlim: [-2.4, 2.4], ylim: [-1.4, 3.4] };
/** @type {Known} */
export const UNKNOWN = { cosine: true, heightAt: null, window: WINDOW };

/** Numbers as bytes of the kernel, which start anywhere. @param {Float32Array | Float64Array | Uint8Array | Uint16Array | Uint32Array} numbers */
export function bytes(numbers) {
  const shifted = new Uint8Array(numbers.byteLength + 1);
  shifted.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), 1);
  return new DataView(shifted.buffer, 1);
}

/**
 * Samples of functions; the cells in `doubtful`, given as [row, column], are not to be trusted.
 * @returns {Samples & Partials}
 * @param {((x: number, y: number) => number)[]} functions
 * @param {[number, number][]} [doubtful]
 */
export function sample(functions, doubtful = []) {
  const along = ([low, high] = [0, 1]) => Array.from({ length: SIZE }, (_, i) => low + ((high - low) * i) / (SIZE - 1));
  const [xs, ys] = [along(WINDOW.xlim), along(WINDOW.ylim)];
  const unit = 4;
  const trusted = new Uint8Array((SIZE - 1) ** 2).fill(1);
  for (const [row, column] of doubtful) trusted[row * (SIZE - 1) + column] = 0;
  return {
    ...WINDOW,
    size: SIZE,
    stencil: 4,
    unit,
    samples: functions.map((f) => bytes(new Float32Array(ys.flatMap((y) => xs.map((x) => f(x, y) / unit))))),
    trusted: bytes(trusted),
    scheme: "central, 1e-6",
    cosine: true,
    error: 1e-6,
    gap: 0,
  };
}
