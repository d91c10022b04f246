// What is said where the grammar of formulas ends, as in gradcalc/formulas/complaints.py.

/** @import { Factor, Reader } from "./reader.js" */
/** @import { Token } from "./tokens.js" */
/** @import { Tree } from "./tree.js" */

import { mendOfName } from "./together.js";
import { CLOSING, OPENING } from "./tokens.js";
import { isFunction, LETTERS } from "./tree.js";

const COMMA =
  "A comma stands only between the two arguments of a function such as max(x, y): write 2.5 with a point.";
const EQUATION =
  "An equation is no formula: write what stands on one side of “=”, or both sides as a difference.";
const INTEGER = /^[0-9]+$/;

/** Pass over "z =" or "f(x, y) =" in front of a formula. @param {Reader} reader */
export function skipItsName(reader) {
  const at = reader.tokens.findIndex((token) => token.kind === "=");
  if (at < 0) return;
  const front = reader.tokens.slice(1, Math.max(1, at)).map((token) => token.text.toLowerCase());
  if (at > 0 && reader.tokens[0].kind === "unknown" && ["", "( x )", "( x , y )"].includes(front.join(" "))) {
    reader.at = at + 1;
  } else reader.refuse(EQUATION, reader.tokens[at].start, reader.tokens[at].end);
}

/** @returns {never} @param {Reader} reader */
export function ofWhatIsLeft(reader) {
  const { kind, text, start, end } = reader.next;
  if (kind === ",") reader.refuse(COMMA, start, end);
  if (kind === "=") reader.refuse(EQUATION, start, end);
  reader.refuse(`No bracket is open for “${text}”: write one in front, or take it away.`, start, end);
}

/** @returns {never} @param {Reader} reader */
export function ofWhatBeginsNothing(reader) {
  const { kind, text, start, end } = reader.next;
  const bar = reader.bars.at(-1);
  if (kind === "unknown") reader.refuse(mendOfName(text), start, end);
  if ((kind === "end" || CLOSING.includes(kind)) && bar && reader.tokens[reader.at - 1] === bar) ofOpenBar(reader, bar);
  if (kind === "end") {
    const before = reader.since(Math.max(0, reader.end - 20));
    reader.refuse(`After “${before}” something is missing, such as x or 2.`, start, end);
  }
  if (kind === ",") reader.refuse(COMMA, start, end);
  if (kind === "=") reader.refuse(EQUATION, start, end);
  reader.refuse(`Before “${reader.since(start, end)}” something is missing, such as x or 2.`, start, end);
}

/** Refuse a number or another power right behind a factor. @param {Reader} reader @param {Factor} before */
export function ofWhatCannotFollow(reader, before) {
  const { kind, text } = reader.next;
  if (kind === "number") {
    reader.take();
    const [both, one] = [reader.since(before.start), reader.since(before.start, before.end)];
    const what =
      before.node[0] === "number"
        ? `“${both}” can be read in two ways: write ${one}${text} or ${one}*${text}.`
        : `“${both}” has a number behind a factor: write ${text}*${one} or ${one}^${text}.`;
    reader.refuse(what, before.start);
  }
  if (kind === "^" || kind === "raised") ofSecondPower(reader, before.start);
}

/** @returns {never} @param {Reader} reader @param {number} start */
export function ofSecondPower(reader, start) {
  reader.take();
  const what = `“${reader.since(start)}” has a power of a power: write brackets around one, as in (x^2)^3 or x^(2^3).`;
  reader.refuse(what, start);
}

/** @returns {never} @param {Reader} reader @param {Factor} base */
export function ofPowerOfWhatIsBare(reader, base) {
  const of = reader.since(base.start, base.end);
  reader.take();
  const what = `“${reader.since(base.start)}” can be read in two ways: write brackets, as in (${of})^2 or √(x^2).`;
  reader.refuse(what, base.start);
}

/** @returns {never} @param {Reader} reader @param {Token} opening */
export function ofOpenBracket(reader, opening) {
  const { kind, text, start, end } = reader.next;
  const closing = CLOSING[OPENING.indexOf(opening.kind)];
  if (kind === ",") reader.refuse(COMMA, start, end);
  if (CLOSING.includes(kind)) reader.refuse(`“${opening.text}” is closed by “${text}”: write ${closing}.`, start, end);
  if (kind === "=") reader.refuse(EQUATION, start, end);
  const what = `The bracket “${opening.text}” is not closed: write ${closing} behind it.`;
  reader.refuse(what, opening.start, opening.end);
}

/** @returns {never} @param {Reader} reader @param {Token} opening */
export function ofOpenBar(reader, opening) {
  reader.refuse("This bar has no partner: write abs(x) for |x|.", opening.start, opening.end);
}

/** Refuse |x|y| and |x|y|z|, whose middle bars may open or close. @param {Reader} reader @param {Factor[]} factors */
export function ofBarsThatPairInTwoWays(reader, factors) {
  const { start } = reader.next;
  const last = factors.findLastIndex((factor) => "|∣".includes(reader.typed[factor.end - 1]));
  if (last < 0 || last === factors.length - 1) return;
  const first = factors[last];
  const inside = reader.since(first.start, first.end).replace(/^[|∣]+|[|∣]+$/g, "");
  const between = reader.since(first.end, start).replace(/^[ *·]+|[ *·]+$/g, "");
  const more = reader.tokens.slice(reader.at + 1).some((token) => token.kind === "|");
  reader.take();
  if (more) reader.twoWays(first.start, `abs(${inside})*${between}*abs(…)`, `abs(${inside}*abs(${between})*…)`);
  reader.twoWays(first.start, `abs(${inside})*${between}`, `abs(${inside}*${between})`);
}

/** The power that stands above the line, as in x² or e⁻ˣ. @returns {Tree} @param {Reader} reader */
export function raisedPower(reader) {
  const { text: typed, start } = reader.take();
  const text = typed.replace(/^[+-]/, "");
  if (!LETTERS.includes(text) && !INTEGER.test(text)) {
    const what = `“${reader.since(start)}” is no power: write it with ^ and brackets, as in x^(2y).`;
    reader.refuse(what, start);
  }
  /** @type {Tree} */
  const node = LETTERS.includes(text) ? text : ["number", text];
  return typed[0] === "-" ? ["neg", node] : node;
}

/**
 * The power between a function and what it is applied to, as in sin^2(x); -1 is left for the caller to refuse.
 * @returns {string | null} @param {Reader} reader @param {string} name @param {number} start
 */
export function powerOfFunction(reader, name, start) {
  if (!["^", "raised"].includes(reader.next.kind)) return null;
  const token = reader.take();
  let { text } = token;
  if (token.kind === "^") {
    text = "";
    if (reader.next.kind === "-") text = reader.take().text;
    text += reader.next.kind === "number" ? reader.take().text : "?";
  }
  if (text === "-1" || (INTEGER.test(text) && !/^0+$/.test(text))) return text;
  const what = `A power of ${name} is a whole number such as 2 here: write (${name}(x))^… for another one.`;
  reader.refuse(what, start);
}

/** @returns {never} @param {Reader} reader @param {string} name @param {string} of @param {number} start */
export function ofInverse(reader, name, of, start) {
  if (isFunction(`arc${name}`)) reader.twoWays(start, `arc${name}(${of})`, `1/${name}(${of})`);
  reader.refuse(`“${reader.since(start)}” is not known here: write 1/${name}(${of}).`, start);
}

/** @param {Reader} reader @param {string} name @param {number} start */
export function unlessItCanBeApplied(reader, name, start) {
  const { kind } = reader.next;
  if (["number", "name", "unknown", "√", "-"].includes(kind) || (kind === "|" && !reader.bars.length)) return;
  reader.refuse(`“${name}” is a function: write ${name}(x).`, start);
}

/** @returns {never} @param {Reader} reader @param {string} name @param {number} start @param {number} got */
export function ofArguments(reader, name, start, got) {
  const typed = reader.since(start);
  if (got > 2 && /[0-9],[0-9]/.test(typed)) {
    reader.refuse(`“${typed}” has ${got} arguments: write decimals with a point, as in 2.5.`, start);
  }
  if (got === 1) reader.refuse(`${name} takes 2 arguments: write ${name}(x, y).`, start);
  reader.refuse(`${name} takes 2 arguments, got ${got}.`, start);
}
