// Cells that answer a prediction are folded under a bar until the reader has committed to it, or wants to see them
// anyway. Their metadata name the predictions: "gradcalc": {"answers": ["03.level_direction"]}. The card tells of a
// commitment; earlier ones stand in a file beside the notebook, which is read here too: there may be no kernel.
// What a reader wanted to see anyway, their browser keeps.

import { packageOf } from "./stills.js";

const KEPT = "gradcalc_progress_predictions.json";
const FOLDED = "gradcalc-folded";
const BAR = "gradcalc-fold";
const WORDS = "Commit first, or show anyway";

// Printed, everything is there to read.
const STYLE = `
@media not print {
  .${FOLDED} > :not(.${BAR}) { display: none !important; }
}
@media print {
  .${BAR} { display: none; }
}
.${BAR} {
  display: block;
  width: calc(100% - var(--jp-cell-prompt-width, 64px) - var(--jp-cell-collapser-width, 8px));
  margin: 0 0 0 calc(var(--jp-cell-prompt-width, 64px) + var(--jp-cell-collapser-width, 8px));
  padding: 3px 10px;
  border: 1px dashed var(--jp-ui-font-color2);
  border-radius: 3px;
  background: var(--jp-layout-color1);
  color: var(--jp-ui-font-color1);
  font: var(--jp-ui-font-size1) var(--jp-ui-font-family);
  text-align: left;
  cursor: pointer;
}
.${BAR}:hover { background: var(--jp-layout-color2); }
.${BAR}:focus-visible { outline: 3px solid var(--jp-brand-color1); outline-offset: 1px; }
@container (max-width: 560px) { /* where JupyterLab puts prompts above their cells */
  .${BAR} { width: 100%; margin-left: 0; }
}
@media (pointer: coarse) {
  .${BAR} { min-height: 44px; }
}
`;

/**
 * JupyterLab's own, as far as they are used here.
 * @typedef {{ connect(act: () => void): void }} Signal
 * @typedef {{ getMetadata(key: string): any, outputs?: { length: number, get(i: number): { type: string } } }} CellModel
 * @typedef {{ node: HTMLElement, model: CellModel }} Cell
 * @typedef {{ contentChanged: Signal, cells: { changed: Signal } }} NotebookModel
 * @typedef {{ widgets: readonly Cell[], model: NotebookModel | null, modelChanged: Signal }} Notebook
 * @typedef {{ get(path: string, options?: object): Promise<{ content: any }> }} Contents
 */

/** The predictions that a cell answers. @param {CellModel} model @returns {string[]} */
export const answeredBy = (model) => model.getMetadata("gradcalc")?.answers ?? [];

/** Whether a cell shows an error, which nobody should miss. @param {CellModel} model */
function hasError({ outputs }) {
  for (let i = 0; i < (outputs?.length ?? 0); i++) {
    if (/** @type {NonNullable<typeof outputs>} */ (outputs).get(i).type === "error") return true;
  }
  return false;
}

/** Whether a cell is to be folded, by what is open. @param {CellModel} model @param {(name: string) => boolean} isOpen */
export const isFolded = (model, isOpen) => !answeredBy(model).every(isOpen) && !hasError(model);

/**
 * The names of the predictions that were committed to in earlier sessions; none where there is no file to read.
 * @param {Contents} contents @param {string} notebook the path of the notebook
 */
export async function keptBeside(contents, notebook) {
  const folder = notebook.slice(0, Math.max(0, notebook.lastIndexOf("/")));
  try {
    const { content } = await contents.get(folder); // asking for a file that is not there would leave an error in the console
    const file = content.find((/** @type {{ name: string }} */ { name }) => name === KEPT);
    if (!file) return [];
    const read = await contents.get(file.path, { type: "file", format: "text", content: true });
    const { predictions } = JSON.parse(read.content);
    return Object.values(predictions).map(({ name }) => /** @type {string} */ (name));
  } catch {
    return []; // somebody else has written into it; the card says so
  }
}

/**
 * The predictions whose answers were shown without a commitment, by notebook: the reader's browser keeps them.
 * @param {string} notebook where it lies on the server @param {() => Pick<Storage, "getItem" | "setItem">} storage
 */
export function shownAnyway(notebook, storage = () => localStorage) {
  const key = `gradcalc-shown-anyway:${notebook}`;
  /** @returns {string[]} */
  function names() {
    try {
      const kept = JSON.parse(storage().getItem(key) ?? "[]");
      return Array.isArray(kept) ? kept : [];
    } catch {
      return []; // a browser may refuse to keep anything
    }
  }
  /** @param {readonly string[]} more */
  function keep(more) {
    try {
      storage().setItem(key, JSON.stringify([...new Set([...names(), ...more])]));
    } catch {
      // they are folded again when the notebook is opened again
    }
  }
  return { names, keep };
}

/**
 * Fold the cells of one notebook; gives what unfolds those that answer predictions.
 * @param {{ content: Notebook }} panel @param {(names: readonly string[]) => void} whenShown told what is shown anyway
 */
export function foldIn({ content: notebook }, whenShown = () => {}) {
  const opened = new Set();
  const isOpen = (/** @type {string} */ name) => opened.has(name);

  /** @param {readonly string[]} names */
  function open(names) {
    for (const name of names) opened.add(name);
    refold();
  }

  function refold() {
    let before = ""; // what the cell before answers, if that is folded: cells in a row that answer the same share a bar
    for (const cell of notebook.widgets) {
      const bar = [...cell.node.children].find((child) => child.classList.contains(BAR));
      const answers = isFolded(cell.model, isOpen) ? answeredBy(cell.model).join() : "";
      cell.node.classList.toggle(FOLDED, answers !== "");
      const needsBar = answers !== before && answers !== "";
      before = answers;
      if (needsBar && !bar) cell.node.prepend(makeBar(cell));
      if (!needsBar) bar?.remove();
    }
  }

  /** @param {Cell} cell */
  function makeBar(cell) {
    const bar = document.createElement("button");
    Object.assign(bar, { type: "button", className: BAR, textContent: WORDS });
    bar.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") event.stopPropagation(); // they press it, and are no shortcuts
    });
    bar.addEventListener("click", () => {
      const held = bar === document.activeElement;
      open(answeredBy(cell.model));
      whenShown(answeredBy(cell.model));
      if (held) cell.node.focus();
    });
    return bar;
  }

  function follow() {
    notebook.model?.cells.changed.connect(refold);
    notebook.model?.contentChanged.connect(refold);
    refold();
  }
  notebook.modelChanged.connect(follow);
  follow();
  return open;
}

/** The plugin for JupyterLab and Notebook. @param {any} shared the packages that the page shares */
export async function foldsOf(shared) {
  const { INotebookTracker } = await packageOf(shared, "@jupyterlab/notebook");
  return {
    id: "gradcalc:folds",
    description: "Folds the cells that answer a prediction until the reader has committed to it.",
    autoStart: true,
    requires: [INotebookTracker],
    activate(/** @type {any} */ app, /** @type {any} */ notebooks) {
      document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
      /** @type {Set<ReturnType<typeof foldIn>>} */
      const all = new Set();
      addEventListener("gradcalc-committed", (event) => {
        for (const open of all) open([/** @type {CustomEvent<string>} */ (event).detail]);
      });
      function take(/** @type {any} */ panel) {
        const path = panel.context.localPath;
        const shown = shownAnyway(`${app.serviceManager.serverSettings.baseUrl}${path}`);
        const open = foldIn(panel, shown.keep);
        open(shown.names());
        all.add(open);
        panel.disposed.connect(() => all.delete(open));
        void keptBeside(app.serviceManager.contents, path).then(open);
      }
      notebooks.forEach(take);
      notebooks.widgetAdded.connect((/** @type {any} */ _, /** @type {any} */ panel) => take(panel));
    },
  };
}
