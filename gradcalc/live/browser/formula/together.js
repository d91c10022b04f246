// What is said of letters that are no name, as in gradcalc/formulas/together.py.

import { HELP } from "./tokens.js";
import { ARGUMENTS, CONSTANTS, isFunction, LETTERS, OTHER_NAMES } from "./tree.js";

/** @type {Record<string, string>} */
const ELSEWHERE = {
  tg: "tan(x)", arctg: "arctan(x)", sen: "sin(x)", arcsen: "arcsin(x)", lg: "log10(x)", sh: "sinh(x)", ch: "cosh(x)",
  th: "tanh(x)", sqr: "x^2 or sqrt(x)", root: "sqrt(x)", fabs: "abs(x)", power: "x^2", pow: "x^2", cot: "1/tan(x)",
  ctg: "1/tan(x)", sec: "1/cos(x)", csc: "1/sin(x)",
};
const KNOWN_NAMES = [...Object.keys(ARGUMENTS), ...Object.keys(OTHER_NAMES), ...CONSTANTS, ...LETTERS];
KNOWN_NAMES.sort((one, two) => two.length - one.length || (one < two ? -1 : 1));

const isApplied = (/** @type {string} */ piece) => isFunction(OTHER_NAMES[piece] ?? piece);

/** The sentence that mends a name that nobody knows. @param {string} name */
export function mendOfName(name) {
  const lower = name.toLowerCase();
  if (Object.hasOwn(ELSEWHERE, lower)) return `“${name}” is not known here: write ${ELSEWHERE[lower]}.`;
  const pieces = piecesOf(lower);
  if (!pieces.length) return `A formula does not know “${name}”. ${HELP}`;
  let written = writtenAlone(pieces);
  if (pieces[0] === "e" && pieces.length > 1 && !pieces.some(isApplied)) {
    const exponent = pieces.slice(1).join("*");
    written += pieces.length === 2 ? ` or e^${exponent}` : ` or e^(${exponent})`;
  }
  return `“${name}” is written together: write ${written}.`;
}

/** The names that a name is made of; none where something is left over. @param {string} name */
function piecesOf(name) {
  const pieces = [];
  for (let rest = name; rest; ) {
    const piece = KNOWN_NAMES.find((one) => rest.startsWith(one));
    if (!piece) return [];
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces;
}

/** The pieces as a product in which every function has brackets around what follows it. @param {string[]} pieces */
function writtenAlone(pieces) {
  const factors = [];
  const rest = [...pieces];
  while (rest.length) {
    const piece = /** @type {string} */ (rest.shift());
    if (!isApplied(piece)) {
      factors.push(piece);
      continue;
    }
    const argument = [];
    while (rest.length && !isApplied(rest[0])) argument.push(rest.shift());
    factors.push(`${piece}(${argument.join("*") || "x"})`);
  }
  return factors.join("*");
}
