"""What makes `nbgrader autograde`, and the button of its page, grade as `gradcalc grade` does."""

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.shown import shown
from gradcalc.grading.making.course import Course, class_seed
from gradcalc.grading.many.jobs import Job, grade, version_of
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons.notebooks import names


class GradeInSandbox(NbGraderPreprocessor):
    """Grades a notebook in the sandbox and puts the notebook to show in its place, which holds the points."""

    course = Unicode(".", help="The course folder.").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """The notebook to show, graded. Raises ValueError for an assignment that is no lesson."""
        student, assignment = resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
        lesson = assignment[:2]
        if names().get(lesson) != assignment:
            raise ValueError(f"{assignment} is no lesson of gradcalc: take GradeInSandbox out of nbgrader_config.py.")
        course = Course(self.course)
        content = nbformat.writes(nb).encode("utf-8", "replace")
        job = Job(student, lesson, content, class_seed(course), version_of(lesson))
        result = NotebookResult.from_json(grade(job))
        Kept(course.results).save(student, lesson, result, job.digest)
        return shown(content, lesson, result), resources
