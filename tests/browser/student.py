"""What a student does with pictures and predictions, in any browser and wherever a notebook is shown.

What a picture says is compared with mathematics of this file's own: the bowl's gradient at (x, y) is (2x, 2y).
Every root is a selector of what holds the picture and ends with a space, or is empty: the whole page.
"""

import math
import re

from tests.browser.calm import FRAME
from tests.browser.drivers import Driver, Place, click, wait_for

U_LENGTH = 0.2 * 4.8  # of the arrow u, in the picture of a window that is 4 wide
ROUNDED = 0.0051  # what two decimals leave out

NUMBER = r"([−-]?\d+\.\d+)"
SENTENCE = re.compile(
    rf"At \({NUMBER}, {NUMBER}\) the gradient is \({NUMBER}, {NUMBER}\), length {NUMBER}; "
    rf"along ([\d.]+)° the slope is {NUMBER}"
)

# Where a part of the page is, once it has been scrolled into sight and lies still.
BOX = f"""async ([selector, number]) => {{
    const seen = () => JSON.stringify(part.getBoundingClientRect());
    let part;
    while (!(part = document.querySelectorAll(selector)[number])) await {FRAME}; // not laid out yet
    part.scrollIntoView({{ block: 'center' }});
    for (let before; before !== (before = seen()); ) await {FRAME};
    const {{ x, y, width, height }} = part.getBoundingClientRect();
    return [x, y, width, height];
}}"""
TEXT = "(selector) => document.querySelector(selector)?.textContent ?? ''"
LABEL = "(selector) => document.querySelector(selector)?.getAttribute('aria-label') ?? ''"
LOOK = "(selector) => [...document.querySelectorAll(selector)].map((canvas) => canvas.toDataURL()).join()"
# A picture has its axes, as Matplotlib has drawn them or as the page does, and over them marks: a blank canvas has no
# pixel that is not transparent. A key has no axes.
PICTURE_IS_DRAWN = """(picture) => {
    const inked = (canvas) => canvas?.width && !canvas.hidden
        && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((byte) => byte > 0);
    const image = picture.querySelector('img');
    const drawn = image?.hidden ? inked(picture.querySelector('canvas.gradcalc-contours')) : image?.naturalWidth;
    const axes = picture.classList.contains('gradcalc-key') || drawn;
    return Boolean(axes && inked(picture.querySelector('canvas.gradcalc-canvas')));
}"""
DRAWN = f"""(root) => {{
    const pictures = [...document.querySelectorAll(root + '.gradcalc-view .gradcalc-picture')];
    return pictures.length && pictures.every({PICTURE_IS_DRAWN});
}}"""
HANDLES = """(root) => [...document.querySelectorAll(root + '.noUi-handle')]
    .map((handle) => handle.getAttribute('aria-label'))"""


def box(driver: Driver, selector: str, number: int = 0) -> tuple[float, float, float, float]:
    """Where a part of the page is, scrolled into sight: left, top, width and height."""
    return tuple(driver.evaluate(BOX, [selector, number]))


def middle(driver: Driver, selector: str, number: int = 0) -> Place:
    """The middle of a part of the page, scrolled into sight."""
    left, top, width, height = box(driver, selector, number)
    return left + width / 2, top + height / 2


def way(start: Place, end: Place, steps: int = 6) -> list[Place]:
    """The places of a hand that goes from one place to another."""
    shares = [i / steps for i in range(steps + 1)]
    return [(start[0] + s * (end[0] - start[0]), start[1] + s * (end[1] - start[1])) for s in shares]


def reading(driver: Driver, root: str) -> dict[str, float]:
    """What the first map of a root says of itself, once its numbers agree with each other."""

    def said() -> dict[str, float]:
        found = SENTENCE.search(driver.evaluate(LABEL, f"{root}.gradcalc-map"))
        assert found, driver.evaluate(LABEL, f"{root}.gradcalc-map")
        numbers = (float(number.replace("−", "-")) for number in found.groups())
        return dict(zip(("x", "y", "gx", "gy", "length", "angle", "slope"), numbers, strict=True))

    wait_for(driver, f"() => !document.querySelector('{root}.gradcalc-waiting')")
    now = said()
    turned = math.radians(now["angle"])
    # Rounded numbers are multiplied.
    assert abs(now["gx"] * math.cos(turned) + now["gy"] * math.sin(turned) - now["slope"]) < 0.03 + ROUNDED
    assert abs(math.hypot(now["gx"], now["gy"]) - now["length"]) < 2 * ROUNDED
    return now


def pictures_are_drawn(driver: Driver, root: str) -> None:
    """Wait until every picture of a root has its background and its marks."""
    wait_for(driver, DRAWN, root)


def is_the_bowl(now: dict[str, float]) -> bool:
    """Whether what is said of the slope is true of x² + y²."""
    return abs(now["gx"] - 2 * now["x"]) < 3 * ROUNDED and abs(now["gy"] - 2 * now["y"]) < 3 * ROUNDED


def drag_to(driver: Driver, root: str, start: Place, end: Place) -> dict[str, float]:
    """Drag in the first map of a root, and see that it is drawn anew; gives what it says then."""
    canvas = f"{root}.gradcalc-map canvas.gradcalc-canvas"
    before, words = driver.evaluate(LOOK, canvas), driver.evaluate(LABEL, f"{root}.gradcalc-map")
    driver.drag(way(start, end))
    wait_for(driver, f"([selector, before]) => ({LOOK})(selector) !== before", [canvas, before])
    wait_for(driver, f"([selector, before]) => ({LABEL})(selector) !== before", [f"{root}.gradcalc-map", words])
    return rested(driver, root)


def rested(driver: Driver, root: str) -> dict[str, float]:
    """What a map says once it says the same for a while: the kernel's answer to the last move is there."""
    before = None
    while (now := reading(driver, root)) != before:
        before = now
        driver.evaluate("() => new Promise((done) => setTimeout(done, 300))")
    return now


def move_the_bowl(driver: Driver, root: str) -> None:
    """Drag the point and the tip of u, press keys and drag a slider: everything that is said is true of x² + y²."""
    left, top, width, height = box(driver, f"{root}.gradcalc-map")
    first = (left + 0.35 * width, top + 0.60 * height)
    second = (left + 0.55 * width, top + 0.45 * height)
    a = drag_to(driver, root, (first[0] - 20, first[1] + 20), first)
    b = drag_to(driver, root, first, second)
    assert is_the_bowl(a)
    assert is_the_bowl(b)
    # One unit is as long along x as along y.
    unit = (second[0] - first[0]) / (b["x"] - a["x"])
    assert abs((first[1] - second[1]) / (b["y"] - a["y"]) / unit - 1) < 0.05

    turned = math.radians(b["angle"])
    tip = (second[0] + unit * U_LENGTH * math.cos(turned), second[1] - unit * U_LENGTH * math.sin(turned))
    c = drag_to(driver, root, tip, (second[0], second[1] - 90))
    assert abs(c["angle"] - 90) <= 1
    assert (c["x"], c["y"]) == (b["x"], b["y"])
    assert abs(c["slope"] - 2 * c["y"]) < 0.1

    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):  # each a hundredth of the window
        driver.press(key)
    d = rested(driver, root)
    assert abs(d["x"] - c["x"] - 0.08) < 2 * ROUNDED
    assert abs(d["y"] - c["y"] - 0.04) < 2 * ROUNDED
    assert is_the_bowl(d)

    readout = drag_slider(driver, root, "direction", 40)
    e = rested(driver, root)
    assert e["angle"] == readout != d["angle"]
    assert (e["x"], e["y"]) == (d["x"], d["y"])


def drag_slider(driver: Driver, root: str, name: str, pixels: float) -> float:
    """Drag the handle of the slider whose name begins so to the side; gives the number that stands beside it then."""
    names = wait_for(driver, HANDLES, root)
    (number,) = (i for i, label in enumerate(names) if label and label.startswith(name))
    selector = f"{root}.noUi-handle"
    value = "([selector, number]) => document.querySelectorAll(selector)[number].getAttribute('aria-valuetext')"
    before = driver.evaluate(value, [selector, number])
    start = middle(driver, selector, number)
    driver.drag(way(start, (start[0] + pixels, start[1])))
    changed = f"([place, before]) => ({value})(place) !== before"
    wait_for(driver, changed, [[selector, number], before])
    return float(re.match(r"[−-]?[\d.]+", driver.evaluate(value, [selector, number]))[0].replace("−", "-"))


def move_the_descent(driver: Driver, root: str, x: float, y: float, rate: float) -> None:
    """Drag the slider of a descent on the bowl: after n steps of a rate r it is at (1 - 2r)^n times its start."""
    steps = drag_slider(driver, root, "steps", -30)
    left = (1 - 2 * rate) ** steps
    words = f"After {steps:.0f} steps of rate {rate} the point is at ({left * x:.2f}, {left * y:.2f})"
    wait_for(driver, f"([selector, words]) => ({LABEL})(selector).includes(words)", [f"{root}.gradcalc-map", words])


def turn_the_hill(driver: Driver, root: str) -> None:
    """Drag beside the hill: it is seen from elsewhere, and says so."""
    hill = f"{root}.gradcalc-surface"
    left, top, width, height = box(driver, hill)
    canvas, words = driver.evaluate(LOOK, f"{hill} canvas"), driver.evaluate(LABEL, hill)
    start = (left + 0.1 * width, top + 0.1 * height)
    driver.drag(way(start, (start[0] + 120, start[1] + 20)))
    wait_for(driver, f"([selector, before]) => ({LOOK})(selector) !== before", [f"{hill} canvas", canvas])
    wait_for(driver, f"([selector, before]) => ({LABEL})(selector) !== before", [hill, words])


def commit(driver: Driver, root: str) -> str:
    """Commit to what has been chosen; gives the answer that appears."""
    click(driver, middle(driver, f"{root}.gradcalc-commit"))
    said = f"{root}.gradcalc-prediction .gradcalc-said"
    wait_for(driver, f"(selector) => ({TEXT})(selector).includes('The answer is')", said)
    return driver.evaluate(TEXT, said)


def predict_by_choice(driver: Driver, root: str, number: int) -> str:
    """Click one of the choices and commit."""
    click(driver, middle(driver, f"{root}.gradcalc-prediction input", number))
    return commit(driver, root)


def predict_by_number(driver: Driver, root: str, text: str) -> str:
    """Type a number and commit."""
    click(driver, middle(driver, f"{root}.gradcalc-prediction input"))
    driver.write(text)
    return commit(driver, root)


def predict_by_place(driver: Driver, root: str) -> str:
    """Click the middle of the map and commit."""
    click(driver, middle(driver, f"{root}.gradcalc-prediction .gradcalc-map"))
    return commit(driver, root)
