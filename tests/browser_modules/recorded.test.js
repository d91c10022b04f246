import assert from "node:assert/strict";
import test from "node:test";

import { keyOf, nearestMove, replay, withBytes, wornSheet } from "../../gradcalc/live/browser/recorded.js";

import { modelOf } from "./model.js";

/** @import { BoardTraits } from "../../gradcalc/live/browser/kernel.d.ts" */

const MOVES = [[0, 0], [1, 0], [0, 10], [1, 10]].map((at, frame) => ({ at, frame }));

test("the nearest recorded move counts each coordinate in its own spacing", () => {
  assert.equal(nearestMove(MOVES, [0.6, 4], [1, 10]).frame, 1);
  assert.equal(nearestMove(MOVES, [0.6, 6], [1, 10]).frame, 3);
  assert.equal(nearestMove(MOVES, [0.4, 6], [1, 10]).frame, 2);
});

test("a step along one coordinate is as far as a step along another", () => {
  const moves = [{ at: [0, 0], frame: 0 }, { at: [1, 10], frame: 1 }];
  assert.equal(nearestMove(moves, [0.9, 4], [1, 10]).frame, 1);
  assert.equal(nearestMove(moves, [0.9, 4], [1, 1]).frame, 0);
});

test("a coordinate that does not move is no distance", () => {
  assert.equal(nearestMove([{ at: [0, null], frame: 0 }, { at: [5, null], frame: 1 }], [4, null], [1, 1]).frame, 1);
});

test("a control stands at a number: its index, its power or its value", () => {
  const control = (/** @type {Record<string, unknown>} */ traits) => ({ has: (/** @type {string} */ name) => name in traits, get: (/** @type {string} */ name) => traits[name] });
  assert.equal(keyOf(control({ index: 2, value: "c" })), 2);
  assert.ok(Math.abs(keyOf(control({ base: 10, value: 1e-3 })) + 3) < 1e-12);
  assert.equal(keyOf(control({ value: 0.5 })), 0.5);
  assert.equal(keyOf(control({ value: true })), 1);
});

test("bytes come out of letters, however deep they lie, and all else as it is", () => {
  const { rows, others } = withBytes({ rows: [{ x: { base64: "AAEC/w==" } }], others: [1, null, "two", { three: true }] });
  assert.ok(rows[0].x instanceof DataView);
  assert.deepEqual([0, 1, 2, 3].map((i) => rows[0].x.getUint8(i)), [0, 1, 2, 255]);
  assert.deepEqual(others, [1, null, "two", { three: true }]);
});

const SHAPE = /** @type {any} */ ({
  levels: { ink: ["black", "white"], points: "many" }, hill: { rises: "high", colours: ["pale", "deep"] },
});
const SHEET = /** @type {any} */ ({ width: 3, moves: true, light: "day.webp", dark: "night.webp", hill: "hill.bin" });

test("a sheet wears the picture of the theme; a hill is the same for both", () => {
  const [day, night] = [wornSheet(SHEET, "light", SHAPE), wornSheet(SHEET, "dark", SHAPE)];
  assert.deepEqual([day.png, day.dark, day.hill, day.levels], ["day.webp", false, SHAPE.hill, SHAPE.levels]);
  assert.deepEqual([night.png, night.dark, night.hill, night.levels], ["night.webp", true, SHAPE.hill, SHAPE.levels]);
  assert.deepEqual([night.width, night.moves], [3, true]);
  const map = { ...SHEET, hill: undefined };
  assert.deepEqual([wornSheet(map, "dark").hill, wornSheet(map, "dark").png], [null, "night.webp"]);
});

/** As recording.py packs. @param {unknown} value */
async function packed(value) {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new DataView(await new Response(stream).arrayBuffer());
}

test("a hand on a recorded hill brings the nearest frame, whose hill is unpacked once", async () => {
  Object.assign(globalThis, { document: { body: { dataset: {} } } });
  const frames = [0, 1, 0].map((sheet, i) => ({ controls: [], sheets: { hill: sheet }, points: { hill: { steps: [1, 1] } }, solids: { hill: [{ kind: "Spot", x: i }] } }));
  const sheets = await Promise.all(["low", "high"].map(async (rises) => ({ ...SHEET, hill: await packed({ ...SHAPE, hill: { ...SHAPE.hill, rises } }) })));
  const points = { hill: frames.map((_, i) => ({ at: [i, 0], frame: i })) };
  const traits = { recorded: { frames: await packed(frames), sheets, controls: [], points }, backgrounds: { hill: { sheet: "none" } }, hand: {}, frame: {} };
  const model = modelOf(/** @type {BoardTraits} */ (/** @type {unknown} */ (traits)));
  await replay(/** @type {any} */ (model), []);
  const shown = () => /** @type {any} */ ([model.get("frame").solids.hill[0], model.get("backgrounds").hill.hill]);
  assert.deepEqual(shown(), [{ kind: "Spot", x: 0 }, { ...SHAPE.hill, rises: "low" }]);
  const heard = new Promise((resolve) => model.on("change:frame", resolve));
  model.set("hand", { panel: "hill", at: [0.9, 0.2], move: "me 1" });
  await heard;
  assert.deepEqual(shown(), [{ kind: "Spot", x: 1 }, { ...SHAPE.hill, rises: "high" }]);
  model.set("hand", { panel: "hill", at: [2, 0], move: "me 2" }); // its hill is known: at once
  assert.deepEqual([shown()[0].x, shown()[1].rises, model.get("frame").move], [2, "low", "me 2"]);
});
