// The page of `gradcalc reasons` without a browser: what keys mean, whom an entry is for, and what happens to it.

import assert from "node:assert/strict";
import test from "node:test";

import { half, meaning, steps } from "../../gradcalc/grading/reasons/page/keys.js";
import { Ledger } from "../../gradcalc/grading/reasons/page/ledger.js";
import { commentOf, forComment, forPoints, pointsOf, pointsOfAll } from "../../gradcalc/grading/reasons/page/targets.js";
import { progress, standing, standingOf } from "../../gradcalc/grading/reasons/page/words.js";

/** @typedef {import("../../gradcalc/grading/reasons/page/reasons.js").Entry} Entry */

/** An entry that waits, but for what is said. @param {Partial<Entry>} more @returns {Entry} */
const entry = (more = {}) => ({ automatic: null, points: null, extra: null, waits: true, comment: null, ...more });
const given = (/** @type {number} */ points) => entry({ points, waits: false });
const none = () => entry({ automatic: 0, waits: false });

/** @param {Record<string, Entry>} entries */
const ledgerOf = (entries) => new Ledger(entries, new Map(Object.keys(entries).map((name) => [name, `seal of ${name}`])));

/** @param {string} key @param {object} more */
const pressed = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

test("a key does one thing, and where somebody writes it is a letter", () => {
  const does = (/** @type {string} */ key) => meaning(pressed(key), "elsewhere")?.does;
  assert.deepEqual(["j", "k", "K", "Enter", "h", "c", "o", "u", "Backspace", "Delete", "7"].map(does),
    ["next", "previous", "previous", "waiting", "half", "comment", "open", "undo", "clear", "clear", "points"]);
  assert.deepEqual(meaning(pressed("7"), "control"), { does: "points", value: 7 });
  for (const key of ["j", "1", "u", "Backspace", "Enter"]) assert.equal(meaning(pressed(key), "text"), null);
  assert.deepEqual(meaning(pressed("Escape"), "text"), { does: "leave" });
  assert.deepEqual(meaning(pressed("Enter", { ctrlKey: true }), "text"), { does: "leave" });
});

test("what is the browser's, a button's or nobody's stays so, and letters can be turned off", () => {
  for (const key of ["c", "1", "u"]) for (const chord of ["ctrlKey", "metaKey", "altKey"]) assert.equal(meaning(pressed(key, { [chord]: true }), "elsewhere"), null);
  assert.equal(meaning(pressed("Enter"), "control"), null);
  for (const key of ["x", "F5", "Tab", " ", "Home", "constructor", "toString"]) assert.equal(meaning(pressed(key), "elsewhere"), null);
  assert.equal(meaning(pressed("1"), "elsewhere", false), null);
  assert.deepEqual(meaning(pressed("Enter"), "elsewhere", false), { does: "waiting" });
});

test("half a point goes up where there is room, else down, and there is a button for each step", () => {
  assert.deepEqual([null, 0, 0.5, 1].map((points) => half(points, 1)), [0.5, 0.5, 0, 0.5]);
  assert.deepEqual([2, 2.5].map((points) => half(points, 3)), [2.5, 2]);
  assert.deepEqual(steps(1), [0, 0.5, 1]);
  assert.deepEqual(steps(2), [0, 0.5, 1, 1.5, 2]);
});

test("a group's points go to all who wait and to all who have the group's points, and to nobody else", () => {
  const entries = { ada: entry(), bob: given(1), cy: given(1), dee: given(0.5), eve: entry({ points: 0, waits: true }) };
  const all = Object.keys(entries);
  assert.equal(pointsOf(all, ledgerOf(entries)), undefined);
  assert.deepEqual(forPoints(all, ledgerOf(entries), undefined), ["ada", "eve"]);
  assert.deepEqual(forPoints(all, ledgerOf(entries), 1), ["ada", "bob", "cy", "eve"]);
  assert.deepEqual([["ada", "bob"], ["bob", "cy"], ["bob", "dee"]].map((some) => pointsOfAll(some, ledgerOf(entries))), [null, 1, undefined]);
  assert.deepEqual(forPoints(["bob", "cy"], ledgerOf(entries), undefined), ["bob", "cy"]);
  assert.deepEqual(forPoints(["bob", "dee"], ledgerOf(entries), undefined), []);
  assert.deepEqual(forPoints(["x", "y"], ledgerOf({ x: none(), y: none() }), undefined), ["x", "y"]);
});

test("a group's comment goes to all who have none, or the one that was shown", () => {
  const entries = { ada: entry(), bob: entry({ comment: "Good." }), cy: entry({ comment: "Why?" }) };
  assert.equal(commentOf(Object.keys(entries), ledgerOf(entries)), undefined);
  assert.equal(commentOf(["ada", "bob"], ledgerOf(entries)), "Good.");
  assert.deepEqual(forComment(Object.keys(entries), ledgerOf(entries), "Good."), ["ada", "bob"]);
  assert.deepEqual(forComment(["cy"], ledgerOf(entries), ""), []);
});

test("an entry shows at once, says what was seen, and is the server's once that has answered", () => {
  const ledger = ledgerOf({ ada: entry(), bob: none() });
  const action = ledger.enter("points", 1, ["ada", "bob"]);
  assert.deepEqual(ledger.of("ada"), given(1));
  assert.deepEqual(action.parts, [{ what: "points", value: 1, waits: null, of: [["ada", "seal of ada", entry()], ["bob", "seal of bob", none()]] }]);
  const entries = { ada: { ...given(1), comment: "Theirs." }, bob: entry({ automatic: 0, points: 1, waits: false }) };
  assert.deepEqual(ledger.settle(action, { quicker: [], replaced: [], entries }), []);
  assert.deepEqual(ledger.of("ada"), entries.ada);
});

test("points that are taken away wait again, unless the grader has given some", () => {
  const ledger = ledgerOf({ ada: given(1), bob: entry({ automatic: 0, points: 1, waits: false }) });
  ledger.enter("points", null, ["ada", "bob"]);
  assert.deepEqual([ledger.of("ada"), ledger.of("bob")], [entry(), none()]);
});

test("where somebody else was quicker their entry shows, and there is nothing of it to take back", () => {
  const ledger = ledgerOf({ ada: entry(), bob: entry(), cy: entry() });
  const action = ledger.enter("points", 1, ["ada", "bob"]);
  const entries = { ada: given(0.5), bob: given(1), cy: given(0) };
  assert.deepEqual(ledger.settle(action, { quicker: ["ada"], replaced: [], entries }), ["cy"]);
  assert.deepEqual([ledger.of("ada"), ledger.of("bob")], [given(0.5), given(1)]);
  assert.deepEqual(ledger.undo()?.action.changes.map(({ student }) => student), ["bob"]);
});

test("two entries on their way are sent as what follows what, whichever way the first ends", () => {
  const ledger = ledgerOf({ ada: entry() });
  const [first, second] = [ledger.enter("points", 1, ["ada"]), ledger.enter("points", 0, ["ada"])];
  assert.deepEqual(second.parts[0].of[0][2], given(1));
  ledger.settle(first, { quicker: [], replaced: [], entries: { ada: given(1) } });
  assert.deepEqual(ledger.of("ada"), given(0));
  ledger.fail(second);
  assert.deepEqual(ledger.of("ada"), given(1));
  assert.equal(ledger.undo()?.action.parts[0].value, null);
  assert.equal(ledger.undo(), null);
});

test("what is taken back is as it was, each for itself, but not over what somebody has entered since", () => {
  const before = { ada: entry(), bob: entry({ points: 0, waits: true }), cy: entry() };
  const ledger = ledgerOf(before);
  const action = ledger.enter("points", 1, ["ada", "bob", "cy"]);
  const now = { ada: given(1), bob: given(1), cy: given(1) };
  ledger.settle(action, { quicker: [], replaced: [], entries: now });
  assert.deepEqual(ledger.tell({ ...now, cy: given(0.5) }), ["cy"]);
  const undone = ledger.undo();
  assert.deepEqual(undone?.left.map(({ student }) => student), ["cy"]);
  assert.deepEqual(undone?.action.parts.map(({ value, waits, of }) => [value, waits, of[0][0]]), [[null, true, "ada"], [0, true, "bob"]]);
  assert.deepEqual(["ada", "bob", "cy"].map((name) => ledger.of(name)), [before.ada, before.bob, given(0.5)]);
});

test("a comment and points of one student are two things", () => {
  const ledger = ledgerOf({ ada: entry() });
  ledger.enter("comment", "Good.", ["ada"]);
  ledger.enter("points", 1, ["ada"]);
  ledger.undo();
  assert.deepEqual(ledger.of("ada"), entry({ comment: "Good." }));
  assert.deepEqual(ledger.undo()?.action.parts[0], { what: "comment", value: "", waits: null, of: [["ada", "seal of ada", entry({ comment: "Good." })]] });
});

test("a student may be called as what every object has", () => {
  const ledger = ledgerOf(JSON.parse('{"__proto__": {"automatic": null, "points": 1, "extra": null, "waits": false, "comment": null}}'));
  assert.deepEqual(ledger.of("__proto__"), given(1));
});

test("sentences say how it stands", () => {
  assert.equal(progress([]), "Nobody has handed in an answer to this question yet. There is nothing to do here.");
  assert.equal(progress([entry(), given(1), none()]), "1 of 3 answers waits.");
  assert.equal(progress([given(1), none()]), "All 2 answers have points. Nothing waits.");
  assert.equal(standing(none()), "has 0 points from the grader");
  assert.equal(standing(entry({ points: 1, extra: 0.5 })), "has 1 point, and 0.5 points extra, and is to be looked at again");
  assert.equal(standingOf([entry(), entry()]), "All 2 wait.");
  assert.equal(standingOf([given(1), entry(), given(1)]), "2 have 1 point; 1 waits.");
  assert.equal(standingOf([given(0.5)]), "Has 0.5 points.");
});
