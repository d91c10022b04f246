"""The screen that pictures are drawn for. What one page has told, all pictures that are made later begin with."""

import anywidget
import traitlets

from gradcalc.address import SITE

_known = {"pixel_ratio": 1, "dark": False}


class OnScreen(anywidget.AnyWidget):
    """A widget whose backgrounds the kernel draws for the browser's pixels and theme.

    The browser sets `screen` once it knows them; of several browsers the last one wins. Until then it turns the
    colours of a background for the other theme round, see view.css.
    """

    screen = traitlets.Dict(help="the browser's pixels and theme: pixel_ratio, dark").tag(sync=True)
    site = traitlets.Unicode(SITE or "", help="where links lead to, if anywhere").tag(sync=True)

    @traitlets.default("screen")
    def _as_last_told(self) -> dict:
        return dict(_known)

    def set_state(self, sync_data: dict) -> None:
        """Take over what a browser has sent."""
        _known.update(sync_data.get("screen", {}))
        super().set_state(sync_data)
