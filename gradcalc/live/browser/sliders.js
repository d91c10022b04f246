// Joins the sliders to the picture here in the browser, and gives them names for screen readers.

const sliderModel = (model, reference) => model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));

/** The number of a slider's position nearest to a value. */
function positionOf(slider, value) {
  return Math.round((value - slider.get("min")) / slider.get("step"));
}

/** The value of a position, in noUiSlider's own arithmetic: see controls.py. */
function valueAt(slider, position) {
  const [min, width] = [slider.get("min"), slider.get("max") - slider.get("min")];
  const percent = clamp(position * ((slider.get("step") * 100) / width), 0, 100);
  return (percent * width) / 100 + min;
}

async function joinSliders(model, state, post, slide) {
  const sliders = {};
  for (const name of ["x", "y", "angle"]) sliders[name] = await sliderModel(model, model.get("sliders")[name]);
  const context = {}; // by which the listeners are taken off again
  let following = false;

  /** Move the sliders after the picture. Those that have something on its way to the kernel must tell it again. */
  function follow(telling) {
    following = true;
    for (const [name, slider] of Object.entries(sliders)) {
      const position = positionOf(slider, state.now[name]);
      if (position === positionOf(slider, slider.get("value"))) continue;
      const value = valueAt(slider, position);
      if (telling) {
        slider.set("value", value);
        slider.save_changes();
      } else slider.set_state({ value }); // as if it came from the kernel: nothing is kept to be sent later
    }
    following = false;
  }

  for (const [name, slider] of Object.entries(sliders)) {
    listenOnlyToHands(slider, post);
    slider.on(
      "change:value",
      (_, value) => {
        if (following) return;
        if (slider._state_lock) {
          // Moved by the kernel, whose frame the picture follows; but maybe to an earlier place of the hand.
          if (state.ahead) queueMicrotask(() => follow());
          return;
        }
        // The slider rounds what it is given, which must not move the point.
        if (positionOf(slider, value) !== positionOf(slider, state.now[name])) slide({ [name]: value });
      },
      context,
    );
  }
  return {
    /** Whether there is a kernel behind the page. */
    get live() {
      return sliders.x.comm_live;
    },
    /** Call back when the kernel has gone, or has come again. */
    onLife: (act) => sliders.x.on("comm_live_update", act, context),
    /** Whether something of them is on its way to the kernel. */
    get telling() {
      return post.waits(...Object.values(sliders));
    },
    follow,
    leave() {
      for (const slider of Object.values(sliders)) slider.off(null, null, context);
    },
  };
}

/**
 * Send the kernel nothing that it has caused itself.
 *
 * A slider answers new limits or a value between its steps with a value of its own, which would
 * reach the kernel late and undo what it has done since.
 */
function listenOnlyToHands(slider, post) {
  if (Object.hasOwn(slider, "save_changes")) return;
  slider.save_changes = function (callbacks) {
    if (this._state_lock) return;
    const tells = this.comm_live && Object.keys(this._buffered_state_diff ?? {}).length > 0;
    Object.getPrototypeOf(this).save_changes.call(this, tells ? post.receipt(this, callbacks) : callbacks);
  };
}

/** ipywidgets gives its sliders no names: take them from the labels beside them. Keys belong to the controls. */
function nameControls(root) {
  // JupyterLab would take arrow keys out of the function chooser, say, and move to another cell.
  for (const control of root.querySelectorAll("select, input, button, .noUi-handle, .widget-readout, [tabindex]")) {
    control.dataset.lmSuppressShortcuts = "true";
  }
  for (const slider of root.querySelectorAll(".widget-slider")) {
    const name = slider.querySelector(".widget-label")?.textContent;
    const [handle, readout] = [slider.querySelector(".noUi-handle"), slider.querySelector(".widget-readout")];
    if (!name || !handle || handle.hasAttribute("aria-label")) continue;
    handle.setAttribute("aria-label", name);
    if (!readout) continue;
    readout.setAttribute("role", "textbox");
    readout.setAttribute("aria-label", `${name}, value`);
    readout.tabIndex = 0;
    const say = () => handle.setAttribute("aria-valuetext", readout.textContent);
    new MutationObserver(say).observe(readout, { childList: true, characterData: true, subtree: true });
    say();
  }
}

/** Name the sliders of the explorer around an element, also those that are drawn later. */
function watchNames(el) {
  const watch = new MutationObserver(() => nameControls(el.closest(".gradcalc-explorer") ?? el));
  const start = () => {
    const root = el.closest(".gradcalc-explorer");
    if (!root) return;
    nameControls(root);
    watch.observe(root, { childList: true, subtree: true });
  };
  requestAnimationFrame(function look() {
    if (el.isConnected) start();
    else if (!stopped) requestAnimationFrame(look);
  });
  let stopped = false;
  return () => {
    stopped = true;
    watch.disconnect();
  };
}
