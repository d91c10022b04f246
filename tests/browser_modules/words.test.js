import assert from "node:assert/strict";
import test from "node:test";

import { interpolator, readLocally } from "../../gradcalc/live/browser/reading/samples.js";
import { localWords } from "../../gradcalc/live/browser/reading/words.js";
import { sample, WINDOW } from "./sampled.js";

const bowl = interpolator(sample([(x) => 2 * x, (_, y) => 2 * y]));
const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ angle) => readLocally({ x, y, angle }, bowl, null, 1e-3);

test("the words of a reading name the point, the gradient and the slope along u", () => {
  const { table, note, remark, sentence } = localWords(at(1, 1, 90), "No Python.", true, WINDOW);
  assert.equal(sentence, "At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 90° the slope is 2.00.");
  assert.deepEqual(table, [["∂f/∂x", "2.00", ""], ["∂f/∂y", "2.00", ""], ["|∇f|", "2.83", ""], ["u", "(0.0000, 1.0000)", ""], ["Dᵤf", "2.00", ""]]);
  assert.deepEqual([note, remark], ["No Python.", ""]);
});

test("where no picture shows a direction, no word speaks of one", () => {
  const { table, sentence } = localWords(at(1, 1, 90), "", false, WINDOW);
  assert.equal(sentence, "At (1.00, 1.00) the slope along x is 2.00 and along y 2.00; the gradient is (2.00, 2.00), length 2.83.");
  assert.deepEqual(table.map(([name]) => name), ["∂f/∂x", "∂f/∂y", "|∇f|"]);
});

test("where the gradient is zero up to its error there is no steepest direction", () => {
  assert.match(localWords(at(0, 0, 90), "", true, WINDOW).sentence, /it is zero there: they tell no steepest direction/);
});

test("where the samples do not tell the gradient, the words say that it needs Python", () => {
  const { table, remark, sentence } = localWords(at(9, 9, 0), "", true, WINDOW);
  assert.equal(sentence, "The point is at (9.00, 9.00). The gradient there needs Python.");
  assert.equal(remark, sentence);
  assert.deepEqual(table, [["u", "(1.0000, 0.0000)", ""]]);
});
