// The hill in words, as gradcalc/pictures/scenes/surface.py says them.

import { general, pairText, short } from "../draw/text.js";
import { placeOfCamera } from "../space/camera.js";
import { DIRECTED, longStep } from "./hill_layers.js";

/** @import { Camera, Computed } from "../kernel.d.ts" */
/** What is said of a hill; cut tells whether it goes on below its base and above its top. */
/** @typedef {{ base: number, top: number, factor: number, side: number, rises: ArrayLike<number>, cut: [boolean, boolean] }} WordedHill */

/**
 * @param {WordedHill} hill
 * @param {Computed} reading
 * @param {{ directed: boolean, where: string, shows?: string[], camera?: Camera }} beside
 */
export function hillWords(hill, reading, { directed, where, shows = ["cut"], camera = { azimuth: -60, elevation: 25 } }) {
  const { base, top, factor, cut } = hill;
  const { value, diagnosis, off, differences } = reading;
  const heights = Array.from(hill.rises).filter(Number.isFinite).map((rise) => base + rise / factor);
  const [low, high] = heights.length ? [Math.min(...heights), Math.max(...heights)] : [base, top];
  const finest = 1e-6 * (top - base); // heights are float32
  const words = [
    `${placeOfCamera(camera)}, above its map: a hill with heights from ${short(low, finest)} to ${short(high, finest)}.`,
    atThePoint(hill, reading, directed && shows.includes("cut"), where),
  ];
  const arrow = pairText(differences, Math.hypot(...differences));
  if (diagnosis.flat) words.push("The gradient is zero, so no arrow lies on the floor.");
  else if (diagnosis.exists) words.push(`On the floor, not on the hill, lies ${off ? `the arrow ${arrow} that the differences give` : `the gradient ${arrow}`}.`);
  const there = value >= base && value <= top;
  if (there) words.push(...shows.filter((name) => directed || !DIRECTED.includes(name)).map((name) => layerWords(hill, reading, name)));
  if (factor !== 1) words.push(`Heights are drawn ${general(factor, 6)} times as high as they are.`);
  [base, top].forEach((height, i) => {
    if (cut[i]) words.push(`The hill is cut off at the height ${short(height)}: it goes on ${["below", "above"][i]}.`);
  });
  return words.filter(Boolean).join(" ");
}

/** @param {WordedHill} hill @param {Computed} reading @param {boolean} cut whether that is shown @param {string} where */
function atThePoint({ base, top, side }, { value, angle, slope, length, sloped }, cut, where) {
  if (!Number.isFinite(value)) return `Over ${where} there is a hole: f is undefined there.`;
  if (!(value >= base && value <= top)) return `Over ${where} the hill is cut off: it is ${short(value)} high there.`;
  const text = `At ${where} it is ${short(value)} high`;
  if (!cut || !sloped) return `${text}.`;
  const noise = 1e-6 * Math.max(length, (top - base) / side);
  const climbs = slope > noise ? "climbs" : slope < -noise ? "falls" : "is level";
  return `${text}; the cut along ${general(angle + 0, 4)}° ${climbs} there, with slope ${short(slope, noise)}.`;
}

/** What a layer shows where it is drawn. What the cut shows is said of the point. @param {WordedHill} hill @param {Computed} reading @param {string} name */
function layerWords(hill, { diagnosis, differentiable, method, step, u, differences, noise }, name) {
  if (name === "slices") return `Two cuts lead through the point, along x and along y${diagnosis.exists ? ", with the components of the gradient as their slopes" : ""}.`;
  if (name === "level") return "The level curve through the point runs over the hill at one height, and lies on the floor too.";
  if (!differentiable) return "";
  const long = longStep(hill, method === "forward" ? step : 0);
  if (name === "plane" && long) return `A plane goes through three points of the hill, two of them ${short(long)} on along x and along y.`;
  if (name === "plane") return "A plane touches the hill at the point.";
  if (name !== "rises") return "";
  const [alongX, alongY] = u.map((part, i) => short(part * differences[i], noise ?? 0));
  return `Of the rise on a walk of 1 along u, ${alongX} comes from its part along x, ${alongY} from y.`;
}
