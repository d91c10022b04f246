"""How long gradcalc takes to import and to show its first picture, and what memory that takes, beside `interact`.

    .venv/bin/python benchmarks/start.py [--rounds 20] [--against ../another/checkout]

The peer is what everybody writes: NumPy, Matplotlib and ipywidgets' `interact`, drawing the contours, arrows, test
point and gradient of slider_latency.py. Each import is that of a fresh process, timed by `python -X importtime`;
each first picture is that of a fresh kernel, from the cell that imports and draws to its end. Memory is what the
cell adds to the proportional set size of the kernel (Linux only). Each further picture is the same cell once more, in
processor time of the kernel: a lesson has ten of them.

All run with the Python and the libraries of this program; --against adds the gradcalc of another checkout, such as
the commit before. They take turns in a new order each round, ratios are formed within a round, and the median is
taken over the rounds. Prints a table, writes start.txt into benchmarks/results, and exits with 1 if ours takes more
than the other checkout.
"""

import argparse
import json
import os
import pathlib
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

from jupyter_client.manager import KernelManager
from slider_contestants import CELLS
from tabulate import tabulate

ROOT = pathlib.Path(__file__).parents[1]
RESULTS = pathlib.Path(__file__).parent / "results"
SCATTER = 1.1  # by which medians of two equal checkouts may differ
PATIENCE = 600  # seconds for a kernel to start and for a cell, after which something is broken

# Says how many modules it loaded, and how many of them are gradcalc's own; its folders do not count.
IMPORT = """
import sys
before = {{*sys.modules}}
print("from here on", file=sys.stderr)
import {imports}
new = {{*sys.modules}} - before
ours = [name for name in new if name.startswith("gradcalc.") and not hasattr(sys.modules[name], "__path__")]
print(len(new), len(ours))
"""
# What slider_latency.py draws for the peers, with interact() itself.
INTERACT = f"""{CELLS[0]}
def picture(x):
    figure, ax = plt.subplots(figsize=SIZE, dpi=100)
    scenery(ax)
    marks(ax, x)
    plt.show()

widgets.interact(picture, x=(-2, 2, 0.01))
"""
EXPLORE = "import gradcalc as gc\ngc.explore()"


@dataclass(frozen=True)
class Contestant:
    """What is imported, the cell that shows the first picture, and where its gradcalc lies."""

    name: str
    imports: str
    cell: str
    checkout: pathlib.Path = ROOT


PEER = Contestant("NumPy, Matplotlib, interact", "numpy, matplotlib.pyplot, ipywidgets", INTERACT)
OURS = Contestant("gradcalc, gc.explore()", "gradcalc", EXPLORE)


def surroundings(checkout: pathlib.Path, scratch: str) -> dict[str, str]:
    """The environment in which gradcalc is that of a checkout; nothing is written into it."""
    return {**os.environ, "PYTHONPATH": str(checkout), "PYTHONPYCACHEPREFIX": scratch, "GRADCALC_PROGRESS": scratch}


def imported(contestant: Contestant, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds of an import in a fresh process, and how many modules it loads."""
    command = [sys.executable, "-X", "importtime", "-c", IMPORT.format(imports=contestant.imports)]
    ended = subprocess.run(command, env=environment, cwd=environment["GRADCALC_PROGRESS"], capture_output=True,
                           text=True, check=True)  # fmt: skip
    timed = ended.stderr.partition("from here on\n")[2].splitlines()
    microseconds = sum(int(line.removeprefix("import time:").partition("|")[0]) for line in timed)
    modules, own = map(int, ended.stdout.split())
    return {"import": microseconds / 1000, "modules": modules, "own": own}


def first_picture(contestant: Contestant, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds of the cell in a fresh kernel, and the megabytes of the kernel before and after."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment, cwd=environment["GRADCALC_PROGRESS"], stderr=subprocess.DEVNULL)
    client = manager.blocking_client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        _run(client, "pass")
        before = memory(manager.provisioner.pid)
        started = time.perf_counter()
        shown = _run(client, contestant.cell)
        milliseconds = 1000 * (time.perf_counter() - started)
        after = memory(manager.provisioner.pid)
        _run(client, "import time; began = time.process_time()")
        _run(client, contestant.cell)
        (further,) = _run(client, "1000 * (time.process_time() - began)")
        if not any("image/png" in data for data in shown):
            raise SystemExit(f"{contestant.name} showed no picture.")
        if "gradcalc" in contestant.imports:
            (said,) = _run(client, "gc.__file__")
            assert str(contestant.checkout) in said["text/plain"], said
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    another = float(further["text/plain"])
    return {"picture": milliseconds, "another": another, "kernel": before, "memory": after - before}


def _run(client, cell: str) -> list[dict]:
    """What a cell shows, by MIME type."""
    shown = []

    def keep(message: dict) -> None:
        if message["msg_type"] in ("display_data", "execute_result"):
            shown.append(message["content"]["data"])

    reply = client.execute_interactive(cell, timeout=PATIENCE, output_hook=keep)["content"]
    if reply["status"] != "ok":
        raise SystemExit(json.dumps(reply, indent=1))
    return shown


def memory(process: int) -> float:
    """Megabytes of a process, with its part of what it shares with others; nan where nobody counts them."""
    try:
        told = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8")
    except FileNotFoundError:
        return float("nan")
    return int(told.partition("\nPss:")[2].split()[0]) / 1024


def measure(everyone: list[Contestant], rounds: int) -> dict[Contestant, list[dict[str, float]]]:
    """Figures by contestant, a round each; the first round, which compiles and fills the caches, does not count."""
    order, found = random.Random(0), {contestant: [] for contestant in everyone}
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(rounds + 1):
            for contestant in order.sample(everyone, len(everyone)):
                environment = surroundings(contestant.checkout, scratch)
                figures = imported(contestant, environment) | first_picture(contestant, environment)
                if number:
                    found[contestant].append(figures)
    return found


def ratio(found: dict, one: Contestant, other: Contestant, key: str) -> float:
    """The median over the rounds of what one contestant takes relative to another."""
    return statistics.median(a[key] / b[key] for a, b in zip(found[one], found[other], strict=True))


def table(found: dict[Contestant, list[dict[str, float]]]) -> str:
    """All contestants, beside the peer."""
    rows = []
    for contestant, rounds in found.items():
        row = [contestant.name]
        for key in ("import", "picture", "another", "memory"):
            row += [ratio(found, contestant, PEER, key), statistics.median(figures[key] for figures in rounds)]
        rows.append([*row, rounds[-1]["modules"], rounds[-1]["own"]])
    heads = ["contestant (medians)", "import\n/ peer", "\n(ms)", "first picture\n/ peer", "\n(ms)",
             "each further\n/ peer", "\n(ms CPU)", "its memory\n/ peer", "\n(MB)", "modules\nimported",
             "of\ngradcalc"]  # fmt: skip
    return tabulate(rows, heads, floatfmt=("", *(".2f", ".0f") * 4, ".0f", ".0f"))


def judge(found: dict, other: Contestant) -> tuple[str, bool]:
    """Whether ours takes no more than another checkout, in words."""
    told = {
        "import": "time of the import", "picture": "time of the first picture",
        "another": "processor time of each further picture", "memory": "memory of it",
    }  # fmt: skip
    lines, all_met = [], True
    for key, words in told.items():
        figure = ratio(found, OURS, other, key)
        met = not figure > SCATTER  # nan where memory is not counted
        lines.append(f"{'PASS' if met else 'FAIL'}  {figure:.3f}  {words} / that of the other checkout: {SCATTER}")
        all_met = all_met and met
    ours, theirs = (found[contestant][-1]["own"] for contestant in (OURS, other))
    lines.append(f"{'PASS' if ours <= theirs else 'FAIL'}  {ours:.0f}  modules of gradcalc imported: {theirs:.0f}")
    return "\n".join(["at most", *lines]), all_met and ours <= theirs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--against", type=pathlib.Path, metavar="FOLDER", help="another checkout of gradcalc")
    arguments = parser.parse_args()
    everyone, other = [PEER, OURS], None
    if arguments.against:
        other = Contestant("the other checkout", "gradcalc", EXPLORE, arguments.against.resolve())
        everyone.append(other)
    found = measure(everyone, arguments.rounds)
    kernel = statistics.median(figures["kernel"] for rounds in found.values() for figures in rounds)
    verdict, met = judge(found, other) if other else ("", True)
    about = f"{arguments.rounds} rounds; {platform.platform()}, Python {platform.python_version()}"
    parts = [table(found), f"a kernel before its first cell: {kernel:.0f} MB", verdict, about]
    report = "\n\n".join(filter(None, parts)) + "\n"
    print(report)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "start.txt").write_text(report, encoding="utf-8")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
