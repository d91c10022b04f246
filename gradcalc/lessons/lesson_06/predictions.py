"""The predictions of lesson 06."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "06.rate_of_nine_tenths": Prediction(
        "On the bowl x² + y², what does gradient descent with the rate 0.9 do?",
        ["It jumps from side to side, and comes to rest at the lowest point"],
        "The gradient is twice the point, so a step leads from x to x − 0.9 · 2x = −0.8x: to the other side, "
        "but nearer.",
        choices=(
            "It walks straight to the lowest point, without passing it",
            "It jumps from side to side, and comes to rest at the lowest point",
            "It jumps from side to side for ever, always as far out",
            "It runs away, further out with every step",
        ),
        gives_away=(
            "jumps across, and comes nearer",
            "x = [-0.524 -0.328]",
            "−0.8 times the one before",
        ),
        moved="rate η",
    ),
    "06.limit_of_the_elliptic_bowl": Prediction(
        "On the elliptic bowl x² + 4y², below which rate does descent converge from every start?",
        [0.25],
        "Along y a step multiplies by 1 − 8 · rate. That lies between −1 and 1 for rates below 2/8. "
        "The limit of the x-direction, 2/2 = 1, comes later.",
        gives_away=(
            "The steep one runs away first",
            "limit of the rate 0.250",
        ),
    ),
    "06.beside_the_saddle": Prediction(
        "On the saddle x² − y² you start at (1, 0.001), next to the x-axis. Where does gradient descent with the "
        "rate 0.1 lead?",
        ["First close to the saddle point, then away from it, down along y"],
        "Along x every step shrinks the distance, along y every step stretches it. Only a start with y exactly 0 "
        "ends at the saddle point.",
        choices=(
            "To the saddle point, where it stays",
            "First close to the saddle point, then away from it, down along y",
            "Straight away along x",
        ),
        gives_away=(
            "is at (0.07, 0.01)",
            "almost every start escapes",
        ),
    ),
}
