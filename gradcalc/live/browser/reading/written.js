// The words and numbers beside the pictures of a formula, as Python writes them: those of gradcalc/readings/point.py, of
// live/explorer/screen.py, and of the scenes.

import { component, coordinate, fixed, general, pairText, place, scientific, short } from "../draw/text.js";
import { PARTIALS } from "../scenes/components.js";
import { TOO_SHORT } from "../scenes/arrows.js";
import { hillWords } from "../scenes/hill_words.js";
import { steepestAngle } from "../scenes/slopes.js";
import { EPS } from "./beside.js";
import { dot, minus, times } from "./vectors.js";

/** @import { Camera, Computed, Frame, Pair, Words } from "../kernel.d.ts" */
/** @import { WordedHill } from "../scenes/hill_words.js" */
/** @typedef {{ scale: number, panels: Record<string, Frame & { hill?: WordedHill | null }> }} WordedStage */
/** @typedef {{ directed: boolean, stage: WordedStage, shows?: string[], arrows?: number, lengths?: string, camera?: Camera }} Beside */

const SHAKING = 0.5; // pixels
const ON_MAPS = ["map", "components", "level"];
/** @type {Record<string, string>} */
const SAID_OF_LENGTHS = { proportional: "their lengths in true proportion", equal: "all of one length", compressed: "their lengths compressed to the cube root" };

/** @param {Computed} reading */
const whereOf = ({ x, y, window }) => place(x, y, window);

/** @param {number} angle */
const degrees = (angle) => `${general(angle + 0, 4)}°`;

/**
 * All words for a reading; directed as in readings/point.py. Of what is not certain only f is told.
 * @returns {Words & { alternatives: Record<string, string> }}
 * @param {Computed} reading
 * @param {Beside} beside
 */
export function computedWords(reading, beside) {
  const { directed, stage } = beside;
  const note = noteOf(reading, beside);
  if (!reading.certain) {
    const sentence = doubtfulSentence(reading);
    const table = tableOf(reading, directed).filter(([name]) => name === "f(x, y)" || name === "u");
    return { table, note, remark: sentence, sentence, alternatives: Object.fromEntries(Object.keys(stage.panels).map((kind) => [kind, sentence])) };
  }
  return {
    table: tableOf(reading, directed),
    note,
    remark: remarkOf(reading, beside),
    sentence: sentenceOf(reading, directed),
    alternatives: Object.fromEntries(Object.keys(stage.panels).map((kind) => [kind, wordsOfPanel(kind, reading, beside)])),
  };
}

/** What is known where not all is. @param {Computed} reading */
function doubtfulSentence(reading) {
  const f = Number.isFinite(reading.value) ? `f is ${short(reading.value)}` : "f has no value";
  return `At ${whereOf(reading)} ${f}. ${reading.doubt}`;
}

/** A number to read: six decimals, or four digits and a power of ten where those say more. @param {number} value */
function numberText(value, noise = 0) {
  if (!Number.isFinite(value)) return "undefined";
  const shown = Math.abs(value) <= noise ? 0 : value;
  return shown === 0 || (Math.abs(shown) >= 1e-4 && Math.abs(shown) < 1e6) ? fixed(shown, 6) : scientific(shown, 3);
}

/** Name, value, and error against the exact value. @param {Computed} reading @param {boolean} directed */
function tableOf({ value, u, differences, slope, exact, diagnosis, length }, directed) {
  const { partials, differentiable, sloped, exists } = diagnosis;
  const rounding = 1e-12 * (length ?? 0);
  const row = (/** @type {string} */ name, /** @type {number} */ found, /** @type {number} */ truth, /** @type {boolean} */ there, noise = 0) => {
    if (!there) return [name, Number.isFinite(value) ? "does not exist" : "undefined", ""];
    const known = Number.isFinite(found) && Number.isFinite(truth);
    return [name, numberText(found, noise), known ? scientific(Math.abs(found - truth), 1) : ""];
  };
  const both = partials[0] && partials[1];
  const trueSlope = differentiable ? dot(exact, u) : NaN;
  const found = [
    ["f(x, y)", numberText(value), ""],
    row("∂f/∂x", differences[0], exact[0], partials[0]),
    row("∂f/∂y", differences[1], exact[1], partials[1]),
    row("|∇f|", Math.hypot(...differences), Math.hypot(...exact), both),
  ];
  if (!directed) return found;
  return [
    ...found,
    ["u", `(${u.map((part) => fixed(Math.round(part * 1e4) / 1e4 + 0, 4)).join(", ")})`, ""],
    row("∇f · u", dot(differences, u), trueSlope, both, rounding),
    row("Dᵤf", slope ?? NaN, trueSlope, sloped || (!exists && both), both ? rounding : 0),
  ];
}

/** What is unusual about the gradient here. @param {Computed} reading @param {boolean} directed */
function unusual({ diagnosis: { exists, differentiable, remark } }, directed) {
  if (!exists || differentiable || directed) return remark;
  return "f is not differentiable here: the slopes between the axes do not follow from these two.";
}

/** The picture in words; not directed, the slopes along the axes take the place of the one along u. @param {Computed} reading @param {boolean} directed */
export function sentenceOf(reading, directed) {
  const { diagnosis, truth, differences, u, angle, slope, lost, off } = reading;
  const { exists, differentiable, sloped, flat, remark, partials } = diagnosis;
  if (!exists) {
    const along = directed && sloped && (partials[0] || partials[1]);
    return remark + (along ? ` Along ${degrees(angle)} the slope is ${short(slope ?? NaN)}.` : "");
  }
  let at = `At ${whereOf(reading)}`;
  if (flat) {
    const parts = differences.map((part) => short(part)).join(", ");
    return `${at} the differences give the gradient as (${parts}). It is zero there, and there is no steepest direction.`;
  }
  const length = Math.hypot(...truth);
  if (lost) at += " every difference is 0, because the step is lost in rounding;";
  else if (off) at += ` with this step the differences give ${pairText(differences, Math.hypot(...differences))};`;
  const gradient = `the gradient is ${pairText(truth, length)}, length ${component(length, length)}`;
  if (directed && !sloped) return `${at} ${gradient}. ${remark}`;
  const along = component(differentiable ? dot(truth, u) : (slope ?? NaN), length);
  const [fx, fy] = truth.map((part) => component(part, length));
  const text = directed
    ? `${at} ${gradient}; along ${degrees(angle)} the slope is ${along}.`
    : `${at} the slope along x is ${fx} and along y ${fy}; ${gradient}.`;
  return `${text} ${unusual(reading, directed)}`.trim();
}

/** How the numbers were found, and how arrows are drawn. @param {Computed} reading @param {Beside} beside */
function noteOf({ method, step }, { directed, stage, arrows = 20, lengths = "proportional" }) {
  const said = [`${method[0].toUpperCase()}${method.slice(1)} differences, h = ${scientific(step, 1)}.`];
  const { scale } = stage;
  const kinds = Object.keys(stage.panels);
  if (kinds.some((kind) => ON_MAPS.includes(kind) || kind === "surface")) {
    const size = scale === 1 ? "at" : scale > 1 ? `at ${general(scale, 6)} ×` : `at 1/${general(1 / scale, 6)} of`;
    said.push(`∇f and its ${directed ? "projection" : "components"} are drawn ${size} true length.`);
  }
  if (kinds.includes("map")) said.push(`The grey field has ${arrows} × ${arrows} arrows, ${SAID_OF_LENGTHS[lengths]}.`);
  return said.join(" ");
}

/** @param {Computed} reading @param {Beside} beside */
function remarkOf(reading, { directed, stage }) {
  const { diagnosis, lost, off, length, value, method, step, differences, truth, window } = reading;
  if (diagnosis.remark) return unusual(reading, directed);
  if (lost) return "Every difference is 0, because the step is lost in rounding: take a longer one.";
  // The axes of a map are wider than the window by a tenth on each side.
  const width = 1.2 * Math.max(window.xlim[1] - window.xlim[0], window.ylim[1] - window.ylim[0]);
  if (stage.scale * (length ?? 0) < TOO_SHORT * width) return "The gradient is too short to be drawn here.";
  const gain = Math.max(...Object.entries(stage.panels).map(([kind, panel]) => gainOf(kind, panel, stage.scale)));
  if (method !== "complex" && ((EPS * Math.abs(value)) / step) * gain > SHAKING) {
    return "The arrows shake: rounding errors of f are divided by h, and this h is very small.";
  }
  if (!off) return "";
  return `With this step the differences give ${pairText(differences, Math.hypot(...differences))}; the gradient is ${pairText(truth, Math.hypot(...truth))}.`;
}

/** How many pixels the marks of a picture move at most where a slope changes by 1. @param {string} kind @param {WordedStage["panels"][string]} panel @param {number} scale */
function gainOf(kind, { box_width, box_height, xlim, ylim, hill }, scale) {
  const [wide, high] = [box_width / (xlim[1] - xlim[0]), box_height / (ylim[1] - ylim[0])];
  if (ON_MAPS.includes(kind)) return scale * wide;
  if (kind === "slopes") return high;
  if (kind === "slice") return xlim[1] * high;
  return kind === "surface" && hill ? Math.max(scale, hill.factor * 0.3 * hill.side) * wide : (xlim[1] - xlim[0]) * high;
}

/** What a picture says. @param {string} kind @param {Computed} reading @param {Beside} beside */
function wordsOfPanel(kind, reading, beside) {
  if (kind === "map" || kind === "components") return sentenceOf(reading, kind === "map");
  if (kind === "level") return levelWords(reading);
  if (kind === "slopes") return slopesWords(reading);
  if (kind === "slice") return sliceWords(reading);
  const { hill } = beside.stage.panels[kind];
  if (hill) return hillWords(hill, reading, { ...beside, where: whereOf(reading) });
  return axisSliceWords(kind === "slice x" ? 0 : 1, reading);
}

/** @param {Computed} reading */
function levelWords(reading) {
  const { diagnosis, gradient, noise, value, u, angle, tangent } = reading;
  if (!gradient) return diagnosis.remark;
  if (!tangent) {
    if (diagnosis.differentiable) return `At ${whereOf(reading)} the gradient is zero: it does not say which way the level curve goes.`;
    return `${diagnosis.remark} So the gradient does not tell the tangent of the level curve.`;
  }
  const along = dot(gradient, u);
  const across = Math.hypot(...minus(gradient, times(along, u)));
  const turned = (Math.round(Math.atan2(gradient[0], -gradient[1]) * (180 / Math.PI) * 100) / 100) % 180;
  const parts = gradient.map((part) => short(part, noise)).join(", ");
  return (
    `At ${whereOf(reading)} the gradient is (${parts}). The level curve f = ${short(value)} has its tangent at ` +
    `${general(turned + (turned < 0 ? 180 : 0), 4)}°, at a right angle to it. The gradient's part along u, at ${degrees(angle)}, ` +
    `is ${short(along, noise)}; its part across u is ${short(across, noise)} long.`
  );
}

/** @param {Computed} reading */
function slopesWords({ diagnosis, angle, slope, noise, length, gradient }) {
  const start = "Slope against direction:";
  const here = `${short(slope ?? NaN, noise ?? 0)} along ${general(angle, 4)}°`;
  if (!diagnosis.exists || !gradient) return `${start} ${diagnosis.remark}`;
  if (!diagnosis.sloped) return `${start} not a cosine. ${diagnosis.remark}`;
  if (!diagnosis.differentiable) return `${start} not a cosine. It is ${here}.`;
  if (diagnosis.flat) return `${start} it is 0 along every one, up to the error of the differences.`;
  if (length === 0) return `${start} it is 0 along every one.`;
  const greatest = `${short(length)} along ${general(steepestAngle(gradient), 4)}°`;
  return `${start} a cosine, at its greatest ${greatest}, at its least the opposite way; it is ${here}.`;
}

/** @param {Computed} reading */
function sliceWords({ value, sloped, slope, noise }) {
  if (!Number.isFinite(value)) return "f is undefined at the point, so the slice along u has a gap there.";
  return `Slice along u: at the point f is ${short(value)}, and the slope of the tangent is ${sloped ? short(slope, noise) : "undefined"}.`;
}

/** @param {0 | 1} axis @param {Computed} reading */
function axisSliceWords(axis, { x, y, window, value, parts, noise }) {
  const at = [coordinate(x, window.xlim), coordinate(y, window.ylim)];
  const start = `Slice along ${"xy"[axis]}, with ${"yx"[axis]} held at ${at[1 - axis]}:`;
  if (!Number.isFinite(value)) return `${start} f is undefined at the point, so there is a gap.`;
  const here = `${start} at ${"xy"[axis]} = ${at[axis]} f is ${short(value)},`;
  const slope = parts?.[axis] ?? null;
  if (slope === null) return `${here} and no tangent is drawn, because there is no ${PARTIALS[axis]} at the point.`;
  return `${here} and the slope of the tangent is ${short(slope, noise ?? 0)}.`;
}
