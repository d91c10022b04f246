// The browser's half of a prediction: takes a number, a choice or a point, sends it once, and shows
// what the kernel reveals in return.

const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
const SVG = "http://www.w3.org/2000/svg";

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

function element(tag, parent, attributes = {}, text = "") {
  const node = tag === "svg" || parent?.namespaceURI === SVG
    ? document.createElementNS(SVG, tag)
    : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.textContent = text;
  parent?.append(node);
  return node;
}

/** A number as people write it: with a comma, a real minus sign or the unit behind it. */
function readNumber(text, unit) {
  const plain = text.replace(unit, "").replace(",", ".").replace("−", "-").trim();
  return plain === "" ? NaN : Number(plain);
}

/** Each kind of question: build(form, asked, name) gives { value, show, focus }; value() is undefined while open. */
const KINDS = {
  number(form, { unit }, name) {
    const label = element("label", form, { class: "gradcalc-number" }, "Your prediction ");
    const input = element("input", label, { type: "text", inputmode: "decimal", size: 9, autocomplete: "off" });
    input.setAttribute("aria-describedby", name);
    label.append(unit);
    return {
      value() {
        const value = readNumber(input.value, unit);
        return Number.isFinite(value) ? value : undefined;
      },
      show: (value) => (input.value = value),
      missing: "Type a number first, such as 30 or -1.5.",
      focus: () => input.focus(),
    };
  },

  choice(form, { choices }, name) {
    const group = element("div", form, { role: "radiogroup", "aria-labelledby": name });
    const inputs = choices.map((choice) => {
      const label = element("label", group, { class: "gradcalc-choice" });
      const input = element("input", label, { type: "radio", name: `${name}-choice` });
      label.append(` ${choice}`);
      return input;
    });
    return {
      value: () => choices.find((_, i) => inputs[i].checked),
      show: (value) => inputs.forEach((input, i) => (input.checked = choices[i] === value)),
      missing: "Choose one first.",
      focus: () => inputs[0].focus(),
    };
  },

  match(form, { items, choices }) {
    const selects = items.map((item) => {
      const label = element("label", form, { class: "gradcalc-pair" }, `${item} `);
      const select = element("select", label);
      element("option", select, { value: "" }, "…");
      for (const choice of choices) element("option", select, { value: choice }, choice);
      return select;
    });
    return {
      value: () => (selects.every((select) => select.value) ? selects.map((select) => select.value) : undefined),
      show: (value) => selects.forEach((select, i) => (select.value = value[i])),
      missing: "Choose one for each first.",
      focus: () => selects.find((select) => !select.value).focus(),
    };
  },

  point(form, { map }, name) {
    const picture = element("div", form, {
      class: "gradcalc-map",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "map to place a point on",
      "aria-describedby": name,
    });
    picture.style.width = `${map.width}px`;
    picture.style.aspectRatio = `${map.width} / ${map.height}`;
    const addresses = ["light", "dark"].map((theme) => {
      const address = URL.createObjectURL(new Blob([map[theme]], { type: "image/png" }));
      element("img", picture, { class: `gradcalc-${theme}`, src: address, alt: "" });
      return address;
    });
    const marks = element("svg", picture, { viewBox: `0 0 ${map.width} ${map.height}`, "aria-hidden": "true" });
    const place = element("p", form, { class: "gradcalc-place", "aria-live": "polite" });
    const px = (x) => map.left + ((x - map.xlim[0]) / (map.xlim[1] - map.xlim[0])) * map.box_width;
    const py = (y) => map.top + ((map.ylim[1] - y) / (map.ylim[1] - map.ylim[0])) * map.box_height;
    let point;
    let locked = false;

    const words = () => (point ? `Your point: (${point.map((v) => v.toFixed(2)).join(", ")})` : "No point placed yet.");
    // The labels of the answers stand above their points and the reader's below, so that both can be read.
    function label(x, y, text, kind, down) {
      const left = px(x) > map.left + map.box_width - 80;
      const [across, anchor] = left ? [-12, "end"] : [12, "start"];
      element("text", marks, { x: px(x) + across, y: py(y) + down, "text-anchor": anchor, class: kind }, text);
    }
    function draw(answers = []) {
      marks.replaceChildren();
      for (const [x, y] of answers) {
        element("rect", marks, {
          x: px(x) - 7, y: py(y) - 7, width: 14, height: 14, class: "gradcalc-right",
          transform: `rotate(45 ${px(x)} ${py(y)})`,
        });
        label(x, y, "answer", "gradcalc-right", -9);
      }
      if (point) {
        element("circle", marks, { cx: px(point[0]), cy: py(point[1]), r: 6, class: "gradcalc-yours" });
        label(...point, "you", "gradcalc-yours", 18);
      }
      place.textContent = words();
      const how = locked ? "" : " Arrow keys move the point, with Shift further.";
      picture.setAttribute("aria-label", `Map. ${words()}${how}`);
    }
    function move(x, y) {
      if (locked) return;
      point = [clamp(x, ...map.xrange), clamp(y, ...map.yrange)];
      draw();
    }
    function onPointer(event) {
      const box = picture.getBoundingClientRect();
      const scale = map.width / box.width; // not 1 in a narrow window
      const [across, down] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
      move(
        map.xlim[0] + ((across - map.left) / map.box_width) * (map.xlim[1] - map.xlim[0]),
        map.ylim[1] - ((down - map.top) / map.box_height) * (map.ylim[1] - map.ylim[0]),
      );
    }
    picture.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      picture.setPointerCapture(event.pointerId);
      onPointer(event);
    });
    picture.addEventListener("pointermove", (event) => {
      if (picture.hasPointerCapture(event.pointerId)) onPointer(event);
    });
    picture.addEventListener("keydown", (event) => {
      const step = MOVES[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const middle = [map.xrange, map.yrange].map(([low, high]) => (low + high) / 2);
      if (!point) return move(...middle); // the first key puts the point on the map
      const share = event.shiftKey ? 0.1 : 0.01;
      move(
        point[0] + step[0] * share * (map.xrange[1] - map.xrange[0]),
        point[1] + step[1] * share * (map.yrange[1] - map.yrange[0]),
      );
    });
    draw();
    return {
      value: () => point,
      show(value, answers) {
        point = value;
        locked = true;
        picture.removeAttribute("tabindex");
        picture.setAttribute("role", "img");
        picture.removeAttribute("aria-roledescription");
        place.hidden = true;
        draw(answers);
      },
      missing: "Place a point first: click the map, or press an arrow key on it.",
      focus: () => picture.focus(),
      dispose: () => addresses.forEach(URL.revokeObjectURL),
    };
  },
};

/** A picture that the question is about, for light and for dark pages, with its words to unfold. Gives the addresses. */
function showPicture(parent, picture) {
  const box = element("div", parent, { class: "gradcalc-drawing", role: "img", "aria-label": "Pictures, described below" });
  box.style.width = `${picture.width}px`;
  const addresses = ["light", "dark"].map((theme) => {
    const address = URL.createObjectURL(new Blob([picture[theme]], { type: "image/png" }));
    element("img", box, { class: `gradcalc-${theme}`, src: address, alt: "" });
    return address;
  });
  const details = element("details", parent);
  element("summary", details, {}, "The pictures in words");
  for (const line of picture.words) element("p", details, {}, line);
  return addresses;
}

function render({ model, el }) {
  const asked = model.get("asked");
  const name = `gradcalc-prediction-${Math.random().toString(36).slice(2)}`;
  const root = element("div", el, { class: "gradcalc-prediction", role: "group", "aria-labelledby": name });
  root.addEventListener("keydown", (event) => event.stopPropagation()); // keys typed here are no shortcuts of the notebook
  element("p", root, { class: "gradcalc-kicker" }, "Predict");
  element("p", root, { class: "gradcalc-question", id: name }, asked.question);
  const addresses = asked.picture ? showPicture(root, asked.picture) : [];
  const form = element("form", root);
  const field = element("fieldset", form);
  const input = KINDS[asked.kind](field, asked, name);
  const button = element("button", form, { type: "submit", class: "gradcalc-commit" }, "Commit");
  const said = element("p", root, { class: "gradcalc-said", role: "status", tabindex: "-1" });
  let patience;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = input.value();
    if (value === undefined) {
      said.textContent = input.missing;
      input.focus();
      return;
    }
    model.set("commitment", value);
    model.save_changes();
    said.focus();
    patience = setTimeout(() => {
      if (model.get("revealed").sentence) return;
      said.textContent = "Python does not answer. If it is not busy, run this cell again.";
    }, 5000);
  });

  function onChange() {
    const [value, revealed] = [model.get("commitment"), model.get("revealed")];
    if (value === null) return;
    field.disabled = true;
    button.hidden = true;
    root.classList.add("gradcalc-committed");
    input.show(value, revealed.points);
    said.textContent = revealed.sentence ?? "Committed. Waiting for Python to answer.";
  }
  if (!model.get("layout").comm_live) {
    field.disabled = button.disabled = true;
    said.textContent = "There is no Python behind this page to answer a prediction.";
  }
  model.on("change:commitment", onChange);
  model.on("change:revealed", onChange);
  onChange();
  return () => {
    model.off("change:commitment", onChange);
    model.off("change:revealed", onChange);
    clearTimeout(patience);
    input.dispose?.();
    addresses.forEach(URL.revokeObjectURL);
  };
}

export default { render };
