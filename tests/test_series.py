"""What joins the ten lessons: the map, the links, the points, and the parts that every lesson has."""

import itertools
import pathlib
import re

import nbformat
import pytest

from gradcalc.lessons.drawings import DRAWINGS
from gradcalc.lessons.drills import DRILLS
from gradcalc.lessons.exercises import EXERCISES

ROOT = pathlib.Path(__file__).parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = {path.name: nbformat.read(path, as_version=4) for path in PATHS}
FIRST, LAST = PATHS[0].name, PATHS[-1].name
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")

lessons = pytest.mark.parametrize("name", NOTEBOOKS)
later_lessons = pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name != FIRST])


def prose(name: str) -> str:
    return "\n".join(cell.source for cell in NOTEBOOKS[name].cells if cell.cell_type == "markdown")


def code(name: str) -> str:
    return "\n".join(cell.source for cell in NOTEBOOKS[name].cells if cell.cell_type == "code")


def short_title(name: str) -> str:
    """The name under which links speak of a lesson, "00 Start here" for "# Start here: a gradient that ..."."""
    title = re.search(r"^# ([^:\n]+)", prose(name)).group(1)
    return f"{name[:2]} {title}"


def link_to(name: str) -> str:
    return f"[{short_title(name)}]({name})"


def opening_question(name: str) -> str:
    return re.search(r"^\*([^*]+\?)\*$", prose(name), re.MULTILINE).group(1)


def lesson_map(text: str) -> list[list[str]]:
    """The rows of the map, without its head: link, question, needs, gives, points automatic and by hand."""
    (table,) = re.findall(r"^\| lesson \|.*\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[cell.strip() for cell in row.strip().strip("|").split("|")] for row in table.splitlines()[1:]]


MAP = lesson_map(prose(FIRST) + "\n")


def points(lesson: str, kind: str) -> int:
    return sum(getattr(exercise, kind) for exercise in EXERCISES.values() if exercise.lesson == lesson)


def test_there_are_ten_lessons_numbered_in_order():
    assert [name[:2] for name in NOTEBOOKS] == [f"{number:02}" for number in range(10)]


def test_the_points_of_all_lessons_add_up_to_110_of_which_three_are_given_by_hand():
    automatic = sum(exercise.points for exercise in EXERCISES.values())
    by_hand = sum(exercise.by_hand for exercise in EXERCISES.values())
    assert (automatic, by_hand) == (107, 3)


def test_every_lesson_is_in_the_map_in_order_with_its_question():
    assert [row[0] for row in MAP[:-1]] == [link_to(name) for name in NOTEBOOKS]
    assert [row[1] for row in MAP[:-1]] == [opening_question(name) for name in NOTEBOOKS]
    assert all(row[3] for row in MAP[:-1])


def test_the_points_in_the_map_are_those_of_the_exercises():
    for row, name in zip(MAP[:-1], NOTEBOOKS, strict=True):
        assert [int(row[4]), int(row[5])] == [points(name[:2], "points"), points(name[:2], "by_hand")]
    assert [int(cell) for cell in MAP[-1][4:]] == [sum(int(row[column]) for row in MAP[:-1]) for column in (4, 5)]


def test_the_readme_has_the_same_map():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert lesson_map(readme.replace("](notebooks/", "](")) == MAP


def test_the_site_lists_the_same_lessons():
    index = (ROOT / "docs" / "site" / "index.md").read_text("utf-8")
    listed = re.findall(r"^(\d\d .*) <(\w+)>$", index, re.MULTILINE)
    assert [f"[{title}]({name}.ipynb)" for title, name in listed] == [row[0] for row in MAP if row[0] != "all"]


@later_lessons
def test_a_lesson_needs_what_the_map_says_and_links_to_it(name):
    (needs,) = re.findall(r"^You need: .*", prose(name), re.MULTILINE)
    row = next(row for row in MAP if name in row[0])
    assert {text[:2] for text, _ in LINK.findall(needs)} == set(re.findall(r"\b0\d\b", row[2]))
    assert {f"[{text}]({target})" for text, target in LINK.findall(needs)} <= {link_to(other) for other in NOTEBOOKS}


@later_lessons
def test_a_lesson_needs_earlier_lessons_only(name):
    row = next(row for row in MAP if name in row[0])
    assert all(number < name[:2] for number in re.findall(r"\b0\d\b", row[2]))


@lessons
def test_the_last_line_leads_to_the_neighbours_the_glossary_and_the_map(name):
    names = list(NOTEBOOKS)
    place = names.index(name)
    parts = []
    if name != FIRST:
        parts.append(f"**Previous:** {link_to(names[place - 1])}")
    if name != LAST:
        parts.append(f"**Next:** {link_to(names[place + 1])}")
    parts.append("[Glossary](glossary.md)")
    if name != FIRST:
        parts.append(f"[All lessons]({FIRST}#The-lessons)")
    assert NOTEBOOKS[name].cells[-1].source.splitlines()[-1] == " · ".join(parts)


@lessons
def test_the_points_that_the_text_announces_are_those_of_the_exercises(name):
    announced = {"automatic": 0, "by hand": 0}
    for heading in re.findall(r"^### \d+\. .*\((.*)\)$", prose(name), re.MULTILINE):
        for number, by_hand in re.findall(r"(\d+) points?( by hand)?", heading):
            announced["by hand" if by_hand else "automatic"] += int(number)
    assert announced == {"automatic": points(name[:2], "points"), "by hand": points(name[:2], "by_hand")}


@later_lessons
def test_the_head_of_the_exercises_announces_the_points_of_the_lesson(name):
    (announced,) = re.findall(r"[^.]*\bautomatically\b[^.]*\.", prose(name))
    expected = [points(name[:2], kind) for kind in ("points", "by_hand")]
    assert [int(number) for number in re.findall(r"\d+", announced)] == [number for number in expected if number]


@lessons
def test_links_lead_to_files_and_headings_that_are_there(name):
    for _, target in LINK.findall(prose(name)):
        if not target.startswith("http"):
            file, _, heading = target.partition("#")
            assert (ROOT / "notebooks" / file).exists(), target
            assert not heading or f"## {heading.replace('-', ' ')}\n" in prose(file or name), target


@lessons
def test_every_lesson_has_a_live_picture_a_prediction_and_a_question(name):
    assert re.search(r"\bgc\.(?:explore\w*|walk)\(", code(name))
    assert re.search(rf'^gc\.predict\("{name[:2]}\.\w+"\)$', code(name), re.MULTILINE)
    assert opening_question(name)


@lessons
def test_every_exercise_of_a_lesson_is_checked_in_it_once(name):
    checked = re.findall(r'^gc\.check\("([^"]+)"', code(name), re.MULTILINE)
    assert checked == [exercise.id for exercise in EXERCISES.values() if exercise.lesson == name[:2]]
    assert checked


@lessons
def test_a_drill_stands_in_its_lesson_once_before_what_is_computed_and_checked(name):
    cells = [cell.source for cell in NOTEBOOKS[name].cells]
    drills = [source for source in cells if source.startswith("gc.drill(")]
    assert drills == [f'gc.drill("{lesson}")' for lesson in DRILLS if lesson == name[:2]]
    for drill in drills:
        place = cells.index(drill)
        assert cells[place - 1].startswith("**Now you, with a pencil.**")
        assert not any(re.search(r"^print\(|gc\.check", source, re.MULTILINE) for source in cells[:place])


@lessons
def test_what_is_drawn_stands_in_its_lesson_once_behind_a_sentence(name):
    cells = [cell.source for cell in NOTEBOOKS[name].cells]
    drawings = [source for source in cells if source.startswith("gc.draw(")]
    assert drawings == [f'gc.draw("{lesson}")' for lesson in DRAWINGS if lesson == name[:2]]
    for drawing in drawings:
        place = cells.index(drawing)
        assert cells[place - 1].startswith("**Now you, by hand.**")
        assert not any("gc.check" in source for source in cells[:place])


@later_lessons
def test_every_lesson_shows_the_points_so_far(name):
    assert f'gc.progress("{name[:2]}")' in code(name)


@lessons
def test_the_lesson_closes_with_a_box_deep_learning_and_what_to_read(name):
    headings = re.findall(r"^## (.*)", prose(name), re.MULTILINE)
    closing = ["What to remember", "Why this matters in deep learning"]
    closing.append("The lessons" if name == FIRST else "Go further")
    assert headings[-3:] == closing
    parts = re.split(r"^## .*\n", prose(name), flags=re.MULTILINE)[-3:]
    assert "\n> " in parts[0]
    assert "$" in parts[0]
    if name != FIRST:
        assert re.search(r"^- ", parts[2], re.MULTILINE)


def test_titles_and_questions_differ_between_lessons():
    for one, other in itertools.combinations(NOTEBOOKS, 2):
        assert short_title(one)[2:] != short_title(other)[2:]
        assert opening_question(one) != opening_question(other)
