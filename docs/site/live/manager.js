// Makes a live picture of what gather.py has laid out: the models of one picture, and its view in place of its still.
// scripts.py bundles this with what of ipywidgets and anywidget the pictures use.

import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import * as controls from "@jupyter-widgets/controls";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import { Widget } from "@lumino/widgets";
import "@lumino/widgets/style/widget.css";

import makeAnywidget from "./anywidget.js";

const MODULES = { "@jupyter-widgets/base": base, "@jupyter-widgets/controls": controls, anywidget: makeAnywidget(base) };

class PageManager extends ManagerBase {
  async loadClass(name, module) {
    return MODULES[module][name];
  }
  async _create_comm() {
    return { on_close() {}, on_msg() {}, close() {} };
  }
  async _get_comm_info() {
    return {};
  }
}

/** Show the picture of a place, which names its model and where its state is. */
export async function show(place, state) {
  // Scripts and style sheets of the pictures are files of the site, the same for all of them.
  for (const { state: traits } of Object.values(state.state)) {
    for (const name of ["_esm", "_css"]) {
      if (traits[name]) traits[name] = new URL(traits[name], document.baseURI).href;
    }
  }
  const manager = new PageManager();
  await manager.set_state(state);
  const view = await manager.create_view(await manager.get_model(place.dataset.model));
  const home = document.createElement("div");
  home.className = "widget-subarea";
  place.append(home);
  Widget.attach(view.luminoWidget, home);
  return home;
}
