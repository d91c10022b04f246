// A drawn formula stands in until MathJax has set its own beside it, which a screen reader can walk through.
addEventListener("load", () => {
  const Hub = /** @type {any} */ (window).MathJax?.Hub;
  if (!Hub) return;
  const drawn = [...document.querySelectorAll(".gradcalc-formula")];
  const scripts = drawn.map((formula) => {
    const type = `math/tex${formula.matches("[data-display=true]") ? "; mode=display" : ""}`;
    return Object.assign(document.createElement("script"), { type, text: formula.getAttribute("aria-label") });
  });
  drawn.forEach((formula, i) => formula.after(scripts[i]));
  Hub.Queue(["Typeset", Hub], () => {
    for (const [i, formula] of drawn.entries()) {
      if (formula.nextElementSibling !== scripts[i]) formula.classList.add("gradcalc-replaced");
    }
  });
});
