"""The lecturer's side: versions of the notebooks, and grading. Installed with the extra `grade`."""
