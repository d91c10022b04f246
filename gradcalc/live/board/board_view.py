"""The widget of a board: its pictures, words, buttons and progress in the browser."""

import ipywidgets as widgets
import traitlets

from gradcalc.live.board.inputs import grey_names
from gradcalc.live.joined import Joined
from gradcalc.live.screen import OnScreen
from gradcalc.live.view import BROWSER, LOOK, SHEETS
from gradcalc.pictures.camera import Camera
from gradcalc.readings.point import State


class BoardView(OnScreen):
    """The browser sets `hand` when a point is moved in a picture, `azimuth` and `elevation` when a hill is
    turned, and `screen`. It sends the messages {"act": name of a
    button} and {"stop": True}. Everything else comes from the kernel.
    """

    _esm: Joined | str = Joined(BROWSER / "board.js")
    _css = SHEETS

    columns: traitlets.List = traitlets.List(
        help="names of the pictures, column by column, and where the words stand"
    ).tag(sync=True)
    head: traitlets.List = traitlets.List(help="the heads of the table").tag(sync=True)
    actions: traitlets.List = traitlets.List(help="names of the buttons").tag(sync=True)
    backgrounds = traitlets.Dict(help="for each picture: number of the sheet, PNG, frame, moves, hill").tag(sync=True)
    frame = traitlets.Dict(help="all that changes with a move: marks, places, words, table").tag(sync=True)
    message = traitlets.Unicode(help="what went wrong, in words, shown under the pictures").tag(sync=True)
    work: traitlets.Dict = traitlets.Dict({"running": False, "share": None}, help="how much of the work is done").tag(
        sync=True
    )
    hand = traitlets.Dict(help="the picture, its point, and which move it was").tag(sync=True, echo_update=False)
    azimuth = traitlets.Float(State.azimuth, help="of the camera before a hill, degrees").tag(sync=True)
    elevation = traitlets.Float(State.elevation, help="of the camera above the floor, degrees").tag(sync=True)
    controls: traitlets.List = traitlets.List(help="controls that must not talk by themselves").tag(
        sync=True, **widgets.widget_serialization
    )
    names: traitlets.List = traitlets.List(help="names of the controls, for links").tag(sync=True)
    grey = traitlets.Dict(help="by the labels of choosers: their grey names, and what would bring each").tag(
        sync=True
    )
    home = traitlets.Unicode(help="the page of the site that has such a board, # and its name there").tag(sync=True)
    computed = traitlets.Dict(help="what the page computes the board from, see computed.py").tag(sync=True)
    recorded = traitlets.Dict(help="answers for a page without a kernel, see recording.py").tag(sync=True)
    look = traitlets.Dict(LOOK, help="colours and sizes of the marks").tag(sync=True)

    @traitlets.default("grey")
    def _grey(self) -> dict:
        return grey_names(self.controls)

    @property
    def pixels(self) -> dict:
        """For which screen backgrounds are drawn."""
        return {"dark": bool(self.screen["dark"]), "pixel_ratio": min(max(self.screen["pixel_ratio"], 0.5), 4)}

    @property
    def camera(self) -> Camera:
        """Where one looks from at a hill. The browser turns it by itself: only still pictures and words need it."""
        return Camera(self.azimuth, self.elevation)
