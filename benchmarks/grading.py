"""How fast a class is graded, beside stock nbgrader on the same machine with as many processes.

    .venv/bin/python benchmarks/grading.py [--quick] [--stock 200]

Needs the extra `bench` and bubblewrap. --quick takes two minutes and is a look, no measurement.

The class has handed in lesson 03: solved, half solved, with known mistakes, and unanswered. Stock nbgrader
grades --stock of them (all 200 take about ten minutes) in two courses, so that two `nbgrader autograde` run
side by side and never wait for one gradebook. Ours grades all 200 in the sandbox, in a pool of two processes,
timed from the start of the pool to the last result. Then ours alone, for classes of growing size, each in a
fresh process: the cost of a submission and the memory of the grader should not grow with the class.

Prints tables, writes grading.txt into benchmarks/results, and exits with 1 if a target is missed.
"""

import argparse
import json
import pathlib
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context

from grading_class import LESSON, read_stock_points, stock_course, surroundings, write_class
from tabulate import tabulate

from gradcalc.grading.one import grade_notebook

RESULTS = pathlib.Path(__file__).parent / "results"
PROCESSES = 2
SEED = 20_260_101
FASTER, FLAT = 30, 1.15  # times faster than stock; greatest cost or memory to the least


def grade(path: pathlib.Path) -> tuple[str, int]:
    """Student and points of one submission."""
    result = grade_notebook(path.read_bytes(), LESSON[:2], SEED)
    return path.parent.parent.name, result.earned


def ours(folder: pathlib.Path, count: int) -> dict:
    """Grade a class of any size, made of the submissions in a folder over and over; with seconds and memory."""
    paths = sorted(folder.glob("*/*/*.ipynb"))
    points: dict[str, int] = {}
    started = time.perf_counter()
    # Not more than a few are under way, so that a large class is never in memory at once.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        under_way: set[Future] = set()
        for number in range(count):
            under_way.add(pool.submit(grade, paths[number % len(paths)]))
            if len(under_way) >= 4 * PROCESSES:
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                points |= (future.result() for future in done)
        points |= (future.result() for future in under_way)
        seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"count": count, "seconds": seconds, "parent_mb": peak, "points": points}


def ours_in_a_fresh_process(folder: pathlib.Path, count: int) -> dict:
    command = [sys.executable, __file__, "--class-of", str(count), "--folder", str(folder)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


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
    """The table of growing classes; greatest cost and greatest memory, relative to the least."""
    costs, memory = [run["seconds"] / run["count"] for run in found], [run["parent_mb"] for run in found]
    rows = [
        (run["count"], f"{run['seconds']:.1f}", f"{1000 * cost:.1f}", f"{run['parent_mb']:.0f}")
        for run, cost in zip(found, costs, strict=True)
    ]
    table = tabulate(rows, ["class of", "seconds", "ms each", "peak memory of the grader (MB)"])
    return table, max(costs) / min(costs), max(memory) / min(memory)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="few submissions: a look, not a measurement")
    parser.add_argument("--stock", type=int, metavar="N", help="how many submissions stock nbgrader grades (200)")
    parser.add_argument("--class-of", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=pathlib.Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.class_of:
        print(json.dumps(ours(arguments.folder, arguments.class_of)))
        return 0
    count = 24 if arguments.quick else 200
    sizes = (24, 48) if arguments.quick else (100, 500, 2000)
    sample = min(count, arguments.stock or (6 if arguments.quick else count))
    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        folder = write_class(root / "submitted", count)
        print(f"stock nbgrader grades {sample} of {count} submissions ...", flush=True)
        theirs = stock(folder, root, sample)
        print(f"ours grades {count} ...", flush=True)
        mine = ours_in_a_fresh_process(folder, count)
        print(f"classes of {', '.join(map(str, sizes))} ...\n", flush=True)
        comparison, faster = side_by_side(theirs, mine)
        sized, cost, memory = growing([ours_in_a_fresh_process(folder, size) for size in sizes])
    same = sum(points == mine["points"][student] for student, points in theirs["points"].items())
    spread = ", ".join(f"{points}: {number}" for points, number in sorted(Counter(mine["points"].values()).items()))
    targets = [
        (faster >= FASTER, f"{faster:.1f}", f"at least {FASTER} times as fast as stock nbgrader"),
        (cost <= FLAT, f"{cost:.2f}", f"cost of a submission, greatest to least: at most {FLAT}"),
        (memory <= FLAT, f"{memory:.2f}", f"memory of the grader, greatest to least: at most {FLAT}"),
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
