// The scenes of gradcalc/pictures/scenes once more, each in a file of the same name, for a reading interpolated in the browser.
// Every smooth surface of the gallery is drawn by both, and compared in tests/browser_modules/test_local_marks.py.

import { axisSlice } from "./axis_slice.js";
import { components } from "./components.js";
import { level } from "./level.js";
import { projection } from "./projection.js";
import { slice } from "./slice.js";
import { slopes } from "./slopes.js";

/** @import { Mark, Scene } from "../kernel.d.ts" */

/** Of a reading that is certain nothing of the kernel's stays. @returns {Scene} @param {Scene} scene */
const alone = (scene) => (reading, frame, scale, kept, known) => scene(reading, frame, scale, reading.certain ? [] : kept, known);

/** Which scene goes on which axes, as in gradcalc/pictures/panels.py. @type {Record<string, Scene>} */
export const SCENES = {
  map: alone(projection),
  components: alone(components),
  level: alone(level),
  slopes: alone(slopes),
  slice: alone(slice),
  "slice x": alone((...given) => axisSlice(0, ...given)),
  "slice y": alone((...given) => axisSlice(1, ...given)),
};

/** Whether some of these marks are those of the kernel, which it sent last. @param {Mark[]} marks @param {Mark[]} kept */
export const isKept = (marks, kept) => marks === kept || marks.some((mark) => kept.includes(mark));
