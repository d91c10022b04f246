"""Somebody's vectors beside the true ones, in words and in a table."""

from collections.abc import Callable

import numpy as np

from gradcalc.maths.vectors import angle_between
from gradcalc.readings.compared import SEEN, Compared, Spread
from gradcalc.readings.point import number
from gradcalc.readings.writing import component, pair, place, short

NOISE = 1e-12  # of the greatest slope: rounding alone


def percent(share: float) -> str:
    """A share in words.

    >>> percent(0), percent(1e-9), percent(0.0123), percent(0.5), percent(31)
    ('0 %', 'under 0.1 %', '1.2 %', '50 %', '3100 %')
    """
    if 0 < share < SEEN:
        return "under 0.1 %"
    text = (
        f"{100 * share:.1f}" if 0 < share < 0.0995 else f"{100 * share:.0f}" if share < 100 else f"{100 * share:.3g}"
    )
    return f"{text} %"


def compared_words(reading: Compared) -> str:
    """What both give at the point, and how far apart they are."""
    fields, yours = reading.over.fields, reading.yours.vector
    at, mine = fields.where(reading.x, reading.y), f"our {fields.noun}"
    if reading.true is None:
        found = reading.yours.complaint if yours is None else f"gives {_vector(yours)}"
        return f"{reading.remark or f'{at} there is no true {fields.noun}.'} Y{mine} {found} there."
    if yours is None:
        return f"{at} y{mine} {reading.yours.complaint}. The true one is {_vector(reading.true)}."
    if not reading.apart:
        return f"{at} y{mine} and the true one are {_vector(reading.true)}, both."
    share = percent(reading.apart / reading.over.unit)
    return (
        f"{at} y{mine} is {_vector(yours)}; the true one is {_vector(reading.true)}. "
        f"They are {short(reading.apart)} apart: {share} {reading.over.measure}."
    )


def spread_words(over: Spread) -> str:
    """What the colours over the window say."""
    known, failed = over.shares[np.isfinite(over.shares)], int(over.failed.sum())
    of = f"of the {int(np.isfinite(over.magnitude).sum())} points looked at"
    failing = f" Yours gives no arrow at {failed} {of}." if failed else ""
    if not known.size:
        return failing.strip() or f"There is no true {over.fields.noun} anywhere in the window."
    greatest = float(known.max())
    if greatest < SEEN:
        where = "Wherever yours gives an arrow" if failed else "All over the window"
        return f"{where} the two are less than 0.1 % {over.measure}, apart.{failing}"
    x, y = over.worst or (np.nan, np.nan)
    most = f"They differ most near {place(x, y, *over.fields.window)}, by {percent(greatest)} {over.measure}."
    part = float((known < SEEN).mean())
    same = f" At {percent(part)} of the points no difference can be seen." if part else ""
    return f"{most}{same}{failing}"


def map_words(reading: Compared) -> str:
    """The map in words: where the point is, and what the colours say."""
    fields = reading.over.fields
    point = f"The tip of {fields.foot.name}" if fields.foot else "The point"
    return f"{point} is at {place(reading.x, reading.y, *fields.window)}. {spread_words(reading.over)}"


def compared_rows(reading: Compared) -> list[tuple[str, str, str, str]]:
    """The table: name, yours, true, and how far apart."""
    yours, true = reading.yours.vector, reading.true

    def row(name: str, measure: Callable[[np.ndarray], float]) -> tuple[str, str, str, str]:
        one, other = (np.nan if vector is None else float(measure(vector)) for vector in (yours, true))
        mine, exact = (
            "none" if np.isnan(value) else number(value, NOISE * reading.over.unit) for value in (one, other)
        )
        return name, mine, exact, "" if np.isnan(one - other) else f"{abs(one - other):.1e}"

    return [
        row(reading.over.fields.parts[0], lambda vector: vector[0]),
        row(reading.over.fields.parts[1], lambda vector: vector[1]),
        row("length", lambda vector: float(np.hypot(*vector))),
        ("direction", _angle(yours), _angle(true), _turn(yours, true)),
    ]


def _vector(vector: np.ndarray) -> str:
    length = float(np.hypot(*vector))
    return f"{pair(vector, length)}, length {component(length, length)}"


def _angle(vector: np.ndarray | None) -> str:
    if vector is None or not vector.any():
        return "none"
    degrees = round(float(np.degrees(np.arctan2(vector[1], vector[0]))) % 360, 1)
    return f"{degrees % 360:.1f}°"


def _turn(one: np.ndarray | None, other: np.ndarray | None) -> str:
    """The angle between two vectors, where both have a direction."""
    if one is None or other is None or not one.any() or not other.any():
        return ""
    return f"{np.degrees(angle_between(one, other)):.1f}°"
