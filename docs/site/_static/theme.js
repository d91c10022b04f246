// The live pictures know JupyterLab's themes: tell them which one the page wears.
(() => {
  const page = document.documentElement;
  const tell = () => (document.body.dataset.jpThemeLight = String(page.dataset.theme !== "dark"));
  new MutationObserver(tell).observe(page, { attributes: true, attributeFilter: ["data-theme"] });
  document.addEventListener("DOMContentLoaded", tell);
})();
