"""Who is who: the roster, what platforms export, and names that are not unique in the course so far."""

import csv
import io
import stat

import click
import pytest
from click.testing import CliRunner
from nbgrader.api import Gradebook

from gradcalc.app.cli import main
from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.people import People
from gradcalc.grading.people.exports import people_in, together
from gradcalc.grading.people.roster import ROSTER, Person, line_of, roster_in, write_roster
from gradcalc.grading.people.seen import Seen, seen_in
from gradcalc.grading.people.tables import table_in
from tests.grading.class_of_03 import STEM, gradcalc, grade, half, new_course
from tests.grading.handed_in import as_bytes, needs_bubblewrap
from tests.grading.uploads import Term, moodle, roster, upload, whose


def test_a_second_person_of_a_name_is_noticed_whenever_they_come(tmp_path):
    term = Term(tmp_path)
    assert whose(term.hands_in("03", moodle("Ada L", 1), moodle("Bob", 2))) == ["Ada L", "Bob"]
    later = term.hands_in("04", moodle("Ada L", 7), moodle("Ada L", 8), moodle("Bob", 9))
    assert whose(later) == ["Bob"]
    assert [one.line for one in later.left_out] == ["Ada L 7,Ada,L,,7,", "Ada L 8,Ada,L,,8,"]
    assert "What was graded before is that of the id Ada L." in later.left_out[0].why
    # And in the lesson after that, where one of them is alone.
    assert whose(term.hands_in("05", moodle("Ada L", 12), moodle("Bob", 13))) == ["Bob"]
    term.people = roster(Person("Ada L", "Ada", "L", names=("7",)), Person("Ada L 8", "Ada", "L", names=("8",)))
    assert whose(term.hands_in("04", moodle("Ada L", 7), moodle("Ada L", 8), moodle("Bob", 9))) == [
        "Ada L", "Ada L 8", "Bob",
    ]  # fmt: skip
    waits = term.hands_in("05", moodle("Ada L", 12), moodle("Bob", 13))
    assert whose(waits) == ["Bob"]
    assert waits.left_out[0].line == "Ada L,Ada,L,,7 | 12,  or  Ada L 8,Ada,L,,8 | 12,"


def test_another_number_in_the_same_lesson_is_another_person(tmp_path):
    term = Term(tmp_path)
    assert whose(term.hands_in("03", moodle("Ada L", 1))) == ["Ada L"]
    assert whose(term.hands_in("04", moodle("Ada L", 5))) == ["Ada L"]
    assert whose(term.hands_in("03", moodle("Ada L", 1))) == ["Ada L"]
    assert whose(term.hands_in("03", moodle("Ada L", 2))) == []


def test_two_spellings_are_neither_joined_nor_split_and_a_row_settles_it(tmp_path):
    term = Term(tmp_path)
    composed, apart = moodle("Zo\u00eb N", 1), moodle("Zoe\u0308\u00a0N", 2)
    assert whose(term.hands_in("03", composed)) == ["Zo\u00eb N"]
    found = term.hands_in("04", apart)
    assert whose(found) == []
    assert "spelled in several ways" in found.left_out[0].why
    (row,) = table_in(f"id,first_name,last_name,email,names,groups\n{found.left_out[0].line}".encode())
    term.people = roster(Person(row["id"].replace("e\u0308", "\u00eb"), row["first_name"], row["last_name"]))
    assert whose(term.hands_in("04", apart)) == whose(term.hands_in("03", composed)) == ["Zo\u00eb N"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Zo\u00eb O'Neil", "Zo\u00eb O\u2019Neil"), ("Ada Ng-Li", "Ada Ng\u2010Li"), ("Jean L", "Jean\u202fL"),
     ("Ada L", "Ada\u3000L"), ("Li Wei", "\uff2c\uff49 Wei")],
)  # fmt: skip
def test_two_ways_to_type_one_name_are_one_spelling_to_a_reader(tmp_path, first, second):
    term = Term(tmp_path)
    term.hands_in("03", moodle(first, 1))
    found = term.hands_in("04", moodle(second, 2))
    assert whose(found) == []
    assert found.left_out[0].waits
    term.people = roster(Person(first, *first.split(" ")))
    assert whose(term.hands_in("04", moodle(second, 2))) == [first]


def test_of_canvas_and_of_files_a_second_person_of_a_name_is_noticed_too(tmp_path):
    term = Term(tmp_path)
    assert whose(term.hands_in("03", "lada_124_4568_")) == ["lada"]
    assert whose(term.hands_in("04", "lada_124_4578_", "lada_125_4579_")) == []
    assert whose(term.hands_in("05", "lada_125_4589_")) == []
    other = Term(tmp_path / "other")
    assert whose(other.hands_in("03", f"Ada L/{STEM}/")) == ["Ada L"]  # the exchange has no numbers
    assert whose(other.hands_in("04", moodle("Ada L", 1), moodle("Ada L", 2), moodle("Ada L", 3))) == []


def test_a_hidden_name_waits_and_a_worksheet_tells_it(tmp_path):
    term = Term(tmp_path)
    entry = "Participant_9_assignsubmission_file_/"
    found = term.hands_in("03", entry)
    assert whose(found) == []
    assert found.left_out[0].line == "Participant 9,,,,9,"
    rows = table_in(b"Identifier,Full name,Email address\nParticipant 9,Ada Lovelace,ada@x.org\n")
    term.people = roster(*together({}, people_in(rows), ())[0].values())
    assert whose(term.hands_in("03", entry)) == ["ada"]


def test_with_a_roster_whoever_is_not_in_it_waits_unless_graded_before(tmp_path):
    term = Term(tmp_path)
    term.hands_in("03", moodle("Bob", 1))
    term.people = roster(Person("ada", "Ada", "Lovelace"))
    found = term.hands_in(
        "04", moodle("Bob", 2), moodle("Ada Lovelace", 3), moodle("Lovelace Ada", 4), moodle("Eve", 5)
    )
    assert [(one.name, one.line) for one in found.left_out if one.line] == [("Eve (5)", "Eve,Eve,,,,")]
    assert whose(found) == ["Bob"]  # two entries are that of ada
    assert whose(term.hands_in("05", moodle("ada lovelace", 6))) == ["ada"]


def test_whose_results_cannot_be_looked_at_waits_alone(tmp_path):
    def entered(student: str) -> bool:
        if student == "Bob":
            raise OSError(5, "Input/output error")
        return False

    found = find(upload(tmp_path / "all.zip", moodle("Ada", 1), moodle("Bob", 2)), "03", People(entered=entered))
    assert whose(found) == ["Ada"]
    assert [one.why for one in found.left_out] == [
        "whether something was graded before cannot be told: Input/output error."
    ]


def test_who_was_graded_under_a_name_keeps_it_as_the_id(tmp_path):
    term = Term(tmp_path)
    term.hands_in("03", moodle("Ada L", 1))
    term.people = roster(Person("ada", "Ada", "L", "a@x.org"))
    found = term.hands_in("04", moodle("Ada L", 2))
    assert whose(found) == []
    assert found.left_out[0].line == "Ada L,Ada,L,a@x.org,,"
    term.people = roster(Person("Ada L", "Ada", "L", "a@x.org"))
    assert whose(term.hands_in("04", moodle("Ada L", 2))) == ["Ada L"]


def test_a_folder_of_the_exchange_is_called_after_an_id_though_another_has_that_name(tmp_path):
    term = Term(tmp_path, Person("Ada L", "Ada", "L"), Person("ada2", "Ada", "L"))
    assert whose(term.hands_in("03", f"Ada L/{STEM}/", f"ada2/{STEM}/")) == ["Ada L", "ada2"]
    assert whose(term.hands_in("04", "Ada L/", "ada2/")) == ["ada2"]


def test_a_name_and_a_number_that_contradict_each_other_wait(tmp_path):
    term = Term(tmp_path, Person("ada", "Ada", "L", names=("1",)), Person("bob", "Bob", "M"))
    found = term.hands_in("03", moodle("Bob M", 1))
    assert whose(found) == []
    assert "correct the one that is wrong" in found.left_out[0].why


def test_one_file_of_a_group_is_that_of_all_and_moodles_group_stands_before_a_name(tmp_path):
    people = [Person("ada", "Ada", "L", groups=("Group A",)), Person("bob", "Bob", "M", groups=("Group A", "X")),
              Person("cy", "Cy", "Ng-Li")]  # fmt: skip
    term = Term(tmp_path, *people)
    assert whose(term.hands_in("03", moodle("Group A", 1))) == ["ada", "bob"]
    assert whose(term.hands_in("04", *(moodle(f"Group A-{one.full}", 1) for one in people))) == ["ada", "bob", "cy"]
    both = term.hands_in("05", moodle("Group A", 1), moodle("Bob M", 2))
    assert whose(both) == []
    assert sorted(one.students for one in both.left_out) == [("ada", "bob"), ("bob",)]


def test_canvas_is_told_by_the_number_first(tmp_path):
    text = (
        "Student,ID,SIS User ID,SIS Login ID,Section,Lesson 03 (77)\r\n    Points Possible,,,,,14\r\n"
        '"O\'Neil-Ng, Zo\u00eb",123,U1,zoe@x.org,A,\r\n"L, Ada",124,,ada,A,\r\n"L, Ada",125,,ada2,A,\r\n'
    )
    rows = table_in(text.encode("utf-8-sig"))
    people, unclear = together({}, people_in(rows), ())
    assert unclear == []
    assert [(one.id, one.full, one.email, one.names) for one in people.values()] == [
        ("zoe", "Zo\u00eb O'Neil-Ng", "zoe@x.org", ("123", "U1")), ("ada", "Ada L", "", ("124", "ada")),
        ("ada2", "Ada L", "", ("125", "ada2")),
    ]  # fmt: skip
    term = Term(tmp_path, *people.values())
    found = term.hands_in("03", "oneilngzo\u00eb_LATE_123_4567_", "lada_124_4568_", "lada_125_4569_")
    assert whose(found) == ["ada", "ada2", "zoe"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_any_encoding_and_separator_are_read(encoding, separator):
    text = (
        separator.join(["Vorname", "Nachname", "E-Mail-Adresse"])
        + "\r\n"
        + separator.join(["Zo\u00eb", "N", "z@x.org"])
    )
    (person,) = people_in(table_in(f"{text}\r\n".encode(encoding)))
    assert (person.first, person.last, person.email, person.id) == ("Zo\u00eb", "N", "z@x.org", "z")


def test_what_is_exported_is_added_to_the_roster_and_again_changes_nothing(tmp_path):
    course, table = tmp_path / "course", tmp_path / "worksheet.csv"
    course.mkdir()
    rows = ("Identifier,Full name,Email address,Status,Grade,Maximum Grade", "Participant 7,Ada L,a@x.org,,,14",
            "Participant 8,Ada L,b@x.org,,,14")  # fmt: skip
    table.write_text("\n".join(rows), encoding="utf-8-sig")
    assert "2 students in" in gradcalc("roster", table, "--course", course)
    before = (course / ROSTER).read_bytes()
    assert stat.S_IMODE((course / ROSTER).stat().st_mode) == 0o600
    assert [(one.id, one.names) for one in roster_in(course).people.values()] == [("a", ("7",)), ("b", ("8",))]
    assert "0 of them new" in gradcalc("roster", table, "--course", course)
    assert (course / ROSTER).read_bytes() == before
    table.write_text("Identifier,Full name,Email address\nParticipant 17,Ada L,a@x.org\nParticipant 18,Ada L,\n")
    printed = gradcalc("roster", table, "--course", course, code=1)
    assert "Ada L: several people are called so, and without an e-mail address nobody can tell who this is" in printed
    assert roster_in(course).people["a"].names == ("7", "17")
    assert roster_in(course).people["b"].names == ("8",)
    table.write_text("Points,Grade\n1,2\n")
    assert "no columns of names are known in it" in gradcalc("roster", table, "--course", course, code=1)


def test_a_zip_proposes_the_rows_that_are_missing(tmp_path):
    write_roster(tmp_path, [Person("ada", "Ada", "L")])
    path = upload(tmp_path / "moodle.zip", moodle("Ada L", 1), moodle("Eve", 2), moodle("Zo\u00eb N", 3))
    printed = gradcalc("roster", path, "--course", tmp_path)
    assert "Eve,Eve,,,,\n" in printed
    assert "Zo\u00eb N,Zo\u00eb,N,,,\n" in printed
    assert "2 rows that students.csv lacks" in printed
    assert list(roster_in(tmp_path).people) == ["ada"]


def test_a_new_person_gets_the_id_under_which_they_were_graded():
    people, _ = together({}, [Person("a", "Ada", "L", "a@x.org")], {"Ada L"})
    assert list(people) == ["Ada L"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("name\nada\n", "has no column id"), ("id\nada\nada\n", "row 3: the id ada is there twice"),
     ("id\n.ada\n", "row 2: '.ada' cannot be used as an id")],
)  # fmt: skip
def test_a_roster_that_cannot_be_used_is_refused_in_a_sentence(tmp_path, text, sentence):
    (tmp_path / ROSTER).write_text(text)
    with pytest.raises(click.ClickException, match=sentence):
        roster_in(tmp_path)


def test_what_a_zip_proposes_can_be_sent_into_the_file(tmp_path):
    path = upload(tmp_path / "moodle.zip", moodle("Ada L", 1), moodle("Ada L", 2), moodle("Eve", 3))
    (tmp_path / ROSTER).touch()  # as a shell does before the command runs
    printed = CliRunner().invoke(main, ["roster", str(path), "--course", str(tmp_path)])
    (tmp_path / ROSTER).write_text(printed.stdout)
    assert list(roster_in(tmp_path).people) == ["Ada L 1", "Ada L 2", "Eve"]
    assert whose(find(path, "03", People(roster_in(tmp_path)))) == ["Ada L 1", "Ada L 2", "Eve"]


def test_a_row_is_read_as_it_was_written(tmp_path):
    person = Person("=ada", "A, d\u00e4", 'L "x"', "a@x.org", ("1234", "Ada L"), ("Group A",))
    write_roster(tmp_path, [person])
    assert roster_in(tmp_path).people == {"=ada": person}
    assert next(csv.reader(io.StringIO(line_of(person))))[4] == "1234 | Ada L"
    assert seen_in(tmp_path).spelled == Seen().spelled


@needs_bubblewrap
def test_the_roster_is_used_by_every_command(tmp_path):
    course = new_course(tmp_path / "course")
    ada, bob = Person("ada", "Ada", "Lovelace", "a@x.org", groups=("A",)), Person("bob", "Bob", "M", groups=("A",))
    write_roster(course, [ada, bob, Person("cy", "Cy", "Ng")])
    path = upload(tmp_path / "moodle.zip", moodle("A", 1), moodle("Eve", 2), content=as_bytes(half()))
    printed = grade(path, course, "--lesson", "03", code=1)
    assert "2 graded" in printed
    assert "nobody is called so in students.csv. In students.csv this settles it: Eve,Eve,,,," in printed
    assert "0 graded, 1 graded before" not in grade(
        path, course, "--lesson", "03", "--student", "Ada Lovelace", code=1
    )
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "gradcalc") as book:
        names = {one.id: (one.first_name, one.last_name, one.email) for one in book.students}
    assert names == {"ada": ("Ada", "Lovelace", "a@x.org"), "bob": ("Bob", "M", None)}
    gradcalc("feedback", "--course", course, "--student", "Ada Lovelace")
    assert [page.name for page in (course / "feedback").iterdir()] == ["ada"]
    gradcalc("report", "--course", course)
    rows = list(csv.DictReader((course / "report" / "points.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["student"], row["name"], row["remark"].partition(":")[0]) for row in rows] == [
        ("Eve (2)", "", "lesson 03 waits"), ("ada", "Ada Lovelace", ""), ("bob", "Bob M", ""),
        ("cy", "Cy Ng", "Nothing was handed in."),
    ]  # fmt: skip
    (course / ROSTER).chmod(0o644)
    assert "students.csv can be read by others than you: chmod 600" in grade(path, course, "--lesson", "03", code=1)
    assert STEM in [folder.name for folder in (course / "feedback" / "ada").iterdir()]
