"""nbgrader's gradebook in SQLite and in a real PostgreSQL: what is entered, what stays, what nbgrader makes of it."""

import csv
import html.parser
import json
import pathlib
from dataclasses import replace

import nbformat
import pytest
from nbgrader.api import Gradebook

from gradcalc.grading.keeping import gradebook
from gradcalc.grading.keeping.gradebook import Book
from gradcalc.grading.making.course import Course
from gradcalc.grading.many.jobs import Job, failed
from gradcalc.grading.running.results import NotebookResult
from gradcalc.grading.running.words import OWN_CELL
from tests.grading.class_of_03 import POINTS, STEM, comments, honest, nbgrader, new_course, released, scores

REASON = "03-flat_both_ways-reason"
CHECK = "03-directional_derivative-check"


def result(marks: str = "right", first: str = "right", reason: str = "Because.") -> NotebookResult:
    """A result with the same mark everywhere, but for the first stratum of the first exercise, and this reason."""
    nothing = failed(Job("", "03", b"", 1, ""), "")
    exercises = [replace(e, strata=tuple(replace(s, mark=marks) for s in e.strata)) for e in nothing.exercises]
    exercises = [
        replace(e, reason=reason if e.reason else "", reason_in=OWN_CELL if reason else "") for e in exercises
    ]
    strata = exercises[0].strata
    exercises[0] = replace(exercises[0], strata=(replace(strata[0], mark=first), *strata[1:]))
    return replace(nothing, exercises=tuple(exercises))


def content(notebook: nbformat.NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode()


@pytest.fixture(params=["sqlite", "postgresql"])
def course(request, tmp_path) -> tuple[pathlib.Path, str]:
    """A course folder, and the address of its gradebook where that is another than nbgrader's own."""
    folder = new_course(tmp_path)
    if request.param == "sqlite":
        return folder, ""
    url = request.getfixturevalue("postgres")
    with open(folder / "nbgrader_config.py", "a", encoding="utf-8") as settings:
        settings.write(f"c.CourseDirectory.db_url = {url!r}\n")
    return folder, url


class Spoken(html.parser.HTMLParser):
    """What a page could do: its scripts, handlers, frames, and the addresses of its links and pictures."""

    def __init__(self, page: str):
        super().__init__()
        self.dangers: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "form", "base", "svg", "style", "link", "meta"):
            self.dangers.append(f"{tag} {dict(attrs).get('src', '')}")
        self.dangers += [f"{tag}.{name}" for name, _ in attrs if name.startswith("on")]
        self.dangers += [f"{tag} to {value}" for name, value in attrs if name in ("href", "src", "action") and value
                         and not value.startswith(("#", "data:image/", "https://"))]  # fmt: skip


def test_points_by_hand_stay_and_nbgrader_feeds_back_and_exports(course):
    folder, url = course
    with Book(Course(folder)) as book:
        assert not book.has("ada", "03")
        book.write("ada", "03", content(honest()), result(first="wrong"), changed=True,
                   notes={"timestamp.txt": "2026-11-27 10:00:00.000000 UTC\n"})  # fmt: skip
        book.write("bob", "03", content(released()), result("not answered", "not answered", ""), changed=True)
        assert book.has("ada", "03")
    before = scores(folder, url)
    full = {name: (points, None, False) for name, points in POINTS.items()}
    assert before["ada"] == full | {CHECK: (POINTS[CHECK] - 1, None, False), REASON: (None, None, True)}
    assert set(before["bob"].values()) == {(0, None, False)}
    assert comments(folder, url)["bob"][REASON] == "No response."

    with Gradebook(url or f"sqlite:///{folder / 'gradebook.db'}", "gradcalc") as book:
        for name, points in ((REASON, 1), (CHECK, 2.5)):
            grade = book.find_grade(name, STEM, STEM, "ada")
            grade.manual_score, grade.needs_manual_grade = points, False
        book.find_comment(REASON, STEM, STEM, "ada").manual_comment = "Well said."
        book.db.commit()
        assert book.find_submission(STEM, "ada").timestamp.isoformat() == "2026-11-27T10:00:00"
        assert book.find_submission(STEM, "ada").max_score == sum(POINTS.values()) + 1
    with Book(Course(folder)) as book:
        book.write("ada", "03", content(honest()), result(), changed=False)
    after = scores(folder, url)
    assert after["ada"][REASON] == (None, 1, False)
    assert after["ada"][CHECK] == (POINTS[CHECK], 2.5, True)  # other points than before: to be looked at again
    assert comments(folder, url)["ada"][REASON] == "Well said."
    assert after["bob"] == before["bob"]

    nbgrader(folder, f"generate_feedback {STEM}", "export --to grades.csv")
    page = (folder / "feedback" / "ada" / STEM / f"{STEM}.html").read_text(encoding="utf-8")
    assert "Well said." in page
    with open(folder / "grades.csv", encoding="utf-8") as table:
        rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader(table)}
    assert rows == {"ada": sum(POINTS.values()) - POINTS[CHECK] + 2.5 + 1, "bob": 0}


# No file, no column or no encoding takes these names.
REFUSED = ["d" * 300, "x\0y", "\udc80"]


@pytest.mark.parametrize("name", REFUSED, ids=["long", "with a zero byte", "undecodable"])
def test_a_submission_that_cannot_be_entered_leaves_nothing_behind(course, name):
    folder, url = course
    with Book(Course(folder)) as book:
        book.write("cy", "03", content(released()), result(), changed=True)
        with pytest.raises((OSError, ValueError)):
            book.write(name, "03", content(released()), result(), changed=True)
        book.see_whether_it_works("03", 1000)
        book.write("eve", "03", content(released()), result(), changed=True)
    found = scores(folder, url)
    assert {"cy", "eve"} <= set(found)
    assert not [student for student in found if student[:1] in "dx\udc80" or student.startswith("nobody")]


@pytest.mark.parametrize("name", ["x\0y", "\udc80", "d" * 129])
def test_a_name_that_the_database_refuses_leaves_it_as_it_was(course, name, monkeypatch):
    folder, url = course
    monkeypatch.setattr(gradebook, "write", lambda *_: None)  # no file says no before
    with Book(Course(folder)) as book:
        try:
            book.write(name, "03", content(released()), result(), changed=True)
        except Exception:  # whatever it is that this database says
            book.see_whether_it_works("03", 1000)
            assert name not in scores(folder, url)
        else:
            assert not url or name not in REFUSED  # SQLite takes almost anything
        book.write("fay", "03", content(released()), result(), changed=True)
    assert "fay" in scores(folder, url)


EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[look](javascript:alert(1))",
    "[look](<javascript:alert(1)>)",
    "[look][1]\n\n[1]: javascript:alert(1)",
    "[look]\n\n[look]: java&#x73;cript:alert(1)",
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](attachment:a.png)",
    "<javascript:alert(1)>",
    "<!-- --!><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>",
    "`<script>`alert(1)</script>",
    "```html\n</code></pre><script>alert(1)</script>\n```",
    '```"><script>alert(1)</script>\nx\n```',
    "# <a name=x onclick=alert(1)>x</a>",
    '# heading" onmouseover="alert(1)',
    "| a |\n|---|\n| <iframe src=//evil.example> |",
    r"$\href{javascript:alert(1)}{x}$",
    r"$\class{x\" onclick=alert(1)}{y}$ $\require{html}\style{a}{b}$",
    "$</script><script>alert(1)</script>$",
    "<details open ontoggle=alert(1)>",
    "<\nscript>alert(1)</script>",
    "<x\tonclick=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\ud800<script>\0alert(1)</script>",
]


def hostile() -> nbformat.NotebookNode:
    """The lesson with script wherever a student can write something."""
    notebook = honest()
    words = "\n\n".join(EVIL)
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type == "markdown":
            cell.source = words
            cell.attachments = {"a.png": {'text/html" onerror="alert(1)': "PHNjcmlwdD4=", "image/png": '"><script>'}}
        elif name.endswith("answer"):
            cell.source += "\n" + "\n".join(f"# {line}" for line in words.splitlines())
        if cell.cell_type == "code":
            script = "<script>alert(1)</script>"
            cell.outputs = [
                {"output_type": "stream", "name": 'stdout"><script>', "text": script},
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": script, "text/plain": script}},
                {"output_type": "display_data", "metadata": {}, "data": {"application/javascript": "alert(1)"}},
                {"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": f"<svg>{script}</svg>"}},
                {"output_type": "display_data", "metadata": {}, "data": {"image/png": f'x">{script}'}},
                {"output_type": "display_data", "metadata": {}, "data": {"text/markdown": script}},
                {"output_type": "display_data", "metadata": {}, "data": {"text/latex": script}},
                {"output_type": "error", "ename": script, "evalue": script, "traceback": [script]},
            ]
        cell.metadata["tags"] = ['x"><script>alert(1)</script>']
        cell.id = 'x"><script>alert(1)</script>'
    notebook.cells.append({"cell_type": "raw", "metadata": {"format": "text/html"}, "source": words})
    notebook.metadata["title"] = "</title><script>alert(1)</script>"
    notebook.metadata["widgets"] = {
        "application/vnd.jupyter.widget-state+json": {"state": {"x": "</script><script>"}}
    }
    return notebook


def test_what_a_student_wrote_runs_nowhere_on_the_pages_of_nbgrader(tmp_path):
    folder = new_course(tmp_path)
    with Book(Course(folder)) as book:
        book.write("ada", "03", content(honest()), result("wrong", "wrong"), changed=True)
        book.write("eve", "03", json.dumps(hostile()).encode(), result("wrong", "wrong"), changed=True)
    nbgrader(folder, f"generate_feedback {STEM}")
    pages = [(folder / "feedback" / s / STEM / f"{STEM}.html").read_text(encoding="utf-8") for s in ("ada", "eve")]
    assert pages[1].count("alert(1)") > 40
    harmless, spoken = (Spoken(page).dangers for page in pages)
    assert set(spoken) <= set(harmless)
    assert len(spoken) <= len(harmless)
