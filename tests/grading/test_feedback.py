"""The pages for students and for the class, from results made by hand."""

from dataclasses import replace

import pytest

from gradcalc.grading.keeping.by_hand import ByHand
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.running.words import CODE, FURTHER, IN_THE_FILE, NEW_CELL, OWN_CELL, TASK
from gradcalc.grading.showing import feedback, report

SCRIPT = "<script>alert(1)</script>"
HINT = "Divide the direction by its length first."


def standing(student="ada", unsafe=False, **given) -> Standing:
    slope = ExerciseResult("03.directional_derivative", (
        StratumResult("directional_derivative", "along the axes", 1, "right"),
        StratumResult("directional_derivative", "uphill", 1, "wrong", "slope(f, 1, 2)", f"It gave\n{SCRIPT}", HINT),
        StratumResult("directional_derivative", "downhill", 2, "wrong", "slope(f, 2, 1)", "It gave 4", HINT),
    ))  # fmt: skip
    choice = ExerciseResult("03.flat_both_ways", (StratumResult("flat_choice", "the statement", 1, "right"),))
    result = NotebookResult("03", (slope, choice), unsafe=unsafe)
    return Standing(student, "03", result, {"03.flat_both_ways": ByHand(**given)})


def test_what_comes_from_a_student_is_text_on_every_page():
    for html in (feedback.page(standing(student=SCRIPT)), report.page([standing(student=SCRIPT)])):
        assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in feedback.page(standing())


def test_a_comment_is_markdown_without_html_of_its_own():
    html = feedback.page(standing(points=0.5, comments=(f"**Nearly.** {SCRIPT} [x](javascript:a)",)))
    assert "<strong>Nearly.</strong>" in html
    assert "<script" not in html
    assert "href" not in html


def test_every_kind_of_case_has_its_reason_and_a_hint_stands_once():
    html = feedback.page(standing())
    assert "slope(f, 1, 2)" in html
    assert "slope(f, 2, 1)" in html
    assert html.count(HINT) == 1


def test_points_by_hand_count():
    assert standing(waits=True).total == 2
    assert standing(points=0.5).total == 2.5
    assert "2.5 of 6 points" in feedback.page(standing(points=0.5))


def test_without_a_sandbox_every_page_says_so():
    for page in (feedback.page, lambda found: report.page([found])):
        assert "without a sandbox" in page(standing(unsafe=True))
        assert "without a sandbox" not in page(standing())


def test_a_mistake_made_twice_by_one_student_counts_once():
    html = report.page([standing("ada"), standing("bob")])
    assert (
        f'<th scope="row">{HINT}</th><td class="words">The slope along a direction</td><td class="number">2</td>'
        in html
    )


def with_a_reason(reason: str, where: str, **given) -> Standing:
    """The same with this found as the reason."""
    one = standing(**given)
    slope, choice = one.result.exercises
    found = replace(one.result, exercises=(slope, replace(choice, reason=reason, reason_in=where)))
    return replace(one, result=found)


@pytest.mark.parametrize("where", [NEW_CELL, TASK, CODE, FURTHER, IN_THE_FILE, f"{TASK} and {CODE}"])
def test_a_reason_that_stands_elsewhere_is_shown_beside_its_points_and_to_the_lecturer(where):
    waiting = with_a_reason(f"It is a saddle. {SCRIPT}", where, waits=True)
    for html in (feedback.page(waiting), report.page([waiting])):
        assert "It is a saddle." in html
        assert f"found in {where}" in html
        assert "<script" not in html
    assert "not read yet" in feedback.page(waiting)
    read = with_a_reason("It is a saddle.", where, points=1)
    assert "wait for a person" not in report.page([read])


def test_a_reason_in_its_own_cell_is_read_and_not_repeated():
    html = feedback.page(with_a_reason("It is a saddle.", OWN_CELL, waits=True))
    assert "Your reason in words, for 1 more point, is not read yet." in html
    assert "saddle" not in html
    assert "saddle" not in report.page([with_a_reason("It is a saddle.", OWN_CELL, waits=True)])


def test_where_no_reason_was_found_that_is_said():
    assert "None was found" in feedback.page(standing())


def test_what_stopped_comes_first():
    one = standing()
    told = (
        "`import seaborn as sns` stopped: the grader has no seaborn. Cells below it may fail for that reason alone."
    )
    slope, choice = one.result.exercises
    found = replace(one.result, trouble=told, exercises=(replace(slope, trouble="It needs sns."), choice))
    for html in (feedback.page(replace(one, result=found)), report.page([replace(one, result=found)])):
        assert 0 < html.index(told) < html.index("It needs sns.")
