"""How fast a class is graded, beside stock nbgrader on the same machine with as many processes.

    .venv/bin/python benchmarks/grading.py [--quick] [--stock 200]

Needs the extra `bench` and bubblewrap. --quick takes two minutes and is a look, no measurement.

The class has handed in lesson 03: solved, half solved, with known mistakes, and unanswered. Stock nbgrader
grades --stock of them (all 200 take about six minutes) in two courses, so that two `nbgrader autograde` run
side by side and never wait for one gradebook. Ours is `gradcalc grade --workers 2`, sandbox on. Both commands are
timed as a whole, from their start to their end, with everything that they write; the gradebooks are there before.

Then ours alone, for classes of growing size, each with a gradebook of its own. A command takes a few seconds to
start, so a submission costs less in a large class; what should not grow is the cost of one submission more, from
each size to the next, and the memory of the command.

Prints tables, writes grading.txt into benchmarks/results, and exits with 1 if a target is missed.
"""

import argparse
import itertools
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time
from collections import Counter

from grading_class import LESSON, ROOT, read_stock_points, stock_course, surroundings, write_class
from tabulate import tabulate

from gradcalc.grading.keeping.kept import Kept

RESULTS = pathlib.Path(__file__).parent / "results"
PROCESSES = 2
FASTER, FLAT = 30, 1.15  # times faster than stock; cost or memory of a larger class to that of a smaller one

# The command `gradcalc`, which says at its end how many megabytes it took: itself, without its processes.
GRADCALC = """
import atexit, resource
atexit.register(lambda: print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
from gradcalc.app.cli import main
main(prog_name="gradcalc")
"""


def ours(submitted: pathlib.Path, course: pathlib.Path) -> dict:
    """Grade everything in a folder with gradcalc, in a course of its own; with seconds and memory."""
    course.mkdir()
    (course / "nbgrader_config.py").write_bytes((ROOT / "course" / "nbgrader_config.py").read_bytes())
    students = sorted(submitted.iterdir())
    command = [sys.executable, "-c", GRADCALC, "grade", str(submitted), "--course", str(course)]
    command += ["--workers", str(PROCESSES)]
    one = [*command, "--student", students[0].name]
    subprocess.run(one, check=True, stdout=subprocess.PIPE, env=surroundings(course))
    (course / "results" / LESSON[:2] / f"{students[0].name}.json").unlink()  # with the others it is graded again
    started = time.perf_counter()
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=surroundings(course)).stdout
    seconds = time.perf_counter() - started
    points = {student: result.earned for student, _, result in Kept(course / "results").all()}
    assert len(points) == len(students)
    return {"count": len(students), "seconds": seconds, "mb": float(said.rpartition("peak")[2]), "points": points}


def larger(submitted: pathlib.Path, folder: pathlib.Path, count: int) -> pathlib.Path:
    """A class of any size, made of the submissions in a folder over and over."""
    students = sorted(submitted.iterdir())
    for number in range(count):
        path = folder / f"student-{number:04}" / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        os.link(students[number % len(students)] / LESSON / path.name, path)
    return folder


def stock(folder: pathlib.Path, root: pathlib.Path, count: int) -> dict:
    """Grade the first submissions with nbgrader as it comes, in two processes."""
    students = sorted(folder.iterdir())[:count]
    courses = [stock_course(root / f"course-{i}", students[i::PROCESSES]) for i in range(PROCESSES)]
    started = time.perf_counter()
    running = []
    for course in courses:
        command = [sys.executable, "-m", "nbgrader", "autograde", LESSON]
        with (course / "nbgrader.log").open("wb") as log:
            running.append(subprocess.Popen(command, cwd=course, env=surroundings(course), stdout=log, stderr=log))
    codes = [process.wait() for process in running]
    seconds = time.perf_counter() - started
    if any(codes):
        raise SystemExit(f"nbgrader autograde failed:\n{(courses[0] / 'nbgrader.log').read_text()[-3000:]}")
    points = {}
    for course in courses:
        points |= read_stock_points(course)
    return {"count": len(students), "seconds": seconds, "points": points}


def side_by_side(theirs: dict, mine: dict) -> tuple[str, float]:
    """The table of both graders, and how many times faster ours is."""
    each = [found["seconds"] / found["count"] for found in (theirs, mine)]
    rows = [
        (
            name,
            found["count"],
            f"{found['seconds']:.1f}",
            f"{1000 * cost:.0f}",
            f"{60 / cost:.0f}",
            f"{each[0] / cost:.1f}",
        )
        for name, found, cost in zip(
            ("nbgrader autograde", "gradcalc, sandbox on"), (theirs, mine), each, strict=True
        )
    ]
    heads = ["grader, two processes", "submissions", "seconds", "ms each", "a minute", "times stock"]
    return tabulate(rows, heads, colalign=("left", *["right"] * 5)), each[0] / each[1]


def growing(found: list[dict]) -> tuple[str, float, float]:
    """The table of growing classes; by how much one more has come to cost more, and memory to grow, at most."""
    more = [(b["seconds"] - a["seconds"]) / (b["count"] - a["count"]) for a, b in itertools.pairwise(found)]
    rows = [
        (
            run["count"],
            f"{run['seconds']:.1f}",
            f"{1000 * run['seconds'] / run['count']:.1f}",
            f"{1000 * cost:.1f}" if cost else "",
            f"{run['mb']:.0f}",
        )
        for run, cost in zip(found, [0, *more], strict=True)
    ]
    heads = ["class of", "seconds", "ms each", "ms for one more", "peak memory (MB)"]
    memory = [run["mb"] for run in found]
    growth = (max(later / before for before, later in itertools.combinations(costs, 2)) for costs in (more, memory))
    return tabulate(rows, heads, colalign=["right"] * 5), *growth


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few submissions: a look, not a measurement")
    parser.add_argument("--stock", type=int, metavar="N", help="how many submissions stock nbgrader grades (200)")
    arguments = parser.parse_args()
    count = 24 if arguments.quick else 200
    sizes = (24, 48, 96) if arguments.quick else (100, 500, 2000)
    sample = min(count, arguments.stock or (6 if arguments.quick else count))
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        folder = write_class(root / "submitted", count)
        print(f"stock nbgrader grades {sample} of {count} submissions ...", flush=True)
        theirs = stock(folder, root, sample)
        print(f"ours grades {count} ...", flush=True)
        mine = ours(folder, root / "ours")
        print(f"classes of {', '.join(map(str, sizes))} ...\n", flush=True)
        comparison, faster = side_by_side(theirs, mine)
        classes = [larger(folder, root / f"class-of-{size}", size) for size in sizes]
        sized, cost, memory = growing([ours(each, root / f"course-of-{each.name}") for each in classes])
    same = sum(points == mine["points"][student] for student, points in theirs["points"].items())
    spread = ", ".join(f"{points}: {number}" for points, number in sorted(Counter(mine["points"].values()).items()))
    targets = [
        (faster >= FASTER, f"{faster:.1f}", f"at least {FASTER} times as fast as stock nbgrader"),
        (cost <= FLAT, f"{cost:.2f}", f"cost of one submission more, in a larger class to a smaller: at most {FLAT}"),
        (memory <= FLAT, f"{memory:.2f}", f"memory of the command, in a larger class to a smaller: at most {FLAT}"),
        (same == sample, str(same), f"submissions with the same points from both, of {sample}"),
    ]
    verdict = "\n".join(f"{'PASS' if met else 'FAIL'}  {figure:>6}  {goal}" for met, figure, goal in targets)
    about = f"{platform.platform()}, Python {platform.python_version()}{', --quick' * arguments.quick}"
    report = f"{comparison}\n\n{sized}\n\npoints earned: submissions\n{spread}\n\n{verdict}\n\n{about}\n"
    print(report)
    if not arguments.quick:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "grading.txt").write_text(report, encoding="utf-8")
    return 0 if all(met for met, *_ in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
