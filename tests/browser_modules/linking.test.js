import assert from "node:assert/strict";
import test from "node:test";

import { followBoardLink, settingOfControl, textOfControl } from "../../gradcalc/live/browser/linking/board_link.js";
import { linkedState } from "../../gradcalc/live/browser/linking/explorer_link.js";
import { LinkError } from "../../gradcalc/live/browser/linking/link.js";
import { followLinks, isNamed, meantPlace, placeOnSite } from "../../gradcalc/live/browser/linking/place.js";
import { qrPath } from "../../gradcalc/live/browser/linking/sharing.js";
import { nearestFrame } from "../../gradcalc/live/browser/recorded.js";

/** An element in a place of a page, or in none. @param {{ picture: string, name?: string } | null} dataset */
const elementIn = (dataset) => /** @type {any} */ ({ closest: () => dataset && { dataset, querySelectorAll: () => [] } });
const at = (/** @type {string} */ href) => ({ href });
const NOWHERE = elementIn(null);

/** A control of ipywidgets. @param {Record<string, any>} traits */
function controlOf(traits) {
  return /** @type {any} */ ({
    traits,
    get: (/** @type {string} */ name) => traits[name],
    has: (/** @type {string} */ name) => name in traits,
    set: (/** @type {string} */ name, /** @type {any} */ value) => void (traits[name] = value),
  });
}
const CONTROLS = () => [
  controlOf({ index: 0, _options_labels: ["bowl", "saddle"] }),
  controlOf({ index: 1, _options_labels: ["0.01", "0.1", "1"] }),
  controlOf({ value: 3, min: 0, max: 40, step: 4, _model_name: "IntSliderModel" }),
  controlOf({ value: 1e-7, base: 10, min: -16, max: 0, step: 0.1 }),
  controlOf({ value: true }),
];
const NAMES = ["function", "rate", "steps", "h", "search"];
const board = /** @type {any} */ ({ get: () => NAMES });

test("on the site a link leads to the picture's own page, also from an embedded one", () => {
  const el = elementIn({ picture: "2" });
  const found = { page: "https://a.org/gradcalc/03.html", picture: "2" };
  assert.deepEqual(placeOnSite(el, at("https://a.org/gradcalc/03.html"), "", "explorer#1"), found);
  assert.deepEqual(placeOnSite(el, at("https://a.org/gradcalc/03.html?embed=1#gradcalc=1&x=1"), "https://b.org/", ""), found);
});

test("in the lab of the site a link leads to that site, elsewhere to the one that is known", () => {
  const lab = at("https://a.org/gradcalc/lite/lab/index.html?path=03.ipynb");
  assert.deepEqual(placeOnSite(NOWHERE, lab, "https://b.org/", "explorer#1"), { page: "https://a.org/gradcalc/explorer.html", picture: "1" });
  const hub = at("https://hub.org/user/me/lab/tree/03.ipynb");
  assert.deepEqual(placeOnSite(NOWHERE, hub, "https://b.org/gradcalc/", "06_gradient_descent#descent"), { page: "https://b.org/gradcalc/06_gradient_descent.html", picture: "descent" });
});

test("without an address of the site, or a page of its own, there is a sentence", () => {
  const hub = at("http://127.0.0.1:8888/lab/tree/03.ipynb");
  assert.match(/** @type {string} */ (placeOnSite(NOWHERE, hub, "", "explorer#1")), /no address on the web yet/);
  assert.match(/** @type {string} */ (placeOnSite(NOWHERE, hub, "https://b.org/", "")), /no page of its own/);
});

test("a link is meant for a picture by its number or name, else for the first, and no text of it becomes a selector", () => {
  /** @type {string[]} */
  const asked = [];
  const page = { querySelector: (/** @type {string} */ selector) => (asked.push(selector), selector === "[data-picture]" ? "first" : null) };
  const meant = (/** @type {string} */ link) => meantPlace(/** @type {any} */ (page), link);
  assert.equal(meant("#gradcalc=3&x=1"), "first");
  assert.equal(asked[0], '[data-picture~="3"], [data-name~="3"]');
  asked.length = 0;
  for (const link of ['#gradcalc="],body&x=1', "#gradcalc=", "#gradcalc=%22", "#elsewhere"]) assert.equal(meant(link), "first");
  assert.deepEqual(new Set(asked), new Set(["[data-picture]"]));
});

test("a link says of an explorer what its pictures depend on", () => {
  const tree = ["*", "x", "y"];
  const state = { x: 1, y: 2, angle: 45, step: 1e-7, method: "central", arrows: 20, lengths: "equal" };
  const showing = { given: { name: "x y", tree }, state, window: { xlim: [-2, 2], ylim: [-1, 3] }, camera: { azimuth: -60, elevation: 25 } };
  const known = { functions: {}, kinds: ["slice x"], directed: false, shows: ["cut"] };
  const written = (/** @type {object} */ some) => linkedState(/** @type {any} */ (showing), { ...known, ...some });
  assert.deepEqual(written({}), { f: "x*y", x: 1, y: 2, h: 1e-7, method: "central", window: [-2, 2, -1, 3], views: ["slice x"] });
  const all = written({ kinds: ["map", "surface"], directed: true });
  assert.deepEqual([all.angle, all.camera, all.shows, all.arrows, all.lengths], [45, [-60, 25], ["cut"], 20, "equal"]);
  const named = { ...showing, given: { name: "saddle", tree } };
  assert.equal(linkedState(/** @type {any} */ (named), { ...known, functions: { saddle: { tree } } }).f, "saddle");
  assert.equal(linkedState(/** @type {any} */ (named), { ...known, functions: { saddle: { tree: ["+", "x", "y"] } } }).f, "x*y");
});

test("controls say where they stand, and stand there again", () => {
  const texts = CONTROLS().map(textOfControl);
  assert.deepEqual(texts, ["bowl", "0.1", 3, 1e-7, 1]);
  assert.deepEqual(CONTROLS().map((control, i) => settingOfControl(control, String(texts[i]))), [{ index: 0 }, { index: 1 }, { value: 3 }, { value: 1e-7 }, { value: true }]);
  const [, rate, steps] = CONTROLS();
  assert.deepEqual(settingOfControl(rate, "0.2"), { index: 1 }); // the nearest
  assert.deepEqual(settingOfControl(steps, "43"), { value: 40 }); // a page may have a step less
  for (const [i, text] of /** @type {[number, string][]} */ ([[0, "Himmelblau"], [1, "2"], [2, "45"], [2, "3.5"], [2, "nan"], [3, "2"], [4, "2"], [4, "yes"]])) {
    assert.throws(() => settingOfControl(CONTROLS()[i], text), RangeError, text);
  }
});

test("a board takes all that a link says, or nothing", () => {
  const el = elementIn({ picture: "1", name: "descent" });
  const hands = { turn: () => undefined, replayed: null };
  const controls = CONTROLS();
  const values = () => controls.map(({ traits }) => traits.index ?? traits.value);
  followBoardLink(board, el, controls, "#gradcalc=descent&function=saddle&rate=1&steps=8&search=0&camera=10,20", hands);
  assert.deepEqual(values(), [1, 2, 8, 1e-7, false]);
  for (const link of ["#gradcalc=1&steps=20&search=maybe", "#gradcalc=2&steps=20", "#gradcalc=1&steps=20&camera=1", "#gradcalc=1&function=<b>"]) {
    assert.throws(() => followBoardLink(board, el, controls, link, hands), LinkError, link);
    assert.deepEqual(values(), [1, 2, 8, 1e-7, false]);
  }
});

test("a recorded board shows the position that is nearest to a wish", () => {
  const controls = [controlOf({ value: 0, min: 0, max: 10 }), controlOf({ value: 1, base: 10, min: 0, max: 2 })];
  const frames = [[0, 1], [10, 1], [0, 10], [0, 100]].map((values) => ({ controls: values.map((value) => ({ value })) }));
  assert.deepEqual(nearestFrame(frames, controls, [{ value: 10 }, { value: 1 }]), { frame: 1, apart: 0 });
  assert.equal(nearestFrame(frames, controls, [null, { value: 20 }]).frame, 2); // by its power
  assert.ok(nearestFrame(frames, controls, [{ value: 6 }, null]).apart > 0.3);
});

test("a code is drawn module by module, with room around it", () => {
  assert.equal(qrPath([[true, false], [false, true]]), "M4 4h1v1h-1zM5 5h1v1h-1z");
});

test("in the lab the picture of the marked cell takes what a page has handed on, once", () => {
  const kept = { gradcalcLink: "#gradcalc=3&x=1" };
  const window = { location: { hash: "" }, addEventListener() {}, removeEventListener() {} };
  Object.assign(globalThis, { document: { documentElement: { dataset: kept }, querySelector: () => null }, window });
  const marked = (/** @type {string | null} */ carried) =>
    /** @type {any} */ ({ isConnected: true, closest: (/** @type {string} */ selector) => (carried && selector === "[data-carried]" ? { dataset: { carried } } : null) });
  /** @type {string[]} */
  const followed = [];
  const follow = (/** @type {any} */ el) => followLinks(el, (link) => (followed.push(link), ""), () => {});
  follow(marked(null));
  assert.deepEqual(followed, []);
  follow(marked("3"));
  follow(marked("3")); // the cell is run again
  assert.deepEqual(followed, ["#gradcalc=3&x=1"]);
  assert.deepEqual([isNamed(marked("3"), "3"), isNamed(marked("3"), "4"), isNamed(marked(null), "3")], [true, false, false]);
});
