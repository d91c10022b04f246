import assert from "node:assert/strict";
import test from "node:test";

import { parseFormula } from "../../gradcalc/live/browser/formula/parser.js";
import { createStage } from "../../gradcalc/live/browser/stage/stage.js";

const given = { tree: parseFormula("x^2 y"), name: "x^2 y", title: "" };
/** @type {import("../../gradcalc/live/browser/kernel.d.ts").Window} */
const window = { xlim: [-1, 1], ylim: [-1, 2] };

test("a stage is remembered, by function, window and views, until twenty-four others have been asked for", () => {
  const stage = createStage(given, window, ["slopes"]);
  assert.equal(createStage({ ...given }, { xlim: [-1, 1], ylim: [-1, 2] }, ["slopes"]), stage);
  assert.equal(createStage({ ...given, tree: parseFormula("x^2 y") }, window, ["slopes"]), stage); // as the kernel sends it anew
  assert.notEqual(createStage({ ...given, tree: parseFormula("x^2 + y") }, window, ["slopes"]), stage);
  assert.notEqual(createStage({ ...given, title: "f" }, window, ["slopes"]), stage);
  assert.notEqual(createStage(given, window, ["slopes", "map"]), stage);
  for (let i = 0; i < 4; i++) createStage(given, { ...window, xlim: [-1, 2 + i / 2] }, ["slopes"]);
  assert.equal(createStage(given, window, ["slopes"]), stage);
  for (let i = 0; i < 24; i++) createStage(given, { ...window, xlim: [-1, 2 + i / 2] }, ["slopes"]);
  assert.notEqual(createStage(given, window, ["slopes"]), stage);
});

test("maps that show the same contours share them", () => {
  const { panels } = createStage(given, window, ["map", "level"]);
  assert.equal(panels.map.levels, panels.level.levels);
});

test("a headline is the formula, and another one where it is given; beside a hill it says how high heights are drawn", () => {
  const titles = (/** @type {string} */ title) => ["map", "surface"].map((kind) => createStage({ ...given, title }, window, [kind]).panels[kind].paper?.title);
  const [[first, formula]] = /** @type {any} */ (titles(""));
  assert.equal(first, "$f$($x$, $y$) = ");
  assert.match(formula.mathml, /^<math.*<msup><mi>x<\/mi><mn>2<\/mn><\/msup>.*<\/math>$/);
  assert.deepEqual(titles("f(x, y): mine"), [["f(x, y): mine"], ["f(x, y): mine", ", heights × 0.4"]]);
});

test("a negative exponent of a number has the minus of formulas, not a hyphen", () => {
  const { paper } = createStage({ ...given, tree: parseFormula("1e-5 x") }, window, ["map"]).panels.map;
  const [, formula] = /** @type {any} */ (paper).title;
  assert.match(formula.mathml, /<msup><mn>10<\/mn><mn>−5<\/mn><\/msup>/);
});
