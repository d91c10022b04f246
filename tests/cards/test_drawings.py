"""The card of a drawing: what it shows, what the page may draw, and what it keeps."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gradcalc as gc
from gradcalc.cards import finished
from gradcalc.cards.draw import HOW, DrawCard
from gradcalc.cards.mathml import html_of, text_of
from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.questions.drills.drill import IN_A_ROW


@pytest.fixture
def card(file):
    return DrawCard(DRAWINGS["06"], np.random.default_rng(3))


def right(card) -> list:
    return card.practice.item.target.right().tolist()


def test_the_page_sends_rows_and_the_true_ones_come_back_only_when_the_question_is_over(card):
    assert card.right == []
    card._handle_custom_msg({"answer": [[1000, 0]]}, [])
    assert (card.shown["verdict"], card.right) in [("wrong", []), ("close", [])]
    card._handle_custom_msg({"answer": right(card)}, [])
    assert (card.shown["verdict"], card.right) == ("right", right(card))
    assert card.shown["steps"]


def test_another_question_brings_its_own_axes_and_takes_the_true_ones_away(card):
    first = card.ground
    card.answer(right(card))
    card.another()
    assert card.right == []
    assert card.ground["light"] != first["light"] or card.ground["places"] != first["places"]


def test_a_try_sends_no_picture_again(card, monkeypatch):
    sent = []
    monkeypatch.setattr(type(card), "_send", lambda self, message, buffers=None: sent.append(message))
    monkeypatch.setattr("gradcalc.cards.draw.ground_of", None)
    card.answer([(0.01, 1)])
    assert card.practice.tries == 1


def test_nonsense_of_the_page_is_refused_in_words(card):
    for nonsense in ({"answer": "(1, 2)"}, {"answer": {}}, {}, None):
        card._handle_custom_msg(nonsense, [])
    assert card.shown["verdict"] == ""
    card._handle_custom_msg({"answer": [["<b>", 1]]}, [])
    assert card.shown["verdict"] == "unreadable"
    assert "<b>" not in card.shown["words"]
    assert card.practice.tries == 0


def test_five_right_in_a_row_are_kept_apart_from_those_of_the_drill(card, file):
    for _ in range(IN_A_ROW):
        assert "Drawing: The direction of steepest descent  not done yet" in re.sub(
            "  +", "  ", repr(gc.progress("06"))
        )
        card.answer(right(card))
        card.another()
    assert file.entries() == {"06 drawing": finished.Finished(IN_A_ROW)}
    words = re.sub("  +", "  ", repr(gc.progress("06")))
    assert "Drawing: The direction of steepest descent  done" in words
    assert "Drill: One step of gradient descent  not done yet" in words


def test_where_no_kernel_answers_the_question_stands_in_words_beside_a_still(card):
    data, said = card._repr_mimebundle_()
    assert said["gradcalc"] == {"kind": "question"}
    assert data["text/plain"] == card.words
    assert card.words in said["image/png"]["alt"]


def test_a_lesson_in_which_nothing_is_drawn_is_refused_by_naming_the_others():
    with pytest.raises(ValueError, match=r"lesson must be one of '00', '01', .*, got '99'"):
        gc.draw("99")


@pytest.mark.parametrize("lesson", DRAWINGS)
@settings(max_examples=5)
@given(seed=st.integers(0, 2**63))
def test_every_question_can_be_written_for_the_page_and_as_text(lesson, seed):
    for row in range(len(DRAWINGS[lesson].families)):
        task = DRAWINGS[lesson].item(row, np.random.default_rng(seed))
        assert task.target.shape in HOW
        for words in (task.question, *task.steps):
            assert words[-1] in ".?"
            assert not re.search(r"\+ -|- -|nan|inf", words), words
            page = html_of(words)
            ET.fromstring(f"<p>{page}</p>")
            assert not re.search(r"[\\${}]|\*\*", text_of(words)), words
