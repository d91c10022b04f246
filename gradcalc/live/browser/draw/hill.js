// Draws a hill and its floor, as gradcalc/pictures/render_hill.py does: the facets once for every camera.

import { drawLevels } from "./levels.js";
import { drawMarks } from "./marks.js";

/** @import { Look } from "../kernel.d.ts" */
/** @import { Hill } from "../space/hill.js" */
/** @import { View } from "../space/seen.js" */
/** @import { Axes } from "./axes.js" */

const SEAM = 0.4; // pixels by which each is larger: or the paper would shine through between neighbours

/**
 * The contours of the map, laid on the floor.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Hill} hill
 * @param {View} view
 * @param {boolean} dark
 */
export function drawFloor(ctx, axes, hill, { matrix: [a, b, c, d, e, f] }, dark) {
  drawLevels(ctx, axes, hill.levels, dark, {
    x: (x, y) => axes.x(a * x + c * y + e),
    y: (x, y) => axes.y(b * x + d * y + f),
  });
}

/**
 * The facets, each over those beyond it, and the contours that can be seen on them.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Axes} axes
 * @param {Hill} hill
 * @param {View} view
 * @param {Look} look
 * @param {boolean} dark
 */
export function drawFacets(ctx, axes, hill, view, look, dark) {
  const { x, y, rises } = hill;
  const fills = hill.fills(dark);
  const row = x.length;
  const [px, py] = [new Float64Array(rises.length), new Float64Array(rises.length)];
  for (let i = 0; i < rises.length; i++) {
    const [across, up] = view.project(x[i % row], y[Math.floor(i / row)], rises[i]);
    [px[i], py[i]] = [axes.x(across), axes.y(up)];
  }
  ctx.save();
  for (const cell of hill.order(view.eye)) {
    const at = cell + Math.floor(cell / (row - 1)); // of its first corner
    const [a, b, c, d] = [at, at + 1, at + 1 + row, at + row];
    const midX = (px[a] + px[b] + px[c] + px[d]) / 4;
    const midY = (py[a] + py[b] + py[c] + py[d]) / 4;
    ctx.fillStyle = fills[cell];
    ctx.beginPath();
    for (const corner of [a, b, c, d]) {
      ctx.lineTo(px[corner] + SEAM * Math.sign(px[corner] - midX), py[corner] + SEAM * Math.sign(py[corner] - midY));
    }
    ctx.fill(); // a stroke would fill the seams as well, and take as long again
  }
  drawMarks(ctx, axes, view.contours(), look, dark);
  ctx.restore();
}
