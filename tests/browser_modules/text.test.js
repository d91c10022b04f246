import assert from "node:assert/strict";
import test from "node:test";

import { general, short, slopeText } from "../../gradcalc/live/browser/draw/text.js";

// test_local_marks.py compares many more numbers with Python's own.
test("numbers are written as Python's format g writes them", () => {
  const written = {
    "0.0001": 1e-4, "0.00012": 1.2e-4, "1.2e-05": 1.2e-5, "1234": 1234, "1.234e+04": 12340, "1e+05": 1e5, "0": 0,
    "-2.5": -2.5, "1e+300": 1e300, "1e-300": 1e-300, "0.5": 0.5, "100": 100,
  };
  for (const [text, value] of Object.entries(written)) assert.equal(general(value, 4), text);
  assert.equal(general(99999, 4), "1e+05");
  assert.equal(general(999.96, 4), "1000");
  assert.equal(general(Infinity, 4), "inf");
});

test("short numbers have two digits behind the point, or three in all", () => {
  assert.deepEqual([1, -0.014, 0.01, 99999.994, 1e5, 0.0099, -1e-7].map((value) => short(value)),
    ["1.00", "-0.01", "0.01", "99999.99", "1e+05", "0.0099", "-1e-07"]);
});

test("what is no larger than the noise is zero", () => {
  assert.deepEqual([short(0), short(1e-9, 1e-9), short(-1e-9, 1e-9), short(1.1e-9, 1e-9)], ["0.00", "0.00", "0.00", "1.1e-09"]);
  assert.equal(slopeText({ slope: 2e-6, noise: 3e-6 }), "0.00");
  assert.equal(slopeText({ slope: 4e-6, noise: 3e-6 }), "4e-06");
});
