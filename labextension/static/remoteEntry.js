// What JupyterLab and Notebook load first of an extension: a script that offers its modules. No bundler has made it.
(() => {
  const place = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  /** @type {any} */
  let shared; // the packages that the page shares with its extensions
  const container = {
    init: (/** @type {any} */ scope) => void (shared = scope),
    get: async () => {
      const { pluginOf } = await import(new URL("stills.js", place).href);
      const plugin = await pluginOf(shared);
      return () => ({ __esModule: true, default: plugin });
    },
  };
  const page = /** @type {any} */ (window);
  page._JUPYTERLAB = { ...page._JUPYTERLAB, gradcalc: container };
})();
