import assert from "node:assert/strict";
import test from "node:test";

import { readNumber } from "../../gradcalc/cards/prediction_inputs.js";
import { lookInWords, tellsOf } from "../../gradcalc/cards/prediction_moved.js";
import { pointMarks } from "../../gradcalc/cards/prediction_point.js";
import { axesOf } from "../../gradcalc/live/browser/draw/axes.js";
import { FRAME } from "./sampled.js";

/** @import { Label, Polyline } from "../../gradcalc/live/browser/kernel.d.ts" */

/** @param {string} unit @param {string} [one] @param {string} [question] */
const asked = (unit, one = unit, question = "") => ({ unit, one, question });
/** @param {string[]} texts @param {ReturnType<typeof asked>} question */
const read = (texts, question) => texts.map((text) => readNumber(text, question));

test("a number is read as people write it", () => {
  const metres = asked("m");
  assert.deepEqual(read(["30", " -1.5 ", "−7,5 m", "1e3", "2 m", "+3", "- 4", "–5", "1/4", "-1/4 m"], metres), [30, -1.5, -7.5, 1000, 2, 3, -4, -5, 0.25, -0.25]);
  assert.deepEqual(read(["0,125", "12,5", "10,0000", "1,001", "1,001.5", "1,234,567", "−1,234,567", "1 001", "1’001"], metres), [0.125, 12.5, 10, 1.001, 1001.5, 1234567, -1234567, 1001, 1001]);
  for (const text of ["", "m", "  ", "thirty", "1/", "/2", "1/2/3", "1 2"]) assert.ok(Number.isNaN(readNumber(text, metres)), text);
});

test("one comma groups thousands where the question does, or counts something", () => {
  for (const question of [asked("calls", "call"), asked("", "", "A function of 1,000 variables?")]) {
    assert.deepEqual(read(["1,001", "1001", "10,000.5", "0,125", "12,5", "1,00"], question), [1001, 1001, 10000.5, 0.125, 12.5, 1]);
  }
  assert.deepEqual(read(["1,001 calls", "1 call"], asked("calls", "call")), [1001, 1]);
  assert.equal(readNumber("1,001", asked("", "", "From (1,000) to 2?")), 1001);
  assert.equal(readNumber("1,001", asked("", "", "At (1, 100)?")), 1.001);
});

test("degrees are degrees with their sign, with the word and without", () => {
  const texts = ["-45", "−45°", "-45 °", "-45 degrees", "-45 deg", "-45 Degrees", "-45,0º"];
  assert.deepEqual(read(texts, asked("°")), texts.map(() => -45));
  assert.deepEqual(read(["5 %", "5%", "5 percent", "5 per cent"], asked("%")), [5, 5, 5, 5]);
});

test("the sign of an answer stands around its place, as wide as it is high on the screen", () => {
  const [diamond] = /** @type {[Polyline]} */ (pointMarks(FRAME, undefined, [[1, 2]]));
  const axes = axesOf(FRAME);
  const [xs, ys] = [/** @type {number[]} */ (diamond.x), /** @type {number[]} */ (diamond.y)];
  const offsets = xs.map((x, i) => [Math.round(axes.x(x) - axes.x(1)), Math.round(axes.y(ys[i]) - axes.y(2))]);
  assert.deepEqual(offsets.map(String), ["10,0", "0,-10", "-10,0", "0,10", "10,0", "0,-10"]);
});

test("the labels of the answers stand above and the reader's below, on the side where there is room", () => {
  const labels = (/** @type {[number, number]} */ place) =>
    /** @type {Label[]} */ (pointMarks(FRAME, place, [place]).filter(({ kind }) => kind === "Label"));
  const told = (/** @type {[number, number]} */ place) => labels(place).map(({ text, dx, dy }) => [text, Math.sign(dx), Math.sign(dy)]);
  assert.deepEqual(told([0, 1]), [["answer", 1, 1], ["you", 1, -1]]);
  assert.deepEqual(told([2, 1]), [["answer", -1, 1], ["you", -1, -1]]);
});

test("before anything is placed or revealed there is nothing to draw", () => {
  assert.deepEqual(pointMarks(FRAME, undefined, []), []);
  assert.deepEqual(pointMarks(FRAME, [0, 0], []).map(({ role }) => role), ["point", "point"]);
});

test("a slider has moved when its handle stands elsewhere than before, and none else has", () => {
  /** @param {string} label @param {string} now @param {string | null} before */
  const record = (label, now, before) =>
    /** @type {any} */ ({ oldValue: before, target: { getAttribute: (/** @type {string} */ name) => (name === "aria-label" ? label : now) } });
  assert.ok(tellsOf([record("steps", "3.0", "2.0"), record("rate η", "0.9", "0.1")], "rate η"));
  assert.ok(!tellsOf([record("steps", "3.0", "2.0")], "rate η"), "another slider");
  assert.ok(!tellsOf([record("rate η", "0.1", "0.1")], "rate η"), "the same place again");
  assert.ok(!tellsOf([record("rate η", "0.1", null)], "rate η"), "its first place, when it is made");
  assert.equal(lookInWords("You predicted 3.", "rate η"), "You predicted 3. See for yourself: move “rate η” in the next picture.");
});
