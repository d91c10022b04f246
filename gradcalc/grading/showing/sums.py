"""Sums of points in words: what is not final says so, and extra points read as such."""

from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.showing.pages import number, points


def waiting(unread: int, again: int) -> str:
    """What still waits for a person, or nothing.

    >>> waiting(2, 0), waiting(1, 1)
    ('2 not read yet', '1 not read yet, 1 to be looked at again')
    """
    parts = [f"{unread} not read yet"] * bool(unread) + [f"{again} to be looked at again"] * bool(again)
    return ", ".join(parts)


def bounded(text: str, unread: int, again: int) -> str:
    """A sum, with what more reading can do to it: what is not read yet only adds, a second look may take away.

    >>> bounded("12", 2, 0), bounded("12", 2, 1), bounded("12", 0, 0)
    ('at least 12', '12 so far', '12')
    """
    if again:
        return f"{text} so far"
    return f"at least {text}" if unread else text


def of_most(value: float, most: float, *, extra: float | None = None, word: bool = True) -> str:
    """Points of the most that there are; what is above, or as many as are said to be extra, apart.

    >>> of_most(1, 2), of_most(4, 2), of_most(16, 14, extra=4)
    ('1 of 2 points', '2 of 2 points and 2 extra points', '12 of 14 points and 4 extra points')
    """
    extra = max(0, value - most) if extra is None else extra
    text = f"{number(value - extra)} of {points(most) if word else number(most)}"
    if extra > 0:
        return f"{text} and {number(extra)} extra {'point' if extra == 1 else 'points'}"
    return f"{text} less {points(-extra)} by hand" if extra < 0 else text


def total(standing: Standing, *, word: bool = True) -> str:
    """All points that a student earned in a lesson, such as `at least 12 of 14 points, 2 not read yet`."""
    most = of_most(standing.earned, standing.out_of, extra=standing.extra, word=word)
    parts = [bounded(most, standing.unread, standing.again)]
    if standing.extra:
        parts.append(f"{number(standing.earned)} in all")
    if standing.waits:
        parts.append(waiting(standing.unread, standing.again))
    return ", ".join(parts)


def after_late(standing: Standing) -> str:
    """What is left of it where points are taken off for being late, or nothing."""
    if not standing.late or not standing.late.points:
        return ""
    left = f"{number(standing.total)} of {points(standing.out_of)}"
    return bounded(left, standing.unread, standing.again)
