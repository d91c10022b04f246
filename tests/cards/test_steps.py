"""The steps of help: their order, which of them stay open, and how their words become a page."""

import pytest

from gradcalc.cards.steps import Opened, prose, steps
from gradcalc.lessons.exercises import EXERCISES
from gradcalc.questions.help import Help
from gradcalc.questions.judging import Verdict

HELP = Help("Look.", "Another.", "Why.")
ANSWER = EXERCISES["03.best_share"].answers[0]


def wrong(hint):
    return Verdict(ANSWER, ANSWER.strata[0], "wrong", hint=hint)


def names(steps):
    return [step.name for step in steps]


def test_the_steps_are_the_mistake_then_a_nudge_then_a_sibling():
    assert names(steps("a", wrong("Divide."), HELP)) == ["hint", "nudge", "sibling"]
    assert names(steps("a", wrong(""), HELP)) == ["nudge", "sibling"]
    assert names(steps("a", None, None)) == []


def test_they_are_opened_one_after_the_other():
    opened, all_steps = Opened(), steps("a", wrong("Divide."), HELP)
    seen = []
    while True:
        open_ones, shut = opened.split(all_steps)
        seen.append(names(open_ones))
        if shut is None:
            break
        opened.open(shut)
    assert seen == [[], ["hint"], ["hint", "nudge"], ["hint", "nudge", "sibling"]]


def test_another_mistake_has_its_hint_closed_and_what_is_of_the_exercise_stays_open():
    opened = Opened()
    for step in steps("a", wrong("Divide."), HELP):
        opened.open(step)
    open_ones, shut = opened.split(steps("a", wrong("The sign."), HELP))
    assert (names(open_ones), shut.name) == (["nudge", "sibling"], "hint")
    assert opened.split(steps("a", wrong("Divide."), HELP))[1] is None
    assert names(opened.split(steps("b", wrong("Divide."), HELP))[0]) == []


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("Two\nlines.", '<p class="gradcalc-check-sentence">Two lines.</p>'),
        (
            "A **bold** `a < b`.",
            '<p class="gradcalc-check-sentence">A <strong>bold</strong> <code>a &lt; b</code>.</p>',
        ),
        (">>> 1 < 2\nTrue", '<pre class="gradcalc-check-code">&gt;&gt;&gt; 1 &lt; 2\nTrue</pre>'),
    ],
)
def test_words_become_paragraphs_and_python_stays_as_it_is(markdown, html):
    assert prose(markdown) == html
