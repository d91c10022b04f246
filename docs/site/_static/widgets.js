// What the widgets of a page expect: anywidget, which draws the live pictures, and the name of an older MathJax.
requirejs.config({ paths: { anywidget: new URL("anywidget/index", document.currentScript.src).href } });
addEventListener("load", () => {
  if (window.MathJax) MathJax.Hub ??= { Queue() {} }; // labels of controls, which have no mathematics
});
