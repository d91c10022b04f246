"""What makes `nbgrader autograde`, and the button of its page, grade as `gradcalc grade` does."""

import contextlib
import logging
import shutil
from collections.abc import Iterator

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from gradcalc.grading.collecting.exchange import notes_in, time_of
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.shown import shown
from gradcalc.grading.making.course import Course, class_seed
from gradcalc.grading.making.turns import turn
from gradcalc.grading.making.unusable import Unusable
from gradcalc.grading.many.jobs import Job, NotGraded, OtherVersion, grade, version_of
from gradcalc.grading.many.pool import result_of
from gradcalc.grading.running.printable import in_lines
from gradcalc.grading.running.sandbox import NoSandbox
from gradcalc.lessons.notebooks import names

# Longer than one notebook takes, and not so long that the page with the button seems dead.
LONGEST_WAIT = 180.0


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a notebook in the sandbox and puts the notebook to show in its place, which holds the points."""

    course = Unicode(".", help="The course folder.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """The notebook to show, graded.

        Raises ValueError for an assignment that is no lesson, and RuntimeError where the grader fails: nbgrader then
        goes on with the others. Where nobody can be graded it exits.
        """
        student, assignment = resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
        lesson = assignment[:2]
        if names().get(lesson) != assignment:
            raise ValueError(f"{assignment} is no lesson of gradcalc: take GradeInSandbox out of nbgrader_config.py.")
        content = nbformat.writes(nb).encode("utf-8", "replace")
        with self._or_exit(student, assignment):
            course = Course(self.course)
            with turn(course.root, "nbgrader autograde", self.log.warning, LONGEST_WAIT):
                job = Job(student, lesson, content, class_seed(course), version_of(lesson))
                result = result_of(lambda: grade(job))
                if isinstance(result, NotGraded):
                    raise RuntimeError(f"{result.why} Nothing was entered: the same command tries it again.")
                # nbgrader has copied the note of the exchange before this.
                notes, _ = notes_in(course.autograded(student, assignment))
                time = time_of(notes, course.late.zone)
                Kept(course.results).save(student, lesson, result, job.digest, time)
        return shown(content, lesson, result), resources

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


class Printable(logging.Filter):
    """Makes the lines of nbgrader's log fit to be shown: they hold names of files, and words, of students."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change a line of the log. It is shown, whatever it holds."""
        record.msg, record.args = in_lines(record.getMessage()), None
        if record.exc_info:
            record.exc_text = in_lines(logging.Formatter().formatException(record.exc_info))
        return True
