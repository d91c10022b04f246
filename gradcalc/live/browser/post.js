const PATIENCE = 300; // milliseconds

/** @import { Callbacks, Clock } from "./kernel.d.ts" */
/** @typedef {ReturnType<typeof createPost>} Post */

/** Milliseconds between two messages of a hand that the page itself draws: each costs server and kernel 13 ms. */
const PAUSE = 200;

/** @type {Clock} */
const CLOCK = { now: () => performance.now(), after: (act, time) => setTimeout(act, time), cancel: (timer) => clearTimeout(timer) };

/**
 * What is on its way to the kernel, how often it hears of a hand, and word when all of it is answered.
 *
 * ipywidgets has one message of a model under way at a time, and keeps what changes meanwhile, with
 * the callbacks of the newest change, for the next. The kernel ends the answer to a message with its
 * status, after everything that the message has caused. So when the newest receipt of a model has
 * come back, the browser knows all that the kernel made of its hands: nothing need be guessed from
 * values or times.
 *
 * What a hand has done counts in its order, also where the kernel changes places itself, as with a function that is
 * chosen: what others tell after that waits until it is answered.
 *
 * A hand whose every move the page draws by itself is told of at most five times a second, and at once when it lets
 * go. What waits for that counts as under way.
 */
export function createPost(clock = CLOCK) {
  /** @type {Map<unknown, number>} */
  const newest = new Map(); // for each sender with something under way, the number of its newest receipt
  /** @type {Set<() => void>} */
  const readers = new Set();
  const tab = Math.random().toString(36).slice(2);
  let count = 0;
  /** @type {Map<unknown, () => void>} */
  const held = new Map(); // for each sender, how it sends what waits
  /** @type {Set<unknown>} */
  const leaders = new Set(); // senders that others wait for
  /** @type {Map<unknown, number>} */
  const leading = new Map(); // for each of them with something under way, the number of its receipt
  let sending = false;
  let pause = 0;
  let last = -Infinity; // when something was sent
  /** @type {unknown} */
  let timer = null;

  /** Send what waits, in the order in which it was told, up to what others wait for. */
  function flush() {
    clock.cancel(timer);
    timer = null;
    for (const [sender, send] of [...held]) {
      if (leading.size) return;
      held.delete(sender);
      now(send);
    }
  }

  /** @param {() => void} send */
  function now(send) {
    last = clock.now();
    sending = true;
    try {
      send();
    } finally {
      sending = false;
    }
  }

  /** Put behind all that waits, which counts as under way. @param {unknown} sender @param {() => void} send */
  function hold(sender, send) {
    held.delete(sender);
    held.set(sender, send);
    newest.set(sender, ++count);
  }

  /** @param {unknown} sender @param {number} number */
  function arrived(sender, number) {
    if (leading.get(sender) === number && leading.delete(sender)) flush();
    if (newest.get(sender) !== number) return; // a newer one is under way
    newest.delete(sender);
    if (!newest.size) for (const reader of [...readers]) reader();
  }

  return {
    /** Whether the page draws all that a hand moves, and the kernel need not hear of every move. @param {boolean} drawn */
    pace: (drawn) => (pause = drawn ? PAUSE : 0),
    /**
     * Send, with a receipt: now, or when the kernel has had its pause.
     * @param {unknown} sender
     * @param {() => void} send
     */
    soon(sender, send) {
      const rest = leaders.has(sender) ? 0 : last + pause - clock.now(); // a choice is told at once
      hold(sender, send);
      if (rest <= 0) flush();
      else timer ??= clock.after(flush, rest);
    },
    /** Send, with a receipt, and with it what waits of this sender. @param {unknown} sender @param {() => void} send */
    now(sender, send) {
      if ([...leaders].some((one) => held.has(one))) flush();
      if (leading.size) return hold(sender, send);
      held.delete(sender);
      now(send);
    },
    flush,
    /** What these senders send has to be answered before anything else is sent. @param {unknown[]} senders */
    lead: (...senders) => senders.forEach((sender) => leaders.add(sender)),
    /** Whether something is being sent right now: a control may set itself anew to what it sends. */
    get sending() {
      return sending;
    },
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
      if (leaders.has(sender)) leading.set(sender, number);
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
    giveUp() {
      for (const all of [newest, held, leading]) all.clear();
    },
    /** Call a reader whenever all is answered; gives back how to end that. @param {() => void} reader */
    listen(reader) {
      readers.add(reader);
      return () => void readers.delete(reader);
    },
  };
}
