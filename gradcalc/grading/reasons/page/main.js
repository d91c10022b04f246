// The page of `gradcalc reasons`: fetches the answers, hears the keys, and sends what is entered, one after the other.

import { card } from "./cards.js";
import { found, make } from "./elements.js";
import { isWritten } from "./entry.js";
import { half, meaning } from "./keys.js";
import { Ledger } from "./ledger.js";
import { forComment, forPoints, pointsOf } from "./targets.js";
import { count, inPoints, listed, lost, progress, quicker } from "./words.js";

/**
 * @typedef {import("./cards.js").Row} Row
 * @typedef {import("./reasons.js").Sheet} Sheet
 * @typedef {import("./reasons.js").Action} Action
 */

const LONG = 1000; // milliseconds after which it is worth a word that something is entered at last
const ENDED = "gradcalc reasons does not answer. If it has ended, start it again and open the address that it prints.";

/** What the server answers. Throws an Error with a sentence. @param {string} path @param {object} [sent] */
async function ask(path, sent) {
  const how = sent ? { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) } : {};
  const answer = await fetch(path, how).catch(() => {
    throw new Error(ENDED);
  });
  const given = await answer.json().catch(() => ({ sentence: ENDED }));
  if (!answer.ok) throw new Error(given.sentence ?? ENDED);
  return given;
}

/** @param {string} sentence @param {boolean} [warns] */
function say(sentence, warns = false) {
  const place = found("said");
  place.textContent = sentence;
  place.classList.toggle("warns", warns);
}

/** @param {Sheet} sheet */
function show(sheet) {
  const members = sheet.groups.flatMap((group) => group.members);
  const names = new Map(members.map((member) => [member.student, member.name]));
  const ledger = new Ledger(sheet.entries, new Map(members.map((member) => [member.student, member.seal])));
  /** @type {Map<Row, number | null>} */
  const last = new Map();
  const rows = sheet.groups.flatMap((group, place) => card(group, place + 1, sheet.most, ledger, { points, comment }));
  const call = (/** @type {string[]} */ students) => listed(students.map((student) => names.get(student) ?? student));
  let sending = Promise.resolve();
  let onTheWay = 0;

  function update() {
    rows.forEach((row) => row.update());
    found("progress").textContent = progress([...names.keys()].map((student) => ledger.of(student)));
  }

  /** @param {Action} action @param {string} sentence what is said at once, and stays true unless another is said */
  function send(action, sentence) {
    const [made, began] = [{ ...action }, performance.now()];
    say(sentence);
    update();
    onTheWay += 1;
    document.body.classList.add("entering");
    sending = sending.then(async () => {
      try {
        const saved = await ask("entries", { changes: action.parts });
        if (performance.now() - began > LONG) say(`Entered. ${sentence}`);
        const theirs = ledger.settle(action, saved);
        const others = theirs.length ? [`Somebody else has made entries: ${call(theirs)}.`] : [];
        const late = saved.quicker.map((/** @type {string} */ one) => quicker(names.get(one) ?? one, ledger.of(one)));
        const gone = saved.replaced.length ? [`Not entered: ${call(saved.replaced)} has handed in something else since. Load the page again.`] : [];
        const said = [...late, ...gone, ...others];
        if (said.length) say(`${said.join(" ")}${lost(made, [...saved.quicker, ...saved.replaced])}`, true);
      } catch (error) {
        ledger.fail(action);
        say(`Not entered. ${/** @type {Error} */ (error).message}${lost(made, [...names.keys()])}`, true);
      }
      onTheWay -= 1;
      document.body.classList.toggle("entering", onTheWay > 0);
      update();
    });
  }

  /** @param {Row} row @param {number | null} value */
  function points(row, value) {
    if (value !== null && value > sheet.most) return say(`At most ${inPoints(sheet.most)} can be given here.`, true);
    const students = row.whole ? forPoints(row.students, ledger, last.get(row)) : row.students;
    if (!students.length) return say("They have different points already. Press o, and change them one by one.", true);
    const others = row.students.length - students.length;
    last.set(row, value);
    const stay = others ? ` ${count(others, "other has", "others have")} other points, which stay.` : "";
    send(ledger.enter("points", value, students), `${sentence(row, students)}: ${value === null ? "none yet" : inPoints(value)}.${stay}`);
  }

  /** @param {Row} row @param {string} text @param {string} shown */
  function comment(row, text, shown) {
    const students = forComment(row.students, ledger, shown);
    if (!students.length) {
      const theirs = call(row.students.filter((student) => ledger.of(student).comment));
      return say(`Not entered: ${theirs} has another comment by now. It stands there; yours was: ${text}`, true), update();
    }
    const others = row.students.length - students.length;
    const stay = others ? ` ${count(others, "other has", "others have")} another comment, which stays.` : "";
    send(ledger.enter("comment", text, students), `${sentence(row, students)}: ${text ? "the comment is entered" : "no comment"}.${stay}`);
  }

  /** @param {Row} row @param {string[]} students */
  const sentence = (row, students) => (row.whole ? `Group, ${count(students.length, "answer")}` : row.whose);

  function undo() {
    const undone = ledger.undo();
    if (!undone) return say("There is nothing to take back.");
    last.clear();
    const left = undone.left.length ? ` Left as it is by now: ${call(undone.left.map((change) => change.student))}.` : "";
    const changes = undone.action.changes;
    if (!changes.length) return say(`Nothing was taken back.${left}`, true);
    rows.find((row) => row.students.includes(changes[0].student))?.root.focus();
    send(undone.action, `Taken back: ${count(changes.length, "entry", "entries")}.${left}`);
  }

  const shown = () => rows.filter((row) => row.root.checkVisibility());
  const current = () => rows.findLast((row) => row.root.contains(document.activeElement)) ?? here;
  /** @type {Row | undefined} */
  let here;

  /** @param {Row | undefined} row */
  function go(row) {
    if (!row) return;
    here = row;
    row.root.focus();
    row.root.scrollIntoView({ block: "nearest" });
  }

  function goToWaiting() {
    const open = shown();
    const start = here ? open.indexOf(here) + 1 : 0;
    const turn = [...open.slice(start), ...open.slice(0, start)];
    const next = turn.find((row) => row.root.tagName === "ARTICLE" && row.students.some((student) => ledger.of(student).waits));
    if (next) go(next);
    else say(progress([...names.keys()].map((student) => ledger.of(student))));
  }

  /** @param {1 | -1} way */
  function step(way) {
    const open = shown();
    const place = here ? open.indexOf(here) + way : 0;
    if (open[place]) go(open[place]);
    else say(way > 0 ? "This is the last one." : "This is the first one.");
  }

  document.addEventListener("focusin", () => (here = current()));
  document.addEventListener("keydown", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const place = target.matches("textarea") ? "text" : target.matches("button, a, summary, input") ? "control" : "elsewhere";
    const meant = meaning(event, place, /** @type {HTMLInputElement} */ (found("keys-on")).checked);
    if (!meant) return;
    event.preventDefault();
    if (meant.does === "next") return step(1);
    if (meant.does === "previous") return step(-1);
    if (meant.does === "waiting") return goToWaiting();
    if (meant.does === "undo") return undo();
    if (!here) return say("Choose an answer first, with j.");
    if (meant.does === "leave") here.root.focus();
    if (meant.does === "comment") here.comment.focus();
    if (meant.does === "open") here.open();
    if (meant.does === "clear") points(here, null);
    if (meant.does === "points") points(here, meant.value);
    if (meant.does === "half") points(here, half(pointsOf(here.students, ledger) ?? null, sheet.most));
  });
  found("undo").addEventListener("click", undo);
  window.addEventListener("focus", () => {
    if (!onTheWay) ask("entries").then((entries) => (ledger.tell(entries), update())).catch((error) => say(error.message, true));
  });
  window.addEventListener("beforeunload", (event) => {
    const written = document.activeElement;
    if (onTheWay || (written instanceof HTMLTextAreaElement && isWritten(written))) event.preventDefault();
  });

  const notes = sheet.notes.map((note) => make("p", { class: "warning" }, note));
  found("groups").replaceChildren(...notes, ...rows.filter((row) => row.root.tagName === "ARTICLE").map((row) => row.root));
  update();
  goToWaiting();
}

if (matchMedia("(max-width: 60rem)").matches) document.querySelectorAll("aside details").forEach((part) => part.removeAttribute("open"));
ask("answers").then(show, (error) => {
  found("progress").textContent = "";
  say(error.message, true);
});
