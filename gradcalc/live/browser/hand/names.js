// What ipywidgets' controls lack: names for screen readers, keys of their own, and silence towards the kernel.

import { isForeign } from "../page.js";
import { showUnderstanding } from "./understood.js";

/** @import { Callbacks, Control, Grey, Model } from "../kernel.d.ts" */
/** @import { Post } from "../post.js" */

/**
 * The model of a control that a trait refers to. A front end's own kind of model lacks what ipywidgets' have beside.
 * @param {Model<any>} model
 * @param {string} reference
 * @returns {Promise<Control>}
 */
export async function controlModel(model, reference) {
  const found = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
  if (!isForeign(model)) return found;
  return {
    ...found,
    comm_live: true,
    has: (name) => found.get(name) !== undefined,
    set_state: (state) => Object.entries(state).forEach(([name, value]) => found.set(name, value)),
  };
}

/**
 * Take nothing back from the views of a slider while it tells them where it stands.
 *
 * A view rounds what it is told and answers with that. The answers of two views that show one slider could go back and
 * forth without end, where the rounding of one is no place of the other: of the last bit of a number, say, or while its
 * limits change, which one of them knows already and the other not yet. No hand moves anything in the midst of it.
 * @param {Control} slider
 */
function tellViewsOneWay(slider) {
  if (Object.hasOwn(slider, "set")) return;
  let telling = false;
  const { set } = Object.getPrototypeOf(slider);

  slider.set = function (/** @type {any[]} */ ...given) {
    const options = typeof given[0] === "object" ? given[1] : given[2];
    if (telling && options?.updated_view) return this;
    const before = telling;
    telling = true;
    try {
      return set.apply(this, given);
    } finally {
      telling = before;
    }
  };
}

/**
 * Send the kernel nothing that it has caused itself.
 *
 * A slider answers new limits or a value between its steps with a value of its own, which would
 * reach the kernel late and undo what it has done since. Sending can make it round, which makes it
 * send again, without end where the rounding is the last bit of a number. With a post, what it does
 * send is receipted there.
 * @param {Control} slider
 * @param {Pick<Post, "receipt" | "soon"> | null} post
 */
export function listenOnlyToHands(slider, post = null) {
  if (Object.hasOwn(slider, "save_changes")) return;
  tellViewsOneWay(slider);
  let sending = false;
  const { save_changes: save } = Object.getPrototypeOf(slider);

  /** @param {Callbacks | undefined} callbacks */
  function send(callbacks) {
    sending = true;
    try {
      save.call(slider, callbacks);
    } finally {
      sending = false;
    }
  }

  slider.save_changes = function (/** @type {Callbacks | undefined} */ callbacks) {
    if (this._state_lock || sending) return;
    const tells = post && this.comm_live && Object.keys(this._buffered_state_diff ?? {}).length > 0;
    if (tells) post.soon(this, () => send(post.receipt(this, callbacks)));
    else send(callbacks);
  };
}

/**
 * A finger takes hold of a slider's handle alone: beside it, it scrolls the page. A tap there still moves the handle, by
 * the press of the mouse that browsers make of it.
 * @param {TouchEvent} event
 */
export function keepOffTracks(event) {
  const touched = /** @type {Element} */ (event.target);
  if (touched.closest(".noUi-target") && !touched.closest(".noUi-handle")) event.stopPropagation();
}

const FOCUSABLE = "select, input, button, .noUi-handle, .widget-readout, [tabindex]";

/**
 * ipywidgets gives its sliders no names: take them from the labels beside them. Keys belong to the controls.
 * @param {Element} root
 */
function nameControls(root) {
  // JupyterLab would take arrow keys out of the function chooser, say, and move to another cell.
  for (const control of root.querySelectorAll(FOCUSABLE)) {
    /** @type {HTMLElement} */ (control).dataset.lmSuppressShortcuts = "true";
  }
  for (const slider of root.querySelectorAll(".widget-slider")) {
    const name = slider.querySelector(".widget-label")?.textContent;
    const handle = slider.querySelector(".noUi-handle");
    const readout = /** @type {HTMLElement | null} */ (slider.querySelector(".widget-readout"));
    if (!name || !handle || handle.hasAttribute("aria-label")) continue;
    handle.setAttribute("aria-label", name);
    if (!readout) continue;
    readout.setAttribute("role", "textbox");
    readout.setAttribute("aria-label", `${name}, value`);
    readout.tabIndex = 0;
    const say = () => handle.setAttribute("aria-valuetext", readout.textContent ?? "");
    new MutationObserver(say).observe(readout, { childList: true, characterData: true, subtree: true });
    say();
  }
}

/**
 * Names in lists that cannot be chosen, which ipywidgets does not know: grey, with what would bring each to read.
 * @param {Element} root
 * @param {Grey} grey by the labels of the lists
 */
export function greyNames(root, grey) {
  for (const list of root.querySelectorAll(".widget-dropdown")) {
    const names = grey[list.querySelector(".widget-label")?.textContent ?? ""] ?? {};
    for (const option of list.querySelectorAll("option")) greyName(option, names);
  }
}

/** @param {HTMLOptionElement} option @param {Record<string, string>} names */
export function greyName(option, names) {
  const mend = names[(option.textContent ?? "").replaceAll("\u00a0", " ")]; // ipywidgets lets no name break
  if (mend === undefined) return;
  option.disabled = true;
  option.title = mend;
}

/**
 * Name the sliders of the explorer around an element, also those that are drawn later.
 * @param {Element} el
 * @param {Grey} grey
 * @param {() => void} drawn is told of sliders that are there, or have come
 */
export function watchNames(el, grey = {}, drawn = () => {}) {
  const name = (/** @type {Element} */ around) => {
    nameControls(around);
    greyNames(around, grey);
    drawn();
  };
  const watch = new MutationObserver(() => name(el.closest(".gradcalc-explorer") ?? el));
  /** @type {HTMLElement | null} */
  let root = null;
  const start = () => {
    root = el.closest(".gradcalc-explorer");
    if (!root) return;
    name(root);
    root.addEventListener("touchstart", keepOffTracks, { capture: true, passive: true });
    watch.observe(root, { childList: true, subtree: true });
    hideUnderstanding = showUnderstanding(root);
  };
  let hideUnderstanding = () => {};
  requestAnimationFrame(function look() {
    if (el.isConnected) start();
    else if (!stopped) requestAnimationFrame(look);
  });
  let stopped = false;
  return () => {
    stopped = true;
    watch.disconnect();
    hideUnderstanding();
    root?.removeEventListener("touchstart", keepOffTracks, { capture: true });
  };
}
