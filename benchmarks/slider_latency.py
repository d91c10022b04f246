"""How long a slider takes to redraw the picture, in JupyterLab and a real browser.

    make bench        or        .venv/bin/python benchmarks/slider_latency.py [--rounds 60] [--quick]

Needs the extra `bench` and Chromium. Prints a table and the targets, writes slider_latency.json,
.txt and .png into benchmarks/results, and exits with 1 if a target is missed. 60 rounds take about
ten minutes; --quick, a look and no measurement, takes two.

The floor is a slider that changes the text of an HTML widget through the kernel: no picture drawn
by the kernel can be faster. Everything is measured in one browser session. Each round moves every
contestant once, in a new order and after a pause of random length, so that all of them meet the
same noise; drags come in between. Trust the ratios: the milliseconds belong to the machine.

**A step** is a key pressed on a slider, or a choice in the chooser. Its time runs from the key event
(the change event of the chooser) as the page hears of it to the redraw, which is taken in the page
as well: at the last drawing call (canvas: ours, ipympl), the load event (image: interact) or the
mutation (text: floor; SVG: plotly). All that is drawn within one task of the browser is one redraw.

- Contestants that only the kernel draws may need several redraws: the last one counts, after which
  page and kernel stay quiet.
- Ours draws locally whatever is moved: the first redraw counts, and the last one, when the kernel
  has confirmed, is reported beside it. In the warm-up the pixels are compared too, so that a first
  redraw that shows the old state is found out.

**A drag** is two seconds of mouse moves at 60 Hz, out, back and out again. Frames a second are those
paints of the browser before which the picture was redrawn. **The tail** runs from the last move to
the redraw after which the picture stands where the hand stopped. For what only the kernel draws
that is the last one. For ours, where answers to earlier moves may still come in, it is the one from
which on the pixels look much as they do in the end; the last one is again reported beside it. In a
drag a message is nearly always under way when the hand stops, and the last position waits for it:
so even the floor's tail is longer than its step, the kernel's round trip from rest.

**The hill** comes last, on a screen of twice as many pixels, with a floor of its own: hill, map, slopes and slice
follow the point and the direction, and a drag beside the point turns the camera, for which all facets are drawn anew.
"""

import argparse
import json
import pathlib
import platform
import random
import sys

from slider_contestants import CONTESTANTS, HILLS, Contestant
from slider_page import VIEWPORT, Contest, approach, drag, lab, running_contest, step
from slider_plot import draw
from slider_summary import judge, summarise, table, verdict

RESULTS = pathlib.Path(__file__).parent / "results"
WARM_UP = 5
ROUNDS_PER_DRAG = 6


def measure(contest: Contest, rounds: int, contestants: list[Contestant]) -> dict[str, dict[str, list[dict]]]:
    """Steps and drags of every contestant by name, each taken in turn, in a new order every round."""
    order = random.Random(0)
    found = {contestant.name: {"steps": [], "drags": []} for contestant in contestants}
    steppers = [contestant for contestant in contestants if contestant.control]
    draggers = [contestant for contestant in contestants if not contestant.is_chooser]
    for i in range(WARM_UP + rounds):
        for contestant in order.sample(steppers, len(steppers)):
            approach(contest, contestant, order)
            found[contestant.name]["steps"].append(step(contest, contestant, i, proof=i < WARM_UP))
        if i == WARM_UP - 1:
            drop_warm_up(found)
        elif i >= WARM_UP and (i - WARM_UP) % ROUNDS_PER_DRAG == 0:
            for contestant in order.sample(draggers, len(draggers)):
                approach(contest, contestant, order)
                found[contestant.name]["drags"].append(drag(contest, contestant))
    return found


def drop_warm_up(found: dict[str, dict[str, list[dict]]]) -> None:
    """Forget the steps so far; raises RuntimeError where the redraw that counts did not change the picture.

    One of them may leave it unchanged: differences of a plane are exact for every step size.
    """
    for name, times in found.items():
        if sum(not step["changed"] for step in times["steps"]) > 1:
            raise RuntimeError(f"{name}: the redraw that counts shows what was there before.")
        times["steps"].clear()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=60, help="steps of each contestant; a sixth as many drags")
    parser.add_argument("--quick", action="store_true", help="few rounds: a look, not a measurement")
    options = parser.parse_args()
    rounds = 7 if options.quick else options.rounds
    with running_contest() as contest:
        records = summarise(measure(contest, rounds, CONTESTANTS), CONTESTANTS)
        with lab.screen(contest.page, 2, VIEWPORT):
            contest.page.wait_for_timeout(2000)  # the backgrounds for it
            records += summarise(measure(contest, rounds, HILLS), HILLS)
    targets = judge(records)
    report = f"{table(records)}\n\n{verdict(targets)}\n"
    print(report)
    RESULTS.mkdir(exist_ok=True)
    about = {"rounds": rounds, "machine": f"{platform.platform()}, Python {platform.python_version()}"}
    text = json.dumps({**about, "targets": targets, "records": records}, indent=1, ensure_ascii=False)
    (RESULTS / "slider_latency.json").write_text(text + "\n", encoding="utf-8")
    (RESULTS / "slider_latency.txt").write_text(report, encoding="utf-8")
    draw(records, RESULTS / "slider_latency.png")
    return 0 if all(target["met"] for target in targets) else 1


if __name__ == "__main__":
    sys.exit(main())
