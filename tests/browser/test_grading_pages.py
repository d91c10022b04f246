"""The pages for students and for the class in Chromium: no fault in accessibility, light and dark."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe

from gradcalc.grading.comparing.alike import Answer, Compared, Group
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.running.results import ExerciseResult, NotebookResult, StratumResult
from gradcalc.grading.showing import alike, feedback, report
from tests.grading.test_late import DAY, handed_in

ANSWER = "directional_derivative"
STRATA = (
    StratumResult(ANSWER, "along the axes", 1, "right"),
    StratumResult(ANSWER, "uphill", 1, "wrong", "slope(f, 1, 2)", "It gave an array:\n[1, 2]", "Look at the length."),
)
EXERCISE = ExerciseResult("03.directional_derivative", STRATA, "The answer cell is missing.")
STANDING = Standing("ada", "03", NotebookResult("03", (EXERCISE,), "A cell does not end: x", unsafe=True))
TWO = tuple(Answer(student, "03.best_share", "x = 1", "") for student in ("ada", "bob"))
ALIKE = Compared((Group("03.best_share", TWO, 50),), 2, 0, 0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages(page, theme):
    page.emulate_media(color_scheme=theme)
    for html in (feedback.page(STANDING), report.page([STANDING]), alike.page(ALIKE, "03")):
        page.set_content(html)
        assert page.locator("h1").count() == 1
        assert [violation["id"] for violation in Axe().run(page).response["violations"]] == []


def test_nothing_is_wider_than_a_narrow_window_however_long_a_name_is(page):
    long = replace(
        STANDING, student="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    )
    for html in (feedback.page(long), report.page([long, handed_in(DAY, student=long.student, waits=True)])):
        page.set_content(html)
        for width in (390, 320):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") == width
