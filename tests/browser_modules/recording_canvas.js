// A canvas without a page: it keeps what is drawn, straight lines, rectangles and texts, in CSS pixels.

/** @param {number} ratio pixels of the screen to one of CSS */
export function recordingCanvas(ratio) {
  /** @type {{ lines: any[], rectangles: any[], texts: any[] }} */
  const drawn = { lines: [], rectangles: [], texts: [] };
  /** @type {number[]} */
  let path = [];
  const ctx = {
    globalAlpha: 1, lineWidth: 1, strokeStyle: "", fillStyle: "", font: "", textAlign: "", textBaseline: "",
    getTransform: () => ({ a: ratio, d: ratio }),
    save() {},
    restore() {},
    beginPath: () => void (path = []),
    moveTo: (/** @type {number[]} */ ...at) => void path.push(...at),
    lineTo: (/** @type {number[]} */ ...at) => void path.push(...at),
    stroke: () => void drawn.lines.push({ ends: path, width: ctx.lineWidth, colour: ctx.strokeStyle, alpha: ctx.globalAlpha }),
    measureText: (/** @type {string} */ text) => ({ width: 0.6 * parseFloat(ctx.font) * text.length }),
    fillRect: (/** @type {number[]} */ ...sides) => void drawn.rectangles.push({ sides, colour: ctx.fillStyle }),
    fillText: (/** @type {string} */ text, /** @type {number} */ x, /** @type {number} */ y) =>
      void drawn.texts.push({ text, at: [x, y], align: ctx.textAlign, size: parseFloat(ctx.font), colour: ctx.fillStyle }),
  };
  return { ctx, drawn };
}
