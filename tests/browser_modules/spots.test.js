import assert from "node:assert/strict";
import test from "node:test";

import { decodeHill } from "../../gradcalc/live/browser/space/hill.js";
import { createEye } from "../../gradcalc/live/browser/space/seen.js";

/** @import { Dots, Levels, Spots } from "../../gradcalc/live/browser/kernel.d.ts" */

const bytes = (/** @type {ArrayBufferView<ArrayBuffer>} */ { buffer, byteOffset, byteLength }) => new DataView(buffer, byteOffset, byteLength);

/** A roof over a square window, with its ridge above the y-axis. */
function roof() {
  const corners = Float64Array.from({ length: 41 }, (_, i) => -2 + i / 10);
  const rises = Float32Array.from({ length: 41 * 41 }, (_, i) => 2 - Math.abs(corners[i % 41]));
  const colours = new Uint8Array(3 * 40 * 40);
  return decodeHill({ x: bytes(corners), y: bytes(corners), rises: bytes(rises), colours: [bytes(colours), bytes(colours)], base: 0, top: 2, factor: 1, cut: [false, false] }, /** @type {Levels} */ ({}));
}

const ROWS = { x: [-1.45, 0, 1.45], y: [0.05, 0.05, 0.05], z: [0.55, 2, 0.55] };
/** @type {Spots} */
const SPOTS = { kind: "Spots", ...ROWS, role: "path" };

/** @param {number} azimuth @param {number} elevation */
function dotsFrom(azimuth, elevation) {
  const view = createEye(roof(), { azimuth, elevation });
  const dots = /** @type {Dots | undefined} */ (view.seen([SPOTS]).above.find(({ kind }) => kind === "Dots"));
  assert.ok(dots);
  return { dots, at: (/** @type {number[]} */ some) => some.map((i) => view.at(ROWS.x[i], ROWS.y[i], ROWS.z[i])) };
}

test("of small dots on a roof, those beyond its ridge are not seen; from above all are", () => {
  for (const { azimuth, elevation, some } of [
    { azimuth: 0, elevation: 15, some: [1, 2] },
    { azimuth: 180, elevation: 15, some: [0, 1] },
    { azimuth: -90, elevation: 90, some: [0, 1, 2] },
  ]) {
    const { dots, at } = dotsFrom(azimuth, elevation);
    assert.deepEqual([dots.x, dots.y], [at(some).map(([x]) => x), at(some).map(([, y]) => y)]);
    assert.equal(dots.role, "path");
  }
});
