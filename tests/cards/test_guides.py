"""The card of a guided start: what stands with it, what is refused, and what lives on when it ends."""

import pytest

import gradcalc as gc


@pytest.fixture
def explorer():
    return gc.explore("bowl", views=("map", "surface"), x=1, y=1)


def test_the_guide_shows_its_card_above_the_picture_that_it_was_given(explorer):
    guided = gc.guide("00", explorer)
    assert guided.children == (guided.card, explorer)
    assert [task["about"] for task in guided.card.asked["tasks"]][:2] == ["the dot", "the gradient"]
    assert (guided.card.done, guided.card.at, guided.card.whole) == ([], 0, False)


def test_where_no_kernel_answers_stand_the_tasks_and_the_whole_picture(explorer):
    data, metadata = gc.guide("00", explorer)._repr_mimebundle_()
    still, _ = explorer._repr_mimebundle_()
    assert data["image/png"] == still["image/png"]
    assert data["text/plain"].startswith("Guided start\n1. The dot.")
    assert data["text/plain"].endswith(still["text/plain"])
    view = "application/vnd.jupyter.widget-view+json"
    assert data[view]["model_id"] != still[view]["model_id"]
    assert metadata["gradcalc"] == {"kind": "picture"}


def test_a_guide_that_ends_leaves_the_picture_alive(explorer):
    guided = gc.guide("00", explorer)
    guided.close()
    assert guided.card.comm is None
    explorer.x = 0.5
    assert explorer.view.frame["state"]["x"] == 0.5


def test_an_unknown_lesson_and_what_is_no_explorer_are_refused(explorer):
    with pytest.raises(ValueError, match="lesson must be one of '00', got '99'"):
        gc.guide("99", explorer)
    with pytest.raises(TypeError, match="explorer must be a picture that explore has made, got 'bowl'"):
        gc.guide("00", "bowl")
