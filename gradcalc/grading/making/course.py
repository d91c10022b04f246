"""The lecturer's course folder: its settings, the class's secret seed, and where things go."""

import glob
import os
import pathlib
import secrets
import sys
import traceback

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from gradcalc.grading.making.late import Late, late_rules
from gradcalc.grading.making.unusable import Unusable, in_words
from gradcalc.lessons.notebooks import names

SETTINGS, SEED = "nbgrader_config.py", "seed"


class Course:
    """A folder with a course of nbgrader. Where it has an nbgrader_config.py, that decides.

    Raises Unusable where there is an error in it.
    """

    def __init__(self, root: str | os.PathLike):
        self.root = pathlib.Path(root).resolve()
        config, settings = Config(), self.root / SETTINGS
        try:
            if settings.exists():
                config = PyFileConfigLoader(SETTINGS, path=str(self.root)).load_config()
            config.CourseDirectory.root = str(self.root)
            self._nbgrader = CourseDirectory(config=config)
            self.database: str = self._nbgrader.db_url
            self.autograded(".", "."), self.feedback(".", ".")
            self.late: Late = late_rules(config)
        except (Exception, SystemExit) as error:  # it is a program, in which anything can happen
            raise Unusable(
                f"an error in {settings}{_line(error, settings)}: {in_words(error).rstrip('.')}."
            ) from None
        self.name: str = self._nbgrader.course_id or "default_course"

    def autograded(self, student: str, assignment: str) -> pathlib.Path:
        """The folder for what nbgrader shows of a submission."""
        place = self._nbgrader.format_path(self._nbgrader.autograded_directory, student, assignment)
        return pathlib.Path(place)

    def feedback(self, student: str, assignment: str) -> pathlib.Path:
        """The folder for a student's page, from which nbgrader hands it back."""
        place = self._nbgrader.format_path(self._nbgrader.feedback_directory, student, assignment)
        return pathlib.Path(place)

    def submitted(self, student: str, assignment: str) -> pathlib.Path:
        """The folder in which nbgrader has what a student handed in."""
        return pathlib.Path(self._nbgrader.format_path(self._nbgrader.submitted_directory, student, assignment))

    @property
    def other_assignments(self) -> list[str]:
        """The lecturer's own assignments: what has a source or a release and is no lesson, in order."""
        found = set()
        for step in (self._nbgrader.source_directory, self._nbgrader.release_directory):
            found |= {pathlib.Path(place).name for place in glob.glob(self._nbgrader.format_path(step, ".", "*"))
                      if os.path.isdir(place)}  # fmt: skip
        return sorted(found - set(names().values()))

    @property
    def results(self) -> pathlib.Path:
        """The folder for the results of grading."""
        return self.root / "results"


def _line(error: BaseException, settings: pathlib.Path) -> str:
    """The line of the settings in which an error arose, as far as it is known."""
    if isinstance(error, SyntaxError):
        return f", line {error.lineno}" if error.filename == str(settings) else ""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(settings)]
    return f", line {lines[-1]}" if lines else ""


def environment() -> dict[str, str]:
    """The environment in which nbgrader finds alembic: it calls it by name, and it is beside Python."""
    return {**os.environ, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"}


def class_seed(course: Course, file: pathlib.Path | None = None) -> int:
    """The seed from which all cases of a class come: of the file, or of the course, where it is made if need be.

    Raises Unusable if the file holds no seed, or cannot be read or made.
    """
    path = file or course.root / SEED
    try:
        text = _seed_in(path, made=file is None)
    except OSError as error:
        raise Unusable(f"there is no seed: {in_words(error)}.") from None
    if not (text.isascii() and text.isdigit()) or len(text) > 30:
        raise Unusable(f"{path} holds no seed: expected one whole number.")
    return int(text)


def _seed_in(path: pathlib.Path, made: bool) -> str:
    if made and not path.exists():
        # Only the lecturer can read it, and two graders that start at once agree on one.
        new = path.with_name(f"{SEED}.{os.getpid()}")
        with open(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as out:
            out.write(f"{secrets.randbits(63)}\n")
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text(encoding="utf-8", errors="replace").strip()
