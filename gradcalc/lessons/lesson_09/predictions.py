"""The predictions of lesson 09."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "09.batch_spread": Prediction(
        "Gradients of batches of 10 rows, drawn at random, scatter around the gradient of all rows. How far do those "
        "of batches of 40 rows scatter?",
        ["half as far"],
        "The mean of k independent draws scatters by one over the root of k. Four times as many rows, half the "
        "scatter.",
        choices=("as far", "half as far", "a quarter as far", "a sixteenth as far"),
        gives_away=(
            "they scatter by",
            "half the scatter",
        ),
    ),
    "09.first_step": Prediction(
        "In its first step Adam meets a gradient whose component is 1000 for one parameter and 0.001 for another. "
        "How far does the second one move?",
        ["about as far as the first"],
        "The first step is the rate times g / (|g| + 0.00000001): the size of a component cancels, and its sign is "
        "left. Both move by about the rate.",
        choices=("a millionth as far as the first", "a thousandth as far as the first", "about as far as the first"),
        gives_away=("The size of the gradient cancels",),
    ),
    "09.twice": Prediction(
        "L = w², and w is 2. After one pass back, grad of w is 4. You compute L again and go back a second time, "
        "without a change of w or of grad. What is grad now?",
        [8],
        "A pass back adds to grad: 4 + 4 = 8. So grad is set to zero before each batch.",
        gives_away=(
            "backward {time}",
            "the sum of all gradients so far",
        ),
    ),
}
