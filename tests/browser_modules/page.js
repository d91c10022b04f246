// What a page would do to elements, without a page.

/** An element that keeps its listeners and attributes, for a panel whose pictures are as large on the screen as in the kernel. */
export function boxOf() {
  /** @type {Record<string, (event: any) => void>} */
  const listeners = {};
  /** @type {Record<string, string>} */
  const attributes = {};
  /** @type {number | null} */
  let captured = null;
  return {
    attributes,
    dataset: /** @type {Record<string, string>} */ ({}),
    style: { cursor: "" },
    tabIndex: -1,
    addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ act) => void (listeners[name] = act),
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => void (attributes[name] = value),
    setPointerCapture: (/** @type {number} */ id) => void (captured = id),
    hasPointerCapture: (/** @type {number} */ id) => captured === id,
    /** The pointer is let go. */
    release: () => void (captured = null),
    /** A pointer event at a place. @param {string} name @param {number} clientX @param {number} clientY */
    point: (name, clientX, clientY, button = 0) => listeners[name]({ pointerId: 1, pointerType: "mouse", button, clientX, clientY }),
    /** A finger, at a place. @param {string} name @param {number} pointerId @param {number} clientX @param {number} clientY */
    finger: (name, pointerId, clientX, clientY) => listeners[name]({ pointerId, pointerType: "touch", button: 0, isPrimary: pointerId === 1, clientX, clientY }),
    /** Whether the page would not scroll by new touches. @param {[number, number][]} places of all that are on the picture */
    claims(...places) {
      let taken = false;
      const targetTouches = places.map(([clientX, clientY]) => ({ clientX, clientY }));
      listeners.touchstart({ targetTouches, cancelable: true, preventDefault: () => (taken = true) });
      return taken;
    },
    /** A key; whether the page would not have it any more. @param {string} key @param {object} [held] */
    press(key, held) {
      let taken = false;
      listeners.keydown({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, preventDefault: () => (taken = true), ...held });
      return taken;
    },
  };
}
