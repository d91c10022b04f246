// The path of a descent on a hill and on the floor below, as in gradcalc/pictures/scenes/path_on_hill.py.

import { short } from "../draw/text.js";
import { dot, minus } from "../reading/vectors.js";
import { hillNotes, hillRange } from "./hill_range.js";
import { followedOf, pathMarks } from "./path.js";
import { reachAlong } from "./slice.js";

/** @import { Mark, Pair, Solid, Window } from "../kernel.d.ts" */
/** @import { Run } from "../reading/runs.js" */
/** @import { Hill } from "../space/hill.js" */
/** @import { SurfaceGround } from "../boards/grounds.js" */

const FINE = 24; // points of a step that is as long as the window
const SAME = 1e-9;

/** @returns {Solid[]} @param {Hill} hill @param {Run} run @param {number} scale @param {SurfaceGround} ground */
export function pathOnHill(hill, run, scale, { f, map }) {
  const { window, path, values, onward, steps } = run;
  /** @type {Solid[]} */
  const solids = pathMarks(run, scale, map).flatMap((mark) => within(mark, map).map((part) => ({ kind: /** @type {const} */ ("Flat"), mark: part })));
  const count = followedOf(path, map);
  const near = path.slice(0, count);
  solids.push(...liftedPath(hill, f, near, window, "path"));
  const held = near.map((at, k) => isInside(at, window) && hill.base <= values[k] && values[k] <= hill.top);
  const seen = near.flatMap(([x, y], k) => (held[k] ? [[x, y, values[k]]] : []));
  if (seen.length) {
    const [x, y, z] = [0, 1, 2].map((part) => seen.map((spot) => spot[part]));
    solids.push({ kind: "Spots", x, y, z, role: "path" });
  }
  if (held[0]) solids.push(...column(hill, path[0], values[0], "point"));
  if (count < path.length || !held[count - 1]) return solids;
  const [[x, y], z] = [path[steps], values[steps]];
  solids.push(...liftedPath(hill, f, [[x, y], [x + onward[steps][0], y + onward[steps][1]]], window, "next step"));
  if (steps) solids.push(...column(hill, path[steps], z, "path"));
  solids.push({ kind: "Word", text: `f = ${short(z)}`, x, y, z, dx: 0, dy: 0, dz: 1, role: steps ? "path" : "point" });
  return solids;
}

/** How the path of a run goes over its hill. @param {Hill} hill @param {Run} run @param {SurfaceGround} ground */
export function pathOnHillWords(hill, run, ground) {
  const { steps, path, values, onward, window } = run;
  const range = hillRange(hill, ground);
  const words = [`Above the map stands a hill with heights from ${short(range.low)} to ${short(range.high)}.`];
  const [first, last] = [short(values[0]), short(values[steps])];
  if (steps === 0) words.push(`No step is taken yet: the path begins at the height ${first}.`);
  else if (values.every(Number.isFinite)) {
    words.push(`The path goes from the height ${first} to ${last} in ${steps === 1 ? "1 step" : `${steps} steps`}.`, upsAndDowns(values));
    const back = turnsBack(onward.slice(0, -1));
    if (back) words.push(`It turns back by more than 90°, ${back === 1 ? "once" : `${back} times`}.`);
  }
  if (!path.every((at) => isInside(at, window))) words.push("The path leaves the hill.");
  return [...words, ...hillNotes(hill, range)].join(" ");
}

/** @param {number[]} values */
function upsAndDowns(values) {
  const changes = values.slice(1).map((value, k) => (value - values[k]) / Math.max(Math.abs(values[k]), 1e-300));
  const higher = changes.filter((change) => change > SAME).length;
  const level = changes.filter((change) => Math.abs(change) <= SAME).length;
  if (higher) return `Steps that end higher than they begin: ${higher}.`;
  return level ? `Steps that end as high as they begin: ${level}.` : "Every step ends lower than it begins.";
}

/** @param {Pair[]} steps */
const turnsBack = (steps) =>
  steps.slice(1).filter((step, k) => dot(steps[k], step) < -SAME * Math.hypot(...steps[k]) * Math.hypot(...step)).length;

/** A point of the path on the hill, with a plumb line. @returns {Solid[]} @param {Hill} hill @param {Pair} at @param {number} z @param {string} role */
const column = ({ floor }, [x, y], z, role) => [
  { kind: "Line", x: [x, x], y: [y, y], z: [floor, z], role: "line" },
  { kind: "Spot", x, y, z, role },
];

/** A path on the hill, in pieces where it leaves it. @returns {Solid[]} @param {Hill} hill @param {SurfaceGround["f"]} f @param {Pair[]} path @param {Window} window @param {string} role */
function liftedPath(hill, f, path, window, role) {
  return partsInside(path, window, hill.side / FINE).flatMap((part) => liftedPieces(hill, f, part, role));
}

/** Points lifted to the hill, in pieces where they leave it or are none. @returns {Solid[]} @param {Hill} hill @param {SurfaceGround["f"]} f @param {Pair[]} points @param {string} role */
export function liftedPieces(hill, f, points, role) {
  /** @type {Solid[]} */
  const solids = [];
  /** @type {number[][]} */
  let [x, y, z] = [[], [], []];
  const end = () => {
    if (x.length > 1) solids.push({ kind: "Line", x, y, z, role });
    [x, y, z] = [[], [], []];
  };
  for (const [px, py] of points) {
    const height = f(px, py);
    if (Number.isNaN(px) || !(hill.base <= height && height <= hill.top)) {
      end();
      continue;
    }
    x.push(px);
    y.push(py);
    z.push(height);
  }
  end();
  return solids;
}

/** The parts of a path inside a window, with points no farther apart than the spacing. @param {Pair[]} path @param {Window} window @param {number} spacing */
function partsInside(path, window, spacing) {
  /** @type {Pair[][]} */
  const parts = [[]];
  for (let k = 1; k < path.length; k++) {
    const [start, way] = [path[k - 1], minus(path[k], path[k - 1])];
    const length = Math.hypot(...way);
    if (!(length > 0 && length < Infinity)) continue;
    const [near, far] = reachAlong(start, [way[0] / length, way[1] / length], [0, length], window);
    const count = Math.max(2, Math.ceil((far - near) / spacing) + 1);
    const points = Array.from({ length: count }, (_, i) => {
      const share = (i === count - 1 ? far : near + i * ((far - near) / (count - 1))) / length;
      return /** @type {Pair} */ ([start[0] + share * way[0], start[1] + share * way[1]]);
    });
    const seen = near < far && points.every((at) => isInside(at, window));
    if (seen) parts[parts.length - 1].push(...points);
    if (!seen || far < length) parts.push([]);
  }
  return parts.filter(({ length }) => length);
}

/** A mark of the path as far as a window goes: the floor has no frame that would cut it off. @returns {Mark[]} @param {Mark} mark @param {Window} window */
function within(mark, window) {
  if (mark.kind === "Dot") return isInside([mark.x, mark.y], window) ? [mark] : [];
  if (mark.kind !== "Polyline" && mark.kind !== "Dots") return [mark];
  const ys = /** @type {number[]} */ (mark.y);
  const points = /** @type {number[]} */ (mark.x).map((x, i) => /** @type {Pair} */ ([x, ys[i]]));
  const inside = points.filter((at) => isInside(at, window));
  if (inside.length === points.length) return [mark];
  const rows = mark.kind === "Dots" ? [inside] : partsInside(points, window, Infinity);
  return rows.filter(({ length }) => length).map((row) => ({ ...mark, x: row.map(([x]) => x), y: row.map(([, y]) => y) }));
}

/** Whether a place lies in a window, its border included, whatever a rounding error has made of that. @param {Pair} at @param {Window} window */
const isInside = (at, { xlim, ylim }) =>
  [xlim, ylim].every(([low, high], i) => at[i] >= low - SAME * (high - low) && at[i] <= high + SAME * (high - low));
