"""What the times of slider_latency.py come to: figures for each contestant, a table, and the targets."""

import numpy as np
from slider_contestants import (
    BOARD,
    FLOOR,
    FLOOR_BESIDE,
    FUNCTION,
    HILL_CAMERA,
    HILL_SLIDERS,
    INTERACT,
    LOCAL_SLIDERS,
    PICTURE_DRAG,
    STEP_SIZE,
    Contestant,
)
from tabulate import tabulate

LOCAL_RATIO, LOCAL_MS, FASTER = 0.15, 4, 60
ANSWER_RATIO = 1.3  # what the kernel confirms, of the floor's own
HILL_RATIO, HILL_FRAMES = 0.5, 20  # of the floor; a second, as the camera turns


def summarise(found: dict[str, dict[str, list[dict]]], contestants: list[Contestant]) -> list[dict]:
    """Figures by contestant: medians, and 95th percentiles with _p95, in milliseconds and frames a second.

    "step" and "tail" end when the picture shows the new state; "confirmed" and "tail_confirmed"
    when the kernel has had its say too, which is the same for all that only the kernel draws.
    """
    records = []
    for contestant in contestants:
        counts = "first" if contestant.local else "last"
        steps, drags = found[contestant.name]["steps"], found[contestant.name]["drags"]
        record = {"name": contestant.name, "kind": contestant.kind, "local": contestant.local}
        records.append(
            record
            | _spread("step", steps, counts)
            | _spread("confirmed", steps, "last")
            | _spread("tail", drags, counts)
            | _spread("tail_confirmed", drags, "last")
            | _spread("frames", drags, "frames")
            | _spread("moves", drags, "moves")
        )
    return records


def _spread(name: str, times: list[dict], key: str) -> dict[str, float]:
    if not times:
        return {}
    median, high = np.quantile([time[key] for time in times], [0.5, 0.95])
    return {name: float(median), f"{name}_p95": float(high)}


def table(records: list[dict]) -> str:
    """All contestants; what the kernel confirms afterwards is shown where that is a second redraw."""
    floor = 1.0
    columns = {
        "step\n/ floor": ("step", True, ".2f"),
        "95 %\n/ floor": ("step_p95", True, ".2f"),
        "confirmed\n/ floor": ("confirmed", True, ".2f"),
        "step\n(ms)": ("step", False, ".1f"),
        "frames/s\nin a drag": ("frames", False, ".0f"),
        "tail\n(ms)": ("tail", False, ".0f"),
        "95 %\n(ms)": ("tail_p95", False, ".0f"),
        "confirmed\n(ms)": ("tail_confirmed", False, ".0f"),
    }
    rows = []
    for record in records:
        floor = record["step"] if record["kind"] == "floor" else floor
        hidden = () if record["local"] else ("confirmed", "tail_confirmed")
        cells = [
            record[key] / (floor if share else 1) if key in record and key not in hidden else None
            for key, share, _ in columns.values()
        ]
        rows.append([record["name"], *cells])
    formats = ("", *(form for *_, form in columns.values()))
    return tabulate(rows, ["contestant (medians)", *columns], floatfmt=formats)


def judge(records: list[dict]) -> list[dict]:
    """Each target with its figure, its limit, and whether it was met."""
    by_name = {record["name"]: record for record in records}
    floor, interact = by_name[FLOOR.name], by_name[INTERACT.name]
    targets = []

    def at_most(contestant, key: str, limit: float, goal: str) -> None:
        figure = by_name[contestant.name][key]
        targets.append(
            {"goal": f"{contestant.name}: {goal}", "figure": figure, "limit": limit, "met": figure <= limit}
        )

    for slider in LOCAL_SLIDERS:
        limit = max(LOCAL_RATIO * floor["step"], LOCAL_MS)
        at_most(slider, "step", limit, f"step at most {LOCAL_RATIO} of the floor, or {LOCAL_MS} ms")
        at_most(slider, "step", interact["step"] / FASTER, f"step {FASTER} times faster than interact")
    for moved in (STEP_SIZE, FUNCTION, BOARD):
        limit = max(LOCAL_RATIO * floor["step"], LOCAL_MS)
        at_most(moved, "step", limit, f"step at most {LOCAL_RATIO} of the floor, or {LOCAL_MS} ms")
    for dragged in (*LOCAL_SLIDERS, PICTURE_DRAG, STEP_SIZE):
        at_most(dragged, "tail", floor["step"], "tail at most one kernel round trip")
    for dragged in (*LOCAL_SLIDERS, PICTURE_DRAG, STEP_SIZE):
        goal = f"confirmed after a drag within {ANSWER_RATIO} of the floor's own tail"
        at_most(dragged, "tail_confirmed", ANSWER_RATIO * floor["tail"], goal)
    beside = by_name[FLOOR_BESIDE.name]["step"]
    for slider in HILL_SLIDERS:
        at_most(slider, "step", HILL_RATIO * beside, f"step at most {HILL_RATIO} of the floor")
    frames = by_name[HILL_CAMERA.name]["frames"]
    goal = f"{HILL_CAMERA.name}: at least {HILL_FRAMES} frames a second in a drag"
    targets.append({"goal": goal, "figure": frames, "limit": HILL_FRAMES, "met": frames >= HILL_FRAMES})
    return targets


def verdict(targets: list[dict]) -> str:
    """The targets in words, one a line."""
    lines = ["targets (medians, in milliseconds)", ""]
    for target in targets:
        met = "PASS" if target["met"] else "FAIL"
        lines.append(f"{met}  {target['figure']:6.1f}, limit {target['limit']:6.1f}  {target['goal']}")
    return "\n".join(lines)
