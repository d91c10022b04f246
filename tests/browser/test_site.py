"""The site as `make site` makes it, visited without a network: its pages, its live pictures, and its lab."""

import html
import html.parser
import io
import json
import math
import pathlib
import re
import shutil
import subprocess
import urllib.parse
import urllib.request

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

import gradcalc as gc
from gradcalc.cards.revealed import reveal
from gradcalc.lessons.predictions import PREDICTIONS
from tests.browser import folds, lab
from tests.browser.site_on_loopback import Visit, served

ROOT = pathlib.Path(__file__).parents[2]
SITE, PYTHON = ROOT / "build" / "site", ROOT / ".venv" / "site" / "bin" / "python"
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
PAGES = ["index", *LESSONS, "explorer", "glossary", "search", "genindex"]
HEAVIEST = 1_500_000  # bytes, all that a first visit fetches, compressed as hosts of static pages do: five boards
# with their hills, in the heaviest lesson, looked at to its end
FIRST = 500_000  # what it fetches before it is scrolled
# Bytes and requests, to its end, of a page whose pictures of formulas Matplotlib had drawn: now it may be no more.
# Lesson 03 has had a drawing by hand since, whose card, sheet and data are three requests, and two pictures more (the
# rises and the direction backwards), whose data are a request each.
WHEN_DRAWN_BEFORE = {"index": (440_000, 27), "03_directional_derivatives": (776_000, 45 + 3 + 2)}

# The same rules, but what is found in order is not reported element by element, which takes most of the time.
FAULTS_ALONE = {"resultTypes": ["violations"]}

# In which animation frame after an event of the hand a picture has changed, as it stands when that frame is painted.
WATCH = """(name) => {
    const board = document.activeElement.closest('.gradcalc-explorer');
    if (!board) throw new Error('nothing of a picture is in focus, so no event of a hand will come');
    const look = () => [...board.querySelectorAll('canvas.gradcalc-canvas')].map((c) => c.toDataURL()).join();
    window.frames_taken = new Promise((done) => addEventListener(name, () => {
        const before = look();
        let count = 0;
        const check = () => {
            count += 1;
            if (look() !== before || count > 60) done(count);
            else requestAnimationFrame(painted);
        };
        const painted = () => setTimeout(check);
        requestAnimationFrame(painted);
    }, { capture: true, once: true }));
}"""


@pytest.fixture(scope="module")
def folder():
    """The folder of the site as `make site` leaves it: made here, unless it would be made of the same as before."""
    if shutil.which("npm") is None:
        pytest.skip("needs npm: sudo apt-get install npm")
    if not PYTHON.exists():
        pytest.skip("needs the environment of the site: make .venv/site.installed")
    make()
    return SITE


def make() -> str:
    """Make the site, in the environment that it has to itself; gives what that prints."""
    command = [str(PYTHON), str(ROOT / "docs" / "site" / "build.py"), str(SITE)]
    made = subprocess.run(command, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def address(browser, folder):
    with served(folder) as address:
        yield address


@pytest.fixture
def visit(browser, address):
    """A browser with an empty cache, in which nothing may go wrong or be asked for elsewhere."""
    visit = Visit(browser, address)
    yield visit
    visit.close()
    assert visit.errors == []
    assert visit.elsewhere == []


def test_a_site_that_would_be_made_of_the_same_is_left_as_it_is(folder):
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    assert "made of the same as before" in make()
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


STEADY = 0.1  # of the layout shift that browsers' makers call good: a card may come a frame after its picture


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_from_the_site_alone_is_light_and_can_be_used_by_everyone(visit, name):
    page = visit.open(f"{name}.html")
    heaviest, most = WHEN_DRAWN_BEFORE.get(name, (HEAVIEST, 100))
    assert (visit.weight < heaviest, visit.asked < most) == (True, True)
    assert visit.errors == []
    assert page.evaluate("movedByItself()") < STEADY
    for theme in ("light", "dark"):
        page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", theme)
        settle(page)
        found = Axe().run(page, options=FAULTS_ALONE).response["violations"]
        serious = [(v["id"], n["html"]) for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]]
        assert serious == []
    page.set_viewport_size({"width": 400, "height": 800})
    page.wait_for_function("document.documentElement.scrollWidth === 400")
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 400
    readouts = page.locator(".widget-readout").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().right)"
    )
    assert all(right <= 400 for right in readouts)
    visit.errors.clear()  # axe looks for style sheets in places of its own


def settle(page):
    """Wait until nothing changes gradually any more, as colours do and the pictures have drawn themselves."""
    page.evaluate(
        """async () => {
            for (let still = 0; still < 3; still += 1) {
                const moving = document.getAnimations().filter(
                    (one) => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity,
                );
                if (moving.length) still = 0;
                await Promise.allSettled(moving.map((one) => one.finished));
                await new Promise(requestAnimationFrame);
            }
        }"""
    )


def pictures(visit, name):
    page = visit.open(f"{name}.html")
    boards = page.locator(".gradcalc-explorer")
    assert boards.count() > 0
    return [boards.nth(i) for i in range(boards.count())]


@pytest.mark.parametrize("name", ["index", *LESSONS[:7]])
def test_every_picture_answers_keys_and_drags_within_two_frames(visit, name):
    for board in pictures(visit, name):
        page = board.page
        # A guide shows some of them later, and the step size may be folded.
        sliders = board.locator(".noUi-target:not([disabled]) .noUi-handle >> visible=true")
        points = board.locator(".gradcalc-picture[tabindex]")  # some boards have none that a hand can move
        for target, key in ((sliders.last, "End"), *([(points.first, "ArrowRight")] if points.count() else [])):
            target.focus()
            if key == "End" and target.get_attribute("aria-valuenow") == target.get_attribute("aria-valuemax"):
                key = "Home"
            page.evaluate(WATCH, "keydown")
            page.keyboard.press(key)
            assert page.evaluate("window.frames_taken") <= 2
            target.scroll_into_view_if_needed()
            box = target.bounding_box()
            x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
            page.mouse.move(x, y)
            page.mouse.down()
            page.evaluate(WATCH, "pointermove")
            page.mouse.move(x + (60 if key == "Home" else -60), y + 30)  # away from the end of a slider
            assert page.evaluate("window.frames_taken") <= 2
            page.mouse.up()


SHOWN = """(board) => [...board.querySelectorAll('.gradcalc-picture:not([hidden])')].map((picture) => [
    picture.className, picture.ariaLabel, picture.querySelector('.gradcalc-title')?.textContent,
    ...[...picture.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())])"""


def copied_link(board):
    board.get_by_role("button", name="Copy a link").click()
    board.get_by_role("status").filter(has_text="The link is copied.").wait_for()
    return board.page.evaluate("navigator.clipboard.readText()")


def test_what_the_page_computes_of_a_board_is_what_the_kernel_says(visit):
    board = next(iter(pictures(visit, "06_gradient_descent")))
    kernel = gc.explore_descent("bowl", x=1.6, y=1.0, rate=0.1, steps=0)

    def same():
        rows = [list(row) for row in kernel.view.frame["table"]]
        board.page.wait_for_function(
            "([board, words]) => board.querySelector('.gradcalc-map').ariaLabel.startsWith(words)",
            arg=[board.element_handle(), kernel.sentence[:60]],
        )
        return lab.table_cells(board) == rows

    def press(name, key):
        board.get_by_role("slider", name=name, exact=True).focus()
        board.page.keyboard.press(key)

    assert same()
    press("steps", "End")
    kernel.steps = 40
    assert same()
    press("momentum β", "ArrowRight")
    kernel.momentum = float(board.locator(".widget-readout").nth(1).inner_text())
    assert kernel.momentum > 0
    assert same()
    board.get_by_label("function").select_option("saddle")
    kernel.function = "saddle"
    assert same()
    assert board.get_by_role("slider", name="steps", exact=True).get_attribute("aria-valuetext") == "40"
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown, link = board.evaluate(SHOWN), copied_link(board)
    board.page.goto("about:blank")
    page = visit.open(link.removeprefix(f"{visit.address}/"))
    assert page.locator(".gradcalc-explorer").first.evaluate(SHOWN) == shown


SHOWN = """(board) => [...board.querySelectorAll('.gradcalc-picture:not([hidden])')].map((picture) => [
    picture.className, picture.ariaLabel, picture.querySelector('.gradcalc-title')?.textContent,
    ...[...picture.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL())])"""


def lab_of(name: str) -> str:
    return f"lite/lab/index.html?path={name}.ipynb"


def test_what_needs_python_says_so_and_leads_to_it(visit):
    page = visit.open("07_loss_surfaces.html")

    def leads(place):
        way = place.get_by_role("link", name="Open this lesson with Python", exact=True)
        return way.get_attribute("href").partition(lab_of("07_loss_surfaces"))[2]

    board = page.locator(".gradcalc-board").first  # which is recorded
    assert "There is no Python behind this page." in board.inner_text()
    assert leads(board).startswith("#gradcalc=1&")  # in the state in which it is
    explorer = page.locator(".gradcalc-explorer:has(.gradcalc-surface)").first  # of a function in Python
    assert explorer.get_by_label("method").is_disabled()
    assert explorer.get_by_label("function").is_enabled()  # a formula in its place needs no Python
    lacks = explorer.locator(".gradcalc-lacks")
    grey = "what is grey here needs it: step size h and method."
    assert lacks.inner_text().startswith(f"There is no Python behind this page, and {grey}")
    explorer.get_by_role("slider", name="x", exact=True).focus()
    page.keyboard.press("End")
    lacks.get_by_role("link").focus()
    assert leads(lacks).startswith("#gradcalc=4&x=0.5&y=-0.2&angle=30")
    assert not explorer.get_by_role("button", name="Save as PNG").is_visible()
    explorer.get_by_label("function").select_option("bowl")
    assert explorer.get_by_label("method").is_enabled()
    assert lacks.count() == 0
    for card, words in ((".gradcalc-check", "Checks need Python"), (".gradcalc-progress", "Points need Python")):
        assert page.locator(card).first.evaluate("(card) => getComputedStyle(card).filter") == "grayscale(1)"
        note = page.locator(".gradcalc-needs-python", has_text=words).first
        assert note.get_by_role("link").get_attribute("href") == lab_of("07_loss_surfaces")


def test_predictions_of_every_kind_are_committed_and_kept_in_this_browser_alone(visit):
    page = visit.open("02_gradient_field.html")
    cards = page.locator(".gradcalc-prediction")
    match, point, choice, number, lost = (cards.nth(i) for i in range(5))
    press = page.keyboard.press

    match.get_by_label("map 1").focus()
    for key in ("b", "Tab", "a", "Tab", "d", "Tab", "c", "Tab", "Enter"):  # the pictures in words are before it
        press(key)
    point.get_by_role("button", name="Commit: I am sure").click()
    assert point.get_by_role("status").inner_text().startswith("Place a point first")
    for key in ("ArrowLeft", "ArrowLeft", "Tab", "Enter"):  # the map has the focus
        press(key)
    choice.get_by_label("towards the origin").focus()
    for key in ("Space", "ArrowDown", "Tab", "Enter"):
        press(key)
    number.get_by_role("textbox").fill("1")
    number.get_by_role("button", name="Commit: I am sure").click()
    committed = {
        match: ("02.maps_and_fields", ("B", "A", "D", "C")),
        point: ("02.steepest_place", (-0.04, 0)),
        choice: ("02.above_the_pass", "away from the origin"),
        number: ("02.turns_at_the_monkey_saddle", 1),
    }
    said = {card: reveal(PREDICTIONS[name], value, "sure")["sentence"] for card, (name, value) in committed.items()}

    def all_said():
        for card, words in said.items():
            status = card.get_by_role("status")
            assert " ".join(status.inner_text().split()) == f"{words} It is kept in this browser, for this page."
            assert not card.get_by_role("button", name="Commit: I am sure").is_visible()
        assert not number.get_by_role("textbox").is_enabled()

    all_said()
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('no room'); }; }")
    lost.get_by_role("textbox").fill("1,600")
    for _ in range(2):
        press("Enter")
    lost.get_by_role("status").get_by_text("Right. You predicted 1,600 calls, and were sure.").wait_for()
    lost.get_by_role("status").get_by_text("This browser keeps nothing: it is lost").wait_for()
    page = visit.open("02_gradient_field.html")
    all_said()
    assert choice.get_by_label("away from the origin").is_checked()
    assert lost.get_by_role("textbox").is_enabled()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.set_viewport_size({"width": 400, "height": 800})
    assert all(card.evaluate("(card) => card.scrollWidth <= card.clientWidth") for card in said)
    settle(page)
    found = Axe().run(page, ".gradcalc-prediction", options=FAULTS_ALONE).response["violations"]
    assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == []
    visit.errors.clear()  # axe looks for style sheets in places of its own


@pytest.mark.parametrize("name", LESSONS)
def test_what_answers_a_prediction_is_folded_and_printed_all_the_same(visit, name):
    page, words = visit.page, folds.given_away(name)
    page.goto(f"{visit.address}/{name}.html")
    bars = page.locator(".gradcalc-fold > summary").all_inner_texts()
    assert (set(bars) == {folds.BAR}) == bool(words)
    read = folds.read_in(page, "article")
    assert {word for word in words if word in read} == set()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    read = folds.read_in(page, "article")
    assert {word for word in words if word in read} == words
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".gradcalc-fold[open]").count() == 0


def test_a_fold_opens_with_the_last_commitment_that_it_waits_for_and_stays_open_in_this_browser(visit):
    page = visit.page

    def opened():
        return page.locator(".gradcalc-fold").evaluate_all("(all) => all.map(({ open }) => open)")

    page.goto(f"{visit.address}/03_directional_derivatives.html")
    assert opened() == [False, False]
    for number, (answer, then) in enumerate((("135", [True, False]), ("60", [True, True]))):
        card = page.locator(".gradcalc-live", has_text="Predict").nth(number)
        card.scroll_into_view_if_needed()
        card.get_by_role("textbox").fill(answer)
        card.get_by_role("button", name="Commit: a guess").click()
        assert opened() == then
    page.reload()
    page.wait_for_load_state("domcontentloaded")
    assert opened() == [True, True]


LINK = "#gradcalc=1&f=two%20hills&x=1&y=-1&angle=90&views=map,slice%20x"


def shown_kinds(page):
    boxes = page.locator(".gradcalc-picture:not([hidden])")
    return [name.split("gradcalc-")[-1] for name in boxes.evaluate_all("(all) => all.map((one) => one.className)")]


def test_a_link_brings_a_picture_back_and_a_damaged_one_says_so(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"explorer.html{LINK}")
    board = page.locator(".gradcalc-explorer")
    assert shown_kinds(page) == ["map", "slice-x"]
    assert board.locator(".widget-readout").all_inner_texts()[:3] == ["1.00", "−1.00", "90"]
    board.locator(".gradcalc-map").press("ArrowRight")
    rows = lab.table_cells(board)
    link = copied_link(board)
    board.get_by_role("button", name="as a QR code").press("Enter")
    code = board.get_by_role("img", name="QR code")
    (read,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))
    assert read.text == link == board.get_by_role("textbox", name="link").input_value()
    page.keyboard.press("Escape")
    assert code.count() == 0
    assert page.evaluate("document.activeElement.textContent") == "QR code"
    page = visit.open(link.removeprefix(f"{visit.address}/"))
    assert shown_kinds(page) == ["map", "slice-x"]
    assert lab.table_cells(page.locator(".gradcalc-explorer")) == rows
    damaged = {
        "#gradcalc=1&x=<img/src=x>": "“x”",
        "#gradcalc=99&x=1": "not on this page",
        "#gradcalc=1&f=sinx": "formula",
    }
    for link, said in damaged.items():
        page.evaluate("(link) => (location.hash = link)", link)
        page.get_by_role("status").filter(has_text=said).wait_for()
        assert page.locator(".gradcalc-linked img").count() == 0


def test_a_visitor_types_a_formula_predicts_and_shares_the_same_picture(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("00_start_here.html")
    page.get_by_role("button", name="Show all tasks").click()  # of the guide, which brings the whole picture
    board = page.locator(".gradcalc-explorer").first
    title = board.locator(".gradcalc-map .gradcalc-title")
    seen = [board.evaluate(SHOWN)]

    def changes():
        """Every picture is another one now, without any waiting."""
        seen.append(board.evaluate(SHOWN))
        return all(before != after for before, after in zip(*seen[-2:], strict=True))

    board.get_by_label("function").select_option("saddle")
    assert changes()
    board.get_by_label("your formula").fill("x^2 y - sin(3x)")
    page.keyboard.press("Enter")
    assert changes()
    assert title.text_content().replace("\u2062", "").replace("\u2061", "") == "f(x, y) = x2y−sin(3x)"
    board.get_by_role("button", name="step size and error").click()
    board.get_by_role("slider", name="step size h", exact=True).press("End")
    board.get_by_label("method").select_option("backward")
    assert changes()
    board.get_by_role("button", name="Zoom in on the point").click()
    assert changes()
    board.locator(".gradcalc-camera").press("ArrowRight")
    board.locator(".gradcalc-map").press("ArrowUp")
    assert changes()
    (x, y, h), rows = (1.0, 1.02, 1.0), {row[0]: row[1] for row in lab.table_cells(board)}
    assert float(rows["f(x, y)"]) == pytest.approx(x**2 * y - math.sin(3 * x), abs=1e-6)
    slope = (x**2 - (x - h) ** 2) * y / h - (math.sin(3 * x) - math.sin(3 * (x - h))) / h
    assert float(rows["∂f/∂x"]) == pytest.approx(slope, abs=1e-6)
    card = page.locator(".gradcalc-prediction").first
    card.get_by_role("radio").first.check()
    card.get_by_role("button", name="Commit: I am sure").click()
    card.get_by_role("status").get_by_text("You predicted").wait_for()
    said, words = seen[-1], lab.table_cells(board)
    link = copied_link(board)
    page.goto("about:blank")
    page = visit.open(link.removeprefix(f"{visit.address}/"))
    board = page.locator(".gradcalc-explorer").first
    assert board.evaluate(SHOWN) == said
    assert lab.table_cells(board) == words
    assert board.get_by_label("method").input_value() == "backward"
    status = page.locator(".gradcalc-prediction").first.get_by_role("status")
    assert status.inner_text().startswith("Not so. You predicted")


@pytest.mark.parametrize("size", [{"width": 700, "height": 400}, {"width": 340, "height": 420}])
def test_an_embedded_page_shows_a_picture_alone_in_its_frame(visit, size):
    page = visit.page
    page.set_viewport_size(size)
    page.goto(f"{visit.address}/explorer.html?embed=1{LINK.replace(',slice%20x', '')}")
    page.locator(".gradcalc-live[data-live]").wait_for()
    picture = page.locator(".gradcalc-map")
    page.wait_for_function("() => document.querySelectorAll('.gradcalc-picture:not([hidden])').length === 1")
    box = picture.bounding_box()
    assert max(box["width"] / size["width"], box["height"] / size["height"]) > 0.85
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        *size.values()
    ]
    seen = "(all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    assert page.locator("h1, nav, button, input, select, td, .noUi-handle").evaluate_all(seen) == []
    assert page.locator("a").evaluate_all(seen) == [page.title()]
    before = picture.get_attribute("aria-label")
    picture.press("ArrowLeft")
    assert picture.get_attribute("aria-label") != before


def test_text_and_stills_need_no_script_and_pictures_are_fetched_when_they_come_near(browser, address):
    with browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{address}/06_gradient_descent.html")
        assert page.locator("math").count() > 20
        assert "\\(" not in page.locator("article").inner_text()
        still = page.locator("img.gradcalc-still").first
        still.scroll_into_view_if_needed()
        assert still.get_attribute("alt").count(" ") > 10
        assert page.locator("i[class*=fa-]").count() == 0
        assert page.locator("svg.svg-inline--fa").count() > 4
    visit = Visit(browser, address)
    visit.page.goto(f"{address}/07_loss_surfaces.html", wait_until="networkidle")
    assert visit.page.locator(".gradcalc-live").count() > visit.page.locator(".widget-subarea").count()
    assert visit.weight < FIRST
    assert (visit.errors, visit.elsewhere) == ([], [])
    visit.close()


@pytest.mark.parametrize("name", ["03_directional_derivatives", "05_step_size"])
def test_pictures_follow_the_theme_of_the_page(visit, name):
    page = visit.open(f"{name}.html")
    picture = page.locator(".gradcalc-picture").first
    brightness = """(picture) => {
        const context = new OffscreenCanvas(90, 90).getContext('2d');
        context.fillStyle = getComputedStyle(document.body).backgroundColor;
        context.fillRect(0, 0, 90, 90);
        for (const canvas of picture.querySelectorAll('canvas')) context.drawImage(canvas, 0, 0, 90, 90);
        return context.getImageData(45, 20, 1, 1).data.slice(0, 3).reduce((a, b) => a + b) / 3;
    }"""
    assert picture.evaluate(brightness) > 200
    light = picture.locator("canvas").first.evaluate("(canvas) => canvas.toDataURL()")
    page.get_by_role("button", name="Color mode").click()
    page.get_by_role("button", name="Dark").click()
    page.wait_for_function(
        "([picture, light]) => picture.querySelector('canvas').toDataURL() !== light",
        arg=[picture.element_handle(), light],
    )
    assert picture.evaluate(brightness) < 60


def test_graphs_stand_beside_their_map_and_letters_are_the_same_in_both_themes(visit):
    page = visit.open("03_directional_derivatives.html")
    page.set_viewport_size({"width": 1265, "height": 800})  # 1280 without the bar that scrolls
    for board in page.locator(".gradcalc-explorer:has(.gradcalc-slopes)").all():
        graph = board.locator(".gradcalc-slopes").bounding_box()
        beside = [place.bounding_box() for place in board.locator(".gradcalc-map, .gradcalc-surface").all()]
        assert any(
            graph["x"] >= place["x"] + place["width"] and abs(graph["y"] - place["y"]) < place["height"]
            for place in beside
        )
    letters = """() => ['.gradcalc-view', '.gradcalc-prediction', '.gradcalc-check', 'article'].map(
        (name) => getComputedStyle(document.querySelector(name)).fontFamily.split(',')[0])"""
    for theme in ("light", "dark"):
        page.evaluate("(theme) => (document.documentElement.dataset.theme = theme)", theme)
        assert set(page.evaluate(letters)) == {"system-ui"}


def test_punctuation_stays_on_the_line_of_its_formula(visit):
    page = visit.open("04_level_curves.html")
    parts = page.locator(".gradcalc-together").evaluate_all(
        """(all) => all.map((one) => [one.getClientRects().length, one.querySelectorAll('.math').length,
            one.textContent.replace(one.querySelector('.math').textContent, '')])"""
    )
    assert len(parts) > 10
    assert all(
        lines == 1 and formulas == 1 and re.fullmatch(r"\(?[.,:;?!)]*", text) for lines, formulas, text in parts
    )


def test_search_finds_lessons_and_leads_there(visit):
    page = visit.open("search.html?q=momentum")
    momentum = page.locator("#search-results li", has_text="Gradient descent > Momentum")
    momentum.locator("text=a velocity v, beginning with v_0 = 0, and a number β (beta)").wait_for()
    assert "\\" not in page.locator("#search-results").inner_text()
    page.locator("#search-results a", has_text="Gradient descent").first.click()
    page.wait_for_url("**/06_gradient_descent.html*")
    page.locator("article h1", has_text="Gradient descent").wait_for()


class _Links(html.parser.HTMLParser):
    def __init__(self, text: str):
        super().__init__()
        self.links, self.anchors = [], {""}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.anchors.add(found.get("id"))
        if tag == "a" and "href" in found:
            self.links.append(found["href"])


def test_links_between_pages_lead_somewhere(folder):
    pages = {path.name: _Links(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}
    assert {f"{name}.html" for name in PAGES} <= set(pages)
    dead = []
    for name, page in pages.items():
        for link in page.links:
            target, _, anchor = link.partition("#")
            target, _, query = target.partition("?")
            if re.match(r"[a-z]+:", target):
                continue
            if target.startswith("lite/"):
                lesson = urllib.parse.parse_qs(query)["path"][0]
                fine = (folder / target).exists() and (folder / "lite" / "files" / lesson).exists()
            else:
                fine = urllib.parse.unquote(anchor) in pages[target or name].anchors if target != "#" else True
            dead += [] if fine else [(name, link)]
    assert dead == []


def test_what_a_page_hands_on_waits_in_the_lab_at_the_cell_of_the_same_picture(visit, address):
    page = visit.page
    page.goto(f"{address}/lite/lab/index.html?path=06_gradient_descent.ipynb#gradcalc=2&rate=0.1")
    cell = page.locator(".jp-Cell[data-carried='2']")
    cell.wait_for(state="attached", timeout=60_000)
    cell.scroll_into_view_if_needed()
    cell.get_by_text("condition=10").wait_for()
    assert page.locator("[data-carried]").count() == 1
    assert page.evaluate("document.documentElement.dataset.gradcalcLink") == "#gradcalc=2&rate=0.1"
    assert page.get_by_role("status").filter(has_text="your picture comes to stand as you left it").is_visible()
    page.goto("about:blank")  # or Python itself would be asked for once more, see below
    visit.elsewhere.clear()
    visit.errors.clear()


def test_the_pictures_of_a_page_and_of_its_lesson_in_the_lab_have_the_same_numbers(folder):
    lab = (folder / "lite" / "lab" / "index.html").read_text("utf-8")
    cells = json.loads(html.unescape(re.search(r'data-lessons="([^"]+)"', lab)[1]))
    for name in LESSONS:
        page = (folder / f"{name}.html").read_text("utf-8")
        numbers = " ".join(re.findall(r'data-picture="([\d ]+)"', page)).split()
        assert [*cells[f"{name}.ipynb"]] == numbers


def test_the_lab_starts_and_holds_every_lesson_and_the_wheel(visit, folder, address):
    page = visit.page
    page.goto(f"{address}/lite/lab/index.html")
    page.wait_for_selector(".jp-DirListing-item", timeout=60_000)
    names = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert {f"{name}.ipynb" for name in LESSONS} | {"glossary.md"} <= set(names)
    wheels = json.load(urllib.request.urlopen(f"{address}/lite/pypi/all.json"))
    (wheel,) = wheels["gradcalc"]["releases"][gc.__version__]
    says = page.get_by_role("alert").filter(has_text="Python cannot be fetched from cdn.jsdelivr.net")
    says.get_by_role("button", name="Try again").wait_for()  # nothing is fetched from elsewhere here
    assert says.get_by_role("link").get_attribute("href") == "../../index.html"
    assert {urllib.parse.urlsplit(asked).hostname for asked in visit.elsewhere} == {"cdn.jsdelivr.net"}
    visit.elsewhere.clear()
    visit.errors.clear()  # the browser's own word for that
    url = urllib.parse.urljoin(f"{address}/lite/pypi/", wheel["url"])
    assert urllib.request.urlopen(url).read(2) == b"PK"
    settings = json.loads((folder / "lite" / "jupyter-lite.json").read_text())["jupyter-config-data"]
    extensions = {extension["name"] for extension in settings["federated_extensions"]}
    kernel = "@jupyterlite/pyodide-kernel-extension"
    assert extensions == {"@jupyter-widgets/jupyterlab-manager", "anywidget", "gradcalc", kernel}
