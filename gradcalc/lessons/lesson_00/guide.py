"""The guided start of lesson 00: the parts of the picture, one at a time, on the bowl."""

from gradcalc.questions.guide import Guide, Task

LEVEL = 0.035  # of the gradient's length: two degrees beside the direction of no slope

GUIDE = Guide(
    "00",
    (
        Task(
            "the dot",
            "The dot is where you stand. Bring it from (1, 1) to (−1, 1): drag it, or click the map and press the "
            "arrow keys.",
            {"x": (-1.2, -0.8), "y": (0.8, 1.2)},
            "You are about as high as at (1, 1): each curve joins points of equal height, and both places lie near "
            "the same one.",
        ),
        Task(
            "the gradient",
            "The orange arrow, ∇f, is the gradient: it points the steepest way up from the dot. Find the place where "
            "it vanishes.",
            {"steepness": (0, 0.25)},
            "You are where the ground is level, or very close: at (0, 0) the gradient is zero, and no way up is the "
            "steepest.",
            ("gradient",),
        ),
        Task(
            "the direction",
            "The thin arrow u is a way to walk. Move the dot to about (1, 0). Then turn u, by its tip or with the "
            "slider “direction u”, until it leads down: Dᵤf, the slope along u, is −0.5 or less.",
            {"x": (0.3, 2), "slope": (-1000, -0.5)},
            "The blue arrow measures the slope along u, and it points against u, because this way leads down.",
            ("direction",),
        ),
        Task(
            "the numbers",
            "Here are the same facts as numbers. The last, Dᵤf, is the slope along u. Turn u until it is nearly 0. "
            "(A number that ends in e-07 has six zeros after its point: it counts as 0.)",
            {"share": (-LEVEL, LEVEL), "steepness": (0.5, 1000)},
            "The blue arrow is all but gone: as you set out along u, you neither climb nor fall.",
            ("numbers",),
        ),
        Task(
            "the hill",
            "Here is the ground itself, a bowl. Look straight down on it: press “From above”, under the bowl, or "
            "turn it by dragging beside the dot. Then look here again.",
            {"elevation": (85, 90)},
            "From above, the hill is its map: only the ways to walk remain.",
            ("hill",),
        ),
        Task(
            "the list of functions",
            "The small grey arrows are the gradient at many other points. Choose “saddle” from the list “function”.",
            {"function": "saddle"},
            "The ground is another one, and dot, arrows, numbers and hill say of it what they said of the bowl.",
            ("field", "choosers", "tools"),
        ),
    ),
    "Now the whole picture is yours.",
)
