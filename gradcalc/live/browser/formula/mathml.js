// A tree as MathML, which shows somebody who types what has been understood.

/** @import { Tree } from "./tree.js" */

import { childrenOf, isFunction, kindOfNode } from "./tree.js";
import { ALONE, IN_POWER, IN_PRODUCT, partsBehind, tightness } from "./writing.js";

/** @type {Record<string, string>} */
const NAMES_IN_MATH = { log: "ln", maximum: "max", minimum: "min", sign: "sgn" };
const OF_THEIR_OWN = ["abs", "sqrt", "exp"]; // written with a sign instead of a name

const mrow = (/** @type {string[]} */ ...parts) => `<mrow>${parts.join("")}</mrow>`;
const mo = (/** @type {string} */ text) => `<mo>${text}</mo>`;
const inMathBrackets = (/** @type {string} */ inner) => mrow(mo("("), inner, mo(")"));

/** The MathML of a tree; nothing in it was typed by anybody but numbers. @param {Tree} node */
export const formulaMathML = (node) =>
  `<math xmlns="http://www.w3.org/1998/Math/MathML">${writtenMath(node)}</math>`;

/** @param {Tree} node @param {number} least */
const heldMath = (node, least) => (tightness(node) >= least ? writtenMath(node) : inMathBrackets(writtenMath(node)));

/** @returns {string} @param {Tree} node */
function writtenMath(node) {
  const kind = kindOfNode(node);
  if (typeof node === "string") return `<mi>${node === "pi" ? "π" : node}</mi>`;
  const [first, second] = childrenOf(node);
  if (kind === "number") return numberMath(node[1]);
  if (kind === "neg") return mrow(mo("−"), heldMath(first, IN_PRODUCT));
  if (kind === "+") {
    const terms = partsBehind(node).map(([minus, term]) => mo(minus ? "−" : "+") + heldMath(term, IN_PRODUCT));
    return mrow(kindOfNode(first) === "neg" ? writtenMath(first) : heldMath(first, IN_PRODUCT), ...terms);
  }
  if (kind === "*") return productMath(node);
  if (kind === "^") return raisedMath(first, second);
  if (kind === "abs") return mrow(mo("|"), writtenMath(first), mo("|"));
  if (kind === "sqrt") return `<msqrt>${writtenMath(first)}</msqrt>`;
  if (kind === "exp") return `<msup><mi>e</mi>${writtenMath(first)}</msup>`;
  return mrow(nameMath(kind), mo("\u2061"), argumentsMath(node));
}

/** @param {string} text */
function numberMath(text) {
  const [mantissa, exponent] = text.split("e");
  if (exponent === undefined) return `<mn>${mantissa}</mn>`;
  return mrow(`<mn>${mantissa}</mn>`, mo("·"), `<msup><mn>10</mn><mn>${String(Number(exponent)).replace("-", "−")}</mn></msup>`);
}

/** @param {string} kind */
function nameMath(kind) {
  const base = /^log\d+$/.exec(kind)?.[0].slice(3);
  return base ? `<msub><mi>log</mi><mn>${base}</mn></msub>` : `<mi>${NAMES_IN_MATH[kind] ?? kind}</mi>`;
}

/** @param {Tree} node */
const argumentsMath = (node) => inMathBrackets(childrenOf(node).map(writtenMath).join(mo(",")));

/** @param {Tree} node */
function productMath(node) {
  const [first] = childrenOf(node);
  let soFar = heldMath(first, IN_POWER);
  partsBehind(node).forEach(([over, factor], i) => {
    if (over) soFar = `<mfrac>${i ? mrow(soFar) : writtenMath(first)}${writtenMath(factor)}</mfrac>`;
    else soFar += mo(startsWithDigit(factor) ? "·" : "\u2062") + heldMath(factor, IN_POWER);
  });
  return mrow(soFar);
}

/** @returns {boolean} @param {Tree} node */
const startsWithDigit = (node) =>
  kindOfNode(node) === "number" || (kindOfNode(node) === "^" && startsWithDigit(childrenOf(node)[0]));

/** @param {Tree} base @param {Tree} exponent */
function raisedMath(base, exponent) {
  const kind = kindOfNode(base);
  if (isFunction(kind) && !OF_THEIR_OWN.includes(kind) && kindOfNode(exponent) === "number") {
    return mrow(`<msup>${nameMath(kind)}${writtenMath(exponent)}</msup>`, mo("\u2061"), argumentsMath(base));
  }
  const plain = tightness(base) === ALONE && !isFunction(kind) && !(kind === "number" && base[1].includes("e"));
  return `<msup>${plain || kind === "abs" ? writtenMath(base) : inMathBrackets(writtenMath(base))}${writtenMath(exponent)}</msup>`;
}
