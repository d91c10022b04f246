"""What nbgrader cannot do itself when it makes the student version."""

import re

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbgrader.preprocessors import ClearOutput, ClearSolutions

from gradcalc.grading.making.others import is_lesson, through
from gradcalc.grading.making.versions import BEGIN, END

_REGION = re.compile(rf"^(?P<indent> *){BEGIN} ?(?P<stub>.*)\n(?:.*\n)*? *{END}$", flags=re.MULTILINE)


class RestoreStubs(ClearSolutions):
    """ClearSolutions with a stub for each region: what is written behind BEGIN SOLUTION, such as `slope = ...`.

    nbgrader alone has one stub for all of them, but a value to find needs the name it is to be given. An assignment
    that is no lesson gets nbgrader's own stubs, and loses its outputs as in nbgrader's own steps.
    """

    def preprocess(self, nb: NotebookNode, resources: ResourcesDict) -> tuple[NotebookNode, ResourcesDict]:
        """The notebook with stubs in place of all solutions."""
        if is_lesson(resources["nbgrader"]["assignment"]):
            return super().preprocess(nb, resources)
        return through((ClearSolutions, ClearOutput), nb, resources, self.parent)

    def preprocess_cell(
        self, cell: NotebookNode, resources: ResourcesDict, cell_index: int
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Put the student's stub back in place of each solution of a cell."""
        source, regions = _REGION.subn(lambda region: region["indent"] + (region["stub"] or "..."), cell.source)
        if not regions:  # an answer in words, or a cell of other authors
            return super().preprocess_cell(cell, resources, cell_index)
        cell.source = source
        return cell, resources
