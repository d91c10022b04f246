"""The explorer on the kernel's side: traits, sliders, messages and what a page without a kernel shows."""

import base64
import io
import math
import threading
import time
import warnings

import ipywidgets.widgets as widgets
import numpy as np
import pytest
import traitlets
from IPython.core.interactiveshell import InteractiveShell
from PIL import Image, ImageSequence

import gradcalc as gc
from gradcalc.functions.formula import formula
from gradcalc.live import export
from gradcalc.live.explorer import explorer as explorer_module
from gradcalc.live.explorer.drawn_still import PIXEL_RATIO, drawn_still
from gradcalc.live.explorer.explorer import Explorer
from gradcalc.live.explorer.screen import laid
from gradcalc.pictures.render import png


def field_of(explorer):
    return np.frombuffer(explorer.view.field, dtype=np.float32).reshape(-1, 4)


def table_of(explorer):
    return {name: value for name, value, _ in explorer.view.frame["table"]}


def test_traits_move_the_sliders_and_the_picture():
    e = gc.explore()
    before = e.view.frame
    e.x, e.angle, e.step = 1.5, 90, 1e-4
    assert (e.controls.x.value, e.controls.angle.value) == (1.5, 90)
    assert e.controls.step.value == pytest.approx(1e-4)
    assert e.view.frame != before
    assert table_of(e)["∂f/∂x"] == "3.000100"


@pytest.mark.parametrize(
    ("name", "value"), [("x", -0.5), ("y", 1.25), ("angle", 200.0), ("step", 1e-3)]
)  # fmt: skip
def test_sliders_move_the_traits(name, value):
    e = gc.explore()
    getattr(e.controls, name).value = value
    assert getattr(e, name) == value


def test_the_slider_takes_the_nearest_position_and_the_trait_keeps_its_value():
    e = gc.explore(x=0.12345, step=3e-7)
    assert e.x == 0.12345
    assert e.controls.x.value == pytest.approx(0.12)
    assert e.step == 3e-7


def test_a_drag_moves_both_coordinates_with_one_new_frame():
    e = gc.explore()
    frames = []
    e.view.observe(lambda change: frames.append(change["new"]), "frame")
    e.view.hand = {"x": -1.0, "y": 0.5, "angle": e.angle}
    assert (e.x, e.y, e.controls.x.value, e.controls.y.value) == (-1, 0.5, -1, 0.5)
    assert len(frames) == 1


def test_the_same_state_gives_the_same_picture_however_it_was_reached():
    moved = gc.explore("ripple")
    for name in ("saddle", "Himmelblau", "bowl"):
        moved.surface = name
    moved.x, moved.y, moved.angle, moved.step = 0.3, -1.2, 250, 1e-2
    fresh = gc.explore("bowl", x=0.3, y=-1.2, angle=250, step=1e-2)
    assert moved.view.frame == fresh.view.frame
    assert moved.view.field == fresh.view.field
    assert moved.view.panels == fresh.view.panels
    assert moved._repr_mimebundle_()[0]["image/png"] == fresh._repr_mimebundle_()[0]["image/png"]


def test_the_step_redraws_the_field_and_the_point_does_not():
    e = gc.explore(method="forward")
    field = e.view.field
    e.x = 0
    assert e.view.field is field
    e.step = 1.0
    arrows = field_of(e)
    middle = arrows[:, :2] + arrows[:, 2:] / 2
    expected = 2 * middle + 1  # forward differences of x^2 + y^2 with h = 1
    np.testing.assert_allclose(arrows[:, 2] * expected[:, 1], arrows[:, 3] * expected[:, 0], atol=1e-5)  # parallel


def pass_in_python(x, y):
    """The saddle as a function that only Python can compute: the page draws formulas by itself."""
    return x**2 - y**2


def test_density_and_lengths_redraw_the_field_and_nothing_else():
    e = gc.explore(pass_in_python, field=True)
    field, panels, partials = e.view.field, e.view.panels, e.view.partials
    e.arrows = 9
    assert len(field_of(e)) == 9 * 9
    assert "9 × 9 arrows, their lengths in true proportion" in e.view.frame["note"]
    e.lengths = "equal"
    lengths = np.hypot(*field_of(e)[:, 2:].T)
    assert np.count_nonzero(lengths < 1e-9) == 1  # at the pass, in the middle of the grid
    assert np.sort(lengths)[1:] == pytest.approx(0.8 * 4 / 8, rel=1e-5)
    assert e.view.panels is panels
    assert e.view.partials is partials
    e.arrows, e.lengths = 20, "proportional"
    assert e.view.field == field


def test_of_a_formula_the_page_is_sent_the_tree_and_no_picture():
    e = gc.explore("x y", views=("map", "surface", "slice"), field=True)
    tree = formula("x y").tree
    assert e.view.given == {"name": "x y", "tree": tree, "title": ""}
    assert not any({"png", "levels", "hill"} & set(panel) for panel in e.view.panels)
    assert (e.view.field, e.view.partials, e.view.heights) == (b"", {}, {})
    assert e.view.functions["x y"]["start"] == (1.0, 1.0)
    e.surface = pass_in_python
    assert e.view.given == {}
    assert e.view.functions["pass_in_python"] == {}
    assert all({"png", "levels", "hill"} <= set(panel) for panel in e.view.panels)
    assert e.view.field
    assert e.view.partials
    assert e.view.heights


def test_a_formula_with_another_gradient_than_its_own_stays_with_python():
    mine = gc.Surface("mine", formula("x y"), gradient=lambda x, y: np.array([x, y]))
    assert gc.explore(mine).view.given == {}
    assert gc.explore(gc.Surface("mine", formula("x y"))).view.given == {}
    assert gc.explore(formula("x y")).view.given["name"] == "x y"


def test_a_slow_drawing_in_one_thread_does_not_undo_a_newer_state_of_another(monkeypatch):
    e = gc.explore("bowl")
    started, show = threading.Event(), explorer_module.show_stage

    def slow(*arguments):
        started.set()
        time.sleep(0.3)
        show(*arguments)

    monkeypatch.setattr(explorer_module, "show_stage", slow)
    thread = threading.Thread(target=lambda: setattr(e, "surface", "saddle"))
    thread.start()
    started.wait()
    e.lengths = "equal"
    thread.join()
    assert "all of one length" in e.view.frame["note"]


def test_the_controls_of_the_field_and_the_traits_follow_each_other():
    e = gc.explore("saddle", field=True, arrows=11, lengths="compressed")
    controls = e.children[1]
    assert (controls.arrows.value, controls.lengths.value) == (11, "compressed")
    controls.arrows.value, controls.lengths.value = 30, "equal"
    assert (e.arrows, e.lengths) == (30, "equal")
    e.arrows = 3
    assert controls.arrows.value == 3
    for name, value in (("arrows", 41), ("arrows", 2), ("lengths", "long")):
        with pytest.raises(traitlets.TraitError):
            setattr(e, name, value)
    assert (e.arrows, e.lengths, controls.arrows.value, controls.lengths.value) == (3, "equal", 3, "equal")


def test_a_new_function_keeps_the_way_the_field_is_drawn():
    e = gc.explore("saddle", field=True, arrows=7, lengths="equal")
    e.surface = "bowl"
    assert e.view.field == gc.explore("bowl", arrows=7, lengths="equal").view.field


def test_a_new_function_brings_its_window_and_its_start():
    e = gc.explore("bowl", x=-2)
    e.surface = "Himmelblau"
    assert (e.x, e.y) == gc.GALLERY["Himmelblau"].start
    assert (e.controls.x.min, e.controls.x.max) == (-5, 5)
    assert e.controls.function.value == "Himmelblau"
    e.controls.function.value = "bowl"
    assert e.surface is gc.GALLERY["bowl"]
    assert (e.controls.x.min, e.controls.x.max) == (-2, 2)


def test_any_function_of_two_variables_can_be_explored():
    def mine(x, y):
        return x * y

    e = gc.explore(mine, xlim=(0, 3), x=2, y=1)
    assert e.controls.function.value == "mine"
    assert (table_of(e)["∂f/∂x"], table_of(e)["∂f/∂y"]) == ("1.000000", "2.000000")
    assert e.surface.xlim == (0, 3)


def test_a_typed_formula_becomes_the_function_and_can_be_chosen_again():
    e = gc.explore()
    e.controls.formula.value = "x*y^2"
    assert e.surface.name == "x*y^2"
    e.controls.function.value = "bowl"
    e.controls.function.value = "x*y^2"
    assert e.surface(2.0, 3.0) == 18


@pytest.mark.parametrize(
    "text", ["x*z", "x.real", "__import__('os')", "x" * 100_000, "(" * 60 + "x" + ")" * 60, "log(-1)"]
)
def test_a_bad_formula_is_explained_and_the_last_good_picture_stays(text):
    e = gc.explore()
    frame, background, surface = e.view.frame, e.view.panels, e.surface
    e.controls.formula.value = text
    assert len(e.view.message) > 20
    assert (e.view.frame, e.view.panels, e.surface) == (frame, background, surface)
    e.x = 0
    assert e.view.message == ""


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("x", 99, "from -2 to 2"),
        ("y", float("nan"), "from -2 to 2"),
        ("angle", float("inf"), "finite"),
        ("step", 0, "1e-16"),
        ("step", 2, "to 1"),
        ("method", "magic", "five-point"),
    ],
)
def test_a_state_that_does_not_fit_is_refused(name, value, words):
    e = gc.explore()
    before = e.state
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(e, name, value)
    assert e.state == before
    with pytest.raises(traitlets.TraitError, match=words):
        gc.explore(**{name: value})


def test_a_bad_function_is_refused_and_named():
    e = gc.explore()
    with pytest.raises(ValueError, match="nope"):
        e.surface = "nope + x"
    with pytest.raises(TypeError, match="surface, a function"):
        gc.explore(42)
    with pytest.raises(TypeError, match="speed"):
        gc.explore(speed=3)
    assert e.surface is gc.GALLERY["bowl"]


@pytest.mark.parametrize("name", ["x", "y", "angle", "step"])
def test_every_position_of_a_slider_reaches_its_trait(name):
    e = gc.explore()
    slider = getattr(e.controls, name)
    logarithmic = name == "step"
    positions = np.arange(round((slider.max - slider.min) / slider.step), -1, -1)
    values = slider.min + positions * slider.step
    for value in 10**values if logarithmic else values:
        slider.value = float(np.nextafter(value, 1))  # as a browser, whose powers differ in the last digit
        assert getattr(e, name) == slider.value
    assert getattr(e, name) == pytest.approx(1e-16 if logarithmic else slider.min, rel=1e-9)


def test_a_tiny_window_has_sliders_that_work():
    e = gc.explore("1e9*x + 1e9*y", xlim=(0, 1e-9), ylim=(0, 1e-9))
    e.controls.x.value = 1e-10
    assert e.x == 1e-10


@pytest.mark.parametrize(
    "f", [lambda x, y: math.log(x * x + y * y), lambda x, y: 1 / math.hypot(x, y), lambda x, y: x if x > y else y]
)
def test_functions_that_raise_at_the_origin_alone_have_a_picture(f):
    e = gc.explore(f, x=1, y=0.5)
    assert e.view.panels[0]["png"].startswith(b"\x89PNG")
    assert "called once per point" in e.view.message
    assert e._repr_mimebundle_()[0]["image/png"]


def test_a_function_that_raises_on_the_map_is_refused_and_changes_nothing():
    def cliff(x, y):
        if x > 1.99:
            raise RuntimeError("too far east")
        return x * y

    e = gc.explore("Himmelblau")
    before = e.surface, e.state, e.view.panels, e.view.frame, e.controls.x.max
    with pytest.raises(RuntimeError, match="too far east"):
        e.surface = cliff
    assert (e.surface, e.state, e.view.panels, e.view.frame, e.controls.x.max) == before
    with pytest.raises(RuntimeError, match="too far east"):
        gc.explore(cliff)


def test_a_function_that_fails_when_it_is_chosen_again_leaves_the_chooser_alone():
    def mine(x, y):
        if broken:
            raise RuntimeError("gone")
        return x * y

    broken = False
    e = gc.explore(mine)
    e.surface = "bowl"
    broken = True
    e.controls.function.value = "mine"
    assert e.controls.function.value == "bowl"
    assert e.surface is gc.GALLERY["bowl"]
    assert "gone" in e.view.message


def test_a_new_function_starts_exactly_where_it_says():
    e = gc.explore("Himmelblau", x=5)
    e.surface = gc.Surface("here", lambda x, y: x + y, start=(0.12345, 0))
    assert (e.x, e.y) == (0.12345, 0)
    e.surface = gc.Surface("edge", lambda x, y: x - y, start=(2, -2))
    assert (e.x, e.y) == (2, -2)
    assert e.view.message == ""


def test_a_drag_from_the_window_of_the_function_before_stops_at_the_edge():
    e = gc.explore()
    e.view.hand = {"x": 0.0, "y": 99.0, "angle": e.angle}
    assert (e.x, e.y) == (0, 2)
    assert e.sentence in e.view.frame["sentence"]


def test_a_screen_that_changes_keeps_the_message():
    e = gc.explore("sqrt(x)")
    e.view.screen = {"pixel_ratio": 2, "dark": False}
    assert "50.0% of the points" in e.view.message
    e.controls.formula.value = "x*z"
    e.view.screen = {"pixel_ratio": 1, "dark": True}
    assert "“z”" in e.view.message


def test_displaying_an_explorer_warns_of_nothing():
    e = gc.explore("sqrt(x)")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert e._repr_mimebundle_()[0]["image/png"]


def test_a_slider_move_costs_one_reading():
    calls = []

    def mine(x, y):
        calls.append(np.ndim(x))
        return x * y

    e = gc.explore(mine)
    calls.clear()
    e.angle = 20
    by_angle = len(calls)
    calls.clear()
    e.x = 0.5
    assert len(calls) == by_angle


def test_a_function_named_like_one_of_the_gallery_does_not_replace_it():
    def saddle(x, y):
        return x * y

    e = gc.explore(saddle)
    assert e.controls.function.value == "saddle (2)"
    e.controls.function.value = "saddle"
    assert e.surface is gc.GALLERY["saddle"]
    e.controls.function.value = "saddle (2)"
    assert e.surface.f is saddle


def test_a_formula_can_be_typed_again_after_another_choice():
    e = gc.explore()
    e.controls.formula.value = "x*y"
    e.controls.function.value = "bowl"
    assert e.controls.formula.value == ""
    e.controls.formula.value = "x*y"
    assert e.surface.name == "x*y"
    assert e.controls.function.label == "x*y"
    assert sum(name.startswith("x*y") for name in e.controls.functions) == 1


@pytest.mark.parametrize("f", ["abs(x)*y", lambda x, y: abs(x) * y])
def test_the_complex_step_is_not_believed_where_it_lies(f):
    e = gc.explore(f, x=1, y=1)
    e.method = "complex"
    assert "method='complex' fails" in e.view.message
    assert e.view.frame["state"]["method"] == "complex"
    assert "complex step is wrong" in e.view.frame["remark"]
    assert not e.view.field
    assert not e.reading.diagnosis.exists
    assert "complex step is wrong" in e.reading.diagnosis.remark
    e.method = "central"
    assert not e.view.message
    assert bool(e.view.field) == callable(f)


def test_a_formula_that_takes_no_complex_steps_is_shown_and_followed_all_the_same():
    e = gc.explore("bowl")
    e.method = "complex"
    for typed in ("arctan2(y, x)", "hypot(x, y)", "abs(x)"):
        assert e.offer(typed)
        assert "complex" in e.view.message
        e.view.hand = {"x": 0.5, "y": -0.25, "angle": 30, "stamp": typed}
        shown = e.view.frame["state"]
        assert (shown["x"], shown["y"], shown["angle"], shown["method"]) == (0.5, -0.25, 30, "complex")


@pytest.mark.parametrize("f", ["sin(x) y", lambda x, y: np.sin(x) * y])
def test_a_long_complex_step_is_off_as_every_difference_is_and_not_refused(f):
    e = gc.explore(f)
    e.method, e.step = "complex", 0.1
    assert not e.view.message
    assert (e.view.frame["state"]["step"], e.view.frame["state"]["method"]) == (0.1, "complex")
    assert e.offer("x cos(y)")
    assert not e.view.message


@pytest.mark.parametrize("f", ["hypot(x, y)", lambda x, y: np.hypot(x, y)])
def test_a_method_that_cannot_be_taken_is_refused_and_the_point_goes_on_moving(f):
    e = gc.explore(f, x=1, y=1)
    frame = e.view.frame
    with pytest.raises(TypeError, match="takes no complex numbers"):
        e.method = "complex"
    e.controls.method.value = "complex"
    assert e.view.message.startswith("method='complex' calls")
    assert (e.method, e.controls.method.value, e.view.frame) == ("forward", "forward", frame)
    e.x = 0.5
    assert e.view.frame["state"]["x"] == 0.5
    assert e.view.message == ""


@pytest.mark.parametrize(("name", "x", "y"), [("saddle", 0, 0), ("monkey saddle", 0, 0), ("bowl", 0, 0)])
def test_a_zero_gradient_is_said_in_words(name, x, y):
    e = gc.explore(name, x=x, y=y)
    assert "gradient is zero" in e.view.frame["remark"]
    assert not [m for m in e.view.frame["marks"]["map"] if m["kind"] == "Arrow" and m["role"] == "gradient"]


def test_a_gradient_too_short_to_draw_is_said_in_words():
    e = gc.explore("two hills", x=-2, y=-2)
    assert "too short" in e.view.frame["remark"]


def test_a_window_too_narrow_for_equal_units_is_refused():
    with pytest.raises(ValueError, match="ylim"):
        gc.explore("bowl", xlim=(0, 1000))


def test_angles_wrap_round():
    assert gc.explore(angle=-45).angle == 315
    assert gc.explore(angle=725).angle == 5


def test_an_exception_of_the_function_is_shown_and_the_last_good_picture_stays():
    def mine(x, y):
        if broken:
            raise RuntimeError("too far")
        return x * y

    broken = False
    e = gc.explore(mine)
    frame, broken = e.view.frame, True
    e.x = 0
    assert e.view.message == "RuntimeError: too far"
    assert e.view.frame == frame


def test_warnings_appear_under_the_picture_and_nowhere_else():
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        e = gc.explore("sqrt(x)")
    assert "50.0% of the points" in e.view.message


def test_where_there_is_no_gradient_a_sentence_stands_instead_of_arrows():
    e = gc.explore("kinks", x=0, y=0)
    kinds = [(mark["kind"], mark["role"]) for mark in e.view.frame["marks"]["map"]]
    assert ("Arrow", "gradient") not in kinds
    assert ("Arrow", "direction") in kinds
    assert "kink" in e.view.frame["remark"]
    assert e.view.frame["sentence"] == e.view.frame["remark"]


def test_the_browser_may_ask_for_a_sharper_or_darker_background():
    e = gc.explore(pass_in_python)
    light = e.view.panels[0]["png"]
    e.view.screen = {"pixel_ratio": 2, "dark": True}
    assert e.view.panels[0]["png"] != light
    width = int.from_bytes(e.view.panels[0]["png"][16:20], "big")  # from the PNG's header
    assert width == 2 * e.view.panels[0]["width"]


def test_without_a_kernel_there_is_a_picture_and_its_words():
    e = gc.explore(angle=45)
    bundle, said = e._repr_mimebundle_()
    assert said["gradcalc"] == {"kind": "picture"}
    assert said["image/png"]["alt"] in bundle["text/plain"]
    assert said["image/png"]["alt"].endswith("along 45° the slope is 2.83.")
    assert said["image/png"]["width"] == pytest.approx(e.view.panels[0]["width"], abs=1)  # on the page
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG")
    assert bundle["text/plain"].startswith(
        "At (1.00, 1.00) the gradient is (2.00, 2.00), length 2.83; along 45° the slope is 2.83."
    )
    assert "application/vnd.jupyter.widget-view+json" in bundle


@pytest.mark.parametrize(
    ("f", "views"),
    [("saddle", ("map",)), ("log(x)", ("components", "slice x")), ("bowl", ("level", "surface", "slopes", "slice"))],
)
def test_the_still_is_the_figure_though_its_axes_are_used_again(f, views):
    for place in (0.5, 1.0):
        e = gc.explore(f, views=views, x=place)
        shown = Image.open(io.BytesIO(base64.b64decode(e._repr_mimebundle_()[0]["image/png"]))).convert("RGB")
        drawn = Image.open(io.BytesIO(png(e.figure(), 1.5))).convert("RGB")
        assert shown.size == drawn.size
        # Labels stand a pixel beside where they do in a figure of other pixels.
        assert np.abs(np.asarray(shown, float) - np.asarray(drawn)).mean() < 1.5


def test_a_still_is_drawn_once_for_each_state_that_is_shown(monkeypatch):
    drawn, freed = [], []
    monkeypatch.setattr(export, "drawn_still", lambda *what: drawn.append(what) or drawn_still(*what))
    monkeypatch.setattr(export, "give_back", lambda: freed.append(1))
    shell = InteractiveShell.instance()
    e, other = gc.explore(), gc.explore("saddle")
    assert drawn == []
    for _ in range(2):
        data, _ = shell.display_formatter.format(e)
        assert "image/png" in data
    assert len(drawn) == 1
    e.x = 0.25
    assert len(drawn) == 1, "a move draws none"
    shell.display_formatter.format(e)
    shell.display_formatter.format(other)
    assert len(drawn) == len(freed) == 3
    axes = laid("map", e._stage.panels["map"], False, PIXEL_RATIO)
    assert [*axes.collections, *axes.lines, *axes.texts, *axes.patches] == [], "an easel is left clean"


def test_one_unit_is_as_long_in_x_as_in_y():
    for surface in (*gc.GALLERY.values(), gc.Surface("wide", lambda x, y: x + y, xlim=(0, 5), ylim=(0, 1))):
        b = Explorer(surface).view.panels[0]
        per_x = b["box_width"] / (b["xlim"][1] - b["xlim"][0])
        per_y = b["box_height"] / (b["ylim"][1] - b["ylim"][0])
        assert per_x == pytest.approx(per_y)


def test_a_window_is_zoomed_and_the_point_stays_inside():
    e = gc.explore(pass_in_python, x=1, y=-1)
    background, own = e.view.panels[0]["png"], e.surface
    e.window = ((0, 2), (0, 2))
    assert (e.x, e.y) == (1, 0)
    assert (e.controls.y.min, e.controls.y.max) == (0, 2)
    assert e.view.panels[0]["png"] != background
    with pytest.raises(traitlets.TraitError, match="from 0 to 2"):
        e.x = -1
    e.reset_window()
    assert e.window == ((-2, 2), (-2, 2))
    e.x = -1
    assert e.surface is own


@pytest.mark.parametrize("window", [5, ((0, 1),), ((1, 0), (0, 1)), ((0, np.nan), (0, 1)), ((0, 1000), (0, 1))])
def test_a_window_that_does_not_fit_is_refused_and_changes_nothing(window):
    e = gc.explore()
    before = e.window, e.state, e.view.panels, e.view.frame
    with pytest.raises((traitlets.TraitError, TypeError, ValueError)):
        e.window = window
    assert (e.window, e.state, e.view.panels, e.view.frame) == before


def test_a_new_function_brings_its_own_window_after_a_zoom():
    e = gc.explore()
    e.window = ((0, 1), (0, 1))
    e.surface = "Himmelblau"
    assert e.window == ((-5, 5), (-5, 5))
    e.controls.function.value = "bowl"
    assert e.window == ((-2, 2), (-2, 2))


def test_the_browser_zooms_and_a_window_where_f_fails_is_refused_in_words():
    def cliff(x, y):
        if np.max(x) > 2.5:
            raise RuntimeError("too far east")
        return x * y

    e = gc.explore(cliff)
    e.view.window = {"xlim": [0, 1], "ylim": [0.5, 1.5], "stamp": "1"}
    assert e.window == ((0, 1), (0.5, 1.5))
    e.view.window = {"xlim": [-3, 3], "ylim": [-3, 3], "stamp": "2"}
    assert e.window == ((0, 1), (0.5, 1.5))
    assert e.view.message == "too far east"
    assert e.view.window == {"xlim": (0, 1), "ylim": (0.5, 1.5)}


def test_hands_in_the_picture_and_on_the_sliders_move_the_frame():
    e = gc.explore()
    e.view.hand = {"x": 0.5, "y": 0.25, "angle": 30, "stamp": "1"}
    rest = {"angle": 30, "step": 1e-7, "method": "forward", "arrows": 20, "lengths": "proportional"}
    assert e.view.frame["state"] == {"x": 0.5, "y": 0.25, **rest}
    e.controls.x.value, e.controls.method.value = -1.0, "central"
    assert e.view.frame["state"] == {"x": -1.0, "y": 0.25, **rest, "method": "central"}


def test_a_window_and_a_hand_of_one_message_fit_each_other_in_either_order():
    for names in (("window", "hand"), ("hand", "window")):
        e = gc.explore()
        sent = {
            "window": {"xlim": [-4, 4], "ylim": [-4, 4], "stamp": "1"},
            "hand": {"x": 3, "y": -3.5, "angle": 30, "stamp": "1"},
        }
        e.view.set_state({name: sent[name] for name in names})
        assert (e.window, e.x, e.y) == (((-4, 4), (-4, 4)), 3, -3.5)


def test_pictures_are_shown_alone_and_together():
    together = gc.explore(views=("map", "slopes", "slice"), angle=30)
    for view in ("map", "slopes", "slice"):
        alone = gc.explore(views=view, angle=30)
        assert [panel["kind"] for panel in alone.view.panels] == [view]
        assert alone.view.frame["marks"][view] == together.view.frame["marks"][view]
        assert alone._repr_mimebundle_()[0]["image/png"]
    text = together._repr_mimebundle_()[0]["text/plain"]
    assert "Slope against direction: a cosine" in text
    assert "Slice along u" in text


@pytest.mark.parametrize("views", [(), "maps", ("map", "map"), ("map", "hill")])
def test_unknown_pictures_are_refused(views):
    with pytest.raises(ValueError, match="views must name one or more of map, slopes, slice"):
        gc.explore(views=views)


@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("A.PNG", b"\x89PNG")])
def test_the_present_picture_is_saved(tmp_path, name, start):
    e = gc.explore(views=("map", "slice"))
    assert e.save(tmp_path / name) == tmp_path / name
    assert (tmp_path / name).read_bytes().startswith(start)


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"path must end in .png, .svg or .gif, got '.*bowl.bmp'"):
        gc.explore("bowl").save(tmp_path / "bowl.bmp")
    assert list(tmp_path.iterdir()) == []


def test_the_turn_is_saved_as_a_moving_picture_and_nothing_has_moved(tmp_path):
    e, shares = gc.explore(angle=40), []
    e.view.observe(lambda change: shares.append(change["new"]), "progress")
    e.save(tmp_path / "turn.gif")
    with Image.open(tmp_path / "turn.gif") as image:
        assert image.n_frames == 72
        assert image.info["loop"] == 0
        first, later = (np.asarray(frame.convert("RGB")) for frame in ImageSequence.all_frames(image)[:40:39])
        assert (first != later).any(axis=2).mean() < 0.1  # what stands still has one colour all along
    assert shares[-2:] == [1, None]
    assert shares[:-1] == sorted(shares[:-1])
    assert e.angle == 40


def test_a_closed_explorer_leaves_no_widget_behind():
    before = set(widgets.widget._instances)
    e = gc.explore(views=("map", "slopes", "slice"))
    assert len(set(widgets.widget._instances) - before) > 10
    e.close()
    assert set(widgets.widget._instances) <= before


def test_the_camera_and_the_layers_of_the_hill_are_traits_that_fit_or_are_refused():
    e = gc.explore("saddle", views=("map", "surface"), azimuth=220, elevation=40, shows=("plane", "level"))
    assert (e.view.azimuth, e.view.elevation, e.view.shows) == (220, 40, ["plane", "level"])
    assert "From the south-west" in e.view.frame["alternatives"]["surface"]
    e.view.azimuth, e.view.shows = 20.0, ["cut"]  # as the browser sets them
    assert (e.azimuth, e.shows) == (20, ("cut",))
    assert "the cut along 15° climbs there" in e.view.frame["alternatives"]["surface"]
    for name, value, message in [
        ("elevation", 91, "elevation must lie from 0 to 90 degrees, got 91."),
        ("elevation", math.nan, "got nan"),
        ("azimuth", math.inf, "azimuth must be a finite number of degrees, got inf."),
        (
            "shows",
            ("hill",),
            "shows must name some of cut, slices, plane, level, rises, each once, got \\('hill',\\).",
        ),
        ("shows", ("cut", "cut"), "each once"),
    ]:
        with pytest.raises(traitlets.TraitError, match=message):
            setattr(e, name, value)
    assert (e.azimuth, e.elevation, e.shows) == (20, 40, ("cut",))
    kinds = [solid["kind"] for solid in e.view.frame["solids"]["surface"]]
    assert {"Flat", "Line", "Pane", "Spot", "Word"} == set(kinds)


def test_the_hill_travels_once_and_turning_it_sends_no_picture():
    e = gc.explore(pass_in_python, views=("map", "surface"))
    panels = e.view.panels
    e.view.azimuth = 10.0
    e.x = 0.3
    assert e.view.panels is panels
    hill = panels[1]["hill"]
    size = sum(len(part) for part in [*hill.values(), *hill["colours"]] if isinstance(part, bytes))
    assert size == 41 * 41 * 4 + 2 * 40 * 40 * 3 + 2 * 41 * 8
    assert panels[0]["hill"] is None


def test_step_size_method_and_errors_are_folded_where_that_is_asked_for_and_still_obey():
    e = gc.explore("bowl", step=1e-4, fold_step=True)
    assert "gradcalc-unstepped" in e._dom_classes
    assert e.view.choosers["unfold"].description == "step size and error"
    assert all("gradcalc-precise" in widget._dom_classes for widget in (e.controls.step, e.controls.method))
    e.step = 1e-3
    assert e.controls.step.value == pytest.approx(1e-3)
    assert table_of(e)["∂f/∂x"] == "2.001000"
    e.controls.step.value = 1e-2
    assert e.step == 0.01


def test_an_explorer_has_three_sliders_in_sight_unless_told_otherwise():
    e = gc.explore()
    assert "gradcalc-unstepped" not in e._dom_classes
    assert "unfold" not in e.view.choosers
