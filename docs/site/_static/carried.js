// A page leads to its lesson in the lab with what one of its pictures shows at the end of the address. The lab drops that
// when it opens the lesson, so it is kept here, with a mark on the cell that shows the same picture: the picture that comes
// to stand there takes it, see gradcalc/live/browser/linking/place.js.
(() => {
  const { lessons } = document.currentScript.dataset;
  const [link, lesson] = [location.hash, new URLSearchParams(location.search).get("path")];
  const picture = /^#gradcalc=(\w{1,30})(?:&|$)/.exec(link)?.[1];
  const cell = JSON.parse(lessons)[lesson]?.[picture];
  if (cell === undefined) return;
  const root = document.documentElement;
  root.dataset.gradcalcLink = link;

  const note = document.createElement("div");
  note.setAttribute("role", "status");
  note.style.cssText = "position:fixed;z-index:99998;left:0;right:0;bottom:0;padding:8px 16px;background:#1f2937;color:#ffffff;font:15px/1.5 system-ui,sans-serif";
  const close = document.createElement("button");
  Object.assign(close, { textContent: "Close", onclick: () => note.remove() });
  close.style.cssText = "margin:0 12px;padding:4px 12px;font:inherit";
  note.append("Run the cells of this lesson from the top: your picture comes to stand as you left it on the page.", close);

  // Cells come and go as the notebook is scrolled; the lab numbers them as they stand.
  const watch = new MutationObserver(() => {
    if (!root.dataset.gradcalcLink) {
      note.remove(); // it has been taken
      return watch.disconnect();
    }
    for (const one of document.querySelectorAll(".jp-Cell[data-windowed-list-index]")) {
      if (Number(one.dataset.windowedListIndex) !== cell) delete one.dataset.carried;
      else if (one.dataset.carried !== picture) {
        one.dataset.carried = picture;
        document.body.append(note);
      }
    }
  });
  watch.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-windowed-list-index", "data-gradcalc-link"] });
})();
