"""The page of `gradcalc reasons` in Chromium, by its keys: groups, single points, comments, and a second person."""

import base64
import struct
import zlib

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.grading.class_of_03 import comments, scores
from tests.grading.reasons.read import CELL, WRONG, course_with, enter, formgrader, served

LONG = "If f is differentiable at the point, the slope along u is the dot product of the gradient with u: zero."
SAME, NEAR = LONG.replace("If", "IF").replace(",", " ,"), LONG.replace("slope along", "slpoe along")
ATTACK = (
    "<img src='x' onerror='window.ran = 1'><script>window.ran = 1</script> **Because** it is [flat](javascript:1)"
)


def png() -> str:
    """A white picture of 4 by 4 in base64."""
    lines = zlib.compress(b"\0\xff\xff\xff\xff" * 4)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)), (b"IDAT", lines), (b"IEND", b""))
    chunks = [struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts]
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"".join(chunks)).decode()


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reasons") / "course"
    course = course_with(folder, ada=LONG, bob=SAME, cy=NEAR, eve=ATTACK, fay="")
    enter(course, "dee", "Look at my picture.", WRONG, png())
    return course


@pytest.fixture(scope="module")
def address(course):
    with served(course) as address:
        yield address


@pytest.fixture(scope="module")
def reasons(browser, address):
    """The page, which asks for nothing but what this server has, and in which nothing goes wrong."""
    page, wrong = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    page.goto(address)
    page.locator("article").first.wait_for()
    yield page
    assert page.evaluate("window.ran") is None
    assert wrong == []
    page.close()


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def entered(page, *keys: str) -> str:
    """Press keys of which the last enters something. Returns what is said once the server has answered."""
    press(page, *keys[:-1])
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.keyboard.press(keys[-1])
    answer.value.finished()
    return page.locator("#said").inner_text()


def given(course) -> dict:
    return {student: cells[CELL] for student, cells in scores(course).items()}


def test_all_answers_stand_there_in_groups_as_text_with_what_the_grader_found(reasons):
    cards = reasons.locator("article")
    assert cards.locator("h2").all_inner_texts() == [
        "Group 1: 3 answers, 1 of them nearly the same, with the difference shown", "2: dee", "3: eve",
        "Group 4: 1 notebook in which nothing of the student's own stands at the question",
    ]  # fmt: skip
    first, dee, eve, fay = cards.all()
    assert first.locator(".text").first.inner_text() == LONG
    assert first.locator(".variant .text").inner_text().count("slpoe") == 1
    assert eve.locator(".text").inner_text() == ATTACK
    assert "Checked part: ✗ not right. You gave the text 'a'. Look." in dee.inner_text()
    assert dee.locator("img").evaluate("(image) => image.decode().then(() => image.naturalWidth)") == 4
    assert "Has 0 points from the grader." in fay.inner_text()
    assert reasons.locator("#progress").inner_text() == "5 of 6 answers wait."
    assert "rules out **a**" in reasons.locator("#model").inner_text()
    assert "name a function that shows it wrong" in reasons.locator("#question").inner_text()


def test_a_group_gets_points_and_a_comment_by_keys_single_ones_others_and_all_can_be_taken_back(reasons, course):
    before, group = given(course), reasons.locator("article").first
    reasons.keyboard.press("Enter")  # the next that waits
    press(reasons, "k", "k", "k")
    assert group.evaluate("(card) => card === document.activeElement")
    assert entered(reasons, "1") == "Group, 3 answers: 1 point."
    assert given(course) == before | dict.fromkeys(("ada", "bob", "cy"), (None, 1, False))
    assert group.locator("button[aria-pressed=true]").first.inner_text().startswith("1")
    assert entered(reasons, "o", "j", "h") == "bob: 0.5 points."
    reasons.keyboard.press("c")
    reasons.keyboard.type("Why *zero*? 0 1 u")
    assert entered(reasons, "Escape") == "bob: the comment is entered."
    assert (given(course)["bob"], comments(course)["bob"][CELL]) == ((None, 0.5, False), "Why *zero*? 0 1 u")
    press(reasons, "o")  # back to the group, of which the one with other points is left alone
    assert entered(reasons, "0") == "Group, 2 answers: 0 points. 1 other has other points, which stay."
    assert [given(course)[student][1] for student in ("ada", "bob", "cy")] == [0, 0.5, 0]
    assert reasons.locator("#progress").inner_text() == "2 of 6 answers wait."
    for _ in range(4):
        entered(reasons, "u")
    assert given(course) == before
    assert comments(course)["bob"][CELL] is None
    press(reasons, "u")
    assert reasons.locator("#said").inner_text() == "There is nothing to take back."


def test_what_somebody_gives_in_formgrader_meanwhile_is_shown_and_not_overwritten(reasons, course):
    dee = reasons.locator("article").nth(1)
    dee.focus()
    with formgrader(course, "dee") as (book, grade, note):
        grade.manual_score, grade.needs_manual_grade, note.manual_comment = 0.25, False, "Theirs."
        book.db.commit()
    assert "somebody else was quicker. dee now has 0.25 points. The comment is: Theirs." in entered(reasons, "1")
    assert given(course)["dee"] == (None, 0.25, False)
    assert "Has 0.25 points." in dee.inner_text()
    assert dee.locator("textarea").input_value() == "Theirs."
    assert entered(reasons, "1") == "dee: 1 point."  # knowing theirs
    assert given(course)["dee"] == (None, 1, False)


def test_a_comment_is_not_written_over_one_that_came_while_it_was_written(reasons, course):
    eve = reasons.locator("article").nth(2)
    eve.focus()
    reasons.keyboard.press("c")
    reasons.keyboard.type("Ours.")
    with formgrader(course, "eve") as (book, _, note):
        note.manual_comment = "Theirs."
        book.db.commit()
    said = entered(reasons, "Escape")
    assert "somebody else was quicker" in said
    assert said.endswith("The comment is: Theirs. Yours was: Ours.")
    assert comments(course)["eve"][CELL] == "Theirs."
    assert eve.locator("textarea").input_value() == "Theirs."


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_and_nothing_is_cut_off(reasons, theme, width):
    reasons.emulate_media(color_scheme=theme)
    reasons.set_viewport_size({"width": width, "height": 800})
    reasons.locator("article details").first.evaluate("(members) => { members.open = true; }")
    found = Axe().run(reasons).response["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []
    assert reasons.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_where_there_is_nothing_to_do_the_page_says_so(browser, course):
    with served(course, "05.liar") as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_text("Nobody has handed in an answer to this question yet.").first.wait_for()
        page.close()
