"""When lessons are due, and what a late one loses: the rules in the settings, and what they say of one time."""

import datetime
import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gradcalc.grading.people.times import platform_time
from gradcalc.lessons.notebooks import names

SECTION = "c.Late"
SETTINGS = ("zone", "due", "grace", "a_day", "most")
DAY = datetime.timedelta(days=1)
_UNITS = {"minute": DAY / 1440, "hour": DAY / 24, "day": DAY}


@dataclass(frozen=True)
class Amount:
    """Points, or a share of the most points of a lesson."""

    points: float = 0.0
    share: float = 0.0

    def of(self, out_of: float) -> float:
        """In points, of the most that there are."""
        return self.points + self.share * out_of


@dataclass(frozen=True)
class Rule:
    """When a lesson is due, with a time zone, and what each day that has begun since then takes off.

    Within grace nothing is taken off; after it all days count. most is the most that is taken off.
    """

    due: datetime.datetime
    grace: datetime.timedelta = datetime.timedelta()
    a_day: Amount = Amount()
    most: Amount | None = None


@dataclass(frozen=True)
class Lateness:
    """What a rule says of one submission: by how much it is late, the days begun, and the points off."""

    by: datetime.timedelta
    days: int
    points: float


@dataclass(frozen=True)
class Late:
    """The rules of a course, by lesson, and the zone of times that name none."""

    zone: zoneinfo.ZoneInfo | None = None
    rules: Mapping[str, Rule] = field(default_factory=dict)


def lateness(rule: Rule, handed_in: datetime.datetime, out_of: float, earned: float) -> Lateness:
    """How late something is, and what that takes off, never more than was earned.

    A day is as long as on the clock of the time zone, so that one with 25 hours is one day.
    """
    by = handed_in.astimezone(datetime.UTC) - rule.due.astimezone(datetime.UTC)
    if by <= datetime.timedelta():
        return Lateness(datetime.timedelta(), 0, 0.0)
    if by <= rule.grace:
        return Lateness(by, 0, 0.0)
    days = max(1, by // DAY - 1)
    while rule.due + days * DAY < handed_in.astimezone(rule.due.tzinfo):
        days += 1
    off = rule.a_day.of(out_of) * days
    if rule.most:
        off = min(off, rule.most.of(out_of))
    return Lateness(by, days, round(min(off, max(0.0, earned)), 2))


def late_rules(config: Mapping[str, Any]) -> Late:
    """The rules in nbgrader's settings. Raises ValueError with a sentence.

    >>> settings = {"zone": "Europe/Berlin", "due": {"03": "2026-12-01 12:00"}, "a_day": "10 %", "grace": "2 hours"}
    >>> late_rules({"Late": settings}).rules["03"].a_day
    Amount(points=0.0, share=0.1)
    """
    section = config.get("Late", {})
    if unknown := sorted(set(section) - set(SETTINGS)):
        raise ValueError(f"{SECTION}.{unknown[0]} is not known: there are {', '.join(SETTINGS)}.")
    zone, due = _zone(section.get("zone")), section.get("due", {})
    if not isinstance(due, Mapping):
        raise ValueError(f'{SECTION}.due has to be a time for each lesson, as in {{"03": "2026-12-01 12:00"}}.')
    rules = {}
    for lesson, time in due.items():
        _known(lesson, "due")
        rules[lesson] = Rule(
            _due(time, zone, lesson),
            _of(section, "grace", lesson, _duration) or datetime.timedelta(),
            _of(section, "a_day", lesson, _amount) or Amount(),
            _of(section, "most", lesson, _amount),
        )
    if rules and _counts_elsewhere(config):
        raise ValueError(f"both {SECTION} and nbgrader's own late penalty are set: take one of them out, so that "
                         "nobody loses points twice.")  # fmt: skip
    return Late(zone, rules)


def _counts_elsewhere(config: Mapping[str, Any]) -> bool:
    """Whether nbgrader's own penalty is switched on."""
    method = config.get("LateSubmissionPlugin", {}).get("penalty_method", "none")
    return method != "none" or "plugin_class" in config.get("AssignLatePenalties", {})


def _zone(name: object) -> zoneinfo.ZoneInfo | None:
    if name is None:
        return None
    try:
        return zoneinfo.ZoneInfo(str(name))
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        raise ValueError(f"{SECTION}.zone: there is no time zone {name!r} here. One is \"Europe/Berlin\"; where "
                         "none is found, pip install tzdata.") from None  # fmt: skip


def _due(text: object, zone: zoneinfo.ZoneInfo | None, lesson: str) -> datetime.datetime:
    where = f'{SECTION}.due["{lesson}"]'
    if not zone:
        raise ValueError(f'{SECTION}.zone is missing: it says in which time zone it is due, as in "Europe/Berlin".')
    time = platform_time(str(text), zone)
    if not time:
        raise ValueError(f'{where} is no time that can be: expected one such as "2026-12-01 12:00", got {text!r}.')
    time = time.astimezone(zone) if time.tzinfo is not zone else time.replace(fold=1)  # the later of two of one name
    if time.astimezone(datetime.UTC).astimezone(zone).replace(tzinfo=None) != time.replace(tzinfo=None):
        raise ValueError(f"{where}: {text!r} is skipped by the clocks of {zone.key}. Take the hour before or after.")
    return time


def _of(section: Mapping[str, Any], name: str, lesson: str, read: Any) -> Any:
    """A setting for a lesson: one for all, or one for each that has it."""
    value = section.get(name)
    if isinstance(value, Mapping):
        for other in value:
            _known(other, name)
        value = value.get(lesson)
    return None if value is None else read(value, f"{SECTION}.{name}")


def _known(lesson: object, name: str) -> None:
    if lesson not in names():
        raise ValueError(f'{SECTION}.{name}: there is no lesson {lesson!r}. One is "03".')


def _amount(value: object, where: str) -> Amount:
    match = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?(%|points?|)", str(value).strip())
    if not match or isinstance(value, bool):
        raise ValueError(f'{where} has to be points or a share of the most points, as "2 points" or "10 %", '
                         f"got {value!r}.")  # fmt: skip
    return Amount(share=float(match[1]) / 100) if match[2] == "%" else Amount(points=float(match[1]))


def _duration(value: object, where: str) -> datetime.timedelta:
    match = re.fullmatch(r"([0-9]+) ?(minute|hour|day)s?", str(value).strip())
    if not match:
        raise ValueError(f'{where} has to be minutes, hours or days, as in "30 minutes", got {value!r}.')
    return int(match[1]) * _UNITS[match[2]]
