"""The progress that tests make is nobody's, and each lesson is run as a reader's first: without points.

What needs PyTorch is collected where PyTorch is; tests/test_pytorch.py runs it there, and is counted where it is not.
"""

import importlib.util
import os
import tempfile

import pytest
from nbval.plugin import IPyNbFile

from gradcalc.cards import commitments, finished, kept, scores

collect_ignore = [] if importlib.util.find_spec("torch") else ["tests/torch", "gradcalc/live/pytorch"]

_SCORES = tempfile.TemporaryDirectory(prefix="gradcalc-")
scores.FILE.path = commitments.FILE.path = finished.FILE.path = None


def _nowhere_yet() -> None:
    """Give the processes that are started from now on a folder without points."""
    os.environ[kept.FOLDER_VARIABLE] = tempfile.mkdtemp(dir=_SCORES.name)


_nowhere_yet()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """What a lesson shows of its points is compared with none, whatever was checked before."""
    if isinstance(item.parent, IPyNbFile) and item.parent.kernel is None:
        _nowhere_yet()
