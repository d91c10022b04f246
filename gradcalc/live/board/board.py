"""A board: live pictures for whatever can be read off controls, and long work that keeps them live."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import ipywidgets as widgets
from matplotlib.figure import Figure

from gradcalc.live import lifetime
from gradcalc.live.board.board_pictures import Changing, Gallery, Picture, Reading
from gradcalc.live.board.board_view import BoardView
from gradcalc.live.board.computed import frames_alone, is_known, told_of
from gradcalc.live.board.inputs import arrange, is_rounding, nearest_value, points_of, read_value, show_value
from gradcalc.live.board.sending import shown
from gradcalc.live.board.work import Work
from gradcalc.live.explorer.stage import recorded
from gradcalc.live.slow import told_under
from gradcalc.live.still import Bundle, with_still

Steps = Iterator[float | None]


class Board(widgets.VBox):
    """Pictures, numbers and words that follow controls.

    panels are the pictures by name, see board_pictures.py; controls the controls by name, see
    inputs.py. read(**values) computes one reading from the values of all controls, once a move: the
    pictures, table(reading) -> rows of texts under head, and the sentence remark(reading) are made
    of it, and so is note, unless it is a text. actions are buttons by name, each with a function of
    the board; where that gives an iterator, the board runs it. columns says which pictures stand above each
    other, and, by the name "words", where the table does; otherwise the pictures stand side by side, then the table.
    computed is what a page needs to compute the board by itself, see computed.py; home where links to it lead.

    The controls are set from Python by their names, board.rate = 0.1, or several in one move, board.set(x=1, y=2). A
    value that does not fit is refused with a ValueError.
    """

    @lifetime.whole
    def __init__(
        self,
        panels: dict[str, Picture | Changing],
        controls: dict[str, widgets.Widget],
        read: Callable[..., Reading],
        *,
        table: Callable[[Reading], Sequence[tuple[str, ...]]] | None = None,
        head: tuple[str, ...] = ("quantity", "value"),
        remark: Callable[[Reading], str] | None = None,
        note: str | Callable[[Reading], str] = "",
        actions: dict[str, Callable[["Board"], Steps | None]] | None = None,
        columns: list[list[str]] | None = None,
        computed: dict | None = None,
        home: str = "",
    ):
        self._work = Work(self._show_work, self._report, self._moving_together)
        if taken := [name for name in controls if hasattr(Board, name)]:
            raise ValueError(f"a control cannot be called {taken[0]!r}: a board has something else of that name.")
        super().__init__()
        self._controls = controls
        self._starts = {name: control.value for name, control in controls.items()}
        self._values = dict(self._starts)
        self._read, self._table, self._remark, self._note = read, table, remark, note
        self._actions, self._computed = actions or {}, computed or {}
        self._gallery = Gallery(panels, columns or [[name] for name in panels])
        self._together, self._move = False, None
        self.view = BoardView(
            columns=columns or self._gallery.columns, head=list(head), actions=list(self._actions),
            controls=list(controls.values()), names=list(controls), home=home,
        )  # fmt: skip
        self._show()
        self.view.computed = told_of(computed, controls, self._starts, self._pictures) if computed else {}
        self.children = [arrange(controls.values()), self.view]
        self.add_class("gradcalc-explorer")
        for name, control in controls.items():
            show_value(control, control.value)
            control.observe(partial(self._on_control, name), "value")
        self.view.observe(self._on_hand, "hand")
        self.view.observe(self._on_screen, "screen")
        self.view.on_msg(self._on_wish)
        lifetime.follow(self)

    def __getattr__(self, name: str):
        values = self.__dict__.get("_values", {})
        if name not in values:
            raise AttributeError(f"the board has no {name!r}; its controls are {', '.join(values)}.")
        return values[name]

    def __setattr__(self, name: str, value) -> None:
        if name in self.__dict__.get("_controls", {}):
            self.set(**{name: value})
        elif name.startswith("_") or hasattr(type(self), name) or "view" not in self.__dict__:
            super().__setattr__(name, value)
        else:
            raise AttributeError(f"the board has no control {name!r}; it has {', '.join(self._controls)}.")

    def set(self, **values) -> None:
        """Set several controls in one move. Raises ValueError, and changes nothing, where one does not fit."""
        unknown = [name for name in values if name not in self._controls]
        if unknown:
            raise ValueError(f"the board has no control {unknown[0]!r}; it has {', '.join(self._controls)}.")
        self._move_controls({name: read_value(name, self._controls[name], value) for name, value in values.items()})
        if not self._together:
            self.refresh()

    def _move_controls(self, values: dict[str, object]) -> None:
        """Take values over, in the order of the controls: one may set the limits of those that follow."""
        with self._moving_together():
            for name in filter(values.__contains__, self._controls):
                show_value(self._controls[name], values[name])
                self._values[name] = values[name]

    @property
    def values(self) -> dict[str, object]:
        """The values of all controls, by name."""
        return dict(self._values)

    @property
    def reading(self):
        """What the pictures show now."""
        return self._reading

    @property
    def sentence(self) -> str:
        """The present pictures in words."""
        place = [self.view.camera.sentence()] if self.view.frame["solids"] else []
        return " ".join([self.view.frame["sentence"], *place])

    def figure(self) -> Figure:
        """The present pictures as a Matplotlib figure."""
        return self._gallery.figure(self._reading, self.view.camera)

    def refresh(self) -> None:
        """Read anew and show it; what goes wrong is said under the pictures."""
        message = ""
        with recorded(), told_under(self.view):
            try:
                self._show()
            except Exception as error:  # whatever a function of the reader's raises
                message = f"{type(error).__name__}: {error}"
        self.view.message = message

    def run(self, steps: Steps, pause: float = 0.0) -> None:
        """Work in steps while the controls stay live; a run under way is ended.

        steps is an iterator that yields the share of the work that is done, or None; a step should take a few
        hundredths of a second at most. What it has changed, controls of the board among it, is shown up to 30 times
        a second. pause is the time between steps in seconds. An error ends the work and is said under the pictures.
        """
        self._work.start(steps, pause)

    def stop(self) -> None:
        """End the work under way."""
        self._work.stop()

    @property
    def running(self) -> bool:
        """Whether work is under way."""
        return self._work.running

    def close(self) -> None:
        """Stop, and close all parts of the board, so that the kernel keeps nothing of it."""
        self.stop()
        lifetime.close_parts(self)
        super().close()

    def _show(self) -> None:
        reading = self._read(**self.values)
        pictures = self._gallery.look(reading)
        inside, remark = shown(pictures, reading), self._remark(reading) if self._remark else ""
        frame = {
            **inside,
            "points": points_of(pictures, self._controls, self._values, self._starts),
            "values": self.values if self._computed else {},
            "move": self._move,
            "table": self._table(reading) if self._table else [],
            "sentence": " ".join(filter(None, [*inside["alternatives"].values(), remark])),
            "remark": remark,
            "note": self._note(reading) if callable(self._note) else self._note,
        }
        with self.view.hold_sync():
            self._pictures = pictures
            self._show_backgrounds(frame)
        self._reading = reading

    def _show_backgrounds(self, frame: dict) -> None:
        alone, pictures = is_known(self._computed, self._values), self._pictures
        backgrounds = frames_alone(pictures) if alone else self._gallery.backgrounds(pictures, **self.view.pixels)
        sheets = {name: background["sheet"] for name, background in backgrounds.items()}
        if sheets != self.view.frame.get("sheets"):
            self.view.backgrounds = backgrounds
        self.view.frame = {**frame, "sheets": sheets}

    def _on_control(self, name: str, change) -> None:
        # The browser rounds what a slider is given to one of its positions, which is no move.
        if is_rounding(self._controls[name], change["new"], self._values[name]):
            return
        self._values[name] = change["new"]
        if not self._together:
            self.refresh()

    def _on_hand(self, change) -> None:
        hand = change["new"]
        self._move = hand["move"]
        moves = self._pictures[hand["panel"]].moves or (None, None)
        places = {name: place for name, place in zip(moves, hand["at"], strict=True) if name is not None}
        self._move_controls({name: nearest_value(self._controls[name], place) for name, place in places.items()})
        self.refresh()

    def _on_screen(self, change) -> None:
        with recorded(), self.view.hold_sync():
            self._show_backgrounds(self.view.frame)

    def _on_wish(self, view, content: dict, buffers: list) -> None:
        """A button in the browser."""
        if content.get("stop"):
            self.stop()
        elif content.get("act") in self._actions:
            try:
                steps = self._actions[content["act"]](self)
                if steps is not None:
                    self.run(steps)
            except Exception as error:  # an action may do anything
                self._report(error)

    def _show_work(self, running: bool, share: float | None) -> None:
        with self.view.hold_sync():
            self.view.work = {"running": running, "share": share}
            self.refresh()

    def _report(self, error: Exception) -> None:
        self.view.message = f"{type(error).__name__}: {error}"

    @contextlib.contextmanager
    def _moving_together(self) -> Iterator[None]:
        """Several controls change, and the pictures follow once, afterwards."""
        before, self._together = self._together, True
        try:
            yield
        finally:
            self._together = before

    def _display_(self):  # asked by marimo, which draws none of ipywidgets: there the view has controls of its own
        return self.view

    def _repr_mimebundle_(self, **kwargs) -> Bundle:
        lifetime.show(self)
        words = "\n".join([self.sentence, *("  ".join(row) for row in self.view.frame["table"])])
        still = self._gallery.still(self._reading, self.view.camera)
        return with_still(super()._repr_mimebundle_(**kwargs), words, *still, self.sentence)
