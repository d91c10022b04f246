// Whether a function has a gradient at a point, and whether that tells the slopes: gradcalc/readings/diagnosis.py.

import { place, short } from "../draw/text.js";
import { EPS, JUMP, kindsOf, KINK, CUSP, ladderOf, limitOfFan, lookBeside, POLE, ROUGH, shortestSteps, slopesOfFan, SMOOTH, UNDEFINED } from "./beside.js";
import { dot, fromAngle } from "./vectors.js";

/** @import { Diagnosis, Pair, Window } from "../kernel.d.ts" */
/** @import { Fan } from "./beside.js" */
/** @typedef {{ f: (x: number, y: number) => number, at: Pair, u: Pair, value: number, exact: Pair, window: Window }} Examined */
/** @typedef {ReturnType<typeof waysFrom>} Ways */

const BETWEEN = [27, 63, 117, 153].map(fromAngle);
const ALONG_U = 2; // where that stands among the ways, behind those along the axes
const FEW_STEPS = [1e-2, 1e-4, 1e-6];
const WILD = 0.01;
const SMALL = 1e-4;
const TWISTED = 1e-3;
const NOTHING = 1e-11;
// Where more or less rounding leads to another diagnosis, the last digits decide, and Python's may be others.
const DOUBTS = [1, 0.5, 2];

/** @type {Diagnosis} */
const ORDINARY = { exists: true, differentiable: true, sloped: true, flat: false, remark: "", partials: [true, true] };
/** @returns {Diagnosis} @param {string} remark @param {[boolean, boolean]} [partials] */
const without = (remark, partials = [false, false], sloped = false) => ({ exists: false, differentiable: false, sloped, flat: false, remark, partials });

/**
 * The diagnosis of f at a point, what steps of the window's size find as its gradient, and how far that may be off;
 * certain says that no rounding could lead to another one. gradient and slope are what a method has found.
 * @param {Examined} here @param {Pair} gradient @param {number} slope @param {string} method
 */
export function diagnosed(here, gradient, slope, method) {
  const known = waysFrom(here);
  const { value, at, f } = here;
  const ladder = () => lookBeside(f, at, Number.isFinite(value) ? value : 0, known.ways, known.widths, ladderOf(at, known.ways));
  if (!Number.isFinite(value)) return { ...undefinedHere(here, known, ladder()), certain: true, found: gradient, off: Infinity };
  const [sure, perhaps] = glancesAt(here, known);
  if (sure) return settled(ORDINARY, sure);
  const fan = ladder();
  const [said, ...others] = DOUBTS.map((times) => examined(here, known, fan, times));
  const end = settled(said.diagnosis, said);
  const agreed = [...others, ...(perhaps ? [{ diagnosis: ORDINARY }] : [])].every(({ diagnosis }) => alike(diagnosis, said.diagnosis));
  return { ...end, certain: end.certain && agreed };

  /** With what the method has found, unless that cannot be drawn. @param {Diagnosis} diagnosis @param {{ found: Pair, off: number }} seen */
  function settled(diagnosis, { found, off }) {
    const end = { ...diagnosis, found, off, certain: true };
    const lost = (/** @type {string} */ remark) => ({ ...end, exists: false, differentiable: false, sloped: false, remark });
    if (diagnosis.exists && ![...gradient, slope].every(Number.isFinite)) {
      return lost(`A step from ${known.where} leads to where f is undefined: take a shorter one.`);
    }
    if (!diagnosis.exists || method !== "complex") return end;
    const { widths } = known;
    const most = (/** @type {Pair} */ pair) => Math.max(...pair.map((one, i) => Math.abs(one * widths[i])));
    const apart = most([gradient[0] - found[0], gradient[1] - found[1]]);
    const [wrong, ...doubted] = DOUBTS.map((times) => apart > 1e-3 * (1 + 1e-4 * (times - 1)) * most(found) + times * 10 * off * Math.max(...widths));
    end.certain = doubted.every((one) => one === wrong);
    return wrong ? lost(`The complex step is wrong for this function at ${known.where}: choose another method.`) : end;
  }
}

/** @param {Diagnosis} one @param {Diagnosis} two */
const alike = (one, two) => one.remark === two.remark && one.exists === two.exists && one.differentiable === two.differentiable && one.sloped === two.sloped;

/** The ways that are looked along, each as long as the window, and how it is made of those along the axes. @param {Examined} here */
function waysFrom({ at, u, window }) {
  const widths = /** @type {Pair} */ ([window.xlim[1] - window.xlim[0], window.ylim[1] - window.ylim[0]]);
  const reach = Math.min(...[0, 1].filter((i) => Math.abs(u[i]) > 1e-12).map((i) => widths[i] / Math.abs(u[i])));
  /** @type {Pair[]} */
  const ways = [[widths[0], 0], [0, widths[1]], [reach * u[0], reach * u[1]], ...BETWEEN.map((way) => /** @type {Pair} */ ([widths[0] * way[0], widths[1] * way[1]]))];
  const shares = ways.map((way) => /** @type {Pair} */ ([way[0] / widths[0], way[1] / widths[1]]));
  return { widths, reach, ways, shares, where: place(at[0], at[1], window) };
}

/**
 * The gradient where a few steps show that f is smooth and not flat: where they surely do, and where they may.
 * @param {Examined} here @param {Ways} known
 */
function glancesAt({ f, at, value }, { widths, ways, shares }) {
  if (shortestSteps(at, ways).some((step) => step > FEW_STEPS[2] / 10)) return [null, null];
  const fan = lookBeside(f, at, value, ways, widths, FEW_STEPS.map((step) => ways.map(() => step)));
  const by = (/** @type {number[][]} */ part) => part.map((row, k) => row.map((one) => one / FEW_STEPS[k]));
  const [slopes, gaps, noise] = [by(fan.odd), by(fan.even.map((row) => row.map(Math.abs))), by(fan.noise)];
  const scale = Math.max(...slopes[2].map(Math.abs));
  const around = Math.max(...slopes[0].map(Math.abs), ...gaps[0]);
  const axes = /** @type {Pair} */ (slopes[1].slice(0, 2));
  const passes = (/** @type {number} */ times) =>
    1e-3 * around <= times * scale && scale < Infinity &&
    ways.every((_, i) => {
      const small = times * SMALL * scale;
      const shrinks = gaps[2][i] <= small && gaps[2][i] <= times * (0.1 * gaps[1][i] + 4 * noise[2][i]);
      const still = noise[2][i] <= small && Math.abs(slopes[2][i] - slopes[1][i]) <= small;
      return shrinks && still && Math.abs(slopes[1][i] - dot(axes, shares[i])) <= small;
    });
  const ends = [0, 1].map((i) => {
    const apart = Math.abs(slopes[2][i] - slopes[1][i]);
    const longer = apart <= 4 * noise[2][i];
    return { slope: slopes[longer ? 1 : 2][i] / widths[i], off: (longer ? noise[1][i] + apart : noise[2][i] + apart / 100) / widths[i] };
  });
  const end = { found: /** @type {Pair} */ (ends.map(({ slope }) => slope)), off: Math.hypot(...ends.map(({ off }) => off)) };
  return [0.5, 2].map((times) => (passes(times) ? end : null));
}

/** @returns {Diagnosis} @param {Examined} here @param {Ways} known @param {Fan} fan */
function undefinedHere({ value }, { where }, fan) {
  const beside = limitOfFan(fan);
  const [number] = Number.isNaN(value) ? ["nan"] : [value > 0 ? "inf" : "-inf"];
  const why = !beside ? ", a pole: beside it the values grow beyond all bounds" : beside.whole ? `, a hole: beside it f comes close to ${short(beside.limit)}` : "";
  return without(`f is ${number} at ${where}${why}, so there is no gradient here.`);
}

/** What a whole ladder of steps tells, if rounding were some times as large. @param {Examined} here @param {Ways} known @param {Fan} fan @param {number} times */
function examined({ at, exact }, known, fan, times) {
  const { widths, where } = known;
  const along = kindsOf(fan, times);
  const ends = slopesOfFan(fan, times);
  const [slopes, offs] = [ends.map(({ slope }) => slope), ends.map(({ off }) => off)];
  const seen = { found: /** @type {Pair} */ ([slopes[0] / widths[0], slopes[1] / widths[1]]), off: Math.hypot(offs[0] / widths[0], offs[1] / widths[1]) };
  const steep = fan.odd.map((row, k) => row.map((one, i) => Math.max(Math.abs(one), Math.abs(fan.even[k][i])) / fan.steps[k][i]));
  const most = (/** @type {number[][]} */ rows) => Math.max(0, ...rows.flat().filter(Number.isFinite));
  const [around, scale] = [most(steep.slice(0, 1)), most(steep.slice(0, 4))];
  const told = (/** @type {Diagnosis} */ diagnosis) => ({ diagnosis, ...seen });
  const flaw = flawOf(along, slopes, offs, scale, known, times);
  if (flaw) return told(flaw);
  if (scale && offs.slice(0, 2).some((off) => off > 0.1 * around)) {
    const size = Math.max(...[...fan.ahead, ...fan.behind].flat().map(Math.abs));
    if (times * Math.max(...fan.noise.flat()) > WILD * size) return told(without(noGradient(ROUGH, where)));
    return told({ ...ORDINARY, remark: `What f changes by beside ${where} is lost in rounding: its slopes cannot be told here.` });
  }
  const far = Math.max(...at.map((one, i) => Math.abs(one) / widths[i]));
  const zero = exact.every(Number.isFinite)
    ? exact.every((one, i) => Math.abs(one * widths[i]) <= (NOTHING + 8 * EPS * far) * scale)
    : [0, 1].every((i) => Math.abs(slopes[i]) <= Math.max(3 * offs[i], NOTHING * scale));
  return told(zero ? { ...ORDINARY, flat: true, remark: `The gradient is zero at ${where}: there is no steepest direction.` } : ORDINARY);
}

/**
 * What is said where f is not differentiable; null where it is.
 * @returns {Diagnosis | null} @param {number[]} along @param {number[]} slopes @param {number[]} offs @param {number} scale @param {Ways} known @param {number} times
 */
function flawOf(along, slopes, offs, scale, { shares, reach, where }, times) {
  const there = /** @type {[boolean, boolean]} */ ([along[0] === SMOOTH, along[1] === SMOOTH]);
  if (!there[0] || !there[1]) {
    const [missing, other] = there[0] ? "yx" : "xy";
    const one = there[0] || there[1] ? ` ∂f/∂${missing} does not exist, ∂f/∂${other} does.` : "";
    return without(noGradient(Math.max(along[0], along[1]), where) + one, there, along[ALONG_U] === SMOOTH);
  }
  const flawed = (/** @type {string} */ remark, sloped = true) => ({ ...ORDINARY, differentiable: false, sloped, remark });
  if (along[ALONG_U] !== SMOOTH) return flawed(`${SAID_ALONG_U[along[ALONG_U]](where)}, so f is not differentiable here.`, false);
  const axes = /** @type {Pair} */ (slopes.slice(0, 2));
  const largest = Math.max(...slopes.map(Math.abs));
  const twisted = slopes.map((slope, i) => Math.abs(slope - dot(axes, shares[i])) > times * TWISTED * Math.max(scale * TWISTED, largest) + times * 4 * (offs[i] + offs[0] + offs[1]));
  const start = `f is not differentiable at ${where}`;
  if (twisted[ALONG_U]) {
    const [made, projection, size] = [slopes[ALONG_U] / reach, dot(axes, shares[ALONG_U]) / reach, (1e-6 * largest) / reach];
    return flawed(`${start}: the slope along u is ${short(made, size)}, but ∇f · u is ${short(projection, size)}.`);
  }
  const worst = Math.max(...along);
  if (worst !== SMOOTH) return flawed(`${start}: there are directions along which ${SAID_BETWEEN[worst]}.`);
  return twisted.some(Boolean) ? flawed(`${start}: there are directions along which the slope is not ∇f · u.`) : null;
}

const noGradient = (/** @type {number} */ kind, /** @type {string} */ where) => `${SAID_HERE[kind](where)}, so there is no gradient here.`;

/** @type {Record<number, (where: string) => string>} */
const SAID_HERE = {
  [KINK]: (where) => `f has a kink at ${where}: ahead and behind the slopes differ`,
  [ROUGH]: (where) => `f has no slope at ${where}: it is another with every step, however short`,
  [CUSP]: (where) => `f has a cusp at ${where}: the slopes beside it grow beyond all bounds`,
  [JUMP]: (where) => `f has a jump at ${where}: beside it the values do not come close to the one there`,
  [POLE]: (where) => `f has a pole at ${where}: beside it the values grow beyond all bounds`,
  [UNDEFINED]: (where) => `f is undefined or without bound right beside ${where}`,
};
/** The same along u, but for the last. @type {Record<number, (where: string) => string>} */
const SAID_ALONG_U = {
  ...Object.fromEntries([KINK, ROUGH, CUSP, JUMP, POLE].map((kind) => [kind, (/** @type {string} */ where) => SAID_HERE[kind](where).replace(" at ", " along u at ")])),
  [UNDEFINED]: (where) => `f is undefined along u right beside ${where}`,
};
/** @type {Record<number, string>} */
const SAID_BETWEEN = {
  [KINK]: "it has a kink", [ROUGH]: "it has no slope", [CUSP]: "it has a cusp", [JUMP]: "it has a jump",
  [POLE]: "it has a pole", [UNDEFINED]: "it is undefined or without bound right beside it",
};
