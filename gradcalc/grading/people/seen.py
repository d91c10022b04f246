"""What has been seen of names in a course so far, so that a second person of one name is noticed at any time."""

import json
import pathlib
from collections.abc import Iterable

from gradcalc.grading.people.called import Called
from gradcalc.grading.people.spelling import look

SEEN, ALL = "names.json", "all"  # in the folder of the results


class Seen:
    """Spellings and a platform's numbers by the look of a name; numbers by lesson, ALL where they hold for all.

    shared has how many of one name were in an upload together.

    Where the lesson is "", nobody knows it, and the numbers are good for one upload alone.
    """

    def __init__(self) -> None:
        self.spelled: dict[str, set[str]] = {}
        self.numbers: dict[str, dict[str, set[str]]] = {}
        self.shared: dict[str, int] = {}

    def add(self, several: Iterable[Called]) -> "Seen":
        """What is known with these names as well; this one stays as it is."""
        both = Seen()
        both.spelled = {key: set(found) for key, found in self.spelled.items()}
        both.numbers = {key: {of: set(found) for of, found in by.items()} for key, by in self.numbers.items()}
        here: dict[tuple[str, str], set[str]] = {}
        for one in several:
            if one.number:
                here.setdefault((look(one.name), one.lesson), set()).add(one.number)
            both.spelled.setdefault(look(one.name), set()).add(one.name)
            if one.number:
                both.numbers.setdefault(look(one.name), {}).setdefault(one.lesson, set()).add(one.number)
        both.shared = dict(self.shared)
        for (name, _), found in here.items():
            both.shared[name] = max(both.shared.get(name, 1), len(found))
        return both

    def together(self, name: str) -> int:
        """How many of this name were in one upload."""
        return self.shared.get(look(name), 1)

    def spellings(self, name: str) -> list[str]:
        """All spellings of what looks like this name."""
        return sorted(self.spelled.get(look(name), ()))

    def numbers_of(self, name: str) -> list[str]:
        """The numbers that this name has in the lesson in which it has most."""
        return sorted(max(self.numbers.get(look(name), {}).values(), key=len, default=()))


def seen_in(results: pathlib.Path) -> Seen:
    """What was written down; nothing where there is no such file, or none that can be read."""
    try:
        plain = json.loads((results / SEEN).read_text("utf-8"))
        names = [Called(str(name)) for name in plain["names"]]
        numbered = [Called(str(name), str(number), "", str(lesson)) for name, lesson, number in plain["numbers"]]
        shared = {str(name): int(number) for name, number in plain["shared"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Seen()
    seen = Seen().add(numbered)
    seen.spelled, seen.shared = {}, shared  # under a number stands the look of a name
    return seen.add(names)


def as_text(seen: Seen) -> str:
    """What `seen_in` reads."""
    names = sorted(name for found in seen.spelled.values() for name in found)
    of_all = ((name, lesson, found) for name, by in seen.numbers.items() for lesson, found in by.items() if lesson)
    numbers = [(name, lesson, number) for name, lesson, found in sorted(of_all) for number in sorted(found)]
    several = {name: number for name, number in sorted(seen.shared.items()) if number > 1}
    return json.dumps({"names": names, "numbers": numbers, "shared": several})
