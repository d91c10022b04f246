"""gradcalc out of reach: while somebody's answer is called, only those functions work that the exercise allows.

What counts is what can be reached, not what it is called. Every function of gradcalc that is there is found,
those that a cell has made or kept included, and its code is replaced, whichever name leads to it.
"""

import contextlib
import functools
import gc
import importlib
import os
import sys
import threading
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import gradcalc

MATHS = "gradcalc.maths"
YOURSELF = "write this one yourself"

# These call answers and report on them; and a live picture must be able to end, whenever Python comes to delete it.
# They compute nothing that is asked for: what a picture shows, it asks of the others.
_AT_WORK = ("gradcalc.__init__", "gradcalc.questions", "gradcalc.cards", "gradcalc.grading", "gradcalc.live")
_FOLDER = str(Path(gradcalc.__file__).parent)


class Withholding:
    """Puts the functions of gradcalc out of reach, all but a few, and back.

    The few run in a copy of `gradcalc.maths` to which nothing in a notebook leads. What they call there works;
    the same function, called by anybody else, does not.
    """

    def __init__(self):
        self._copies = _copy_of(MATHS)
        self._their_names = {id(vars(module)) for module in self._copies.values()}
        self._before: list[tuple[FunctionType, CodeType, tuple | None, dict | None]] = []
        self._known: weakref.WeakSet[FunctionType] = weakref.WeakSet()
        self._modules = 0
        self._mark: list | None = None

    def freeze(self) -> None:
        """Leave all objects where they are, so that no process made by fork has to copy them.

        From now on each `begin` looks for functions that cells have made: few objects are left to look at.
        Otherwise it looks when more of gradcalc has been loaded.
        """
        self._look()
        gc.collect()
        gc.freeze()
        self._mark = []

    @contextlib.contextmanager
    def only(self, allowed: Sequence[str]) -> Iterator[None]:
        """As `begin` and `end`."""
        try:
            self.begin(allowed)
            yield
        finally:
            self.end()

    def begin(self, allowed: Sequence[str]) -> None:
        """Put all but the allowed functions out of reach; those are named as in `gradcalc`, and lie in its maths.

        Raises NotImplementedError where a thread is halfway through a function of gradcalc: nothing stops it there.
        """
        self.end()
        works = {_place(copy): copy for copy in map(self._copy, allowed)}
        told = f"Of gradcalc, it may use {', '.join(f'gc.{name}' for name in allowed) or 'nothing'}."
        self._look()
        for function in set(self._known):
            code = function.__code__
            self._before.append((function, code, function.__defaults__, function.__kwdefaults__))
            count = len(code.co_freevars)
            if _place(function) in works:
                function.__code__, function.__kwdefaults__ = _stand_in(_WORK, count), {"_by": works[_place(function)]}
            else:
                words = f"{YOURSELF}: {_name(function)} is out of reach while your answer is tried. {told}"
                function.__code__, function.__kwdefaults__ = _stand_in(_REFUSE, count), {"_by": words}
            function.__defaults__ = None
        if _is_halfway():
            raise NotImplementedError(f"{YOURSELF}: a thread of the notebook is still at work in gradcalc. {told}")

    @property
    def is_on(self) -> bool:
        """Whether an answer is being tried."""
        return bool(self._before)

    def end(self) -> None:
        """Put everything back."""
        for function, code, defaults, keywords in self._before:
            function.__code__, function.__defaults__, function.__kwdefaults__ = code, defaults, keywords
        self._before = []

    def _look(self) -> None:
        """Find the functions of gradcalc that are there, but for those of the copies."""
        modules = sum(name.startswith("gradcalc.") for name in sys.modules)
        if self._mark is None and modules == self._modules:
            return
        self._modules, things = modules, gc.get_objects()
        if self._mark is not None and not any(thing is self._mark for thing in things):
            gc.unfreeze()  # somebody has frozen objects, to hide one from this look
            things = gc.get_objects()
        functions = [thing for thing in things if type(thing) is FunctionType]
        ours = [
            f for f in functions if id(f.__globals__) not in self._their_names and _is_ours(f.__globals__, f.__code__)
        ]
        self._known.update(ours)

    def _copy(self, name: str) -> FunctionType:
        """The copy of a function; not looked up by the name in `gradcalc`, to which a cell may have given another."""
        found = ((module, vars(module).get(name)) for module in self._copies.values())
        return next(f for module, f in found if type(f) is FunctionType and f.__globals__ is vars(module))


def _copy_of(package: str) -> dict[str, ModuleType]:
    """The modules of a package, loaded once more under the same names. The ones in use stay as they are."""
    before = {name: module for name, module in sys.modules.items() if f"{name}.".startswith(f"{package}.")}
    root = importlib.import_module(package)
    try:
        for name in before:
            del sys.modules[name]
        return {name: importlib.import_module(name) for name in before}
    finally:
        sys.modules.update(before)
        parent, _, last = package.rpartition(".")
        setattr(sys.modules[parent], last, root)


def _is_ours(names: dict, code: CodeType) -> bool:
    """Whether code that looks up these names is gradcalc's, and not that which calls the answers."""
    module = names.get("__name__")
    if type(module) is not str or not module.startswith("gradcalc."):
        if not code.co_filename.startswith(f"{_FOLDER}{os.sep}"):
            return False
        module = ".".join(("gradcalc", *Path(code.co_filename).relative_to(_FOLDER).with_suffix("").parts))
    return not any(f"{module}.".startswith(f"{room}.") for room in _AT_WORK)


def _is_halfway() -> bool:
    """Whether another thread is in the middle of a function of gradcalc."""
    for thread, frame in sys._current_frames().items():
        inner: FrameType | None = frame if thread != threading.get_ident() else None
        while inner:
            if _is_ours(inner.f_globals, inner.f_code):
                return True
            inner = inner.f_back
    return False


def _place(function: FunctionType) -> tuple[str, str]:
    """Where a function stands in the source, as far as it says so."""
    return function.__module__, function.__qualname__


def _name(function: FunctionType) -> str:
    name = function.__qualname__.removesuffix(".__init__").rpartition("<locals>.")[2]
    return f"gc.{name}" if vars(gradcalc).get(name) is function else f"gradcalc's {name}"


_WORK, _REFUSE = "return _by(*arguments, **options)", "raise NotImplementedError(_by)"


@functools.cache
def _stand_in(does: str, count: int) -> CodeType:
    """Code in place of that of a function which looks up so many variables of the functions around it."""
    names = "".join(f"v{i}, " for i in range(count))
    made: dict = {}
    body = f"        {does}\n        ({names})\n"
    exec(f"def make({names}):\n    def f(*arguments, _by, **options):\n{body}    return f\n", made)
    return made["make"](*range(count)).__code__
