// A prediction whose answer stands in a picture: its card explains once the reader has moved the slider that shows it.

/** @param {MutationRecord} record */
const isMove = ({ target, oldValue }) =>
  oldValue !== null && /** @type {Element} */ (target).getAttribute("aria-valuenow") !== oldValue;

/** Whether a slider of this label was moved, as its handle tells it to whoever does not see it. @param {MutationRecord[]} records @param {string} label */
export const tellsOf = (records, label) => records.some((record) => isMove(record) && /** @type {Element} */ (record.target).getAttribute("aria-label") === label);

/**
 * Call then once a slider of this label has moved, in whichever picture of the page. Gives what ends the waiting.
 * @param {string} label @param {() => void} then
 */
export function onceMoved(label, then) {
  const watch = new MutationObserver((records) => {
    if (!tellsOf(records, label)) return;
    watch.disconnect();
    then();
  });
  watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["aria-valuenow"], attributeOldValue: true });
  return () => watch.disconnect();
}

/** What the card says meanwhile. @param {string} yours @param {string} label */
export const lookInWords = (yours, label) => `${yours} See for yourself: move “${label}” in the next picture.`;
