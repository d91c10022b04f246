// The line of code that a card shows is put into the notebook: in place of the line of an answer that sets the same
// name, or into a new cell. The card asks by an event, and shows its button only where somebody listens for it.

import { packageOf } from "./stills.js";

const ASKED = "gradcalc-insert";
const ANOTHER = /\bdraw\(/; // what belongs to the next card is left alone

/**
 * JupyterLab's own, as far as they are used here.
 * @typedef {{ type: string, getMetadata(key: string): any, sharedModel: { getSource(): string, setSource(source: string): void } }} CellModel
 * @typedef {{ node: Pick<HTMLElement, "contains">, model: CellModel }} Cell
 * @typedef {{ readOnly: boolean, sharedModel: { insertCell(index: number, cell: object): void } }} NotebookModel
 * @typedef {{ widgets: readonly Cell[], model: NotebookModel | null }} Notebook
 */

/** The text of a cell with a line in place of that which sets the same name; null where none does. @param {string} source @param {string} line */
export function replaced(source, line) {
  const [name] = line.split(" = ", 1);
  const old = new RegExp(`^${name} *= *(\\.\\.\\.|\\[.*\\])[ \\t]*$`, "m");
  return old.test(source) ? source.replace(old, () => line) : null;
}

/**
 * Put a line into a notebook below the cell that holds an element; gives whether that could be done.
 * @param {Notebook} notebook @param {Node} element @param {string} line
 */
export function insertInto({ widgets, model }, element, line) {
  const at = widgets.findIndex(({ node }) => node.contains(element));
  if (at < 0 || !model || model.readOnly) return false;
  const below = widgets.slice(at + 1).map((cell) => cell.model);
  const next = below.findIndex(({ type, sharedModel }) => type === "code" && ANOTHER.test(sharedModel.getSource()));
  for (const cell of below.slice(0, next < 0 ? undefined : next)) {
    if (cell.type !== "code" || cell.getMetadata("editable") === false) continue;
    const source = replaced(cell.sharedModel.getSource(), line);
    if (source === null) continue;
    cell.sharedModel.setSource(source);
    return true;
  }
  model.sharedModel.insertCell(at + 1, { cell_type: "code", source: line, metadata: {} });
  return true;
}

/** The plugin for JupyterLab and Notebook. @param {any} shared the packages that the page shares */
export async function insertsOf(shared) {
  const { INotebookTracker } = await packageOf(shared, "@jupyterlab/notebook");
  return {
    id: "gradcalc:inserts",
    description: "Puts the line of code that a card shows into the notebook.",
    autoStart: true,
    requires: [INotebookTracker],
    activate(/** @type {any} */ _, /** @type {any} */ notebooks) {
      document.documentElement.dataset.gradcalcInserts = "";
      document.addEventListener(ASKED, (event) => {
        const { target, detail } = /** @type {CustomEvent<string>} */ (event);
        if (notebooks.find((/** @type {any} */ { content }) => insertInto(content, /** @type {Node} */ (target), detail))) event.preventDefault();
      });
    },
  };
}
