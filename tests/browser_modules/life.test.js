import assert from "node:assert/strict";
import test from "node:test";

import { gone, watchKernel } from "../../gradcalc/live/browser/life.js";

/** Something that others listen to, as JupyterLab's kernels have it. */
function signal() {
  /** @type {Set<(...given: any[]) => void>} */
  const listeners = new Set();
  return {
    listeners,
    connect: (/** @type {(...given: any[]) => void} */ act) => void listeners.add(act),
    disconnect: (/** @type {(...given: any[]) => void} */ act) => void listeners.delete(act),
    emit: (/** @type {any} */ value) => [...listeners].forEach((act) => act(null, value)),
  };
}

/** A picture in a page, whose manager tells all models that the kernel has gone, as ipywidgets' own does. */
function picture(withKernel = true) {
  const kernel = { disposed: signal(), statusChanged: signal() };
  /** @type {Set<() => void>} */
  const listeners = new Set();
  /** @type {any} */
  const layout = {
    comm_live: true,
    on: (/** @type {string} */ event, /** @type {() => void} */ act) => event === "comm_live_update" && listeners.add(act),
    off: () => listeners.clear(),
    /** @param {boolean} live */
    tell(live) {
      this.comm_live = live;
      for (const act of listeners) act();
    },
  };
  layout.widget_manager = { kernel: withKernel ? kernel : undefined, disconnect: () => layout.tell(false) };
  const model = /** @type {any} */ ({ get: () => layout });
  return { kernel, layout, model, listeners };
}

test("a picture hears that the kernel has gone, whatever ended it, and that it has come again", () => {
  /** @type {((there: ReturnType<typeof picture>) => void)[]} */
  const ends = [
    ({ layout }) => layout.tell(false),
    ({ kernel }) => kernel.disposed.emit(undefined),
    ({ kernel }) => kernel.statusChanged.emit("dead"),
  ];
  for (const end of ends) {
    const there = picture();
    /** @type {boolean[]} */
    const heard = [];
    const watched = watchKernel(there.model, () => heard.push(watched.live));
    there.kernel.statusChanged.emit("busy");
    assert.deepEqual([watched.live, heard], [true, []]);
    end(there);
    there.layout.tell(true);
    assert.deepEqual(heard, [false, true]);
  }
});

test("a page that knows of no kernel, or of none of JupyterLab's, is as good", () => {
  const there = picture(false);
  there.layout.comm_live = false;
  assert.equal(watchKernel(there.model, () => {}).live, false);
  there.layout.widget_manager = undefined;
  watchKernel(there.model, () => {}).stop();
});

test("a picture that is taken away listens no longer", () => {
  const there = picture();
  watchKernel(there.model, () => assert.fail("it has gone")).stop();
  there.kernel.disposed.emit(undefined);
  there.layout.tell(false);
  assert.deepEqual([there.kernel.disposed.listeners.size, there.kernel.statusChanged.listeners.size, there.listeners.size], [0, 0, 0]);
});

test("what is said names what the reader sees", () => {
  assert.match(gone("picture"), /^Python has gone from behind this picture.*Run the cell again/);
});
