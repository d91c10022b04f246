import assert from "node:assert/strict";
import test from "node:test";

import { listenOnlyToHands } from "../../gradcalc/live/browser/hand/names.js";
import { joinInputs, positionOf, valueAt } from "../../gradcalc/live/browser/hand/inputs.js";
import { createPost } from "../../gradcalc/live/browser/post.js";

/** @import { Control } from "../../gradcalc/live/browser/kernel.d.ts" */

const sliderFrom = (/** @type {number} */ min, /** @type {number} */ max, /** @type {number} */ step) => {
  /** @type {Record<string, number>} */
  const traits = { min, max, step };
  return { get: (/** @type {string} */ name) => traits[name], has: (/** @type {string} */ name) => name in traits };
};

test("the position of a value is the nearest one, and its value is that of the position", () => {
  const slider = sliderFrom(-2, 2, 0.01);
  assert.equal(positionOf(slider, -2), 0);
  assert.equal(positionOf(slider, 0.4049), 240);
  assert.equal(positionOf(slider, 0.4051), 241);
  for (const position of [0, 1, 57, 240, 399, 400]) assert.equal(positionOf(slider, valueAt(slider, position)), position);
});

test("the value of a position has the last bits that noUiSlider gives it, and stays within the limits", () => {
  assert.equal(valueAt(sliderFrom(0, 360, 1), 15), 15);
  assert.equal(valueAt(sliderFrom(-2, 2, 0.01), 500), 2);
  assert.equal(valueAt(sliderFrom(-2, 2, 0.01), -3), -2);
  assert.equal(valueAt(sliderFrom(0.1, 0.7, 0.1), 3), ((3 * ((0.1 * 100) / (0.7 - 0.1))) * (0.7 - 0.1)) / 100 + 0.1);
});

/** A model of a control, whose class sends what there is to be sent. */
class Sender {
  comm_live = true;
  /** @type {unknown} */
  _state_lock = null;
  /** @type {object} */
  _buffered_state_diff = { value: 1 };
  /** @type {any[]} */
  sent = [];
  /** @type {(() => void) | undefined} */
  whileSending;
  /** @param {any} [callbacks] */
  save_changes(callbacks) {
    this.sent.push(callbacks);
    this.whileSending?.();
  }
}

const control = (/** @type {Sender} */ sender) => /** @type {Control} */ (/** @type {unknown} */ (sender));

/** A model whose views hear of a new value, each before the setting of it has ended, as Backbone's do. */
class Shown extends Sender {
  value = 0;
  /** @type {((updated: object | undefined) => void)[]} */
  views = [];
  /** @param {string} _name @param {number} value @param {{ updated_view?: object }} [options] */
  set(_name, value, options) {
    if (value === this.value) return;
    this.value = value;
    for (const hear of this.views) hear(options?.updated_view);
  }
}

test("two views that round a slider's value, each in its way, do not answer each other without end", () => {
  const slider = new Shown();
  for (const bit of [-1e-15, 1e-15]) {
    const view = {};
    slider.views.push((updated) => updated !== view && slider.set("value", slider.value + bit, { updated_view: view }));
  }
  assert.throws(() => slider.set("value", 1), RangeError);
  listenOnlyToHands(control(slider));
  slider.set("value", 2);
  assert.equal(slider.value, 2);
  slider.set("value", 3, { updated_view: {} }); // a hand, on a view
  assert.equal(slider.value, 3);
});

test("a slider tells the kernel nothing that the kernel has told it", () => {
  const slider = new Sender();
  listenOnlyToHands(control(slider));
  slider._state_lock = { value: 1 };
  slider.save_changes();
  assert.deepEqual(slider.sent, []);
  slider._state_lock = null;
  slider.save_changes("told");
  assert.deepEqual(slider.sent, ["told"]);
});

test("a slider that rounds while it sends does not send again without end", () => {
  const slider = new Sender();
  listenOnlyToHands(control(slider));
  slider.whileSending = () => slider.save_changes();
  slider.save_changes();
  assert.equal(slider.sent.length, 1);
  slider.whileSending = () => {
    throw new Error("lost");
  };
  assert.throws(() => slider.save_changes(), /lost/);
  slider.whileSending = undefined;
  slider.save_changes();
  assert.equal(slider.sent.length, 3, "after a failure it sends again");
});

test("what a slider sends is receipted, and only where there is something to send and a kernel to answer", () => {
  const [slider, post] = [new Sender(), createPost()];
  listenOnlyToHands(control(slider), post);
  slider._buffered_state_diff = {};
  slider.save_changes();
  assert.ok(!post.waits());
  slider._buffered_state_diff = { value: 2 };
  slider.comm_live = false;
  slider.save_changes();
  assert.ok(!post.waits());
  slider.comm_live = true;
  slider.save_changes();
  assert.ok(post.waits(slider));
  slider.sent.at(-1).iopub.status({ content: { execution_state: "idle" } });
  assert.ok(!post.waits());
});

test("a slider tells of a drag five times a second, and of where it is let go at once", () => {
  let time = 0;
  const post = createPost({ now: () => time, after: () => 1, cancel() {} });
  const slider = new Sender();
  listenOnlyToHands(control(slider), post);
  post.pace(true);
  for (let i = 0; i < 120; i++) {
    time = (i * 1000) / 60;
    slider._buffered_state_diff = { value: i };
    slider.save_changes();
  }
  assert.ok(slider.sent.length <= 11, `${slider.sent.length} messages in two seconds`);
  const before = slider.sent.length;
  slider._buffered_state_diff = { value: 500 };
  slider.save_changes();
  post.flush();
  assert.equal(slider.sent.length, before + 1);
  assert.ok(post.waits(slider));
  slider.sent.at(-1).iopub.status({ content: { execution_state: "idle" } });
  assert.ok(!post.waits());
});

test("two pictures that share a slider quieten it once", () => {
  const slider = new Sender();
  listenOnlyToHands(control(slider));
  const quiet = slider.save_changes;
  listenOnlyToHands(control(slider));
  assert.equal(slider.save_changes, quiet);
});

test("a slider that has the limits of an earlier window still is left where it stands", async () => {
  const traits = /** @type {Record<string, number>} */ ({ min: -4, max: -3, step: 0.01, value: -3.5 });
  const slider = {
    ...{ get: (/** @type {string} */ name) => traits[name], has: (/** @type {string} */ name) => name in traits },
    ...{ on() {}, off() {}, save_changes() {}, set_state: (/** @type {object} */ state) => Object.assign(traits, state) },
  };
  const state = { now: { x: 1 }, ahead: true };
  const joined = joinInputs({ x: /** @type {any} */ (slider) }, {}, state, createPost(), () => {});
  joined.follow();
  assert.equal(traits.value, -3.5); // and not -3, which its view would answer as a hand does
  Object.assign(traits, { min: -2, max: 2 });
  joined.follow();
  assert.equal(traits.value, 1);
});

test("two pictures of one slider whose hands are both ahead do not answer each other without end", async () => {
  const traits = /** @type {Record<string, number>} */ ({ min: -4, max: 4, step: 0.01, value: 0 });
  /** @type {(() => void)[]} */
  const heard = [];
  let shown = 0;
  const slider = {
    ...{ get: (/** @type {string} */ name) => traits[name], has: (/** @type {string} */ name) => name in traits },
    ...{ on: (/** @type {string} */ _, /** @type {() => void} */ act) => heard.push(act), off() {}, save_changes() {} },
    /** @type {unknown} */
    _state_lock: null,
    /** @param {object} state as the kernel's, of which every view hears */
    set_state(state) {
      shown += 1;
      if (shown > 100) throw new Error("without end");
      Object.assign(traits, state);
      this._state_lock = state;
      for (const act of heard) act();
      this._state_lock = null;
    },
  };
  const [one, other] = [1, 2].map((x) => joinInputs({ x: /** @type {any} */ (slider) }, {}, { now: { x }, ahead: true }, createPost(), () => {}));
  one.follow();
  other.follow();
  await new Promise((done) => setTimeout(done));
  assert.equal(shown, 2);
  assert.equal(traits.value, 2); // the last hand's, until the kernel has answered
  slider.set_state({ value: -1 }); // the kernel's, of an earlier place of a hand
  await new Promise((done) => setTimeout(done));
  assert.equal(traits.value, 2);
});
