"""What is said of a wrong answer where no known mistake explains it: of an error, or of numbers."""
