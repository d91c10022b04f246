// Two gradient fields drawn to one scale: gradcalc/pictures/scenes/field_pair.py.

/** @import { FieldArrows, Pair } from "../pictures.d.ts" */

const LONGEST_ARROW = 2.5; // cells: beyond that an arrow is cut

/**
 * Arrows of a field at points, in the scale where the longest exact one fills a cell.
 * @returns {FieldArrows} @param {Pair[]} points @param {Pair[]} field @param {Pair[]} exact @param {number} cell
 */
export function pairedArrows(points, field, exact, cell) {
  const longest = Math.max(0, ...exact.map(([dx, dy]) => Math.hypot(dx, dy)).filter(Number.isFinite)) || 1;
  const rows = points.map(([x, y], i) => {
    const [dx, dy] = field[i].map((part) => part * (cell / longest));
    const share = Math.min(1, (LONGEST_ARROW * cell) / Math.max(Math.hypot(dx, dy), 1e-300));
    return [x - (dx * share) / 2, y - (dy * share) / 2, dx * share, dy * share];
  });
  const numbers = Float32Array.from(rows.filter((row) => row.every(Number.isFinite)).flat());
  return { kind: "FieldArrows", role: "field", arrows: new DataView(numbers.buffer) };
}
