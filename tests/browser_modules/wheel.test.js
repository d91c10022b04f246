import assert from "node:assert/strict";
import test from "node:test";
import { hintText, listenToWheel, wantsHint, wheelFactor } from "../../gradcalc/live/browser/hand/wheel.js";

const TURN = { ctrlKey: false, metaKey: false, deltaMode: 0, deltaY: 300 };

test("the wheel scrolls the page, and zooms with Ctrl or Cmd held, at most by a factor of two a notch", () => {
  const factor = (/** @type {object} */ part) => wheelFactor({ ...TURN, ...part });
  assert.equal(factor({}), null);
  assert.equal(factor({ deltaY: -5000 }), null);
  assert.equal(factor({ ctrlKey: true }), 2);
  assert.equal(factor({ ctrlKey: true, deltaY: -300 }), 0.5);
  assert.equal(factor({ ctrlKey: true, deltaY: 150 }), Math.SQRT2);
  assert.equal(factor({ metaKey: true, deltaY: 5000 }), 2);
  assert.equal(factor({ ctrlKey: true, deltaMode: 1, deltaY: -300 / 16 }), 0.5);
});

test("two fingers on a trackpad, which come as small turns with Ctrl held, add up to the same", () => {
  let all = 1;
  for (let i = 0; i < 60; i++) all *= /** @type {number} */ (wheelFactor({ ...TURN, ctrlKey: true, deltaY: -5 }));
  assert.ok(Math.abs(all - 0.5) < 1e-12);
});

test("the hint comes where a turn begins, once a minute and three times a page", () => {
  const never = { turned: -Infinity, told: -Infinity, times: 0 };
  assert.ok(wantsHint(0, never));
  assert.ok(!wantsHint(1000, { ...never, turned: 900 }), "the page is being scrolled");
  assert.ok(wantsHint(2000, { ...never, turned: 900 }));
  assert.ok(!wantsHint(59_000, { turned: 900, told: 0, times: 1 }));
  assert.ok(wantsHint(61_000, { turned: 900, told: 0, times: 1 }));
  assert.ok(!wantsHint(1e9, { turned: 0, told: 0, times: 3 }));
});

test("it names the key of the machine", () => {
  assert.equal(hintText("Linux x86_64"), "Ctrl + wheel zooms");
  assert.equal(hintText("Win32"), "Ctrl + wheel zooms");
  assert.equal(hintText("MacIntel"), "⌘ + wheel zooms");
});

/** A picture whose wheel can be turned, and what that does; the page hears of each turn after it. */
function turning() {
  /** @type {any} */
  let onBox;
  /** @type {any} */
  let onPage;
  /** @type {any[]} */
  const shown = [];
  /** @type {number[]} */
  const factors = [];
  const page = { navigator: { platform: "Linux" }, addEventListener: (/** @type {string} */ _, /** @type {any} */ act) => (onPage = act) };
  const made = () => ({ textContent: "", className: "", hidden: false, setAttribute() {} });
  Object.assign(globalThis, { window: page, document: { createElement: made } });
  const box = /** @type {any} */ ({ addEventListener: (/** @type {string} */ _, /** @type {any} */ act) => (onBox = act), append: (/** @type {any} */ node) => shown.push(node) });
  const zoom = { able: true, by: (/** @type {number} */ factor) => factors.push(factor) };
  listenToWheel({ box }, zoom);
  const wheel = (/** @type {number} */ timeStamp, part = {}) => {
    let kept = false;
    const event = { ...TURN, timeStamp, preventDefault: () => (kept = true), ...part };
    onBox(event);
    onPage(event);
    return kept;
  };
  return { wheel, scroll: (/** @type {number} */ timeStamp) => onPage({ ...TURN, timeStamp }), shown, factors, zoom };
}

test("a turn without a key is the page's, and brings up the hint; with a key it zooms and takes that away", (t) => {
  t.mock.timers.enable(/** @type {any} */ ({ apis: ["setTimeout"] }));
  const { wheel, shown, factors } = turning();
  assert.equal(wheel(1000), false);
  assert.equal(wheel(1100), false);
  assert.deepEqual([factors, shown.length, shown[0].hidden], [[], 1, false]);
  assert.equal(wheel(1200, { ctrlKey: true }), true);
  assert.deepEqual([factors, shown[0].hidden], [[2], true]);
  wheel(99_000);
  assert.equal(shown[0].hidden, false, "a minute later");
  t.mock.timers.tick(2000);
  assert.deepEqual([shown.length, shown[0].hidden], [1, true]);
});

test("a page that is scrolled past a picture says nothing", () => {
  const { wheel, scroll, shown } = turning();
  scroll(1000);
  wheel(1050);
  wheel(1400);
  assert.equal(shown.length, 0);
});

test("what cannot be zoomed leaves the wheel to the page, with or without a key", () => {
  const { wheel, shown, zoom } = turning();
  zoom.able = false;
  assert.equal(wheel(1000), false);
  assert.equal(wheel(3000, { ctrlKey: true }), false);
  assert.equal(shown.length, 0);
});
