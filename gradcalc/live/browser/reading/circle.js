// What the arrows on a circle around a critical point say of it: gradcalc/readings/circle.py.

import { exactOf } from "../computing/differences.js";
import { fixed, general, numberText } from "../draw/text.js";
import { fromAngle } from "./vectors.js";

/** @import { ToldSurface } from "../boards/boards.d.ts" */
/** @import { Tree } from "../formula/tree.js" */
/** @typedef {ReturnType<typeof readCircle>} CircleReading */

const CIRCLE_PLACES = 3600; // tenths of a degree: arrows turn fast across a narrow valley
const CIRCLE_ROUNDING = 1e-12; // of the greatest part

/** @param {ToldSurface} surface @param {number} radius */
export function readCircle({ name, tree }, radius) {
  const gradient = exactOf(/** @type {Tree} */ (tree));
  const angles = Array.from({ length: CIRCLE_PLACES }, (_, i) => i * 0.1);
  const directions = angles.map(fromAngle);
  const arrows = directions.map(([x, y]) => gradient(radius * x, radius * y));
  const outward = arrows.map(([dx, dy], i) => dx * directions[i][0] + dy * directions[i][1]);
  const [least, greatest] = [Math.min(...outward), Math.max(...outward)];
  const rounding = CIRCLE_ROUNDING * Math.max(-least, greatest);
  const inwards = outward.map((part) => part < -rounding);
  const lowest = (/** @type {number[]} */ places) => {
    const lowestPart = Math.min(...places.map((i) => outward[i])) + rounding;
    return /** @type {number} */ (places.find((i) => outward[i] <= lowestPart));
  };
  /** @type {number[][]} */
  const stretches = [];
  inwards.forEach((is, i) => is && (inwards[i - 1] ? stretches[stretches.length - 1].push(i) : stretches.push([i])));
  let turned = 0;
  arrows.forEach(([dx, dy], i) => {
    const [nextX, nextY] = arrows[(i + 1) % CIRCLE_PLACES];
    turned += Math.atan2(dx * nextY - dy * nextX, dx * nextX + dy * nextY);
  });
  return {
    name, radius, angles, directions, arrows, outward, inwards, least, greatest,
    lowest: lowest([...angles.keys()]),
    dips: stretches.map(lowest),
    turns: Math.round(turned / (2 * Math.PI)),
    verdict: least > 0 ? "positive all round: a minimum" : greatest < 0 ? "negative all round: a maximum" : "both signs: it does not decide",
  };
}

/** @param {CircleReading} reading */
export const circleRows = ({ radius, least, greatest, turns, verdict }) => [
  ["radius", general(radius, 3)],
  ["least outward part", numberText(least)],
  ["greatest outward part", numberText(greatest)],
  ["turns of the arrow", `${turns < 0 ? "" : "+"}${turns}`],
  ["the outward part", verdict],
];

/** @param {CircleReading} reading */
export function circleWords({ name, radius, inwards }) {
  const where = `On the circle of radius ${general(radius, 3)} around the origin of ${name}`;
  const count = inwards.filter(Boolean).length;
  if (count === 0) return `${where}, all arrows point outwards, straight or aslant.`;
  if (count === inwards.length) return `${where}, all arrows point inwards, straight or aslant.`;
  return `${where}, the arrows point inwards on ${general((100 * count) / inwards.length, 2)} % of the way round, and outwards on the rest.`;
}

/** @param {CircleReading} reading */
export const outwardWords = ({ angles, outward, lowest, greatest, verdict }) =>
  `The outward part runs from ${numberText(outward[lowest])}, at ${fixed(angles[lowest], 0)}°, ` +
  `to ${numberText(greatest)}. ${verdict[0].toUpperCase()}${verdict.slice(1)}.`;
