"""gradcalc for a student's cells: without what it shows, and at times without what the student is to write."""

import sys
import types
from collections.abc import Iterator

import gradcalc

_REFUSAL = """
def refuse(*arguments, **options):
    from gradcalc.grading.running.inside.withheld import WITHHELD
    return WITHHELD.call({key!r}, arguments, options)
"""

_FUNCTIONS = {name: value for name, value in vars(gradcalc).items() if type(value) is types.FunctionType}


class Withheld:
    """The functions of gradcalc that are out of reach, whatever they are called and wherever they are kept.

    Their code is replaced, and not the names that lead to it. With each goes what only it needs. What
    is not withheld still works, though it may use one that is.
    """

    def __init__(self):
        self._code: dict[types.FunctionType, tuple] = {}
        self._inner: dict[str, types.FunctionType] = {}
        self._users: set[types.CodeType] = set()

    def only(self, names: list[str]) -> None:
        """Put these functions out of reach, and all others back."""
        for function, (code, defaults, keywords) in self._code.items():
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords
        self._code, self._inner = {}, {}
        if not names:
            self._users = set()
            return
        kept = set().union(*(_NEEDED[name] for name in _FUNCTIONS if name not in names))
        self._users = {code for function in kept for code in _codes(function.__code__)}
        for name in names:
            for function in {_FUNCTIONS[name]} | (_NEEDED[name] - kept):
                if function not in self._code:
                    self._replace(function, name)

    def _replace(self, function: types.FunctionType, name: str) -> None:
        key, code = f"{function.__name__} {name}", function.__code__
        inner = types.FunctionType(code, function.__globals__, function.__name__, function.__defaults__)
        inner.__kwdefaults__ = function.__kwdefaults__
        self._inner[key] = inner
        self._code[function] = (code, function.__defaults__, function.__kwdefaults__)
        refusal: dict = {}
        exec(_REFUSAL.format(key=key), refusal)
        function.__code__ = refusal["refuse"].__code__
        function.__defaults__ = function.__kwdefaults__ = None

    def call(self, key: str, arguments: tuple, options: dict):
        """What stands in for a function: the function for gradcalc itself, NotImplementedError for all others."""
        if sys._getframe(2).f_code in self._users:
            return self._inner[key](*arguments, **options)
        name = key.split()[1]
        raise NotImplementedError(f"write {name} yourself: gc.{name} is out of reach while this exercise is graded")


def _needed(function: types.FunctionType) -> set[types.FunctionType]:
    """The function, and all of gradcalc that it calls."""
    found, left = set(), [function]
    while left:
        function = left.pop()
        if function in found:
            continue
        found.add(function)
        for code in _codes(function.__code__):
            values = [function.__globals__.get(name) for name in code.co_names]
            modules = [value for value in values if type(value) is types.ModuleType and _is_ours(value.__name__)]
            values += [vars(module).get(name) for module in modules for name in code.co_names]
            left += [value for value in values if type(value) is types.FunctionType and _is_ours(value.__module__)]
    return found


def _is_ours(module: str) -> bool:
    return module.startswith("gradcalc.")


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """A piece of code and all that is defined in it."""
    yield code
    for constant in code.co_consts:
        if type(constant) is types.CodeType:
            yield from _codes(constant)


# Found out once, before a student's code runs.
_NEEDED = {name: _needed(function) for name, function in _FUNCTIONS.items()}
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
