"""Times as computers and platforms write them, as far as they say without doubt when something was."""

import datetime
import re
import unicodedata

UTC = datetime.UTC
_MONTHS = {
    name: number
    for several in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner feber mär apr mai jun jul aug sept okt nov dez",
    )
    for number, name in enumerate(several.split(), 1)
}  # fmt: skip
_ISO = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?)"
    r"(?: ?(Z|[+-][0-9]{2}:?[0-9]{2}|[A-Z]{1,5}))?"
)
# A day of the week, if any, then the day, and a time with nothing behind it but what belongs to it.
_DAYS = r"(?:\w+\.?,? )?(?:{}),? (?:um |at )?"
_TIME = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: ?(am|pm|uhr))?"
_NUMBER_FIRST = re.compile(_DAYS.format(r"([0-9]{1,2})\.? ([^\W\d]+)\.?,? ([0-9]{4})") + _TIME)
_MONTH_FIRST = re.compile(_DAYS.format(r"([^\W\d]+)\.? ([0-9]{1,2}),? ([0-9]{4})") + _TIME)
_DOTTED = re.compile(_DAYS.format(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})") + _TIME)


def iso_time(text: str, bare: datetime.tzinfo | None, named: datetime.tzinfo | None) -> datetime.datetime | None:
    """A time as computers write it, or None where it does not say when it was.

    bare is the zone of a time without one, named the one whose letters, such as CET, may stand behind it.

    >>> iso_time("2026-11-27 10:00:00.000000 UTC", None, None).isoformat()
    '2026-11-27T10:00:00+00:00'
    >>> iso_time("2026-11-27 10:00", None, None), iso_time("2026-11-31 10:00 UTC", None, None)
    (None, None)
    """
    match = _ISO.fullmatch(text.strip())
    if not match:
        return None
    day, clock, zone = match.groups()
    try:
        if zone and zone[0] in "+-":
            return datetime.datetime.fromisoformat(f"{day}T{clock}{zone}")
        time = datetime.datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return time.replace(tzinfo=UTC)
    if not zone:
        return time.replace(tzinfo=bare) if bare else None
    local = (time.replace(tzinfo=named, fold=fold) for fold in (0, 1))
    return next((one for one in local if one.tzname() == zone), None)


def platform_time(text: str, zone: datetime.tzinfo) -> datetime.datetime | None:
    """A time as Moodle writes it, in English or German, or as computers do, in a zone unless it names its own.

    Where the order of day and month is not certain, as in 3/4/2026, it is None. Of an hour that the end of summer
    time repeats it is the first.

    >>> platform_time("Friday, 27 November 2026, 3:05 PM", UTC).isoformat()
    '2026-11-27T15:05:00+00:00'
    >>> platform_time("Freitag, 27. November 2026, 15:05", UTC) == platform_time("27.11.2026 15:05", UTC)
    True
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if time := iso_time(text, zone, zone):
        return time
    text = text.casefold()
    if (match := _DOTTED.fullmatch(text)) or (match := _NUMBER_FIRST.fullmatch(text)):
        day, month, year, *clock = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year, *clock = match.groups()
    else:
        return None
    hour, minute, second, half = clock
    hours = int(hour)
    if half in ("am", "pm"):
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + 12 * (half == "pm")
    try:
        number = _MONTHS[month] if month.isalpha() else int(month)
        return datetime.datetime(int(year), number, int(day), hours, int(minute), int(second or 0), tzinfo=zone)
    except (KeyError, ValueError):
        return None
