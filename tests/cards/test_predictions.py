"""Predictions: what they accept, what they keep, and when they give the answer away."""

import itertools
import pathlib
import re

import nbformat
import numpy as np
import pytest
from traitlets import TraitError

import gradcalc as gc
from gradcalc.cards import commitments
from gradcalc.cards import prediction as card_module
from gradcalc.cards.prediction import PredictionCard
from gradcalc.cards.recording import decode, encode, record_prediction
from gradcalc.lessons.lesson_02.maps_and_fields import FIELDS, MAPS, SURFACES
from gradcalc.lessons.predictions import PREDICTIONS


@pytest.fixture(autouse=True)
def nothing_committed(monkeypatch):
    monkeypatch.setattr(card_module, "_COMMITTED", {})
    monkeypatch.setattr(commitments, "FILE", commitments.file_at(None))


def sent(card) -> str:
    """All that the browser is told."""
    return repr({name: value for name, value in card.get_state().items() if not name.startswith("_")})


def test_the_answer_reaches_the_browser_only_after_the_commitment():
    card = gc.predict("How long is (3, 4)?", 5.4321, because="By Pythagoras.")
    assert "5.4321" not in sent(card)
    assert "Pythagoras" not in sent(card)
    assert card.words == "Predict: How long is (3, 4)?\nNo prediction yet."
    card.commitment = 7
    assert card.words == "Predict: How long is (3, 4)?\nNot so. You predicted 7. The answer is 5.4321. By Pythagoras."
    assert "Pythagoras" in sent(card)


def test_a_function_that_gives_the_answer_is_called_once_and_only_after_the_commitment():
    calls = []
    card = gc.predict("How many?", lambda: calls.append(1) or 4)
    assert calls == []
    card.commitment = 4
    assert calls == [1]
    assert "The answer is 4." in card.words


def test_what_a_function_of_the_author_raises_is_said_in_words():
    card = gc.predict("How many?", lambda: 1 / 0)
    card.commitment = 4
    assert card.words.endswith(
        "You predicted 4. The answer could not be computed: ZeroDivisionError: division by zero"
    )


def test_a_commitment_stays_as_it_is():
    card = gc.predict("How long is (3, 4)?", 5)
    card.commitment = 7
    card.commitment = 5
    assert card.commitment == 7
    card.set_state({"commitment": 5})  # what a browser would send
    assert card.commitment == 7
    card.commitment = None
    assert card.commitment == 7
    assert "You predicted 7." in card.words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [("sure", ", and were sure"), ("think so", ", and thought so"), ("guess", ", as a guess"), ("", "")],
)
def test_how_sure_the_reader_was_is_committed_with_the_answer_and_stays(confidence, words):
    card = gc.predict("How long is (3, 4)?", 5)
    card.set_state({"commitment": 5, "confidence": confidence})  # what a browser sends
    assert card.words.endswith(f"Right. You predicted 5{words}. The answer is 5.")
    card.set_state({"commitment": 7, "confidence": "guess"})
    card.confidence = "think so"
    again = gc.predict("How long is (3, 4)?", 5)
    assert (card.confidence, card.words) == (again.confidence, again.words) == (confidence, card.words)
    with pytest.raises(TraitError):
        gc.predict("How many?", 2).confidence = "somewhat"


def test_running_the_cell_again_shows_the_commitment_that_was_made():
    gc.predict("How long is (3, 4)?", 5).commitment = 7
    again = gc.predict("How long is (3, 4)?", 5)
    assert again.commitment == 7
    assert "Not so. You predicted 7. The answer is 5." in again.words
    assert gc.predict("How long is (5, 12)?", 13).commitment is None


def test_several_answers_are_joined_in_words():
    card = gc.predict("Where?", [135, 315], unit="°")
    card.commitment = -45.5
    assert "You predicted -45.5°. The answer is 135° or 315°." in card.words
    card = gc.predict("How far?", [1, 2, 3], unit="steps")
    card.commitment = 2
    assert "You predicted 2 steps. The answer is 1 step, 2 steps or 3 steps." in card.words


@pytest.mark.parametrize("value", [None, "7", [7], float("nan"), float("inf"), True])
def test_only_a_finite_number_answers_a_question_for_a_number(value):
    card = gc.predict("How many?", 5)
    if value is None:
        card.commitment = value
    else:
        with pytest.raises(TraitError, match="finite number"):
            card.commitment = value
    assert card.commitment is None
    assert card.revealed == {}


def test_a_choice_is_one_of_the_choices():
    card = gc.predict("Which?", "up", choices=["up", "down"])
    with pytest.raises(TraitError, match="one of the choices"):
        card.commitment = "sideways"
    card.commitment = "down"
    assert card.words == "Predict: Which?\n- up\n- down\nNot so. You predicted “down”. The answer is “up”."


def test_a_point_lies_in_the_window_of_the_map():
    card = gc.predict("Where?", (0, 0), on="bowl")
    for value, complaint in (([3, 0], "window"), ("here", "a point"), ([1, 2, 3], "a point"), ([None, 1], "a point")):
        with pytest.raises(TraitError, match=complaint):
            card.commitment = value
    card.set_state({"commitment": [0.5, -0.001]})
    assert card.commitment == (0.5, -0.001)
    assert "You predicted (0.50, 0.00). The answer is (0.00, 0.00)." in card.words
    assert card.revealed["answers"] == [(0, 0)]


def test_a_map_is_drawn_for_light_and_for_dark_pages_and_stands_in_where_no_kernel_answers():
    card = gc.predict("Where?", (0, 0), on="bowl")
    light, dark = card.asked["map"]["light"], card.asked["map"]["dark"]
    assert light[:4] == dark[:4] == b"\x89PNG"
    assert light != dark
    data, said = card._repr_mimebundle_()
    assert said["gradcalc"] == {"kind": "question"}
    assert said["image/png"] == {"alt": "The map for the question: Where?", "width": card.asked["map"]["width"]}
    assert data["text/plain"] == card.words
    assert data["image/png"]
    assert "application/vnd.jupyter.widget-view+json" in data


@pytest.mark.parametrize(
    ("answer", "how", "complaint"),
    [
        (None, {}, "answer is missing"),
        ("five", {}, "answer must be a finite number"),
        ([1, None], {}, "answer must be a finite number"),
        ("left", {"choices": ["up", "down"]}, "answer must be one of the choices"),
        ((9, 9), {"on": "bowl"}, "answer must lie in the window"),
        ([], {}, "at least one"),
    ],
)
def test_a_question_whose_answer_does_not_fit_is_refused(answer, how, complaint):
    with pytest.raises((ValueError, TraitError), match=complaint):
        gc.predict("Where?", answer, **how)


@pytest.mark.parametrize("name", PREDICTIONS)
def test_every_answer_of_the_lessons_fits_its_question_and_is_shown(name):
    prediction = PREDICTIONS[name]
    for answer in prediction.answers:
        assert card_module.fitted(prediction, answer) == answer
    card = PredictionCard(prediction)
    assert card.revealed == {}
    card.commitment = prediction.answers[0]
    assert all(prediction.words(answer) in card.revealed["sentence"] for answer in prediction.answers)


def test_every_prediction_of_the_lessons_asks_its_own_question():
    assert len({prediction.question for prediction in PREDICTIONS.values()}) == len(PREDICTIONS)


def test_the_lessons_answers_are_right():
    gradient = gc.GALLERY["bowl"].gradient(1.0, 1.0)

    def slope(direction):
        return gradient @ gc.unit(direction)

    directions = {text: np.array(eval(text), dtype=float) for text in PREDICTIONS["00.steepest"].choices}
    slopes = {text: slope(direction) for text, direction in directions.items()}
    assert PREDICTIONS["00.steepest"].answers == [max(slopes, key=slopes.get)]
    assert PREDICTIONS["00.level"].answers == [text for text, value in slopes.items() if abs(value) < 1e-12]

    level = [angle for angle in range(360) if abs(gradient @ gc.from_angle(angle)) < 1e-9]
    assert PREDICTIONS["03.level_direction"].answers == level
    (turn,) = PREDICTIONS["03.half_the_greatest"].answers
    greatest = np.hypot(*gradient)
    assert gradient @ gc.from_angle(45 + turn) == pytest.approx(greatest / 2)


def test_the_places_without_a_gradient_are_all_there_are():
    hills = gc.GALLERY["two hills"]
    answers = PREDICTIONS["00.no_gradient"].answers
    assert all(np.abs(hills.gradient(*answer)).max() < 1e-4 for answer in answers)
    # Newton's method from a grid of starts ends, inside the window, nowhere else.
    for start in itertools.product(np.linspace(-1.4, 1.4, 8), repeat=2):
        p = np.array(start)
        for _ in range(30):
            hessian = np.array([gc.gradient(lambda x, y, k=k: hills.gradient(x, y)[k], *p) for k in range(2)])
            step = np.linalg.solve(hessian, hills.gradient(*p))
            p = p - step / max(1, np.hypot(*step) / 0.3)
            if np.abs(p).max() > 2:
                break
        else:
            if np.abs(hills.gradient(*p)).max() < 1e-8:
                assert min(np.hypot(*(p - answer)) for answer in answers) < 1e-4


def test_a_match_pairs_every_item_with_a_choice():
    card = PredictionCard(PREDICTIONS["02.maps_and_fields"])
    assert card.words.splitlines()[1:3] == list(card.prediction.picture.words[:2])
    for value in (["A"] * 3, "ABCD", ["A", "B", "C", "E"], None, 7):
        if value is not None:
            with pytest.raises(TraitError, match="each of map 1, map 2, map 3, map 4"):
                card.commitment = value
    with pytest.raises(TraitError, match="gives B twice"):
        card.commitment = ["A", "B", "C", "B"]
    card.set_state({"commitment": ["A", "B", "C", "D"]})
    assert card.commitment == ("A", "B", "C", "D")
    assert "You predicted map 1: A, map 2: B, map 3: C, map 4: D. The answer is map 1: " in card.words


def test_the_picture_of_a_question_is_drawn_for_light_and_for_dark_pages():
    picture = PredictionCard(PREDICTIONS["02.maps_and_fields"]).asked["picture"]
    assert picture["light"][:4] == picture["dark"][:4] == b"\x89PNG"
    assert picture["light"] != picture["dark"]
    assert picture["width"] < 625  # a card holds no more


def test_each_map_of_lesson_02_has_the_gradients_of_its_field_and_of_no_other():
    (answer,) = PREDICTIONS["02.maps_and_fields"].answers
    X, Y = np.meshgrid(np.linspace(-2, 2, 9), np.linspace(-2, 2, 9))
    for surface_name, letter in zip(MAPS.values(), answer, strict=True):
        found = gc.gradient(SURFACES[surface_name].f, X, Y)
        fits = {other: np.allclose(SURFACES[name].gradient(X, Y), found) for other, name in FIELDS.items()}
        assert [other for other, right in fits.items() if right] == [letter]


def test_the_answers_of_lesson_02_are_right():
    hills, saddle = gc.GALLERY["two hills"], gc.GALLERY["saddle"]
    X, Y = np.meshgrid(np.linspace(-2, 2, 1601), np.linspace(-2, 2, 1601))
    slopes = np.hypot(*hills.gradient(X, Y))
    (place,) = PREDICTIONS["02.steepest_place"].answers
    greatest = slopes.argmax()
    assert place == pytest.approx((X.flat[greatest], Y.flat[greatest]), abs=0.005)

    # "On most sides of the higher hill, at this distance from its top, the ground is nearly as steep."
    top = PREDICTIONS["00.no_gradient"].answers[1]
    around = np.radians(np.arange(360))
    distance = np.hypot(*np.subtract(place, top))
    ring = np.hypot(*hills.gradient(top[0] + distance * np.cos(around), top[1] + distance * np.sin(around)))
    assert np.mean(ring > 0.9 * slopes.max()) > 0.6

    assert saddle.gradient(0.0, 1.0) == pytest.approx([0, -2])
    assert PREDICTIONS["02.above_the_pass"].answers == ["towards the origin"]

    turn = np.radians(np.linspace(0, 360, 721))
    u, v = gc.GALLERY["monkey saddle"].gradient(0.3 * np.cos(turn), 0.3 * np.sin(turn))
    walked = np.unwrap(np.arctan2(v, u))
    turns = (walked[0] - walked[-1]) / (2 * np.pi)  # clockwise, while the walk is counterclockwise
    assert PREDICTIONS["02.turns_at_the_monkey_saddle"].answers == [pytest.approx(turns)]

    def note_gradient_2d(f, x, y, h=1e-7):
        return np.array([(f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h])

    calls = []
    for x, y in itertools.product(np.linspace(-2, 2, 20), repeat=2):
        note_gradient_2d(lambda x, y: calls.append(1) or x**2 + y**2, x, y)
    assert PREDICTIONS["02.calls_of_f"].answers == [len(calls)]


@pytest.mark.parametrize(
    ("unit", "one"), [("turns", "1 turn"), ("calls", "1 call"), ("passes", "1 pass"), ("m/s", "1 m/s")]
)
def test_one_of_what_is_counted_is_said_so(unit, one):
    assert gc.predict(f"How many {unit}?", 2, unit=unit).prediction.words(1) == one


def test_large_numbers_are_written_as_the_lessons_write_them():
    prediction = gc.predict("08.forward_passes").prediction
    assert [prediction.words(answer) for answer in (10_000, 9_999.5, 0.25)] == [
        "10,000 passes",
        "9,999.5 passes",
        "0.25 passes",
    ]


@pytest.mark.parametrize("name", PREDICTIONS)
def test_a_page_without_python_has_every_answer_encoded(name):
    prediction = PREDICTIONS[name]
    encoded = encode(prediction)
    found = decode(encoded)
    assert [card_module.fitted(prediction, answer) for answer in found["answers"]] == list(prediction.answers)
    assert found["because"] == prediction.because
    assert not prediction.because or prediction.because not in encoded


def test_a_recorded_card_has_its_pictures_as_files_and_tells_no_answer_in_plain_words():
    kept = []

    def keep(picture: bytes) -> str:
        kept.append(picture)
        return f"{len(kept)}.webp"

    card = gc.predict("Where?", (0.25, 0.125), on="bowl", because="There it is flat.")
    assert card.encoded == ""
    record_prediction(card, keep)
    assert (card.asked["map"]["light"], card.asked["map"]["dark"]) == ("1.webp", "2.webp")
    assert all(picture.startswith(b"RIFF") for picture in kept)
    assert decode(card.encoded) == {
        "answers": [[0.25, 0.125]],
        "also": [],
        "because": "There it is flat.",
        "closeness": None,
    }
    assert "0.125" not in sent(card)
    assert "flat" not in sent(card)
    drawn = gc.predict("02.maps_and_fields")
    record_prediction(drawn, keep)
    assert (drawn.asked["picture"]["light"], drawn.asked["picture"]["dark"]) == ("3.webp", "4.webp")
    plain = gc.predict("How many?", lambda: np.float64(4))
    record_prediction(plain, keep)
    assert decode(plain.encoded)["answers"] == [4]
    assert len(kept) == 4


@pytest.mark.parametrize("name", [name for name, prediction in PREDICTIONS.items() if prediction.moved])
def test_the_slider_that_answers_a_prediction_is_one_of_a_picture_below_it(name):
    number = name[:2]
    (notebook,) = (pathlib.Path(__file__).parents[2] / "notebooks").glob(f"{number}_*.ipynb")
    cells = [cell.source for cell in nbformat.read(notebook, as_version=4).cells if cell.cell_type == "code"]
    below = cells[cells.index(f'gc.predict("{name}")') + 1]
    board = eval(re.search(r"gc\.explore_\w+\(.*\)", below)[0], {"gc": gc})
    assert PREDICTIONS[name].moved in [control.description for control in board._controls.values()]
    board.close()


def test_what_is_right_is_known_to_the_card_that_waits_for_a_slider():
    card = gc.predict("06.rate_of_nine_tenths")
    assert card.asked["moved"] == "rate η"
    assert gc.predict("06.beside_the_saddle").asked["moved"] == ""
