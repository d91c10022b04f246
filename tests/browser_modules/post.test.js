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
