"""gradcalc for a student's cells: without what it shows, and at times without what the student is to write."""

import sys
import types

import gradcalc

_REFUSAL = """
def refuse(*arguments, **options):
    raise NotImplementedError("write {name} yourself: gc.{name} is out of reach while this exercise is graded")
"""


class Withheld:
    """The functions of gradcalc that are out of reach, whatever they are called and wherever they are kept.

    Their code is replaced, and not the names that lead to it.
    """

    def __init__(self):
        self._code: dict[types.FunctionType, tuple] = {}

    def only(self, names: list[str]) -> None:
        """Put these functions out of reach, and all others back."""
        for function, (code, defaults, keywords) in self._code.items():
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords
        self._code = {}
        for name in names:
            function = _FUNCTIONS[name]
            self._code[function] = (function.__code__, function.__defaults__, function.__kwdefaults__)
            refusal: dict = {}
            exec(_REFUSAL.format(name=name), refusal)
            function.__code__ = refusal["refuse"].__code__
            function.__defaults__ = function.__kwdefaults__ = None


_FUNCTIONS = {name: value for name, value in vars(gradcalc).items() if type(value) is types.FunctionType}

WITHHELD = Withheld()


def silence_cards() -> None:
    """Let check, predict and progress do nothing: their data is not here, and grading needs none of them."""
    for name, module in {"check": "check", "predict": "prediction", "progress": "progress"}.items():
        silent = types.ModuleType(f"gradcalc.cards.{module}")
        setattr(silent, name, _nothing)
        sys.modules[silent.__name__] = silent
        setattr(gradcalc, name, _nothing)


def _nothing(*arguments, **options) -> None:
    pass
