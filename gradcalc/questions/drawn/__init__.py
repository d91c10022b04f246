"""Answers that are drawn by hand, arrows, points and curves, as rows of numbers, judged as a hand can meet them."""
