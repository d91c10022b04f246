"""The gradient as known mistakes take it: with one step, for in a class it is taken a hundred thousand times."""

from functools import partial

from gradcalc.maths.derivatives import gradient as found

# On functions of about 1 whose places are about 1, as those of the exercises are: right to nine digits.
gradient = partial(found, h=1e-6)
