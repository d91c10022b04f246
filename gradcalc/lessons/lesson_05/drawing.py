"""Drawn in lesson 05: the error of a difference against its step."""

from gradcalc.questions.drawn.error_graphs import ORDER, ErrorGraph, Method
from gradcalc.questions.drawn.ground import whole
from gradcalc.questions.drawn.task import Task
from gradcalc.questions.drills.drill import Drill

FORMULA: dict[Method, str] = {
    "forward": r"\frac{f(x + h) - f(x)}{h}",
    "central": r"\frac{f(x + h) - f(x - h)}{2h}",
}
ASKED = (
    "The values of $f$ are off by about $10^{{{noise}}}$, and its derivatives are about 1 in size. Sketch the error "
    "of the {method} difference ${formula}$ against $h$. Both axes show exponents: $-4$ stands for $10^{{-4}}$."
)


def of_floats(rng) -> Task:
    """The forward difference of values with the rounding of float64."""
    return _task(ErrorGraph(-16, "forward"))


def forward_of_rough_values(rng) -> Task:
    """The forward difference of values that are known less well."""
    return _task(ErrorGraph(-2 * whole(rng, 4, 7), "forward"))


def central_of_rough_values(rng) -> Task:
    """The central difference, whose right arm is steeper."""
    return _task(ErrorGraph(-3 * whole(rng, 3, 5), "central"))


def _task(target: ErrorGraph) -> Task:
    words = ASKED.format(noise=target.noise, method=target.method, formula=FORMULA[target.method])
    order = ORDER[target.method]
    grows = "h" if order == 1 else f"h^{order}"
    best, least = round(target.best), round(order * target.best)
    return Task(
        words,
        target,
        (
            f"Truncation: a long step misses the slope by about ${grows}$. On these axes that is a line of slope "
            f"{order}, through $0$ at $h = 10^0$.",
            rf"Rounding: the difference is off by about $10^{{{target.noise}}}$, and it is divided by $h$: "
            rf"$\frac{{10^{{{target.noise}}}}}{{h}}$. That is a line of slope $-1$, through ${target.noise}$ at "
            "$h = 10^0$.",
            f"The larger of the two counts. They are alike at $h = 10^{{{best}}}$, where the error is about "
            f"$10^{{{least}}}$: that is the lowest point.",
        ),
    )


DRAWING = Drill("05", "The error against the step", (of_floats, forward_of_rough_values, central_of_rough_values))
