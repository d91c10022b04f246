"""gradcalc out of reach: while somebody's answer is called, only those functions work that the exercise allows.

What counts is what can be reached, not what it is called. Every function of gradcalc that is there is found,
those that a cell has made or kept included, and its code is replaced, whichever name leads to it.
"""

import builtins
import contextlib
import functools
import importlib
import os
import pkgutil
import sys
from _thread import get_ident
from collections.abc import Callable, Iterator, Sequence
from gc import collect, freeze, get_objects, unfreeze
from sys import _current_frames, _getframe
from types import CodeType, FrameType, FunctionType, ModuleType
from weakref import ref

import gradcalc

# A notebook may put functions of its own in place of Python's. What is looked up here stays what it is.
__builtins__ = dict(vars(builtins))  # type: ignore[assignment]  # as Python itself has it in modules

MATHS = "gradcalc.maths"
YOURSELF = "write this one yourself"

# These call answers and report on them. And a live picture must be able to end, whenever Python comes to delete it.
_CALLING = ("gradcalc.__init__", "gradcalc.questions", "gradcalc.cards", "gradcalc.grading")
# None of them computes what is asked for: what a picture shows, it asks of the others.
_AT_WORK = (*_CALLING, "gradcalc.live")
_FOLDER = os.path.dirname(gradcalc.__file__)


class Withholding:
    """Puts the functions of gradcalc out of reach, all but a few, and back.

    The few run in a copy of `gradcalc.maths` that has no name. What they call there works; the same function,
    called by anybody else, does not. is_tried says whether it is an answer that calls; None stands for always.
    """

    def __init__(self, is_tried: Callable[[], bool] | None = None):
        self._is_tried = is_tried
        self._copies = _copy_of(MATHS)
        self._their_names = [id(vars(module)) for module in self._copies.values()]
        self._before: dict[int, tuple[FunctionType, CodeType, dict | None]] = {}
        self._known: list[tuple[ref[FunctionType], CodeType]] = []  # each with what takes its code's place
        self._modules = 0
        self._mark: list | None = None

    def freeze(self) -> None:
        """Leave all objects where they are, so that no process made by fork has to copy them.

        From now on each `begin` looks for functions that cells have made: few objects are left to look at.
        Otherwise it looks when more of gradcalc has been loaded.
        """
        self._look()
        collect()
        freeze()
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
        told = f"Of gradcalc, it may use {', '.join([f'gc.{name}' for name in allowed]) or 'nothing'}."
        self._look()
        instead = {"_by": self._instead([self._copy(name) for name in allowed], told)}
        for number, (known, stand_in) in enumerate(self._known):
            if (function := known()) is None:
                continue
            code, keywords = function.__code__, function.__kwdefaults__
            self._before[number] = function, code, keywords
            # In this order, and back in the other: another thread may call it at any moment. Defaults of arguments
            # by position are left, for a stand-in has none of these.
            function.__kwdefaults__ = keywords | instead if keywords else instead
            function.__code__ = stand_in
        if not self._is_tried and _is_halfway():
            raise NotImplementedError(f"{YOURSELF}: a thread of the notebook is still at work in gradcalc. {told}")

    def end(self) -> None:
        """Put everything back. Where that is interrupted, the next `begin` or `end` does it."""
        for function, code, keywords in self._before.values():
            function.__code__ = code
            function.__kwdefaults__ = keywords
        self._before = {}

    def _instead(self, works: Sequence[FunctionType], told: str) -> Callable:
        """What each function does from now on, told its number: it works, or refuses, or somebody else has called."""
        by_place = {_place(copy): copy for copy in works}
        is_tried, before, in_reach = self._is_tried, self._before, self._their_names

        def instead(number: int, /, *arguments, **options):
            function, code, keywords = before[number]
            if is_tried and not is_tried():
                return _as_it_was(function, code, keywords)(*arguments, **options)
            if copy := by_place.get(_place(function)):
                return copy(*arguments, **options)
            name = _outermost(_getframe(2), in_reach) or _shown(function.__qualname__)
            raise NotImplementedError(f"{YOURSELF}: {name} is out of reach while your answer is tried. {told}")

        return instead

    def _look(self) -> None:
        """Find the functions of gradcalc that are there, but for those of the copies."""
        modules = len([name for name in sys.modules if name.startswith("gradcalc.")])
        if self._mark is None and modules == self._modules:
            return
        self._modules, things = modules, get_objects()
        if self._mark is not None and not any(thing is self._mark for thing in things):
            unfreeze()  # somebody has frozen objects, to hide one from this look
            things = get_objects()
        seen = {id(function) for known, _ in self._known if (function := known()) is not None}
        for f in things:
            if type(f) is not FunctionType or id(f) in seen or id(f.__globals__) in self._their_names:
                continue
            if _is_ours(f.__globals__, f.__code__):
                self._known.append((ref(f), _stand_in(len(f.__code__.co_freevars), len(self._known))))

    def _copy(self, name: str) -> FunctionType:
        """The copy of a function; not looked up by the name in `gradcalc`, to which a cell may have given another."""
        found = [(module, vars(module).get(name)) for module in self._copies.values()]
        return next(f for module, f in found if type(f) is FunctionType and f.__globals__ is vars(module))


def _copy_of(package: str) -> dict[str, ModuleType]:
    """The modules of a package, loaded once more under the same names. The ones in use stay as they are."""
    root = importlib.import_module(package)
    for found in pkgutil.iter_modules(root.__path__, f"{package}."):
        importlib.import_module(found.name)  # one that an answer is the first to load would be in its reach
    before = {name: module for name, module in sys.modules.items() if f"{name}.".startswith(f"{package}.")}
    try:
        for name in before:
            del sys.modules[name]
        return {name: importlib.import_module(name) for name in before}
    finally:
        sys.modules.update(before)
        parent, _, last = package.rpartition(".")
        setattr(sys.modules[parent], last, root)


def _as_it_was(function: FunctionType, code: CodeType, keywords: dict | None) -> FunctionType:
    """Another function object, of the code that a function had before."""
    same = FunctionType(code, function.__globals__, function.__name__, function.__defaults__, function.__closure__)
    same.__kwdefaults__ = keywords
    return same


def _outermost(frame: FrameType | None, in_reach: Sequence[int]) -> str:
    """The function of gradcalc that the answer itself has called; none of those whose names have these ids."""
    name = ""
    while frame:
        module = str(frame.f_globals.get("__name__"))
        ours = module.startswith("gradcalc.") and id(frame.f_globals) not in in_reach
        if ours and _is_in(module, _CALLING):
            break
        if ours and frame.f_code.co_filename != _STAND_IN:
            name = _shown(frame.f_code.co_qualname)
        frame = frame.f_back
    return name


def _is_ours(names: dict, code: CodeType) -> bool:
    """Whether code that looks up these names is gradcalc's, and not that which calls the answers."""
    module = names.get("__name__")
    if type(module) is not str or not module.startswith("gradcalc."):
        if not code.co_filename.startswith(f"{_FOLDER}{os.sep}"):
            return False
        module = f"gradcalc{code.co_filename[len(_FOLDER) :].removesuffix('.py').replace(os.sep, '.')}"
    return not _is_in(module, _AT_WORK)


def _is_in(module: str, rooms: Sequence[str]) -> bool:
    return any(f"{module}.".startswith(f"{room}.") for room in rooms)


def _is_halfway() -> bool:
    """Whether another thread is in the middle of a function of gradcalc."""
    for thread, frame in _current_frames().items():
        inner: FrameType | None = frame if thread != get_ident() else None
        while inner:
            if _is_ours(inner.f_globals, inner.f_code):
                return True
            inner = inner.f_back
    return False


def _place(function: FunctionType) -> tuple[str, str]:
    """Where a function stands in the source, as far as it says so."""
    return function.__module__, function.__qualname__


def _shown(name: str) -> str:
    name = name.removesuffix(".__init__").rpartition("<locals>.")[2]
    return f"gc.{name}" if name in gradcalc.__all__ else f"gradcalc's {name}"


_STAND_IN = "<out of reach>"
_NUMBER = "the number of the function"


def _stand_in(count: int, number: int) -> CodeType:
    """Code in place of that of the function with a number, which looks up so many variables of those around it."""
    code = _numberless(count)
    return code.replace(co_consts=tuple(number if constant == _NUMBER else constant for constant in code.co_consts))


@functools.cache
def _numberless(count: int) -> CodeType:
    names = "".join([f"v{i}, " for i in range(count)])
    made: dict = {}
    body = f"        return _by({_NUMBER!r}, *arguments, **options)\n        ({names})\n"
    source = f"def make({names}):\n    def f(*arguments, _by, **options):\n{body}    return f\n"
    exec(compile(source, _STAND_IN, "exec"), made)
    return made["make"](*range(count)).__code__
