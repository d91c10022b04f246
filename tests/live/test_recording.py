"""What is recorded for pages without Python is what the kernel says, and each control keeps to what is recorded."""

import base64
import gzip
import json
import math

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.live.board.board import Board
from gradcalc.live.board.inputs import choice, log_slider, number_slider, slider, switch, whole_slider
from gradcalc.live.narrow import narrow, positions
from gradcalc.live.recording import record_board, record_explorer
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.solids import Flat


def saddle_by_hand(x, y):
    return x**2 - y**2


BOARDS = {
    "descent": lambda: gc.explore_descent(saddle_by_hand, x=1, y=0.5, rate=0.1, steps=3),
    "chain": gc.explore_chain_rule,
}


def marks_of(board: Board, name: str) -> list:
    """The marks of a picture straight from its scene."""
    return [vars(mark) for mark in board._pictures[name].scene(board.reading)]


def solids_of(board: Board, name: str) -> list:
    """The solids of a hill straight from its scene."""
    solids = board._pictures[name].solids(board.reading)
    return [vars(solid.mark) if isinstance(solid, Flat) else vars(solid) for solid in solids]


def keys(control) -> list[float]:
    """The positions of a control as the browser names them."""
    values = positions(control)
    if hasattr(control, "index"):
        return list(range(len(values)))
    return [math.log(value, control.base) if hasattr(control, "base") else float(value) for value in values]


def assert_same_marks(recorded: list[dict], drawn: list[dict]) -> None:
    assert len(recorded) == len(drawn)
    for plain, mark in zip(recorded, drawn, strict=True):
        for name, value in mark.items():
            if isinstance(value, str | bool):
                assert plain[name] == value
            else:
                np.testing.assert_allclose(plain[name], value, rtol=5.1e-6, atol=1e-12)


@pytest.fixture(scope="module", params=BOARDS)
def recorded(request):
    """A board as it was recorded, a fresh one beside it, and the recorded frames."""
    fresh, board = BOARDS[request.param](), BOARDS[request.param]()
    record_board(board)
    return board, fresh, json.loads(gzip.decompress(board.view.recorded["frames"]))


def check(frame: dict, fresh: Board) -> None:
    shown = fresh.view.frame
    assert frame["sentence"] == shown["sentence"]
    assert frame["table"] == [list(row) for row in shown["table"]]
    for name, picture in fresh._pictures.items():
        if picture.hill:
            recorded = [solid.get("mark", solid) for solid in frame["solids"][name]]
            assert_same_marks(recorded, solids_of(fresh, name))
        else:
            assert_same_marks(frame["marks"][name], marks_of(fresh, name))


def test_every_recorded_position_of_a_control_is_what_a_fresh_board_says(recorded):
    board, fresh, frames = recorded
    for (name, control), moves in zip(board._controls.items(), board.view.recorded["controls"], strict=True):
        home = fresh.values
        assert control.disabled == (not moves)
        if not moves:
            continue
        assert [move["at"] for move in moves] == pytest.approx(keys(control))
        for value, move in list(zip(positions(control), moves, strict=True))[::3]:
            fresh.set(**{name: value})
            check(frames[move["frame"]], fresh)
        for other, value in home.items():
            fresh.set(**{other: value})


def test_every_recorded_place_of_a_point_is_what_a_fresh_board_says(recorded):
    board, fresh, frames = recorded
    for panel, places in board.view.recorded["points"].items():
        names = [name for name in board._pictures[panel].moves if name]
        home = fresh.values
        for place in places[::17]:
            at = [value for value in place["at"] if value is not None]
            for name, where in zip(names, at, strict=True):
                control = board._controls[name]
                nearest = np.argmin(np.abs(np.array(keys(control)) - where))
                assert keys(control)[nearest] == pytest.approx(where)
                fresh.set(**{name: positions(control)[nearest]})
            check(frames[place["frame"]], fresh)
        fresh.set(**home)


def test_the_first_frame_is_what_the_board_shows(recorded):
    board, fresh, frames = recorded
    check(frames[0], fresh)
    assert board.values == pytest.approx(fresh.values)


def test_a_hill_is_recorded_once_for_all_frames_with_the_colours_of_both_themes():
    board = BOARDS["descent"]()
    record_board(board)
    frames = json.loads(gzip.decompress(board.view.recorded["frames"]))
    sheets = board.view.recorded["sheets"]
    numbers = {frame["sheets"]["hill"] for frame in frames}
    assert len(numbers) == len(gc.GALLERY) + 1
    number = frames[0]["sheets"]["hill"]
    shape = json.loads(gzip.decompress(sheets[number]["hill"]))
    hill = hill_of(sample_map(gc.GALLERY["saddle"]))

    def decoded(row, kind):
        return np.frombuffer(base64.b64decode(row["base64"]), kind)

    np.testing.assert_allclose(decoded(shape["hill"]["rises"], np.float32), hill.rises.ravel(), rtol=1e-6)
    for dark, colours in enumerate(shape["hill"]["colours"]):
        assert np.array_equal(decoded(colours, np.uint8), hill.colours(bool(dark)).ravel())
    assert board.view.backgrounds["hill"]["hill"]["rises"] == hill.rises.astype(np.float32).tobytes()


@pytest.mark.parametrize(
    "make",
    [
        gc.walk, gc.explore_descent, lambda: gc.explore_descent(condition=10), gc.explore_step, gc.explore_step_field,
        gc.explore_circle,
    ],
)  # fmt: skip
def test_nothing_is_recorded_of_what_the_page_computes_and_controls_keep_all_positions(make):
    board, fresh = make(), make()
    record_board(board)
    assert board.view.recorded == {}
    assert all("png" not in background for background in board.view.backgrounds.values())
    for control, other in zip(board._controls.values(), fresh._controls.values(), strict=True):
        assert not control.disabled
        assert positions(control) == positions(other)


@pytest.mark.parametrize(
    ("control", "value"),
    [
        (slider("x", 0.5, 2, 1.3), 1.3),
        (log_slider("h", 1e-20, 1, 1e-7), 1e-7),
        (whole_slider("k", 0, 40, 12), 12),
        (whole_slider("k", 0, 5, 3), 3),
        (number_slider("rate", np.geomspace(1e-4, 10, 101), 0.1), 0.1),
    ],
)
def test_a_narrowed_slider_keeps_its_value_and_stays_within_its_limits(control, value):
    ends = positions(control)[0], positions(control)[-1]
    narrow(control, value, 10)
    left = positions(control)
    assert len(left) <= 12
    assert min(abs(v / value - 1) for v in left) < 1e-9
    assert control.value == pytest.approx(value)
    assert ends[0] <= left[0] * (1 + 1e-9)
    assert left[-1] <= ends[1] * (1 + 1e-9)
    before = left.copy()
    narrow(control, value, 10)
    assert positions(control) == before


@pytest.mark.parametrize("control", [choice("way", ["a", "b"]), switch("on")])
def test_choices_keep_all_their_entries(control):
    before = positions(control)
    narrow(control, control.value, 1)
    assert positions(control) == before


def test_work_that_goes_on_is_not_recorded():
    def read(x, go):
        return x

    board = None

    def begin(x, go):
        if board is not None and go:
            board._work._steps = iter(())  # as in an event loop, where work does not end at once
        return read(x, go)

    board = Board({}, {"x": slider("x", 0, 1, 0.5), "go": switch("go")}, begin, table=lambda x: [("x", f"{x:.2f}")])
    record_board(board)
    x, go = board._controls.values()
    assert (x.disabled, go.disabled) == (False, True)
    assert not board.running


def test_a_function_in_python_gets_backgrounds_for_dark_pages():
    kept = []
    e = gc.explore(lambda x, y: x**2 + y, field=True)

    def keep(picture: bytes) -> str:
        kept.append(picture)
        return f"{len(kept)}.webp"

    record_explorer(e, keep)
    assert e.view.recorded == {"dark": ["1.webp"]}
    assert [panel["png"] for panel in e.view.panels] == ["2.webp"]
    assert kept[0] != kept[1]


def test_nothing_is_recorded_of_a_formula():
    e = gc.explore("x^2 + y", field=True)
    record_explorer(e, lambda picture: pytest.fail("a page draws a formula by itself"))
    assert e.view.recorded == {}
