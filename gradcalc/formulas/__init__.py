"""Formulas as data: typed text becomes a small tree, and all else is read off the tree."""
