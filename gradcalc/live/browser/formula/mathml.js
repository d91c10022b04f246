// A tree as MathML, which shows somebody who types what has been understood.

/** @import { Tree } from "./tree.js" */

import { childrenOf, isFunction, kindOf } from "./tree.js";
import { ALONE, IN_POWER, IN_PRODUCT, partsBehind, tightness } from "./writing.js";

/** @type {Record<string, string>} */
const WRITTEN = { log: "ln", maximum: "max", minimum: "min", sign: "sgn" };
const OF_THEIR_OWN = ["abs", "sqrt", "exp"]; // written with a sign instead of a name

const row = (/** @type {string[]} */ ...parts) => `<mrow>${parts.join("")}</mrow>`;
const sign = (/** @type {string} */ text) => `<mo>${text}</mo>`;
const bracketed = (/** @type {string} */ inner) => row(sign("("), inner, sign(")"));

/** The MathML of a tree; nothing in it was typed by anybody but numbers. @param {Tree} node */
export const formulaMathML = (node) =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML">${written(node)}</math>`;

/** @param {Tree} node @param {number} least */
const held = (node, least) => (tightness(node) >= least ? written(node) : bracketed(written(node)));

/** @returns {string} @param {Tree} node */
function written(node) {
  const kind = kindOf(node);
  if (typeof node === "string") return `<mi>${node === "pi" ? "π" : node}</mi>`;
  const [first, second] = childrenOf(node);
  if (kind === "number") return number(node[1]);
  if (kind === "neg") return row(sign("−"), held(first, IN_PRODUCT));
  if (kind === "+") {
    const terms = partsBehind(node).map(([minus, term]) => sign(minus ? "−" : "+") + held(term, IN_PRODUCT));
    return row(kindOf(first) === "neg" ? written(first) : held(first, IN_PRODUCT), ...terms);
  }
  if (kind === "*") return product(node);
  if (kind === "^") return raised(first, second);
  if (kind === "abs") return row(sign("|"), written(first), sign("|"));
  if (kind === "sqrt") return `<msqrt>${written(first)}</msqrt>`;
  if (kind === "exp") return `<msup><mi>e</mi>${written(first)}</msup>`;
  return row(name(kind), sign("\u2061"), argumentsOf(node));
}

/** @param {string} text */
function number(text) {
  const [mantissa, exponent] = text.split("e");
  if (exponent === undefined) return `<mn>${mantissa}</mn>`;
  return row(`<mn>${mantissa}</mn>`, sign("·"), `<msup><mn>10</mn><mn>${Number(exponent)}</mn></msup>`);
}

/** @param {string} kind */
function name(kind) {
  const base = /^log\d+$/.exec(kind)?.[0].slice(3);
  return base ? `<msub><mi>log</mi><mn>${base}</mn></msub>` : `<mi>${WRITTEN[kind] ?? kind}</mi>`;
}

/** @param {Tree} node */
const argumentsOf = (node) => bracketed(childrenOf(node).map(written).join(sign(",")));

/** @param {Tree} node */
function product(node) {
  const [first] = childrenOf(node);
  let so_far = held(first, IN_POWER);
  partsBehind(node).forEach(([over, factor], i) => {
    if (over) so_far = `<mfrac>${i ? row(so_far) : written(first)}${written(factor)}</mfrac>`;
    else so_far += sign(startsWithDigit(factor) ? "·" : "\u2062") + held(factor, IN_POWER);
  });
  return row(so_far);
}

/** @returns {boolean} @param {Tree} node */
const startsWithDigit = (node) =>
  kindOf(node) === "number" || (kindOf(node) === "^" && startsWithDigit(childrenOf(node)[0]));

/** @param {Tree} base @param {Tree} exponent */
function raised(base, exponent) {
  const kind = kindOf(base);
  if (isFunction(kind) && !OF_THEIR_OWN.includes(kind) && kindOf(exponent) === "number") {
    return row(`<msup>${name(kind)}${written(exponent)}</msup>`, sign("\u2061"), argumentsOf(base));
  }
  const plain = tightness(base) === ALONE && !isFunction(kind) && !(kind === "number" && base[1].includes("e"));
  return `<msup>${plain || kind === "abs" ? written(base) : bracketed(written(base))}${written(exponent)}</msup>`;
}
