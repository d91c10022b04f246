// The card of a guide: it opens one task after the other, and ticks what a hand does in the picture below it.

import { element, writeInto } from "../live/browser/element.js";
import { ABSENT, GUIDED, HOME, LINKED, MOVED } from "../live/browser/guided.js";
import { newlyDone, nextTask } from "./guide_goal.js";

/** @import { Seen } from "../live/browser/guided.js" */
/** @import { GuideTraits, Model } from "../live/browser/kernel.d.ts" */

/** @param {{ model: Model<GuideTraits>, el: HTMLElement }} context */
function render({ model, el }) {
  const { tasks, end, home } = model.get("asked");
  const root = element("section", "gradcalc-guide", el, "", { "aria-label": "Guided start" });
  const head = element("div", "gradcalc-guide-head", root);
  const kicker = element("p", "gradcalc-kicker", head);
  const said = element("p", "gradcalc-guide-said", root, "", { role: "status" });
  const list = element("ol", "gradcalc-tasks", root, "", { "aria-live": "polite" });
  const rows = tasks.map(({ about, say, seen }, i) => {
    const row = element("li", "", list, "", { value: String(i + 1) }); // hidden ones do not count by themselves
    const mark = element("span", "gradcalc-tick", row);
    return { row, mark, words: element("span", "", row), about, say, seen };
  });
  const buttons = element("div", "gradcalc-guide-buttons", head);
  const skip = element("button", "gradcalc-another", buttons, "Skip this one", { type: "button" });
  const all = element("button", "gradcalc-another", buttons, "", { type: "button" });
  const again = element("button", "gradcalc-another", buttons, "Start again", { type: "button" });
  let news = ""; // what the last tick has said

  const standing = () => ({ done: model.get("done"), at: model.get("at"), whole: model.get("whole") });

  /** @param {Partial<Pick<GuideTraits, "done" | "at" | "whole">>} change */
  function tell(change) {
    for (const [name, value] of Object.entries(change)) model.set(/** @type {"done" | "at" | "whole"} */ (name), /** @type {any} */ (value));
    model.save_changes();
    show();
  }

  function show() {
    const { done, at, whole } = standing();
    const over = at >= tasks.length;
    kicker.textContent = `Guided start: ${done.length} of ${tasks.length} done`;
    rows.forEach(({ row, mark, words, about, say, seen }, i) => {
      const ticked = done.includes(i);
      row.hidden = !whole && i !== at;
      mark.textContent = ticked ? "✓ Done. " : "";
      words.textContent = `${about[0].toUpperCase()}${about.slice(1)}. ${ticked && whole ? seen : say}`;
    });
    writeInto(said, [news, over && !whole ? end : ""].filter(Boolean).join(" "));
    skip.hidden = over || whole;
    all.textContent = whole ? "One task at a time" : "Show all tasks";
    again.hidden = done.length === 0 && at === 0;
    const within = /** @type {HTMLElement | null} */ (el.closest(GUIDED));
    if (!within) return;
    const absent = whole || within.dataset.linked !== undefined ? [] : tasks.slice(at + 1).flatMap(({ brings }) => brings);
    if (within.dataset.absent === absent.join(" ")) return;
    within.dataset.absent = absent.join(" ");
    document.dispatchEvent(new CustomEvent(ABSENT)); // its pictures draw anew
  }

  // A hand that holds something is not interrupted: words that come above the picture would move it away under the hand.
  let held = false;
  /** @type {Seen | null} */
  let waiting = null;

  /** @param {Event} event */
  function onMove(event) {
    const target = /** @type {Element} */ (event.target);
    if (!el.closest(GUIDED)?.contains(target)) return; // of another picture
    waiting = /** @type {CustomEvent<Seen>} */ (event).detail;
    if (!held) judge();
  }

  const onHold = () => void (held = true);
  function onRelease() {
    held = false;
    judge();
  }

  function judge() {
    const seen = waiting;
    waiting = null;
    if (!seen) return;
    const { done, at, whole } = standing();
    const fresh = newlyDone(tasks.map(({ goal }) => goal), { done, at, whole }, seen);
    if (!fresh.length) return;
    news = fresh.map((i) => `✓ ${tasks[i].seen}`).join(" ");
    const now = [...done, ...fresh];
    tell({ done: now, at: nextTask(tasks.length, now, now.includes(at) ? at : at - 1) });
  }

  skip.addEventListener("click", () => {
    news = "";
    tell({ at: nextTask(tasks.length, model.get("done"), model.get("at")) });
    if (skip.hidden) all.focus(); // a button that goes takes the keys along
  });
  all.addEventListener("click", () => {
    news = "";
    tell({ whole: !model.get("whole") });
  });
  again.addEventListener("click", () => {
    news = "";
    delete /** @type {HTMLElement | null} */ (el.closest(GUIDED))?.dataset.linked;
    document.dispatchEvent(new CustomEvent(HOME, { detail: { within: el.closest(GUIDED) ?? el, home } }));
    tell({ done: [], at: 0, whole: false });
    all.focus();
  });
  for (const node of buttons.children) /** @type {HTMLElement} */ (node).dataset.lmSuppressShortcuts = "true";
  const hears = /** @type {[string, (event: Event) => void][]} */ ([
    [MOVED, onMove],
    [LINKED, show],
    ["pointerdown", onHold],
    ["pointerup", onRelease],
    ["pointercancel", onRelease],
  ]);
  for (const [kind, act] of hears) document.addEventListener(kind, act, { capture: true });
  const names = /** @type {const} */ (["done", "at", "whole"]);
  for (const name of names) model.on(`change:${name}`, show);
  show();
  let watching = true;
  requestAnimationFrame(function look() {
    if (!watching) return;
    if (el.isConnected) show();
    else requestAnimationFrame(look);
  });
  return () => {
    watching = false;
    for (const [kind, act] of hears) document.removeEventListener(kind, act, { capture: true });
    for (const name of names) model.off(`change:${name}`, show);
  };
}

export default { render };
