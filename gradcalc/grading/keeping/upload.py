"""One upload as a whole: what is known of people before it, what is said of it, and what is remembered after it."""

import pathlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gradcalc.grading.collecting.handed_in import Found
from gradcalc.grading.collecting.people import People
from gradcalc.grading.collecting.taking import with_new
from gradcalc.grading.keeping.kept import Kept
from gradcalc.grading.keeping.left_out import as_table, failures, joined, keep, rows_in, rows_of, write_anew
from gradcalc.grading.keeping.taken import keep_words, words_in
from gradcalc.grading.making.unusable import Unusable, unwritable
from gradcalc.grading.people.roster import ROSTER, open_to_others, roster_in
from gradcalc.grading.people.seen import SEEN, as_text, seen_in

if TYPE_CHECKING:
    from gradcalc.grading.making.course import Course

LEFT_OUT = "report/left_out.csv"
MOST_SAID = 20


def people_of(folder: pathlib.Path) -> People:
    """What a course folder knows of people. Raises click.ClickException for a roster that cannot be read."""
    results = folder / "results"
    return People(roster_in(folder), seen_in(results), Kept(results).has, words_in(results))


@dataclass(frozen=True)
class Upload:
    """What was handed in, and for which lesson, if one was asked for."""

    path: pathlib.Path
    lesson: str | None
    people: People

    def named(self, found: Found, course: "Course") -> list[str]:
        """What is said of it: the first few, those that a line of students.csv settles before the others."""
        first = sorted(found.complaints, key=lambda sentence: ROSTER not in sentence)
        more = len(first) - MOST_SAID
        said = first[:MOST_SAID] + [f"{more} more of this kind stand in {LEFT_OUT}."] * (more > 0)
        said += found.notes
        if open_to_others(course.root):
            said.append(f"{ROSTER} can be read by others than you: chmod 600 {ROSTER}")
        return said

    def remember(self, found: Found, course: "Course", failed: Iterable[tuple[str, str, str]]) -> int:
        """Write down who was not graded, and all names. Returns how many wait. Raises Unusable."""
        failed = list(failed)
        upload = str(self.path.resolve())
        now = rows_of(found.left_out, upload, self.lesson)
        graded = {(one.student, one.lesson) for one in found.notebooks} - {(who, of) for who, of, _ in failed}
        rows = joined(
            rows_in(course.results), now + failures(failed, upload, self.lesson), graded, (upload, self.lesson or "")
        )
        try:
            keep(course.results, rows)
            keep_words(course.results, with_new(self.people.taken, found.words))
            write_anew(course.results / SEEN, as_text(self.people.seen.add(found.called)))
            write_anew(course.root / LEFT_OUT, as_table(rows))
        except OSError as error:
            raise Unusable(unwritable(course.results, error)) from None
        return sum(row.waits for row in now)
