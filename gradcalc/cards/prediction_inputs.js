// How a reader answers in a prediction: with a number, a choice, or a choice for each of several things.

import { element } from "../live/browser/element.js";

/** @import { Answer, Asked } from "../live/browser/kernel.d.ts" */

/**
 * One kind of question. value() is undefined while it is open; show() takes the reader's answer and the right ones, once they are known.
 * @typedef {object} Input
 * @property {() => Answer | undefined} value
 * @property {(value: any, answers?: any[]) => void} show
 * @property {(value: any) => boolean} fits whether something from elsewhere is an answer to this question
 * @property {() => string} missing what to do where the answer is missing
 * @property {() => void} focus
 * @property {() => void} [dispose]
 */

const GROUPED = /^[-+]?[1-9]\d{0,2}([,'’\s]\d{3})+(?!\d)/; // "10,000"; "0,125" is a decimal comma
const CERTAIN = /^[-+]?[1-9]\d{0,2}(([,'’\s]\d{3}){2,}|[,'’\s]\d{3}\.|['’\s]\d{3}(?!\d))/; // that can be nothing else
const WRITES_THOUSANDS = /\b\d{1,3}(,\d{3})+\b/;

/**
 * A number as people write it: with a comma, a real minus sign, as a fraction, or the unit behind it. "1,001" is 1001
 * where the question counts something or writes thousands like this, and a little more than 1 elsewhere.
 * @param {string} text
 * @param {Pick<Asked, "question" | "unit" | "one">} asked
 */
export function readNumber(text, { question, unit, one }) {
  const [top, bottom, ...more] = withoutUnit(text.trim(), unit, one).replace(/[−–‐‑]/g, "-").split("/");
  const counts = unit !== one || WRITES_THOUSANDS.test(question);
  const read = (/** @type {string} */ part) => {
    const grouped = CERTAIN.test(part) || (counts && GROUPED.test(part));
    const plain = grouped ? part.replace(/[,'’\s]/g, "") : part.replace(",", ".").replace(/^([-+]) /, "$1");
    return plain === "" ? NaN : Number(plain);
  };
  if (more.length) return NaN;
  return bottom === undefined ? read(top.trim()) : read(top.trim()) / read(bottom.trim());
}

/** @param {string} text @param {string} unit @param {string} one */
function withoutUnit(text, unit, one) {
  if (unit === "°") return text.replace(/\s*(°|º|deg\.?|degrees?)$/i, "");
  if (unit === "%") return text.replace(/\s*(%|per ?cent)$/i, "");
  const ending = [unit, one].find((name) => name && text.endsWith(name));
  return ending ? text.slice(0, -ending.length).trim() : text;
}

/** @returns {Input} @param {Element} form @param {Asked} asked @param {string} name the id of the question */
export function typeNumber(form, asked, name) {
  const label = element("label", "gradcalc-number", form, "Your prediction ");
  const input = element("input", "", label, "", {
    type: "text", inputmode: "decimal", size: "9", autocomplete: "off", "aria-describedby": name,
  });
  label.append(asked.unit);
  return {
    value() {
      const value = readNumber(input.value, asked);
      return Number.isFinite(value) ? value : undefined;
    },
    show: (value) => (input.value = value),
    fits: (value) => Number.isFinite(value),
    missing: () => "Type a number first, such as 30 or -1.5.",
    focus: () => input.focus(),
  };
}

/** Mark what was chosen, or what is right, once: with a sign, which a sheet adds, in words and in colour. @param {Element | null} label @param {"right" | "not"} verdict @param {string} words */
function mark(label, verdict, words) {
  if (!label || label.querySelector(".gradcalc-mark")) return;
  label.append(" "); // between two words of its name
  element("span", `gradcalc-mark gradcalc-${verdict}`, label, words);
}

/** @returns {Input} @param {Element} form @param {Asked} asked @param {string} name the id of the question */
export function chooseOne(form, { choices }, name) {
  const group = element("div", "", form, "", { role: "radiogroup", "aria-labelledby": name });
  const inputs = choices.map((choice) => {
    const label = element("label", "gradcalc-choice", group);
    const input = element("input", "", label, "", { type: "radio", name: `${name}-choice` });
    label.append(` ${choice}`);
    return input;
  });
  return {
    value: () => choices.find((_, i) => inputs[i].checked),
    show(value, answers = []) {
      inputs.forEach((input, i) => {
        input.checked = choices[i] === value;
        const right = answers.includes(choices[i]);
        if (right) mark(input.parentElement, "right", "the answer");
        else if (input.checked && answers.length) mark(input.parentElement, "not", "your prediction");
      });
    },
    fits: (value) => choices.includes(value),
    missing: () => "Choose one first.",
    focus: () => inputs[0].focus(),
  };
}

/** @returns {Input} @param {Element} form @param {Asked} asked */
export function matchEach(form, { items, choices }) {
  const selects = items.map((item) => {
    const label = element("label", "gradcalc-pair", form, `${item} `);
    const select = element("select", "", label);
    element("option", "", select, "…", { value: "" });
    for (const choice of choices) element("option", "", select, choice, { value: choice });
    return select;
  });
  const chosen = () => selects.map((select) => select.value);
  const twice = () => chosen().find((value, i, all) => value && all.indexOf(value) !== i);
  return {
    value: () => (chosen().every(Boolean) && !twice() ? chosen() : undefined),
    show(value, answers = []) {
      selects.forEach((select, i) => {
        select.value = value[i];
        if (!answers.length) return;
        const right = answers.some((answer) => answer[i] === value[i]);
        if (right) mark(select.parentElement, "right", "right");
        else mark(select.parentElement, "not", `right is ${answers.map((answer) => answer[i]).join(" or ")}`);
      });
    },
    fits: (value) => Array.isArray(value) && value.length === items.length && value.every((part, i) => choices.includes(part) && value.indexOf(part) === i),
    missing: () => (twice() ? `You gave ${twice()} twice: each belongs to one alone.` : "Choose one for each first."),
    focus: () => (selects.find((select) => !select.value) ?? selects.find((select) => select.value === twice()))?.focus(),
  };
}
