"""Somebody's arrow and the true one at a point, with the line between their tips."""

import numpy as np

from gradcalc.pictures.marks import Arrow, Dot, Label, Mark, Polyline, pair
from gradcalc.pictures.scenes.projection import TOO_SHORT, label_towards
from gradcalc.pictures.scenes.scales import clip_arrow
from gradcalc.readings.compared import Compared, Foot

TOGETHER = 0.01  # of the window: tips that are closer share a label
Limits = tuple[float, float]


def compared_scene(reading: Compared, scale: float, xlim: Limits, ylim: Limits) -> list[Mark]:
    """The marks at a reading, in a picture with the limits xlim and ylim; arrows are drawn times scale.

    Yours is broad and lies under the true one, so that both are seen where they agree.
    """
    foot = reading.over.fields.foot
    x, y = (0.0, 0.0) if foot else (reading.x, reading.y)
    width = max(xlim[1] - xlim[0], ylim[1] - ylim[0])
    yours, true = (None if v is None else scale * v for v in (reading.yours.vector, reading.true))
    arrows = {
        role: clip_arrow(Arrow(x, y, *pair(vector), role), xlim, ylim)
        for role, vector in (("yours", yours), ("gradient", true))
        if vector is not None and np.hypot(*vector) > TOO_SHORT * width
    }
    marks: list[Mark] = [*arrows.values()]
    apart = 0.0 if yours is None or true is None else float(np.hypot(*(yours - true)))
    if yours is not None and true is not None and apart > TOGETHER * width:
        (x0, y0), (x1, y1) = (pair(np.array([x, y]) + vector) for vector in (yours, true))
        marks.append(Polyline((x0, x1), (y0, y1), "apart"))
    below = _vector(foot, reading, width) if foot else []
    return [*below, *marks, *_labels(arrows, apart <= TOGETHER * width), Dot(reading.x, reading.y, "point")]


def _vector(foot: Foot, reading: Compared, width: float) -> list[Mark]:
    """The vector whose tip the point is, and the line that is shown with it."""
    reach = 2 * width * np.array(foot.along) / np.hypot(*foot.along)
    ends = np.array([-reach, reach]).T.tolist()
    tip = np.array([reading.x, reading.y])
    marks: list[Mark] = [Polyline(tuple(ends[0]), tuple(ends[1]), "line")]
    if np.hypot(*tip) > TOO_SHORT * width:
        marks += [Arrow(0.0, 0.0, *pair(tip), "direction"), label_towards(foot.name, *pair(tip), tip, "direction")]
    return marks


def _labels(arrows: dict[str, Arrow], together: bool) -> list[Label]:
    """Names at the tips, on the sides where the arrows part."""
    words = {"yours": "yours", "gradient": "true"}
    if len(arrows) == 2 and together:
        arrow = arrows["gradient"]
        return [_label("yours and true", arrow, np.array([arrow.dx, arrow.dy]))]
    labels = []
    for role, arrow in arrows.items():
        along = np.array([arrow.dx, arrow.dy]) / np.hypot(arrow.dx, arrow.dy)
        aside = np.zeros(2)
        for other in arrows.values():
            turn = other.dx * along[1] - other.dy * along[0]  # positive where this one lies to the left of it
            aside += np.sign(turn) * np.array([-along[1], along[0]])
        labels.append(_label(words[role], arrow, along + aside))
    return labels


def _label(text: str, arrow: Arrow, towards: np.ndarray) -> Label:
    return label_towards(text, arrow.x + arrow.dx, arrow.y + arrow.dy, towards, arrow.role)
