"""The picture follows the hand while the kernel is busy, and the kernel ends where the hand did."""

import pytest

from tests.browser.calm import rest
from tests.browser.hands import busy_kernel, open_watched
from tests.browser.test_explorer import bowl_numbers
from tests.browser.watch import follows, messages, rows, watch_anew


def numbers_of_the_bowl(x, y, angle):
    """What stands beside the picture at a point, to the last digit but one."""
    return {name: pytest.approx(value, abs=2e-6) for name, value in bowl_numbers(x, y, angle, 1e-7).items()}


def ends_where_the_hand_did(explorer):
    """Kernel, picture and numbers agree, once everything is answered."""
    x, y, angle = explorer.drawn()
    rest(explorer.page)
    assert explorer.drawn() == (x, y, angle)
    assert explorer.value("[e.x, e.y, e.angle]") == pytest.approx([x, y, angle], abs=1e-9)
    assert not rows(explorer.page)[-1]["waiting"]
    assert explorer.numbers() == numbers_of_the_bowl(x, y, angle)
    assert explorer.message.inner_text() == ""
    at_sliders = [float(explorer.value(f"e.controls.{name}.value")) for name in ("x", "y", "angle")]
    assert at_sliders == pytest.approx([x, y, angle], abs=0.5 * 0.0101)


@pytest.mark.parametrize(
    ("code", "waits"),
    [("e = gc.explore()", False), ("e = gc.explore(lambda x, y: x * x + y * y, x=1, y=1, angle=15)", True)],
    ids=["formula", "python"],
)
def test_marks_follow_every_hand_within_two_frames_while_the_kernel_sleeps(page, server, code, waits):
    explorer = open_watched(page, server, f"asleep-{waits}", code)
    with busy_kernel(page, server[1], seconds=5):
        for move in explorer.hands():
            watch_anew(page)
            hand, mark = explorer.hands()[move]
            before = explorer.drawn()
            move()
            seen = rows(page)
            assert follows(seen, hand, mark, 1e-6) == []
            assert len({mark(row) for row in seen}) > 8
            assert explorer.drawn() != before
        # The page computes a formula by itself, its numbers too; those of a Python function wait for the kernel.
        page.wait_for_function("(waits) => window.watch.rows.at(-1).waiting === waits", arg=waits)
        if not waits:
            assert explorer.numbers() == numbers_of_the_bowl(*explorer.drawn())
    ends_where_the_hand_did(explorer)


LAST_MOVES = {
    "slider, then a click in the picture": lambda e: (e.drag_x_slider(), e.page.mouse.click(*e.on_page(0.3, -1.1))),
    "slider, then one key in the picture": lambda e: (e.drag_x_slider(), e.press_keys("ArrowUp", 1)),
    "picture, then a key on the slider": lambda e: (e.drag_in_picture(), e.handle("x").press("PageUp")),
    "tip of u, then a key on the slider": lambda e: (e.drag_tip_of_u(), e.handle("direction u (°)").press("PageUp")),
    "slider there and back": lambda e: (e.drag_x_slider(-60), e.drag_x_slider(60)),
    "picture there and back": lambda e: (e.press_keys("ArrowLeft", 3), e.press_keys("ArrowRight", 3)),
}


def test_the_last_of_several_hands_wins_however_late_the_kernel_answers(page, server):
    explorer = open_watched(page, server, "late")
    for moves in LAST_MOVES.values():
        with busy_kernel(page, server[1]):
            moves(explorer)
        ends_where_the_hand_did(explorer)


# What the kernel has been told as soon as the hand has let go: the last place of the x slider, or of the point. Where
# an earlier message is still under way, as on a busy machine, ipywidgets keeps the last until that is answered.
TOLD = """() => window.addEventListener('mouseup', () => {
    const { messages } = window.watch;
    const answered = new Set(messages.filter(({ status }) => status === 'idle').map(({ parent }) => parent));
    const told = messages.filter(({ way, value, hand }) => way === 'send' && (hand || value !== null));
    window.told = told.at(-1).hand?.x ?? told.at(-1).value;
    window.underWay = told.some(({ id }) => !answered.has(id));
}, { once: true })"""


def test_a_drag_is_told_five_times_a_second_and_its_end_as_soon_as_the_hand_lets_go(page, server):
    explorer = open_watched(page, server, "paced", "e = gc.explore(views=('map', 'slopes', 'slice', 'surface'))")
    for drag, comm in ((explorer.drag_x_slider, "x"), (explorer.drag_in_picture, "view")):
        watch_anew(page)
        page.evaluate(TOLD)
        drag()
        told, under_way = page.evaluate("() => [window.told, window.underWay]")
        assert told == pytest.approx(explorer.drawn()[0], abs=1e-6) or under_way
        ends_where_the_hand_did(explorer)
        sent = [m["at"] for m in messages(page) if m["way"] == "send" and m["comm"] == explorer.comms[comm]]
        assert len(sent) >= 2
        # The last was sent as the hand let go; a message may be seen a little later than it was sent.
        assert sent[-2] - sent[0] >= 200 * (len(sent) - 2) - 20, sent
