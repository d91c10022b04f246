import assert from "node:assert/strict";
import test from "node:test";

import { createPost } from "../../gradcalc/live/browser/post.js";

/** What the kernel ends its answer to a message with. @param {import("../../gradcalc/live/browser/kernel.d.ts").Callbacks} receipt */
function answer(receipt, execution_state = "idle") {
  receipt.iopub?.status?.({ content: { execution_state } });
}

test("all is answered once the newest receipt of every sender has come back", () => {
  const post = createPost();
  let heard = 0;
  post.listen(() => heard++);
  const [first, second] = [post.receipt("picture"), post.receipt("picture")];
  const slider = post.receipt("slider");
  assert.ok(post.waits());
  answer(second);
  assert.ok(!post.waits("picture"));
  assert.ok(post.waits("picture", "slider"));
  assert.equal(heard, 0);
  answer(slider);
  assert.ok(!post.waits());
  assert.equal(heard, 1);
  answer(first);
  assert.equal(heard, 1);
});

test("an older receipt says nothing while a newer one is under way", () => {
  const post = createPost();
  const older = post.receipt("picture");
  post.receipt("picture");
  answer(older);
  assert.ok(post.waits("picture"));
});

test("only a kernel that is idle again has answered", () => {
  const post = createPost();
  const receipt = post.receipt("picture");
  answer(receipt, "busy");
  assert.ok(post.waits());
  answer(receipt);
  assert.ok(!post.waits());
});

test("the callbacks of the sender are kept, and called as well", () => {
  const post = createPost();
  /** @type {string[]} */
  const states = [];
  const own = { iopub: { status: (/** @type {any} */ message) => states.push(message.content.execution_state) } };
  const receipt = post.receipt("slider", { ...own, shell: { reply: null } });
  answer(receipt, "busy");
  answer(receipt);
  assert.deepEqual(states, ["busy", "idle"]);
  assert.deepEqual(receipt.shell, { reply: null });
});

test("every stamp is another one, also in another tab", () => {
  const [one, other] = [createPost(), createPost()];
  assert.equal(new Set([one.stamp(), one.stamp(), other.stamp(), other.stamp()]).size, 4);
});

test("after giving up nothing is awaited, and a late answer is nobody's", () => {
  const post = createPost();
  let heard = 0;
  const stop = post.listen(() => heard++);
  const lost = post.receipt("picture");
  post.giveUp();
  assert.ok(!post.waits());
  answer(lost);
  assert.equal(heard, 0);
  answer(post.receipt("picture"));
  assert.equal(heard, 1);
  stop();
  answer(post.receipt("picture"));
  assert.equal(heard, 1);
});

/** A post on a clock that a test moves on, and the moments at which it has sent. */
function paced() {
  let time = 0;
  /** @type {Map<number, { at: number, act: () => void }>} */
  const timers = new Map();
  let count = 0;
  const clock = {
    now: () => time,
    after: (/** @type {() => void} */ act, /** @type {number} */ wait) => (timers.set(++count, { at: time + wait, act }), count),
    cancel: (/** @type {number} */ timer) => void timers.delete(timer),
  };
  const post = createPost(clock);
  /** @type {{ at: number, place: number, receipt: import("../../gradcalc/live/browser/kernel.d.ts").Callbacks }[]} */
  const sent = [];
  let place = 0;
  const send = () => void sent.push({ at: time, place, receipt: post.receipt("picture") });
  return {
    post,
    sent,
    timers,
    /** The hand moves. @param {number} to */
    move(to) {
      place = to;
      post.soon("picture", send);
    },
    now: () => post.now("picture", send),
    /** Time passes, one millisecond after the other; the kernel answers each message after 25 of them. @param {number} until */
    pass(until) {
      for (; time < until; time++) {
        for (const [name, { at, act }] of [...timers]) if (at <= time && timers.delete(name)) act();
        for (const { at, receipt } of sent) if (at + 25 === time) answer(receipt);
      }
    },
  };
}

test("of a drag that the page draws by itself the kernel hears five times a second, and of its end at once", () => {
  const { post, sent, move, pass } = paced();
  post.pace(true);
  let heard = 0;
  post.listen(() => heard++);
  for (let i = 0; i < 120; i++) {
    pass((i * 1000) / 60);
    move(i); // two seconds at 60 Hz
    assert.ok(post.waits("picture"), "what waits is under way: no answer to an earlier place may undo the hand");
  }
  assert.equal(sent[0].at, 0, "the first move is told at once");
  assert.ok(sent.length <= 10, `${sent.length} messages in two seconds`);
  assert.ok(sent.slice(1).every(({ at }, i) => at - sent[i].at >= 200));
  assert.equal(heard, 0);
  pass(1995);
  post.flush();
  assert.deepEqual([sent.at(-1)?.at, sent.at(-1)?.place], [1995, 119]);
  pass(3000);
  assert.deepEqual([sent.at(-1)?.at, heard, post.waits()], [1995, 1, false]);
  post.flush();
  assert.equal(sent.at(-1)?.at, 1995, "nothing waits, so nothing is sent, or its receipt would never come back");
});

test("a hand that rests without letting go is told of when the pause is over", () => {
  const { post, sent, move, pass } = paced();
  post.pace(true);
  move(1);
  pass(20);
  move(2);
  pass(1000);
  assert.deepEqual(sent.map(({ at, place }) => [at, place]), [[0, 1], [200, 2]]);
});

test("of what the kernel draws it hears every move", () => {
  const { post, sent, move, pass } = paced();
  for (let i = 0; i < 60; i++) {
    pass(i * 10);
    move(i);
  }
  assert.equal(sent.length, 60);
  post.pace(true);
  move(60);
  assert.equal(sent.length, 60);
  post.pace(false); // the hand has come to where the page cannot draw
  move(61);
  assert.deepEqual(sent.at(-1)?.place, 61);
});

test("another message of the picture takes along what waits", () => {
  const { post, sent, move, now, pass, timers } = paced();
  post.pace(true);
  move(1);
  pass(10);
  move(2);
  now(); // a zoom, say
  assert.deepEqual(sent.map(({ place }) => place), [1, 2]);
  pass(1000);
  assert.equal(sent.length, 2);
  assert.deepEqual([post.waits(), timers.size], [false, 0]);
});

test("what is told after a choice waits until that is answered, in the order of the hand", () => {
  const post = createPost();
  /** @type {string[]} */
  const told = [];
  /** @type {Record<string, import("../../gradcalc/live/browser/kernel.d.ts").Callbacks>} */
  const receipts = {};
  let heard = 0;
  post.listen(() => heard++);
  const tell = (/** @type {string} */ sender, /** @type {string} */ text, /** @type {"soon" | "now"} */ when = "soon") =>
    post[when](sender, () => {
      assert.ok(post.sending);
      told.push(text);
      receipts[text] = post.receipt(sender);
    });
  post.lead("formula", "function");
  for (const [sender, text] of [["formula", "x y"], ["picture", "up"], ["formula", "x + y"], ["function", "bowl"], ["formula", "ln x"], ["x", "2"]]) tell(sender, text);
  tell("picture", "zoomed", "now");
  assert.deepEqual([told, post.sending], [["x y"], false]);
  assert.ok(post.waits("picture") && post.waits("x"));
  for (const [answered, next] of [["x y", ["bowl"]], ["bowl", ["ln x"]], ["ln x", ["2", "zoomed"]], ["2", []]]) {
    const before = told.length;
    answer(receipts[/** @type {string} */ (answered)]);
    assert.deepEqual(told.slice(before), next);
    assert.equal(heard, 0);
  }
  answer(receipts.zoomed);
  assert.deepEqual([heard, post.waits()], [1, false]);
  tell("formula", "lost");
  post.giveUp();
  tell("picture", "left");
  assert.equal(told.at(-1), "left");
});

test("a choice is told at once, and no zoom overtakes it", () => {
  const { post, sent, move, now } = paced();
  post.pace(true);
  post.lead("formula");
  move(1);
  /** @type {import("../../gradcalc/live/browser/kernel.d.ts").Callbacks[]} */
  const receipts = [];
  post.soon("formula", () => void receipts.push(post.receipt("formula")));
  assert.equal(receipts.length, 1); // without the pause of drags
  move(2);
  now();
  assert.deepEqual([receipts.length, sent.length], [1, 1]);
  answer(receipts[0]);
  assert.deepEqual(sent.map(({ place }) => place), [1, 2]);
});

test("a kernel that has gone is told nothing of what waited", () => {
  const { post, sent, move, pass } = paced();
  post.pace(true);
  move(1);
  move(2);
  post.giveUp();
  pass(1000);
  post.flush();
  assert.equal(sent.length, 1);
  assert.ok(!post.waits());
});
