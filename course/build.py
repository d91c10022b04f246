"""Makes the other versions of the lessons from the students' notebooks and the model answers.

    python course/build.py             all lessons
    python course/build.py 03 00       only these
    python course/build.py --mark      gives the students' notebooks their nbgrader metadata, nothing else

course/source/ is what nbgrader reads, an assignment for each lesson; course/solved/ is for people
to read, run from top to bottom with everything answered.
"""

import argparse
import os
import pathlib
import shutil
import tempfile

import nbformat
from nbclient import NotebookClient

from gradcalc.grading.cells import mark
from gradcalc.grading.versions import read_answers, solved_version, source_version
from gradcalc.scores import FOLDER_VARIABLE

HERE = pathlib.Path(__file__).parent
NOTEBOOKS = HERE.parent / "notebooks"
GLOSSARY = NOTEBOOKS / "glossary.md"  # every lesson links to it


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lessons", nargs="*", help="numbers such as 03; without any, all lessons")
    parser.add_argument("--mark", action="store_true", help="only mark the cells of the students' notebooks")
    arguments = parser.parse_args()
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        if arguments.lessons and path.name[:2] not in arguments.lessons:
            continue
        if arguments.mark:
            notebook = nbformat.read(path, as_version=4)
            mark(notebook)
            nbformat.write(notebook, path)
        else:
            build(path)


def build(path: pathlib.Path) -> None:
    """Write both versions of one lesson."""
    student = nbformat.read(path, as_version=4)
    answers = read_answers((HERE / "solutions" / f"{path.stem}.py").read_text(encoding="utf-8"))
    source = HERE / "source" / path.stem / path.name
    source.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(source_version(student, answers), source)
    shutil.copy(GLOSSARY, source.parent)
    print(f"{source.relative_to(HERE.parent)}")

    solved = HERE / "solved" / path.name
    solved.parent.mkdir(exist_ok=True)
    shutil.copy(GLOSSARY, solved.parent)
    notebook = solved_version(student, answers)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = folder  # the lecturer's own progress is left alone
        NotebookClient(
            notebook, record_timing=False, store_widget_state=False, resources={"metadata": {"path": solved.parent}}
        ).execute()
    nbformat.write(notebook, solved)
    print(f"{solved.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
