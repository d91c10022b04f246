"""Model answers of lesson 00: the source of each exercise's answer cell, by the exercise's id."""

SOLUTIONS = {"00.gradient_of_the_bowl": "bowl_gradient = [3, -1]"}
