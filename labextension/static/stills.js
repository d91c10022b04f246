// A saved notebook has no live pictures: their kernel has gone. Each output of gradcalc holds a still picture
// and its words beside the live one, and here they take its place, until the cell is run again. Figures of a notebook
// with gradcalc follow the theme from the first: the live pictures would tell them later.

const LIVE = "application/vnd.jupyter.widget-view+json";
const PICTURE = "image/png";
const TEXT = "text/plain";
const HTML = "text/html";
const PATIENCE = 1500; // milliseconds in which a live picture may come before its still is shown

const IMPORT = /^\s*(import|from)\s+gradcalc\b/m;
const UNANSWERED = /\nNo prediction yet\.$/; // said when the cell was run: whoever has answered since knows better
const NEXT = { picture: "Run the cell to move it.", question: "Run the cell to answer." };

const STYLE = `
.gradcalc-still { margin: 0; padding: 4px 0; font-family: var(--jp-ui-font-family); font-size: var(--jp-ui-font-size1); }
.gradcalc-still img { display: block; max-width: 100%; height: auto; }
.gradcalc-still p { margin: 6px 0; }
.gradcalc-still summary { cursor: pointer; }
.jp-OutputArea-output .gradcalc-still pre { word-break: normal; overflow-wrap: anywhere; }
.gradcalc-still-question { margin: 0 0 6px; white-space: pre-line; }
`;

/**
 * What a renderer is given: an output, in several kinds, and what gradcalc says of it.
 * @typedef {{ data: Record<string, any>, metadata?: Record<string, any> }} Output
 * @typedef {{ get_model(id: string): Promise<{ comm_live: boolean }>, restoredStatus: boolean,
 *   restored: { connect(act: (_: unknown) => void): void } }} Manager ipywidgets' own
 * @typedef {{ node: HTMLElement, isDisposed: boolean, widgets: readonly object[], renderModel(output: Output): Promise<void>,
 *   _manager?: { promise: Promise<Manager> } }} Renderer ipywidgets keeps the manager to itself; without it all is as ever
 */

/** @param {string | string[] | undefined} text */
const whole = (text) => (Array.isArray(text) ? text.join("") : text ?? "");

/** What an output of gradcalc is, "picture", "question" or "check"; of another's it is not known. @param {Output} output @returns {keyof NEXT | "check" | undefined} */
const kindOf = ({ metadata }) => metadata?.gradcalc?.kind;

/** Whether there is something better to show than an error. @param {Output} output */
export const hasStill = (output) => PICTURE in output.data || kindOf(output) !== undefined;

/** The card of a check, as it was when the cell was run: this notebook is trusted, or a widget would not be asked for. @param {Output} output */
function cardOf(output) {
  const card = document.createElement("div");
  card.innerHTML = whole(output.data[HTML]);
  return card;
}

/** The still picture of an output, its words, and how it comes to life. @param {Output} output */
export function stillOf(output) {
  const { data, metadata } = output;
  if (kindOf(output) === "check") return cardOf(output);
  const kind = /** @type {keyof NEXT} */ (kindOf(output) ?? "picture");
  const words = whole(data[TEXT]);
  const still = document.createElement("figure");
  still.className = "gradcalc-still";
  const add = (/** @type {string} */ tag, text = "", to = /** @type {Element} */ (still)) => {
    const part = document.createElement(tag);
    part.textContent = text;
    to.append(part);
    return part;
  };
  if (kind === "question") add("p", words.replace(UNANSWERED, "")).className = "gradcalc-still-question";
  if (PICTURE in data) {
    const image = /** @type {HTMLImageElement} */ (add("img"));
    image.src = `data:${PICTURE};base64,${whole(data[PICTURE])}`;
    image.alt = metadata?.[PICTURE]?.alt ?? words;
    if (metadata?.[PICTURE]?.width) image.width = metadata[PICTURE].width;
  }
  add("p", NEXT[kind]);
  if (kind === "picture" && words) {
    const folded = add("details");
    add("summary", "In words and numbers", folded);
    add("pre", words, folded);
  }
  return still;
}

/**
 * Whether a model can answer. Without its kernel it cannot, and where it was made from a saved state it lacks what only
 * a kernel draws; another's may do without. What a notebook has is known when its models are restored.
 * @param {Manager} manager @param {Output} output
 */
async function isAlive(manager, output) {
  const find = async () => {
    const model = await manager.get_model(output.data[LIVE].model_id).catch(() => null);
    return model !== null && (model.comm_live || !kindOf(output));
  };
  if (await find()) return true;
  if (manager.restoredStatus) return false;
  await new Promise((done) => manager.restored.connect(done));
  return find();
}

/** Let a renderer of widgets show the still where it has no live picture to show. @template {Renderer} R @param {R} renderer */
export function withStill(renderer) {
  const render = renderer.renderModel.bind(renderer);
  renderer.renderModel = async (output) => {
    const managed = renderer._manager;
    if (!hasStill(output) || !output.data[LIVE].model_id || !managed) return render(output);
    const fill = () => {
      if (!renderer.isDisposed && !renderer.widgets.length) renderer.node.replaceChildren(stillOf(output));
    };
    const patience = setTimeout(fill, PATIENCE); // there may never be a kernel, nor a manager
    const alive = await isAlive(await managed.promise, output);
    if (alive) await render(output);
    clearTimeout(patience);
    if (!alive) fill();
  };
  return renderer;
}

/** Let a renderer of images or text show all of gradcalc's still: in a notebook that is not trusted they show those, an image if there is one. @template {Renderer} R @param {R} renderer */
export function withWords(renderer) {
  const render = renderer.renderModel.bind(renderer);
  renderer.renderModel = async (output) => {
    if (kindOf(output) && kindOf(output) !== "check" && LIVE in output.data) renderer.node.replaceChildren(stillOf(output));
    else await render(output);
  };
  return renderer;
}

/**
 * Whether a notebook imports gradcalc.
 * @param {{ cells: { length: number, get(i: number): { type: string, sharedModel: { getSource(): string } } } } | null} notebook
 */
export function usesGradcalc(notebook) {
  for (let i = 0; i < (notebook?.cells.length ?? 0); i++) {
    const cell = /** @type {NonNullable<typeof notebook>} */ (notebook).cells.get(i);
    if (cell.type === "code" && IMPORT.test(cell.sharedModel.getSource())) return true;
  }
  return false;
}

/** A package that the page shares with its extensions. @param {any} shared @param {string} name */
export async function packageOf(shared, name) {
  const versions = /** @type {any[]} */ (Object.values(shared[name]));
  const offered = versions.find(({ loaded }) => loaded) ?? versions[0];
  return (await offered.get())();
}

/**
 * The plugin for JupyterLab and Notebook.
 * @param {any} shared the packages that the page shares
 * @param {{ sheet: string, watchFigures(notebook: HTMLElement): void }} ofPictures where the live pictures' own sheet for
 *   another theme is, and what lets figures follow the theme
 */
export async function pluginOf(shared, { sheet, watchFigures }) {
  const { IRenderMimeRegistry } = await packageOf(shared, "@jupyterlab/rendermime");
  const { INotebookTracker } = await packageOf(shared, "@jupyterlab/notebook");
  return {
    id: "gradcalc:stills",
    description: "Shows the still picture of an output whose kernel has gone.",
    autoStart: true,
    requires: [IRenderMimeRegistry, INotebookTracker],
    activate(/** @type {any} */ _app, /** @type {any} */ rendermime, /** @type {any} */ notebooks) {
      document.head.append(
        Object.assign(document.createElement("style"), { textContent: STYLE }),
        Object.assign(document.createElement("link"), { rel: "stylesheet", href: sheet }),
      );
      // Each notebook has a registry of its own, whose factories of widgets ipywidgets replaces when the kernel is
      // there. All of them make their renderers by this one method.
      const registry = Object.getPrototypeOf(rendermime);
      const create = registry.createRenderer;
      registry.createRenderer = function (/** @type {string} */ kind) {
        const renderer = create.call(this, kind);
        if (kind === LIVE) return withStill(renderer);
        if (kind === TEXT) return withWords(renderer);
        if (kind !== PICTURE) return renderer;
        const { content } = notebooks.find((/** @type {any} */ panel) => panel.content.rendermime === this) ?? {};
        if (content && usesGradcalc(content.model)) watchFigures(content.node);
        return withWords(renderer);
      };
    },
  };
}
