// A picture: axes that the kernel has drawn, or that the page draws by itself, and canvases above them.

import { element } from "../element.js";
import { isDark } from "../page.js";
import { decodeHill } from "../space/hill.js";
import { absentRoles } from "../guided.js";
import { createEye } from "../space/seen.js";
import { axesOf } from "./axes.js";
import { markFigures } from "./figures.js";
import { drawFacets, drawFloor } from "./hill.js";
import { drawLevels } from "./levels.js";
import { drawField, drawMarks, useStyle } from "./marks.js";
import { drawPaper } from "./paper.js";
import { writeTitle } from "./title.js";

/** @import { Camera, Frame, HillData, Levels, Look, Mark, Pair, Sheet, Solid, Window } from "../kernel.d.ts" */
/** @import { Hill } from "../space/hill.js" */
/** @import { View } from "../space/seen.js" */
/** @import { Paper } from "../stage/papers.js" */
/** @import { Axes } from "./axes.js" */
/** @typedef {ReturnType<typeof createPanel>} Panel */
/** @typedef {Frame & { dark: boolean, levels?: Levels | null, hill?: HillData | null, sheet?: Sheet, paper?: Paper }} Shown a frame, what is inside it, and which drawing it is */

/**
 * A picture, ready to be shown: of its bytes, or of its address where a page keeps it as a file.
 * @param {DataView | string} png
 */
export async function decodePicture(png) {
  const image = new Image();
  image.alt = "";
  image.src = typeof png === "string" ? png : dataAddress(png);
  await image.decode();
  return image;
}

/**
 * A blob's address would take two trips to another process. Browsers look at the bytes for the kind of picture.
 * @param {DataView} png
 */
function dataAddress(png) {
  const bytes = new Uint8Array(png.buffer, png.byteOffset, png.byteLength);
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}

/**
 * One picture: axes, the contours of a map above them, and a canvas for the marks above both.
 * @param {string} kind
 * @param {Element} parent
 * @param {Frame} first the frame that it will show: it has its room before that is decoded, and nothing jumps
 */
export function createPanel(kind, parent, first) {
  const box = element("div", `gradcalc-picture gradcalc-${kind.replace(" ", "-")}`, parent);
  let image = element("img", "", box);
  image.alt = "";
  const contours = element("canvas", "gradcalc-contours", box); // apart from the marks, which move more often
  const canvas = element("canvas", "gradcalc-canvas", box);
  requestAnimationFrame(() => markFigures(box));
  /** @type {Shown} */
  let shown; // the frame on the screen; marks for another one would stand in the wrong place
  /** @type {Hill | null} */
  let hill = null;
  /** @type {View | null} */
  let view = null; // how a camera sees the hill
  const rock = document.createElement("canvas"); // the hill as it is seen, kept while the camera rests
  let painted = ""; // for which camera, pixels and theme
  /** @type {unknown[]} */
  let drawn = []; // what the canvas shows, on which sheet
  let inked = false; // whether the contours are those of a dark page

  /** @param {Frame} frame */
  function makeRoom({ width, height }) {
    box.style.setProperty("--gradcalc-width", `${width}px`);
    box.style.setProperty("--gradcalc-shape", String(width / height));
    box.style.aspectRatio = `${width} / ${height}`; // honest where max-width holds it
  }
  makeRoom(first);

  /** @param {Shown} frame @param {HTMLImageElement | null} fresh its axes as the kernel has drawn them; else it has its paper */
  function show(frame, fresh) {
    image.hidden = !fresh;
    if (fresh) {
      image.replaceWith(fresh);
      image = fresh;
    }
    if (frame.width !== shown?.width || frame.height !== shown.height) makeRoom(frame);
    shown = frame;
    hill = frame.hill && frame.levels ? decodeHill(frame.hill, frame.levels) : null;
    view = null;
    if (!hill) drawContours();
    // After all drawing: letters on a canvas wait for the styles of whatever was changed on the page before them.
    queueMicrotask(() => frame === shown && writeTitle(box, frame, frame.paper?.title));
    // On a page of the other theme, theme.css turns the colours of the kernel's axes round meanwhile.
    box.dataset.dark = fresh ? String(frame.dark) : "either";
  }

  /**
   * Where a pointer is, in CSS pixels of the frame.
   * @param {{ clientX: number, clientY: number }} event
   * @returns {Pair}
   */
  function place({ clientX, clientY }) {
    const bounds = box.getBoundingClientRect();
    const scale = shown.width / bounds.width; // not 1 in a narrow window
    return [(clientX - bounds.left) * scale, (clientY - bounds.top) * scale];
  }

  /**
   * A canvas, empty and as sharp as the screen; draws in CSS pixels of the frame, and only inside the axes.
   * @param {HTMLCanvasElement} sheet
   * @param {number} [ratio] of its pixels to those of the frame
   * @param {Paper} [paper] that stands on it already
   */
  function blank(sheet, ratio, paper) {
    const ctx = /** @type {CanvasRenderingContext2D} */ (sheet.getContext("2d"));
    const [width, height] = pixels(ratio);
    if (sheet.width !== width || sheet.height !== height) {
      [sheet.width, sheet.height] = [width, height];
    } else {
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.clearRect(0, 0, width, height);
    }
    ctx.save();
    ctx.setTransform(width / shown.width, 0, 0, height / shown.height, 0, 0);
    if (paper) drawPaper(ctx, shown, paper, isDark());
    ctx.beginPath();
    ctx.rect(shown.left, shown.top, shown.box_width, shown.box_height);
    ctx.clip();
    return ctx;
  }

  function pixels(ratio = window.devicePixelRatio) {
    return [shown.width, shown.height].map((side) => Math.round(side * ratio));
  }

  function drawContours() {
    contours.hidden = !shown.levels && !shown.paper;
    if (contours.hidden) return;
    inked = isDark();
    const ctx = blank(contours, undefined, shown.paper);
    if (shown.levels) drawLevels(ctx, axesOf(shown), shown.levels, inked);
    ctx.restore();
  }

  /**
   * Draw marks and, where there is one, a field; zoomed holds other limits while a zoom is under way.
   * @param {Mark[]} marks
   * @param {DataView | null} field
   * @param {Look} look
   * @param {Window | null} zoomed
   */
  function draw(marks, field, look, zoomed) {
    const axes = axesOf({ ...shown, ...zoomed });
    if (!hill && (contours.width !== pixels()[0] || inked !== isDark())) drawContours(); // another screen or theme
    const absent = absentRoles(box);
    const wanted = [shown, marks, field, look, zoomed, isDark(), pixels().join(), absent.join()];
    if (wanted.every((part, i) => part === drawn[i])) return;
    drawn = wanted;
    const ctx = blank(canvas);
    if (zoomed) cover(ctx, axes, look.halos[isDark() ? "dark" : "light"]);
    if (field?.byteLength && !absent.includes("field")) {
      useStyle(ctx, look.styles.field, isDark());
      drawField(ctx, axes, field, look.styles.field);
    }
    drawMarks(ctx, axes, marks.filter(({ role }) => !absent.includes(role)), look, isDark());
    ctx.restore();
  }

  /**
   * Draw solids, the hill and its floor as a camera sees them. The hill itself is drawn anew only if that has moved,
   * and while it turns with no more pixels than the frame has: a quarter of the work on a sharp screen.
   * @param {Solid[]} solids
   * @param {{ now: Camera, turning: boolean }} camera
   * @param {Look} look
   */
  function drawHill(solids, { now, turning }, look) {
    if (!hill) return;
    const [axes, dark] = [axesOf(shown), isDark()];
    const ratio = turning ? Math.min(window.devicePixelRatio, 1) : window.devicePixelRatio;
    const wanted = [now.azimuth, now.elevation, ...pixels(ratio), dark].join();
    if (!view || wanted !== painted) {
      painted = wanted;
      view = createEye(hill, now);
      const floor = blank(contours, ratio);
      drawFloor(floor, axes, hill, view, dark);
      floor.restore();
      const facets = blank(rock, ratio);
      drawFacets(facets, axes, hill, view, look, dark);
      facets.restore();
    }
    const { below, above } = view.seen(solids);
    const ctx = blank(canvas);
    drawMarks(ctx, axes, below, look, dark);
    ctx.globalAlpha = view.eye.opacity;
    ctx.drawImage(rock, 0, 0, shown.width, shown.height);
    ctx.globalAlpha = 1;
    drawMarks(ctx, axes, above, look, dark);
    ctx.restore();
  }

  /**
   * The old contours in their new place, until the kernel sends those of the new window.
   * @param {CanvasRenderingContext2D} ctx
   * @param {Axes} axes
   * @param {string} paper
   */
  function cover(ctx, axes, paper) {
    ctx.fillStyle = paper;
    ctx.fillRect(shown.left, shown.top, shown.box_width, shown.box_height);
    if (shown.levels) drawLevels(ctx, axes, shown.levels, isDark());
  }

  return {
    box,
    show,
    place,
    draw,
    drawHill,
    /** The hill of the frame on the screen, and how it was seen last. */
    get hill() {
      return hill;
    },
    get view() {
      return view;
    },
    get frame() {
      return shown;
    },
  };
}
