"""The board on the kernel's side: controls, readings, backgrounds, hands, work and what is shown without a kernel."""

import asyncio
import base64
import math

import ipywidgets as widgets
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, graph_picture, hill_picture, map_picture
from gradcalc.live.board.inputs import (
    choice,
    log_slider,
    move_range,
    number_slider,
    read_value,
    slider,
    switch,
    whole_slider,
)
from gradcalc.live.board.sending import sendable, sendable_solids
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.camera import Camera
from gradcalc.pictures.frames import axes_on, sheet
from gradcalc.pictures.hill import hill_of
from gradcalc.pictures.marks import Arrow, Dot, Dots, FieldArrows, Label, Polyline
from gradcalc.pictures.panels import label_hill
from gradcalc.pictures.render import draw, png
from gradcalc.pictures.solids import Flat, Line, Spot, Spots
from gradcalc.pictures.space import seen


def _map(reading):
    return map_picture(
        sample_map(reading["surface"]),
        scene=lambda r: [Dot(r["x"], r["y"], "point")],
        words=lambda r: f"The start is at ({r['x']:.2f}, {r['y']:.2f}).",
        moves=("x", "y"),
    )


GRAPH = graph_picture(
    "rate", "number of steps", (0, 10), (0, 2),
    scene=lambda r: [Polyline((0.0, 10.0), (r["rate"], r["rate"]), "curve")],
    words=lambda r: f"The rate is {r['rate']:.2f}.",
    moves=("count", None),
)  # fmt: skip


def read(x, y, rate, count, function):
    if rate > 1.9:
        raise ArithmeticError("it runs away")
    return {"x": x, "y": y, "rate": rate, "count": count, "surface": gc.GALLERY[function]}


def make(**more):
    panels = {"map": Changing(lambda r: r["surface"].name, _map), "graph": GRAPH}
    controls = {
        "x": slider("start x", -2, 2, 1.0), "y": slider("start y", -2, 2, 0.5),
        "rate": slider("rate", 0, 2, 0.1), "count": whole_slider("steps", 0, 10, 3),
        "function": choice("function", ["bowl", "saddle"]),
    }  # fmt: skip
    return Board(panels, controls, read, table=lambda r: [("rate", f"{r['rate']:.2f}")], **more)


def frames_of(board):
    frames = []
    board.view.observe(lambda change: frames.append(change["new"]), "frame")
    return frames


def dot_of(board):
    (dot,) = board.view.frame["marks"]["map"]
    return dot["x"], dot["y"]


@given(st.floats(-2, 2), st.floats(-2, 2))
def test_the_pictures_the_words_and_the_table_follow_the_controls(x, y):
    board = make()
    board.x, board.y, board.rate = x, y, 0.5
    assert dot_of(board) == (x, y)
    assert board.values == {"x": x, "y": y, "rate": 0.5, "count": 3, "function": "bowl"}
    assert board.sentence == f"The start is at ({x:.2f}, {y:.2f}). The rate is 0.50."
    assert board.view.frame["table"] == [("rate", "0.50")]
    assert board.reading["x"] == x


def test_a_control_that_a_hand_moves_gives_one_frame():
    board = make()
    frames = frames_of(board)
    board._controls["rate"].value = 0.7
    assert len(frames) == 1
    assert board.rate == 0.7


def test_several_controls_are_set_in_one_move():
    board = make()
    frames = frames_of(board)
    board.set(x=-1, y=-1.5, function="saddle")
    assert len(frames) == 1
    assert dot_of(board) == (-1, -1.5)


def test_a_background_is_drawn_anew_only_where_its_key_changes():
    board = make()
    first = board.view.backgrounds
    board.x = 0.3
    assert board.view.backgrounds is first
    board.function = "saddle"
    second = board.view.backgrounds
    assert second["map"]["png"] != first["map"]["png"]
    assert second["graph"] is first["graph"]
    assert board.view.frame["sheets"] == {"map": 2, "graph": 1}
    assert second["map"]["sheet"] == 2


def test_a_new_screen_draws_every_background_anew_and_keeps_the_marks():
    board = make()
    frame, first = board.view.frame, board.view.backgrounds
    board.view.screen = {"pixel_ratio": 2, "dark": True}
    assert board.view.frame == {**frame, "sheets": {"map": 2, "graph": 2}}
    assert board.view.backgrounds["graph"]["png"] != first["graph"]["png"]


def test_the_hand_in_a_picture_moves_two_controls_with_one_frame():
    board = make()
    frames = frames_of(board)
    board.view.hand = {"panel": "map", "at": [-0.7, 0.9], "move": "me 1"}
    assert (board.x, board.y) == (-0.7, 0.9)
    assert [frame["move"] for frame in frames] == ["me 1"]
    assert frames[0]["points"]["map"]["at"] == [-0.7, 0.9]


def test_the_hand_stays_inside_the_limits_and_a_coordinate_without_a_control_stays_still():
    board = make()
    board.view.hand = {"panel": "map", "at": [99, -99], "move": "1"}
    assert (board.x, board.y) == (2, -2)
    board.view.hand = {"panel": "graph", "at": [6.6, None], "move": "2"}
    assert board.count == 7
    assert board.view.frame["points"]["graph"] == {
        "at": [7, None], "start": [3, None], "limits": [(0, 10), None], "steps": [1, None],
    }  # fmt: skip


def test_a_logarithmic_slider_is_moved_by_its_power_of_ten():
    graph = graph_picture("error", "step", (-8, 0), (0, 1), lambda r: [], lambda r: "", ("h", None), log="x")
    board = Board({"graph": graph}, {"h": log_slider("h", 1e-8, 1, 1e-3)}, lambda h: h)
    assert board.view.frame["points"]["graph"]["at"] == [pytest.approx(-3), None]
    board.view.hand = {"panel": "graph", "at": [-5, None], "move": "1"}
    assert board.h == pytest.approx(1e-5)
    board.h = 1e-8
    board.h = 1
    assert board.h == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rate", 3, "rate must lie from 0 to 2, got 3."),
        ("rate", math.nan, "rate must lie from 0 to 2, got nan."),
        ("rate", "fast", "rate must be a number from 0 to 2, got 'fast'."),
        ("count", 2.5, "count must be a whole number from 0 to 10, got 2.5."),
        ("function", "cone", "function must be one of 'bowl', 'saddle', got 'cone'."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_words(name, value, words):
    board = make()
    frame = board.view.frame
    with pytest.raises(ValueError, match="^" + words.replace(".", r"\.") + "$"):
        board.set(x=0.25, **{name: value})
    assert board.view.frame is frame
    assert board.x == 1


def test_other_controls_refuse_as_well():
    assert read_value("momentum", switch("momentum"), True) is True
    with pytest.raises(ValueError, match="momentum must be True or False, got 1"):
        read_value("momentum", switch("momentum"), 1)
    method = choice("method", ["plain", "momentum"])
    assert read_value("method", method, "momentum") == "momentum"
    numbered = choice("condition", {"one": 1.0, "ten": 10.0})
    assert read_value("condition", numbered, "ten") == read_value("condition", numbered, 10.0) == 10.0


def test_a_value_between_the_positions_of_a_slider_is_kept_and_the_browser_s_rounding_is_no_move():
    board = make()
    frames = frames_of(board)
    board.set(x=0.0014, rate=0.12345)
    control = board._controls["x"]
    control.value = 0.0  # what the browser shows and sends back
    assert (board.x, board.rate, len(frames)) == (0.0014, 0.12345, 1)
    control.value = 0.01
    assert (board.x, len(frames)) == (0.01, 2)


def test_a_slider_over_given_numbers_stands_at_the_nearest_and_the_value_is_exact():
    graph = graph_picture("rate", "step", (0, 1), (0, 1), lambda r: [], lambda r: f"The rate is {r}.")
    control = number_slider("rate", [0.1, 0.25, 0.5, 1], 0.25)
    board = Board({"graph": graph}, {"rate": control}, lambda rate: rate)
    assert board.rate == 0.25
    board.rate = 0.3
    assert (board.sentence, control.value) == ("The rate is 0.3.", 0.25)
    control.index = 3
    assert board.rate == 1
    with pytest.raises(ValueError, match=r"rate must lie from 0\.1 to 1, got 2"):
        board.rate = 2


def test_a_slider_takes_other_limits_in_one_move():
    board = make()
    frames = frames_of(board)
    move_range(board._controls["x"], 5, 10, 7.5)
    assert (board.x, board._controls["x"].min, len(frames)) == (7.5, 5, 1)


def test_a_misspelt_control_is_an_error():
    board = make()
    with pytest.raises(AttributeError, match="no control 'rat'; it has x, y, rate"):
        board.rat = 0.1
    with pytest.raises(AttributeError, match="'rat'"):
        board.rat  # noqa: B018
    with pytest.raises(ValueError, match="no control 'rat'"):
        board.set(rat=0.1)
    with pytest.raises(ValueError, match="cannot be called 'layout'"):
        Board({}, {"layout": switch("layout")}, lambda layout: layout)


def test_an_error_is_said_under_the_pictures_and_the_last_good_ones_stay():
    board = make()
    frame = board.view.frame
    board.rate = 1.95
    assert board.view.message == "ArithmeticError: it runs away"
    assert board.view.frame is frame
    board.rate = 0.4
    assert board.view.message == ""
    assert board.sentence.endswith("The rate is 0.40.")


def test_marks_that_lie_nowhere_are_not_sent():
    nowhere = [
        Dot(math.nan, 0.0, "point"), Dots((0.0, math.inf), (0.0, 1.0), "point"), Arrow(0, 0, math.inf, 0, "gradient"),
        Polyline((0.0, 1.0), (0.0, math.nan), "curve"), Label("here", math.nan, 0, 0, 1, "point"),
    ]  # fmt: skip
    assert sendable(nowhere) == []
    (field,) = sendable([FieldArrows(np.array([[0.0, 0, 1, 1], [0, 0, math.nan, 1]]))])
    assert np.frombuffer(field["arrows"], dtype=np.float32).tolist() == [0, 0, 1, 1]


def test_long_rows_of_coordinates_travel_as_binary_data():
    x, y = np.linspace(0, 1, 100), np.linspace(0, 1, 100) ** 2
    for mark in (Polyline(tuple(x), tuple(y), "curve"), Dots(tuple(x), tuple(y), "point")):
        (sent,) = sendable([mark])
        assert np.array_equal([np.frombuffer(sent["x"]), np.frombuffer(sent["y"])], [x, y])
        assert (sent["kind"], sent["role"]) == (type(mark).__name__, mark.role)
    (short,) = sendable([Polyline((0.0, 1.0), (0.0, 2.0), "curve")])
    assert (short["x"], short["y"]) == ((0.0, 1.0), (0.0, 2.0))


HILL = hill_of(sample_map(gc.GALLERY["bowl"]))


def _solids(r):
    return [Flat(Dot(r["x"], r["y"], "point")), Spot(r["x"], r["y"], r["x"] ** 2 + r["y"] ** 2, "point")]


def make_hill():
    hill = hill_picture(HILL, _solids, lambda r: f"A hill; x is {r['x']:.2f}.", moves=("x", "y"))
    controls = {"x": slider("x", -2, 2, 1.0), "y": slider("y", -2, 2, 0.5)}
    return Board({"hill": hill}, controls, lambda x, y: {"x": x, "y": y})


def test_a_hill_is_sent_once_with_its_solids_and_a_camera_that_the_browser_turns():
    board = make_hill()
    frames, background = frames_of(board), board.view.backgrounds["hill"]
    assert np.frombuffer(background["hill"]["x"]).tolist() == HILL.x.tolist()
    assert background["levels"]["labels"] == []
    assert board.view.frame["marks"] == {}
    board.x = -1
    assert board.view.backgrounds["hill"] is background
    assert [solid["kind"] for solid in frames[-1]["solids"]["hill"]] == ["Flat", "Spot"]
    assert frames[-1]["solids"]["hill"][1]["z"] == 1.25
    board.view.azimuth, board.view.elevation = 100.0, 40.0
    assert len(frames) == 1, "turning the camera is no business of the kernel"
    board.view.hand = {"panel": "hill", "at": [0.5, -0.5], "move": "1"}
    assert (board.x, board.y) == (0.5, -0.5)
    board.view.screen = {"pixel_ratio": 1, "dark": True}
    dark = board.view.backgrounds["hill"]
    assert dark["hill"] == background["hill"]  # it has the colours of both themes
    assert len(set(dark["hill"]["colours"])) == 2
    assert (background["dark"], dark["dark"]) == (False, True)
    assert dark["png"] != background["png"]


def test_still_pictures_and_words_of_a_hill_are_those_of_the_camera():
    board = make_hill()
    assert board.sentence == "A hill; x is 1.00. The hill is seen from the south-east."
    assert board.view.frame["sentence"] == "A hill; x is 1.00."
    pictures = [png(board.figure())]
    board.view.azimuth, board.view.elevation = 91.0, 40.0
    assert board.sentence.endswith("seen from the north.")
    assert board._repr_mimebundle_()[0]["text/plain"] == board.sentence
    pictures.append(png(board.figure()))
    assert pictures[0] != pictures[1]
    frame = HILL.frame
    figure = sheet(frame.width, frame.height)
    figure.patch.set(facecolor="white", alpha=1)
    axes = axes_on(figure, frame, False)
    label_hill(axes, HILL, False)
    draw(axes, seen(_solids(board.reading), HILL, Camera(91.0, 40.0)))
    assert png(figure) == pictures[1]


def test_solids_travel_as_marks_do_and_those_that_lie_nowhere_do_not():
    x = tuple(np.linspace(0, 1, 100))
    flat, line = sendable_solids([Flat(Polyline(x, x, "path")), Line(x, x, x, "path")])
    for row in (flat["mark"]["x"], line["x"], line["y"], line["z"]):
        assert np.frombuffer(row).tolist() == list(x)
    nowhere = [
        Flat(Dot(math.nan, 0, "point")),
        Spot(0, 0, math.inf, "point"),
        Spots((0.0,), (0.0,), (math.nan,), "p"),
    ]
    assert sendable_solids(nowhere) == []


def test_the_static_picture_and_its_words_are_those_of_the_present():
    board = make(columns=[["map"], ["graph", "words"]])
    board.set(x=-1, rate=0.3)
    bundle, said = board._repr_mimebundle_()
    assert said["gradcalc"] == {"kind": "picture"}
    assert said["image/png"]["alt"] == board.sentence
    assert bundle["text/plain"] == "The start is at (-1.00, 0.50). The rate is 0.30.\nrate  0.30"
    fresh = make(columns=[["map"], ["graph", "words"]])
    fresh.set(x=-1, rate=0.3)
    assert png(board.figure()) == png(fresh.figure())
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert board.view.columns == [["map"], ["graph", "words"]]


def test_closing_a_board_leaves_no_widgets():
    before = set(widgets.widgets.widget._instances)
    board = make()
    assert set(widgets.widgets.widget._instances) > before
    board.close()
    assert set(widgets.widgets.widget._instances) <= before


def climb(board, steps=20, fail_at=None):
    for i in range(steps):
        if i == fail_at:
            raise ArithmeticError("lost the way")
        board.rate = (i + 1) / steps
        yield (i + 1) / steps


def test_without_an_event_loop_work_runs_to_its_end():
    board = make()
    board.run(climb(board))
    assert board.rate == 1
    assert not board.running
    assert board.view.work == {"running": False, "share": None}
    assert board.sentence.endswith("The rate is 1.00.")


def test_controls_are_answered_while_work_is_under_way():
    async def session():
        board = make()
        shares = []
        board.view.observe(lambda change: shares.append(change["new"]["share"]), "work")
        board.run(climb(board, 50), pause=0.002)
        assert board.running
        while board.rate < 0.3:
            await asyncio.sleep(0.001)
        board._controls["x"].value = -1.25  # as when a message of the browser comes in
        assert board.running
        assert dot_of(board)[0] == -1.25
        while board.running:
            await asyncio.sleep(0.001)
        assert shares[-1] is None
        numbers = [share for share in shares if share is not None]
        assert numbers == sorted(numbers)
        assert numbers
        return board

    board = asyncio.run(session())
    assert board.rate == 1
    assert (board.view.frame["marks"]["graph"][0]["y"], dot_of(board)[0]) == ((1.0, 1.0), -1.25)


def test_stop_ends_the_work_between_two_steps_and_closes_it():
    closed = []

    def endless(board):
        try:
            while True:
                yield None
        finally:
            closed.append(True)

    async def session():
        board = make(actions={"Go": endless})
        board._on_wish(board.view, {"act": "Go"}, [])
        await asyncio.sleep(0.02)
        assert board.running
        board._on_wish(board.view, {"stop": True}, [])
        assert not board.running
        assert board.view.work == {"running": False, "share": None}
        await asyncio.sleep(0.02)
        assert closed == [True]

    asyncio.run(session())


def test_a_second_run_ends_the_first():
    async def session():
        board, seen = make(), []

        def noting(name, steps):
            for _ in range(steps):
                seen.append(name)
                yield None

        board.run(noting("first", 10**9))
        await asyncio.sleep(0.01)
        board.run(noting("second", 5))
        start = len(seen)
        await asyncio.sleep(0.05)
        assert "first" not in seen[start + 1 :]
        assert seen[-5:] == ["second"] * 5
        assert not board.running

    asyncio.run(session())


def test_an_error_in_the_work_ends_it_and_is_said_under_the_pictures():
    async def session():
        board = make()
        board.run(climb(board, fail_at=3))
        while board.running:
            await asyncio.sleep(0.001)
        assert board.view.message == "ArithmeticError: lost the way"
        assert board.rate == 3 / 20
        board.rate = 0.5
        assert board.view.message == ""

    asyncio.run(session())


def test_an_action_that_fails_says_so():
    def fail(board):
        raise ValueError("no path yet")

    board = make(actions={"Go": fail})
    board._on_wish(board.view, {"act": "Go"}, [])
    assert board.view.message == "ValueError: no path yet"
    board._on_wish(board.view, {"act": "Nothing of that name"}, [])


def test_closing_a_board_stops_its_work():
    async def session():
        board, steps = make(), []

        def endless():
            while True:
                steps.append(1)
                yield None

        board.run(endless())
        await asyncio.sleep(0.01)
        board.close()
        count = len(steps)
        await asyncio.sleep(0.02)
        assert len(steps) <= count + 1

    asyncio.run(session())
