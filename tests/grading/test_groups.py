"""Several people in one name, and what Canvas calls groups, hidden people and what was typed in."""

import zipfile

import pytest

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.people.roster import ROSTER, Person, line_of, roster_in, write_roster
from tests.grading.class_of_03 import STEM, gradcalc
from tests.grading.uploads import WORK, Term, roster, upload, whose

PEOPLE = [Person("ada", "Ada", "Lovelace", names=("77",)), Person("bob", "Bob", "M"), Person("cy", "Cy", "Ng-Li")]
GROUPS = {
    "ada+bob_03.ipynb": "ada bob", "bob + Cy Ng-Li_03.ipynb": "bob cy", f"ada&bob&cy_{STEM}.ipynb": "ada bob cy",
    "Ada Lovelace; Bob M_03.ipynb": "ada bob", "ada_and_bob_03.ipynb": "ada bob", "77+bob_03.ipynb": "ada bob",
    "ada+bob/x.ipynb": "ada bob", f"Ada Lovelace und Bob M/{STEM}/x.ipynb": "ada bob", "ada+ada_03.ipynb": "ada",
    "Cy Ng-Li_03.ipynb": "cy", "lovelace, ada_03.ipynb": "ada", "ada lovelace+bob m+cy/x.ipynb": "ada bob cy",
}  # fmt: skip


@pytest.mark.parametrize(("name", "students"), GROUPS.items(), ids=GROUPS)
def test_several_people_in_one_name_are_a_group_if_each_is_known(tmp_path, name, students):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        file.writestr(name, WORK)
    assert whose(find(tmp_path / "all.zip", "03", People(roster(*PEOPLE)))) == students.split()


PERHAPS = {
    "ada_bob_03.ipynb": "ada bob", "ada, bob/x.ipynb": "ada bob", "ada-bob-cy_03.ipynb": "ada bob cy",
    "Ada Lovelace Cy Ng-Li/x.ipynb": "ada cy", f"bob ada/{STEM}/x.ipynb": "bob ada",
}  # fmt: skip


@pytest.mark.parametrize(("name", "students"), PERHAPS.items(), ids=PERHAPS)
def test_what_may_be_several_people_waits_with_the_rows_that_make_it_a_group(tmp_path, name, students):
    course, path = tmp_path / "course", tmp_path / "all.zip"
    course.mkdir()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, WORK)
    (one,) = find(path, "03", People(roster(*PEOPLE))).left_out
    assert one.waits
    assert one.why.startswith(f"it may be that of {students.replace(' ', ', ')} together")
    write_roster(course, PEOPLE)
    rows = [row for row in gradcalc("roster", path, "--course", course).splitlines()[1:] if "," in row]
    assert rows[: len(students.split())] == one.line.split("  and  ")
    changed = {row.partition(",")[0]: row for row in rows[: len(students.split())]}
    kept = [changed.pop(line.partition(",")[0], line) for line in map(line_of, PEOPLE)]
    (course / ROSTER).write_text("\n".join(["id,first_name,last_name,email,names,groups", *kept]))
    assert sorted(whose(find(path, "03", People(roster_in(course))))) == sorted(students.split())


@pytest.mark.parametrize("people", [PEOPLE, []], ids=["a roster", "no roster"])
def test_a_group_with_somebody_unknown_waits_and_is_nobody_of_its_own(tmp_path, people):
    found = find(upload(tmp_path / "all.zip", "ada+eve f/"), "03", People(roster(*people)))
    assert whose(found) == []
    lines = ["ada,ada,,,,"] * (not people) + ["eve f,eve,f,,,"]
    assert [one.line for one in found.left_out] == ["  and  ".join(lines)]
    before = People(roster(*people), entered=lambda student: student == "ada+eve f")
    assert whose(find(tmp_path / "all.zip", "03", before)) == ["ada+eve f"]


def test_canvas_gives_the_number_of_one_member_to_the_file_of_a_group(tmp_path):
    people = [
        Person("ada", names=("1234",), groups=("Group 1",)),
        Person("bob", names=("1235",), groups=("Group 1",)),
    ]
    path = upload(tmp_path / "all.zip", "group1_1234_45678_")
    assert whose(find(path, "03", People(roster(*people)))) == ["ada", "bob"]


@pytest.mark.parametrize("late", ["", "LATE_"])
def test_canvas_may_hide_the_names_and_a_row_tells_whose_it_is(tmp_path, late):
    term = Term(tmp_path)
    found = term.hands_in("03", f"{late}anon_x1Y2z_45678_", "anon_12345_45679_")
    assert whose(found) == []
    assert sorted(one.line for one in found.left_out) == ["anon 12345,,,,12345,", "anon x1Y2z,,,,x1Y2z,"]
    assert all("the platform hides the name" in one.why for one in found.left_out)
    term.people = roster(
        Person("ada", "Ada", "L", names=("x1Y2z", "abc")), Person("bob", "Bob", "M", names=("x1y2z",))
    )
    assert whose(term.hands_in("03", f"{late}anon_x1Y2z_45678_")) == ["ada"]
    assert whose(term.hands_in("04", f"{late}anon_x1y2z_45688_")) == ["bob"]
    assert whose(term.hands_in("05", f"{late}anon_X1Y2Z_45698_")) == []


def test_what_was_typed_in_at_canvas_is_named_as_the_students(tmp_path):
    names = ["lovelaceada_1234_text.html", "bob_m_LATE_1235_link.html", "cy_1236_45678_x.ipynb"]
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as file:
        for name in names:
            file.writestr(name, WORK if name.endswith(".ipynb") else "<p>")
    people = [
        Person("ada", "Ada", "Lovelace", names=("1234",)),
        Person("bob", "Bob_M", names=("1235",)),
        Person("cy"),
    ]
    found = find(tmp_path / "all.zip", "03", People(roster(*people)))
    assert whose(found) == ["cy"]
    assert [(one.students, one.why) for one in found.left_out] == [
        (("bob",), "nothing but online text was handed in."), (("ada",), "nothing but online text was handed in."),
    ]  # fmt: skip
