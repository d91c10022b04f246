// From typed text to a tree, by the grammar of gradcalc/formulas/parser.py; one table of texts tests both.

/** @import { Doubt, Factor } from "./reader.js" */
/** @import { Tree } from "./tree.js" */

import {
  ofArguments, ofBarsThatPairInTwoWays, ofInverse, ofOpenBar, ofOpenBracket, ofPowerOfWhatIsBare, ofSecondPower,
  ofWhatBeginsNothing, ofWhatCannotFollow, ofWhatIsLeft, powerOfFunction, raisedPower, skipItsName,
  unlessItCanBeApplied,
} from "./complaints.js";
import { Reader } from "./reader.js";
import { CLOSING, OPENING } from "./tokens.js";
import { ARGUMENTS, FormulaError, isFunction, LONGEST, onlyNumbers } from "./tree.js";

/** The tree of a formula. Throws FormulaError for text that is none. @returns {Tree} @param {string} typed */
export function parseFormula(typed) {
  const { length } = [...typed];
  if (length > LONGEST) {
    throw new FormulaError(`The formula has ${length} characters: at most ${LONGEST} are allowed.`, LONGEST, length);
  }
  const reader = new Reader(typed);
  if (reader.next.kind === "end") {
    throw new FormulaError("The formula is empty: write something like x^2 + y^2.", 0, length);
  }
  skipItsName(reader);
  const node = sumOf(reader);
  if (reader.next.kind !== "end") ofWhatIsLeft(reader);
  return node;
}

/** @returns {Tree} @param {Reader} reader */
function sumOf(reader) {
  reader.deeper();
  const terms = [productOf(reader)];
  while (reader.next.kind === "+" || reader.next.kind === "-") {
    const sign = reader.take().kind;
    const term = productOf(reader);
    terms.push(sign === "+" ? term : ["neg", term]);
  }
  reader.depth -= 1;
  return terms.length > 1 ? ["+", ...terms] : terms[0];
}

/** @returns {Tree} @param {Reader} reader */
function productOf(reader) {
  const negative = reader.negative();
  const factors = [powerOf(reader)];
  /** @type {Tree[]} */
  const nodes = [factors[0].node];
  for (;;) {
    const sign = reader.next.kind;
    if (sign === "*" || sign === "/") {
      reader.take();
      const { factor, node } = afterSign(reader, factors[factors.length - 1], sign);
      nodes.push(sign === "/" ? ["over", node] : node);
      factors.push(factor);
    } else if (reader.beginsFactor()) {
      const factor = factorBeside(reader, factors);
      nodes.push(factor.node);
      factors.push(factor);
    } else {
      ofWhatCannotFollow(reader, factors[factors.length - 1]);
      /** @type {Tree} */
      const node = nodes.length > 1 ? ["*", ...nodes] : nodes[0];
      return negative ? ["neg", node] : node;
    }
  }
}

/** The factor after * or /. @param {Reader} reader @param {Factor} before @param {string} sign */
function afterSign(reader, before, sign) {
  const { start } = reader.next;
  const isApplied = reader.atFunction();
  const negative = reader.negative();
  const factor = powerOf(reader);
  /** @type {Tree} */
  const node = negative ? ["neg", factor.node] : factor.node;
  const rest = reader.since(start);
  const { doubt } = before;
  if (doubt?.signs && (doubt.functions || !isApplied)) {
    reader.inDoubt(before.start, doubt, sign, rest);
  }
  if (sign === "*") return { node, factor: { ...factor, node } };
  const over = reader.since(before.start, before.end);
  const ofFraction = { whole: `(${over}/${rest})`, opening: `${over}/(`, inner: rest, closing: ")", functions: true };
  return { node, factor: { node, start: before.start, end: reader.end, doubt: ofFraction } };
}

/** A factor with no sign in front of it. @param {Reader} reader @param {Factor[]} factors */
function factorBeside(reader, factors) {
  const before = factors[factors.length - 1];
  const { start } = reader.next;
  const isApplied = reader.atFunction();
  if (reader.next.kind === "|") ofBarsThatPairInTwoWays(reader, factors);
  const factor = powerOf(reader);
  const rest = reader.since(start);
  const { doubt } = before;
  if (doubt && (doubt.functions || !isApplied)) {
    reader.inDoubt(before.start, doubt, "*", rest);
  }
  return factor;
}

/** @returns {Factor} @param {Reader} reader */
function powerOf(reader) {
  const base = baseOf(reader);
  if (reader.next.kind === "raised") {
    return { node: ["^", base.node, raisedPower(reader)], start: base.start, end: reader.end };
  }
  if (reader.next.kind !== "^") return base;
  if (base.doubt) ofPowerOfWhatIsBare(reader, base);
  reader.take();
  const { start, kind } = reader.next;
  const exponent = exponentOf(reader);
  const [typed, power] = [reader.since(base.start, base.end), reader.since(start)];
  const isFirst = power === "1" && reader.tokens[reader.at].kind === "/"; // nobody writes the first power of x
  const clear = OPENING.includes(kind) || (onlyNumbers(exponent) && !onlyNumbers(base.node));
  const doubt = { whole: `(${typed}^${power})`, opening: `${typed}^(`, inner: power, closing: ")", signs: isFirst };
  const factor = { node: /** @type {Tree} */ (["^", base.node, exponent]), start: base.start, end: reader.end };
  return clear && !isFirst ? factor : { ...factor, doubt };
}

/** @returns {Tree} @param {Reader} reader */
function exponentOf(reader) {
  reader.deeper();
  const negative = reader.negative();
  const { node } = powerOf(reader);
  reader.depth -= 1;
  return negative ? ["neg", node] : node;
}

/** @returns {Factor} @param {Reader} reader */
function baseOf(reader) {
  const { kind, text, start, end } = reader.next;
  if (kind === "number") {
    reader.take();
    return { node: ["number", text], start, end };
  }
  if (kind === "name") {
    reader.take();
    return isFunction(text) ? functionOf(reader, text, start) : { node: text, start, end };
  }
  if (OPENING.includes(kind)) {
    const [node] = bracketsOf(reader, 1);
    return { node, start, end: reader.end };
  }
  if (kind === "|") return barsOf(reader);
  if (kind === "√") return rootOf(reader);
  return ofWhatBeginsNothing(reader);
}

/** What stands in brackets: one sum, or the arguments of a function. @param {Reader} reader @param {number} most */
function bracketsOf(reader, most) {
  const opening = reader.take();
  const { bars } = reader;
  reader.bars = [];
  const nodes = [sumOf(reader)];
  while (reader.next.kind === "," && most > 1) {
    reader.take();
    nodes.push(sumOf(reader));
  }
  if (reader.next.kind !== CLOSING[OPENING.indexOf(opening.kind)]) ofOpenBracket(reader, opening);
  reader.take();
  reader.bars = bars;
  return nodes;
}

/** @returns {Factor} @param {Reader} reader */
function barsOf(reader) {
  const opening = reader.take();
  reader.bars.push(opening);
  const node = sumOf(reader);
  if (reader.next.kind !== "|") ofOpenBar(reader, opening);
  reader.take();
  reader.bars.pop();
  return { node: ["abs", node], start: opening.start, end: reader.end };
}

/** @returns {Factor} @param {Reader} reader */
function rootOf(reader) {
  const { start } = reader.take();
  reader.deeper();
  const inner = reader.next;
  const { node } = baseOf(reader);
  reader.depth -= 1;
  const of = reader.since(inner.start);
  /** @type {Factor} */
  const factor = { node: ["sqrt", node], start, end: reader.end };
  if (OPENING.includes(inner.kind)) return factor;
  return { ...factor, doubt: { whole: `√(${of})`, opening: "√(", inner: of, closing: ")" } };
}

/** A function whose name has been taken. @returns {Factor} @param {Reader} reader @param {string} name @param {number} start */
function functionOf(reader, name, start) {
  const typed = reader.since(start);
  const afterName = reader.end;
  const power = powerOfFunction(reader, typed, start);
  const behind = power ? reader.since(afterName) : "";
  const inBrackets = OPENING.includes(reader.next.kind);
  if (!inBrackets) unlessItCanBeApplied(reader, typed, start);
  const at = reader.next.start;
  const bare = inBrackets ? null : bareOf(reader, typed);
  const nodes = bare ? [bare.node] : bracketsOf(reader, ARGUMENTS[name]);
  const of = bare ? bare.of : reader.since(at + 1, reader.end - 1);
  if (nodes.length !== ARGUMENTS[name]) ofArguments(reader, typed, start, nodes.length);
  /** @type {Factor} */
  const factor = { node: [name, ...nodes], start, end: reader.end, doubt: bare?.doubt };
  if (!power) return factor;
  if (power === "-1") ofInverse(reader, name, of, start);
  if (!bare && ["^", "raised"].includes(reader.next.kind)) ofSecondPower(reader, start);
  const ofBare = bare?.doubt;
  const doubt = ofBare && { ...ofBare, whole: ofBare.whole + behind, closing: ofBare.closing + behind };
  return { ...factor, node: ["^", factor.node, ["number", power]], doubt };
}

/** What a function without brackets is applied to. @param {Reader} reader @param {string} name */
function bareOf(reader, name) {
  const { start } = reader.next;
  const negative = reader.negative();
  let last = powerOf(reader);
  const nodes = [last.node];
  while (onlyNumbers(last.node) && !last.doubt && reader.next.kind === "name" && !reader.atFunction()) {
    last = powerOf(reader);
    nodes.push(last.node);
  }
  const of = reader.since(start);
  const inner = last.doubt;
  /** @type {Tree} */
  const node = nodes.length > 1 ? ["*", ...nodes] : nodes[0];
  const before = reader.since(start, last.start);
  /** @type {Doubt} */
  const doubt = {
    whole: `${name}(${of})`,
    opening: `${name}(${inner ? before + inner.opening : ""}`,
    inner: inner?.inner ?? of,
    closing: inner ? `${inner.closing})` : ")",
    functions: onlyNumbers(last.node),
    signs: true,
  };
  return { node: /** @type {Tree} */ (negative ? ["neg", node] : node), of, doubt };
}
