// Where one looks from at a hill, as in gradcalc/pictures/camera.py.

/** @import { Camera, Triple } from "../kernel.d.ts" */
/** @typedef {ReturnType<typeof cameraAt>} Eye */

const WINDS = ["east", "north-east", "north", "north-west", "west", "south-west", "south", "south-east"];
const OPAQUE = 0.86;
const CLEAR = 35;

/** @type {Camera} */
export const FROM_ABOVE = { azimuth: -90, elevation: 90 };

/** The unit vectors of a camera, and how much a hill hides for it. @param {Camera} camera */
export function cameraAt({ azimuth, elevation }) {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const [ca, sa, ce, se] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  return {
    right: /** @type {Triple} */ ([-sa, ca, 0]),
    up: /** @type {Triple} */ ([-se * ca, -se * sa, ce]),
    towards: /** @type {Triple} */ ([ce * ca, ce * sa, se]),
    opacity: OPAQUE * Math.min(1, (90 - elevation) / (90 - CLEAR)),
  };
}

/** Where a camera stands, in words. @param {Camera} camera */
export function placeOfCamera({ azimuth, elevation }) {
  if (elevation > 80) return "From above";
  return `From the ${WINDS[((Math.round(azimuth / 45) % 8) + 8) % 8]}`;
}

/** The same as a sentence of its own. @param {Camera} camera */
export const cameraSentence = (camera) => `The hill is seen ${placeOfCamera(camera).replace("From", "from")}.`;

/** From the side, so that u leads to the right. @returns {Camera} @param {number} angle of u @param {number} elevation */
export const besideOf = (angle, elevation) => ({ azimuth: angle - 90, elevation });

/** An azimuth from -180 to below 180. @param {number} degrees */
export const wrapped = (degrees) => ((((degrees + 180) % 360) + 360) % 360) - 180;
