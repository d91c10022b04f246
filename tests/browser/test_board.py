"""A board in a real JupyterLab and a real browser: moves, drags, keys, work that stops, and accessibility."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import lab
from tests.browser.calm import rest
from tests.browser.drivers import patiently
from tests.browser.watch import messages, most_in_flight, watch

CODE = """
from gradcalc.pictures.background import sample_map
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import Changing, graph_picture, map_picture
from gradcalc.live.board.inputs import choice, slider, switch, whole_slider
from gradcalc.pictures.marks import Dot, Dots, Label, Polyline

def read(x, y, rate, count, function, trace, method):
    if rate > 1.9:
        raise ArithmeticError("it runs away")
    return dict(x=x, y=y, rate=rate, count=count, surface=gc.GALLERY[function], trace=trace)

def the_map(reading):
    return map_picture(
        sample_map(reading["surface"]),
        lambda r: [Dot(r["x"], r["y"], "point"), Label("start", r["x"], r["y"], 0, 1, "point")],
        lambda r: f"The start is at ({r['x']:.2f}, {r['y']:.2f}).",
        moves=("x", "y"),
    )

def graph(title):
    return graph_picture(
        title, "number of steps", (0, 10), (0, 2),
        lambda r: [
            Polyline((0.0, 10.0), (r["rate"], r["rate"]), "curve"), Dot(float(r["count"]), r["rate"], "projection"),
        ],
        lambda r: f"{title}: {r['rate']:.3f} after {r['count']} steps.",
        moves=("count", None),
    )

def climb(board):
    for i in range(1000):
        board.rate = i / 1000
        yield i / 1000

def make(**more):
    return Board(
        {"map": Changing(lambda r: r["surface"].name, the_map), "rate": graph("rate"), "again": graph("again")},
        {"x": slider("start x", -2, 2, 1.0), "y": slider("start y", -2, 2, 0.5), "rate": slider("rate", 0, 2, 0.1),
         "count": whole_slider("steps", 0, 10, 3), "function": choice("function", ["bowl", "saddle"]),
         "trace": switch("show the path", True), "method": choice("method", ["plain", "momentum"])},
        read, table=lambda r: [("rate", f"{r['rate']:.3f}")],
        actions={"Climb": lambda b: b.run(climb(b), pause=0.01)},
        remark=lambda r: "That is fast." if r["rate"] > 1.5 else "", **more,
    )
"""


@pytest.fixture
def board(page, server, request):
    return open_board(page, server, request.node.name.split("[")[0])


def open_board(page, server, name, columns='[["map"], ["rate", "again", "words"]]'):
    address, root = server
    lab.write_notebook(root / f"{name}.ipynb", f"import gradcalc as gc{CODE}", f"b = make(columns={columns})\nb")
    lab.open_notebook(page, address, f"{name}.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:hide-all-cell-code')")
    board = lab.ExplorerPage(page)
    board.settle()
    return board


def wait_until(board, expression):
    for _ in patiently(expression):
        if board.value(expression):
            return
        board.page.wait_for_timeout(20)


def rate_shown(board):
    return float(board.table()["rate"])


def test_a_slider_moves_the_pictures_the_table_and_the_words(board):
    canvas, background = board.canvas(), board.background()
    board.drag_slider("start x", -60)
    assert board.canvas() != canvas
    assert board.background() == background
    x = board.value("b.x")
    assert x < 0
    assert board.picture.get_attribute("aria-label").startswith(f"The start is at ({x:.2f}, 0.50).")
    board.drag_slider("rate", 40)
    assert rate_shown(board) == pytest.approx(board.value("b.rate"), abs=6e-4)
    board.page.wait_for_function(
        "(words) => document.querySelector('.gradcalc-hidden').textContent.startsWith(words)",
        arg=board.value("b.sentence"),
    )


def test_the_point_is_dragged_and_clicked_and_the_sliders_follow(board):
    board.drag_point(50, -70)
    frame = board.value("dict(b.view.backgrounds['map'], png=None)")
    per_unit = frame["box_width"] / 4.8
    x = (frame["width"] / 2 + 50 - frame["left"]) / per_unit - 2.4
    y = 2.4 - (frame["height"] / 2 - 70 - frame["top"]) / per_unit
    assert board.value("[b.x, b.y]") == pytest.approx([x, y], abs=0.01)
    assert float(board.handle("start x").get_attribute("aria-valuenow")) == pytest.approx(x, abs=0.06)
    board.drag_point(900, 900)
    assert board.value("[b.x, b.y]") == [2, -2]
    board.picture.click(position={"x": frame["left"] + 1.4 * per_unit, "y": frame["top"] + 1.4 * per_unit})
    board.settle()
    assert board.value("[b.x, b.y]") == pytest.approx([-1, 1], abs=0.01)


def test_one_message_of_the_hand_is_on_its_way_at_a_time(board):
    watch(board.page)
    box = board.picture.bounding_box()
    mouse = board.page.mouse
    mouse.move(box["x"] + 100, box["y"] + 100)
    mouse.down()
    for i in range(60):
        mouse.move(box["x"] + 100 + 4 * i, box["y"] + 100 + 3 * i)
    mouse.up()
    rest(board.page)
    log = messages(board.page)
    comm = board.value("b.view.comm.comm_id")
    assert most_in_flight(log, comm) == 1
    moved = [m for m in log if m["way"] == "send" and m["hand"]]
    frames = [m for m in log if m["way"] == "recv" and m["comm"] == comm and m["state"] == ["frame"]]
    assert len(frames) == len(moved)


def test_arrow_keys_on_a_picture_move_its_point(board):
    board.picture.focus()
    for key in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowDown"):
        board.page.keyboard.press(key)
    board.settle()
    assert board.value("[b.x, b.y]") == pytest.approx([1 - 2 * 0.04, 0.5 + 0.04 - 0.4])
    board.page.keyboard.press("Home")
    board.settle()
    assert board.value("[b.x, b.y]") == [1, 0.5]
    graph = board.page.locator(".gradcalc-rate")
    graph.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        board.page.keyboard.press(key)
    board.settle()
    assert board.value("[b.count, b.rate]") == [5, 0.1]


def test_a_new_function_brings_a_new_background_for_its_picture_only(board):
    background = board.background()
    board.python("b.rate = 0.5")
    assert board.background() == background
    board.page.get_by_label("function", exact=True).select_option("saddle")
    board.settle()
    board.page.wait_for_timeout(300)
    assert board.background() != background
    assert board.value("b.view.frame['sheets']")["map"] == board.value("b.view.frame['sheets']")["rate"] + 1


def test_work_runs_while_sliders_stay_live_and_stops(board):
    page = board.page
    page.get_by_role("button", name="Climb").click()
    wait_until(board, "b.rate > 0.02 and b.running")
    progress = page.get_by_label("Progress", exact=True)
    assert progress.is_visible()
    canvas = board.canvas()
    board.drag_slider("start x", -50)
    assert board.value("[b.running, b.x < 0.5]") == [True, True]
    assert board.canvas() != canvas
    page.get_by_role("button", name="Stop").click()
    wait_until(board, "not b.running")
    board.settle()
    stopped = board.value("b.rate")
    assert 0.02 < stopped < 0.99
    page.wait_for_timeout(200)
    assert board.value("b.rate") == stopped
    assert rate_shown(board) == pytest.approx(stopped, abs=6e-4)
    assert progress.is_hidden()
    assert page.get_by_role("button", name="Stop").get_attribute("aria-disabled") == "true"


def test_work_is_begun_and_stopped_from_the_keyboard(board):
    page = board.page
    page.get_by_role("button", name="Climb").focus()
    page.keyboard.press("Enter")
    wait_until(board, "b.running")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wait_until(board, "not b.running")
    assert page.evaluate("() => document.activeElement.textContent") == "Stop"


def test_an_error_is_shown_and_the_picture_stays(board):
    canvas = board.canvas()
    board.handle("rate").press("End")
    board.settle()
    assert board.message.inner_text() == "ArithmeticError: it runs away"
    assert board.canvas() == canvas
    board.python("b.rate = 1.6")
    assert board.message.inner_text() == ""
    assert board.page.locator(".gradcalc-remark").first.inner_text() == "That is fast."


def test_a_cell_run_again_stops_the_work_and_leaves_nothing(board):
    page = board.page
    count = "__import__('ipywidgets').widgets.widget._instances.__len__()"
    before = board.value(count)
    page.get_by_role("button", name="Climb").click()
    wait_until(board, "b.running")
    board.python("old = b")
    page.evaluate(
        """async () => {
            window.jupyterapp.shell.currentWidget.content.activeCellIndex = 1;
            await window.jupyterapp.commands.execute('notebook:run-cell');
        }"""
    )
    board.settle()
    assert board.value("[old.running, b is old]") == [False, False]
    assert board.value(count) == before
    board.drag_slider("start x", -40)
    assert board.value("b.x") < 0.5


def violations(page):
    found = Axe().run(page, context=".gradcalc-explorer").response["violations"]
    return [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]


def test_axe_finds_nothing_in_either_theme(board):
    for dark in (False, True):
        lab.set_theme(board.page, dark)
        board.python("b.rate = 1.8")
        board.handle("rate").press("End")  # a message
        board.settle()
        assert violations(board.page) == []
    lab.set_theme(board.page, False)


FOCUSED = """() => {
    const node = document.activeElement;
    if (!node.closest('.gradcalc-explorer')) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    const label = node.getAttribute('aria-label') ?? node.labels?.[0]?.textContent ?? node.textContent;
    return { label: label.trim(), ring: outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 };
}"""


def test_the_keyboard_reaches_everything_and_focus_shows(board):
    page, stops = board.page, []
    page.keyboard.press("Escape")
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None and stops:
            break
        if stop:
            assert stop["ring"], stop
            stops.append(stop["label"])
    wanted = (
        "start x",
        "start y",
        "rate",
        "steps",
        "function",
        "show the path",
        "method",
        "Climb",
        "Stop",
    )
    for name in (*wanted, "The start is at", "again"):
        assert any(label.startswith(name) for label in stops), (name, stops)


def test_a_narrow_window_stacks_the_pictures_without_a_scrollbar(board):
    def boxes():
        return [board.page.locator(f".gradcalc-{kind}").bounding_box() for kind in ("map", "rate", "again")]

    chart, rate, again = boxes()
    assert rate["x"] >= chart["x"] + chart["width"]
    assert again["y"] >= rate["y"] + rate["height"]
    board.page.set_viewport_size({"width": 700, "height": 900})
    board.settle()
    chart, rate, again = boxes()
    assert chart["y"] + chart["height"] <= rate["y"] < again["y"]
    for name in (".gradcalc-explorer", ".gradcalc-view"):
        assert board.page.locator(name).first.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 1, name


def test_the_pictures_are_sharp_on_a_dense_screen(page, server):
    with lab.screen(page, 2, {"width": 1280, "height": 800}):
        board = open_board(page, server, "sharp-board")
        width = board.value("b.view.backgrounds['map']['width']")
        assert board.picture.locator("canvas.gradcalc-canvas").evaluate("(canvas) => canvas.width") == 2 * width
        page.wait_for_function(
            "(width) => document.querySelector('.gradcalc-picture img').naturalWidth === width", arg=2 * width
        )


def test_values_between_the_positions_of_a_slider_survive_the_browser(page, server):
    address, root = server
    cells = f"import gradcalc as gc{CODE}", "b = make()\nb.set(x=0.0014, rate=0.12345)\nb", "b.rate = 0.54321"
    lab.write_notebook(root / "exact.ipynb", *cells)
    lab.open_notebook(page, address, "exact.ipynb")
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    board.settle()
    assert board.value("[b.x, b.rate]") == [0.0014, 0.54321]


def test_a_hill_turns_without_the_kernel_and_its_point_moves_on_the_floor_on_the_hill_and_by_keys(page, server):
    address, root = server
    cells = "import gradcalc as gc", "b = gc.explore_descent('bowl', x=1.2, y=-0.8, rate=0.1, steps=3)\nb"
    lab.write_notebook(root / "hill.ipynb", *cells)
    lab.open_notebook(page, address, "hill.ipynb")
    page.set_viewport_size({"width": 2300, "height": 1000})  # where no picture has to shrink, with words beside them
    lab.run_all(page)
    page.wait_for_selector(".gradcalc-side tbody tr")
    board = lab.ExplorerPage(page)
    board.settle()
    hill = page.locator(".gradcalc-hill")
    hill.scroll_into_view_if_needed()
    box = hill.bounding_box()
    chart = "b._pictures['hill'].hill"
    view = f"__import__('gradcalc.pictures.space', fromlist=['']).View({chart}, b.view.camera)"

    def drag(place, dx, dy):
        page.mouse.move(box["x"] + place[0], box["y"] + place[1])
        page.mouse.down()
        for i in range(1, 6):
            page.mouse.move(box["x"] + place[0] + dx * i / 5, box["y"] + place[1] + dy * i / 5)
        page.mouse.up()
        board.settle()

    def pixel(height):
        """Where the kernel sees the start at a height of f."""
        (x, y), frame = board.value(f"list({view}.at(b.x, b.y, {height}))"), board.value(f"vars({chart}.frame)")
        (x0, x1), (y0, y1) = frame["xlim"], frame["ylim"]
        across, up = (x - x0) / (x1 - x0), (y1 - y) / (y1 - y0)
        return frame["left"] + across * frame["box_width"], frame["top"] + up * frame["box_height"]

    canvas, before = hill.locator(".gradcalc-canvas"), board.value("b.values")
    pixels = canvas.evaluate("(c) => c.toDataURL()")
    drag((30, 60), 100, 40)
    assert canvas.evaluate("(c) => c.toDataURL()") != pixels
    # The kernel is told when the camera rests, and on a slow machine it may rest on the way.
    wait_until(board, "(round(b.view.azimuth, 6), round(b.view.elevation, 6)) == (-100, 41)")
    assert board.value("b.values") == before
    assert "The hill is seen from the south. Arrow keys" in hill.get_attribute("aria-label")

    place = pixel(f"{chart}.floor")
    drag(place, -40, 0)
    assert pixel(f"{chart}.floor") == pytest.approx((place[0] - 40, place[1]), abs=1.5)
    place = pixel("b.reading.values[0]")
    drag(place, 30, 0)
    assert pixel("b.reading.values[0]") == pytest.approx((place[0] + 30, place[1]), abs=3)

    x = board.value("b.x")
    hill.focus()
    page.keyboard.press("ArrowLeft")
    board.settle()
    assert board.value("b.x") == pytest.approx(x - 0.04)
    page.locator(".gradcalc-camera").focus()
    page.keyboard.press("Home")
    wait_until(board, "(b.view.azimuth, b.view.elevation) == (-60, 25)")
    for dark in (False, True):
        lab.set_theme(page, dark)
        board.settle()
        assert violations(page) == []
    lab.set_theme(page, False)
