"""The card of a drill: what it shows, when it shows how it is done, and what it keeps."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.cards import finished
from gradcalc.cards.drill import HOW, DrillCard
from gradcalc.cards.mathml import html_of, text_of
from gradcalc.lessons.drills import DRILLS
from gradcalc.questions.drills.drill import IN_A_ROW


@pytest.fixture
def card(file):
    return DrillCard(DRILLS["03"], np.random.default_rng(3))


def right(card):
    card.answer(str(card.practice.item.answers[0]))


def test_a_right_answer_is_praised_and_shows_how_it_is_done(card):
    assert card.shown["steps"] == []
    right(card)
    assert (card.shown["verdict"], card.shown["said"]) == ("right", "✓ Right.")
    assert len(card.shown["steps"]) == len(card.practice.item.steps)
    assert card.shown["standing"] == "Right in a row: 1 of 5."
    assert "✓ Right." in card.words


def test_a_known_mistake_is_said_and_the_solution_comes_after_three_tries(card):
    mistake = next(slip for slip in card.practice.item.slips if slip.name == "sign")
    for left in ("2 tries left", "1 try left"):
        card.answer(str(mistake.values[0]))
        assert card.shown["said"] == "✗ Not right."
        assert mistake.words in card.shown["words"]
        assert left in card.shown["words"]
        assert card.shown["steps"] == []
    card.answer("1000")
    assert "Here is how it is done." in card.shown["words"]
    assert card.shown["steps"]
    assert card.shown["over"]
    before = card.shown
    card.answer("7")
    assert card.shown == before


def test_what_is_right_after_a_wrong_try_begins_the_row_anew_and_the_card_says_so(card):
    card.answer("1000")
    assert card.shown["standing"] == "Right in a row: 0 of 5."
    right(card)
    assert card.shown["standing"] == "Right in a row: 0 of 5: a wrong try begins the row anew."
    card.another()
    assert card.shown["standing"] == "Right in a row: 0 of 5."
    right(card)
    assert card.shown["standing"] == "Right in a row: 1 of 5."


def test_the_same_answer_twice_is_said_twice(card):
    card.answer("?")
    before = card.shown
    card.answer("?")
    assert card.shown != before


def test_what_was_typed_reaches_the_page_as_text(card):
    card.answer("<img src=x onerror=alert(1)>")
    assert card.shown["verdict"] == "unreadable"
    assert "<" not in card.shown["words"]


def standing_of_the_drill():
    """What progress says of the drill of lesson 03; beside it stands what is drawn by hand."""
    return next(line for line in repr(gc.progress("03")).splitlines() if line.strip().startswith("Drill:"))


def test_five_right_in_a_row_are_kept_beside_the_points(card, file):
    for number in range(IN_A_ROW):
        assert "not done yet" in standing_of_the_drill(), number
        right(card)
        card.another()
    assert "The drill is done" in card.shown["standing"]
    assert finished.file_at(file.path).entries() == {"03": finished.Finished(IN_A_ROW)}
    assert standing_of_the_drill().endswith("done")
    assert "not done yet" not in standing_of_the_drill()
    assert "<td>done</td>" in gc.progress("03")._repr_html_()
    assert card.shown["number"] == IN_A_ROW + 1


def test_the_browser_answers_and_asks_for_another(card):
    card._handle_custom_msg({"answer": "0.001"}, [])
    assert card.practice.tries == 1
    card._handle_custom_msg({"another": True}, [])
    assert (card.practice.tries, card.shown["number"], card.shown["verdict"]) == (0, 2, "")
    for nonsense in ({"answer": 7}, {"another": 1}, {}, None, "answer"):
        card._handle_custom_msg(nonsense, [])
    assert (card.practice.tries, card.shown["number"]) == (0, 2)


def test_the_answer_reaches_the_browser_only_when_the_question_is_over(card):
    first = card.shown
    assert card.practice.item.answers == (-5.0,)
    assert "-5" not in repr(first).replace("−", "-")
    right(card)
    assert "-5" in re.sub("<[^>]*>", "", repr(card.shown)).replace("−", "-")


def test_every_card_begins_with_the_same_question_and_goes_on_with_fresh_ones():
    one, other = gc.drill("04"), gc.drill("04")
    assert one.words == other.words
    seen = set()
    for _ in range(10):
        one.another()
        seen.add(one.words)
    assert len(seen) > 5


def test_where_no_kernel_answers_the_question_stands_in_words(card):
    data, said = card._repr_mimebundle_()
    assert said["gradcalc"] == {"kind": "question"}
    assert data["text/plain"] == card.words
    assert "application/vnd.jupyter.widget-view+json" in data


def test_a_lesson_without_a_drill_is_refused_by_naming_those_that_have_one():
    with pytest.raises(ValueError, match="lesson must be one of '01', '03', '04', '06', got '02'"):
        gc.drill("02")


@pytest.mark.parametrize("lesson", DRILLS)
@settings(max_examples=10)
@given(seed=st.integers(0, 2**63))
def test_every_item_can_be_written_for_the_page_and_as_text(lesson, seed):
    for row in range(IN_A_ROW):
        item = DRILLS[lesson].item(row, np.random.default_rng(seed))
        assert item.kind in HOW
        for words in (item.question, *item.steps, *(slip.words for slip in item.slips)):
            page = html_of(words)
            ET.fromstring(f"<p>{page}</p>")
            for text in (re.sub("<[^>]*>", "", page), text_of(words)):
                assert not re.search(r"[\\${}]|\*\*", text), words
            # A minus is one of mathematics, and none stands where nothing follows.
            assert "-" not in "".join(re.findall("<mo[^>]*>(.*?)</mo>", page))


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{x + 1}{2}", "(x + 1)/2"),
        (r"\sqrt{5}", "√5"),
        (r"-x - \left(-2\right)", "−x − (−2)"),
        (r"e^{-2 \, x}", "e^(−2·x)"),
        (r"\sin\left(3 \, x\right)", "sin(3·x)"),
        (r"\cos 30°", "cos 30°"),
        (r"|\nabla f|^{2}", "|∇f|^2"),
        (r"D_{\mathbf{u}} f", "D_u f"),
    ],
)
def test_a_formula_as_text_is_what_one_types(latex, text):
    assert text_of(f"${latex}$") == text


@pytest.mark.parametrize("latex", [r"\int x", "x}", "{x", r"\left(x", "x \\"])
def test_latex_that_is_not_known_is_refused(latex):
    with pytest.raises(ValueError, match=r"formula|not known"):
        html_of(f"${latex}$")
