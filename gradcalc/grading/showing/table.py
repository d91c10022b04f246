"""The table of points, points.csv: a row for each student, which a spreadsheet opens as it is meant."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence

from gradcalc.grading.keeping.left_out import BOM, NOTHING_THERE, Everybody, harmless
from gradcalc.grading.keeping.standings import Standing
from gradcalc.grading.showing import late, sums
from gradcalc.grading.showing.pages import number

OF_A_LESSON = ("automatic", "by hand", "extra", "late", "total", "not read")


def points_csv(found: Sequence[Standing], everybody: Everybody, *, excel: bool = False) -> str:
    """A row for each student, and for everybody who was named and not graded, with the reason as a remark.

    Points by hand stay empty while one of them waits for a person; "not read" counts these. With excel, semicolons
    separate, and numbers have a comma, as where Excel expects both.
    """
    lessons = sorted({standing.lesson for standing in found})
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if excel else ",")

    def plain(value: float | str) -> str:
        return value if isinstance(value, str) else number(value).replace(".", "," if excel else ".")

    columns = [f"{lesson} {kind}" for lesson in lessons for kind in OF_A_LESSON]
    writer.writerow(["student", "name", *columns, "total", "not read", "remark"])
    graded: dict[str, dict[str, Standing]] = defaultdict(dict)
    for standing in found:
        graded[standing.student][standing.lesson] = standing
    remarks = everybody.remarks()
    for student in sorted({*graded, *remarks, *everybody.roster.people}):
        by_lesson = graded.get(student, {})
        cells = []
        for lesson in lessons:
            of = by_lesson.get(lesson)
            if of is None:
                cells += [""] * len(OF_A_LESSON)
                continue
            by_hand = "" if of.waits else plain(of.given - of.extra)
            values = (of.automatic, by_hand, of.extra, late.cell(of), of.total, of.waits)
            cells += map(plain, values)
        both = ["", ""]
        if by_lesson:
            both = [plain(sum(s.total for s in by_lesson.values())), str(sum(s.waits for s in by_lesson.values()))]
        said = [f"lesson {s.lesson}: {sums.total(s, word=False)}." for s in by_lesson.values() if s.waits]
        said += [f"lesson {s.lesson}: whether it was late is not known." for s in by_lesson.values()
                 if s.rule and not s.late]  # fmt: skip
        said += [remarks.get(student, "" if by_lesson else NOTHING_THERE)]
        name = harmless(everybody.roster.name_of(student))
        writer.writerow([harmless(student), name, *cells, *both, harmless(" ".join(filter(None, said)))])
    return BOM + out.getvalue()
