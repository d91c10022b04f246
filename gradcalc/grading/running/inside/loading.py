"""What is loaded before a student's code runs: it finds no file of gradcalc afterwards."""

import importlib
import io

import matplotlib.pyplot as plt

from gradcalc.grading.running.inside.visible import modules_for_notebooks
from gradcalc.grading.running.inside.withheld import silence_cards
from gradcalc.live.board.board_view import BoardView
from gradcalc.live.view import PictureView


def load_everything() -> None:
    """Load all of gradcalc that a notebook can use."""
    for module in modules_for_notebooks():
        importlib.import_module(module)
    silence_cards()
    for picture in (PictureView, BoardView):
        str(picture._esm), str(picture._css)  # read from their files when they are first used
    # A first picture loads fonts and much else.
    figure, axes = plt.subplots(layout="constrained")
    axes.plot([0, 1], label="one")
    axes.legend()
    figure.savefig(io.BytesIO())
    plt.close(figure)
