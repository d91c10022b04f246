// Runs in the notebook's page and takes the moments. Returns an object that the benchmark reads.
//
// A redraw is everything drawn on the watched picture within one task of the browser; its moment is
// its last drawing call, load event or mutation. A frame is what was drawn between two paints.
/** @typedef {{ moment: number, shown: Uint8ClampedArray[] }} Still */
/**
 * @typedef {object} Watch
 * @property {Element | null} picture
 * @property {number} event when the hand last did something
 * @property {number[]} moves
 * @property {number[]} redraws
 * @property {number[]} frames
 * @property {string[] | null} prints
 * @property {number} changed
 */
(/** @type {any} a notebook of JupyterLab */ panel) => {
  /** @type {Watch} */
  const watch = { picture: null, event: 0, moves: [], redraws: [], frames: [], prints: null, changed: 0 };
  /** @type {[number, number] | null} */
  let goal = null; // where the drag will end
  /** @type {Still[]} */
  let film = []; // the pixels before its last move, and after every redraw from then on
  const now = () => performance.now();
  const unanswered = new Set(); // messages that the kernel has not finished with
  const afterTask = new MessageChannel();
  let drawing = false;
  let painting = false;

  function mark(/** @type {Node} */ node) {
    if (!watch.picture?.contains(node)) return;
    watch.changed = now();
    if (!drawing) {
      drawing = true;
      watch.redraws.push(0);
      afterTask.port2.postMessage(null);
    }
    watch.redraws[watch.redraws.length - 1] = watch.changed;
    if (painting) return;
    painting = true;
    const painted = () => {
      painting = false;
      watch.frames.push(now());
    };
    requestAnimationFrame(() => setTimeout(painted));
  }
  afterTask.port1.onmessage = () => {
    drawing = false;
    watch.prints?.push(fingerprint());
    if (film.length) film.push({ moment: watch.redraws[watch.redraws.length - 1], shown: pixels() });
  };

  const pencil = /** @type {any} */ (CanvasRenderingContext2D.prototype);
  for (const name of ["stroke", "fill", "fillText", "strokeText", "fillRect", "drawImage", "putImageData"]) {
    const original = pencil[name];
    pencil[name] = function (/** @type {unknown[]} */ ...args) {
      original.apply(this, args);
      mark(this.canvas);
    };
  }
  document.addEventListener("load", ({ target }) => target instanceof HTMLImageElement && mark(target), true);
  const observer = new MutationObserver(([{ target }]) => mark(target));
  for (const node of document.querySelectorAll(".bench-text, .bench-svg"))
    observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });

  for (const event of ["keydown", "change"]) document.addEventListener(event, () => (watch.event = now()), true);
  /** @param {PointerEvent} event */
  function onMove({ clientX, clientY }) {
    if (goal && Math.hypot(clientX - goal[0], clientY - goal[1]) < 0.2) film = [{ moment: 0, shown: pixels() }];
    watch.moves.push((watch.event = now()));
  }
  document.addEventListener("pointermove", onMove, true);

  panel.sessionContext.session.kernel.anyMessage.connect((/** @type {unknown} */ _, /** @type {any} */ { msg, direction }) => {
    if (direction === "send" && msg.channel === "shell") unanswered.add(msg.header.msg_id);
    else if (msg.content.execution_state === "idle") unanswered.delete(msg.parent_header.msg_id);
    else return;
    watch.changed = now();
  });

  /** All that the watched picture shows, as text. */
  function fingerprint() {
    const picture = /** @type {Element} */ (watch.picture);
    const canvases = [...picture.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
    const images = [...picture.querySelectorAll("img")].map(({ src }) => src);
    return [...canvases, ...images].join() + (picture.matches(".bench-text, .bench-svg") ? picture.innerHTML : "");
  }

  function pixels() {
    const picture = /** @type {Element} */ (watch.picture);
    return [...picture.querySelectorAll("canvas")].map((canvas) => {
      const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      return ctx.getImageData(0, 0, canvas.width, canvas.height).data;
    });
  }
  /** @param {Uint8ClampedArray[]} one @param {Uint8ClampedArray[]} other */
  function distance(one, other) {
    let sum = 0;
    one.forEach((data, k) => data.forEach((value, i) => (sum += Math.abs(value - other[k][i]))));
    return sum;
  }

  return Object.assign(watch, {
    fingerprint,
    /**
     * Watch one picture: with proof, keep what every redraw showed in prints; with an end, film that of a drag.
     * @param {string} selector
     * @param {boolean} proof
     * @param {[number, number] | null} end
     */
    start(selector, proof, end) {
      const picture = document.querySelector(selector);
      Object.assign(watch, { picture, event: 0, moves: [], redraws: [], frames: [], prints: proof ? [] : null });
      goal = end;
      film = [];
    },
    /** Whether the picture has answered the last event, and page and kernel have been quiet since. */
    settled: (/** @type {number} */ quiet) =>
      (watch.redraws.at(-1) ?? -1) >= watch.event && unanswered.size === 0 && !painting && now() - watch.changed > quiet,
    /** The moment of the redraw after the last move from which on the picture looked much as it does in the end. */
    arrived() {
      const end = film[film.length - 1].shown;
      const near = distance(film[0].shown, end) / 4;
      const elsewhere = (/** @type {Still} */ { moment, shown }) => moment < watch.event || distance(shown, end) > near;
      return film[film.findLastIndex(elsewhere) + 1].moment;
    },
  });
}
