"""What a lecturer has released: exercises whose solution is told without a right answer.

It stands in a text file beside the notebook, a lesson or an exercise a line, which the lecturer hands out.
"""

import pathlib

from gradcalc.lessons.exercises import EXERCISES

NAME = "gradcalc_released.txt"

UNKNOWN = "{file}: {lines} no lesson and no exercise. Write 03 or 03.best_share, each on a line of its own."


def is_released(exercise_id: str) -> bool:
    """Whether the file beside the notebook names an exercise or its lesson.

    >>> is_released("03.best_share")
    False
    """
    return not {exercise_id, exercise_id[:2]}.isdisjoint(_names())


def trouble() -> str:
    """What in the file means nothing, in words for whoever wrote it; empty where all is well.

    >>> trouble()
    ''
    """
    known = {exercise_id[:2] for exercise_id in EXERCISES} | set(EXERCISES)
    unknown = [repr(name) for name in _names() if name not in known]
    lines = f"{' and '.join(unknown)} {'is' if len(unknown) == 1 else 'are'}"
    return UNKNOWN.format(file=NAME, lines=lines) if unknown else ""


def _names() -> list[str]:
    try:
        lines = pathlib.Path(NAME).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError:
        return []
    return [line.strip() for line in lines if line.strip()]
