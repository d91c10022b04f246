import assert from "node:assert/strict";
import test from "node:test";

import { understanding } from "../../gradcalc/live/browser/hand/understood.js";

test("what is typed is shown as it is understood", () => {
  const found = understanding("x² sin 2y");
  assert.ok("mathml" in found);
  assert.match(found.mathml, /<msup><mi>x<\/mi><mn>2<\/mn><\/msup>/);
  assert.match(found.mathml, /<mi>sin<\/mi>.*<mn>2<\/mn>.*<mi>y<\/mi>/);
});

test("what may mean two things is said with its place, counted as it was typed", () => {
  assert.deepEqual(understanding("𝑥 + sin x y"), {
    what: "“sin x y” can be read in two ways: write sin(x)*y or sin(x*y).",
    start: 4,
    end: 11,
  });
});

test("nothing that is typed gets into the page as it is", () => {
  for (const typed of ["<b>x</b>", "x&y", "2e3<script>"]) assert.ok("what" in understanding(typed));
});
