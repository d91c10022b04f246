// A card for each group of answers: its words, what the grader found, and everybody in it.

import { differing, make, named } from "./elements.js";
import { entry } from "./entry.js";
import { commentOf, pointsOfAll } from "./targets.js";
import { checked, standing, standingOf, title } from "./words.js";

/**
 * @typedef {import("./reasons.js").Group} Group
 * @typedef {import("./reasons.js").Member} Member
 * @typedef {import("./ledger.js").Ledger} Ledger
 * @typedef {object} Row what keys work on: a group, or one of it
 * @property {HTMLElement} root
 * @property {string[]} students
 * @property {boolean} whole whether it is a group
 * @property {string} whose
 * @property {HTMLTextAreaElement} comment
 * @property {() => void} update show what is given by now
 * @property {() => void} open show everybody in it
 * @typedef {object} Hands
 * @property {(row: Row, points: number | null) => void} points
 * @property {(row: Row, comment: string, shown: string) => void} comment
 */

/** The card of a group, and the rows in it, its own first. @param {Group} group @param {number} number @param {number} most @param {Ledger} ledger @param {Hands} hands */
export function card(group, number, most, ledger, hands) {
  const id = `group-${number}`;
  const students = group.members.map((member) => member.student);
  const single = students.length === 1;
  const heading = make("h2", { id }, single && group.words ? `${number}: ` : title(group, number));
  if (single && group.words) heading.append(...called(group.members[0]));
  const root = make("article", { "aria-labelledby": id, tabindex: "0" }, heading);
  const stands = make("p", { class: "stands" });
  if (group.words) root.append(make("div", { class: "text" }, group.words));
  root.append(...pictures(group));
  root.append(...variants(group));
  root.append(...found(group));
  const whose = single ? group.members[0].name : `group ${number}`;
  /** @type {Row} */
  const row = { root, students, whole: !single, whose, comment: document.createElement("textarea"), update, open };
  const controls = entry(whose, most, {
    points: (points) => hands.points(row, points),
    comment: (comment, shown) => hands.comment(row, comment, shown),
  });
  row.comment = controls.comment;
  root.append(stands, controls.root);
  const members = make("details", { class: "members" }, make("summary", {}, "Each of them"));
  const rows = [row];
  if (!single) {
    const list = make("ul");
    for (const member of group.members) {
      const one = memberRow(member, most, ledger, hands);
      rows.push(one);
      list.append(make("li", {}, one.root));
    }
    members.append(list);
    members.addEventListener("toggle", () => rows.slice(1).forEach((one) => one.update()));
    root.append(members);
  }
  function open() {
    members.open = !members.open;
    if (members.open) rows[1]?.root.focus();
    else root.focus();
  }
  function update() {
    const entries = students.map((student) => ledger.of(student));
    stands.textContent = standingOf(entries);
    root.classList.toggle("waits", entries.some((one) => one.waits));
    controls.show({ points: pointsOfAll(students, ledger), comment: commentOf(students, ledger) });
  }
  return rows;
}

/** @param {Member} member @param {number} most @param {Ledger} ledger @param {Hands} hands @returns {Row} */
function memberRow(member, most, ledger, hands) {
  const stands = make("p", { class: "stands" });
  const more = [...member.checked, member.variant === null ? "" : `Words: version ${member.variant + 1}`];
  const root = make(
    "div",
    { role: "group", tabindex: "0", "aria-label": member.name },
    make("h3", {}, ...called(member)),
    make("p", { class: "quiet" }, more.filter(Boolean).join("; ")),
    stands,
  );
  /** @type {Row} */
  const row = {
    root, students: [member.student], whole: false, whose: member.name, comment: document.createElement("textarea"),
    open: () => {
      const members = root.closest("details");
      if (members) members.open = false;
      /** @type {HTMLElement | null} */ (root.closest("article"))?.focus();
    },
    update: () => {
      const own = ledger.of(member.student);
      stands.textContent = `${standing(own)}.`.replace(/^./, (first) => first.toUpperCase());
      root.classList.toggle("waits", own.waits);
      controls.show({ points: pointsOfAll(row.students, ledger), comment: own.comment });
    },
  };
  const controls = entry(member.name, most, {
    points: (points) => hands.points(row, points),
    comment: (comment, shown) => hands.comment(row, comment, shown),
  });
  row.comment = controls.comment;
  root.append(controls.root);
  return row;
}

/** @param {Member} member */
const called = (member) => [named(member.name), ...(member.id ? [make("span", { class: "quiet" }, " (", named(member.id), ")")] : [])];

/** @param {Group} group */
function pictures(group) {
  return group.pictures.map((name, number) => {
    const whose = group.members.length === 1 ? group.members[0].name : "all in this group";
    const which = group.pictures.length > 1 ? ` ${number + 1} of ${group.pictures.length}` : "";
    const image = make("img", { src: `picture/${name}`, alt: `Picture${which} handed in by ${whose}. It opens alone.`, loading: "lazy" });
    return make("a", { href: `picture/${name}`, target: "_blank", rel: "noopener", class: "picture" }, image);
  });
}

/** The other versions of the words of a group, with those who wrote them. @param {Group} group */
function variants(group) {
  return group.variants.map((pieces, number) => {
    const members = group.members.filter((member) => member.variant === number);
    const names = members.flatMap((member, place) => [place ? ", " : "", ...called(member)]);
    return make("section", { class: "variant" }, make("p", { class: "quiet" }, `Version ${number + 1}: `, ...names), differing(pieces));
  });
}

/** What the grader found. @param {Group} group */
function found(group) {
  const lines = checked(group).map((line) => make("li", {}, line));
  for (const member of group.members) {
    const notes = [member.where ? `Found in ${member.where}.` : "", ...member.notes].filter(Boolean).join(" ");
    if (!notes) continue;
    lines.push(group.members.length === 1 ? make("li", {}, notes) : make("li", {}, ...called(member), `: ${notes}`));
  }
  return [make("ul", { class: "found", "aria-label": "What the grader found" }, ...lines)];
}
