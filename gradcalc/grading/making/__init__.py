"""From the lessons to what a course hands out: versions of the notebooks, and their cells as nbgrader wants them."""
