"""What is loaded before a student's code runs: it finds no file of gradcalc afterwards."""

import importlib
import io
import sys
import types

import matplotlib.pyplot as plt

import gradcalc
from gradcalc.grading.running.inside.visible import modules_for_notebooks
from gradcalc.live.board.board_view import BoardView
from gradcalc.live.view import PictureView


def load_everything() -> None:
    """Load all of gradcalc that a notebook can use."""
    for module in modules_for_notebooks():
        importlib.import_module(module)
    _silence_cards()
    for picture in (PictureView, BoardView):
        picture._esm = picture._css = ""  # no browser is here, and later their files are not
    # A first picture loads fonts and much else.
    figure, axes = plt.subplots(layout="constrained")
    axes.plot([0, 1], label="one")
    axes.legend()
    figure.savefig(io.BytesIO())
    plt.close(figure)


SILENCED = {name: name for name in ("check", "draw", "drill", "guide", "progress")} | {"predict": "prediction"}


def _silence_cards() -> None:
    """Let every card do nothing: their data is not here, and grading needs none of them."""
    for name, module in SILENCED.items():
        silent = types.ModuleType(f"gradcalc.cards.{module}")
        setattr(silent, name, _nothing)
        sys.modules[silent.__name__] = silent
        setattr(gradcalc, name, _nothing)


def _nothing(*arguments, **options) -> None:
    pass
