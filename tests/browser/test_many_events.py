"""Ten thousand random moves: no error, no growth, and the right numbers at the end."""

import random

import pytest

from tests.browser import lab
from tests.browser.calm import REST, rest
from tests.browser.hands import number
from tests.browser.watch import watch, watch_anew

ROUNDS = 10
BY_REAL_INPUT = 78  # of the 1,000 events of a round: each waits for two frames, as no other does
KERNEL_GROWTH = 5e6  # bytes
PAGE_GROWTH = 10e6

# Every event is dispatched to the part of the page that a hand would use. Gives back how many there were.
# Painting takes far longer than all the rest: most events come without a break, a fifth after the kernel's answers,
# every twentieth after a frame.
PLAY = (
    f"""async ([seed, count, everyFunction]) => {{
    const rest = {REST};
"""
    + """
    const random = () => { // mulberry32
        seed = (seed + 0x6d2b79f5) | 0;
        let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const root = document.querySelector('.gradcalc-explorer');
    const pick = (list) => list[Math.floor(random() * list.length)];
    const any = (selector) => pick([...root.querySelectorAll(selector)]);
    const press = (name) => root.querySelector(`button[aria-label="${name}"]`).click();
    const usual = { bubbles: true, cancelable: true };
    const key = (node, key) =>
        node.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: random() < 0.3, ...usual }));
    const { port1, port2 } = new MessageChannel(); // a timer would wait for four milliseconds
    const takeMail = () => new Promise((done) => ((port1.onmessage = done), port2.postMessage(null)));
    const paint = () => new Promise(requestAnimationFrame);
    const breathe = () => pick([paint, ...Array(4).fill(takeMail), ...Array(15).fill(() => {})])();
    let done = 0;

    async function drag(handle) {
        const box = handle.getBoundingClientRect();
        let [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
        const point = (node, type, buttons) =>
            node.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, buttons, button: 0, ...usual }));
        point(handle, 'pointerdown', 1);
        for (let i = 0; i < 8; i++, done++) {
            x += 30 * (random() - 0.5);
            point(document, 'pointermove', 1);
            await breathe();
        }
        point(document, 'pointerup', 0);
    }

    function choose(name) {
        const select = root.querySelector('select');
        select.value = name;
        select.dispatchEvent(new Event('change', { bubbles: true }));
    }

    const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home'];
    const kinds = [
        [30, () => key(any('.noUi-handle'), pick([...ARROWS, 'PageUp', 'PageDown', 'End']))],
        [30, () => key(any('.gradcalc-picture[tabindex]'), pick(ARROWS))],
        [5, () => drag(any('.noUi-handle'))],
        [4, () => press('Turn u along the gradient')],
        [4, () => press('Turn u along the level curve')],
        [4, () => press(pick(['Zoom out', 'Zoom in on the point', 'Reset the window']))],
        [1, () => press('Let the direction turn by itself')],
        [1, () => choose(any('option').value)],
    ].flatMap(([weight, act]) => Array(weight).fill(act));
    for (const { value } of everyFunction ? [...root.querySelectorAll('option')] : []) {
        choose(value);
        await rest();
    }
    for (; done < count; done++) {
        await pick(kinds)();
        await breathe();
    }
    if (root.querySelector('button[aria-pressed="true"]')) press('Let the direction turn by itself');
    return done;
}"""
)

COMPLAINTS = """() => {
    const message = document.querySelector('.gradcalc-message');
    window.complaints = [];
    const hear = () => message.textContent && window.complaints.push(message.textContent);
    new MutationObserver(hear).observe(message, { childList: true, characterData: true, subtree: true });
}"""


def play_by_hand(page, seed):
    """Drags and arrow keys by real mouse and keyboard. Gives back how many events there were."""
    dice, mouse, done = random.Random(seed), page.mouse, 0
    targets = [".noUi-handle", ".gradcalc-map", ".gradcalc-slopes"]
    while done < BY_REAL_INPUT:
        target = page.locator(dice.choice(targets))
        target = target.nth(dice.randrange(target.count()))
        target.scroll_into_view_if_needed()  # a hand presses what it sees, and not what lies above it
        box = target.bounding_box()
        x, y = box["x"] + box["width"] * dice.random(), box["y"] + box["height"] * dice.random()
        mouse.move(x, y)
        mouse.down()
        for _ in range(20):
            x, y = x + dice.uniform(-20, 20), y + dice.uniform(-20, 20)
            mouse.move(x, y)
        mouse.up()
        for _ in range(4):
            page.keyboard.press(dice.choice(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]))
        done += 26
    return done


# In so short a time the kernel answers few of the events; whether it grows is seen from many answers.
BY_CODE = """
low, high = e.window[0]
for i in range(200): e.x = low + (0.1 + i % 8 / 10) * (high - low)
"""

# What is free goes back to the system where it can: a leak would fill it first, and not be seen.
KERNEL_MEMORY = """
import ctypes, gc, psutil, sys
gc.collect()
if sys.platform == "linux": getattr(ctypes.CDLL(None), "malloc_trim", int)(0)
print(psutil.Process().memory_info().rss)
"""


def memory(explorer, devtools):
    """Bytes that the kernel and the page hold, once both have tidied up."""
    watch_anew(explorer.page)
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    page = devtools.send("Runtime.getHeapUsage")["usedSize"]
    kernel = int(lab.python(explorer.page, KERNEL_MEMORY))
    return kernel, page


@pytest.fixture
def explorer(page, server):
    """Three pictures on a screen of coarse pixels: nobody looks, and painting is what takes long."""
    with lab.screen(page, 0.5, page.viewport_size):
        explorer = lab.open_explorer(page, server, "events", "e = gc.explore(views=('map', 'slopes', 'slice'))")
        explorer.picture.scroll_into_view_if_needed()
        yield explorer


@pytest.fixture
def said(page, explorer):
    """What the console has to complain of, once the explorer is there."""
    with lab.console(page, "error", "warning") as said:
        yield said


def test_ten_thousand_events_leave_no_error_no_growth_and_the_right_numbers(page, explorer, said):
    watch(page)
    page.evaluate(COMPLAINTS)
    devtools = page.context.new_cdp_session(page)
    events, before = 0, None
    for turn in range(ROUNDS):
        events += play_by_hand(page, turn)
        events += page.evaluate(PLAY, [turn, 1000 - BY_REAL_INPUT, turn == 0])
        rest(page)  # or the window might change while code looks at it
        assert lab.python(page, BY_CODE) == ""
        rest(page)
        before = before or memory(explorer, devtools)
    kernel, heap = (after - first for after, first in zip(memory(explorer, devtools), before, strict=True))
    assert events >= 10_000
    assert page.evaluate("() => window.complaints") == []
    assert said == []
    assert kernel < KERNEL_GROWTH
    assert heap < PAGE_GROWTH
    agrees_with_a_fresh_computation(explorer)


def agrees_with_a_fresh_computation(explorer):
    fresh = (
        "(lambda r, f, s: {'table': [list(row) for row in r.rows(r.read(f, s))], "
        "'sentence': r.sentence(r.read(f, s))})"
        "(__import__('gradcalc.readings.point', fromlist=['']), "
        "__import__('dataclasses').replace(e.surface, xlim=e.window[0], ylim=e.window[1], start=None), e.state)"
    )
    expected = explorer.value(fresh)
    assert explorer.table() == {name: value for name, value, _ in expected["table"]}
    explorer.page.wait_for_function(
        "(text) => document.querySelector('.gradcalc-hidden').textContent === text", arg=expected["sentence"]
    )
    assert explorer.picture.get_attribute("aria-label").startswith(expected["sentence"])
    x, y, angle = explorer.value("[e.x, e.y, e.angle]")
    turned = explorer.page.evaluate("() => window.watch.drawn.angle") - angle
    assert (turned + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)  # 0° and 360° are one direction
    readouts = explorer.page.locator(".gradcalc-explorer .widget-readout").all_inner_texts()[:3]
    *places, whole = [number(text) for text in readouts]
    assert places == pytest.approx([x, y], rel=0.02, abs=0.02)
    assert whole == pytest.approx(angle, abs=0.5001)
