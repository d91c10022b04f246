"""What grading a notebook gives, as plain data that travels as JSON and is kept beside the gradebook."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, TypeVar, get_args, get_origin

from gradcalc.questions.judging import Mark

UNSAFE = "Graded without a sandbox: the notebook could have changed its own points."


@dataclass(frozen=True)
class StratumResult:
    """One kind of case of one answer: what it was worth, what it earned, and why.

    call and reply say in words which call shows the mistake and what came back; they and hint are empty
    where there is nothing to say. None of them holds a right answer.
    """

    answer: str
    stratum: str
    points: int
    mark: Mark
    call: str = ""
    reply: str = ""
    hint: str = ""

    @property
    def earned(self) -> int:
        """The points of the stratum if it is right, else 0."""
        return self.points if self.mark == "right" else 0


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise: its kinds of case, and a sentence where something kept it from being tried as it is.

    reason is what was found as a reason in words, for a person to read, and reason_in says in what kind of place it
    stands; both are empty where nothing was found, or nothing is asked.
    """

    exercise: str
    strata: tuple[StratumResult, ...]
    trouble: str = ""
    reason: str = ""
    reason_in: str = ""

    @property
    def earned(self) -> int:
        """The points given automatically."""
        return sum(stratum.earned for stratum in self.strata)

    @property
    def points(self) -> int:
        """The most that can be earned automatically."""
        return sum(stratum.points for stratum in self.strata)


@dataclass(frozen=True)
class NotebookResult:
    """One notebook: every exercise of its lesson, whatever was found, and a sentence where it could not be read.

    unsafe says that it ran without a sandbox, missing names the packages that it asks for and the grader lacks.

    >>> result = NotebookResult("03", (ExerciseResult("03.unit", (StratumResult("unit", "any", 2, "right"),)),))
    >>> result.earned
    2
    >>> NotebookResult.from_json(result.to_json()) == result
    True
    """

    lesson: str
    exercises: tuple[ExerciseResult, ...]
    trouble: str = ""
    unsafe: bool = False
    missing: str = ""

    @property
    def earned(self) -> int:
        """The points given automatically."""
        return sum(exercise.earned for exercise in self.exercises)

    def to_json(self) -> str:
        """The result as a text that `from_json` reads."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "NotebookResult":
        """The result in a text written by `to_json`. Raises ValueError for any other text."""
        try:
            data = json.loads(text)
            exercises = []
            for exercise in _list(data["exercises"]):
                strata = tuple(_made(StratumResult, stratum) for stratum in _list(exercise["strata"]))
                exercises.append(_made(ExerciseResult, exercise, strata=strata))
            return _made(cls, data, exercises=tuple(exercises))
        except (TypeError, KeyError, RecursionError) as error:
            raise ValueError(f"this is no result of grading: {error}") from None


_Result = TypeVar("_Result", StratumResult, ExerciseResult, NotebookResult)


def _made(kind: type[_Result], data: dict, **parts: tuple) -> _Result:
    """A result with these fields, of the types that they are to have. Raises TypeError."""
    made = kind(**(data | parts))
    for name, only, values in _FIELDS[kind]:
        value = getattr(made, name)
        if type(value) is not only or (values and value not in values):
            raise TypeError(f"{name} is something else")
    return made


def _fields(kind: Any) -> list[tuple[str, type, tuple]]:
    """The name of each field, its type, and where it has only some values, those."""
    found = []
    for field in fields(kind):
        is_literal = get_origin(field.type) is Literal
        only: Any = str if is_literal else get_origin(field.type) or field.type
        found.append((field.name, only, get_args(field.type) if is_literal else ()))
    return found


_FIELDS = {kind: _fields(kind) for kind in (StratumResult, ExerciseResult, NotebookResult)}


def _list(value: object) -> list:
    if type(value) is not list:
        raise TypeError("this is no list")
    return value
