import assert from "node:assert/strict";
import test from "node:test";

import { LinkError } from "../../gradcalc/live/browser/linking/link.js";
import { restoreLinked } from "../../gradcalc/live/browser/linking/restoring.js";

import { modelOf } from "./model.js";

const HOME = { xlim: [-2, 2], ylim: [-2, 2] };
const SQUARE = ["^", "x", ["number", "2"]];

/** An explorer of x^2, whose box for a formula is heard as choosers.js hears it. @param {{ able: boolean }} page */
function explorer({ able }) {
  const heard = /** @type {any} */ ({ moved: {}, camera: null, window: HOME });
  const shown = { given: /** @type {any} */ ({ name: "x^2", tree: SQUARE }) };
  const control = (/** @type {object} */ traits, /** @type {(value: any) => void} */ act) => {
    const model = modelOf(/** @type {any} */ (traits));
    model.on("change:value", () => act(/** @type {any} */ (model.get("value"))));
    return model;
  };
  const formula = control({ value: "" }, (name) => able && (shown.given = { name, tree: "y" }));
  const method = control({ index: 0, _options_labels: ["central", "complex"] }, () => undefined);
  const traits = { choosers: { formula: "IPY_MODEL_formula", method: "IPY_MODEL_method" }, functions: {}, panels: [], shows: ["cut"] };
  const zoom = {
    able,
    get window() {
      return heard.window;
    },
    hold: (/** @type {any} */ window) => void (heard.window = window),
    release: () => undefined,
  };
  const hands = {
    model: { ...modelOf(/** @type {any} */ (traits)), widget_manager: { get_model: async (/** @type {string} */ id) => (id === "formula" ? formula : method) } },
    el: { closest: () => null }, shown, zoom,
    move: (/** @type {object} */ part) => Object.assign(heard.moved, part),
    camera: { stand: (/** @type {object} */ place) => void (heard.camera = place) },
  };
  const restore = (/** @type {object} */ state) => restoreLinked(state, /** @type {any} */ (hands));
  return { heard, shown, traits, method, restore };
}

test("a page that computes shows all that a link says", async () => {
  const { heard, shown, traits, method, restore } = explorer({ able: true });
  const said = await restore({ f: "x y", x: 3, y: 1, angle: 30, h: 1e-3, method: "complex", window: [0, 4, 0, 2], camera: [10, 20], shows: ["plane"] });
  assert.equal(said, "");
  assert.equal(shown.given.name, "x y");
  assert.deepEqual(heard.moved, { x: 3, y: 1, angle: 30, step: 1e-3, method: "complex" });
  assert.deepEqual(heard.window, { xlim: [0, 4], ylim: [0, 2] });
  assert.deepEqual([heard.camera, traits.shows, method.get("index")], [{ azimuth: 10, elevation: 20 }, ["plane"], 1]);
});

test("a page that computes nothing moves the point of its own function, and says what it cannot show", async () => {
  const { heard, restore } = explorer({ able: false });
  assert.equal(await restore({ f: "x^2", x: 1, y: -1, angle: 90, window: [-2, 2, -2, 2] }), "");
  assert.deepEqual(heard.moved, { x: 1, y: -1, angle: 90 });
  for (const state of [{ f: "x y", x: 0 }, { f: "saddle", x: 0 }, { window: [0, 1, 0, 1], x: 0.5, y: 0.5 }]) {
    assert.match(await restore(state), /only Python can show/);
    assert.equal(heard.moved.x, 1);
  }
});

test("what cannot be changes nothing", async () => {
  const { heard, restore, shown } = explorer({ able: true });
  for (const state of [{ f: "<img src=x onerror=alert(1)>" }, { f: "sinx" }, { x: 3 }, { y: -2.5 }, { f: "(".repeat(1000) }]) {
    await assert.rejects(restore(state), LinkError);
  }
  assert.deepEqual([heard.moved, shown.given.name], [{}, "x^2"]);
});
