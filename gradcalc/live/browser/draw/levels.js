// Draws the contours of a map, which level_map.py describes, on a canvas.

import { numbers } from "../numbers.js";

/** @import { Levels } from "../kernel.d.ts" */
/** @import { Axes } from "./axes.js" */
/** @typedef {{ x(x: number, y: number): number, y(x: number, y: number): number }} Laid */

const LEVEL_UNITS = 65535; // points are whole numbers, so many along each side of the window
const HATCH = 8; // pixels between two lines of the hatching

/**
 * The contours, decoded once for every window: their paths as arrays of x, y in data.
 * @param {Pick<Levels, "xlim" | "ylim" | "points" | "ends">} levels
 */
export function decodeLevels({ xlim, ylim, points, ends }) {
  const parts = numbers(points, Uint16Array);
  const places = new Float64Array(parts.length);
  const [width, height] = [xlim[1] - xlim[0], ylim[1] - ylim[0]];
  for (let i = 0; i < parts.length; i += 2) {
    places[i] = xlim[0] + (parts[i] / LEVEL_UNITS) * width;
    places[i + 1] = ylim[0] + (parts[i + 1] / LEVEL_UNITS) * height;
  }
  let start = 0;
  return [...numbers(ends, Uint32Array)].map((end) => places.subarray(2 * start, 2 * (start = end)));
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Levels} levels
 * @param {boolean} dark
 * @param {Laid} [laid] where a point of the plane is drawn, if not as the axes say
 */
export function drawLevels(ctx, axes, levels, dark, laid = { x: axes.x, y: (_, y) => axes.y(y) }) {
  const paths = (levels.paths ??= decodeLevels(levels));
  const theme = Number(dark);
  let next = 0;
  ctx.save();
  ctx.lineWidth = 1.4;
  ctx.lineJoin = "round";
  for (const [kind, colours, count] of levels.shapes) {
    ctx.beginPath();
    for (const path of paths.slice(next, (next += count))) {
      ctx.moveTo(laid.x(path[0], path[1]), laid.y(path[0], path[1]));
      for (let i = 2; i < path.length; i += 2) ctx.lineTo(laid.x(path[i], path[i + 1]), laid.y(path[i], path[i + 1]));
    }
    ctx.strokeStyle = ctx.fillStyle = colours[theme];
    if (kind === "line") ctx.stroke();
    else if (kind === "fill") fillBand(ctx, levels.alpha[theme]);
    else hatch(ctx, axes);
  }
  drawLevelLabels(ctx, axes, levels.labels, levels.ink[theme]);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {number} alpha */
function fillBand(ctx, alpha) {
  ctx.globalAlpha = alpha;
  ctx.fill("evenodd"); // paths inside others are holes
  ctx.globalAlpha = 1;
}

/** @param {CanvasRenderingContext2D} ctx @param {Axes} axes */
function hatch(ctx, { left, right, top, bottom }) {
  ctx.save();
  ctx.clip("evenodd");
  ctx.beginPath();
  for (let x = left - (bottom - top); x < right; x += HATCH) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + bottom - top, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Axes} axes @param {Levels["labels"]} labels @param {string} ink */
function drawLevelLabels(ctx, axes, labels, ink) {
  ctx.font = "11px system-ui, 'DejaVu Sans', sans-serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillStyle = ink;
  for (const [text, x, y, angle] of labels) {
    ctx.save();
    ctx.translate(axes.x(x), axes.y(y));
    ctx.rotate(angle);
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }
}
