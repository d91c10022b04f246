"""Live pictures for a page without Python: what a kernel would answer is recorded while there is one.

The browser replays it, see browser/recorded.js. An explorer needs little of it, because the browser makes its
marks by itself. A board is recorded at some positions of each control, with the others as they stand.
"""

import base64
import gzip
import hashlib
import io
import json
import pathlib
from collections.abc import Callable, Iterator

import ipywidgets as widgets
import numpy as np
from ipywidgets.widgets.widget import _instances
from PIL import Image

from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Picture, paper, shape_of
from gradcalc.live.board.computed import needs_no_python
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.narrow import key, narrow, positions

PIXEL_RATIO = 2  # sharp enough for every screen
ALONE, TOGETHER = 12, 10  # positions of a slider: by itself, and where two of them move a point
DIGITS = 6  # of places of marks: far less than a pixel is lost
QUALITY = 82  # of backgrounds as WebP, which browsers show like PNG: a third of the size

Keep = Callable[[bytes], bytes | str]  # keeps a picture or a hill somewhere, and gives its address


def keep_in(folder: str, address: str) -> Keep:
    """Keeps files in a folder, which the page finds at an address: it fetches only those that it shows."""

    def keep(content: bytes) -> str:
        name = f"{hashlib.sha256(content).hexdigest()[:16]}.{'webp' if content.startswith(b'RIFF') else 'bin'}"
        pathlib.Path(folder, name).write_bytes(content)
        return f"{address}/{name}"

    return keep


def record_all(keep: Keep) -> None:
    """Record every explorer and every board of this kernel, as it stands now."""
    for widget in [*_instances.values()]:
        if isinstance(widget, Explorer):
            record_explorer(widget, keep)
        elif isinstance(widget, Board):
            record_board(widget, keep)


def record_explorer(explorer: Explorer, keep: Keep = bytes) -> None:
    """Keep sharp backgrounds of a function in Python, for both themes. A formula needs none: the page draws it."""
    view = explorer.view
    if view.given:
        return
    pngs = {}
    for theme, dark in (("dark", True), ("light", False)):
        view.screen = {"pixel_ratio": PIXEL_RATIO, "dark": dark}
        pngs[theme] = [keep(webp(panel["png"])) for panel in view.panels]
    view.panels = [{**panel, "png": png} for panel, png in zip(view.panels, pngs["light"], strict=True)]
    view.recorded = {"dark": pngs["dark"]}


def record_board(board: Board, keep: Keep = bytes) -> None:
    """Record a board at positions of each control, and of each point that two controls move.

    Sliders are left with the recorded positions only. A control that changes nothing, or starts work that goes on,
    is put to rest. Nothing is recorded of a board that the page computes by itself.
    """
    if needs_no_python(board.view.computed):
        return
    board._computed = board.view.computed = {}
    board.view.screen = {"pixel_ratio": PIXEL_RATIO, "dark": False}
    tape = _Tape(board, keep)
    tape.come_home()
    tape.take()
    alone = {name: list(_moves(tape, name)) for name in board._controls}
    points = {name: list(_places(tape, picture, alone)) for name, picture in board._pictures.items() if picture.moves}
    for name, found in alone.items():
        if not tape.changes(found):
            board._controls[name].disabled = True
            found.clear()
    recorded = {
        "frames": keep(_packed(tape.frames)),
        "sheets": tape.sheets,
        "controls": list(alone.values()),
        "points": points,
    }
    shown = {name: {**tape.sheets[i], "sheet": f"{i} light"} for name, i in tape.frames[0]["sheets"].items()}
    for name, sheet in shown.items():
        hill = board._pictures[name].hill
        shown[name] = {**sheet, "png": sheet["light"], "dark": False, **(shape_of(hill) if hill else {})}
    with board.view.hold_sync():
        board.view.recorded, board.view.backgrounds = recorded, shown
        board.view.frame = {**board.view.frame, "sheets": {name: sheet["sheet"] for name, sheet in shown.items()}}


def _moves(tape: "_Tape", name: str) -> Iterator[dict]:
    """The recorded positions of a control; none where one starts work that goes on."""
    board = tape.board
    found: list[dict] = []
    for value in positions(board._controls[name]):
        board.set(**{name: value})
        if board.running:
            found = []
            break
        found.append({"at": key(board._controls[name]), "frame": tape.take()})
    tape.come_home()
    return iter(found)


def _places(tape: "_Tape", picture: Picture, alone: dict[str, list]) -> Iterator[dict]:
    """The recorded places of the point of a picture."""
    assert picture.moves
    board, (across, up) = tape.board, picture.moves
    if across is None or up is None:
        name = across or up
        assert name
        for move in alone[name]:
            yield {"at": [move["at"], None] if across else [None, move["at"]], "frame": move["frame"]}
        return
    controls = board._controls[across], board._controls[up]
    for x in positions(controls[0]):
        for y in positions(controls[1]):
            board.set(**{across: x, up: y})
            yield {"at": [key(control) for control in controls], "frame": tape.take()}
    tape.come_home()


class _Tape:
    """What is recorded of a board: frames, each once, and the sheets that lie under them."""

    def __init__(self, board: Board, keep: Keep):
        self.board, self.home, self.keep = board, board.values, keep
        self.frames: list[dict] = []
        self.sheets: list[dict] = []
        self._known: dict[str, int] = {}
        self._pictures: dict[Picture, int] = {}
        self._together = {
            name
            for panel in board._pictures.values()
            if panel.moves and None not in panel.moves
            for name in panel.moves
        }

    def come_home(self) -> None:
        """Back to the state from which each control moves, with the recorded positions alone."""
        board = self.board
        for name, value in self.home.items():  # one by one, as the first may set the limits of the others
            board.set(**{name: value})
        board.stop()
        with board._moving_together():
            for name, control in board._controls.items():
                narrow(control, self.home[name], TOGETHER if name in self._together else ALONE)
                board._values[name] = self.home[name]
        board.refresh()

    def take(self) -> int:
        """Record what is shown now; gives the number of its frame."""
        shown = {name: self._sheet(name, picture) for name, picture in self.board._pictures.items()}
        frame = _plain({**self.board.view.frame, "sheets": shown})
        controls = self.board._controls
        for name, picture in self.board._pictures.items():
            if picture.moves:
                point = frame["points"][name]
                point["steps"] = [moved and controls[moved].step for moved in picture.moves]
                point["start"] = self.frames[0]["points"][name]["at"] if self.frames else point["at"]
        frame["controls"] = [_state(control) for control in controls.values()]
        text = json.dumps(frame)
        if text not in self._known:
            self._known[text] = len(self.frames)
            self.frames.append(frame)
        return self._known[text]

    def changes(self, moves: list[dict]) -> bool:
        """Whether moves change anything but their own control."""
        seen = ("marks", "solids", "sheets", "table", "remark")
        return len({json.dumps([self.frames[move["frame"]][part] for part in seen]) for move in moves}) > 1

    def _sheet(self, name: str, picture: Picture) -> int:
        if picture not in self._pictures:
            pngs = self.board.view.backgrounds[name]["png"], paper(picture, True, PIXEL_RATIO)
            light, dark = (self.keep(webp(png)) for png in pngs)
            hill = {"hill": self.keep(_packed(shape_of(picture.hill)))} if picture.hill else {}
            look = {"light": light, "dark": dark, "moves": bool(picture.moves)}
            sheet = {**look, **vars(picture.frame), **hill}
            if sheet not in self.sheets:  # a picture may have been made before, and again after others
                self.sheets.append(sheet)
            self._pictures[picture] = self.sheets.index(sheet)
        return self._pictures[picture]


def _state(control: widgets.Widget) -> dict:
    """What of a control a move may change."""
    names = ("min", "max", "step", "value") if hasattr(control, "min") else ("index",)
    names = names if hasattr(control, names[0]) else ("value",)
    marked = ("mark",) * hasattr(control, "mark")
    return {name: getattr(control, name) for name in (*names, *marked)}


def _plain(value):
    """A frame as JSON: its numbers, in rows of bytes too, cut to what can be seen, and other bytes as text."""
    if isinstance(value, dict):
        rows = {name: np.frombuffer(value[name]) for name in ("x", "y", "z") if isinstance(value.get(name), bytes)}
        return {name: _plain(part) for name, part in {**value, **rows}.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [_plain(part) for part in value]
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode()}
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value


def _packed(value) -> bytes:
    """A record for the browser, which unpacks it; bytes stand in it as letters."""
    text = json.dumps(value, default=lambda data: {"base64": base64.b64encode(data).decode()})
    return gzip.compress(text.encode(), mtime=0)


def webp(png: bytes) -> bytes:
    """A PNG as WebP, with losses that nobody sees."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).save(buffer, format="webp", quality=QUALITY, method=1)
    return buffer.getvalue()
