"""A guided start: small tasks for a hand in a picture, each about one part of it. They are never graded.

The page judges a task, from what is seen of the picture: `isMet` in gradcalc/cards/guide_goal.js.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# What a goal can speak of: the test point, the direction and the camera's height in degrees, the slope along u, the
# length of the gradient, the slope as a share of it, and the function's name.
QUANTITIES = ("x", "y", "angle", "elevation", "slope", "steepness", "share", "function")
# What of a picture can come with a later task. Everything else is there from the first on.
PARTS = ("gradient", "direction", "numbers", "hill", "field", "choosers", "tools")

Goal = Mapping[str, tuple[float, float] | str]


@dataclass(frozen=True)
class Task:
    """What a hand is to do with a picture.

    about names the part of the picture, say tells what to do, and seen, in one sentence, what has been seen then.
    goal holds limits (low, high) for some of QUANTITIES, or the name of the function: the task is done where all of
    them hold. brings are those of PARTS that the picture has from this task on.

    Raises ValueError for an unknown quantity or part, and for limits that no number lies between.

    >>> Task("the dot", "Go to the right half.", {"x": (0.5, 2)}, "You stand on the right.").about
    'the dot'
    """

    about: str
    say: str
    goal: Goal
    seen: str
    brings: tuple[str, ...] = ()

    def __post_init__(self):
        if not self.goal:
            raise ValueError("goal must hold at least one limit: a task without one would be done at once.")
        for name, wanted in self.goal.items():
            if name not in QUANTITIES:
                raise ValueError(f"goal knows {', '.join(QUANTITIES)}, got {name!r}.")
            if isinstance(wanted, str) != (name == "function"):
                raise ValueError(f"goal takes a name for function, else limits (low, high), got {name}={wanted!r}.")
            if not isinstance(wanted, str) and not wanted[0] <= wanted[1]:
                raise ValueError(f"goal needs limits with low <= high, got {name}={wanted!r}.")
        if unknown := [part for part in self.brings if part not in PARTS]:
            raise ValueError(f"brings names some of {', '.join(PARTS)}, got {unknown[0]!r}.")


@dataclass(frozen=True)
class Guide:
    """The tasks of a lesson's guided start, in their order. end is said when no task is left."""

    lesson: str
    tasks: tuple[Task, ...]
    end: str
