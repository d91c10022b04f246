// Makes ready what a hand may choose next from a list, while the page has nothing else to do.

const IDLE_ENOUGH = 25; // milliseconds before the next frame: more than one piece of work takes

/**
 * Once the pointer comes to a list around an element, or the keys do: work for it, a piece at a time, and only while no
 * frame is due. A browser that does not say when that is works when it is asked to. Gives back how to end it.
 * @param {Element} el in an explorer or a board
 * @param {() => (() => void)[]} pieces of work; of what is done already, nothing is left to do
 */
export function workAhead(el, pieces) {
  /** @type {(() => void)[]} */
  let waiting = [];
  let idle = 0; // what has been asked of the browser
  /** @param {Event} event */
  function onHand({ target }) {
    const list = target instanceof Element && target.closest("select");
    if (!list || idle || !el.closest(".gradcalc-explorer")?.contains(list)) return;
    waiting = pieces();
    idle = requestIdleCallback(work);
  }
  /** @param {IdleDeadline} deadline */
  function work(deadline) {
    if (deadline.timeRemaining() > IDLE_ENOUGH) waiting.shift()?.();
    idle = waiting.length ? requestIdleCallback(work) : 0;
  }
  if (!("requestIdleCallback" in window)) return () => {};
  for (const name of ["pointerover", "focusin"]) document.addEventListener(name, onHand);
  return () => {
    for (const name of ["pointerover", "focusin"]) document.removeEventListener(name, onHand);
    if (idle) cancelIdleCallback(idle);
  };
}
