"""What of gradcalc there is in the sandbox. Everything else, above all the answers to what is asked, is not."""

import pathlib
from collections.abc import Iterator

import gradcalc

PACKAGE = pathlib.Path(gradcalc.__file__).parent

# What the cells of a notebook can use, as files and folders of the package; all of it is loaded.
FOR_NOTEBOOKS = ("address.py", "maths", "formulas", "functions", "readings", "pictures", "live", "boards")
# Of these, what needs more than gradcalc itself does; whoever calls it gets the error that says so.
OPTIONAL = "live/pytorch"
# What runs there beside them.
FOR_THE_GRADER = (
    "questions/__init__.py", "questions/calling.py", "questions/places.py", "questions/replies.py",
    "questions/time_limit.py", "questions/withholding.py",
    "grading/__init__.py", "grading/running/__init__.py", "grading/running/inside",
)  # fmt: skip
VISIBLE = ("__init__.py", *FOR_NOTEBOOKS, *FOR_THE_GRADER)


def modules_for_notebooks() -> Iterator[str]:
    """The names of all modules that a notebook can use."""
    for name in FOR_NOTEBOOKS:
        path = PACKAGE / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if file.is_relative_to(PACKAGE / OPTIONAL):
                continue
            yield ".".join(("gradcalc", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
