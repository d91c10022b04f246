// Draws what lies under a picture where the page has all it takes: axes with their numbers, a grid, letters. Places, sizes
// and colours are those of gradcalc/pictures/frames.py and panels.py, lengths in CSS pixels of the frame.

import { heightNumbering, plainNumbering, powerNumbering, TICK_SIZE, turnNumbering } from "../stage/numbering.js";
import { axesOf } from "./axes.js";

/** @import { Frame } from "../kernel.d.ts" */
/** @import { Paper } from "../stage/papers.js" */

export const PAPER_FONT = "system-ui, 'DejaVu Sans', sans-serif";
export const PAPER_COLOURS = {
  light: { face: "#ffffff", ink: "#1f2937", faint: "#d1d5db", zero: "#6b7280" },
  dark: { face: "#111827", ink: "#e5e7eb", faint: "#4b5563", zero: "#9aa3b2" },
};
export const PAPER_GRID = { colour: "#9aa3b2", alpha: 0.25 };
const PAPER_POINT = 100 / 72; // pixels
const PAPER_SIZES = { line: 0.8 * PAPER_POINT, grid: 0.6 * PAPER_POINT, tick: 3.5 * PAPER_POINT, gap: 7 * PAPER_POINT, apart: 4 }; // apart: two numbers
const PAPER_LABEL = { size: 10 * PAPER_POINT, below: 0.62 * 44, before: 0.72 * 58 };
const RAISED_POWER = { size: 0.75, above: 0.4 }; // of a number's size
const ABOVE_AXES = 3 * PAPER_POINT; // the axes stands what the numbers beside them are counted from
const PAPER_LETTER = { top: 0.76, middle: 0.365, under: 0.24 }; // of its size, above the baseline; the middle is that of a digit

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Frame} frame
 * @param {Paper} paper
 * @param {boolean} dark
 */
export function drawPaper(ctx, frame, { kind, xlabel, log }, dark) {
  if (kind === "hill") return; // units along it mean something only from above
  const axes = axesOf(frame);
  const { left, right, top, bottom } = axes;
  const colours = PAPER_COLOURS[dark ? "dark" : "light"];
  const graph = kind === "graph";
  const turn = graph && frame.xlim[0] === 0 && frame.xlim[1] === 360;
  const along = log.includes("x") ? powerNumbering(frame.xlim) : turn ? turnNumbering(frame.xlim) : plainNumbering("x", frame.xlim, frame.box_width);
  const beside = log.includes("y") ? powerNumbering(frame.ylim) : graph ? heightNumbering(frame.ylim, frame.box_height) : plainNumbering("y", frame.ylim, frame.box_height);
  const [xs, ys] = [along.places.map(axes.x), beside.places.map(axes.y)];
  const line = screenRuler(ctx);
  const { line: thin, grid, tick, gap, apart } = PAPER_SIZES;

  ctx.save();
  ctx.fillStyle = colours.face;
  ctx.fillRect(left, top, right - left, bottom - top);
  if (graph) {
    ctx.strokeStyle = PAPER_GRID.colour;
    ctx.globalAlpha = PAPER_GRID.alpha;
    for (const x of xs) line(grid, x, bottom, x, top);
    for (const y of ys) line(grid, left, y, right, y);
    ctx.globalAlpha = 1;
    ctx.strokeStyle = colours.zero;
    if (!log.includes("y") && frame.ylim[0] <= 0 && frame.ylim[1] >= 0) line(thin, left, axes.y(0), right, axes.y(0));
  }
  ctx.strokeStyle = colours.ink;
  for (const x of xs) line(thin, x, bottom, x, bottom + tick);
  for (const y of ys) line(thin, left, y, left - tick, y);
  ctx.strokeStyle = colours.faint;
  for (const x of [left, right]) line(thin, x, top, x, bottom);
  for (const y of [top, bottom]) line(thin, left, y, right, y);

  ctx.fillStyle = colours.ink;
  const write = (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y, /** @type {CanvasTextAlign} */ align, /** @type {number} */ room) => {
    ctx.textAlign = align;
    const [base, raised] = text.split("^");
    if (raised === undefined) return ctx.fillText(text, x, y, room); // narrower letters where there is no room
    const font = ctx.font;
    const before = ctx.measureText(base).width;
    ctx.font = `${RAISED_POWER.size * TICK_SIZE}px ${PAPER_FONT}`;
    const start = x - (before + ctx.measureText(raised).width) * (align === "right" ? 1 : 0.5);
    ctx.textAlign = "left";
    ctx.fillText(raised, start + before, y - RAISED_POWER.above * TICK_SIZE);
    ctx.font = font;
    ctx.fillText(base, start, y);
  };
  const under = bottom + gap + PAPER_LETTER.top * TICK_SIZE;
  ctx.textBaseline = "alphabetic";
  ctx.font = `${TICK_SIZE}px ${PAPER_FONT}`;
  const step = xs.length > 1 ? xs[1] - xs[0] - apart : right - left;
  along.texts.forEach((text, i) => write(text, xs[i], under, "center", step));
  beside.texts.forEach((text, i) => write(text, left - gap, ys[i] + PAPER_LETTER.middle * TICK_SIZE, "right", left - gap));
  const widest = Math.max(...beside.texts.map((text) => ctx.measureText(text).width));
  if (along.from) write(along.from, right, under + TICK_SIZE * 1.15 + ABOVE_AXES, "right", right - left);
  if (beside.from) write(beside.from, left, top - ABOVE_AXES, "left", right - left);
  ctx.font = `${PAPER_LABEL.size}px ${PAPER_FONT}`;
  if (xlabel) write(xlabel, (left + right) / 2, bottom + PAPER_LABEL.below + PAPER_LETTER.top * PAPER_LABEL.size, "center", right - left);
  if (graph) return ctx.restore();
  const [centre, half] = [(top + bottom) / 2 - PAPER_LETTER.under * PAPER_LABEL.size, PAPER_LABEL.size / 2];
  const crowded = widest + gap > PAPER_LABEL.before - half; // then the letter stands between two numbers
  const between = ys.slice(1).map((y, i) => (y + ys[i]) / 2 + half / 2).sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre));
  write("y", left - PAPER_LABEL.before, crowded ? (between[0] ?? centre) : centre, "center", left);
  ctx.restore();
}

/**
 * Draws level and upright lines so that they cover whole pixels of the screen.
 * @param {CanvasRenderingContext2D} ctx
 */
function screenRuler(ctx) {
  const { a, d } = ctx.getTransform();
  /** @param {number} width @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
  return (width, x0, y0, x1, y1) => {
    const upright = x0 === x1;
    const ratio = upright ? a : d;
    const pixels = Math.max(1, Math.round(width * ratio));
    const middle = (/** @type {number} */ at) => (pixels % 2 ? Math.floor(at * ratio) + 0.5 : Math.round(at * ratio)) / ratio;
    ctx.lineWidth = pixels / ratio;
    ctx.beginPath();
    ctx.moveTo(upright ? middle(x0) : x0, upright ? y0 : middle(y0));
    ctx.lineTo(upright ? middle(x1) : x1, upright ? y1 : middle(y1));
    ctx.stroke();
  };
}
