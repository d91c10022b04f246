// A race of optimisers on a hill, and the map on the floor below: gradcalc/pictures/scenes/race_on_hill.py.

import { short } from "../draw/text.js";
import { onceFor } from "../keeping.js";
import { clamp } from "../numbers.js";
import { hillNotes, hillRange } from "./hill_range.js";
import { followedOf } from "./path.js";
import { liftedPieces } from "./path_on_hill.js";
import { polylines } from "./polylines.js";
import { columnsOf } from "./race.js";

/** @import { Pair, Solid, Window } from "../kernel.d.ts" */
/** @import { Race, Runner } from "../reading/race.js" */
/** @import { Hill } from "../space/hill.js" */
/** @import { SurfaceGround } from "../boards/grounds.js" */

const FINE_RACE = 24; // points of a step that is as long as the window
const SPARSE = 500; // points of a path that is as long as the window: they are half a pixel apart
const MOST_PARTS = 48; // of one step: those further out are off the hill

/** The paths on the floor, and lifted to the hill, with a spot for each runner and the start. @returns {Solid[]} @param {Hill} hill @param {Race} race @param {SurfaceGround} ground */
export function raceOnHill(hill, { runners, start, steps }, ground) {
  const solids = runners.flatMap((runner) => racePathOf(runner, hill, ground));
  for (const { method, path, values, left } of runners) {
    const [[x, y], z] = [path[path.length - 1], values[values.length - 1]];
    if (steps && left === null && standsOnHill(hill, [x, y], z)) solids.push({ kind: "Spot", x, y, z, role: method });
  }
  if (!runners.length || !standsOnHill(hill, start, runners[0].values[0])) return solids;
  const [[x, y], z] = [start, runners[0].values[0]];
  return [
    ...solids,
    { kind: "Line", x: [x, x], y: [y, y], z: [hill.floor, z], role: "line" },
    { kind: "Spot", x, y, z, role: "point" },
    { kind: "Word", text: `start, f = ${short(z)}`, x, y, z, dx: 0, dy: 0, dz: 1, role: "point" },
  ];
}

/** What the hill shows of the race. @param {Hill} hill @param {Race} race @param {SurfaceGround} ground */
export function raceOnHillWords(hill, { runners, steps }, ground) {
  const range = hillRange(hill, ground);
  const words = [`Above the map stands a hill with heights from ${short(range.low)} to ${short(range.high)}.`];
  const off = runners.filter(({ path, values }) => !standsOnHill(hill, path[path.length - 1], values[values.length - 1])).map(({ method }) => method);
  if (steps) words.push(off.length ? `Not on the hill any more: ${off.join(", ")}.` : "All runners stand on the hill.");
  return [...words, ...hillNotes(hill, range)].join(" ");
}

/** The way of a runner on the floor and on the hill: a slider of another one leaves it as it is. */
const racePathOf = onceFor((/** @type {Runner} */ { method, path, uphill, count }, /** @type {Hill} */ hill, /** @type {SurfaceGround} */ { f, map }) => {
  const seen = path.slice(0, Math.min(count, followedOf(path, map)));
  const fine = fineRacePath(sparsePath(seen, hill.side / SPARSE), hill.side / FINE_RACE);
  const inside = fine.map((at) => (liesInside(at, hill.window) ? at : /** @type {Pair} */ ([NaN, NaN])));
  const [{ x, y }, climbing] = [columnsOf(inside), path.filter((at, k) => k < count && uphill[k] && liesInside(at, hill.window))];
  /** @type {Solid[]} */
  const solids = polylines(x, y, method).map((mark) => ({ kind: "Flat", mark }));
  if (climbing.length) solids.push({ kind: "Flat", mark: { kind: "Dots", ...columnsOf(climbing), role: method } });
  solids.push(...liftedPieces(hill, f, inside, method));
  return solids;
});

/** A path without points that could not be told apart in the picture; its last one stays. @param {Pair[]} path @param {number} apart */
function sparsePath(path, apart) {
  let kept = path[0];
  return path.filter((at, k) => {
    const seen = k === 0 || k === path.length - 1 || Math.abs(at[0] - kept[0]) > apart || Math.abs(at[1] - kept[1]) > apart;
    if (seen) kept = at;
    return seen;
  });
}

/** A path with points between, so that a long step goes over the ground and not through it. @param {Pair[]} path @param {number} spacing */
function fineRacePath(path, spacing) {
  const fine = path.slice(0, 1);
  for (let k = 1; k < path.length; k++) {
    const [x, y] = path[k - 1];
    const [dx, dy] = [path[k][0] - x, path[k][1] - y];
    const count = clamp(Math.ceil(Math.hypot(dx, dy) / spacing), 1, MOST_PARTS);
    for (let i = 1; i < count; i++) fine.push([x + (i / count) * dx, y + (i / count) * dy]);
    fine.push(path[k]);
  }
  return fine;
}

/** @param {Pair} at @param {Window} window */
const liesInside = ([x, y], { xlim, ylim }) => xlim[0] <= x && x <= xlim[1] && ylim[0] <= y && y <= ylim[1];

/** Whether a point of f lies on the hill that is shown. @param {Hill} hill @param {Pair} at @param {number} height */
const standsOnHill = (hill, at, height) => liesInside(at, hill.window) && hill.base <= height && height <= hill.top;
