"""The unit of work: one notebook and a seed in, one result as JSON out. It is the same in a pool and on a cluster."""

import functools
import hashlib
import pathlib
import threading
from dataclasses import dataclass

from gradcalc import lessons, questions
from gradcalc.grading import running
from gradcalc.grading.running.one import grade_notebook, not_answered
from gradcalc.grading.running.plan import exercises_of
from gradcalc.grading.running.printable import one_line
from gradcalc.grading.running.results import NotebookResult
from gradcalc.lessons import notebooks
from gradcalc.lessons.notebooks import names

LONGEST_WHY = 400

_one_at_a_time = threading.Lock()


class OtherVersion(RuntimeError):
    """The lesson or its exercises are not the same here as where the job was made."""


@dataclass(frozen=True)
class Job:
    """A notebook to grade. exercises are the ids of those to grade, None for all; version is that of the lesson."""

    student: str
    lesson: str
    content: bytes
    seed: int
    version: str
    unsafe: bool = False
    kernel: bool = False
    exercises: tuple[str, ...] | None = None

    @property
    def digest(self) -> str:
        """From what the result is made: the notebook with its seed, and the version with its sandbox."""
        notebook = hashlib.sha256(f"{self.seed}:".encode() + self.content).hexdigest()
        return f"{notebook}-{self.version}{'-unsafe' if self.unsafe else ''}"


@dataclass(frozen=True)
class NotGraded:
    """What there is in place of a result where the grader itself failed: no points, nor zero, but a sentence."""

    why: str


@functools.cache
def version_of(lesson: str) -> str:
    """What a lesson asks and how it is judged, as one short text: it changes when either changes."""
    files = [notebooks.folder() / f"{names()[lesson]}.ipynb"]
    for package in (lessons, questions, running):
        files += sorted(pathlib.Path(package.__path__[0]).rglob("*.py"))
    content = hashlib.sha256()
    for file in files:
        content.update(file.read_bytes().replace(b"\r\n", b"\n"))
    return content.hexdigest()[:16]


def grade(job: Job) -> str:
    """The result of a job, as JSON. Raises OtherVersion, and what `grade_notebook` raises."""
    if version_of(job.lesson) != job.version:
        raise OtherVersion("gradcalc or its lessons are of another version here than where grading was started.")
    with _one_at_a_time:  # a worker of a cluster may have several threads, but there is one server a process
        result = grade_notebook(
            job.content, job.lesson, job.seed, unsafe=job.unsafe, kernel=job.kernel, exercises=job.exercises
        )
    return result.to_json()


def failed(job: Job, why: str) -> NotebookResult:
    """The result of a job whose file cannot be read, for a reason in a sentence."""
    asked = [e for e in exercises_of(job.lesson) if job.exercises is None or e.id in job.exercises]
    exercises = tuple(not_answered(exercise, unread=True) for exercise in asked)
    return NotebookResult(job.lesson, exercises, one_line(why, LONGEST_WHY), job.unsafe)
