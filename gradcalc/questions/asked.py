"""What a course asks, found in its package: a folder for each lesson, and in it what is asked there."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from types import ModuleType
from typing import TypeVar

from gradcalc.questions import help
from gradcalc.questions.drills.drill import Drill
from gradcalc.questions.guide import Guide
from gradcalc.questions.help import Help
from gradcalc.questions.model import Exercise
from gradcalc.questions.pictured import Pictured, PicturedWalk
from gradcalc.questions.prediction import Prediction

Asked = TypeVar("Asked")


def exercises_in(course: ModuleType) -> dict[str, Exercise]:
    """The exercises of a course by id, in the order of its lessons.

    course is a package with a package `lesson_NN` for each lesson; in its module `exercises` stand its EXERCISES.
    Raises ValueError where two exercises share an id.

    >>> from gradcalc import lessons
    >>> exercises_in(lessons)["03.directional_derivative"].points
    4
    """
    modules = _modules(course, "exercises")
    return _by_name((exercise.id, exercise) for module in modules for exercise in module.EXERCISES)


def predictions_in(course: ModuleType) -> dict[str, Prediction]:
    """The predictions of a course by name, which each of them knows: the PREDICTIONS of its lessons' `predictions`.

    Raises ValueError where two predictions share a name.
    """
    modules = _modules(course, "predictions")
    named = _by_name(item for module in modules for item in module.PREDICTIONS.items())
    return {name: replace(prediction, name=name) for name, prediction in named.items()}


def drills_in(course: ModuleType) -> dict[str, Drill]:
    """The drills of a course by lesson: the DRILL in the module `drill` of each lesson that has one.

    Raises ValueError where two drills are for the same lesson.
    """
    return _by_name((module.DRILL.lesson, module.DRILL) for module in _modules(course, "drill"))


def help_in(course: ModuleType) -> dict[str, Help]:
    """The help with the exercises of a course, by id: the file `help.md` of each lesson that has one.

    Raises ValueError where two lessons help with the same exercise, and where a file cannot be read.
    """
    texts = [files(lesson) / "help.md" for lesson in _lessons(course)]
    return _by_name(named for text in texts if text.is_file() for named in help.read(text.read_text("utf-8")).items())


def pictured_in(course: ModuleType) -> dict[str, tuple[Pictured, ...] | PicturedWalk]:
    """The ways to draw exercises of a course, by id: the PICTURED in the modules `pictured` of its lessons.

    Raises ValueError where two are for the same exercise.
    """
    return _by_name(named for module in _modules(course, "pictured") for named in module.PICTURED.items())


def drawings_in(course: ModuleType) -> dict[str, Drill]:
    """What is drawn by hand in a course, by lesson: the DRAWING in the module `drawing` of each lesson that has one.

    Raises ValueError where two are for the same lesson.
    """
    return _by_name((module.DRAWING.lesson, module.DRAWING) for module in _modules(course, "drawing"))


def guides_in(course: ModuleType) -> dict[str, Guide]:
    """The guided starts of a course, by lesson: the GUIDE in the module `guide` of each lesson that has one.

    Raises ValueError where two are for the same lesson.
    """
    return _by_name((module.GUIDE.lesson, module.GUIDE) for module in _modules(course, "guide"))


def _modules(course: ModuleType, name: str) -> Iterator[ModuleType]:
    for lesson in _lessons(course):
        if importlib.util.find_spec(f"{lesson}.{name}"):
            yield importlib.import_module(f"{lesson}.{name}")


def _lessons(course: ModuleType) -> list[str]:
    """The names of the packages of the lessons, in their order."""
    names = sorted(found.name for found in pkgutil.iter_modules(course.__path__, f"{course.__name__}."))
    return [name for name in names if name.rpartition(".")[2].startswith("lesson_")]


def _by_name(named: Iterator[tuple[str, Asked]]) -> dict[str, Asked]:
    found: dict[str, Asked] = {}
    for name, asked in named:
        if name in found:
            raise ValueError(f"{name!r} is asked twice in this course: give one of them another name.")
        found[name] = asked
    return found
