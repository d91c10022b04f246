"""Headlines of the pictures that the page draws by itself, in a page that has nothing else.

How wide and how high MathML is drawn only a browser knows.
"""

import json
import pathlib

import pytest

import gradcalc.live
from gradcalc.formulas.parser import parse
from tests.browser.site_on_loopback import served

LIVE = pathlib.Path(gradcalc.live.__file__).parent
FORMULAS = (
    "x",
    "exp(-(x - 1)^2 - y^2) + 0.7 exp(-(x + 1)^2 - (y - 0.5)^2)",
    "sqrt(x^2 + y^2)/(1 + sin(x)^2) + x^2 y^2 sin(x) + cos(x y)/(1 + exp(x)/(1 + y^2)) - ln(1 + x^2) sqrt(1 + y^2)",
)
PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/view.css">
<body style="margin: 0"><div class="gradcalc-view"><div class="gradcalc-column"></div></div>
<script type="module">
import { createPanel } from "/browser/draw/panel.js";
import { createStage } from "/browser/stage/stage.js";
const views = ["map", "slopes", "surface"];
const area = { xlim: [-2, 2], ylim: [-2, 2] };
const stages = %s.map((tree) => createStage({ tree, name: "", title: "" }, area, views).panels);
const panels = views.map((kind) => createPanel(kind, document.querySelector(".gradcalc-column"), stages[0][kind]));
// For each picture its room and that of its headline, once both have been laid out.
window.show = async (i) => {
  views.forEach((kind, k) => panels[k].show(stages[i][kind], null));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return panels.map(({ box, frame }) => {
    const [headline, ...more] = box.querySelectorAll(".gradcalc-title[aria-hidden=true] > span");
    const [room, seen] = [box, headline].map((part) => part.getBoundingClientRect());
    const scale = frame.width / room.width;
    const sides = [seen.left - room.left, room.right - seen.right, seen.top - room.top, seen.bottom - room.top];
    const at = sides.map((side) => side * scale);
    return { size: [room.width, room.height], top: frame.top, at, high: seen.height * scale, more: more.length };
  });
};
</script>"""


@pytest.mark.parametrize("width", [1300, 330])
def test_a_headline_stands_above_the_axes_whatever_its_formula_and_moves_nothing(browser, width):
    trees = json.dumps([parse(text) for text in FORMULAS])
    with served(LIVE) as address, browser.new_page(viewport={"width": width, "height": 900}) as page:
        page.route("**/page.html", lambda route: route.fulfill(body=PAGE % trees, content_type="text/html"))
        page.goto(f"{address}/page.html")
        page.wait_for_function("window.show !== undefined")
        shown = [page.evaluate("(i) => window.show(i)", i) for i in (0, 1, 2, 1)]
    for pictures in shown:
        assert [picture["size"] for picture in pictures] == [picture["size"] for picture in shown[0]]
        for picture in pictures:
            left, right, upper, lower = picture["at"]
            assert min(left, right, upper) >= -1
            assert lower <= picture["top"]
            assert picture["high"] >= 12
            assert not picture["more"]
    assert shown[1] == shown[3]
