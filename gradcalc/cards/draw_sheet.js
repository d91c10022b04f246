// The picture that one draws in: its axes, the marks of a tool, and its handles, which a hand drags and keys move.

import { axesOf } from "../live/browser/draw/axes.js";
import { createPanel } from "../live/browser/draw/panel.js";
import { element, writeAttribute } from "../live/browser/element.js";
import { ARROW_KEYS, stepped } from "../live/browser/hand/keys.js";
import { listenToDrags, placeOf } from "../live/browser/hand/pointer.js";
import { clamp } from "../live/browser/numbers.js";
import { wearTheme } from "./worn.js";

/** @import { Ground, Pair } from "../live/browser/kernel.d.ts" */
/** @import { Handle, Tool } from "./draw_tools.js" */

/**
 * @param {Element} parent
 * @param {Tool} tool
 * @param {Ground} ground
 * @param {() => void} changed hears that something was drawn
 * @param {string} question the id of the question
 */
export function createSheet(parent, tool, { light, dark, look, ...frame }, changed, question) {
  const panel = createPanel("map", parent, frame);
  const words = element("p", "gradcalc-place", parent, "", { "aria-live": "polite" });
  writeAttribute(panel.box, "role", "group");
  writeAttribute(panel.box, "aria-label", "Picture to draw in");
  writeAttribute(panel.box, "aria-describedby", question);
  /** @type {Map<string, HTMLElement>} */
  const grips = new Map();
  /** @type {Pair[]} */
  let right = [];
  let [held, locked] = ["", false];

  const handleOf = (/** @type {string} */ name) => tool.handles().find((handle) => handle.name === name);

  /** @param {string} name @param {Pair} to @param {boolean} byKeys */
  function move(name, [x, y], byKeys) {
    const moved = tool.move(name, [clamp(x, ...frame.xlim), clamp(y, ...frame.ylim)], byKeys);
    changed();
    hold(moved);
    words.textContent = handleOf(moved)?.words ?? "";
  }

  /** @param {string} name */
  function hold(name) {
    held = name;
    const grip = grips.get(name);
    if (grip && grip !== document.activeElement) grip.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event @param {string} name */
  function press(event, name) {
    const handle = handleOf(name);
    if (locked || !handle || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ARROW_KEYS) {
      const [dx, dy] = ARROW_KEYS[event.key];
      move(name, [stepped(handle.at[0], dx, event.shiftKey, frame.xlim), stepped(handle.at[1], dy, event.shiftKey, frame.ylim)], true);
    } else {
      const next = tool.key(name, event.key);
      if (next === null) return;
      changed();
      hold(next);
      words.textContent = handleOf(next)?.words ?? "";
    }
    event.preventDefault();
  }

  /** @param {Handle} handle */
  function createGrip({ name }) {
    const grip = element("div", "gradcalc-grip", panel.box, "", { tabindex: "0", role: "application", "aria-roledescription": "handle" });
    grip.addEventListener("keydown", (event) => press(event, name));
    grip.addEventListener("focus", () => (held = name));
    return grip;
  }

  function placeGrips() {
    const [axes, handles] = [axesOf(frame), locked ? [] : tool.handles()];
    for (const [name, grip] of grips) {
      if (handles.some((handle) => handle.name === name)) continue;
      grip.remove();
      grips.delete(name);
    }
    for (const handle of handles) {
      const grip = grips.get(handle.name) ?? createGrip(handle);
      grips.set(handle.name, grip);
      grip.style.left = `${(100 * axes.x(handle.at[0])) / frame.width}%`;
      grip.style.top = `${(100 * axes.y(handle.at[1])) / frame.height}%`;
      writeAttribute(grip, "aria-label", `${handle.words} ${tool.keys}`);
    }
  }

  listenToDrags(
    panel,
    (at, name) => {
      if (locked) return;
      const place = placeOf(panel, at);
      move(name === "point" ? (dragged ??= tool.press(place, held)) : name, place, false);
    },
    {
      grips() {
        const axes = axesOf(frame);
        return Object.fromEntries((locked ? [] : tool.handles()).filter(({ byKeys }) => !byKeys).map(({ name, at }) => [name, /** @type {Pair} */ ([axes.x(at[0]), axes.y(at[1])])]));
      },
    },
  );
  /** @type {string | undefined} what a press beside all handles has begun, until it is let go */
  let dragged;
  panel.box.addEventListener(
    "pointerdown",
    () => {
      dragged = undefined;
      if (!locked) tool.begin?.();
    },
    { capture: true },
  );
  panel.box.addEventListener("pointerup", () => (dragged = undefined), { capture: true });
  panel.box.addEventListener("mousedown", (event) => event.preventDefault()); // which would take the focus from the handle

  const show = () => panel.draw(tool.marks(right), null, look, null);
  const dispose = wearTheme(panel, frame, { light, dark }, show);

  return {
    /** @param {Pair[]} answers what is right, where that may be seen */
    draw(answers) {
      right = answers;
      show();
      placeGrips();
    },
    /** @param {boolean} shut */
    lock(shut) {
      locked = shut;
      panel.box.classList.toggle("gradcalc-locked", shut);
    },
    focus: () => (grips.get(held) ?? [...grips.values()][0])?.focus(),
    dispose,
  };
}
