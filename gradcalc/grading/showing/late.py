"""Late work in words: how late something is, and what that takes off, apart from what was earned."""

import datetime
from collections.abc import Sequence

from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.making.late import Rule
from gradcalc.grading.showing.pages import points

NOT_KNOWN = "not known"


def when(time: datetime.datetime, rule: Rule) -> str:
    """A time in the zone of a rule, such as `1 December 2026, 12:00 CET`."""
    local = time.astimezone(rule.due.tzinfo)
    return f"{local.day} {local:%B %Y, %H:%M} {local.tzname()}"


def how_long(by: datetime.timedelta) -> str:
    """A time in its two largest units, in whole minutes.

    >>> how_long(datetime.timedelta(days=1, hours=2, minutes=5)), how_long(datetime.timedelta(seconds=3))
    ('1 day and 2 hours', '1 minute')
    """
    minutes = -(-by // datetime.timedelta(minutes=1))
    amounts = ((minutes // 1440, "day"), (minutes // 60 % 24, "hour"), (minutes % 60, "minute"))
    parts = [f"{amount} {unit}{'s' * (amount != 1)}" for amount, unit in amounts if amount]
    return " and ".join(parts[:2])


def sentence(standing: Standing) -> str:
    """What is said to a student whose work is late, or of whom nobody knows; nothing to all others."""
    rule, late = standing.rule, standing.late
    if not rule:
        return ""
    begin = f"It was due on {when(rule.due, rule)}"
    if not late or not standing.handed_in:
        return f"{begin}. When it was handed in is {NOT_KNOWN}, so no points are taken off for being late."
    if not late.by:
        return ""
    begin += f", and handed in on {when(standing.handed_in, rule)}: {how_long(late.by)} late"
    if not late.days:
        return f"{begin}, which is within the time of grace. No points are taken off."
    begun = "1 day has begun" if late.days == 1 else f"{late.days} days have begun"
    return f"{begin}, {begun}. {points(late.points) if late.points else 'No points'} off for being late."


def of_class(found: Sequence[Standing]) -> str:
    """One line about a lesson, for the lecturer; nothing where there is no rule."""
    if not any(standing.rule for standing in found):
        return ""
    off = [standing.late.points for standing in found if standing.late and standing.late.by]
    text = f"{len(off)} of {len(found)} handed in late, {points(sum(off)) if sum(off) else 'no points'} off"
    if unknown := sum(standing.late is None for standing in found):
        text += f"; of {unknown} it is {NOT_KNOWN} when"
    return f"{text}."


def cell(standing: Standing) -> str | float:
    """What stands in the table of points: what is taken off, as a number below 0."""
    if not standing.rule:
        return ""
    return NOT_KNOWN if standing.late is None else -standing.late.points
