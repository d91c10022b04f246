"""Predictions in a real JupyterLab: a number, a choice and a point, by mouse and by keyboard alone."""

import ast
import math

import nbformat
import pytest
from playwright.sync_api import expect

from gradcalc.pictures.marks import STYLES
from tests.browser import lab
from tests.browser.folds import BAR

CELLS = {
    "number": "card = gc.predict('How long is (3, 4)?', 5, because='By Pythagoras.', unit='m')\ncard",
    "choice": "card = gc.predict('Which way?', 'down', choices=['up', 'down', 'across'])\ncard",
    "match": "card = gc.predict('02.maps_and_fields')\ncard",
    "point": "card = gc.predict('Where is the gradient zero?', (0, 0), on='bowl')\ncard",
}


class CardPage:
    """What a reader does with a prediction on an open page."""

    def __init__(self, page, server, kind: str, name: str):
        address, root = server
        lab.write_notebook(root / f"{name}.ipynb", f"import gradcalc as gc\n{CELLS[kind]}", "'the cell below'")
        lab.open_notebook(page, address, f"{name}.ipynb")
        lab.run_all(page)
        self.page = page
        self.card = page.locator(".gradcalc-prediction").first
        self.card.wait_for()
        self.commit = self.card.get_by_role("button", name="Commit: I am sure")
        self.said = self.card.get_by_role("status")

    def commitment(self):
        return ast.literal_eval(lab.python(self.page, "print(repr(card.commitment))"))

    def wait_for_answer(self) -> str:
        self.said.get_by_text("The answer is").wait_for()
        return self.said.inner_text()


@pytest.fixture
def opened(page, server, request):
    return lambda kind: CardPage(page, server, kind, request.node.name.split("[")[0])


def test_a_number_is_typed_and_committed_and_then_stays(opened):
    card = opened("number")
    box = card.card.get_by_label("Your prediction")
    card.commit.click()
    assert card.said.inner_text() == "Type a number first, such as 30 or -1.5."
    assert card.commitment() is None
    box.fill("−7,5 m")  # a real minus sign, a comma and the unit
    box.press("Enter")  # which does not say how sure somebody is
    assert card.said.inner_text() == "How sure are you? Each of the buttons commits."
    assert card.commitment() is None
    card.page.keyboard.press("Enter")  # on the first of them
    assert card.wait_for_answer() == "Not so. You predicted -7.5 m, and were sure. The answer is 5 m. By Pythagoras."
    assert card.commitment() == -7.5
    assert box.is_disabled()
    assert not card.commit.is_visible()
    assert card.page.locator(".jp-Notebook .jp-Cell").count() == 2

    lab.run_all(card.page)  # running the cell again takes nothing back
    again = card.page.locator(".gradcalc-prediction").first
    again.get_by_text("You predicted -7.5 m, and were sure. The answer is 5 m.").wait_for()
    assert again.get_by_label("Your prediction").is_disabled()


def test_every_card_is_named_by_its_own_question(page, server):
    address, root = server
    lab.write_notebook(root / "two.ipynb", f"import gradcalc as gc\n{CELLS['number']}", CELLS["choice"])
    lab.open_notebook(page, address, "two.ipynb")
    lab.run_all(page)
    page.get_by_role("group", name="How long is (3, 4)?", exact=True).get_by_role("textbox").wait_for()
    page.get_by_role("radiogroup", name="Which way?", exact=True).get_by_role("radio").first.wait_for()


def test_the_answer_is_nowhere_in_the_page_before_the_commitment(opened):
    card = opened("number")
    assert "Pythagoras" not in card.card.evaluate("(card) => card.outerHTML")
    models = """async () => {
        const saved = window.jupyterapp.shell.currentWidget.content.widgets[0].model.outputs.toJSON();
        return JSON.stringify(saved);
    }"""
    assert "By Pythagoras" not in card.page.evaluate(models)


def test_what_answers_a_question_unfolds_with_the_commitment_and_is_never_folded_again(page, server):
    address, root = server
    path = root / "folded.ipynb"
    lab.write_notebook(path, f"import gradcalc as gc\n{CELLS['number']}", "print('It is', 5)", "1 / 0")
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells[1:]:
        cell.metadata.gradcalc = {"answers": ["How long is (3, 4)?"]}
    nbformat.write(notebook, path)
    lab.open_notebook(page, address, path.name)
    lab.run_all(page)
    text, bars = page.locator(".jp-Notebook"), page.get_by_role("button", name=BAR)
    page.get_by_text("ZeroDivisionError: division by zero").wait_for()  # nobody should miss an error
    expect(bars).to_have_count(1)
    assert "It is" not in text.inner_text()
    page.get_by_label("Your prediction").fill("5")
    page.get_by_role("button", name="Commit: a guess").click()
    expect(bars).to_have_count(0)
    assert "It is 5" in text.inner_text()
    page.get_by_role("status").get_by_text("The answer is").wait_for()  # and it is kept
    lab.open_notebook(page, address, path.name)  # again, and nothing is run
    expect(text.get_by_text("print('It is', 5)")).to_be_visible()
    expect(bars).to_have_count(0)


def test_a_choice_is_made_with_the_mouse(opened):
    card = opened("choice")
    card.commit.click()
    assert card.said.inner_text() == "Choose one first."
    card.card.get_by_label("across").check()
    card.card.get_by_role("button", name="Commit: a guess").click()
    assert card.wait_for_answer() == "Not so. You predicted “across”, as a guess. The answer is “down”."
    assert card.commitment() == "across"
    assert card.card.get_by_label("across").is_checked()
    marks = [label.inner_text().split() for label in card.card.locator(".gradcalc-choice").all()]
    assert marks == [["up"], ["down", "the", "answer"], ["across", "your", "prediction"]]
    assert card.card.get_by_label("down").is_disabled()


def test_a_choice_is_made_with_the_keyboard_alone(opened):
    card = opened("choice")
    press = card.page.keyboard.press
    card.card.get_by_label("up").focus()
    for key in ("Space", "ArrowDown", "Tab", "Enter"):
        press(key)
    assert card.wait_for_answer() == "Right. You predicted “down”, and were sure. The answer is “down”."
    assert card.commitment() == "down"


def test_things_are_matched_with_the_keyboard_alone(opened):
    card = opened("match")
    press = card.page.keyboard.press
    boxes = [card.card.get_by_label(f"map {number}") for number in (1, 2, 3, 4)]
    boxes[0].focus()
    for key in ("b", "Tab", "a"):
        press(key)
    card.commit.click()
    assert card.said.inner_text() == "Choose one for each first."
    assert card.commitment() is None
    for key in ("d", "Tab", "d"):  # the first open one has the focus
        press(key)
    card.commit.click()
    assert card.said.inner_text() == "You gave D twice: each belongs to one alone."
    assert card.commitment() is None
    boxes[3].focus()
    for key in ("c", "Tab", "Enter"):
        press(key)
    assert card.wait_for_answer().startswith(
        "Close: 2 of 4 pairs are right. You predicted map 1: B, map 2: A, map 3: D, map 4: C, and were sure. The "
        "answer is map 1: "
    )
    assert card.commitment() == ("B", "A", "D", "C")
    assert [box.input_value() for box in boxes] == ["B", "A", "D", "C"]
    assert all(box.is_disabled() for box in boxes)


def test_the_picture_of_a_question_fits_its_card_and_is_there_in_words(opened):
    card = opened("match")
    picture = card.card.get_by_role("img", name="Pictures, described below")
    frame, box = card.card.bounding_box(), picture.bounding_box()
    assert frame["x"] < box["x"]
    assert box["x"] + box["width"] < frame["x"] + frame["width"]
    card.card.get_by_text("The pictures in words").click()
    assert card.card.get_by_text("Field D: on the x-axis the arrows point away").is_visible()


# The places of the canvas with a colour, in pixels of the page from the corner of the picture.
COLOURED = """(canvas, [red, green, blue]) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    const places = [];
    for (let i = 0; i < data.length; i += 4) {
        if (data[i] !== red || data[i + 1] !== green || data[i + 2] !== blue || data[i + 3] !== 255) continue;
        const [x, y] = [(i / 4) % canvas.width, Math.floor(i / 4 / canvas.width)];
        const scale = canvas.clientWidth / canvas.width;
        places.push([(x + 0.5) * scale, (y + 0.5) * scale]);
    }
    return places;
}"""


def coloured(card, colour: str, around=(0, 0), reach=math.inf) -> list:
    """Where a card's map has a colour, given as #rrggbb, at most so many pixels from a place."""
    numbers = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    places = card.card.locator("canvas.gradcalc-canvas").evaluate(COLOURED, numbers)
    return [(x, y) for x, y in places if max(abs(x - around[0]), abs(y - around[1])) <= reach]


def middle_of(places) -> tuple:
    return tuple((min(values) + max(values)) / 2 for values in zip(*places, strict=True))


def test_a_point_is_clicked_and_the_right_one_is_marked_as_well(opened):
    card = opened("point")
    the_map = card.card.locator(".gradcalc-map")
    yours, right = STYLES["point"].light, STYLES["right answer"].light
    card.commit.click()
    assert card.said.inner_text().startswith("Place a point first")
    assert coloured(card, yours) == coloured(card, right) == []
    geometry = ast.literal_eval(
        lab.python(card.page, "print({**card.asked['map'], 'light': 0, 'dark': 0, 'look': 0})")
    )
    x, y = 1.2, -0.8
    (x0, x1), (y0, y1) = geometry["xlim"], geometry["ylim"]
    at = {
        "x": geometry["left"] + (x - x0) / (x1 - x0) * geometry["box_width"],
        "y": geometry["top"] + (y1 - y) / (y1 - y0) * geometry["box_height"],
    }
    the_map.click(position=at)
    assert card.card.get_by_text("Your point: (1.2").is_visible()
    card.commit.click()
    card.wait_for_answer()
    assert card.commitment() == pytest.approx((x, y), abs=0.01)
    placed = (at["x"], at["y"])
    dot = coloured(card, yours, placed, 7)
    assert middle_of(dot) == pytest.approx(placed, abs=1)
    origin = (
        geometry["left"] + (0 - x0) / (x1 - x0) * geometry["box_width"],
        geometry["top"] + (y1 - 0) / (y1 - y0) * geometry["box_height"],
    )
    diamond = coloured(card, right, origin, 12)
    assert middle_of(diamond) == pytest.approx(origin, abs=1)
    assert min(abs(x - origin[0]) + abs(y - origin[1]) for x, y in diamond) > 5, "it is hollow: both can be seen"
    assert coloured(card, right, placed, 7) == coloured(card, yours, origin, 12) == []
    the_map.click(position={"x": 100, "y": 100})  # too late
    assert card.commitment() == pytest.approx((x, y), abs=0.01)
    assert "Your point" not in card.card.inner_text()


def test_a_point_is_placed_with_the_keyboard_alone(opened):
    card = opened("point")
    the_map = card.card.get_by_role("application")
    assert "No point placed yet." in the_map.get_attribute("aria-label")
    the_map.focus()
    for key in ("ArrowUp", "ArrowUp", "Shift+ArrowLeft", "ArrowRight"):
        card.page.keyboard.press(key)
    assert the_map.get_attribute("aria-label").startswith("Map. Your point: (-0.36, 0.04)")
    card.page.keyboard.press("Tab")
    card.page.keyboard.press("Enter")
    assert (
        card.wait_for_answer()
        == "Close: you are 9 % of the map's width away. You predicted (-0.36, 0.04), and were sure. The "
        "answer is (0.00, 0.00)."
    )
    assert card.commitment() == pytest.approx((-0.36, 0.04))
    assert card.page.evaluate("() => document.activeElement.getAttribute('role')") == "status"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_map_follows_the_theme(opened, dark):
    card = opened("point")
    lab.set_theme(card.page, dark)
    shown = card.card.locator("img:visible")
    assert shown.count() == 1
    drawn = f"card.asked['map'][{'dark' if dark else 'light'!r}]"
    address = lab.python(card.page, f"import base64; print(base64.b64encode({drawn}).decode())")
    expect(shown).to_have_attribute("src", f"data:image/png;base64,{address.strip()}", timeout=30_000)
    lab.set_theme(card.page, False)


def test_a_prediction_that_a_slider_answers_is_explained_once_that_has_moved(page, server):
    address, root = server
    cards = [f"gc.predict('{name}')" for name in ("06.rate_of_nine_tenths", "05.central_on_a_parabola")]
    lab.write_notebook(root / "moved.ipynb", "import gradcalc as gc", *cards, "b = gc.explore_descent('bowl')\nb")
    lab.open_notebook(page, address, "moved.ipynb")
    lab.run_all(page)
    board = lab.ExplorerPage(page)
    board.settle()
    for card, choice, label in zip(
        page.locator(".gradcalc-prediction").all(),
        ("It walks straight", "h = 1e-8"),
        ("rate η", "step size h"),
        strict=True,
    ):
        card.get_by_label(choice).check()
        card.get_by_role("button", name="Commit: a guess").click()
        expect(card.get_by_role("status")).to_contain_text(f"See for yourself: move “{label}” in the next picture.")
        expect(card.get_by_role("status")).not_to_contain_text("The answer is")
    rate, step = page.locator(".gradcalc-prediction").all()
    board.handle("steps").press("ArrowRight")
    board.settle()
    expect(rate.get_by_role("button", name="Show me")).to_be_visible()
    board.handle("rate η").press("ArrowRight")
    expect(rate.get_by_role("status")).to_contain_text("The answer is “It jumps from side to side, and comes")
    expect(rate.get_by_role("button", name="Show me")).to_have_count(0)
    expect(step.get_by_role("status")).not_to_contain_text("The answer is")
    step.get_by_role("button", name="Show me").click()
    expect(step.get_by_role("status")).to_contain_text("The answer is “h = 1e-1”")
