"""What notebooks may import: the packages that are installed where they are graded."""

import functools
import importlib.machinery
import sysconfig

from gradcalc.grading.running.printable import printable

# What every grader has beside Python's own modules: what students are told.
TOLD = ("numpy", "matplotlib", "gradcalc")


@functools.cache
def is_there(name: str) -> bool:
    """Whether a package, such as "seaborn", is installed now. Nothing of it is run.

    >>> is_there("numpy"), is_there("no_such_package")
    (True, False)
    """
    places = [sysconfig.get_path(kind) for kind in ("purelib", "platlib", "stdlib")]
    return name.isidentifier() and importlib.machinery.PathFinder.find_spec(name, places) is not None


def sentence(name: str, notebooks: int) -> str:
    """What the lecturer can do for notebooks that ask for a package that is not there."""
    number = "1 notebook asks" if notebooks == 1 else f"{notebooks} notebooks ask"
    return (
        f"{number} for {printable(name)}, which is not installed here. If it may be used, install it, such as with "
        f"pip install {printable(name)}, and the same command grades them again."
    )
