// From typed text to tokens, as in gradcalc/formulas/tokens.py and characters.py.

import { ARGUMENTS, FormulaError, known } from "./tree.js";

/** @typedef {{ kind: string, text: string, start: number, end: number }} Token */

const SIGNS = new Map(
  Object.entries({
    "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "·": "*", "×": "*", "⋅": "*", "∙": "*", "∗": "*",
    "\u2062": "*", "÷": "/", "∕": "/", "⁄": "/", "ˆ": "^", "∣": "|", π: "π",
  }),
);
const RAISED = new Map([..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ˣʸ"].map((sign, i) => [sign, "0123456789+-xy"[i]]));
const IGNORED = "\u2061\u200b\u200c\u200d\u2060\ufeff"; // invisible: a function applied, and joiners

const NUMBER = /(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?/y;
const DECIMAL_COMMA = /[0-9]+(?:,[0-9]+)+(?:[eE][+-]?[0-9]+)?/y;
const THOUSANDS = /^[1-9][0-9]{0,2}(?:,[0-9]{3})+$/;
const NAME = /[a-zA-Z]+/y;
const NAME_WITH_DIGITS = /[a-zA-Z]+[0-9]+/y;
export const HELP = "Use x, y, numbers, + - * / ^, pi, e and functions such as sin, cos, exp, ln, sqrt and abs.";
export const OPENING = "([{";
export const CLOSING = ")]}";

/** @returns {Token} @param {string} kind @param {string} text @param {number} start @param {number} end */
const tokenOf = (kind, text, start, end) => ({ kind, text, start, end });

/** A character as the grammar knows it. @param {string} character */
function plain(character) {
  if (RAISED.has(character)) return character;
  if (SIGNS.has(character)) return /** @type {string} */ (SIGNS.get(character));
  if (IGNORED.includes(character) || /[\t\n\v\f\r\p{Z}]/u.test(character)) return " ";
  const same = character.normalize("NFKC");
  const meant = same === character || [...same].length > 1 ? character : (SIGNS.get(same) ?? same);
  return meant.length === 1 ? meant : "\uffff"; // one place for each character that was typed
}

/** What a pattern finds at a place. @param {RegExp} pattern @param {string} text @param {number} at */
function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

/** The tokens of a text, the last one of kind "end". @returns {Token[]} @param {string[]} typed its characters */
export function tokensOf(typed) {
  const text = typed.map(plain).join("");
  /** @type {Token[]} */
  const found = [];
  /** @type {boolean[]} */
  const brackets = []; // whether a comma may part two arguments there
  let at = 0;
  while (at < text.length) {
    if (text[at] === " ") {
      at += 1;
      continue;
    }
    const [token, ...more] = tokenAt(text, at, brackets.at(-1) ?? false);
    if (token.kind === "foreign") throw new FormulaError(`A formula cannot contain “${typed[at]}”. ${HELP}`, at, at + 1);
    if (OPENING.includes(token.kind)) {
      const before = found.at(-1);
      brackets.push(before?.kind === "name" && (ARGUMENTS[before.text] ?? 0) > 1);
    } else if (CLOSING.includes(token.kind)) brackets.pop();
    found.push(token, ...more);
    at = found[found.length - 1].end;
  }
  return [...found, tokenOf("end", "", typed.length, typed.length)];
}

/** @returns {Token[]} @param {string} text @param {number} at @param {boolean} inArguments */
function tokenAt(text, at, inArguments) {
  const sign = text[at];
  const comma = inArguments ? "" : match(DECIMAL_COMMA, text, at);
  if (comma) return [decimalComma(comma.toLowerCase(), at)];
  const number = match(NUMBER, text, at);
  if (number) return [numberAt(number.toLowerCase(), text, at)];
  if (sign === "π") return [tokenOf("name", "pi", at, at + 1)];
  if (match(NAME, text, at)) return namesAt(text, at);
  if (RAISED.has(sign)) {
    let end = at;
    while (RAISED.has(text[end])) end += 1;
    return [tokenOf("raised", [...text.slice(at, end)].map((one) => RAISED.get(one)).join(""), at, end)];
  }
  if (text.startsWith("**", at)) return [tokenOf("^", "**", at, at + 2)];
  if (`+-*/^,=|√${OPENING}${CLOSING}`.includes(sign)) return [tokenOf(sign, sign, at, at + 1)];
  return [tokenOf("foreign", sign, at, at + 1)];
}

/** @param {string} number @param {string} text @param {number} at */
function numberAt(number, text, at) {
  const end = at + number.length;
  if (text[end] === ".") {
    throw new FormulaError(`“${text.slice(at, end + 1)}” is no number: write one point, as in 2.5.`, at, end + 1);
  }
  return tokenOf("number", number, at, end);
}

/** @param {string} number @param {number} at */
function decimalComma(number, at) {
  const end = at + number.length;
  const count = number.split(",").length - 1;
  const [without, withPoint] = [number.replaceAll(",", ""), number.replace(",", ".")];
  if (THOUSANDS.test(number) && count === 1) {
    throw new FormulaError(`“${number}” can be read in two ways: write ${without} or ${withPoint}.`, at, end);
  }
  if (THOUSANDS.test(number)) throw new FormulaError(`“${number}” has commas: write ${without}.`, at, end);
  if (count > 1) throw new FormulaError(`“${number}” is no number: write one point, as in 2.5.`, at, end);
  return tokenOf("number", withPoint, at, end);
}

/** A name, or the letters of a product such as xy. @returns {Token[]} @param {string} text @param {number} at */
function namesAt(text, at) {
  const [letters, withDigits] = [match(NAME, text, at), match(NAME_WITH_DIGITS, text, at)];
  const numbered = withDigits && known(withDigits);
  if (numbered) {
    const end = at + withDigits.length;
    const behind = match(NAME, text, end);
    if (behind) {
      const both = `${withDigits}(${behind}) or ${letters}(${withDigits.slice(letters.length)}*${behind})`;
      const what = `“${withDigits}${behind}” can be read in two ways: write ${both}.`;
      throw new FormulaError(what, at, end + behind.length);
    }
    return [tokenOf("name", numbered, at, end)];
  }
  const end = at + letters.length;
  const meant = known(letters);
  if (meant) return [tokenOf("name", meant, at, end)];
  if (["np", "numpy", "math"].includes(letters) && text[end] === ".") {
    throw new FormulaError(`A formula needs no “${letters}.” in front: write sin(x).`, at, end + 1);
  }
  if (/^[xyXY]+$/.test(letters)) {
    return [...letters.toLowerCase()].map((letter, i) => tokenOf("name", letter, at + i, at + i + 1));
  }
  return [tokenOf("unknown", letters, at, end)];
}
