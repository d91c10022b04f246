// Arrow keys on a picture in focus.

const ARROW_KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

function listenToKeys(panel, act) {
  panel.box.addEventListener("keydown", (event) => {
    if (!(event.key in ARROW_KEYS || event.key === "Home") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event.key, event.shiftKey);
  });
}
