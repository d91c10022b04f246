"""The picture follows the hand over a slow line to the kernel, and tells the kernel no more than it can take."""

import itertools
import math
import time

import pytest

from tests.browser import lab
from tests.browser.calm import rest, two_frames
from tests.browser.hands import WatchedExplorer, open_watched
from tests.browser.slow_proxy import slow_line
from tests.browser.watch import follows, messages, most_in_flight, rows, watch_anew

DELAY = 0.15  # seconds, each way


@pytest.fixture(scope="module")
def line(server):
    """JupyterLab behind a slow line: ((address, folder), line)."""
    address, root = server
    with slow_line(address) as (slow_address, line):
        yield (slow_address, root), line


@pytest.fixture
def slow(page, line, request):
    """A watched explorer; its line has become slow after it was opened."""
    server, line = line
    line.delay = 0.0
    explorer = open_watched(page, server, request.node.originalname[:40])
    line.delay = DELAY
    yield explorer
    line.delay = 0.0


def turns(places):
    """How often a row of places changes its direction."""
    moves = [after - before for before, after in itertools.pairwise(places) if abs(after - before) > 1e-9]
    return sum(a * b < 0 for a, b in itertools.pairwise(moves))


def last_frame(log, view):
    """When the kernel's last word on the picture came, in milliseconds."""
    return max(m["at"] for m in log if m["way"] == "recv" and m["comm"] == view and "frame" in (m["state"] or ()))


DRAGS = {
    "x slider": (WatchedExplorer.drag_x_slider, "x"),
    "point in the picture": (WatchedExplorer.drag_in_picture, "view"),
    "arrow keys in the picture": (WatchedExplorer.press_keys, "view"),
}


def test_marks_follow_within_two_frames_and_never_jump_back_over_a_slow_line(slow, page):
    start = time.monotonic()
    lab.python(page, "pass")
    round_trip = time.monotonic() - start
    assert round_trip >= 2 * DELAY
    for name, (drag, comm) in DRAGS.items():
        watch_anew(page)
        hand, mark = slow.hands()[getattr(slow, drag.__name__)]
        drag(slow)
        end = slow.drawn()
        answered = page.evaluate("() => window.watch.messages.length")
        rest(page)
        seen, log = rows(page), messages(page)
        assert follows(seen, hand, mark, 1e-6) == [], name
        # A drag in the picture begins with a jump to the pointer; from there on it goes one way.
        places = [mark(row) for row in seen if comm == "x" or drag is WatchedExplorer.press_keys or row["pointer"]]
        assert len(set(places)) > 8, name
        assert turns(places) == 0, name
        assert slow.drawn() == end, name
        assert slow.value("[e.x, e.y, e.angle]") == pytest.approx(end, abs=1e-9), name
        assert not seen[-1]["waiting"], name
        assert slow.numbers()["∂f/∂x"] == pytest.approx(2 * end[0], abs=2e-6), name
        sends = [m for m in log[answered:] if m["way"] == "send" and m["comm"] == slow.comms[comm]]
        assert len(sends) <= 1, name
        tail = page.evaluate("() => window.watch.drawnAt") - last_frame(log, slow.comms["view"])
        assert tail <= 1000 * round_trip, name


def test_one_message_of_a_moved_control_is_in_flight_and_the_last_is_never_lost(slow, page):
    for name, (drag, comm) in DRAGS.items():
        watch_anew(page)
        drag(slow)
        end = slow.drawn()
        rest(page)
        log = messages(page)
        assert most_in_flight(log, slow.comms[comm]) == 1, name
        sent = [m for m in log if m["way"] == "send" and m["comm"] == slow.comms[comm]]
        assert 1 < len(sent) < 8, name
        last = sent[-1]["value"] if comm == "x" else sent[-1]["hand"]["x"]
        assert last == pytest.approx(end[0], abs=1e-9), name
        assert slow.value("[e.x, e.y, e.angle]") == pytest.approx(end, abs=1e-9), name


def test_a_hand_that_turns_back_is_never_pulled_to_where_it_was(slow, page):
    mouse = page.mouse
    for name, start in {"x": slow.handle("x").bounding_box(), "picture": None}.items():
        watch_anew(page)
        hand, mark = slow.hands()[slow.drag_x_slider if start else slow.drag_in_picture]
        x, y = (start["x"] + 8, start["y"] + 8) if start else slow.on_page(*slow.drawn()[:2])
        mouse.move(x, y)
        mouse.down()
        for i in range(80):  # swings that are shorter and longer than a round trip
            mouse.move(x + 40 * math.sin(i * (0.3 if i < 40 else 0.8)), y)
            two_frames(page)
        mouse.up()
        end = slow.drawn()
        rest(page)
        assert follows(rows(page), hand, mark, 1e-6) == [], name
        assert slow.drawn() == end, name
        assert slow.value("[e.x, e.y, e.angle]") == pytest.approx(end, abs=1e-9), name
