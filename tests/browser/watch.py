"""Watches an explorer on a page: frame by frame its hand and its marks, and every message of its kernel."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.calm import two_frames

FRAMES = 2  # animation frames within which the marks follow the hand

LISTEN = """() => {
    window.watch?.stop();
    const { kernel } = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const note = (_, { msg, direction }) => {
        const { comm_id: comm, data, execution_state: status } = msg.content ?? {};
        window.watch.messages.push({
            way: direction, type: msg.header.msg_type, id: msg.header.msg_id, parent: msg.parent_header?.msg_id,
            comm, state: data?.state ? Object.keys(data.state) : null, value: data?.state?.value ?? null,
            hand: data?.state?.hand ?? null, method: data?.method, status, at: performance.now(),
        });
    };
    kernel.anyMessage.connect(note);
    window.watch = { messages: [], stop: () => kernel.anyMessage.disconnect(note) };
}"""

WATCH = """() => {
    const map = document.querySelector('.gradcalc-map');
    const context = CanvasRenderingContext2D.prototype;
    const { beginPath, lineTo, arc } = context;
    const listening = window.watch;
    const watch = { ...listening, map, rows: [], drawn: null, pointer: null, keys: 0, stop };
    window.watch = watch;
    let stopped = false;
    let path = [];
    let line = null;

    // The first straight line of the marks is the one along u, the only circle is the point.
    context.beginPath = function () {
        if (path.length === 2 && line === null) line = path;
        path = [];
        beginPath.call(this);
    };
    context.lineTo = function (x, y) {
        if (this.canvas.parentNode === watch.map) path.push([x, y]);
        lineTo.call(this, x, y);
    };
    context.arc = function (x, y, ...rest) {
        if (this.canvas.parentNode === watch.map) {
            const [[x0, y0], [x1, y1]] = line;
            watch.drawn = { x, y, angle: ((Math.atan2(y0 - y1, x1 - x0) * 180) / Math.PI + 360) % 360 };
            watch.drawnAt = performance.now();
            line = null;
        }
        arc.call(this, x, y, ...rest);
    };

    const onMap = (event) => {
        const box = watch.map.getBoundingClientRect();
        if (event.buttons & 1) watch.pointer = [event.clientX - box.left, event.clientY - box.top];
    };
    const onKey = () => (watch.keys += 1);
    window.addEventListener('pointerdown', onMap, true);
    window.addEventListener('pointermove', onMap, true);
    window.addEventListener('keydown', onKey, true);

    const readouts = () => [...document.querySelectorAll('.widget-slider .widget-readout')].map((r) => r.textContent);
    function tick() {
        const { drawn, pointer, keys } = watch;
        const side = document.querySelector('.gradcalc-side');
        const waiting = side?.classList.contains('gradcalc-waiting');
        watch.rows.push({ drawn, pointer, keys, readouts: readouts(), waiting });
        if (!stopped) requestAnimationFrame(tick);
    }
    requestAnimationFrame(tick);

    function stop() {
        stopped = true;
        listening.stop();
        Object.assign(context, { beginPath, lineTo, arc });
        window.removeEventListener('pointerdown', onMap, true);
        window.removeEventListener('pointermove', onMap, true);
        window.removeEventListener('keydown', onKey, true);
    }
}"""


def watch(page: Page) -> None:
    """Begin to watch the first explorer of the open notebook and its kernel."""
    page.evaluate(LISTEN)
    page.evaluate(WATCH)


def watch_anew(page: Page) -> None:
    """Forget what was seen so far."""
    page.evaluate("() => Object.assign(window.watch, { rows: [], messages: [], pointer: null, keys: 0 })")
    two_frames(page)


def rows(page: Page) -> list[dict]:
    """One row an animation frame."""
    return page.evaluate("() => window.watch.rows")


def messages(page: Page) -> list[dict]:
    """Everything sent to the kernel and received from it, in order."""
    return page.evaluate("() => window.watch.messages")


def stop_watching(page: Page) -> None:
    """Leave nothing of a watch on the page."""
    page.evaluate("() => { window.watch?.stop(); delete window.watch; }")


def most_in_flight(log: list[dict], comm: str) -> int:
    """How many messages of a comm were on their way at the same time, at most."""
    flying, most = set(), 0
    for message in log:
        if message["way"] == "send" and message["comm"] == comm:
            flying.add(message["id"])
        elif message["status"] == "idle":
            flying.discard(message["parent"])
        most = max(most, len(flying))
    return most


def follows(seen: list[dict], hand: Callable, mark: Callable, tolerance: float) -> list[str]:
    """Where a mark was more than FRAMES animation frames behind the hand; empty where it never was.

    hand and mark take a row and give a number, hand gives None while there is no hand yet.
    """
    faults = []
    for n, row in enumerate(seen):
        recent = [hand(earlier) for earlier in seen[max(0, n - FRAMES) : n + 1]]
        if None not in recent and not any(abs(mark(row) - place) <= tolerance for place in recent):
            faults.append(f"frame {n} of {len(seen)}: the mark is at {mark(row)}, the hand was at {recent}")
    return faults
