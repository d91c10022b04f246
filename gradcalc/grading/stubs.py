"""What nbgrader cannot do itself when it makes the student version."""

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from gradcalc.grading.versions import BEGIN, END

_REGION = re.compile(rf"^(?P<indent> *){BEGIN} (?P<stub>.+)\n(?:.*\n)*? *{END}$", flags=re.MULTILINE)


class RestoreStubs(NbGraderPreprocessor):
    """Puts the stub written behind BEGIN SOLUTION in place of the solution, such as `slope = ...`.

    nbgrader has one stub for all answers; a value to find needs the name it is to be given.
    """

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        cell.source = _REGION.sub(r"\g<indent>\g<stub>", cell.source)
        return cell, resources
