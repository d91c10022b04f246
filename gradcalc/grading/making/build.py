"""`gradcalc build`: the versions of the lessons for a course, from the students' notebooks and the model answers."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import click
import nbformat
from nbclient import NotebookClient

from gradcalc.cards.kept import FOLDER_VARIABLE
from gradcalc.grading.making.cells import mark
from gradcalc.grading.making.course import SETTINGS, Course, environment
from gradcalc.grading.making.gradebook import opened
from gradcalc.grading.making.turns import turn
from gradcalc.grading.making.versions import read_answers, solved_version, source_version
from gradcalc.lessons import notebooks
from gradcalc.lessons.answering import withhold_answers
from gradcalc.lessons.notebooks import names
from gradcalc.lessons.slides import mark_slides

GLOSSARY = "glossary.md"  # every lesson links to it


@click.command()
@click.argument("numbers", nargs=-1, metavar="[LESSONS]...", type=click.Choice(sorted(names())))
@click.option("--course", "folder", type=click.Path(file_okay=False, path_type=pathlib.Path), default=".",
              help="The course folder, with the model answers in solutions/.  [default: here]")  # fmt: skip
@click.option("--solved", is_flag=True, help="Also run the lessons with all answers, to read, into solved/.")
@click.option(
    "--mark",
    "marking",
    is_flag=True,
    help="Only write what nbgrader and slides need into the lessons, and take out what answers predictions.",
)
def build(numbers: tuple[str, ...], folder: pathlib.Path, solved: bool, marking: bool) -> None:
    """Make nbgrader's source and release of LESSONS, such as 03 04; without any, of all lessons.

    Each becomes an assignment in the gradebook. What students get is then in release/.
    """
    paths = [
        notebooks.folder() / f"{name}.ipynb" for number, name in names().items() if number in numbers or not numbers
    ]
    if marking:
        for path in paths:
            notebook = nbformat.read(path, as_version=4)
            mark(notebook)
            mark_slides(notebook)
            withhold_answers(notebook)
            nbformat.write(notebook, path)
        return
    answers = [folder / "solutions" / f"{path.stem}.py" for path in paths]
    for file in answers:
        if not file.exists():
            raise click.ClickException(f"{file} is missing: the model answers are in course/ of gradcalc's source.")
    if not (folder / SETTINGS).exists():
        raise click.ClickException(f"{folder / SETTINGS} is missing: copy it from course/ of gradcalc's source.")
    with turn(folder, "gradcalc build"):
        opened(Course(folder)).close()  # what is wrong with it is said now, and not once for each lesson
        for path, file in zip(paths, answers, strict=True):
            click.echo(make_source(path, file, folder / "source" / path.stem))
            release(folder, path.stem)
            click.echo(folder / "release" / path.stem / path.name)
            if solved:
                click.echo(make_solved(path, file, folder / "solved"))
    out, own = folder / "release", folder / "source"
    click.echo(f"Give your class what is in {out}, and nobody what is in {own}: it holds the model answers.")


def make_source(path: pathlib.Path, answers: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Write the notebook that nbgrader reads. Returns its path."""
    student = nbformat.read(path, as_version=4)
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(source_version(student, read_answers(answers.read_text(encoding="utf-8"))), folder / path.name)
    shutil.copy(path.with_name(GLOSSARY), folder)
    return folder / path.name


def release(folder: pathlib.Path, assignment: str) -> None:
    """Have nbgrader make the students' version and enter the assignment into the gradebook."""
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "--force", assignment]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    if done.returncode:
        said = "\n".join(_without_traceback(done.stdout + done.stderr)) or f"exit code {done.returncode}"
        raise click.ClickException(f"nbgrader cannot make {assignment}:\n{said}")


def _without_traceback(log: str) -> list[str]:
    """The lines of nbgrader's log that say what is wrong."""
    telling = re.compile(r".* \| (ERROR|CRITICAL)\]|\s{0,4}[\w.]+(Error|Exception)\b")
    return [line.strip() for line in log.splitlines() if telling.match(line) and "raceback" not in line]


def make_solved(path: pathlib.Path, answers: pathlib.Path, folder: pathlib.Path) -> pathlib.Path:
    """Write the lesson for people to read, run from top to bottom with everything answered. Returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(path.with_name(GLOSSARY), folder)
    notebook = solved_version(nbformat.read(path, as_version=4), read_answers(answers.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as scores:
        before = os.environ.get(FOLDER_VARIABLE)
        os.environ[FOLDER_VARIABLE] = scores  # the lecturer's own progress is left alone
        try:
            NotebookClient(
                notebook, record_timing=False, store_widget_state=False, resources={"metadata": {"path": folder}}
            ).execute()
        finally:
            del os.environ[FOLDER_VARIABLE]
            if before is not None:
                os.environ[FOLDER_VARIABLE] = before
    nbformat.write(notebook, folder / path.name)
    return folder / path.name
