"""The card of a check that can be acted on: help comes in steps, fresh cases change no points."""

import types

import numpy as np
import pytest

import gradcalc as gc
from gradcalc.cards import check as checking
from gradcalc.cards import live_check, more_cases, scores
from gradcalc.cards.live_check import BY_HAND, CheckCard
from gradcalc.cards.released import NAME
from gradcalc.cards.steps import Opened
from gradcalc.lessons.help import HELP
from gradcalc.questions.help import WHY, Help

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def fresh(monkeypatch):
    monkeypatch.setattr(live_check, "OPENED", Opened())
    monkeypatch.setitem(HELP, "03.best_share", Help("Look here.", ">>> 1 + 1\n2", "Because."))


@pytest.fixture
def notebook(monkeypatch):
    """The names of a notebook whose kernel a page is connected to."""
    shell = types.SimpleNamespace(user_ns={}, kernel=object())
    monkeypatch.setattr(live_check, "get_ipython", lambda: shell)
    return shell.user_ns


def right(gradient, directions):
    return (directions @ gradient / np.linalg.norm(directions, axis=1)).max() / np.linalg.norm(gradient)


def not_normalised(gradient, directions):
    return (directions @ gradient).max() / np.linalg.norm(gradient)


def card_of(*answers, exercise="03.best_share"):
    return CheckCard(gc.check(exercise, *answers), answers)


def titles(card):
    return [part["title"] for part in card.shown["parts"]]


def buttons(card):
    return [action["words"] for action in card.shown["actions"]]


def test_the_hint_is_not_on_the_card_before_it_is_asked_for():
    report = gc.check("03.best_share", not_normalised)
    card = CheckCard(report, [not_normalised])
    assert report.wrong.hint in repr(report)
    assert report.wrong.hint not in repr(card.shown)
    assert "One call that is not right" in card.shown["card"]
    assert buttons(card) == ["What may have happened", "More cases"]
    card.act("help")
    assert report.wrong.hint in card.shown["parts"][0]["html"]


def test_help_comes_in_steps_until_there_is_none_left():
    card = card_of(not_normalised)
    for left in ("What may have happened", "What to look at", "A worked example like it"):
        assert buttons(card)[0] == left
        card.act("help")
    assert titles(card) == ["What may have happened", "What to look at", "A worked example like it"]
    assert buttons(card) == ["More cases"]
    before = card.shown
    card.act("help")
    assert card.shown == before


def test_what_is_open_is_open_when_the_check_runs_again_with_the_same_mistake():
    card_of(not_normalised).act("help")
    assert titles(card_of(not_normalised)) == ["What may have happened"]
    assert titles(card_of(lambda gradient, directions: -1)) == []


def test_a_right_answer_has_the_words_why_it_works_and_no_help():
    card = card_of(right)
    assert titles(card) == [WHY]
    assert "Because." in card.shown["parts"][0]["html"]
    assert buttons(card) == ["More cases"]
    assert WHY not in titles(card_of(not_normalised))


@pytest.mark.parametrize("line", ["03", "03.best_share", " 03 \r"])
def test_what_the_lecturer_has_released_is_told_as_the_last_step(line, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text(f"01\n\n{line}\n", encoding="utf-8")
    card = card_of(not_normalised)
    for _ in range(4):
        card.act("help")
    assert titles(card) == ["What may have happened", "What to look at", "A worked example like it", WHY]
    assert "Because." in card.shown["parts"][-1]["html"]
    assert card.shown["said"] == ""


def test_what_is_released_of_another_lesson_and_what_means_nothing_tells_no_solution(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / NAME).write_text("04\n3.best_share\n", encoding="utf-8")
    card = card_of(not_normalised)
    for _ in range(4):
        card.act("help")
    assert WHY not in titles(card)
    assert "gradcalc_released.txt: '3.best_share' is no lesson and no exercise. Write 03" in card.shown["said"]


def test_where_a_person_reads_the_reason_it_is_not_said(monkeypatch):
    monkeypatch.setitem(HELP, "03.flat_both_ways", Help("Look.", "Another."))
    card = card_of("c", exercise="03.flat_both_ways")
    assert BY_HAND in card.shown["parts"][0]["html"]
    assert buttons(card) == []


def test_more_cases_say_that_all_are_right():
    card = card_of(right)
    card.act("more")
    assert card.shown["said"] == "All 10 fresh cases are right. Your points stay as they are."
    assert card.shown["found"] == ""


def test_the_cases_are_others_each_time(monkeypatch):
    seeds = []
    monkeypatch.setattr(more_cases, "try_more", lambda *given: seeds.append(given[-1]) or more_cases.MoreCases(""))
    card = card_of(right)
    card.act("more")
    card.act("more")
    assert seeds[0] != seeds[1]
    assert checking.SEED not in seeds


def test_a_fresh_case_that_is_not_right_is_shown_with_help_for_it():
    def right_in_the_check(gradient, directions):
        return right(gradient, directions) if answers_right else not_normalised(gradient, directions)

    answers_right = True
    card = card_of(right_in_the_check)
    answers_right = False
    before = scores.FILE.scores()
    card.act("more")
    assert scores.FILE.scores() == before
    assert before["03.best_share"].points == 2
    assert card.shown["said"].startswith("Number 1 of 10 fresh cases is not right.")
    assert "best_share(np.array(" in card.shown["found"]
    assert "It gave the number" in card.shown["found"]
    hint = gc.check("03.best_share", not_normalised).wrong.hint
    assert hint not in repr(card.shown)
    card.act("help")
    assert hint in repr(card.shown["parts"])


def test_an_answer_that_was_made_anew_since_is_not_tried_in_silence(notebook):
    notebook["best_share"] = right
    card = card_of(right)
    notebook["best_share"] = not_normalised
    card.act("more")
    assert card.shown["said"].startswith("best_share has been made anew since this check. Run the check again")
    assert card.shown["found"] == ""
    # Whose name was another one from the start is tried.
    card = card_of(right)
    card.act("more")
    assert card.shown["said"].startswith("All 10")


def test_the_browser_presses_the_buttons_and_nonsense_does_nothing():
    card = card_of(not_normalised)
    for nonsense in ({"act": 7}, {"act": "none"}, {}, None, "help"):
        card._handle_custom_msg(nonsense, [])
    assert titles(card) == []
    card._handle_custom_msg({"act": "help"}, [])
    assert titles(card) == ["What may have happened"]


def test_the_output_lives_where_a_kernel_is_and_holds_the_still_card_beside(notebook, monkeypatch):
    still = gc.check("03.best_share", not_normalised)._repr_mimebundle_()
    assert set(still) == {"text/plain", "text/html"}
    shell = types.SimpleNamespace(
        kernel=object(), history_manager=types.SimpleNamespace(input_hist_parsed=[""]), user_ns={}
    )
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    data, said = gc.check("03.best_share", not_normalised)._repr_mimebundle_()
    assert {kind: data[kind] for kind in still} == still
    assert VIEW in data
    assert said == {"gradcalc": {"kind": "check"}}
    assert gc.check("03.best_share", ...)._repr_mimebundle_()[0].keys() == still.keys()
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert gc.check("03.best_share", right)._repr_mimebundle_()["text/plain"] == "2"
