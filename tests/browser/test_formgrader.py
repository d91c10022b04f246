"""nbgrader's Formgrader in a real browser, with a class that `gradcalc grade` has graded in its sandbox.

Formgrader fetches MathJax from a public network. The tests have none, and it works without.
"""

import json
import os
import pathlib
import re
import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradcalc.grading.running.labels import cell_name
from gradcalc.lessons.exercises import EXERCISES
from tests.browser import running
from tests.grading.class_of_03 import (
    POINTS,
    ROOT,
    STEM,
    gradcalc,
    grade,
    half,
    hand_in,
    honest,
    new_course,
    released,
    scores,
)
from tests.grading.handed_in import named_cell, needs_bubblewrap
from tests.grading.reasons.read import give, served, sheet

pytestmark = needs_bubblewrap

ASKED = [exercise for exercise in EXERCISES.values() if exercise.lesson == "03"]
REASON, *_ = (cell_name(exercise.id, "reason") for exercise in ASKED if exercise.by_hand)
PARTLY = "03-directional_derivative-check"
MOST = sum(POINTS.values()) + sum(exercise.by_hand for exercise in ASKED)
ATTACK = "<script>window.ran = 1</script><img src='nowhere.png' onerror='window.ran = 1'> Because it is flat."


def in_words(notebook: nbformat.NotebookNode, text: str) -> nbformat.NotebookNode:
    named_cell(notebook.cells, REASON)["source"] = text
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> pathlib.Path:
    """A course with a class that was graded: all right, right in places, and nothing."""
    course = new_course(tmp_path_factory.mktemp("formgrader"))
    shutil.copytree(ROOT / "course" / "solutions", course / "solutions")
    gradcalc("build", "03", "--course", course)
    hand_in(course / "submitted", ada=honest(), bob=in_words(half(), ATTACK), cy=released())
    grade(course / "submitted", course)
    return course


@pytest.fixture(scope="module")
def address(browser, course):
    with running.running_lab(course) as address:
        yield f"{address}/formgrader"


@pytest.fixture
def formgrader(browser, address):
    """A page without a network, on which nothing that a student wrote may run."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route(lambda url: not url.startswith((address.removesuffix("/formgrader"), "data:")), lambda r: r.abort())
    yield page
    assert page.evaluate("window.ran") is None
    page.close()


def submission(course: pathlib.Path, student: str) -> str:
    """The number by which nbgrader knows a student's notebook."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        return book.find_submission_notebook(STEM, STEM, student).id


def look_at(formgrader, address: str, course: pathlib.Path, student: str) -> None:
    """Open a student's notebook, and wait until the points are there."""
    with formgrader.expect_response(lambda response: "/api/comments" in response.url):
        formgrader.goto(f"{address}/submissions/{submission(course, student)}/?index=0")
    formgrader.wait_for_function("(id) => document.getElementById(id).placeholder !== ''", arg=PARTLY)


def box(formgrader, name: str):
    return formgrader.locator(f"[id='{name}']")


def enter(formgrader, **texts: str) -> None:
    """Write into the box for the points of the reason ("grade"), or for its comment, and wait until it is saved."""
    for kind, text in texts.items():
        with formgrader.expect_response(
            lambda r, kind=kind: f"/api/{kind}/" in r.url and r.request.method == "PUT"
        ) as saved:
            place = box(formgrader, REASON if kind == "grade" else f"{REASON}-comment")
            place.fill(text)
            place.blur()
        assert saved.value.ok


def press_the_button(formgrader, address: str, assignment: str, student: str) -> str:
    """Have Formgrader autograde a submission. Returns what it says of it."""
    formgrader.goto(f"{address}/manage_submissions/{assignment}")
    row = formgrader.locator("tbody tr").filter(has=formgrader.get_by_text(student, exact=True))
    row.locator("td.autograde a").click()
    said = formgrader.locator(".modal-body")
    said.wait_for()
    return said.inner_text()


def sandboxes() -> list[str]:
    """The sandboxes among all processes that came of this one."""
    parents, names = {}, {}
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            number, name, rest = re.fullmatch(r"(\d+) \((.*)\) (.*)", status.read_text(), re.DOTALL).groups()
        except OSError:  # it has just ended
            continue
        parents[int(number)], names[int(number)] = int(rest.split()[1]), name

    def is_ours(process: int) -> bool:
        return process == os.getpid() or (process in parents and is_ours(parents[process]))

    return [name for process, name in names.items() if name == "bwrap" and is_ours(process)]


def overall_score(formgrader, address: str, student: str) -> str:
    """What stands in the table of a student."""
    formgrader.goto(f"{address}/manage_students/{student}")
    cell = formgrader.locator("td.score")
    cell.wait_for()
    return cell.inner_text()


@pytest.mark.parametrize("student", ["ada", "bob", "cy"])
def test_the_table_of_a_student_shows_the_score(formgrader, address, course, student):
    earned = sum(automatic or 0 for automatic, *_ in scores(course)[student].values())
    assert overall_score(formgrader, address, student) == f"{earned:g} / {MOST}"
    assert {"ada": earned == sum(POINTS.values()), "bob": 0 < earned < 3, "cy": earned == 0}[student]


def test_the_table_of_the_class_shows_scores_and_what_waits_for_a_person(formgrader, address, course):
    formgrader.goto(f"{address}/manage_submissions/{STEM}")
    rows = formgrader.locator("tbody tr")
    rows.nth(2).wait_for()
    found = {row.locator("td").nth(1).inner_text(): row.inner_text() for row in rows.all()}
    points = {
        student: sum(automatic or 0 for automatic, *_ in given.values()) for student, given in scores(course).items()
    }
    assert found.keys() == points.keys()
    for student, words in found.items():
        assert f"{points[student]:g} / {MOST}" in words
        assert ("needs manual grading" in words) == (student != "cy")  # who gave no reason has none to be read

    formgrader.goto(f"{address}/gradebook/{STEM}/{STEM}")
    rows.nth(2).wait_for()
    waiting = [row.locator(".needs-manual-grade span").count() for row in rows.all()]
    given = [row.locator("td").nth(2).inner_text() for row in rows.all()]
    assert sorted(given) == sorted(f"{earned:g} / {MOST}" for earned in points.values())
    assert dict(zip(given, waiting, strict=True))[f"{points['cy']:g} / {MOST}"] == 0
    assert sum(waiting) == 2


def test_the_notebook_shows_points_in_part_with_their_reasons(formgrader, address, course):
    look_at(formgrader, address, course, "bob")
    earned = float(box(formgrader, PARTLY).get_attribute("placeholder"))
    assert 0 < earned < POINTS[PARTLY]
    mistake = EXERCISES["03.directional_derivative"].answers[0].mistakes[0]
    assert mistake.hint[:30] in formgrader.locator("body").inner_text()
    assert "Because it is flat." in formgrader.locator("body").inner_text()


def test_points_and_a_comment_given_there_stay_when_the_student_is_graded_again(formgrader, address, course):
    look_at(formgrader, address, course, "ada")
    before = scores(course)["ada"]
    assert before[REASON] == (None, None, True)
    enter(formgrader, grade="1", comment="Say which way *u* points.")
    grade(course / "submitted", course, "--student", "ada")
    look_at(formgrader, address, course, "ada")
    assert box(formgrader, REASON).input_value() == "1"
    assert box(formgrader, f"{REASON}-comment").input_value() == "Say which way *u* points."
    assert scores(course)["ada"] == before | {REASON: (None, 1, False)}
    assert overall_score(formgrader, address, "ada") == f"{sum(POINTS.values()) + 1} / {MOST}"


def test_the_page_of_reasons_and_formgrader_show_what_was_given_in_the_other(formgrader, address, course):
    with served(course) as reasons:
        seen = sheet(reasons)
        give(reasons, seen, "points", 0.5, "bob")
        give(reasons, seen, "comment", "Why is it?", "bob")
        look_at(formgrader, address, course, "bob")
        assert box(formgrader, REASON).input_value() == "0.5"
        assert box(formgrader, f"{REASON}-comment").input_value() == "Why is it?"
        seen = sheet(reasons)
        enter(formgrader, grade="1", comment="Why?")
        late = give(reasons, seen, "points", 0, "bob")
        assert late["quicker"] == ["bob"]
        assert (late["entries"]["bob"]["points"], late["entries"]["bob"]["comment"]) == (1, "Why?")


def test_the_button_grades_in_the_sandbox_leaves_no_process_and_its_result_stands(formgrader, address, course):
    file, before = course / "submitted" / "cy" / STEM / f"{STEM}.ipynb", scores(course)
    file.write_text(json.dumps(json.loads(file.read_text("utf-8"))), "utf-8")  # not as nbformat would write it
    assert "Successfully autograded" in press_the_button(formgrader, address, STEM, "cy")
    assert sandboxes() == []
    assert scores(course) == before
    assert "0 graded, 3 graded before" in grade(course / "submitted", course)


def test_the_button_runs_an_assignment_that_is_no_lesson_only_where_it_is_named(formgrader, address, course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        book.add_assignment("essay")
        book.add_notebook("essay", "essay")
    place = course / "submitted" / "bob" / "essay" / "essay.ipynb"
    place.parent.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("print(6 * 7)")])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, place)
    said = press_the_button(formgrader, address, "essay", "bob")
    assert 'write c.GradeInSandbox.without_sandbox = ["essay"] into nbgrader_config.py' in said
    assert sandboxes() == []

    with open(course / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write('c.GradeInSandbox.without_sandbox = ["essay"]\n')
    assert "Successfully autograded" in press_the_button(formgrader, address, "essay", "bob")
    shown = nbformat.read(course / "autograded" / "bob" / "essay" / "essay.ipynb", as_version=4)
    assert shown.cells[0].outputs[0].text == "42\n"
