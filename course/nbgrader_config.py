"""nbgrader's settings for this course. Run nbgrader in this folder."""

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearMarkScheme,
    ComputeChecksums,
    LockCells,
    SaveCells,
)

from gradcalc.grading.cells import TEXT_STUB
from gradcalc.grading.stubs import RestoreStubs

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
