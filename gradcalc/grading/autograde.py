"""What makes `nbgrader autograde`, and the button of its page, grade as `gradcalc grade` does."""

import contextlib
import logging
import shutil
from collections.abc import Iterator
from fnmatch import fnmatchcase

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.apps.baseapp import NbGrader
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import List, Unicode
from traitlets.config import Application

from gradcalc.grading.collecting.exchange import notes_in, time_of
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.shown import shown
from gradcalc.grading.making.course import SETTINGS, Course, class_seed
from gradcalc.grading.making.others import autograded, is_lesson
from gradcalc.grading.making.turns import turn
from gradcalc.grading.making.unusable import Unusable
from gradcalc.grading.many.jobs import Job, NotGraded, OtherVersion, grade, version_of
from gradcalc.grading.many.pool import result_of
from gradcalc.grading.running import server
from gradcalc.grading.running.printable import in_lines, printable
from gradcalc.grading.running.sandbox import NoSandbox

# Longer than one notebook takes, and not so long that the page with the button seems dead.
LONGEST_WAIT = 180.0


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a notebook in the sandbox and puts the notebook to show in its place, which holds the points.

    An assignment that is no lesson goes through nbgrader's own steps instead, if the lecturer has named it.
    """

    course = Unicode(".", help="The course folder.").tag(config=True)
    without_sandbox = List(
        Unicode(), help="Assignments that are no lessons: nbgrader runs them, with all rights of whoever calls it."
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """The notebook to show, graded.

        Raises RuntimeError where the grader fails: nbgrader then goes on with the others. Where nobody can be
        graded it exits.
        """
        student, assignment = resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
        with self._or_exit(student, assignment):
            course = Course(self.course)
            if not is_lesson(assignment):
                self._see_whether_it_may_run(assignment)
                return autograded(nb, resources, self.parent, course.autograded(student, assignment))
            lesson = assignment[:2]
            # As it lies there: what nbgrader has read is the same notebook, but seldom the same file.
            content = (course.submitted(student, assignment) / f"{assignment}.ipynb").read_bytes()
            with turn(course.root, "nbgrader autograde", self.log.warning, LONGEST_WAIT), _nothing_left_behind():
                job = Job(student, lesson, content, class_seed(course), version_of(lesson))
                result = result_of(lambda: grade(job))
                if isinstance(result, NotGraded):
                    raise RuntimeError(f"{result.why} Nothing was entered: the same command tries it again.")
                # nbgrader has copied the note of the exchange before this.
                notes, _ = notes_in(course.autograded(student, assignment))
                time = time_of(notes, course.late.zone)
                Kept(course.results).save(student, lesson, result, job.digest, time)
        return shown(content, lesson, result), resources

    def _see_whether_it_may_run(self, assignment: str) -> None:
        name = printable(assignment)
        if not any(fnmatchcase(assignment, allowed) for allowed in self.without_sandbox):
            raise Unusable(
                f"{name} is no lesson of gradcalc: nbgrader grades it itself, and runs what was handed in without a "
                "sandbox, with all your rights. If you want that, write "
                f'c.GradeInSandbox.without_sandbox = ["{name}"] into {SETTINGS}.'
            )
        self.log.warning("%s is no lesson of gradcalc: nbgrader runs it, without a sandbox.", name)

    @contextlib.contextmanager
    def _or_exit(self, student: str, assignment: str) -> Iterator[None]:
        """What concerns all ends nbgrader, with a sentence; it would say the same of everybody."""
        try:
            yield
        except (Unusable, NoSandbox, OtherVersion) as error:
            # A folder that nbgrader has begun would count as graded.
            with contextlib.suppress(Unusable):
                shutil.rmtree(Course(self.course).autograded(student, assignment), ignore_errors=True)
            raise SystemExit(f"{error} Nothing more is graded.") from None


@contextlib.contextmanager
def _nothing_left_behind() -> Iterator[None]:
    """What grades is kept for the next notebook only where nbgrader's command ends it: a Jupyter server lives on."""
    try:
        yield
    finally:
        if not (Application.initialized() and isinstance(Application.instance(), NbGrader)):
            server.close_idle()


class Printable(logging.Filter):
    """Makes the lines of nbgrader's log fit to be shown: they hold names of files, and words, of students."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a line of the log. It is shown, whatever it holds."""
        record.msg, record.args = in_lines(record.getMessage()), None
        if record.exc_info:
            record.exc_text = in_lines(logging.Formatter().formatException(record.exc_info))
        return True
