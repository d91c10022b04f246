// What may be shown on a hill, a layer each, as in gradcalc/pictures/scenes/hill_layers.py.

import { general, short } from "../draw/text.js";
import { clamp, row } from "../numbers.js";
import { heightsAt } from "../reading/samples.js";
import { levelCurve } from "./level.js";
import { distancesAlong } from "./slice.js";

/** @import { Line, Pair, Raised, Solid, Triple } from "../kernel.d.ts" */
/** @import { Hill } from "../space/hill.js" */

const REACH = 0.3;
const CLIMB = 0.4;
const SHORTEST_RUN = 0.06;
const SHORTEST_STEP = 0.02;
/** @type {[string, Pair][]} */
const AXIS_WAYS = [["x", [1, 0]], ["y", [0, 1]]];

/** @typedef {(here: Raised) => Solid[]} Layer */

/** @type {Record<string, Layer>} */
export const LAYERS = { cut, slices, plane, level: levelOnHill, rises };

/** Those that depend on u. */
export const DIRECTED = ["cut", "rises"];

/** @type {Layer} */
function cut(here) {
  const { hill, x, y, z, u: [ux, uy], slope, noise, sloped } = here;
  const solids = cutAlong(here, [ux, uy], "cut");
  if (!sloped) return solids;
  const run = runOf(hill, slope);
  const [rise, fx, fy] = [run * slope, x + run * ux, y + run * uy];
  solids.push(
    tangent(here, [ux, uy], slope, "tangent"),
    { kind: "Line", x: [x, fx, fx], y: [y, fy, fy], z: [z, z, z + rise], role: "rise" },
    word(`rise ${short(rise, run * noise)}, run ${general(run, 6)}`, [fx, fy, z + rise / 2], [ux, uy, 0], "rise"),
  );
  return solids;
}

/** @type {Layer} */
function slices(here) {
  const { hill, x, y, z, parts, noise } = here;
  return AXIS_WAYS.flatMap(([name, way], i) => {
    const solids = cutAlong(here, way, `cut ${name}`);
    const slope = parts[i];
    if (slope === null) return solids;
    const run = runOf(hill, slope);
    return [
      ...solids,
      tangent(here, way, slope, `tangent ${name}`),
      word(`∂f/∂${name} = ${short(slope, noise)}`, [x + run * way[0], y + run * way[1], z + run * slope], [...way, 0.5], `tangent ${name}`),
    ];
  });
}

/** @type {Layer} */
function plane({ hill, x, y, z, gradient: [gx, gy], differentiable, step }) {
  if (!differentiable) return [];
  const half = reachOf(hill, Math.abs(gx) + Math.abs(gy));
  const seen = longStep(hill, step);
  const far = Math.max(half, 1.2 * seen);
  const ways = [[-half, -half], [far, -half], [far, far], [-half, far], [-half, -half]];
  const [xs, ys, zs] = [ways.map(([a]) => x + a), ways.map(([, b]) => y + b), ways.map(([a, b]) => z + gx * a + gy * b)];
  /** @type {Solid[]} */
  const solids = [
    { kind: "Pane", x: xs, y: ys, z: zs, role: "plane" },
    { kind: "Line", x: xs, y: ys, z: zs, role: "plane" },
  ];
  if (!seen) return solids;
  for (const [i, [name, way]] of AXIS_WAYS.entries()) {
    const [ex, ey, ez] = [x + step * way[0], y + step * way[1], z + step * [gx, gy][i]];
    solids.push(
      { kind: "Line", x: [x, ex], y: [y, ey], z: [z, ez], role: `tangent ${name}` },
      { kind: "Spot", x: ex, y: ey, z: ez, role: `tangent ${name}` },
    );
  }
  return solids;
}

/** @type {Layer} */
function levelOnHill({ hill, z, heightAt }) {
  return (levelCurve(z, heightAt, hill.window) ?? []).flatMap((mark) => [
    { kind: "Flat", mark },
    { kind: "Line", x: mark.x, y: mark.y, z: row(mark.x).map(() => z), role: "level" },
  ]);
}

/** @type {Layer} */
function rises({ hill, x, y, z, u: [ux, uy], gradient: [gx, gy], noise: finest, differentiable }) {
  if (!differentiable) return [];
  const run = runOf(hill, Math.abs(ux * gx) + Math.abs(uy * gy));
  const [x1, y1, riseX, riseY] = [x + run * ux, y + run * uy, run * ux * gx, run * uy * gy];
  const [times, noise] = [run === 1 ? "" : `${general(run, 6)} `, run * finest];
  return [
    { kind: "Line", x: [x, x1], y: [y, y], z: [z, z], role: "direction" },
    { kind: "Line", x: [x1, x1], y: [y, y], z: [z, z + riseX], role: "rise x" },
    { kind: "Line", x: [x1, x1], y: [y, y1], z: [z + riseX, z + riseX], role: "direction" },
    { kind: "Line", x: [x1, x1], y: [y1, y1], z: [z + riseX, z + riseX + riseY], role: "rise y" },
    word(`${times}u₁ ∂f/∂x = ${short(riseX, noise)}`, [x1, y, z + riseX / 2], [0, -1, 0], "rise x"),
    word(`${times}u₂ ∂f/∂y = ${short(riseY, noise)}`, [x1, y1, z + riseX + riseY / 2], [ux, uy, 0], "rise y"),
  ];
}

/** The run of a triangle: 1 where that can be seen and fits, else a round number. @param {Hill} hill @param {number} slope */
function runOf(hill, slope) {
  const longest = reachOf(hill, slope);
  if (SHORTEST_RUN * hill.side <= 1 && 1 <= longest) return 1;
  const power = Math.floor(Math.log10(longest));
  const digit = Math.max(...[1, 2, 5].filter((some) => some * 10 ** power <= longest * (1 + 1e-9)));
  return Number(`${digit}e${power}`);
}

/** A forward step, where it is long enough to be seen; else 0. @param {{ side: number }} hill @param {number} step */
export const longStep = ({ side }, step) => (step >= SHORTEST_STEP * side ? step : 0);

/** How far a line of a slope goes, so that it leaves the picture neither sideways nor upwards. @param {Hill} hill @param {number} slope */
function reachOf({ side, factor }, slope) {
  const steep = Math.abs(slope) * factor;
  return side * (steep * REACH <= CLIMB ? REACH : CLIMB / steep);
}

/** @param {Raised} here @param {Pair} way @param {number} slope @param {string} role @returns {Line} */
function tangent({ hill, x, y, z }, way, slope, role) {
  const far = reachOf(hill, slope);
  const ends = (/** @type {number} */ at, /** @type {number} */ move) => [at - far * move, at + far * move];
  return { kind: "Line", x: ends(x, way[0]), y: ends(y, way[1]), z: ends(z, slope), role };
}

/**
 * The curve of a cut over all of the window, and the pane between it and the floor.
 * @param {Raised} here
 * @param {Pair} way
 * @param {string} role
 */
function cutAlong({ hill, x, y, heightAt }, way, role) {
  const { xlim, ylim } = hill.window;
  const distances = distancesAlong([x, y], way, [-2 * hill.side, 2 * hill.side], hill.window);
  const places = distances.map((s) => /** @type {Pair} */ ([clamp(x + s * way[0], ...xlim), clamp(y + s * way[1], ...ylim)]));
  // Where the samples do not tell f, the facets do: the curve lies on what is seen of the hill.
  const heights = heightsAt(heightAt, places) ?? places.map((place) => hill.heightAt(...place));
  /** @type {Solid[]} */
  const solids = [];
  let piece = /** @type {Triple[]} */ ([]);
  const end = () => {
    const [px, py, pz] = [0, 1, 2].map((part) => piece.map((place) => place[part]));
    const below = piece.map(() => hill.floor);
    if (piece.length > 1) {
      solids.push({ kind: "Pane", x: [...px, ...px.toReversed()], y: [...py, ...py.toReversed()], z: [...pz, ...below], role });
      solids.push({ kind: "Line", x: px, y: py, z: pz, role: "curve" });
    }
    piece = [];
  };
  heights.forEach((z, i) => (z >= hill.base && z <= hill.top ? piece.push([...places[i], z]) : end()));
  end();
  return solids;
}

/** @param {string} text @param {Triple} place @param {Triple} way @param {string} role @returns {Solid} */
const word = (text, [x, y, z], [dx, dy, dz], role) => ({ kind: "Word", text, x, y, z, dx, dy, dz, role });
