"""A page made by nbconvert, opened where no kernel answers: sliders and drags still move the marks.

The page asks content delivery networks for the widgets' own files; here the npm packages of the
same versions answer instead.
"""

import importlib.metadata
import math
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

import nbformat
import pytest

from tests.browser import lab
from tests.browser.touch import fingers, path, phone, swipe

PACKAGES = {
    "@jupyter-widgets/html-manager": "^1.0.0",
    "anywidget": importlib.metadata.version("anywidget"),
    "requirejs": "2",
}

RECORDED = """from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import map_picture
from gradcalc.live.board.inputs import slider
from gradcalc.live.recording import record_board
from gradcalc.pictures.background import sample_map
from gradcalc.pictures.marks import Dot

def words(r):
    return f"The start is at ({r['x']:.2f}, {r['y']:.2f})."

chart = sample_map(gc.GALLERY["bowl"])
start = map_picture(chart, lambda r: [Dot(r["x"], r["y"], "point")], words, moves=("x", "y"))
sliders = {name: slider(f"start {name}", -2, 2, 1.0) for name in "xy"}
b = Board({"start": start}, sliders, lambda x, y: {"x": x, "y": y})
record_board(b)
b"""
COMPUTED = """d = gc.explore_descent(condition=10, rate=0.1, steps=5)
record_board(d)
d"""


@pytest.fixture(scope="module")
def packages(request):
    """Folders of unpacked npm packages, by name."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("needs npm: sudo apt-get install npm")
    folder = pathlib.Path(request.config.cache.mkdir("npm"))
    found = {}
    for name, version in PACKAGES.items():
        target = folder / f"{name.replace('/', '-')}-{version.strip('^')}"
        if not target.exists():
            packed = subprocess.run(
                [npm, "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, capture_output=True, text=True
            )
            with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
                archive.extractall(target, filter="data")
        found[name] = target / "package"
    return found


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The page, as a plain `jupyter nbconvert --to html` makes it."""
    folder = tmp_path_factory.mktemp("page")
    code = 'import gradcalc as gc\ne = gc.explore("saddle", views=("map", "surface", "slopes", "slice"))\ne'
    lab.write_notebook(folder / "page.ipynb", code, RECORDED, COMPUTED)
    notebook = nbformat.read(folder / "page.ipynb", as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell(r"Its slope is $D_{\mathbf{u}}f$, if $x < 1$."))
    nbformat.write(notebook, folder / "page.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--execute", str(folder / "page.ipynb")]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "page.html"


@pytest.fixture
def still(page, packages, exported):
    """The page in a browser without a network."""

    def answer(route):
        address = route.request.url
        asked = re.search(r"/((?:@[\w-]+/)?[\w.-]+)@[^/]+/(.+?)(\?|$)", address)
        if asked and asked[1] in packages:
            file = packages[asked[1]] / asked[2]
            file = file if file.suffix else file.with_suffix(".js")
        elif "/require" in address:
            file = packages["requirejs"] / "require.js"
        else:
            return route.abort()  # MathJax, which this page does not need
        return route.fulfill(path=file, headers={"Access-Control-Allow-Origin": "*"})

    page.route(re.compile("^https?://"), answer)
    page.goto(exported.as_uri())
    page.wait_for_selector(".gradcalc-map canvas.gradcalc-canvas", timeout=60_000)
    page.wait_for_function("() => document.querySelector('.noUi-handle')?.ariaLabel === 'x'")
    drawn = "(image) => image.hidden || image.naturalWidth > 100"  # by the page itself, or by Matplotlib
    page.wait_for_function(f"() => ({drawn})(document.querySelector('.gradcalc-map img'))")
    return page


def canvases(page):
    return [page.locator("canvas.gradcalc-canvas").nth(i).evaluate("(c) => c.toDataURL()") for i in range(4)]


def test_sliders_move_all_the_marks(still):
    assert still.locator(".gradcalc-lacks").count() == 0  # all of a formula answers
    for name in ("x", "y", "direction u (°)"):
        before = canvases(still)
        handle = still.get_by_role("slider", name=name, exact=True)
        handle.focus()
        for _ in range(30):
            still.keyboard.press("ArrowLeft" if name == "x" else "ArrowRight")
        assert all(a != b for a, b in zip(before, canvases(still), strict=True)), name
    label = still.locator(".gradcalc-map").first.get_attribute("aria-label")
    x, y = 1 - 0.3, 0.5 + 0.3
    assert label.startswith(f"At ({x:.2f}, {y:.2f}) the gradient is ({2 * x:.2f}, {-2 * y:.2f})")
    assert "along 45°" in label


def test_a_drag_moves_marks_and_sliders(still):
    chart = still.locator(".gradcalc-map").first
    shrunk = chart.locator("canvas.gradcalc-canvas").evaluate("(c) => c.clientWidth / c.width")
    chart.click(position={"x": shrunk * (58 + 200), "y": shrunk * (34 + 100)})
    label = still.locator(".gradcalc-map").first.get_attribute("aria-label")
    x, y, dx, dy = map(float, re.match(r"At \((.+), (.+)\) the gradient is \((.+), (.+)\), length", label).groups())
    assert (x, y, dx, dy) == pytest.approx((0, 1.2, 2 * x, -2 * y), abs=0.02)
    assert still.get_by_role("slider", name="y", exact=True).get_attribute("aria-valuenow") == "1.2"
    before = canvases(still)
    still.get_by_role("button", name="Turn u along the gradient").click()
    assert all(a != b for a, b in zip(before, canvases(still), strict=True))
    (angle,) = re.findall(r"along (\S+)° the slope", still.locator(".gradcalc-map").first.get_attribute("aria-label"))
    assert float(angle) == pytest.approx(math.degrees(math.atan2(dy, dx)) % 360, abs=0.1)
    before = canvases(still)
    still.get_by_role("button", name="Zoom out").click()
    assert all(a != b for a, b in zip(before, canvases(still), strict=True))


def test_the_camera_turns_and_layers_come_and_go(still):
    hill = still.locator(".gradcalc-surface canvas.gradcalc-canvas")
    shown = [hill.evaluate("(c) => c.toDataURL()")]
    for name in ("Show the tangent plane", "Show the cut along u"):
        still.get_by_role("button", name=name).click()
        shown.append(hill.evaluate("(c) => c.toDataURL()"))
    still.locator(".gradcalc-camera").first.focus()
    still.keyboard.press("Shift+ArrowRight")
    shown.append(hill.evaluate("(c) => c.toDataURL()"))
    still.locator(".gradcalc-surface").focus()
    still.keyboard.press("ArrowLeft")
    shown.append(hill.evaluate("(c) => c.toDataURL()"))
    assert len(set(shown)) == len(shown)
    words = still.locator(".gradcalc-surface").get_attribute("aria-label")
    assert words.startswith("From the south-east, above its map: ")
    assert "At (0.96, 0.50) it is" in words


def test_the_still_stands_in_until_the_live_picture_has_come(browser, still, exported):
    assert still.locator(".gradcalc-still:visible").count() == 0
    with browser.new_context(offline=True) as alone:
        page = alone.new_page()
        page.goto(exported.as_uri())
        stand_in = page.locator(".gradcalc-still").first
        picture = stand_in.get_by_role("img")
        assert picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)") > 400
        assert picture.is_visible()
        assert picture.get_attribute("alt").startswith("At (1.00, 0.50) the gradient is (2.00, -1.00)")
        stand_in.get_by_text("In words and numbers").click()
        assert stand_in.get_by_text("|∇f|").is_visible()
        formula = page.get_by_role("img", name=r"D_{\mathbf{u}}f", exact=True)
        assert formula.bounding_box()["width"] > 20
        # MathJax comes, and sets one formula of two: it takes the place of what was drawn.
        page.add_init_script("""window.MathJax = { Hub: { Queue(typeset, then) {
            const [first] = document.querySelectorAll("script[type='math/tex']");
            if (typeset[0] === 'Typeset') first.before(Object.assign(document.createElement('span'), { id: 'set' }));
            then();
        } } };""")
        page.reload()
        page.wait_for_selector("#set", state="attached")
        assert [text.strip() for text in page.locator("script[type='math/tex']").all_text_contents()] == [
            r"D_{\mathbf{u}}f", "x < 1"
        ]  # fmt: skip
        assert not formula.is_visible()
        assert page.get_by_role("img", name="x < 1", exact=True).is_visible()


def test_a_finger_scrolls_the_page_and_moves_what_it_takes_hold_of(still):
    chart, board = still.locator(".gradcalc-map").first, still.locator(".gradcalc-start")
    still.wait_for_selector(".gradcalc-start[data-way='both']")

    def words():
        return [picture.get_attribute("aria-label").split(" The camera")[0] for picture in (chart, board)]

    with phone(still):
        before = words()
        assert swipe(chart, 0, -150, at=(0.3, 0.7)) > 100
        assert swipe(board, 0, 150, at=(0.3, 0.3)) < -100  # it stands at the end of the page
        assert words() == before
        for picture in (chart, board):
            assert swipe(picture, 0, 0, at=(0.4, 0.3)) == 0
        still.wait_for_function(
            "([node, words]) => node.ariaLabel !== words", arg=[board.element_handle(), before[1]]
        )
        assert all(a != b for a, b in zip(before, words(), strict=True))
        moved = words()
        board.scroll_into_view_if_needed()
        box = board.bounding_box()
        x, y = box["x"] + 0.5 * box["width"], box["y"] + 0.5 * box["height"]
        fingers(still, path((x - 40, y), -60, 0), path((x + 40, y), 60, 0))
        assert still.evaluate("visualViewport.scale") > 1.2  # a map that cannot zoom leaves that to the page
        assert words() == moved


def test_a_board_that_the_page_computes_has_all_its_positions_and_plays(still):
    board = still.locator(".gradcalc-explorer", has=still.get_by_role("button", name="One step"))
    chart = board.locator(".gradcalc-map")
    still.wait_for_function("(node) => node.ariaLabel?.startsWith('After 5 steps')", arg=chart.element_handle())
    board.get_by_role("button", name="One step").click()
    assert chart.get_attribute("aria-label").startswith("After 6 steps of rate 0.1 the point is at")
    for name, pressed, said in (
        ("rate η", "ArrowRight", "After 6 steps of rate 0.105"),
        ("condition κ", "ArrowRight", "After 6 steps of rate 0.105"),
        ("steps", "End", "After 40 steps of rate 0.105"),
    ):
        before = [board.locator("canvas.gradcalc-canvas").nth(i).evaluate("(c) => c.toDataURL()") for i in range(4)]
        title = board.locator(".gradcalc-map .gradcalc-title").text_content()
        board.get_by_role("slider", name=name, exact=True).press(pressed)
        after = [board.locator("canvas.gradcalc-canvas").nth(i).evaluate("(c) => c.toDataURL()") for i in range(4)]
        assert all(a != b for a, b in zip(before, after, strict=True)), name
        assert chart.get_attribute("aria-label").startswith(said)
        assert (board.locator(".gradcalc-map .gradcalc-title").text_content() != title) == (name == "condition κ")
    board.get_by_role("button", name="Play").click()
    still.wait_for_function("(node) => /^After [1-9] steps/.test(node.ariaLabel)", arg=chart.element_handle())
    board.get_by_role("button", name="Stop").click()
    played = chart.get_attribute("aria-label")
    box = board.locator(".gradcalc-hill").bounding_box()
    still.mouse.move(box["x"] + 10, box["y"] + 60)
    assert chart.get_attribute("aria-label") == played  # it has stopped
    chart.click(position={"x": 200, "y": 150})
    assert chart.get_attribute("aria-label") != played


def test_the_committed_lessons_show_pictures_and_words_without_scripts(page, tmp_path):
    lessons = sorted((pathlib.Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), *map(str, lessons)]
    subprocess.run(command, check=True, capture_output=True)
    page.route(re.compile("^https?://"), lambda route: route.abort())
    for lesson in lessons:
        page.goto((tmp_path / f"{lesson.stem}.html").as_uri())
        pictures = page.locator(".jp-RenderedImage img, .gradcalc-still img")
        assert pictures.count() >= 1
        for i in range(pictures.count()):
            assert pictures.nth(i).evaluate("(image) => image.naturalWidth") > 400
