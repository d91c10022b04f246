"""The predictions of lesson 07."""

from gradcalc.questions.prediction import Prediction

PREDICTIONS = {
    "07.random_slope": Prediction(
        "A network has 4,893 parameters. You change all of them a little, along a random direction. How large is "
        "the slope of the loss, typically, beside the steepest slope there is?",
        ["about 1 % of it"],
        "Typically it is the steepest slope divided by the square root of the number of parameters: here by 70. "
        "The section “Slopes along random directions” says why.",
        choices=("about half of it", "about 10 % of it", "about 1 % of it", "less than 0.001 % of it"),
        gives_away=(
            "root mean square is 0.0532",
            "becomes narrower as",
            "1 / sqrt(n)",
        ),
    ),
    "07.valley": Prediction(
        "A slice through the loss shows a valley whose lowest point is w, in the middle. What is the gradient of the "
        "loss at w?",
        ["this slice does not tell"],
        "The slice shows two slopes out of hundreds. In the next picture the gradient is not zero, although the "
        "slice is level at w.",
        choices=("zero", "not zero", "this slice does not tell"),
        gives_away=(
            "the gradient is not zero",
            "a slice across the gradient",
            "or so it looks",
            "length of the gradient of L",
            "The slice could not show it",
            "a slice with the gradient",
            "lies on a hillside",
        ),
    ),
    "07.half_way": Prediction(
        "The next picture has two networks that each sort all 100 points rightly. You take the network half way "
        "between them on the straight line: each parameter is the mean of the two. How well does it sort?",
        ["about as well as guessing"],
        "What one unit does in the first network, another one does in the second. Here their mean does neither. "
        "Other pairs do better: try them.",
        choices=("as well as both", "a little worse", "about as well as guessing"),
        gives_away=(
            "it rises to 3.24",
            "no better than guessing",
        ),
        moved="t",
    ),
}
