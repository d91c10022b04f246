// Whether there is Python behind a picture or a card: learnt and said in one way by all of them.

/** @import { Control, Kernel, Model } from "./kernel.d.ts" */

/** @param {string} what a "picture" or a "question", in the words of its reader */
export const gone = (what) => `Python has gone from behind this ${what}, by a restart perhaps. Run the cell again to have it back.`;

/**
 * Whether there is a kernel behind a model. ipywidgets' own say so; other front ends, marimo say, have models of their
 * own kind, which are there only as long as Python is.
 * @param {Partial<Pick<Control, "comm_live">> | null | undefined} part
 */
export const isLive = (part) => part?.comm_live ?? true;

/**
 * Follow the kernel behind a widget; changed is called when it has gone, and when it has come again.
 *
 * Of a restart ipywidgets tells every model. Of a kernel that is shut down, or dead, it tells none: each model would go
 * on sending, and each message would be an error in the console. So all are told here, as they are of a restart.
 * @param {Model<{ layout: Control }>} model
 * @param {() => void} changed
 */
export function watchKernel(model, changed) {
  const beside = model.get("layout"); // a model of ipywidgets' own, which knows what anywidget does not tell
  if (typeof beside?.on !== "function") return { live: true, page: false, stop() {} }; // of another front end
  const context = {}; // by which the listener is taken off again
  const manager = beside.widget_manager;
  const kernel = manager?.kernel; // JupyterLab and Notebook have it there
  const end = () => manager?.disconnect();
  const onStatus = (/** @type {unknown} */ _, /** @type {string} */ status) => status === "dead" && end();
  kernel?.disposed.connect(end);
  kernel?.statusChanged.connect(onStatus);
  beside.on("comm_live_update", changed, context);

  return {
    get live() {
      return isLive(beside);
    },
    /** Whether this is a page that never had a kernel: a front end that has kernels may have lost this one. */
    page: !isLive(beside) && !kernel,
    stop() {
      beside.off(null, null, context);
      kernel?.disposed.disconnect(end);
      kernel?.statusChanged.disconnect(onStatus);
    },
  };
}
