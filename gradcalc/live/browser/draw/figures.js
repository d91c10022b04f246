// Figures of Matplotlib in the notebook around a picture: on a dark page their white paper is turned round as a picture's is.
// JupyterLab's extension has a copy of this file, since it knows of a notebook before any picture is there.

const CORNER = 3; // pixels of a figure that are looked at in each corner

/**
 * Whether each corner of an image is white paper: no photograph, and no figure that was drawn dark.
 * @param {HTMLImageElement} image
 */
function isOnWhite(image) {
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width < 2 * CORNER || height < 2 * CORNER) return false;
  const context = new OffscreenCanvas(2 * CORNER, 2 * CORNER).getContext("2d");
  if (!context) return false;
  for (const [i, x] of [0, width - CORNER].entries()) {
    for (const [j, y] of [0, height - CORNER].entries()) {
      context.drawImage(image, x, y, CORNER, CORNER, i * CORNER, j * CORNER, CORNER, CORNER);
    }
  }
  return context.getImageData(0, 0, 2 * CORNER, 2 * CORNER).data.every((part) => part === 255);
}

/** @param {EventTarget | null} target */
function markFigure(target) {
  if (!(target instanceof HTMLImageElement) || !target.matches(".jp-RenderedImage img")) return;
  target.classList.toggle("gradcalc-as-it-is", !isOnWhite(target));
}

/**
 * Mark a notebook, and what of its images, now and later, is no figure: see theme.css.
 * @param {HTMLElement} notebook
 */
export function watchFigures(notebook) {
  if (notebook.dataset.gradcalcFigures) return;
  notebook.dataset.gradcalcFigures = "marked";
  notebook.addEventListener("load", (event) => markFigure(event.target), true);
  for (const image of notebook.querySelectorAll("img")) if (image.complete) markFigure(image);
}

/** Mark the notebook that an element stands in. In JupyterLab the extension has mostly done it before. @param {Element} el */
export function markFigures(el) {
  if (!el.isConnected) return requestAnimationFrame(() => markFigures(el));
  const notebook = /** @type {HTMLElement | null} */ (el.closest(".jp-Notebook"));
  if (notebook) watchFigures(notebook);
}
