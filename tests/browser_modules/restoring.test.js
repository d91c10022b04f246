import assert from "node:assert/strict";
import test from "node:test";

import { LinkError } from "../../gradcalc/live/browser/linking/link.js";
import { restoreLinked } from "../../gradcalc/live/browser/linking/restoring.js";

import { modelOf } from "./model.js";

const HOME = { xlim: [-2, 2], ylim: [-2, 2] };
const SQUARE = ["^", "x", ["number", "2"]];

/** An explorer of x^2, and what its hands were told. @param {{ able?: boolean }} page */
function explorer({ able = true } = {}) {
  const heard = /** @type {any} */ ({ moved: {}, set: {}, camera: null, window: HOME });
  const shown = { given: /** @type {any} */ (able ? { name: "x^2", tree: SQUARE } : null) };
  const traits = { functions: {}, panels: [], shows: ["cut"] };
  const hands = {
    model: modelOf(/** @type {any} */ (traits)), el: { closest: () => null }, shown,
    zoom: {
      able,
      get window() {
        return heard.window;
      },
      to: (/** @type {any} */ window) => (heard.window = window) !== null,
    },
    pick: (/** @type {string} */ name) => able && (shown.given = { name, tree: "y" }),
    set: (/** @type {object} */ part) => Object.assign(heard.set, part),
    move: (/** @type {object} */ part) => Object.assign(heard.moved, part),
    camera: { stand: (/** @type {object} */ place) => void (heard.camera = place) },
  };
  const restore = (/** @type {object} */ state) => restoreLinked(state, /** @type {any} */ (hands));
  return { heard, shown, traits, restore };
}

test("a page that computes shows all that a link says", () => {
  const { heard, shown, traits, restore } = explorer();
  const said = restore({ f: "x y", x: 3, y: 1, angle: 30, h: 1e-3, method: "complex", window: [0, 4, 0, 2], camera: [10, 20], shows: ["plane"] });
  assert.equal(said, "");
  assert.equal(shown.given.name, "x y");
  assert.deepEqual([heard.moved, heard.set], [{ x: 3, y: 1, angle: 30 }, { step: 1e-3, method: "complex" }]);
  assert.deepEqual(heard.window, { xlim: [0, 4], ylim: [0, 2] });
  assert.deepEqual([heard.camera, traits.shows], [{ azimuth: 10, elevation: 20 }, ["plane"]]);
});

test("a function that is shown already is not chosen again, nor its window asked for", () => {
  const { heard, shown, restore } = explorer();
  const { given } = shown;
  restore({ f: "x^2", x: 1, window: [-2, 2, -2, 2] });
  assert.deepEqual([shown.given === given, heard.window === HOME, heard.moved], [true, true, { x: 1 }]);
});

test("what only Python draws keeps its window, and says so", () => {
  const { heard, restore } = explorer({ able: false });
  assert.equal(restore({ x: 1, y: -1, angle: 90, window: [-2, 2, -2, 2] }), "");
  assert.deepEqual(heard.moved, { x: 1, y: -1, angle: 90 });
  assert.match(restore({ window: [0, 1, 0, 1], x: 0.5, y: 0.5 }), /only Python can show/);
  assert.equal(heard.moved.x, 1);
});

test("what cannot be changes nothing", () => {
  const { heard, restore, shown } = explorer();
  for (const state of [{ f: "<img src=x onerror=alert(1)>" }, { f: "sinx" }, { x: 3 }, { y: -2.5 }, { f: "(".repeat(1000) }]) {
    assert.throws(() => restore(state), LinkError);
  }
  assert.deepEqual([heard.moved, shown.given.name], [{}, "x^2"]);
});
