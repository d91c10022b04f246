// How a reader answers in a prediction: with a number, a choice, or a choice for each of several things.

import { element } from "../live/browser/element.js";

/** @import { Answer, Asked, Pair } from "../live/browser/kernel.d.ts" */

/**
 * One kind of question. value() is undefined while it is open; show() takes the reader's answer and, for points, the right ones.
 * @typedef {object} Input
 * @property {() => Answer | undefined} value
 * @property {(value: any, answers?: Pair[]) => void} show
 * @property {(value: any) => boolean} fits whether something from elsewhere is an answer to this question
 * @property {string} missing what to do where the answer is missing
 * @property {() => void} focus
 * @property {() => void} [dispose]
 */

const THOUSANDS = /^[-−]?[1-9]\d{0,2}(,\d{3})+(?!\d)/; // "10,000" as the lessons write it; "0,125" is a decimal comma

/**
 * A number as people write it: with a comma, a real minus sign or the unit behind it.
 * @param {string} text
 * @param {string} unit
 */
export function readNumber(text, unit) {
  const bare = text.replace(unit, "").trim();
  const plain = (THOUSANDS.test(bare) ? bare.replaceAll(",", "") : bare.replace(",", ".")).replace("−", "-");
  return plain === "" ? NaN : Number(plain);
}

/** @returns {Input} @param {Element} form @param {Asked} asked @param {string} name the id of the question */
export function typeNumber(form, { unit }, name) {
  const label = element("label", "gradcalc-number", form, "Your prediction ");
  const input = element("input", "", label, "", {
    type: "text", inputmode: "decimal", size: "9", autocomplete: "off", "aria-describedby": name,
  });
  label.append(unit);
  return {
    value() {
      const value = readNumber(input.value, unit);
      return Number.isFinite(value) ? value : undefined;
    },
    show: (value) => (input.value = value),
    fits: (value) => Number.isFinite(value),
    missing: "Type a number first, such as 30 or -1.5.",
    focus: () => input.focus(),
  };
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
    show: (value) => inputs.forEach((input, i) => (input.checked = choices[i] === value)),
    fits: (value) => choices.includes(value),
    missing: "Choose one first.",
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
  return {
    value: () => (selects.every((select) => select.value) ? selects.map((select) => select.value) : undefined),
    show: (value) => selects.forEach((select, i) => (select.value = value[i])),
    fits: (value) => Array.isArray(value) && value.length === items.length && value.every((part) => choices.includes(part)),
    missing: "Choose one for each first.",
    focus: () => selects.find((select) => !select.value)?.focus(),
  };
}
