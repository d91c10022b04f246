// What JupyterLab and Notebook load first of an extension: a script that offers its modules. No bundler has made it.
(() => {
  const place = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {any} */
  let shared; // the packages that the page shares with its extensions
  const container = {
    init: (/** @type {any} */ scope) => void (shared = scope),
    get: async () => {
      const beside = (/** @type {string} */ name) => new URL(name, place).href;
      const [{ pluginOf }, { watchFigures }] = await Promise.all(["stills.js", "figures.js"].map((name) => import(beside(name))));
      const plugin = await pluginOf(shared, { sheet: beside("theme.css"), watchFigures });
      return () => ({ __esModule: true, default: plugin });
    },
  };
  const page = /** @type {any} */ (window);
  page._JUPYTERLAB = { ...page._JUPYTERLAB, gradcalc: container };
})();
