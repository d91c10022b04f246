"""The live picture of lesson 02: the arrows on a circle around a critical point, as the circle shrinks."""

from gradcalc.functions.gallery import GALLERY, of_formula
from gradcalc.live.board.board import Board
from gradcalc.live.board.board_pictures import graph_picture
from gradcalc.live.board.computed import told_surfaces
from gradcalc.live.board.inputs import choice, log_slider
from gradcalc.live.lifetime import whole
from gradcalc.pictures.scenes.circle import circle_scene, outward_scene
from gradcalc.readings.circle import CircleReading, circle_rows, circle_words, outward_words

REACH = 1.35  # radii, from the middle to the edge of the picture
RADII = (0.01, 0.3)
NOTE = "All arrows are drawn equally long; thick orange ones point inwards. 1 in the graph is its greatest."

# Critical only at the origin, and lowest there: sums of squares. The floor of the valley is the parabola y = x².
BENT = of_formula("bent valley", "1000(y - x^2)^2 + x^2")
FLAT = of_formula("flat bent valley", "1000(y - x^2)^2 + x^4")
SURFACES = {
    surface.name: surface
    for surface in (BENT, FLAT, *(GALLERY[name] for name in ("bowl", "elliptic bowl", "saddle")))
}


@whole
def explore_circle(function: str = "bent valley", radius: float = 0.1) -> Board:
    """The gradient on a circle around the origin, where a function has its only critical point.

    function names one of SURFACES, among them "bent valley", 1000 (y - x²)² + x², and "flat bent valley",
    1000 (y - x²)² + x⁴. radius is that of the circle, from 0.01 to 0.3. The first picture zooms in as it shrinks.

    Raises ValueError for a function that it does not have, TraitError for a radius out of range.

    >>> board = explore_circle(radius=0.1)
    >>> board.reading.verdict
    'both signs: it does not decide'
    >>> board.radius = 0.06
    >>> board.reading.verdict
    'positive all round: a minimum'
    """
    if function not in SURFACES:
        raise ValueError(f"function must be one of {', '.join(SURFACES)}, got {function!r}.")
    return Board(
        {"circle": _CIRCLE, "outward": _OUTWARD},
        {
            "function": choice("function", list(SURFACES), function),
            "radius": log_slider("radius", *RADII, radius, plain=True),
        },
        lambda function, radius: CircleReading(SURFACES[function], radius),
        home="02_gradient_field#circle",
        table=circle_rows,
        note=NOTE,
        columns=[["circle"], ["outward", "words"]],
        computed={"name": "circle", "surfaces": told_surfaces(SURFACES.values()), "note": NOTE},
    )


_CIRCLE = graph_picture(
    "the arrows on the circle", "x and y in units of the radius", (-REACH, REACH), (-REACH, REACH), circle_scene,
    circle_words, size=(340, 340),
)  # fmt: skip

_OUTWARD = graph_picture(
    "cube root of the outward part", "angle (degrees)", (-10, 370), (-1.15, 1.15), outward_scene, outward_words,
    size=(340, 200),
)  # fmt: skip
