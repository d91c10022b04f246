"""nbgrader's settings for this course. Run nbgrader in this folder."""

import pathlib

from nbgrader.preprocessors import (
    AssignLatePenalties,
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
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

c.ClearSolutions.code_stub = {"python": "..."}
c.ClearSolutions.text_stub = TEXT_STUB
# nbgrader's own list with RestoreStubs for ClearSolutions, and without ClearOutput:
# the still pictures are for readers without Python.
c.GenerateAssignment.preprocessors = [
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

# nbgrader autograde, too, runs what was handed in only in the sandbox of `gradcalc grade`: in place of its own
# clearing, overwriting and executing of cells.
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
