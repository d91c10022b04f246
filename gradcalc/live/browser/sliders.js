// Joins the sliders to the picture here in the browser.

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

async function joinSliders(model, state, slide) {
  const sliders = {};
  for (const name of ["x", "y", "angle"]) sliders[name] = await controlModel(model, model.get("sliders")[name]);
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
    listenOnlyToHands(slider);
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
    follow,
    leave() {
      for (const slider of Object.values(sliders)) slider.off(null, null, context);
    },
  };
}
