// The live pictures know JupyterLab's themes: tell them which one the page wears.
(() => {
  const page = document.documentElement;
  const tell = () => (document.body.dataset.jpThemeLight = String(page.dataset.theme !== "dark"));
  new MutationObserver(tell).observe(page, { attributes: true, attributeFilter: ["data-theme"] });
  document.addEventListener("DOMContentLoaded", tell);
})();

// Punctuation stays on the line of its formula, which a browser takes for a picture, with room to break around it.
document.addEventListener("DOMContentLoaded", () => {
  for (const math of document.querySelectorAll("article span.math")) {
    const [before, after] = [math.previousSibling, math.nextSibling];
    const text = (node) => (node?.nodeType === Node.TEXT_NODE ? node.data : "");
    const opening = text(before).endsWith("(") ? [before.splitText(before.data.length - 1)] : [];
    const marks = text(after).match(/^[.,:;?!)]+/)?.[0].length;
    if (marks) after.splitText(marks);
    if (!marks && !opening.length) continue;
    const together = document.createElement("span");
    together.className = "gradcalc-together";
    math.before(together);
    together.append(...opening, math, ...(marks ? [after] : []));
  }
});

// The name of its column to every cell that says something but the first of a row, for narrow screens: see site.css.
document.addEventListener("DOMContentLoaded", () => {
  for (const cell of document.querySelectorAll("article table:has(th:nth-child(5)) td:not(:first-child)")) {
    const names = cell.closest("table").tHead.rows[0].cells;
    if (cell.textContent.trim()) cell.dataset.column = names[cell.cellIndex].textContent.trim();
  }
});

// What the search has found, shown without the marks of TeX.
document.addEventListener("DOMContentLoaded", () => {
  if (typeof Search === "undefined") return;
  const signs = {
    nabla: "∇", partial: "∂", cdot: "·", times: "×", le: "≤", ge: "≥", ne: "≠", neq: "≠", approx: "≈", to: "→",
    infty: "∞", ldots: "…", dots: "…", cdots: "…", sqrt: "√", sum: "Σ", alpha: "α", beta: "β", delta: "δ", eta: "η",
    theta: "θ", kappa: "κ", lambda: "λ", varepsilon: "ε", epsilon: "ε", pi: "π",
    sin: "sin", cos: "cos", tan: "tan", tanh: "tanh", exp: "exp", log: "log", lim: "lim", max: "max", min: "min",
  };
  const plain = (formula) =>
    formula
      .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, "$1/$2")
      .replace(/\\([a-zA-Z]+)/g, (_, name) => signs[name] ?? "")
      .replace(/\\.|[{}$]/g, "")
      .trim();
  const unescaped = (text) => new DOMParser().parseFromString(text, "text/html").documentElement.textContent;
  const { htmlToText } = Search;
  Search.htmlToText = (page, ...more) =>
    htmlToText(page.replace(/<math[^>]*? alttext="([^"]*)".*?<\/math>/gs, (_, tex) => plain(unescaped(tex))), ...more);
});
