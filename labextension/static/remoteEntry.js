// What JupyterLab and Notebook load first of an extension: a script that offers its modules. No bundler has made it.
(() => {
  const place = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {any} */
  let shared; // the packages that the page shares with its extensions
  const container = {
    init: (/** @type {any} */ scope) => void (shared = scope),
    get: async () => {
      const beside = (/** @type {string} */ name) => new URL(name, place).href;
      const modules = ["stills.js", "figures.js", "folds.js"].map((name) => import(beside(name)));
      const [{ pluginOf }, { watchFigures }, { foldsOf }] = await Promise.all(modules);
      const plugins = await Promise.all([pluginOf(shared, { sheet: beside("theme.css"), watchFigures }), foldsOf(shared)]);
      return () => ({ __esModule: true, default: plugins });
    },
  };
  const page = /** @type {any} */ (window);
  page._JUPYTERLAB = { ...page._JUPYTERLAB, gradcalc: container };
})();
