"""The points that checks have given in this kernel."""

_POINTS: dict[str, tuple[int, int]] = {}


def record(exercise_id: str, points: int, out_of: int) -> None:
    """Note what the latest check of an exercise gave."""
    _POINTS[exercise_id] = (points, out_of)
