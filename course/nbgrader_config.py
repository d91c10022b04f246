"""nbgrader's settings for this course. Run nbgrader in this folder."""

import pathlib

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    SaveAutoGrades,
    SaveCells,
)

from gradcalc.grading.autograde import GradeInSandbox
from gradcalc.grading.making.cells import TEXT_STUB
from gradcalc.grading.making.stubs import RestoreStubs

c = get_config()  # noqa: F821 - nbgrader provides it

c.CourseDirectory.course_id = "gradcalc"
# A student's progress file is nobody else's business.
c.CourseDirectory.ignore.append("*gradcalc_progress*.json*")

# What stands in the lessons in place of answers. Your own assignments get nbgrader's stubs, or those that you set
# for c.ClearSolutions.
c.RestoreStubs.code_stub = {"python": "..."}
c.RestoreStubs.text_stub = TEXT_STUB
# nbgrader's own list, with RestoreStubs for ClearSolutions and ClearOutput: in lessons outputs stay, because the
# still pictures are for readers without Python.
c.GenerateAssignment.preprocessors = [
    IncludeHeaderFooter,
    InstantiateTests,
    LockCells,
    RestoreStubs,
    CheckCellMetadata,
    ComputeChecksums,
    SaveCells,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    CheckCellMetadata,
]

# nbgrader autograde, too, runs lessons only in the sandbox of `gradcalc grade`: in place of its own clearing,
# overwriting and executing of cells. An assignment of your own runs with all your rights, as ever in nbgrader: name
# those that may, as in c.GradeInSandbox.without_sandbox = ["essay"].
c.GradeInSandbox.course = str(pathlib.Path(__file__).parent)
c.Autograde.sanitize_preprocessors = [GradeInSandbox]
c.Autograde.autograde_preprocessors = [SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]

# When lessons are due, and what a late one loses; docs/grading.md says more. Without the # it counts.
# c.Late.zone = "Europe/Berlin"
# c.Late.due = {"03": "2026-12-01 12:00", "04": "2026-12-08 12:00"}
# c.Late.a_day = "10 %"

# Names of files that a student has chosen say nothing to the terminal.
c.NbGrader.logging_config = {
    "filters": {"printable": {"()": "gradcalc.grading.autograde.Printable"}},
    "handlers": {"console": {"filters": ["printable"]}},
}
