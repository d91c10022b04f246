// A drawn formula stands in until MathJax has come, whose formulas a screen reader can walk through.
addEventListener("load", () => {
  const Hub = /** @type {any} */ (window).MathJax?.Hub;
  if (!Hub) return;
  for (const drawn of document.querySelectorAll(".gradcalc-formula")) {
    const mode = drawn.matches("[data-display=true]") ? "; mode=display" : "";
    drawn.after(Object.assign(document.createElement("script"), { type: `math/tex${mode}`, text: drawn.ariaLabel }));
  }
  Hub.Queue(["Typeset", Hub], () => document.body.classList.add("gradcalc-typeset"));
});
