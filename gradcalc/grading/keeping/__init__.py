"""What is kept of a class: results, nbgrader's gradebook, points given by hand, and who stands where."""
