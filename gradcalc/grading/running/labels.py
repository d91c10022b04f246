"""How the cells of a lesson are labelled for grading: nbgrader's names, and the tag of those that only explore."""

EXPLORE = "explore"


def cell_name(exercise: str, kind: str) -> str:
    """nbgrader's name for a cell of an exercise; kind is "answer", "check" or "reason".

    >>> cell_name("03.unit", "check")
    '03-unit-check'
    """
    return f"{exercise.replace('.', '-')}-{kind}"
