// What stands under a hill: the camera's handle, the ways to look at it, and what is shown on it.

import { FROM_ABOVE, besideOf, placeOfCamera } from "../space/camera.js";
import { DIRECTED } from "../scenes/hill_layers.js";
import { button, group } from "./buttons.js";
import { listenOnCamera } from "./hill.js";

/** @import { Model, ViewTraits } from "../kernel.d.ts" */
/** @import { CameraHand } from "./camera.js" */

export const CAMERA_HINT = "The camera has a button of its own, which takes arrow keys as well.";

const BESIDE = 8; // degrees above the floor, for a look from the side
/** @type {[name: string, text: string, words: string][]} */
const LAYER_BUTTONS = [
  ["cut", "cut along u", "Show the cut along u"],
  ["slices", "cuts along x, y", "Show the cuts along the axes"],
  ["plane", "tangent plane", "Show the tangent plane"],
  ["level", "level curve", "Show the level curve"],
  ["rises", "two rises", "Show the two parts of the rise along u"],
];

/**
 * @param {Element} parent
 * @param {CameraHand} camera
 * @param {(() => number) | null} angle of u, where there is one
 */
export function createCameraTools(parent, camera, angle) {
  const box = group(parent, "camera");
  const handle = button(box, "✥", "", () => camera.reset());
  handle.classList.add("gradcalc-camera");
  listenOnCamera(handle, camera);
  button(box, "From above", "Look from above: the hill becomes its map", () => camera.glide(FROM_ABOVE));
  if (angle) button(box, "From the side", "Look from the side, with u leading to the right", () => camera.glide(besideOf(angle(), BESIDE)));
  const play = button(box, "▶ Turn", "Let the camera go round slowly", () => {
    camera.spin();
    show();
  });
  play.classList.add("gradcalc-turn");
  button(box, "Reset view", "Back to the first view of the hill", () => camera.reset());

  function show() {
    play.textContent = camera.spinning ? "‖ Pause" : "▶ Turn";
    play.setAttribute("aria-pressed", String(camera.spinning));
    const words = `Camera. ${placeOfCamera(camera.now)}, ${Math.round(camera.now.elevation)}° above the floor. Arrow keys turn it, with Shift in larger steps; Home leads back.`;
    handle.setAttribute("aria-label", words);
    handle.title = words;
  }
  show();
  return { show };
}

/**
 * Drawn in the browser at once, where the samples tell; the kernel hears of it.
 * @param {Element} parent
 * @param {Model<Pick<ViewTraits, "shows" | "directed">>} model
 */
export function createLayerTools(parent, model) {
  const [box, directed] = [group(parent, "on the hill"), model.get("directed")];
  const shown = () => model.get("shows");
  const buttons = LAYER_BUTTONS.filter(([name]) => directed || !DIRECTED.includes(name)).map(([name, text, words]) => {
    const node = button(box, text, words, () => {
      const others = shown().filter((other) => other !== name);
      model.set("shows", others.length === shown().length ? [...others, name] : others);
      model.save_changes();
    });
    return { name, node };
  });
  return {
    show() {
      for (const { name, node } of buttons) node.setAttribute("aria-pressed", String(shown().includes(name)));
    },
  };
}
