"""Assignments of the lecturer's own beside the lessons: nbgrader takes them through its own steps."""

import itertools
import pathlib
from collections.abc import Iterable

import nbformat
from nbconvert.exporters.exporter import ResourcesDict
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import setenv
from traitlets.config import Configurable

from gradcalc.lessons.notebooks import names


def is_lesson(assignment: str) -> bool:
    """Whether an assignment is a lesson of gradcalc, by its whole name."""
    return names().get(assignment[:2]) == assignment


def through(
    steps: Iterable[type[Preprocessor]], nb: NotebookNode, resources: ResourcesDict, parent: Configurable | None
) -> tuple[NotebookNode, ResourcesDict]:
    """The notebook after some steps of nbgrader's, with the settings that its configuration has for them."""
    for step in steps:
        nb, resources = step(parent=parent)(nb, resources)
    return nb, resources


def autograded(
    nb: NotebookNode, resources: ResourcesDict, parent: Configurable | None, folder: pathlib.Path
) -> tuple[NotebookNode, ResourcesDict]:
    """The notebook as nbgrader has it before it reads off the points: put right, and run in this folder.

    What was handed in runs there with all rights of whoever calls this.
    """
    of = Autograde.class_traits()
    nb, resources = through(of["sanitize_preprocessors"].default(), nb, resources, parent)
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(nb, folder / f"{resources['nbgrader']['notebook']}.ipynb")
    resources["metadata"]["path"] = str(folder)
    steps = itertools.takewhile(lambda step: step is not SaveAutoGrades, of["autograde_preprocessors"].default())
    with setenv(NBGRADER_EXECUTION="autograde"):
        return through(steps, nb, resources, parent)
