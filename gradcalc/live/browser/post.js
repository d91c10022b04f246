const PATIENCE = 300; // milliseconds

/** @import { Callbacks } from "./kernel.d.ts" */
/** @typedef {ReturnType<typeof createPost>} Post */

/**
 * What is on its way to the kernel, and word when all of it is answered.
 *
 * ipywidgets has one message of a model under way at a time, and keeps what changes meanwhile, with
 * the callbacks of the newest change, for the next. The kernel ends the answer to a message with its
 * status, after everything that the message has caused. So when the newest receipt of a model has
 * come back, the browser knows all that the kernel made of its hands: nothing need be guessed from
 * values or times.
 */
export function createPost() {
  /** @type {Map<unknown, number>} */
  const newest = new Map(); // for each sender with something under way, the number of its newest receipt
  /** @type {Set<() => void>} */
  const readers = new Set();
  const tab = Math.random().toString(36).slice(2);
  let count = 0;

  /** @param {unknown} sender @param {number} number */
  function arrived(sender, number) {
    if (newest.get(sender) !== number) return; // a newer one is under way
    newest.delete(sender);
    if (!newest.size) for (const reader of [...readers]) reader();
  }

  return {
    /** A text of its own for every change: one that left a trait as it was would not be sent, nor answered. */
    stamp: () => `${tab}-${++count}`,
    /**
     * Callbacks to send a message with. There must be something to send, or the receipt never comes back.
     * @returns {Callbacks}
     * @param {unknown} sender
     * @param {Callbacks} [callbacks]
     * @param {boolean} [silent] whether the front end hears nothing of answers: then a while counts as one
     */
    receipt(sender, callbacks = {}, silent = false) {
      const number = ++count;
      newest.set(sender, number);
      if (silent) setTimeout(() => arrived(sender, number), PATIENCE);
      const status = (/** @type {{ content: { execution_state: string } }} */ message) => {
        callbacks.iopub?.status?.(message);
        if (message.content.execution_state === "idle") arrived(sender, number);
      };
      return { ...callbacks, iopub: { ...callbacks.iopub, status } };
    },
    /** Whether something is on its way, of these senders or of any. @param {unknown[]} senders */
    waits: (...senders) => (senders.length ? senders.some((sender) => newest.has(sender)) : newest.size > 0),
    /** Nothing will be answered any more. */
    giveUp: () => newest.clear(),
    /** Call a reader whenever all is answered; gives back how to end that. @param {() => void} reader */
    listen(reader) {
      readers.add(reader);
      return () => void readers.delete(reader);
    },
  };
}
