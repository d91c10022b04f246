// A prediction that is a point on a map: placed like the point of an explorer, drawn like its marks.

import { axesOf } from "../live/browser/draw/axes.js";
import { createPanel } from "../live/browser/draw/panel.js";
import { element } from "../live/browser/element.js";
import { ARROW_KEYS, listenToKeys, stepped } from "../live/browser/hand/keys.js";
import { listenToDrags, placeOf } from "../live/browser/hand/pointer.js";
import { clamp } from "../live/browser/numbers.js";
import { diamond, labelBeside } from "./answer_marks.js";
import { wearTheme } from "./worn.js";

/** @import { Asked, Frame, Mark, Pair } from "../live/browser/kernel.d.ts" */
/** @import { Input } from "./prediction_inputs.js" */

/**
 * The reader's point and the right ones. The labels of these stand above and the reader's below, so that both can be read.
 * @returns {Mark[]}
 * @param {Frame} frame
 * @param {Pair | undefined} point
 * @param {Pair[]} answers
 */
export function pointMarks(frame, point, answers) {
  /** @type {Mark[]} */
  const marks = answers.flatMap((place) => [diamond(frame, place), labelBeside(frame, place, "answer", 1, "right answer")]);
  if (point) marks.push({ kind: "Dot", x: point[0], y: point[1], role: "point" }, labelBeside(frame, point, "you", -1, "point"));
  return marks;
}

/** @returns {Input} @param {Element} form @param {Asked} asked @param {string} name the id of the question */
export function placePoint(form, { map }, name) {
  if (!map) throw new TypeError("a question about a point needs a map");
  const { xrange, yrange, light, dark, look, ...frame } = map;
  const panel = createPanel("map", form, frame);
  const place = element("p", "gradcalc-place", form, "", { "aria-live": "polite" });
  for (const [attribute, value] of Object.entries({
    tabindex: "0",
    role: "application",
    "aria-roledescription": "map to place a point on",
    "aria-describedby": name,
  })) panel.box.setAttribute(attribute, value);
  /** @type {Pair | undefined} */
  let point;
  /** @type {Pair[]} */
  let right = [];
  let locked = false;

  const words = () => (point ? `Your point: (${point.map((v) => v.toFixed(2)).join(", ")})` : "No point placed yet.");

  function draw() {
    panel.draw(pointMarks(frame, point, right), null, look, null);
    place.textContent = words();
    const how = locked ? "" : " Arrow keys move the point, with Shift further; Home leads to the middle.";
    panel.box.setAttribute("aria-label", `Map. ${words()}${how}`);
  }

  /** @param {Pair} to */
  function move([x, y]) {
    if (locked) return;
    point = [clamp(x, ...xrange), clamp(y, ...yrange)];
    draw();
  }

  listenToDrags(panel, (at) => move(placeOf(panel, at)), {
    grips() {
      const axes = axesOf(frame);
      return { point: point && !locked ? [axes.x(point[0]), axes.y(point[1])] : null };
    },
  });
  listenToKeys(panel, (key, large) => {
    // The first key puts the point on the map.
    if (!point || key === "Home") return move([(xrange[0] + xrange[1]) / 2, (yrange[0] + yrange[1]) / 2]);
    const [dx, dy] = ARROW_KEYS[key];
    move([stepped(point[0], dx, large, xrange), stepped(point[1], dy, large, yrange)]);
  });

  const dispose = wearTheme(panel, frame, { light, dark }, draw);

  return {
    value: () => point,
    show(value, answers = []) {
      [point, right, locked] = [value, answers, true];
      panel.box.removeAttribute("tabindex");
      panel.box.setAttribute("role", "img");
      panel.box.removeAttribute("aria-roledescription");
      place.hidden = true;
      draw();
    },
    fits: (value) => Array.isArray(value) && value.length === 2 && [xrange, yrange].every(([low, high], i) => low <= value[i] && value[i] <= high),
    missing: () => "Place a point first: click the map, or press an arrow key on it.",
    focus: () => panel.box.focus(),
    dispose,
  };
}
