// What JupyterLab and Notebook load first of an extension: a script that offers its modules. No bundler has made it.
(() => {
  const place = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {any} */
  let shared; // the packages that the page shares with its extensions
  const container = {
    init: (/** @type {any} */ scope) => void (shared = scope),
    get: async () => {
      const beside = (/** @type {string} */ name) => new URL(name, place).href;
      const modules = ["stills.js", "figures.js", "folds.js", "inserting.js"].map((name) => import(beside(name)));
      const [{ pluginOf }, { watchFigures }, { foldsOf }, { insertsOf }] = await Promise.all(modules);
      const stills = pluginOf(shared, { sheet: beside("theme.css"), watchFigures });
      const plugins = await Promise.all([stills, foldsOf(shared), insertsOf(shared)]);
      return () => ({ __esModule: true, default: plugins });
    },
  };
  const page = /** @type {any} */ (window);
  page._JUPYTERLAB = { ...page._JUPYTERLAB, gradcalc: container };
})();
