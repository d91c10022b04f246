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

/** The shapes of levels as the browser draws them, the longer side of the window being 1. @type {WeakMap<Levels, Path2D[]>} */
const readyLevels = new WeakMap();

/** @param {Levels} levels */
const longestOf = ({ xlim, ylim }) => Math.max(xlim[1] - xlim[0], ylim[1] - ylim[0]);

/** What takes long about the contours, which may be done before they are drawn. @param {Levels} levels */
function prepareLevels(levels) {
  const found = readyLevels.get(levels);
  if (found) return found;
  const [x0, y0, unit] = [levels.xlim[0], levels.ylim[0], longestOf(levels)];
  const once = new Map(); // the edge between two bands is a path of both
  const paths = (levels.paths ??= decodeLevels(levels)).map((path) => {
    let drawn = once.get(path);
    if (drawn) return drawn;
    once.set(path, (drawn = new Path2D()));
    if (path.length) drawn.moveTo((path[0] - x0) / unit, (path[1] - y0) / unit);
    for (let i = 2; i < path.length; i += 2) drawn.lineTo((path[i] - x0) / unit, (path[i + 1] - y0) / unit);
    return drawn;
  });
  let next = 0;
  const ready = levels.shapes.map(([, , count]) => {
    const shape = new Path2D();
    for (const path of paths.slice(next, (next += count))) shape.addPath(path);
    return shape;
  });
  readyLevels.set(levels, ready);
  return ready;
}

/** Make ready all that lies under some pictures. @param {Record<string, { levels?: Levels | null }>} papers */
export function preparePapers(papers) {
  for (const { levels } of Object.values(papers)) if (levels) prepareLevels(levels);
}

/** How the shapes get to where they are drawn. @param {Levels} levels @param {Laid} laid */
function matrixOf(levels, laid) {
  const [x0, y0, unit] = [levels.xlim[0], levels.ylim[0], longestOf(levels)];
  const [x, y] = [laid.x(x0, y0), laid.y(x0, y0)];
  return new DOMMatrix([laid.x(x0 + unit, y0) - x, laid.y(x0 + unit, y0) - y, laid.x(x0, y0 + unit) - x, laid.y(x0, y0 + unit) - y, x, y]);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Levels} levels
 * @param {boolean} dark
 * @param {Laid} [laid] where a point of the plane is drawn, if not as the axes say
 */
export function drawLevels(ctx, axes, levels, dark, laid = { x: axes.x, y: (_, y) => axes.y(y) }) {
  const matrix = matrixOf(levels, laid);
  const theme = Number(dark);
  ctx.save();
  ctx.lineWidth = 1.4;
  ctx.lineJoin = "round";
  for (const [i, shape] of prepareLevels(levels).entries()) {
    const [kind, colours] = levels.shapes[i];
    ctx.strokeStyle = ctx.fillStyle = colours[theme];
    if (kind === "fill") {
      fillBand(ctx, shape, matrix, levels.alpha[theme]);
      continue;
    }
    const placed = new Path2D(); // a line is as wide wherever it leads
    placed.addPath(shape, matrix);
    if (kind === "line") ctx.stroke(placed);
    else hatch(ctx, axes, placed);
  }
  drawLevelLabels(ctx, axes, levels.labels, levels.ink[theme]);
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Path2D} shape @param {DOMMatrix} matrix @param {number} alpha */
function fillBand(ctx, shape, { a, b, c, d, e, f }, alpha) {
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.transform(a, b, c, d, e, f);
  ctx.fill(shape, "evenodd"); // paths inside others are holes
  ctx.restore();
}

/** @param {CanvasRenderingContext2D} ctx @param {Axes} axes @param {Path2D} shape */
function hatch(ctx, { left, right, top, bottom }, shape) {
  ctx.save();
  ctx.clip(shape, "evenodd");
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
