// What answers a prediction is folded until the reader has committed to it: the card tells of it, and this browser keeps
// it, see gradcalc/cards/prediction_kept.js. Without scripts the fold opens by hand; printed, everything is there to read.
(() => {
  const KEPT = `gradcalc prediction ${location.pathname} `;
  const committed = new Set();
  const folds = () => [...document.querySelectorAll(".gradcalc-fold:not([open])")];

  function open() {
    for (const fold of folds()) fold.open = fold.dataset.answers.split(" ").every((name) => committed.has(name));
  }

  function begin() {
    try {
      for (const [key, kept] of Object.entries(localStorage)) if (key.startsWith(KEPT)) committed.add(JSON.parse(kept).name);
    } catch {
      // no storage here, or somebody else has written into it: the card comes to say what it knows
    }
    open();
  }
  addEventListener("gradcalc-committed", ({ detail }) => {
    committed.add(detail);
    open();
  });

  let printed = [];
  addEventListener("beforeprint", () => {
    printed = folds();
    for (const fold of printed) fold.open = true;
  });
  addEventListener("afterprint", () => printed.forEach((fold) => (fold.open = false)));

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", begin);
  else begin();
})();
