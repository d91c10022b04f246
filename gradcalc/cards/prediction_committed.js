// Cells that answer a prediction are folded outside of its card: in JupyterLab by labextension/static/folds.js, on a
// page of the site by folds.js there. The card tells them that the reader has committed.

/** @import { Asked } from "../live/browser/kernel.d.ts" */

/** Tell the page which prediction the reader has committed to. @param {Asked} asked */
export function tellCommitted({ name }) {
  dispatchEvent(new CustomEvent("gradcalc-committed", { detail: name }));
}
