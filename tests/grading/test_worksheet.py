"""Points in the worksheets of Moodle and Canvas: who gets them, who is named instead, and that all else stays."""

import pathlib
import tempfile
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradcalc.grading.collecting.handed_in import find
from gradcalc.grading.collecting.people import LeftOut, People
from gradcalc.grading.keeping.left_out import keep, rows_of
from gradcalc.grading.people.called import Called
from gradcalc.grading.people.exports import people_by_row, people_in
from gradcalc.grading.people.points import NoColumn, Target, converted, number_in, target_in
from gradcalc.grading.people.roster import Person, Roster, roster_in, write_roster
from gradcalc.grading.people.rows import table_rows, whose_rows
from gradcalc.grading.people.seen import ALL, Seen
from gradcalc.grading.people.sheet import sheet_in
from gradcalc.grading.people.spelling import look
from gradcalc.grading.people.tables import table_in
from tests.grading.class_of_03 import gradcalc
from tests.grading.worksheets import LANGUAGES, CourseOf03, canvas, column, moodle, read, standing

ADA, BOB, CY = ("Ada L", 11, "a@x.org"), ("Bob M", 12, "b@x.org"), ("Cy Ng", 13, "c@x.org")


@pytest.fixture
def course(tmp_path, monkeypatch):
    return CourseOf03(tmp_path, monkeypatch)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worksheet_of_moodle_is_filled_in_any_language(course, language):
    course.graded(standing("Ada L", 12.5), standing("Bob M", 14))
    words = LANGUAGES[language]
    printed, cells = course.fill(moodle([ADA, BOB], language=language))
    grade = words.heads[4]
    assert column(cells, grade) == [f"12{words.sign}50", f"14{words.sign}00"]
    assert f"2 of 2 rows have their points of lesson 03 in {course.folder / 'worksheet_filled.csv'}" in printed
    assert f"in the column “{grade}”, out of 14{words.sign}00." in printed
    untouched = read(moodle([ADA, BOB], language=language).encode())
    place = cells[0].index(grade)
    assert [row[:place] + row[place + 1 :] for row in cells] == [row[:place] + row[place + 1 :] for row in untouched]


def test_whoever_waits_or_is_not_graded_stays_empty_and_is_named(course):
    course.graded(standing("Ada L", 12), standing("Bob M", 9, waits=True), standing("Dan", 3))
    text = moodle([ADA, BOB, CY])
    printed, cells = course.fill(text, code=1)
    assert column(cells, "Grade") == ["12.00", "", ""]
    assert "Bob M (12): waits for a person to look at an answer, in Formgrader." in printed
    assert "Cy Ng (13): in the worksheet, and nobody here." in printed
    assert "Dan: graded, and no row is clearly theirs." in printed
    printed, cells = course.fill(text, "--all-or-nothing", code=1)
    assert cells == []
    assert "nothing is written" in printed
    write_roster(course.folder, [Person("Ada L", "Ada", "L"), Person("cy", "Cy", "Ng")])
    assert "Cy Ng (13): Nothing was handed in." in course.fill(text, code=1)[0]


def test_something_newer_that_waits_keeps_the_older_points_back(course):
    course.graded(standing("Ada L", 12))
    left = [LeftOut("Ada L_11_x", "Ada L (11)", ("Ada L",), "03", "its cells are of lesson 04.", waits=True),
            LeftOut("Bob M_12_x", "Bob M (12)", ("Bob M",), "03", "it holds no notebook.")]  # fmt: skip
    keep(course.folder / "results", rows_of(left, "moodle.zip", "03"))
    printed, cells = course.fill(moodle([ADA, BOB]), code=1)
    assert column(cells, "Grade") == ["", ""]
    assert "Ada L (11): what was handed in later waits: its cells are of lesson 04." in printed
    assert "Bob M (12): not graded: it holds no notebook." in printed


def test_who_is_not_in_the_gradebook_has_no_final_points(course):
    course.graded(replace(standing("Ada L", 12), by_hand={}))
    assert "Ada L (11): is not in the gradebook: run gradcalc grade again." in course.fill(moodle([ADA]), code=1)[0]


def test_two_of_one_name_get_nothing_until_the_roster_tells_them_apart(course):
    course.graded(standing("Ada L", 12), standing("Bob M", 9))
    text = moodle([ADA, ("Ada L", 21, "other@x.org"), BOB])
    printed, cells = course.fill(text, code=1)
    assert column(cells, "Grade") == ["", "", "9.00"]
    assert "several people are called Ada L in this course" in printed
    assert "In students.csv this settles it: Ada L 21,Ada,L,,21," in printed
    # The address tells them apart, and so does the number.
    address, number = ("A@x.org", "other@x.org"), (("11",), ("21",))
    for first, second in (
        [Person("Ada L", "Ada", "L", address[0]), Person("ada2", "Ada", "L", address[1])],
        [Person("Ada L", "Ada", "L", names=number[0]), Person("ada2", "Ada", "L", names=number[1])],
    ):
        write_roster(course.folder, [first, second, Person("Bob M", "Bob", "M")])
        printed, cells = course.fill(text, code=1)
        assert column(cells, "Grade") == ["12.00", "", "9.00"]
        assert "Ada L (21): Nothing was handed in." in printed


@pytest.mark.parametrize(
    ("row", "others", "sentence"),
    [
        (("Bob M", 12, "a@x.org"), [Person("bob", "Bob", "M")], "its address or login is that of ada, and its name"),
        (("Ada L", 12, "o@x.org"), [], "it has another address than ada in students.csv"),
        (("Ada L", 12, ""), [Person("eve", "Eve", "X", names=("12",))], "its name is that of ada, and its number"),
        (("A L", 12, "a@x.org"), [Person("eve", "Eve", "X", names=("12",))], "are those of ada, eve in students.csv"),
        (("Ada L", 12, ""), [Person("ada2", "Ada", "L")], "ada, ada2 are called so in students.csv"),
        (("Eve X", 12, ""), [], "nobody is called so in students.csv"),
        (("Ada L", 12, "a@x.org"), [Person("A L", "A", "L")], ""),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_not_clear(course, row, others, sentence):
    people = [Person("ada", "Ada", "L", "a@x.org", names=("11",)), *others]
    write_roster(course.folder, people)
    course.graded(*(standing(one.id, 12) for one in people))
    printed, cells = course.fill(moodle([row]), code=1)
    assert column(cells, "Grade") == ["" if sentence else "12.00"]
    assert (
        f"not clear: {sentence}" in printed
        or f"not clear: its address, logins and number {sentence}" in printed
        or not sentence
    )


def test_two_rows_of_one_student_get_nothing(course):
    write_roster(course.folder, [Person("ada", "Ada", "L", "a@x.org", ("Augusta L",))])
    course.graded(standing("ada", 12))
    printed, cells = course.fill(moodle([ADA, ("Augusta L", 12, "")]), code=1)
    assert column(cells, "Grade") == ["", ""]
    assert "several rows are those of ada: 2, 3." in printed


def test_where_names_are_hidden_the_number_tells(course):
    write_roster(course.folder, [Person("ada", "Ada", "L", names=("11",)), Person("bob", "Bob", "M", names=("12",))])
    course.graded(standing("ada", 12), standing("bob", 9))
    for language in ("en", "de"):
        printed, cells = course.fill(moodle([ADA, BOB, CY], blind=True, language=language), code=1)
        sign = LANGUAGES[language].sign
        assert column(cells, LANGUAGES[language].heads[4]) == [f"12{sign}00", f"9{sign}00", ""]
        assert "Participant 13: not clear: the platform hides the name" in printed


def test_members_of_a_group_have_a_row_each(course):
    people = [Person("ada", "Ada", "L", groups=("Group A",)), Person("bob", "Bob", "M", groups=("Group A",))]
    write_roster(course.folder, people)
    course.graded(standing("ada", 12), standing("bob", 12))
    course.seen(Called("Group A", "5", "Moodle", "03"))  # the number is that of the group
    _, cells = course.fill(moodle([ADA, BOB], group="Group A"))
    assert column(cells, "Grade") == ["12.00", "12.00"]


def test_a_number_that_was_handed_in_under_leads_to_the_name_it_had(course):
    course.graded(standing("Group A-Ada L", 12), standing("ONeil Zo\u00eb", 9))
    course.seen(Called("Group A-Ada L", "11", "Moodle", "03"), Called("ONeil Zo\u00eb", "12", "Moodle", "03"))
    _, cells = course.fill(moodle([ADA, ("O'Neil, Zoe\u0308", 12, "")]))
    assert column(cells, "Grade") == ["12.00", "9.00"]


def test_the_worksheet_of_another_assignment_is_refused(course):
    course.graded(standing("Ada L", 12))
    course.seen(Called("Ada L", "11", "Moodle", "03"), Called("Ada L", "31", "Moodle", "04"))
    other = moodle([("Ada L", 31, "a@x.org")])
    assert (
        "its numbers are those that Moodle gave for lesson 04, and not for lesson 03" in course.fill(other, code=1)[0]
    )
    unknown = moodle([("Ada L", 99, "a@x.org")])
    assert "none of its numbers is one that Moodle gave for lesson 03" in course.fill(unknown, code=1)[0]
    write_roster(course.folder, [Person("Ada L", "Ada", "L", names=("11", "99"))])
    assert column(course.fill(unknown)[1], "Grade") == ["12.00"]


def test_another_maximum_asks_for_scale(course):
    course.graded(standing("Ada L", 5), standing("Bob M", 14))
    text = moodle([ADA, BOB], "100.00")
    printed, cells = course.fill(text, code=1)
    assert cells == []
    assert "its maximum is 100.00, and lesson 03 has 14 points. Give --scale" in printed
    assert column(course.fill(text, "--scale")[1], "Grade") == ["35.71", "100.00"]


def test_points_that_moodle_would_leave_out_are_named(course):
    course.graded(standing("Ada L", 15), standing("Bob M", 3))
    printed, cells = course.fill(moodle([ADA, BOB]), code=1)
    assert column(cells, "Grade") == ["", "3.00"]
    assert "Ada L (11): has 15.00 points, and Moodle takes none below 0 or above its maximum." in printed


def test_what_stood_there_is_named_and_stays_where_there_are_no_points(course):
    course.graded(standing("Ada L", 12), standing("Bob M", 9))
    printed, cells = course.fill(moodle([ADA, BOB, CY], grades=["10.00", "9.00", "4.00"]), code=1)
    assert column(cells, "Grade") == ["12.00", "9.00", "4.00"]
    assert "Other points stood there: Ada L (11) (10.00, now 12.00)." in printed
    assert "Cy Ng (13): in the worksheet, and nobody here." in printed


def test_a_grade_that_moodle_will_not_change_is_named(course):
    course.graded(standing("Ada L", 12), standing("Bob M", 9))
    printed, _ = course.fill(moodle([ADA, BOB], changeable=["Yes", "No"]))
    assert "Bob M (12): “Grade can be changed” says no, and Moodle will leave the grade as it is." in printed


def test_comments_are_a_few_words_in_empty_cells_and_only_when_asked_for(course):
    course.graded(standing("Ada L", 12.5), standing("Bob M", 9, waits=True))
    for language in ("en", "zh"):
        head, text = LANGUAGES[language].heads[-1], moodle([ADA, BOB], language=language)
        assert column(course.fill(text, code=1)[1], head) == ["", ""]
        assert column(course.fill(text, "--comments", code=1)[1], head) == ["Lesson 03: 12.5 of 14 points.", ""]
        mine = text.rstrip("\n") + "Mine"
        assert column(course.fill(mine, "--comments", code=1)[1], head) == ["Lesson 03: 12.5 of 14 points.", "Mine"]


def test_a_table_with_two_columns_that_may_be_the_maximum_asks_which(course):
    course.graded(standing("Ada L", 12), standing("Bob M", 9))
    lines = moodle([ADA, BOB], language="fr").splitlines(keepends=True)
    rows = read("".join(lines).encode())
    table = [[*row[:3], *extra, *row[3:]] for row, extra in
             zip(rows, [["Numéro", "Semestre"], ["4711", "3"], ["4712", "3"]], strict=True)]  # fmt: skip
    text = "\n".join(",".join(f'"{cell}"'.replace('quoted"', 'quoted""').replace(' "quo', ' ""quo') for cell in row)
                     for row in table)  # fmt: skip
    printed, cells = course.fill(text, code=1)
    assert cells == []
    assert "“Numéro”, “Note” could be it: name it with --column" in printed
    assert column(course.fill(text, "--column", "Note")[1], "Note") == ["12,00", "9,00"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("First name,Last name,Assignment: 03 (Real)\nAda,L,3\n", "no grading worksheet of Moodle, and no gradebook"),
        (moodle([ADA]).replace("14.00", "bad\ngood"), "A scale of words has no maximum. Its columns are"),
        ("", "it is empty"),
        ('Identifier,Full name\nParticipant 1,"Ada', "a quote in row 2 is never closed"),
        (canvas([("L, Ada", 1, "ada")]).replace("Points Possible", "x"), "there is no row Points Possible in it"),
        (canvas([("L, Ada", 1, "ada")], title="Week 3 (77)"),
         "name the assignment of lesson 03 with --column. Those with points that can be changed are “Week 3 (77)”, "
         "“Essay (78)”."),
    ],
)  # fmt: skip
def test_what_is_no_worksheet_is_refused_in_a_sentence(course, text, sentence):
    course.graded(standing("Ada L", 12))
    printed, cells = course.fill(text, code=1)
    assert cells == []
    assert sentence in printed


@pytest.mark.parametrize("first_last", [False, True])
@pytest.mark.parametrize("separator", [",", ";"])
def test_canvas_gradebook_is_filled_in_the_one_column(course, separator, first_last):
    people = [("O'Neil-Ng, Zo\u00eb", 123, "zoe@x.org"), ("L, Ada", 124, "ada"), ("M, Bob", 125, "bob"),
              ("X, Eve", 126, "eve")]  # fmt: skip
    course.seen(*(Called(name, str(number), "Canvas", ALL)
                  for name, number in (("oneilngzo\u00eb", 123), ("lada", 124), ("mbob", 125))))  # fmt: skip
    course.graded(standing("oneilngzo\u00eb", 12.5), standing("lada", 15), standing("mbob", 3))
    text = canvas(people, manual=True, separator=separator, first_last=first_last, scores=["", "", "EX", ""])
    printed, cells = course.fill(text, code=1)
    sign = "," if separator == ";" else "."
    assert column(cells, "Directional derivatives (77)") == [
        "Manual Posting", f"14{sign}00", f"12{sign}50", f"15{sign}00", "EX", "", "",
    ]  # fmt: skip
    assert "Bob M (125): has no number there. EX stays there." in printed
    assert "Eve X (126): in the worksheet, and nobody here." in printed
    assert "2 of 4 rows have their points" in printed  # Canvas' own student for trying things out is none
    assert "Test" not in printed


def test_canvas_asks_for_the_column_unless_its_name_says_the_lesson(course):
    write_roster(course.folder, [Person("ada", "Ada", "L", names=("124",))])
    course.graded(standing("ada", 12))
    text = canvas([("L, Ada", 124, "ada")], title="Week 3 (77)")
    assert column(course.fill(text, "--column", "Week 3")[1], "Week 3 (77)")[-2] == "12.00"


def test_canvas_tables_with_first_and_last_names_apart_are_read_for_the_roster():
    people = people_in(table_in(canvas([("L, Ada", 124, "ada@x.org")], first_last=True).encode()))
    assert people == [Person("ada", "Ada", "L", "ada@x.org", ("124",))]


def test_a_worksheet_of_any_language_is_read_for_the_roster():
    for language in LANGUAGES:
        (person,) = people_in(table_in(moodle([ADA], language=language).encode()))
        assert (person.full, person.email, person.names) == ("Ada L", "a@x.org", ("11",))
    suspended = moodle([('<span class="usersuspended">Ada L</span>', 11, "a@x.org")])
    assert people_in(table_in(suspended.encode()))[0].full == "Ada L"


def test_options_of_a_worksheet_need_one(course):
    assert "need a --worksheet" in gradcalc("report", "--course", course.folder, "--scale", code=2)
    course.graded(standing("Ada L", 12), standing("Ada L", 12, "04"))
    assert "say which with --lesson" in course.fill(moodle([ADA]), code=1)[0]
    assert roster_in(course.folder).people == {}


@given(
    st.lists(st.tuples(st.sampled_from(["Ada L", "ada l", "Bob M", "Zo\u00eb N", "Zoe\u0308 N"]), st.booleans(),
                       st.sampled_from(["", "address", "number", "both", "missing"])), min_size=1, max_size=6),
    st.booleans(), st.randoms(),
)  # fmt: skip
def test_nobody_gets_the_points_of_somebody_else(drawn, with_roster, random):
    """Who is who is known here by the number alone, in the zip as in the worksheet."""
    people = [(name, 11 + at, f"{at}@x.org") for at, (name, *_) in enumerate(drawn)]
    told = [(one, how) for one, (_, _, how) in zip(people, drawn, strict=True) if how != "missing"]
    roster = Roster({
        f"id{number}": Person(f"id{number}", *name.split(), email if how in ("address", "both") else "",
                              (str(number),) if how in ("number", "both") else ())
        for (name, number, email), how in told
    } if with_roster else {})  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "moodle.zip"
        with zipfile.ZipFile(path, "w") as file:
            for (name, number, _), (_, hands_in, _) in zip(people, drawn, strict=True):
                if hands_in:
                    file.writestr(f"{name}_{number}_assignsubmission_file_/x.ipynb", b"x")
        found = find(path, "03", People(roster))
    graded = {one.student: one.member.split("_")[1] for one in found.notebooks}
    random.shuffle(people)
    rows = table_rows(dict(enumerate(people_by_row(table_in(moodle(people).encode())))), "Moodle", "03")
    whose, unclear = whose_rows(rows, roster, Seen().add(found.called), graded.__contains__)
    assert whose.keys() | unclear.keys() == rows.keys()
    for at, student in whose.items():
        assert graded.get(student, str(people[at][1])) == str(people[at][1])
    if len({look(name) for name, *_ in people}) == len(people) and not with_roster:
        assert not unclear
        assert {whose[at] for at in whose} >= graded.keys()


CELL = st.text(st.sampled_from("aé9 ,;\"'\n\r=.€"), max_size=6)


@given(
    st.data(),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_filling_leaves_every_other_byte_as_it_was(data, encoding, separator, end, closed):
    """The rows are written here, cell by cell, so that what has to come out is known to the byte."""
    heads = [f"h{at}" for at in range(data.draw(st.integers(2, 5)))]

    def raw(text: str) -> str:
        needs = any(sign in text for sign in (separator, '"', "\n", "\r"))
        return '"{}"'.format(text.replace('"', '""')) if needs or data.draw(st.booleans()) else text

    texts = [
        heads,
        *data.draw(st.lists(st.lists(CELL, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=5)),
    ]
    table = [[raw(text) for text in row] if at else heads for at, row in enumerate(texts)]
    table[-1][-1] = table[-1][-1] or '""'  # an empty last row would be none
    column = data.draw(st.integers(0, len(heads) - 1))
    rows = data.draw(st.sets(st.integers(1, len(texts) - 1)))
    new = {(row, column): data.draw(st.sampled_from(["12", "3.5", "3,5", "7;1"])) for row in rows}

    def written(table: list[list[str]]) -> bytes:
        return (end.join(separator.join(row) for row in table) + end * closed).encode(encoding)

    content = written(table)
    if encoding == "utf-16-le" and content[1:2] != b"\0":
        return  # without its mark it is known by its first sign
    for (row, at), text in new.items():
        quoted = table[row][at].startswith('"') or separator in text
        table[row][at] = f'"{text}"' if quoted else text
    sheet = sheet_in(content)
    assert [[cell.says for cell in row] for row in sheet.rows] == texts
    assert sheet.filled(new) == written(table)
    assert sheet.filled({}) == content


@given(st.integers(0, 1400), st.sampled_from([".", ","]), st.integers(0, 3), st.integers(1, 200))
def test_a_number_that_is_written_is_the_one_that_is_read(hundredths, sign, places, most):
    target = Target("Moodle", 0, "", Decimal(most), sign, places, {})
    for value in (Decimal(hundredths) / 100, converted(Decimal(hundredths) / 100, Decimal(14), Decimal(most))):
        text = target.written(value)
        assert number_in(text) == value
        assert "." not in text or sign == "."


def test_rows_that_end_early_are_filled_where_their_cell_would_be():
    sheet = sheet_in(b"a,b,c,d\n1\n2,3\n\n")
    assert sheet.filled({(1, 2): "x", (2, 1): "y", (2, 3): "z"}) == b"a,b,c,d\n1,,x\n2,y,,z\n\n"


def test_bytes_that_no_encoding_has_stay():
    content = b"Name,Grade\n\x81\xe4,\n"
    assert sheet_in(content).filled({(1, 1): "2"}) == b"Name,Grade\n\x81\xe4,2\n"


def test_a_column_that_is_named_has_to_be_there():
    with pytest.raises(NoColumn, match="there is none"):
        target_in(sheet_in(moodle([ADA]).encode()), "03", "Points")
