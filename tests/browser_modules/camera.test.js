import assert from "node:assert/strict";
import test from "node:test";

import { createCamera } from "../../gradcalc/live/browser/hand/camera.js";
import { modelOf } from "./model.js";

/** @import { ViewTraits } from "../../gradcalc/live/browser/kernel.d.ts" */

Object.assign(globalThis, { window: { matchMedia: () => ({ matches: true }) } }); // a reader who wants less motion

test("the kernel hears where the camera rests, and nothing when it rests where it was", (t) => {
  t.mock.timers.enable(["setTimeout"]);
  const model = modelOf(/** @type {ViewTraits} */ ({ azimuth: -110, elevation: 30 }));
  const camera = createCamera(model, () => {});
  camera.stand({ azimuth: -110, elevation: 30 });
  t.mock.timers.tick(1000);
  assert.equal(camera.turning, false);
  assert.deepEqual(model.sent, [], "an empty message is never answered: the picture would wait for ever, deaf to Python");
  camera.glide({ azimuth: -110, elevation: 90 });
  t.mock.timers.tick(1000);
  assert.equal(model.sent.length, 1);
  assert.deepEqual(model.traits, { azimuth: -110, elevation: 90 });
  camera.turn(15, -20);
  camera.turn(-15, 20);
  t.mock.timers.tick(1000);
  assert.equal(model.sent.length, 1, "turned away and back between two rests");
});
