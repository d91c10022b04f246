"""What is loaded before a student's code runs: it finds no file of gradcalc afterwards."""

import importlib
import io
import pathlib
import pkgutil

import matplotlib.pyplot as plt

import gradcalc
from gradcalc.grading.inside.withheld import silence_cards
from gradcalc.live.board_view import BoardView
from gradcalc.live.view import PictureView

PACKAGE = str(pathlib.Path(gradcalc.__file__).parent)

_ELSEWHERE = ("gradcalc.cards", "gradcalc.exercises", "gradcalc.grading", "gradcalc.predictions")


def load_everything() -> None:
    """Load all of gradcalc that a notebook can use."""
    for module in pkgutil.walk_packages(gradcalc.__path__, "gradcalc."):
        if not module.name.startswith(_ELSEWHERE):
            importlib.import_module(module.name)
    silence_cards()
    for picture in (PictureView, BoardView):
        str(picture._esm), str(picture._css)  # read from their files when they are first used
    # A first picture loads fonts and much else.
    figure, axes = plt.subplots(layout="constrained")
    axes.plot([0, 1], label="one")
    axes.legend()
    figure.savefig(io.BytesIO())
    plt.close(figure)
